"""Tapes: transcripts in which a time and a name stand over or before the words of a speech.

"00 00 01 02 CC" has its words in the lines below; "00:01:02 CC   Roger." has them on its line. No
sign ends such a label. Two facts show it: its time is not before the last, and its name recurs. The
lines of the file are read as they stand, as those of chats are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import record, replace
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.speech import stamps
from tei_kit.tokenizer.families.speech.chat import LEVELS, LINE, WORD, Log, first_lines
from tei_kit.tokenizer.families.speech.labels import Label, Separator

# A transcript has at least LEAST stamped lines. The first test examines FIRST lines; at least the
# share OF_FIRST of them begins with a time.
LEAST, FIRST, OF_FIRST = 8, 80, 0.2
# Shares of the stamped lines, at the least: with a name that recurs; with a time not before the
# last.
NAMED, IN_ORDER = 0.85, 0.95
PERSONS = 2
# For each name, there are at least this many stamped lines on average.
FOR_EACH = 3
ADDRESSED = 0.05  # at least this share of the speeches has words such as I and you
LONGEST = 40  # characters of a name
# "00 00 01 02", "[00:01:02]", "5:07".
_TIME = r"""
    (?P<stamp> [\[(]?
    (?P<time> -?[0-9]{1,3} (?: (?:[ ][0-9]{2}){2,3} | (?: :[0-9]{2} ){1,3} ) ) [\])]? )
"""
_FIRST = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = rf"{_FIRST} [^\n\t.!?:;()]{{0,{LONGEST}}}?"
_CAPITALS = rf"{_FIRST} [^\W_a-zß-öø-ÿ]* (?: [/-] {_FIRST} [^\W_a-zß-öø-ÿ]* )*"
_BRACKET = r"(?: [ ] \([^()\n]{1,20}\) )?"
STAMPED = re.compile(rf"{_TIME} (?: [ \t]+ | \Z )", re.VERBOSE)
# Only a time and a name on the line, over a speech: "00 00 01 02 CMP (COLUMBIA)".
OVER = re.compile(rf"{_TIME} [ \t]+ (?P<label> (?P<name>{_NAME}) {_BRACKET} ) \Z", re.VERBOSE)
# The name and its speech on one line: "00 00 01 02 CMP: Roger", "00:01:02   ADA VALE   Roger".
BESIDE = re.compile(
    rf"""
    {_TIME} [ \t]+
    (?: (?P<label> (?P<name>{_NAME}) {_BRACKET} :? ) (?: [ ]{{2,}} | \t )
      | (?P<before> (?P<capitals>{_CAPITALS}) {_BRACKET} :? ) [ ]
    )
    [ \t]* (?=\S)
    """,
    re.VERBOSE,
)
BEGIN_TIMES = frozenset("[(-0123456789")
BETWEEN = re.compile(r"[ :]")
OPENING, CLOSING = "[(", "])."


@record
class _Said:
    """A line that begins with a time and a name, with their places in the text."""

    start: int
    time: str
    stamp_end: int
    label: int
    label_end: int
    name: str


def find(text: str, language: Language) -> Log | None:
    """The log of a text in which labels stand beside times; None for another text."""
    if not _may_be(text):
        return None
    lines = [
        (match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
        for match in LINE.finditer(text)
    ]
    for shape in (OVER, BESIDE):
        said = _said(text, lines, shape)
        if _is_tape(text, said, language):
            return _log(text, lines, said)
    return None


def _may_be(text: str) -> bool:
    """Whether enough of the first lines begin with a time: a cheap first test."""
    lines = first_lines(text, FIRST)
    stamped = sum(line[0] in BEGIN_TIMES and STAMPED.match(line) is not None for line in lines)
    return stamped >= max(LEAST / 2, OF_FIRST * len(lines))


def _said(text: str, lines: Sequence[tuple[int, int]], shape: re.Pattern[str]) -> list[_Said]:
    """The lines of a text that begin with a time and a name of the form of `shape`."""
    found: list[_Said] = []
    for start, end in lines:
        if text[start] not in BEGIN_TIMES:
            continue
        match = shape.match(text, start, end)
        if match is None:
            continue
        kind = "label" if match["label"] else "before"
        name = match["name"] or match["capitals"]
        found.append(
            _Said(start, match["time"], match.end("stamp"), *match.span(kind), name.strip())
        )
    return found


def _is_tape(text: str, said: Sequence[_Said], language: Language) -> bool:
    """Whether persons speak: few names recur, times increase, and somebody says I or you.

    Other rules read labels that end with a colon after a time with colons, so if most labels are
    such, this is not a tape.
    """
    counts = Counter(each.name.casefold() for each in said)
    if len(said) < LEAST or len(counts) < PERSONS or LEVELS & counts.keys():
        return False
    if FOR_EACH * len(counts) > len(said):
        return False
    if sum(count for count in counts.values() if count > 1) < NAMED * len(said):
        return False
    if sum(text[each.label_end - 1] == ":" and ":" in each.time for each in said) * 2 > len(said):
        return False
    times = [_seconds(each.time) for each in said]
    if sum(a <= b for a, b in pairwise(times)) < IN_ORDER * (len(times) - 1):
        return False
    addresses = frozenset(language.addresses)
    ends = [each.start for each in said[1:]] + [len(text)]
    words = [text[each.label_end : end] for each, end in zip(said, ends, strict=True)]
    addressed = sum(
        not addresses.isdisjoint(word.casefold() for word in WORD.findall(each)) for each in words
    )
    return addressed >= ADDRESSED * len(words)


def _seconds(time: str) -> int:
    """A number that is higher for a later time."""
    total = 0
    for part in BETWEEN.split(time.lstrip("-")):
        total = 60 * total + int(part)
    return -total if time[0] == "-" else total


def _log(text: str, lines: Sequence[tuple[int, int]], said: Sequence[_Said]) -> Log:
    """The blocks of a transcript: times, labels with their speech, and remarks between speeches.

    A line continues the block above it, unless a blank line or a time parts them.
    """
    at_start = {each.start: each for each in said}
    clock = stamps.clock_of(text)
    blocks: list[Block] = []
    spoken: dict[int, Label] = {}
    times: dict[int, str] = {}
    acts: set[int] = set()
    last = 0  # the end of the line above
    for start, line_end in lines:
        end = start + len(text[start:line_end].rstrip())
        found = at_start.get(start)
        if found is not None:
            times[start] = stamps.time(BETWEEN.sub(":", found.time), clock)
            blocks.append(Block(Shape.TEXT, start, found.stamp_end, body=start))
            blocks.append(Block(Shape.TEXT, found.label, end, body=found.label))
            spoken[found.label] = _label(text, found)
        elif blocks and text.count("\n", last, start) < 2:
            blocks[-1] = replace(blocks[-1], end=end)
        else:
            blocks.append(Block(Shape.TEXT, start, end, body=start))
            if _is_told(text[start:end]):
                acts.add(start)
        last = end
    return Log(blocks, spoken, times, frozenset(acts))


def _is_told(words: str) -> bool:
    """Whether words between speeches are a direction: they stand in capitals or in brackets."""
    return words.isupper() or (words[0] in OPENING and words[-1] in CLOSING)


def _label(text: str, said: _Said) -> Label:
    name = said.name
    end = said.label + len(text[said.label : said.label_end].rstrip())
    return Label(said.label, end, Separator.LINE, name, "n", (name.casefold(),))
