"""Do real web servers understand what stet tells them?"""

from __future__ import annotations

import gzip
from urllib.parse import quote, urlsplit

from checks import check, judge, module
from hosts import HOSTS, Host, ask, running
from paper import Press, Site

FILES = "_headers, _redirects, .htaccess, nginx.conf, Caddyfile, lighttpd.conf"
HUB = "https://hub.example/"
# Earlier addresses of an article, with what servers' languages might take for signs.
ALIASES = ["/old/address/", "/früher & später (1)/", "/100% $1 {x}/", "/old.html"]
TYPES = {
    "atom.xml": "application/atom+xml; charset=utf-8",
    "press/atom.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    "feeds/feeds.opml": "text/x-opml; charset=utf-8",
    "topics/vocabulary.ttl": "text/turtle; charset=utf-8",
}


def site(press: Press) -> tuple[Site, str, str]:
    """The paper with files for hosts, an article that moved and one that was withdrawn."""

    def make() -> tuple[Site, str, str]:
        paper = press.copy("hosted")
        config = paper.folder / "stet.yaml"
        config.write_text(config.read_text() + f"\nhosting:\n  files: [{FILES}]\n  precompressed: [gzip, br]\n")
        paper.replace_line("  limit: 30", f"  limit: 30\n  hubs: [{HUB}]")
        stories = sorted((paper.folder / "content/press").glob("[!_]*.md"))
        moved, gone = stories[0], stories[1]
        for path, more in [
            (moved, "aliases: [" + ", ".join(f'"{alias}"' for alias in ALIASES) + "]\n"),
            (gone, "withdrawn: { date: 2026-01-02, reason: It was not so. }\n"),
        ]:
            path.write_text(path.read_text().replace("---\n", "---\n" + more, 1))
        paper.build()
        return paper, f"/press/{moved.stem}/", f"/press/{gone.stem}/"

    return press.once("hosted", make)


def findings(host: Host, port: int, paper: Site, moved: str, gone: str) -> list[str]:
    """What a server does otherwise than it was told."""
    found: list[str] = []

    def hold(what: str, wanted, got) -> None:
        if wanted != got:
            found.append(f"{host.name}: {what}: wanted {wanted!r}, got {got!r}")

    for path, kind in TYPES.items():
        reply = ask(port, "/" + path)
        hold(f"{path} status", 200, reply.status)
        hold(f"{path} type", kind, reply.fields.get("content-type"))
        hold(f"{path} nosniff", "nosniff", reply.fields.get("x-content-type-options"))
        hold(f"{path} is cached", True, "max-age=" in reply.fields.get("cache-control", ""))
        hold(f"{path} bytes", True, reply.body == (paper.output / path).read_bytes())
        marks = {"If_Modified_Since": reply.fields.get("last-modified", "")}
        if "etag" in reply.fields:
            marks["If_None_Match"] = reply.fields["etag"]
        hold(f"{path} again", 304, ask(port, "/" + path, **marks).status)
    asset = next(path for path in paper.files("*.css") if path.startswith("assets/"))
    cache = ask(port, "/" + asset).fields.get("cache-control", "")
    hold("an asset's cache time", "public, max-age=31536000, immutable", cache)
    page = ask(port, moved)
    hold("a page", (200, True), (page.status, "text/html" in page.fields["content-type"]))
    hold("a page's policy", True, "object-src" in page.fields.get("content-security-policy", ""))
    for alias in ALIASES:
        for form in {alias, alias.rstrip("/")}:
            reply = ask(port, quote(form))
            target = urlsplit(reply.fields.get("location", "")).path
            hold(f"{form} moved", (301, moved), (reply.status, target))
    hold("a longer address", 404, ask(port, "/old/address/more").status)
    for form in (gone, gone.rstrip("/")):
        reply = ask(port, form)
        hold(f"{form} is gone", 410, reply.status)
        if host.name != "lighttpd":
            hold(f"{form} says why", True, b"It was not so." in reply.body)
    missing = ask(port, "/nowhere/")
    hold("nowhere", (404, True), (missing.status, b"<html" in missing.body))
    found += packed_findings(host, port, paper, [asset, *TYPES], gone)
    links = ask(port, "/atom.xml").fields.get("link", "")
    hold("a feed's hub", True, f"<{HUB}>; rel=hub" in links and "/atom.xml>; rel=self" in links)
    for name in (".stet-manifest", "nginx.conf", "Caddyfile", ".htaccess"):
        hold(f"{name} is not shown", True, ask(port, "/" + name).status in (403, 404))
    return found


def packed_findings(host: Host, port: int, paper: Site, paths: list[str], gone: str) -> list[str]:
    """What a server hands on otherwise than packed beforehand, to those who take that."""
    found: list[str] = []

    def hold(what: str, wanted, got) -> None:
        if wanted != got:
            found.append(f"{host.name}: {what}: wanted {wanted!r}, got {got!r}")

    unpack = {"gzip": gzip.decompress, "br": module("brotli").decompress}
    for coding, ending in (("gzip", ".gz"), ("br", ".br")):
        for path in ("", *paths):
            plain = ask(port, "/" + path)
            reply = ask(port, "/" + path, Accept_Encoding=coding)
            file = path or "index.html"
            hold(f"{path} coding", coding, reply.fields.get("content-encoding"))
            hold(f"{path} as {coding}, type", plain.fields["content-type"], reply.fields.get("content-type"))
            hold(f"{path} varies", True, "accept-encoding" in reply.fields.get("vary", "").lower())
            if reply.fields.get("content-encoding") != coding:
                continue
            hold(f"{path} as {coding}", plain.body, unpack[coding](reply.body))
            if host.name != "lighttpd":  # It packs by itself.
                hold(f"{file}{ending}", (paper.output / (file + ending)).read_bytes(), reply.body)
                hold(f"{path} cache time", plain.fields.get("cache-control"), reply.fields.get("cache-control"))
            marks = {"Accept_Encoding": coding}
            if "etag" in reply.fields:
                marks["If_None_Match"] = reply.fields["etag"]
            else:
                marks["If_Modified_Since"] = reply.fields.get("last-modified", "")
            hold(f"{path} as {coding} again", 304, ask(port, "/" + path, **marks).status)
        for path, status, words in ((gone, 410, b"It was not so."), ("/nowhere/", 404, b"<html")):
            reply = ask(port, path, Accept_Encoding=coding)
            hold(f"{path} as {coding}, status", status, reply.status)
            body = reply.body
            if reply.fields.get("content-encoding") == coding:
                body = unpack[coding](body)
            if host.name != "lighttpd" or status == 404:
                hold(f"{path} as {coding}, says why", True, words in body)
    return found


def hosting(host: Host) -> None:
    @check(f"hosts: {host.name} sends the types, redirects and 410 that it is told")
    def make(press: Press) -> str:
        paper, moved, gone = site(press)
        with running(host, paper.output, press.scratch / f"host-{host.program}") as port:
            found = findings(host, port, paper, moved, gone)
        return judge(f"{len(TYPES)} types, {len(ALIASES)} redirects, a page that is gone, packed bodies", found)


for _host in HOSTS:
    hosting(_host)
