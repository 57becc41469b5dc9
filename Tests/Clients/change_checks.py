"""What do subscribers see of files to play, and of stories that are taken back?"""

from __future__ import annotations

from checks import check, judge, module
from paper import Press, Site

EPISODE = """---
title: An Hour at the Linotype
date: 2026-11-20T08:00:00Z
id: tag:stet-gazette.example,2026-11-20:an-hour
standfirst: What it sounds like.
authors: [type-desk]
enclosure: {{ source: {source}, duration: "1:02:03" }}
episode: {{ number: 3, season: 1, explicit: false }}
---
Listen.
"""
PODCAST = """feeds:
  podcast: { section: type, title: The Type Hour, image: /icon-512.png, category: Arts > Design }
"""
STORY = "web/conditional-get.md"
WITHDRAWN = 'withdrawn: { date: 2026-11-22T10:00:00Z, reason: "It was not so." }\n'


def parsed(site: Site, path: str):
    """What feedparser reads in a file of the output."""
    feed = module("feedparser").parse(str(site.output / path))
    if feed.bozo:
        raise RuntimeError(f"{path}: {feed.bozo_exception}")
    return feed


@check("readers: an episode arrives with its file")
def episode(press: Press) -> str:
    module("feedparser")
    site = press.copy("podcast")
    content = site.folder / "content" / "type"
    (content / "hour.mp3").write_bytes(b"ID3\x03" + bytes(54321))
    (content / "an-hour.md").write_text(EPISODE.format(source="hour.mp3"))
    settings = site.folder / "stet.yaml"
    settings.write_text(settings.read_text().replace("feeds:\n", PODCAST))
    site.build()
    wanted = {
        "href": "https://stet-gazette.example/type/hour.mp3",
        "length": str((site.output / "type" / "hour.mp3").stat().st_size),
        "type": "audio/mpeg",
    }
    findings = []
    for path in ("type/podcast.xml", "atom.xml", "rss.xml"):
        entry = parsed(site, path).entries[0]
        got = {name: entry.enclosures[0].get(name) for name in wanted}
        if got != wanted:
            findings.append(f"{path}: asked {wanted}, got {got}")
    feed = parsed(site, "type/podcast.xml")
    entry = feed.entries[0]
    told = [feed.feed.title, len(feed.entries), entry.itunes_duration, entry.itunes_episode]
    if told != ["The Type Hour", 1, "3723", "3"]:
        findings.append(f"type/podcast.xml: {told}")
    return judge("one episode in 3 feeds: address, length, type; duration and number", findings)


@check("readers: a withdrawn story is replaced by its retraction")
def retraction(press: Press) -> str:
    module("feedparser")
    site = press.copy("withdrawn")
    site.build()
    path = site.folder / "content" / STORY
    before = {file: parsed(site, file) for file in site.files("atom.xml")}
    lines = path.read_text()
    mark = lines[:3]
    if mark != "---":
        raise RuntimeError(f"{STORY} has no YAML")
    path.write_text(lines.replace("---\n", "---\n" + WITHDRAWN, 1))
    title = next(line for line in lines.splitlines() if line.startswith("title:"))[6:].strip(" \"'")
    site.build()
    findings, replaced = [], 0
    story = next(e for e in before["atom.xml"].entries if e.title == title)
    for file, old in before.items():
        if not (site.output / file).exists():
            continue
        new = parsed(site, file)
        if [e.id for e in new.entries] != [e.id for e in old.entries]:
            findings.append(f"{file}: the ids or their order changed")
        for entry in new.entries:
            if entry.id != story.id:
                continue
            replaced += 1
            if entry.published != story.published or entry.updated != "2026-11-22T10:00:00Z":
                findings.append(f"{file}: published {entry.published}, updated {entry.updated}")
            if "It was not so." not in entry.content[0].value:
                findings.append(f"{file}: the reason is not given")
    for name, file in site.files("*").items():
        if title.encode() in file.read_bytes():
            findings.append(f"{name}: the headline is still there")
    if not replaced:
        findings.append("no feed tells of it")
    return judge(f"one story replaced in {replaced} feeds, its headline nowhere", findings)
