"""The package of a DOCX file: its parts and their relationships, checked before they are read.

A DOCX file is a zip archive of XML, often from an unknown person (ECMA-376, part 2). An attack
needs a name that leads out of the archive, far more data than the archive has bytes, or a document
type declaration, which section 8.1.4 forbids; this module refuses all three. Relationships and
content types say which parts hold the document, its notes and its styles; a part may have any name.
"""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from tei_kit.diagnostics import Place, diagnose
from tei_kit.readers.recognition import OLE, ZIP
from tei_kit.source.source import SourceError

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# The content types of the main part: of a document and a template, without and with macros.
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORD_WITH_MACROS = "application/vnd.ms-word"
DOCUMENTS = frozenset(
    {
        f"{WORD}.document.main+xml",
        f"{WORD}.template.main+xml",
        f"{WORD_WITH_MACROS}.document.macroEnabled.main+xml",
        f"{WORD_WITH_MACROS}.template.macroEnabledTemplate.main+xml",
    }
)
XML_TYPES = ("+xml", "/xml")  # the ends of content types of XML
XML_NAMES = (".xml", ".rels")
# The ends of relationships to parts that hold text or its numbers and styles.
NEEDED = ("/officeDocument", "/footnotes", "/endnotes", "/numbering", "/styles")
# Word writes this target for a picture that was removed.
NO_PART = "NULL"
LARGEST = 1_000_000_000  # bytes, of all parts together
LARGEST_XML = 300_000_000  # bytes, of one part of XML
# XML is ten to thirty times larger than its packed form; a large part far above that is a bomb.
LARGEST_RATIO = 200
SMALL = 20_000_000  # bytes
MOST_PARTS = 20_000
DOCX = "a DOCX file"
NO_ARCHIVE = "it does not begin as one; say what it is with --from txt, html or md"
OTHER_ARCHIVE = "it is another kind of archive; save it as .docx"
MEND = "copy it again, or open it in a word processor and save it"


def open_package(data: bytes, name: str) -> Package:
    """The checked package of a DOCX file.

    Raises SourceError: the file is not a DOCX package or is damaged (TK122), is an old Word file
    (TK123), is not safe to read (TK124), or is empty (TK104).
    """
    if not data:
        raise SourceError(diagnose("TK104", Place(name)))
    if data.startswith(OLE):
        raise SourceError(diagnose("TK123", Place(name)))
    if not data.startswith(ZIP):
        raise not_docx(name, NO_ARCHIVE)
    try:
        archive = ZipFile(BytesIO(data))
        if CONTENT_TYPES not in archive.namelist():
            raise not_docx(name, OTHER_ARCHIVE)
        parts = archive.infolist()
        _check_sizes(parts, name)
        for part in parts:
            _check_name(part.filename, name)
        package = Package(archive, name)
        package.check_parts()
        package.check_relationships()
    except etree.XMLSyntaxError as error:
        raise not_readable(name, error) from error
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise not_docx(name, f"its archive is damaged ({error}); {MEND}") from error
    return package


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference from a part to another part, or, if `is_external`, to an address."""

    kind: str  # the type of the relationship, an address
    target: str  # the name of the part in the archive
    is_external: bool  # also for a place in the part itself
    identifier: str = ""
    address: str = ""  # the target as the file states it


class Package:
    """The parts of a DOCX file by their names in the archive.

    `open_package` makes one and checks it. `main` is the name of the document's part.
    """

    def __init__(self, archive: ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self.missing: list[str] = []  # parts that are referred to and missing, but not NEEDED
        self._parts = frozenset(archive.namelist())
        self._related: dict[str, Sequence[Relationship]] = {}  # a cache, by part
        self._checked: set[str] = set()  # parts whose XML is safe to parse
        self._types = _content_types(self.xml(CONTENT_TYPES))
        found = self.related("", "officeDocument")
        if not found:
            raise not_docx(name, f"it does not say which part is the document; {MEND}")
        self.main = found[0]
        if self._type_of(self.main) not in DOCUMENTS:
            raise not_docx(name, OTHER_ARCHIVE)

    def xml(self, part: str) -> etree._Element:
        """The root element of a part.

        Raises SourceError: the part does not exist (TK122), or it has a document type declaration
        (TK124). Raises XMLSyntaxError when it is not well-formed XML, or nested too deeply.
        """
        if part not in self._parts:
            raise not_docx(self._name, f"its part {part} is missing; {MEND}")
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_blank_text=True,
            remove_comments=True,
            remove_pis=True,
        )
        return etree.fromstring(self._read(part), parser)

    def _read(self, part: str) -> bytes:
        """The bytes of a part whose XML is safe to parse. Raises SourceError (TK122, TK124)."""
        if self._archive.getinfo(part).file_size > LARGEST_XML:
            raise _unsafe(self._name, f"its part {part} is too large")
        data = self._archive.read(part)
        if part not in self._checked:
            _check_xml(data, part, self._name)
            self._checked.add(part)
        return data

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts that a part refers to with a `kind`: `styles`, `footnotes`, ….

        Names of missing parts are left out, for the TEI Stylesheets write such files; the name of
        the main document is not.
        """
        return [
            each.target
            for each in self.relationships(part)
            if each.kind == f"{RELATIONS}{kind}" and not each.is_external
            if each.target in self._parts or kind == "officeDocument"
        ]

    def title(self) -> str:
        """The title that the properties of the file state, or ""."""
        for each in self.relationships(""):
            if each.kind.endswith("/core-properties") and each.target in self._parts:
                titles = self.xml(each.target).iter("{http://purl.org/dc/elements/1.1/}title")
                return next((" ".join((e.text or "").split()) for e in titles), "")
        return ""

    def relationships(self, part: str) -> Sequence[Relationship]:
        """The relationships of a part, in the file's order; "" stands for the whole package."""
        if part not in self._related:
            self._related[part] = self._stated_relationships(part)
        return self._related[part]

    def _stated_relationships(self, part: str) -> Sequence[Relationship]:
        folder, name = posixpath.split(part)
        stated = posixpath.join(folder, "_rels", f"{name}.rels")
        if stated not in self._parts:
            return []
        return [
            Relationship(
                each.get("Type", ""),
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
                each.get("TargetMode") == "External" or _names_no_part(each.get("Target", "")),
                each.get("Id", ""),
                each.get("Target", ""),
            )
            for each in self.xml(stated).iterchildren(RELATIONSHIP)
        ]

    def check_parts(self) -> None:
        """Raise SourceError (TK122, TK124) if the XML of a part is damaged or not safe to read."""
        for part in self._archive.namelist():
            is_named_so = part.lower().endswith(XML_NAMES)
            if is_named_so or self._type_of(part).lower().endswith(XML_TYPES):
                self._read(part)

    def check_relationships(self) -> None:
        """Raise SourceError (TK122) if a part that is NEEDED is missing.

        The names of other missing parts are added to `missing`.
        """
        waiting = [""]
        seen: set[str] = set()
        while waiting:
            for each in self.relationships(waiting.pop()):
                if each.is_external or each.target in seen:
                    continue
                if each.target not in self._parts:
                    if not each.kind.endswith(NEEDED):
                        self.missing.append(each.target)
                        continue
                    raise not_docx(self._name, f"its part {each.target} is missing; {MEND}")
                seen.add(each.target)
                waiting.append(each.target)

    def _type_of(self, part: str) -> str:
        """The content type of a part, "" if the package does not state it."""
        suffix = PurePosixPath(part).suffix
        return self._types.get(f"/{part}".lower()) or self._types.get(suffix.lower(), "")


