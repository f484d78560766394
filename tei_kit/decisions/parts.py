"""Parts of a decisions file: the places of its keys and decisions, and the mistakes in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.advice.keys import instead
from tei_kit.decisions import tables
from tei_kit.decisions.decision import DecisionError
from tei_kit.diagnostics import Place, diagnose
from tei_kit.record import record
from tei_kit.settings.toml_file import TomlFile

WHOLE = ("file", "by", "family", "language", "layout", "persons", "decision")
PAGE = "decisions"  # the page of the documentation


@record
class TextPart:
    """The part of a file about one text: the whole file, or, in the file of a folder, the table
    with the name of its `source`.
    """

    file: TomlFile
    source: str
    data: Mapping[str, object]

    def line(self, key: str) -> int:
        """The line of a key in the part, from 1; see `tables.line_of_key`."""
        return tables.line_of_key(self.file.text, (self.source,) if self.source else (), key)


@record
class RowPlace:
    """The place of a decision in its file: its table, or None if it is not written as a table, and
    its line."""

    text: str
    table: tables.Table | None
    line: int

    def line_of(self, key: str) -> int:
        """The line of a key of the decision; the line of the decision if the key is not found."""
        at = tables.key_in(self.text, self.table, key) if self.table else -1
        return self.line if at < 0 else tables.line_of(self.text, at)


class Mistakes:
    """The mistakes of a file so far, each with its line."""

    def __init__(self, file: TomlFile) -> None:
        self._file = file
        self.found: list[tuple[int, str]] = []

    def add(self, line: int, reason: str) -> None:
        """Add a mistake: its line, and a sentence without its full stop."""
        self.found.append((line, reason))

    def raise_any(self) -> None:
        """Raise DecisionError (TK311) with all mistakes, if there are any."""
        if self.found:
            raise DecisionError(
                *(
                    diagnose("TK311", Place(self._file.name, line), reason=_sentence(reason))
                    for line, reason in self.found
                )
            )


def _sentence(reason: str) -> str:
    return reason if reason.endswith("?") else f"{reason}."


def lines_of_keys(part: TextPart) -> Mapping[str, int]:
    """The line of each key about the whole text: `family`, `persons.thuy`."""
    lines = {key: part.line(key) for key in part.data if key in WHOLE}
    for table in ("layout", "persons"):
        path = (part.source, table) if part.source else (table,)
        inner = part.data.get(table)
        for key in inner if isinstance(inner, dict) else ():
            line = tables.line_of_key(part.file.text, path, key)
            lines[f"{table}.{key}"] = max(line, lines[table])
    return lines


def lines_of_rows(rows: Sequence[object], places: Sequence[RowPlace]) -> Mapping[str, int]:
    """The line of each key of each decision: `7.text` for a decision with its header in line 7."""
    return {
        f"{at.line}.{key}": at.line_of(key)
        for row, at in zip(rows, places, strict=True)
        if isinstance(row, dict)
        for key in row
    }


def rows_of(part: TextPart, number: int) -> list[RowPlace]:
    """The places of `number` decisions; if they are not tables, all have the line of their list."""
    text = part.file.text
    found = list(tables.rows_of(text, part.source))
    if len(found) != number:
        return [RowPlace(text, None, part.line("decision"))] * number
    lines = [tables.line_of(text, tables.header_of(text, each)) for each in found]
    return [RowPlace(text, each, line) for each, line in zip(found, lines, strict=True)]


def unknown(key: str, there: Sequence[str]) -> str:
    """A sentence that there is no such key; it suggests one of the keys `there`."""
    return f"no key is called '{key}'{instead(key, there, PAGE)}"
