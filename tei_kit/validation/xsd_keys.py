"""Keys over elements that may be nil, which neither libxml2 nor xmlschema refuses.

No element that is a field of an `xs:key` may be declared as nillable, whether or not it is nil (XML
Schema Part 1, 3.11.4, Identity-constraint Satisfied, 4.2.3). Such keys are few: they are looked for
in the schema, and only their elements in a document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from lxml import etree

from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.xml import positions
from tei_kit.xml.names import XS

_KEY, _ELEMENT = f"{XS}key", f"{XS}element"
_SELECTOR, _FIELD = f"{XS}selector", f"{XS}field"


@dataclass(frozen=True, slots=True)
class _Key:
    """A key: its name, that of the elements that have it, and the paths of its fields."""

    name: str
    owner: str
    selector: etree.XPath
    fields: Sequence[etree.XPath]


@dataclass(frozen=True, slots=True)
class NillableKeys:
    """The keys of a schema with a field that may be nil, and the names of such elements."""

    keys: Sequence[_Key]
    nillable: frozenset[str]

    def errors(self, tree: etree._ElementTree) -> Iterator[Diagnostic]:
        """An error (TK504) for each element of a document that is such a field."""
        places = positions.Locator(tree)
        for key in self.keys:
            for owner in tree.iter(f"{{*}}{key.owner}"):
                for node in cast("list[etree._Element]", key.selector(owner)):
                    for field in key.fields:
                        for element in self._of_field(field, node):
                            yield _diagnostic(element, key.name, places)

    def _of_field(self, field: etree.XPath, node: etree._Element) -> Iterator[etree._Element]:
        found = field(node)
        for each in found if isinstance(found, list) else []:
            if isinstance(each, etree._Element) and _local(each) in self.nillable:
                yield each


def _diagnostic(element: etree._Element, key: str, places: positions.Locator) -> Diagnostic:
    reason = (
        f'element "{_local(element)}" belongs to the key "{key}" and is declared as nillable, '
        "which no part of a key may be; make the key a unique, or the element not nillable"
    )
    return diagnose("TK504", places.place(element), reason=reason)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def nillable_keys(roots: Sequence[etree._Element]) -> NillableKeys:
    """The keys of a schema whose files have these roots that may have a field that may be nil.

    A name that is declared as nillable at one place and not at another is passed over.
    """
    declared: dict[str, set[bool]] = {}
    for root in roots:
        for element in root.iter(_ELEMENT):
            name = element.get("name")
            if name:
                is_nillable = element.get("nillable", "").strip() in ("true", "1")
                declared.setdefault(name, set()).add(is_nillable)
    nillable = frozenset(name for name, said in declared.items() if said == {True})
    if not nillable:
        return NillableKeys((), nillable)
    keys = [key for root in roots for each in root.iter(_KEY) for key in _read(each)]
    return NillableKeys(keys, nillable)


def _read(key: etree._Element) -> Iterator[_Key]:
    """A key as it is evaluated; nothing for one that is written otherwise than XPath 1.0 has it."""
    owner = key.getparent()
    selector, fields = key.find(_SELECTOR), [*key.iterchildren(_FIELD)]
    if owner is None or selector is None or not owner.get("name"):
        return
    elements = [each for each in fields if "@" not in each.get("xpath", "")]
    try:
        yield _Key(
            key.get("name", ""),
            str(owner.get("name")),
            _path(selector),
            [_path(each) for each in elements],
        )
    except etree.XPathSyntaxError:
        return


def _path(part: etree._Element) -> etree.XPath:
    names: Mapping[str, str] = {p: uri for p, uri in part.nsmap.items() if p}
    return etree.XPath(part.get("xpath", ""), namespaces=dict(names))
