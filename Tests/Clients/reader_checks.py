"""Do readers receive what the content folder asks for?"""

from __future__ import annotations

import re
import unicodedata

import readers
from checks import check, judge, module
from content import Content, Story
from paper import NOW, Press
from prose import Prose, expected, folded, received
from server import serving

# A reader, a feed, and what it keeps of several authors: all, the first, or all in one name.
# RSS has one dc:creator with every name, because readers keep one of several.
READINGS = [
    ("feedparser", "atom.xml", "all"),
    ("feedparser", "rss.xml", "joined"),
    ("fastfeedparser", "atom.xml", "first"),
    ("fastfeedparser", "rss.xml", "joined"),
    ("fastfeedparser", "feed.json", "first"),
    ("newsboat", "atom.xml", "joined"),
    ("newsboat", "rss.xml", "joined"),
    ("sfeed", "atom.xml", "first"),
    ("sfeed", "rss.xml", "joined"),
]


def asked(press: Press) -> Content:
    """What the sample paper asks for; skips where Python lacks what reads it."""
    for name in ("yaml", "markdown_it", "mdit_py_plugins", "lxml.html"):
        module(name)
    return Content(press.root, NOW)


def compare(story: Story, prose: Prose, entry: readers.Received, authors: str) -> list[str]:
    """Where an entry is not what its story asked for; one line a field."""
    names = {
        "all": story.authors,
        "first": story.authors[:1],
        "joined": [", ".join(story.authors)],
    }[authors]
    got = received(entry.content)
    fields = [
        ("title", story.title, entry.title),
        ("link", story.link, entry.link),
        ("published", int(story.published.timestamp()), entry.published),
        ("authors", names, entry.authors),
        ("words", prose.words, got.words),
        ("links in the text", prose.links, got.links),
        ("pictures", prose.pictures, got.pictures),
    ]
    if entry.updated is not None:
        fields.append(("updated", int(story.updated.timestamp()), entry.updated))
    if entry.categories is not None:
        asked_for = story.labels if entry.has_labels else story.terms
        fields.append(("categories", asked_for, entry.categories))
    if entry.summary is not None:
        fields.append(("summary", folded(story.summary), folded(entry.summary)))
    return [
        f"{story.path}: {name}: {difference(wanted, had)}"
        for name, wanted, had in fields
        if wanted != had
    ]


def difference(wanted, had) -> str:
    """Both values, of long texts only where they part."""
    if isinstance(wanted, str) and isinstance(had, str) and len(wanted) > 120:
        pairs = zip(wanted, had)
        same = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(wanted), len(had)))
        start = max(0, same - 20)
        return f"asked “…{wanted[start : same + 60]}…”, got “…{had[start : same + 60]}…”"
    return f"asked {wanted!r}, got {had!r}"


def reading(reader: str, feed: str, authors: str):
    """Registers the check that `reader` receives the paper's `feed` as it was asked for."""

    @check(f"readers: {reader} reads {feed}")
    def make(press: Press) -> str:
        content = asked(press)
        stories = {story.id: story for story in content.stories}
        with serving(press.built().output) as server:
            scratch = press.scratch / f"{reader}-{feed}"
            entries = getattr(readers, reader)(f"{server.address}/{feed}", scratch)
        findings = []
        if [entry.id for entry in entries] != [story.id for story in content.stories]:
            missing = sorted(set(stories) - {entry.id for entry in entries})
            strange = sorted({entry.id for entry in entries} - set(stories))
            findings.append(f"ids or their order differ: missing {missing}, unasked {strange}")
        for entry in entries:
            if entry.id in stories:
                story = stories[entry.id]
                findings += compare(story, expected(story, content), entry, authors)
        kept = ["ids", "titles", "links", "dates", "authors", "words", "links in them", "pictures"]
        kept += ["updates"] if entries and entries[0].updated is not None else []
        kept += ["categories"] if entries and entries[0].categories is not None else []
        kept += ["summaries"] if entries and entries[0].summary is not None else []
        return judge(f"{len(entries)} of {len(stories)} stories: {', '.join(kept)}", findings)


for _reading in READINGS:
    reading(*_reading)


def slug(name: str) -> str:
    """The part of an address that a name becomes."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain)))


@check("readers: every feed carries its own stories")
def memberships(press: Press) -> str:
    content, paper = asked(press), press.built()
    feedparser = module("feedparser")
    wanted: dict[str, list[str]] = {}

    def ask(path: str, stories: list[Story]) -> None:
        if stories:
            wanted[path] = [story.id for story in stories]

    ask("atom.xml", content.stories)
    ask("corrections/atom.xml", [story for story in content.stories if story.corrected])
    for section in content.sections:
        ask(f"{section}/atom.xml", [s for s in content.stories if s.section == section])
    for author in content.authors:
        ask(f"authors/{author}/atom.xml", [s for s in content.stories if author in s.author_ids])
    for topic in content.topics:
        ask(
            f"topics/{topic}/atom.xml",
            [s for s in content.stories if topic in content.with_broader(s.topics)],
        )
    for name in {story.series for story in content.stories if story.series}:
        ask(
            f"series/{slug(name)}/atom.xml", [s for s in content.stories if s.series == name]
        )
    findings, entries = [], 0
    written = set(paper.files("atom.xml"))
    findings += [f"{path}: nobody asked for it" for path in sorted(written - set(wanted))]
    for path, ids in wanted.items():
        got = [e.id for e in feedparser.parse(str(paper.output / path)).entries]
        entries += len(got)
        if got != ids:
            findings.append(f"{path}: asked {ids}, got {got}")
    return judge(
        f"{entries} entries of {len(wanted)} feeds: sections, topics, authors, series, the paper",
        findings,
    )
