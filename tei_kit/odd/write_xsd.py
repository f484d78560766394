"""A Grammar as W3C XML Schema 1.0: looser than the grammar, one file for each namespace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tei_kit.odd.content_models import Alternation, Leaf, Model, Repetition, Sequence_
from tei_kit.odd.flat import FlatAttribute, FlatElement, flatten
from tei_kit.odd.patterns import (
    Choice,
    Data,
    Empty,
    Grammar,
    Group,
    Listed,
    Name,
    Pattern,
    Ref,
    Repeat,
    Text,
    Value,
)
from tei_kit.record import record
from tei_kit.xml.names import XML_NAMESPACE, XSD_NAMESPACE

_QUOTED = {'"': "&quot;"}
_OCCURS = {
    "?": ' minOccurs="0"',
    "*": ' minOccurs="0" maxOccurs="unbounded"',
    "+": ' maxOccurs="unbounded"',
}


@record
class Xsd:
    """The files by name, and the elements whose declarations say less than the grammar."""

    files: Mapping[str, str]
    looser: tuple[str, ...]


def write(grammar: Grammar, ident: str) -> Xsd:
    """The grammar as files: IDENT.xsd, and others that it imports."""
    elements = flatten(grammar)
    writer = _Writer(grammar, ident, elements)
    files = writer.files()
    looser = tuple(element.name.local for element in elements if element.is_looser)
    return Xsd(files, looser)


def _quoted(text: str) -> str:
    return escape(text, _QUOTED)


@dataclass(slots=True)
class _File:
    """One namespace's declarations."""

    namespace: str
    lines: list[str] = field(default_factory=list)
    attributes: dict[str, Pattern] = field(default_factory=dict)


