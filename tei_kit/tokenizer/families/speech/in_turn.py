"""Letters in turn: lines begin with two letters that alternate, and speech follows each.

"V. Deus, in adjutorium" and "R. Domine, ad adjuvandum"; "D. What is faith?" and "R. A gift." A
letter before a stop is as often an initial or a number. So both letters have to stand often, to
alternate, and to begin most lines between the first and the last.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tei_kit.tokenizer.families.speech.groups import Place
from tei_kit.tokenizer.families.speech.labels import Label, Separator

# "V. Deus", "R: Le port", "℣. Deus".
LETTER = re.compile(r"(?P<name>[^\W\d_a-zß-öø-ÿ]|[℣℟])(?P<sign>[.:])(?=[ ][\"“«¿¡(]*[^\W\d_])")
# How often each letter stands at the least; both letters together; both if one of them asks.
LEAST_EACH, LEAST, LEAST_ASKED = 2, 6, 4
TURNS = 0.9  # at least this share of the letters follows the other letter
SHARE = 0.6  # the two letters begin at least this share of the places from the first to the last
ASKED = 0.5  # a letter asks if at least this share of its speeches are questions
WORDS = 3  # speeches have at least this many words on average
OTHERS = 0.1  # at most this many other letters, or longer labels, for each of these letters
KNOWN = frozenset("QA")  # questions and answers are read elsewhere


def letters_of(text: str, places: Sequence[Place]) -> Mapping[int, Label]:
    """The labels of one letter, by their beginnings in the text.

    Empty where letters number lines, are initials, or stand for something else.
    """
    found = [
        (at, match)
        for at, place in enumerate(places)
        if (match := LETTER.match(text, place.start, place.end)) is not None
    ]
    counts = Counter(match["name"] for _, match in found)
    if len(counts) < 2:
        return {}
    (one, first), (other, second) = counts.most_common(2)
    ours = [(at, match) for at, match in found if match["name"] in (one, other)]
    others = len(found) - len(ours)
    if second < LEAST_EACH or others > OTHERS * len(ours) or {one, other} == KNOWN:
        return {}
    changes = sum(a[1]["name"] != b[1]["name"] for a, b in pairwise(ours))
    between = ours[-1][0] - ours[0][0] + 1
    if changes < TURNS * (len(ours) - 1) or len(ours) < SHARE * between:
        return {}
    named = sum(_is_named(places[at]) for at, _ in ours)
    if named > OTHERS * len(ours):
        return {}  # "A. Vale:", "P. Ortega:"
    said = [text[match.end() : places[at].end].strip() for at, match in ours]
    if sum(len(words.split()) for words in said) < WORDS * len(said):
        return {}
    asked = Counter(
        match["name"] for (_, match), words in zip(ours, said, strict=True) if words[-1:] in "?？؟;"
    )
    asks = any(asked[name] >= ASKED * counts[name] for name in (one, other))
    if first + second < (LEAST_ASKED if asks else LEAST) or (not asks and _adjoin(one, other)):
        return {}
    return {match.start(): _label(match) for _, match in ours}


def _is_named(place: Place) -> bool:
    """Whether a longer label begins at a place, so that the letter is an initial of a name."""
    return any(label.separator is not Separator.QUESTION for label in place.labels)


def _adjoin(one: str, other: str) -> bool:
    """Whether the letters are neighbours in the alphabet, as in lists: A. and B."""
    return abs(ord(one) - ord(other)) == 1


def _label(match: re.Match[str]) -> Label:
    name = match["name"]
    return Label(*match.span(), Separator.STOP, name, "n", (name.casefold(),))
