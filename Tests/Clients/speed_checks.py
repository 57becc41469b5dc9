"""How quickly does an article come, and how much of it is there to send?"""

from __future__ import annotations

import gzip
import time

from browser import address, browsing
from checks import check, judge
from paper import Press, Site

ARTICLE = "press/inverted-pyramid/index.html"
# Articles whose lead pictures differ in shape and kind.
ILLUSTRATED = (ARTICLE, "press/penny-press/index.html")
# Budgets of issue 8, compressed, and the thresholds that Lighthouse calls good.
CSS_MAX, SCRIPT_MAX, PAINT_MAX, SHIFT_MAX = 20_000, 5_000, 2_500, 0.1
# Lighthouse's slow 4G and its four times slower processor.
NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_638_400 / 8,
    "uploadThroughput": 750_000 / 8,
}
MEASURED = """() => new Promise(done => {
  let paint = 0, shift = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) paint = e.startTime; })
    .observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver(list => {
    for (const e of list.getEntries()) if (!e.hadRecentInput) shift += e.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done({ paint, shift }), 500);
})"""


@check("speed: largest contentful paint and layout shift of an article")
def paints(press: Press) -> str:
    findings, measured = [], []
    with browsing(press.built()) as (chromium, server):
        for name, width, is_slow in (("slow 4G telephone", 360, True), ("desk", 1440, False)):
            context = chromium.new_context(viewport={"width": width, "height": 800})
            page = context.new_page()
            if is_slow:
                session = context.new_cdp_session(page)
                session.send("Network.enable")
                session.send("Network.emulateNetworkConditions", NETWORK)
                session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
            page.goto(address(server, ARTICLE), wait_until="load")
            got = page.evaluate(MEASURED)
            measured.append(f"{name} {got['paint']:.0f} ms, shift {got['shift']:.3f}")
            if not 0 < got["paint"] <= PAINT_MAX:
                findings.append(f"{name}: the largest paint came after {got['paint']:.0f} ms")
            if got["shift"] > SHIFT_MAX:
                findings.append(f"{name}: the layout shifted by {got['shift']:.3f}")
            context.close()
    return judge("; ".join(measured), findings)


@check("speed: layout shift of an article whose pictures come late")
def shifts(press: Press) -> str:
    findings, measured = [], []

    def late(route):
        time.sleep(0.3)
        route.continue_()

    with browsing(press.built()) as (chromium, server):
        for path in ILLUSTRATED:
            for width in (360, 1440):
                page = chromium.new_page(viewport={"width": width, "height": 800})
                page.route(lambda url: url.endswith((".svg", ".png")), late)
                page.goto(address(server, path), wait_until="load")
                shift = page.evaluate(MEASURED)["shift"]
                measured.append(f"{shift:.3f}")
                if shift > SHIFT_MAX:
                    findings.append(f"{path} at {width} px: the layout shifted by {shift:.3f}")
                page.close()
    return judge(f"{', '.join(measured)} for {len(ILLUSTRATED)} articles at 2 widths", findings)


@check("speed: what an article and the search page transfer, compressed")
def transfers(press: Press) -> str:
    site, findings, measured = press.built(), [], []
    with browsing(site) as (chromium, server):
        for name in (ARTICLE, "search/index.html"):
            server.statuses.clear()
            page = chromium.new_page(viewport={"width": 1440, "height": 800})
            page.goto(address(server, name), wait_until="networkidle")
            page.close()
            paths = {path.lstrip("/") for path, status in server.statuses if status == 200}
            sizes = sent(site, paths)
            if not 0 < sizes["CSS"] < CSS_MAX:
                findings.append(f"{name}: CSS: {sizes['CSS']} bytes, at most {CSS_MAX}")
            if sizes["script"] >= SCRIPT_MAX:
                findings.append(f"{name}: script: {sizes['script']} bytes, at most {SCRIPT_MAX}")
            listed = ", ".join(f"{kind} {size / 1000:.1f} kB" for kind, size in sizes.items())
            measured.append(f"{name}: {listed} in {len(paths)} requests")
    return judge("; ".join(measured), findings)


def sent(site: Site, paths: set[str]) -> dict[str, int]:
    """The bytes of files of the output by what they are for, compressed."""
    sizes = {"page": 0, "CSS": 0, "script": 0, "fonts": 0, "other": 0}
    kinds = {"html": "page", "css": "CSS", "js": "script", "woff2": "fonts", "woff": "fonts", "ttf": "fonts"}
    for path in paths:
        file = site.output / (path + "index.html" if path.endswith("/") or not path else path)
        kind = kinds.get(file.suffix.removeprefix("."), "other")
        sizes[kind] += len(gzip.compress(file.read_bytes(), mtime=0))
    return sizes
