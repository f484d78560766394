"""How notes are marked and where they stand: what the alignment with a block of notes explains.

Every way to begin a note and every way to refer to one is a row of a table. The pair is taken of
which the references, in their order, explain most notes; notes that no pair explains are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field

from tei_kit.layout.lines import Line
from tei_kit.record import record

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
    "caret": Start(re.compile(r"\[\^(?P<n>\w{1,8})\]:?"), ("caret",)),
    "brackets": Start(
        re.compile(r"\[(?P<n>\d{1,4}[a-z]?|[a-z]|[*†‡§¶]+)\][.:]?"),
        ("brackets", "superscript", "bare"),
    ),
    "angle": Start(re.compile(r"<(?P<n>\d{1,4})>"), ("angle",)),
    "superscript": Start(re.compile(rf"(?P<n>[{SUPERSCRIPTS}]{{1,4}})"), ("superscript", "bare")),
    "symbols": Start(
        re.compile(r"(?P<n>\*{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖{1,2})(?=[ \t]?\S)"),
        ("symbols",),
    ),
    "hat": Start(re.compile(r"\^(?P<n>\d{1,4})"), ("hat",)),
    "round": Start(
        re.compile(r"\((?P<n>\d{1,3}[a-z]?|[a-z]|[*†‡§]+)\)"),
        ("round", "superscript", "bare"),
        needs_block=True,
    ),
    "slash": Start(re.compile(r"(?P<n>\d{1,3})/"), ("slash", "bare"), needs_block=True),
    "stop": Start(
        re.compile(r"(?P<n>\d{1,3})[.)](?=\s)"),
        ("brackets", "superscript", "round", "bare"),
        needs_block=True,
    ),
    "colon": Start(
        re.compile(r"(?P<n>\d{1,3}):(?=\s)"), ("bare", "superscript", "brackets"), needs_block=True
    ),
    "number": Start(
        re.compile(r"(?P<n>\d{1,3})(?=\s+\S)"), ("bare", "superscript"), needs_block=True
    ),
}
# How a text refers to a note; bare digits are found by alignment (`bare`).
REFERENCES: Mapping[str, re.Pattern[str]] = {
    "brackets": re.compile(r"\[(?P<n>\d{1,4}[a-z]?|[a-z]|[*†‡§¶]+)\]"),
    "caret": re.compile(r"\[\^(?P<n>\w{1,8})\](?!:)"),
    "angle": re.compile(r"<(?P<n>\d{1,4})>"),
    "superscript": re.compile(rf"(?P<n>[{SUPERSCRIPTS}]{{1,4}})"),
    "symbols": re.compile(r"(?<=[^\s*†‡§¶‖])(?P<n>\*{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖{1,2})"),
    "hat": re.compile(r"\^(?P<n>\d{1,4})"),
    "round": re.compile(r"\((?P<n>\d{1,3}[a-z]?|[a-z]|[*†‡§]+)\)"),
    "slash": re.compile(r"(?<=[^\s\d/])(?P<n>\d{1,3})/(?=\W|\Z)"),
}
# The shares of the notes that have to be explained, of all and of those that text may be as well.
EXPLAINED = 0.5
EXPLAINED_IN_BLOCK = 0.6


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


def find(facts: Facts, begins: str = "", refers: str = "") -> Notes:
    """The notes of a text. `begins` and `refers` fix how, by the names of the tables above."""
    best: Notes | None = None
    best_score = 0.0
    for name, start in STARTS.items():
        if begins and name != begins:
            continue
        candidates = _candidates(facts, start)
        if not candidates:
            continue
        for reference in start.references:
            if refers and reference != refers:
                continue
            found = _explained(facts, name, start, candidates, reference)
            if found is None:
                continue
            score = len(found.references) + 0.05 * len(found.notes)
            if score > best_score * 1.02:
                best, best_score = found, score
    if best is None:
        return Notes()
    return best


def _candidates(facts: Facts, start: Start) -> list[Candidate]:
    """The lines that begin as notes of one kind do."""
    found: list[Candidate] = []
    text, pattern = facts.text, start.pattern
    for at, line in enumerate(facts.lines):
        if not facts.is_text[at]:
            continue
        match = pattern.match(text, line.start, line.end)
        if match:
            n = (match["n"] or "").translate(_PLAIN)
            found.append(Candidate(at, match.start(), match.end(), n))
    return found


def _explained(
    facts: Facts, name: str, start: Start, candidates: Sequence[Candidate], reference: str
) -> Notes | None:
    """The notes of one kind with references of one kind, None when these do not explain them."""
    if start.needs_block:
        candidates = _in_blocks(facts, candidates)
        if not candidates:
            return None
    if reference == "bare":
        references = _aligned_bare(facts, candidates)
    else:
        references = _aligned(facts, candidates, REFERENCES[reference])
    numbered = [c for c in candidates if c.n]
    share = EXPLAINED_IN_BLOCK if start.needs_block or reference == "bare" else EXPLAINED
    if len(references) < share * len(numbered) or (not references and name != "named"):
        return None
    keep = _kept(candidates, references, name)
    index = {old: new for new, old in enumerate(keep)}
    notes = _extents(facts, start, [candidates[i] for i in keep], references)
    moved = [
        FoundReference(r.start, r.end, index[r.note], r.cost) for r in references if r.note in index
    ]
    headings, rules = _above(facts, notes)
    return Notes(name, reference, notes, moved, headings, rules)


def _kept(
    candidates: Sequence[Candidate], references: Sequence[FoundReference], name: str
) -> list[int]:
    """The candidates that are notes: those referred to, and those between or beside them.

    A text may hold `[1]` at the beginning of a line for another reason: it counts as a note when
    its neighbours are notes, whose numbers it lies between.
    """
    referred = {r.note for r in references}
    kept: list[int] = []
    for i, candidate in enumerate(candidates):
        beside = (i - 1 in referred and _follows(candidates[i - 1], candidate)) or (
            i + 1 in referred and _follows(candidate, candidates[i + 1])
        )
        if i in referred or beside or (name == "named"):
            kept.append(i)
    return kept


def _follows(a: Candidate, b: Candidate) -> bool:
    """Whether the number of a note is the one after another's."""
    x, y = _value(a.n), _value(b.n)
    return y in (x, x + 1, x + 2)


