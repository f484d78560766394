"""Pieces of markup that no parser can read: references, tags, declarations, and their mistakes.

The mistakes are tables of data: a shape, and the sentence of TK501 for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tei_kit.xml.entities import PREDEFINED, character_for

NAME = r"[^\W\d][\w.\-:·]*"
LONGEST_SHOWN = 40

_OF_HTML = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
_OF_TEI = ("anchor", "cb", "gb", "graphic", "lb", "milestone", "pb", "ptr")
EMPTY_ELEMENTS = frozenset((*_OF_HTML, *_OF_TEI))
"""Elements that hold nothing, of HTML and of TEI, whose slash is often forgotten."""

# <p n="1" rend='x' -> the characters after it are those that cannot be read
_TAG_SO_FAR = re.compile(
    rf"""< (?P<name>{NAME})
    (?: \s+ (?P<last>{NAME}) \s*=\s* (?: "[^"<&]*" | '[^'<&]*' ) )*""",
    re.VERBOSE,
)
# &b= in "a=1&b=2", and & alone: no semicolon follows the name
_BARE_AMPERSAND = re.compile(rf"& (?! \#? [\w.\-]+ ;) (?:{NAME})?", re.VERBOSE)
# &#233, &#xE9;
_NUMBER = re.compile(r"&\#[^;\s<&]*;?", re.VERBOSE)
# &#233 without its semicolon
_BARE_NUMBER = re.compile(r"&\#(?:x(?P<hex>[0-9A-Fa-f]+)|(?P<decimal>[0-9]+))(?!;)", re.VERBOSE)
_LAST_NUMBER = 0x10FFFF
_WORD = re.compile(NAME)


def _table(rows: Sequence[tuple[str, str]]) -> Sequence[tuple[re.Pattern[str], str]]:
    return tuple((re.compile(shape, re.VERBOSE | re.DOTALL), variant) for shape, variant in rows)


# The characters after a tag's beginning
_IN_TAGS = _table(
    (
        # n=“1”
        (
            rf"\s+ (?P<attribute>{NAME}) \s*=\s* [“”„‟‘’‚«»″]"
            r"(?P<value>[^“”„‟‘’‚«»″\"'<>]*)",
            "curly-quotes",
        ),
        # n=="1"
        (
            rf"\s+ (?P<attribute>{NAME}) \s*=[\s=]*=\s* [\"']? (?P<value>[^\"'<>\s]*)",
            "twice-equals",
        ),
        # n="1
        (rf"\s+ (?P<attribute>{NAME}) \s*=\s* (?P<value>[\"'])", "unclosed-value"),
        # n=1, rend=bold face
        (
            rf"\s+ (?P<attribute>{NAME}) \s*=\s* (?P<value>(?!/>)[^\s\"'<>]+"
            rf"(?: \s+ (?!{NAME}\s*=) (?!/>) [^\s\"'<>=]+ )*)",
            "unquoted-value",
        ),
        # n:"1"
        (
            r"\s+ (?P<attribute>[^\W\d][\w.\-]*) \s*:\s* [\"'] (?P<value>[^\"'<>]*)",
            "colon-for-equals",
        ),
        # "n"="1"
        (rf"\s+ [\"'] (?P<attribute>{NAME}) [\"'] \s*=", "quoted-name"),
        # n= >
        (rf"\s+ (?P<attribute>{NAME}) \s* (?: = \s*)? (?=[\s/<>]|$|[^\W\d])", "no-value"),
        # a="1"b="2"
        (rf"(?P<attribute>{NAME}) \s*=", "no-space"),
        # a="1", b="2"
        (r"\s* (?P<sign>[,;])", "sign-between"),
        # <pb n="1"/ > and <pb n="1" \>
        (r"\s* (?: /\s | \\\s*> )", "empty-tag"),
        # <letter 1>
        (r"\s+ (?P<text>\d[\w.\-]*)", "number-in-tag"),
        # n='O'Brien'
        (r"(?P<text>[^\s<>/=][^<>=]*?) [\"']", "quotes-in-value"),
        # <p <b>
        (r"\s* <", "unclosed-tag"),
    )
)

# Text that begins like a tag and is not a tag.
_NO_TAGS = _table(
    (
        # < hi>
        (rf"< \s+ (?P<name>{NAME}) \s* [/>]", "space-in-tag"),
        # <\p>
        (rf"< \\ \s* (?P<name>{NAME}) \s* >", "end-tag"),
        # <1st>
        (r"< (?P<name>[\d.\-:][\w.\-:]*) \s* /? >", "name"),
    )
)

