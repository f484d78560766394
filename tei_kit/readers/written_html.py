"""Writes the HTML page that a text in wiki mark-up or Org becomes in its own program.

As in Markdown, the HTML defines the meaning of the mark-up. The HTML reader reads the page and
counts its contents. Each block carries the line of the file on which it begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from tei_kit.readers.html import page
from tei_kit.readers.html.elements import LINE
from tei_kit.source.source import Source


@dataclass(slots=True)
class WrittenNote:
    """A note: its number in the text, and its content as HTML, "" until the note is found.

    `is_referred`: a reference to it was written.
    """

    number: int
    content: str = ""
    is_referred: bool = False


@dataclass(slots=True)
class Writer:
    """Gathers the blocks and notes of a page.

    A note whose key is a number is shown with that number; other notes are numbered in the order
    of the text.
    """

    parts: list[str] = field(default_factory=list)
    notes: dict[str, WrittenNote] = field(default_factory=dict)
    _lists: list[str] = field(default_factory=list)  # the names of the open lists

    def block(self, name: str, content: str, line: int) -> None:
        """Write a block element `name`, such as a heading or a paragraph; `content` is HTML."""
        self.close_lists()
        self.parts.append(f'<{name} {LINE}="{line}">{content}</{name}>\n')

    def item(self, depth: int, kind: str, content: str, line: int) -> None:
        """Write an item of a list of the kind `ul` or `ol`, at a depth from 1."""
        while len(self._lists) > depth or (len(self._lists) == depth and self._lists[-1] != kind):
            self.parts.append(f"</{self._lists.pop()}>")
        while len(self._lists) < depth:
            self._lists.append(kind)
            self.parts.append(f"<{kind}>")
        self.parts.append(f'<li {LINE}="{line}">{content}</li>\n')

    def close_lists(self) -> None:
        """End all lists."""
        while self._lists:
            self.parts.append(f"</{self._lists.pop()}>\n")

    def table(self, rows: Sequence[Sequence[str]], line: int, *, is_headed: bool) -> None:
        """Write a table of cells of HTML; `is_headed`: the first row heads the columns."""
        self.close_lists()
        written = []
        for at, row in enumerate(rows):
            name = "th" if is_headed and at == 0 else "td"
            written.append("".join(f"<{name}>{cell}</{name}>" for cell in row))
        cells = "".join(f"<tr>{row}</tr>" for row in written)
        self.parts.append(f'<table {LINE}="{line}">{cells}</table>\n')

    def reference(self, key: str) -> str:
        """A reference to the note with a key, as HTML; the note may be found later."""
        note = self.note(key)
        first = "" if note.is_referred else f' id="fnref{note.number}"'
        note.is_referred = True
        shown = key if key.isdecimal() else note.number
        link = f'<a href="#fn{note.number}"{first}>{shown}</a>'
        return f'<sup class="footnote-ref">{link}</sup>'

    def note(self, key: str) -> WrittenNote:
        """The note with a key; the first call makes it."""
        return self.notes.setdefault(key, WrittenNote(len(self.notes) + 1))

    def read(self, name: str) -> Source:
        """Read the page with the HTML reader. Raises SourceError (TK104) if it has no text."""
        self.close_lists()
        items = "".join(
            f'<li id="fn{note.number}" class="footnote-item"><p>{note.content}</p></li>\n'
            for note in self.notes.values()
        )
        notes = f'<section class="footnotes"><ol class="footnotes-list">{items}</ol></section>'
        html = "".join(self.parts) + (notes if items else "")
        return page.read_html_text(f'<main {LINE}="1">{html}</main>', name)


def plain(text: str) -> str:
    """Plain text, escaped for HTML."""
    return escape(text, quote=False)


def link(target: str, words: str) -> str:
    """A link as HTML; its `words` are HTML already."""
    return f'<a href="{escape(target)}">{words}</a>'
