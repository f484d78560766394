"""The addresses of the pages of a site: `elements/p.html`, `classes/att.global.html`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from tei_kit.odd.model import Spec
from tei_kit.odd.vocabulary import Kind

FOLDERS = {
    Kind.ELEMENT: "elements",
    Kind.CLASS: "classes",
    Kind.DATA: "datatypes",
    Kind.MACRO: "macros",
}
CONSTRAINTS = "constraints"

_UNSAFE = re.compile(r"[^\w.-]")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The paths of pages from the folder of the site, by ident."""

    paths: Mapping[str, str]

    def href(self, ident: str, here: str) -> str | None:
        """The address of a page as it is written in another; None when there is no such page."""
        path = self.paths.get(ident)
        return None if path is None else relative(path, here)


def relative(path: str, here: str) -> str:
    """The address of a file of the site in a page of the site."""
    up = "../" * here.count("/")
    return up + quote(path)


def addresses(specs: Iterable[Spec]) -> Addresses:
    """A path for each specification, different where file systems ignore case as well."""
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for spec in specs:
        if spec.kind in FOLDERS:
            paths[spec.ident] = free_path(FOLDERS[spec.kind], spec.ident, taken)
    return Addresses(paths)


def free_path(folder: str, name: str, taken: set[str]) -> str:
    """A path that is not taken yet, by any spelling; it is taken then."""
    safe = _UNSAFE.sub("_", name).strip(".") or "_"
    path, number = f"{folder}/{safe[:100]}.html", 1
    while path.casefold() in taken:
        number += 1
        path = f"{folder}/{safe[:100]}.{number}.html"
    taken.add(path.casefold())
    return path
