"""Does the paper look and behave as it should in a real browser?"""

from __future__ import annotations

import browser
from browser import Visit, address, artefacts, browsing, kinds
from checks import check, judge
from paper import NOW, Press

OLD = "web/salesforce-and-the-rnc/index.html"
KINDS = (
    "front section article page topic topics author authors series archive corrections search feeds"
    " notfound gone"
).split()
NEW = "notes/how-this-paper-is-made/index.html"
LUMINANCE = """() => {
  const color = document.createElement('canvas').getContext('2d');
  color.fillStyle = getComputedStyle(document.body).backgroundColor;
  if (getComputedStyle(document.body).backgroundColor === 'rgba(0, 0, 0, 0)')
    color.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
  color.fillRect(0, 0, 1, 1);
  const [r, g, b] = color.getImageData(0, 0, 1, 1).data;
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}"""
SHOWN = "e => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible'"


def toured(press: Press) -> tuple[list[Visit], str]:
    """The visits of the tour, made once, and the words for what they were."""
    visits = press.once("tour", lambda: browser.tour(press, press.built()))
    pages, kinds_seen = {v.path for v in visits}, {v.kind for v in visits}
    return visits, (
        f"{len(visits)} visits: {len(pages)} pages of {len(kinds_seen)} kinds, "
        f"{', '.join(map(str, browser.WIDTHS))} px, {' and '.join(browser.MODES)}"
    )


@check("browser: the tour sees every kind of page")
def every_kind(press: Press) -> str:
    visits, compared = toured(press)
    missing = set(KINDS) - {visit.kind for visit in visits}
    return judge(compared, [f"no visit to a page of the kind {kind}" for kind in sorted(missing)])


@check("browser: no page scrolls sideways")
def widths(press: Press) -> str:
    visits, compared = toured(press)
    return judge(compared, [f"{v.place}: {v.too_wide}" for v in visits if v.too_wide])


@check("browser: no page complains in the console, under a strict content security policy")
def consoles(press: Press) -> str:
    visits, compared = toured(press)
    return judge(compared, [f"{v.place}: {error}" for v in visits for error in v.errors])


@check("browser: axe-core finds no violation")
def axe(press: Press) -> str:
    visits, compared = toured(press)
    found = [f"{v.place}: {violation}" for v in visits for violation in v.violations]
    return judge(compared, found)


@check("browser: a paper in Arabic reads from right to left, and one in Japanese as well as any")
def languages(press: Press) -> str:
    findings, count = [], 0
    for language, direction in (("ar", "rtl"), ("ja", "ltr")):
        site = press.copy(f"paper-{language}")
        site.configure(language=language)
        site.build()
        page = (site.output / NEW).read_text()
        if f'<html lang="{language}" dir="{direction}"' not in page:
            findings.append(f"a page in {language} is not {direction}")
        visits = browser.tour(press, site, widths=(360, 1440), modes=("light",), mark=f"{language}-")
        for visit in visits:
            wrong = ([visit.too_wide] if visit.too_wide else []) + visit.errors + visit.violations
            findings += [f"{language}: {visit.place}: {what}" for what in wrong]
        count += len(visits)
    return judge(f"{count} visits", findings)


@check("browser: every page fits a narrow screen and asks no other site for anything; each kind fits 4K")
def extremes(press: Press) -> str:
    site, findings = press.built(), []
    paths = [path for listed in kinds(site).values() for path in listed]
    stops = [(320, path) for path in paths]
    stops += [(3840, listed[0]) for listed in kinds(site).values()]
    # Without a policy, which would stop the requests that are looked for.
    with browsing(site, policy=None) as (chromium, server):
        page, visit = chromium.new_page(), Visit("all", "", 320, "light")
        browser.listen(page, server, visit)
        for width, path in stops:
            page.set_viewport_size({"width": width, "height": 2160 if width > 320 else 800})
            page.goto(address(server, path), wait_until="load")
            too_wide = page.evaluate(browser.TOO_WIDE)
            findings += [f"{path} at {width} px: {too_wide}"] if too_wide else []
            findings += [f"{path}: asks {url}" for url in visit.strangers]
            visit.strangers.clear()
    return judge(f"{len(paths)} pages at 320 px, {len(stops) - len(paths)} at 3840 px", findings)


