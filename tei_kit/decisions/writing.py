"""Writing: decisions put into their file and taken out of it.

The file is changed as text, so that comments, order and spacing stay as a person wrote them. The
result is read again before it is written; a file is written whole or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.decisions.anchor import found
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.decisions.reading import headers, of_text, read
from tei_kit.diagnostics import Place, diagnose
from tei_kit.source.source import Source

# The fields in the order in which they are written, with the keys that they have in the file.
ORDER = (
    ("text", "text"),
    ("before", "before"),
    ("after", "after"),
    ("nth", "nth"),
    ("of", "of"),
    ("every", "every"),
    ("kind", "is"),
    ("no", "not"),
    ("who", "who"),
    ("level", "level"),
    ("type", "type"),
    ("note", "note"),
    ("n", "n"),
    ("when", "when"),
    ("by", "by"),
)
# The values that say nothing, and are not written.
UNSAID = {"nth": 0, "of": 0, "level": -1, "every": False}
FIRST_LINE = (
    "# What people decided about {name}. tei-kit applies it; the text itself stays as it is.\n"
)

_Same = Callable[[Decision, Decision], bool]


def add(path: str | PathLike[str], source: Source, decisions: Sequence[Decision]) -> None:
    """Put decisions into a file, which is made if it is not there, in the order of the text.

    A decision takes the place of another that speaks of the same words and the same thing. Raises
    DecisionError when the file is there and not right, and OSError.
    """
    path = Path(path)
    text = _text(path, source)
    for decision in decisions:
        text = _with(text, str(path), source, decision)
    _write(path, text, source.name)


def remove(path: str | PathLike[str], source: Source, decision: Decision) -> bool:
    """Take a decision out of a file; whether it was there. Raises DecisionError and OSError."""
    path = Path(path)
    if not path.exists():
        return False
    text = path.read_text(encoding="utf-8-sig")
    at = _index(of_text(text, str(path), source.name), decision, _is_equal)
    if at < 0:
        return False
    _write(path, _without(text, source.name, at), source.name)
    return True


def _text(path: Path, source: Source) -> str:
    if not path.exists():
        return FIRST_LINE.format(name=Path(source.name).name)
    read(path, source.name)  # nothing is added to a file with mistakes
    return path.read_text(encoding="utf-8-sig")


def _with(text: str, name: str, source: Source, decision: Decision) -> str:
    """The text of a file with one more decision."""
    there = of_text(text, name, source.name)
    same = _index(there, decision, is_about_the_same)
    if same >= 0:
        text = _without(text, source.name, same)
        there = of_text(text, name, source.name)
    start = _start(source.text, decision)
    later = (at for at, each in enumerate(there.decisions) if _start(source.text, each) > start)
    at = next(later, -1)
    block = _block(decision, _header(text, source.name))
    if at < 0:
        return f"{text.rstrip()}\n\n{block}"
    begin = _begins(text, source.name)[at]
    return f"{text[:begin]}{block}\n{text[begin:]}"


def _without(text: str, source: str, at: int) -> str:
    begins = _begins(text, source)
    end = _end(text, begins, at)
    return text[: begins[at]] + text[end:].lstrip("\n") if end < len(text) else text[: begins[at]]


def _end(text: str, begins: Sequence[int], at: int) -> int:
    """Where the lines of a decision end: at the next table, with the comment above it."""
    after = headers(text, begins[at] + 1)
    own = next((place for place in headers(text, begins[at]) if place >= begins[at]), begins[at])
    following = next((place for place in after if place > own), len(text))
    return _with_comment(text, following) if following < len(text) else len(text)


def _begins(text: str, source: str) -> list[int]:
    """Where each decision begins, with the comment right above it."""
    return [_with_comment(text, place) for place in headers(text, 0, source=source)]


def _with_comment(text: str, place: int) -> int:
    """The beginning of the comment lines right above a place."""
    while True:
        line = text.rfind("\n", 0, max(place - 1, 0)) + 1
        if line >= place or not text[line:place].lstrip().startswith("#") or line == 0:
            return place
        place = line


def _header(text: str, source: str) -> str:
    """The header of a decision's table; in the file of a folder, it names the source."""
    name = Path(source).name
    quoted = json.dumps(name, ensure_ascii=False)
    is_of_folder = f"[[{quoted}.decision]]" in text or f"[{quoted}]" in text
    return f"[[{quoted}.decision]]" if is_of_folder else "[[decision]]"


def _block(decision: Decision, header: str) -> str:
    """The lines of a decision."""
    lines = [header]
    for name, key in ORDER:
        value = getattr(decision, name)
        if value != UNSAID.get(name, ""):
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _start(text: str, decision: Decision) -> int:
    places = found(text, decision)
    return places[0].start if places else len(text)


def _index(decisions: Decisions, decision: Decision, same: _Same) -> int:
    for at, each in enumerate(decisions.decisions):
        if same(each, decision):
            return at
    return -1


def _is_equal(one: Decision, other: Decision) -> bool:
    return replace(one, line=0) == replace(other, line=0)


def is_about_the_same(one: Decision, other: Decision) -> bool:
    """Whether two decisions are about the same words, and speak of the same thing."""
    from tei_kit.decisions.rules import group

    return _anchor(one) == _anchor(other) and group(one) == group(other)


def _anchor(decision: Decision) -> tuple[str, str, str, int, bool]:
    return decision.text, decision.before, decision.after, decision.nth, decision.every


def _write(path: Path, text: str, source: str) -> None:
    """Write a file that can be read. Raises DecisionError when it cannot."""
    try:
        of_text(text, str(path), source)
    except DecisionError as error:
        reason = "it is written in a way that this program cannot change; change it by hand"
        raise DecisionError(diagnose("TK310", Place(str(path)), reason=reason)) from error
    files.write(path, text.encode("utf-8"))
