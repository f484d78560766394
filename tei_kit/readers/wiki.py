"""MediaWiki: the mark-up of Wikipedia and Wikisource.

The reader knows headings, lists, tables, notes (`<ref>`), links, and print in italics and bold.
Templates stay as they are written, for the file does not have the words that they produce.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tei_kit.diagnostics import Place, diagnose
from tei_kit.readers.reader import Reader
from tei_kit.readers.written_html import Writer, link, plain
from tei_kit.record import replace
from tei_kit.source import source
from tei_kit.source.source import Source

# "== The Harbor =="
HEADING = re.compile(r"(?P<sign>={1,6})[ \t]*(?P<words>[^\n]*?[^=\s][^\n]*?)[ \t]*(?P=sign)[ \t]*")
# "* item", "## item", ":: indented", "; term"; people indent items, though MediaWiki forbids it.
ITEM = re.compile(r"[ \t]*(?P<signs>[*#]+|(?<![ \t])[*#:;]+)[ \t]*(?P<words>.*)")
RULE = re.compile(r"-{4,}[ \t]*")
TABLE = re.compile(r"[ \t]*\{\|")
# Parts that a page does not show, besides comments: the place of the notes, switches, categories.
HIDDEN = re.compile(
    r"<references[ ]*/>|<references[^>/]*>[ \t\n]*</references>"
    r"|\{\{(?:reflist|references)[^{}]*\}\}|__[A-Z]{3,}__"
    r"|\[\[(?:Category|Kategorie|Catégorie|Categoría):[^\]\n]*\]\]",
    re.DOTALL | re.IGNORECASE,
)
# Mark-up inside a line: notes, text that is shown as written, print, links.
INLINE = re.compile(
    r"""
    <ref (?P<given>[^<>/]*) (?: /> | > (?P<note>(?:(?!<ref).)*?) </ref> )
    | <nowiki> (?P<written>(?:(?!<nowiki).)*?) </nowiki>
    | (?P<tag> </?(?:b|i|u|s|em|strong|sup|sub|small|del|ins)> | <br[ ]*/?> )
    | (?P<print> '{2,5} )
    | \[\[ (?P<to>[^\[\]|\n]*) (?: \| (?P<shown>[^\[\]\n]*) )? \]\]
    | \[ (?P<url>(?:https?|ftp|mailto):[^\s\]]+) (?: [ ]+ (?P<words>[^\]\n]*) )? \]
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
NAME = re.compile(r"name\s*=\s*[\"']?(?P<name>[^\"'/>]+)", re.IGNORECASE)
FILE = re.compile(r"(?:File|Image|Datei|Bild|Fichier|Archivo):", re.IGNORECASE)
BETWEEN_CELLS = re.compile(r"\|\||!!")
ATTRIBUTES = re.compile(r"[^|\[\]{}<>]*=[^|\[\]{}<>]*\|(?!\|)")
OPEN = {2: "i", 3: "b"}


