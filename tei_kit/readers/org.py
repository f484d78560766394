"""Org: the mark-up of Emacs' Org mode.

The reader knows headings, lists, tables, notes (`[fn:1]`), links, quotations, verse, code and
print. It leaves out keywords, drawers and comments, with a diagnostic (TK121).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tei_kit.diagnostics import Place, diagnose
from tei_kit.readers.reader import Reader
from tei_kit.readers.written_html import Writer, link, plain
from tei_kit.record import replace
from tei_kit.source import source
from tei_kit.source.source import Source

# "** The Harbor  :tag:"
HEADING = re.compile(r"(?P<stars>\*+)[ \t]+(?P<words>\S[^\n]*?)(?:[ \t]+:[\w@#%:]+:)?[ \t]*")
# "  - item", "1. item", "+ item", "  * item"
ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-+]|(?<=[ \t])\*|[0-9]+[.)])[ \t]+(?P<words>\S.*)")
KEYWORD = re.compile(r"[ \t]*#\+(?P<name>\w+):[ \t]*(?P<value>[^\n]*)")
BEGIN = re.compile(r"[ \t]*#\+BEGIN_(?P<name>\w+)[^\n]*", re.IGNORECASE)
END = re.compile(r"[ \t]*#\+END_\w+[ \t]*", re.IGNORECASE)
COMMENT = re.compile(r"[ \t]*#(?:[ \t][^\n]*)?")
DRAWER = re.compile(r"[ \t]*:[\w-]+:[ \t]*")
DRAWER_END = re.compile(r"[ \t]*:END:[ \t]*", re.IGNORECASE)
ROW = re.compile(r"[ \t]*\|(?P<cells>.*)")
LINES = re.compile(r"[ \t]*\|[-+|]+[ \t]*")
RULE = re.compile(r"[ \t]*-{5,}[ \t]*")
# "[fn:1] See the Gazette." at the margin
NOTE = re.compile(r"\[fn:(?P<key>[\w-]+)\][ \t]*(?P<words>[^\n]*)")
INLINE = re.compile(
    r"""
    \[fn:(?P<key>[\w-]*)(?: : (?P<note>(?:[^\[\]]|\[[^\[\]]*\])*) )?\]
    | \[\[ (?P<to>[^\[\]\n]+) \] (?: \[ (?P<shown>[^\[\]\n]+) \] )? \]
    | (?<![\w*/_=~+]) (?P<sign>[*/_=~+]) (?=\S) (?P<words>[^\n]{0,300}?\S) (?P=sign) (?![\w*/_=~+])
    """,
    re.VERBOSE,
)
PRINT = {"*": "b", "/": "i", "_": "u", "=": "code", "~": "code", "+": "del"}
# Headings of sections that hold only notes.
NOTES = frozenset({"footnotes", "notes"})


def read_org(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Read Org, in the given encoding, the encoding of its mark, or UTF-8.

    Raises SourceError: the encoding is wrong, or the file has no text (TK104).
    """
    return read_org_text(source.decode_text(data, name, encoding), name)


