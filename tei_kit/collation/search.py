"""The search for signs: characters that the source prints and the mark-up says, in the hunks of an
alignment.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

from tei_kit.collation.alignment import Hunk
from tei_kit.collation.reading import Point
from tei_kit.collation.stream import Stream
from tei_kit.record import record
from tei_kit.tei.fidelity import Kind

# The most characters, all of which repeat, between a sign and the place at which the alignment left
# its characters.
FARTHEST = 60
# This many signs may stand at the place of one hunk; further ones are not tried.
MOST_SIGNS = 12


@record
class Sign:
    """Characters of the source that print the statement of a point."""

    point: Point
    a_start: int
    a_end: int


class _Side(Enum):
    """The side of a stretch at which a sign is looked for."""

    BEGINNING = 0
    END = 1


@record
class Found:
    """The hunks without the signs in them, and the signs."""

    hunks: list[Hunk]
    signs: list[Sign]


class Search:
    """Finds the signs of points in hunks."""

    def __init__(
        self, source: Stream, text: Stream, points: Sequence[Point], forms: Mapping[Point, str]
    ) -> None:
        self._source = source
        self._text = text
        self._points = points
        self._forms = forms
        self._said: set[int] = set()  # the points whose signs are found

    def run(self, hunks: Sequence[Hunk]) -> Found:
        """The hunks that are left, and the signs in their order."""
        found = Found([], [])
        before = Hunk(0, 0, 0, 0)
        for at, hunk in enumerate(hunks):
            after = hunks[at + 1] if at + 1 < len(hunks) else None
            done = self._is_all_signs(hunk, before, after, found)
            if not done and not self._sign_beyond(hunk, before, after, found):
                self._split(hunk, found)
            before = hunk
        return found

    def _points_in(self, start: int, end: int) -> Sequence[Point]:
        """The points from one place to another whose signs are not found yet."""
        first = bisect_left(self._points, start, key=_at)
        last = bisect_left(self._points, end + 1, lo=first, key=_at)
        return [point for point in self._points[first:last] if id(point) not in self._said]

    def _say(self, signs: Sequence[Sign], found: Found) -> None:
        found.signs.extend(signs)
        self._said.update(id(sign.point) for sign in signs)

    def _is_all_signs(self, hunk: Hunk, before: Hunk, after: Hunk | None, found: Found) -> bool:
        """Whether a hunk that the source alone has is made of the signs of the points at its place.

        Characters that repeat may have been aligned one place too early or too late.
        """
        if hunk.b_start != hunk.b_end or hunk.a_start == hunk.a_end:
            return False
        source, length = self._source.text, hunk.a_end - hunk.a_start
        least = max(before.b_end - hunk.b_start, -FARTHEST)
        most = min((after.b_start if after else len(self._text.text)) - hunk.b_start, FARTHEST)
        near = self._points_in(hunk.b_start + least, hunk.b_start + most)
        for place in sorted({p.at for p in near}, key=lambda at: abs(at - hunk.b_start)):
            shift = place - hunk.b_start
            start = hunk.a_start + shift
            low, high = min(start, hunk.a_start), max(start, hunk.a_start)
            if start < 0 or source[low:high] != source[low + length : high + length]:
                continue
            here = [point for point in near if point.at == place]
            signs = self._signs(here, start, start + length)
            if signs is not None:
                self._say(signs, found)
                return True
        return False

    def _sign_beyond(self, hunk: Hunk, before: Hunk, after: Hunk | None, found: Found) -> bool:
        """Whether signs near a hunk were taken for the text beside them that is the same.

        In `June 5. 5. See` and `June very 5. See`, where the second is the label of a note, the
        text was aligned with the label.
        """
        if hunk.a_start == hunk.a_end:
            return False
        source, text = self._source.text, self._text.text
        least = max(before.b_end, hunk.b_start - FARTHEST)
        most = min(after.b_start if after else len(text) + 1, hunk.b_end + FARTHEST)
        for place in sorted({p.at for p in self._points_in(hunk.b_end + 1, most - 1)}):
            end = hunk.a_end + place - hunk.b_end
            same = text[hunk.b_end : place]
            signs = self._signs_at(place, hunk.a_start, end, _Side.END)
            if signs and source[: signs[0].a_start].endswith(same):
                rest = signs[0].a_start - len(same)
                if rest >= hunk.a_start:
                    self._add(Hunk(hunk.a_start, rest, hunk.b_start, hunk.b_end), found)
                    self._say(signs, found)
                    return True
        for place in sorted({p.at for p in self._points_in(least + 1, hunk.b_start - 1)})[::-1]:
            start = hunk.a_start - (hunk.b_start - place)
            same = text[place : hunk.b_start]
            signs = self._signs_at(place, start, hunk.a_end, _Side.BEGINNING)
            if signs and source.startswith(same, signs[-1].a_end):
                rest = signs[-1].a_end + len(same)
                if rest <= hunk.a_end:
                    self._say(signs, found)
                    self._add(Hunk(rest, hunk.a_end, hunk.b_start, hunk.b_end), found)
                    return True
        return False

    def _pattern(self, points: Sequence[Point]) -> str:
        """The pattern of the signs of points: an optional group for each of them. A number that
        may be the page's or the note's is taken for the note's."""
        optional = {Kind.PAGE: "??"}
        return "".join(
            f"({self._forms[point]}){optional.get(point.piece.kind, '?')}" for point in points
        )

    def _signs_at(self, place: int, start: int, end: int, side: _Side) -> list[Sign]:
        """The signs of all points at a place with which a stretch of the source begins or ends."""
        points = self._points_in(place, place)[:MOST_SIGNS]
        pattern = self._pattern(points)
        text = self._source.text
        if side is _Side.BEGINNING:
            match = re.compile(pattern, re.IGNORECASE).match(text, start, end)
        else:
            match = re.compile(rf"(?:{pattern})\Z", re.IGNORECASE).search(text, start, end)
        return [] if match is None else _of_match(match, points)

    def _signs(self, points: Sequence[Point], start: int, end: int) -> list[Sign] | None:
        """The signs of points that make up a whole stretch of the source; None when they do not.
        A point may have no sign, since a text need not print it."""
        points = points[:MOST_SIGNS]
        pattern = self._pattern(points)
        match = re.compile(pattern, re.IGNORECASE).fullmatch(self._source.text, start, end)
        return None if match is None else _of_match(match, points)

    def _split(self, hunk: Hunk, found: Found) -> None:
        """Take the signs out of a hunk, which divide it into several."""
        a, b, end = hunk.a_start, hunk.b_start, hunk.a_end
        points = list(self._points_in(hunk.b_start, hunk.b_end))
        last: list[Sign] = []
        while points and points[-1].at == hunk.b_end and self._is_last(points[-1], hunk):
            sign = self._last(points.pop(), a, end)
            if sign is not None:
                last.insert(0, sign)
                end = sign.a_start
        for point in points:
            sign = self._exactly(point, a, b, end) or self._first(point, a, end)
            if sign is not None:
                self._add(Hunk(a, sign.a_start, b, point.at), found)
                self._say([sign], found)
                a, b = sign.a_end, point.at
        for sign in last:
            self._add(Hunk(a, sign.a_start, b, sign.point.at), found)
            self._say([sign], found)
            a, b = sign.a_end, sign.point.at
        self._add(Hunk(a, hunk.a_end, b, hunk.b_end), found)

    def _is_last(self, point: Point, hunk: Hunk) -> bool:
        """Whether a sign ends a hunk: the label of a note stands right before its text."""
        return hunk.b_start < hunk.b_end or point.piece.kind in (Kind.LABEL, Kind.SIGN)

    def _add(self, hunk: Hunk, found: Found) -> None:
        source = self._source.text[hunk.a_start : hunk.a_end]
        if source != self._text.text[hunk.b_start : hunk.b_end]:
            found.hunks.append(hunk)

    def _exactly(self, point: Point, a: int, b: int, end: int) -> Sign | None:
        """The sign of a point after the characters that stand before it."""
        start = a + point.at - b
        if self._source.text[a:start] != self._text.text[b : point.at]:
            return None
        match = re.compile(self._forms[point], re.IGNORECASE).match(self._source.text, start, end)
        if match is None or match.end() == start:
            return None
        is_mark = point.piece.kind is Kind.MARK
        return Sign(point, *match.span()) if is_mark or self._is_whole(*match.span()) else None

    def _first(self, point: Point, start: int, end: int) -> Sign | None:
        """The first place in a stretch of the source that is the sign of a point."""
        return next(self._places(point, start, end), None)

    def _last(self, point: Point, start: int, end: int) -> Sign | None:
        """The last place in a stretch of the source that is the sign of a point."""
        every = [*self._places(point, start, end)]
        return every[-1] if every else None

    def _places(self, point: Point, start: int, end: int) -> Iterator[Sign]:
        """The places in a stretch of the source that are the sign of a point: those that are as the
        mark-up says, or else all in a usual form."""
        for form in (self._exact(point), self._forms[point]):
            found = False
            for match in re.compile(form, re.IGNORECASE).finditer(self._source.text, start, end):
                at_edge = match.start() == start or match.end() == end
                if match.end() > match.start() and self._is_sign(point, *match.span(), at_edge):
                    found = True
                    yield Sign(point, *match.span())
            if found:
                return

    def _exact(self, point: Point) -> str:
        printed = "".join(point.piece.text.split())
        element = point.piece.element
        if not printed or (element is not None and printed == element.get("n")):
            return r"(?!)"
        return re.escape(printed)

    def _is_sign(self, point: Point, start: int, end: int, at_edge: bool) -> bool:
        """Whether a sign begins and ends where tokens do; marks may be glued to a number."""
        if self._is_whole(start, end):
            return True
        source = self._source
        token = source.token_at(start)
        if point.piece.kind is not Kind.MARK or not source.words[token].isdigit():
            return False
        if end > source.starts[token + 1]:
            return False
        return at_edge or source.is_start(start) or source.is_start(end)

    def _is_whole(self, start: int, end: int) -> bool:
        return self._source.is_start(start) and self._source.is_start(end)


def _at(point: Point) -> int:
    return point.at


def _of_match(match: re.Match[str], points: Sequence[Point]) -> list[Sign]:
    """The signs that the groups of a match are."""
    return [
        Sign(point, *match.span(number))
        for number, point in enumerate(points, 1)
        if match.end(number) > match.start(number)
    ]
