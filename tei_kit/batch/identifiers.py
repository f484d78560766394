"""Identifiers of results, made unique among the files of a series by a prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tei_kit.batch import storage
from tei_kit.results import seal

# A tag as lxml writes it: attributes have no ">" and no line end.
TAG = re.compile(rb"<[A-Za-z][^>]*>")
IDENTIFIER = re.compile(rb' xml:id="(?P<id>[^"]*)"')
# ' target="#d35"', ' who="#a #b"'
POINTERS = re.compile(rb' (?P<name>target|who|ref|corresp|resp)="(?P<values>#[^"]*)"')
# Characters that an identifier cannot have.
FOREIGN = re.compile(r"[^\w.-]")


def prefix_of(path: str) -> str:
    """The prefix for the identifiers of a result, from its path below the folder of results:
    `vol_1.` for `vol/1.xml`.
    """
    name = FOREIGN.sub("_", str(PurePosixPath(path.replace("\\", "/")).with_suffix("")))
    return f"{name}." if name[:1].isalpha() or name[:1] == "_" else f"_{name}."


def _lines(result: str) -> Iterator[bytes]:
    """The lines of a result between its XML declaration and its seal."""
    rest = b""
    for data in storage.chunks(result):
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            if not line.startswith((b"<?xml ", seal.LINE)):
                yield line + b"\n"
    if rest:
        yield rest


def of(result: str) -> Iterator[bytes]:
    """The identifiers in a result."""
    for line in _lines(result):
        if b" xml:id=" in line:
            for tag in TAG.finditer(line):
                yield from (match["id"] for match in IDENTIFIER.finditer(tag[0]))


def renamed(result: str, prefix: str) -> Iterator[bytes]:
    """The lines of a result without its declaration and seal; its identifiers, and the pointers to
    them, get a prefix."""
    before = prefix.encode()
    own = set(of(result))

    def pointers(match: re.Match[bytes]) -> bytes:
        values = [
            b"#" + before + value[1:] if value[1:] in own else value
            for value in match["values"].split()
        ]
        return b' %s="%s"' % (match["name"], b" ".join(values))

    def tag(match: re.Match[bytes]) -> bytes:
        written = IDENTIFIER.sub(lambda m: b' xml:id="%s%s"' % (before, m["id"]), match[0])
        return POINTERS.sub(pointers, written)

    for line in _lines(result):
        yield TAG.sub(tag, line) if b'="' in line else line
