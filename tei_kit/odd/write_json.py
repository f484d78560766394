"""A Schema as JSON of the form of the TEI's own p5subset.json, which Roma and others read.

Descriptions and glosses are in it as XML, in all their languages, and once more as plain text,
`shortDesc`, in one language. Parts of the ODD for which the TEI's form has no place stand under
keys of our own: `id`, `ns`, `change`, `defaultVal`, `constraints`.
"""

from __future__ import annotations

import copy
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
from tei_kit.odd.wording import ENGLISH, Wording
from tei_kit.xml.names import TEI, XML_ID

Json: TypeAlias = "str | bool | list[Json] | dict[str, Json]"

_CONTENT = (
    "key",
    "name",
    "minOccurs",
    "maxOccurs",
    "expand",
    "include",
    "except",
    "require",
    "restriction",
)
_OCCURRENCE = {"minOccurs": "1", "maxOccurs": "1"}
_GROUPS = ("sequence", "alternate")
_STRING = etree.XPath("string()")


def write(schema: Schema, language: str = ENGLISH) -> str:
    """The file: modules, elements, classes, macros and datatypes by ident."""
    made = _Writer(schema, language).file()
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


class _Writer:
    def __init__(self, schema: Schema, language: str) -> None:
        self._schema = schema
        self._wording = Wording(language)

    def file(self) -> dict[str, Json]:
        schema = self._schema
        needed = used(schema)
        specs = sorted(
            (spec for spec in schema.specs.values() if spec.ident in needed), key=lambda s: s.ident
        )
        return {
            "title": schema.title,
            "edition": schema.edition,
            "generator": f"tei-kit {__version__}",
            "ident": schema.ident,
            "language": self._wording.language,
            "modules": [
                {
                    "ident": module.ident,
                    "id": _chapter(module.element),
                    **self._texts(module.description),
                    "altIdent": _alternative(module.name, module.ident),
                }
                for module in sorted(schema.modules, key=lambda module: module.ident)
            ],
            "moduleRefs": self._references("moduleRef"),
            "elements": [self._element(spec) for spec in specs if spec.kind is Kind.ELEMENT],
            "elementRefs": self._references("elementRef"),
            "classes": {
                "models": [self._class(spec) for spec in specs if spec.is_model_class],
                "attributes": [self._class(spec) for spec in specs if spec.is_attribute_class],
            },
            "classRefs": self._references("classRef"),
            "dataTypes": [self._contained(spec) for spec in specs if spec.kind is Kind.DATA],
            "dataRefs": self._references("dataRef"),
            "macros": [self._contained(spec) for spec in specs if spec.kind is Kind.MACRO],
            "macroRefs": self._references("macroRef"),
        }

    def _references(self, name: str) -> list[Json]:
        """The parts of the source that the schemaSpec, or a group of it, names."""
        return [
            {key: value for key in _REFERENCE if (value := element.get(key)) is not None}
            for element in self._schema.element.iter(f"{TEI}{name}")
            if _stands_in_schema(element)
        ]

    def _head(self, spec: Spec) -> dict[str, Json]:
        made: dict[str, Json] = {
            "ident": spec.ident,
            "id": spec.element.get(XML_ID, spec.ident),
            "type": spec.kind.value,
            "module": spec.module,
            "change": spec.change.value,
            **self._texts(spec.description),
            "altIdent": _alternative(spec.name, spec.ident),
        }
        if spec.has_memberships or spec.memberships:
            made["classes"] = self._classes(spec)
        return made

    def _element(self, spec: Spec) -> dict[str, Json]:
        return {
            **self._head(spec),
            "ns": self._schema.namespace if spec.namespace is None else spec.namespace,
            "attributes": self._attributes(spec.attributes, spec),
            "content": self._content(spec.content),
            "constraints": _constraints(spec.constraints),
        }

    def _class(self, spec: Spec) -> dict[str, Json]:
        made = self._head(spec)
        if spec.is_attribute_class:
            made["attributes"] = self._attributes(spec.attributes, spec)
        return made

    def _contained(self, spec: Spec) -> dict[str, Json]:
        made = {**self._head(spec), "content": self._content(spec.content)}
        if spec.values is not None:
            made["valList"] = self._values(spec.values)
        return made

    def _classes(self, spec: Spec) -> dict[str, Json]:
        made: dict[str, list[Json]] = {"model": [], "atts": [], "unknown": []}
        for member in spec.memberships:
            class_ = self._schema.specs.get(member.key)
            kind = class_.class_type if class_ is not None else ""
            made[kind if kind in made else "unknown"].append(member.key)
        return dict(made)

    def _attributes(self, holder: AttributeList, spec: Spec) -> list[Json]:
        made: list[Json] = []
        for item in holder.items:
            match item:
                case Attribute():
                    made.append(self._attribute(item, spec))
                case AttributeReference():
                    made.append(
                        {"type": "attRef", "class": item.class_ or "", "name": item.name or ""}
                    )
                case AttributeList():
                    inner = self._attributes(item, spec)
                    if item.is_choice:
                        made.append({"type": "attList", "org": "choice", "attributes": inner})
                    else:
                        made += inner
        return made

    def _attribute(self, attribute: Attribute, spec: Spec) -> Json:
        datatype = attribute.datatype
        made: dict[str, Json] = {
            "onElement": spec.kind is Kind.ELEMENT,
            "ident": attribute.ident,
            "mode": attribute.mode.value if attribute.mode is not None else Mode.ADD.value,
            "ns": attribute.namespace or "",
            "usage": attribute.usage or "def",
            **self._texts(attribute.description),
            "altIdent": _alternative(attribute.name, attribute.ident),
            "valDesc": [_xml(note) for note in attribute.value_notes],
            "datatype": {
                "min": "" if datatype is None else datatype.get("minOccurs", "1"),
                "max": "" if datatype is None else datatype.get("maxOccurs", "1"),
                "dataRef": self._first_reference(datatype),
            },
            "defaultVal": attribute.default or "",
            "constraints": _constraints(attribute.constraints),
        }
        if attribute.values is not None:
            made["valList"] = self._values(attribute.values)
        return made

    def _first_reference(self, datatype: etree._Element | None) -> Json:
        reference = None if datatype is None else datatype.find(f"{TEI}dataRef")
        if reference is None:
            return {}
        made = self._part(reference)
        del made["type"]
        return made

    def _values(self, values: Values) -> dict[str, Json]:
        return {
            "type": values.kind,
            "valItem": [
                {
                    "ident": item.ident,
                    **self._texts(item.description),
                    "altIdent": _alternative(item.name, item.ident),
                }
                for item in values.items
            ],
        }

    def _texts(self, description: Description) -> dict[str, Json]:
        gloss = self._wording.chosen(description.glosses)
        desc = self._wording.chosen(description.descs)
        before = "" if gloss is None else f"({_text(gloss)}) "
        return {
            "desc": [_xml(element) for element in description.descs],
            "shortDesc": before + ("" if desc is None else _text(desc)),
            "gloss": [_xml(element) for element in description.glosses],
        }

    def _content(self, holder: etree._Element | None) -> list[Json]:
        if holder is None:
            return []
        return [self._part(child) for child in holder.iterchildren(etree.Element)]

    def _part(self, element: etree._Element) -> dict[str, Json]:
        name = etree.QName(element).localname
        made: dict[str, Json] = {"type": name}
        if not str(element.tag).startswith(TEI):
            made["xml"] = _xml(element)
            return made
        if name in _GROUPS:
            made |= _OCCURRENCE
        for attribute in _CONTENT:
            if (value := element.get(attribute)) is not None:
                made[attribute] = value
        if name == "valList":
            items = element.iterchildren(f"{TEI}valItem")
            made["valItem"] = [{"ident": item.get("ident", "")} for item in items]
        elif facets := list(element.iterchildren(f"{TEI}dataFacet")):
            made["dataFacet"] = [
                {"name": facet.get("name", ""), "value": facet.get("value", "")} for facet in facets
            ]
        elif inner := self._content(element):
            made["content"] = inner
        return made


