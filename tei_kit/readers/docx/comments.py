"""Comments of a Word file, which are told and left out of the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.readers.docx.quoting import SHOWN, author_of, plain, short
from tei_kit.readers.docx.styles import W, value


@dataclass(slots=True)
class _Comment:
    """A comment: where it began, and the words that it is about."""

    line: int
    words: list[str] = field(default_factory=list)
    length: int = 0  # of the words


class Comments:
    """The comments of a document, and the words that each is about."""

    def __init__(self) -> None:
        self._about: dict[str, _Comment] = {}
        self._gathering: dict[str, _Comment] = {}  # those that are open and need more words

    def begin(self, identifier: str, line: int) -> None:
        """A comment is about what follows, which begins in a line."""
        self._about[identifier] = self._gathering[identifier] = _Comment(line)

    def end(self, identifier: str) -> None:
        """A comment is about nothing more."""
        self._gathering.pop(identifier, None)

    def gather(self, text: str) -> None:
        """Text is shown: the comments that are open are about it."""
        for identifier, comment in [*self._gathering.items()]:
            comment.words.append(text)
            comment.length += len(text)
            if comment.length >= SHOWN:
                del self._gathering[identifier]

    def told(self, part: etree._Element | None, name: str) -> Iterator[Diagnostic]:
        """A diagnostic about each comment of the part that holds them."""
        for comment in () if part is None else part.iter(f"{W}comment"):
            about = self._about.get(value(comment, "id"), _Comment(0))
            anchor = short("".join(about.words)) or "the text"
            details = {"author": author_of(comment), "anchor": anchor}
            text = short(" ".join(plain(comment).split()))
            yield diagnose("TK127", Place(name, about.line or 1), text=text, **details)
