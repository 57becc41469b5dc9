"""Writes an archive of made-up stories, the same on every machine for the same numbers.

The words are invented syllables; their frequencies, like those of the topics, follow Zipf's law, and
each topic has words of its own, so that stories of one topic are alike. Half of the links lead to an
earlier story of the same topic, as an editor's do.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta, timezone
from itertools import accumulate
from pathlib import Path

YEARS = 22
LAST = datetime(2026, 1, 1, tzinfo=timezone.utc)
SYLLABLES = [c + v for c in "b d f g k l m n p r s t v ch st tr pl".split() for v in "aeiou"]


class Archive:
    """`articles` stories of about `words` words, on `topics` topics."""

    def __init__(self, articles: int, words: int = 450, topics: int = 300, seed: int = 1) -> None:
        self.articles, self.words = articles, words
        self.random = random.Random(seed)
        names = self._names(20_000 + topics * 41)
        self.common, rest = names[:20_000], names[20_000:]
        self.common_weights = list(accumulate(1 / (rank + 2.7) for rank in range(20_000)))
        self.topics = [word.capitalize() for word in rest[:topics]]
        self.topic_weights = list(accumulate(1 / (rank + 1) ** 0.9 for rank in range(topics)))
        self.own = [rest[topics + 40 * n : topics + 40 * (n + 1)] for n in range(topics)]
        self.latest: dict[int, str] = {}

    def _names(self, count: int) -> list[str]:
        names: dict[str, None] = {}
        while len(names) < count:
            names["".join(self.random.choices(SYLLABLES, k=self.random.choice((2, 2, 3, 3, 4))))] = None
        return list(names)

    def write(self, folder: Path) -> None:
        """Writes every story into `folder`, and nothing where a whole archive stands there already."""
        done = folder / ".complete"
        if done.exists():
            return
        folder.mkdir(parents=True, exist_ok=True)
        step = timedelta(days=365.25 * YEARS) / self.articles
        for number in range(self.articles):
            name, text = self._story(number, LAST - step * (self.articles - number))
            (folder / f"{name}.md").write_text(text)
        done.touch()

    def _story(self, number: int, date: datetime) -> tuple[str, str]:
        chosen = sorted(set(self.random.choices(range(len(self.topics)), cum_weights=self.topic_weights, k=5)))
        title = " ".join(self._some(7, chosen)).capitalize()
        name = f"{number:07d}-{title.lower().replace(' ', '-')}"[:48].rstrip("-")
        blocks = [self._sentences(60, chosen)]
        while sum(len(block.split()) for block in blocks) < self.words:
            blocks.append(self._block(chosen))
        blocks.append(self._links(chosen))
        for topic in chosen:
            self.latest[topic] = name
        topics = "".join(f"  - {self.topics[topic]}\n" for topic in chosen)
        head = (
            f"---\ntitle: {title}\ndate: {date.isoformat(timespec='seconds')}\n"
            f"description: {self._sentence(14, chosen)}\ntopics:\n{topics}---\n\n"
        )
        return name, head + "\n\n".join(blocks) + "\n"

    def _block(self, chosen: list[int]) -> str:
        kind = self.random.random()
        if kind < 0.7:
            return self._sentences(70, chosen)
        if kind < 0.8:
            return "## " + " ".join(self._some(4, chosen)).capitalize()
        if kind < 0.86:
            return "> " + self._sentences(30, chosen)
        if kind < 0.93:
            return "\n".join("- " + self._sentence(8, chosen) for _ in range(4))
        if kind < 0.96:
            one, two, three = self._some(3, chosen)
            return f"```python\ndef {one}({two}):\n    # {self._sentence(6, chosen)}\n    return {two} + \"{three}\"\n```"
        rows = ["| " + " | ".join(self._some(3, chosen)) + " |" for _ in range(5)]
        return "\n".join([rows[0], "|---|---|---|", *rows[1:]])

    def _links(self, chosen: list[int]) -> str:
        earlier = [self.latest[topic] for topic in chosen if topic in self.latest]
        own = [f"[{' '.join(self._some(3, chosen))}](/stories/{name}/)" for name in dict.fromkeys(earlier[:1])]
        word = self._some(1, chosen)[0]
        return f"{self._sentence(9, chosen)} *{word}* and " + " or ".join(
            [*own, f"[{word}](https://example.org/{word})"]
        )

    def _sentences(self, words: int, chosen: list[int]) -> str:
        return " ".join(self._sentence(self.random.randint(8, 16), chosen) for _ in range(words // 12))

    def _sentence(self, words: int, chosen: list[int]) -> str:
        return " ".join(self._some(words, chosen)).capitalize() + "."

    def _some(self, count: int, chosen: list[int]) -> list[str]:
        words = self.random.choices(self.common, cum_weights=self.common_weights, k=count)
        for place in range(count):
            if self.random.random() < 0.15:
                words[place] = self.random.choice(self.own[self.random.choice(chosen)])
        return words
