"""Feed readers of others, each giving what it understood of a feed in one shape."""

from __future__ import annotations

import calendar
import os
import sqlite3
import subprocess
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checks import module, program


@dataclass
class Received:
    """An entry as a reader holds it; None where the reader keeps no such thing."""

    id: str
    title: str
    link: str
    published: int
    content: str
    authors: list[str]
    updated: int | None = None
    categories: list[str] | None = None
    has_labels: bool = True
    summary: str | None = None


def feedparser(address: str, _: Path) -> list[Received]:
    """The entries of an Atom or RSS feed as feedparser gives them."""
    feed = module("feedparser").parse(address)
    if feed.bozo:
        raise RuntimeError(f"feedparser: {feed.bozo_exception}")
    return [
        Received(
            id=entry.id,
            title=entry.title,
            link=entry.link,
            published=calendar.timegm(entry.published_parsed),
            updated=calendar.timegm(entry.updated_parsed),
            authors=[author["name"] for author in entry.authors],
            categories=[tag.get("label") or tag["term"] for tag in entry.tags],
            summary=entry.summary,
            content=entry.content[0].value,
        )
        for entry in feed.entries
    ]


def fastfeedparser(address: str, _: Path) -> list[Received]:
    """The entries of an Atom, RSS or JSON feed as fastfeedparser gives them."""
    parse = module("fastfeedparser").parse
    with urllib.request.urlopen(address) as answer:
        feed = parse(answer.read())
    seconds = lambda text: int(datetime.fromisoformat(text).timestamp())  # noqa: E731
    return [
        Received(
            id=entry["id"],
            title=entry["title"],
            link=entry["link"],
            published=seconds(entry["published"]),
            updated=seconds(entry["updated"]) if entry.get("updated") else None,
            authors=[author["name"] for author in entry["authors"]],
            categories=[tag["label"] or tag["term"] for tag in entry["tags"]],
            summary=entry["description"],
            content=entry["content"][0]["value"],
        )
        for entry in feed.entries
    ]


def newsboat(address: str, scratch: Path) -> list[Received]:
    """The entries in newsboat's cache after it has loaded a feed; it keeps no categories."""
    executable = program("newsboat")
    scratch.mkdir(parents=True)
    (scratch / "urls").write_text(f"{address}\n")
    (scratch / "config").write_text("")
    subprocess.run(
        [executable, "-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"],
        cwd=scratch,
        env={**os.environ, "HOME": str(scratch), "TERM": "dumb"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        timeout=60,
    )
    with closing(sqlite3.connect(scratch / "cache.db")) as cache:
        rows = cache.execute(
            "SELECT guid, title, url, pubDate, author, content FROM rss_item ORDER BY pubDate DESC, id DESC"
        ).fetchall()
    return [
        Received(
            id=guid, title=title, link=link, published=date, authors=[author], content=content
        )
        for guid, title, link, date, author, content in rows
    ]


def sfeed(address: str, _: Path) -> list[Received]:
    """The lines that sfeed prints of a feed; it keeps one author, and the terms of categories."""
    executable = program("sfeed")
    with urllib.request.urlopen(address) as answer:
        document = answer.read()
    done = subprocess.run([executable], input=document, capture_output=True, check=True, timeout=60)
    received = []
    for line in done.stdout.decode().splitlines():
        date, title, link, content, _, guid, author, _, categories = line.split("\t")[:9]
        received.append(
            Received(
                id=guid,
                title=title,
                link=link,
                published=int(date),
                authors=[author],
                categories=categories.split("|"),
                has_labels=address.endswith("rss.xml"),
                content=unescaped(content),
            )
        )
    return received


def unescaped(text: str) -> str:
    """A field of sfeed with its line breaks, tabs and backslashes."""
    marks = {"n": "\n", "t": "\t", "\\": "\\"}
    parts, rest = [], iter(text)
    for character in rest:
        parts.append(marks.get(next(rest, ""), "") if character == "\\" else character)
    return "".join(parts)
