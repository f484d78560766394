"""The specifications of a schema that its elements use.

A moduleRef brings all classes, macros and datatypes of a module, and only few elements use them: a
class without members that no content names has no effect, and its constraints have none.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_kit.odd.model import AttributeList, AttributeReference, Schema, Spec
from tei_kit.odd.vocabulary import REFERENCES, Kind
from tei_kit.xml.names import RNG


def used(schema: Schema) -> frozenset[str]:
    """The idents of all elements, and of all specifications that they use, directly or by
    others."""
    members: dict[str, list[str]] = {}
    for spec in schema.specs.values():
        if spec.is_model_class:
            for member in spec.memberships:
                members.setdefault(member.key, []).append(spec.ident)
    found: set[str] = set()
    pending = [spec.ident for spec in schema.of_kind(Kind.ELEMENT)]
    while pending:
        ident = pending.pop()
        if ident not in schema.specs or ident in found:
            continue
        found.add(ident)
        pending += _uses(schema.specs[ident], schema)
        pending += members.get(ident, ())
    return frozenset(found)


def _uses(spec: Spec, schema: Schema) -> Iterator[str]:
    for member in spec.memberships:
        class_ = schema.specs.get(member.key)
        if class_ is not None and class_.is_attribute_class:
            yield member.key
    if spec.content is not None:
        yield from referred(spec.content)
    for attribute in spec.attributes.attributes():
        if attribute.datatype is not None:
            yield from referred(attribute.datatype)
    yield from _attribute_references(spec.attributes)


def referred(element: etree._Element) -> Iterator[str]:
    """The names that a content or datatype refers to, its own when it is a reference itself."""
    for reference in element.iter(*REFERENCES, f"{RNG}ref"):
        name = reference.get("key") or reference.get("name") or ""
        yield name
        if str(reference.tag).startswith(RNG):
            yield name.partition("_")[0]


def _attribute_references(holder: AttributeList) -> Iterator[str]:
    for item in holder.items:
        if isinstance(item, AttributeReference) and item.class_ is not None:
            yield item.class_
        elif isinstance(item, AttributeList):
            yield from _attribute_references(item)
