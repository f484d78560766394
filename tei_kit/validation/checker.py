"""Validating files, each with the schemas that it names, or with given schemas."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, SchemaError, Severity, TeiKitError, diagnose
from tei_kit.validation import bundled, engines
from tei_kit.validation.result import FileResult, Outcome
from tei_kit.validation.schema_file import Language, SchemaFile
from tei_kit.xml import tree
from tei_kit.xml.names import TEI_NAMESPACE

if TYPE_CHECKING:
    from lxml import etree

    from tei_kit.validation.catalog import Catalog


_ROOTS_OF_TEI: Mapping[str, str] = {
    "TEI": "TEI",
    "teiCorpus": "teiCorpus",
    "TEI.2": "TEI",  # TEI P4
    "teiCorpus.2": "teiCorpus",
}
"""The root elements that are meant as TEI whatever their namespace, and their names in TEI P5."""
_OWN_DTD = "DOCTYPE"
_HEADER = 1 << 16
# <application ident="tei_kit" version="1.0">
_OUR_MARK = re.compile(rb"<application \s [^>]* ident = [\"'] tei_kit [\"']", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Input:
    """A file to validate: its name, and its bytes when they were not read from it."""

    name: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are validated.

    `schemas` are for every file; None takes the schemas that each file names, and the bundled
    grammar and rules for a TEI file that names no schema. `embedded_rules` runs the Schematron
    rules inside RELAX NG grammars, too. `phase` is for every Schematron schema and overrides the
    phase that a file names. `ids` says whether grammars check identifiers. `xinclude` has files
    included first. `fail_on` is the least severity with which a file is not valid.
    """

    schemas: Sequence[SchemaFile] | None = None
    catalog: Catalog | None = None
    embedded_rules: bool = False
    phase: str | None = None
    ids: bool = True
    xinclude: bool = False
    fail_on: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class _Choice:
    """The schemas for a file."""

    schemas: Sequence[_Named]
    problems: Sequence[Diagnostic]
    """The mistakes in how the file names its schemas."""
    missing: Sequence[str] = ()
    """The paths of schemas that are not there."""
    are_ours: bool = False
    """Whether nobody named the schemas, and they are the bundled ones."""
    own_dtd: bool = False
    """Whether the file declares its elements itself, in its DOCTYPE."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A schema file, and the place where the document names it; None when the caller chose it."""

    file: SchemaFile
    place: Place | None = None


