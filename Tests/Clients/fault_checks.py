"""Does `stet check --links` call a link broken where readers find nothing, and only there?"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from pathlib import Path

from checks import check, judge, program
from faults import failing
from paper import Press

LIMIT_SECONDS = 3
# What each path of the failing server is to be called, and a word of the reason.
WANTED = {
    "ok": ("well", ""),
    "status-204": ("well", ""),
    "head-refused": ("well", ""),
    "head-lies": ("well", ""),
    "moved": ("moved", "/ok"),
    "moved-for-now": ("well", ""),
    "circle": ("broken", "circle"),
    "endless-1": ("broken", "more than 10"),
    "status-401": ("unsure", "401"),
    "status-403": ("unsure", "403"),
    "status-404": ("broken", "404"),
    "status-410": ("broken", "410"),
    "status-451": ("unsure", "451"),
    "status-500": ("unsure", "500"),
    "status-503": ("unsure", "503"),
    "patience": ("well", ""),
    "private/page": ("unsure", "stay away"),
    "slow": ("unsure", f"within {LIMIT_SECONDS} seconds"),
    "closed": ("unsure", "hung up"),
    "huge": ("well", ""),
}
SITE = "title: Links\nbase_url: https://links.example\nidentity: links.example,2026\ntheme: plain\n"
PAGE = "<!doctype html><html lang=en><title>T</title><h1>T</h1><a href=/>T</a></html>"


def write(folder: Path, links: list[str]) -> None:
    """A site of one article with the links, a line each, from its fourth line on."""
    for path, text in {
        "stet.yaml": SITE,
        "content/a.md": "---\ntitle: A\n---\n" + "".join(f"[{l}]({l})\n" for l in links),
        "themes/plain/theme.yaml": "name: Plain\n",
        "themes/plain/templates/article.html": PAGE.replace("<h1>T</h1>", "<h1>T</h1>{{ article.body }}"),
        **{
            f"themes/plain/templates/{name}.html": PAGE
            for name in ("front", "list", "404", "feeds", "redirect", "gone")
        },
    }.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)


def run(press: Press, folder: Path, *more: str) -> tuple[list[dict], float]:
    """What `stet check` finds of links, and how long it took."""
    start = time.monotonic()
    done = subprocess.run(
        [press.program, "check", "--site", folder, "--format", "json", "--pace", "0",
         "--link-seconds", str(LIMIT_SECONDS), "--now", "2026-06-01T00:00:00Z", *more],
        env={**os.environ, "NO_COLOR": "1"}, stdin=subprocess.DEVNULL, capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)["diagnostics"]
    return [f for f in found if f["code"].startswith("link-")], time.monotonic() - start


def ledger(folder: Path) -> dict[str, tuple[str, str]]:
    """What links.lock holds, by address."""
    lines = (folder / "links.lock").read_text().splitlines()
    parts = [line.split(" ", 3) for line in lines if not line.startswith("#")]
    return {part[2]: (part[1], part[3] if len(part) > 3 else "") for part in parts}


@check("faults: each way in which a link fails is called what it is, within its limits")
def classified(press: Press) -> str:
    program("openssl")
    folder, secrets = press.scratch / "faults", press.scratch / "faults-tls"
    folder.mkdir()
    secrets.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
    findings = []
    with failing() as plain, failing("127.0.0.1", secrets) as secure, failing("127.0.0.2") as busy:
        base = f"http://127.0.0.1:{plain.server_address[1]}/"
        wanted = {base + path: verdict for path, verdict in WANTED.items()}
        wanted[f"https://127.0.0.1:{secure.server_address[1]}/"] = ("broken", "certificate")
        wanted[nobody] = ("broken", "no connection")
        wanted["http://no-such-host.invalid/"] = ("broken", "no such host")
        often = f"http://127.0.0.2:{busy.server_address[1]}/"
        wanted[often + "first"] = ("well", "")
        wanted[often + "status-429"] = ("unsure", "429")
        wanted[often + "zzz"] = ("unsure", "429")
        write(folder, list(wanted))
        found, seconds = run(press, folder, "--links", "new")
        got = ledger(folder)
        for address, (name, word) in wanted.items():
            verdict = got.get(address, ("missing", ""))
            if verdict[0] != name or word not in verdict[1]:
                findings.append(f"{address}: wanted {name} {word}, got {' '.join(verdict)}")
        lines = {f["message"].split("”")[0].strip("“"): f for f in found}
        for number, (address, (name, _)) in enumerate(wanted.items()):
            finding = lines.get(address)
            severity = {"well": None, "broken": "error"}.get(name, "info")
            if (finding and finding["severity"]) != severity:
                findings.append(f"{address}: severity {finding and finding['severity']}")
            if finding and (finding["path"], finding["line"]) != ("content/a.md", 4 + number):
                findings.append(f"{address}: told of {finding['path']}:{finding['line']}")
        bodies = sum(1 for _, command, path in plain.seen if path == "/huge" and command == "GET")
        if bodies:
            findings.append("the body of /huge was asked for")
        if any(path == "/private/page" for _, _, path in plain.seen):
            findings.append("robots.txt was not heeded")
        asked = [path for _, _, path in busy.seen if path == "/zzz"]
        if asked:
            findings.append("a host that had had enough was asked on")
        if seconds > 60:
            findings.append(f"it took {seconds:.0f} s")
        count = len(plain.seen)
        run(press, folder, "--links", "none")
        if len(plain.seen) != count:
            findings.append("--links none asked")
        run(press, folder, "--links", "new")
        again = {path for _, _, path in plain.seen[count:]}
        if "/ok" in again or "/status-404" not in again:
            findings.append(f"--links new asked again for {sorted(again)}")
    return judge(f"{len(wanted)} links in {seconds:.1f} s", findings)


@check("faults: one host is asked at its pace, several at once")
def polite(press: Press) -> str:
    folder = press.scratch / "pace"
    folder.mkdir()
    with failing() as first, failing("127.0.0.2") as second:
        links = [
            f"http://{server.server_address[0]}:{server.server_address[1]}/page-{number}"
            for server in (first, second) for number in range(4)
        ]
        write(folder, links)
        _, seconds = run(press, folder, "--links", "all", "--pace", "0.5")
        findings = []
        for server in (first, second):
            times = [at for at, _, _ in server.seen]
            gaps = [after - before for before, after in zip(times, times[1:])]
            if len(times) != 5 or min(gaps) < 0.45:
                findings.append(f"{len(times)} requests, gaps {[round(gap, 2) for gap in gaps]}")
        ends = [server.seen[0][0] for server in (first, second)]
        if abs(ends[0] - ends[1]) > 1.5:
            findings.append("the hosts were asked one after the other")
    return judge(f"{len(links)} links of two hosts in {seconds:.1f} s", findings)
