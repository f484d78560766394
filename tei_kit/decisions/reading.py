"""Reading: a decisions file to decisions.

The file is TOML, made for people to read and for git to merge: one `[[decision]]` each, in the
order of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.advice.keys import instead
from tei_kit.advice.languages import code_of
from tei_kit.decisions import tables
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.decisions.kinds import ISO, KINDS, Kind, named
from tei_kit.diagnostics import Place, diagnose
from tei_kit.record import record
from tei_kit.settings.metadata import language_tag
from tei_kit.settings.toml_file import TomlFile, parse_toml, read_toml

WHOLE = ("file", "by", "family", "language", "layout", "persons", "decision")
OF_FOLDER = ("by", "persons")  # keys that a folder may have for all of its texts
PAGE = "decisions"  # of the documentation
# An identifier of XML, of the letters and digits of any script: "borges", "müller-2".
IDENTIFIER = re.compile(r"[^\W\d][\w.-]*")
# The month and the day of a date: "1971-05-31", "1971-05", "--05-31".
DAY = re.compile(r"-?(?P<year>\d{4})?-{1,2}(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)(?!:)")
LEAP_YEAR = 400
DEEPEST = 12  # level of a heading or an item
# How much two names have to have in common, so that one may be the other misspelt.
SPELT_ALIKE = 0.8
# The keys of a decision, and the fields that they fill.
KEYS: Mapping[str, str] = {
    "is": "kind",
    "not": "no",
    **{
        each.name: each.name for each in fields(Decision) if each.name not in ("kind", "no", "line")
    },
}
PARTS = ("I", "M", "F")
NUMBERS = {"level", "nth", "of"}
# Keys whose values are clear without quotation marks as well: 1971-05-31, 3.
UNQUOTED = {"when", "n", "note"}
ANCHOR = {"text", "before", "after", "nth", "of", "every", "by", "is", "not"}


def text_of(path: Path) -> str:
    """The text that a file says it is about (`file = "memo.txt"`), "" where it does not say."""
    try:
        about = _toml(path).data.get("file", "")
    except DecisionError:
        return ""  # who reads the file is told
    return about if isinstance(about, str) else ""


def is_named(source: Path, path: Path) -> bool:
    """Whether the decisions file of a folder names a source.

    Raises DecisionError, also when it names no such file but one that is spelt much like it.
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
    """The names in the file of a folder that no file has which lies beside a source."""
    return [
        name
        for name, value in data.items()
        if "." in name and isinstance(value, dict) and not files.is_file(source.with_name(name))
    ]


def _letters(name: str) -> str:
    """A name without its digits: `memo-12.txt` and `memo-13.txt` are no slip of the pen."""
    return "".join(c for c in name if not c.isdigit())


def read(path: str | PathLike[str], source: str | PathLike[str] = "") -> Decisions:
    """The decisions of a file; of the file of a folder, those about `source`.

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
    mistakes = _Mistakes(file)
    persons = _persons(_Part(file, "", file.data), mistakes)
    mistakes.raise_any()
    return persons


def of_text(text: str, name: str, source: str = "") -> Decisions:
    """The decisions of the text of a file that is called `name`; see `read`."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return _of_file(parse_toml(text, name, _unreadable), Path(source).name)


