"""How notes are marked and where they stand: what the alignment with a block of notes explains.

Every way to begin a note and every way to refer to one is a row of a table. The pair is taken of
which the references, in their order, explain most notes; notes that no pair explains are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import field, replace
from functools import lru_cache

from tei_kit.layout.lines import Line
from tei_kit.record import record

RAISED = "raised"  # digits that the format prints raised
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")
NOTE_WORDS = (
    "footnote",
    "footnotes",
    "note",
    "notes",
    "endnote",
    "endnotes",
    "fußnote",
    "fußnoten",
    "fussnote",
    "anmerkung",
    "anmerkungen",
    "nota",
    "notas",
    "note",
    "notes de bas de page",
    "noot",
    "noten",
    "voetnoot",
    "viite",
    "viitteet",
    "fotnot",
    "notae",
    "adnotatio",
    "примечание",
    "примечания",
    "сноска",
    "σημείωση",
    "σημειώσεις",
    "annotation",
    "annotations",
    "anmerkungen zum text",
    "references",
    "notes and references",
)
# "FOOTNOTES:", "Notes", "Anmerkungen": what stands above a block of notes.
HEADING = re.compile(
    rf"[\W_]*(?P<words>{'|'.join(sorted(set(NOTE_WORDS), key=len, reverse=True))})[\W_]*",
    re.IGNORECASE,
)
HEADING_LENGTH = 30
RULE = re.compile(r"[_\-–—─=*]{5,}|(?:[_\-–—─=]\s?){5,}")


@record
class Start:
    """How a note may begin: a pattern with the group `n`, and how it refers and ends."""

    pattern: re.Pattern[str]
    references: Sequence[str]
    closes: str = ""
    needs_block: bool = False  # text begins like this as well: only at the end of a page or a text


# How notes begin, the surest first.
STARTS: Mapping[str, Start] = {
    "named": Start(
        re.compile(
            r"\[(?:Footnote|Note|Fußnote|Anm(?:erkung)?\.?|Nota|Noot|Voetnoot|Viite|Fotnot)"
            r"\s*(?P<n>\d{1,4}[a-z]?|[A-Za-z]|[*†‡§¶]+)?\s*[:.]",
            re.IGNORECASE,
        ),
        ("brackets", "bare", "superscript", "round", "symbols", "angle"),
        closes="]",
    ),
    "inner": Start(
        re.compile(r"\[(?P<n>\d{1,4}|[*†‡]+)[:.]?\s(?=[^\]])"), ("brackets", "symbols"), closes="]"
    ),
    "caret": Start(re.compile(r"\[\^(?P<n>\w{1,8})\]:?"), ("caret",)),
    "brackets": Start(
        re.compile(r"\[(?P<n>\d{1,4}[a-z]?|[a-z]|[*†‡§¶]+)\][.:]?"),
        ("brackets", "superscript", "bare"),
    ),
    "angle": Start(re.compile(r"<(?P<n>\d{1,4})>"), ("angle",)),
    "superscript": Start(re.compile(rf"(?P<n>[{SUPERSCRIPTS}]{{1,4}})"), ("superscript", "bare")),
    "symbols": Start(
        # "**Vale:**" is bold.
        re.compile(
            r"(?P<n>\*{1,4}(?!\*|\S[^*\n]{0,60}\*)|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖{1,2})(?=[ \t]?\S)"
        ),
        ("symbols",),
    ),
    "hat": Start(re.compile(r"\^(?P<n>\d{1,4})"), ("hat",)),
    "round": Start(
        re.compile(r"\((?P<n>\d{1,3}[a-z]?|[a-z]|[*†‡§]+)\)"),
        ("round", "superscript"),
        needs_block=True,
    ),
    "slash": Start(re.compile(r"(?P<n>\d{1,3})/"), ("slash", "bare"), needs_block=True),
    "stop": Start(
        re.compile(r"(?P<n>\d{1,3})[.)](?=\s)"),
        ("brackets", "superscript", "round", RAISED, "bare"),
        needs_block=True,
    ),
    "colon": Start(
        re.compile(r"(?P<n>\d{1,3}):(?=\s)"),
        ("superscript", "brackets", RAISED, "bare"),
        needs_block=True,
    ),
    "number": Start(
        re.compile(r"(?P<n>\d{1,3})(?=\s+\S)"),
        ("superscript", RAISED, "bare"),
        needs_block=True,
    ),
}
# How a text refers to a note; bare digits are found by alignment (`bare`).
REFERENCES: Mapping[str, re.Pattern[str]] = {
    "brackets": re.compile(r"\[(?P<n>\d{1,4}[a-z]?|[a-z]|[*†‡§¶]+)\]"),
    "caret": re.compile(r"\[\^(?P<n>\w{1,8})\](?!:)"),
    "angle": re.compile(r"<(?P<n>\d{1,4})>"),
    "superscript": re.compile(rf"(?P<n>[{SUPERSCRIPTS}]{{1,4}})"),
    "symbols": re.compile(r"(?P<n>\*{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖{1,2})"),
    "hat": re.compile(r"\^(?P<n>\d{1,4})"),
    "round": re.compile(r"\((?P<n>\d{1,3}[a-z]?|[a-z]|[*†‡§]+)\)"),
    "slash": re.compile(r"(?P<n>\d{1,3})/(?=\W|\Z)"),
}
# The first signs of the marks of each kind: a text that has none of them is not looked through.
FIRST_SIGNS: Mapping[str, str] = {
    "brackets": "[",
    "caret": "^",
    "angle": "<",
    "superscript": SUPERSCRIPTS,
    "symbols": "*†‡§¶‖",
    "hat": "^",
    "round": "(",
    "slash": "/",
}
# These have to be glued to what they stand after.
GLUED = frozenset({"symbols", "slash"})
# The shares of the notes that have to be explained, of all and of those that text may be as well.
EXPLAINED = 0.5
EXPLAINED_IN_BLOCK = 0.6
# The cost at which a reference says nothing, and what letters count beside numbers.
DOUBTFUL = 4.0
SURE_COST = 0.75
# How many kinds of notes a text may have, and how many references a further kind needs.
MOST_KINDS = 3
LEAST_OF_FURTHER_KIND = 3
AFTER_SPACE = 1.5
LETTERS = 0.3
# How many lines before a run of notes the text may begin that refers to them.
FARTHEST = 2000
# How many marks of one number, looking back from a note, may be its reference.
MOST_ALIKE = 100


@record
class Candidate:
    """A line that may begin a note: its label is `text[start:end]`, its number `n`."""

    line: int
    start: int
    end: int
    n: str


@record
class FoundReference:
    """`text[start:end]` refers to the note of the index `note`."""

    start: int
    end: int
    note: int
    cost: float = 0.0


@record
class FoundNote:
    """A note: its label `text[start:end]`, and the lines from `first` to `last` (inclusive)."""

    start: int
    end: int
    n: str
    first: int
    last: int
    closes: str = ""  # the sign after the note's text
    place: str = "end"


@record
class Notes:
    """The notes of a text, in order, and what refers to them."""

    begins: str = ""  # the name in STARTS, "" where the text has no notes
    refers: str = ""
    notes: Sequence[FoundNote] = ()
    references: Sequence[FoundReference] = ()
    headings: Sequence[int] = ()  # lines that stand above blocks of notes
    rules: Sequence[int] = ()  # lines of signs that part notes from text


Aligner = Callable[[Sequence[Line], Sequence[str], bool], Sequence[FoundReference]]


@record
class Facts:
    """What is known of the text before its notes are looked for."""

    text: str
    lines: Sequence[Line]
    is_text: Sequence[bool]  # for each line: whether it is neither page mark nor edge nor hinted
    page_ends: frozenset[int]  # the lines after which a page ends
    align_bare: Aligner
    taken: Sequence[tuple[int, int]] = field(default=())  # page marks in lines
    raised: Sequence[tuple[int, int]] = field(default=())  # digits that the format prints raised
    headed: int = 0  # the line after the last heading of notes


def find(facts: Facts, begins: str = "", refers: str = "") -> Notes:
    """The notes of a text. `begins` and `refers` fix how, by the names of the tables above."""
    facts = replace(facts, headed=_first_under_heading(facts))
    found = _best(facts, begins, refers)
    merged = found
    for _ in range(MOST_KINDS - 1):
        if begins or not found.notes:
            break
        facts = _without(facts, found)
        found = _best(facts, begins, refers, bare=False)
        if len(found.references) < LEAST_OF_FURTHER_KIND:
            break
        merged = _merged(merged, found)
    return merged


def _without(facts: Facts, found: Notes) -> Facts:
    """The facts without the lines and marks of notes that were found."""
    is_text = list(facts.is_text)
    for note in found.notes:
        is_text[note.first : note.last + 1] = [False] * (note.last + 1 - note.first)
    marks = [(reference.start, reference.end) for reference in found.references]
    return replace(facts, is_text=is_text, taken=sorted([*facts.taken, *marks]))


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
    return Notes(a.begins, a.refers, notes, references, headings, sorted({*a.rules, *b.rules}))


def _note_start(note: FoundNote) -> int:
    return note.start


def _reference_start(reference: FoundReference) -> int:
    return reference.start


def _best(facts: Facts, begins: str, refers: str, *, bare: bool = True) -> Notes:
    """The notes of the kind that explains most; without `bare` of marks that are no numbers."""
    best: _Reading | None = None
    best_score = 0.0
    of_kinds = _candidates(facts)
    marks: dict[str, list[_Match]] = {}
    for name, start in STARTS.items():
        candidates = of_kinds.get(name)
        if not candidates or (begins and name != begins):
            continue
        for reference in start.references:
            if (refers and reference != refers) or (reference == "bare" and not bare):
                continue
            if reference == RAISED:
                marks[reference] = [
                    _Match(start, end, facts.text[start:end], 0.0)
                    for start, end in facts.raised
                    if not _is_taken(facts, start)
                ]
            elif reference != "bare" and reference not in marks:
                marks[reference] = _matches(facts, reference)
            for alike in _alike(facts, candidates, start):
                found = _explained(facts, name, alike, reference, marks.get(reference, ()))
                if found is None:
                    continue
                score = _score(found)
                if score > best_score * 1.05:
                    best, best_score = found, score
                break  # indented notes are surer than numbered paragraphs at the margin
    return _as_notes(facts, best) if best else Notes()


def _alike(
    facts: Facts, candidates: Sequence[Candidate], start: Start
) -> Sequence[Sequence[Candidate]]:
    """The candidates that are indented, and those at the margin: blocks of notes are one or other.

    Labels that hardly begin anything but a note may be both.
    """
    if not start.needs_block:
        return (candidates,)
    indented = [c for c in candidates if facts.lines[c.line].indent]
    if not indented or len(indented) == len(candidates):
        return (candidates,)
    return (indented, [c for c in candidates if not facts.lines[c.line].indent])


@record
class _Reading:
    """The notes of one kind with references of one kind."""

    begins: str
    refers: str
    candidates: Sequence[Candidate]
    references: Sequence[FoundReference]


@record
class _Match:
    """A match of a pattern of REFERENCES: its stretch, its number, and what it costs."""

    start: int
    end: int
    n: str
    cost: float


def _matches(facts: Facts, kind: str) -> list[_Match]:
    """All marks of one kind in the text.

    A mark is glued to what it stands after; with a space before it, it may begin an enumeration.
    """
    text, taken = facts.text, facts.taken
    found: list[_Match] = []
    if not any(sign in text for sign in FIRST_SIGNS[kind]):
        return found
    must_be_glued = kind in GLUED
    after_space = 2 * AFTER_SPACE if kind == "round" else AFTER_SPACE
    for match in REFERENCES[kind].finditer(text):
        start = match.start()
        if taken and _is_taken(facts, start):
            continue
        before = text[start - 1 : start]
        is_apart = not before or before.isspace()
        if must_be_glued and (is_apart or (kind == "slash" and before.isdigit())):
            continue
        n = match["n"].translate(_PLAIN)
        found.append(_Match(start, match.end(), n, after_space if is_apart else 0.0))
    return found


def _score(found: _Reading) -> float:
    """How much a reading explains: sure references count whole, doubtful ones little.

    Letters in parentheses are items of lists as often as notes.
    """
    sure = sum(max(0.0, 1 - reference.cost / DOUBTFUL) for reference in found.references)
    if found.begins == "round" and any(c.n.isalpha() for c in found.candidates):
        sure *= LETTERS
    return sure + 0.02 * len(found.candidates)


def _candidates(facts: Facts) -> dict[str, list[Candidate]]:
    """The lines that begin as notes of each kind do. No note's label begins with a letter."""
    found: dict[str, list[Candidate]] = {}
    text, is_text = facts.text, facts.is_text
    for at, line in enumerate(facts.lines):
        first = text[line.start]
        if first.isalpha() or not is_text[at] or _is_taken(facts, line.start):
            continue
        for name in _BY_SIGN.get(first, ()):
            match = STARTS[name].pattern.match(text, line.start, line.end)
            if match and match.end() == line.end and _is_alone(facts, at):
                continue
            if match:
                n = (match["n"] or "").translate(_PLAIN)
                candidate = Candidate(at, match.start(), match.end(), n)
                found.setdefault(name, []).append(candidate)
    return found


