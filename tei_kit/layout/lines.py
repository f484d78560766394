"""Lines: the stretches of a text between line ends, with their indentation."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.source.source import Source

TAB = 8


@record
class Line:
    """`text[start:end]` of a line that is not blank, without white space at its ends.

    `indent` counts columns (a tab goes to the next multiple of eight), `blanks` the blank lines
    before, and `feed` says whether a form feed stands between this line and the one before.
    """

    start: int
    end: int
    indent: int
    blanks: int
    feed: bool = False
    width: int = 0  # the columns from the margin to the end of the line


def lines_of(source: Source) -> list[Line]:
    """The lines of a source that are not blank, in order."""
    found: list[Line] = []
    at = blanks = 0
    feeds: Sequence[int] = source.form_feeds
    feed_at, feed_count = 0, len(feeds)
    for raw in source.text.split("\n"):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            start = at + indent
            feed = False
            margin = at  # a form feed is no indentation
            while feed_at < feed_count and feeds[feed_at] <= start:
                feed = True
                margin = max(margin, feeds[feed_at] + 1)
                feed_at += 1
            columns = _columns(raw[margin - at : indent]) if indent else 0
            width = columns + len(words)
            found.append(Line(start, start + len(words), columns, blanks, feed, width))
            blanks = 0
        else:
            blanks += 1
        at += len(raw) + 1
    return found


def _columns(space: str) -> int:
    """How far white space at the beginning of a line reaches."""
    if "\t" not in space:
        return len(space)
    column = 0
    for character in space:
        column += TAB - column % TAB if character == "\t" else 1
    return column
