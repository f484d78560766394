"""Validating many files with the schemas that each is to have, in one process or several."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from tei_kit import validation, xmlfile
from tei_kit.diagnostics import Diagnostic, Place, Severity, TeiKitError, diagnose, reason_of
from tei_kit.findings.result import FileResult, Outcome
from tei_kit.schema_file import SchemaFile
from tei_kit.schemas import SchemaError

if TYPE_CHECKING:
    from tei_kit.catalog import Catalog

_FEW = 16
"""Fewer files than this are done before further processes would have started to help."""

_MOST_PROCESSES = 8
_SAXON = "saxonche"


@dataclass(frozen=True, slots=True)
class Document:
    """A file to validate: its name, and its bytes when they were not read from it."""

    name: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are validated.

    `schemas` are for every file; None takes those that each names itself, and the bundled ones for
    one that names none. `embedded_rules` runs the Schematron rules inside RELAX NG grammars, too.
    `fail_on` is the least severity with which a file is not valid.
    """

    schemas: Sequence[SchemaFile] | None = None
    catalog: Catalog | None = None
    embedded_rules: bool = False
    fail_on: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a file is to be validated with."""

    schemas: Sequence[_Named]
    problems: Sequence[Diagnostic]
    """What is wrong with how the file names its schemas."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A schema file, and where the document names it; None when somebody else chose it."""

    file: SchemaFile
    place: Place | None = None


