"""The package of a DOCX file, looked at before anything reads it.

A DOCX file is a zip archive of XML from somebody else. What an attack would need is refused: a
name that leads out of the archive, far more data than there are bytes, a document type
declaration (which no part of the format has: ECMA-376, part 2, section 8.1.4 forbids it).
"""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from tei_kit.diagnostics import Place, diagnose
from tei_kit.readers.recognition import OLE, ZIP
from tei_kit.source.source import SourceError

CONTENT_TYPES = "[Content_Types].xml"
LARGEST = 1_000_000_000  # bytes, of all parts together
LARGEST_XML = 300_000_000  # bytes, of one part of XML
# XML packs ten to thirty times; a part beyond this that is large on top of it is a bomb.
LARGEST_RATIO = 200
SMALL = 20_000_000  # bytes
MOST_PARTS = 20_000
DOCX = "a DOCX file"
NO_ARCHIVE = "it does not begin as one; say what it is with --from txt, html or md"
OTHER_ARCHIVE = "it is another kind of archive; save it as .docx"
MEND = "copy it again, or open it in a word processor and save it"


def check(data: bytes, name: str) -> None:
    """Refuse what is no DOCX package (TK122, TK123) or not safe to read (TK124): SourceError."""
    if not data:
        raise SourceError(diagnose("TK104", Place(name)))
    if data.startswith(OLE):
        raise SourceError(diagnose("TK123", Place(name)))
    if not data.startswith(ZIP):
        raise not_docx(name, NO_ARCHIVE)
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            names = set(archive.namelist())
            if CONTENT_TYPES not in names or not any(n.startswith("word/") for n in names):
                raise not_docx(name, OTHER_ARCHIVE)
            _check_sizes(parts, name)
            for part in parts:
                _check_name(part.filename, name)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    _check_xml(archive.read(part), part.filename, name)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise not_docx(name, f"its archive is damaged ({error}); {MEND}") from error


def not_docx(name: str, reason: str) -> SourceError:
    """The error of a file that is no DOCX file."""
    return SourceError(diagnose("TK122", Place(name), format=DOCX, reason=reason))


def not_readable(name: str, error: etree.XMLSyntaxError) -> SourceError:
    """The error of a file whose XML is damaged, or nested more deeply than is safe."""
    if "Excessive depth" in str(error):
        return _unsafe(name, "its elements are nested too deeply")
    return not_docx(name, f"its XML is damaged ({error}); {MEND}")


def _unsafe(name: str, reason: str) -> SourceError:
    return SourceError(diagnose("TK124", Place(name), reason=reason))


def _check_sizes(parts: list[ZipInfo], name: str) -> None:
    if len(parts) > MOST_PARTS:
        raise _unsafe(name, f"it has {len(parts)} parts")
    if sum(part.file_size for part in parts) > LARGEST:
        raise _unsafe(name, f"unpacked it is larger than {LARGEST // 1_000_000} MB")
    for part in parts:
        is_xml = part.filename.lower().endswith((".xml", ".rels"))
        packed = max(1, part.compress_size)
        if part.file_size > SMALL and part.file_size > LARGEST_RATIO * packed:
            reason = (
                f"its part {part.filename} unpacks to {part.file_size // packed} times its size"
            )
            raise _unsafe(name, reason)
        if is_xml and part.file_size > LARGEST_XML:
            raise _unsafe(name, f"its part {part.filename} is too large")


def _check_name(part: str, name: str) -> None:
    path = PurePosixPath(part.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        raise _unsafe(name, f"its part {part} lies outside of the archive")


class _RootReachedError(Exception):
    """The first element of a part was reached: what could come before it did not."""


def _check_xml(data: bytes, part: str, name: str) -> None:
    """Refuse a part with a document type declaration, in whatever encoding it is."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise _unsafe(name, f"its part {part} has a document type declaration")

    def stop(*_: object) -> None:
        raise _RootReachedError

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(data, True)
    except _RootReachedError:
        return
    except expat.ExpatError as error:
        raise not_docx(name, f"its part {part} is damaged ({error}); {MEND}") from error
