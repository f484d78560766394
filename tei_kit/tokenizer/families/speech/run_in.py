"""Labels inside paragraphs: a question and its answer stand in one paragraph.

"Q. Who made you? A. God made me." Blocks are divided before such labels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import field, record, replace
from tei_kit.tokenizer.families.speech.labels import Label, Separator

# A letter, a word for questions and answers, or a name in capitals with its sign, after a sentence.
# A dash may stand before it: "Did you? - A. Yes".
INSIDE = re.compile(
    r"""
    (?<=[.?!…"”’')\]—–-]) [ \n]+ (?: [-–—]{1,2} [ ]+ )?
    (?P<label> (?P<name> [A-Z] | [A-Z][a-z]{2,8} | [A-Z][A-Z.'’-]+ (?:[ ][A-Z][A-Z.'’-]+){0,3} )
      (?P<sign> [.:] (?:[-—–]{1,2})? ) )
    (?= [ ] [^\W_a-z] | [ ] ["“‘'(—–¿¡] | [^\W\d_a-z] (?<=[-—–].) )
    """,
    re.VERBOSE,
)
# Such a label at the beginning of a block, perhaps with a number: "Q. 126. What", "126. Q. What".
FIRST = re.compile(
    r"(?:[0-9]{1,3}\. (?=Q))?"
    r"(?P<name>[A-Z]|[A-Z][a-z]{2,8}|[A-Z][A-Z.'’-]+(?:[ ][A-Z][A-Z.'’-]+){0,3})"
    r"(?:\.?[ ]?[0-9]{1,4})?(?P<sign>[.:](?:[-—–]{1,2})?)(?=\s|[^\W\d_a-z])"
)
# At least this many blocks, and this share of the blocks that begin with a label, have labels
# inside.
LEAST, SHARE = 3, 0.5
PERSONS = 4  # at most this many words or names are labels; letters are always two
TURNS = 0.75  # at least this share of the labels follows another label
ASKED = 0.2  # at least this share of the labels stands inside a block after a question
LONGEST = 20_000  # characters of a block


@record
class Parted:
    """The divided blocks, and the labels of one letter, by their beginnings in the text.

    Elsewhere a letter such as `M.` is an initial, so these labels are listed here. Q and A are read
    elsewhere and are not among them.
    """

    blocks: Sequence[Block]
    labels: Mapping[int, Label] = field(default_factory=dict)


def parted(text: str, blocks: Sequence[Block]) -> Parted:
    """The blocks, divided before the labels inside them.

    The labels are a few letters or names that also begin blocks and alternate.
    """
    first = [
        FIRST.match(text, block.start, block.end) if block.shape is Shape.TEXT else None
        for block in blocks
    ]
    begins = Counter(match["name"] for match in first if match)
    if sum(begins.values()) < LEAST:
        return Parted(blocks)
    inside = [
        _inside(text, match.end(), block.end) if match and begins[match["name"]] > 1 else []
        for block, match in zip(blocks, first, strict=True)
    ]
    names = _speaking(text, first, inside)
    if not names:
        return Parted(blocks)
    result: list[Block] = []
    spoken: dict[int, Label] = {}
    for block, begin, found in zip(blocks, first, inside, strict=True):
        start = block.start
        if begin and _is_initial(begin["name"]) and any(map(_is_initial, names)):
            spoken[start] = _label(begin["name"], start, begin.end())
        for match in found:
            if match["name"] not in names:
                continue
            end = start + len(text[start : match.start("label")].rstrip())
            result.append(replace(block, start=start, end=end, body=start))
            start = match.start("label")
            if _is_initial(match["name"]):
                spoken[start] = _label(match["name"], start, match.end("label"))
        result.append(replace(block, start=start, body=start) if start > block.start else block)
    return Parted(result, spoken)


def _label(name: str, start: int, end: int) -> Label:
    return Label(start, end, Separator.STOP, name, "n", (name.casefold(),))


def _is_initial(name: str) -> bool:
    """Whether a name is a letter, and neither Q nor A."""
    return _is_letter(name) and name not in "QA"


def _inside(text: str, start: int, end: int) -> list[re.Match[str]]:
    if end - start > LONGEST:
        return []
    return list(INSIDE.finditer(text, start, end))


def _speaking(
    text: str,
    first: Sequence[re.Match[str] | None],
    inside: Sequence[Sequence[re.Match[str]]],
) -> frozenset[str]:
    """The names that are labels inside blocks; empty where the matches are something else.

    All labels of a text are of one kind: letters, words, or names in capitals.
    """
    counts = Counter(match["name"] for found in inside for match in found)
    begins = Counter(match["name"] for match in first if match)
    ours = {
        name
        for name, count in counts.items()
        if count >= LEAST or (count > 1 and begins[name] > 1) or (count and begins[name] >= LEAST)
    }
    for kind in (_is_letter, _is_word, _is_capital):
        names = {name for name in ours if kind(name)}
        if not names:
            continue
        parted = [
            [match, *(each for each in found if each["name"] in names)]
            for match, found in zip(first, inside, strict=True)
            if match and kind(match["name"])
        ]
        many = [each for each in parted if len(each) > 1]
        every = [match["name"] for each in parted for match in each]
        persons = {*every}
        if len(many) < LEAST or len(many) < SHARE * len(parted):
            continue
        if not 2 <= len(persons) <= (2 if kind is _is_letter else PERSONS):
            continue
        changes = [a != b for a, b in pairwise(every)]
        if sum(changes) < TURNS * len(changes):
            continue
        if _asked(text, parted) >= ASKED * len(every):
            return frozenset(names)
    return frozenset()


def _asked(text: str, parted: Sequence[Sequence[re.Match[str]]]) -> int:
    """The number of labels inside blocks that stand after a question."""
    before = [match for each in parted for match in each[1:]]
    return sum(_sign_before(text, match) == "?" for match in before)


def _sign_before(text: str, match: re.Match[str]) -> str:
    """The sign before a label, past white space and a dash."""
    at = match.start("label")
    return text[max(0, at - 8) : at].rstrip(" \n-–—")[-1:]


def _is_letter(name: str) -> bool:
    return len(name) == 1


def _is_word(name: str) -> bool:
    return len(name) > 1 and name[1:].islower()


def _is_capital(name: str) -> bool:
    return len(name) > 1 and name.isupper()
