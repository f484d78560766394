"""The cases in which libxml2 must not be trusted: schemas that it never finishes, and values that
it lets pass.

libxml2 checks neither that an IDREF has its ID nor that a list of NMTOKENS, IDREFS or ENTITIES has
a word, and in base64Binary it passes over characters that do not belong there (XML Schema Part 2,
3.2.16 and 3.3). Values of such types are looked at here; a doubt is for xmlschema to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from lxml import etree

from tei_kit.xml import limits
from tei_kit.xml.names import XS, XSD_NAMESPACE, XSI

_BINARY = "base64Binary"
_ID = "ID"
_REFERENCES = frozenset(("IDREF", "IDREFS"))
_LISTS = frozenset(("NMTOKENS", "IDREFS", "ENTITIES"))
_WATCHED = _REFERENCES | _LISTS | {_BINARY, _ID}

_TYPES = (f"{XS}simpleType", f"{XS}complexType")
_DECLARATIONS = (f"{XS}element", f"{XS}attribute")
_DERIVATIONS = tuple(f"{XS}{local}" for local in ("restriction", "extension", "list", "union"))
_GROUP = f"{XS}group"
_PARTICLES = (f"{XS}element", f"{XS}any")
_NAMES_OF_BASES = ("base", "itemType", "memberTypes")
_WHITE_SPACE = " \t\r\n"
_NAMED_TYPE = etree.XPath("//@xsi:type", namespaces={"xsi": XSI.strip("{}")})


@dataclass(frozen=True, slots=True)
class Doubts:
    """The places at which a document may have values of watched types: for each type,
    expressions of XPath."""

    places: Mapping[str, Sequence[etree.XPath]]

    def about(self, tree: etree._ElementTree) -> bool:
        """Whether a document that libxml2 finds valid has a value that it may not have seen."""
        if not self.places:
            return False
        if _NAMED_TYPE(tree):
            return True
        if self.places.get(_BINARY) and not all(map(_is_binary, self._texts(tree, (_BINARY,)))):
            return True
        if not all(text.strip(_WHITE_SPACE) for text in self._texts(tree, _LISTS)):
            return True
        references = self._words(tree, _REFERENCES)
        return not references <= (self._words(tree, (_ID,)) if references else references)

    def _texts(self, tree: etree._ElementTree, types: Iterable[str]) -> Iterator[str]:
        for path in dict.fromkeys(path for each in types for path in self.places.get(each, ())):
            for found in cast("list[object]", path(tree)):
                yield (found.text or "") if isinstance(found, etree._Element) else str(found)

    def _words(self, tree: etree._ElementTree, types: Iterable[str]) -> set[str]:
        return {word for text in self._texts(tree, types) for word in text.split()}


def _is_binary(text: str) -> bool:
    # The package loads all of RELAX NG, which a valid document does not need.
    from tei_kit.relaxng.datatypes.xsd_types import TYPES

    return TYPES[_BINARY].allows(text, {})


def doubts_of(roots: Sequence[etree._Element]) -> Doubts:
    """The doubts about libxml2's answers for a schema whose files have these roots."""
    kinds = _kinds_of_types(roots)
    paths: dict[str, dict[str, None]] = {}
    for root in roots:
        for declaration in root.iter(*_DECLARATIONS):
            if declaration.get("name") is None:
                continue
            for each in _watched(_bases(declaration), kinds):
                paths.setdefault(each, {})[_path(declaration, root)] = None
    if not paths.keys() - {_ID}:
        return Doubts({})
    compiled = {
        path: etree.XPath(path, smart_strings=False) for of in paths.values() for path in of
    }
    return Doubts({each: [compiled[path] for path in of] for each, of in paths.items()})


def _path(declaration: etree._Element, root: etree._Element) -> str:
    """The places of the elements or attributes of a declaration, and perhaps of others of its
    name."""
    name = declaration.get("name")
    if declaration.tag == f"{XS}element":
        return f"//*[local-name() = '{name}']"
    form = declaration.get("form") or root.get("attributeFormDefault")
    if declaration.getparent() is root or form == "qualified":
        return f"//@*[local-name() = '{name}']"
    return f"//@{name}"


