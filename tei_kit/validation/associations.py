"""The schemas that a document itself names.

`associations_of` gives the schemas that are named before the root element and in it: by processing
instructions `<?xml-model href="..."?>` (ISO/IEC 19757-11, and the W3C's note "Associating Schemas
with XML documents 1.0"), by the attributes xsi:schemaLocation and xsi:noNamespaceSchemaLocation
(XML Schema Part 1, 2.6.3), and by <!DOCTYPE with a system identifier (XML 1.0, 2.8). `locating`
finds the file of such a schema.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose, reason_of
from tei_kit.validation.schema_file import Language
from tei_kit.xml import limits
from tei_kit.xml.names import (
    RELAX_NG_DRAFT_NAMESPACE,
    RELAX_NG_NAMESPACE,
    SCHEMATRON_1_5_NAMESPACE,
    SCHEMATRON_NAMESPACE,
    TEI_NAMESPACE,
    XSD_NAMESPACE,
    XSI_NAMESPACE,
)
from tei_kit.xml.prolog import feed

_LANGUAGES: Mapping[str, Language] = {
    RELAX_NG_NAMESPACE: Language.RELAX_NG,
    RELAX_NG_DRAFT_NAMESPACE: Language.RELAX_NG,
    SCHEMATRON_NAMESPACE: Language.SCHEMATRON,
    SCHEMATRON_1_5_NAMESPACE: Language.SCHEMATRON,
    XSD_NAMESPACE: Language.XSD,
    "application/relax-ng-compact-syntax": Language.RELAX_NG,
    "application/xml-dtd": Language.DTD,
    TEI_NAMESPACE: Language.ODD,
    "application/tei+xml": Language.ODD,
}

_KNOWN_NAMESPACES = f"{RELAX_NG_NAMESPACE}, {SCHEMATRON_NAMESPACE} and {XSD_NAMESPACE}"

# href="tei.rng" or type='application/xml', with white space around the equals sign or not
_PSEUDO_ATTRIBUTE = re.compile(
    r"""\s* (?P<name> [^\s=<>"']+ ) \s* = \s*
        (?: " (?P<double> [^"<]* ) " | ' (?P<single> [^'<]* ) ' ) (?= \s | $ )""",
    re.VERBOSE,
)
# &amp; or &#x2F; in the value of one
_REFERENCE = re.compile(
    r"& (?: \# (?P<decimal> [0-9]{1,7} ) | \#x (?P<hex> [0-9A-Fa-f]{1,6} ) | (?P<name> \w+ ) ) ;",
    re.VERBOSE,
)
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(frozen=True, slots=True)
class Association:
    """One schema that a document names."""

    href: str
    language: Language | None
    """The language that the document says it is in; None leaves it to the file's suffix."""
    phase: str | None
    place: Place
    is_doctype: bool = False
    """Whether it is the external subset of <!DOCTYPE>, which may be there for other reasons."""


@dataclass(frozen=True, slots=True)
class Associations:
    """All schemas that a document names, in its order, and the mistakes in the ways it names
    them."""

    schemas: list[Association] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    namespace: str | None = None
    """The namespace of the root element; None when no root element was found."""
    root: str = ""
    """The local name of the root element."""
    place: Place | None = None
    """The place of the root element."""
    declares_elements: bool = False
    """Whether <!DOCTYPE> declares elements itself, between its brackets."""


def associations_of(source: Path | str | bytes, name: str | None = None) -> Associations:
    """The schemas that a file, or its bytes, names; it is read as far as its root element.

    XML that is not well-formed ends the reading; the validation reports it. `name` is the file in
    diagnostics when there are only bytes. Raises TeiKitError: TK101 when the file cannot be read,
    TK501 when a tag or comment in it is too long.
    """
    file = name or (str(source) if isinstance(source, str | Path) else "<bytes>")
    first = _Prolog(file)
    try:
        with _opened(source) as data:
            first.read(data.read)
            if first.unknown_encoding:
                # expat knows few encodings of more than one byte; Python knows the others.
                data.seek(0)
                second = _Prolog(file, "utf-8")
                with suppress(LookupError, UnicodeError):
                    text = io.TextIOWrapper(data, first.unknown_encoding)
                    second.read(lambda size: text.read(size).encode())
                return second.found
    except OSError as error:
        raise TeiKitError(diagnose("TK101", Place(file), reason=reason_of(error))) from error
    return first.found


def _opened(source: Path | str | bytes) -> BinaryIO:
    if isinstance(source, bytes):
        return io.BytesIO(source)
    files.refuse_endless(source)
    return Path(source).open("rb")


class _RootReachedError(Exception):
    """Stops expat at the root element."""


