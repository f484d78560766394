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
    write(path, added(_text(path, source), str(path), source, decisions), source.name)


def added(text: str, name: str, source: Source, decisions: Sequence[Decision]) -> str:
    """The text of the file `name` with further decisions; "" is that of a file that is not there.

    Raises DecisionError when the text is not right.
    """
    text = text or FIRST_LINE.format(name=Path(source.name).name)
    for decision in decisions:
        text = _with(text, name, source, decision)
    return text


def removed(text: str, name: str, source: Source, decision: Decision) -> str:
    """The text of the file `name` without a decision of it. Raises DecisionError."""
    at = _index(of_text(text, name, source.name), decision, _is_equal)
    return text if at < 0 else _without(text, name, source.name, at)


def remove(path: str | PathLike[str], source: Source, decision: Decision) -> bool:
    """Take a decision out of a file; whether it was there. Raises DecisionError and OSError."""
    path = Path(path)
    if not path.exists():
        return False
    text = path.read_text(encoding="utf-8-sig")
    without = removed(text, str(path), source, decision)
    if without == text:
        return False
    write(path, without, source.name)
    return True


def _text(path: Path, source: Source) -> str:
    if not path.exists():
        return ""
    read(path, source.name)  # nothing is added to a file with mistakes
    return path.read_text(encoding="utf-8-sig")


def _with(text: str, name: str, source: Source, decision: Decision) -> str:
    """The text of a file with one more decision."""
    there = of_text(text, name, source.name)
    block = _block(decision, _header(text, source.name))
    same = _index(there, decision, is_about_the_same)
    if same >= 0:  # what stands around the lines of the decision stays
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
        begin = _with_comment(text, _lines(text, name, source.name, there, at)[0])
        changed = f"{text[:begin]}{block}\n{text[begin:]}"
    return _proved(changed, text, name, source.name, [*there.decisions, decision])


def _without(text: str, name: str, source: str, at: int) -> str:
    """The text of a file without the decision of an index, and the comment right above it."""
    there = of_text(text, name, source)
    begin, end = _lines(text, name, source, there, at)
    begin = _with_comment(text, begin)
    changed = text[:begin] + text[end:].lstrip("\n")
    kept = [*there.decisions[:at], *there.decisions[at + 1 :]]
    return _proved(changed, text, name, source, kept)


def _lines(text: str, name: str, source: str, there: Decisions, at: int) -> tuple[int, int]:
    """Where the lines of a decision begin and end: from its header to its last key."""
    begins = headers(text, 0, source=source)
    if len(begins) != len(there.decisions):
        raise _by_hand(name)
    begin = begins[at]
    end = text.find("\n", begin) + 1 or len(text)
    while end < len(text):
        following = text.find("\n", end) + 1 or len(text)
        line = text[end:following].strip()
        if not line or line[0] in "#[":
            break
        end = following
    return begin, end


def _proved(changed: str, text: str, name: str, source: str, expected: Sequence[Decision]) -> str:
    """The changed text of a file, which says what is expected, and else what it said before.

    Raises DecisionError when it does not.
    """
    try:
        said = of_text(changed, name, source).decisions
        rest = _rest(changed, source) == _rest(text, source)
    except (DecisionError, ValueError) as error:
        raise _by_hand(name) from error
    if not rest or _plain(said) != _plain(expected):
        raise _by_hand(name)
    return changed


def _plain(decisions: Sequence[Decision]) -> list[str]:
    return sorted(repr(replace(each, line=0)) for each in decisions)


def _rest(text: str, source: str) -> object:
    """Everything that a file says, but for the decisions about a source."""
    import tomllib

    data = tomllib.loads(text)
    file = Path(source).name
    part = data.get(file)
    if data.pop("decision", None) is None and isinstance(part, dict):
        part.pop("decision", None)
        if not part:
            del data[file]
    return data


def _by_hand(name: str) -> DecisionError:
    reason = "it is written in a way that this program cannot change; change it by hand"
    return DecisionError(diagnose("TK310", Place(name), reason=reason))


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
    words = (" ".join(each.split()) for each in (decision.text, decision.before, decision.after))
    text, before, after = words
    return text, before, after, decision.nth, decision.every


def write(path: Path, text: str, source: str) -> None:
    """Write a file that can be read. Raises DecisionError when it cannot."""
    try:
        of_text(text, str(path), source)
    except DecisionError as error:
        raise _by_hand(str(path)) from error
    files.write(path, text.encode("utf-8"))
