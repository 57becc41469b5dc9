"""What does a reader see, and what is lost, when a deploy is killed or its host fails?"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from checks import Skipped, check, judge, program
from deploys import Answer, deploys, differences, fetch, refused
from paper import Press
from senders import file_server, ssh_server
from server import serving


class Crawler(threading.Thread):
    """A reader that never rests: it starts at the front page and the feed, and follows what they name."""

    def __init__(self, address: str):
        super().__init__(daemon=True)
        self.address, self.findings, self.fetched = address, set(), 0
        self.is_over = threading.Event()

    def run(self) -> None:
        while not self.is_over.is_set():
            for start in ("/", "/atom.xml"):
                self.look(start)

    def look(self, start: str) -> None:
        page = self.get(start, "asked for")
        if page is None:
            return
        if not page.body.rstrip().endswith((b"</html>", b"</feed>")):
            self.findings.add(f"{start} is half a page")
        found = re.findall(rb'(?:href|src)="([^"#?]+)', page.body)
        names = {urljoin(self.address + start, name.decode()) for name in found}
        own = self.origin(names)
        for name in random.sample(sorted(own), min(12, len(own))):
            if self.is_over.is_set():
                return
            linked = self.follow(name, start)
            if linked and name.endswith("/") and not linked.body.rstrip().endswith(b"</html>"):
                self.findings.add(f"{name} is half a page")

    def origin(self, names: set[str]) -> set[str]:
        paths = {urlsplit(n).path for n in names if "stet-gazette.example" in n or n.startswith(self.address)}
        return {path for path in paths if path}

    def follow(self, path: str, start: str) -> Answer | None:
        """What `path` holds, which `start` named. It may be gone since; then `start` names it no more."""
        answer = self.fetch(path)
        if answer.status == 200:
            return answer
        if path.encode() in fetch(self.address + start).body:
            self.findings.add(f"{path}, named by {start}: {answer.status}")
        return None

    def fetch(self, path: str) -> Answer:
        # Two hundred a second at most: the deploys need a processor as well.
        time.sleep(0.005)
        self.fetched += 1
        return fetch(self.address + path)

    def get(self, path: str, why: str) -> Answer | None:
        answer = self.fetch(path)
        if answer.status == 200:
            return answer
        self.findings.add(f"{path}, {why}: {answer.status}")
        return None


def kill(process: subprocess.Popen) -> None:
    """Ends a deploy and what it has started, as a power failure would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def is_sending(host: Path) -> bool:
    """Whether a deploy has begun to send to `host`, and not ended."""
    if any(host.with_name(f"{host.name}.releases").glob(".unfinished*")):
        return True
    try:
        return b"\nuncertain " in (host / ".stet-deployed").read_bytes()
    except FileNotFoundError:
        return False


def kill_while_sending(process: subprocess.Popen, host: Path, seconds: float) -> bool:
    """Ends a deploy some seconds after it began to send; whether it was still at it."""
    while process.poll() is None and not is_sending(host):
        time.sleep(0.001)
    time.sleep(seconds)
    if process.poll() is None:
        kill(process)
    else:
        process.communicate()
    return is_sending(host)


