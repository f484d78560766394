"""A Grammar as RELAX NG in the compact syntax (ISO/IEC 19757-2, annex C)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tei_kit.odd import patterns
from tei_kit.xml.names import (
    ANNOTATIONS_NAMESPACE,
    EXAMPLES_NAMESPACE,
    MATHML_NAMESPACE,
    RELAX_NG_NAMESPACE,
    SVG_NAMESPACE,
    XLINK_NAMESPACE,
    XML_NAMESPACE,
    XSD_DATATYPES_NAMESPACE,
)

_KEYWORDS = frozenset(
    {"attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar"}
    | {"include", "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start"}
    | {"string", "text", "token"}
)
_USUAL = {
    EXAMPLES_NAMESPACE: "teix",
    RELAX_NG_NAMESPACE: "rng",
    ANNOTATIONS_NAMESPACE: "a",
    XLINK_NAMESPACE: "xlink",
    MATHML_NAMESPACE: "mml",
    SVG_NAMESPACE: "svg",
}
_LONGEST = 96
# \x{41}, which is an escape wherever it stands
_ESCAPE = re.compile(r"\\ (?= x+ \{ )", re.VERBOSE)
_CONTROL = re.compile(r"[\x00-\x1f]")
_QUOTE = re.compile(r'(")')


def write(grammar: patterns.Grammar) -> str:
    """The grammar as a file."""
    return _Writer(grammar).text()


class _Writer:
    def __init__(self, grammar: patterns.Grammar) -> None:
        self._grammar = grammar
        self._prefixes = _prefixes(grammar)
        self._libraries = _libraries(grammar)

    def text(self) -> str:
        lines = [
            f"default namespace = {_literal(self._grammar.namespace)}",
            *(
                f"namespace {prefix} = {_literal(uri)}"
                for uri, prefix in sorted(self._prefixes.items(), key=lambda item: item[1])
            ),
            *(
                f"datatypes {prefix} = {_literal(uri)}"
                for uri, prefix in self._libraries.items()
                if uri != XSD_DATATYPES_NAMESPACE
            ),
            "",
        ]
        if self._grammar.title:
            lines.insert(0, f"# {' '.join(self._grammar.title.split())}")
        lines += [f"start = {self._pattern(self._grammar.start, '  ', 0)}", ""]
        for name, pattern in self._grammar.definitions.items():
            if isinstance(pattern, patterns.Element) and isinstance(pattern.names, patterns.Name):
                lines += _note(pattern.note, "")
            lines.append(f"{_identifier(name)} =\n  {self._pattern(pattern, '  ', 0)}")
            lines.append("")
        return "\n".join(lines)

    def _pattern(self, pattern: patterns.Pattern, indent: str, level: int) -> str:
        """A pattern; `level` is 0 where any may stand, 1 inside a connector, 2 before a sign."""
        match pattern:
            case patterns.Ref():
                return _identifier(pattern.name)
            case patterns.Text():
                return "text"
            case patterns.Empty():
                return "empty"
            case patterns.NotAllowed():
                return "notAllowed"
            case patterns.Value():
                if pattern.type and pattern.type != "token":
                    return f"{self._type(pattern.library, pattern.type)} {_literal(pattern.text)}"
                return _literal(pattern.text)
            case patterns.Data():
                return self._data(pattern, indent, level)
            case patterns.Repeat():
                return self._pattern(pattern.part, indent, 2) + pattern.sign
            case patterns.Choice():
                return self._joined(pattern.parts, " | ", indent, level)
            case patterns.Group():
                return self._joined(pattern.parts, ", ", indent, level)
            case patterns.Interleave():
                return self._joined(pattern.parts, " & ", indent, level)
            case patterns.Listed():
                return self._braced("list", pattern.part, indent)
            case patterns.Element():
                return self._braced(
                    f"element {self._names(pattern.names, True)}", pattern.content, indent
                )
        return self._attribute(pattern, indent)

    def _attribute(self, pattern: patterns.Attribute, indent: str) -> str:
        start = f"attribute {self._names(pattern.names, False)}"
        default = ""
        if pattern.default:
            default = f"[ a:defaultValue = {_literal(pattern.default)} ]\n{indent}"
        note = "".join(f"{line}\n{indent}" for line in _note(pattern.note, indent, first=False))
        return f"{note}{default}{self._braced(start, pattern.content, indent)}"

    def _braced(self, start: str, content: patterns.Pattern, indent: str) -> str:
        inner = indent + "  "
        text = self._pattern(content, inner, 0)
        if "\n" not in text and len(indent) + len(start) + len(text) + 5 <= _LONGEST:
            return f"{start} {{ {text} }}"
        return f"{start} {{\n{inner}{text}\n{indent}}}"

    def _joined(
        self, parts: tuple[patterns.Pattern, ...], sign: str, indent: str, level: int
    ) -> str:
        if len(parts) == 1:
            return self._pattern(parts[0], indent, level)
        inner = indent + "  " if level else indent
        # A sign after an annotated attribute would bind to it alone.
        texts = []
        for part in parts:
            text = self._pattern(part, inner, 1)
            if isinstance(part, patterns.Value) and part.note:
                text = (
                    "".join(f"{line}\n{inner}" for line in _note(part.note, inner, first=False))
                    + text
                )
            texts.append(text)
        joined = sign.join(texts)
        if "\n" in joined or len(indent) + len(joined) > _LONGEST:
            joined = f"{sign.rstrip() if sign == ', ' else ''}\n{inner}".join(
                texts
                if sign == ", "
                else [text if i == 0 else f"{sign.strip()} {text}" for i, text in enumerate(texts)]
            )
        return f"({joined})" if level else joined

    def _data(self, data: patterns.Data, indent: str, level: int) -> str:
        text = self._type(data.library, data.type)
        if data.params:
            params = " ".join(f"{_identifier(p.name)} = {_literal(p.value)}" for p in data.params)
            text += f" {{ {params} }}"
        if data.but is not None:
            but = self._pattern(data.but, indent, 2)
            text = f"{text} - {but}"
            return f"({text})" if level else text
        return text

    def _type(self, library: str, name: str) -> str:
        if not library:
            return name
        return f"{self._libraries.get(library, 'xsd')}:{name}"

    def _names(self, names: patterns.NameClass, is_element: bool) -> str:
        match names:
            case patterns.Name():
                return self._name(names, is_element)
            case patterns.AnyName():
                return "*" + self._but(names.but, is_element)
            case patterns.NsName():
                return f"{self._prefixes[names.namespace]}:*{self._but(names.but, is_element)}"
            case patterns.NameChoice():
                return "(" + " | ".join(self._names(o, is_element) for o in names.options) + ")"

    def _but(self, names: tuple[patterns.NameClass, ...], is_element: bool) -> str:
        if not names:
            return ""
        return " - (" + " | ".join(self._names(name, is_element) for name in names) + ")"

    def _name(self, name: patterns.Name, is_element: bool) -> str:
        if name.namespace == XML_NAMESPACE:
            return f"xml:{name.local}"
        here = self._grammar.namespace if is_element else ""
        if name.namespace == here:
            return _identifier(name.local)
        return f"{self._prefixes[name.namespace]}:{name.local}"


def _prefixes(grammar: patterns.Grammar) -> Mapping[str, str]:
    """A prefix for each namespace that names are in beside the default one."""
    found: dict[str, str] = {ANNOTATIONS_NAMESPACE: "a"}
    for namespace, is_open in _namespaces(grammar):
        if namespace == XML_NAMESPACE or namespace in found:
            continue
        if namespace == grammar.namespace and not is_open:
            continue
        found[namespace] = _USUAL.get(namespace) or f"ns{len(found)}"
        if namespace == grammar.namespace:
            found[namespace] = "here"
    return found


def _namespaces(grammar: patterns.Grammar) -> Iterator[tuple[str, bool]]:
    pending: list[patterns.Pattern] = [grammar.start, *grammar.definitions.values()]
    while pending:
        pattern = pending.pop()
        if isinstance(pattern, patterns.Element):
            yield from _of(pattern.names)
        elif isinstance(pattern, patterns.Attribute):
            yield from ((n, o) for n, o in _of(pattern.names) if n or o)
        pending += patterns.parts_of(pattern)


def _of(names: patterns.NameClass) -> Iterator[tuple[str, bool]]:
    match names:
        case patterns.Name():
            yield names.namespace, False
        case patterns.NsName():
            yield names.namespace, True
            for each in names.but:
                yield from _of(each)
        case patterns.AnyName():
            for each in names.but:
                yield from _of(each)
        case patterns.NameChoice():
            for each in names.options:
                yield from _of(each)


def _libraries(grammar: patterns.Grammar) -> Mapping[str, str]:
    found = {XSD_DATATYPES_NAMESPACE: "xsd"}
    pending: list[patterns.Pattern] = [grammar.start, *grammar.definitions.values()]
    while pending:
        pattern = pending.pop()
        if isinstance(pattern, patterns.Data) and pattern.library not in found and pattern.library:
            found[pattern.library] = f"types{len(found)}"
        pending += patterns.parts_of(pattern)
    return found


def _identifier(name: str) -> str:
    return f"\\{name}" if name in _KEYWORDS else name


def _literal(text: str) -> str:
    """A literal: escapes are worked out before quotes are looked at, so they cannot hide one."""
    text = _ESCAPE.sub(r"\\x{5c}", text)
    text = _CONTROL.sub(lambda match: f"\\x{{{ord(match[0]):x}}}", text)
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return " ~ ".join(f"'{part}'" if part == '"' else f'"{part}"' for part in _QUOTE.split(text))


def _note(note: str, indent: str, *, first: bool = True) -> list[str]:
    """Documentation comments, of lines that are not too long."""
    if not note:
        return []
    lines: list[str] = []
    line = "##"
    for word in note.split():
        if len(indent) + len(line) + len(word) + 1 > _LONGEST and line != "##":
            lines.append(line)
            line = "##"
        line += f" {word}"
    lines.append(line)
    return [(indent if first else "") + line for line in lines]
