"""The rows of headings and casts in a text, before its labels are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.record import replace
from tei_kit.source.hints import HintKind
from tei_kit.tokenizer.families.plays import (
    cast,
    cast_headings,
    directions,
    endings,
    first_words,
    fountain,
    headings,
)
from tei_kit.tokenizer.families.plays.candidates import key_of
from tei_kit.tokenizer.families.plays.draft import Headed, stands_alone
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.rows import Row

HEADING_ROWS = 3  # rows of a heading at the most, with its subtitle
# Where this many headings end with a word, other rows that end with it are headings, too. Where
# this many headings begin with one name, they are labels.
RECURRING = 3
MOST_CASTS = 2
LONGEST_CAST = 120  # rows
# The kinds of headings whose words may be the name of a person: "CHORUS", "PROLOGUE".
NAMED = frozenset({"prologue", "epilogue", "interlude"})
# A play in parts has at least this many parts; a part has at least this many rows in the mean.
PART, LEAST_PARTS, LEAST_ROWS_OF_PART = "part", 2, 8
# A play in two languages has at least this many pairs of headings. For each heading in a pair, it
# has at most this many other headings of the same kinds.
LEAST_PARALLEL, OTHERS = 2, 0.25
FIRST_ROWS = 100  # rows in which the names of persons who enter are looked for
CAPITALS = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]{3,}\b")  # ADA


def headed(text: str, rows: Sequence[Row]) -> Headed:
    """The rows of a text with the kind of each: heading, cast, end, or block of the format."""
    found = _with_recurring(_without_lone_parts(_by_words(text, rows)))
    found = _with_titles_of_parts(found)
    found = _without_named(_without_many_casts(found))
    found = _without_parallel(_without_repeated_acts(found))
    return _with_listed(fountain.take_forced(found))


def _without_parallel(found: Headed) -> Headed:
    """Take the second of two headings of the same scene or act for a second title.

    Editions in two languages have nearly all headings in pairs: "ZWEITE SCENE.", "SCENE II.".
    """
    more: dict[int, Heading] = {}
    for at, heading in found.heads.items():
        below = _next_heading(found, at)
        other = found.heads.get(below)
        if other is None or at in more or other.kind != heading.kind or heading.kind == PART:
            continue
        numbers = {heading.n, other.n}
        is_plain = not (heading.is_title or other.is_title or heading.is_place or other.is_place)
        if is_plain and (0 in numbers) == (len(numbers) > 1):
            more[at] = replace(heading, n=heading.n or other.n)
            more[below] = replace(other, is_title=True)
    kinds = {heading.kind for heading in more.values()}
    others = sum(heading.kind in kinds for heading in found.heads.values()) - len(more)
    is_rule = len(more) >= 2 * LEAST_PARALLEL and others <= OTHERS * len(more)
    return found.with_heads(more) if is_rule else found


def _next_heading(found: Headed, at: int) -> int:
    """The index of the heading right below a row, past marks of pages; -1 without a heading."""
    below = at + 1
    while below < len(found.rows) and found.kinds[below] is Kind.FIXED:
        below += 1
    return below if below in found.heads else -1


def _without_repeated_acts(found: Headed) -> Headed:
    """Take the repeated heading of an act over one of its scenes for the heading of that scene.

    "ACT I." over "SCENE 2." goes on with the act that began with "ACT I." over "SCENE 1.".
    """
    more: dict[int, Heading] = {}
    act = 0
    for at, heading in found.heads.items():
        below = _next_heading(found, at)
        scene = found.heads.get(below)
        is_again = heading.kind == "act" and 0 < heading.n == act
        if is_again and scene is not None and scene.kind == "scene" and scene.n > 1:
            more[at] = Heading("scene", scene.n, str(act))
            more[below] = Heading("scene", scene.n, is_title=True)
        elif heading.kind == "act":
            act = heading.n
        elif heading.kind == PART:
            act = 0
    return found.with_heads(more)


def _by_words(text: str, rows: Sequence[Row]) -> Headed:
    """The kind of each row by its words; a heading, a cast or an end stands apart from others."""
    kinds = [Kind.TEXT] * len(rows)
    heads: dict[int, Heading] = {}
    for at, row in enumerate(rows):
        if row.hint is not None and row.hint.kind is not HintKind.HEADING:
            kinds[at] = Kind.FIXED
            continue
        is_below = row.blanks or not at or kinds[at - 1] is Kind.HEADING
        if not (is_below or stands_alone(rows, at, 1)):
            continue
        words = text[row.start : row.end]
        if not first_words.may_begin(words):
            continue
        found = _heading(text, rows, at, kinds)
        if found:
            kinds[at] = Kind.HEADING
            heads[at] = found
        elif (row.blanks or not at) and cast_headings.begins_cast(words):
            kinds[at] = Kind.CAST
        elif stands_alone(rows, at, 1) and endings.is_end(words):
            kinds[at] = Kind.END
    return Headed(text, rows, kinds, heads)


def _heading(text: str, rows: Sequence[Row], at: int, kinds: Sequence[Kind]) -> Heading | None:
    """The heading in a row that stands apart from the rows before and after it; else None."""
    row = rows[at]
    if not row.blanks and at and kinds[at - 1] is not Kind.HEADING:
        return None
    if row.end - row.start > headings.LONGEST:
        return None
    found = headings.heading_of(text[row.start : row.end])
    if found is None or row.hint is not None:
        return found
    if stands_alone(rows, at, HEADING_ROWS):
        return found
    following = text[rows[at + 1].start : rows[at + 1].end]
    return found if headings.heading_of(following) else None


def _with_recurring(found: Headed) -> Headed:
    """Take more rows for headings: they end with the word that ends several known headings."""
    counts: dict[str, int] = {}
    for at in found.heads:
        word = headings.last_word_of(found.words(at))
        counts[word] = counts.get(word, 0) + 1
    recurring = {word for word, count in counts.items() if word and count >= RECURRING}
    if not recurring:
        return found
    more: dict[int, Heading] = {}
    for at, row in enumerate(found.rows):
        is_text = found.kinds[at] is Kind.TEXT and row.blanks and row.hint is None
        if is_text and found.stands_alone(at):
            word = headings.last_word_of(found.words(at))
            if word in recurring and found.text[row.start].isupper():
                more[at] = headings.of_last_word(word)
    return found.with_heads(more)


def _without_lone_parts(found: Headed) -> Headed:
    """Take back the heading of the only part of a play, and those in a list of contents.

    "THE FIRST PART OF KING HENRY THE FOURTH" is the title of one play.
    """
    parts = [at for at, heading in found.heads.items() if heading.kind == PART]
    last = {found.heads[at].word: at for at in parts}
    kept = set(last.values())
    if len(kept) < LEAST_PARTS or max(kept) - min(kept) < LEAST_ROWS_OF_PART * (len(kept) - 1):
        kept = set()
    return found.without_heads(set(parts) - kept)


def _with_titles_of_parts(found: Headed) -> Headed:
    """Take a row that stands alone below the number of a part for its title: "PART I", "NIGHT"."""
    more: dict[int, Heading] = {}
    for at, heading in found.heads.items():
        below = at + 1
        if heading.kind != PART or below + 1 >= len(found.rows):
            continue
        words = found.words(below)
        is_apart = found.rows[below].hint is None and found.stands_alone(below)
        is_over = words.isupper() or found.kinds[below + 1] is Kind.HEADING
        if found.kinds[below] is not Kind.TEXT or not (is_apart and is_over):
            continue
        if headings.is_numbered_part(found.words(at)) and headings.is_title(words):
            more[below] = Heading(PART, is_title=True)
    return found.with_heads(more)


def _without_many_casts(found: Headed) -> Headed:
    """Take back headings of casts that recur: they are labels of a person, such as `CAST.`."""
    casts = [at for at, kind in enumerate(found.kinds) if kind is Kind.CAST]
    return found.with_kind(Kind.TEXT, casts) if len(casts) > MOST_CASTS else found


def _without_named(found: Headed) -> Headed:
    """Take back named headings that recur: they are labels, `CHORUS`, `CHORUS OF WOMEN`.

    The word for a choir right over its song is a label, too, even if it does not recur.
    """
    named: dict[str, list[int]] = {}
    for at, heading in found.heads.items():
        if heading.kind in NAMED:
            words = key_of(found.words(at))
            named.setdefault(words.partition(" ")[0], []).append(at)
    labels = [
        places
        for word, places in named.items()
        if len(places) >= RECURRING or (directions.is_choir(word) and _are_over(found, places))
    ]
    return found.without_heads({at for places in labels for at in places})


def _are_over(found: Headed, places: Sequence[int]) -> bool:
    """Whether each of some rows has another row right under it, without a blank line."""
    return all(at + 1 < len(found.rows) and not found.rows[at + 1].blanks for at in places)


def _with_listed(found: Headed) -> Headed:
    """Take the rows under the headings of casts for persons of a cast."""
    text, rows, kinds = found.text, found.rows, found.kinds
    listed: set[int] = set()
    for at, kind in enumerate(kinds):
        if kind is not Kind.CAST:
            continue
        last = at + 1
        while last < len(rows) and kinds[last] is Kind.TEXT and last not in listed:
            last += 1
        closed = last < len(rows) and kinds[last] is Kind.HEADING and last - at < LONGEST_CAST
        listed.update(range(at + 1, cast.rows_under(text, rows, at, last, closed=closed)))
    return found.with_kind(Kind.LISTED, listed)


def listed_words(found: Headed) -> frozenset[str]:
    """The words of the names of persons in lists, folded as by `key_of`.

    The lists are the cast, rows under the heading of a scene (`GÉRONTE, LISETTE.`), and the first
    directions that name persons who enter (`Enter ADA and BEN`).
    """
    words: set[str] = set()
    for at, first in enumerate(found.rows[:FIRST_ROWS]):
        if first.blanks and directions.begins(found.words(at).lstrip(directions.OPENING)):
            words.update(key_of(name) for name in CAPITALS.findall(found.words(at)))
    for at, kind in enumerate(found.kinds):
        if kind is Kind.LISTED:
            words.update(key_of(found.words(at).partition(",")[0]).split())
        elif kind is Kind.TEXT and at and found.kinds[at - 1] is Kind.HEADING:
            row = found.words(at)
            words.update(key_of(row).split() if "," in row and row.isupper() else ())
    return frozenset(words)
