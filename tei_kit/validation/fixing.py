"""Mending what has one right answer: attributes of TEI P4, dates, entities of HTML, ampersands, the
namespace of the root.

A change touches the bytes of one attribute or one reference, and nothing else of the file. It is
made only where a schema, or the parser, has found a mistake, and it is kept only when the file has
fewer mistakes afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial
from xml.parsers import expat

from tei_kit.advice.dates import iso_moment
from tei_kit.diagnostics import (
    Diagnostic,
    Place,
    Severity,
    TeiKitError,
    diagnose,
    reason_of,
)
from tei_kit.validation.checker import Checker, Input
from tei_kit.validation.engines import NOT_READ
from tei_kit.validation.result import FileResult, Outcome
from tei_kit.xml import encoding, entities, tree
from tei_kit.xml.names import TEI_NAMESPACE

Check = Callable[[bytes], Sequence[Diagnostic]]
"""Gives the findings in the bytes of a file."""

_LONGEST_TAG = 1 << 16
_RENAMED: Mapping[str, str] = {"id": "xml:id", "lang": "xml:lang"}
"""Attributes of TEI P4 and HTML, and their names in TEI P5."""
_DATES = ("when", "from", "to", "notBefore", "notAfter")
_ABOUT_ATTRIBUTES = frozenset(("TK504", "TK510", "TK523", "TK524", "TK525"))
_TOO_MANY = "TK530"
_ROOTS = ("TEI", "teiCorpus")

# The name of an element, then its attributes: <p n="1" rend='x'
_NAME = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(
    r"""\s+ (?P<name> [^\s=/>]+ ) \s* = \s* (?P<quote> ["'] ) (?P<value> .*? ) (?P=quote)""",
    re.VERBOSE | re.DOTALL,
)
# What is not text: comments and the like, and a document type with its declarations
_SECTION = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL
)
_AMPERSAND = re.compile(r"&(?:(?P<reference>\#?[\w.\-:]*;)|(?P<word>[^\W\d][\w.\-]*))?")
_DECLARED = re.compile(r"<!ENTITY\s+(?P<name>[^\s%]+)\s")
_NCNAME = re.compile(r"[^\W\d][\w.\-]*")


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a file: where, what stood there, and what stands there now."""

    place: Place
    before: str
    after: str

    def told(self, *, is_made: bool) -> Diagnostic:
        """The diagnostic (TK547) of a change that is made, or would be."""
        variant = None if is_made else "would"
        return diagnose("TK547", self.place, variant, before=self.before, after=self.after)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes of a file after all changes, and the changes, each with its place in the file as
    it was when the change was made."""

    data: bytes
    changes: Sequence[Change]
    before: bytes = b""

    def diff(self, file: str) -> str:
        """The changes as a unified diff, which `patch` takes; "" when there are none."""
        codec = encoding.of(self.before)
        if not self.changes or codec is None:
            return ""
        old, new = (data.decode(codec).split("\n") for data in (self.before, self.data))
        lines = unified_diff(old, new, file, file, lineterm="")
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class _Edit:
    """A change of the bytes of a file."""

    start: int
    end: int
    line: int
    column: int
    before: str
    after: str


def fix(data: bytes, file: str, findings: Sequence[Diagnostic], check: Check) -> Fixed:
    """Mend a file with some findings; `check` finds those that are left.

    Nothing is changed in a file whose encoding is not plain, nor where an answer is not certain.
    """
    original = data
    changes: list[Change] = []
    codec = encoding.of(data)
    if codec is None:
        return Fixed(data, (), original)
    for kind in _KINDS:
        edits = list(kind.edits(data, codec, findings))
        if not edits:
            continue
        changed = _applied(data, codec, edits)
        left = check(changed)
        if kind.is_better(left, findings):
            data, findings = changed, left
            changes += [Change(_place(file, each), each.before, each.after) for each in edits]
    return Fixed(data, sorted(changes, key=_where), original)


def _place(file: str, edit: _Edit) -> Place:
    return Place(file, edit.line, edit.column)


def _where(change: Change) -> tuple[int, int]:
    return change.place.line, change.place.column


