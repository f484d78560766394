"""Where labels stand: rows that begin as labels do and are none, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tei_kit.tokenizer.families.plays import directions, labels
from tei_kit.tokenizer.families.plays.candidates import Candidate, key_of
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.labels import Labels
from tei_kit.tokenizer.families.rows import Row

LONGEST_NAME = 4  # words of a name in a list of those who are there
# " Ben with a picture".
WITH_NAME = re.compile(r"\s*(?P<name>[^\W\d_]+) (?=[^\W\d_A-ZÀ-ÖØ-Þ])")
NAMES_PARTED = re.compile(r"[.,;:]")
# The share of the stretches between blank lines that begin with a label where all should.
RULE = 0.95
# The share of the labels that stand in bold where others are known by that.
STRONG = 0.95
# The share of the labels that stand at one margin, where candidates elsewhere are not labels.
UNIFORM = 0.95


def take_strong(
    among: labels.Rows,
    kinds: Sequence[Kind],
    strong: Mapping[int, int],
    found: dict[int, Candidate],
    names: Labels,
) -> Labels:
    """Take for labels what the format prints as them, in bold, though they are spelt otherwise.

    `First Witch` beside `MACBETH`. The labels, with the names that are now known.
    """
    rows = among.rows
    printed = sum(
        label.name_end <= strong.get(rows[at].start, -1) <= label.end for at, label in found.items()
    )
    if not strong or printed < STRONG * len(found):
        return names
    counts = dict(names.names)
    ends = {label.shape[1:] for label in found.values()}
    for at, row in enumerate(rows):
        end = strong.get(row.start, -1)
        if kinds[at] is not Kind.TEXT or at in found or end < 0:
            continue
        for label in among.candidates(at):
            if label.name_end <= end <= label.end and label.shape[1:] in ends:
                found[at] = label
                key = key_of(label.name)
                counts[key] = max(labels.RECURRENCE, counts.get(key, 0) + 1)
    return replace(names, names=counts)


def is_rule(
    text: str,
    among: labels.Rows,
    kinds: Sequence[Kind],
    found: dict[int, Candidate],
    names: Labels,
) -> bool:
    """Whether nearly all that stands between blank lines begins with a label.

    Directions are left aside, and so are all before the first label, rows at another margin than
    labels, and rows that begin as labels do with a short name that stands once.
    """
    if not found:
        return False
    rows = among.rows
    others = 0
    usual = _usual_indent(rows, found)
    is_set_off = usual > 1 and _is_uniform(rows, found)
    for at in range(min(found), max(found)):
        row = rows[at]
        if row.blanks and kinds[at] is Kind.TEXT and at not in found:
            is_beside = row.indent > usual + 1 or (is_set_off and row.indent < usual - 1)
            words = text[row.start : row.end]
            is_alike = any(names.is_alike(each) for each in among.candidates(at))
            others += not (is_beside or is_alike or words[0] in "([" or directions.begins(words))
    return len(found) >= RULE * (others + len(found))


def _is_uniform(rows: Sequence[Row], found: Mapping[int, Candidate]) -> bool:
    """Whether nearly all labels stand at one margin, or a column beside it."""
    usual = _usual_indent(rows, found)
    beside = sum(abs(rows[at].indent - usual) <= 1 for at in found)
    return beside >= UNIFORM * len(found)


def _usual_indent(rows: Sequence[Row], found: Mapping[int, Candidate]) -> int:
    """The margin at which most labels stand."""
    counts: dict[int, int] = {}
    for at in found:
        counts[rows[at].indent] = counts.get(rows[at].indent, 0) + 1
    return max(counts, key=lambda indent: counts[indent]) if counts else 0


def drop_indented(rows: Sequence[Row], found: dict[int, Candidate], names: Labels) -> None:
    """Take back labels that are indented where nearly all that recur stand at one margin.

    Where others are indented, too, those that are printed in another way are taken back. Where
    indented stretches begin with labels, a name at the margin that stands once is none.
    """
    usual = _usual_indent(rows, found)
    sure = [at for at, label in found.items() if names.known(label.name)]
    is_uniform = sum(rows[at].indent == usual for at in sure) >= UNIFORM * len(sure)
    for at in list(found):
        is_other = found[at].shape.style != names.best.style
        is_out = rows[at].indent < usual - 1 and names.is_rule and not names.known(found[at].name)
        if is_out or (rows[at].indent > usual + 1 and (is_uniform or is_other)):
            del found[at]


def drop_before_headings(
    rows: Sequence[Row], kinds: Sequence[Kind], found: dict[int, Candidate], names: Labels
) -> None:
    """Take back labels that stand once, alone and right above a heading or a cast: titles."""
    for at in list(found):
        if at + 1 < len(rows) and kinds[at + 1] in (Kind.HEADING, Kind.CAST):
            label = found[at]
            is_name = names.known(label.name) and label.shape.separator == names.best.separator
            if label.shape.alone and label.direction < 0 and not is_name:
                del found[at]


def drop_after_headings(
    rows: Sequence[Row], kinds: Sequence[Kind], found: dict[int, Candidate], names: Labels
) -> None:
    """Take back what looks like a label right under a heading: a list of names, or a place.

    It has another shape than labels, stands at another margin, or has nothing to say.
    """
    usual = _usual_indent(rows, found)
    for at in list(found):
        shape = found[at].shape
        if not at or kinds[at - 1] is not Kind.HEADING:
            continue
        is_other = shape.separator == "dash" != names.best.separator and not shape.alone
        says_nothing = shape.alone and at + 1 in found
        is_set_off = not rows[at].blanks and rows[at].indent != usual
        # "ADA, BEN" under a heading are those who are there.
        says_nothing = says_nothing or (shape.alone and "," in found[at].name)
        if is_other or says_nothing or is_set_off:
            del found[at]


def drop_lists(
    text: str,
    rows: Sequence[Row],
    kinds: Sequence[Kind],
    found: dict[int, Candidate],
    names: Labels,
) -> None:
    """Take back what looks like a label with names behind it, before a scene's first speech.

    "Franz. The old Moor." says who is there; so does what stands above it: "Franconia. A hall."
    Where labels stand in capitals, such names do, too.
    """
    if names.best.style not in ("title", "capitals"):
        return
    is_capital = names.best.style == "capitals"
    recurring = (name for name, count in names.names.items() if count > 1)
    words = names.listed.union(word for name in recurring for word in name.split())
    begins = False
    above: list[int] = []  # what looks like labels, and are names that stand once
    for at in range(len(rows)):
        if kinds[at] is Kind.HEADING:
            begins, above = True, []
            continue
        label = found.get(at)
        if not begins or label is None or not rows[at].blanks:
            continue
        said = text[label.end : rows[at].end]
        is_one_row = at + 1 == len(rows) or rows[at + 1].blanks
        is_list = is_one_row and _are_names(said, words) and (said.isupper() or not is_capital)
        is_told = not is_capital and _tells_of(said, words) and _is_set_apart(rows, at)
        if is_list or is_told:
            for place in [*above, at]:
                del found[place]
            above = []
        elif names.known(label.name) or _is_over(label, at, kinds, found):
            begins = False
        else:
            above.append(at)


def _is_over(
    label: Candidate, at: int, kinds: Sequence[Kind], found: Mapping[int, Candidate]
) -> bool:
    """Whether a label stands over what is said."""
    is_followed = at + 1 < len(kinds) and kinds[at + 1] is Kind.TEXT and at + 1 not in found
    return label.shape.alone and is_followed


def _tells_of(text: str, words: frozenset[str]) -> bool:
    """Whether words begin with a name, and go on in small letters: "Ben with a picture"."""
    match = WITH_NAME.match(text)
    return match is not None and key_of(match["name"]) in words


def _is_set_apart(rows: Sequence[Row], at: int) -> bool:
    """Whether the stretch that a row begins has more blank lines below it than speeches have."""
    below = at + 1
    while below < len(rows) and not rows[below].blanks:
        below += 1
    return below < len(rows) and rows[below].blanks > 1


def _are_names(text: str, words: frozenset[str]) -> bool:
    """Whether a text is nothing but names, parted by stops or commas, that end with some words."""
    parts = [key_of(part).split() for part in NAMES_PARTED.split(text)]
    named = [part for part in parts if part]
    return bool(named) and all(len(part) <= LONGEST_NAME and part[-1] in words for part in named)
