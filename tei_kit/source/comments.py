"""Comments of a file on its text, which are no part of the text."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.record import record


@record
class Words:
    """Words of a comment. `rend` is how they are printed, in the words of @rend, and `target` the
    address that they lead to; each may be "".
    """

    text: str
    rend: str = ""
    target: str = ""


@record
class Comment:
    """A comment of a person on the words that end at the offset `at` of a source.

    `paragraphs` are its paragraphs that have text. `author` is a name, and `when` the moment that
    the file states, as XML Schema writes it; each may be "".
    """

    at: int
    paragraphs: Sequence[Sequence[Words]]
    author: str = ""
    when: str = ""


def offset_behind(text: str, count: int) -> int:
    """The offset behind a number of visible characters of a text; its end where there are fewer."""
    for offset, character in enumerate(text):
        if not count:
            return offset
        count -= not character.isspace()
    return len(text)