def read_org_text(text: str, name: str) -> Source:
    """Read Org that is decoded already. Raises SourceError (TK104)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    found = _Page(text.split("\n"))
    made = found.writer.read(name)
    told = []
    if found.hidden:
        parts = f"keywords, drawers and comments {found.hidden}"
        told.append(diagnose("TK121", Place(name), count=found.hidden, parts=parts))
    return replace(made, form="Org", title=found.title, diagnostics=[*made.diagnostics, *told])


@dataclass(slots=True)
class _Page:
    """Reads the lines of a file."""

    lines: Sequence[str]
    writer: Writer = field(default_factory=Writer)
    hidden: int = 0
    title: str = ""
    _at: int = 0
    _paragraph: list[str] = field(default_factory=list)
    _begin: int = 0
    _indents: list[int] = field(default_factory=list)  # the indents of the open lists, in columns
    _note: str = ""  # the key of the note that the current paragraph belongs to

    def __post_init__(self) -> None:
        while self._at < len(self.lines):
            self._line(self.lines[self._at])
            self._at += 1
        self._end_paragraph()

    def _line(self, line: str) -> None:
        heading, item = HEADING.fullmatch(line), ITEM.fullmatch(line)
        note, begin = NOTE.fullmatch(line), BEGIN.fullmatch(line)
        if begin:
            self._end_paragraph()
            self._whole(begin["name"].upper())
        elif not line.strip() or RULE.fullmatch(line):
            self._end_paragraph()
        elif KEYWORD.fullmatch(line) or COMMENT.fullmatch(line):
            self._keyword(line)
        elif DRAWER.fullmatch(line) and self._drawer_end() > self._at:
            end = self._drawer_end()
            for hidden in self.lines[self._at : end + 1]:
                self._hide(hidden)
            self._at = end
        elif heading:
            self._end_paragraph()
            if heading["words"].casefold() not in NOTES or not self._are_notes(self._at + 1):
                level = min(6, len(heading["stars"]))
                self.writer.block(f"h{level}", self._inline(heading["words"]), self._at + 1)
        elif note:
            self._end_paragraph()
            self._note, self._begin = note["key"], self._at + 1
            self._paragraph.append(note["words"])
        elif ROW.fullmatch(line):
            self._end_paragraph()
            self._table()
        elif item and (not self._paragraph or item["indent"]):
            self._end_paragraph()
            self._item(item)
        else:
            self._indents.clear()
            self._begin = self._begin if self._paragraph else self._at + 1
            self._paragraph.append(line.strip())

    def _are_notes(self, at: int) -> bool:
        """Whether a note follows as the next text at the margin."""
        text = [line for line in self.lines[at:] if line and not line[0].isspace()]
        return bool(text) and NOTE.fullmatch(text[0]) is not None

    def _hide(self, line: str) -> None:
        self.hidden += len("".join(line.split()))

    def _keyword(self, line: str) -> None:
        self._end_paragraph()
        keyword = KEYWORD.fullmatch(line)
        if keyword and keyword["name"].upper() == "TITLE" and not self.title:
            self.title = keyword["value"].strip()
        else:
            self._hide(line)

    def _drawer_end(self) -> int:
        """The index of the line that ends the current drawer; -1 if no line does."""
        for at in range(self._at + 1, min(self._at + 200, len(self.lines))):
            if DRAWER_END.fullmatch(self.lines[at]):
                return at
        return -1

    def _end_paragraph(self) -> None:
        if not self._paragraph:
            return
        content = self._inline("\n".join(self._paragraph))
        if self._note:
            self.writer.note(self._note).content = content
            self._note = ""
        else:
            self.writer.block("p", content, self._begin)
        self._paragraph.clear()

    def _whole(self, name: str) -> None:
        """Write a block from `#+BEGIN_…` to `#+END_…`: a quotation, verse, or code."""
        first = self._at + 1
        end = first
        while end < len(self.lines) and not END.fullmatch(self.lines[end]):
            end += 1
        inner = self.lines[first:end]
        self._at = end
        if name == "COMMENT":
            for line in inner:
                self._hide(line)
        elif name in ("VERSE", "CENTER"):
            shown = "<br/>".join(self._inline(line.strip()) for line in inner if line.strip())
            self.writer.block("p", shown, first + 1)
        elif name == "QUOTE":
            paragraphs = "\n".join(line.strip() for line in inner).split("\n\n")
            shown = "".join(f"<p>{self._inline(each)}</p>" for each in paragraphs if each.strip())
            self.writer.block("blockquote", shown, first + 1)
        else:
            self.writer.block("pre", plain("\n".join(inner)), first + 1)

    def _item(self, item: re.Match[str]) -> None:
        """Write an item, with the lines below it that are indented deeper."""
        line = self._at + 1
        indent = len(item["indent"].expandtabs())
        words = [item["words"]]
        while self._at + 1 < len(self.lines):
            below = self.lines[self._at + 1]
            deeper = len(below.expandtabs()) - len(below.expandtabs().lstrip())
            if not below.strip() or deeper <= indent or ITEM.fullmatch(below):
                break
            words.append(below.strip())
            self._at += 1
        kind = "ol" if item["sign"][0].isdigit() else "ul"
        self._indents = [each for each in self._indents if each < indent] + [indent]
        self.writer.item(len(self._indents), kind, self._inline("\n".join(words)), line)

    def _table(self) -> None:
        first, is_headed = self._at + 1, False
        rows: list[list[str]] = []
        while self._at < len(self.lines) and (row := ROW.fullmatch(self.lines[self._at])):
            if LINES.fullmatch(self.lines[self._at]):
                is_headed = is_headed or len(rows) == 1
            else:
                cells = row["cells"].strip().removesuffix("|").split("|")
                rows.append([self._inline(cell.strip()) for cell in cells])
            self._at += 1
        self._at -= 1
        if rows:
            self.writer.table(rows, first, is_headed=is_headed)

    def _inline(self, text: str) -> str:
        """Words with mark-up as HTML."""
        parts: list[str] = []
        at = 0
        for match in INLINE.finditer(text):
            parts.append(plain(text[at : match.start()]))
            at = match.end()
            if match["key"] is not None:
                parts.append(self._reference(match))
            elif match["to"] is not None:
                shown = self._inline(match["shown"]) if match["shown"] else plain(match["to"])
                parts.append(link(match["to"], shown))
            else:
                name = PRINT[match["sign"]]
                inner = match["words"]
                shown = plain(inner) if name == "code" else self._inline(inner)
                parts.append(f"<{name}>{shown}</{name}>")
        parts.append(plain(text[at:]))
        return "".join(parts)

    def _reference(self, match: re.Match[str]) -> str:
        key = match["key"] or f"\n{self._at} {match.start()} {len(self.writer.notes)}"
        if match["note"] is not None:
            found = self._inline(match["note"].strip())
            self.writer.note(key).content = found
        return self.writer.reference(key)


READER = Reader("Org", read_org, read_org_text)