def _is_alone(facts: Facts, at: int) -> bool:
    """Whether a line stands between blank ones: a label without the text of a note."""
    lines = facts.lines
    after = lines[at + 1].blanks if at + 1 < len(lines) else 1
    return bool(after and (lines[at].blanks or not at))


# Labels that are numbers with or without a sign, as bare references are.
NUMBERS_ALONE = frozenset({"stop", "colon", "number"})
# The kinds of notes by the sign that they may begin with.
_BY_SIGN: Mapping[str, Sequence[str]] = {
    "[": ("named", "inner", "caret", "brackets"),
    "<": ("angle",),
    "^": ("hat",),
    "(": ("round",),
    **dict.fromkeys(SUPERSCRIPTS, ("superscript",)),
    **dict.fromkeys("*†‡§¶‖", ("symbols",)),
    **dict.fromkeys("0123456789", ("slash", "stop", "colon", "number")),
}


def _explained(
    facts: Facts,
    name: str,
    candidates: Sequence[Candidate],
    reference: str,
    marks: Sequence[_Match],
) -> _Reading | None:
    """The notes of one kind with references of one kind, None when these do not explain them."""
    start = STARTS[name]
    if start.needs_block and reference != "bare":
        at_ends = [c for block in _in_blocks(facts, candidates) for c in block]
        anywhere = _referred_runs(candidates, marks)
        # Numbered paragraphs come before the notes that have the same numbers.
        least = 0.9 * len(_aligned(anywhere, marks))
        candidates = at_ends if len(_aligned(at_ends, marks)) >= least else anywhere
        blocks = [candidates] if candidates else []
    elif start.needs_block:
        blocks = _in_blocks(facts, candidates)
        if reference == "bare":
            blocks = _better(facts, blocks, _with_free_runs(facts, blocks, candidates))
            blocks = _or_last(facts, blocks)
        candidates = [candidate for block in blocks for candidate in block]
    else:
        blocks = [[candidates[i] for i in run] for run in _runs(candidates)]
    if not candidates:
        return None
    if reference == "bare":
        references = _aligned_bare(facts, blocks)
    else:
        references = _aligned(candidates, marks)
    numbered = [c for c in candidates if c.n]
    share = EXPLAINED_IN_BLOCK if start.needs_block or reference == "bare" else EXPLAINED
    if len(references) < share * len(numbered) or (not references and name != "named"):
        return None
    glued = sum(each.cost == 0 for each in references)
    is_alone = reference == "bare" and len(references) == 1
    if is_alone and name not in ("named", *NUMBERS_ALONE) and references[0].cost > SURE_COST:
        return None  # digits by chance
    if reference == "round" and glued * 2 < len(references):
        return None  # "(1) the dues, (2) the pilots" counts in the text itself
    keep = _kept(facts, candidates, references, name)
    index = {old: new for new, old in enumerate(keep)}
    moved = [
        FoundReference(r.start, r.end, index[r.note], r.cost) for r in references if r.note in index
    ]
    return _Reading(name, reference, [candidates[i] for i in keep], moved)