@check("browser: an old article says how old it is, a new one does not, in every year")
def ages(press: Press) -> str:
    wanted = [
        (OLD, NOW, "This article is more than 5 years old"),
        (OLD, "2031-06-01T00:00:00Z", "This article is more than 10 years old"),
        (NEW, NOW, None),
        (NEW, "2028-01-01T00:00:00Z", "This article is more than 1 year old"),
    ]
    findings = []
    with browsing(press.built()) as (chromium, server):
        for path, now, text in wanted:
            page = chromium.new_page()
            page.clock.set_fixed_time(now)
            page.goto(address(server, path))
            banner = page.locator(".age")
            got = banner.inner_text() if banner.count() and banner.is_visible() else None
            if got != text:
                findings.append(f"{path} read in {now[:4]}: asked {text!r}, got {got!r}")
            page.close()
        plain = chromium.new_context(java_script_enabled=False).new_page()
        plain.goto(address(server, OLD))
        if not plain.locator(".age").is_visible():
            findings.append(f"{OLD}: no banner without scripts")
    return judge(f"{len(wanted)} readings, and one without scripts", findings)


@check("browser: dark mode follows the system, and the reader's choice is remembered")
def modes(press: Press) -> str:
    findings = []
    with browsing(press.built()) as (chromium, server):
        for mode, low, high in (("light", 0.8, 1.0), ("dark", 0.0, 0.2)):
            context = chromium.new_context(color_scheme=mode)
            page = context.new_page()
            page.goto(address(server, OLD))
            light = page.evaluate(LUMINANCE)
            if not low <= light <= high:
                findings.append(f"{mode}: the paper's luminance is {light:.2f}")
            page.locator("button[data-mode]").first.click()
            page.reload()
            chosen = page.evaluate(LUMINANCE)
            if (chosen > 0.5) == (light > 0.5):
                findings.append(f"{mode}: the other mode was chosen and not remembered")
            context.close()
    return judge("2 modes of the system, and the other one chosen and loaded again", findings)


@check("browser: a printed article is its text, in black on white")
def prints(press: Press) -> str:
    findings, folder = [], artefacts(press)
    hidden = (".masthead-bar", ".menu", ".share", ".others", ".breadcrumbs", ".skip")
    with browsing(press.built()) as (chromium, server):
        page = chromium.new_page(color_scheme="dark")
        page.goto(address(server, OLD))
        page.pdf(path=folder / "print.pdf", format="A4")
        page.emulate_media(media="print")
        page.screenshot(path=folder / "print.png", full_page=True)
        for selector in hidden:
            if any(page.locator(selector).evaluate_all(f"all => all.map({SHOWN})")):
                findings.append(f"{selector} is printed")
        for selector in ("h1", ".prose p", ".age"):
            if not page.locator(selector).first.is_visible():
                findings.append(f"{selector} is not printed")
        light = page.evaluate(LUMINANCE)
        if light < 0.99:
            findings.append(f"the luminance of the paper is {light:.2f}")
    return judge(f"{len(hidden)} things left out, 3 kept, white paper; .artefacts/print.pdf", findings)


@check("browser: the first key leads past the masthead")
def keyboard(press: Press) -> str:
    findings = []
    pages = [paths[0] for kind, paths in kinds(press.built()).items() if kind != "gone"]
    with browsing(press.built()) as (chromium, server):
        page = chromium.new_page()
        for path in pages:
            page.goto(address(server, path))
            page.keyboard.press("Tab")
            link = page.locator(":focus")
            if link.get_attribute("href") != "#content" or not link.is_visible():
                findings.append(f"{path}: the first stop is no visible link to the content")
                continue
            page.keyboard.press("Enter")
            if page.evaluate("document.activeElement.id") != "content":
                findings.append(f"{path}: the skip link does not move the focus")
    return judge(f"{len(pages)} pages", findings)
