"""Titles of scenes: rows that begin a scene without a word for one."""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.tokenizer.families.plays import directions, headings, numbers
from tei_kit.tokenizer.families.plays.candidates import Candidate, key_of
from tei_kit.tokenizer.families.plays.draft import Draft
from tei_kit.tokenizer.families.plays.headed import PART
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.kinds import Kind

# Titles at the least, and the share of headings and titles among the rows that stand apart.
LEAST_TITLES, APART = 2, 0.7
# Titles of scenes in capitals: the letters of a title at the least; the rows below it with a
# speech; the most titles for each label; the share of different titles; and the share of titles
# with words below them that no person says.
TELLING, NEAR, MOST_CAPITALS, DIFFERENT, TOLD = 4, 8, 0.1, 0.7, 0.5
OVER = 0.9  # the share of the labels on rows of their own that have their speech right under them


def take_titles(draft: Draft) -> Draft:
    """Take a row that looks like a label, and has no speech, for the title of a scene.

    It stands alone and only once, below two blank lines, a heading or a Roman number: "II", "THE
    STUDY".
    """
    names, rows = draft.names, draft.rows
    labels = dict(draft.labels)
    heads: dict[int, Heading] = {}
    first = min((at for at, label in labels.items() if names.known(label.name)), default=0)
    are_over = _are_over(draft)
    for at in sorted(labels):
        label = labels[at]
        is_alone = label.shape.alone and label.direction < 0 and not names.known(label.name)
        if not is_alone or label.shape.separator != "none" or at <= first:
            continue
        if not _says_nothing(draft, at, labels):
            continue
        above = draft.words(at - 1)
        if draft.kinds[at - 1] is Kind.TEXT and numbers.is_numeral(above) and at - 1 not in heads:
            heads[at - 1] = Heading("scene", numbers.value_of(above))
        is_under = draft.kinds[at - 1] is Kind.HEADING or at - 1 in heads
        if is_under or rows[at].blanks > 1:
            is_numeral = numbers.is_numeral(label.name)
            n = numbers.value_of(label.name) if is_numeral else 0
            heads[at] = Heading("scene", n, is_title=is_under and not is_numeral)
            del labels[at]
        elif are_over and rows[at].blanks and rows[at + 1].blanks:
            del labels[at]  # no name: all other labels stand right over their speech
    return draft.with_heads(heads).without_labels(draft.labels.keys() - labels.keys())


def take_places(draft: Draft) -> Draft:
    """Take short rows that stand apart for the titles of scenes: "Night", "Before the gate".

    More blank lines stand above them than above speeches. Few other rows stand apart like this.
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


def take_capitals(draft: Draft) -> Draft:
    """Take rows in capitals that stand alone inside acts for the titles of scenes: "A STREET".

    Labels stand right over their speech, or end in a sign; titles do neither. Words about the
    setting follow most titles, and then a speech.
    """
    kinds, labels = draft.kinds, draft.labels
    known = [at for at, label in labels.items() if draft.names.known(label.name)]
    if not known or not _are_over(draft):
        return draft
    first = next((at for at, kind in enumerate(kinds) if kind is Kind.HEADING), min(known))
    within = range(min(first, min(known)) + 1, max(known))
    places = [at for at in within if _is_in_capitals(draft, at)]
    free = [at for at in places if kinds[at - 1] is not Kind.HEADING]
    told = sum(at + 1 not in labels and kinds[at + 1] is Kind.TEXT for at in free)
    printed = {key_of(draft.words(at)) for at in places}
    if not free or len(printed) < LEAST_TITLES or len(printed) < DIFFERENT * len(places):
        return draft
    if len(free) > MOST_CAPITALS * len(known) + LEAST_TITLES or told < TOLD * len(free):
        return draft
    return draft.with_heads({at: Heading("scene") for at in places}).without_labels(places)


def _are_over(draft: Draft) -> bool:
    """Whether nearly all labels on rows of their own, if any, stand right over their speech."""
    last = len(draft.rows) - 1
    labels = [at for at, label in draft.labels.items() if draft.names.known(label.name)]
    alone = [at for at in labels if at < last and draft.labels[at].shape.alone]
    return sum(not draft.rows[at + 1].blanks for at in alone) >= OVER * len(alone)


def _is_in_capitals(draft: Draft, at: int) -> bool:
    """Whether a row in capitals stands alone, is no label or direction, and has a speech below."""
    row, labels = draft.rows[at], draft.labels
    if draft.kinds[at] is not Kind.TEXT or row.hint is not None:
        return False
    if not row.blanks and draft.kinds[at - 1] is not Kind.HEADING:
        return False
    words = draft.words(at)
    if not words.isupper():
        return False
    label, above = labels.get(at), labels.get(at - 1)
    if label is not None and (draft.names.known(label.name) or not label.shape.alone):
        return False
    if above is not None and above.shape.alone:
        return False
    if not draft.stands_alone(at) or at + 1 >= len(draft.rows):
        return False
    if draft.kinds[at + 1] is Kind.HEADING or not headings.is_title(words):
        return False
    if sum(map(str.isalpha, words)) < TELLING or directions.is_piece(words):
        return False
    if directions.begins(words) or directions.is_transition(words):
        return False
    return any(below in labels for below in range(at + 1, at + 1 + NEAR))


def _is_title(draft: Draft, at: int) -> bool:
    """Whether a row may be a title: it stands alone, is short, and does not end as a sentence."""
    words = draft.words(at)
    is_under = draft.kinds[at - 1] is Kind.HEADING and draft.heads[at - 1].kind != PART
    is_text = draft.kinds[at] is Kind.TEXT
    return headings.is_title(words) and not is_under and is_text and draft.stands_alone(at)


def _says_nothing(draft: Draft, at: int, labels: Mapping[int, Candidate]) -> bool:
    """Whether nothing but directions in brackets stands between a label and the next."""
    rows = draft.rows
    below = at + 1
    while below < len(rows) and below not in labels:
        words = draft.words(below)
        if numbers.is_numeral(words):
            return True
        if words[0] not in directions.OPENING and (rows[below].blanks or below == at + 1):
            return False
        below += 1
    return below < len(rows)