class Checker:
    """Validates files, and compiles each schema once however many files are to have it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._compiled: dict[SchemaFile, Sequence[validation.Schema] | SchemaError] = {}

    def compile(self, file: SchemaFile) -> Sequence[validation.Schema]:
        """A schema, and the rules in it if they are asked for. Raises SchemaError."""
        if file not in self._compiled:
            try:
                rules = self.settings.embedded_rules
                files = validation.with_embedded_rules(file) if rules else [file]
                self._compiled[file] = [validation.compile_file(each) for each in files]
            except SchemaError as error:
                self._compiled[file] = error
        found = self._compiled[file]
        if isinstance(found, SchemaError):
            raise found
        return found

    def prepare(self, documents: Sequence[Document]) -> None:
        """Compile what the documents are to have, so that copies of this process have it too."""
        for document in documents:
            with suppress(TeiKitError):  # told when the document is checked
                for named in self._choice(document).schemas:
                    self.compile(named.file)

    def check(self, document: Document) -> FileResult:
        """Validate a file. What goes wrong is in the result; with TEI_KIT_DEBUG it is raised."""
        try:
            return self._check(document)
        except Exception as error:
            if os.environ.get("TEI_KIT_DEBUG"):
                raise
            what = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(". :")
            return failure(document, f"{what}. Please report this with the file")

    def _check(self, document: Document) -> FileResult:
        try:
            choice = self._choice(document)
        except TeiKitError as error:
            return FileResult(document.name, Outcome.INVALID, diagnostics=error.diagnostics)
        found = [*choice.problems]
        compiled: list[validation.Schema] = []
        for named in choice.schemas:
            try:
                compiled += self.compile(named.file)
            except SchemaError as error:
                found += _unusable(named, error)
        unchecked = any(diagnostic.severity is Severity.ERROR for diagnostic in found)
        try:
            found += validation.validate(_source(document), compiled)
        except SchemaError as error:  # an expression of Schematron that fails on this document
            found += error.diagnostics
            unchecked = True
        except TeiKitError as error:
            found += error.diagnostics
        names = [str(named.file.path) for named in choice.schemas]
        return FileResult(document.name, self._outcome(found, unchecked), names, found)

    def _outcome(self, found: Sequence[Diagnostic], unchecked: bool) -> Outcome:
        if unchecked:
            return Outcome.UNCHECKED
        failing = {Severity.ERROR, self.settings.fail_on}
        return Outcome.INVALID if failing & {d.severity for d in found} else Outcome.VALID

    def _choice(self, document: Document) -> _Choice:
        """The schemas for a document. Raises TeiKitError (TK101) when it cannot be read."""
        if self.settings.schemas is not None:
            return _Choice([_Named(file) for file in self.settings.schemas], [])
        from tei_kit import associations

        source = document.name if document.data is None else document.data
        said = associations.read(source, document.name)
        problems = [*said.problems]
        schemas: dict[SchemaFile, _Named] = {}
        for association in said.schemas:
            try:
                file = associations.locate(association, self.settings.catalog)
                schemas.setdefault(file, _Named(file, association.place))
            except TeiKitError as error:
                problems += error.diagnostics
        if schemas or any(problem.severity is Severity.ERROR for problem in problems):
            return _Choice([*schemas.values()], problems)
        return _Choice([_Named(file) for file in validation.bundled()], problems)


def failure(document: Document, reason: str) -> FileResult:
    """The result of a file whose validation came to no end, and not because of the file."""
    found = [diagnose("TK516", Place(document.name), reason=reason)]
    return FileResult(document.name, Outcome.INVALID, diagnostics=found)


def _unusable(named: _Named, error: SchemaError) -> list[Diagnostic]:
    """What a schema that cannot be used means for a document: who names it, and what is wrong."""
    if named.place is None:
        return [*error.diagnostics]
    reason = f"{named.file.path} is not right ({error.diagnostics[0].place})"
    return [diagnose("TK512", named.place, reason=reason), *error.diagnostics]


def _source(document: Document) -> xmlfile.XmlSource:
    if document.data is None:
        return document.name
    return xmlfile.parse_bytes(document.data, document.name)


# ------------------------------------------------------------------ many files


def check_all(
    documents: Sequence[Document], checker: Checker, jobs: int
) -> AbstractContextManager[Iterator[FileResult]]:
    """A context that gives the result of each document in order, and ends its processes.

    With one job the work is done here, by the checker.
    """
    if jobs == 1:
        return nullcontext(map(checker.check, documents))
    return _in_processes(documents, checker, jobs)


@contextmanager
def _in_processes(
    documents: Sequence[Document], checker: Checker, jobs: int
) -> Iterator[Iterator[FileResult]]:
    from tei_kit.workers import FORKS, Workers

    fork = FORKS
    if fork:
        checker.prepare(documents)
        fork = _SAXON not in sys.modules  # it runs threads, which a copy would be without
    make = partial(_same, checker.check) if fork else partial(_checking, checker.settings)
    number = min(jobs, len(documents))
    with Workers[Document, FileResult](number, make, _lost, fork=fork) as workers:
        yield workers.results(documents)


def _same(check: Callable[[Document], FileResult]) -> Callable[[Document], FileResult]:
    return check


def _checking(settings: Settings) -> Callable[[Document], FileResult]:
    return Checker(settings).check


def _lost(document: Document, end: str) -> FileResult:
    reason = f"the process that checked it ended early ({end}); try the file alone, with --jobs 1"
    return failure(document, reason)


def usual_jobs(documents: int) -> int:
    """How many processes are worth their while for so many documents on this machine."""
    if documents < _FEW:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    usable = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(usable, _MOST_PROCESSES)


# ------------------------------------------------------------------ folders


def documents_in(folder: Path) -> list[Document]:
    """The files called *.xml in a folder and those below it, by name; hidden ones are left out.

    Links to folders are not followed. Raises TeiKitError: TK515 when there is none, TK101 when one
    of the folders cannot be read, for what is in it would be passed over.
    """
    found: list[Document] = []
    for parent, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(".xml") and not name.startswith("."):
                found.append(Document(str(Path(parent, name))))
    if not found:
        raise TeiKitError(diagnose("TK515", Place(str(folder))))
    return found


def _unreadable(error: OSError) -> NoReturn:
    raise TeiKitError(diagnose("TK101", Place(str(error.filename)), reason=reason_of(error)))
