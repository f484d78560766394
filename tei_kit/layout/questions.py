"""Questions: the answers to all questions of layout, and what views of the text are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tei_kit.certainty import Certainty
from tei_kit.conventions import BULLETS
from tei_kit.diagnostics import Place
from tei_kit.layout import (
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
from tei_kit.layout.layout import Layout
from tei_kit.layout.lines import Line
from tei_kit.layout.notes import find, marks
from tei_kit.layout.notes.facts import Facts, FoundReference, Notes, is_one_a_line
from tei_kit.layout.wrapping import Wrapping
from tei_kit.record import record
from tei_kit.settings.options import check_answer
from tei_kit.settings.profile import Profile
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source

# The frame of pages that the tokenizer reads without help.
PLAIN_FRAME = "[Page #]"
# How many labels have to stand inside blocks for a text to be taken apart at them.
LEAST_LABELS = 2
# The questions that an option or a profile can fix, and the answers there are.
CHOICES: Mapping[str, Sequence[str]] = {
    "paragraphs": paragraphs.QUESTION.values,
    "notes": ("none", *marks.STARTS, "framed", "worded"),
    "references": ("bare", *marks.REFERENCES, "framed"),
    "verse": ("none", "stanzas", "all"),
}


@record
class Answers:
    """The answers to all questions, and what the views are made from."""

    layout: Layout
    parts: Parts
    is_plain: bool  # whether the tokenizer reads the source as it is


def answers(
    source: Source, lines: Sequence[Line], profile: Profile, fixed: Mapping[str, str]
) -> Answers:
    """Answer all questions; `fixed` has answers that are given, by the questions in CHOICES."""
    _check(fixed)
    text = source.text
    hinted = roles.hinted_lines(source, lines)
    found = roles.find_pages(source, lines, hinted)
    if found.line_numbers:
        lines = edges.unnumbered(lines, found.line_numbers, text)
    free = [not h for h in hinted]
    for at in (*found.edges, *(mark.line for mark in found.marks if mark.line >= 0)):
        free[at] = False
    wrapping = Wrapping(text, [line for at, line in enumerate(lines) if free[at]])
    whole = Wrapping(text, lines, wrapping.width)
    notes = _notes(source, lines, free, found, profile, fixed)
    if notes.notes and not pages.is_said(found.frame):
        found = found.without_plain_brackets()
    if found.frame == "none" and not source.hints:
        found = roles.with_left_over(source, lines, found, notes)
    found = roles.with_feet(lines, found, notes)
    is_text = list(free)
    for note in notes.notes:
        is_text[note.first : note.last + 1] = [False] * (note.last + 1 - note.first)
    kept = [line for at, line in enumerate(lines) if is_text[at]]
    facts = paragraphs.facts_of(text, kept, Wrapping(text, kept, wrapping.width))
    by = paragraphs.QUESTION.answer(facts)
    if "paragraphs" in fixed:
        by = Answer(fixed["paragraphs"])
    speaking = labels.find(text, lines, is_text)
    signs = items.find(text, lines, is_text, whole.is_full)
    layout = Layout(
        paragraphs=by,
        width=wrapping.width,
        divided=whole.are_divided,
        pages=Answer(found.frame),
        notes=Answer(notes.begins or "none", _certainty(notes)),
        references=notes.refers,
        place=notes.notes[-1].place if notes.notes else "",
        running_heads=bool(found.edges),
        line_numbers=bool(found.line_numbers),
        labels=speaking,
        bullets=tuple(sorted(signs)),
        verse=fixed.get("verse", ""),
    )
    facts = replace(facts, wrapping=whole, lines=lines)
    line_roles = roles.roles_of(lines, hinted, found, notes)
    parts = Parts(source, lines, line_roles, found, notes, facts, by.value, speaking, signs)
    return Answers(layout, parts, is_plain(layout, parts.notes, source))


def _check(fixed: Mapping[str, str]) -> None:
    """Raise OptionError (TK306) for a question or an answer that does not exist."""
    for question, answer in fixed.items():
        check_answer(Place(f"layout {question}={answer}"), question, answer, CHOICES)


def is_plain(layout: Layout, notes: Notes, source: Source) -> bool:
    """Whether the tokenizer reads a text of this layout as it is."""
    seed_notes = not notes.notes or (
        notes.begins == "stop"
        and notes.refers == "bare"
        and layout.place == "end"
        and sum(is_indented(source.text, n.start) for n in notes.notes) * 2 > len(notes.notes)
    )
    return (
        layout.paragraphs.value == "blank"
        and not layout.divided
        and layout.pages.value in ("none", PLAIN_FRAME)
        and not layout.running_heads
        and not layout.line_numbers
        and seed_notes
        and all(sign in BULLETS for sign in layout.bullets)
        and layout.labels.inside < LEAST_LABELS
    ) or (not source.text.strip())


def _stated(hints: Sequence[Hint]) -> list[tuple[int, int]]:
    """The stretches of notes, and of references to notes, that the format knows."""
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
    """The notes that the format does not know of."""
    begins = fixed.get("notes", "")
    if begins == "none" or any(hint.kind is HintKind.NOTE for hint in source.hints):
        return Notes()  # a link of the format wins over what was typed
    text = source.text

    def align_bare(
        searched: Sequence[Line], numbers: Sequence[str], first: bool
    ) -> list[FoundReference]:
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
    # Numbers in plain brackets are pages only where they are no notes.
    sure = [mark for mark in found.marks if mark.line >= 0 or pages.is_said(mark.frame)]
    taken = sorted([*((mark.start, mark.end) for mark in sure), *_stated(source.hints)])
    raised = [
        (hint.start, hint.end)
        for hint in source.hints
        if hint.kind is HintKind.EMPHASIS
        and "superscript" in hint.value
        and text[hint.start : hint.end].isdecimal()
    ]
    one_a_line = is_one_a_line(lines)
    facts = Facts(text, lines, free, frozenset(ends), align_bare, taken, raised, 0, one_a_line)
    return find.find(facts, begins, fixed.get("references", ""))
