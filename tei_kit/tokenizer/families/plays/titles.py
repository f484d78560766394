"""Titles of scenes without a word for a scene, and headings that words for one do not make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.tokenizer.families.plays import headings
from tei_kit.tokenizer.families.plays.candidates import Candidate, key_of
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.labels import Labels
from tei_kit.tokenizer.families.rows import Row

# How many headings have to end with a word for others to do so.
RECURRING = 3
# Titles of scenes without a word for a scene: how many there are at the least, how long one is at
# the most, and the share of what stands apart that is a heading.
LEAST_TITLES, LONGEST_TITLE, APART = 2, 60, 0.7
NAMED = frozenset({"prologue", "epilogue", "interlude"})


def more_headings(
    text: str, rows: Sequence[Row], kinds: list[Kind], heads: dict[int, Heading]
) -> None:
    """Take rows for headings that end with a word as those do that were found."""
    counts: dict[str, int] = {}
    for at in heads:
        word = headings.last_word_of(text[rows[at].start : rows[at].end])
        counts[word] = counts.get(word, 0) + 1
    recurring = {word for word, count in counts.items() if word and count >= RECURRING}
    if not recurring:
        return
    for at, row in enumerate(rows):
        if kinds[at] is Kind.TEXT and row.blanks and row.hint is None and stands_alone(rows, at, 1):
            word = headings.last_word_of(text[row.start : row.end])
            if word in recurring and text[row.start].isupper():
                kinds[at] = Kind.HEADING
                heads[at] = headings.of_last_word(word)


def drop_named(
    text: str, rows: Sequence[Row], kinds: list[Kind], heads: dict[int, Heading]
) -> None:
    """Take back headings that are named and recur: they are labels, `CHORUS`, `CHORUS OF WOMEN`."""
    named: dict[str, list[int]] = {}
    for at, heading in heads.items():
        if heading.kind in NAMED:
            words = key_of(text[rows[at].start : rows[at].end])
            named.setdefault(words.partition(" ")[0], []).append(at)
    for places in named.values():
        if len(places) >= RECURRING:
            for at in places:
                kinds[at] = Kind.TEXT
                del heads[at]


def take_titles(
    text: str,
    rows: Sequence[Row],
    kinds: list[Kind],
    heads: dict[int, Heading],
    found: dict[int, Candidate],
    names: Labels,
) -> None:
    """Take what looks like a label, and has nothing to say, for the title of a scene.

    It stands alone and but once, below two blank lines or a Roman number: "II", "THE STUDY".
    """
    first = min((at for at, label in found.items() if names.known(label.name)), default=0)
    for at in sorted(found):
        label = found[at]
        is_alone = label.shape.alone and label.direction < 0 and not names.known(label.name)
        if not is_alone or label.shape.separator != "none" or at <= first:
            continue
        if not _says_nothing(text, rows, at, found):
            continue
        above = text[rows[at - 1].start : rows[at - 1].end]
        if kinds[at - 1] is Kind.TEXT and headings.is_numeral(above):
            kinds[at - 1] = Kind.HEADING
            heads[at - 1] = Heading("scene", headings.value_of(above))
        is_under = kinds[at - 1] is Kind.HEADING
        if is_under or rows[at].blanks > 1:
            is_numeral = headings.is_numeral(label.name)
            kinds[at] = Kind.HEADING
            heads[at] = Heading(
                "scene",
                headings.value_of(label.name) if is_numeral else 0,
                is_title=is_under and not is_numeral,
            )
            del found[at]


def take_places(
    text: str,
    rows: Sequence[Row],
    kinds: list[Kind],
    heads: dict[int, Heading],
    found: Mapping[int, Candidate],
    names: Labels,
) -> None:
    """Take short rows that stand apart for the titles of scenes: "Night", "Before the gate".

    More blank lines stand above them than above speeches, and above little else.
    """
    known_names = [at for at, label in found.items() if names.known(label.name)]
    if not known_names:
        return
    first, last = min(known_names), max(known_names)
    speeches = sorted(rows[at].blanks for at in found)
    usual = speeches[len(speeches) // 2]
    apart = [
        at
        for at in range(first + 1, last)
        if rows[at].blanks > max(1, usual) and rows[at].hint is None
    ]
    places = [at for at in apart if at not in found and _is_title(text, rows, kinds, at)]
    known = sum(kinds[at] is Kind.HEADING for at in apart)
    if len(places) < LEAST_TITLES or len(places) + known < APART * len(apart):
        return
    for at in places:
        kinds[at] = Kind.HEADING
        heads[at] = Heading("scene")


def _is_title(text: str, rows: Sequence[Row], kinds: Sequence[Kind], at: int) -> bool:
    """Whether a row may be a title: it stands alone, is short, and ends as no sentence does."""
    words = text[rows[at].start : rows[at].end]
    is_short = len(words) <= LONGEST_TITLE and words[0].isupper() and words[-1] not in ".,;:!?)]-—"
    is_under = kinds[at - 1] is Kind.HEADING
    return is_short and not is_under and kinds[at] is Kind.TEXT and stands_alone(rows, at, 1)


def _says_nothing(text: str, rows: Sequence[Row], at: int, found: dict[int, Candidate]) -> bool:
    """Whether nothing but directions in brackets stands between a label and the next."""
    below = at + 1
    while below < len(rows) and below not in found:
        words = text[rows[below].start : rows[below].end]
        if headings.is_numeral(words):
            return True
        if words[0] not in "([" and (rows[below].blanks or below == at + 1):
            return False
        below += 1
    return below < len(rows)


def stands_alone(rows: Sequence[Row], at: int, most: int) -> bool:
    """Whether a blank line follows a row, or at most so many rows that go on with it."""
    for ahead in range(at + 1, min(at + 1 + most, len(rows))):
        if rows[ahead].blanks:
            return True
    return at + most >= len(rows)
