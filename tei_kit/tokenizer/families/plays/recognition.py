"""The evidence that a text is a play."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import islice

from tei_kit.settings import language as languages
from tei_kit.tokenizer.families import records
from tei_kit.tokenizer.families.letters import headings as letter_headings
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.plays import (
    bracket_use,
    directions,
    headings,
    outlines,
    spelling,
)
from tei_kit.tokenizer.families.plays.candidates import WORD, key_of
from tei_kit.tokenizer.families.plays.chunks import HEARD
from tei_kit.tokenizer.families.plays.division_words import of_all
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.outline import Outline
from tei_kit.tokenizer.families.rows import Row
from tei_kit.tokenizer.families.speech.heads import kind_of
from tei_kit.tokenizer.families.text import Text

# The fewest labels of a play.
FEWEST = 4
FEW_LABELS = 200  # labels that are compared with the beginnings of letters, at the most
OF_LETTERS = 0.4  # the share of them that begin letters, in a text of letters
HEADS_OF_LETTERS = frozenset({"letter", "numbers", "to", "addressed"})
ENOUGH = 12  # labels; in a play with fewer, persons both enter and leave
# The share of the stretches between blank lines that begin with a label, at the least.
DENSE = 0.35
# Directions for each label, at the least, in a text that only directions show to be a play.
DIRECTED = 0.1
# The same in a text with labels of any kind, and much else between the speeches.
ACTED = 0.3
ENTRANCES = 2
CUES = 2  # labels of sounds in a play for the radio, at the least
LONGEST_SPEECHES = 25  # rows of a speech in the mean, at the most
# Rows that go on with speeches in verse, at the least; the share of them that are short, and that
# begin with capitals, at the least; and the columns of such a row at the most.
LEAST_VERSES, VERSES, WIDEST_VERSE = 20, 0.85, 65
QUOTES = "'\"’‘“„«("
NEAR = 3  # rows before the first row of the play that count, too
# "Section 1", "Amendment XIV": a label that ends with a number seldom names a person.
NUMBERED = re.compile(r"\w\s(?:[0-9]+|[IVXLC]+)\Z")
MOST_NUMBERED = 0.4
# The share of the labels, at the most, that are in capitals with capitals after them.
MOST_CAPITAL = 0.5
# Rows of a title page at the most; characters of its row with the word for a play at the most; and
# the first words of the row, which have the word for a play.
TITLE_ROWS, TITLE_LENGTH, TITLE_WORDS = 20, 60, 3
TITLED = 0.8  # the share of labels with titles or offices in the record of a court, at the least
RECORDS = 3  # labels are the fields of records only where a text has more records
# The weights of evidence for a play.
DIVIDED, PEOPLED, DIRECTIONS = 0.9, 0.7, 0.5


# The characters and the words at the beginning of a block among which words of plays are looked
# for; and the lines of a block, in the mean, where blank lines part blocks, at the most.
WIDE, FIRST_WORDS = 40, 4
SPARSE = 25
MARKS = "[](){}_=*#~.:,;-–—\ufeff"
# The beginning of a row with a label in capitals, or between signs.
CAPITALS = re.compile(r"\n[^\S\n]*(?:[_=]?[^\W\d_a-zß-öø-ÿ]{2}|[_=*\[][*]?[^\W\d_a-zß-öø-ÿ])")


# The keys of languages whose words stand near the beginning of a row in plays.
_TELLING = (
    "act",
    "scene",
    "cast",
    "prologue",
    "epilogue",
    "directions",
    "genres",
    "film_places",
    "heard",
)


@cache
def _beginnings() -> frozenset[str]:
    """The longest word of each phrase under the keys `_TELLING`, in all languages."""
    words: set[str] = set()
    for said in (said for key in _TELLING for said in languages.of_any(key)):
        longest = max(said.casefold().split(), key=len)
        words |= {longest, spelling.folded(longest)}  # capitals of Greek have no accents
    return frozenset(words)


def _may_be(text: str) -> bool:
    """Whether a text has words or labels of plays: a cheap test, made for every text."""
    beginnings = _beginnings()
    blocks = text.split("\n\n")
    if len(blocks) * SPARSE < text.count("\n"):
        blocks = text.split("\n")
    for block in blocks:
        first = block[:WIDE].casefold().split(None, FIRST_WORDS)[:FIRST_WORDS]
        if not beginnings.isdisjoint(first) or not beginnings.isdisjoint(
            [w.strip(MARKS) for w in first]
        ):
            return True
        if first and first[0] >= headings.FIRST_IDEOGRAPH and headings.glued_kind(first[0]):
            return True
        if block[1:2] in (" ", "\u00a0"):
            row = block[:WIDE].strip()
            if spelling.despaced(row) != row:
                return True
    return sum(1 for _ in islice(CAPITALS.finditer(f"\n{text}"), ENOUGH)) == ENOUGH


def evidence(text: Text) -> float:
    """The weight of the evidence that a text is a play, from 0 to 1.

    It counts speeches under acts, after a cast or in verse; persons who enter; and directions.
    """
    source = text.arranged.file
    if not _may_be(source.text):
        return 0.0
    found = outlines.of_file(text)
    if found is None:
        return 0.0
    if found.is_of_one and _is_monologue(found):
        return DIVIDED
    if len(found.labels) < FEWEST or not (found.is_film or _density(found) >= DENSE):
        return 0.0
    keys = [key_of(label.name) for label in found.labels.values()]
    if records.are_fields(keys, records=RECORDS):
        return 0.0
    numbered = sum(NUMBERED.search(label.name) is not None for label in found.labels.values())
    if numbered > MOST_NUMBERED * len(found.labels):
        return 0.0
    if _are_of_letters(text, found):
        return 0.0
    if _in_capitals(found) > MOST_CAPITAL * len(found.labels):
        return 0.0
    inside = found.kinds[found.first : found.last]
    if any(kind in (Kind.HEADING, Kind.CAST) for kind in inside) and not _is_record(found):
        return DIVIDED
    if len(found.labels) * LONGEST_SPEECHES < _rows_of(found):
        return 0.0
    if _heard(found) >= CUES or _has_pieces(found):
        return PEOPLED
    moves = _moves(found)
    if _is_called_play(found, min(found.labels)):
        return PEOPLED
    if len(found.labels) < ENOUGH:
        return PEOPLED if len(set(moves)) >= ENTRANCES else 0.0
    if len(moves) >= ENTRANCES or _is_verse(found):
        return PEOPLED
    shapes = found.names.shapes
    directed = _directions(found)
    if directed >= ACTED * len(found.labels):
        return DIRECTIONS
    is_plain = found.names.is_rule and all(
        shape.separator != "colon" and shape.style not in ("title", "number") for shape in shapes
    )
    return DIRECTIONS if is_plain and directed >= DIRECTED * len(found.labels) else 0.0


def _has_pieces(found: Outline) -> bool:
    """Whether the play has numbered pieces of music: "No. 5. DUET"."""
    within = range(max(0, found.first - NEAR), found.last)
    rows = (found.words(at) for at in within if found.rows[at].blanks or not at)
    return any(map(directions.is_numbered_piece, rows))


def _heard(found: Outline) -> int:
    """The number of labels in capitals that announce sounds on the radio: "SOUND:", "MUSIC:"."""
    cues = [
        label
        for label in found.labels.values()
        if label.shape.style == "capitals" and label.shape.separator == "colon"
    ]
    return sum(key_of(label.name) in HEARD for label in cues)


def _is_record(found: Outline) -> bool:
    """Whether a text is the record of a court or a parliament ("MR. CLEMENT:", "JUSTICE HALE:").

    Nearly all its labels have titles or offices, and no heading has a word of plays ("ORAL ARGUMENT
    OF").
    """
    titled = 0
    for label in found.labels.values():
        words = label.name.casefold().replace(".", " ").split()
        titled += bool(words) and kind_of(words[0]) in "ft"
    if titled < TITLED * len(found.labels):
        return False
    text, rows = found.text, found.rows
    said = _beginnings()
    for row, kind in zip(rows, found.kinds, strict=True):
        if kind is Kind.CAST:
            return False
        if kind is Kind.HEADING:
            first = text[row.start : row.end].casefold().split()
            if not said.isdisjoint(word.strip(MARKS) for word in first):
                return False
    return True


def _is_monologue(found: Outline) -> bool:
    """Whether only the person of the cast speaks, and the speech has directions."""
    listed = found.names.listed
    names = {key_of(label.name) for label in found.labels.values()}
    words = {word for name in names for word in name.split()}
    if not words or not words <= listed:
        return False
    first = min(found.labels)
    said = found.text[found.rows[first].start : found.rows[found.last - 1].end]
    return sum(1 for _ in islice(directions.brackets(said, 0, len(said)), ENTRANCES)) == ENTRANCES


@cache
def _genres() -> frozenset[str]:
    return frozenset(of_all("genres"))


def _is_called_play(found: Outline, first: int) -> bool:
    """Whether a short row before the first label has a word for a play: "A Tragedy in One Act".

    The word is among the first words of the row, after an article and an adjective, say.
    """
    for row in found.rows[:first]:
        if first > TITLE_ROWS or row.end - row.start > TITLE_LENGTH:
            continue
        words = WORD.findall(spelling.folded(found.text[row.start : row.end]))
        if not _genres().isdisjoint(words[:TITLE_WORDS]):
            return True
    return False


def _are_of_letters(text: Text, found: Outline) -> bool:
    """Whether many rows with labels are the beginnings of letters.

    "CIV (Q FR II, 4)", "TO P. LENTULUS (IN CILICIA)", "ROME (MARCH)".
    """
    language = text.language
    lines = Counter(map(found.words, islice(found.labels, FEW_LABELS)))
    most = lines.total()  # the lines that are, or may still be, beginnings of letters
    least = OF_LETTERS * most
    for line, count in lines.items():
        is_of_letters = (
            shapes.is_dateline(line, language)
            or letter_headings.shape_of(line, language) in HEADS_OF_LETTERS
        )
        most -= 0 if is_of_letters else count
        if most < least:
            return False
    return True


def _rows_of(found: Outline) -> int:
    """The number of rows from the first label to the last."""
    return max(found.labels) - min(found.labels)


def _is_verse(found: Outline) -> bool:
    """Whether speeches are in verse: their further rows are short, and begin with capitals."""
    text, rows = found.text, found.rows
    going_on = begun = short = 0
    for at in range(found.first, found.last):
        row = rows[at]
        if row.blanks or at in found.labels or found.kinds[at] is not Kind.TEXT:
            continue
        going_on += 1
        begun += text[row.start].isupper() or text[row.start] in QUOTES
        short += row.end - row.start <= WIDEST_VERSE
    return going_on >= LEAST_VERSES and min(begun, short) >= VERSES * going_on


def _past(rows: Sequence[Row], at: int) -> int:
    """The index past row `at` and the rows right under it."""
    end = at + 1
    while end < len(rows) and not rows[end].blanks:
        end += 1
    return end


def _in_capitals(found: Outline) -> int:
    """The number of labels in capitals with capitals after them, as in the clauses of licences."""
    return sum(
        found.text[label.end : label.end + WIDE].isupper()
        for label in found.labels.values()
        if label.shape.style == "capitals"
    )


def _density(found: Outline) -> float:
    """The share of the stretches between blank lines that begin with a label.

    A speech under a label that stands alone does not count, nor does a direction in brackets.
    """
    first, last = min(found.labels), max(found.labels)
    others = 0
    for at in range(first, last + 1):
        row = found.rows[at]
        if (
            found.kinds[at] is not Kind.TEXT
            or not row.blanks
            or found.text[row.start] in directions.OPENING
        ):
            continue
        above = found.labels.get(at - 1)
        others += above is None or not above.shape.alone
    return len(found.labels) / (others + len(found.labels))


def _moves(found: Outline) -> list[str]:
    """The kinds of the directions that begin rows of the play ("[Enter BAND.]", "Exeunt")."""
    moves = []
    for row in found.rows[max(0, found.first - NEAR) : found.last]:
        words = found.text[row.start : min(row.end, row.start + 40)].strip("[(_ ")
        if directions.begins(words) and (kind := directions.kind_of(words)):
            moves.append(kind)
    return moves


def _directions(found: Outline) -> int:
    """The number of stretches in brackets or italics beside labels or alone on rows."""
    text, rows = found.text, found.rows
    count = 0
    for at in range(found.first, found.last):
        row = rows[at]
        label = found.labels.get(at)
        begin = row.start
        if label:
            begin = label.end if label.direction < 0 else label.direction
        while begin < row.end and text[begin] == " ":
            begin += 1
        if (
            label is None
            and row.blanks
            and bracket_use.is_set_off(text, rows[at : _past(rows, at)])
        ):
            count += 1
        if begin >= row.end or text[begin] not in directions.OPENING:
            continue
        close = directions.close_of(text, begin, row.end)
        is_whole = close > 0 and directions.only(text, close, row.end)
        count += close > begin + 4 and (label is not None or is_whole)
    return count