def _names_no_part(target: str) -> bool:
    """Whether a target is a place in the document, or stands for a removed picture."""
    return target.startswith("#") or target == NO_PART


def _content_types(root: etree._Element) -> Mapping[str, str]:
    """The content types that a package states, by names of parts and by suffixes."""
    stated: dict[str, str] = {}
    for each in root.iterchildren(f"{TYPES}Default"):
        stated[f".{each.get('Extension', '')}".lower()] = each.get("ContentType", "")
    for each in root.iterchildren(f"{TYPES}Override"):
        stated[each.get("PartName", "").lower()] = each.get("ContentType", "")
    return stated


def not_docx(name: str, reason: str) -> SourceError:
    """The error (TK122) for a file that is not a DOCX file."""
    return SourceError(diagnose("TK122", Place(name), format=DOCX, reason=reason))


def not_readable(name: str, error: etree.XMLSyntaxError) -> SourceError:
    """The error for a file whose XML is damaged (TK122), or nested too deeply (TK124)."""
    if "Excessive depth" in str(error):
        return _unsafe(name, "its elements are nested too deeply")
    return not_docx(name, f"its XML is damaged ({error}); {MEND}")


def _unsafe(name: str, reason: str) -> SourceError:
    return SourceError(diagnose("TK124", Place(name), reason=reason))


def _check_sizes(parts: Sequence[ZipInfo], name: str) -> None:
    if len(parts) > MOST_PARTS:
        raise _unsafe(name, f"it has {len(parts)} parts")
    if sum(part.file_size for part in parts) > LARGEST:
        raise _unsafe(name, f"unpacked it is larger than {LARGEST // 1_000_000} MB")
    for part in parts:
        packed = max(1, part.compress_size)
        if part.file_size > SMALL and part.file_size > LARGEST_RATIO * packed:
            reason = (
                f"its part {part.filename} unpacks to {part.file_size // packed} times its size"
            )
            raise _unsafe(name, reason)


def _check_name(part: str, name: str) -> None:
    path = PurePosixPath(part.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        raise _unsafe(name, f"its part {part} lies outside of the archive")


class _RootReachedError(Exception):
    """The parser reached the first element, so the part has no document type declaration."""


def _check_xml(data: bytes, part: str, name: str) -> None:
    """Raise SourceError if a part, in any encoding, has a document type declaration (TK124) or is
    damaged (TK122)."""
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
