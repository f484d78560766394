"""Chats: logs whose lines begin with the time and the nickname of a person.

Nicknames do not have the form of names ("ada_v", "bob42"), and each line is a message. So the lines
of the file are read as they stand. They are not joined, and not read as items, notes or page
numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import record, replace
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.speech import stamps
from tei_kit.tokenizer.families.speech.labels import Label, Separator

# At the least: the messages of a log, their persons, and the share of messages among the lines.
LEAST, PERSONS, SHARE = 4, 2, 0.7
HEADED = 0.2  # where labels stand over messages, at least this share of the lines are labels
# The first test examines this many lines; at least this share of them has to be messages.
FIRST, OF_FIRST = 60, 0.4
# At least this share of the messages says I or you: if somebody asks something, and if nobody does.
ADDRESSED, ADDRESSED_ONLY = 0.05, 0.15
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
ASKED = re.compile(r"[?？](?=\s|\Z)")
# Levels that programs log in the place of names: "10:00 <info> started".
LEVELS = frozenset(
    ["trace", "debug", "info", "notice", "warn", "warning", "error", "err", "fatal", "critical"]
)
_DAY = r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{2,4}"
_CLOCK = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
# "[13:30:22]", "10:00", "[4:30pm]", "12/05/2023, 14:03 -", "[12.05.23, 14:03:22]".
_STAMP = rf"[\[(]?(?:{_DAY},?[T ][ ]?)?{_CLOCK}[\])]?(?:[ ][-–][ ]|[ ])\s*"
_NICK = r"[^\s<>:\[\]]{1,30}"
_NAME = rf"{_NICK}(?:[ ][^\s<>:\[\]]{{1,20}}){{0,3}}"
# "[13:30:22] <ada> hi", "10:00 <@bob> hi", "<cee> hi".
ANGLE = re.compile(
    rf"(?P<stamp>{_STAMP})?(?P<label><[@+%&~ ]?(?P<name>{_NICK}(?:[ ]{_NICK})?)>)(?=\s|\Z)"
)
# "[4:30pm] ada: hi", "12/05/2023, 14:03 - Ada Vale: Are", "14:02 From Ada to Everyone: hi".
COLON = re.compile(
    rf"(?P<stamp>{_STAMP})(?:From[ ]+)?(?P<label>(?P<name>{_NAME}?)"
    r"(?:[ ]to[ ][^\n:]{1,40})?[ ]?:)(?=\s|\Z)"
)
# "ada.vale [9:14 AM]", "Kestrel_9 — 03/12/2023 8:16 PM" over a message.
OVER = re.compile(
    rf"(?P<label>(?P<name>{_NAME}?))[ ]+(?:[-—–][ ]+)?(?P<stamp>[\[(]?"
    rf"(?:{_DAY},?[ ]{_CLOCK}|(?:Today|Yesterday)[ ]at[ ]{_CLOCK}"
    r"|[0-9]{1,2}:[0-9]{2}\s?[AaPp][Mm])"
    r"[\])]?)[ \t]*\Z"
)
ENDS_OF_TIMES = frozenset("0123456789mM.])")
# "[13:30:54] * popey pokes", "10:03 -!- dee has joined", "--- Log opened".
ACT = re.compile(rf"(?:{_STAMP})?(?:\*{{1,3}}|-!-|[<-]--|--?>|---|===)[ ]+\S")
# "ada: hi" among lines that begin with "<ada>".
SPOKEN = re.compile(rf"(?P<stamp>)(?P<label>(?P<name>{_NICK}):)(?=\s)")
# Stamps that other transcripts do not have: with a date, or with AM or PM.
SPECIAL = re.compile(rf"{_DAY}|[0-9][AaPp][Mm]")
TIME = re.compile(
    r"(?P<h>[0-9]{1,2})[:.](?P<m>[0-9]{2})(?:[:.](?P<s>[0-9]{2}))?(?:\s?(?P<half>[AaPp]))?"
)
DAY = re.compile(_DAY)
CLOSING = re.compile(r"</[a-zA-Z]")
LINE = re.compile(r"[^\n]*[^\s][^\n]*")


@record
class Message:
    """A line of a log, with the places of its time and its label in the text; -1 without them."""

    start: int
    end: int
    stamp: int = -1
    stamp_end: int = -1
    label: int = -1
    label_end: int = -1
    name: str = ""
    is_act: bool = False


@record
class Log:
    """A chat or a tape: its blocks, its labels, its time stamps, and the lines that tell of acts.

    `spoken` and `stamps` are keyed by the beginning of the label or stamp in the text, and `acts`
    has the beginnings of blocks. The values of `stamps` are times (ISO 8601), or "".
    """

    blocks: Sequence[Block]
    spoken: Mapping[int, Label]
    stamps: Mapping[int, str]
    acts: frozenset[int]


def find(text: str, language: Language) -> Log | None:
    """The log of a text that is a chat; None for another text."""
    if not _may_be(text):
        return None
    for shape in (ANGLE, COLON, OVER):
        found = list(_messages(text, shape))
        if _is_chat(text, found, shape, language):
            return _log(text, found)
    return None


def first_lines(text: str, count: int) -> list[str]:
    """The first lines of a text that are not blank, at most `count`, without the space around."""
    return [match[0].strip() for match in islice(LINE.finditer(text), count)]


def _may_be(text: str) -> bool:
    """Whether the first lines look like messages."""
    lines = first_lines(text, FIRST)
    if len(lines) < LEAST:
        return False
    signed = [line for line in lines if not line[0].isalpha()]
    messages = sum(
        bool(ANGLE.match(line) or COLON.match(line) or ACT.match(line)) for line in signed
    )
    if messages >= OF_FIRST * len(lines):
        return True
    timed = [line for line in lines if line[-1] in ENDS_OF_TIMES and len(line) < 80]
    return sum(OVER.match(line) is not None for line in timed) >= 2


def _messages(text: str, shape: re.Pattern[str]) -> Iterator[Message]:
    """The lines of a text as messages; a line that `shape` does not match has no label."""
    nicks: set[str] = set()
    for line in LINE.finditer(text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = start + len(line[0].strip())
        words = text[start:end]
        match = shape.match(words) if shape is not OVER or len(words) < 80 else None
        if match is None and shape is ANGLE:
            match = SPOKEN.match(words)
            match = match if match and match["name"].casefold() in nicks else None
        if match is None:
            yield Message(start, end, is_act=ACT.match(words) is not None)
            continue
        nicks.add(match["name"].casefold())
        stamp, stamp_end = match.span("stamp")
        stamp_end = start + len(words[:stamp_end].rstrip()) if stamp_end > stamp else -1
        yield Message(
            start,
            end,
            start + stamp if stamp_end >= 0 else -1,
            stamp_end,
            start + match.start("label"),
            start + match.end("label"),
            match["name"],
        )


def _is_chat(
    text: str, lines: Sequence[Message], shape: re.Pattern[str], language: Language
) -> bool:
    """Whether the lines are a chat: most are messages, names recur, somebody says I or you.

    Logs of programs have levels in the place of names; marked-up text has closing tags.
    """
    said = [line for line in lines if line.label >= 0]
    counts = Counter(line.name.casefold() for line in said)
    if len(said) < LEAST or len(counts) < PERSONS or len(counts) == len(said):
        return False
    acts = sum(line.is_act for line in lines)
    first = lines.index(said[0])
    share = HEADED if shape is OVER else SHARE
    if len(said) + acts < share * (len(lines) - first) or LEVELS & counts.keys():
        return False
    if shape is ANGLE and CLOSING.search(text):
        return False
    if shape is COLON and not _are_special(text, said):
        return False
    ends = [line.start for line in said[1:]] + [len(text)]
    words = [
        text[line.label_end : end if shape is OVER else line.end]
        for line, end in zip(said, ends, strict=True)
    ]
    if not language.addresses:
        return any(ASKED.search(each) for each in words)
    asked = any(ASKED.search(each) for each in words)
    addresses = frozenset(language.addresses)
    addressed = sum(
        not addresses.isdisjoint(word.casefold() for word in WORD.findall(each)) for each in words
    )
    return addressed >= (ADDRESSED if asked else ADDRESSED_ONLY) * len(words)


def _are_special(text: str, said: Sequence[Message]) -> bool:
    """Whether only this module can read the labels: times have dates, or names are nicknames."""
    days = sum(SPECIAL.search(text, line.stamp, line.stamp_end) is not None for line in said)
    nicks = sum(line.name[0].islower() or any(map(str.isdigit, line.name)) for line in said)
    return 2 * max(days, nicks) > len(said)


def _log(text: str, lines: Sequence[Message]) -> Log:
    blocks: list[Block] = []
    spoken: dict[int, Label] = {}
    times: dict[int, str] = {}
    acts: set[int] = set()
    over = False  # the line above is the heading of a message
    for line in lines:
        start = line.start
        if over and line.label < 0:
            blocks[-1] = replace(blocks[-1], end=line.end)
            over = False
            continue
        over = line.stamp > line.label >= 0
        if 0 <= line.stamp < line.label:
            blocks.append(Block(Shape.TEXT, line.stamp, line.stamp_end, body=line.stamp))
            times[line.stamp] = _time(text[line.stamp : line.stamp_end])
            start = line.label
        if line.label >= 0:
            name = line.name
            spoken[start] = Label(
                start, line.label_end, Separator.LINE, name, "n", (name.casefold(),)
            )
        elif line.is_act:
            acts.add(start)
        blocks.append(Block(Shape.TEXT, start, line.end, body=start))
    return Log(blocks, spoken, times, frozenset(acts))


def _time(stamp: str) -> str:
    """The time of a stamp (ISO 8601), without its date; "" if the stamp has no valid time."""
    found = list(TIME.finditer(DAY.sub("", stamp)))
    if not found:
        return ""
    match = found[-1]
    hours = int(match["h"])
    if match["half"]:
        hours = hours % 12 + (12 if match["half"] in "pP" else 0)
    if hours >= stamps.HOURS or int(match["m"]) > 59:
        return ""
    return f"{hours:02}:{match['m']}:{match['s'] or '00'}"
