"""Time stamps of transcripts: their places in the text, and their values."""

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
# A person says at most this many words in a second; recordings begin before this minute.
FASTEST, BEGINNING = 6, 6
HOURS = 24


@record
class Clock:
    """The units of the stamps of a text that their form does not show.

    `counts_seconds`: two numbers are minutes and seconds ("5:07"), not hours and minutes.
    `counts_frames`: four numbers are hours, minutes, seconds and frames, not days, hours, minutes
    and seconds.
    """

    counts_seconds: bool = False
    counts_frames: bool = False


def after(text: str, start: int, end: int) -> int:
    """The index of the text after the time stamp at `start`; `start` if no time stamp is there."""
    match = STAMP.match(text, start, end)
    if match is None:
        return start
    space = SPACE.match(text, match.end(), end)
    return space.end() if space else match.end()


def clock_of(text: str) -> Clock:
    """The units of the stamps of a text, judged by the number of words between them.

    Two numbers are minutes and seconds if a first number is too high for hours. They are so, too,
    if the first stamp is before minute `BEGINNING` and the words between most stamps can be said in
    that time. Four numbers end with frames if the words between most stamps can be said in the time
    that the first three numbers tell.
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
    """The value (ISO 8601) of a stamp: a time, or a duration if it counts days.

    "" if the hours or minutes are too high for a time of day.
    """
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
    """Whether the words between most stamps can be said in the time between them.

    The first `numbers` numbers of a stamp are its time.
    """
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