def _as_notes(facts: Facts, found: _Reading) -> Notes:
    """The notes of a reading, with the lines that they take."""
    notes = _extents(facts, STARTS[found.begins], found.candidates, found.references)
    headings, rules = _above(facts, notes)
    return Notes(found.begins, found.refers, notes, found.references, headings, rules)


def _kept(
    facts: Facts, candidates: Sequence[Candidate], references: Sequence[FoundReference], name: str
) -> list[int]:
    """The candidates that are notes: those referred to, and those between or beside them.

    A text may hold `[1]` at the beginning of a line for another reason: it counts as a note when
    its neighbours are notes, whose numbers it lies between.
    """
    referred = {r.note for r in references}
    if name == "named":
        return list(range(len(candidates)))
    kept = set(referred)
    count = len(candidates)
    for order in (range(1, count), range(count - 2, -1, -1)):
        for i in order:
            j = i - 1 if order.step > 0 else i + 1
            a, b = sorted((i, j))
            x, y = candidates[a], candidates[b]
            is_next = _paragraph_end(facts, x.line) >= y.line - 1
            if j in kept and is_next and _follows(x, y):
                kept.add(i)
    return sorted(kept)


def _follows(a: Candidate, b: Candidate) -> bool:
    """Whether the number of a note is the one after another's."""
    x, y = _value(a.n), _value(b.n)
    return y in (x, x + 1, x + 2)


