"""A Schema as JSON, with the keys of the TEI's own p5subset.json, which Roma and others read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypeAlias

from lxml import etree

from tei_kit._version import __version__
from tei_kit.odd.model import (
    Attribute,
    AttributeList,
    AttributeReference,
    Description,
    Schema,
    Spec,
    Values,
)
from tei_kit.odd.usage import used
from tei_kit.odd.vocabulary import Kind, Mode
from tei_kit.odd.wording import plain
from tei_kit.xml.names import TEI, XML_ID, XML_LANG

Json: TypeAlias = "str | bool | list[Json] | dict[str, Json]"

_CONTENT = ("minOccurs", "maxOccurs", "key", "name", "expand", "include", "except", "require")


def write(schema: Schema, language: str = "en") -> str:
    """The file: modules, elements, classes, macros and datatypes by ident."""
    needed = used(schema)
    specs = sorted(
        (spec for spec in schema.specs.values() if spec.ident in needed), key=lambda s: s.ident
    )
    made: dict[str, Json] = {
        "title": schema.title,
        "edition": schema.edition,
        "generator": f"tei-kit {__version__}",
        "ident": schema.ident,
        "language": language,
        "modules": [
            {
                "ident": module.ident,
                "id": module.element.get(XML_ID, ""),
                **_texts(module.description),
            }
            for module in sorted(schema.modules, key=lambda module: module.ident)
        ],
        "moduleRefs": [
            {"key": reference.get("key") or reference.get("url") or ""}
            for reference in schema.element.iter(f"{TEI}moduleRef")
        ],
        "elements": [_element(s, schema) for s in specs if s.kind is Kind.ELEMENT],
        "classes": {
            "models": [_class(s, schema) for s in specs if s.is_model_class],
            "attributes": [_class(s, schema) for s in specs if s.is_attribute_class],
        },
        "dataTypes": [_contained(s) for s in specs if s.kind is Kind.DATA],
        "macros": [_contained(s) for s in specs if s.kind is Kind.MACRO],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _head(spec: Spec) -> dict[str, Json]:
    return {
        "ident": spec.ident,
        "id": spec.element.get(XML_ID, spec.ident),
        "type": spec.kind.value,
        "module": spec.module,
        "change": spec.change.value,
        **_texts(spec.description),
    }


def _element(spec: Spec, schema: Schema) -> dict[str, Json]:
    return {
        **_head(spec),
        "ns": schema.namespace if spec.namespace is None else spec.namespace,
        "altIdent": _alternative(spec.name, spec.ident),
        "classes": _classes(spec, schema),
        "attributes": _attributes(spec.attributes),
        "content": _content(spec.content),
        "constraints": _constraints(spec.constraints),
    }


def _class(spec: Spec, schema: Schema) -> dict[str, Json]:
    made: dict[str, Json] = {**_head(spec), "classes": _classes(spec, schema)}
    if spec.is_attribute_class:
        made["attributes"] = _attributes(spec.attributes)
    return made


def _contained(spec: Spec) -> dict[str, Json]:
    return {**_head(spec), "content": _content(spec.content), "valList": _values(spec.values)}


def _classes(spec: Spec, schema: Schema) -> dict[str, Json]:
    made: dict[str, list[Json]] = {"model": [], "atts": [], "unknown": []}
    for member in spec.memberships:
        class_ = schema.specs.get(member.key)
        kind = class_.class_type if class_ is not None else ""
        made[kind if kind in made else "unknown"].append(member.key)
    return dict(made)


def _alternative(name: str, ident: str) -> list[Json]:
    return [name] if name != ident else []


def _attributes(holder: AttributeList) -> list[Json]:
    made: list[Json] = []
    for item in holder.items:
        match item:
            case Attribute():
                made.append(_attribute(item))
            case AttributeReference():
                made.append({"type": "attRef", "class": item.class_ or "", "name": item.name or ""})
            case AttributeList():
                inner = _attributes(item)
                if item.is_choice:
                    made.append({"type": "attList", "org": "choice", "attributes": inner})
                else:
                    made += inner
    return made


def _attribute(attribute: Attribute) -> Json:
    datatype = attribute.datatype
    made: dict[str, Json] = {
        "ident": attribute.ident,
        "mode": attribute.mode.value if attribute.mode is not None else Mode.ADD.value,
        "ns": attribute.namespace or "",
        "usage": attribute.usage or "def",
        "altIdent": _alternative(attribute.name, attribute.ident),
        **_texts(attribute.description),
        "datatype": {
            "min": "" if datatype is None else datatype.get("minOccurs", "1"),
            "max": "" if datatype is None else datatype.get("maxOccurs", "1"),
            "dataRef": _first_reference(datatype),
        },
        "defaultVal": attribute.default or "",
        "valDesc": [_text(note) for note in attribute.value_notes],
        "valList": _values(attribute.values),
        "constraints": _constraints(attribute.constraints),
    }
    return made


def _first_reference(datatype: etree._Element | None) -> Json:
    reference = None if datatype is None else datatype.find(f"{TEI}dataRef")
    if reference is None:
        return {}
    return {
        name: reference.get(name, "")
        for name in ("key", "name", "restriction")
        if reference.get(name) is not None
    }


def _values(values: Values | None) -> Json:
    if values is None:
        return {}
    return {
        "type": values.kind,
        "valItem": [
            {
                "ident": item.ident,
                "altIdent": _alternative(item.name, item.ident),
                **_texts(item.description),
            }
            for item in values.items
        ],
    }


def _constraints(constraints: Sequence[etree._Element]) -> list[Json]:
    return [
        {
            "ident": element.get("ident", ""),
            "scheme": element.get("scheme", ""),
            "desc": [_text(desc) for desc in element.iterchildren(f"{TEI}desc")],
            "constraint": "".join(
                etree.tostring(child, encoding="unicode", with_tail=False)
                for constraint in element.iterchildren(f"{TEI}constraint")
                for child in constraint.iterchildren(etree.Element)
            ),
        }
        for element in constraints
    ]


def _texts(description: Description) -> dict[str, Json]:
    return {
        "gloss": [_text(element) for element in description.glosses],
        "desc": [_text(element) for element in description.descs],
    }


def _text(element: etree._Element) -> Json:
    return {"lang": element.get(XML_LANG, ""), "text": plain(element)}


def _content(holder: etree._Element | None) -> list[Json]:
    if holder is None:
        return []
    return [_part(child) for child in holder.iterchildren(etree.Element)]


def _part(element: etree._Element) -> Json:
    name = etree.QName(element)
    made: dict[str, Json] = {"type": name.localname}
    if not str(element.tag).startswith(TEI):
        made["xml"] = etree.tostring(element, encoding="unicode", with_tail=False)
        return made
    for attribute in _CONTENT:
        if (value := element.get(attribute)) is not None:
            made[attribute] = value
    inner = _content(element)
    if inner:
        made["content"] = inner
    return made
