"""Identifiers: `id` of TEI P4, and identifiers that XML does not allow, with the pointers to
them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tei_kit.advice.values import name_from
from tei_kit.diagnostics import Diagnostic
from tei_kit.validation.fixes import pointers, tags
from tei_kit.validation.fixes.attributes import lines_of
from tei_kit.validation.fixes.edit import Edit
from tei_kit.validation.fixes.tags import Tag
from tei_kit.xml.names import TEI_NAMESPACE

# xml:id="letter 1", id='a'
_WRITTEN = re.compile(r"(?:xml:)?id\s*=\s*(?P<quote>[\"'])(?P<value>.*)(?P=quote)", re.DOTALL)
_NCNAME = re.compile(r"[^\W\d][\w.\-]*")


@dataclass(frozen=True, slots=True)
class _Identifier:
    """An identifier as it is written, in its tag."""

    tag: Tag
    text: str
    found: re.Match[str]

    @property
    def value(self) -> str:
        return self.found["value"]


def edits(data: bytes, codec: str, findings: Sequence[Diagnostic]) -> Iterator[Edit]:
    """`id` becomes `xml:id`; an identifier that is no name becomes a name, and so do the
    pointers to it. An identifier that two elements would have stays."""
    lines = lines_of(findings)
    if not lines:
        return
    every = [tag for tag in tags.tags(data) if tag.attributes]
    wrong = list(_wrong(every, lines, data, codec))
    used = {value for tag in every for key, value in tag.attributes.items() if key.endswith("}id")}
    counted = Counter(each.value for each in wrong)
    names = {each.value: _name(each) for each in wrong}
    new = Counter(names[value] for value in counted)
    changes: list[Edit] = []
    moved: dict[str, str] = {}
    for each in wrong:
        name = names[each.value]
        is_taken = (name in used and name != each.value) or counted[each.value] > 1 or new[name] > 1
        if not name or is_taken or (each.found["name"] == "id" and name in used):
            continue
        quote = each.found["quote"]
        is_same = name == each.value
        written = each.found[0].lstrip().removeprefix(each.found["name"])
        after = f"xml:id{written}" if is_same else f"xml:id={quote}{name}{quote}"
        stretch = (each.found.start("name"), each.found.end())
        changes.append(tags.replaced(each.tag, each.text, codec, stretch, after))
        if not is_same:
            moved[each.value] = name
    changes += pointers.here(every, moved, data, codec)
    yield from tags.in_order(changes)


def _wrong(every: Sequence[Tag], lines: set[int], data: bytes, codec: str) -> Iterator[_Identifier]:
    """The identifiers that are called `id` or are no names, in tags with a mistake."""
    for tag in every:
        if tag.namespace != TEI_NAMESPACE or not ("id" in tag.attributes or tag.has("id")):
            continue
        text = tags.text_of(data, tag, codec)
        if not tags.is_in(tag, text, lines):
            continue
        for found in tags.attributes_of(text):
            is_old = found["name"] == "id" and not tag.has("id") and tag.name != "language"
            is_no_name = found["name"] == "xml:id" and not _NCNAME.fullmatch(found["value"])
            if is_old or is_no_name:
                yield _Identifier(tag, text, found)


def _name(identifier: _Identifier) -> str:
    value = identifier.value
    return value if _NCNAME.fullmatch(value) else name_from(value)


def renamed(edits: Sequence[Edit]) -> dict[str, str]:
    """The new names of the identifiers that changes give another name."""
    found: dict[str, str] = {}
    for each in edits:
        before, after = _WRITTEN.fullmatch(each.before), _WRITTEN.fullmatch(each.after)
        if before and after and before["value"] != after["value"]:
            found[before["value"]] = after["value"]
    return found