class Checker:
    """Validates files, and compiles each schema once for all files.

    A checker that is pickled is sent without its compiled schemas, which cannot be pickled.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._compiled: dict[SchemaFile, Sequence[engines.Schema] | SchemaError] = {}

    def __reduce__(self) -> tuple[type[Checker], tuple[Settings]]:
        return type(self), (self.settings,)

    def compile(self, file: SchemaFile) -> Sequence[engines.Schema]:
        """A schema, and the rules in it if they are asked for. Raises SchemaError."""
        file = replace(file, phase=self.settings.phase or file.phase, ids=self.settings.ids)
        if file not in self._compiled:
            try:
                rules = self.settings.embedded_rules
                files = engines.with_embedded_rules(file) if rules else [file]
                self._compiled[file] = [engines.compile_file(each) for each in files]
            except SchemaError as error:
                self._compiled[file] = error
        found = self._compiled[file]
        if isinstance(found, SchemaError):
            raise found
        return found

    def prepare(self, documents: Sequence[Input]) -> None:
        """Compile the schemas of the documents, so that copies of this process have them too."""
        for document in documents:
            with suppress(TeiKitError):  # told when the document is checked
                for named in self._choice(document).schemas:
                    self.compile(named.file)

    def check(self, document: Input) -> FileResult:
        """Validate a file. Unexpected errors are in the result; TEI_KIT_DEBUG has them raised."""
        try:
            return self._check(document)
        except Exception as error:
            if os.environ.get("TEI_KIT_DEBUG"):
                raise
            what = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(". :")
            return failure(document, "error", what=what)

    def _check(self, document: Input) -> FileResult:
        try:
            choice = self._choice(document)
        except TeiKitError as error:
            return FileResult(document.name, Outcome.INVALID, diagnostics=error.diagnostics)
        found = [*choice.problems]
        compiled: list[engines.Schema] = []
        for named in choice.schemas:
            try:
                compiled += self.compile(named.file)
            except SchemaError as error:
                found += _unusable(named, error)
        if choice.own_dtd:
            from tei_kit.validation import dtd

            compiled.append(dtd.InternalSchema())
        if not choice.schemas and found:
            unread = self._unread(document)
            if unread:
                invalid = Outcome.INVALID
                return FileResult(document.name, invalid, (), unread, choice.missing)
        unchecked = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
        try:
            found += [note for schema in compiled for note in engines.notes(schema)]
            found += engines.validate(self._source(document), compiled)
        except SchemaError as error:  # an expression of Schematron that fails on this document
            found += error.diagnostics
            unchecked = True
        except TeiKitError as error:
            found += error.diagnostics
        if choice.are_ours and found and not {d.code for d in found} & engines.NOT_READ:
            found.insert(0, diagnose("TK543", Place(document.name)))
        names = [_shown(named.file) for named in choice.schemas]
        names += [_OWN_DTD] if choice.own_dtd else []
        outcome = self._outcome(found, unchecked)
        return FileResult(document.name, outcome, names, found, choice.missing)

    def _outcome(self, found: Sequence[Diagnostic], unchecked: bool) -> Outcome:
        if unchecked:
            return Outcome.UNCHECKED
        failing = {Severity.ERROR, self.settings.fail_on}
        return Outcome.INVALID if failing & {d.severity for d in found} else Outcome.VALID

    def _choice(self, document: Input) -> _Choice:
        """The schemas for a document. Raises TeiKitError (TK101) when it cannot be read."""
        if self.settings.schemas is not None:
            return _Choice([_Named(file) for file in self.settings.schemas], [])
        from tei_kit.validation import associations

        source = document.name if document.data is None else document.data
        said = associations.associations_of(source, document.name)
        problems = [*said.problems]
        every: dict[SchemaFile, _Named] = {}
        missing: list[str] = []
        for association in said.schemas:
            try:
                file = associations.locate(association, self.settings.catalog)
                every.setdefault(file, _Named(file, association.place))
            except TeiKitError as error:
                problems += _of_doctype(error) if association.is_doctype else error.diagnostics
                missing += associations.missing(association, self.settings.catalog)
        # Beside a DTD in a file of its own, the DOCTYPE declares little more than entities.
        has_dtd = any(each.is_doctype for each in said.schemas)
        own_dtd = said.declares_elements and not has_dtd and not every
        if every or own_dtd or any(problem.severity is Severity.ERROR for problem in problems):
            return _Choice([*every.values()], problems, missing, own_dtd=own_dtd)
        if said.namespace is not None and said.namespace != TEI_NAMESPACE:
            place = said.place or Place(document.name)
            if said.root in _ROOTS_OF_TEI:
                root, written = said.root, _ROOTS_OF_TEI[said.root]
                raise TeiKitError(*problems, diagnose("TK545", place, root=root, written=written))
            return _Choice([], [*problems, diagnose("TK540", Place(document.name))])
        if said.namespace == TEI_NAMESPACE and (odd := _all_of_tei(document)) is not None:
            return _Choice([_Named(SchemaFile(odd, Language.ODD))], problems)
        ours = [_Named(file) for file in engines.bundled()]
        return _Choice(ours, problems, are_ours=True)

    def _unread(self, document: Input) -> Sequence[Diagnostic]:
        """The reason why a document is not XML, which tells more than that it names no schema."""
        try:
            tree.opened(self._source(document))
        except TeiKitError as error:
            return [d for d in error.diagnostics if d.code in engines.NOT_READ]
        return []

    def _source(self, document: Input) -> tree.XmlSource:
        if document.data is None and not self.settings.xinclude:
            return document.name
        parsed = tree.parse(document.name) if document.data is None else _of_bytes(document)
        if self.settings.xinclude:
            from tei_kit.xml import xinclude

            xinclude.resolve(parsed)
        return parsed


def _all_of_tei(document: Input) -> Path | None:
    """The ODD of all of TEI, for a file that tei_kit did not write; None where P5 is not there."""
    if _is_ours(document):
        return None
    from tei_kit.odd import by_name

    return by_name.find(by_name.TEI_ALL)


def _is_ours(document: Input) -> bool:
    """Whether the header of a file says that tei_kit wrote it."""
    try:
        data = document.data
        if data is None:
            files.refuse_endless(document.name)
            with Path(document.name).open("rb") as file:
                data = file.read(_HEADER)
    except OSError:
        return True
    return _OUR_MARK.search(data[:_HEADER]) is not None


def failure(document: Input, variant: str, **details: object) -> FileResult:
    """The result of a file whose validation could not be finished.

    `variant` and `details` are a sentence of TK516 and the words that fill it.
    """
    found = [diagnose("TK516", Place(document.name), variant, **details)]
    return FileResult(document.name, Outcome.INVALID, diagnostics=found)


def _unusable(named: _Named, error: SchemaError) -> list[Diagnostic]:
    """The diagnostics of a document whose schema cannot be used: the place that names it, and its
    mistakes.
    """
    if named.place is None:
        return [*error.diagnostics]
    details = {"path": named.file.path, "place": error.diagnostics[0].place}
    return [diagnose("TK512", named.place, "wrong", **details), *error.diagnostics]


def _shown(file: SchemaFile) -> str:
    """The name of a bundled schema, which is the same on every machine; the path of any other."""
    return file.path.name if file.path.parent == bundled.folder() else str(file.path)


def _of_bytes(document: Input) -> etree._ElementTree:
    return tree.parse_bytes(document.data or b"", document.name)


def _of_doctype(error: TeiKitError) -> list[Diagnostic]:
    """A missing DTD is not an error of a document that is checked with another schema."""
    return [
        diagnose("TK542", diagnostic.place, reason=_as_reason(diagnostic.message))
        for diagnostic in error.diagnostics
    ]


def _as_reason(message: str) -> str:
    return message.removeprefix("the schema named here cannot be used: ").rstrip(".")
