"""Deploys an archive to a folder, changes one story, and says how long stet takes to find out what to send.

`make bench-deploy` runs it. The plan is what is done between the end of the build and the first file sent:
both lists are read and compared. The build before it and the check after it are told apart.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Build"))
from archive import Archive  # noqa: E402

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stet", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=10_000)
    chosen = parser.parse_args()
    site = chosen.work / f"deploy-{chosen.articles}"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(HERE.parent / "Build" / "stet", site)
    (site / "content").mkdir(exist_ok=True)
    Archive(chosen.articles).write(site / "content" / "stories")
    with (site / "stet.yaml").open("a") as settings:
        settings.write("\ndeploy:\n  here:\n    folder: www\n    releases: 0\n")

    def stet(*words: str, code: int = 0) -> tuple[float, str]:
        start = time.perf_counter()
        done = subprocess.run(
            [chosen.stet.resolve(), *words, "--site", site], capture_output=True, text=True
        )
        if done.returncode != code:
            sys.exit(f"stet {' '.join(words)} ended with {done.returncode}: {done.stderr[-2000:]}")
        return time.perf_counter() - start, done.stdout

    print(f"first deploy: {stet('deploy', '--yes', '--no-check')[0]:.2f} s")
    story = sorted((site / "content" / "stories").iterdir())[chosen.articles // 2]
    plans, receipt = [], {}
    for number in range(5):
        story.write_text(story.read_text().replace("\ntitle: ", f"\ntitle: {number} ", 1))
        receipt = json.loads(stet("deploy", "--dry-run", "--no-check", "--format", "json")[1])
        plans.append(receipt["planMilliseconds"])
    print(f"plan after one headline changed: {statistics.median(plans)} ms, median of {sorted(plans)}")
    for batch in receipt["batches"]:
        shown = ", ".join(batch["paths"][:4])
        print(f"  {batch['stage']}: {len(batch['paths'])} ({shown}{', …' if len(batch['paths']) > 4 else ''})")
    print(f"  unchanged: {receipt['unchanged']}")
    seconds = stet("deploy", "--dry-run", "--no-check")[0]
    print(f"build and plan, nothing changed since the last build: {seconds:.2f} s")
    # The bare theme of the benchmark has what a check calls errors.
    print(f"the check: {stet('check', '--no-build', code=1)[0]:.2f} s")


if __name__ == "__main__":
    main()
