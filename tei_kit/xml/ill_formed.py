"""What is wrong with XML that is not well-formed, in words that a person can act on.

A parser says where it stopped, and little more. Here the file is read once more, up to that place,
and the piece of markup that could not be read is compared with tables of usual mistakes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO
from xml.parsers import expat

from tei_kit.advice.encodings import western
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.xml import encoding, names
from tei_kit.xml.prolog import feed

__all__ = ["character_for", "explain", "explain_bytes"]

_NAME = r"[^\W\d][\w.\-:·]*"

# The pieces of well-formed content: text, &amp;, comments, <p n="1">
_PIECE = re.compile(
    rf"""
      [^<&]+
    | &(?: \#x[0-9A-Fa-f]+ | \#[0-9]+ | {_NAME} );
    | <!--(?: (?!--). )*-->
    | <!\[CDATA\[.*?\]\]>
    | <\?.*?\?>
    | </ {_NAME} \s*>
    | < {_NAME} (?: \s+ {_NAME} \s*=\s* (?: "[^"<]*" | '[^'<]*' ) )* \s* /?>
    """,
    re.VERBOSE | re.DOTALL,
)
# <p n="1" rend='x' -> what comes next is what cannot be read
_TAG_SO_FAR = re.compile(
    rf"< (?P<name>{_NAME}) (?: \s+ {_NAME} \s*=\s* (?: \"[^\"<&]*\" | '[^'<&]*' ) )*",
    re.VERBOSE,
)
# &b= in "a=1&b=2", and & alone: no semicolon follows the name
_BARE_AMPERSAND = re.compile(rf"& (?! \#? [\w.\-]+ ;) (?:{_NAME})?", re.VERBOSE)
_REFERENCE = re.compile(rf"&(?P<name>{_NAME});")
_NUMBER = re.compile(r"&\#[^;\s<&]*;?", re.VERBOSE)
_WORD = re.compile(_NAME)
_PREFIXES = re.compile(r"(?:^<|\s)(?P<prefix>[^\W\d][\w.\-]*):[^\W\d]")
_DECLARED = re.compile(r"xmlns:(?P<prefix>[\w.\-]+)")

# What follows a tag's beginning: the mistake, and a sentence of TK501 for it
_IN_TAGS: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(pattern, re.VERBOSE | re.DOTALL), variant)
    for pattern, variant in (
        # n=“1”
        (
            rf"\s+ (?P<attribute>{_NAME}) \s*=\s* [“”„‟‘’‚«»″]"
            r"(?P<value>[^“”„‟‘’‚«»″\"'<>]*)",
            "curly-quotes",
        ),
        # n="1
        (rf"\s+ (?P<attribute>{_NAME}) \s*=\s* (?P<value>[\"'])", "unclosed-value"),
        # n=1
        (rf"\s+ (?P<attribute>{_NAME}) \s*=\s* (?P<value>(?!/>)[^\s\"'<>]+)", "unquoted-value"),
        # n= >
        (rf"\s+ (?P<attribute>{_NAME}) \s* (?: = \s*)? (?=[\s/<>]|$|[^\W\d])", "no-value"),
        # a="1"b="2"
        (rf"(?P<attribute>{_NAME}) \s*=", "no-space"),
        # <p <b>
        (r"\s* <", "unclosed-tag"),
    )
)

_SIGNATURES: Sequence[tuple[bytes, str]] = (
    (b"PK\x03\x04", "a ZIP archive, as DOCX, ODT and EPUB are"),
    (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text of a word processor (RTF)"),
    (b"\xd0\xcf\x11\xe0", "an old file of Word or Excel"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
"""How files begin that are not XML."""

_OF_HTML = ("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr")
_OF_TEI = ("anchor", "cb", "gb", "graphic", "lb", "milestone", "pb", "ptr")
_EMPTY = frozenset((*_OF_HTML, *_OF_TEI))
"""Elements that hold nothing, of HTML and of TEI, whose slash is often forgotten."""

_KNOWN_PREFIXES: Mapping[str, str] = {
    "tei": names.TEI_NAMESPACE,
    "xi": names.XINCLUDE_NAMESPACE,
    "svg": names.SVG_NAMESPACE,
    "xsi": names.XSI_NAMESPACE,
    "rng": names.RELAX_NG_NAMESPACE,
    "sch": names.SCHEMATRON_NAMESPACE,
    "xsl": names.XSLT_NAMESPACE,
    "xlink": names.XLINK_NAMESPACE,
    "mml": names.MATHML_NAMESPACE,
    "m": names.MATHML_NAMESPACE,
}

_AROUND = 4096
"""The bytes after the mistake that are looked at."""
_LONGEST_SHOWN = 40
_UTF_8 = ("utf-8", "utf8")

_CODES = expat.errors.codes
_ENDS_EARLY = frozenset(
    _CODES[message]
    for message in (
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
_IN_TOKENS = frozenset(
    _CODES[message]
    for message in (
        expat.errors.XML_ERROR_INVALID_TOKEN,
        expat.errors.XML_ERROR_SYNTAX,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_BAD_CHAR_REF,
    )
)


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: its name with its prefix, and the line of its start tag."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class _Mistake:
    """The sentence of TK501, and the words that fill it."""

    variant: str | None
    details: Mapping[str, object]


def _mistake(variant: str | None, **details: object) -> _Mistake:
    return _Mistake(variant, details)


@dataclass(frozen=True, slots=True)
class _Scene:
    """Where reading stopped: what was read, and the text around the mistake."""

    code: int
    opened: Sequence[_Open]
    root: str
    """The name of the root element; "" before it."""
    prefixes: frozenset[str]
    """The prefixes of namespaces in scope."""
    text: str
    """The text from the last thing that was read on, to somewhat behind the mistake."""
    at: int
    """Where in `text` the parser stopped."""
    piece: int
    """Where in `text` the piece of markup begins that could not be read."""
    first_line: int
    """The line in which `text` begins."""

    @property
    def unread(self) -> str:
        """The piece of markup, and what follows it."""
        return self.text[self.piece :]

    def line(self, offset: int) -> int:
        """The line of an offset in `text`."""
        return self.first_line + self.text.count("\n", 0, offset)


class _Reading:
    """Reads a file up to its mistake, and knows which elements are open there."""

    def __init__(self) -> None:
        self.opened: list[_Open] = []
        self.root = ""
        self.prefixes = ["xml"]
        self.last = 0
        """The byte at which the last event began."""
        self.last_line = 1
        self.parser = parser = expat.ParserCreate(namespace_separator="}")
        parser.namespace_prefixes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._other
        parser.CommentHandler = self._other
        parser.ProcessingInstructionHandler = self._other
        parser.EndDoctypeDeclHandler = self._other
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._forget

    def _start(self, name: str, _attributes: Mapping[str, str]) -> None:
        self._other()
        local, _, prefix = name.partition("}")[2].partition("}")
        shown = f"{prefix}:{local}" if prefix else local or name
        self.root = self.root or shown
        self.opened.append(_Open(shown, self.parser.CurrentLineNumber))

    def _end(self, _name: str) -> None:
        self._other()
        self.opened.pop()

    def _other(self, *_content: str) -> None:
        self.last = max(self.parser.CurrentByteIndex, 0)
        self.last_line = self.parser.CurrentLineNumber

    def _declare(self, prefix: str | None, _uri: str | None) -> None:
        self.prefixes.append(prefix or "")

    def _forget(self, prefix: str | None) -> None:
        with suppress(ValueError):
            self.prefixes.remove(prefix or "")


def explain_bytes(data: bytes, file: str) -> Diagnostic | None:
    """The mistake in a document that is not well-formed; see `explain`."""
    return explain(io.BytesIO(data), file)


def explain(stream: BinaryIO, file: str) -> Diagnostic | None:
    """The mistake (TK501) in a document that is not well-formed (XML 1.0), at its place.

    The stream is read from its beginning, up to the mistake. None when expat finds no mistake, or
    cannot get as far. `file` is the name for the place.
    """
    stream.seek(0)
    beginning = stream.read(256)
    stream.seek(0)
    for signature, what in _SIGNATURES:
        if beginning.startswith(signature):
            return diagnose("TK501", Place(file), "not-xml", what=what)
    reading = _Reading()
    parser = reading.parser
    try:
        if not feed(parser, stream.read):
            return None
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        place = Place(file, max(error.lineno, 1), error.offset + 1)
        at = max(parser.ErrorByteIndex, 0)
        found = _of_bytes(stream, beginning, at) or _of_text(reading, stream, beginning, error)
    except (LookupError, ValueError):
        # expat asks Python for the encodings that it does not know itself.
        name = encoding.declared(beginning)
        return diagnose("TK501", Place(file), "unknown-encoding", encoding=name)
    else:
        return None
    return diagnose("TK501", place, found.variant, **found.details)


# The bytes


def _of_bytes(stream: BinaryIO, beginning: bytes, at: int) -> _Mistake | None:
    """The mistake when the bytes are not UTF-8, though they should be."""
    if encoding.named(beginning) not in _UTF_8:
        return None
    stream.seek(max(at - 64, 0))
    before = stream.read(at - max(at - 64, 0))
    data = stream.read(64)
    try:
        data[:4].decode()
    except UnicodeDecodeError as error:
        if error.start:
            return None
    else:
        return None
    byte = f"0x{data[0]:02X}"
    found = western(before, data)
    if found is None:
        return _mistake("byte", byte=byte)
    details = {"byte": byte, "character": found.character, "word": found.word}
    return _mistake("byte-as", **details, encoding="windows-1252")


# The text


def _of_text(
    reading: _Reading, stream: BinaryIO, beginning: bytes, error: expat.ExpatError
) -> _Mistake:
    scene = _scene(reading, stream, beginning, error)
    by_code = _BY_CODE.get(error.code)
    found = by_code(scene) if by_code is not None else None
    if found is None and error.code in _IN_TOKENS:
        found = _of_token(scene)
    if found is None and error.code in _ENDS_EARLY:
        found = _mistake("cut-off", what=_kind(scene.unread))
    return found or _mistake(None, reason=expat.ErrorString(error.code))


def _scene(
    reading: _Reading, stream: BinaryIO, beginning: bytes, error: expat.ExpatError
) -> _Scene:
    at = max(reading.parser.ErrorByteIndex, reading.last)
    stream.seek(reading.last)
    codec = encoding.named(beginning)
    before = _decoded(stream.read(at - reading.last), codec)
    after = _decoded(stream.read(_AROUND), codec)
    text = before + after
    if not reading.last:
        at_first = text.startswith("\ufeff")
        text, before = text[at_first:], before[at_first:]
    return _Scene(
        code=error.code,
        opened=tuple(reading.opened),
        root=reading.root,
        prefixes=frozenset(reading.prefixes),
        text=text,
        at=len(before),
        piece=_piece(text, len(before)),
        first_line=reading.last_line,
    )


def _decoded(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec, "replace")
    except LookupError:
        return data.decode("latin-1")


def _piece(text: str, at: int) -> int:
    """Where the piece begins that ends beyond `at`, or cannot be read."""
    begin = 0
    while begin < at:
        piece = _PIECE.match(text, begin)
        if piece is None or piece.end() > at:
            break
        begin = piece.end()
    return begin


def _of_token(scene: _Scene) -> _Mistake | None:
    """The mistake in a piece of markup that cannot be read."""
    character = scene.text[scene.at : scene.at + 1]
    if character and ord(character) < 0x20 and character not in "\t\n\r":
        return _mistake("control", codepoint=f"{ord(character):04X}")
    unread = scene.unread
    if unread.startswith("&#"):
        number = _NUMBER.match(unread)
        return _mistake("character-reference", reference=number[0] if number else "&#")
    if scene.root and not scene.opened and scene.code != _CODES[expat.errors.XML_ERROR_SYNTAX]:
        return _after_root(scene)
    if not scene.root and "<" not in scene.text:
        return _mistake("no-tags")
    if not scene.root and not unread.lstrip().startswith("<"):
        return _mistake("before-root", text=_shown(unread))
    if "]]>" in scene.text[max(scene.at - 2, 0) : scene.at + 3]:
        return _mistake("cdata-end")
    if unread.startswith("&"):
        return _ampersand(unread)
    if unread.startswith("<!--"):
        return _mistake("comment-dashes")
    if unread.startswith("</"):
        name = _WORD.search(unread)
        return _mistake("end-tag", name=name[0] if name else "name")
    if unread.startswith("<") and not unread.startswith(("<!", "<?")):
        return _in_tag(scene)
    return _mistake("character", character=_named(character)) if character else None


def _ampersand(text: str) -> _Mistake:
    found = _BARE_AMPERSAND.match(text)
    shown = (found[0] if found else "&")[:_LONGEST_SHOWN]
    name = shown.removeprefix("&")
    character = character_for(name) if name else None
    if character is not None and not text[len(shown) :].startswith("="):
        return _mistake("entity-semicolon", name=name, reference=character)
    if not name:
        return _mistake("ampersand-alone")
    return _mistake("ampersand", shown=shown, instead=f"&amp;{name}")


def _in_tag(scene: _Scene) -> _Mistake:
    """The mistake in a start tag."""
    tag = _TAG_SO_FAR.match(scene.unread)
    if tag is None:
        following = scene.unread[1:]
        spaced = re.match(rf"\s+(?P<name>{_NAME})\s*[/>]", following)
        if spaced is not None:
            return _mistake("space-in-tag", name=spaced["name"])
        return _mistake("less-than", text=_shown(scene.unread))
    rest = scene.unread[tag.end() :]
    for pattern, variant in _IN_TAGS:
        found = pattern.match(rest)
        if found is None:
            continue
        groups = found.groupdict()
        details: dict[str, object] = {**groups, "name": tag["name"]}
        if variant == "unclosed-value":
            inside = rest[found.end() : scene.at - scene.piece - tag.end() + 1]
            bare = _BARE_AMPERSAND.search(rest, found.end())
            if "<" not in inside and bare is not None:
                return _ampersand(bare.string[bare.start() :])
            details["line"] = scene.line(scene.piece + tag.end() + found.start("attribute"))
        elif "value" in groups:
            details["value"] = _shown(groups["value"].rstrip("/"))
        return _Mistake(variant, details)
    character = scene.text[scene.at : scene.at + 1]
    return _mistake("character-in-tag", character=_named(character), name=tag["name"])


# Mistakes that expat tells by a number of their own


def _mismatch(scene: _Scene) -> _Mistake | None:
    end = _WORD.match(scene.text, scene.at)
    if end is None or not scene.opened:
        return None
    top = scene.opened[-1]
    details = {"end": end[0], "start": top.name, "line": top.line}
    if end[0].lower() == top.name.lower():
        return _Mistake("tags-case", details)
    if top.name.lower() in _EMPTY:
        return _Mistake("tags-empty", details)
    if any(each.name == end[0] for each in scene.opened):
        return _Mistake("tags", details)
    return _Mistake("tags-unopened", details)


def _ends_early(scene: _Scene) -> _Mistake:
    """The end of the file, where an element is open or none was."""
    if not scene.opened:
        return _mistake("empty")
    top = scene.opened[-1]
    return _mistake("unclosed", name=top.name, line=top.line, number=len(scene.opened))


def _after_root(scene: _Scene) -> _Mistake:
    return _mistake("after-root", root=scene.root, text=_shown(scene.unread))


def _twice(scene: _Scene) -> _Mistake | None:
    name = _WORD.match(scene.text, scene.at)
    return _mistake("attribute-twice", attribute=name[0]) if name else None


def _unbound(scene: _Scene) -> _Mistake | None:
    end = scene.text.find(">", scene.at)
    tag = scene.text[scene.at : end if end > 0 else len(scene.text)]
    declared = {found["prefix"] for found in _DECLARED.finditer(tag)} | scene.prefixes | {"xmlns"}
    for found in _PREFIXES.finditer(tag):
        prefix = found["prefix"]
        if prefix in declared:
            continue
        address = _KNOWN_PREFIXES.get(prefix, "…")
        return _mistake("prefix", prefix=prefix, address=address)
    return None


def _entity(scene: _Scene) -> _Mistake | None:
    found = _REFERENCE.match(scene.text, scene.at)
    if found is None:
        found = _REFERENCE.search(scene.text)
    if found is None:
        return None
    reference = character_for(found["name"])
    if reference is None:
        return _mistake("undeclared-entity", name=found["name"])
    return _mistake("html-entity", name=found["name"], reference=reference)


def character_for(name: str) -> str | None:
    """How a character is written that HTML names by an entity: `nbsp` -> `&#160;`, `eacute` ->
    `é`; None for a name that HTML does not have."""
    from html.entities import name2codepoint  # only a mistake needs it

    number = name2codepoint.get(name)
    if number is None:
        return None
    return chr(number) if chr(number).isprintable() else f"&#{number};"


_BY_CODE: Mapping[int, Callable[[_Scene], _Mistake | None]] = {
    _CODES[message]: explained
    for message, explained in (
        (expat.errors.XML_ERROR_TAG_MISMATCH, _mismatch),
        (expat.errors.XML_ERROR_NO_ELEMENTS, _ends_early),
        (expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT, _after_root),
        (expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE, _twice),
        (expat.errors.XML_ERROR_UNBOUND_PREFIX, _unbound),
        (expat.errors.XML_ERROR_UNDEFINED_ENTITY, _entity),
        (expat.errors.XML_ERROR_MISPLACED_XML_PI, lambda _scene: _mistake("declaration-late")),
        (expat.errors.XML_ERROR_XML_DECL, lambda _scene: _mistake("declaration")),
        (expat.errors.XML_ERROR_INCORRECT_ENCODING, lambda _scene: _mistake("other-encoding")),
    )
}


# Words


def _kind(text: str) -> str:
    """The sort of a piece of markup."""
    if text.startswith("<!--"):
        return "a comment, which ends with -->"
    if text.startswith("<![CDATA["):
        return "a CDATA section, which ends with ]]>"
    if text.startswith("<?"):
        return "an instruction, which ends with ?>"
    return "a tag, which ends with >"


def _named(character: str) -> str:
    """A character as a person can find it."""
    if character.isprintable() and not character.isspace():
        return f"{character} (U+{ord(character):04X})"
    return f"U+{ord(character):04X}" if character else "the end of the file"


def _shown(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text[: 2 * _LONGEST_SHOWN].split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"
