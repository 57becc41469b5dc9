"""A server on loopback that answers in every way in which links fail."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Iterator

SLOW_SECONDS = 6


class Faults(BaseHTTPRequestHandler):
    """Each path fails in its own way; `seen` keeps every request with its time."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.server.seen.append((time.monotonic(), self.command, self.path))
        name = self.path.split("?")[0].strip("/")
        if name == "robots.txt":
            return self.send(200, body=b"User-agent: *\nDisallow: /private/\n")
        if name == "head-refused":
            return self.send(405 if self.command == "HEAD" else 200)
        if name == "head-lies":
            return self.send(404 if self.command == "HEAD" else 200)
        if name.startswith("status-"):
            return self.send(int(name.removeprefix("status-")))
        if name == "moved":
            return self.send(301, Location="/ok")
        if name == "moved-for-now":
            return self.send(302, Location="/ok")
        if name == "circle":
            return self.send(301, Location="/circle-back")
        if name == "circle-back":
            return self.send(301, Location="/circle")
        if name.startswith("endless-"):
            return self.send(302, Location=f"/endless-{int(name.removeprefix('endless-')) + 1}")
        if name == "patience":
            again = sum(1 for _, _, path in self.server.seen if path == self.path) > 1
            return self.send(200) if again else self.send(429, Retry_After="1")
        if name == "slow":
            time.sleep(SLOW_SECONDS)
            return self.send(200)
        if name == "closed":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return None
        if name == "huge":
            self.send_response(200)
            self.send_header("Content-Length", str(1 << 40))
            self.end_headers()
            while self.command == "GET":
                self.wfile.write(b"x" * 65536)
            return None
        return self.send(200)

    def send(self, status: int, body: bytes = b"", **fields: str):
        self.send_response(status)
        for field, value in fields.items():
            self.send_header(field.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host: str):
        self.seen: list[tuple[float, str, str]] = []
        super().__init__((host, 0), Faults)

    def handle_error(self, request, client_address):
        pass  # A client that hangs up, as it should on a huge body, is no mistake.


@contextmanager
def failing(host: str = "127.0.0.1", certificate: Path | None = None) -> Iterator[Server]:
    """The server for as long as the block runs; with a folder for one, a certificate nobody trusts."""
    server = Server(host)
    if certificate is not None:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
             "/CN=nobody", "-keyout", certificate / "key.pem", "-out", certificate / "cert.pem"],
            check=True, capture_output=True, stdin=subprocess.DEVNULL,
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
