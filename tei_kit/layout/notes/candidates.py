"""Candidates: the lines that may begin notes, and the marks that may refer to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from tei_kit.layout.notes.facts import Candidate, Facts, Mark, is_taken
from tei_kit.layout.notes.frames import Kinds
from tei_kit.layout.notes.marks import AFTER_DIGITS, BY_SIGN, GLUED, PLAIN_DIGITS, Start
from tei_kit.source.signs import matching, places

# The cost of a mark that stands after a space.
AFTER_SPACE = 1.5
DIGITS = "0123456789"
# A word with signs that prose does not have: "include/vulkan/", "CMAKE_", "$&'()".
CODE_BEFORE = re.compile(r"[/\\_=<>|&$@{}#^~][^\s]*\Z")
# A line end and a blank line, or the end of the text.
PARAGRAPH_END = re.compile(r"[ \t]*(?:\r?\n[ \t]*\r?\n|\s*\Z)")
WIDE_GAP = 3
OF_EQUATION = frozenset("=<>≤≥≈∑∫→")
# The forms that scans have for "1." before a note, and how far above the second note they may stand
# (in lines).
ONE = re.compile(r"[lI|!]\.(?=\s)")
FARTHEST = 60
LONGEST_WORD = 40
LONGEST_EMPHASIS = 300
# The usual most characters between parentheses.
LONGEST_PARENTHESES = 120


def candidates_of(facts: Facts, kinds: Kinds) -> dict[str, list[Candidate]]:
    """The lines that begin as notes do, by the kind of note.

    Only labels with a word for notes begin with a letter: "Footnote 3:".
    """
    found: dict[str, list[Candidate]] = {}
    text, is_text = facts.text, facts.is_text
    for at in places(facts.beginnings, BY_SIGN.keys() | kinds.by_sign.keys()):
        line = facts.lines[at]
        if not is_text[at] or is_taken(facts, line.start):
            continue
        first = text[line.start]
        further = kinds.by_sign.get(first, ())
        for name in (*further, *BY_SIGN.get(first, ())):
            match = kinds.starts[name].pattern.match(text, line.start, line.end)
            if match and match.end() == line.end and _is_alone(facts, at):
                continue
            if match:
                n = (match["n"] or "").translate(PLAIN_DIGITS)
                candidate = Candidate(at, match.start(), match.end(), n)
                found.setdefault(name, []).append(candidate)
    if "stop" in found:
        found["stop"] = _with_letters(facts, found["stop"])
    return found


def _with_letters(facts: Facts, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with lines that scans begin with a letter for the number 1: `l. Source`.

    The next candidate has the number 2, and the candidate before it has another number than 1.
    """
    result: list[Candidate] = []
    for candidate in found:
        before = result[-1] if result else None
        if candidate.n == "2" and (before is None or before.n != "1"):
            first = before.line + 1 if before else 0
            for at in range(candidate.line - 1, max(first, candidate.line - FARTHEST) - 1, -1):
                line = facts.lines[at]
                match = ONE.match(facts.text, line.start, line.end) if facts.is_text[at] else None
                if match:
                    result.append(Candidate(at, match.start(), match.end(), "1"))
                    break
        result.append(candidate)
    return result


def have_labels(facts: Facts, kinds: Kinds, least: int) -> bool:
    """Whether at least `least` lines begin with signs that notes may begin with.

    `kinds` are the kinds of notes of the text, or of a larger part of it.
    """
    signs = BY_SIGN.keys() | kinds.by_sign.keys()
    labels = (at for at in places(facts.beginnings, signs) if facts.is_text[at])
    return sum(1 for _ in islice(labels, least)) == least


def _is_alone(facts: Facts, at: int) -> bool:
    """Whether a line stands between blank lines: a label without the text of a note."""
    lines = facts.lines
    after = lines[at + 1].blanks if at + 1 < len(lines) else 1
    return bool(after and (lines[at].blanks or not at))


def by_margin(
    facts: Facts, candidates: Sequence[Candidate], start: Start
) -> Sequence[Sequence[Candidate]]:
    """The candidates that are indented, and those at the margin: blocks of notes do not mix.

    Candidates of a kind whose labels hardly begin anything but notes stay together.
    """
    if not start.needs_block:
        return (candidates,)
    indented = [c for c in candidates if facts.lines[c.line].indent]
    if not indented or len(indented) == len(candidates):
        return (candidates,)
    return (indented, [c for c in candidates if not facts.lines[c.line].indent])


def marks_of(facts: Facts, kind: str, kinds: Kinds) -> list[Mark]:
    """All marks of one kind in the text.

    A mark is glued to the word before it. A mark after a space costs more, unless it ends its
    paragraph, because it may belong to an enumeration.
    """
    text, taken = facts.text, facts.taken
    found: list[Mark] = []
    first = kinds.first_signs[kind]
    if not any(sign in text for sign in first):
        return found
    shape = kinds.references[kind]
    all_of_kind = shape.finditer(text) if kind in AFTER_DIGITS else matching(shape, text, first)
    must_be_glued = kind in GLUED
    after_space = 2 * AFTER_SPACE if kind == "round" else AFTER_SPACE
    for match in all_of_kind:
        start = match.start()
        if taken and is_taken(facts, start):
            continue
        before = text[start - 1 : start]
        is_apart = not before or before.isspace()
        if must_be_glued and is_apart:
            continue
        if text[start] == "*" and _is_other_star(text, start, match.end()):
            continue
        if kind == "closed" and text[start] in DIGITS and _is_inside(text, start):
            continue
        n = match["n"].translate(PLAIN_DIGITS)
        cost = after_space if is_apart and not _ends_paragraph(text, start, match.end()) else 0.0
        found.append(Mark(start, match.end(), n, cost))
    return found


def _ends_paragraph(text: str, start: int, end: int) -> bool:
    """Whether nothing follows a mark in its paragraph, and words stand before it on its line.

    The number of an equation stands after a wide gap, or after signs that words do not have.
    """
    if PARAGRAPH_END.match(text, end) is None:
        return False
    line = text[text.rfind("\n", 0, start) + 1 : start]
    words = line.rstrip()
    return bool(words) and len(line) - len(words) < WIDE_GAP and OF_EQUATION.isdisjoint(words)


def _is_other_star(text: str, start: int, end: int) -> bool:
    """Whether stars are not a mark, but stand in code, a path or a product, or end emphasis.

    "src/*", "CMAKE_*", "2**32", "**Note**".
    """
    if text[start - 1] == "*" or text[end : end + 1] == "*":
        return True  # a rule
    if text[end : end + 1].isalnum() and not text[max(0, start - 3) : start].isalpha():
        return True
    word = CODE_BEFORE.search(text, max(0, start - LONGEST_WORD), start)
    if word is not None:
        return True
    begin = max(0, start - LONGEST_EMPHASIS)
    at = text.rfind(text[start:end], begin, start)
    if at < 0 or "\n\n" in text[at:start]:
        return False
    opens = not at or text[at - 1].isspace() or text[at - 1] in "([\"'“‘"
    return opens and not text[at + end - start].isspace()


def _is_inside(text: str, at: int) -> bool:
    """Whether digits may belong to words in parentheses: "(Hale, no.3)"."""
    begin = max(0, at - LONGEST_PARENTHESES)
    return text.rfind("(", begin, at) > text.rfind(")", begin, at)
