"""Does `stet serve` show every change in a real browser, and nothing to strangers?"""

from __future__ import annotations

import gzip
import os
import socket
import time
from datetime import datetime, timedelta, timezone

from checks import check, judge, module, program
from paper import Press
from preview import PATIENCE, Answer, new_site, previewing

ARTICLE = "content/news/first-edition.md"
PAGE = "/news/first-edition/"
TEMPLATE = "themes/galley/templates/article.html"
STYLE = "themes/galley/assets/style.css"


def chromium(driver):
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return driver.chromium.launch(executable_path=program("chromium"), args=sandbox)


def wait_for(page, expression: str) -> bool:
    """Whether `expression` becomes true in the page; a page that reloads meanwhile goes on."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if page.evaluate(expression):
                return True
        except Exception:  # The page is being reloaded.
            pass
        time.sleep(0.05)
    return False


PANEL = "(document.querySelector('stet-preview')?.shadowRoot.querySelector('section'))"
IS_PANEL = f"{PANEL} && !{PANEL}.hidden"
IS_NO_PANEL = f"{PANEL} && {PANEL}.hidden"


@check("preview: an edit changes the page, a mistake shows a panel with its line, mending ends it")
def edits(press: Press) -> str:
    findings = []
    playwright = module("playwright.sync_api").sync_playwright
    site = new_site(press, "preview")
    text = site.joinpath(ARTICLE).read_text()
    site.joinpath(ARTICLE).write_text(text + "\n\n".join(["A long paragraph."] * 120))
    with previewing(press, site) as preview, playwright() as driver:
        browser = chromium(driver)
        page = browser.new_page(viewport={"width": 800, "height": 600})
        page.goto(preview.address + PAGE, wait_until="load")

        def expect(what: str, expression: str) -> None:
            if not wait_for(page, expression):
                findings.append(what)

        expect("the source is not named", f"document.querySelector('stet-preview').shadowRoot"
               f".textContent.includes('{ARTICLE}')")
        link = page.evaluate("document.querySelector('stet-preview').shadowRoot.querySelector('a').href")
        if link != f"vscode://file{site}/{ARTICLE}:1:1":
            findings.append(f"the link to the source is {link}")
        page.evaluate("scrollTo(0, 900)")
        preview.edit(ARTICLE, "This is the first story", "This is the changed story")
        expect("the page did not change", "document.body.innerText.includes('the changed story')")
        expect("the place on the page was lost", "Math.abs(scrollY - 900) < 2")

        # A stylesheet is swapped: the page is not loaded again.
        page.evaluate("window.isSame = true")
        preview.edit(STYLE, "body { max-width: 40rem;", "body { max-width: 30rem;")
        expect("the style did not change", "getComputedStyle(document.body).maxWidth === '480px'")
        expect("a stylesheet reloaded the page", "window.isSame === true")

        preview.edit(TEMPLATE, "{% block main %}", "{% block main %}\n{{ nothing.there }}")
        expect("no panel for a broken template", IS_PANEL)
        expect("the panel does not name file and line",
               f"{PANEL}.textContent.includes('{TEMPLATE}:')")
        expect("the panel shows no excerpt", f"{PANEL}.textContent.includes('nothing.there')")
        expect("the last good page went away", "document.body.innerText.includes('the changed story')")
        page.reload(wait_until="load")
        expect("after a reload the panel is gone", IS_PANEL)
        expect("after a reload the last good page is gone",
               "document.body.innerText.includes('the changed story')")
        preview.edit(TEMPLATE, "\n{{ nothing.there }}", "")
        expect("the panel stayed after mending", IS_NO_PANEL)

        # An article that cannot be read any more stays on the screen, even when it is loaded again.
        preview.edit(ARTICLE, "title: The First Edition", "title: [The First Edition")
        expect("no panel for broken front matter", IS_PANEL)
        page.reload(wait_until="load")
        expect("the last good article went away", "document.body.innerText.includes('the changed story')")
        preview.edit(ARTICLE, "title: [The First Edition", "title: The Second Edition")
        expect("the mended article did not appear", "document.title.includes('Second Edition')")
        expect("the panel stayed after mending front matter", IS_NO_PANEL)

        # A page that does not exist yet appears when it is written.
        page.goto(preview.address + "/news/later/", wait_until="load")
        site.joinpath("content/news/later.md").write_text("---\ntitle: Later\ndate: 2026-01-01\n---\nCame later.\n")
        expect("a new page did not appear", "document.body.innerText.includes('Came later.')")
        browser.close()
        written = [p for p in site.joinpath("output").rglob("*.html") if "stet/preview" in p.read_text()]
        if written:
            findings.append(f"the script was written into {written[0]}")
    return judge("edit, style, template, front matter, new page", findings)


@check("preview: nothing outside the output can be had, and no stranger gets an answer")
def attacks(press: Press) -> str:
    findings = []
    site = new_site(press, "attacked")
    with previewing(press, site) as preview:
        site.joinpath("secret.txt").write_text("SECRET")
        site.joinpath("output/out.txt").symlink_to(site / "secret.txt")
        site.joinpath("output/up").symlink_to(site)
        os.mkfifo(site / "output/pipe.txt")
        targets = [
            "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt",
            "/.%2e/secret.txt", "/news/../../secret.txt", "/news/%2e%2e/%2e%2e/secret.txt",
            "/..\\secret.txt", "/..%5csecret.txt", "/%252e%252e/secret.txt", "/out.txt",
            "/up/secret.txt", "/pipe.txt", "/%00", "/index.html%00.txt", "/news%2ffirst-edition/",
            "/%c0%ae%c0%ae/secret.txt", "//secret.txt", "/.stet-manifest", "/.stet-lock", "/./secret.txt",
            "/%zz", "/%", "/%2", "/..;/secret.txt", "/up", "/up/",
            "file:///etc/passwd", "http://evil.example/../secret.txt", "*", "secret.txt",
        ]
        for target in targets:
            answer = preview.ask(target)
            if answer.status not in (400, 404, 421) or b"SECRET" in answer.body:
                findings.append(f"{target}: {answer.status}")
        moved = preview.ask("//evil.example/..")
        if moved.status in (301, 302):
            findings.append(f"an open redirect to {moved.fields.get('location')}")
        for host, is_served in {
            "evil.example": False, "localhost.evil.example": False, "127.0.0.1.evil.example": False,
            "evil.example:4000": False, "": True, "localhost:1": True, "[::1]:4000": True,
            "127.0.0.1": True, "a.localhost": True, "LOCALHOST": True, "localhost@evil.example": False,
        }.items():
            answer = preview.ask("/", host=host)
            if (answer.status == 200) != is_served:
                findings.append(f"Host {host}: {answer.status}")
        raw = {
            b"GET / HTTP/1.1\r\n\r\n": 400,
            b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n": 400,
            b"GET / HTTP/1.1\nHost: localhost\n\n" + b"\r\n\r\n": 400,
            b"GET / HTTP/1.1\r\nHost: localhost\r\n X: folded\r\n\r\n": 400,
            b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n": 400,
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n": 400,
            b"GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n": 400,
            b"GET / HTTP/3.0\r\nHost: localhost\r\n\r\n": 505,
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nGET /": 405,
            b"DELETE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n": 405,
            b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n": 414,
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20000 + b"\r\n\r\n": 431,
            b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: a\r\n" * 200 + b"\r\n": 431,
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n": 400,
        }
        for request, status in raw.items():
            got = preview.send(request).status
            if got != status:
                findings.append(f"{request[:50]!r}: {got} instead of {status}")
        news = preview.ask("/.stet/news?page=/&tag=", "Sec-Fetch-Site: cross-site")
        if news.status != 403:
            findings.append(f"news for another site: {news.status}")
        compared = f"{len(targets)} targets, {len(raw)} broken requests, 11 hosts"
        if preview.ask("/").status != 200:
            findings.append("the server does not answer any more")
    return judge(compared, findings)


@check("preview: files are served as a good static host serves them")
def hosting(press: Press) -> str:
    findings = []

    def expect(what: str, is_so: bool) -> None:
        if not is_so:
            findings.append(what)

    site = new_site(press, "served")
    site.joinpath("static").mkdir()
    large = bytes(range(256)) * 32768
    site.joinpath("static/large.bin").write_bytes(large)
    site.joinpath("static/ten.txt").write_bytes(b"0123456789")
    article = site / ARTICLE
    article.write_text(article.read_text().replace("title: The", "aliases: [/old/]\ntitle: The"))
    site.joinpath("content/news/taken.md").write_text(
        "---\ntitle: Taken\ndate: 2026-01-01\nwithdrawn: 2026-01-02\n---\nGone.\n")
    with previewing(press, site) as preview:
        ask = preview.ask
        page = ask(PAGE)
        expect("page", page.status == 200 and page.fields["content-type"] == "text/html; charset=utf-8")
        expect("tag", page.fields["etag"].startswith('"'))
        for name, value in {"/atom.xml": "application/atom+xml; charset=utf-8",
                            "/feed.json": "application/feed+json",
                            "/sitemap.xml": "application/xml; charset=utf-8",
                            "/ten.txt": "text/plain; charset=utf-8",
                            "/large.bin": "application/octet-stream"}.items():
            expect(f"{name}: {ask(name).fields.get('content-type')}", ask(name).fields.get("content-type") == value)
        same = ask(PAGE, f"If-None-Match: {page.fields['etag']}")
        expect("304", same.status == 304 and not same.body and "content-length" not in same.fields)
        expect("304 in a list", ask(PAGE, f'If-None-Match: "x", W/{page.fields["etag"]}').status == 304)
        expect("304 by date", ask("/ten.txt", f"If-Modified-Since: {ask('/ten.txt').fields['last-modified']}").status == 304)
        expect("200 for another tag", ask(PAGE, 'If-None-Match: "x"').status == 200)
        packed = ask(PAGE, "Accept-Encoding: br, gzip;q=0.5")
        expect("gzip", packed.fields.get("content-encoding") == "gzip" and gzip.decompress(packed.body) == page.body)
        expect("another tag for gzip", packed.fields["etag"] != page.fields["etag"])
        expect("vary", packed.fields.get("vary") == "Accept-Encoding" == page.fields.get("vary"))
        expect("gzip refused", "content-encoding" not in ask(PAGE, "Accept-Encoding: gzip;q=0, identity").fields)
        head = ask(PAGE, method="HEAD")
        expect("HEAD", head.status == 200 and not head.body
               and head.fields["content-length"] == page.fields["content-length"])
        expect("to the slash", (ask(PAGE[:-1] + "?a=b").status, ask(PAGE[:-1] + "?a=b").fields.get("location"))
               == (301, PAGE + "?a=b"))
        moved = ask("/old/")
        expect(f"moved: {moved.status}", moved.status == 301 and moved.fields["location"] == PAGE)
        gone = ask("/news/taken/")
        expect(f"gone: {gone.status}", gone.status == 410 and b"<html" in gone.body)
        missing = ask("/nothing/")
        expect("404", missing.status == 404 and b"<html" in missing.body)
        for wish, status, body in [("bytes=0-3", 206, b"0123"), ("bytes=-3", 206, b"789"), ("bytes=8-", 206, b"89"),
                                   ("bytes=5-100", 206, b"56789"), ("bytes=10-", 416, b""), ("bytes=-0", 416, b""),
                                   ("bytes=3-1", 200, b"0123456789"), ("lines=1-2", 200, b"0123456789"),
                                   ("bytes=0-1,3-4", 200, b"0123456789")]:
            part = ask("/ten.txt", f"Range: {wish}")
            expect(f"{wish}: {part.status} {part.body!r}", (part.status, part.body) == (status, body))
        expect("If-Range", ask("/ten.txt", "Range: bytes=0-3", 'If-Range: "x"').status == 200)
        expect("large file", ask("/large.bin").body == large)
        part = ask("/large.bin", "Range: bytes=4194304-4194403")
        expect("part of a large file", part.body == large[4194304:4194404])
        with preview.connect() as client:
            host = "%s:%d" % preview.place
            client.sendall(f"GET /ten.txt HTTP/1.1\r\nHost: {host}\r\n\r\nGET /ten.txt HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            both = Answer.read(client)
            expect("two requests at once", both.body.count(b"0123456789") == 2)
    return judge("types, tags, dates, gzip, ranges, redirects, 404, 410", findings)


@check("preview: a scheduled story appears at its hour, and the ledger that a build writes makes no other build")
def hours(press: Press) -> str:
    findings = []
    site = new_site(press, "scheduled")
    site.joinpath("feeds.lock").unlink(missing_ok=True)
    hour = datetime.now(timezone.utc) + timedelta(seconds=6)
    site.joinpath("content/news/later.md").write_text(
        f"---\ntitle: Later\ndate: {hour:%Y-%m-%dT%H:%M:%SZ}\n---\nAt its hour.\n")
    with previewing(press, site) as preview:
        if not site.joinpath("feeds.lock").exists():
            findings.append("the first build wrote no ledger")
        if preview.ask("/news/later/").status != 404:
            findings.append("the story was there before its hour")
        building = preview.event("building")
        if building != {"event": "building", "changed": [], "scheduled": True}:
            findings.append(f"the next build is {building}")
        preview.event("built")
        if b"At its hour." not in preview.ask("/news/later/").body:
            findings.append("the story did not appear")
    return judge("one build at the start, one at the hour", findings)


@check("preview: slow clients, 500 idle connections and 1,000 edits leave no trace")
def endurance(press: Press) -> str:
    findings = []
    site = new_site(press, "endured")
    with previewing(press, site) as preview:
        before = preview.descriptors()
        idle = [preview.connect() for _ in range(500)]
        slow = preview.connect()
        slow.sendall(b"GET / HTTP/1.1\r\nHost: ")
        stalled = preview.connect()
        stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stalled.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 400)
        if preview.ask("/").status != 200:
            findings.append("with 500 idle connections no page comes")
        # Byte by byte, a head does not live longer than one that stands still.
        end = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < end and not wait_readable(slow):
                slow.sendall(b"a")
        except OSError:
            pass
        answer = Answer.read(slow)
        if answer.status != 408:
            findings.append(f"a slow head: {answer.status}")
        for client in [*idle, slow, stalled]:
            client.close()
        for number in range(100):
            write(site, number)
            preview.event("built")
        wait_until(lambda: preview.descriptors() <= before)
        memory, files = preview.status("VmRSS"), held(preview)
        for number in range(100, 1000):
            write(site, number)
            preview.event("built")
        grown = preview.status("VmRSS") - memory
        more = held(preview) - files
        if more > 0:
            findings.append(f"{more} descriptors more")
        if grown > 8_192:
            findings.append(f"{grown} KiB more after 900 edits")
        if b"Edit 999." not in preview.ask(PAGE).body:
            findings.append("the last edit is not shown")
        compared = f"1,000 edits: {grown} KiB and {max(0, more)} descriptors more"
    return judge(compared, findings)


def write(site, number: int) -> None:
    path = site / ARTICLE
    head = path.read_text().split("---\n")[1]
    path.write_text(f"---\n{head}---\nEdit {number}.\n")


def held(preview) -> int:
    """How many files the server holds open: the fewest of a second, as what an edit
    leaves to be done later has one open for a moment."""
    counts = []
    for _ in range(20):
        counts.append(preview.descriptors())
        time.sleep(0.05)
    return min(counts)


def wait_readable(client: socket.socket) -> bool:
    client.settimeout(0.2)
    try:
        return bool(client.recv(1, socket.MSG_PEEK)) or True
    except TimeoutError:
        return False
    finally:
        client.settimeout(PATIENCE)


def wait_until(is_so) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < end:
        time.sleep(0.1)
