"""The tags of a file that can be read: their places, and their attributes as they are written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from xml.parsers import expat

from tei_kit.validation.fixes.edit import Edit

_LONGEST_TAG = 1 << 16

# The name of an element, then its attributes: <p n="1" rend='x'
NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(
    r"""\s+ (?P<name> [^\s=/>]+ ) \s* = \s* (?P<quote> ["'] ) (?P<value> .*? ) (?P=quote)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag: the byte where it begins, its line and column, and its name and attributes."""

    start: int
    line: int
    column: int
    namespace: str
    name: str
    """The local name."""
    attributes: Mapping[str, str]
    """The attributes by name; a name in a namespace is `http://…}id`."""

    def has(self, local_name: str) -> bool:
        """Whether an attribute of a namespace has a local name."""
        return any(key.endswith(f"}}{local_name}") for key in self.attributes)


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its start tag, and the byte, line and column of its end tag.

    `end` is -1 for an empty element whose only tag is `<name/>`.
    """

    tag: Tag
    end: int
    end_line: int
    end_column: int


class _EnoughError(Exception):
    """Stops expat."""


def elements(data: bytes, codec: str) -> list[Element]:
    """The elements of a file in the order of their ends, as far as it can be read."""
    found: list[Element] = []
    opened: list[Tag] = []
    parser = expat.ParserCreate(namespace_separator="}")
    mark = "</".encode(codec)

    def at_start(name: str, attributes: dict[str, str]) -> None:
        opened.append(_tag(parser, name, attributes))

    def at_end(_name: str) -> None:
        at = parser.CurrentByteIndex
        end = at if data.startswith(mark, at) and at > opened[-1].start else -1
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        found.append(Element(opened.pop(), end, line, column))

    parser.StartElementHandler = at_start
    parser.EndElementHandler = at_end
    with suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(data, True)
    return found


def tags(data: bytes, *, only_root: bool = False) -> list[Tag]:
    """The start tags of a file, as far as it can be read."""
    found: list[Tag] = []
    parser = expat.ParserCreate(namespace_separator="}")

    def at_start(name: str, attributes: dict[str, str]) -> None:
        found.append(_tag(parser, name, attributes))
        if only_root:
            raise _EnoughError

    parser.StartElementHandler = at_start
    with suppress(_EnoughError, expat.ExpatError, LookupError, ValueError):
        parser.Parse(data, True)
    return found


def stop(data: bytes) -> tuple[int, int] | None:
    """The line and the column at which a file cannot be read further; None when it can be read."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return error.lineno, error.offset
    except (LookupError, ValueError):
        return 0, 0
    return None


def _tag(parser: expat.XMLParserType, name: str, attributes: dict[str, str]) -> Tag:
    line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
    namespace, _, local = name.rpartition("}")
    return Tag(parser.CurrentByteIndex, line, column, namespace, local, attributes)


def text_of(data: bytes, tag: Tag, codec: str) -> str:
    """The text that a tag begins, as much of it as a tag may be long."""
    return data[tag.start : tag.start + _LONGEST_TAG].decode(codec, "ignore")


def attributes_of(text: str) -> list[re.Match[str]]:
    """The attributes of a start tag, with which a text begins."""
    name = NAME.match(text)
    at = name.end() if name else 0
    found: list[re.Match[str]] = []
    while attribute := _ATTRIBUTE.match(text, at):
        found.append(attribute)
        at = attribute.end()
    return found


def is_in(tag: Tag, text: str, lines: Collection[int]) -> bool:
    """Whether one of some lines is a line of a tag, or the line after it."""
    attributes = attributes_of(text)
    height = text.count("\n", 0, attributes[-1].end() if attributes else 0)
    return any(line in lines for line in range(tag.line, tag.line + height + 2))


def replaced(tag: Tag, text: str, codec: str, stretch: tuple[int, int], after: str) -> Edit:
    """The change of a stretch of a tag; `text` begins with the tag."""
    begin, end = stretch
    start = tag.start + len(text[:begin].encode(codec))
    before = text[begin:end]
    size = len(before.encode(codec))
    return Edit(start, start + size, tag.line, tag.column, before, after)


def replaced_value(tag: Tag, text: str, codec: str, found: re.Match[str], after: str) -> Edit:
    """The change of the value of an attribute; `text` begins with the tag."""
    begin = found.start("name")
    whole = text[begin : found.start("value")] + after + found["quote"]
    return replaced(tag, text, codec, (begin, found.end()), whole)


def in_order(edits: Sequence[Edit]) -> Iterator[Edit]:
    """Changes in the order of their places; those that overlap an earlier change are left out."""
    done = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if edit.start >= done:
            yield edit
            done = edit.end
