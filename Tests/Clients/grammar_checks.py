"""Is every Atom document valid by the grammar, for validators that are not the build's own, and does the judge,
as strict as it is with strangers, find nothing in the paper's feeds?"""

from __future__ import annotations

import json
import subprocess

from checks import check, judge, module, program
from paper import Press

GRAMMAR = "Sources/StetValidation/Grammar/atom.rng"


@check("grammar: lxml validates every Atom document")
def lxml(press: Press) -> str:
    etree = module("lxml.etree")
    grammar = etree.RelaxNG(etree.parse(str(press.root / GRAMMAR)))
    findings, entries = [], 0
    documents = press.built().files("*.xml")
    atoms = 0
    for path, file in documents.items():
        tree = etree.parse(str(file), etree.XMLParser(no_network=True, resolve_entities=False))
        if tree.getroot().tag != "{http://www.w3.org/2005/Atom}feed":
            continue
        atoms += 1
        entries += len(tree.getroot().findall("{http://www.w3.org/2005/Atom}entry"))
        if not grammar.validate(tree):
            findings += [f"{path}:{error.line}: {error.message}" for error in grammar.error_log]
    if not atoms:
        findings.append("no Atom document was found")
    return judge(
        f"{len(documents)} XML documents well-formed, {atoms} Atom feeds with {entries} entries valid",
        findings,
    )


@check("grammar: jing validates every Atom document")
def jing(press: Press) -> str:
    executable = program("jing")
    files = press.built().files("atom.xml")
    done = subprocess.run(
        [executable, press.root / GRAMMAR, *files.values()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    lines = (done.stdout + done.stderr).splitlines()
    # Debian's wrapper warns of Java libraries that jing can do without.
    findings = [line for line in lines if line.strip() and not line.startswith("[warning] ")]
    if done.returncode != 0 and not findings:
        findings = [f"jing ended with {done.returncode}"]
    return judge(f"{len(files)} Atom feeds valid", findings)


@check("grammar: the judge warns of nothing in the paper's feeds, lists and maps")
def strict(press: Press) -> str:
    build = press.built()
    files = {
        **build.files("*.xml"), **build.files("*.opml"), **build.files("feed.json"),
    }
    done = subprocess.run(
        [press.program, "feed", "check", "--strict", "--format", "json", *files.values()],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
    )
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    findings = [
        f"{report['file']}:{found['line']}: {found['severity']}[{found['code']}]: {found['message']}"
        for report in reports
        for found in report["findings"]
        # Two stories may share their instant.
        if found["code"] != "atom-duplicate-updated"
    ]
    if len(reports) != len(files) or not files:
        findings.append(f"{len(reports)} of {len(files)} documents were judged: {done.stderr.strip()}")
    return judge(f"{len(files)} documents without an error, a warning or a remark", findings)
