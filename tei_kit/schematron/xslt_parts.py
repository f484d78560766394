"""The parts of both stylesheets: that for libxslt and that for Saxon.

The output of either is <findings> with one <finding number="7" at="1/3/2"> for each check that
fires: the number of the check, and the position of the node; a <failure> with the number of the
rule when a rule cannot be evaluated at a node, and a <broken> with the number of a variable or
pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import TypeAlias

from lxml import etree

from tei_kit.diagnostics import Place
from tei_kit.schematron.documents import address_of
from tei_kit.schematron.model import Check, Definition, Part, Rule
from tei_kit.schematron.vocabulary import FILE
from tei_kit.xml import tree
from tei_kit.xml.names import XML_BASE, XSL, XSLT_NAMESPACE

OWN = "urn:tei-kit:schematron"
"""The namespace of our own functions and variables in the stylesheets."""
PREFIX = "teikit"
"""The prefix that it has there."""

_PLACE = f"{{{OWN}}}place"

Adapt: TypeAlias = Callable[[str], str]
"""Puts our own functions in an expression where it calls those that read documents."""


def checks(definition: Definition) -> list[Check]:
    """The checks of a schema in the order in which the stylesheets number them."""
    return [check for rule in rules_of(definition) for check in rule.checks]


def rules_of(definition: Definition) -> list[Rule]:
    """The rules of a schema in the order in which the stylesheets number them."""
    return [rule for pattern in definition.patterns for rule in pattern.rules]


def files_of(definition: Definition) -> set[str]:
    """The files that a schema is written in, as far as they hold rules and variables."""
    places = [*(rule.place for rule in rules_of(definition)), *(x.place for x in definition.lets)]
    return {definition.file, *(place.file for place in places)}


def element(local: str, **attributes: str) -> etree._Element:
    """An instruction of XSLT."""
    return etree.Element(f"{XSL}{local}", attributes)


def placed(made: etree._Element, place: Place) -> etree._Element:
    """The element with a note of the place in the schema that it was made from."""
    made.set(_PLACE, f"{place.line} {place.file}")
    return made


def with_base(made: etree._Element, place: Place) -> etree._Element:
    """The element with the file of a place as the base of its relative addresses."""
    address = address_of(place.file)
    if address:
        made.set(XML_BASE, address)
    return made


def root(version: str, namespaces: Mapping[str, str], own: Mapping[str, str]) -> etree._Element:
    """A stylesheet element with the prefixes of the schema and our own."""
    made = etree.Element(
        f"{XSL}stylesheet",
        nsmap={"xsl": XSLT_NAMESPACE, PREFIX: OWN} | dict(own) | dict(namespaces),
    )
    made.set("version", version)
    made.set("exclude-result-prefixes", " ".join((PREFIX, *own)))
    return made


def message(parts: Sequence[Part], adapt: Adapt) -> Iterator[etree._Element]:
    """The instructions that make the text of a message."""
    for part in parts:
        if part.instruction is not None:
            yield copied(part.instruction, adapt)
        elif part.expression:
            yield element("value-of", select=adapt(part.expression))
        else:
            text = element("text")
            text.text = part.text
            yield text


def copied(original: etree._Element, adapt: Adapt) -> etree._Element:
    """A copy of an element of XSLT from a schema, without our notes and the text after it."""
    copy = deepcopy(original)
    copy.tail = None
    for each in copy.iter(etree.Element):
        each.attrib.pop(FILE, "")
        for name, value in each.attrib.items():
            if "(" in str(value):
                each.set(str(name), adapt(str(value)))
    return copy


def serialized(made: etree._Element) -> str:
    """The stylesheet as text, in which each of our instructions has a line of its own."""
    for each in made.iter(f"{XSL}*"):
        if each.tag != f"{XSL}text" and not (each.text or "").strip() and each.tail is None:
            each.tail = "\n"
    return etree.tostring(made, encoding="unicode")


def place_at(text: str, line: int, otherwise: Place) -> Place:
    """The place in the schema of the instruction at a line of a serialized stylesheet."""
    for each in etree.fromstring(text).iter(etree.Element):
        if tree.line_of(each) != line:
            continue
        for holder in (each, *each.iterancestors()):
            note = holder.get(_PLACE)
            if note is not None:
                number, _, file = note.partition(" ")
                return Place(file, int(number))
    return otherwise
