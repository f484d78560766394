"""Reading: a decisions file to decisions.

The file is TOML, made for people to read and for git to merge: one `[[decision]]` each, in the
order of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from difflib import get_close_matches
from os import PathLike
from pathlib import Path

from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.decisions.kinds import ISO, KINDS, Kind, named
from tei_kit.diagnostics import Place, diagnose
from tei_kit.settings.toml_file import TomlFile, parse_toml, read_toml

# `[persons]`, `[[decision]]`, or `[["memo.txt".decision]]` in the file of a folder.
HEADER = re.compile(
    r"""^[ \t]*\[\[?[ \t]*(?P<name>(?:"[^"\n]*"|'[^'\n]*'|[^\[\]"'\n])*?)[ \t]*\]\]?""",
    re.MULTILINE,
)
WHOLE = {"layout", "family", "language", "persons", "by", "decision"}
# The keys of a decision, and the fields that they fill.
KEYS: Mapping[str, str] = {
    "is": "kind",
    "not": "no",
    **{
        each.name: each.name for each in fields(Decision) if each.name not in ("kind", "no", "line")
    },
}
NUMBERS = {"level", "nth", "of"}
# Keys whose values are clear without quotation marks as well: 1971-05-31, 3.
UNQUOTED = {"when", "n", "note"}
ANCHOR = {"text", "before", "after", "nth", "of", "every", "by", "is", "not"}


def names(path: Path) -> Collection[str]:
    """The files that the decisions file of a folder names. Raises DecisionError."""
    return _toml(path).data.keys()


def read(path: str | PathLike[str], source: str | PathLike[str] = "") -> Decisions:
    """The decisions of a file; of the file of a folder, those about `source`.

    Raises DecisionError (TK310) when the file cannot be read, and with one diagnostic (TK311) for
    each mistake in it.
    """
    return _of_file(_toml(Path(path)), Path(source).name)


def of_text(text: str, name: str, source: str = "") -> Decisions:
    """The decisions of the text of a file that is called `name`; see `read`."""
    return _of_file(parse_toml(text, name, _unreadable), Path(source).name)


def of_rows(rows: Sequence[Mapping[str, object]], name: str) -> Sequence[Decision]:
    """The decisions of a profile, which hold wherever their words stand.

    Raises DecisionError for a row that is not right.
    """
    file = TomlFile(name, "", {})
    mistakes = _Mistakes(file)
    found = [_decision({**row, "every": True}, 1, mistakes) for row in rows]
    mistakes.raise_any()
    return [each for each in found if each]


def headers(text: str, start: int = 0, source: str | None = None) -> list[int]:
    """Where the tables of a file begin, from an offset on; with a source, those of decisions
    about it.
    """
    names = {"decision"}
    if source is not None:
        file = Path(source).name
        names |= {f'"{file}".decision', f"'{file}'.decision"}
    return [
        match.start()
        for match in HEADER.finditer(text, start)
        if source is None or match["name"] in names
    ]


def _of_file(file: TomlFile, source: str) -> Decisions:
    data: Mapping[str, object] = file.data
    part = data.get(source) if source and "decision" not in data else None
    if part is None and _is_of_folder(data):
        return Decisions(file.name)  # which says nothing about this source
    return _decisions(file, part if isinstance(part, dict) else data)


def _is_of_folder(data: Mapping[str, object]) -> bool:
    """Whether a file has tables that are named for files."""
    return any("." in key and isinstance(value, dict) for key, value in data.items())


def _toml(path: Path) -> TomlFile:
    return read_toml(path, _unreadable)


def _unreadable(place: Place, reason: str) -> DecisionError:
    return DecisionError(diagnose("TK310", place, reason=reason))


class _Mistakes:
    """The mistakes of a file so far, each with its line."""

    def __init__(self, file: TomlFile) -> None:
        self._file = file
        self.found: list[tuple[int, str]] = []

    def add(self, line: int, reason: str) -> None:
        self.found.append((line, reason))

    def raise_any(self) -> None:
        if self.found:
            raise DecisionError(
                *(
                    diagnose("TK311", Place(self._file.name, line), reason=_sentence(reason))
                    for line, reason in self.found
                )
            )


def _sentence(reason: str) -> str:
    return reason if reason.endswith("?") else f"{reason}."


def _decisions(file: TomlFile, data: Mapping[str, object]) -> Decisions:
    mistakes = _Mistakes(file)
    for key in data:
        if key not in WHOLE:
            mistakes.add(file.place(key).line, _unknown(key, WHOLE))
    rows = data.get("decision", [])
    if not isinstance(rows, list):
        mistakes.add(file.place("decision").line, "write each decision as [[decision]]")
        rows = []
    lines = _lines(file.text, len(rows))
    decisions = [
        decision
        for row, line in zip(rows, lines, strict=True)
        if (decision := _decision(row, line, mistakes))
    ]
    result = Decisions(
        name=file.name,
        decisions=decisions,
        layout=_words(file, data, "layout", mistakes),
        family=_word(file, data, "family", mistakes),
        language=_word(file, data, "language", mistakes),
        persons=_persons(file, data, mistakes),
        by=_word(file, data, "by", mistakes),
    )
    mistakes.raise_any()
    return result


def _lines(text: str, number: int) -> list[int]:
    """The line of each of so many decisions, from 1; 1 where they are written in another way."""
    found = [
        text.count("\n", 0, match.start("name")) + 1
        for match in HEADER.finditer(text)
        if match["name"].endswith("decision")
    ]
    return found if len(found) == number else [1] * number


def _unknown(key: str, there: Sequence[str] | set[str] | Mapping[str, object]) -> str:
    close = get_close_matches(key, list(there), 1)
    hint = f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(sorted(there))}"
    return f"no key is called '{key}'{hint}"


def _word(file: TomlFile, data: Mapping[str, object], key: str, mistakes: _Mistakes) -> str:
    value = data.get(key, "")
    if isinstance(value, str):
        return value
    mistakes.add(file.place(key).line, f"{key} has to be words in quotation marks")
    return ""


def _words(
    file: TomlFile, data: Mapping[str, object], key: str, mistakes: _Mistakes
) -> Mapping[str, str]:
    value = data.get(key, {})
    if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return dict(value)
    mistakes.add(file.place(key).line, f"[{key}] has a question and an answer in each line")
    return {}


def _persons(
    file: TomlFile, data: Mapping[str, object], mistakes: _Mistakes
) -> Mapping[str, Sequence[str]]:
    value = data.get("persons", {})
    if isinstance(value, dict) and all(
        isinstance(names, list) and all(isinstance(name, str) for name in names)
        for names in value.values()
    ):
        return {key: tuple(names) for key, names in value.items()}
    reason = '[persons] gives an identifier the names of one person: borges = ["Borgès"]'
    mistakes.add(file.place("persons").line, reason)
    return {}


def _decision(row: object, line: int, mistakes: _Mistakes) -> Decision | None:
    """One decision, None (and what is wrong, among the mistakes) when it is not right."""
    if not isinstance(row, dict):
        mistakes.add(line, "write each decision as [[decision]]")
        return None
    before = len(mistakes.found)
    values: dict[str, str | int | bool] = {}
    for key, value in row.items():
        if key not in KEYS:
            mistakes.add(line, _unknown(key, KEYS))
        elif wrong := wrong_value(key, value):
            mistakes.add(line, wrong)
        else:
            values[KEYS[key]] = _value(key, value)
    kind = _kind(values, line, mistakes)
    if kind is not None:
        for key in row:
            if key in KEYS and key not in ANCHOR and (key not in kind.takes or "no" in values):
                mistakes.add(line, f"'{key}' says nothing about {kind.words}; take it out")
    if not str(values.get("text", "")).split():
        mistakes.add(line, 'a decision needs the words that it is about: text = "…"')
    if len(mistakes.found) > before:
        return None
    return made(values, line)


def made(values: Mapping[str, str | int | bool], line: int = 0) -> Decision:
    """A decision of values that were checked, by the names of its fields."""
    words = {key: str(value) for key, value in values.items() if isinstance(value, str)}
    numbers = {key: int(value) for key, value in values.items() if key in NUMBERS}
    kind, no = named(words.pop("kind", "")), named(words.pop("no", ""))
    return Decision(
        **words,
        level=numbers.get("level", -1),
        nth=numbers.get("nth", 0),
        of=numbers.get("of", 0),
        every=bool(values.get("every", False)),
        kind=kind.name if kind else "",
        no=no.name if no else "",
        line=line,
    )


def _value(key: str, value: object) -> str | int | bool:
    """A value as a decision holds it; dates and numbers may stand without quotation marks."""
    if key in NUMBERS or key == "every":
        return int(value) if isinstance(value, int) else 0
    return str(value)


def wrong_value(key: str, value: object) -> str:
    """Say why a key of a decision cannot have a value; "" when it can."""
    if key == "every":
        return "" if isinstance(value, bool) else "every is true or false"
    if key in NUMBERS:
        is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return "" if is_number else f"{key} is a number, without quotation marks"
    is_of_text = key in ("text", "before", "after")  # which may hold whatever the text holds
    if isinstance(value, str) and not is_of_text and not " ".join(value.split()).isprintable():
        odd = next((c for c in value if unicodedata.category(c) in ("Cc", "Cs", "Cn")), "")
        if odd:
            return f"{key} has a character that no XML can hold (U+{ord(odd):04X})"
    if key == "when" and isinstance(value, str) and not ISO.fullmatch(value):
        return f"'{value}' is no date as 1971-05-31, 1971-05 or 1971"
    is_plain = isinstance(value, str) or (
        key in UNQUOTED and isinstance(value, int | date) and not isinstance(value, bool | datetime)
    )
    return "" if is_plain else f"{key} has to be words in quotation marks"


def _kind(values: Mapping[str, object], line: int, mistakes: _Mistakes) -> Kind | None:
    kind, no = str(values.get("kind", "")), str(values.get("no", ""))
    if bool(kind) == bool(no):
        mistakes.add(line, 'a decision says one thing: is = "…" or not = "…"')
        return None
    found = named(kind or no)
    if found is None:
        close = get_close_matches(kind or no, list(KINDS), 1)
        hint = f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(KINDS)}"
        mistakes.add(line, f"nothing is called '{kind or no}'{hint}")
    elif no and not found.can_be_denied:
        mistakes.add(line, f"say what the words are: no text can be “not {found.name}”")
        return None
    return found
