"""Deploys of copies of the paper, and what they leave at a host."""

from __future__ import annotations

import http.client
import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from paper import NOW, Press, Site

STORY = "---\ntitle: {title}\nid: tag:stet-gazette.example,2026:{name}\ndate: {date}\nstandfirst: For this check.\ntopics: [feeds]\nauthors: [web-desk]\n---\n{text}\n"


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
        instant = [] if command == "rollback" or "--wait" in flags else ["--now", NOW]
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
        said, complaint = process.communicate(timeout=300)
        return subprocess.CompletedProcess(process.args, process.returncode, said, complaint)

    def write(self, name: str, title: str, text: str, date: str = "2026-11-22T08:00:00Z") -> None:
        story = STORY.format(name=name, title=title, text=text, date=date)
        (self.site.folder / "content" / "web" / f"{name}.md").write_text(story)

    def restyle(self, number: int) -> None:
        """Gives the style another name, which every page changes for."""
        style = next((self.site.folder / "themes").glob("broadsheet/assets/style.css"))
        style.write_text(f"{style.read_text()}\n.round-{number} {{ color: inherit }}\n")

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
