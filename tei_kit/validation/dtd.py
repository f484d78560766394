"""Validation with a document type definition (XML 1.0), by libxml2.

A DTD in several files, joined by external parameter entities, is read when those files lie in the
folder of the first one or below it; any other file or address is refused. The document's own
DOCTYPE is not read at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote
from xml.parsers import expat

from lxml import etree

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, SchemaError, diagnose, reason_of
from tei_kit.validation.dtd_messages import Messages, name_of
from tei_kit.xml import positions
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.addresses import split

_ROOT = b'<!DOCTYPE x SYSTEM "x"><x/>'
_AMPLIFICATION = 43  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH, which older Pythons do not name


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled DTD; `compile` makes it."""

    _engine: etree.DTD

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK510) of a path or a parsed tree, by line; an empty list for a valid
        document.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`).
        """
        tree = xmlfile.opened(source)
        found = [*_of_root(tree)]
        if not self._engine.validate(tree):
            entries = cast("Any", self._engine.error_log)
            found += Messages(self._engine, tree).diagnostics(entries)
        return sorted(found, key=lambda d: (d.place.line, d.place.column))


@dataclass(frozen=True, slots=True)
class InternalSchema:
    """The DTD that a document holds itself, between the brackets of its DOCTYPE."""

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK510) of a path or a parsed tree, by line.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`).
        """
        tree = xmlfile.opened(source)
        declared = tree.docinfo.internalDTD
        if declared is None:
            return []
        found = [*_of_root(tree, is_internal=True)]
        if not declared.validate(tree):
            entries = cast("Any", declared.error_log)
            found += Messages(declared, tree).diagnostics(entries)
        return sorted(found, key=lambda d: (d.place.line, d.place.column))


def _of_root(tree: etree._ElementTree, *, is_internal: bool = False) -> Iterator[Diagnostic]:
    """An error (TK510) for a root that is not the element that the DOCTYPE names (XML 1.0, 2.8)."""
    declared = cast("Any", tree.docinfo.internalDTD)  # the stubs lack name
    root = tree.getroot()
    if declared is None or not declared.name:
        return
    if declared.system_url is None and not is_internal:
        return
    found = name_of(root)
    if declared.name != found:
        place = positions.Locator(tree).place(root)
        named = f'"{declared.name}"'
        yield diagnose("TK510", place, "other-root", element=f'"{found}"', named=named)


def compile(path: Path | str) -> Schema:  # noqa: A001
    """Compile a DTD with the files below its folder that its parameter entities name.

    Raises SchemaError: TK101 when the file cannot be read, TK505 when it is not right, declares no
    element, grows beyond measure by its entities, or asks for a file that it must not read.
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
        raise SchemaError(diagnose("TK505", Place(str(path)), "no-element"))
    return Schema(engine)


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
    """A handler that expat calls for a part of a file: it reads the part, and the parts of the
    part.

    `only` is the DTD itself; the document of the parser asks for it first.
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
            at = Place(str(part), max(error.lineno, 1), error.offset + 1)
            if error.code == _AMPLIFICATION:
                raise SchemaError(diagnose("TK505", at, "expansion")) from error
            raise _wrong(at, expat.errors.messages[error.code]) from error
        return 1

    return read


def _part(system: str, file: Path, folder: Path, place: Place) -> Path:
    """The file that a system identifier names; raises SchemaError unless it is in the folder."""
    parts = split(system)
    if parts.scheme or parts.netloc:
        raise SchemaError(diagnose("TK505", place, "address", file=system))
    part = file.parent / unquote(parts.path)
    if not part.resolve().is_relative_to(folder):
        raise SchemaError(diagnose("TK505", place, "outside", file=system))
    return part


def _bytes_of(path: Path, asked_at: Place | None = None) -> bytes:
    try:
        return files.bytes_of(path)
    except OSError as error:
        if asked_at is not None:
            details = {"file": path.name, "why": reason_of(error)}
            raise SchemaError(diagnose("TK505", asked_at, "unreadable-why", **details)) from error
        raise SchemaError(diagnose("TK101", Place(str(path)), reason=reason_of(error))) from error


def _wrong(place: Place, reason: str) -> SchemaError:
    return SchemaError(diagnose("TK505", place, reason=reason.strip().rstrip(".")))
