"""Find: the notes of a text, as the alignment of marks with a block of notes explains them.

A text begins its notes in one way and refers to them in one way. `find` takes the pair of such ways
whose references, in their order, explain most notes. A line that this pair does not explain is not
a note. A text may have notes of a few further kinds, which are looked for in the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from tei_kit.layout.lines import beginnings
from tei_kit.layout.notes.alignment import aligned, aligned_bare
from tei_kit.layout.notes.candidates import by_margin, candidates_of, have_labels, marks_of
from tei_kit.layout.notes.chance import is_chance
from tei_kit.layout.notes.extents import above, extents
from tei_kit.layout.notes.facts import (
    Candidate,
    Facts,
    FoundNote,
    FoundReference,
    Mark,
    Notes,
    Runners,
    is_taken,
    paragraph_end,
)
from tei_kit.layout.notes.frames import Kinds, kinds_of, shown
from tei_kit.layout.notes.marks import HEADING, HEADING_LENGTH, NUMBERS_ALONE, RAISED, Start
from tei_kit.layout.notes.numbers import follows, rising, runs
from tei_kit.layout.notes.runs import (
    EXPLAINED_IN_BLOCK,
    SURE_COST,
    better_of,
    in_blocks,
    or_last,
    referred_runs,
    with_free_runs,
)
from tei_kit.record import record, replace

NAMED = "named"  # notes of this kind say that they are notes: nothing need refer to them
# The least share of notes with references, for labels that hardly begin anything but notes.
EXPLAINED = 0.5
# The least share of the stars and daggers in a text that its notes explain.
MARKS_EXPLAINED = 0.75
# Marks after a space that are no enumeration: their least median distance, and their least number
# of distances.
FAR, FAR_MARKS = 300, 2
# The cost at which a reference says nothing.
DOUBTFUL = 4.0
# The weight of a candidate for a note; a sure reference has the weight 1.
CANDIDATE = 0.02
# Another kind has to explain this many times as much as the best kind so far.
BETTER = 1.05
# The weight of letters in parentheses beside numbers.
LETTERS = 0.3
# Notes at the margin have to explain this many times as much as indented notes.
MARGIN = 2.0
# The most kinds of notes in a text, and the least references of a further kind.
MOST_KINDS = 3
LEAST_OF_FURTHER_KIND = 3


def find(facts: Facts, begins: str = "", refers: str = "") -> Notes:
    """The notes of a text. `begins` and `refers` are given answers: names in tables of `marks`."""
    first = beginnings(facts.text, facts.lines)
    facts = replace(facts, headed=_first_under_heading(facts), beginnings=first)
    frames = shown(facts.text, facts.lines)
    kinds = kinds_of(frames, facts.text, facts.lines, facts.is_text)
    found = _best(facts, kinds, begins, refers)
    merged = found
    for _ in range(MOST_KINDS - 1):
        if begins or not found.notes:
            break
        facts = _without(facts, found)
        if not have_labels(facts, kinds, LEAST_OF_FURTHER_KIND):
            break
        kinds = kinds_of(frames, facts.text, facts.lines, facts.is_text)
        found = _best(facts, kinds, begins, refers, bare=False)
        if len(found.references) < LEAST_OF_FURTHER_KIND:
            break
        merged = _merged(merged, found)
    return merged


def _without(facts: Facts, found: Notes) -> Facts:
    """The facts without the lines, labels and marks of notes that were found.

    A label is taken as well: `[1]` before a note is not a reference to another paragraph.
    """
    is_text = list(facts.is_text)
    for note in found.notes:
        is_text[note.first : note.last + 1] = [False] * (note.last + 1 - note.first)
    marks = [(reference.start, reference.end) for reference in found.references]
    labels = [(note.start, note.end) for note in found.notes]
    return replace(facts, is_text=is_text, taken=sorted([*facts.taken, *marks, *labels]))


def _merged(a: Notes, b: Notes) -> Notes:
    """The notes of two kinds, in the order of the text."""
    notes = sorted([*a.notes, *b.notes], key=_note_start)
    index = {note.start: i for i, note in enumerate(notes)}
    references = [
        replace(reference, note=index[each.notes[reference.note].start])
        for each in (a, b)
        for reference in each.references
    ]
    references.sort(key=_reference_start)
    headings = sorted({*a.headings, *b.headings})
    rules = sorted({*a.rules, *b.rules})
    return Notes(a.begins, a.refers, notes, references, headings, rules, a.others)


def _note_start(note: FoundNote) -> int:
    return note.start


def _reference_start(reference: FoundReference) -> int:
    return reference.start


def _first_under_heading(facts: Facts) -> int:
    """The index after the last heading of notes that stands alone; else after the last line."""
    lines = facts.lines
    for at in range(len(lines) - 2, 0, -1):
        line = lines[at]
        if (
            line.blanks
            and line.end - line.start <= HEADING_LENGTH
            and HEADING.fullmatch(facts.text, line.start, line.end)
        ):
            return at + 1
    return len(lines)


def _best(facts: Facts, kinds: Kinds, begins: str, refers: str, *, bare: bool = True) -> Notes:
    """The notes of the kind that explains most; with `bare`, bare digits may refer to them."""
    best: _Reading | None = None
    best_score = 0.0
    scores: dict[tuple[str, str], float] = {}
    of_kinds = candidates_of(facts, kinds)
    marks: dict[str, list[Mark]] = {}
    for name, start in kinds.starts.items():
        candidates = of_kinds.get(name)
        if not candidates or (begins and name != begins):
            continue
        for reference in start.references:
            if (refers and reference != refers) or (reference == "bare" and not bare):
                continue
            if _most(candidates) <= best_score * BETTER:
                break  # with any references, another kind explains more
            if reference == RAISED:
                marks[reference] = [
                    Mark(start, end, facts.text[start:end], 0.0)
                    for start, end in facts.raised
                    if not is_taken(facts, start)
                ]
            elif reference != "bare" and reference not in marks:
                marks[reference] = marks_of(facts, reference, kinds)
            least = 0.0  # indented notes are surer than numbered paragraphs at the margin
            for alike in by_margin(facts, candidates, start):
                found = _explained(facts, name, start, alike, reference, marks.get(reference, ()))
                if found is None:
                    continue
                score = _score(found)
                key = (name, reference)
                scores[key] = max(score, scores.get(key, 0.0))
                if score > best_score * BETTER and score > least:
                    best, best_score = found, score
                least = MARGIN * score
    if best is None:
        return Notes()
    return replace(_as_notes(facts, best, kinds), others=_runners(best, scores))


def _runners(best: _Reading, scores: Mapping[tuple[str, str], float]) -> Runners:
    """The second-best beginning of notes, and the second-best references for the best beginning."""
    begins = {name: score for (name, _), score in scores.items() if name != best.begins}
    refers = {
        reference: score
        for (name, reference), score in scores.items()
        if name == best.begins and reference != best.refers
    }
    return Runners(
        max(begins, key=begins.__getitem__, default=""),
        max(refers, key=refers.__getitem__, default=""),
    )


@record
class _Reading:
    """The notes of one kind with references of one kind."""

    begins: str
    refers: str
    candidates: Sequence[Candidate]
    references: Sequence[FoundReference]


def _score(found: _Reading) -> float:
    """The weight of a reading: sure references count fully, and doubtful references little.

    Notes that nothing refers to speak against it: questions below a text have numbers as well.
    Letters in parentheses are items of lists as often as notes.
    """
    sure = sum(max(0.0, 1 - reference.cost / DOUBTFUL) for reference in found.references)
    numbered = sum(bool(c.n) for c in found.candidates)
    sure *= min(1.0, len(found.references) / max(1, numbered))
    if found.begins == "round" and any(c.n.isalpha() for c in found.candidates):
        sure *= LETTERS
    return sure + CANDIDATE * len(found.candidates)


def _most(candidates: Sequence[Candidate]) -> float:
    """The highest score that a reading of some candidates can have."""
    return (1 + CANDIDATE) * len(candidates)


def _explained(
    facts: Facts,
    name: str,
    start: Start,
    candidates: Sequence[Candidate],
    reference: str,
    marks: Sequence[Mark],
) -> _Reading | None:
    """The notes of one kind with references of one kind; None if these do not explain the notes."""
    is_bare = reference == "bare"
    if not is_bare and not marks and name != NAMED:
        return None
    if not is_bare:
        candidates = _without_marks(candidates, marks)
    if start.needs_block and not is_bare:
        at_ends = [c for block in in_blocks(facts, candidates) for c in block]
        anywhere = referred_runs(candidates, marks)
        # Numbered paragraphs come before the notes that have the same numbers.
        least = 0.9 * len(aligned(anywhere, marks))
        explained = len(aligned(at_ends, marks))
        # The last paragraphs of a page may be numbered, and nothing refers to them.
        are_explained = explained >= EXPLAINED_IN_BLOCK * len(at_ends)
        candidates = at_ends if are_explained and explained >= least else anywhere
        blocks = [candidates] if candidates else []
    elif start.needs_block:
        blocks = in_blocks(facts, candidates)
        blocks = better_of(facts, blocks, with_free_runs(facts, blocks, candidates))
        blocks = or_last(facts, blocks)
        candidates = [candidate for block in blocks for candidate in block]
    else:
        blocks = [[candidates[i] for i in run] for run in runs(candidates)]
    if not candidates:
        return None
    if is_bare:
        references = aligned_bare(facts, blocks)
    else:
        references = list(aligned(candidates, marks, facts.numbering))
    numbered = [c for c in candidates if c.n]
    share = EXPLAINED_IN_BLOCK if start.needs_block or is_bare else EXPLAINED
    if len(references) < share * len(numbered) or (not references and name != NAMED):
        return None
    if is_chance(facts.text, candidates, references):
        return None
    if is_bare and _are_closed(facts, candidates, references):
        return None  # marks of the kind "closed"
    glued = sum(each.cost == 0 for each in references)
    is_alone = is_bare and len(references) == 1
    if is_alone and name not in (NAMED, *NUMBERS_ALONE) and references[0].cost > SURE_COST:
        return None  # digits by chance
    is_apart = reference in ("round", "closed") and glued * 2 < len(references)
    if is_apart and (reference == "closed" or not _are_all(candidates, references, marks)):
        return None  # "(1) the dues, (2) the pilots" counts in the text itself
    if reference == "symbols" and len(references) < MARKS_EXPLAINED * len(marks):
        return None  # for example pointers of a program above a list
    keep = _kept(facts, candidates, references, name)
    if facts.numbering == "text":
        keep = rising(candidates, keep)
    index = {old: new for new, old in enumerate(keep)}
    moved = [
        FoundReference(r.start, r.end, index[r.note], r.cost) for r in references if r.note in index
    ]
    return _Reading(name, reference, [candidates[i] for i in keep], moved)


def _are_all(
    candidates: Sequence[Candidate],
    references: Sequence[FoundReference],
    marks: Sequence[Mark],
) -> bool:
    """Whether marks after a space are those of notes: each has its note, and each note its mark.

    Also, a quarter of them end their paragraphs; or some do, and they stand farther apart than the
    numbers of an enumeration.
    """
    labels = {candidate.start for candidate in candidates}
    inside = sum(mark.start not in labels for mark in marks)
    if not inside == len(references) == len(candidates):
        return False
    at_ends = sum(each.cost == 0 for each in references)
    gaps = [b.start - a.end for a, b in pairwise(references)]
    is_far = len(gaps) >= FAR_MARKS and median(gaps) >= FAR
    return at_ends * 4 >= len(references) or (is_far and at_ends > 0)


def _without_marks(candidates: Sequence[Candidate], marks: Sequence[Mark]) -> Sequence[Candidate]:
    """The candidates without marks at the beginning of paragraphs: "[1] Decius has been here".

    Such a mark stands alone before a run that begins with its number. It is left out if the notes
    then have more references.
    """
    each = list(runs(candidates))
    alone = {
        a[0] for a, b in pairwise(each) if len(a) == 1 and candidates[a[0]].n == candidates[b[0]].n
    }
    if not alone:
        return candidates
    rest = [candidate for i, candidate in enumerate(candidates) if i not in alone]
    more = len(aligned(rest, marks)) > len(aligned(candidates, marks))
    return rest if more else candidates


def _are_closed(
    facts: Facts, candidates: Sequence[Candidate], references: Sequence[FoundReference]
) -> bool:
    """Whether the labels, and most of the digits that refer to them, end with a parenthesis."""
    text = facts.text
    if not references or not all(text[c.end - 1] == ")" for c in candidates):
        return False
    return sum(text.startswith(")", r.end) for r in references) * 2 > len(references)


def _as_notes(facts: Facts, found: _Reading, kinds: Kinds) -> Notes:
    """The notes of a reading, with their lines and the headings and rules above them."""
    notes = extents(facts, kinds.starts[found.begins], found.candidates, found.references)
    headings, rules = above(facts, notes)
    return Notes(found.begins, found.refers, notes, found.references, headings, rules)


def _kept(
    facts: Facts, candidates: Sequence[Candidate], references: Sequence[FoundReference], name: str
) -> list[int]:
    """The indexes of the candidates that are notes: those with references, and their neighbours.

    A text may have `[1]` at the beginning of a line for another reason. A candidate without a
    reference is a note if it adjoins a note, and their numbers follow each other.
    """
    referred = {r.note for r in references}
    if name == NAMED:
        return list(range(len(candidates)))
    kept = set(referred)
    count = len(candidates)
    for order in (range(1, count), range(count - 2, -1, -1)):
        for i in order:
            j = i - 1 if order.step > 0 else i + 1
            a, b = sorted((i, j))
            x, y = candidates[a], candidates[b]
            is_next = paragraph_end(facts, x.line) >= y.line - 1
            if j in kept and is_next and follows(x, y):
                kept.add(i)
    return sorted(kept)
