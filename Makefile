# Builds stet, the paper in this folder, and the tests. `make help` lists what can be asked for.

# The folder of the site that `make site` builds, and flags for `stet build`.
SITE ?= .
FLAGS ?=
# The folder of real archives, for `make bench-related`.
CORPORA ?= ../shared/corpora
# For `make bench`: how many articles, how many rounds; with SCALE, a larger archive by stet alone.
ARTICLES ?= 10000
ROUNDS ?= 3
# For `make bench-photos`: how many photographs of 12 megapixels.
PHOTOS ?= 1000

.DEFAULT_GOAL := help
.PHONY: help dependencies stet site man package test test-real bench bench-changes bench-deploy bench-photos bench-related clients check clean

help: ## Say what can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: stet ## Build the paper of this folder (or of SITE=folder) into output/
	@.build/release/stet build --site "$(SITE)" $(FLAGS)
	@echo "To look at it: .build/release/stet serve --site $(SITE) --open"

man: stet ## Make the manual pages, .build/man/man1
	@mkdir -p .build/man/man1
	@.build/release/stet manual > .build/man/man1/stet.1
	@.build/release/stet manual --list | while read -r command; do \
		.build/release/stet manual $$command > ".build/man/man1/stet-$$(echo $$command | tr ' ' -).1"; done
	@echo "man -M .build/man stet-build shows one"

package: dependencies ## Make a Debian package and an archive of the program, in .build/package
	@scripts/package

stet: dependencies ## Build the program, .build/release/stet
	@STET_COMMIT="$$(scripts/commit)" swift build $$(scripts/release-flags)

test: dependencies ## Run every test
	@swift build --build-tests
	@swift test --skip-build --disable-xctest

test-real: stet ## Build real archives and read the paper with other programs, which it installs
	@swift build --build-tests
	@STET_REAL=1 STET_PROGRAM="$(CURDIR)/.build/release/stet" swift test --skip-build --disable-xctest --filter RealArchive
	@CI=true Tests/Clients/run --program .build/release/stet

bench: stet ## Build 10,000 articles with stet and with Hugo, and say how they compare
	@python3 Benchmarks/Build/bench.py --stet .build/release/stet --work .artefacts/bench --articles $(ARTICLES) --rounds $(ROUNDS) $(if $(SCALE),--scale $(SCALE))

bench-changes: stet ## Measure what changes to 10,000 articles cost, in cold starts and while serving
	@python3 Benchmarks/Build/bench.py --stet .build/release/stet --work .artefacts/bench --articles $(ARTICLES) --rounds $(ROUNDS) --changes

bench-deploy: stet ## Deploy 10,000 articles, and say how long it takes to find out what changed
	@python3 Benchmarks/Deploy/plan.py --stet .build/release/stet --work .artefacts/bench --articles $(ARTICLES)

bench-photos: stet ## Develop photographs with stet and with vipsthumbnail, and say how they compare
	@command -v vipsthumbnail >/dev/null || { echo "vipsthumbnail is needed: install libvips-tools (Debian) or vips (Homebrew)" >&2; exit 1; }
	@python3 Benchmarks/Pictures/photos.py --stet .build/release/stet --folder .artefacts/photos --photos $(PHOTOS)

bench-related: dependencies ## Measure related stories and suggested topics on the archives of CORPORA
	@swift build --configuration release --build-tests -Xswiftc -enable-testing
	@STET_CORPORA="$(CORPORA)" swift test --configuration release --skip-build --disable-xctest --filter RelatedEvaluation

clients: ## Install the programs that test-real reads the paper with
	@scripts/install-clients

check: dependencies ## Hold the sources against the style
	@.ci/check.sh

clean: ## Remove what was built, the paper in output/ too
	@rm -rf .build
	@find output -mindepth 1 ! -name .gitignore -delete

dependencies:
	@scripts/install-dependencies
