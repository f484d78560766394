"""The elements that an XPointer names in a file (W3C XPointer Framework, 25 March 2003).

Three forms are known: a name, `element(name/1/2)`, and `xpointer(//t:elementSpec)` with prefixes of
`xmlns(t=…)`. Of several parts, the first that finds something counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tei_kit.xml.names import XML_ID

# xmlns( or xpointer( or element(
_SCHEME = re.compile(r"\s* (?P<scheme> [\w:-]+ ) \(", re.VERBOSE)
# t = http://www.tei-c.org/ns/1.0
_PREFIX = re.compile(r"\s* (?P<prefix> [\w.-]+ ) \s* = \s* (?P<namespace> \S+ )", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class _Part:
    scheme: str
    data: str


def by_identifier(root: etree._Element, identifier: str) -> etree._Element | None:
    """The element with an xml:id; None when there is no such element."""
    for element in root.iter(etree.Element):
        if element.get(XML_ID) == identifier:
            return element
    return None


def pointed(root: etree._Element, pointer: str) -> list[etree._Element]:
    """The elements that a pointer names, in order; none of them inside another."""
    if "(" not in pointer:
        found = by_identifier(root, pointer.strip())
        return [] if found is None else [found]
    prefixes: dict[str, str] = {}
    for part in _parts(pointer):
        elements: list[etree._Element] = []
        if part.scheme == "xmlns":
            if match := _PREFIX.fullmatch(part.data):
                prefixes[match["prefix"]] = match["namespace"]
        elif part.scheme == "element":
            elements = _by_steps(root, part.data)
        elif part.scheme == "xpointer":
            elements = _by_path(root, part.data, prefixes)
        if elements:
            return elements
    return []


def _parts(pointer: str) -> Iterator[_Part]:
    """The parts with a scheme; brackets inside are balanced, or have a ^ in front."""
    at = 0
    while match := _SCHEME.match(pointer, at):
        depth, text, at = 1, "", match.end()
        while at < len(pointer) and depth:
            character = pointer[at]
            if character == "^":
                at += 1
                character = pointer[at : at + 1]
            elif character in "()":
                depth += 1 if character == "(" else -1
            if depth:
                text += character
            at += 1
        yield _Part(match["scheme"], text)


def _by_steps(root: etree._Element, steps: str) -> list[etree._Element]:
    """`name`, `name/1/2` or `/1/2`: the second child of the first child of the element."""
    name, *numbers = steps.strip().split("/")
    element = by_identifier(root, name) if name else root
    for number in numbers if name else numbers[1:]:  # the root is the first of its document
        children = [] if element is None else [*element.iterchildren(etree.Element)]
        place = int(number) if number.isdecimal() and len(number) < 9 else 0
        element = children[place - 1] if 0 < place <= len(children) else None
    return [] if element is None else [element]


def _by_path(root: etree._Element, path: str, prefixes: dict[str, str]) -> list[etree._Element]:
    try:
        found = root.getroottree().xpath(path, namespaces=prefixes)
    except etree.XPathError:
        return []
    chosen = [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []
    elements = [element for element in chosen if isinstance(element.tag, str)]
    inside = {*elements}
    return [e for e in elements if inside.isdisjoint(e.iterancestors())]
