"""Do the same files give the same bytes, and the same bytes the same answer to a reader?"""

from __future__ import annotations

import urllib.error
import urllib.request
from datetime import datetime, timedelta

from checks import check, judge, module
from paper import NOW, Press, Site
from server import serving

PLACES = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "ar_EG.UTF-8"},
]


def a_day_after(now: str) -> str:
    later = datetime.fromisoformat(now) + timedelta(days=1)
    return later.strftime("%Y-%m-%dT%H:%M:%SZ")


def differences(one: Site, other: Site, *patterns: str) -> tuple[int, list[str]]:
    """How many files of two outputs were compared, and the paths of those that differ."""
    left, right = one.files(*patterns), other.files(*patterns)
    findings = [f"{path} is in one output only" for path in sorted(set(left) ^ set(right))]
    both = sorted(set(left) & set(right))
    findings += [p for p in both if left[p].read_bytes() != right[p].read_bytes()]
    return len(both), findings


@check("repeat: a day later, in another zone and language, every feed has the same bytes")
def feeds_repeat(press: Press) -> str:
    sites = [press.copy("first-day"), press.copy("second-day")]
    sites[0].build(NOW, **PLACES[0])
    sites[1].build(a_day_after(NOW), **PLACES[1])
    patterns = ("atom.xml", "rss.xml", "feed.json", "*.opml", "sitemap*.xml")
    count, findings = differences(*sites, *patterns)
    return judge(f"{count} feeds, feed lists and sitemaps of two builds", findings)


@check("repeat: at the same instant, in another zone and language, every file has the same bytes")
def outputs_repeat(press: Press) -> str:
    site = press.copy("elsewhere")
    site.build(NOW, **PLACES[1])
    count, findings = differences(press.built(), site, "*")
    return judge(f"{count} files of two builds in two folders", findings)


@check("repeat: a second build leaves every file and its time alone")
def nothing_is_touched(press: Press) -> str:
    site = press.copy("second-build")
    site.build(NOW)
    before = {path: file.stat().st_mtime_ns for path, file in site.files("*").items()}
    site.build(NOW)
    after = {path: file.stat().st_mtime_ns for path, file in site.files("*").items()}
    findings = [p for p in sorted(set(before) | set(after)) if before.get(p) != after.get(p)]
    return judge(f"{len(before)} files of two builds", findings)


@check("repeat: readers are told 304 after a build of the next day")
def readers_are_told(press: Press) -> str:
    feedparser = module("feedparser")
    site = press.copy("polled")
    site.build(NOW)
    with serving(site.output) as server:
        feeds = list(site.files("atom.xml", "rss.xml"))
        first = {path: feedparser.parse(f"{server.address}/{path}") for path in feeds}
        json = validators(f"{server.address}/feed.json")
        site.build(a_day_after(NOW))
        findings = []
        for path in feeds:
            known = first[path]
            answer = feedparser.parse(
                f"{server.address}/{path}", etag=known.etag, modified=known.modified
            )
            if (known.status, answer.status) != (200, 304):
                findings.append(f"{path}: {known.status}, then {answer.status}")
        for name, value in json.items():
            status = polled(f"{server.address}/feed.json", name, value)
            if status != 304:
                findings.append(f"feed.json with {name}: {status}")
    return judge(
        f"{len(feeds)} feeds by feedparser, feed.json by each of {len(json)} validators", findings
    )


def validators(address: str) -> dict[str, str]:
    """The headers with which a reader asks whether what it has is still what there is."""
    with urllib.request.urlopen(address) as answer:
        answer.read()
        return {
            "If-None-Match": answer.headers["ETag"],
            "If-Modified-Since": answer.headers["Last-Modified"],
        }


def polled(address: str, name: str, value: str) -> int:
    """The status of a request with one header more."""
    request = urllib.request.Request(address, headers={name: value})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