def fix_file(result: FileResult, checker: Checker) -> Fixed:
    """Mend a file that was checked; no change of a file that could not be checked. The file itself
    is not written. Raises TeiKitError (TK101) when it cannot be read."""
    file = result.file
    if result.outcome is Outcome.UNCHECKED or not result.diagnostics:
        return Fixed(b"", ())
    try:
        data = tree.bytes_of(file)
    except OSError as error:
        raise TeiKitError(diagnose("TK101", Place(file), reason=reason_of(error))) from error

    def check(changed: bytes) -> Sequence[Diagnostic]:
        return checker.check(Input(file, changed)).diagnostics

    return fix(data, file, result.diagnostics, check)


# What is better


def _can_be_read(left: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> bool:
    """Whether a file can be read that could not be read, or can be read further."""
    then, now = _stop(before), _stop(left)
    return then is not None and (now is None or now > then)


def _stop(findings: Sequence[Diagnostic]) -> tuple[int, int] | None:
    """How far a file could be read; None when it was read to its end."""
    stops = [each.place for each in findings if each.code in NOT_READ]
    return (stops[0].line, stops[0].column) if stops else None


def _has_another_root(left: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> bool:
    """Whether the mistake of the root is gone; what is inside it may have others, which could not
    be seen before."""
    return {each.message for each in before}.isdisjoint(each.message for each in left)


def _has_fewer(left: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> bool:
    """Whether the errors are fewer. Where there are too many to be listed they may be as many."""
    is_cut = any(each.code == _TOO_MANY for each in left)
    return _errors(left) < _errors(before) or (is_cut and _errors(left) == _errors(before))


def _errors(findings: Sequence[Diagnostic]) -> int:
    return sum(each.severity is Severity.ERROR for each in findings)


def _applied(data: bytes, codec: str, edits: Sequence[_Edit]) -> bytes:
    parts: list[bytes] = []
    at = 0
    for edit in edits:
        parts += [data[at : edit.start], edit.after.encode(codec)]
        at = edit.end
    return b"".join((*parts, data[at:]))


# References


def _of_references(data: bytes, codec: str, findings: Sequence[Diagnostic]) -> Iterator[_Edit]:
    """Entities of HTML that the file does not declare, and ampersands that begin nothing."""
    if not NOT_READ & {each.code for each in findings}:
        return
    text = data.decode(codec)
    declared = {found["name"] for found in _DECLARED.finditer(text)} | entities.PREDEFINED
    for start, end in _texts(text):
        for found in _AMPERSAND.finditer(text, start, end):
            after = _reference(found, declared, codec)
            if after is not None:
                before = found[0] if found["reference"] else "&"
                yield _edit(text, codec, found.start(), before, after)


def _reference(found: re.Match[str], declared: set[str] | frozenset[str], codec: str) -> str | None:
    """What to write in place of a reference; None when it is right, or nobody knows."""
    reference = found["reference"]
    if reference is None or reference == ";":
        word = found["word"]
        if word is not None and entities.character_for(word) is not None:
            return None  # its semicolon is missing, or it is no reference
        return f"&amp;{reference or ''}"
    name = reference.removesuffix(";")
    if name.startswith("#") or name in declared:
        return None
    character = entities.character_for(name)
    if character is None or character.startswith("&"):
        return character
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return f"&#{ord(character)};"
    return character


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a file in which an ampersand begins a reference."""
    at = 0
    for section in _SECTION.finditer(text):
        yield at, section.start()
        at = section.end()
    yield at, len(text)


def _edit(text: str, codec: str, at: int, before: str, after: str) -> _Edit:
    start = len(text[:at].encode(codec))
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return _Edit(start, start + len(before.encode(codec)), line, column, before, after)


# Tags


@dataclass(frozen=True, slots=True)
class _Tag:
    """A start tag: the byte where it begins, its line and column, and what expat says of it."""

    start: int
    line: int
    column: int
    namespace: str
    attributes: Mapping[str, str]


class _EnoughError(Exception):
    """Stops expat."""


def _tags(data: bytes, *, only_root: bool = False) -> list[_Tag]:
    """The start tags of a file, as far as it can be read."""
    found: list[_Tag] = []
    parser = expat.ParserCreate(namespace_separator="}")

    def at_start(name: str, attributes: dict[str, str]) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        namespace = name.rpartition("}")[0]
        found.append(_Tag(parser.CurrentByteIndex, line, column, namespace, attributes))
        if only_root:
            raise _EnoughError

    parser.StartElementHandler = at_start
    with suppress(_EnoughError, expat.ExpatError, LookupError, ValueError):
        parser.Parse(data, True)
    return found


def _of_root(data: bytes, codec: str, findings: Sequence[Diagnostic]) -> Iterator[_Edit]:
    """The namespace of TEI on a root element that has none."""
    if not findings or NOT_READ & {each.code for each in findings}:
        return
    for tag in _tags(data, only_root=True):
        name = _NAME.match(_text_of(data, tag, codec))
        if name is not None and not tag.namespace and name[0][1:] in _ROOTS:
            end = tag.start + len(name[0].encode(codec))
            after = f'{name[0]} xmlns="{TEI_NAMESPACE}"'
            yield _Edit(tag.start, end, tag.line, tag.column, name[0], after)


def _of_attributes(
    name: str, data: bytes, codec: str, findings: Sequence[Diagnostic]
) -> Iterator[_Edit]:
    """Attributes of a name that P5 calls otherwise, or dates in another form."""
    lines = {each.place.line for each in findings if each.code in _ABOUT_ATTRIBUTES}
    if not lines:
        return
    tags = _tags(data)
    used = {value for tag in tags for key, value in tag.attributes.items() if key.endswith("}id")}
    for tag in tags:
        if tag.namespace != TEI_NAMESPACE or name not in tag.attributes:
            continue
        text = _text_of(data, tag, codec)
        attributes = _attributes(text)
        height = text.count("\n", 0, attributes[-1].end() if attributes else 0)
        if not lines & {*range(tag.line, tag.line + height + 2)}:
            continue  # nobody found a mistake in this tag
        for found in attributes:
            after = _of_attribute(found, tag, used) if found["name"] == name else None
            if after is not None:
                start = tag.start + len(text[: found.start("name")].encode(codec))
                before = text[found.start("name") : found.end()]
                end = start + len(before.encode(codec))
                yield _Edit(start, end, tag.line, tag.column, before, after)


def _attributes(tag: str) -> list[re.Match[str]]:
    """The attributes of a start tag, with which a text begins."""
    name = _NAME.match(tag)
    at = name.end() if name else 0
    found: list[re.Match[str]] = []
    while attribute := _ATTRIBUTE.match(tag, at):
        found.append(attribute)
        at = attribute.end()
    return found


def _of_attribute(found: re.Match[str], tag: _Tag, used: set[str]) -> str | None:
    """How an attribute is written; None when it is to stay. An identifier is noted in `used`."""
    name, value, quote = found["name"], found["value"], found["quote"]
    if name in _RENAMED:
        new = _RENAMED[name]
        is_there = any(key.endswith(f"}}{name}") for key in tag.attributes)
        if is_there or (name == "id" and (value in used or not _NCNAME.fullmatch(value))):
            return None
        if name == "id":
            used.add(value)
        return f"{new}{found[0].lstrip()[len(name) :]}"
    date = iso_moment(value) if name in _DATES else None
    return None if date is None or date == value else f"{name}={quote}{date}{quote}"


def _text_of(data: bytes, tag: _Tag, codec: str) -> str:
    return data[tag.start : tag.start + _LONGEST_TAG].decode(codec, "ignore")


@dataclass(frozen=True, slots=True)
class _Kind:
    """A sort of mistakes that have one right answer."""

    edits: Callable[[bytes, str, Sequence[Diagnostic]], Iterator[_Edit]]
    """The changes of a file in an encoding, with its findings."""
    is_better: Callable[[Sequence[Diagnostic], Sequence[Diagnostic]], bool]
    """Whether the findings that are left are better than those before."""


_KINDS: Sequence[_Kind] = (
    _Kind(_of_references, _can_be_read),
    _Kind(_of_root, _has_another_root),
    *(_Kind(partial(_of_attributes, name), _has_fewer) for name in (*_RENAMED, *_DATES)),
)
