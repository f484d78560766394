"""A table of documents: metadata for each text of a series, from a CSV file.

`docs/metadata.md` lists the columns.
"""

from __future__ import annotations

import codecs
import csv
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from tei_kit import files
from tei_kit.advice.dates import iso_date
from tei_kit.advice.keys import instead
from tei_kit.advice.languages import code_of
from tei_kit.advice.similar import similar_path
from tei_kit.diagnostics import Diagnostic, Place, diagnose, reason_of
from tei_kit.settings import metadata
from tei_kit.settings.metadata import Identifier, Metadata, MetadataError, Responsible

FILE = "file"
SEVERAL = ";"  # between the values of one cell
LISTS = ("authors", "editors", "images")
# Columns whose name goes on after the colon: idno:DOI, resp:Transcribed by.
OPEN = ("idno", "resp")
# Keys that have columns of another form.
NO_COLUMNS = ("responsible", "idnos")
SINGULAR = {"author": "authors", "editor": "editors", "image": "images"}
DELIMITERS = ",;\t"
ZIP = b"PK\x03\x04"  # the first bytes of files of spreadsheet programs


# The first line by which Excel knows the sign between cells: sep=;
_SEPARATOR = re.compile(r"sep=(?P<sign>[,;\t|])", re.IGNORECASE)
DATES = ("date", "pub_date")
MOST_SIMILAR = 3  # this many files are named when a file is not there


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: the key that it fills, and for `idno` and `resp` the words after the colon."""

    name: str
    key: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The facts of one text: the keys of the metadata with their values, and the line."""

    place: Place
    values: tuple[tuple[str, str | tuple[str, ...]], ...]
    responsible: tuple[Responsible, ...] = ()
    idnos: tuple[Identifier, ...] = ()

    def over(self, base: Metadata) -> Metadata:
        """The metadata of the text: those of the row, and those of all texts for the other keys."""
        responsible = (*base.responsible, *self.responsible)
        idnos = (*base.idnos, *self.idnos)
        return replace(base, **dict(self.values), responsible=responsible, idnos=idnos)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Documents:
    """A table of documents, with the row of each text by the text's path."""

    name: str
    rows: Mapping[str, Row]

    def row(self, text: str) -> Row | None:
        """The row of a text, by the name of its file; None for a text without a row."""
        return self.rows.get(os.path.realpath(text)) if "://" not in text else None


def read(path: Path, sources: Sequence[Path] = ()) -> Documents:
    """Read a table of documents. Its files are looked for from its folder and from `sources`.

    Raises MetadataError (TK307) with a diagnostic for each mistake, at its line.
    """
    name = str(path)
    lines = _lines(_text(path), name)
    if not lines:
        raise MetadataError(_wrong(Place(name), "it has no rows; the first names the columns"))
    first, *others = lines
    columns, wrong = _columns(name, first)
    if wrong:
        raise MetadataError(*wrong)
    folders = _Folders(list(dict.fromkeys([path.parent, *sources])))
    rows: dict[str, Row] = {}
    for line in others:
        if any(line.cells):
            wrong += _read_row(name, columns, line, folders, rows)
    if wrong:
        raise MetadataError(*wrong)
    return Documents(name, rows)


def _text(path: Path) -> str:
    place = Place(str(path))
    try:
        data = files.bytes_of(path)
    except (OSError, ValueError) as error:
        raise MetadataError(_wrong(place, reason_of(error))) from error
    if data.startswith(ZIP):
        raise MetadataError(_wrong(place, "it is a spreadsheet; save it as CSV (UTF-8)"))
    is_utf_16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = "it is not UTF-8; save it as CSV (UTF-8)"
        raise MetadataError(_wrong(Place(str(path), line), reason)) from error


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the file, its cells without white space at their ends, and its first line."""

    number: int
    cells: Sequence[str]


def _lines(text: str, name: str) -> list[_Line]:
    """The rows of a table. Raises MetadataError (TK307) when a quotation mark is not closed."""
    rows = text.splitlines(keepends=True)
    said = _SEPARATOR.fullmatch(rows[0].strip()) if rows else None
    if said is not None:
        rows[0] = "\n"
    first = next((row for row in rows if row.strip()), "")
    delimiter = said["sign"] if said else max(DELIMITERS, key=first.count)
    reader = csv.reader(rows, delimiter=delimiter, strict=True)
    found: list[_Line] = []
    number = 1
    try:
        for cells in reader:
            if cells or found:
                found.append(_Line(number, [cell.strip() for cell in cells]))
            number = reader.line_num + 1
    except csv.Error as error:
        reason = "a cell that begins here has a quotation mark too few or too many"
        advice = 'close it, and write a quotation mark in such a cell twice: "say ""yes"""'
        raise MetadataError(_wrong(Place(name, number), f"{reason}; {advice}")) from error
    return found


def _columns(name: str, line: _Line) -> tuple[list[_Column | None], list[Diagnostic]]:
    """The columns that the first row names, and the mistakes in them."""
    place = Place(name, line.number)
    columns = [_column(cell) for cell in line.cells]
    wrong = [
        _wrong(place, f"there is no column '{cell}'{_suggestion(cell)}")
        for cell, column in zip(line.cells, columns, strict=True)
        if column is None and cell
    ]
    keys = [(column.key, column.kind) for column in columns if column is not None]
    for key, kind in dict.fromkeys(keys):
        if keys.count((key, kind)) > 1:
            named = f"{key}:{kind}" if kind else key
            wrong.append(_wrong(place, f"the column '{named}' is there twice"))
    if (FILE, "") not in keys:
        wrong.append(_wrong(place, "the first row has to name the columns, one of them 'file'"))
    return columns, wrong


