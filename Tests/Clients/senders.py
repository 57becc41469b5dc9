"""Servers that a site can be sent to, started on loopback for as long as a block runs."""

from __future__ import annotations

import getpass
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from checks import module, program


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(command: list[str | Path], port: int, **variables: str) -> Iterator[subprocess.Popen]:
    """Runs `command` until the block ends; the block begins when the port answers."""
    said = tempfile.TemporaryFile()
    process = subprocess.Popen(
        command, env={**os.environ, **variables}, stdin=subprocess.DEVNULL, stdout=said, stderr=said
    )
    try:
        for _ in range(300):
            if process.poll() is not None:
                said.seek(0)
                raise RuntimeError(f"{command[0]} ended: {said.read().decode()[-800:]}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise RuntimeError(f"{command[0]} does not answer on port {port}")
        yield process
    finally:
        process.kill()
        process.wait()
        said.close()


@dataclass(frozen=True)
class Shell:
    """An ssh server: how rsync gets there, and how with a key that the server does not know."""

    host: str
    way: str
    wrong_way: str


@contextmanager
def ssh_server(folder: Path) -> Iterator[Shell]:
    """An ssh server for whoever runs this, its keys in `folder`."""
    server = program("sshd") if os.path.exists("/usr/sbin/sshd") is False else "/usr/sbin/sshd"
    folder.mkdir(parents=True)
    for name in ("host", "user", "stranger"):
        subprocess.run(
            [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
        )
    (folder / "authorized").write_bytes((folder / "user.pub").read_bytes())
    Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    settings = {
        "ListenAddress": "127.0.0.1", "HostKey": folder / "host", "PidFile": "none",
        "AuthorizedKeysFile": folder / "authorized", "StrictModes": "no", "UsePAM": "no",
        "PasswordAuthentication": "no", "MaxStartups": "100",
    }
    flags = [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]
    with running([server, "-D", "-e", "-f", "/dev/null", "-p", str(port), *flags], port):
        def way(key: str) -> str:
            return (
                f"ssh -p {port} -i {folder / key} -o IdentitiesOnly=yes"
                f" -o UserKnownHostsFile={folder / 'known'} -o StrictHostKeyChecking=no -o LogLevel=ERROR"
            )

        yield Shell(f"{getpass.getuser()}@127.0.0.1", way("user"), way("stranger"))


@contextmanager
def file_server(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    """`folder` served as `sftp` or `webdav` by rclone, or as `ftp`; the variables that name it `host:`."""
    rclone = program("rclone")
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    secret = subprocess.run([rclone, "obscure", "letmein"], capture_output=True, text=True, check=True)
    address = {"RCLONE_CONFIG_HOST_HOST": "127.0.0.1", "RCLONE_CONFIG_HOST_PORT": str(port)}
    if kind == "webdav":
        address = {
            "RCLONE_CONFIG_HOST_URL": f"http://127.0.0.1:{port}",
            "RCLONE_CONFIG_HOST_VENDOR": "other",
        }
    command = [rclone, "serve", kind, folder, "--addr", f"127.0.0.1:{port}", "--user", "editor", "--pass", "letmein"]
    if kind == "ftp":  # Debian's rclone knows FTP only as a client.
        module("pyftpdlib")
        command = [sys.executable, "-m", "pyftpdlib", "-i", "127.0.0.1", "-p", str(port), "-w", "-u", "editor", "-P", "letmein", "-d", folder]
    with running(command, port):
        yield {
            "RCLONE_CONFIG_HOST_TYPE": kind,
            "RCLONE_CONFIG_HOST_USER": "editor",
            "RCLONE_CONFIG_HOST_PASS": secret.stdout.strip(),
            **address,
        }


@contextmanager
def object_store() -> Iterator[tuple[dict[str, str], str]]:
    """A store of objects that speaks S3's protocol, with the bucket `paper`; the variables that name it
    `host:`, and its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with running(server, port):
        variables = {
            "RCLONE_CONFIG_HOST_TYPE": "s3",
            "RCLONE_CONFIG_HOST_PROVIDER": "Other",
            "RCLONE_CONFIG_HOST_ENDPOINT": address,
            "RCLONE_CONFIG_HOST_ACCESS_KEY_ID": "editor",
            "RCLONE_CONFIG_HOST_SECRET_ACCESS_KEY": "letmein",
            "RCLONE_CONFIG_HOST_REGION": "us-east-1",
            "RCLONE_CONFIG_HOST_ACL": "public-read",
            # A bundle of certificates for the real AWS, which rclone cannot take along.
            "AWS_CA_BUNDLE": "",
        }
        subprocess.run(
            [program("rclone"), "mkdir", "host:paper"], env={**os.environ, **variables}, check=True
        )
        yield variables, address
