"""XML that is written for a report: elements to text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from tei_kit.printable import one_line, visible


def attributes(values: Mapping[str, str | int]) -> dict[str, str]:
    """Attribute values as text that XML can hold."""
    return {name: visible(str(value)) for name, value in values.items()}


def text(lines: Iterable[object]) -> str:
    """Lines as text that XML can hold."""
    return "\n".join(one_line(str(line)) for line in lines)


def serialized(root: ElementTree.Element) -> str:
    """The indented text of an element, with an XML declaration."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