def _column(name: str) -> _Column | None:
    key, colon, kind = (part.strip() for part in name.partition(":"))
    key = key.lower().replace(" ", "_")
    key = SINGULAR.get(key, key)
    if colon:
        return _Column(name, key, kind) if key in OPEN and kind else None
    known = key == FILE or (key in metadata.KEYS and key not in NO_COLUMNS)
    return _Column(name, key) if known else None


def _suggestion(name: str) -> str:
    columns = [FILE, *(key for key in metadata.KEYS if key not in NO_COLUMNS)]
    synonym = metadata.SYNONYMS.get(name.lower())
    if synonym == "idnos" or name.lower().startswith("idno"):
        return f" (did you mean 'idno:{name.upper() if synonym else 'TYPE'}'?)"
    synonyms = {name.lower(): synonym} if synonym in columns else {}
    columns += ["idno:TYPE", "resp:WHAT"]
    return instead(name, columns, "metadata", called="columns", synonyms=synonyms)


def _read_row(
    name: str,
    columns: Sequence[_Column | None],
    line: _Line,
    folders: _Folders,
    rows: dict[str, Row],
) -> list[Diagnostic]:
    """Add a row to the others; its mistakes."""
    place = Place(name, line.number)
    wrong: list[Diagnostic] = []
    more = [cell for cell in line.cells[len(columns) :] if cell]
    if more:
        reason = f"the row has more cells than there are columns, from '{more[0]}' on"
        return [_wrong(place, f"{reason}; put a cell that holds the delimiter in quotation marks")]
    pairs = [(c, cell) for c, cell in zip(columns, line.cells, strict=False) if c and cell]
    file = next((cell for column, cell in pairs if column.key == FILE), "")
    path = _found(file, folders.paths)
    if not file:
        return [_wrong(place, "the row names no file")]
    if path is None:
        wrong.append(_wrong(place, f"there is no file '{file}'{folders.similar(file)}"))
    else:
        before = rows.get(path)
        if before is not None:
            reason = f"the file '{file}' is named in line {before.place.line} already"
            wrong.append(_wrong(place, reason))
    values: list[tuple[str, str | tuple[str, ...]]] = []
    responsible: list[Responsible] = []
    idnos: list[Identifier] = []
    for column, cell in pairs:
        several = [part for each in cell.split(SEVERAL) if (part := each.strip())]
        match column:
            case _Column(key="file"):
                continue
            case _Column(key="idno", kind=kind) if kind:
                problem = metadata.wrong("idnos", {kind: cell})
                idnos.append(Identifier(kind, cell))
            case _Column(key="resp", kind=kind):
                problem = metadata.wrong("responsible", {kind: several})
                responsible.append(Responsible(kind, tuple(several)))
            case _:
                is_list = column.key in LISTS
                cell = _plain(column.key, cell)
                problem = metadata.wrong(column.key, several if is_list else cell)
                values.append((column.key, tuple(several) if is_list else cell))
        if problem:
            wrong.append(_wrong(place, f"'{cell}' in the column '{column.name}': {problem}"))
    if path is not None and not wrong:
        rows[path] = Row(place, tuple(values), tuple(responsible), tuple(idnos))
    return wrong


def _plain(key: str, cell: str) -> str:
    """A date in the form of ISO 8601 and a language as its tag, where the meaning is plain:
    spreadsheet programs write dates in many forms."""
    if key in DATES:
        return iso_date(cell) or cell
    return (code_of(cell) or cell) if key == "language" else cell


def _found(file: str, folders: Sequence[Path]) -> str | None:
    """The real path of a file in the first folder that has it."""
    for folder in folders:
        path = folder / file.replace("\\", "/")
        try:
            if path.is_file():
                return os.path.realpath(path)
        except (OSError, ValueError):
            continue
    return None


class _Folders:
    """The folders in which the files of a table are looked for, and what is below them."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = paths

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        """The files below the folders, by their names, as a table names them."""
        found: dict[str, list[str]] = {}
        seen: set[str] = set()
        for folder in reversed(self.paths):  # the last folders hold the texts, and come first
            for parent, _, names in os.walk(folder):
                for name in sorted(names):
                    real = os.path.realpath(os.path.join(parent, name))
                    if real not in seen:
                        seen.add(real)
                        path = os.path.relpath(os.path.join(parent, name), folder)
                        found.setdefault(name, []).append(path.replace(os.sep, "/"))
        return found

    def similar(self, file: str) -> str:
        """Files whose names are like that of a missing file, as a question; else the folders
        that were searched."""
        same = self._by_name.get(file.replace("\\", "/").rpartition("/")[2], [])[:MOST_SIMILAR]
        if same:
            return f" (did you mean {' or '.join(repr(each) for each in same)}?)"
        for folder in self.paths:
            near = similar_path(str(folder / file))
            if near is not None and os.path.isfile(near):
                return f" (did you mean '{os.path.relpath(near, folder)}'?)"
        return f" in {' or '.join(str(folder.resolve()) for folder in self.paths)}"


def _wrong(place: Place, reason: str) -> Diagnostic:
    return diagnose("TK307", place, reason=reason)