def _value(n: str) -> int:
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


def _in_blocks(facts: Facts, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates in runs that stand at the end of a page or of the text, or under a heading."""
    found: list[Candidate] = []
    for run in _runs(candidates):
        first, last = candidates[run[0]], candidates[run[-1]]
        if _is_block(facts, first.line, last.line):
            found += [candidates[i] for i in run]
    return found


def _is_block(facts: Facts, first: int, last: int) -> bool:
    """Whether the lines of a run end a page or the text, or a heading or rule is above them."""
    above = first - 1
    while above >= 0 and not facts.is_text[above] and above not in facts.page_ends:
        above -= 1
    if above >= 0:
        line = facts.lines[above]
        if HEADING.fullmatch(facts.text, line.start, line.end) or RULE.fullmatch(
            facts.text, line.start, line.end
        ):
            return True
    # The last note may have some lines, but no other paragraph follows on its page.
    end = last
    lines = facts.lines
    while end + 1 < len(lines) and end not in facts.page_ends:
        following = end + 1
        if facts.is_text[following] and lines[following].blanks:
            return False
        end = following
    return True


def _aligned(
    facts: Facts, candidates: Sequence[Candidate], pattern: re.Pattern[str]
) -> list[FoundReference]:
    """The references of one kind, aligned with the notes: equal numbers, both in order.

    A note's own label is no reference. With several blocks of notes a reference belongs to the
    next block, if that explains nearly as many.
    """
    labels = {candidate.start for candidate in candidates}
    text = facts.text
    found = [
        match
        for match in pattern.finditer(text)
        if match.start() not in labels and not _is_taken(facts, match.start())
    ]
    if not found:
        return []
    free = _longest(found, candidates, None)
    blocks = [candidates[run[0]].start for run in _runs(candidates)]
    if len(blocks) < 2:
        return free
    scoped = _longest(found, candidates, blocks)
    return scoped if len(scoped) >= 0.9 * len(free) else free


def _is_taken(facts: Facts, start: int) -> bool:
    at = bisect_right(facts.taken, (start, 1 << 60)) - 1
    return at >= 0 and facts.taken[at][0] <= start < facts.taken[at][1]


def _longest(
    found: Sequence[re.Match[str]],
    candidates: Sequence[Candidate],
    blocks: Sequence[int] | None,
) -> list[FoundReference]:
    """The longest series of pairs of reference and note in which both go forward.

    Hunt and Szymanski's algorithm (1977): the pairs of equal numbers, for each note the last
    reference first, are placed on the stack whose top they lower.
    """
    by_number: dict[str, list[int]] = {}
    for i, match in enumerate(found):
        by_number.setdefault(match["n"].translate(_PLAIN), []).append(i)
    tops: list[int] = []
    chains: list[_Pair] = []
    for note, candidate in enumerate(candidates):
        least = -1
        if blocks is not None:
            at = bisect_right(blocks, candidate.start) - 1
            least = blocks[at - 1] if at > 0 else -1
        for i in reversed(by_number.get(candidate.n, ())):
            start = found[i].start()
            if not least < start < candidate.start:
                continue
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
        match = found[last.reference]
        result.append(FoundReference(match.start(), match.end(), last.note))
        last = last.before
    return result[::-1]


@record
class _Pair:
    reference: int
    note: int
    before: _Pair | None


def _aligned_bare(facts: Facts, candidates: Sequence[Candidate]) -> list[FoundReference]:
    """The bare digits that refer to notes, block by block: each looks back to the one before."""
    result: list[FoundReference] = []
    begin = 0
    runs = list(_runs(candidates))
    for number, run in enumerate(runs):
        first = candidates[run[0]]
        if not first.n.isdecimal():
            continue
        if number and run[0] and _value(first.n) > 1:
            pass
        lines = [
            line
            for at, line in enumerate(facts.lines[begin : first.line], begin)
            if facts.is_text[at]
        ]
        found = facts.align_bare(lines, [candidates[i].n for i in run], number == 0)
        result += [FoundReference(r.start, r.end, run[r.note], r.cost) for r in found]
        begin = candidates[run[-1]].line + 1
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
            last, is_closed = _closing(facts, candidate)
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
    return _same_place(facts, result)


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


def _closing(facts: Facts, candidate: Candidate) -> tuple[int, bool]:
    """The line on which the bracket of a note closes; else where its paragraph ends."""
    depth, at = 1, candidate.line
    position = candidate.end
    limit = min(len(facts.lines), candidate.line + 400)
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
    return _paragraph_end(facts, candidate.line), False


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
