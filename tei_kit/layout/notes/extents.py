"""Extents: the lines of each note, the places of notes, and the headings above them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tei_kit.layout.notes.facts import Candidate, Facts, FoundNote, FoundReference, paragraph_end
from tei_kit.layout.notes.marks import HEADING, RULE, Start
from tei_kit.layout.notes.numbers import follows
from tei_kit.record import replace


def extents(
    facts: Facts,
    start: Start,
    candidates: Sequence[Candidate],
    references: Sequence[FoundReference],
) -> list[FoundNote]:
    """The notes of the candidates, each with its lines and its place."""
    positions = sorted(r.start for r in references)
    result: list[FoundNote] = []
    for i, candidate in enumerate(candidates):
        following = candidates[i + 1] if i + 1 < len(candidates) else None
        if start.closes:
            stop = following.line if following else len(facts.lines)
            last, is_closed = _closing(facts, candidate, stop)
            closes = start.closes if is_closed else ""
        else:
            closes = ""
            last = _last_line(facts, candidate, following, positions)
        place = "bottom" if _ends_page(facts, last, candidates[-1].line) else "end"
        result.append(
            FoundNote(
                candidate.start, candidate.end, candidate.n, candidate.line, last, closes, place
            )
        )
    if result and any(note.place == "bottom" for note in result) and _ends_text(facts, result[-1]):
        result[-1] = replace(result[-1], place="bottom")  # the last page needs no mark at its end
    return _same_place(facts, result)


def _ends_text(facts: Facts, note: FoundNote) -> bool:
    """Whether nothing but notes follows a note."""
    return not any(facts.is_text[note.last + 1 :])


def _same_place(facts: Facts, notes: list[FoundNote]) -> list[FoundNote]:
    """The notes; all notes of one block have the place of the last note of the block."""
    for i in range(len(notes) - 2, -1, -1):
        a, b = notes[i], notes[i + 1]
        between = range(a.last + 1, b.first)
        if not any(facts.is_text[at] for at in between) and not any(
            at in facts.page_ends for at in range(a.last, b.first)
        ):
            notes[i] = FoundNote(a.start, a.end, a.n, a.first, a.last, a.closes, b.place)
    return notes


def _closing(facts: Facts, candidate: Candidate, stop: int) -> tuple[int, bool]:
    """The index of the line, before `stop`, on which the bracket of a note closes.

    The second value says whether the line ends there. Without a closing bracket, the line is that
    on which the paragraph of the note ends.
    """
    depth, at = 1, candidate.line
    position = candidate.end
    limit = min(stop, candidate.line + 400)
    while at < limit:
        line = facts.lines[at]
        for index in range(max(position, line.start), line.end):
            character = facts.text[index]
            if character == "[":
                depth += 1
            elif character == "]":
                depth -= 1
                if not depth:
                    return at, index == line.end - 1
        at += 1
    return min(paragraph_end(facts, candidate.line), stop - 1), False


def _last_line(
    facts: Facts, candidate: Candidate, following: Candidate | None, positions: Sequence[int]
) -> int:
    """The last line of a note: before the next note, the end of its page, or a blank line.

    The lines between two notes with neighbouring numbers belong to the first note, unless they
    refer to a note, are not text, or go over the end of a page.
    """
    end = candidate.line if facts.one_a_line else paragraph_end(facts, candidate.line)
    if following is None or not follows(candidate, following):
        return min(end, following.line - 1) if following else end
    if end >= following.line:
        return following.line - 1
    start, stop = candidate.end, following.start
    at = bisect_left(positions, start)
    refers = at < len(positions) and positions[at] < stop
    page = any(line in facts.page_ends for line in range(candidate.line, following.line))
    far = following.line - candidate.line > 80
    if refers or page or far or not all(facts.is_text[candidate.line : following.line]):
        return end
    return following.line - 1


def _ends_page(facts: Facts, last: int, last_note: int) -> bool:
    """Whether a page ends after a note, before other text."""
    at = last
    while at < len(facts.lines):
        if at in facts.page_ends:
            return True
        at += 1
        if at < len(facts.lines) and facts.is_text[at] and at > last_note:
            return False
        if at < len(facts.lines) and facts.is_text[at] and facts.lines[at].blanks > 0:
            return False
    return False


def above(facts: Facts, notes: Sequence[FoundNote]) -> tuple[list[int], list[int]]:
    """The headings and the rules right above notes."""
    inside = {at for note in notes for at in range(note.first, note.last + 1)}
    headings: list[int] = []
    rules: list[int] = []
    for note in notes:
        at = note.first - 1
        while at >= 0 and at not in inside:
            line = facts.lines[at]
            if HEADING.fullmatch(facts.text, line.start, line.end):
                headings.append(at)  # also one that the format states
            elif facts.is_text[at] and RULE.fullmatch(facts.text, line.start, line.end):
                rules.append(at)
            else:
                break
            at -= 1
    return headings, rules
