"""Measures the search of a large archive: what it costs the build, and what a first query fetches.

Needs Chromium and the Python packages of Tests/Clients: run it with .venv/bin/python, which
`make clients` makes.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests/Clients"), str(Path(__file__).parent)]

from archive import Archive  # noqa: E402
from browser import browsing  # noqa: E402

SETTINGS = "title: The Archive\nbase_url: https://archive.example\nidentity: archive.example,2026\ntheme: broadsheet\n"


def built(program: Path, site: Path, output: str, settings: str) -> str:
    """What a clean build with `settings` takes, into a folder that was never there: a file system may
    pay for a deleted tree minutes later."""
    (site / "stet.yaml").write_text(SETTINGS + f"output: {output}\n" + settings)
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([program, "build", "--site", site, "--quiet", "--now", "2026-01-02T00:00:00Z"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return f"{time.monotonic() - start:5.1f} s ({busy:5.1f} s of cores)"


def main() -> None:
    """Builds the archive with and without an index, then asks it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stet", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=10_000)
    chosen = parser.parse_args()
    site = chosen.work.resolve()
    Archive(chosen.articles).write(site / "content/stories")
    if not (site / "themes").exists():
        (site / "themes").mkdir()
        shutil.copytree(ROOT / "themes/broadsheet", site / "themes/broadsheet")
    plain = "pictures: { share: 0 }\n"
    for old in site.glob("output*"):
        shutil.rmtree(old)
    for number in range(3):
        without = built(chosen.stet, site, f"output-{number}", plain + "search: false\n")
        print(f"without search {without}, with it {built(chosen.stet, site, f'output-with-{number}', plain)}")
    output = site / "output-with-2"
    index = output / "search/index"
    files = [path for path in index.rglob("*.json")]
    print(f"{len(files)} files of index, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")

    stories = sorted((site / "content/stories").glob("*.md"))
    titles = [stories[len(stories) * part // 7].read_text().split("title: ")[1].split("\n")[0] for part in range(1, 7)]
    with browsing(SimpleNamespace(output=output)) as (chromium, server):
        for number, title in enumerate(titles):
            words = title.split()
            longest = max(words, key=len)
            query = [longest, " ".join(words[:4]), longest[0] + longest[2] + longest[1] + longest[3:]][number % 3]
            server.statuses.clear()
            page = chromium.new_context().new_page()
            page.goto(f"{server.address}/search/?q={query.replace(' ', '+')}", wait_until="networkidle")
            page.wait_for_timeout(500)
            found = page.locator("[data-results] a").all_inner_texts()
            fetched = {path.split("?")[0].lstrip("/") for path, status in server.statuses if status == 200}
            bodies = [(output / path).read_bytes() for path in fetched if path.startswith("search/index/")]
            place = found.index(title) + 1 if title in found else 0
            print(
                f"{query!r}: {sum(map(len, bodies)) / 1000:.0f} kB in {len(bodies)} files, "
                f"{sum(len(gzip.compress(body)) for body in bodies) / 1000:.0f} kB compressed; place {place}"
            )


if __name__ == "__main__":
    main()
