"""Mark-up that no parser can read: entities of HTML, ampersands that begin nothing, and tags whose
attributes lack quotation marks or the space between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_kit.diagnostics import Diagnostic
from tei_kit.validation.engines import NOT_READ
from tei_kit.validation.fixes.edit import Edit, Rewriting, of_text
from tei_kit.xml import entities
from tei_kit.xml.broken_markup import EMPTY_ELEMENTS, NAME

# Markup that is no text: comments and the like, and a document type with its declarations
_SECTION = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL
)
_AMPERSAND = re.compile(
    r"&(?:(?P<reference>\#?[\w.\-:]*;)|(?P<number>\#(?:x[0-9A-Fa-f]+|[0-9]+))"
    r"|(?P<word>[^\W\d][\w.\-]*))?"
)
_DECLARED = re.compile(r"<!ENTITY\s+(?P<name>[^\s%]+)\s")
_VALUE = r"""(?: "[^"<]*" | '[^'<]*' )"""
_RIGHT_TAG = re.compile(rf"<{NAME} (?: \s+ {NAME} \s*=\s* {_VALUE} )* \s* /?>", re.VERBOSE)
# <p n=1 rend=“bold”place='x' / >
_LOOSE_VALUE = rf"""(?: {_VALUE} | [“”„][^“”„"'<>]*[“”] | (?!=|/\s*>)[^\s"'“”„<>]+ )"""
_LOOSE_TAG = re.compile(
    rf"<(?P<name>{NAME}) (?P<attributes> (?: \s* {NAME} \s*=\s* {_LOOSE_VALUE} )* )"
    r"(?P<end> \s* (?: / \s* )? ) >",
    re.VERBOSE,
)
_LOOSE_ATTRIBUTE = re.compile(
    rf"(?P<space>\s*) (?P<attribute> (?P<name>{NAME}) \s*=\s* (?P<value>{_LOOSE_VALUE}) )",
    re.VERBOSE,
)
_CURLY = "“”„"


def edits(data: bytes, codec: str, findings: Sequence[Diagnostic]) -> Iterator[Edit]:
    """The changes of a file that could not be read."""
    if NOT_READ & {each.code for each in findings}:
        yield from of_all(data, codec)


def of_all(data: bytes, codec: str) -> Iterator[Edit]:
    """The changes of a file, whether it can be read or not."""
    text = data.decode(codec)
    declared = {found["name"] for found in _DECLARED.finditer(text)} | entities.PREDEFINED
    changes = [
        change
        for start, end in _texts(text)
        for change in (*_of_tags(text, start, end), *_of_references(text, start, end, declared))
    ]
    yield from of_text(text, codec, (_writable(each, codec) for each in changes))


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a file that are text and tags."""
    at = 0
    for section in _SECTION.finditer(text):
        yield at, section.start()
        at = section.end()
    yield at, len(text)


def _writable(change: Rewriting, codec: str) -> Rewriting:
    """A change whose new text an encoding can hold: other characters are written as numbers."""
    after = change.after.encode(codec, "xmlcharrefreplace").decode(codec)
    return Rewriting(change.at, change.before, after)


# References


def _of_references(
    text: str, start: int, end: int, declared: set[str] | frozenset[str]
) -> Iterator[Rewriting]:
    for found in _AMPERSAND.finditer(text, start, end):
        change = _of_reference(found, declared)
        if change is not None:
            yield change


def _of_reference(found: re.Match[str], declared: set[str] | frozenset[str]) -> Rewriting | None:
    """The change of a reference; None when it is right, or its meaning is not plain."""
    at, reference, word = found.start(), found["reference"], found["word"]
    if found["number"] or word in entities.PREDEFINED:
        return Rewriting(at, found[0], f"{found[0]};")
    if reference is None or reference == ";":
        if word is not None and entities.character_for(word) is not None:
            return None  # its semicolon is missing, or it is no reference
        return Rewriting(at, "&", "&amp;")
    name = reference.removesuffix(";")
    if name.startswith("#") or name in declared:
        return None
    character = entities.character_for(name)
    return None if character is None else Rewriting(at, found[0], character)


# Tags


def _of_tags(text: str, start: int, end: int) -> Iterator[Rewriting]:
    """The attributes of tags that cannot be read; once mended, each can be read."""
    at = start
    while (at := text.find("<", at, end)) >= 0:
        tag = _RIGHT_TAG.match(text, at, end)
        if tag is None and (tag := _LOOSE_TAG.match(text, at, end)):
            yield from _of_tag(tag)
        at = tag.end() if tag else at + 1


def _of_tag(tag: re.Match[str]) -> Iterator[Rewriting]:
    found = list(_LOOSE_ATTRIBUTE.finditer(tag.string, tag.start("attributes"), tag.end("end")))
    changes = [_of_attribute(each) for each in found]
    last = found[-1]["value"] if found else ""
    if last.endswith("/") and tag["end"] == "":
        if tag["name"].lower() not in EMPTY_ELEMENTS:
            return  # the end of an address, or the slash of an empty element
        changes[-1] = _of_attribute(found[-1], last.removesuffix("/"))
    yield from filter(None, changes)
    if "/" in tag["end"] and not tag["end"].endswith("/"):
        yield Rewriting(tag.start("end"), f"{tag['end']}>", f"{tag['end'].rstrip()}>")


def _of_attribute(found: re.Match[str], value: str | None = None) -> Rewriting | None:
    """An attribute with its space and quotation marks; None for one that is right."""
    given = found["value"] if value is None else value
    begin = found["attribute"][: -len(found["value"])]
    space = "" if found["space"] else " "
    is_quoted = given[:1] in ('"', "'")
    if is_quoted and not space:
        return None
    before = found["attribute"][: len(begin) + len(given)]
    bare = given if is_quoted else f'"{_with_references(given.strip(_CURLY))}"'
    return Rewriting(found.start("attribute"), before, f"{space}{begin}{bare}")


def _with_references(value: str) -> str:
    """A value whose ampersands begin references."""
    changes = _of_references(value, 0, len(value), entities.PREDEFINED)
    for change in reversed([*changes]):
        end = change.at + len(change.before)
        value = f"{value[: change.at]}{change.after}{value[end:]}"
    return value
