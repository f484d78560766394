"""The results of the files of one validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tei_kit.diagnostics import Diagnostic, Severity


class Outcome(StrEnum):
    """The outcome of the validation of a file."""

    VALID = "valid"
    INVALID = "invalid"
    UNCHECKED = "unchecked"
    """A schema that the file is to be validated with cannot be used."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """A file, the schemas that it was checked against, and their findings."""

    file: str
    outcome: Outcome
    schemas: Sequence[str] = ()
    diagnostics: Sequence[Diagnostic] = ()
    """In a file that is UNCHECKED, those of the schema too, with their places in the schema."""
    missing: Sequence[str] = ()
    """The paths of schemas that the file names and that are not there."""


def outcome_of(found: Sequence[Diagnostic], fail_on: Severity, unchecked: bool) -> Outcome:
    """The outcome of the validation of a file with some findings.

    `fail_on` is the least severity with which a file is not valid; `unchecked` says that a schema
    could not be used.
    """
    if unchecked:
        return Outcome.UNCHECKED
    failing = {Severity.ERROR, fail_on}
    return Outcome.INVALID if failing & {each.severity for each in found} else Outcome.VALID


@dataclass(frozen=True, slots=True)
class Summary:
    """The numbers of files by the way in which they ended, and of their diagnostics."""

    valid: int
    invalid: int
    unchecked: int
    errors: int
    warnings: int


def summarize(results: Sequence[FileResult]) -> Summary:
    """Count results; a diagnostic that several files share (a broken schema) counts once."""
    outcomes = [result.outcome for result in results]
    severities = [diagnostic.severity for diagnostic in distinct(results)]
    return Summary(
        valid=outcomes.count(Outcome.VALID),
        invalid=outcomes.count(Outcome.INVALID),
        unchecked=outcomes.count(Outcome.UNCHECKED),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )


def distinct(results: Sequence[FileResult]) -> list[Diagnostic]:
    """All diagnostics in order, each once: files that share a broken schema share its errors.

    All diagnostics of one file are kept, since two elements of one line can have the same mistake.
    """
    every: list[Diagnostic] = []
    elsewhere: set[Diagnostic] = set()
    for result in results:
        for diagnostic in result.diagnostics:
            if diagnostic.place.file != result.file:
                if diagnostic in elsewhere:
                    continue
                elsewhere.add(diagnostic)
            every.append(diagnostic)
    return every
