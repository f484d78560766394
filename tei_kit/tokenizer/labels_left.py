"""Labels left: words that recur in the place of speakers' labels, but were not read as labels.

A shape is a regular expression for the beginning of a line; its group `name` has the words of the
label. A shape is reported when several names recur with it and no line of it was read as a label.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from tei_kit.record import record
from tei_kit.settings.profile import Profile
from tei_kit.source.signs import places
from tei_kit.source.source import Source
from tei_kit.tokenizer.families import records
from tei_kit.tokenizer.speakers import is_matter
from tei_kit.tokenizer.tokens import Token, TokenKind

RECURRING = 3  # the least number of lines with a name that recurs
DIFFERENT = 2  # the least number of names that recur
# The least share of lines in capitals whose names recur. The other shapes need no share, because
# their signs stand in few lines but labels.
SHARE = 0.6
WHOLE = 0.8  # the least share of lines that begin with names, if a few names take turns
LONGEST_ALONE = 40
# Tokens that explain names alone on a line: the names are known speakers, or belong to letters.
EXPLAINED = frozenset({TokenKind.SPEAKER, TokenKind.SALUTE, TokenKind.CLOSE, TokenKind.SIGNED})
SENTENCE_ENDS = frozenset('.!?…:;,—–-"”»“’)]*')


@record
class Left:
    """The first label of a shape that was not read.

    `start` is its index in the file, `name` its words, and `count` the number of such labels.
    """

    start: int
    name: str
    count: int


@cache
def _shapes() -> Mapping[str, re.Pattern[str]]:
    """The shapes, by their names.

    A dash alone is no sign here: sentences of prose have dashes after their first words.
    """
    proper = r"[^\W\d_a-zß-öø-ÿ][\w'’]*\.?"
    word, capital = r"[^\W\d_][\w'’]*", r"(?:[^\W\d_a-zß-öø-ÿ]['’&.-]?){2,}"
    name = rf"{word}(?:[ ][^\W\d_][\w.'’]*){{0,3}}"
    full = rf"{proper}(?:[ ]{proper}){{0,3}}"
    day = r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}[,\s]+"
    time = rf"(?:{day})?[0-9]{{1,2}}[:.][0-9]{{2}}(?:[:.][0-9]{{2}})?"
    return {
        # "ADA> ", "Ben Dorn | "
        "sign": re.compile(rf"(?P<name>{name})[ ]?(?P<sign>[:>|=~/]{{1,2}}|\t)\s*\S"),
        # "[14:02] <ada> hi", "12/05/2023, 14:03 - Ada: Are", "14:02 From Ada to Everyone:"
        "stamp": re.compile(
            rf"[\[(]?{time}(?:\s?[AaPp]\.?[Mm]\.?)?[\])]?[\s–-]*(?:From[ ])?"
            rf"(?P<name><{name}>|{name}(?:[ ]to[ ]{name})?(?=[ ]?[:>\n]))"
        ),
        # "<ada> hi", "(Mr. Hale) We begin", "[Ada] Yes"
        "bracket": re.compile(rf"(?P<name><{name}>|[(\[]{full}[)\]]):?[ ]+\S"),
        # "ADA HALE. ", "ADA HALE.--", "ADA HALE (Eastmoor) - "
        "capitals": re.compile(
            rf"(?P<name>{capital}(?:[ ]{capital}){{0,3}})(?:[ ]\([^()\n]{{1,40}}\))?"
            r"(?:\.?[ ]?(?:--|—|–)|[ ]-[ ]|\.[ ])\s*\S"
        ),
        # "○安倍晋三君　"
        "mark": re.compile(r"(?P<name>[○●◯◆][^\s　]{2,30})[　 ]\s*\S"),
    }


# The shapes of lines that begin with a bracket, a digit or a mark.
OPEN = {
    **dict.fromkeys("[(", ("stamp", "bracket")),
    "<": ("bracket",),
    **dict.fromkeys("0123456789", ("stamp",)),
    **dict.fromkeys("○●◯◆", ("mark",)),
}
WORDS = ("sign", "capitals")  # the shapes of all other lines
SIGNS = ":>|=~/\t"  # after the name of a label of the shape "sign"
SMALL = frozenset("abcdefghijklmnopqrstuvwxyzßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ")


def find(source: Source, tokens: Sequence[Token], profile: Profile) -> Iterator[Left]:
    """The labels that a text has and its tokens lack, the first of each shape and sign.

    The lines are those of the file, because the view may join lines.
    """
    found: dict[str, list[re.Match[str]]] = {}
    starts: list[int] = []
    text = (source.file or source).text
    shapes = _shapes()
    signs = [*places(text, SIGNS), len(text)]
    for start, end in _lines(source, tokens):
        starts.append(start)
        for shape in OPEN.get(text[start], WORDS):
            if shape == "capitals" and text[start + 1 : start + 2] in SMALL:
                continue
            if shape == "sign" and not _has_sign(text, start, end, signs):
                continue
            match = shapes[shape].match(text, start, end)
            if match and not is_matter(match["name"].strip("<>()[]"), profile):
                sign = match["sign"] if shape == "sign" else shape
                found.setdefault(sign, []).append(match)
                break
    if any(token.kind is TokenKind.SPEAKER for token in tokens):
        found.pop("bracket", None)  # brackets in speeches are directions
    for shape, matches in found.items():
        counts = Counter(match["name"] for match in matches)
        least = 1 if shape == "stamp" and len(counts) < len(matches) > RECURRING else RECURRING
        recurring = [name for name, count in counts.items() if count >= least]
        if records.are_fields([match["name"] for match in matches]):
            continue
        is_clear = shape != "capitals" or sum(counts[n] for n in recurring) >= SHARE * len(matches)
        if len(recurring) < DIFFERENT and _is_exchange(matches, counts, starts):
            recurring = [*counts]
        if len(recurring) >= DIFFERENT and is_clear:
            first = next(match for match in matches if match["name"] in recurring)
            yield Left(first.start(), first["name"], sum(counts[name] for name in recurring))
    yield from _alone(source, tokens)


def _has_sign(text: str, start: int, end: int, signs: Sequence[int]) -> bool:
    """Whether the line at `start` has a sign before `end`; `signs` are the indexes of all signs."""
    first = signs[bisect_left(signs, start)]
    return first < end and text.find("\n", start, first) < 0


def _lines(source: Source, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The lines of paragraphs without a speaker: each line's start, and its paragraph's end."""
    text = (source.file or source).text
    taken = {token.start for token in tokens if token.kind is TokenKind.SPEAKER}
    for token in tokens:
        if token.kind is not TokenKind.PARAGRAPH or token.start in taken:
            continue
        start, last = source.original(token.start), source.original(token.end - 1) + 1
        while start < last:
            end = text.find("\n", start, last)
            end = end if end >= 0 else last
            while start < end and text[start].isspace():
                start += 1
            if start < end:
                yield start, last
            start = end + 1


