"""TOML files that people write: reading them, and finding the line of a mistake."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from functools import cache
from os import PathLike

from tei_kit import files
from tei_kit.diagnostics import Place, TeiKitError, reason_of
from tei_kit.record import record

# Makes the error that is raised, from the place and the reason.
Failure = Callable[[Place, str], TeiKitError]


@cache
def _place() -> re.Pattern[str]:
    """The place at the end of a message of tomllib."""
    return re.compile(r"\s*\(at line (?P<line>\d+), column (?P<column>\d+)\)$")


@cache
def _strings() -> re.Pattern[str]:
    """The strings and comments of a file; `basic` is a string in double quotation marks."""
    return re.compile(
        r"""
        \"{3} .*? \"{3} | \'{3} .*? \'{3}
        | " (?P<basic> (?: \\. | [^"\\\n] )* ) " | '[^'\n]*' | \#[^\n]*
        """,
        re.VERBOSE | re.DOTALL,
    )


@cache
def _swallowed() -> re.Pattern[str]:
    r"""A path of Windows in which TOML reads a tab or a new line: C:\texts\new."""
    return re.compile(r"[A-Za-z]:(?:\\\\[^\\]*|\\[^\\])*?\\[bfnrt](?s:.*)")


@record
class TomlFile:
    """The data of a TOML file, and its text, to find the line of a key."""

    name: str
    text: str
    data: Mapping[str, object]

    def place(self, key: str) -> Place:
        """The place of a key; `table.key` is looked for in its table, or as a table itself."""
        table, _, inner = key.rpartition(".")
        start = 0
        if table:
            match = re.search(rf"^\s*\[\s*{re.escape(table)}\s*\]", self.text, re.MULTILINE)
            start = match.end() if match else 0
            own = re.search(rf"^\s*\[\s*{re.escape(key)}\s*\]", self.text, re.MULTILINE)
            if own:
                return Place(self.name, self.text.count("\n", 0, own.end()) + 1)
        pattern = re.compile(rf"^\s*\[?\s*[\"']?{re.escape(inner)}\b", re.MULTILINE)
        found = pattern.search(self.text, start)
        return Place(self.name, self.text.count("\n", 0, found.end()) + 1 if found else 1)


def read_toml(path: str | PathLike[str], failure: Failure) -> TomlFile:
    """Read a TOML file. Raises the error that `failure` makes when it cannot be read or is not
    TOML.
    """
    name = str(path)
    try:
        text = files.bytes_of(name).decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise failure(Place(name), _not_utf_8(error)) from error
    except (OSError, ValueError) as error:
        raise failure(Place(name), reason_of(error)) from error
    return parse_toml(text, name, failure)


def parse_toml(text: str, name: str, failure: Failure) -> TomlFile:
    """Parse the text of a TOML file. Raises the error that `failure` makes when it is not TOML."""
    import tomllib  # only those who give such a file, or convert, wait for it

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from tei_kit.settings.toml_mistakes import in_words  # only a mistake needs it

        found = _place().search(str(error))
        last = text.rstrip().count("\n") + 1  # where a list or a text has no end
        place = Place(name, last)
        if found is not None:
            place = Place(name, int(found["line"]), int(found["column"]))
        lines = text.split("\n")
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        raise failure(place, in_words(str(error), line)) from error
    if "\\" in text:
        _check_paths(text, name, failure)
    return TomlFile(name, text, data)


def _check_paths(text: str, name: str, failure: Failure) -> None:
    """Raise the error that `failure` makes for a path in which a backslash makes a sign."""
    for found in _strings().finditer(text):
        path = found["basic"]
        if path and _swallowed().fullmatch(path):
            from tei_kit.settings.toml_mistakes import swallowed  # only a mistake needs it

            start = text.rfind("\n", 0, found.start()) + 1
            place = Place(name, text.count("\n", 0, start) + 1, found.start() - start + 1)
            raise failure(place, swallowed(path))


def as_text(value: object) -> str | None:
    """A value as text, where that is clear: a text itself, a day (`1971-05-31`) or a whole number
    without quotation marks; None for any other value.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _not_utf_8(error: UnicodeDecodeError) -> str:
    from tei_kit.advice import encodings  # only a mistake needs it

    before, data = error.object[: error.start], error.object[error.start : error.start + 40]
    found = encodings.western(before, data)
    meant = f"; in {found.encoding} it is {found.shown} (“{found.word}”)" if found else ""
    return f"byte 0x{error.object[error.start]:02X} is not UTF-8{meant}; save the file as UTF-8"
