"""A web server on loopback that answers conditional requests, as hosts do."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Iterator

TYPES = {
    "atom.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}


class Handler(SimpleHTTPRequestHandler):
    """Files with an ETag of time and size, as nginx makes it, and 304 for what has not changed."""

    def guess_type(self, path):
        name = str(path).rsplit("/", 1)[-1]
        return TYPES.get(name) or super().guess_type(path)

    def send_head(self):
        path = Path(self.translate_path(self.path))
        if path.is_file():
            tag = self.tag(path)
            if self.headers.get("If-None-Match") == tag:
                self.send_response(304)
                self.end_headers()
                return None
        elif not path.is_dir():
            return self.send_missing()
        return super().send_head()

    def send_missing(self):
        page = Path(self.directory, "404.html")
        body = page.read_bytes() if page.is_file() else b"not found\n"
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def end_headers(self):
        path = Path(self.translate_path(self.path))
        if path.is_file():
            self.send_header("ETag", self.tag(path))
            self.send_header("Cache-Control", "no-cache")
        if self.server.policy and not self.path.endswith(".svg"):
            self.send_header("Content-Security-Policy", self.server.policy)
        super().end_headers()

    def log_request(self, code="-", size="-"):
        self.server.statuses.append((self.path, int(code)))

    def log_message(self, *_):
        pass

    @staticmethod
    def tag(path: Path) -> str:
        status = path.stat()
        return f'"{status.st_mtime_ns:x}-{status.st_size:x}"'


class Server(ThreadingHTTPServer):
    """The server of one folder; `statuses` holds the path and the status of every answer, `policy`
    the content security policy that goes with each."""

    daemon_threads = True

    def __init__(self, folder: Path, policy: str | None):
        self.policy = policy
        self.statuses: list[tuple[str, int]] = []
        super().__init__(("127.0.0.1", 0), lambda *rest: Handler(*rest, directory=str(folder)))

    def handle_error(self, request, client_address):
        pass  # A client that hangs up, as browsers do, is no mistake of the paper's.

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def serving(folder: Path, policy: str | None = None) -> Iterator[Server]:
    """Serves `folder` on a free port of loopback for as long as the block runs."""
    server = Server(folder, policy)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
