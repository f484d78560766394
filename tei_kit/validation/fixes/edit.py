"""Changes of the text of a file, and their places in its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the bytes of a file: its place, the words that it replaces, and the new words."""

    start: int
    end: int
    line: int
    column: int
    before: str
    after: str
    is_told: bool = True
    """False for a change that goes without saying, such as that of an end tag."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A change of a text, whose offset counts characters."""

    at: int
    before: str
    after: str


def of_text(text: str, codec: str, changes: Iterable[Rewriting]) -> Iterator[Edit]:
    """The changes of a text as changes of its bytes in an encoding; those that overlap an earlier
    change are left out."""
    done = at = line = line_start = 0
    for change in sorted(changes, key=lambda each: each.at):
        if change.at < done:
            continue
        at += len(text[done : change.at].encode(codec))
        line += text.count("\n", done, change.at)
        line_start = text.rfind("\n", line_start, change.at) + 1 or line_start
        size = len(change.before.encode(codec))
        column = change.at - line_start + 1
        yield Edit(at, at + size, line + 1, column, change.before, change.after)
        at += size
        line += change.before.count("\n")
        done = change.at + len(change.before)


def applied(data: bytes, codec: str, edits: Sequence[Edit]) -> bytes:
    """The bytes of a file after changes, which are in the order of their places."""
    parts: list[bytes] = []
    at = 0
    for edit in edits:
        parts += [data[at : edit.start], edit.after.encode(codec)]
        at = edit.end
    return b"".join((*parts, data[at:]))