def read_wiki(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Read MediaWiki mark-up, in the given encoding, the encoding of its mark, or UTF-8.

    Raises SourceError: the encoding is wrong, or the file has no text (TK104).
    """
    return read_wiki_text(source.decode_text(data, name, encoding), name)


def read_wiki_text(text: str, name: str) -> Source:
    """Read MediaWiki mark-up that is decoded already. Raises SourceError (TK104)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    plain_size = len("".join(text.split()))
    shown = HIDDEN.sub(_line_ends, _without_comments(text))
    hidden = plain_size - len("".join(shown.split()))
    made = _Page(shown).writer.read(name)
    told = []
    if hidden:
        parts = f"comments, categories and switches {hidden}"
        told.append(diagnose("TK121", Place(name), count=hidden, parts=parts))
    return replace(made, form="MediaWiki", diagnostics=[*made.diagnostics, *told])


def _without_comments(text: str) -> str:
    """A text without comments `<!-- … -->`; the line ends in them stay."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len("-->")
    return "".join([*parts, text[at:]])


def _line_ends(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


@dataclass(slots=True)
class _Page:
    """Reads the lines of a page."""

    text: str
    writer: Writer = field(default_factory=Writer)
    _paragraph: list[str] = field(default_factory=list)
    _begin: int = 0

    def __post_init__(self) -> None:
        numbered = enumerate(self._whole_lines(), 1)
        for number, line in numbered:
            heading = HEADING.fullmatch(line)
            item = ITEM.fullmatch(line)
            if TABLE.match(line):
                rows = [line]
                for _, row in numbered:
                    rows.append(row)
                    if row.lstrip().startswith("|}"):
                        break
                self._end_paragraph()
                self._table(rows, number)
            elif heading:
                self._end_paragraph()
                level = len(heading["sign"])
                self.writer.block(f"h{level}", self._inline(heading["words"]), number)
            elif item:
                self._end_paragraph()
                self._item(item["signs"], item["words"], number)
            elif not line.strip() or RULE.fullmatch(line):
                self._end_paragraph()
            else:
                self._begin = self._begin if self._paragraph else number
                self._paragraph.append(line)
        self._end_paragraph()

    def _whole_lines(self) -> Iterator[str]:
        """The lines of the page. A line with an open note is joined with the next lines, up to the
        end of the note or a blank line; empty lines take their places and keep the numbers."""
        lines = self.text.split("\n")
        at = 0
        while at < len(lines):
            parts, opened = [lines[at]], _open_notes(lines[at])
            while opened > 0 and at + len(parts) < len(lines) and lines[at + len(parts)].strip():
                parts.append(lines[at + len(parts)])
                opened += _open_notes(parts[-1])
            yield " ".join(parts)
            yield from [""] * (len(parts) - 1)
            at += len(parts)

    def _end_paragraph(self) -> None:
        if self._paragraph:
            self.writer.block("p", self._inline("\n".join(self._paragraph)), self._begin)
            self._paragraph.clear()

    def _item(self, signs: str, words: str, line: int) -> None:
        content = self._inline(words)
        if signs[-1] in ":;":
            self.writer.block("p", content, line)
        else:
            self.writer.item(len(signs), "ol" if signs[-1] == "#" else "ul", content, line)

    def _table(self, lines: list[str], number: int) -> None:
        rows: list[list[str]] = [[]]
        is_headed = False
        caption = ""
        for line in lines[1:]:
            words = line.strip()
            if words.startswith("|}"):
                break
            if words.startswith("|-"):
                rows.append([])
            elif words.startswith("|+"):
                caption = words[2:].strip()
            elif words[:1] in ("|", "!"):
                is_headed = is_headed or (words[0] == "!" and len(rows) <= 2)
                for cell in BETWEEN_CELLS.split(words[1:]):
                    rows[-1].append(ATTRIBUTES.sub("", cell, count=1).strip())
            elif rows[-1] and words:
                rows[-1][-1] += f" {words}"
        if caption:
            self.writer.block("p", self._inline(caption), number)
        kept = [[self._inline(cell) for cell in row] for row in rows if row]
        if kept:
            self.writer.table(kept, number, is_headed=is_headed)

    def _inline(self, text: str) -> str:
        """Words with mark-up as HTML; italics and bold end at the latest with the words."""
        parts: list[str] = []
        opened: list[str] = []
        at = 0
        for match in INLINE.finditer(text):
            parts.append(plain(text[at : match.start()]))
            at = match.end()
            if match["given"] is not None:
                parts.append(self._note(match))
            elif match["written"] is not None:
                parts.append(plain(match["written"]))
            elif match["tag"]:
                parts.append("<br/>" if match["tag"][1:3].lower() == "br" else match["tag"])
            elif match["print"]:
                parts.append(_print(match["print"], opened))
            elif match["url"]:
                parts.append(link(match["url"], plain(match["words"] or match["url"])))
            else:
                parts.append(self._inner(match["to"], match["shown"]))
        parts.append(plain(text[at:]))
        parts += [f"</{name}>" for name in reversed(opened)]
        return "".join(parts)

    def _note(self, match: re.Match[str]) -> str:
        named = NAME.search(match["given"])
        key = named["name"].strip() if named else f"\n{match.start()} {len(self.writer.notes)}"
        content = match["note"]
        if content is not None and content.strip():
            found = self._inline(content.strip())
            self.writer.note(key).content = found
        return self.writer.reference(key)

    def _inner(self, to: str, shown: str | None) -> str:
        """A link to another page of the wiki as HTML; for a picture, its caption."""
        if FILE.match(to):
            return self._inline((shown or "").rpartition("|")[2])
        target = to.strip().replace(" ", "_")
        words = self._inline(shown) if shown else plain(to)
        return link(target, words) if target else words


def _open_notes(line: str) -> int:
    """The number of notes that begin in a line, minus those that end in it."""
    return line.count("<ref") - line.count("</ref") - line.count("/>")


def _print(signs: str, opened: list[str]) -> str:
    """The tags for the signs `''`, `'''` or `'''''`, which begin or end italics and bold.

    `opened` are the names of the open elements; the function updates them.
    """
    count = len(signs)
    before = "'" if count == 4 else ""
    names = ["b", "i"] if count == 5 else [OPEN[3 if count == 4 else count]]
    written = before
    for name in names if not all(name in opened for name in names) else reversed(opened[:]):
        if name in opened:
            inner = opened[opened.index(name) + 1 :]
            written += "".join(f"</{each}>" for each in reversed(inner)) + f"</{name}>"
            written += "".join(f"<{each}>" for each in inner)
            opened.remove(name)
        elif name in names:
            opened.append(name)
            written += f"<{name}>"
    return written


READER = Reader("MediaWiki", read_wiki, read_wiki_text)