def of_rows(rows: Sequence[Mapping[str, object]], name: str, text: str = "") -> Sequence[Decision]:
    """The decisions of a profile, which hold wherever their words stand; `text` is that of its
    file, for the lines of mistakes.

    Raises DecisionError for a row that is not right.
    """
    file = TomlFile(name, text, {})
    mistakes = _Mistakes(file)
    places = _rows(_Part(file, "", {}), len(rows)) if text else [_Row("", None, 1)] * len(rows)
    found = [
        _decision({**row, "every": True}, at, mistakes)
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
        found = _decisions(_Part(file, source, part))
        by = data.get("by")
        return replace(found, by=by) if isinstance(by, str) and not found.by else found
    if _is_of_folder(data):
        return Decisions(file.name)  # which says nothing about this source
    return _decisions(_Part(file, "", data))


def _check_folder(file: TomlFile) -> None:
    """Raise DecisionError for what cannot be said of all texts of a folder."""
    mistakes = _Mistakes(file)
    for key, value in file.data.items():
        if key in OF_FOLDER or (isinstance(value, dict) and key not in WHOLE):
            continue
        line = tables.line_of_key(file.text, (), key)
        reason = f"'{key}' is of one text; write it below the name of the file: [\"memo.txt\"]"
        mistakes.add(line, reason if key in WHOLE else _unknown_of_all(key, value))
    mistakes.raise_any()


def about(text: str, source: str) -> str:
    """The name under which a file has what it says of a source: its own in the file of a folder,
    else "".
    """
    return source if is_of_folder(text) else ""


def is_of_folder(text: str) -> bool:
    """Whether the text of a file has tables that are named for files."""
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


@record
class _Part:
    """What a file says about a text: all of it, or in the file of a folder a table by the name of
    its `source`.
    """

    file: TomlFile
    source: str
    data: Mapping[str, object]

    def line(self, key: str) -> int:
        """The line of a key."""
        return tables.line_of_key(self.file.text, (self.source,) if self.source else (), key)


@record
class _Row:
    """The place of a decision in its file: its table, where it is written as one, and its line."""

    text: str
    table: tables.Table | None
    line: int

    def line_of(self, key: str) -> int:
        """The line of a key of the decision; that of the decision where it stands elsewhere."""
        at = tables.key_in(self.text, self.table, key) if self.table else -1
        return self.line if at < 0 else tables.line_of(self.text, at)


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


def _decisions(part: _Part) -> Decisions:
    file, data = part.file, part.data
    mistakes = _Mistakes(file)
    for key, value in data.items():
        if key not in WHOLE:
            mistakes.add(part.line(key), _unknown_of_all(key, value))
    rows = data.get("decision", [])
    if not isinstance(rows, list):
        mistakes.add(part.line("decision"), "write each decision as [[decision]]")
        rows = []
    places = _rows(part, len(rows))
    decisions = [
        decision
        for row, at in zip(rows, places, strict=True)
        if (decision := _decision(row, at, mistakes))
    ]
    result = Decisions(
        name=file.name,
        decisions=decisions,
        layout=_words(part, "layout", mistakes),
        family=_word(part, "family", mistakes),
        language=_word(part, "language", mistakes),
        persons=_persons(part, mistakes),
        by=_word(part, "by", mistakes),
        lines={**_lines_of_keys(part), **_lines_of_rows(rows, places)},
    )
    _word(part, "file", mistakes)
    _check_whole(part, result, mistakes)
    mistakes.raise_any()
    return result


def _check_whole(part: _Part, decisions: Decisions, mistakes: _Mistakes) -> None:
    """Note the family, the language and the answers about the layout that do not exist."""
    for key in ("family", "language"):
        said = decisions.family if key == "family" else decisions.language
        if said and (reason := wrong_of_all(key, said)):
            mistakes.add(part.line(key), reason)
    for question, answer in decisions.layout.items():
        if reason := wrong_answer(question, answer):
            mistakes.add(decisions.lines.get(f"layout.{question}", 1), reason)


def wrong_of_all(key: str, said: str) -> str:
    """Say why a text cannot have a family or a language; "" when it can."""
    if key == "language":
        if language_tag().fullmatch(said):
            return ""
        code = code_of(said)
        tag = f"; write {code}" if code else " as en, fr or pt-BR"
        return f"'{said}' is no language tag{tag}"
    from tei_kit.tokenizer.families.table import FAMILIES

    families = [each.name for each in FAMILIES]
    if said in families:
        return ""
    return f"no family is called '{said}'{instead(said, families, PAGE, called='families')}"


def wrong_answer(question: str, answer: str) -> str:
    """Say why the layout cannot be so; "" when it can."""
    from tei_kit.layout.choices import CHOICES

    if question not in CHOICES:
        hint = instead(question, [*CHOICES], "layout", called="questions")
        return f"[layout] has no question '{question}'{hint}"
    choice = CHOICES[question]
    if choice.takes(answer):
        return ""
    hint = instead(answer, [*choice.answers], "layout", called="answers")
    if choice.form and hint.startswith(";"):
        hint += f", or {choice.form}"
    return f"'{answer}' is no answer about {question}{hint}"


def _unknown_of_all(key: str, value: object) -> str:
    """Say why a file has no such key, and what was meant."""
    if key in KEYS:
        return f"'{key}' is a key of a decision; write [[decision]] on the line above"
    inner = next(iter(value)) if isinstance(value, dict) and value else ""
    if isinstance(value, dict) and isinstance(value.get(inner), dict):
        return f'names of files stand in quotation marks: "{key}.{inner}"'
    return _unknown(key, WHOLE)


def _lines_of_keys(part: _Part) -> Mapping[str, int]:
    """The line of each key that is about the whole text: `family`, `persons.thuy`."""
    lines = {key: part.line(key) for key in part.data if key in WHOLE}
    for table in ("layout", "persons"):
        path = (part.source, table) if part.source else (table,)
        inner = part.data.get(table)
        for key in inner if isinstance(inner, dict) else ():
            line = tables.line_of_key(part.file.text, path, key)
            lines[f"{table}.{key}"] = max(line, lines[table])
    return lines


def _lines_of_rows(rows: Sequence[object], places: Sequence[_Row]) -> Mapping[str, int]:
    """The line of each key of each decision: `7.text` where its header is in line 7."""
    return {
        f"{at.line}.{key}": at.line_of(key)
        for row, at in zip(rows, places, strict=True)
        if isinstance(row, dict)
        for key in row
    }


def _rows(part: _Part, number: int) -> list[_Row]:
    """The places of so many decisions; those that are not tables have the line of their list."""
    text = part.file.text
    found = list(tables.rows_of(text, part.source))
    if len(found) != number:
        return [_Row(text, None, part.line("decision"))] * number
    return [_Row(text, each, tables.line_of(text, tables.header_of(text, each))) for each in found]


def _unknown(key: str, there: Sequence[str]) -> str:
    return f"no key is called '{key}'{instead(key, there, PAGE)}"


def _word(part: _Part, key: str, mistakes: _Mistakes) -> str:
    value = part.data.get(key, "")
    if isinstance(value, str):
        return value
    mistakes.add(part.line(key), f'{key} has to be words in quotation marks: {key} = "…"')
    return ""


def _words(part: _Part, key: str, mistakes: _Mistakes) -> Mapping[str, str]:
    value = part.data.get(key, {})
    if isinstance(value, dict) and all(type(v) in (str, int) for v in value.values()):
        return {question: str(said) for question, said in value.items()}
    reason = f'[{key}] has a question and an answer in each line: notes = "brackets"'
    mistakes.add(part.line(key), reason)
    return {}


def _persons(part: _Part, mistakes: _Mistakes) -> Mapping[str, Sequence[str]]:
    """The names of each person. One name is of one person, and identifiers are those of XML."""
    value = part.data.get("persons", {})
    inside = (part.source, "persons") if part.source else ("persons",)
    if not isinstance(value, dict):
        mistakes.add(part.line("persons"), PERSONS)
        return {}
    persons: dict[str, Sequence[str]] = {}
    owner: dict[str, str] = {}
    for key, names in value.items():
        line = tables.line_of_key(part.file.text, inside, key)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            is_one = isinstance(names, str) and names.strip() and IDENTIFIER.fullmatch(key)
            wanted = f'a person has a list of names; write {key} = ["{names}"]'
            mistakes.add(line, wanted if is_one else PERSONS)
            continue
        if reason := wrong_person(key, names):
            mistakes.add(line, reason)
        for name in names:
            same = " ".join(name.split()).casefold()
            if owner.setdefault(same, key) != key:
                mistakes.add(
                    line,
                    f"'{name}' is a name of {owner[same]} and of {key}; take it out of one of them",
                )
        persons[key] = tuple(names)
    return persons


PERSONS = '[persons] gives an identifier the names of one person: borges = ["Borgès"]'


def wrong_person(identifier: str, names: Sequence[str]) -> str:
    """Say why a person cannot have an identifier or such names; "" for a right one."""
    if not IDENTIFIER.fullmatch(identifier):
        return (
            f"'{identifier}' is no identifier of XML, which begins with a letter and has letters, "
            f"digits, - and _; write {_as_identifier(identifier)} = […]"
        )
    if not names:
        return f'{identifier} has no names; write {identifier} = ["…"], or take it out'
    if not all(name.split() for name in names):
        return f"{identifier} has an empty name; take it out"
    if not all(" ".join(name.split()).isprintable() for name in names):
        return f"{identifier} has a name with a character that no XML can hold"
    return ""


def _as_identifier(words: str) -> str:
    found = "_".join(re.findall(r"\w+", words.lower())).lstrip("_0123456789")
    return found or "person"


def _decision(row: object, at: _Row, mistakes: _Mistakes) -> Decision | None:
    """One decision, None (and what is wrong, among the mistakes) when it is not right."""
    line = at.line
    if not isinstance(row, dict):
        mistakes.add(line, "write each decision as [[decision]]")
        return None
    before = len(mistakes.found)
    values: dict[str, str | int | bool] = {}
    for key, value in row.items():
        if key not in KEYS:
            mistakes.add(at.line_of(key), _unknown(key, [*KEYS]))
        elif wrong := wrong_value(key, value):
            mistakes.add(at.line_of(key), wrong)
        else:
            values[KEYS[key]] = _value(key, value)
    if len(mistakes.found) > before:
        return None  # what is missing now may be what is wrong
    kind = _kind(values, at, mistakes)
    if kind is not None:
        for key in row:
            if key in KEYS and key not in ANCHOR and (key not in kind.takes or "no" in values):
                mistakes.add(
                    at.line_of(key), f"'{key}' says nothing about {kind.words}; take it out"
                )
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


def _is_in_calendar(value: str) -> bool:
    """Whether the month and the day of an ISO date exist."""
    found = DAY.match(value)
    if found is None:
        return True
    month, day = int(found["month"]), int(found["day"] or 1)
    try:
        date(int(found["year"] or LEAP_YEAR) % 400 or LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def wrong_value(key: str, value: object) -> str:
    """Say why a key of a decision cannot have a value; "" when it can."""
    if key == "every":
        return "" if isinstance(value, bool) else "every is true or false"
    if key in NUMBERS:
        is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        if not is_number:
            return f"{key} is a number, without quotation marks"
        assert isinstance(value, int)
        if key == "level":
            return "" if value <= DEEPEST else f"level is a number from 0 to {DEEPEST}"
        return "" if value else f"{key} is a number from 1"
    is_of_text = key in ("text", "before", "after")  # which may hold whatever the text holds
    if isinstance(value, str) and not is_of_text and not " ".join(value.split()).isprintable():
        odd = next((c for c in value if unicodedata.category(c) in ("Cc", "Cs", "Cn")), "")
        if odd:
            return f"{key} has a character that no XML can hold (U+{ord(odd):04X})"
    if key == "part" and value not in PARTS:
        return "part is I, M or F: the first, a middle or the last part of a line"
    if key == "when" and isinstance(value, str) and not ISO.fullmatch(value):
        return f"'{value}' is no date as 1971-05-31, 1971-05 or 1971"
    if key == "when" and isinstance(value, str) and not _is_in_calendar(value):
        return f"'{value}' does not exist in the calendar"
    is_plain = isinstance(value, str) or (
        key in UNQUOTED and isinstance(value, int | date) and not isinstance(value, bool | datetime)
    )
    return "" if is_plain else f"{key} has to be words in quotation marks"


def _kind(values: Mapping[str, object], at: _Row, mistakes: _Mistakes) -> Kind | None:
    kind, no = str(values.get("kind", "")), str(values.get("no", ""))
    line = at.line_of("is" if kind else "not")
    if bool(kind) == bool(no):
        mistakes.add(at.line, 'a decision says one thing: is = "…" or not = "…"')
        return None
    found = named(kind or no)
    if found is None:
        hint = instead(kind or no, list(KINDS), PAGE, called="kinds")
        mistakes.add(line, f"nothing is called '{kind or no}'{hint}")
    elif no and not found.can_be_denied:
        mistakes.add(line, f"say what the words are: no text can be “not {found.name}”")
        return None
    return found