# Declarations, comments and instructions that begin wrongly
_DECLARATIONS = _table(
    (
        # <!- a -->
        (r"<!-(?!-)", "comment-begin"),
        (r"(?i:<!doctype)(?<!<!DOCTYPE)", "capitals"),
        (r"(?i:<!\[cdata\[)(?<!<!\[CDATA\[)", "capitals"),
        (r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b", "declaration-outside"),
        (r"(?i:<\?xml\s)", "declaration"),
        # <? x ?>
        (r"<\?(?=\s|$)", "instruction"),
    )
)
_CAPITALS = re.compile(r"<!\[?\w+\[?")


@dataclass(frozen=True, slots=True)
class Mistake:
    """The sentence of TK501, and the words that fill it."""

    variant: str | None
    details: Mapping[str, object]


def mistake(variant: str | None, **details: object) -> Mistake:
    """A mistake with the words that fill its sentence."""
    return Mistake(variant, details)


def of_declaration(text: str) -> Mistake | None:
    """The mistake in a text that begins with `<!` or `<?`; None when no row of the table fits."""
    for shape, variant in _DECLARATIONS:
        if shape.match(text) is None:
            continue
        if variant == "capitals":
            found = _CAPITALS.match(text)
            written = found[0] if found else ""
            return mistake(variant, found=written, instead=written.upper())
        return mistake(variant)
    return None


def of_end_tag(text: str) -> Mistake:
    """The mistake in an end tag."""
    name = _WORD.search(text)
    return mistake("end-tag", name=name[0] if name else "name")


def of_number(text: str) -> Mistake:
    """The mistake in a reference to a character by its number, with which a text begins."""
    bare = _BARE_NUMBER.match(text)
    if bare is not None:
        number = int(bare["hex"], 16) if bare["hex"] else int(bare["decimal"])
        if 0x20 <= number <= _LAST_NUMBER and not 0xD800 <= number <= 0xDFFF:
            return mistake("semicolon", reference=bare[0])
    found = _NUMBER.match(text)
    return mistake("character-reference", reference=found[0] if found else "&#")


def of_ampersand(text: str) -> Mistake:
    """The mistake in an ampersand that begins no reference, with which a text begins."""
    found = _BARE_AMPERSAND.match(text)
    bare = (found[0] if found else "&")[:LONGEST_SHOWN]
    name = bare.removeprefix("&")
    if name in PREDEFINED:
        return mistake("semicolon", reference=bare)
    character = character_for(name) if name else None
    if character is not None and not text[len(bare) :].startswith("="):
        return mistake("entity-semicolon", name=name, reference=character)
    if not name:
        return mistake("ampersand-alone")
    return mistake("ampersand", shown=bare, instead=f"&amp;{name}")


def of_tag(text: str, at: int) -> Mistake:
    """The mistake in a start tag, with which a text begins; a parser stopped `at` an offset of it.

    For a value that has no end, `offset` of the details says where its attribute begins.
    """
    tag = _TAG_SO_FAR.match(text)
    if tag is None:
        for shape, variant in _NO_TAGS:
            if found := shape.match(text):
                return Mistake(variant, found.groupdict())
        return mistake("less-than", text=shown(text))
    name = tag["name"]
    if name.count(":") > 1 or name.endswith(":"):
        return mistake("name", name=name)
    rest = text[tag.end() :]
    for shape, variant in _IN_TAGS:
        found = shape.match(rest)
        if found is None or (variant == "quotes-in-value" and tag["last"] is None):
            continue
        groups = found.groupdict()
        details: dict[str, object] = {"attribute": tag["last"], **groups, "name": name}
        if variant == "unclosed-value":
            inside = rest[found.end() : at - tag.end() + 1]
            bare = _BARE_AMPERSAND.search(rest, found.end())
            if "<" not in inside and bare is not None:
                return of_ampersand(bare.string[bare.start() :])
            details["offset"] = tag.end() + found.start("attribute")
        if variant == "quotes-in-value":
            details["reference"] = "&apos;" if text[tag.end() - 1] == "'" else "&quot;"
        for key in ("value", "text"):
            if key in groups:
                details[key] = shown(groups[key].rstrip("/"))
        return Mistake(variant, details)
    return mistake("character-in-tag", character=named(text[at : at + 1]), name=name)


def named(character: str) -> str:
    """A character as a person can find it."""
    if character.isprintable() and not character.isspace():
        return f"{character} (U+{ord(character):04X})"
    return f"U+{ord(character):04X}" if character else "the end of the file"


def shown(text: str) -> str:
    """The beginning of a text, on one line; a character that cannot be seen by its number."""
    if text and not text[0].isprintable() and not text[0].isspace():
        return f"{named(text[0])}, which cannot be seen"
    line = " ".join(text[: 2 * LONGEST_SHOWN].split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"