@check("deploy: readers see whole pages through ten killed deploys")
def through_kills(press: Press) -> str:
    program("rsync")
    chance = random.Random(10)
    compared, findings = [], []
    with ExitStack() as stack:
        shell = stack.enter_context(ssh_server(press.scratch / "kills" / "keys"))
        ways = {
            "folder": {"folder": str(press.scratch / "kills" / "folder")},
            "rsync": {"rsync": f"{shell.host}:{press.scratch / 'kills' / 'rsync'}"},
            "in place": {"rsync": f"{shell.host}:{press.scratch / 'kills' / 'in-place'}", "releases": "0"},
        }
        for name, target in ways.items():
            host = Path(target.get("folder") or target["rsync"].split(":")[1])
            task = deploys(press, f"kills-{name.replace(' ', '-')}", RSYNC_RSH=shell.way).to(**target)
            first = task.run()
            if first.returncode != 0:
                raise RuntimeError(f"{name}: the first deploy failed: {first.stderr.strip()}")
            with serving(host) as server:
                crawler = Crawler(server.address)
                crawler.start()
                halved = 0
                for number in range(10):
                    if number % 2:
                        task.restyle(number)
                    task.write(f"story-{number}", f"Story {number}", "Words. " * 50)
                    if number > 2:
                        task.remove(f"story-{number - 3}")
                    process = task.start("--yes", "--allow-deletes")
                    if number < 3:
                        time.sleep(chance.uniform(0.02, 1.2))
                        kill(process)
                    else:
                        halved += kill_while_sending(process, host, chance.uniform(0, 0.04))
                    done = task.run("--allow-deletes")
                    if done.returncode != 0:
                        findings.append(f"{name}, deploy {number}: {done.stderr.strip()}")
                crawler.is_over.set()
                crawler.join()
            # The style before the last stays for one deploy.
            task.run("--allow-deletes")
            findings += [f"{name}: {line}" for line in sorted(crawler.findings)]
            findings += [f"{name}, at last: {line}" for line in differences(task.site, host)]
            if not halved:
                findings.append(f"{name}: no deploy was killed while it sent")
            compared.append(f"{name} {crawler.fetched} ({halved} killed while they sent)")
    return judge("fetched while ten deploys were killed: " + ", ".join(compared), findings)


@check("deploy: a full disk, a read-only one, a host that hangs up")
def failures(press: Press) -> str:
    if os.geteuid() != 0:
        raise Skipped("only root can mount a small disk")
    findings = []
    disk = press.scratch / "disk"
    disk.mkdir()
    task = deploys(press, "failures").to(folder=str(disk / "www"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=True)
    try:
        findings += [f"full: {line}" for line in refused(task.run(), "the disk is full")]
        subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)
        if task.run().returncode != 0 or differences(task.site, disk / "www"):
            findings.append("the next deploy did not mend what the full disk left")
        task.write("later", "Later", "Words.")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        findings += [f"read-only: {line}" for line in refused(task.run(), "read-only")]
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        if task.run().returncode != 0 or differences(task.site, disk / "www"):
            findings.append("the next deploy did not mend what the read-only disk left")
    finally:
        subprocess.run(["umount", disk], check=True)
    findings += far_disk(press) + hang_up(press)
    return judge("each told in a sentence with exit 74, and mended by the next", findings)


def far_disk(press: Press) -> list[str]:
    """A disk that fills, and one that cannot be written, at the other end of ssh."""
    disk = press.scratch / "far-disk"
    disk.mkdir()
    findings = []
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], check=True)
    try:
        with ssh_server(press.scratch / "far-disk-keys") as shell:
            task = deploys(press, "far-disk-site", RSYNC_RSH=shell.way).to(rsync=f"{shell.host}:{disk / 'www'}")
            findings += [f"full there: {line}" for line in refused(task.run(), "No space left on device")]
            subprocess.run(["mount", "-o", "remount,size=64m,ro", disk], check=True)
            findings += [f"read-only there: {line}" for line in refused(task.run(), "Read-only file system")]
            subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
            if task.run().returncode != 0 or differences(task.site, disk / "www"):
                findings.append("the next deploy did not mend what the full disk there left")
    finally:
        subprocess.run(["umount", disk], check=True)
    return findings


def hang_up(press: Press) -> list[str]:
    """A server that goes away in the middle, and comes back."""
    host = press.scratch / "hang-up" / "www"
    findings = []
    with file_server("webdav", host) as variables:
        task = deploys(press, "hang-up", **variables, RCLONE_BWLIMIT="400k").to(rclone="host:")
        process = task.start("--yes")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not any(host.rglob("*.html")):
            time.sleep(0.02)
    said, complaint = process.communicate(timeout=300)
    done = subprocess.CompletedProcess(process.args, process.returncode, said, complaint)
    findings += [f"hung up: {line}" for line in refused(done, "rclone could not")]
    with file_server("webdav", host) as variables:
        task.variables = variables
        after = task.run()
        findings += [f"after it hung up: {line}" for line in differences(task.site, host)]
        if after.returncode != 0:
            findings.append(f"after it hung up: {after.stderr.strip()}")
    return findings
