"""Can Broadsheet be set from stet.yaml alone, and does it print all that a story has?"""

from __future__ import annotations

import json
import re

import browser
from browser import address, browsing, kinds
from checks import check, judge, module
from paper import Press

PALETTES = ("vermilion", "forest", "navy", "plum", "ink")
FONTS = ("oldstyle", "transitional", "modern", "sans")
SET = """params:
  palette: forest
  fonts: sans
  masthead: The Other Name
  ear: Founded in 2020
  end_mark: "#"
  tip: Write to tips@stet-gazette.example.
  footer: Printed on recycled electrons.
  footer_links: [{ title: Imprint, address: /about/ }]
  social: [{ title: Mastodon, address: "https://social.example/@stet" }]
  share: [mastodon]
  icon: /own.svg
  manifest: /own.webmanifest
  stylesheet: /own.css
menu:
  - { title: Letters, address: /type/ }
age:
  days: 0
"""
# What `SET` must come to on the page of an article: a selector, and the words found there.
SHOWN = {
    ".nameplate": "The Other Name", ".ear": "Founded in 2020", ".end-mark": "#",
    ".tip p": "Write to tips@stet-gazette.example.",
    ".colophon > p:nth-of-type(2)": "Printed on recycled electrons.",
    ".menu": "Letters", ".share li": "Mastodon", '.colophon a[href="/about/"]': "Imprint",
    '.colophon a[rel="me"]': "Mastodon",
}
# The parts of a story that at least one page of the sample paper must have.
PARTS = (
    ".story-head .breadcrumbs", ".kicker", ".age:not([hidden])", ".story-title", ".story-standfirst",
    ".credits-authors a[rel=author]", ".credits-authors img.portrait",
    # When it was published and updated, and how long it takes to read.
    ".credits-dates div:nth-child(3) dd",
    ".lead-image img[fetchpriority=high]", ".lead-image figcaption .credit", ".prose .pull", ".prose .factbox",
    ".prose .footnotes", ".prose pre", ".prose table", ".end-mark", ".corrections time", ".sources a",
    ".more-about .terms", ".more-about h3 ~ h3", ".tip p", ".share a", ".others .card",
    ".series-steps a[rel=prev]", ".series-steps a[rel=next]",
)
STATED = ("headline", "author", "datePublished", "dateModified", "publisher")
JSONLD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


