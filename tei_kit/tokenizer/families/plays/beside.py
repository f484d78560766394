"""Directions beside the labels of a play: "ADA (rising). Come in." """

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.items import Direction
from tei_kit.tokenizer.families.plays.open_brackets import is_bracketed_speech
from tei_kit.tokenizer.families.plays.script import Script


@record
class Beside:
    """The directions beside a label, and the offset at which the spoken words begin."""

    directions: Sequence[Direction]
    begin: int


def after_label(script: Script, label: Candidate, stop: int) -> Beside:
    """The directions between a label and the spoken words, in a chunk that ends at `stop`."""
    text = script.text
    found: list[Direction] = []
    at = label.end
    if label.direction >= 0:
        at = _past_direction(text, label, stop)
        if at < 0:
            return Beside([Direction(label.direction, stop, beside=True)], stop)
        found.append(Direction(label.direction, at, beside=True))
    while True:
        begin = _past_any(text, at, stop, " \t\u00a0\u3000\n")
        at = script.use.italic_direction(text, begin, stop, first=True)
        if at <= begin:
            at = _past_bracket(script, begin, stop)
        if at <= begin:
            return Beside(found, begin)
        found.append(Direction(begin, at, beside=True))
        if at == stop:
            return Beside(found, stop)


def _past_direction(text: str, label: Candidate, stop: int) -> int:
    """The offset past the direction inside a label; -1 where its bracket does not close."""
    at = label.direction
    if text[at] not in directions.OPENING:
        return label.end
    close = directions.close_of(text, at, stop)
    if close < 0:
        return -1
    is_over = label.end <= label.direction  # the bracket closes in a row below
    at = _tail(text, close, stop if is_over else max(close, min(label.end, stop)))
    return max(at, label.end, _past_sign(text, label, at, stop))


def _past_bracket(script: Script, begin: int, stop: int) -> int:
    """The offset past a direction in brackets; `begin` where no direction stands.

    Dashes may stand between the label and the bracket.
    """
    text = script.text
    sign = _past_any(text, begin, stop, "-—– ")
    if sign >= stop or text[sign] not in directions.OPENING:
        return begin
    below = script.starts.get(sign, -1)
    if below >= 0 and is_bracketed_speech(script, text[sign], below, sign):
        return begin
    close = directions.close_of(text, sign, stop)
    if close < 0:
        return stop if text[sign] == "[" or sign == begin else begin
    if not script.use.is_direction(text, sign, close, first=True):
        return begin
    return _tail(text, close, stop)


def _past_sign(text: str, label: Candidate, at: int, stop: int) -> int:
    """The offset past the sign that closes a label after its direction; `at` without a sign.

    In `_Ada (rising)._` the sign is the second underscore.
    """
    sign = label.shape.style.removeprefix("sign")
    if sign == label.shape.style or label.end > label.name_end:
        return at
    past = _tail(text, at, stop)
    if not text.startswith(sign, past):
        return at
    return _tail(text, past + len(sign), stop)


def _tail(text: str, at: int, stop: int) -> int:
    """The offset past the stop or colon right after a direction."""
    return _past_any(text, at, stop, ".:")


def _past_any(text: str, at: int, stop: int, signs: str) -> int:
    """The offset of the first character from `at` on that is not among `signs`; at most `stop`."""
    while at < stop and text[at] in signs:
        at += 1
    return at
