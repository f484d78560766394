"""Labels: the shapes of speakers' labels that recur with different names.

A shape is a separator after some words at the beginning of a line. A text has the shape when
several names recur with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tei_kit.layout import answer
from tei_kit.layout.answer import Answer
from tei_kit.layout.lines import Line
from tei_kit.record import field, record, replace
from tei_kit.settings.language import alternatives, of_any

# A word of a label, in any case.
_WORD = r"[^\W\d_][\w.'’&-]*"
_SMALL_KEYS = ("particles", "conjunctions", "offices_of", "by")
_SMALL = rf"(?:{alternatives(word for key in _SMALL_KEYS for word in of_any(key))})"
_BRACKETS = r"(?:\([^()\n]{0,60}\)|\[[^\[\]\n]{0,60}\])"
_NAMED = rf"{_WORD}(?:[ ](?:{_SMALL}\b|[^\W\d_a-zß-öø-ÿ][\w.'’&-]*|{_BRACKETS})){{0,7}}"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
# Titles, and beginnings of names that go on in capitals: "McDONALD", "Du BOIS".
_TITLE = rf"(?:Mc|Mac|De|Du|{alternatives(map(str.capitalize, of_any('short_titles')))})"
_CAPITALS = (
    rf"(?:{_TITLE}\.?[ ])?{_CAPITAL}(?:{_CAPITAL}|[.'’&-](?=\S)|c(?={_CAPITAL}))*"
    rf"(?:(?:\.?[ ]|,[ ])(?:{_CAPITAL}(?:{_CAPITAL}|[.'’&-](?=\S)|c(?={_CAPITAL}))*"
    rf"|{_SMALL})){{0,6}}"
)
# The shapes, by name. The group `name` has the words of the label; the label ends with the match.
SHAPES: Mapping[str, re.Pattern[str]] = {
    "colon": re.compile(rf"(?P<name>{_NAMED})(?:,[^:.\n]{{1,70}})?[ ]?[:：](?=\s|\Z)"),
    "dash": re.compile(rf"(?P<name>{_CAPITALS})(?:[ ]{_BRACKETS})?\.?\s?(?:--|—|–)(?!-)"),
    "stop": re.compile(rf"(?P<name>{_CAPITALS})(?:[ ,]*{_BRACKETS})?[.](?=\s|\Z)"),
    "marked": re.compile(
        r"(?P<sign>[_=*]{1,2})(?P<name>[^\W\d_][^_=*\n]{0,40}?)[.:]?(?P=sign)[.:]?"
    ),
    "tab": re.compile(rf"(?P<name>{_NAMED})[:.]?\t"),
    "letter": re.compile(r"(?P<name>[QA])[.:]?(?=\s)"),
}
# The signs of the labels of a shape. Most texts lack the signs of most shapes, and need no search.
SIGNS_OF: Mapping[str, Sequence[str]] = {
    "colon": (":", "："),
    "dash": ("--", "—", "–"),
    "marked": ("_", "=", "*"),
    "tab": ("\t",),
}
_SMALL_LETTERS = frozenset("abdefghijklmnopqrstuvwxyzßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ")
_TITLES = frozenset(
    title[:2] for title in ("Mc", "Mac", "De", "Du", *map(str.capitalize, of_any("short_titles")))
)
NONE = Answer("none")
RECURRENCE = 2
SIGNS, LETTERS = "_=*", "QA"
LONGEST = 60


@record
class Labels:
    """The shapes of labels that a text has, and how often each name recurs with one of them."""

    shapes: Sequence[str] = ()
    names: Mapping[str, int] = field(default_factory=dict)
    inside: int = 0  # the number of labels on lines without a blank line above
    answer: Answer = NONE  # the shape that most labels have

    def begins(self, text: str, line: Line) -> bool:
        """Whether a line begins with a label that recurs."""
        first = text[line.start]
        if not (first.isupper() or first in SIGNS or line.blanks):
            return False
        for shape in self.shapes:
            if not MAY_BE[shape](text, line):
                continue
            match = SHAPES[shape].match(text, line.start, line.end)
            if match and self.names.get(match["name"], 0) >= RECURRENCE:
                return True
        return False


def find(text: str, lines: Sequence[Line], is_text: Sequence[bool], given: str = "") -> Labels:
    """The labels of a text, by the names that recur at the beginning of its lines.

    `given` is the shape that a given answer states, or "".
    """
    patterns = {
        shape: pattern
        for shape, pattern in SHAPES.items()
        if given in ("", shape)
        if shape not in SIGNS_OF or any(sign in text for sign in SIGNS_OF[shape])
    }
    counts: dict[str, dict[str, int]] = {shape: {} for shape in patterns}
    for at, line in enumerate(lines):
        first = text[line.start]
        if not is_text[at] or not (first.isupper() or first in SIGNS or line.blanks):
            continue
        for shape, pattern in patterns.items():
            if not MAY_BE[shape](text, line):
                continue
            match = pattern.match(text, line.start, line.end)
            if match and match.end("name") - match.start("name") <= LONGEST:
                said = counts[shape]
                said[match["name"]] = said.get(match["name"], 0) + 1
                break
    shapes: list[str] = []
    mass: dict[str, int] = {}
    names: dict[str, int] = {}
    for shape, found in counts.items():
        recurring = {name: count for name, count in found.items() if count >= RECURRENCE}
        mass[shape] = sum(recurring.values())
        if given or (mass[shape] >= 4 and len(recurring) >= 2):
            shapes.append(shape)
            names.update(found)
    by = answer.given(given) if given else _answer(shapes, mass)
    result = Labels(tuple(shapes), names, answer=by)
    if not shapes:
        return result
    inside = sum(
        1
        for at, line in enumerate(lines)
        if at and is_text[at] and not line.blanks and result.begins(text, line)
    )
    return replace(result, inside=inside)


def _has_colon(text: str, line: Line) -> bool:
    start, end = line.start, line.end
    return text.find(":", start, end) >= 0 or text.find("：", start, end) >= 0


def _may_be_capitals(text: str, line: Line) -> bool:
    """Whether a label in capitals may begin a line: a second letter is small only in a title."""
    beginning = text[line.start : line.start + 2]
    return beginning[1:] not in _SMALL_LETTERS or beginning in _TITLES


def _has_tab(text: str, line: Line) -> bool:
    return text.find("\t", line.start, line.end) >= 0


def _begins_with_sign(text: str, line: Line) -> bool:
    return text[line.start] in SIGNS


def _begins_with_letter(text: str, line: Line) -> bool:
    return text[line.start] in LETTERS


# A quick test for each shape; only lines that pass it are matched.
MAY_BE: Mapping[str, Callable[[str, Line], bool]] = {
    "colon": _has_colon,
    "dash": _may_be_capitals,
    "stop": _may_be_capitals,
    "marked": _begins_with_sign,
    "tab": _has_tab,
    "letter": _begins_with_letter,
}


def _answer(shapes: Sequence[str], mass: Mapping[str, int]) -> Answer:
    """The shape with the most labels that recur, and the shape that came second."""
    if not shapes:
        return NONE
    best = max(shapes, key=mass.__getitem__)
    others = [shape for shape in mass if shape != best and mass[shape]]
    second = max(others, key=mass.__getitem__, default="none")
    return answer.of_shares(best, mass[best] / sum(mass.values()), second)
