"""Is a story the same story after its address, its theme and its publication have changed?"""

from __future__ import annotations

import re
from pathlib import Path

from checks import check, judge, module
from paper import Press, Site

DOMAIN = "https://gazette.of-another.example"


class Subscriber:
    """A reader that knows a story by its feed and its id, as readers do."""

    def __init__(self):
        self.seen: set[tuple[str, str]] = set()

    def poll(self, site: Site) -> tuple[list[str], list[str]]:
        """Reads every Atom feed; the ids of the feeds that it read, and what it shows as new."""
        feedparser = module("feedparser")
        feeds, new = [], []
        for path, file in site.files("atom.xml").items():
            feed = feedparser.parse(str(file))
            feeds.append(feed.feed.id)
            for entry in feed.entries:
                if (feed.feed.id, entry.id) not in self.seen:
                    self.seen.add((feed.feed.id, entry.id))
                    new.append(f"{path}: {entry.title} ({entry.id})")
        return feeds, new


def stories(site: Site) -> list[Path]:
    """The files of the articles of the sections, which are what feeds carry."""
    content = site.folder / "content"
    away = {"authors", "topics", "pages"}
    return [
        path
        for path in sorted(content.glob("*/*.md"))
        if path.parent.name not in away and path.name != "_index.md"
    ]


def rename_every_story(site: Site) -> int:
    """Gives each article another file name, hence another slug, and mends the links to it."""
    renamed = {}
    for path in stories(site):
        date, stem = re.fullmatch(r"(\d{4}-\d\d-\d\d-)?(.*)", path.stem).groups()
        renamed[path.name] = f"{date or ''}renamed-{stem}.md"
        path.rename(path.with_name(renamed[path.name]))
    names = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, renamed)) + r")(?![\w-])")
    for path in (site.folder / "content").rglob("*.md"):
        path.write_text(names.sub(lambda match: renamed[match[1]], path.read_text()))
    return len(renamed)


def forget_ids(site: Site) -> None:
    """Takes the ids out of the articles and the ledger, so that stet mints every one."""
    for path in stories(site):
        text = re.sub(r"(?m)^id( =|:) .*\n", "", path.read_text())
        path.write_text(re.sub(r',?\n\s*"id": "[^"]*"', "", text))
    (site.folder / "feeds.lock").unlink()


def moved(site: Site) -> str:
    """Builds, renames every article, changes domain and theme, builds again, and compares."""
    site.build()
    subscriber = Subscriber()
    before, _ = subscriber.poll(site)
    addresses = links(site)
    count = rename_every_story(site)
    site.configure(base_url=DOMAIN, theme="galley")
    site.build()
    after, new = subscriber.poll(site)
    findings = [f"shown as new: {line}" for line in new]
    if before != after:
        findings.append(f"ids of feeds changed: {sorted(set(before) ^ set(after))}")
    kept = addresses & links(site)
    findings += [f"the address did not change: {address}" for address in sorted(kept)]
    if len(stories(site)) != count or not subscriber.seen:
        findings.append("the paper has no stories")
    return judge(
        f"{count} articles renamed, {len(addresses)} addresses of entries changed; "
        f"{len(subscriber.seen)} entries of {len(after)} feeds known again",
        findings,
    )


def links(site: Site) -> set[str]:
    """The address of every entry of every feed."""
    feedparser = module("feedparser")
    files = site.files("atom.xml").values()
    return {entry.link for file in files for entry in feedparser.parse(str(file)).entries}


@check("identity: ids of front matter outlive slug, domain and theme")
def written_ids(press: Press) -> str:
    return moved(press.copy("written-ids"))


@check("identity: ids that stet minted outlive slug, domain and theme")
def minted_ids(press: Press) -> str:
    module("feedparser")
    site = press.copy("minted-ids")
    forget_ids(site)
    return moved(site)
