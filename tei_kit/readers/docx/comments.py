"""Comments of a Word file: their places, the words that they are about, and their own words.

Comments are not part of the text. A diagnostic (TK127) tells of each; a conversion with comments
takes them from `Source.comments`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.readers.docx.fields import address_of
from tei_kit.readers.docx.quoting import SHOWN, author_of, plain, short
from tei_kit.readers.docx.styles import Styles, W, value
from tei_kit.readers.flow import Mark, Remark, Run, rendition, visible
from tei_kit.readers.links import target_of
from tei_kit.source.comments import Words

# The moment of a comment, as Word writes it: "2024-05-01T10:30:00Z"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
BLANKS = frozenset({f"{W}tab", f"{W}br", f"{W}cr", f"{W}ptab"})
LINK = f"{W}hyperlink"


@dataclass(slots=True)
class _Comment:
    """A comment: the line of its begin, and the words that it is about."""

    line: int
    words: list[str] = field(default_factory=list)
    length: int = 0  # characters in the words


class Comments:
    """The comments of a document, and the words that each is about."""

    def __init__(self) -> None:
        self._about: dict[str, _Comment] = {}
        self._gathering: dict[str, _Comment] = {}  # open comments that still need words
        self._ended: set[str] = set()
        self._waiting: list[str] = []  # comments without text before them in their paragraph

    def begin(self, identifier: str, line: int) -> None:
        """Open a comment about the text that follows, at a line."""
        self._about[identifier] = self._gathering[identifier] = _Comment(line)

    def end(self, identifier: str) -> Iterator[Run]:
        """Close a comment; the first time, gives a run without text that marks its place."""
        self._gathering.pop(identifier, None)
        if identifier not in self._ended:
            self._ended.add(identifier)
            yield Run("", comments=[Mark(identifier, 0)])

    def gather(self, text: str) -> None:
        """Add shown text to the words of the open comments."""
        for identifier, comment in [*self._gathering.items()]:
            comment.words.append(text)
            comment.length += len(text)
            if comment.length >= SHOWN:
                del self._gathering[identifier]

    def beside(self, runs: Iterable[Run]) -> list[Run]:
        """The runs of a paragraph, with the marks of comments moved to runs that have text.

        A mark moves to the last such run before it in its paragraph, else to the next run after it,
        perhaps in a later paragraph.
        """
        made: list[Run] = []
        last = -1  # the last run with text
        for run in runs:
            if run.comments:
                keys = [mark.key for mark in run.comments]
                if last < 0:
                    self._waiting += keys
                else:
                    made[last] = _marked(made[last], keys)
                continue
            made.append(run)
            if visible(run.text):
                last = len(made) - 1
                if self._waiting:
                    made[last] = _marked(run, self._waiting)
                    self._waiting = []
        return made

    def leave(self) -> None:
        """End the text or a note; comments that still wait go to the end of the text."""
        self._waiting = []

    def told(self, part: etree._Element | None, name: str) -> Iterator[Diagnostic]:
        """A diagnostic (TK127) about each comment; `part` is the part with the comments."""
        for comment in () if part is None else part.iter(f"{W}comment"):
            about = self._about.get(value(comment, "id"), _Comment(0))
            anchor = short("".join(about.words)) or "the text"
            details = {"author": author_of(comment), "anchor": anchor}
            text = short(" ".join(plain(comment).split()))
            yield diagnose("TK127", Place(name, about.line or 1), text=text, **details)


def _marked(run: Run, keys: Sequence[str]) -> Run:
    """A run with comments after its text."""
    after = visible(run.text)
    return replace(run, comments=[*run.comments, *(Mark(key, after) for key in keys)])


def remarks(
    part: etree._Element | None, styles: Styles, related: Mapping[str, str]
) -> Iterator[tuple[str, Remark]]:
    """The keys and the contents of the comments; `related` are the addresses of their part."""
    for comment in () if part is None else part.iter(f"{W}comment"):
        paragraphs = [list(_words(each, styles, related)) for each in comment.iter(f"{W}p")]
        shown = [words for words in paragraphs if any(w.text.strip() for w in words)]
        moment = value(comment, "date")
        when = moment if MOMENT.fullmatch(moment) else ""
        author = " ".join(value(comment, "author").split())
        yield value(comment, "id"), Remark(shown, author, when)


def _words(
    paragraph: etree._Element, styles: Styles, related: Mapping[str, str]
) -> Iterator[Words]:
    for run in paragraph.iter(f"{W}r"):
        if styles.is_hidden(run) or any(a.tag == f"{W}del" for a in run.iterancestors()):
            continue
        text = "".join(_text(each) for each in run)
        if text:
            link = next(run.iterancestors(LINK), None)
            target = "" if link is None else target_of(address_of(link, related))
            yield Words(text, rendition(styles.emphasis(run)), target)


def _text(element: etree._Element) -> str:
    if element.tag in BLANKS:
        return " "
    return element.text or "" if element.tag == f"{W}t" else ""
