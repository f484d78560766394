"""Elements of HTML and TEI P4 that differ from elements of TEI P5 in nothing but their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tei_kit.diagnostics import Diagnostic
from tei_kit.validation.fixes import tags
from tei_kit.validation.fixes.edit import Edit
from tei_kit.validation.fixes.root import renamed_end
from tei_kit.xml.names import TEI_NAMESPACE


@dataclass(frozen=True, slots=True)
class Renamed:
    """An element of TEI P5 in the place of another, with the attributes of another name."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)


RENAMED: Mapping[str, Renamed] = {
    # HTML
    "a": Renamed("ref", {"href": "target"}),
    "blockquote": Renamed("quote"),
    "br": Renamed("lb"),
    "em": Renamed("emph"),
    "img": Renamed("graphic", {"src": "url"}),
    "li": Renamed("item"),
    "td": Renamed("cell", {"colspan": "cols", "rowspan": "rows"}),
    "tr": Renamed("row"),
    "ul": Renamed("list"),
    # TEI P4
    "hand": Renamed("handNote"),
    "handList": Renamed("handNotes"),
    "witList": Renamed("listWit"),
    "xptr": Renamed("ptr", {"url": "target"}),
    "xref": Renamed("ref", {"url": "target"}),
}
"""Names that are wrong wherever they stand, and the elements of TEI P5 for them."""

_ABOUT_ELEMENTS = frozenset(("TK502", "TK504", "TK510", "TK520", "TK521"))


def edits(old: str, data: bytes, codec: str, findings: Sequence[Diagnostic]) -> Iterator[Edit]:
    """The elements of a name of RENAMED, where a file has findings about elements."""
    is_about = any(each.code in _ABOUT_ELEMENTS for each in findings)
    if not is_about or f"<{old}".encode(codec) not in data:
        return
    new = RENAMED[old]
    changes: list[Edit] = []
    for element in tags.elements(data, codec):
        tag = element.tag
        if tag.name != old or tag.namespace != TEI_NAMESPACE:
            continue
        text = tags.text_of(data, tag, codec)
        written = tags.NAME.match(text)
        if written is None or written[0] != f"<{old}":
            continue  # it has a prefix
        changes.append(tags.replaced(tag, text, codec, (0, written.end()), f"<{new.name}"))
        changes += renamed_end(element, new.name, codec)
        for found in tags.attributes_of(text):
            name = new.attributes.get(found["name"])
            if name is not None and name not in tag.attributes:
                stretch = (found.start("name"), found.end())
                after = f"{name}{text[found.end('name') : found.end()]}"
                changes.append(tags.replaced(tag, text, codec, stretch, after))
    yield from tags.in_order(changes)
