"""A tour of the paper in a real browser, and what was seen at each stop."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from checks import module, program
from paper import NOW, Press, Site
from server import Server, serving

WIDTHS = (360, 768, 1440)
MODES = ("light", "dark")
KIND = re.compile(r'<body class="is-(\w+)')
# What a strict host sends with each page; a theme must work under it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'"
)
# All of WCAG 2.2 AA that axe-core can see; the size of targets is off unless asked for.
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
TOO_WIDE = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return '';
  const wide = [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
    .map(e => e.tagName.toLowerCase() + (e.className ? '.' + e.className : ''));
  return `${root.scrollWidth} of ${root.clientWidth} px: ` + wide.slice(0, 3).join(', ');
}"""


@dataclass
class Visit:
    """One page in one size and mode, and what was wrong with it."""

    kind: str
    path: str
    width: int
    mode: str
    too_wide: str = ""
    errors: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"{self.path} at {self.width} px, {self.mode}"


def kinds(site: Site) -> dict[str, list[str]]:
    """The pages of an output by kind, the largest first; redirects are no pages."""
    found: dict[str, list[tuple[int, str]]] = {}
    for path, file in site.files("*.html").items():
        text = file.read_text()
        kind = KIND.search(text)
        if kind and kind[1] != "redirect":
            found.setdefault(kind[1], []).append((-len(text), path))
    return {kind: [path for _, path in sorted(paths)] for kind, paths in sorted(found.items())}


def address(server: Server, path: str) -> str:
    """The address of a page of the output; the page of what is not found stands where nothing is."""
    path = path.removesuffix("index.html")
    return f"{server.address}/{'nothing/here' if path == '404.html' else path}"


@contextmanager
def browsing(site: Site, policy: str | None = POLICY):
    """Chromium, and a server of the site's output, for as long as the block runs."""
    executable = program("chromium")
    playwright = module("playwright.sync_api").sync_playwright
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with serving(site.output, policy) as server, playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=sandbox)
        try:
            yield browser, server
        finally:
            browser.close()


def artefacts(press: Press) -> Path:
    """The folder of screenshots and prints, which git does not keep."""
    folder = press.root / ".artefacts"
    folder.mkdir(exist_ok=True)
    return folder


def listen(page, server: Server, visit: Visit) -> None:
    """Notes each error of a page, and each request that leaves the site, which is refused."""

    def heard(message):
        expected = visit.kind == "notfound" and "status of 404" in message.text
        if message.type in ("error", "warning") and not expected:
            visit.errors.append(message.text)

    def asked(route):
        if route.request.url.startswith((server.address, "data:", "blob:")):
            route.continue_()
        else:
            visit.strangers.append(route.request.url)
            route.abort()

    page.on("console", heard)
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.route("**/*", asked)


def tour(press: Press, site: Site, widths=WIDTHS, modes=MODES, mark: str = "") -> list[Visit]:
    """Visits the longest page of each kind, and two more articles, in each width and mode; `mark` tells
    its screenshots from others."""
    stops = [(kind, paths[0]) for kind, paths in kinds(site).items()]
    stops.append(("article", "web/salesforce-and-the-rnc/index.html"))
    stops.append(("article", "type/the-point/index.html"))
    axe = module("axe_playwright_python.sync_playwright").Axe()
    shots = artefacts(press)
    visits = []
    with browsing(site) as (browser, server):
        for width in widths:
            for mode in modes:
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=mode
                )
                page, heard = context.new_page(), Visit("", "", width, mode)
                page.clock.set_fixed_time(NOW)
                listen(page, server, heard)
                for kind, path in stops:
                    heard.kind, heard.errors = kind, []
                    page.goto(address(server, path), wait_until="load")
                    too_wide = page.evaluate(TOO_WIDE)
                    violations = [
                        f"{found['id']}: {found['help']}: {found['nodes'][0]['html'][:100]}"
                        for found in axe.run(page, options=AXE).response["violations"]
                    ]
                    name = path.removesuffix(".html").removesuffix("/index").replace("/", "-")
                    page.screenshot(path=shots / f"{mark}{kind}-{name}-{width}-{mode}.png")
                    visits.append(
                        replace(heard, path=path, too_wide=too_wide, violations=violations)
                    )
                context.close()
    return visits
