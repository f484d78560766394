"""Findings as workflow commands of GitHub Actions, which it shows beside the lines of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.diagnostics import Diagnostic, Severity
from tei_kit.printable import visible
from tei_kit.validation.result import FileResult, distinct

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}

# Characters that a message must not hold, and further characters that a property must not hold.
# Commands have no escape for the two line ends of Unicode.
_IN_MESSAGES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", "\u2028": " ", "\u2029": " "})
_IN_PROPERTIES = {**_IN_MESSAGES, **str.maketrans({":": "%3A", ",": "%2C"})}


def render(results: Sequence[FileResult]) -> str:
    """One command a finding: `::error file=a.xml,line=3,col=1,title=TK502::message`."""
    return "".join(f"{_command(diagnostic)}\n" for diagnostic in distinct(results))


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    file = _escaped(place.file, _IN_PROPERTIES)
    where = f"file={file},line={place.line},col={place.column},title={diagnostic.code}"
    # The place once more: the log shows the message alone.
    message = _escaped(f"{place}: {diagnostic.message}", _IN_MESSAGES)
    return f"::{_COMMANDS[diagnostic.severity]} {where}::{message}"


def _escaped(text: str, escapes: Mapping[int, str]) -> str:
    return visible(text).translate(escapes)
