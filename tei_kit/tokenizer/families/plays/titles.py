"""Titles of scenes without a word for a scene, and headings that words for one do not make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.tokenizer.families.plays import directions, headings
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
# A part has so many rows at the least in the mean, and a play of parts has several.
PART, LEAST_PARTS, LEAST_ROWS_OF_PART = "part", 2, 8
# Titles of scenes in capitals: the letters of one at the least, the rows below it among which
# somebody speaks, how many there may be for each label, the share of them that are not each other's
# repetition, and of those that are followed by words that nobody says.
TELLING, NEAR, MOST_CAPITALS, DIFFERENT, TOLD = 4, 8, 0.1, 0.7, 0.5
OVER = 0.9  # the share of labels on rows of their own right under which is said what they say
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


def drop_lone_parts(rows: Sequence[Row], kinds: list[Kind], heads: dict[int, Heading]) -> None:
    """Take back the headings of parts where a play has but one, and those of a list of contents.

    "THE FIRST PART OF KING HENRY THE FOURTH" is the title of one play.
    """
    parts = [at for at, heading in heads.items() if heading.kind == PART]
    if not parts:
        return
    last = {heads[at].word: at for at in parts}
    kept = {at for at in parts if last[heads[at].word] == at}
    if len(kept) < LEAST_PARTS or max(kept) - min(kept) < LEAST_ROWS_OF_PART * (len(kept) - 1):
        kept = set()
    for at in parts:
        if at not in kept:
            kinds[at] = Kind.TEXT
            del heads[at]


def take_part_titles(
    text: str, rows: Sequence[Row], kinds: list[Kind], heads: dict[int, Heading]
) -> None:
    """Take what stands alone below the number of a part for its title: "PART I", "NIGHT"."""
    for at in [at for at, heading in heads.items() if heading.kind == PART]:
        below = at + 1
        if below + 1 >= len(rows) or kinds[below] is not Kind.TEXT:
            continue
        words = text[rows[below].start : rows[below].end]
        if not headings.is_numbered_part(text[rows[at].start : rows[at].end]):
            continue
        is_over = words.isupper() or kinds[below + 1] is Kind.HEADING
        if (
            is_over
            and rows[below].hint is None
            and _is_name(words)
            and stands_alone(rows, below, 1)
        ):
            kinds[below] = Kind.HEADING
            heads[below] = Heading(PART, is_title=True)


def drop_named(
    text: str, rows: Sequence[Row], kinds: list[Kind], heads: dict[int, Heading]
) -> None:
    """Take back headings that are named and recur: they are labels, `CHORUS`, `CHORUS OF WOMEN`.

    So is the word for a choir right over what it sings.
    """
    named: dict[str, list[int]] = {}
    for at, heading in heads.items():
        if heading.kind in NAMED:
            words = key_of(text[rows[at].start : rows[at].end])
            named.setdefault(words.partition(" ")[0], []).append(at)
    for word, places in named.items():
        is_over = directions.is_choir(word) and all(
            at + 1 < len(rows) and not rows[at + 1].blanks for at in places
        )
        if is_over or len(places) >= RECURRING:
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
    is_over = _stand_over(rows, found, names)
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
        elif is_over and rows[at].blanks and rows[at + 1].blanks:
            del found[at]  # nobody's name: all others stand right over what is said


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
    places = [at for at in apart if at not in found and _is_title(text, rows, kinds, heads, at)]
    known = sum(kinds[at] is Kind.HEADING for at in apart)
    if len(places) < LEAST_TITLES or len(places) + known < APART * len(apart):
        return
    for at in places:
        kinds[at] = Kind.HEADING
        heads[at] = Heading("scene")


def take_capitals(
    text: str,
    rows: Sequence[Row],
    kinds: list[Kind],
    heads: dict[int, Heading],
    found: dict[int, Candidate],
    names: Labels,
) -> None:
    """Take rows in capitals that stand alone inside acts for the titles of scenes: "A STREET".

    Labels stand over what is said, or end in a sign; these have neither. Most are followed by
    words that say what is seen, and by somebody who speaks.
    """
    known = [at for at, label in found.items() if names.known(label.name)]
    if not known:
        return
    if not _stand_over(rows, found, names):
        return
    first = next((at for at, kind in enumerate(kinds) if kind is Kind.HEADING), min(known))
    places = [
        at
        for at in range(min(first, min(known)) + 1, max(known))
        if _is_in_capitals(text, rows, kinds, at, found, names)
    ]
    free = [at for at in places if kinds[at - 1] is not Kind.HEADING]
    told = sum(at + 1 not in found and kinds[at + 1] is Kind.TEXT for at in free)
    printed = {key_of(text[rows[at].start : rows[at].end]) for at in places}
    if not free or len(printed) < LEAST_TITLES or len(printed) < DIFFERENT * len(places):
        return
    if len(free) > MOST_CAPITALS * len(known) + LEAST_TITLES or told < TOLD * len(free):
        return
    for at in places:
        kinds[at] = Kind.HEADING
        heads[at] = Heading("scene")
        found.pop(at, None)


def _stand_over(rows: Sequence[Row], found: Mapping[int, Candidate], names: Labels) -> bool:
    """Whether labels on rows of their own, if there are any, stand right over what is said."""
    last = len(rows) - 1
    known = [at for at, label in found.items() if at < last and names.known(label.name)]
    alone = [at for at in known if found[at].shape.alone]
    return sum(not rows[at + 1].blanks for at in alone) >= OVER * len(alone)


def _is_in_capitals(
    text: str,
    rows: Sequence[Row],
    kinds: Sequence[Kind],
    at: int,
    found: Mapping[int, Candidate],
    names: Labels,
) -> bool:
    """Whether a row stands alone, in capitals, and is neither a label nor a direction."""
    row = rows[at]
    words = text[row.start : row.end]
    if kinds[at] is not Kind.TEXT or not words.isupper() or row.hint is not None:
        return False
    label = found.get(at)
    if label is not None and (names.known(label.name) or not label.shape.alone):
        return False
    above = found.get(at - 1)
    if above is not None and above.shape.alone:
        return False
    is_alone = (row.blanks or kinds[at - 1] is Kind.HEADING) and stands_alone(rows, at, 1)
    if not is_alone or at + 1 >= len(rows) or kinds[at + 1] is Kind.HEADING:
        return False
    if not _is_name(words) or sum(map(str.isalpha, words)) < TELLING:
        return False
    if directions.begins(words) or directions.is_piece(words) or directions.is_transition(words):
        return False
    return any(below in found for below in range(at + 1, min(at + 1 + NEAR, len(rows))))


def _is_title(
    text: str,
    rows: Sequence[Row],
    kinds: Sequence[Kind],
    heads: Mapping[int, Heading],
    at: int,
) -> bool:
    """Whether a row may be a title: it stands alone, is short, and ends as no sentence does."""
    words = text[rows[at].start : rows[at].end]
    is_under = kinds[at - 1] is Kind.HEADING and heads[at - 1].kind != PART
    return _is_name(words) and not is_under and kinds[at] is Kind.TEXT and stands_alone(rows, at, 1)


def _is_name(words: str) -> bool:
    """Whether words may be a title: they are few, and end as no sentence does."""
    return len(words) <= LONGEST_TITLE and words[0].isupper() and words[-1] not in ".,;:!?)]-—"


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
