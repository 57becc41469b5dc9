"""Does a site reach its host whole, and does a reader ever see half of it?"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import shutil
import signal
import subprocess
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from checks import check, judge, module, program
from senders import object_store, file_server, ssh_server
from paper import NOW, Press, Site
from server import serving

STORY = "---\ntitle: {title}\nid: tag:stet-gazette.example,2026:{name}\ndate: 2026-11-22T08:00:00Z\nstandfirst: For this check.\ntopics: [feeds]\nauthors: [web-desk]\n---\n{text}\n"


@dataclass
class Deploys:
    """Deploys of one site to one target, with the variables that the way there needs."""

    site: Site
    variables: dict[str, str] = field(default_factory=dict)

    def to(self, **target: str) -> Deploys:
        lines = "".join(f"    {key}: {value if value.isdigit() else repr(value)}\n" for key, value in target.items())
        with open(self.site.folder / "stet.yaml", "a") as settings:
            settings.write(f"\ndeploy:\n  host:\n{lines}")
        return self

    def start(self, *flags: str, command: str = "deploy") -> subprocess.Popen:
        instant = [] if command == "rollback" else ["--now", NOW]
        return subprocess.Popen(
            [self.site.program, command, "--site", self.site.folder, *instant, *flags],
            env={**os.environ, "NO_COLOR": "1", **self.variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *flags: str, command: str = "deploy") -> subprocess.CompletedProcess:
        process = self.start(*([*flags, "--yes"] if command == "deploy" else flags), command=command)
        said, complaint = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, said, complaint)

    def write(self, name: str, title: str, text: str) -> None:
        (self.site.folder / "content" / "web" / f"{name}.md").write_text(STORY.format(name=name, title=title, text=text))

    def remove(self, name: str) -> None:
        (self.site.folder / "content" / "web" / f"{name}.md").unlink()


def deploys(press: Press, name: str, **variables: str) -> Deploys:
    return Deploys(press.copy(f"deploy-{name}"), variables)


def differences(site: Site, host: Path) -> list[str]:
    """How the files of `host` differ from those of the output."""
    ours = {name: path.read_bytes() for name, path in site.files("*").items()}
    theirs = {
        str(path.relative_to(host)): path.read_bytes()
        for path in host.rglob("*")
        if path.is_file() and not path.name.startswith(".stet")
    }
    found = [f"{name} is missing at the host" for name in ours.keys() - theirs.keys()]
    found += [f"{name} should not be at the host" for name in theirs.keys() - ours.keys()]
    return found + [f"{n} has other bytes" for n in ours.keys() & theirs.keys() if ours[n] != theirs[n]]


def journey(deploys: Deploys, host: Path) -> list[str]:
    """Deploys, changes, deploys, removes, deploys: what went wrong."""
    findings = []
    steps = [
        lambda: None,
        lambda: deploys.write("a-check", "A Check", "First words."),
        lambda: deploys.write("a-check", "A Check", "Other words."),
        lambda: deploys.remove("a-check"),
    ]
    for number, step in enumerate(steps):
        step()
        done = deploys.run()
        if done.returncode != 0:
            findings.append(f"step {number}: exit {done.returncode}: {done.stderr.strip()}")
            break
        # A style or script stays for one deploy after its pages; none changes here.
        findings += [f"step {number}: {line}" for line in differences(deploys.site, host)]
    again = deploys.run()
    if " 0 sent" not in again.stdout:
        findings.append(f"a second deploy sends again: {again.stdout.strip()}")
    return findings


def refused(done: subprocess.CompletedProcess, *words: str) -> list[str]:
    """What is wrong with how a deploy failed: it says one sentence with `words` and ends with 74."""
    sentence = done.stderr.strip().split("\n")[0]
    findings = [] if done.returncode == 74 else [f"exit {done.returncode}, not 74: {done.stderr.strip()}"]
    findings += [f"“{word}” is not said: {sentence}" for word in words if word not in sentence]
    return findings


@check("deploy: rsync over ssh switches whole releases and back")
def over_ssh(press: Press) -> str:
    program("rsync")
    host = press.scratch / "ssh" / "www"
    with ssh_server(press.scratch / "ssh" / "keys") as shell:
        task = deploys(press, "over-ssh", RSYNC_RSH=shell.way).to(rsync=f"{shell.host}:{host}", releases="3")
        findings = journey(task, host)
        if len(list(host.with_name("www.releases").iterdir())) != 3:
            findings.append("three releases should be kept")
        before = os.readlink(host)
        done = task.run(command="rollback")
        if done.returncode != 0 or os.readlink(host) >= before:
            findings.append(f"rollback: {done.stdout}{done.stderr}")
        # A clock that is decades behind, as after a power failure.
        task.write("later", "Later", "Words.")
        behind = {**task.variables, "SOURCE_DATE_EPOCH": "1000000000"}
        task.variables, right = behind, task.variables
        done = task.run()
        task.variables = right
        findings += [f"a clock behind: {line}" for line in differences(task.site, host)]
        if done.returncode != 0:
            findings.append(f"a clock behind: {done.stderr.strip()}")
        task.variables["RSYNC_RSH"] = shell.wrong_way
        findings += refused(task.run(), "ssh could not reach", "Permission denied")
    findings += refused(task.run(), "ssh could not reach")
    return judge("four deploys, a rollback, a clock behind, a wrong key and a host that is away", findings)


@check("deploy: a story's headline changes and only what shows it is sent")
def one_change(press: Press) -> str:
    host = press.scratch / "one-change" / "www"
    task = deploys(press, "one-change").to(folder=str(host))
    task.write("a-check", "A Check", "First words.")
    findings = [] if task.run().returncode == 0 else ["the first deploy failed"]
    before = {name: path.read_bytes() for name, path in task.site.files("*").items()}
    task.write("a-check", "Another Headline", "First words.")
    plan = json.loads(task.run("--dry-run", "--format", "json").stdout)
    after = {name: path.read_bytes() for name, path in task.site.files("*").items()}
    changed = {name for name in after if before.get(name) != after[name]}
    sent = {path for batch in plan["batches"] for path in batch["paths"]}
    if sent != changed:
        findings.append(f"sent and not changed, or not sent: {sorted(sent ^ changed)}")
    stories = [name for name in sent if re.fullmatch(r"web/[^/]+/index\.html", name)]
    named = [name for name in stories if b"Another Headline" not in after[name]]
    findings += [f"{name} does not show the headline" for name in named]
    for name in ("web/a-check/index.html", "index.html", "web/index.html", "atom.xml"):
        if name not in sent:
            findings.append(f"{name} is not sent")
    # An error in the site stops a deploy before anything is sent.
    task.write("a-check", "A Check", "A [link](/nowhere/at/all/) to Xyzzy.")
    done = task.run()
    if done.returncode != 1 or "the check found 1 error" not in done.stderr:
        findings.append(f"a broken link: exit {done.returncode}: {done.stderr.strip()}")
    if b"Another Headline" in (host / "index.html").read_bytes() or b"Xyzzy" in (host / "atom.xml").read_bytes():
        findings.append("something was sent although the check found errors")
    return judge(f"{len(sent)} of {len(after)} files", findings)


@check("deploy: rsync over ssh replaces files in place")
def in_place(press: Press) -> str:
    program("rsync")
    host = press.scratch / "in-place" / "www"
    with ssh_server(press.scratch / "in-place" / "keys") as shell:
        task = deploys(press, "in-place", RSYNC_RSH=shell.way).to(rsync=f"{shell.host}:{host}", releases="0")
        return judge("four deploys", journey(task, host))


@check("deploy: SFTP, WebDAV and FTP by rclone")
def by_rclone(press: Press) -> str:
    findings = []
    for kind in ("sftp", "webdav", "ftp"):
        host = press.scratch / "rclone" / kind
        with file_server(kind, host) as variables:
            task = deploys(press, f"by-{kind}", **variables).to(rclone="host:")
            findings += [f"{kind}: {line}" for line in journey(task, host)]
            wrong = {**variables, "RCLONE_CONFIG_HOST_PASS": "", "RCLONE_CONFIG_HOST_USER": "nobody"}
            task.variables = wrong
            findings += [f"{kind}, a wrong name: {line}" for line in refused(task.run(), "rclone could not reach")]
    return judge("four deploys each, and one as nobody", findings)


@check("deploy: a store of objects, with types and times to keep")
def to_objects(press: Press) -> str:
    module("moto")
    with object_store() as (variables, address):
        task = deploys(press, "objects", **variables).to(rclone="host:paper")
        done = task.run()
        findings = [] if done.returncode == 0 else [done.stderr.strip()]
        wanted = {
            "atom.xml": ("application/atom+xml; charset=utf-8", "max-age=900"),
            "rss.xml": ("application/rss+xml; charset=utf-8", "max-age=900"),
            "feed.json": ("application/feed+json; charset=utf-8", "max-age=900"),
            "index.html": ("text/html", "max-age=300"),
            next(iter(task.site.files("style.*.css"))): ("text/css", "immutable"),
        }
        for name, path in task.site.files("*").items():
            got = fetch(f"{address}/paper/{name}")
            if got.body != path.read_bytes():
                findings.append(f"{name}: status {got.status}, other bytes")
            kind, keep = wanted.get(name, ("", ""))
            if kind not in got.fields.get("content-type", "") or keep not in got.fields.get("cache-control", ""):
                findings.append(f"{name}: {got.fields.get('content-type')}, {got.fields.get('cache-control')}")
        if " 0 sent" not in task.run().stdout:
            findings.append("a second deploy sends again")
        return judge(f"{len(task.site.files('*'))} objects", findings)


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    fields: dict[str, str]


def fetch(address: str) -> Answer:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=20)
    try:
        connection.request("GET", parts.path or "/")
        answer = connection.getresponse()
        body = answer.read()
        return Answer(answer.status, body, {k.lower(): v for k, v in answer.getheaders()})
    finally:
        connection.close()


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
        answer = fetch(self.address + path)
        if answer.status == 404 and path.encode() not in fetch(self.address + start).body:
            return None
        return self.get(path, f"named by {start}")

    def get(self, path: str, why: str) -> Answer | None:
        # Two hundred a second at most: the deploys need a processor as well.
        time.sleep(0.005)
        answer = fetch(self.address + path)
        self.fetched += 1
        if answer.status == 200:
            return answer
        self.findings.add(f"{path}, {why}: {answer.status}")
        return None


def kill(process: subprocess.Popen) -> None:
    """Ends a deploy and what it has started, as a power failure would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


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
                for number in range(10):
                    task.write(f"story-{number}", f"Story {number}", "Words. " * 50)
                    if number > 2:
                        task.remove(f"story-{number - 3}")
                    process = task.start("--yes", "--allow-deletes")
                    time.sleep(chance.uniform(0.02, 1.2))
                    kill(process)
                    done = task.run("--allow-deletes")
                    if done.returncode != 0:
                        findings.append(f"{name}, deploy {number}: {done.stderr.strip()}")
                crawler.is_over.set()
                crawler.join()
            findings += [f"{name}: {line}" for line in sorted(crawler.findings)]
            findings += [f"{name}, at last: {line}" for line in differences(task.site, host)]
            compared.append(f"{name} {crawler.fetched}")
    return judge("fetched while ten deploys were killed: " + ", ".join(compared), findings)


@check("deploy: a full disk, a read-only one, a host that hangs up")
def failures(press: Press) -> str:
    if os.geteuid() != 0:
        from checks import Skipped

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
    findings += hang_up(press)
    return judge("each told in a sentence with exit 74, and mended by the next", findings)


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
    said, complaint = process.communicate(timeout=120)
    done = subprocess.CompletedProcess(process.args, process.returncode, said, complaint)
    findings += [f"hung up: {line}" for line in refused(done, "rclone could not")]
    with file_server("webdav", host) as variables:
        task.variables = variables
        after = task.run()
        findings += [f"after it hung up: {line}" for line in differences(task.site, host)]
        if after.returncode != 0:
            findings.append(f"after it hung up: {after.stderr.strip()}")
    return findings
