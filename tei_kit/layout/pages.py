"""The marks of pages: frames around numbers that count up.

A frame is learned: it is any signs around numbers that go up by one, at the distances of pages. A
frame that says "page", in any of the languages we know, may stand once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache
from itertools import pairwise
from statistics import median

from tei_kit.certainty import Certainty
from tei_kit.layout import answer
from tei_kit.layout.answer import Answer
from tei_kit.layout.lines import Line
from tei_kit.record import record
from tei_kit.settings.language import of_any
from tei_kit.source.signs import matching

# Words before the number of a page, in lower case, in any language.
WORDS = frozenset(of_any("page_words"))
LONG_WORDS = frozenset(word for word in WORDS if len(word) > 2)
# "[Pg 12]", "{12}", "|12|", "<12>", "[fol. 12v]", "[Seite 12]", "(p. 12)", "//12//", "==12==",
# '<pb n="12"/>', "<!-- page 12 -->".
INLINE = re.compile(
    r"""
    (?P<open>[\[{<|(\\]|//|==|~~|::|\#\#) (?:!--)?
    (?: \s* (?P<word>[^\W\d_]{1,8}) \s* (?:[.:]|(?:n|no|nr|id)?=)? )?
    \s* ["']? (?P<n>[A-Z]{0,2}[0-9]{1,5}[a-z]?|[ivxlc]+) ["']? \s* \.?
    (?:--|/(?=>))? (?P<close>[\]}>|)\\]|//|==|~~|::|\#\#)
    """,
    re.VERBOSE,
)
# The first characters of such frames. A search for one character is far cheaper than for two.
OPENING = "[{<|(\\/=~:#"
IN_BRACKETS = re.compile(r"\[(?P<n>[0-9]{1,5})\]")
# Frames without a word that hardly ever stand around other numbers.
PLAIN = frozenset({"{#}", "|#|", "[[#]]", "{{#}}", "<<#>>", "||#||", "//#//", "==#==", "~~#~~"})
SPACE = re.compile(r"\s+")
# Signs that set words off in typed text: "*[p. 12]*", "_[p. 12]_".
SET_OFF = "*_~"
# The least share of different numbers among the marks in such a frame.
DISTINCT = 0.7
# If each letter counts its own pages: the least share of numbers that go on, or are 2 again.
ANEW = 0.8
# Signs that stand before brackets in code, not before page numbers: "@{1}", "->{l}", "track=[02]".
OF_CODE = frozenset("@$%&=^>")
# Signs on both sides of a page number alone on its line.
DASHES = frozenset("-–—~·= ")
PAIRS = {"[": "]", "{": "}", "<": ">", "|": "|", "(": ")", "\\": "\\"}
PAIRS |= {sign: sign for sign in ("//", "==", "~~", "::", "##")}
FIRST_WORD = re.compile(r"[^\W\d_]+")
# A line that is a number, perhaps with signs or the word around it: "- 12 -", "Page 12", "12".
ALONE = re.compile(
    r"""
    (?P<before>(?:[^\w\s]|_){0,4}\s* (?:[^\W\d_]{1,8}\s*[.:]?\s*)? [^\w\s]{0,4})
    \s* (?P<n>[0-9]{1,5}[a-z]?|(?<![^\W\d_])[ivxlc]{1,7}(?![^\W\d_])) \s*
    (?P<after>
      (?: \s? (?: / | [^\W\d_]{1,4} ) \s? [0-9]{1,5} )?  # "12/40", "Page 12 of 40"
      [^\w\s]{0,4}
    )
    """,
    re.VERBOSE,
)
# The number of all pages, after that of a page.
TOTAL = re.compile(r"\s?(?:/|[^\W\d_]{1,4})\s?(?P<all>[0-9]+)")
# Signs after a number that headings have.
STOPS = frozenset({"#.", "#)", "#:", "*#."})
# The least distance of two pages in characters, on the average.
PAGE_LENGTH = 250
CLOSEST = 100  # the least distance of marks in any frame, in characters
MANY = 4  # so many marks that say "page" may stand close, in a short text
LONGEST_PAGE = 20_000
# Numbers that count paragraphs: their least number, and the least share that begins a paragraph.
LEAST_NUMBERED, BEGINNING = 4, 0.8
# From this value on, a number that stands once is as often a year.
YEARS = 1000
# Page numbers at the right of the text: their least number, and their least column, as a share of
# the column at which the USUAL share of lines has ended.
LEAST_AT_RIGHT, RIGHT, USUAL = 3, 0.75, 0.9
# The least share of neighbours whose second number is one or two more than the first.
IN_ORDER = 0.6


@record
class PageMark:
    """The mark `text[start:end]` of a page; `n` is the number of the page.

    `line` is the index of its line if the line holds nothing else; it is -1 for a mark inside a
    line.
    """

    start: int
    end: int
    n: str
    frame: str
    line: int = -1


STROPHE = "str"
ANTISTROPHE = re.compile(r"^[ \t]*[(\[_]*Ant\.? ?\d", re.MULTILINE)  # (Ant. 1)


def word_of(frame: str) -> str:
    """The first word in a frame, in lower case: `pg` of `[Pg #]`, "" for none."""
    match = FIRST_WORD.search(frame)
    return match[0].casefold() if match else ""


def inline_marks(text: str, forbidden: Iterable[str] = ()) -> list[PageMark]:
    """The page markers in brackets, anywhere in the text, of every frame that is one of pages.

    `forbidden` are frames that are known to be something else, such as notes.
    """
    by_frame: dict[str, list[PageMark]] = {}
    for match in matching(INLINE, text, OPENING):
        if PAIRS[match["open"]] != match["close"]:
            continue
        start, end = match.span()
        if (start and text[start - 1] in OF_CODE) or _is_code(text, match):
            continue
        # "[[Page 12]]"
        while start and text[start - 1] == match["open"] and text.startswith(match["close"], end):
            start, end = start - 1, end + 1
        if start and text[start - 1] in SET_OFF and text.startswith(text[start - 1], end):
            start, end = start - 1, end + 1
        words = text[start:end]
        at = match.start("n") - start
        frame = words[:at] + "#" + words[at + len(match["n"]) :]
        mark = PageMark(start, end, match["n"], frame)
        by_frame.setdefault(frame, []).append(mark)
    skipped = set(forbidden)
    frames = [f for f, marks in by_frame.items() if f not in skipped and _is_frame(f, marks)]
    if text.count("|") > 2 * len(by_frame.get("|#|", ())):
        frames = [frame for frame in frames if frame != "|#|"]  # a table
    said = [frame for frame in frames if is_said(frame)]
    # Numbers in plain brackets are pages only if no other frame says "page".
    found = [mark for frame in said or frames for mark in by_frame[frame]]
    found.sort(key=_start)
    return found


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Whether a number in a frame belongs to code: `\\x{0021}`, `f\\F6o\\`.

    Page numbers have no leading zeros, and words of a text have no backslash inside.
    """
    n, start = match["n"], match.start()
    if len(n) > 1 and n[0] == "0":
        return True
    return (
        "\\" in (match["open"], text[start - 2 : start - 1]) and text[start - 1 : start].isalnum()
    )


def alone_marks(text: str, lines: Sequence[Line], taken: Iterable[int] = ()) -> list[PageMark]:
    """The lines that are nothing but the number of a page, of every frame that counts up."""
    skipped = set(taken)
    by_frame: dict[str, list[PageMark]] = {}
    for at, line in enumerate(lines):
        if line.end - line.start > 24 or at in skipped:
            continue
        match = ALONE.fullmatch(text, line.start, line.end)
        if match is None:
            continue
        word = word_of(match["before"])
        if word and word not in WORDS:
            continue
        if not match["n"][0].isdigit() and not (word or match["before"].strip()):
            continue  # a lone Roman number is as often a heading
        frame = f"{match['before']}#{match['after']}"
        by_frame.setdefault(frame, []).append(PageMark(line.start, line.end, match["n"], frame, at))
    found: list[PageMark] = []
    for frame, marks in by_frame.items():
        if word_of(frame) == STROPHE and ANTISTROPHE.search(text):
            continue  # "(Str. 1)" beside "(Ant. 1)", in a choir's song
        if _is_alone_frame(frame, marks, lines, text):
            found += marks
    found.sort(key=_start)
    return found


def left_over(
    text: str, taken: Iterable[tuple[int, int]], notes: Iterable[str] = ()
) -> list[PageMark]:
    """The numbers in square brackets that are not notes, and count pages.

    `taken` are the stretches of notes' labels and references, `notes` the numbers of notes. The
    first page of a text, or of each letter in it, has no mark: the numbers begin with 2 or more,
    and go up by one.
    """
    spans = dict(taken)
    known = set(notes)
    marks = [
        PageMark(match.start(), match.end(), match["n"], "[#]")
        for match in IN_BRACKETS.finditer(text)
        if match.start() not in spans
        and match["n"] not in known
        and not (match.start() and text[match.start() - 1] in OF_CODE)
    ]
    return marks if _begin_anew(marks) else []


def number_paragraphs(marks: Sequence[PageMark], lines: Sequence[Line]) -> bool:
    """Whether numbers in brackets count paragraphs: nearly all begin one, and words follow them.

    Pages end anywhere. Marks that say "page" and marks alone on their lines are never asked.
    """
    if len(marks) < LEAST_NUMBERED or any(mark.line >= 0 or is_said(mark.frame) for mark in marks):
        return False
    starts = {line.start for line in lines if line.blanks or not line.feed}
    return sum(mark.start in starts for mark in marks) >= BEGINNING * len(marks)


def is_said(frame: str) -> bool:
    """Whether a frame hardly ever stands around other numbers than those of pages."""
    return bool(word_of(frame)) or frame in PLAIN


def _start(mark: PageMark) -> int:
    return mark.start


def _is_frame(frame: str, marks: Sequence[PageMark]) -> bool:
    """Whether a frame marks pages: by its word, or because its numbers count up as pages do."""
    word = word_of(frame)
    if word and frame.strip(SET_OFF)[0] == "(":
        # Citations of pages look the same, but the pages of the text itself count up.
        return word in WORDS and counts_up(marks)
    if word:
        if len(marks) > MANY and _are_close(marks):
            return False  # the keys of a keyboard: "<F1>  <F2>"
        return word in WORDS and (_rise(marks) or _begin_anew(marks, ANEW))
    numbers = {mark.n for mark in marks}
    if frame in PLAIN:
        # In a text with notes, each number stands twice: at the mark and at its note.
        distinct = len(numbers) >= DISTINCT * len(marks)
        if len(marks) > 1 and _are_close(marks):
            return False  # the places of a template, the rows of a table
        return (_rise(marks) and distinct) or _begin_anew(marks, ANEW)
    return len(marks) >= 4 and len(numbers) == len(marks) and counts_up(marks, least=0.8)


def _are_close(marks: Sequence[PageMark]) -> bool:
    """Whether marks stand closer to each other than pages do."""
    return median(b.start - a.end for a, b in pairwise(marks)) < CLOSEST


def _is_alone_frame(
    frame: str, marks: Sequence[PageMark], lines: Sequence[Line], text: str
) -> bool:
    before, _, after = frame.partition("#")
    total = TOTAL.match(after)
    if total and any(number_of(mark.n) > int(total["all"]) for mark in marks):
        return False
    word = word_of(before)
    if word and before[0] == "(":
        return word in WORDS and counts_up(marks)
    if word:
        return word in WORDS and _rise(marks)
    if total:
        return counts_up(marks)
    if before.strip() and before.strip() == after.strip() and DASHES.issuperset(before):
        return _rise(marks)
    if len(marks) < 2:
        return before != "(" and PAIRS.get(before) == after and _is_between(marks[0], lines)
    if frame.strip("#") == "":
        # A number alone may number anything: pages have blank lines or feeds around it.
        apart = [m for m in marks if lines[m.line].blanks or lines[m.line].feed]
        return len(apart) >= 0.6 * len(marks) and counts_up(marks)
    if frame in STOPS or "." in after:
        # Chapters, letters and stanzas have such numbers, too. Those of pages stand inside
        # sentences, or at the right.
        is_page = _interrupts(marks, lines, text) or _are_at_right(marks, lines)
        return is_page and counts_up(marks)
    return counts_up(marks, least=0.0) or (_rise(marks) and _distances(marks) >= 30)


def _is_between(mark: PageMark, lines: Sequence[Line]) -> bool:
    """Whether the only number in brackets stands alone between pages of text.

    The first section or stanza of a text would have the number 1, and years are higher.
    """
    before, after = mark.start - lines[0].start, lines[-1].end - mark.end
    if min(before, after) < PAGE_LENGTH or not 2 <= number_of(mark.n) < YEARS:
        return False
    return bool(lines[mark.line].blanks and lines[mark.line + 1].blanks)


def fixed_marks(text: str, lines: Sequence[Line], frame: str) -> list[PageMark]:
    """All numbers in a given frame, which has `#` for the number.

    A frame that begins or ends with the number is a line of its own; other frames stand in lines as
    well.
    """
    before, _, after = (SPACE.sub(" ", part) for part in frame.strip().partition("#"))
    shape = re.compile(
        re.escape(before).replace(r"\ ", r"\s+")
        + r"\s*(?P<n>[A-Z]{0,2}[0-9]{1,5}[a-z]?|[ivxlc]+)\s*"
        + re.escape(after).replace(r"\ ", r"\s+"),
        re.IGNORECASE,
    )
    if not before or not after:
        whole = ((at, shape.fullmatch(text, line.start, line.end)) for at, line in enumerate(lines))
        return [PageMark(m.start(), m.end(), m["n"], frame, at) for at, m in whole if m]
    return [PageMark(m.start(), m.end(), m["n"], frame) for m in shape.finditer(text)]


def answer_about(frame: str, numbers: Sequence[str]) -> Answer:
    """The answer that a frame marks pages. It is surer, the more of its numbers go up by one."""
    if frame == "none" or is_said(frame) or len(numbers) < 2:
        return Answer(frame)
    steps = [number_of(b) - number_of(a) for a, b in pairwise(numbers)]
    return answer.of_shares(frame, sum(step == 1 for step in steps) / len(steps), "none")


def at_foot(marks: Sequence[PageMark], lines: Sequence[Line], notes: Set[int]) -> Answer:
    """The place of numbers alone on their lines: at the `top` of their pages, or at the `bottom`.

    Numbers stand at the bottom if form feeds follow most of them; or if nothing but all the notes,
    whose lines are `notes`, follows the last number, and a page stands before the first; or if a
    page stands before the number 1. All other signs are the same at the head and the foot. Editors
    put marks in brackets where pages begin: marks that say "page" stand at the top, and for other
    marks in brackets a page before the number 1 proves nothing.
    """
    if len(marks) < 2 or (marks[0].frame[0] in PAIRS and is_said(marks[0].frame)):
        return Answer("top")
    inner = [mark for mark in marks if mark.line + 1 < len(lines)]
    fed = sum(lines[m.line + 1].feed and not lines[m.line].feed for m in inner)
    if fed:
        return _place(fed * 2 > len(inner), Certainty.HIGH)
    before = marks[0].start - lines[0].start
    last = marks[-1].line
    is_set = marks[0].frame[0] in PAIRS
    if all(at in notes for at in range(last + 1, len(lines))):
        is_end = last + 1 == len(lines) or last < min(notes)  # else one more page has them
        return _place(is_end and before >= PAGE_LENGTH / 2, Certainty.MEDIUM)
    begins = not is_set and number_of(marks[0].n) == 1 and before >= _distances(marks) / 2
    return _place(begins, Certainty.MEDIUM)


def _place(is_bottom: bool, certainty: Certainty) -> Answer:
    value, other = ("bottom", "top") if is_bottom else ("top", "bottom")
    return Answer(value, certainty, "" if certainty is Certainty.HIGH else other)


def _interrupts(marks: Sequence[PageMark], lines: Sequence[Line], text: str) -> bool:
    """Whether at least a tenth of the numbers stand inside sentences."""
    inside = sum(
        1
        for mark in marks
        if 0 < mark.line < len(lines) - 1
        and text[lines[mark.line - 1].end - 1].isalnum()
        and text[lines[mark.line + 1].start].islower()
    )
    return inside * 10 >= len(marks)


def _are_at_right(marks: Sequence[PageMark], lines: Sequence[Line]) -> bool:
    """Whether all numbers stand at the right, near the ends of full lines, as in typescripts."""
    if len(marks) < LEAST_AT_RIGHT:
        return False
    ends = sorted(line.indent + line.end - line.start for line in lines)
    right = RIGHT * ends[int(USUAL * (len(ends) - 1))]
    return all(lines[mark.line].indent >= right for mark in marks)


def _rise(marks: Sequence[PageMark]) -> bool:
    """Whether most numbers are higher than the number before."""
    numbers = [number_of(mark.n) for mark in marks]
    pairs = list(pairwise(numbers))
    return sum(a < b for a, b in pairs) >= 0.6 * len(pairs)


def counts_up(marks: Sequence[PageMark], least: float = IN_ORDER) -> bool:
    """Whether the numbers of marks go up by one or two, at distances that pages have.

    `least` is the least share of such steps; 0 asks for the usual share, but allows closer marks.
    """
    if len(marks) < 2:
        return False
    numbers = [number_of(mark.n) for mark in marks]
    pairs = list(pairwise(numbers))
    by_one = sum(b - a in (1, 2) for a, b in pairs)
    if by_one < (least or IN_ORDER) * len(pairs):
        return False
    distance = _distances(marks)
    return (PAGE_LENGTH if least else 30) <= distance <= LONGEST_PAGE


def _begin_anew(marks: Sequence[PageMark], share: float = 1) -> bool:
    """Whether numbers count the pages of a text, or of each letter in it: from 2, and by one.

    `share` is the least share of such steps.
    """
    numbers = [number_of(mark.n) for mark in marks]
    if len(marks) < 2 or numbers[0] < 2:
        return False
    steps = [b - a == 1 or b == 2 for a, b in pairwise(numbers)]
    if sum(steps) < share * len(steps):
        return False
    return _distances(marks) >= PAGE_LENGTH


def _distances(marks: Sequence[PageMark]) -> float:
    return (marks[-1].start - marks[0].start) / max(1, len(marks) - 1)


ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@cache
def number_of(n: str) -> int:
    """The value of a page number: 12 for `12v`, 4 for `iv`; 0 if it has none."""
    digits = "".join(c for c in n if c.isdigit())
    if digits:
        return int(digits)
    total = 0
    for a, b in pairwise([*(ROMAN.get(c, 0) for c in n.lower()), 0]):
        total += -a if a < b else a
    return total
