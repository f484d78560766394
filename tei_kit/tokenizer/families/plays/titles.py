"""Titles of scenes: rows that begin a scene without a word for one."""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.tokenizer.families.plays import headings
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.draft import Draft
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind

# How many titles there are at the least, how long one is at the most, and the share of the rows
# that stand apart which are headings.
LEAST_TITLES, LONGEST_TITLE, APART = 2, 60, 0.7


def take_titles(draft: Draft) -> Draft:
    """Take what looks like a label, and has nothing to say, for the title of a scene.

    It stands alone and but once, below two blank lines or a Roman number: "II", "THE STUDY".
    """
    names, rows = draft.names, draft.rows
    labels = dict(draft.labels)
    heads: dict[int, Heading] = {}
    first = min((at for at, label in labels.items() if names.known(label.name)), default=0)
    for at in sorted(labels):
        label = labels[at]
        is_alone = label.shape.alone and label.direction < 0 and not names.known(label.name)
        if not is_alone or label.shape.separator != "none" or at <= first:
            continue
        if not _says_nothing(draft, at, labels):
            continue
        above = draft.words(at - 1)
        if draft.kinds[at - 1] is Kind.TEXT and headings.is_numeral(above) and at - 1 not in heads:
            heads[at - 1] = Heading("scene", headings.value_of(above))
        is_under = draft.kinds[at - 1] is Kind.HEADING or at - 1 in heads
        if is_under or rows[at].blanks > 1:
            is_numeral = headings.is_numeral(label.name)
            n = headings.value_of(label.name) if is_numeral else 0
            heads[at] = Heading("scene", n, is_title=is_under and not is_numeral)
            del labels[at]
    return draft.with_heads(heads).without_labels(draft.labels.keys() - labels.keys())


def take_places(draft: Draft) -> Draft:
    """Take short rows that stand apart for the titles of scenes: "Night", "Before the gate".

    More blank lines stand above them than above speeches, and above little else.
    """
    rows, labels = draft.rows, draft.labels
    known_names = [at for at, label in labels.items() if draft.names.known(label.name)]
    if not known_names:
        return draft
    first, last = min(known_names), max(known_names)
    speeches = sorted(rows[at].blanks for at in labels)
    usual = speeches[len(speeches) // 2]
    apart = [
        at
        for at in range(first + 1, last)
        if rows[at].blanks > max(1, usual) and rows[at].hint is None
    ]
    places = [at for at in apart if at not in labels and _is_title(draft, at)]
    known = sum(draft.kinds[at] is Kind.HEADING for at in apart)
    if len(places) < LEAST_TITLES or len(places) + known < APART * len(apart):
        return draft
    return draft.with_heads({at: Heading("scene") for at in places})


def _is_title(draft: Draft, at: int) -> bool:
    """Whether a row may be a title: it stands alone, is short, and ends as no sentence does."""
    words = draft.words(at)
    is_short = len(words) <= LONGEST_TITLE and words[0].isupper() and words[-1] not in ".,;:!?)]-—"
    is_under = draft.kinds[at - 1] is Kind.HEADING
    is_text = draft.kinds[at] is Kind.TEXT
    return is_short and not is_under and is_text and draft.stands_alone(at)


def _says_nothing(draft: Draft, at: int, labels: Mapping[int, Candidate]) -> bool:
    """Whether nothing but directions in brackets stands between a label and the next."""
    rows = draft.rows
    below = at + 1
    while below < len(rows) and below not in labels:
        words = draft.words(below)
        if headings.is_numeral(words):
            return True
        if words[0] not in "([" and (rows[below].blanks or below == at + 1):
            return False
        below += 1
    return below < len(rows)
