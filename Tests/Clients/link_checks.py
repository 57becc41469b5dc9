"""Does every address within the paper lead to something that is there?"""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urldefrag, urljoin

from checks import check, judge, module
from paper import Press, Site

ADDRESSES = ("href", "src", "poster", "action", "data")


def pages(site: Site) -> dict[str, object]:
    """Every page of the output as a tree, by path."""
    parser = module("lxml.html")
    return {path: parser.parse(str(file)) for path, file in site.files("*.html").items()}


def addresses(tree) -> list[str]:
    """Every address that a page refers to, `srcset` and the target of a redirect among them."""
    found = [value for name in ADDRESSES for value in tree.xpath(f"//@{name}")]
    for value in tree.xpath("//@srcset"):
        found += [part.split()[0] for part in value.split(",") if part.strip()]
    for value in tree.xpath("//meta[@http-equiv='refresh']/@content"):
        found.append(value.partition("url=")[2])
    return found


def file_of(path: str) -> str:
    """The file that a host sends for the path of an address."""
    path = unquote(path).lstrip("/")
    return posixpath.join(path, "index.html") if path == "" or path.endswith("/") else path


@check("links: every address within the paper leads to a file, every fragment to its place")
def links(press: Press) -> str:
    site = press.built()
    base = (site.folder / "stet.yaml").read_text().split("base_url: ")[1].split("\n")[0] + "/"
    trees = pages(site)
    names = {path: set(tree.xpath("//@id")) for path, tree in trees.items()}
    files = set(site.files("*"))
    count, missing = 0, {}
    for path, tree in trees.items():
        own = urljoin(base, path.removesuffix("index.html"))
        for written in addresses(tree):
            address, fragment = urldefrag(urljoin(own, written))
            if not address.startswith(base):
                continue
            count += 1
            target = file_of(address.removeprefix(base))
            if target not in files:
                missing.setdefault(f"{written}: there is no {target}", []).append(path)
            elif fragment and target in names and unquote(fragment) not in names[target]:
                missing.setdefault(f"{written}: no such id in {target}", []).append(path)
    return judge(
        f"{count} addresses on {len(trees)} pages",
        [f"{what} ({len(on)} pages, first {on[0]})" for what, on in missing.items()],
    )
