"""Does the judge stay within bounds, whatever it is given?"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Callable, Iterator

from checks import check, judge
from paper import Press

SECONDS_MAX = 60
MEGABYTES_MAX = 1200
ATOM = "http://www.w3.org/2005/Atom"
SECRET = "a line that no feed may read"


def asked(press: Press, document: str, stdin=subprocess.DEVNULL) -> tuple[int, str, float, float]:
    """What `stet feed check` ends with and says of a document, its seconds and its megabytes."""
    start = time.monotonic()
    out = press.scratch / "hostile-output"
    with open(out, "wb") as output:
        process = subprocess.Popen(
            [press.program, "feed", "check", document, "--format", "json"],
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        stopwatch = threading.Timer(SECONDS_MAX * 2, process.kill)
        stopwatch.start()
        _, status, usage = os.wait4(process.pid, 0)
        stopwatch.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - start
    return process.returncode, out.read_text(errors="replace"), seconds, usage.ru_maxrss / 1024


def bomb() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 40))
    return f'<!DOCTYPE feed [<!ENTITY a0 "ha">{levels}]><feed xmlns="{ATOM}"><id>&a39;</id></feed>'.encode()


def blowup() -> bytes:
    text = "x" * 500_000
    uses = "&a;" * 200_000
    return f'<!DOCTYPE feed [<!ENTITY a "{text}">]><feed xmlns="{ATOM}"><id>{uses}</id></feed>'.encode()


def entry(body: str) -> bytes:
    return f'<?xml version="1.0"?><feed xmlns="{ATOM}"><entry>{body}</entry></feed>'.encode()


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "an entity bomb": bomb,
    "a long entity named often": blowup,
    "elements in one another, a million deep": lambda: b"<a>" * 1_000_000,
    "entries in one another": lambda: f'<feed xmlns="{ATOM}">'.encode() + b"<entry>" * 1_000_000,
    "lists in one another": lambda: b'{"items":' + b"[" * 5_000_000,
    "objects in one another": lambda: b'{"a":' * 2_000_000,
    "elements of HTML in one another": lambda: entry(
        '<content type="html">' + "&lt;p>&lt;div>" * 500_000 + "</content>"
    ),
    "a tag with a million attributes": lambda: entry(
        "<a " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + "/>"
    ),
    "ten million empty elements": lambda: entry("<a/>" * 10_000_000),
    "a million entries": lambda: f'<feed xmlns="{ATOM}">'.encode() + b"<entry/>" * 1_000_000,
    "a quote without an end": lambda: b'<feed xmlns="' + b"x" * 50_000_000,
    "a comment without an end": lambda: b"<!--" + b"- " * 25_000_000,
    "a text of 60 MB": lambda: entry("<title>" + "x" * 60_000_000 + "</title>"),
    "a name of 10 MB": lambda: b"<" + b"a" * 10_000_000,
    "UTF-16 cut short": lambda: ("\ufeff" + entry("").decode()).encode("utf-16-le")[:-1],
    "UTF-8 that is none": lambda: entry("<title>?</title>").replace(b">?<", b">\xff\xc0\x80<"),
    "an encoding that nobody knows": lambda: b'<?xml version="1.0" encoding="x-none"?><feed/>',
    "an encoding that it is not in": lambda: b'<?xml version="1.0" encoding="utf-16"?><feed/>',
    "zeros": lambda: bytes(5_000_000),
    "noise": lambda: os.urandom(5_000_000),
}


@check("hostile: documents that ask for too much are refused within bounds")
def documents(press: Press) -> str:
    findings, slowest, largest = [], 0.0, 0.0
    path = press.scratch / "hostile"
    for name, make in DOCUMENTS.items():
        path.write_bytes(make())
        code, said, seconds, megabytes = asked(press, str(path))
        slowest, largest = max(slowest, seconds), max(largest, megabytes)
        if code != 1 or not valid_json(said):
            findings.append(f"{name}: ended with {code} and said {said[:200]!r}")
        if seconds > SECONDS_MAX or megabytes > MEGABYTES_MAX:
            findings.append(f"{name}: took {seconds:.1f} s and {megabytes:.0f} MB")
    return judge(
        f"{len(DOCUMENTS)} documents, at most {slowest:.1f} s and {largest:.0f} MB each", findings
    )


def valid_json(said: str) -> bool:
    """Whether it is one object whose verdict is that the document is not valid."""
    try:
        return json.loads(said)["valid"] is False
    except (ValueError, KeyError):
        return False


@check("hostile: a document without an end is read to its bound")
def endless(press: Press) -> str:
    sparse = press.scratch / "sparse"
    with open(sparse, "wb") as file:
        file.write(entry("")[:60])
        file.truncate(500_000_000)
    findings, told = [], []

    def note(name: str, answer: tuple[int, str, float, float], code: int) -> None:
        told.append(f"{name} {answer[2]:.1f} s and {answer[3]:.0f} MB")
        if answer[0] != code or answer[2] > SECONDS_MAX or answer[3] > MEGABYTES_MAX:
            findings.append(f"{name}: {answer}")

    note("500 MB", asked(press, str(sparse)), 1)
    with open("/dev/zero", "rb") as zeros:
        note("standard input", asked(press, "-", zeros), 1)
    note("a device", asked(press, "/dev/zero"), 1)
    with answering() as server:
        note("a server", asked(press, f"{server}/endless"), 74)
        note("a compressed answer", asked(press, f"{server}/bomb"), 74)
        note("a slow server", asked(press, f"{server}/slow"), 74)
        note("a circle of redirects", asked(press, f"{server}/circle"), 74)
    return judge(", ".join(told), findings)


@check("hostile: a document opens no connection and no other file")
def isolated(press: Press) -> str:
    secret = press.scratch / "secret"
    secret.write_text(SECRET)
    requests: list[str] = []
    with answering(requests) as server:
        documents = [
            f'<!DOCTYPE feed SYSTEM "{server}/dtd"><feed xmlns="{ATOM}"/>',
            f'<!DOCTYPE feed [<!ENTITY a SYSTEM "file://{secret}">]><feed xmlns="{ATOM}"><id>&a;</id></feed>',
            f'<!DOCTYPE feed [<!ENTITY a SYSTEM "{server}/a">]><feed xmlns="{ATOM}"><id>&a;</id></feed>',
            f'<!DOCTYPE feed [<!ENTITY % a SYSTEM "{server}/b"> %a;]><feed xmlns="{ATOM}"/>',
            f'<?xml-stylesheet href="{server}/c"?><feed xmlns="{ATOM}"><link href="{server}/d"/></feed>',
            f'<feed xmlns="{ATOM}" xmlns:x="http://www.w3.org/2001/XInclude">'
            f'<x:include href="{server}/e"/><x:include href="file://{secret}" parse="text"/></feed>',
            f'<feed xmlns="{ATOM}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"'
            f' i:schemaLocation="urn:a {server}/f"/>',
            json.dumps({"version": f"{server}/g", "next_url": f"{server}/h", "items": []}),
        ]
        findings = []
        path = press.scratch / "hostile"
        for document in documents:
            path.write_text(document)
            code, said, _, _ = asked(press, str(path))
            if SECRET in said or code not in (0, 1):
                findings.append(f"{document}: {code} {said[:200]}")
        findings += [f"it asked for {request}" for request in requests]
    return judge(f"{len(documents)} documents that name other files and servers", findings)


class Handler(BaseHTTPRequestHandler):
    """Answers that have no end, or are slow, or grow, or lead nowhere."""

    def do_GET(self) -> None:
        self.server.requests.append(self.path)
        try:
            self.answer()
        except OSError:
            pass  # The other side hung up, as it should.

    def answer(self) -> None:
        if self.path == "/circle":
            self.send_response(302)
            self.send_header("Location", "/circle")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/atom+xml")
        if self.path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
            bomb = gzip.compress(bytes(1 << 28), 9)
            self.send_header("Content-Length", str(len(bomb)))
            self.end_headers()
            self.wfile.write(bomb)
            return
        self.end_headers()
        while self.path == "/slow":
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.5)
        while self.path == "/endless":
            self.wfile.write(b"<a/>" * 16384)

    do_HEAD = do_GET

    def log_message(self, *_) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    requests: list[str]


@contextmanager
def answering(requests: list[str] | None = None) -> Iterator[str]:
    """A server on loopback; what it was asked for is added to `requests`."""
    server = Server(("127.0.0.1", 0), Handler)
    server.requests = requests if requests is not None else []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
