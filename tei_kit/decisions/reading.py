"""Reading: reads the decisions file of one text or of a folder.

The file is TOML, for people to read and for git to merge: each decision is a `[[decision]]`, in
the order of the text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.decisions import tables
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.decisions.parts import WHOLE, Mistakes, RowPlace, TextPart, rows_of
from tei_kit.decisions.persons import persons_of
from tei_kit.decisions.rows import decision_of
from tei_kit.decisions.statements import decisions_of, unknown_of_all
from tei_kit.diagnostics import Place, diagnose
from tei_kit.record import replace
from tei_kit.settings.toml_file import TomlFile, parse_toml, read_toml

OF_FOLDER = ("by", "persons")  # keys that a folder may have for all of its texts
# The least similarity (difflib) of two names at which one may be a misspelling of the other.
SPELT_ALIKE = 0.8


def text_of(path: Path) -> str:
    """The text that a file states as its subject (`file = "memo.txt"`), "" if it states none."""
    try:
        about = _toml(path).data.get("file", "")
    except DecisionError:
        return ""  # `read` raises the error again
    return about if isinstance(about, str) else ""


def is_named(source: Path, path: Path) -> bool:
    """Whether the decisions file of a folder names a source.

    Raises DecisionError when the file cannot be read, or has a similar name without a file (TK311).
    """
    file = _toml(path)
    if source.name in file.data:
        return True
    close = get_close_matches(source.name, _without_files(file.data, source), 1, SPELT_ALIKE)
    if close and _letters(close[0]) != _letters(source.name):
        line = tables.line_of_key(file.text, (), close[0])
        reason = f"no file is called '{close[0]}'; did you mean '{source.name}'?"
        raise DecisionError(diagnose("TK311", Place(str(path), line), reason=reason))
    return False


def _without_files(data: Mapping[str, object], source: Path) -> list[str]:
    """The names in the file of a folder that no file beside the source has."""
    return [
        name
        for name, value in data.items()
        if "." in name and isinstance(value, dict) and not files.is_file(source.with_name(name))
    ]


def _letters(name: str) -> str:
    """A name without its digits: `memo-12.txt` is not a misspelling of `memo-13.txt`."""
    return "".join(c for c in name if not c.isdigit())


def read(path: str | PathLike[str], source: str | PathLike[str] = "") -> Decisions:
    """The decisions of a file; in the file of a folder, only the decisions about `source`.

    Raises DecisionError (TK310) when the file cannot be read, and with one diagnostic (TK311) for
    each mistake in it.
    """
    file = _toml(Path(path))
    decisions = _of_file(file, Path(source).name)
    missing = _without_files(file.data, Path(source)) if source and _is_of_folder(file.data) else ()
    if not missing:
        return decisions
    told = [
        diagnose("TK319", Place(file.name, tables.line_of_key(file.text, (), name)), file=name)
        for name in missing
    ]
    return replace(decisions, told=told)


def shared_persons(path: Path) -> Mapping[str, Sequence[str]]:
    """The persons that the file of a folder declares for all of its texts, with their names.

    Raises DecisionError (TK310, TK311).
    """
    file = _toml(path)
    if "decision" in file.data:
        return {}
    mistakes = Mistakes(file)
    persons = persons_of(TextPart(file, "", file.data), mistakes)
    mistakes.raise_any()
    return persons


def of_text(text: str, name: str, source: str = "") -> Decisions:
    """The decisions in the text of a file with the name `name`; see `read`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return _of_file(parse_toml(text, name, _unreadable), Path(source).name)


def of_rows(rows: Sequence[Mapping[str, object]], name: str, text: str = "") -> Sequence[Decision]:
    """The decisions of a profile, each about every place of its words.

    `text` is the text of its file, for the lines of mistakes. Raises DecisionError for a wrong row.
    """
    file = TomlFile(name, text, {})
    mistakes = Mistakes(file)
    places = [RowPlace("", None, 1)] * len(rows)
    if text:
        places = rows_of(TextPart(file, "", {}), len(rows))
    found = [
        decision_of({**row, "every": True}, at, mistakes)
        for row, at in zip(rows, places, strict=True)
    ]
    mistakes.raise_any()
    return [each for each in found if each]


def _of_file(file: TomlFile, source: str) -> Decisions:
    data: Mapping[str, object] = file.data
    part = data.get(source) if source and "decision" not in data else None
    if isinstance(part, dict) or _is_of_folder(data):
        _check_folder(file)
    if isinstance(part, dict):
        found = decisions_of(TextPart(file, source, part))
        by = data.get("by")
        return replace(found, by=by) if isinstance(by, str) and not found.by else found
    if _is_of_folder(data):
        return Decisions(file.name)  # the file has no decision about this source
    return decisions_of(TextPart(file, "", data))


def _check_folder(file: TomlFile) -> None:
    """Raise DecisionError for keys that the file of a folder cannot have outside of its tables."""
    mistakes = Mistakes(file)
    for key, value in file.data.items():
        if key in OF_FOLDER or (isinstance(value, dict) and key not in WHOLE):
            continue
        line = tables.line_of_key(file.text, (), key)
        reason = f"'{key}' is of one text; write it below the name of the file: [\"memo.txt\"]"
        mistakes.add(line, reason if key in WHOLE else unknown_of_all(key, value))
    mistakes.raise_any()


def about(text: str, source: str) -> str:
    """The name of the table about a source: its own name in the file of a folder, else ""."""
    return source if is_of_folder(text) else ""


def is_of_folder(text: str) -> bool:
    """Whether the text is that of a folder's file: it has tables with names of files."""
    import tomllib

    return _is_of_folder(tomllib.loads(text))


def _is_of_folder(data: Mapping[str, object]) -> bool:
    if "decision" in data:
        return False
    return any("." in key and isinstance(value, dict) for key, value in data.items())


def _toml(path: Path) -> TomlFile:
    return read_toml(path, _unreadable)


def _unreadable(place: Place, reason: str) -> DecisionError:
    return DecisionError(diagnose("TK310", place, reason=reason))
