"""Measures stet on photographs of 12 megapixels beside vipsthumbnail doing the same.

The photographs are made up by `vips` from numbered noise, the same on every machine of one libvips:
large soft shapes, finer ones, edges, and the grain of a sensor. They are kept for the next run.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

WIDTH, HEIGHT = 4000, 3000
SCENES = 12
# What stet makes of each: docs/PICTURES.md.
COPIES = [(480, "avif[Q=60,effort=0,strip]"), (800, "avif[Q=60,effort=0,strip]"),
          (1280, "avif[Q=60,effort=0,strip]"), (1920, "avif[Q=60,effort=0,strip]"),
          (1280, "jpg[Q=80,optimize_coding,strip]")]
SITE = "title: Photographs\nbase_url: https://photos.example\nidentity: photos.example,2026\ntheme: galley\n"


def vips(*words: object) -> None:
    """Runs the command of libvips."""
    environment = {**os.environ, "VIPS_CONCURRENCY": "1"}
    subprocess.run(["vips", *map(str, words)], check=True, env=environment, stderr=subprocess.DEVNULL)


def ground(seed: int, folder: Path) -> Path:
    """One of twelve scenes: soft shapes, finer ones, edges and grain."""
    made = folder / f".ground-{seed}.v"
    if made.exists():
        return made
    part = lambda name: folder / f".{seed}-{name}.v"
    for band in range(3):
        vips("perlin", part(f"soft{band}"), WIDTH, HEIGHT, "--cell-size", 900, "--seed", seed * 3 + band)
    vips("perlin", part("fine"), WIDTH, HEIGHT, "--cell-size", 24, "--seed", 100 + seed)
    vips("worley", part("edges"), WIDTH, HEIGHT, "--cell-size", 160, "--seed", 200 + seed)
    vips("gaussnoise", part("grain"), WIDTH, HEIGHT, "--sigma", 4, "--mean", 0, "--seed", 1000 + seed)
    vips("bandjoin", " ".join(str(part(f"soft{band}")) for band in range(3)), part("ground"))
    vips("linear", part("ground"), part("a"), 70, 110)
    vips("linear", part("fine"), part("b"), 22, 0)
    vips("linear", part("edges"), part("c"), 0.25, 0)
    vips("add", part("a"), part("b"), part("d"))
    vips("add", part("d"), part("c"), part("e"))
    vips("add", part("e"), part("grain"), part("f"))
    vips("cast", part("f"), part("g"), "uchar")
    vips("copy", part("g"), made, "--interpretation", "srgb")
    for left in folder.glob(f".{seed}-*.v"):
        left.unlink()
    return made


def photograph(number: int, folder: Path) -> None:
    """Makes photograph `number`, unless it is there: a scene, moved so that no two are alike."""
    made = folder / f"{number:04d}.jpg"
    if made.exists():
        return
    scene = ground(number % SCENES, folder)
    vips("wrap", scene, f"{made}[Q=92]", "--x", number * 37 % WIDTH, "--y", number * 53 % HEIGHT)


def measured(command: list[str], **options) -> tuple[float, float, float]:
    """Seconds, seconds of both cores, and megabytes at most, of a command and what it starts."""
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["/usr/bin/env", "bash", "-c", 'exec "$@"', "-", *command], capture_output=True, **options)
    if done.returncode != 0:
        sys.exit(f"{command}: {done.returncode}\n{done.stdout.decode()}{done.stderr.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, busy, after.ru_maxrss / 1024


def main() -> None:
    """Makes the photographs, then measures both programs once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stet", type=Path, required=True)
    parser.add_argument("--photos", type=int, default=1000)
    parser.add_argument("--folder", type=Path, required=True)
    chosen = parser.parse_args()
    photos, site = chosen.folder / "photos", chosen.folder / "site"
    photos.mkdir(parents=True, exist_ok=True)
    cores = os.cpu_count() or 1
    for scene in range(min(SCENES, chosen.photos)):
        ground(scene, photos)
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(lambda number: photograph(number, photos), range(chosen.photos)))
    names = sorted(path.name for path in photos.glob("*.jpg"))[: chosen.photos]

    shutil.rmtree(site, ignore_errors=True)
    (site / "content").mkdir(parents=True)
    (site / "stet.yaml").write_text(SITE)
    (site / "themes").mkdir()
    shutil.copytree(Path(__file__).parents[2] / "themes/galley", site / "themes/galley")
    for name in names:
        os.link(photos / name, site / "content" / name)
        text = f"---\ntitle: {name}\ndate: 2026-01-01\n---\n\n![A photograph]({name})\n"
        (site / "content" / name.replace(".jpg", ".md")).write_text(text)
    time.sleep(3)  # A file changed a moment ago is read again; these are not.
    small = chosen.folder / "small"
    shutil.rmtree(small, ignore_errors=True)
    small.mkdir()

    # vipsthumbnail first: of the peaks of all children, only the larger can be told.
    start = time.monotonic()
    busy = peak = 0.0
    for width, form in COPIES:
        ending, options = form.split("[", 1)
        output = f"{small}/%s-{width}.{ending}[{options}"
        listed = "\0".join(str(photos / name) for name in names)
        command = ["xargs", "-0", "-n", "8", "-P", str(cores), "vipsthumbnail", "--size", f"{width}x", "-o", output]
        _, part, peak = measured(command, input=listed.encode(), env={**os.environ, "VIPS_CONCURRENCY": "1"})
        busy += part
    theirs = time.monotonic() - start
    print(f"vipsthumbnail  {theirs:8.1f} s  {busy:8.1f} s of cores  {peak:6.0f} MB in each of {cores}")
    build = [str(chosen.stet), "build", "--site", str(site), "--quiet"]
    ours, busy, peak = measured(build)
    print(f"stet           {ours:8.1f} s  {busy:8.1f} s of cores  {peak:6.0f} MB")
    again, busy, _ = measured(build)
    print(f"stet again     {again:8.1f} s  {busy:8.1f} s of cores")
    print(f"{len(names)} photographs: {ours / theirs:.2f} times vipsthumbnail")


if __name__ == "__main__":
    main()
