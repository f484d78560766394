"""Validation with a document type definition (XML 1.0), by libxml2.

A DTD in several files, joined by external parameter entities, is read when those files lie in the
folder of the first one or below it; any other file or address is refused. The document's own
DOCTYPE is not read at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, diagnose, reason_of
from tei_kit.xml import positions
from tei_kit.xml import tree as xmlfile

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_NAMES = 12
_ROOT = b'<!DOCTYPE x SYSTEM "x"><x/>'
_AMPLIFICATION = "limit on input amplification"

# What libxml2 says, and what we say for it
_CONTENT = re.compile(
    r"Element \s (?P<name>\S+) \s content \s does \s not \s follow \s the \s DTD,"
    r"\s expecting \s (?P<model>.*), \s got \s? (?P<found>.*)",
    re.VERBOSE | re.DOTALL,
)
_WORDED: Mapping[re.Pattern[str], str] = {
    re.compile(r"No declaration for element (\S+)"): 'element "{}" is not declared',
    re.compile(
        r"No declaration for attribute (\S+) of element (\S+)"
    ): 'attribute "{}" is not allowed on element "{}"',
    re.compile(
        r"Element (\S+) does not carry attribute (\S+)"
    ): 'element "{}" lacks the attribute "{}"',
    re.compile(
        r'Value "(.*)" for attribute (\S+) of (\S+) is not among the enumerated set'
    ): 'the value "{}" of attribute "{}" of element "{}" is not one of those declared',
    re.compile(
        r"Syntax of value for attribute (\S+) of (\S+) is not valid"
    ): 'the value of attribute "{}" of element "{}" does not have the declared form',
    re.compile(r"Element (\S+) was declared EMPTY.*"): 'element "{}" has to be empty',
    re.compile(r"ID (\S+) already defined"): 'the identifier "{}" is used before',
    re.compile(
        r'IDREFS? attribute (\S+) references an unknown ID "(.*)"'
    ): 'attribute "{}" refers to "{}", which no element has as its identifier',
    re.compile(r"Element (\S+) is not declared in.*"): 'element "{}" is not allowed here',
    re.compile(
        r"Element (\S+) was declared #PCDATA.*"
    ): 'element "{}" holds elements and may only hold text',
}


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled DTD; `compile` makes it."""

    _engine: etree.DTD

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK510) of a path or a parsed tree, by line; none when it is valid.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`).
        """
        tree = xmlfile.opened(source)
        if self._engine.validate(tree):
            return []
        file = xmlfile.name_of(tree)
        entries = _entries(self._engine)
        about = [_node_of(entry, tree) for entry in entries]
        places = positions.places_of(tree, [node for node in about if node is not None])
        found = [
            diagnose(
                "TK510",
                Place(file, max(entry.line, 1)) if node is None else places[node],
                reason=_reason(entry.message),
            )
            for entry, node in zip(entries, about, strict=True)
        ]
        return sorted(found, key=lambda d: (d.place.line, d.place.column))


def compile(path: Path | str) -> Schema:  # noqa: A001
    """Compile a DTD with the files below its folder that its parameter entities name.

    Raises SchemaError: TK101 when the file cannot be read, TK505 when it is not right, declares no
    element, grows beyond measure by its entities, or asks for a file that it may not have.
    """
    _check_files(Path(path))
    try:
        # The file and not its bytes: libxml2 resolves the names in it against the file's folder.
        engine = etree.DTD(file=str(path))
    except etree.DTDParseError as error:
        entry = next(iter(error.error_log), None)
        line, reason = (entry.line, entry.message) if entry is not None else (1, str(error))
        raise _wrong(Place(str(path), max(line, 1)), reason) from error
    if not cast("Any", engine).elements():
        raise _wrong(Place(str(path)), "it declares no element")
    return Schema(engine)


def _entries(engine: etree.DTD) -> list[etree._LogEntry]:
    return [*cast("Any", engine.error_log)]


def _node_of(entry: etree._LogEntry, tree: etree._ElementTree) -> etree._Element | None:
    """The element that an error is about, where its path leads; None when it has none."""
    path = getattr(entry, "path", None)
    if not path:
        return None
    prefixes = {
        prefix: uri
        for element in tree.iter(etree.Element)
        if element.sourceline == entry.line
        for prefix, uri in element.nsmap.items()
        if prefix
    }
    try:
        found = tree.xpath(path, namespaces=prefixes)
    except etree.XPathError:
        return None
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, etree._Element) else None


# ------------------------------------------------------------------ reading safely


def _check_files(path: Path) -> None:
    """Read a DTD and its parts with expat, which asks for each file, before libxml2 may.

    Raises SchemaError at the first part that is refused or not right. expat also stops entities
    that expand to far more than the files hold.
    """
    _bytes_of(path)  # so that a file that is not there is TK101, as with every other schema
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
    parser.ExternalEntityRefHandler = _part_reader(parser, path, path.resolve().parent, path)
    try:
        parser.Parse(_ROOT, True)
    except expat.ExpatError as error:
        raise _wrong(Place(str(path)), expat.errors.messages[error.code]) from error


def _part_reader(
    parser: expat.XMLParserType, file: Path, folder: Path, only: Path | None = None
) -> Callable[[str, str | None, str | None, str | None], int]:
    """What expat calls for a part of a file: it reads the part, and the parts of that.

    `only` is the DTD itself, which stands in for whatever the document asks for first.
    """

    def read(context: str, _base: str | None, system: str | None, _public: str | None) -> int:
        place = Place(str(file), max(parser.CurrentLineNumber, 1))
        part = only if only is not None else _part(system or "", file, folder, place)
        data = _bytes_of(part, None if only is not None else place)
        inner = parser.ExternalEntityParserCreate(context)
        inner.ExternalEntityRefHandler = _part_reader(inner, part, folder)
        try:
            inner.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            if reason.startswith(_AMPLIFICATION):
                reason = "its entities expand to far more than the file holds"
            at = Place(str(part), max(error.lineno, 1), error.offset + 1)
            raise _wrong(at, reason) from error
        return 1

    return read


def _part(system: str, file: Path, folder: Path, place: Place) -> Path:
    """The file that a system identifier names; raises SchemaError unless it is in the folder."""
    parts = urlsplit(system)
    if parts.scheme or parts.netloc:
        raise _wrong(place, f"it asks for {system}, and only files below its own folder are read")
    part = file.parent / unquote(parts.path)
    if not part.resolve().is_relative_to(folder):
        raise _wrong(place, f"it asks for {system}, which is not below its own folder")
    return part


def _bytes_of(path: Path, asked_at: Place | None = None) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        if asked_at is not None:
            reason = f"it asks for {path.name}, which cannot be read: {reason_of(error)}"
            raise _wrong(asked_at, reason) from error
        raise SchemaError(diagnose("TK101", Place(str(path)), reason=reason_of(error))) from error


def _wrong(place: Place, reason: str) -> SchemaError:
    return SchemaError(diagnose("TK505", place, reason=reason.strip().rstrip(".")))


# ------------------------------------------------------------------ messages


def _reason(message: str) -> str:
    """libxml2's message as a fragment of a sentence that says what to change."""
    text = " ".join(message.split()).rstrip(".")
    if match := _CONTENT.match(text):
        found = _shortened(match["found"].strip("() ").split())
        return f'element "{match["name"]}" expects {match["model"]}; it has {found}'
    for pattern, ours in _WORDED.items():
        if match := pattern.fullmatch(text):
            return ours.format(*match.groups())
    return text


def _shortened(names: Sequence[str]) -> str:
    """The names of children, CDATA as text; of many, the beginning and the count."""
    shown = ["text" if name == "CDATA" else name for name in names[:_MOST_NAMES]]
    more = len(names) - len(shown)
    return (", ".join(shown) + (f" and {more} more" if more else "")) or "nothing"
