"""A Grammar as RELAX NG in the XML syntax."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tei_kit.odd import patterns
from tei_kit.xml.names import (
    ANNOTATIONS_NAMESPACE,
    RELAX_NG_NAMESPACE,
    XML_NAMESPACE,
    XSD_DATATYPES_NAMESPACE,
)

_REPEATS = {"?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}
_QUOTED = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_STEP = "  "


def write(grammar: patterns.Grammar) -> str:
    """The grammar as a file."""
    return "\n".join(_Writer(grammar.namespace, notes=True).lines(grammar))


def write_plain(grammar: patterns.Grammar) -> str:
    """The same for programs, without descriptions and indentation, which is read faster."""
    return "\n".join(
        line.lstrip(" ") for line in _Writer(grammar.namespace, notes=False).lines(grammar)
    )


def _quoted(text: str) -> str:
    return escape(text, _QUOTED)


class _Writer:
    def __init__(self, namespace: str, *, notes: bool) -> None:
        self._namespace = namespace
        self._notes = notes
        self._lines: list[str] = []

    def lines(self, grammar: patterns.Grammar) -> list[str]:
        self._lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<grammar xmlns="{RELAX_NG_NAMESPACE}" xmlns:a="{ANNOTATIONS_NAMESPACE}"',
            f'         datatypeLibrary="{XSD_DATATYPES_NAMESPACE}"',
            f'         ns="{_quoted(self._namespace)}">',
        ]
        if grammar.title:
            self._note(grammar.title, _STEP)
        self._lines.append("  <start>")
        self._pattern(grammar.start, "    ")
        self._lines.append("  </start>")
        for name, pattern in grammar.definitions.items():
            self._lines.append(f'  <define name="{_quoted(name)}">')
            self._several(pattern, "    ")
            self._lines.append("  </define>")
        self._lines.append("</grammar>\n")
        return self._lines

    def _several(self, pattern: patterns.Pattern, indent: str) -> None:
        """Write a pattern where the parts of a group may stand by themselves."""
        if isinstance(pattern, patterns.Group):
            for part in pattern.parts:
                self._pattern(part, indent)
        else:
            self._pattern(pattern, indent)

    def _holder(self, name: str, parts: tuple[patterns.Pattern, ...], indent: str) -> None:
        self._lines.append(f"{indent}<{name}>")
        inner = indent + _STEP
        for part in parts:
            self._pattern(part, inner)
        self._lines.append(f"{indent}</{name}>")

    def _pattern(self, pattern: patterns.Pattern, indent: str) -> None:
        match pattern:
            case patterns.Ref():
                self._lines.append(f'{indent}<ref name="{_quoted(pattern.name)}"/>')
            case patterns.Repeat():
                name = _REPEATS[pattern.sign]
                self._lines.append(f"{indent}<{name}>")
                self._several(pattern.part, indent + _STEP)
                self._lines.append(f"{indent}</{name}>")
            case patterns.Choice():
                self._holder("choice", pattern.parts, indent)
            case patterns.Group():
                self._holder("group", pattern.parts, indent)
            case patterns.Interleave():
                self._holder("interleave", pattern.parts, indent)
            case patterns.Text():
                self._lines.append(f"{indent}<text/>")
            case patterns.Empty():
                self._lines.append(f"{indent}<empty/>")
            case patterns.NotAllowed():
                self._lines.append(f"{indent}<notAllowed/>")
            case patterns.Value():
                self._value(pattern, indent)
            case patterns.Data():
                self._data(pattern, indent)
            case patterns.Listed():
                self._lines.append(f"{indent}<list>")
                self._several(pattern.part, indent + _STEP)
                self._lines.append(f"{indent}</list>")
            case patterns.Element():
                self._named("element", pattern.names, pattern.note, "", pattern.content, indent)
            case patterns.Attribute():
                self._named(
                    "attribute",
                    pattern.names,
                    pattern.note,
                    pattern.default,
                    pattern.content,
                    indent,
                )

    def _value(self, value: patterns.Value, indent: str) -> None:
        extra = ""
        if value.type:
            extra = f' type="{_quoted(value.type)}"' + self._library(value.library)
        self._lines.append(f"{indent}<value{extra}>{escape(value.text)}</value>")
        if value.note:
            self._note(value.note, indent)

    def _data(self, data: patterns.Data, indent: str) -> None:
        start = f'{indent}<data type="{_quoted(data.type)}"{self._library(data.library)}'
        if not data.params and data.but is None:
            self._lines.append(f"{start}/>")
            return
        self._lines.append(f"{start}>")
        for param in data.params:
            text = escape(param.value)
            self._lines.append(f'{indent}  <param name="{_quoted(param.name)}">{text}</param>')
        if data.but is not None:
            parts = data.but.parts if isinstance(data.but, patterns.Choice) else (data.but,)
            self._holder("except", parts, indent + _STEP)
        self._lines.append(f"{indent}</data>")

    def _library(self, library: str) -> str:
        return (
            "" if library == XSD_DATATYPES_NAMESPACE else f' datatypeLibrary="{_quoted(library)}"'
        )

    def _named(
        self,
        kind: str,
        names: patterns.NameClass,
        note: str,
        default: str,
        content: patterns.Pattern,
        indent: str,
    ) -> None:
        inner = indent + _STEP
        attributes = f' a:defaultValue="{_quoted(default)}"' if default else ""
        if isinstance(names, patterns.Name):
            attributes = self._name(kind, names) + attributes
        self._lines.append(f"{indent}<{kind}{attributes}>")
        if note:
            self._note(note, inner)
        if not isinstance(names, patterns.Name):
            self._name_class(names, inner)
        if kind == "element":
            self._several(content, inner)
        elif not isinstance(content, patterns.Text):
            self._pattern(content, inner)
        self._lines.append(f"{indent}</{kind}>")

    def _name(self, kind: str, name: patterns.Name) -> str:
        if name.namespace == XML_NAMESPACE:
            return f' name="xml:{_quoted(name.local)}"'
        here = self._namespace if kind == "element" else ""
        namespace = "" if name.namespace == here else f' ns="{_quoted(name.namespace)}"'
        return f' name="{_quoted(name.local)}"{namespace}'

    def _note(self, note: str, indent: str) -> None:
        if self._notes:
            self._lines.append(f"{indent}<a:documentation>{escape(note)}</a:documentation>")

    def _name_class(self, names: patterns.NameClass, indent: str) -> None:
        match names:
            case patterns.Name():
                namespace = _quoted(names.namespace)
                self._lines.append(f'{indent}<name ns="{namespace}">{escape(names.local)}</name>')
            case patterns.NameChoice():
                self._names("choice", "", names.options, indent)
            case patterns.AnyName():
                self._open("anyName", "", names.but, indent)
            case patterns.NsName():
                self._open("nsName", f' ns="{_quoted(names.namespace)}"', names.but, indent)

    def _open(
        self, kind: str, extra: str, but: tuple[patterns.NameClass, ...], indent: str
    ) -> None:
        if not but:
            self._lines.append(f"{indent}<{kind}{extra}/>")
            return
        self._lines.append(f"{indent}<{kind}{extra}>")
        self._names("except", "", but, indent + _STEP)
        self._lines.append(f"{indent}</{kind}>")

    def _names(
        self, kind: str, extra: str, names: tuple[patterns.NameClass, ...], indent: str
    ) -> None:
        self._lines.append(f"{indent}<{kind}{extra}>")
        for each in names:
            self._name_class(each, indent + _STEP)
        self._lines.append(f"{indent}</{kind}>")
