"""Mistakes in XML that is not well-formed, in words that a person can act on.

A parser says where it stopped, and little more. Here the file is read once more, up to that place,
and the piece of markup that could not be read is compared with tables of usual mistakes.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO
from xml.parsers import expat

from tei_kit.advice.encodings import western
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.xml import broken_markup, encoding, names, stopped
from tei_kit.xml.broken_markup import EMPTY_ELEMENTS, NAME, Mistake, mistake, named, shown
from tei_kit.xml.entities import character_for
from tei_kit.xml.prolog import feed
from tei_kit.xml.stopped import Reading, Scene

__all__ = ["explain", "explain_bytes"]

_REFERENCE = re.compile(rf"&(?P<name>{NAME});")
_WORD = re.compile(NAME)
_PREFIXES = re.compile(r"(?:^<|\s)(?P<prefix>[^\W\d][\w.\-]*):[^\W\d]")
_DECLARED = re.compile(r"xmlns:(?P<prefix>[\w.\-]+)")
# xmlns:tei=""
_NO_ADDRESS = re.compile(r"xmlns:(?P<prefix>[\w.\-]+)\s*=\s*(?:\"\"|'')")
# <?xml version="2.0"
_VERSION = re.compile(rb"<\?xml\s+version\s*=\s*[\"'](?!1\.\d)")

_UTF_16_WITHOUT_MARK = (b"\0<", b"<\0")
_SIGNATURES: Sequence[tuple[bytes, str]] = (
    (b"PK\x03\x04", "a ZIP archive, as DOCX, ODT and EPUB are"),
    (b"\x1f\x8b", "a compressed file (gzip); unpack it first"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text of a word processor (RTF)"),
    (b"\xd0\xcf\x11\xe0", "an old file of Word or Excel"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
"""The beginnings of files that are not XML."""

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
    reading = Reading()
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
        variant = _of_beginning(beginning)
        return diagnose("TK501", Place(file), variant) if variant else None
    return diagnose("TK501", place, found.variant, **found.details)


def _of_beginning(data: bytes) -> str:
    """The mistake in the first bytes of a file that expat reads nevertheless; "" when they are
    right."""
    if data.startswith(_UTF_16_WITHOUT_MARK):
        return "no-mark"
    return "declaration" if _VERSION.match(data.removeprefix(codecs.BOM_UTF8)) else ""


# The bytes


def _of_bytes(stream: BinaryIO, beginning: bytes, at: int) -> Mistake | None:
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
        return mistake("byte", byte=byte)
    details = {"byte": byte, "character": found.shown, "word": found.word}
    return mistake("byte-as", **details, encoding=found.iana)


# The text


def _of_text(
    reading: Reading, stream: BinaryIO, beginning: bytes, error: expat.ExpatError
) -> Mistake:
    scene = stopped.scene(reading, stream, beginning, error)
    by_code = _BY_CODE.get(error.code)
    found = by_code(scene) if by_code is not None else None
    if found is None and error.code in _IN_TOKENS:
        found = _of_token(scene)
    if found is None and error.code in _ENDS_EARLY:
        found = _cut_off(scene)
    return found or mistake(None, reason=expat.ErrorString(error.code))


def _of_token(scene: Scene) -> Mistake | None:
    """The mistake in a piece of markup that cannot be read."""
    character = scene.text[scene.at : scene.at + 1]
    if character and ord(character) < 0x20 and character not in "\t\n\r":
        return mistake("control", codepoint=f"{ord(character):04X}")
    unread = scene.unread
    if unread.startswith("&#"):
        return broken_markup.of_number(unread)
    if unread.startswith(("<!", "<?")):
        declaration = broken_markup.of_declaration(unread)
        if declaration is not None:
            return declaration
    if scene.root and not scene.opened and scene.code != _CODES[expat.errors.XML_ERROR_SYNTAX]:
        return _after_root(scene)
    if not scene.root and "<" not in scene.text:
        return mistake("no-tags")
    if not scene.root and not unread.lstrip().startswith("<"):
        return mistake("before-root", text=shown(unread))
    if "]]>" in scene.text[max(scene.at - 2, 0) : scene.at + 3]:
        return mistake("cdata-end")
    if unread.startswith("&"):
        return broken_markup.of_ampersand(unread)
    if unread.startswith("<!--"):
        return mistake("comment-dashes")
    if unread.startswith("</"):
        return broken_markup.of_end_tag(unread)
    if unread.startswith("<") and not unread.startswith(("<!", "<?")):
        return _in_tag(scene)
    return mistake("character", character=named(character)) if character else None


def _in_tag(scene: Scene) -> Mistake:
    found = broken_markup.of_tag(scene.unread, scene.at - scene.piece)
    offset = found.details.get("offset")
    if not isinstance(offset, int):
        return found
    details = {**found.details, "line": scene.line(scene.piece + offset)}
    return Mistake(found.variant, details)


# Mistakes that expat tells by a number of their own


def _mismatch(scene: Scene) -> Mistake | None:
    end = _WORD.match(scene.text, scene.at)
    if end is None or not scene.opened:
        return None
    top = scene.opened[-1]
    details = {"end": end[0], "start": top.name, "line": top.line}
    if end[0].lower() == top.name.lower():
        return Mistake("tags-case", details)
    if top.name.lower() in EMPTY_ELEMENTS:
        return Mistake("tags-empty", details)
    if any(each.name == end[0] for each in scene.opened):
        if scene.slip:
            return Mistake("tags-slip", {**details, "slip": scene.slip})
        return Mistake("tags", details)
    return Mistake("tags-unopened", details)


def _ends_early(scene: Scene) -> Mistake:
    """The end of the file, where an element is open or none was."""
    if not scene.opened:
        return mistake("empty")
    top = scene.opened[-1]
    details = {"name": top.name, "line": top.line, "number": len(scene.opened)}
    if scene.slip:
        return Mistake("unclosed-slip", {**details, "slip": scene.slip})
    return Mistake("unclosed", details)


def _after_root(scene: Scene) -> Mistake:
    return mistake("after-root", root=scene.root, text=shown(scene.unread))


def _twice(scene: Scene) -> Mistake | None:
    name = _WORD.match(scene.text, scene.at)
    return mistake("attribute-twice", attribute=name[0]) if name else None


def _unbound(scene: Scene) -> Mistake | None:
    end = scene.text.find(">", scene.at)
    tag = scene.text[scene.at : end if end > 0 else len(scene.text)]
    declared = {found["prefix"] for found in _DECLARED.finditer(tag)} | scene.prefixes | {"xmlns"}
    for found in _PREFIXES.finditer(tag):
        prefix = found["prefix"]
        if prefix in declared:
            continue
        if prefix.lower() == "xml":
            return mistake("small-letters", found=prefix, instead="xml")
        address = _KNOWN_PREFIXES.get(prefix, "…")
        return mistake("prefix", prefix=prefix, address=address)
    return None


def _without_address(scene: Scene) -> Mistake | None:
    found = _NO_ADDRESS.search(scene.text, scene.at)
    if found is None:
        return None
    address = _KNOWN_PREFIXES.get(found["prefix"], "…")
    return mistake("prefix-address", prefix=found["prefix"], address=address)


def _reserved(prefix: str) -> Mistake:
    return mistake("prefix-reserved", prefix=prefix)


def _entity(scene: Scene) -> Mistake | None:
    found = _REFERENCE.match(scene.text, scene.at)
    if found is None:
        found = _REFERENCE.search(scene.text)
    if found is None:
        return None
    reference = character_for(found["name"]) or character_for(found["name"].lower())
    if reference is None:
        return mistake("undeclared-entity", name=found["name"])
    return mistake("html-entity", name=found["name"], reference=reference)


_BY_CODE: Mapping[int, Callable[[Scene], Mistake | None]] = {
    _CODES[message]: explained
    for message, explained in (
        (expat.errors.XML_ERROR_TAG_MISMATCH, _mismatch),
        (expat.errors.XML_ERROR_NO_ELEMENTS, _ends_early),
        (expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT, _after_root),
        (expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE, _twice),
        (expat.errors.XML_ERROR_UNBOUND_PREFIX, _unbound),
        (expat.errors.XML_ERROR_UNDEFINED_ENTITY, _entity),
        (expat.errors.XML_ERROR_UNDECLARING_PREFIX, _without_address),
        (expat.errors.XML_ERROR_RESERVED_PREFIX_XML, lambda _scene: _reserved("xml")),
        (expat.errors.XML_ERROR_RESERVED_PREFIX_XMLNS, lambda _scene: _reserved("xmlns")),
        (expat.errors.XML_ERROR_MISPLACED_XML_PI, lambda _scene: mistake("declaration-late")),
        (expat.errors.XML_ERROR_XML_DECL, lambda _scene: mistake("declaration")),
        (expat.errors.XML_ERROR_INCORRECT_ENCODING, lambda _scene: mistake("other-encoding")),
    )
}


# Words


def _cut_off(scene: Scene) -> Mistake:
    """The end of the file in the middle of a piece of markup."""
    if scene.cdata_line:
        what = f"the CDATA section that begins in line {scene.cdata_line} and ends with ]]>"
        return mistake("cut-off", what=what)
    if scene.unread.lower().startswith("<?xml ") and not scene.root:
        return mistake("declaration")
    return mistake("cut-off", what=_kind(scene.unread))


def _kind(text: str) -> str:
    """The sort of a piece of markup."""
    if text.startswith("<!--"):
        return "a comment, which ends with -->"
    if text.startswith("<![CDATA["):
        return "a CDATA section, which ends with ]]>"
    if text.startswith("<?"):
        return "an instruction, which ends with ?>"
    return "a tag, which ends with >"
