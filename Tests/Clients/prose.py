"""The words, links and pictures of a story: of its Markdown, and of the HTML that a reader got."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from content import Content, Story

BLOCKS = {
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "pre", "blockquote", "figure",
    "figcaption", "div", "aside", "section", "ul", "ol", "table", "br", "img", "hr", "cite", "sup",
    "dl", "dt", "dd",
}  # fmt: skip
FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})
TITLED = re.compile(r'(?m)^!\[(.*)\]\((\S+) "(.*)"\)$')
CALL = re.compile(r"\{\{<\s*(/?)(\w+)([^>]*?)>\}\}")


@dataclass
class Prose:
    """What a reader sees of a story."""

    words: str
    links: list[str]
    pictures: list[tuple[str, str]]


def received(html: str) -> Prose:
    """What the HTML of an entry shows; the marks and links of footnotes are left out."""
    from lxml import html as parser

    tree = parser.fragment_fromstring(html, create_parent="div")
    links, pictures, words = [], [], []
    for element, is_start in walk(tree):
        if element.tag in BLOCKS:
            words.append(" ")
        if is_start and element.tag == "a" and not is_footnote(element):
            links.append(element.get("href"))
        if is_start and element.tag == "img":
            pictures.append((element.get("src"), element.get("alt")))
        text = element.text if is_start else element.tail
        if text and not (is_start and element.tag == "a" and is_footnote(element)):
            words.append(text)
    return Prose(folded("".join(words)), links, pictures)


def expected(story: Story, content: Content) -> Prose:
    """What the Markdown of a story asks for, its lead picture first."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    render = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = render.use(footnote_plugin).use(deflist_plugin).render(plain(story.body))
    prose = received(html)
    folder = posixpath.dirname(story.path)

    def absolute(address: str) -> str:
        if re.match(r"[a-z]+:", address):
            return address
        path, mark, fragment = address.partition("#")
        target = posixpath.normpath(posixpath.join(folder, path)) if path else story.path
        return content.address(target) + mark + fragment

    prose.links = [absolute(link) for link in prose.links]
    prose.pictures = [(absolute(source), alt) for source, alt in prose.pictures]
    if story.image:
        prose.pictures.insert(0, (absolute(story.image["src"]), story.image.get("alt", "")))
        caption = [story.image[key] for key in ("caption", "credit") if key in story.image]
        prose.words = folded(" – ".join(caption)) + " " + prose.words
    return prose


def plain(body: str) -> str:
    """Markdown in which shortcodes, alerts, tasks and captions are written with CommonMark alone."""
    body = TITLED.sub(r"![\1](\2)\n\n\3", body)
    body = re.sub(r"(?m)^> \[!(\w)(\w+)\]$", lambda m: f"> {m[1]}{m[2].lower()}\n>", body)
    body = re.sub(r"(?m)^(\s*- )\[( |x)\] ", lambda m: m[1] + ("☑ " if m[2] == "x" else "☐ "), body)
    return CALL.sub(called, body)


def called(match: re.Match) -> str:
    """The Markdown that stands for the opening or the end of a shortcode."""
    closing, name, rest = match.groups()
    given = dict(re.findall(r'(\w+)="([^"]*)"', rest))
    if closing:
        return "\n"
    if name == "figure":
        words = " ".join(given[key] for key in ("caption", "credit") if key in given)
        return f"\n![{given.get('alt', '')}]({given['src']})\n\n{words}\n"
    return f"\n{given.get('title', '')}\n\n"


def folded(text: str) -> str:
    """Text with one space between words and the typewriter's punctuation."""
    text = text.translate(FOLDED).replace("…", "...")
    return re.sub(r"\s+", " ", re.sub(r"-{2,3}", "-", text)).strip()


def is_footnote(link) -> bool:
    """Whether a link leads to a footnote or back from one."""
    return bool(re.search(r"#fn", link.get("href") or ""))


def walk(tree):
    """Each element at its start and at its end."""
    yield tree, True
    for child in tree:
        if isinstance(child.tag, str):
            yield from walk(child)
        elif child.tail:
            yield child, False
    yield tree, False