class _Prolog:
    """Reads a document up to its root element, and that element's name and attributes."""

    def __init__(self, file: str, encoding: str | None = None) -> None:
        self._found = Associations()
        self._namespace: str | None = None
        self._root = ""
        self._root_place: Place | None = None
        self._declares_elements = False
        self.unknown_encoding = ""
        self._file = file
        self._encoding = ""
        self._parser = expat.ParserCreate(encoding, namespace_separator=" ")
        self._parser.XmlDeclHandler = self._at_declaration
        self._parser.ProcessingInstructionHandler = self._at_instruction
        self._parser.StartElementHandler = self._at_root
        self._parser.StartDoctypeDeclHandler = self._at_doctype
        self._parser.ElementDeclHandler = self._at_element_declaration

    @property
    def found(self) -> Associations:
        """The schemas that the document names."""
        return replace(
            self._found,
            namespace=self._namespace,
            root=self._root,
            place=self._root_place,
            declares_elements=self._declares_elements,
        )

    def read(self, read: Callable[[int], bytes]) -> None:
        with suppress(_RootReachedError, expat.ExpatError):
            try:
                if not feed(self._parser, read):
                    raise TeiKitError(
                        diagnose(
                            "TK501",
                            self._place(),
                            "too-long",
                            limit=limits.LONGEST_TOKEN_AT_BEGINNING >> 20,
                        )
                    )
            except LookupError:
                self.unknown_encoding = self._encoding
            except ValueError:
                self.unknown_encoding = self._encoding

    def _place(self) -> Place:
        parser = self._parser
        return Place(self._file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _wrong(self, reason: str) -> None:
        self._found.problems.append(diagnose("TK512", self._place(), reason=reason))

    def _at_declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._encoding = encoding or ""

    def _at_doctype(self, _root: str, system: str | None, *_more: object) -> None:
        if system and system.strip():
            doctype = Association(
                system.strip(), Language.DTD, None, self._place(), is_doctype=True
            )
            self._found.schemas.append(doctype)

    def _at_element_declaration(self, _name: str, _model: object) -> None:
        self._declares_elements = True

    def _at_instruction(self, target: str, data: str) -> None:
        if target != "xml-model":
            return
        values = _pseudo_attributes(data)
        if values is None:
            self._wrong('xml-model is not made of parts such as href="tei.rng"')
            return
        if not values.get("href"):
            self._wrong("xml-model has no href, which would say where the schema is")
            return
        stated = values.get("schematypens", "") or values.get("type", "")
        language = _LANGUAGES.get(stated)
        if language is None and values.get("schematypens"):
            self._wrong(
                f"the schema language {stated} is not known here; the schematypens of RELAX NG, "
                f"Schematron and XSD are {_KNOWN_NAMESPACES}"
            )
            return
        association = Association(values["href"], language, values.get("phase"), self._place())
        self._found.schemas.append(association)

    def _at_root(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, self._root = name.rpartition(" ")
        self._namespace = namespace
        place = self._root_place = self._place()
        words = attributes.get(f"{XSI_NAMESPACE} schemaLocation", "").split()
        if len(words) % 2:
            self._wrong("xsi:schemaLocation is not made of pairs of a namespace and a location")
            words = []
        for of, href in zip(words[::2], words[1::2], strict=True):
            if of == namespace:
                self._found.schemas.append(Association(href, Language.XSD, None, place))
            else:
                unused = diagnose("TK517", place, href=href, namespace=of)
                self._found.problems.append(unused)
        href = attributes.get(f"{XSI_NAMESPACE} noNamespaceSchemaLocation", "").strip()
        if href and not namespace:
            self._found.schemas.append(Association(href, Language.XSD, None, place))
        elif href:
            unused = diagnose("TK517", place, href=href, namespace="elements without a namespace")
            self._found.problems.append(unused)
        raise _RootReachedError


def _pseudo_attributes(data: str) -> Mapping[str, str] | None:
    """The parts of an xml-model instruction by name; None when it holds anything else."""
    values: dict[str, str] = {}
    end = 0
    while match := _PSEUDO_ATTRIBUTE.match(data, end):
        value = match["double"] if match["double"] is not None else match["single"]
        values.setdefault(match["name"], _REFERENCE.sub(_character, value))
        end = match.end()
    return None if data[end:].strip() else values


def _character(reference: re.Match[str]) -> str:
    if reference["name"]:
        return _ENTITIES.get(reference["name"], reference[0])
    number = int(reference["decimal"] or reference["hex"], 10 if reference["decimal"] else 16)
    return chr(number) if number <= 0x10FFFF else reference[0]