@lru_cache(maxsize=4096)
def _value(n: str) -> int:
    if n.isdecimal():
        return int(n)
    digits = "".join(c for c in n if c.isdecimal())
    return int(digits) if digits else sum(map(ord, n))


def _runs(candidates: Sequence[Candidate]) -> Iterator[list[int]]:
    """The indexes of candidates whose numbers go up by one, one run after the other."""
    run: list[int] = []
    for i, candidate in enumerate(candidates):
        if run and _value(candidate.n) == _value(candidates[run[-1]].n) + 1:
            run.append(i)
        else:
            if run:
                yield run
            run = [i]
    if run:
        yield run


def _in_blocks(facts: Facts, candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """The candidates that stand in blocks of notes at the end of a page, or of the text.

    On each page the block begins after a blank line, a heading or a rule; its numbers go up by
    one, and no other paragraph follows on the page.
    """
    found: list[list[Candidate]] = []
    ends = sorted(facts.page_ends)
    headed = facts.headed
    at = 0
    under = [candidate for candidate in candidates if headed <= candidate.line]
    candidates = [candidate for candidate in candidates if candidate.line < headed]
    while at < len(candidates):
        page = bisect_left(ends, candidates[at].line)
        last = ends[page] if page < len(ends) else len(facts.lines) - 1
        end = at
        while end < len(candidates) and candidates[end].line <= last:
            end += 1
        block = _block_on_page(facts, candidates[at:end], last)
        if block:
            found.append(block)
        at = end
    return found + [[under[i] for i in run] for run in _runs(under)]


def _referred_runs(candidates: Sequence[Candidate], marks: Sequence[_Match]) -> list[Candidate]:
    """The candidates of those runs that the text refers to, for the most part."""
    referred = {reference.note for reference in _aligned(candidates, marks)}
    return [
        candidates[i]
        for run in _runs(candidates)
        if sum(i in referred for i in run) >= EXPLAINED_IN_BLOCK * len(run)
        for i in run
    ]


def _first_under_heading(facts: Facts) -> int:
    """The line after the last heading of notes that stands alone; else after the last line."""
    lines = facts.lines
    for at in range(len(lines) - 2, 0, -1):
        line = lines[at]
        if (
            facts.is_text[at]
            and line.blanks
            and line.end - line.start <= HEADING_LENGTH
            and HEADING.fullmatch(facts.text, line.start, line.end)
        ):
            return at + 1
    return len(lines)


def _better(
    facts: Facts, blocks: list[list[Candidate]], more: list[list[Candidate]]
) -> list[list[Candidate]]:
    """Of two sets of blocks the one whose notes the text refers to more often, by two at least.

    A numbered paragraph would else take the reference that is the first note's.
    """
    if len(more) == len(blocks):
        return blocks
    least = len(_aligned_bare(facts, blocks)) + 2
    return more if len(_aligned_bare(facts, more)) >= least else blocks


def _or_last(facts: Facts, blocks: list[list[Candidate]]) -> list[list[Candidate]]:
    """The blocks; only the last, where that leaves fewer notes without a reference.

    The last paragraph of a page may be a numbered one.
    """
    if len(blocks) < 2:
        return blocks
    count = sum(map(len, blocks))
    missing = count - len(_aligned_bare(facts, blocks))
    last = blocks[-1:]
    missing_last = len(last[0]) - len(_aligned_bare(facts, last))
    return last if missing_last < missing and len(last[0]) * 2 >= count - missing else blocks


def _with_free_runs(
    facts: Facts, blocks: Sequence[list[Candidate]], candidates: Sequence[Candidate]
) -> list[list[Candidate]]:
    """The blocks, and the runs elsewhere that the text surely refers to: after a letter, say.

    Such a run begins with 1 and has nothing between its notes; it stands apart from the text.
    """
    taken = {candidate.line for block in blocks for candidate in block}
    runs: list[list[Candidate]] = []
    run: list[Candidate] = []
    for candidate in candidates:
        if candidate.line in taken:
            continue
        value = _value(candidate.n)
        if run and value == _value(run[-1].n) + 1 and _adjoin(facts, run[-1], candidate):
            run.append(candidate)
        elif value <= 1 and _may_begin(facts, candidate.line):
            run = [candidate]
            runs.append(run)
        else:
            run = []
    found = sorted([*blocks, *runs], key=_first_line)
    sure: list[list[Candidate]] = []
    begin = 0
    for block in found:
        lines = _text_between(facts, max(begin, block[0].line - FARTHEST), block[0].line)
        if block[0].line in taken or _is_sure(facts, lines, block):
            sure.append(block)
            begin = block[-1].line + 1
    return sure


def _first_line(block: Sequence[Candidate]) -> int:
    return block[0].line


def _adjoin(facts: Facts, a: Candidate, b: Candidate) -> bool:
    """Whether only the text of the first note stands between two, one paragraph of it."""
    return _paragraph_end(facts, a.line) == b.line - 1


def _is_sure(facts: Facts, lines: Sequence[Line], block: Sequence[Candidate]) -> bool:
    """Whether some lines refer to most notes of a block with marks that are hardly numbers."""
    if not all(candidate.n.isdecimal() for candidate in block):
        return False
    found = facts.align_bare(lines, [candidate.n for candidate in block], False)
    sure = sum(reference.cost <= SURE_COST for reference in found)
    return sure >= EXPLAINED_IN_BLOCK * len(block)


def _text_between(facts: Facts, begin: int, end: int) -> list[Line]:
    return [line for at, line in enumerate(facts.lines[begin:end], begin) if facts.is_text[at]]


def _block_on_page(facts: Facts, candidates: Sequence[Candidate], last: int) -> list[Candidate]:
    """The block of notes that ends with the line `last`, [] when there is none."""
    if not candidates:
        return []
    lines = {candidate.line for candidate in candidates}
    at = last  # the last line of a paragraph that is no candidate
    while at > candidates[0].line and (
        at in lines or not facts.is_text[at] or not facts.lines[at].blanks
    ):
        at -= 1
    i = 0
    while i < len(candidates):
        first = candidates[i]
        i += 1
        if first.line < at or not _may_begin(facts, first.line):
            continue
        block = [first]
        for j in range(i, len(candidates)):
            candidate = candidates[j]
            if _value(candidate.n) == _value(block[-1].n) + 1:
                block.append(candidate)
            elif facts.lines[candidate.line].blanks:  # another paragraph
                if len(block) == j - i + 1:
                    i = j  # the rest of this run ends there as well
                break
        else:
            return block
    return []


def _may_begin(facts: Facts, at: int) -> bool:
    """Whether a block of notes may begin with a line: something parts it from the text."""
    if facts.lines[at].blanks or not at:
        return True
    line = facts.lines[at - 1]
    return bool(
        HEADING.fullmatch(facts.text, line.start, line.end)
        or RULE.fullmatch(facts.text, line.start, line.end)
    )


def _aligned(candidates: Sequence[Candidate], marks: Sequence[_Match]) -> list[FoundReference]:
    """The references of one kind, aligned with the notes: equal numbers, both in order.

    A note's own label is no reference. With several blocks of notes a reference belongs to the
    next block, if that explains nearly as many.
    """
    labels = {candidate.start for candidate in candidates}
    numbers = {candidate.n for candidate in candidates}
    found = [each for mark in marks if mark.start not in labels for each in _signs(mark, numbers)]
    if not found:
        return []
    free = _longest(found, candidates, None)
    blocks = [candidates[run[0]].start for run in _runs(candidates)]
    if len(blocks) < 2:
        return free
    scoped = _longest(found, candidates, blocks)
    return scoped if len(scoped) >= 0.9 * len(free) else free


def _signs(mark: _Match, numbers: Set[str]) -> Sequence[_Match]:
    """A mark; where no note has its number but each of its signs is one, each of its signs."""
    n = mark.n
    if n in numbers:
        return (mark,)
    if len(n) > 1 and mark.end - mark.start == len(n) and all(sign in numbers for sign in n):
        return [
            _Match(mark.start + i, mark.start + i + 1, sign, mark.cost) for i, sign in enumerate(n)
        ]
    return ()


def _is_taken(facts: Facts, start: int) -> bool:
    at = bisect_right(facts.taken, (start, 1 << 60)) - 1
    return at >= 0 and facts.taken[at][0] <= start < facts.taken[at][1]


def _longest(
    found: Sequence[_Match],
    candidates: Sequence[Candidate],
    blocks: Sequence[int] | None,
) -> list[FoundReference]:
    """The longest series of pairs of reference and note in which both go forward.

    Hunt and Szymanski's algorithm (1977): the pairs of equal numbers, for each note the last
    reference first, are placed on the stack whose top they lower.
    """
    by_number: dict[str, list[int]] = {}
    for i, mark in enumerate(found):
        by_number.setdefault(mark.n, []).append(i)

    def start_of(i: int) -> int:
        return found[i].start

    tops: list[int] = []
    chains: list[_Pair] = []
    for note, candidate in enumerate(candidates):
        least = -1
        if blocks is not None:
            at = bisect_right(blocks, candidate.start) - 1
            least = blocks[at - 1] if at > 0 else -1
        alike = by_number.get(candidate.n, ())
        end = bisect_left(alike, candidate.start, key=start_of)
        for i in reversed(alike[max(0, end - MOST_ALIKE) : end]):
            if found[i].start <= least:
                break
            at = bisect_left(tops, i)
            pair = _Pair(i, note, chains[at - 1] if at else None)
            if at == len(tops):
                tops.append(i)
                chains.append(pair)
            else:
                tops[at] = i
                chains[at] = pair
    result: list[FoundReference] = []
    last = chains[-1] if chains else None
    while last is not None:
        mark = found[last.reference]
        result.append(FoundReference(mark.start, mark.end, last.note, mark.cost))
        last = last.before
    return result[::-1]


@record
class _Pair:
    reference: int
    note: int
    before: _Pair | None


def _aligned_bare(facts: Facts, blocks: Sequence[Sequence[Candidate]]) -> list[FoundReference]:
    """The bare digits that refer to notes, block by block: each looks back to the one before."""
    result: list[FoundReference] = []
    begin = count = 0
    for number, block in enumerate(blocks):
        first = block[0]
        lines = _text_between(facts, begin, first.line)
        if all(candidate.n.isdecimal() for candidate in block):
            found = facts.align_bare(lines, [c.n for c in block], number == 0)
            result += [FoundReference(r.start, r.end, count + r.note, r.cost) for r in found]
        begin = block[-1].line + 1
        count += len(block)
    return result


def _extents(
    facts: Facts,
    start: Start,
    candidates: Sequence[Candidate],
    references: Sequence[FoundReference],
) -> list[FoundNote]:
    """The lines that each note takes."""
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
    """Notes of one block stand in one place: that of the last of them."""
    for i in range(len(notes) - 2, -1, -1):
        a, b = notes[i], notes[i + 1]
        between = range(a.last + 1, b.first)
        if not any(facts.is_text[at] for at in between) and not any(
            at in facts.page_ends for at in range(a.last, b.first)
        ):
            notes[i] = FoundNote(a.start, a.end, a.n, a.first, a.last, a.closes, b.place)
    return notes


def _closing(facts: Facts, candidate: Candidate, stop: int) -> tuple[int, bool]:
    """The line, before `stop`, on which the bracket of a note closes.

    Where none closes it, the line on which its paragraph ends.
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
    return min(_paragraph_end(facts, candidate.line), stop - 1), False


def _paragraph_end(facts: Facts, at: int) -> int:
    lines = facts.lines
    while at + 1 < len(lines):
        following = lines[at + 1]
        if following.blanks or at in facts.page_ends or not facts.is_text[at + 1]:
            break
        at += 1
    return at


def _last_line(
    facts: Facts, candidate: Candidate, following: Candidate | None, positions: Sequence[int]
) -> int:
    """The last line of a note: before the next note, the end of its page, or a blank line.

    What stands between two notes that follow each other belongs to the first, unless the text
    refers to a note there or a page ends.
    """
    end = _paragraph_end(facts, candidate.line)
    if following is None or not _follows(candidate, following):
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


def _above(facts: Facts, notes: Sequence[FoundNote]) -> tuple[list[int], list[int]]:
    """The headings and the rules right above notes."""
    inside = {at for note in notes for at in range(note.first, note.last + 1)}
    headings: list[int] = []
    rules: list[int] = []
    for note in notes:
        at = note.first - 1
        while at >= 0 and at not in inside and facts.is_text[at]:
            line = facts.lines[at]
            if HEADING.fullmatch(facts.text, line.start, line.end):
                headings.append(at)
            elif RULE.fullmatch(facts.text, line.start, line.end):
                rules.append(at)
            else:
                break
            at -= 1
    return headings, rules
