"""`stet serve` at work on a site of its own, and raw requests to it."""

from __future__ import annotations

import json
import os
import queue
import socket
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from paper import Press

# How long anything that should happen is waited for, in seconds.
PATIENCE = 30


@dataclass
class Preview:
    """A server, and the site that it serves."""

    site: Path
    address: str
    process: subprocess.Popen
    events: queue.Queue

    @property
    def place(self) -> tuple[str, int]:
        parts = urlsplit(self.address)
        return parts.hostname, parts.port

    def event(self, name: str) -> dict:
        """The next event called `name`."""
        while True:
            event = self.events.get(timeout=PATIENCE)
            if event["event"] == name:
                return event

    def status(self, field: str) -> int:
        """A number of /proc about the server, such as VmRSS in KiB."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith(field + ":")))

    def descriptors(self) -> int:
        """How many files the server has open."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def connect(self) -> socket.socket:
        return socket.create_connection(self.place, timeout=PATIENCE)

    def ask(self, target: str, *fields: str, method: str = "GET", host: str | None = "") -> "Answer":
        """The answer to one request, whose target is sent as it is."""
        lines = [f"{method} {target} HTTP/1.1", *fields, "Connection: close"]
        if host is not None:
            lines.append(f"Host: {host or '%s:%d' % self.place}")
        return self.send(("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape"))

    def send(self, request: bytes) -> "Answer":
        """What the server sends for `request` until it hangs up."""
        with self.connect() as client:
            client.sendall(request)
            return Answer.read(client)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replaces `old` in a file by `new`, beside it and renamed, as many editors save."""
        file = self.site / path
        text = file.read_text()
        if old not in text:
            raise RuntimeError(f"{path} has no {old!r}")
        beside = file.with_name(f".{file.name}.tmp")
        beside.write_text(text.replace(old, new))
        beside.rename(file)


@dataclass
class Answer:
    """A status, fields by name in lower case, and a body."""

    status: int
    fields: dict[str, str]
    body: bytes

    @classmethod
    def read(cls, client: socket.socket) -> "Answer":
        received = b""
        try:
            while more := client.recv(65536):
                received += more
        except ConnectionResetError:
            pass
        head, _, body = received.partition(b"\r\n\r\n")
        if not head:
            return cls(0, {}, b"")
        first, *lines = head.decode("latin-1").split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines)
        return cls(int(first.split()[1]), {k.lower(): v for k, v in fields.items()}, body)


def new_site(press: Press, name: str) -> Path:
    """A site made by `stet new site`, in a folder called `name`."""
    folder = press.scratch / name
    subprocess.run(
        [press.program, "new", "site", folder, "--base-url", "https://gazette.example"],
        check=True, capture_output=True, stdin=subprocess.DEVNULL,
    )
    return folder


@contextmanager
def previewing(press: Press, site: Path, *flags: str):
    """`stet serve` of `site` on a free port, for as long as the block runs."""
    process = subprocess.Popen(
        [press.program, "serve", "--site", site, "--port", "0", "--format", "json", *flags],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )
    events: queue.Queue = queue.Queue()

    def listen():
        for line in process.stdout:
            events.put(json.loads(line))

    threading.Thread(target=listen, daemon=True).start()
    try:
        preview = Preview(site, "", process, events)
        preview.address = preview.event("serving")["address"].rstrip("/")
        yield preview
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        process.stdout.close()
