"""Timelines: the time stamps of a transcript as points of time, and the turns that begin there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tei_kit.document.model import Moment
from tei_kit.record import field, members, record
from tei_kit.tokenizer.tokens import Token, TokenKind, indices

if TYPE_CHECKING:
    from decimal import Decimal

K = members(TokenKind)
# "00:12:33.5" and "PT12M33S".
CLOCK = re.compile(r"(?P<h>[0-9]{2}):(?P<m>[0-9]{2}):(?P<s>[0-9]{2}(?:\.[0-9]+)?)\Z")
DURATION = re.compile(r"PT(?:(?P<h>[0-9]+)H)?(?:(?P<m>[0-9]+)M)?(?:(?P<s>[0-9]+(?:\.[0-9]+)?)S)?\Z")
# A single time is no timeline.
FEWEST = 2
# If the first stamp is later than this many seconds, the stamps are times of day.
LATEST_BEGINNING = 3600


@record
class Timeline:
    """The points of time of a division, and where they stand.

    `times` has the point of a stamp by where the stamp begins, `turns` that of a turn by where its
    label begins: the stamp stands right before the label, or right after it.
    """

    moments: Sequence[Moment] = ()
    times: Mapping[int, str] = field(default_factory=dict)
    turns: Mapping[int, str] = field(default_factory=dict)


def timeline_of(identifier: str, text: str, tokens: Sequence[Token]) -> Timeline:
    """The timeline of a division, from its tokens: empty unless turns begin at time stamps.

    Times are counted from the beginning of the recording when the first stamp is near it; else they
    are times of day.
    """
    times_said = [tokens[at] for at in indices(tokens, K.TIME)]
    stamps = [token for token in times_said if _seconds(token.value) >= 0]
    if len(stamps) < FEWEST:
        return Timeline()
    is_counted = _seconds(stamps[0].value) < LATEST_BEGINNING
    is_counted = is_counted or not all(CLOCK.match(stamp.value) for stamp in stamps)
    origin = f"{identifier}.t0"
    moments = [Moment(origin)] if is_counted else []
    times: dict[int, str] = {}
    for n, stamp in enumerate(stamps, 1):
        name = times[stamp.start] = f"{identifier}.t{n}"
        if is_counted:
            moments.append(Moment(name, interval=_plain(_seconds(stamp.value)), since=origin))
        else:
            moments.append(Moment(name, absolute=stamp.value))
    turns = dict(_turns(text, tokens, times))
    return Timeline(moments, times, turns) if turns else Timeline()


def _turns(text: str, tokens: Sequence[Token], times: Mapping[int, str]) -> list[tuple[int, str]]:
    """The point of time of each turn that begins at a stamp, by where its label begins."""
    found: list[tuple[int, str]] = []
    before: Token | None = None  # the last stamp, while no words follow it
    label: Token | None = None  # the last label, while no words follow it
    for token in tokens:
        if token.kind is K.SPEAKER:
            label = token
            if before is not None and not _has_words(text, before.end, token.start):
                found.append((token.start, times[before.start]))
                label = None
        elif token.kind is K.TIME and token.start in times:
            if label is not None and not _has_words(text, label.end, token.start):
                found.append((label.start, times[token.start]))
                label = None
            before = token
    return found


def _has_words(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))


def _seconds(value: str) -> Decimal:
    """The seconds of a time of day or a duration; -1 for anything else."""
    from decimal import Decimal  # few texts have times

    match = CLOCK.match(value) or DURATION.match(value)
    if match is None:
        return Decimal(-1)
    return (
        Decimal(match["h"] or 0) * 3600 + Decimal(match["m"] or 0) * 60 + Decimal(match["s"] or 0)
    )


def _plain(seconds: Decimal) -> str:
    """Seconds in digits, without zeros after the last digit of a fraction."""
    written = f"{seconds:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
