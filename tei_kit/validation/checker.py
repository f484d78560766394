"""Validating files, each with the schemas that it names, or with given schemas."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, Severity, TeiKitError, diagnose
from tei_kit.validation import bundled, engines
from tei_kit.validation.choice import Choice, Named, choose
from tei_kit.validation.inputs import Input
from tei_kit.validation.result import FileResult, Outcome
from tei_kit.validation.schema_file import SchemaFile
from tei_kit.xml import tree

if TYPE_CHECKING:
    from tei_kit.validation.catalog import Catalog

_OWN_DTD = "DOCTYPE"


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
            found += engines.validate(document.source(xinclude=self.settings.xinclude), compiled)
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

    def _choice(self, document: Input) -> Choice:
        """The schemas for a document. Raises TeiKitError like `choose`."""
        if self.settings.schemas is not None:
            return Choice([Named(file) for file in self.settings.schemas])
        return choose(document, self.settings.catalog)

    def _unread(self, document: Input) -> Sequence[Diagnostic]:
        """The reason why a document is not XML, which tells more than that it names no schema."""
        try:
            tree.opened(document.source(xinclude=self.settings.xinclude))
        except TeiKitError as error:
            return [d for d in error.diagnostics if d.code in engines.NOT_READ]
        return []


def failure(document: Input, variant: str, **details: object) -> FileResult:
    """The result of a file whose validation could not be finished.

    `variant` and `details` are a sentence of TK516 and the words that fill it.
    """
    found = [diagnose("TK516", Place(document.name), variant, **details)]
    return FileResult(document.name, Outcome.INVALID, diagnostics=found)


def _unusable(named: Named, error: SchemaError) -> list[Diagnostic]:
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
