"""Does the search of the paper find what readers look for?"""

from __future__ import annotations

import browser
from browser import Visit, browsing
from checks import check, judge
from paper import Press

# What is typed, and the story that must stand first.
PYRAMID = "/press/inverted-pyramid/"
QUERIES = [
    ("pyramid", PYRAMID), ("Inverted PYRAMID", PYRAMID), ("inverted pyr", PYRAMID),
    ("pyramyd", PYRAMID), ("pyrmaid", PYRAMID), ("ivnerted", PYRAMID), ("imverted", PYRAMID),
]
FIRST_QUERY_MAX = 150_000


def typed(page, words: str) -> list[str]:
    """The addresses found for `words`, in order."""
    page.fill("#q", "")
    settled(page, lambda: not page.inner_text("[data-status]"))
    page.keyboard.type(words)
    settled(page, lambda: page.inner_text("[data-status]"))
    return page.locator("[data-results] a").evaluate_all("all => all.map(a => a.getAttribute('href'))")


def settled(page, is_so) -> None:
    """Waits until `is_so`, and then until the last key has had its effect. The page's policy forbids
    the driver's own way, which evaluates a text."""
    for _ in range(50):
        page.wait_for_timeout(100)
        if is_so():
            break
    page.wait_for_timeout(400)


@check("search: a story is found by words of its headline, misspelt and half typed too")
def finds(press: Press) -> str:
    findings = []
    with browsing(press.built()) as (chromium, server):
        page, visit = chromium.new_page(), Visit("search", "search/", 1280, "light")
        browser.listen(page, server, visit)
        page.goto(f"{server.address}/search/", wait_until="networkidle")
        for words, wanted in QUERIES:
            found = typed(page, words)
            if found[:1] != [wanted]:
                findings.append(f"{words!r}: asked {wanted}, got {found[:3]}")
        page.fill("#q", "zzqqxxyy")
        page.wait_for_timeout(600)
        if page.locator("[data-results] a").count():
            findings.append("nonsense finds something")
        page.screenshot(path=browser.artefacts(press) / "search-nothing.png")
        typed(page, "pyramid")
        page.screenshot(path=browser.artefacts(press) / "search-found.png")
        findings += visit.errors + [f"asks {url}" for url in visit.strangers]
    return judge(f"{len(QUERIES)} queries, and one that finds nothing", findings)


@check("search: topics and years narrow it, an address keeps it, keys walk through it")
def narrows(press: Press) -> str:
    findings = []
    with browsing(press.built()) as (chromium, server):
        page = chromium.new_page()
        page.goto(f"{server.address}/search/", wait_until="networkidle")
        topics = page.locator("#search-topic option").count()
        years = page.locator("#search-year option").count()
        if topics < 3 or years < 2:
            findings.append(f"{topics} topics and {years} years to choose from")
        everything = len(typed(page, "newspaper"))
        page.select_option("#search-year", index=1)
        page.wait_for_timeout(400)
        some = page.locator("[data-results] a").count()
        if not everything or some > everything:
            findings.append(f"{some} of {everything} stories are of one year")
        if "year=" not in page.url or "q=newspaper" not in page.url:
            findings.append(f"the address does not keep the query: {page.url}")
        page.goto(f"{server.address}/search/?q=pyramid", wait_until="networkidle")
        page.wait_for_timeout(400)
        if page.locator("[data-results] a").first.get_attribute("href") != PYRAMID:
            findings.append("the address of a search does not search")
        page.focus("#q")
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.getAttribute('href')") != PYRAMID:
            findings.append("the arrow key does not lead to the first result")
        page.keyboard.press("ArrowUp")
        if page.evaluate("document.activeElement.id") != "q":
            findings.append("the arrow key does not lead back")
    return judge(f"{topics - 1} topics, {years - 1} years", findings)


@check("search: what the first query fetches")
def first_query(press: Press) -> str:
    site = press.built()
    with browsing(site) as (chromium, server):
        page = chromium.new_page()
        page.goto(f"{server.address}/search/?q=inverted+pyramid", wait_until="networkidle")
        page.wait_for_timeout(400)
        paths = {path.lstrip("/").split("?")[0] for path, status in server.statuses if status == 200}
    fetched = [path for path in paths if path.startswith("search/index/")]
    size = sum((site.output / path).stat().st_size for path in fetched)
    findings = [] if 0 < size < FIRST_QUERY_MAX else [f"{size} bytes, at most {FIRST_QUERY_MAX}"]
    return judge(f"{size / 1000:.1f} kB in {len(fetched)} files, not compressed", findings)