def _kinds_of_types(roots: Sequence[etree._Element]) -> dict[str, frozenset[str]]:
    """The watched types that each named type is made of, by local name."""
    bases: dict[str, set[str]] = {}
    for root in roots:
        for kind in root.iter(*_TYPES):
            name = kind.get("name")
            if name is not None:
                bases.setdefault(name, set()).update(_bases(kind))
    kinds: dict[str, frozenset[str]] = {}
    changed = True
    while changed:
        changed = False
        for name, of_type in bases.items():
            types = _watched(of_type, kinds)
            if types != kinds.get(name, frozenset()):
                kinds[name] = types
                changed = True
    return kinds


def _watched(bases: Iterable[str], kinds: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for base in bases:
        if base.startswith(XS):
            found |= {base.removeprefix(XS)} & _WATCHED
        else:
            found |= kinds.get(base, frozenset())
    return frozenset(found)


def _bases(part: etree._Element) -> set[str]:
    """The types that a type or a declaration is made of: `{…XMLSchema}ID`, or a local name."""
    written = [part.get("type", "")]
    waiting = [*part.iterchildren(etree.Element)]
    while waiting:
        child = waiting.pop()
        if child.tag in _DECLARATIONS:
            continue
        if child.tag in _DERIVATIONS:
            written += [child.get(name, "") for name in _NAMES_OF_BASES]
        waiting += child.iterchildren(etree.Element)
    return {_expanded(name, part) for text in written for name in text.split()}


def _expanded(name: str, part: etree._Element) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{XS}{local}" if part.nsmap.get(prefix or None) == XSD_NAMESPACE else local


# ------------------------------------------------------------------ content models


def has_loose_models(roots: Sequence[etree._Element]) -> bool:
    """Whether a content model has so many optional or repeated particles that libxml2 would take
    very long."""
    groups = {
        str(group.get("name")): group for root in roots for group in root.iterchildren(_GROUP)
    }
    counts: dict[str, int] = {}

    def count_group(name: str) -> int:
        if name not in counts:
            counts[name] = 0  # a group that refers to itself is refused elsewhere
            counts[name] = count(groups[name]) if name in groups else 0
        return counts[name]

    def count(model: etree._Element) -> int:
        found = 0
        waiting = [*model.iterchildren(etree.Element)]
        while waiting:
            part = waiting.pop()
            if part.tag in _PARTICLES:
                found += part.get("minOccurs", "1") == "0" or part.get("maxOccurs", "1") != "1"
            elif part.tag == _GROUP:
                found += count_group(part.get("ref", "").rpartition(":")[2])
            else:
                waiting += part.iterchildren(etree.Element)
        return found

    models = (kind for root in roots for kind in root.iter(f"{XS}complexType"))
    return any(count(model) > limits.MOST_LOOSE_PARTICLES for model in models)


# ------------------------------------------------------------------ substitution groups


def has_endless_groups(roots: Sequence[etree._Element]) -> bool:
    """Whether libxml2 may go on for ever over the substitution groups of a schema.

    It does so for the members of a group whose head is itself a member and has a type that is not
    derived from that of its own head. A type counts as derived when the schema plainly says so.
    """
    elements = {
        str(element.get("name")): element
        for root in roots
        for element in root.iterchildren(f"{XS}element")
    }
    parents = _parents_of_types(roots)
    for element in elements.values():
        head = elements.get(_head(element))
        if head is None or not _head(head):
            continue
        top = elements.get(_head(head))
        if top is None or not _is_derived(head, top, parents):
            return True
    return False


def _head(element: etree._Element) -> str:
    return element.get("substitutionGroup", "").strip().rpartition(":")[2]


def _parents_of_types(roots: Sequence[etree._Element]) -> dict[str, str]:
    """The type that each named type is derived from, by local names."""
    parents: dict[str, str] = {}
    for root in roots:
        for kind in root.iterchildren(*_TYPES):
            base = next(
                (each.get("base") for each in kind.iter(*_DERIVATIONS) if each.get("base")), None
            )
            if base is not None:
                parents[str(kind.get("name"))] = base.rpartition(":")[2]
    return parents


def _is_derived(element: etree._Element, head: etree._Element, parents: Mapping[str, str]) -> bool:
    """Whether the type of an element is, by its names, that of its head or derived from it."""
    if any(child.tag in _TYPES for each in (element, head) for child in each):
        return False
    wanted = head.get("type", "").rpartition(":")[2]
    at: str | None = element.get("type", "").rpartition(":")[2]
    if not at or wanted in ("", "anyType"):
        return not at or wanted == "anyType"
    seen: set[str] = set()
    while at is not None and at not in seen:
        if at == wanted:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
