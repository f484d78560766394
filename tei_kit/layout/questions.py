"""Questions: the answers to all questions of layout, and the facts for the views of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from tei_kit.certainty import Certainty
from tei_kit.conventions import BULLETS
from tei_kit.diagnostics import Place
from tei_kit.layout import (
    answer,
    counted,
    edges,
    items,
    labels,
    note_references,
    pages,
    paragraphs,
    roles,
)
from tei_kit.layout.answer import Answer
from tei_kit.layout.arrange import Parts
from tei_kit.layout.blocks import Block, Shape
from tei_kit.layout.choices import CHOICES
from tei_kit.layout.layout import Layout
from tei_kit.layout.lines import Line
from tei_kit.layout.notes import find
from tei_kit.layout.notes.facts import Facts, FoundReference, Notes, is_one_a_line
from tei_kit.layout.notes.numbers import number_of
from tei_kit.layout.wrapping import Width, Wrapping, width_of
from tei_kit.record import record, replace
from tei_kit.settings.options import check_answer
from tei_kit.settings.profile import Profile
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source

# The frame of pages that the tokenizer reads without help.
PLAIN_FRAME = "[Page #]"
# From this number of labels inside blocks on, blocks are divided at labels.
LEAST_LABELS = 2


@record
class Answers:
    """The answers to all questions, and the facts from which the views are made."""

    layout: Layout
    parts: Parts
    is_plain: bool  # whether the tokenizer reads the source as it is


def answers(
    source: Source,
    lines: Sequence[Line],
    spacing: Answer,
    profile: Profile,
    fixed: Mapping[str, str],
) -> Answers:
    """Answer all questions; `fixed` has the given answers, by the questions in CHOICES.

    `spacing` was answered when the lines were made.
    """
    _check(fixed)
    text = source.text
    hinted = roles.hinted_lines(source, lines)
    given = roles.Given(
        fixed.get("pages", ""),
        fixed.get("page-numbers", ""),
        fixed.get("heads", ""),
        fixed.get("line-numbers", ""),
    )
    found = roles.find_pages(source, lines, hinted, given)
    if found.line_numbers:
        lines = edges.unnumbered(lines, found.line_numbers, text)
    free = _free(hinted, found)
    wrapped = _wrapped(text, [line for at, line in enumerate(lines) if free[at]], fixed)
    division = fixed.get("divided")
    whole = Wrapping(text, lines, wrapped.column, division == "words" if division else None)
    notes = _notes(source, lines, free, found, profile, fixed)
    found = _beside_notes(source, lines, found, notes, given)
    is_text = _outside_notes(free, notes)
    kept = [line for at, line in enumerate(lines) if is_text[at]]
    facts = paragraphs.facts_of(text, kept, Wrapping(text, kept, wrapped.column))
    by = _given(fixed, "paragraphs") or paragraphs.QUESTION.answer(facts)
    speaking = labels.find(text, lines, is_text, fixed.get("labels", ""))
    are_asked = "items" not in fixed and by.value == "blank"
    count_up = counted.find(text, lines, is_text) if are_asked else {}
    signs = items.find(text, lines, is_text, whole.is_full, fixed.get("items", ""))
    layout = Layout(
        {
            "paragraphs": by,
            "spacing": spacing,
            "wrapped": wrapped.answer,
            "divided": whole.division,
            "pages": _given(fixed, "pages") or pages.answer_about(found.frame, found.counted),
            "page-numbers": _given(fixed, "page-numbers") or found.place,
            "heads": _given(fixed, "heads") or _heads(found),
            "line-numbers": _given(fixed, "line-numbers") or _margin(found, lines),
            **_about_notes(notes, found, fixed),
            "labels": speaking.answer,
            "items": items.answer_about(signs, fixed.get("items", "")),
            "verse": _given(fixed, "verse") or Answer(""),
        },
        width=wrapped.column,
        running_heads=bool(found.edges),
        labels=speaking,
        bullets=tuple(sorted(signs)),
    )
    facts = replace(facts, wrapping=whole, lines=lines)
    line_roles = roles.roles_of(lines, hinted, found, notes)
    parts = Parts(
        source, lines, line_roles, found, notes, facts, by.value, speaking, signs, count_up
    )
    as_it_is = not fixed and not count_up and is_plain(layout, parts.notes, source)
    return Answers(layout, parts, as_it_is)


def _free(hinted: Sequence[bool], found: roles.Pages) -> list[bool]:
    """For each line, whether neither the format nor the pages determine its role."""
    free = [not each for each in hinted]
    for at in (*found.edges, *(mark.line for mark in found.marks if mark.line >= 0)):
        free[at] = False
    return free


def _beside_notes(
    source: Source, lines: Sequence[Line], found: roles.Pages, notes: Notes, given: roles.Given
) -> roles.Pages:
    """The pages, corrected by the notes, because marks of notes may look like those of pages."""
    if not given.pages:
        if notes.notes and not pages.is_said(found.frame):
            found = found.without_plain_brackets()
        if found.frame == "none" and not source.hints:
            found = roles.with_left_over(source, lines, found, notes)
    return roles.with_feet(lines, found, notes, given.numbers)


def _outside_notes(free: Sequence[bool], notes: Notes) -> list[bool]:
    """For each line, whether it is free and not part of a note."""
    is_text = list(free)
    for note in notes.notes:
        is_text[note.first : note.last + 1] = [False] * (note.last + 1 - note.first)
    return is_text


def _given(fixed: Mapping[str, str], question: str) -> Answer | None:
    """The given answer to a question; None if nobody gave one."""
    return answer.given(fixed[question]) if question in fixed else None


def _wrapped(text: str, lines: Sequence[Line], fixed: Mapping[str, str]) -> Width:
    """The width at which lines are wrapped, by the given answer or by the lines."""
    said = fixed.get("wrapped")
    if said is None:
        return width_of(text, lines)
    return Width(0 if said == "none" else int(said), answer.given(said))


def _heads(found: roles.Pages) -> Answer:
    """The answer about running heads. It is surer, the more of the pages have them."""
    heads = sum(edge.begins or not edge.n for edge in found.edges.values())
    if not heads:
        return Answer("none")
    share = min(1.0, heads / max(1, len(found.counted)))
    return answer.of_shares("repeated", 0.5 + share / 2, "none")


def _margin(found: roles.Pages, lines: Sequence[Line]) -> Answer:
    """The answer about line numbers. It is surer, the more of the lines have one."""
    if not found.line_numbers:
        return Answer("none")
    return answer.of_shares("margin", min(1.0, len(found.line_numbers) / len(lines)), "none")


def _about_notes(
    notes: Notes, found: roles.Pages, fixed: Mapping[str, str]
) -> Mapping[str, Answer]:
    """The answers about notes: how they begin and are referred to, their place and numbers."""
    sure = _certainty(notes)
    is_sure = sure is Certainty.HIGH
    numbering = _numbering(notes, found)
    answers = {
        "notes": Answer(notes.begins or "none", sure, "" if is_sure else notes.others.begins),
        "references": Answer(notes.refers, sure, "" if is_sure else notes.others.refers),
        "note-place": _place(notes),
        "numbering": Answer(numbering) if notes.notes else Answer(""),
    }
    return {question: _given(fixed, question) or said for question, said in answers.items()}


def _place(notes: Notes) -> Answer:
    """The answer about the place of most notes, `bottom` or `end`; "" without notes."""
    if not notes.notes:
        return Answer("")
    bottom = sum(note.place == "bottom" for note in notes.notes) / len(notes.notes)
    if notes.notes[-1].place == "bottom":
        return answer.of_shares("bottom", bottom, "end")
    return answer.of_shares("end", 1 - bottom, "bottom")


def _numbering(notes: Notes, found: roles.Pages) -> str:
    """The answer about the numbers of notes: through the `text`, by `page` or by `section`."""
    pairs = list(pairwise(notes.notes))
    anew = sum(number_of(b.n) <= number_of(a.n) for a, b in pairs if a.n != b.n or a.n.isdecimal())
    if not anew:
        return "text"
    return "page" if found.frame != "none" and notes.notes[-1].place == "bottom" else "section"


def _check(fixed: Mapping[str, str]) -> None:
    """Raise OptionError (TK306) for a question or an answer that does not exist."""
    for question, said in fixed.items():
        check_answer(Place(f"layout {question}={said}"), question, said, CHOICES)


def is_plain(layout: Layout, notes: Notes, source: Source) -> bool:
    """Whether the tokenizer reads a text of this layout as it is."""
    seed_notes = not notes.notes or (
        notes.begins == "stop"
        and notes.refers == "bare"
        and layout.value("note-place") == "end"
        and sum(is_indented(source.text, n.start) for n in notes.notes) * 2 > len(notes.notes)
    )
    return (
        layout.value("paragraphs") == "blank"
        and layout.value("divided") != "words"
        and layout.value("pages") in ("none", PLAIN_FRAME)
        and not layout.running_heads
        and layout.value("line-numbers") == "none"
        and seed_notes
        and all(sign in BULLETS for sign in layout.bullets)
        and layout.labels.inside < LEAST_LABELS
    ) or (not source.text.strip())


def _stated(hints: Sequence[Hint]) -> list[tuple[int, int]]:
    """The stretches of notes, and of references to notes, that the format states."""
    found: list[tuple[int, int]] = []
    for hint in hints:
        outside = not found or hint.start >= found[-1][1]
        if hint.kind in (HintKind.NOTE, HintKind.NOTE_REFERENCE) and outside:
            found.append((hint.start, hint.end))
    return found


def is_indented(text: str, start: int) -> bool:
    """Whether white space stands before the first character of a line."""
    return start > 0 and text[start - 1] in " \t"


def _certainty(notes: Notes) -> Certainty:
    if not notes.notes:
        return Certainty.HIGH
    share = len(notes.references) / len(notes.notes)
    if share >= 0.9:
        return Certainty.HIGH
    return Certainty.MEDIUM if share >= 0.7 else Certainty.LOW


def _notes(
    source: Source,
    lines: Sequence[Line],
    free: Sequence[bool],
    found: roles.Pages,
    profile: Profile,
    fixed: Mapping[str, str],
) -> Notes:
    """The typed notes of a text; none if the format states notes."""
    begins = fixed.get("notes", "")
    if begins == "none" or any(hint.kind is HintKind.NOTE for hint in source.hints):
        return Notes()  # notes of the format win over typed notes
    text = source.text
    aligned: dict[tuple[range, Sequence[str]], Sequence[FoundReference]] = {}

    def align_bare(
        searched: Sequence[Line], numbers: Sequence[str], first: bool
    ) -> Sequence[FoundReference]:
        """The references in some lines; they are kept, because each is asked for twice."""
        if not searched:
            return []
        # The lines are all lines of text in a range, so the ends of the range identify them.
        key = range(searched[0].start, searched[-1].end), tuple(numbers)
        if key not in aligned:
            aligned[key] = aligned_anew(searched, numbers)
        return aligned[key]

    def aligned_anew(searched: Sequence[Line], numbers: Sequence[str]) -> list[FoundReference]:
        blocks = [
            Block(Shape.TEXT, line.start, line.end, line.indent, line.start) for line in searched
        ]
        digits = note_references.without(taken, note_references.digits(text, blocks, profile))
        return [
            FoundReference(r.start, r.end, r.note, r.cost)
            for r in note_references.align(text, digits, numbers, profile)
        ]

    ends = {at - 1 for at, line in enumerate(lines) if line.feed and at}
    ends |= {at - 1 for at, edge in found.edges.items() if edge.begins}
    ends |= {at for at, edge in found.edges.items() if edge.place == "bottom"}
    ends |= {at - 1 for at, edge in found.edges.items() if edge.place == "bottom"}
    ends |= {mark.line - 1 for mark in found.marks if mark.line >= 0}
    # Numbers in plain brackets are pages only if they are not notes.
    sure = [mark for mark in found.marks if mark.line >= 0 or pages.is_said(mark.frame)]
    taken = sorted([*((mark.start, mark.end) for mark in sure), *_stated(source.hints)])
    raised = [
        (hint.start, hint.end)
        for hint in source.hints
        if hint.kind is HintKind.EMPHASIS
        and "superscript" in hint.value
        and text[hint.start : hint.end].isdecimal()
    ]
    numbering, one_a_line = fixed.get("numbering", ""), is_one_a_line(lines)
    facts = Facts(text, lines, free, frozenset(ends), align_bare, taken, raised)
    facts = replace(facts, numbering=numbering, one_a_line=one_a_line)
    notes = find.find(facts, begins, fixed.get("references", ""))
    place = fixed.get("note-place")
    if place is None:
        return notes
    return replace(notes, notes=[replace(note, place=place) for note in notes.notes])
