"""XML that is written for a report: elements to text."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from tei_kit.findings.characters import visible


def attributes(values: Mapping[str, str | int]) -> dict[str, str]:
    """Attribute values as text that XML can hold."""
    return {name: visible(str(value)) for name, value in values.items()}


def serialized(root: ElementTree.Element) -> str:
    """The indented text of an element, with an XML declaration."""
    ElementTree.indent(root)
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
