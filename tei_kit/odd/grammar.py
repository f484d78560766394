"""A Schema -> the Grammar that its documents are to satisfy.

Definitions bear TEI's own names: `p`, `model.pLike`, `macro.paraContent`, `teidata.word`,
`att.global.attributes` for a class and `att.global.attribute.n` for one attribute of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tei_kit.odd.content import ContentReader, repeated
from tei_kit.odd.external import Addition, read_external
from tei_kit.odd.inheritance import attribute_classes
from tei_kit.odd.merge import changed_attribute
from tei_kit.odd.model import (
    Attribute as AttributeSpec,
)
from tei_kit.odd.model import (
    AttributeList,
    AttributeReference,
    Schema,
    Spec,
)
from tei_kit.odd.patterns import (
    NOT_ALLOWED,
    TEXT,
    Attribute,
    Choice,
    Data,
    Element,
    Grammar,
    Group,
    Interleave,
    Listed,
    Name,
    Pattern,
    Ref,
    Repeat,
    Text,
    choice,
    group,
    references,
)
from tei_kit.odd.problems import Problems
from tei_kit.odd.vocabulary import Kind, Mode
from tei_kit.odd.wording import Wording
from tei_kit.relaxng.datatypes.library import DatatypeError, datatype
from tei_kit.relaxng.datatypes.library import Param as TypeParam
from tei_kit.xml.names import XML_NAMESPACE

_Item = AttributeSpec | AttributeReference | AttributeList


def grammar(schema: Schema, problems: Problems, language: str | None = None) -> Grammar:
    """The grammar of a schema, with the descriptions in a language as annotations.

    Parts that no document can satisfy, and mistakes, are noted among the problems.
    """
    return _Builder(schema, problems, Wording(language or schema.language or "en")).grammar()


@dataclass(slots=True)
class _Builder:
    schema: Schema
    problems: Problems
    wording: Wording
    reader: ContentReader = field(init=False)
    definitions: dict[str, Pattern] = field(default_factory=dict)
    _closures: dict[str, list[Spec]] = field(default_factory=dict)
    _checked: dict[Data, bool] = field(default_factory=dict)

    def grammar(self) -> Grammar:
        self.reader = reader = ContentReader(
            self.schema, self.wording, self.problems, self._check_data
        )
        added: list[Addition] = []
        for external in self.schema.grammars:
            found = read_external(external, self.problems)
            self.definitions |= found.definitions
            added += found.additions
        reader.external |= self.definitions.keys()
        for spec in self.schema.specs.values():
            name = reader.pattern_name(spec)
            match spec.kind:
                case Kind.MACRO | Kind.DATA:
                    self.definitions[name] = reader.of_spec(spec)
                case Kind.CLASS if spec.is_attribute_class:
                    self._attribute_class(spec, name)
                case Kind.CLASS:
                    self.definitions[name] = reader.model_class(spec)
        for spec in self.schema.of_kind(Kind.ELEMENT):
            self.definitions[reader.pattern_name(spec)] = self._element(spec)
        self.definitions |= reader.more
        for each in added:
            known = self.definitions.get(each.name)
            self.definitions[each.name] = each.pattern if known is None else each.to(known)
        start = choice(
            [Ref(reader.pattern_name(self.schema.specs[ident])) for ident in self.schema.start]
        )
        if not self.schema.start and not self.schema.grammars:
            reason = "it has no element to start with; give @start"
            self.problems.at(self.schema.element, "TK901", reason=reason)
        elif not self.schema.start and self.schema.element.get("start") is None:
            reason = "it has neither TEI nor teiCorpus to start with; give @start"
            self.problems.at(self.schema.element, "TK901", reason=reason)
        self._check_satisfiable()
        used = _reachable(self.definitions, start)
        ordered = {name: self.definitions[name] for name in _order(self.definitions, used)}
        return Grammar(ordered, start, self.schema.namespace, self.schema.title)

    # ------------------------------------------------------------------ elements

    def _element(self, spec: Spec) -> Pattern:
        content = self.reader.of_spec(spec)
        namespace = self.schema.namespace if spec.namespace is None else spec.namespace
        parts = [content, *self._attributes(spec)]
        return Element(
            Name(namespace, spec.name), group(parts), self.wording.note(spec.description)
        )

    # ------------------------------------------------------------------ attributes

    def _attribute_class(self, spec: Spec, name: str) -> None:
        parts: list[Pattern] = [
            Ref(f"{self.reader.pattern_name(each)}.attributes")
            for each in attribute_classes(spec, self.schema.specs)
        ]
        parts += self._class_items(spec, spec.attributes, frozenset())
        self.definitions[f"{name}.attributes"] = group(parts)
        for attribute in spec.attributes.attributes():
            if attribute.mode is not Mode.DELETE and not _is_declaration(attribute):
                self.definitions[self._attribute_name(spec, attribute)] = self._attribute(attribute)

    def _attribute_name(self, class_: Spec, attribute: AttributeSpec) -> str:
        local = attribute.ident.replace(":", "")
        return f"{self.reader.pattern_name(class_)}.attribute.{local}"

    def _class_items(
        self, class_: Spec, holder: AttributeList, without: frozenset[str]
    ) -> list[Pattern]:
        """References to the attributes of a class, without some; choices stay choices."""
        parts: list[Pattern] = []
        for item in holder.items:
            match item:
                case AttributeSpec():
                    is_there = item.mode is not Mode.DELETE and not _is_declaration(item)
                    if is_there and item.ident not in without:
                        parts.append(Ref(self._attribute_name(class_, item)))
                case AttributeReference():
                    parts += self._reference(item, set())
                case AttributeList():
                    parts += _as_one(self._class_items(class_, item, without), holder)
        return [Choice(tuple(parts))] if holder.is_choice and len(parts) > 1 else parts

    def _closure(self, class_: Spec) -> list[Spec]:
        """A class of attributes and all those that it belongs to, each once."""
        known = self._closures.get(class_.ident)
        if known is None:
            self._closures[class_.ident] = known = [class_]
            for above in attribute_classes(class_, self.schema.specs):
                known += [each for each in self._closure(above) if each not in known]
        return known

    def _attributes(self, spec: Spec) -> list[Pattern]:
        """The attributes of an element: its own, and those of its classes as it changes them."""
        own = {attribute.ident for attribute in spec.attributes.attributes()}
        taken = set(own)
        parts: list[Pattern] = []
        seen: set[str] = set()
        from_classes: dict[str, AttributeSpec] = {}
        for class_ in attribute_classes(spec, self.schema.specs):
            closure = self._closure(class_)
            idents = [
                attribute.ident
                for each in closure
                for attribute in each.attributes.attributes()
                if attribute.mode is not Mode.DELETE
            ]
            fresh = not any(each.ident in seen for each in closure)
            if fresh and taken.isdisjoint(idents) and len({*idents}) == len(idents):
                parts.append(Ref(f"{self.reader.pattern_name(class_)}.attributes"))
                taken.update(idents)
            else:
                for each in closure:
                    if each.ident in seen:
                        continue
                    parts += self._class_items(each, each.attributes, frozenset(taken))
                    for attribute in each.attributes.attributes():
                        if attribute.mode is not Mode.DELETE:
                            taken.add(attribute.ident)
                            from_classes.setdefault(attribute.ident, attribute)
            seen.update(each.ident for each in closure)
        return [*parts, *self._own(spec.attributes, from_classes, taken - own)]

    def _own(
        self,
        holder: AttributeList,
        from_classes: Mapping[str, AttributeSpec],
        taken: set[str],
    ) -> list[Pattern]:
        parts: list[Pattern] = []
        for item in holder.items:
            match item:
                case AttributeSpec():
                    attribute: AttributeSpec | None = item
                    if item.mode is Mode.DELETE or _is_declaration(item):
                        continue
                    if item.mode is Mode.CHANGE:
                        base = from_classes.get(item.ident)
                        attribute = None if base is None else changed_attribute(base, item)
                    if attribute is not None:
                        parts.append(self._attribute(attribute))
                case AttributeReference():
                    parts += self._reference(item, taken)
                case AttributeList():
                    parts += _as_one(self._own(item, from_classes, taken), holder)
        if holder.is_choice and len(parts) > 1:
            return [Choice(tuple(parts))]
        return parts

    def _reference(self, item: AttributeReference, taken: set[str]) -> list[Pattern]:
        if item.class_ is None:
            name = item.name or ""
            return [Ref(name)] if name in self.reader.external else []
        class_ = self.schema.specs.get(item.class_)
        if class_ is None or not class_.is_attribute_class:
            return []
        if item.name is None:
            return [Ref(f"{self.reader.pattern_name(class_)}.attributes")]
        for attribute in class_.attributes.attributes():
            if attribute.ident == item.name and item.name not in taken:
                return [Ref(self._attribute_name(class_, attribute))]
        return []

    def _attribute(self, attribute: AttributeSpec) -> Pattern:
        pattern = Attribute(
            _name(attribute),
            self._attribute_content(attribute),
            self.wording.note(attribute.description),
            attribute.default or "",
        )
        return pattern if attribute.usage == "req" else Repeat("?", pattern)

    def _attribute_content(self, attribute: AttributeSpec) -> Pattern:
        datatype_ = attribute.datatype
        content = self._value(attribute)
        if datatype_ is None or isinstance(content, Text):
            return content
        least, most = self.reader.occurrences(datatype_)
        if most == 1:
            return content if least else Repeat("?", content)
        return Listed(repeated(content, least, most))

    def _value(self, attribute: AttributeSpec) -> Pattern:
        values, datatype_ = attribute.values, attribute.datatype
        if values is not None and values.kind == "closed":
            if not values.items:
                reason = f"the closed list of values of @{attribute.ident} is empty"
                self.problems.at(values.element, "TK910", reason=reason)
                return TEXT
            return self.reader.values(values)
        content: Pattern = TEXT
        if datatype_ is not None:
            parts = self.reader.parts(datatype_)
            content = group(parts) if parts else TEXT
        if values is not None and values.kind == "semi" and values.items:
            if datatype_ is None:
                content = Data("Name")
            if not isinstance(content, Text):
                listed = self.reader.values(values)
                options = listed.parts if isinstance(listed, Choice) else (listed,)
                return Choice((*options, content))
        return content

    # ------------------------------------------------------------------ checks

    def _check_data(self, element: etree._Element, data: Data) -> bool:
        """Whether a datatype of XSD and its facets exist; noted at the element when not."""
        known = self._checked.get(data)
        if known is None:
            params = tuple(TypeParam(param.name, param.value) for param in data.params)
            try:
                datatype(data.library, data.type, params)
                known = True
            except DatatypeError as error:
                self.problems.at(element, "TK910", reason=str(error))
                known = False
            self._checked[data] = known
        return known

    def _check_satisfiable(self) -> None:
        """Note the elements of this ODD that no document can contain."""
        satisfiable = _satisfiable(self.definitions)
        for spec in self.schema.of_kind(Kind.ELEMENT):
            name = self.reader.pattern_name(spec)
            if name in satisfiable or spec.changed_by is None:
                continue
            missing = sorted(
                ref
                for ref in {*references(self.definitions[name])}
                if ref in self.definitions and ref not in satisfiable and ref != name
            )
            reason = (
                f"it needs {missing[0]}, which nothing can stand for"
                if missing
                else "it needs itself, without end"
            )
            place = spec.content if spec.content is not None else spec.changed_by
            if spec.base is not None and spec.content is spec.base.content:
                place = spec.changed_by
            self.problems.at(place, "TK914", ident=spec.ident, reason=reason)


def _as_one(parts: list[Pattern], holder: AttributeList) -> list[Pattern]:
    """The attributes of a list inside another: together they are one option of a choice."""
    return [group(parts)] if holder.is_choice and parts else parts


def _is_declaration(attribute: AttributeSpec) -> bool:
    """Whether it is a declaration of a namespace, which RELAX NG knows of no attribute."""
    return attribute.ident.startswith("xmlns")


def _name(attribute: AttributeSpec) -> Name:
    prefix, colon, local = attribute.name.rpartition(":")
    if colon:
        known = XML_NAMESPACE if prefix == "xml" else attribute.element.nsmap.get(prefix)
        return Name(attribute.namespace or known or "", local)
    return Name(attribute.namespace or "", attribute.name)


def _satisfiable(definitions: Mapping[str, Pattern]) -> set[str]:
    """The definitions that some document can satisfy: a least fixed point."""
    found: set[str] = set()
    waiting = dict(definitions)
    while True:
        new = [name for name, pattern in waiting.items() if _can(pattern, found)]
        if not new:
            return found
        found.update(new)
        for name in new:
            del waiting[name]


def _can(pattern: Pattern, found: set[str]) -> bool:
    match pattern:
        case Ref():
            return pattern.name in found
        case Choice():
            return any(_can(part, found) for part in pattern.parts)
        case Group() | Interleave():
            return all(_can(part, found) for part in pattern.parts)
        case Repeat():
            return pattern.sign != "+" or _can(pattern.part, found)
        case Element():
            return _can(pattern.content, found)
        case _:
            return pattern is not NOT_ALLOWED


def _reachable(definitions: Mapping[str, Pattern], start: Pattern) -> set[str]:
    found: set[str] = set()
    pending = [*references(start)]
    while pending:
        name = pending.pop()
        if name in found or name not in definitions:
            continue
        found.add(name)
        pending += references(definitions[name])
    return found


def _order(definitions: Mapping[str, Pattern], used: set[str]) -> Iterator[str]:
    """Datatypes and macros, classes, then elements, as the Guidelines have them."""
    names: Sequence[str] = [name for name in definitions if name in used]
    elements = {name for name in names if isinstance(definitions[name], Element)}
    yield from (name for name in names if name not in elements)
    yield from (name for name in names if name in elements)
