"""Time stamps of transcripts: where they stand, and what time they tell."""

from __future__ import annotations

import re
from itertools import pairwise

from tei_kit.record import record

# "02 04 12 07  CDR" counts days, hours, minutes and seconds. "[00:00:28:53]", "(10:04)", "14:05:12"
# before a label or alone; "0:0:3.1 --> 0:0:6.51".
STAMP = re.compile(
    r"""
    [\[(<]?
    (?P<time>
      [0-9]{2} (?: [ ][0-9]{2} ){3} (?= [ \t]+[^\W\d_] )
      | -? [0-9]{1,3}
      (?: (?: :[0-9]{2} ){1,3} | (?: :[0-9]{1,2} ){2} (?= [.][0-9]{1,3} \s* --> ) )
      (?: [.,;][0-9]{1,3} )?
    )
    (?: \s* (?: --> | [-–—] ) \s* [0-9]{1,3} (?: :[0-9]{1,2} ){1,3} (?: [.,;][0-9]{1,3} )? )?
    [\])>]? :? (?=\s|\Z)
    """,
    re.VERBOSE,
)
# "[00:12:33]" inside a paragraph.
INNER = re.compile(r"\[(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?)\]")
# "5:07", "00:01:28:12" at the beginning or the end of a row, in brackets or not.
ALONE = re.compile(
    r"""
    (?P<time> [0-9] (?<! [^\n \t\[(] . ) [0-9]{0,2} :[0-5][0-9] (?: :[0-5][0-9] :[0-9]{2} )? )
    (?= [\])] | :?[ \t] | :?$ )
    """,
    re.MULTILINE | re.VERBOSE,
)
SPACE = re.compile(r"\s+")
# How many words are said in a second at the most; recordings begin before so many minutes.
FASTEST, BEGINNING = 6, 6
HOURS = 24


@record
class Clock:
    """The units of the stamps of a text, where their form leaves them open.

    `counts_seconds`: two numbers are minutes and seconds ("5:07"), not hours and minutes.
    `counts_frames`: of four numbers the last counts frames, and the first hours, not days.
    """

    counts_seconds: bool = False
    counts_frames: bool = False


def after(text: str, start: int, end: int) -> int:
    """The beginning of the text after the time stamp at `start`, if a time stamp stands there."""
    match = STAMP.match(text, start, end)
    if match is None:
        return start
    space = SPACE.match(text, match.end(), end)
    return space.end() if space else match.end()


def clock_of(text: str) -> Clock:
    """The units of the stamps of a text, by how much is said between them.

    Two numbers count seconds if one of them has more minutes than a day has hours; and if they
    begin with the first minutes, and no more is said than can be said in so many seconds. The last
    of four numbers counts frames if all that is said can be said in the seconds before it.
    """
    found = list(ALONE.finditer(text))
    short = [each for each in found if each["time"].count(":") == 1]
    long = [each for each in found if each["time"].count(":") == 3]
    first = [int(each["time"].partition(":")[0]) for each in short]
    counts_seconds = any(number >= HOURS for number in first) or (
        bool(first) and first[0] < BEGINNING and _can_be_said(text, short, 2)
    )
    return Clock(counts_seconds, bool(long) and _can_be_said(text, long, 3))


def time(stamp: str, clock: Clock) -> str:
    """The value (ISO 8601) of a stamp: a time, or a duration if it counts days; "" for others."""
    parts = stamp.replace(";", ".").replace(",", ".").replace(" ", ":").split(":")
    if len(parts) == 2:
        hours, minutes = divmod(int(parts[0]), 60)
        parts = [str(hours), f"{minutes:02}", parts[1]] if clock.counts_seconds else [*parts, "00"]
    if len(parts) == 4 and not clock.counts_frames:
        sign, days = ("-" if stamp[0] == "-" else ""), abs(int(parts[0]))
        return f"{sign}PT{24 * days + int(parts[1])}H{int(parts[2])}M{parts[3]}S"
    hours = int(parts[0])
    if 0 <= hours < HOURS and int(parts[1]) < 60:
        seconds, point, rest = parts[2].partition(".")
        return f"{hours:02}:{int(parts[1]):02}:{seconds.zfill(2)}{point}{rest}"
    return ""


def _can_be_said(text: str, found: list[re.Match[str]], numbers: int) -> bool:
    """Whether what mostly stands between stamps can be said in what so many numbers tell."""
    can = [
        len(text[one.end() : two.start()].split())
        <= FASTEST * (_count(two["time"], numbers) - _count(one["time"], numbers))
        for one, two in pairwise(found)
    ]
    return 2 * sum(can) > len(can)


def _count(stamp: str, numbers: int) -> int:
    """The seconds that the first numbers of a stamp tell."""
    total = 0
    for part in stamp.split(":")[:numbers]:
        total = 60 * total + int(part)
    return total