@check("theme: stet.yaml alone sets masthead, colours, fonts, menu, footer, tip line, end mark and links")
def settings(press: Press) -> str:
    site = press.copy("paper-set")
    path = site.folder / "stet.yaml"
    path.write_text(re.sub(r"(?ms)^menu:\n.*", SET, path.read_text()))
    (site.folder / "static/own.css").write_text(":root { --measure: 30rem; }\n")
    (site.folder / "static/own.webmanifest").write_text('{"name": "Own"}\n')
    (site.folder / "static/own.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n')
    site.build()
    findings = []
    with browsing(site) as (chromium, server):
        page = chromium.new_page(color_scheme="light")
        page.goto(address(server, "web/permanent-addresses/index.html"))
        for selector, words in SHOWN.items():
            got = page.locator(selector).all_inner_texts()
            if [text.strip() for text in got] != [words]:
                findings.append(f"{selector}: asked {words!r}, got {got}")
        styles = page.evaluate(
            """() => [getComputedStyle(document.querySelector('.kicker')).color,
              getComputedStyle(document.querySelector('h1')).fontFamily.split(',')[0],
              getComputedStyle(document.documentElement).getPropertyValue('--measure'),
              ...['icon', 'manifest'].map(
                rel => document.querySelector(`link[rel=${rel}]`).getAttribute('href'))]"""
        )
    wanted = ["rgb(31, 90, 61)", '"Helvetica Neue"', "30rem", "/own.svg", "/own.webmanifest"]
    if styles != wanted:
        findings.append(f"asked {wanted}, got {styles}")
    return judge(f"{len(SHOWN) + len(wanted)} settings", findings)


@check("theme: docs/THEMES.md names every setting of Broadsheet")
def documented(press: Press) -> str:
    theme = module("yaml").safe_load((press.root / "themes/broadsheet/theme.yaml").read_text())
    text = (press.root / "docs/THEMES.md").read_text()
    rows = text.partition("| `params` | what it sets |")[2].partition("\n\n")[0].splitlines()
    named = set(re.findall(r"`(\w+)`", " ".join(row.split("|")[1] for row in rows if row)))
    keys = set(theme["params"])
    return judge(f"{len(keys)} settings", [f"only in one of both: {key}" for key in sorted(named ^ keys)])


@check("theme: every palette and set of fonts can be read in both modes")
def palettes(press: Press) -> str:
    findings, count = [], 0
    axe = module("axe_playwright_python.sync_playwright").Axe()
    with browsing(press.built()) as (chromium, server):
        for mode in browser.MODES:
            page = chromium.new_page(color_scheme=mode)
            page.goto(address(server, "press/penny-press/index.html"))
            for palette, fonts in [(p, FONTS[0]) for p in PALETTES] + [(PALETTES[0], f) for f in FONTS[1:]]:
                page.evaluate(
                    "([palette, fonts]) => Object.assign(document.documentElement.dataset, { palette, fonts })",
                    [palette, fonts],
                )
                found = axe.run(page, options=browser.AXE).response["violations"]
                too_wide = page.evaluate(browser.TOO_WIDE)
                findings += [f"{palette}, {fonts}, {mode}: {each['id']}: {each['help']}" for each in found]
                findings += [f"{palette}, {fonts}, {mode}: {too_wide}"] if too_wide else []
                count += 1
            page.close()
    return judge(f"{count} looks", findings)


@check("theme: a story has every part that a newspaper gives it")
def parts(press: Press) -> str:
    site = press.built()
    missing = set(PARTS)
    with browsing(site) as (chromium, server):
        page = chromium.new_page()
        for path in kinds(site)["article"]:
            page.goto(address(server, path))
            missing -= {part for part in missing if page.locator(part).count()}
    return judge(f"{len(PARTS)} parts", [f"no story has {part}" for part in PARTS if part in missing])


@check("theme: every page tells search engines and networks what it is")
def shared(press: Press) -> str:
    site, findings, count = press.built(), [], 0
    for kind, paths in kinds(site).items():
        for path in paths:
            findings += [f"{path}: {what}" for what in untold(kind, (site.output / path).read_text())]
            count += 1
    return judge(f"{count} pages", findings)


def untold(kind: str, page: str) -> list[str]:
    """What the head of a page of a kind should say and does not."""
    marks = ['property="og:title"', 'property="og:image"', 'name="twitter:card"']
    marks += ['rel="icon"', 'rel="manifest"']
    if kind not in ("notfound", "gone"):
        marks += ['rel="canonical"', 'property="og:url"']
    missing = [mark for mark in marks if mark not in page]
    data = [entry for text in JSONLD.findall(page) for entry in aslist(json.loads(text))]
    types = {entry["@type"]: entry for entry in data}
    if kind == "front" and "potentialAction" not in types.get("WebSite", {}):
        missing.append("no WebSite with a search")
    if kind == "article":
        story = types.get("NewsArticle", {})
        missing += [f"no {key}" for key in STATED if not story.get(key)]
        # Crops of a photograph; else those of its headline.
        if len(story.get("image", [])) < 3:
            missing.append(f"{len(story.get('image', []))} pictures, not three")
        if 'class="corrections"' in page and not story.get("correction"):
            missing.append("no correction")
    if 'class="breadcrumbs"' in page and "BreadcrumbList" not in types:
        missing.append("no BreadcrumbList")
    return missing


def aslist(value) -> list:
    """JSON-LD of a page as a list of its entries."""
    return value if isinstance(value, list) else [value]