_REFERENCE = ("key", "name", "url", "source", "include", "except", "prefix")
_HOLDERS = (f"{TEI}schemaSpec", f"{TEI}specGrp")


def _stands_in_schema(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag in _HOLDERS


def _chapter(module: etree._Element) -> str:
    """The id of the chapter of the Guidelines that a module is declared in; else its own."""
    chapters = [div for div in module.iterancestors(f"{TEI}div") if div.get(XML_ID)]
    return (chapters[-1] if chapters else module).get(XML_ID, "")


def _alternative(name: str, ident: str) -> list[Json]:
    return [name] if name not in ("", ident) else []


def _constraints(constraints: Sequence[etree._Element]) -> list[Json]:
    return [
        {
            "ident": element.get("ident", ""),
            "scheme": element.get("scheme", ""),
            "desc": [_xml(desc) for desc in element.iterchildren(f"{TEI}desc")],
            "constraint": "".join(
                _xml(child)
                for constraint in element.iterchildren(f"{TEI}constraint")
                for child in constraint.iterchildren(etree.Element)
            ),
        }
        for element in constraints
    ]


def _text(element: etree._Element) -> str:
    """All text in an element, its white space as it is."""
    return str(_STRING(element))


def _xml(element: etree._Element) -> str:
    """An element as a document of its own has it, with the namespaces that it uses."""
    alone = copy.deepcopy(element)
    alone.tail = None
    etree.cleanup_namespaces(alone)
    return etree.tostring(alone, encoding="unicode")
