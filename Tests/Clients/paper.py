"""Copies of the sample paper, and the builds of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

# The instant at which the paper is built: after everything in it but what is for 2099.
NOW = "2026-11-23T12:00:00Z"
SOURCES = ("stet.yaml", "feeds.lock", "content", "static", "themes")


@dataclass
class Site:
    """A folder with a publication in it, and the program that builds it."""

    folder: Path
    program: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    def build(self, now: str = NOW, **environment: str) -> None:
        """Builds into `output`; a build with errors raises with what stet said."""
        done = subprocess.run(
            [self.program, "build", "--site", self.folder, "--now", now],
            env={**os.environ, "NO_COLOR": "1", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise RuntimeError(f"stet build: {done.returncode}\n{done.stdout}{done.stderr}")

    def configure(self, **values: str) -> None:
        """Sets top-level keys of stet.yaml that hold one word."""
        path = self.folder / "stet.yaml"
        text = path.read_text()
        for key, value in values.items():
            text, count = re.subn(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
            if count != 1:
                raise RuntimeError(f"stet.yaml has {count} lines for {key}")
        path.write_text(text)

    def replace_line(self, old: str, new: str) -> None:
        """Puts `new` in the place of the one line `old` of stet.yaml."""
        path = self.folder / "stet.yaml"
        lines = path.read_text().split("\n")
        if lines.count(old) != 1:
            raise RuntimeError(f"stet.yaml has {lines.count(old)} lines “{old}”")
        path.write_text("\n".join(new if line == old else line for line in lines))

    def files(self, *patterns: str) -> dict[str, Path]:
        """The files of the output whose names match a pattern, by path; not stet's own notes."""
        found = {
            str(path.relative_to(self.output)): path
            for pattern in patterns
            for path in self.output.rglob(pattern)
            if path.is_file() and not path.name.startswith(".stet")
        }
        return dict(sorted(found.items()))


@dataclass
class Press:
    """Where checks get their papers from."""

    root: Path
    program: Path
    scratch: Path
    kept: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` returns, made at the first call with this name."""
        if name not in self.kept:
            self.kept[name] = make()
        return self.kept[name]

    def copy(self, name: str) -> Site:
        """A copy of the sample paper that has never been built, in a folder called `name`."""
        folder = self.scratch / name
        folder.mkdir()
        for source in SOURCES:
            origin = self.root / source
            if origin.is_dir():
                shutil.copytree(origin, folder / source)
            else:
                shutil.copy2(origin, folder / source)
        return Site(folder, self.program)

    def built(self) -> Site:
        """The sample paper, built once; checks may read it and must not change it."""

        def make() -> Site:
            site = self.copy("paper")
            site.build()
            return site

        return self.once("built", make)
