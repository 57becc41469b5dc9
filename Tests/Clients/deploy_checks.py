"""Does a site reach its host whole, by each way there, and is everybody told who should be?"""

from __future__ import annotations

import json
import os
import re
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer, SimpleHTTPRequestHandler
from urllib.parse import parse_qs

from checks import check, judge, module, program
from deploys import deploys, differences, fetch, journey, refused
from paper import Press
from senders import file_server, object_store, ssh_server
from server import Handler, serving


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
        task = deploys(press, "objects", **variables)
        with open(task.site.folder / "stet.yaml", "a") as settings:
            settings.write("\nhosting:\n  precompressed: [br, gzip]\n")
        task.to(rclone="host:paper")
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
            if name.endswith((".br", ".gz")):
                # A store gives out what it was given, whatever a reader takes.
                if got.status == 200:
                    findings.append(f"{name} was sent to a store")
                continue
            if "content-encoding" in got.fields:
                findings.append(f"{name} is said to be packed")
            if got.body != path.read_bytes():
                findings.append(f"{name}: status {got.status}, other bytes")
            kind, keep = wanted.get(name, ("", ""))
            if kind not in got.fields.get("content-type", "") or keep not in got.fields.get("cache-control", ""):
                findings.append(f"{name}: {got.fields.get('content-type')}, {got.fields.get('cache-control')}")
        if " 0 sent" not in task.run().stdout:
            findings.append("a second deploy sends again")
        return judge(f"{len(task.site.files('*'))} objects", findings)


class Hub(BaseHTTPRequestHandler):
    """A hub that notes what it is told (W3C WebSub §6)."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told += parse_qs(body.decode()).get("hub.url", [])
        self.send_response(202)
        self.end_headers()

    def log_message(self, *_):
        pass


@check("deploy: whoever waits lifts an embargo within a minute, one that was set meanwhile too")
def embargoes(press: Press) -> str:
    host = press.scratch / "embargoes" / "www"
    task = deploys(press, "embargoes").to(folder=str(host))
    findings, lateness = [], []
    hour = (datetime.now(UTC) + timedelta(seconds=20)).replace(microsecond=0)
    task.write("soon", "Soon", "Words.", f"{hour:%Y-%m-%dT%H:%M:%SZ}")
    process = task.start("--yes", "--wait")
    try:
        for name in ("soon", "later"):
            page = host / "web" / name / "index.html"
            while process.poll() is None and not page.exists() and datetime.now(UTC) < hour + timedelta(seconds=60):
                time.sleep(0.1)
            if not page.exists():
                findings.append(f"{name} did not appear within a minute of its hour")
            elif page.stat().st_mtime < hour.timestamp():
                findings.append(f"{name} was made before its hour")
            lateness.append(f"{(datetime.now(UTC) - hour).total_seconds():.0f} s")
            # Between two looks, and gone by when the second is taken.
            hour = (datetime.now(UTC) + timedelta(seconds=10)).replace(microsecond=0)
            if name == "soon":
                task.write("later", "Later", "Words.", f"{hour:%Y-%m-%dT%H:%M:%SZ}")
    finally:
        process.terminate()
        said = process.communicate()[1].strip()
    return judge(f"{' and '.join(lateness)} after the hour", findings + ([said] if findings else []))


@check("deploy: a hub is told, a cache emptied, and the host looked at")
def after_landing(press: Press) -> str:
    host = press.scratch / "landing" / "www"
    host.mkdir(parents=True)
    hub = HTTPServer(("127.0.0.1", 0), Hub)
    hub.told = []
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    with serving(host) as server:
        task = deploys(press, "landing")
        task.site.configure(base_url=server.address)
        task.site.replace_line("  limit: 30", f"  limit: 30\n  hubs: ['http://127.0.0.1:{hub.server_port}/']")
        task.to(folder=str(host), releases="0", purge="touch emptied")
        done = task.run("--verify")
        findings = [] if done.returncode == 0 else [f"exit {done.returncode}: {done.stderr.strip()}"]
        if "a sample fetched from" not in done.stdout:
            findings.append(f"nothing is said of a sample: {done.stdout.strip()}")
        if not (task.site.folder / "emptied").exists():
            findings.append("the command that empties a cache was not run")
        feeds = {f"{server.address}/{name}" for name in task.site.files("atom.xml", "rss.xml", "feed.json")}
        if set(hub.told) != feeds:
            findings.append(f"the hub was told of {len(hub.told)} feeds and not of {len(feeds)}")
        hub.told.clear()
        task.run("--verify")
        if hub.told:
            findings.append("the hub was told although no feed changed")
        # Somebody changes a page at the host; the next deploy that sends it sees other bytes than it sent.
        server.RequestHandlerClass = lambda *rest: Liar(*rest, directory=str(host))
        task.write("a-check", "A Check", "Words.")
        done = task.run("--verify")
        if done.returncode != 74 or "has other bytes than" not in done.stderr:
            findings.append(f"other bytes: exit {done.returncode}: {done.stderr.strip()}")
    hub.shutdown()
    return judge(f"{len(feeds)} feeds, a sample, a host that gives out other bytes", findings)


class Liar(Handler):
    """A host that gives out another front page than it was sent."""

    def send_head(self):
        if self.path != "/":
            return super().send_head()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<html>other</html>")
        return None

    def end_headers(self):
        SimpleHTTPRequestHandler.end_headers(self)
