"""Writing: puts decisions into their file, and takes them out.

The file is changed as text, so comments, order and spacing stay as a person wrote them. The result
is read again before it is written; a file is written completely or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.decisions import tables
from tei_kit.decisions.anchor import Stretch, found, likely
from tei_kit.decisions.decision import ALL, Decision, DecisionError, Decisions
from tei_kit.decisions.reading import about, is_of_folder, of_text, read
from tei_kit.diagnostics import Place, diagnose, reason_of
from tei_kit.record import record, replace
from tei_kit.source.source import Source

# The fields in the order of the file, with their keys in the file.
ORDER = (
    ("text", "text"),
    ("before", "before"),
    ("after", "after"),
    ("nth", "nth"),
    ("of", "of"),
    ("every", "every"),
    ("taken", "taken"),
    ("kind", "is"),
    ("no", "not"),
    ("who", "who"),
    ("level", "level"),
    ("type", "type"),
    ("note", "note"),
    ("n", "n"),
    ("when", "when"),
    ("part", "part"),
    ("by", "by"),
)
# Values that mean nothing, and are not written.
UNSAID = {"nth": 0, "of": 0, "level": -1, "every": False}
FIRST_LINE = (
    "# What people decided about {name}. tei-kit applies it; the text itself stays as it is.\n"
)
NEAR = 12  # the largest distance, in characters, between a likely place of lost words and a place
MARK = "\ufeff"  # the byte order mark, which some editors put at the beginning of a file


@record
class Form:
    """The form of a file: the byte order mark before its text, or "", and its line ends."""

    mark: str
    newline: str

    def given(self, body: str) -> str:
        """The text in this form."""
        return self.mark + (body.replace("\n", self.newline) if self.newline != "\n" else body)


def taken(text: str) -> tuple[Form, str]:
    """The form of a file, and its text without the mark and with `\\n` as line ends."""
    mark = MARK if text.startswith(MARK) else ""
    body = text.removeprefix(MARK)
    if "\r\n" in body and body.count("\r\n") == body.count("\n"):
        return Form(mark, "\r\n"), body.replace("\r\n", "\n")
    return Form(mark, "\n"), body


def text_in(path: Path) -> str:
    """The text of a file as it is, "" without a file. Raises DecisionError when it is not UTF-8."""
    if not path.exists():
        return ""
    try:
        return files.bytes_of(path).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        read(path)  # raises a better error
        raise DecisionError(diagnose("TK310", Place(str(path)), reason=reason_of(error))) from error


def begun(text: str, source: Source) -> str:
    """The text of a file; for "", the first lines of a new file, which name its text."""
    if text.strip():
        return text
    name = Path(source.name).name
    return f"{FIRST_LINE.format(name=name)}file = {toml(name)}\n"


def add(path: str | PathLike[str], source: Source, decisions: Sequence[Decision]) -> None:
    """Put decisions into a file, in the order of the text; a missing file is made.

    A decision replaces an older one about the same words (`is_about_the_same`). Raises
    DecisionError when the existing file has mistakes, and OSError.
    """
    path = Path(path)
    text = text_in(path)
    write(path, added(text, str(path), source, decisions), source.name)


def added(text: str, name: str, source: Source, decisions: Sequence[Decision]) -> str:
    """The text of the file `name` with further decisions; `text` is "" for a missing file.

    Raises DecisionError when the text has mistakes.
    """
    form, body = taken(text)
    body = begun(body, source)
    for decision in decisions:
        body = _with(body, name, source, decision)
    return form.given(body)


def removed(text: str, name: str, source: Source, decision: Decision) -> str:
    """The text of the file `name` without one of its decisions. Raises DecisionError."""
    form, body = taken(text)
    there = of_text(body, name, source.name).decisions
    at = next((at for at, each in enumerate(there) if _is_equal(each, decision)), -1)
    return text if at < 0 else form.given(_without(body, name, source.name, at))


def remove(path: str | PathLike[str], source: Source, decision: Decision) -> bool:
    """Take a decision out of a file; True if it was there. Raises DecisionError and OSError."""
    path = Path(path)
    text = text_in(path)
    without = removed(text, str(path), source, decision) if text else text
    if without == text:
        return False
    write(path, without, source.name)
    return True


def _with(text: str, name: str, source: Source, decision: Decision) -> str:
    """The text of a file with one more decision."""
    there = of_text(text, name, source.name)
    block = _block(decision, _header(text, source.name))
    rows = enumerate(there.decisions)
    same = next((at for at, each in rows if is_about_the_same(source, each, decision)), -1)
    if same >= 0:  # only the lines of the decision change
        begin, end = _lines(text, name, source.name, there, same)
        changed = f"{text[:begin]}{block}{text[end:]}"
        kept = [*there.decisions[:same], *there.decisions[same + 1 :]]
        return _proved(changed, text, name, source.name, [*kept, decision])
    start = _start(source.text, decision)
    later = (at for at, each in enumerate(there.decisions) if _start(source.text, each) > start)
    at = next(later, -1)
    if at < 0:
        changed = f"{text.rstrip()}\n\n{block}"
    else:
        begin = with_comment(text, _lines(text, name, source.name, there, at)[0])
        changed = f"{text[:begin]}{block}\n{text[begin:]}"
    return _proved(changed, text, name, source.name, [*there.decisions, decision])


def _without(text: str, name: str, source: str, at: int) -> str:
    """The text of a file without the decision `at`, and without the comment right above it."""
    there = of_text(text, name, source)
    begin, end = _lines(text, name, source, there, at)
    begin = with_comment(text, begin)
    changed = text[:begin] + text[end:].lstrip("\n")
    kept = [*there.decisions[:at], *there.decisions[at + 1 :]]
    return _proved(changed, text, name, source, kept)


def _lines(text: str, name: str, source: str, there: Decisions, at: int) -> tuple[int, int]:
    """The offsets of the begin of a decision's header and of the end of its last key's line."""
    rows = list(tables.rows_of(text, about(text, Path(source).name)))
    if len(rows) != len(there.decisions):
        raise by_hand(name)
    begin = tables.header_of(text, rows[at])
    end = text.find("\n", begin) + 1 or len(text)
    while end < len(text):
        following = text.find("\n", end) + 1 or len(text)
        line = text[end:following].strip()
        if not line or line[0] in "#[":
            break
        end = following
    return begin, end


def _proved(changed: str, text: str, name: str, source: str, expected: Sequence[Decision]) -> str:
    """The changed text of a file, after a check.

    Raises DecisionError if it lacks the expected decisions, or if its other contents changed.
    """
    try:
        said = of_text(changed, name, source).decisions
        rest = _rest(changed, source) == _rest(text, source)
    except (DecisionError, ValueError) as error:
        raise by_hand(name) from error
    if not rest or _plain(said) != _plain(expected):
        raise by_hand(name)
    return changed


def _plain(decisions: Sequence[Decision]) -> list[str]:
    return sorted(repr(replace(each, line=0)) for each in decisions)


def _rest(text: str, source: str) -> object:
    """The contents of a file without the decisions about a source."""
    import tomllib

    data = tomllib.loads(text)
    file = Path(source).name
    part = data.get(file)
    if data.pop("decision", None) is None and isinstance(part, dict):
        part.pop("decision", None)
        if not part:
            del data[file]
    return data


def by_hand(name: str) -> DecisionError:
    """The error (TK310) for a correct file that this program cannot change."""
    reason = "it is written in a way that this program cannot change; change it by hand"
    return DecisionError(diagnose("TK310", Place(name), reason=reason))


def with_comment(text: str, place: int) -> int:
    """The offset of the first of the comment lines right above an offset, or the offset itself."""
    while True:
        line = text.rfind("\n", 0, max(place - 1, 0)) + 1
        if line >= place or not text[line:place].lstrip().startswith("#") or line == 0:
            return place
        place = line


def _header(text: str, source: str) -> str:
    """The header of a decision's table; in the file of a folder, it names the source."""
    name = Path(source).name
    return f"[[{toml(name)}.decision]]" if is_of_folder(text) else "[[decision]]"


