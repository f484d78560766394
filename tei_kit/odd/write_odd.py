"""A Schema as a compiled ODD: every specification as it is in the end, in mode `add`.

Compiling it again gives the same schema, with no source to look anything up in.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import cast

from lxml import etree

from tei_kit.odd.model import (
    Attribute,
    AttributeList,
    AttributeReference,
    Change,
    Description,
    Schema,
    Spec,
    Values,
)
from tei_kit.odd.usage import used
from tei_kit.odd.vocabulary import REFERENCES, Kind, Mode
from tei_kit.xml.names import SCHEMATRON_NAMESPACE, TEI, TEI_NAMESPACE, XML_ID, XML_LANG

_ATTRIBUTES = ("predeclare", "generate", "type")
_TEI_MAP = cast("dict[str, str]", {None: TEI_NAMESPACE, "sch": SCHEMATRON_NAMESPACE})


def write(schema: Schema) -> bytes:
    """The file: a TEI document whose body is one schemaSpec."""
    root = etree.Element(f"{TEI}TEI", nsmap=_TEI_MAP)
    root.set(XML_LANG, schema.language or "en")
    header = schema.element.getroottree().getroot().find(f"{TEI}teiHeader")
    root.append(_copied(header) if header is not None else _header(schema))
    body = etree.SubElement(etree.SubElement(root, f"{TEI}text"), f"{TEI}body")
    holder = etree.SubElement(
        body,
        f"{TEI}schemaSpec",
        nsmap=_namespaces(schema.element),
    )
    for name, value in schema.element.attrib.items():
        if name not in ("source", XML_ID):
            holder.set(name, value)
    if schema.element.get("start") is None and schema.start:
        holder.set("start", " ".join(schema.start))
    for module in schema.modules:
        holder.append(_copied(module.element))
    for element in schema.element.iterchildren(f"{TEI}moduleRef"):
        if element.get("url"):
            holder.append(_copied(element))
    for element in schema.constraints:
        holder.append(_copied(element))
    needed = used(schema)
    for spec in schema.specs.values():
        if spec.ident in needed:
            holder.append(_spec(spec, needed))
    etree.cleanup_namespaces(
        root,
        top_nsmap=_TEI_MAP,
        keep_ns_prefixes=sorted(_needed_prefixes(holder)),
    )
    for child in (*root, *body, *holder):
        child.tail = "\n"
    holder.text = body.text = root.text = "\n"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _header(schema: Schema) -> etree._Element:
    header = etree.Element(f"{TEI}teiHeader")
    description = etree.SubElement(header, f"{TEI}fileDesc")
    titles = etree.SubElement(description, f"{TEI}titleStmt")
    etree.SubElement(titles, f"{TEI}title").text = schema.title
    for name in ("publicationStmt", "sourceDesc"):
        holder = etree.SubElement(description, f"{TEI}{name}")
        etree.SubElement(holder, f"{TEI}p").text = "Compiled by tei-kit."
    return header


def _copied(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _needed_prefixes(holder: etree._Element) -> set[str]:
    """The prefixes that values of attributes use, which libxml2 does not know of."""
    values = [holder.get("defaultExceptions", "")]
    for element in holder.iter(f"{TEI}attDef", f"{TEI}anyElement"):
        values += [element.get("ident", ""), element.get("except", "")]
    words = [word.partition(":") for value in values for word in value.split()]
    return {prefix for prefix, colon, local in words if colon and not local.startswith("//")}


def _spec(spec: Spec, needed: frozenset[str]) -> etree._Element:
    element = etree.Element(f"{TEI}{spec.kind.value}", nsmap=_namespaces(spec.element))
    element.set("ident", spec.ident)
    if spec.module:
        element.set("module", spec.module)
    said = (("ns", spec.namespace), ("prefix", spec.prefix), ("validUntil", spec.until))
    for name, value in said:
        if value is not None:
            element.set(name, value)
    for name in _ATTRIBUTES:
        value = spec.element.get(name)
        if value is not None:
            element.set(name, value)
    if spec.class_type:
        element.set("type", spec.class_type)
    if spec.change is not Change.KEPT:
        element.set("rend", spec.change.value)
    _name(element, spec.name, spec.ident)
    _description(element, spec.description)
    if spec.kind in (Kind.ELEMENT, Kind.CLASS) and (spec.memberships or spec.has_memberships):
        classes = etree.SubElement(element, f"{TEI}classes")
        for member in spec.memberships:
            if member.key not in needed:
                continue
            one = etree.SubElement(classes, f"{TEI}memberOf", key=member.key)
            for name, value in (("min", member.least), ("max", member.most)):
                if value is not None:
                    one.set(name, value)
    if spec.content is not None:
        element.append(content := _copied(spec.content))
        for reference in [*content.iter(*REFERENCES)]:
            key = reference.get("key")
            holder = reference.getparent()
            if key is not None and key not in needed and holder is not None:
                holder.remove(reference)  # the schema lacks the part that it names
    _values(element, spec.values)
    _constraints(element, spec.constraints)
    _attribute_list(element, spec.attributes)
    for model in spec.models:
        element.append(_copied(model))
    _ending(element, spec.description)
    return element


def _namespaces(element: etree._Element) -> dict[str, str]:
    """The declarations in scope, which constraints and names of attributes may need."""
    found = {prefix: uri for prefix, uri in element.nsmap.items() if prefix != "xml"}
    return cast("dict[str, str]", found)  # the stubs know no default namespace


def _name(holder: etree._Element, name: str, ident: str) -> None:
    if name != ident:
        etree.SubElement(holder, f"{TEI}altIdent").text = name


def _description(holder: etree._Element, description: Description) -> None:
    for group in (description.equivs, description.glosses, description.descs):
        for element in group:
            holder.append(_copied(element))


def _ending(holder: etree._Element, description: Description) -> None:
    for group in (description.examples, description.remarks, description.references):
        for element in group:
            holder.append(_copied(element))


def _constraints(holder: etree._Element, constraints: Sequence[etree._Element]) -> None:
    for element in constraints:
        copy = _copied(element)
        copy.attrib.pop("mode", "")
        holder.append(copy)


def _values(holder: etree._Element, values: Values | None) -> None:
    if values is None:
        return
    element = etree.SubElement(holder, f"{TEI}valList", type=values.kind)
    for item in values.items:
        one = _copied(item.element)
        one.attrib.pop("mode", "")
        one.attrib.pop("validUntil", "")
        if item.until:
            one.set("validUntil", item.until)
        for child in [*one.iterchildren(f"{TEI}altIdent")]:
            one.remove(child)
        if item.name != item.ident:
            one.insert(0, renamed := etree.Element(f"{TEI}altIdent"))
            renamed.text = item.name
        if item.description.descs or item.description.glosses:
            for child in [*one.iterchildren(f"{TEI}gloss", f"{TEI}desc", f"{TEI}equiv")]:
                one.remove(child)
            described = etree.Element("described")
            _description(described, item.description)
            position = 1 if len(one) and one[0].tag == f"{TEI}altIdent" else 0
            for child in reversed([*described]):
                one.insert(position, child)
        element.append(one)


def _attribute_list(holder: etree._Element, attributes: AttributeList) -> None:
    if not attributes.items:
        return
    element = etree.SubElement(holder, f"{TEI}attList")
    if attributes.is_choice:
        element.set("org", "choice")
    for item in attributes.items:
        match item:
            case Attribute():
                _attribute(element, item)
            case AttributeReference():
                element.append(_copied(item.element))
            case AttributeList():
                _attribute_list(element, item)


def _attribute(holder: etree._Element, attribute: Attribute) -> None:
    element = etree.SubElement(
        holder, f"{TEI}attDef", {"ident": attribute.ident}, _namespaces(attribute.element)
    )
    if attribute.mode in (Mode.CHANGE, Mode.DELETE, Mode.REPLACE):
        element.set("mode", attribute.mode.value)
    said = (
        ("ns", attribute.namespace),
        ("usage", attribute.usage),
        ("validUntil", attribute.until),
    )
    for name, value in said:
        if value is not None:
            element.set(name, value)
    if attribute.mode is Mode.DELETE:
        return
    _name(element, attribute.name, attribute.ident)
    _description(element, attribute.description)
    if attribute.datatype is not None:
        element.append(_copied(attribute.datatype))
    _constraints(element, attribute.constraints)
    if attribute.default is not None:
        etree.SubElement(element, f"{TEI}defaultVal").text = attribute.default
    _values(element, attribute.values)
    for note in attribute.value_notes:
        element.append(_copied(note))
    _ending(element, attribute.description)
