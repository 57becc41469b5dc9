"""Real web servers on loopback, each told only what stet wrote for it."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator

from checks import Failed, program

# What Apache must have loaded; everything else is its own.
APACHE_MODULES = "mpm_event authz_core authz_host dir mime headers rewrite"


@dataclass(frozen=True)
class Host:
    """A web server: its program, the configuration around stet's file, and how it is started."""

    name: str
    program: str
    config: Callable[[Path, Path, int], str]
    test: list[str]
    start: list[str]


def nginx(output: Path, folder: Path, port: int) -> str:
    user = "user nobody nogroup;" if os.geteuid() == 0 else ""
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Of Brotli nginx is told beside stet's file, which cannot know whether the module is there.
    module = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
    load, brotli = (f"load_module {module};", "brotli_static on;") if module.exists() else ("", "")
    return (
        f"{load}\n{user}\ndaemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ }}\nhttp {{ include /etc/nginx/mime.types; access_log off;\n{paths}"
        f"server {{ listen 127.0.0.1:{port}; root {output}; {brotli} include {output}/nginx.conf; }} }}\n"
    )


def apache(output: Path, folder: Path, port: int) -> str:
    modules = "".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n"
        for name in APACHE_MODULES.split()
    )
    user = "User nobody\nGroup nogroup\n" if os.geteuid() == 0 else ""
    return (
        f"{modules}{user}ServerRoot {folder}\nPidFile {folder}/pid\nErrorLog {folder}/error.log\n"
        f"Mutex file:{folder} default\nDefaultRuntimeDir {folder}\n"
        f"ServerName localhost\nListen 127.0.0.1:{port}\nTypesConfig /etc/mime.types\n"
        f'DocumentRoot "{output}"\n<Directory "{output}">\nAllowOverride All\n'
        'Require all granted\n</Directory>\n<Files ".ht*">\nRequire all denied\n</Files>\n'
    )


def caddy(output: Path, folder: Path, port: int) -> str:
    return (
        f"{{\n\tadmin off\n\tauto_https off\n\tstorage file_system {folder}\n}}\n"
        f"http://127.0.0.1:{port} {{\n\troot * {output}\n\timport {output}/Caddyfile\n"
        "\tfile_server\n}\n"
    )


def lighttpd(output: Path, folder: Path, port: int) -> str:
    return (
        f'server.port = {port}\nserver.bind = "127.0.0.1"\nserver.document-root = "{output}"\n'
        f'server.errorlog = "{folder}/error.log"\nindex-file.names = ( "index.html" )\n'
        'include_shell "/usr/share/lighttpd/create-mime.conf.pl"\n'
        f'include "{output}/lighttpd.conf"\n'
    )


HOSTS = [
    Host("nginx", "nginx", nginx, ["-t", "-c"], ["-c"]),
    Host("Apache", "apache2", apache, ["-t", "-f"], ["-D", "FOREGROUND", "-f"]),
    Host(
        "Caddy", "caddy", caddy, ["validate", "--adapter", "caddyfile", "--config"],
        ["run", "--adapter", "caddyfile", "--config"],
    ),
    Host("lighttpd", "lighttpd", lighttpd, ["-tt", "-f"], ["-D", "-f"]),
]


@dataclass(frozen=True)
class Reply:
    """One answer of a server."""

    status: int
    fields: dict[str, str]
    body: bytes


def ask(port: int, path: str, **fields: str) -> Reply:
    """The answer to one request; a redirect is not followed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(answer.status, found, answer.read())
    finally:
        connection.close()


@contextmanager
def running(host: Host, output: Path, folder: Path) -> Iterator[int]:
    """Has the server accept its configuration, and serves `output` for as long as the block runs."""
    command = program(host.program)
    folder.mkdir()
    for place in (folder, *folder.parents[:1], output):
        place.chmod(0o777 if place == folder else 0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = folder / "config"
    config.write_text(host.config(output, folder, port))
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    tested = subprocess.run(
        [command, *host.test, str(config)], env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, text=True,
    )
    if tested.returncode != 0:
        lines = (tested.stdout + tested.stderr).splitlines()
        raise Failed(f"{host.name} does not take its configuration", lines)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [command, *host.start, str(config)], env=environment, stdin=subprocess.DEVNULL,
            stdout=log, stderr=log,
        )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(10)
