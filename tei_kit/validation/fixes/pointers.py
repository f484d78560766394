"""Pointers to identifiers that have another name now: `#letter 1`, `memo.xml#letter%201`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from tei_kit.validation.fixes import tags
from tei_kit.validation.fixes.edit import Edit
from tei_kit.validation.fixes.tags import Tag

# ../letters/memo.xml#, which a pointer to another file begins with
_FILE = r"(?P<file>[^\s\#:]+(?:\ [^\s\#:]+)*)?"


def here(every: Sequence[Tag], moved: Mapping[str, str], data: bytes, codec: str) -> Iterator[Edit]:
    """The changes of pointers to identifiers of the same file; `moved` has the new names."""
    yield from _edits(every, {"": moved}, data, codec)


def elsewhere(
    data: bytes, codec: str, file: str, moved: Mapping[str, Mapping[str, str]]
) -> Iterator[Edit]:
    """The changes of pointers of a file to identifiers of others; `moved` has the new names, by the
    real path of the file that holds them.
    """
    marks = [os.path.basename(path).encode(codec, "ignore") for path in moved]
    quoted = [mark.replace(b" ", b"%20") for mark in marks]
    if not any(mark in data for mark in (*marks, *quoted)):
        return
    folder = os.path.dirname(os.path.realpath(file))
    every = [tag for tag in tags.tags(data) if tag.attributes]
    yield from tags.in_order([*_edits(every, moved, data, codec, folder)])


def _edits(
    every: Sequence[Tag],
    moved: Mapping[str, Mapping[str, str]],
    data: bytes,
    codec: str,
    folder: str = "",
) -> Iterator[Edit]:
    names = {old for each in moved.values() for old in each}
    if not names:
        return
    longest_first = sorted(names, key=len, reverse=True)
    words = "|".join(re.escape(old).replace(r"\ ", r"(?:\ |%20)") for old in longest_first)
    before = _FILE if folder else ""
    shape = re.compile(rf"(?<!\S){before}\#(?P<old>{words})(?!\S)")

    def written(pointer: re.Match[str]) -> str:
        file = pointer["file"] if folder else ""
        path = os.path.realpath(os.path.join(folder, unquote(file))) if file else ""
        new = moved.get(path, {}).get(unquote(pointer["old"]))
        return pointer[0] if new is None else f"{file}#{new}"

    for tag in every:
        if not any("#" in value for value in tag.attributes.values()):
            continue
        text = tags.text_of(data, tag, codec)
        for found in tags.attributes_of(text):
            if found["name"] in ("id", "xml:id"):
                continue
            after = shape.sub(written, found["value"])
            if after != found["value"]:
                yield tags.replaced_value(tag, text, codec, found, after)
