"""What the content folder asks for, read without stet: the expectation of every feed."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?\s*(Z|[+-]\d\d:?\d\d)?$"
)


@dataclass
class Story:
    """One article as its file describes it; `labels` are the names of its section and topics."""

    path: str
    id: str
    title: str
    link: str
    published: datetime
    updated: datetime
    authors: list[str]
    author_ids: list[str]
    section: str
    topics: list[str]
    labels: list[str]
    series: str | None
    summary: str
    image: dict | None
    body: str
    corrected: bool

    @property
    def terms(self) -> list[str]:
        """The ids of its section and topics."""
        return [self.section, *self.topics]


class Content:
    """The publication of a site folder at an instant."""

    def __init__(self, folder: Path, now: str):
        import yaml

        self._yaml = lambda text: yaml.load(text, Loader=yaml.BaseLoader)
        self.folder = folder / "content"
        self.configuration = self._yaml((folder / "stet.yaml").read_text())
        self.base = self.configuration["base_url"].rstrip("/")
        self.zone = ZoneInfo(self.configuration.get("timezone", "UTC"))
        self.now = self.instant(now)
        self.sections = self._named("*/_index.md", "title", lambda path: path.parent.name)
        self.authors = self._named("authors/*.md", "name", lambda path: path.stem)
        self.topics = self._named("topics/*.md", "name", lambda path: path.stem)
        self.files = {
            str(path.relative_to(self.folder)): self.front_matter(path)
            for path in sorted(self.folder.rglob("*.md"))
            if path.name != "_index.md" and path.parent.name not in ("authors", "topics")
        }
        self.stories = sorted(
            (self._story(path) for path in self.files if self._is_public(path)),
            key=lambda story: (story.published, story.id),
            reverse=True,
        )

    def front_matter(self, path: Path) -> tuple[dict, str]:
        """The metadata of a file, dates as text, and what follows it."""
        text = path.read_text()
        if text.startswith("{"):
            values, end = json.JSONDecoder().raw_decode(text)
            return values, text[end:]
        mark = text[:3]
        head, body = text[4:].split(f"\n{mark}\n", 1)
        if mark == "---":
            return self._yaml(head) or {}, body
        values = tomllib.loads(head)
        return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}, body

    def instant(self, text: str) -> datetime:
        """The instant that a date of the front matter names, in the zone of the site if in none."""
        match = DATE.match(text.strip())
        if not match:
            raise ValueError(f"no date: {text}")
        numbers = [int(part or 0) for part in match.groups()[:6]]
        zone = match.group(7)
        if zone is None:
            where = self.zone
        elif zone == "Z":
            where = timezone.utc
        else:
            minutes = int(zone[1:3]) * 60 + int(zone[-2:])
            where = timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))
        return datetime(*numbers, tzinfo=where).astimezone(timezone.utc)

    def address(self, path: str) -> str:
        """The absolute address of the page of a file of the content folder."""
        section = path.rsplit("/", 1)[0] if "/" in path else ""
        if path.endswith("_index.md"):
            return f"{self.base}/{section}/" if section else f"{self.base}/"
        if not path.endswith(".md"):
            return f"{self.base}/{path}"
        values, _ = self.files[path]
        stem = re.sub(r"^\d{4}-\d\d-\d\d-", "", path.rsplit("/", 1)[-1].removesuffix(".md"))
        patterns = self.configuration.get("permalinks", {})
        pattern = patterns.get(section, "/:sections/:slug/")
        slug = values.get("slug", stem)
        return self.base + pattern.replace(":sections", section).replace(":slug", slug)

    def _named(self, pattern: str, key: str, name) -> dict[str, dict]:
        found = {}
        for path in sorted(self.folder.glob(pattern)):
            values, _ = self.front_matter(path)
            if key in values:
                found[name(path)] = {**values, "name": values[key]}
        return found

    def _date(self, path: str) -> datetime | None:
        values, _ = self.files[path]
        in_name = re.match(r"(\d{4}-\d\d-\d\d)-", path.rsplit("/", 1)[-1])
        written = values.get("date", in_name and in_name.group(1))
        return self.instant(written) if written else None

    def _is_public(self, path: str) -> bool:
        values, _ = self.files[path]
        date = self._date(path)
        if date is None or date > self.now or values.get("draft") in ("true", True):
            return False
        if "expires" in values and self.instant(values["expires"]) <= self.now:
            return False
        return "withdrawn" not in values

    def _story(self, path: str) -> Story:
        values, body = self.files[path]
        section = path.split("/")[0]
        topics = [self._topic(name) for name in listed(values.get("topics"))]
        authors = listed(values.get("authors"))
        published = self._date(path)
        updated = self.instant(values["updated"]) if "updated" in values else published
        series = values.get("series")
        return Story(
            path=path,
            id=values.get("id", ""),
            title=values["title"],
            link=self.address(path),
            published=published,
            updated=updated,
            authors=[self.authors[name]["name"] for name in authors],
            author_ids=authors,
            section=section,
            topics=topics,
            labels=[self.sections[section]["name"]]
            + [self.topics[topic]["name"] for topic in topics],
            series=series["name"] if isinstance(series, dict) else series,
            summary=values["standfirst"],
            image=values.get("image"),
            body=body,
            corrected=bool(values.get("corrections")),
        )

    def with_broader(self, topics: list[str]) -> set[str]:
        """The topics and every topic above them."""
        found, waiting = set(), list(topics)
        while waiting:
            topic = waiting.pop()
            if topic in found:
                continue
            found.add(topic)
            waiting += [self._topic(name) for name in listed(self.topics[topic].get("broader"))]
        return found

    def _topic(self, written: str) -> str:
        """The topic that a name in the front matter means: its id, its name or another of them."""
        for topic, values in self.topics.items():
            names = [topic, topic.replace("-", " "), values["name"], *listed(values.get("aliases"))]
            if written.casefold() in [name.casefold() for name in names]:
                return topic
        raise ValueError(f"no topic is called {written}")


def listed(value) -> list[str]:
    """A list that may be written as one text with commas."""
    if not value:
        return []
    if isinstance(value, str):
        return [part.strip() for part in value.split(",")]
    return list(value)
