"""Diagnostics: messages about errors and doubts, with a place and advice.

Every message that a person sees comes from the table of `tei_kit.codes`: a stable code, a severity
and one plain sentence.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from tei_kit.codes import CODES, Code, Severity
from tei_kit.record import record

__all__ = [
    "CODES",
    "Code",
    "Diagnostic",
    "Place",
    "SchemaError",
    "Severity",
    "TeiKitError",
    "counted",
    "diagnose",
    "reason_of",
    "word_of_call",
]


@record
class Place:
    """A position in a file. Lines and columns count from 1, columns in characters.

    Words of the command line have the line 0, and no column.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `2,000 files`, `2 addresses`."""
    ending = "" if number == 1 else "es" if noun.endswith("s") else "s"
    return f"{number:,} {noun}{ending}"


def word_of_call(words: str) -> Place:
    """The place of words of the command line."""
    return Place(words, 0, 0)


@record
class Diagnostic:
    """One message about one place in a source text or an XML file."""

    code: str
    severity: Severity
    message: str
    place: Place
    other: Place | None = None
    """A second place that the message is about: in a comparison, the place in the other file."""

    @property
    def name(self) -> str:
        """The name of its code, such as `unexpected-element`."""
        return CODES[self.code].name

    @property
    def file(self) -> str:
        """The file of its place."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line of its place, from 1; 0 for words of the command line."""
        return self.place.line

    @property
    def column(self) -> int:
        """The column of its place, from 1, in characters."""
        return self.place.column

    def __repr__(self) -> str:
        return f"<{' '.join(str(self).split())}>"

    def __str__(self) -> str:
        """`file:line:column: severity CODE message`, the form that editors and CI parse."""
        return f"{self.place}: {self.severity} {self.code} {self.message}"


class TeiKitError(Exception):
    """The base of every error that the package raises on purpose. It carries its diagnostics."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics: Sequence[Diagnostic] = diagnostics

    def __reduce__(self) -> tuple[type[TeiKitError], tuple[Diagnostic, ...]]:
        """An error that is pickled keeps its diagnostics."""
        return type(self), tuple(self.diagnostics)


class SchemaError(TeiKitError):
    """A schema cannot be used: it is missing, not right, or uses an unsupported feature."""


def diagnose(
    code: str, place: Place, variant: str | None = None, /, **details: object
) -> Diagnostic:
    """The diagnostic of a code at a place, its sentence filled in with the details.

    `variant` names another sentence of the code. Raises KeyError when the code, the variant, or a
    detail that the sentence names is missing: all are mistakes of the caller.
    """
    row = CODES[code]
    return Diagnostic(code, row.severity, row.sentence_of(variant).format(**details), place)


def reason_of(error: Exception) -> str:
    """The reason of an error of the system, in words, and without the file's name.

    For a file that is not there, it names one that is spelt like it. Other reasons are told in the
    system's words.
    """
    if not isinstance(error, OSError) or not error.strerror:
        return str(error)
    name = error.filename if isinstance(error.filename, str) else ""
    if isinstance(error, IsADirectoryError):
        return "it is a folder, and has to be a file"
    if isinstance(error, NotADirectoryError | FileExistsError) and (file := _file_above(name)):
        return f"{file} is a file, and has to be a folder"
    if isinstance(error, FileNotFoundError) and name:
        from tei_kit.advice.similar import similar_path  # only a mistake needs it

        if name.startswith(("https:/", "http:/", "ftp:/")):
            return "addresses are not fetched; save the page and give the file"
        if "*" in name:
            return "no file has this name (nor one that is like this pattern)"
        similar = similar_path(name)
        return f"no file has this name{f' (did you mean {similar}?)' if similar else ''}"
    return error.strerror


def _file_above(name: str) -> str:
    """The part of a path that is a file where a folder should be; "" if all parts are folders."""
    while name and not os.path.isfile(name):
        above = os.path.dirname(name)
        name = "" if above == name else above
    here = f"{os.getcwd()}{os.sep}"
    return name.removeprefix(here)