def _alone(source: Source, tokens: Sequence[Token]) -> Iterator[Left]:
    """Names that recur alone in their paragraphs, each above a paragraph: `ADA HALE`.

    They are in capitals, or two to four words with capital letters. Some stand above a question.
    """
    if any(token.kind in EXPLAINED for token in tokens):
        return
    text = source.text
    blocks = [token for token in tokens if token.kind in (TokenKind.PARAGRAPH, TokenKind.SUBHEAD)]
    found: list[Token] = []
    asked = 0
    for token, below in pairwise(blocks):
        words = text[token.start : token.end]
        if below.kind is TokenKind.PARAGRAPH and _is_name(words):
            found.append(token)
            asked += text[below.end - 1] in "?？"
    counts = Counter(text[token.start : token.end] for token in found)
    recurring = [name for name, count in counts.items() if count >= DIFFERENT]
    total = sum(counts[name] for name in recurring)
    if asked and len(recurring) >= DIFFERENT and total >= DIFFERENT * RECURRING - 1:
        first = next(token for token in found if text[token.start : token.end] in recurring)
        yield Left(source.original(first.start), text[first.start : first.end], total)


def _is_name(words: str) -> bool:
    """Whether words may name a person: all in capitals, or two to four with a capital letter."""
    if not words or len(words) > LONGEST_ALONE or "\n" in words or words[-1] in SENTENCE_ENDS:
        return False
    parts = words.split()
    if any(not part[0].isalpha() for part in parts):
        return False
    return words.isupper() or (2 <= len(parts) <= 4 and all(part[0].isupper() for part in parts))


def _is_exchange(
    matches: Sequence[re.Match[str]], counts: Mapping[str, int], starts: Sequence[int]
) -> bool:
    """Whether a few names take turns: one recurs, never twice in a row, on nearly every line."""
    if len(matches) < RECURRING or not DIFFERENT <= len(counts) < len(matches):
        return False
    if any(part[0].islower() for name in counts for part in name.strip("<([").split()):
        return False
    first, last = matches[0].start(), matches[-1].start()
    is_whole = sum(first <= start <= last for start in starts) * WHOLE <= len(matches)
    return is_whole and all(a["name"] != b["name"] for a, b in pairwise(matches))