class _Writer:
    def __init__(self, grammar: Grammar, ident: str, elements: Sequence[FlatElement]) -> None:
        self._grammar = grammar
        self._ident = ident
        self._elements = elements
        self._main = grammar.namespace
        self._files: dict[str, _File] = {self._main: _File(self._main)}
        self._groups: dict[str, tuple[Name, ...]] = {}
        self._types: dict[str, Pattern] = {}
        self._attribute_groups: dict[str, tuple[FlatAttribute, ...]] = {}

    def files(self) -> dict[str, str]:
        for element in self._elements:
            self._element(element, self._file(element.name.namespace))
        main = self._files[self._main]
        for name, attributes in self._attribute_groups.items():
            main.lines.append(f'  <xs:attributeGroup name="{name}">')
            self._several(attributes, main, "    ", has_id=False)
            main.lines.append("  </xs:attributeGroup>")
        for name, names in self._groups.items():
            main.lines.append(f'  <xs:group name="{name}"><xs:choice>')
            main.lines += [f'    <xs:element ref="{self._ref(each)}"/>' for each in names]
            main.lines.append("  </xs:choice></xs:group>")
        written: set[str] = set()
        while left := [name for name in self._types if name not in written]:
            for name in left:
                written.add(name)
                main.lines.append(f'  <xs:simpleType name="{name}">')
                self._simple(self._types[name], main, "    ")
                main.lines.append("  </xs:simpleType>")
        for file in self._files.values():
            for name, content in file.attributes.items():
                self._declared_attribute(name, content, file)
        return {self._name(namespace): self._text(f) for namespace, f in self._files.items()}

    # ------------------------------------------------------------------ files

    def _file(self, namespace: str) -> _File:
        return self._files.setdefault(namespace, _File(namespace))

    def _name(self, namespace: str) -> str:
        if namespace == self._main:
            return f"{self._ident}.xsd"
        if namespace == XML_NAMESPACE:
            return f"{self._ident}-xml.xsd"
        number = [n for n in self._files if n not in (self._main, XML_NAMESPACE)].index(namespace)
        return f"{self._ident}-{number + 1}.xsd"

    def _prefix(self, namespace: str) -> str:
        if namespace == XML_NAMESPACE:
            return "xml"
        return f"n{list(self._files).index(namespace)}"

    def _of_main(self, name: str) -> str:
        """The name of a group or type, which all stand in the main file."""
        return f"{self._prefix(self._main)}:{name}" if self._main else name

    def _ref(self, name: Name) -> str:
        self._file(name.namespace)
        if not name.namespace:
            return name.local
        return f"{self._prefix(name.namespace)}:{name.local}"

    def _text(self, file: _File) -> str:
        declared = "".join(
            f' xmlns:{self._prefix(namespace)}="{_quoted(namespace)}"'
            for namespace in self._files
            if namespace and namespace != XML_NAMESPACE
        )
        target = f' targetNamespace="{_quoted(file.namespace)}"' if file.namespace else ""
        imports = [
            f"  <xs:import{self._import(namespace)}"
            f' schemaLocation="{_quoted(self._name(namespace))}"/>'
            for namespace in self._files
            if namespace != file.namespace
        ]
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<xs:schema xmlns:xs="{XSD_NAMESPACE}"{declared}{target}'
            ' elementFormDefault="qualified">',
            *imports,
            *file.lines,
            "</xs:schema>\n",
        ]
        return "\n".join(lines)

    def _import(self, namespace: str) -> str:
        return f' namespace="{_quoted(namespace)}"' if namespace else ""

    # ------------------------------------------------------------------ elements

    def _element(self, element: FlatElement, file: _File) -> None:
        lines = file.lines
        lines.append(f'  <xs:element name="{element.name.local}">')
        self._note(element.note, lines, "    ")
        if element.data is not None:
            lines.append("    <xs:complexType><xs:simpleContent>")
            lines.append(f'      <xs:extension base="{self._base(element.data)}">')
            self._attributes(element, file, "        ")
            lines += ["      </xs:extension>", "    </xs:simpleContent></xs:complexType>"]
        else:
            mixed = ' mixed="true"' if element.is_mixed or element.is_open else ""
            lines.append(f"    <xs:complexType{mixed}>")
            if element.is_open:
                lines.append(
                    '      <xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded"'
                    ' processContents="skip"/></xs:sequence>'
                )
            elif element.model is not None:
                self._top(element.model, lines)
            self._attributes(element, file, "      ")
            lines.append("    </xs:complexType>")
        lines.append("  </xs:element>")

    def _top(self, model: Model, lines: list[str]) -> None:
        inner = model.part if isinstance(model, Repetition) else model
        if isinstance(inner, Sequence_ | Alternation):
            self._model(model, lines, "      ", "")
        else:
            lines.append("      <xs:sequence>")
            self._model(model, lines, "        ", "")
            lines.append("      </xs:sequence>")

    def _model(self, model: Model, lines: list[str], indent: str, occurs: str) -> None:
        match model:
            case Leaf():
                self._leaf(model, lines, indent, occurs)
            case Repetition():
                if occurs:
                    lines.append(f"{indent}<xs:sequence{occurs}>")
                    self._model(model.part, lines, indent + "  ", _OCCURS[model.sign])
                    lines.append(f"{indent}</xs:sequence>")
                else:
                    self._model(model.part, lines, indent, _OCCURS[model.sign])
            case Sequence_() | Alternation():
                name = "sequence" if isinstance(model, Sequence_) else "choice"
                lines.append(f"{indent}<xs:{name}{occurs}>")
                for part in model.parts:
                    self._model(part, lines, indent + "  ", "")
                lines.append(f"{indent}</xs:{name}>")

    def _leaf(self, leaf: Leaf, lines: list[str], indent: str, occurs: str) -> None:
        if leaf.group:
            self._groups[leaf.group] = leaf.names
            lines.append(f'{indent}<xs:group ref="{self._of_main(leaf.group)}"{occurs}/>')
        elif len(leaf.names) == 1:
            lines.append(f'{indent}<xs:element ref="{self._ref(leaf.names[0])}"{occurs}/>')
        else:
            lines.append(f"{indent}<xs:choice{occurs}>")
            lines += [f'{indent}  <xs:element ref="{self._ref(name)}"/>' for name in leaf.names]
            lines.append(f"{indent}</xs:choice>")

    def _note(self, note: str, lines: list[str], indent: str) -> None:
        if note:
            text = escape(note)
            lines.append(
                f"{indent}<xs:annotation><xs:documentation>{text}</xs:documentation>"
                "</xs:annotation>"
            )

    # ------------------------------------------------------------------ attributes

    def _attributes(self, element: FlatElement, file: _File, indent: str) -> None:
        in_groups = {a.name for each in element.groups for a in each.attributes}
        for each in element.groups:
            self._attribute_groups.setdefault(each.name, each.attributes)
            lines = file.lines
            lines.append(f'{indent}<xs:attributeGroup ref="{self._of_main(each.name)}"/>')
        own = [attribute for attribute in element.attributes if attribute.name not in in_groups]
        has_id = any(_is_id(a.content) for each in element.groups for a in each.attributes)
        self._several(own, file, indent, has_id=has_id)
        if element.is_open:
            file.lines.append(f'{indent}<xs:anyAttribute processContents="skip"/>')

    def _several(
        self, attributes: Sequence[FlatAttribute], file: _File, indent: str, *, has_id: bool
    ) -> None:
        """Write some attributes. An element of XSD has one identifier at most, so further ones
        become names (NCName); `has_id` says that a group has the identifier already."""
        for attribute in attributes:
            use = ' use="required"' if attribute.is_required else ""
            name = attribute.name
            if name.namespace:
                declared = self._file(name.namespace).attributes
                declared[name.local] = _either(declared.get(name.local), attribute.content)
                file.lines.append(f'{indent}<xs:attribute ref="{self._ref(name)}"{use}/>')
                continue
            is_id = _is_id(attribute.content)
            content: Pattern = Data("NCName") if is_id and has_id else attribute.content
            has_id = has_id or is_id
            self._attribute(attribute, content, file, indent, use)

    def _attribute(
        self, attribute: FlatAttribute, content: Pattern, file: _File, indent: str, use: str
    ) -> None:
        lines = file.lines
        start = f'{indent}<xs:attribute name="{attribute.name.local}"{use}'
        named = self._named(content)
        if named:
            lines.append(f'{start} type="{named}"/>')
            return
        lines.append(f"{start}>")
        lines.append(f"{indent}  <xs:simpleType>")
        self._simple(content, file, indent + "    ")
        lines += [f"{indent}  </xs:simpleType>", f"{indent}</xs:attribute>"]

    def _declared_attribute(self, name: str, content: Pattern, file: _File) -> None:
        if file.namespace == XML_NAMESPACE and name == "id":
            file.lines.append('  <xs:attribute name="id" type="xs:ID"/>')
            return
        file.lines.append(f'  <xs:attribute name="{name}"><xs:simpleType>')
        self._simple(content, file, "    ", is_local=True)
        file.lines.append("  </xs:simpleType></xs:attribute>")

    # ------------------------------------------------------------------ types

    def _named(self, pattern: Pattern) -> str:
        """The name of a type, where there is one for the pattern."""
        match pattern:
            case Text() | Empty():
                return "xs:string"
            case Data() if not pattern.params and pattern.but is None:
                return f"xs:{pattern.type}"
            case Ref():
                target = self._grammar.definitions.get(pattern.name)
                if target is None:
                    return "xs:string"
                self._types.setdefault(pattern.name, target)
                return self._of_main(pattern.name)
        return ""

    def _base(self, pattern: Pattern) -> str:
        """The name of a type for any pattern; a pattern without a type gets a new type."""
        named = self._named(pattern)
        if named:
            return named
        name = f"type.{len(self._types) + 1}"
        self._types[name] = pattern
        return self._of_main(name)

    def _simple(
        self, pattern: Pattern, file: _File, indent: str, *, is_local: bool = False
    ) -> None:
        """The inside of a simpleType."""
        lines = file.lines
        if is_local and isinstance(pattern, Ref):
            pattern = self._grammar.definitions.get(pattern.name, Text())
        match pattern:
            case Value():
                self._enumeration([pattern], lines, indent)
            case Choice() if all(isinstance(part, Value) for part in pattern.parts):
                self._enumeration(pattern.parts, lines, indent)
            case Choice():
                values = [part for part in pattern.parts if isinstance(part, Value)]
                others = [part for part in pattern.parts if not isinstance(part, Value)]
                self._union(others, values, file, indent, is_local)
            case Repeat() if pattern.sign == "?":
                self._union([pattern.part], [Value("")], file, indent, is_local)
            case Repeat():
                self._listed(pattern, file, indent, is_local)
            case Listed():
                self._listed(pattern.part, file, indent, is_local)
            case Data():
                lines.append(f'{indent}<xs:restriction base="xs:{pattern.type}">')
                lines += [
                    f'{indent}  <xs:{param.name} value="{_quoted(param.value)}"/>'
                    for param in pattern.params
                ]
                lines.append(f"{indent}</xs:restriction>")
            case Group() if len(pattern.parts) == 1:
                self._simple(pattern.parts[0], file, indent, is_local=is_local)
            case _:
                base = self._named(pattern) or "xs:string"
                lines.append(f'{indent}<xs:restriction base="{base}"/>')

    def _enumeration(self, values: Sequence[Pattern], lines: list[str], indent: str) -> None:
        lines.append(f'{indent}<xs:restriction base="xs:token">')
        texts = dict.fromkeys(value.text for value in values if isinstance(value, Value))
        lines += [f'{indent}  <xs:enumeration value="{_quoted(text)}"/>' for text in texts]
        lines.append(f"{indent}</xs:restriction>")

    def _union(
        self,
        others: Sequence[Pattern],
        values: Sequence[Pattern],
        file: _File,
        indent: str,
        is_local: bool,
    ) -> None:
        lines = file.lines
        lines.append(f"{indent}<xs:union>")
        for part in others:
            lines.append(f"{indent}  <xs:simpleType>")
            self._simple(part, file, indent + "    ", is_local=is_local)
            lines.append(f"{indent}  </xs:simpleType>")
        if values:
            lines.append(f"{indent}  <xs:simpleType>")
            self._enumeration(values, lines, indent + "    ")
            lines.append(f"{indent}  </xs:simpleType>")
        lines.append(f"{indent}</xs:union>")

    def _listed(self, part: Pattern, file: _File, indent: str, is_local: bool) -> None:
        """A list, with the least and the greatest number of its words where they are known."""
        lines = file.lines
        item, least, most = _counted(part)
        lines.append(f"{indent}<xs:restriction><xs:simpleType><xs:list><xs:simpleType>")
        self._simple(item, file, indent + "  ", is_local=is_local)
        lines.append(f"{indent}</xs:simpleType></xs:list></xs:simpleType>")
        if least:
            lines.append(f'{indent}  <xs:minLength value="{least}"/>')
        if most is not None:
            lines.append(f'{indent}  <xs:maxLength value="{most}"/>')
        lines.append(f"{indent}</xs:restriction>")


def _either(known: Pattern | None, content: Pattern) -> Pattern:
    """A pattern of all that two take: an attribute of a namespace has one type everywhere."""
    if known is None or known == content:
        return content
    if isinstance(known, Choice):
        return known if content in known.parts else Choice((*known.parts, content))
    return Choice((known, content))


def _is_id(content: Pattern) -> bool:
    return isinstance(content, Data) and content.type == "ID"


def _counted(pattern: Pattern) -> tuple[Pattern, int, int | None]:
    """The pattern of each word of a list, and the least and the greatest number of words; looser
    when the words differ."""
    match pattern:
        case Repeat():
            item, least, most = _counted(pattern.part)
            return item, least if pattern.sign == "+" else 0, most if pattern.sign == "?" else None
        case Group():
            parts = [_counted(part) for part in pattern.parts]
            items = {part[0] for part in parts}
            item = parts[0][0] if len(items) == 1 else Text()
            mosts = [part[2] for part in parts]
            most = None if None in mosts else sum(m for m in mosts if m is not None)
            return (
                item if not isinstance(item, Text) else Data("token"),
                sum(part[1] for part in parts),
                most,
            )
        case Text() | Empty():
            return Data("token"), 0, None
    return pattern, 1, 1
