"""Patterns as readers see them: the compact syntax of RELAX NG, with links."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tei_kit.odd.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    Listed,
    Name,
    NotAllowed,
    Pattern,
    Ref,
    Repeat,
    Text,
    Value,
)

Refer = Callable[[str], str]
"""Gives the name of a definition in HTML."""

_LONGEST = 72


def shown(pattern: Pattern, refer: Refer) -> str:
    """A pattern as HTML, in lines where it is long."""
    return _Shower(refer).show(pattern, "", 0)


class _Shower:
    def __init__(self, refer: Refer) -> None:
        self._refer = refer

    def show(self, pattern: Pattern, indent: str, level: int) -> str:
        match pattern:
            case Ref():
                return self._refer(pattern.name)
            case Text():
                return "text"
            case Empty():
                return "empty"
            case NotAllowed():
                return "nothing (the class has no members)"
            case Value():
                return f"“{escape(pattern.text)}”"
            case Data():
                facets = ", ".join(f"{p.name} {p.value}" for p in pattern.params)
                return f"xsd:{escape(pattern.type)}" + (f" ({escape(facets)})" if facets else "")
            case Listed():
                return f"list of ({self.show(pattern.part, indent, 0)})"
            case Repeat():
                return self.show(pattern.part, indent, 2) + pattern.sign
            case Choice():
                return self._joined(pattern.parts, "|", indent, level)
            case Group():
                parts = tuple(p for p in pattern.parts if not _is_attribute(p))
                return self._joined(parts, ",", indent, level) if parts else "empty"
            case Interleave():
                return self._joined(pattern.parts, "&amp;", indent, level)
            case Element():
                name = pattern.names.local if isinstance(pattern.names, Name) else "any name"
                return f"element {escape(name)}"
        return ""

    def _joined(self, parts: tuple[Pattern, ...], sign: str, indent: str, level: int) -> str:
        if len(parts) == 1:
            return self.show(parts[0], indent, level)
        inner = indent + "  "
        texts = [self.show(part, inner, 1) for part in parts]
        glue = ", " if sign == "," else f" {sign} "
        joined = glue.join(texts)
        if len(_plain(joined)) > _LONGEST or "\n" in joined:
            lines = f"{sign}\n{inner}" if sign == "," else f"\n{inner}{sign} "
            joined = f"\n{inner}" + lines.join(texts) + f"\n{indent}"
            return f"({joined})" if level else joined.strip("\n")
        return f"({joined})" if level else joined


def _plain(text: str) -> str:
    """The text without tags, for its length."""
    kept, inside = [], False
    for character in text:
        if character == "<":
            inside = True
        elif character == ">":
            inside = False
        elif not inside:
            kept.append(character)
    return "".join(kept)


def _is_attribute(pattern: Pattern) -> bool:
    match pattern:
        case Attribute():
            return True
        case Repeat():
            return _is_attribute(pattern.part)
        case Choice() | Group():
            return bool(pattern.parts) and all(_is_attribute(part) for part in pattern.parts)
    return False
