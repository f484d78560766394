"""Validating files, each with the schemas that it names, or with given schemas."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tei_kit.diagnostics import Place, Severity, TeiKitError, diagnose
from tei_kit.validation import bundled, engines
from tei_kit.validation.choice import Choice, Named, choose
from tei_kit.validation.inputs import Input
from tei_kit.validation.library import Library
from tei_kit.validation.result import FileResult, Outcome, outcome_of
from tei_kit.validation.schema_file import SchemaFile

if TYPE_CHECKING:
    from tei_kit.validation.catalog import Catalog

_OWN_DTD = "DOCTYPE"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a validation.

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
        self._library = Library(
            phase=settings.phase, ids=settings.ids, embedded_rules=settings.embedded_rules
        )

    def __reduce__(self) -> tuple[type[Checker], tuple[Settings]]:
        return type(self), (self.settings,)

    def compile(self, file: SchemaFile) -> None:
        """Compile a schema, so that it is there when a file is checked. Raises SchemaError."""
        self._library.compile(file)

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
        """The steps: open the document, choose its schemas, have them compiled, ask them."""
        opened = document.opened(xinclude=self.settings.xinclude)
        try:
            choice = self._choice(document)
        except TeiKitError as error:
            return FileResult(document.name, Outcome.INVALID, diagnostics=error.diagnostics)
        names = _names(choice)
        ready = self._library.ready(choice)
        found = [*choice.problems, *ready.problems]
        if not choice.schemas and found and (unread := engines.unread(opened)):
            return FileResult(document.name, Outcome.INVALID, (), unread, choice.missing)
        unchecked = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
        found += [note for schema in ready.schemas for note in engines.notes(schema)]
        judged = engines.judged(opened, ready.schemas)
        found += judged.diagnostics
        if choice.note is not None and found and not {d.code for d in found} & engines.NOT_READ:
            found.insert(0, choice.note)
        outcome = outcome_of(found, self.settings.fail_on, unchecked or judged.has_failed)
        return FileResult(document.name, outcome, names, found, choice.missing)

    def _choice(self, document: Input) -> Choice:
        """The schemas for a document. Raises TeiKitError like `choose`."""
        if self.settings.schemas is not None:
            return Choice([Named(file) for file in self.settings.schemas])
        return choose(document, self.settings.catalog)


def failure(document: Input, variant: str, **details: object) -> FileResult:
    """The result of a file whose validation could not be finished.

    `variant` and `details` are a sentence of TK516 and the words that fill it.
    """
    found = [diagnose("TK516", Place(document.name), variant, **details)]
    return FileResult(document.name, Outcome.INVALID, diagnostics=found)


def _names(choice: Choice) -> list[str]:
    """The names of the schemas of a document, as results tell them."""
    names = [_shown(each.file) for each in choice.schemas]
    return [*names, _OWN_DTD] if choice.own_dtd else names


def _shown(file: SchemaFile) -> str:
    """The name of a bundled schema, which is the same on every machine; the path of any other
    schema."""
    return file.path.name if file.path.parent == bundled.folder() else str(file.path)
