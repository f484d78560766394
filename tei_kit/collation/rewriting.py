"""Rewriting: the source's words put into the texts of a tagged copy."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tei_kit.collation.collate import Collation
from tei_kit.collation.cuts import Part, is_parted
from tei_kit.collation.reading import Element, Span
from tei_kit.record import record
from tei_kit.tei.fidelity import Kind

HYPHENS = "-‐\xad¬"


@record
class Mark:
    """An element that belongs where the source prints its sign, at `a_start` to `a_end`."""

    element: Element
    a_start: int
    a_end: int


class Writer:
    """Makes the new text of spans: the source's characters, with the white space of the copy where
    both have some."""

    def __init__(self, collation: Collation, text: str, marks: Sequence[Mark]) -> None:
        self._source = collation.source
        self._text = text
        self._copy = collation.reading
        self._raw = "".join(span.text for span in collation.reading.spans)
        left_out = [(sign.a_start, sign.a_end) for sign in collation.signs]
        left_out += [(mark.a_start, mark.a_end) for mark in marks]
        self._left_out = sorted(left_out)
        self._signs = _Shifts(collation)

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A stretch of the source without the signs in it."""
        at = start
        first = bisect_left(self._left_out, (start, start))
        for low, high in self._left_out[first:]:
            if low >= end:
                break
            if at < low:
                yield at, low
            at = max(at, high)
        if at < end:
            yield at, end

    def words(self, start: int, end: int) -> str:
        """The text of a stretch of the source, without signs and without white space around it."""
        parts: list[str] = []
        last = -1
        for low, high in self.stretches(start, end):
            for first, stop in self._tokens(low, high):
                if last >= 0:
                    parts.append(self._between(last, first))
                parts.append(self._stretch(first, stop))
                last = stop - 1
        return "".join(parts)

    def has_space(self, left: int, right: int) -> bool:
        """Whether the source has white space between two characters."""
        between = self._text[self._source.origin(left) + 1 : self._source.origin(right)]
        return any(character.isspace() for character in between)

    def _tokens(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        starts = self._source.starts
        at = start
        while at < end:
            following = starts[bisect_left(starts, at + 1)]
            yield at, min(following, end)
            at = min(following, end)

    def _stretch(self, start: int, end: int) -> str:
        origin = self._source.origin
        return self._text[origin(start) : origin(end - 1) + 1]

    def _between(self, left: int, right: int) -> str:
        """The white space between two characters that follow each other in a text."""
        if not self.has_space(left, right):
            return ""
        first, second = self._signs.in_copy(left), self._signs.in_copy(right)
        if first is not None and second == first + 1:
            stream = self._copy.stream
            space = self._raw[stream.origin(first) + 1 : stream.origin(second)]
            if space and space.isspace():
                return space
        # A word that is divided at a line end must not look like two words.
        return "\n" if self._source.text[left] in HYPHENS else " "


class _Shifts:
    """Finds the character of the copy that is the same as one of the source."""

    def __init__(self, collation: Collation) -> None:
        events = [(h.a_start, h.a_end, h.b_end) for h in collation.hunks]
        events += [(s.a_start, s.a_end, s.point.at) for s in collation.signs]
        self._events = sorted(events)

    def in_copy(self, a: int) -> int | None:
        """The number of the character in the copy, None for one that the copy lacks."""
        at = bisect_left(self._events, (a + 1, 0, 0)) - 1
        if at < 0:
            return a
        _, a_end, b_end = self._events[at]
        return None if a < a_end else a - a_end + b_end


def rewrite(
    parts: Sequence[Part], writer: Writer, marks: Sequence[Mark], untouched: Iterable[Span]
) -> None:
    """Put the words of the source into the texts of the parts, and elements where their signs
    stand.

    The tree is changed. `untouched` are the spans that have no characters.
    """
    slots: dict[tuple[Element, bool], list[tuple[int, Sequence[str | Element]]]]
    slots = defaultdict(list)
    for span in untouched:
        key = _slot(span)
        if key is not None:
            slots[key].append((span.offset, [span.text]))
    for number, part in enumerate(parts):
        key = _slot(part.span)
        if key is None:
            continue
        after = parts[number + 1] if number + 1 < len(parts) else None
        before = parts[number - 1] if number else None
        slots[key].append((part.span.offset, _content(before, part, after, writer, marks)))
    left = {mark.element: _leave(mark.element) for mark in marks}
    for (element, tail), contents in slots.items():
        pieces = [each for _, content in sorted(contents, key=_offset) for each in content]
        _put(left.get(element, element) if tail else element, tail, pieces)
    for element, place in left.items():
        parent = place.getparent()
        if element.getparent() is None and parent is not None:
            parent.insert(parent.index(place), element)
        take_out(place)


def _leave(element: Element) -> Element:
    """Take out an element that is to stand elsewhere. Gives the comment in its place, which has the
    text after it."""
    place = etree.Comment("")
    parent = element.getparent()
    assert parent is not None  # the root has no sign
    place.tail, element.tail = element.tail, None
    parent.replace(element, place)
    return place


def _offset(content: tuple[int, Sequence[str | Element]]) -> int:
    return content[0]


def _slot(span: Span) -> tuple[Element, bool] | None:
    """The text that a span belongs to; None for a character that an element stands for."""
    if span.piece.kind is not Kind.TEXT or span.piece.element is None:
        return None
    return span.piece.element, span.piece.tail


def _content(
    before: Part | None, part: Part, after: Part | None, writer: Writer, marks: Sequence[Mark]
) -> Sequence[str | Element]:
    """The new text of a part, and the elements in it."""
    old = part.span.text
    start = old[: len(old) - len(old.lstrip())]
    end = old[len(old.rstrip()) :]
    if not start and _is_glued(before, part, writer) and part.span.piece.tail:
        start = " "
    if not end and after is not None and not after.span.piece.tail:
        end = " " if _is_glued(part, after, writer) else end
    content: list[str | Element] = [start]
    at = part.a_start
    inside = [mark for mark in marks if part.a_start <= mark.a_start < part.a_end]
    for mark in inside:
        words = writer.words(at, mark.a_start)
        content += [words, mark.element]
        at = mark.a_end
        if at < part.a_end and writer.has_space(at - 1, at):
            content.append(" ")
    content += [writer.words(at, part.a_end), end]
    return content


def _is_glued(left: Part | None, right: Part, writer: Writer) -> bool:
    """Whether the source has white space between two parts, and the copy has none."""
    if left is None or left.a_start == left.a_end or right.a_start == right.a_end:
        return False
    if left.span.text[-1:].isspace() or right.span.text[:1].isspace():
        return False
    if (right.span.after_space and left.span.text) or is_parted(left.span, right.span):
        return False
    return writer.has_space(left.a_end - 1, right.a_start)


def _put(element: Element, tail: bool, pieces: Sequence[str | Element]) -> None:
    """Set a text, with elements in it."""
    moved = [each for each in pieces if not isinstance(each, str)]
    texts = [""]
    for each in pieces:
        if isinstance(each, str):
            texts[-1] += each
        else:
            texts.append("")
    if tail:
        element.tail = texts[0]
    else:
        element.text = texts[0]
    previous = element if tail else None
    for each, text in zip(moved, texts[1:], strict=True):
        parent = element if previous is None else previous.getparent()
        assert parent is not None  # the root has no text after it
        parent.insert(0 if previous is None else parent.index(previous) + 1, each)
        each.tail = text
        previous = each


def take_out(element: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)
