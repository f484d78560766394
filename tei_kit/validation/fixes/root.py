"""The root element: the namespace of TEI P5 where it has none, and the root of TEI P4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_kit.diagnostics import Diagnostic
from tei_kit.validation.engines import NOT_READ
from tei_kit.validation.fixes import tags
from tei_kit.validation.fixes.edit import Edit
from tei_kit.validation.fixes.tags import Element, Tag
from tei_kit.xml.names import TEI_NAMESPACE

_OF_P5 = ("TEI", "teiCorpus")
_OF_P4 = {f"{name}.2": name for name in _OF_P5}
_POINTERS = (
    *("ana", "copyOf", "corresp", "decls", "exclude", "hand", "next", "prev", "resp", "sameAs"),
    *("scheme", "select", "synch", "target", "targets", "who", "wit"),
)
"""Attributes that hold identifiers in TEI P4, and pointers such as `#n1` in TEI P5."""

# The document type of TEI P4, which declares nothing of its own
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE\s+(?:TEI|teiCorpus)\.2\b[^\[>]*>[ \t]*\r?\n?")


def edits(data: bytes, codec: str, findings: Sequence[Diagnostic]) -> Iterator[Edit]:
    """The changes of the root, and of the other parts of a file whose root is that of TEI P4."""
    if not findings or NOT_READ & {each.code for each in findings}:
        return
    for tag in tags.tags(data, only_root=True):
        if tag.namespace or tag.name not in (*_OF_P5, *_OF_P4):
            return
        if tag.name in _OF_P5:
            yield _start(tag, tag.name, data, codec)
            return
        yield from tags.in_order([*_document_type(data, tag, codec), *_of_p4(data, codec)])


def _start(tag: Tag, name: str, data: bytes, codec: str) -> Edit:
    text = tags.text_of(data, tag, codec)
    stretch = (0, len(tag.name) + 1)
    return tags.replaced(tag, text, codec, stretch, f'<{name} xmlns="{TEI_NAMESPACE}"')


def _document_type(data: bytes, root: Tag, codec: str) -> Iterator[Edit]:
    """The document type of TEI P4, which TEI P5 does not have."""
    before = data[: root.start].decode(codec)
    found = _DOCUMENT_TYPE.search(before)
    if found is not None:
        start = len(before[: found.start()].encode(codec))
        line = before.count("\n", 0, found.start()) + 1
        column = found.start() - before.rfind("\n", 0, found.start())
        yield Edit(start, start + len(found[0].encode(codec)), line, column, found[0], "")


def _of_p4(data: bytes, codec: str) -> Iterator[Edit]:
    every = tags.elements(data, codec)
    known = {value for each in every if (value := each.tag.attributes.get("id"))}
    for element in every:
        tag = element.tag
        if tag.namespace:
            continue
        if tag.name in _OF_P4:
            yield _start(tag, _OF_P4[tag.name], data, codec)
            yield from renamed_end(element, _OF_P4[tag.name], codec)
        yield from _pointers(tag, known, data, codec)


def renamed_end(element: Element, name: str, codec: str) -> Iterator[Edit]:
    """The end tag of an element under another name; nothing for an empty element."""
    if element.end >= 0:
        before = f"</{element.tag.name}"
        size = len(before.encode(codec))
        place = (element.end_line, element.end_column)
        yield Edit(element.end, element.end + size, *place, before, f"</{name}", is_told=False)


def _pointers(tag: Tag, known: set[str], data: bytes, codec: str) -> Iterator[Edit]:
    """Identifiers of the file as pointers: `target="n1"` is `target="#n1"` in TEI P5."""
    if not any(name in tag.attributes for name in _POINTERS):
        return
    text = tags.text_of(data, tag, codec)
    for found in tags.attributes_of(text):
        words = found["value"].split()
        if found["name"] in _POINTERS and words and all(word in known for word in words):
            after = " ".join(f"#{word}" for word in words)
            yield tags.replaced_value(tag, text, codec, found, after)
