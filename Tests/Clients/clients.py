"""Makes every check of this folder and prints one line for each, then the count."""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
import traceback
from pathlib import Path

from checks import CHECKS, Check, Failed, Skipped, is_ci
from paper import Press

FINDINGS_SHOWN = 20


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="Tests/Clients/run", description="Reads the sample paper with programs of others."
    )
    parser.add_argument("--program", default=".build/debug/stet", help="the stet under test")
    parser.add_argument("--list", action="store_true", help="name the checks and stop")
    parser.add_argument("checks", nargs="*", help="parts of the names of the checks to make; all")
    return parser.parse_args()


def make(check: Check, press: Press) -> str:
    """Makes one check, prints its line, and returns `passed`, `failed` or `skipped`."""
    start = time.monotonic()
    findings: list[str] = []
    try:
        outcome, sentence = "passed", check.make(press)
    except Skipped as reason:
        outcome, sentence = ("failed" if is_ci() else "skipped"), str(reason)
    except Failed as failure:
        outcome, sentence, findings = "failed", failure.compared, failure.findings
    except Exception:  # A check that breaks is a check that failed.
        outcome, sentence = "failed", "the check itself broke"
        findings = traceback.format_exc().splitlines()
    print(f"{outcome:7} {check.name}: {sentence} ({time.monotonic() - start:.1f} s)")
    for finding in findings[:FINDINGS_SHOWN]:
        print(f"          {finding}")
    if len(findings) > FINDINGS_SHOWN:
        print(f"          and {len(findings) - FINDINGS_SHOWN} more")
    sys.stdout.flush()
    return outcome


def main() -> int:
    rooms = "reader change grammar vocabulary identity repeat html link host fault hostile deploy interruption"
    rooms += " browser theme search speed preview"
    for room in rooms.split():
        importlib.import_module(f"{room}_checks")

    chosen = arguments()
    wanted = [c for c in CHECKS if not chosen.checks or any(p in c.name for p in chosen.checks)]
    if chosen.list:
        print("\n".join(check.name for check in wanted))
        return 0
    root = Path(__file__).resolve().parents[2]
    program = (root / chosen.program).resolve()
    if not program.exists():
        print(f"{program} does not exist: build stet first, or name it with --program")
        return 1
    with tempfile.TemporaryDirectory(prefix="stet-clients-") as scratch:
        press = Press(root=root, program=program, scratch=Path(scratch))
        outcomes = [make(check, press) for check in wanted]
    counts = {name: outcomes.count(name) for name in ("passed", "failed", "skipped")}
    print(", ".join(f"{count} {name}" for name, count in counts.items()))
    return 1 if counts["failed"] or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