def _block(decision: Decision, header: str) -> str:
    """The lines of a decision."""
    lines = [header]
    for name, key in ORDER:
        value = getattr(decision, name)
        if decision.taken and (name == "every" or (name == "text" and value == ALL)):
            continue  # `taken` implies both
        if value != UNSAID.get(name, ""):
            lines.append(f"{key} = {toml(value)}")
    return "\n".join(lines) + "\n"


def toml(value: object) -> str:
    """A string, a number, a truth value, or a list of them, as TOML."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _start(text: str, decision: Decision) -> int:
    places = found(text, decision)
    return places[0].start if places else len(text)


def _is_equal(one: Decision, other: Decision) -> bool:
    return replace(one, line=0) == replace(other, line=0)


def is_about_the_same(source: Source, one: Decision, other: Decision) -> bool:
    """Whether two decisions are about the same place, even with other words, and the same group of
    kinds (`rules.order.group`). A decision with lost words is about its likely places.
    """
    from tei_kit.decisions.rules.order import group

    if group(one) != group(other) or one.every != other.every:
        return False
    if _anchor(one) == _anchor(other):
        return True
    places, others = found(source.text, one), found(source.text, other)
    if places and others:
        return places == others
    lost, there = (one, others) if others else (other, places)
    return any(_is_at(source, lost, place) for place in there)


def _is_at(source: Source, lost: Decision, place: Stretch) -> bool:
    """Whether a likely place of a decision without a place begins near `place`."""
    near = likely(source.text, lost)
    return any(abs(each.start - place.start) <= NEAR for each in near)


def _anchor(decision: Decision) -> tuple[str, str, str, int]:
    words = (" ".join(each.split()) for each in (decision.text, decision.before, decision.after))
    text, before, after = words
    return text, before, after, decision.nth


def write(path: Path, text: str, source: str) -> None:
    """Write the text of a file. Raises DecisionError, and writes nothing, if it has mistakes."""
    try:
        of_text(text, str(path), source)
    except DecisionError as error:
        raise by_hand(str(path)) from error
    files.write(path, text.encode("utf-8"))
