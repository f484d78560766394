"""Content: the inline tokens of a division, read from the first to the last."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

from tei_kit.certainty import Certainty
from tei_kit.conventions import PAGE_MARKER
from tei_kit.document import numbering
from tei_kit.document.context import Context
from tei_kit.document.model import (
    Aside,
    CastPart,
    Cell,
    CrossReference,
    Date,
    Emphasis,
    Figure,
    Floating,
    Foreign,
    FormWork,
    Hyphen,
    Inline,
    InnerParagraph,
    LineBreak,
    Link,
    Note,
    NoteGoesOn,
    NotesHere,
    PageBreak,
    Passage,
    Place,
    Quoted,
    Row,
    Table,
    Time,
    plain,
)
from tei_kit.document.notes import OF_SHELF, Shelf
from tei_kit.document.people import People
from tei_kit.document.printing import REST
from tei_kit.record import members
from tei_kit.source.hints import LABEL
from tei_kit.tokenizer.tokens import Token, TokenKind

if TYPE_CHECKING:
    from tei_kit.document.timeline import Timeline

K = members(TokenKind)
WORDS_BEFORE = 30  # characters before an apparent reference, to show its word
# Tokens that may stand between any two blocks.
FLOATING = frozenset({K.PAGE_BREAK, K.FORM_WORK, K.FIGURE, K.NOTES_HERE, K.LINE_BREAK})
# Blocks in which a direction may stand.
WITH_ASIDES = frozenset({K.PARAGRAPH, K.LINE, K.ITEM, K.QUOTE, K.TITLE_PART, K.STAGE})
# Parts of a content around which white space is no text.
WITH_BLOCKS = frozenset({InnerParagraph, Table})
# Tokens about one person of a cast.
CAST_PARTS = {
    K.CAST_ROLE: "role",
    K.CAST_DESCRIPTION: "roleDesc",
    K.CAST_ACTOR: "actor",
}
# Tokens that may interrupt a word that is divided at the end of a line or page.
IN_WORDS = frozenset({K.HYPHEN, K.FORM_WORK, K.PAGE_BREAK, K.LINE_BREAK})


# The builder asks where in a division tokens of these kinds stand.
OF_CONTENTS = (*OF_SHELF, K.TIME)


class Contents:
    """The tokens of one division; `at` is the index of the token that is read next.

    `found` are the indices of the tokens of the kinds of OF_CONTENTS.
    """

    def __init__(
        self,
        context: Context,
        tokens: Sequence[Token],
        people: People,
        found: Mapping[TokenKind, Sequence[int]],
    ) -> None:
        self.context = context
        self.text = context.source.text
        self.tokens = tokens
        self.people = people
        self.at = 1  # tokens[0] is the DIVISION
        self.page = ""  # the number of the last page
        self.first_page = ""  # the number of the page on which the text begins
        self.shelf = Shelf(context, tokens, found)
        self.scope = 0  # the number of the part at hand, among parts that count their own notes
        self.is_in_note = False
        self.timeline = self._timeline() if found[K.TIME] else None
        self._takes_asides = True
        self._is_in_link = False

    def go_on(self, before: Contents | None, numbers: Container[str]) -> None:
        """Go on after the content of the parts before, in a division that is read part by part.

        `numbers` are those of the notes of all of its parts.
        """
        self.shelf.go_on(before.shelf if before else None, numbers)
        self.first_page = before.page if before else ""

    def _timeline(self) -> Timeline:
        """The timeline of a division with time stamps; None for other divisions, which are most."""
        from tei_kit.document.timeline import timeline_of

        identifier = self.context.divisions.get(self.tokens[0].start, "")
        return timeline_of(identifier, self.text, self.tokens)

    def next_is(self, kind: TokenKind, end: int) -> bool:
        """Whether a token of the kind comes next and begins before `end`."""
        if self.at == len(self.tokens):
            return False
        token = self.tokens[self.at]
        return token.kind is kind and token.start <= end

    def next_after_is(self, kind: TokenKind, start: int) -> bool:
        """Whether a token of the kind follows the token at hand and begins at `start`."""
        if self.at + 1 >= len(self.tokens):
            return False
        token = self.tokens[self.at + 1]
        return token.kind is kind and token.start == start

    def index_of(self, offset: int) -> int:
        """The index of the first token, from the token at hand on, that begins at an offset or
        later.

        A token without a stretch of its own there belongs to the stretch before it.
        """
        at = self.at
        while at < len(self.tokens) and self.tokens[at].start < offset:
            at += 1
        return at

    def holds_blocks(self) -> bool:
        """Whether the container at hand covers other blocks, and not only text."""
        inside = self.tokens[self.at + 1 : self.index_of(self.tokens[self.at].end)]
        return any(t.kind.is_block and t.kind is not K.NOTE for t in inside)

    def block(self) -> Sequence[Inline]:
        """The content of the block at hand, without the bullet of an item."""
        tokens, at = self.tokens, self.at
        block = tokens[at]
        self.at = at = at + 1
        start = block.start
        if at == len(tokens) or tokens[at].start >= block.end:  # as in most
            whole = self.text[start : block.end].strip()
            return (whole,) if whole else ()
        if tokens[at].kind is K.BULLET:
            start = tokens[at].end
            self.at += 1
        if block.kind is K.PARAGRAPH or block.kind in WITH_ASIDES:
            return self.within(start, block.end)
        return self.without_asides(start, block.end)

    def without_asides(self, start: int, end: int) -> Sequence[Inline]:
        """The content as `within` gives it, for places where TEI has no directions: they are
        text there."""
        if self.at == len(self.tokens) or self.tokens[self.at].start >= end:
            whole = self.text[start:end].strip()
            return (whole,) if whole else ()
        self._takes_asides, before = False, self._takes_asides
        content = self.within(start, end)
        self._takes_asides = before
        return content

    def within(self, start: int, end: int) -> Sequence[Inline]:
        """The text from start to end, trimmed, with the inline tokens that stand in it."""
        text, tokens = self.text, self.tokens
        if self.at == len(tokens) or tokens[self.at].start >= end:
            whole = text[start:end].strip()
            return (whole,) if whole else ()
        content: list[Inline] = []
        count = len(tokens)
        while self.at < count:
            token = tokens[self.at]
            begin = token.start
            if begin >= end:
                break
            if begin < start and token.kind is not K.NOTES_HERE:
                self.at += 1  # the tokens that it covers were read
                continue
            if begin > start:
                content.append(text[start:begin])
            if token.end > start:
                start = token.end
            content.append(self._inline(token))
        if start < end:
            content.append(text[start:end])
        return _trimmed(content)

    def next_inline(self) -> Inline:
        """The content of the token at hand."""
        return self._inline(self.tokens[self.at])

    def _inline(self, token: Token) -> Inline:
        kind = token.kind
        if kind is K.PAGE_BREAK:
            return self.page_break()
        if kind is K.NOTE_REFERENCE:
            self.at += 1
            return self._note_reference(token)
        if kind in FLOATING:
            if token.value == REST and kind is K.NOTES_HERE:
                self.at += 1
                return NoteGoesOn()
            return self.floating()
        if kind is K.TABLE:
            return self.table()
        if kind is K.NOTE:
            return self.note() or ""
        self.at += 1
        if kind is K.UNRESOLVED:
            return self._unresolved(token)
        if kind is K.HYPHEN:
            return Hyphen(self.text[token.start : token.end])
        if kind is K.ASIDE:
            content = self.without_asides(token.start, token.end)
            cert = self.context.cert(token)
            return Aside(content, cert, token.value) if self._takes_asides else Passage(content)
        if kind is K.LINK:
            return self._link(token)
        return self._of_words(token, self.within(token.start, token.end))

    def _of_words(self, token: Token, content: Sequence[Inline]) -> Inline:
        """The element of words inside a line; `content` is the content of the token."""
        kind = token.kind
        if kind in CAST_PARTS:
            return CastPart(content, CAST_PARTS[kind])
        if kind is K.TIME:
            moment = self.timeline.times.get(token.start, "") if self.timeline else ""
            return Time(content, token.value, moment)
        if kind is K.DATE:
            if not token.value and token.certainty is not Certainty.DECIDED:
                printed = self.text[token.start : token.end]
                self.context.report("TK208", token.start, text=printed)
            return Date(content, token.value, self.context.cert(token))
        if kind is K.REFERENCE and (self._is_in_link or self._has_link(token)):
            return Passage(content)  # where the format links, its link is better
        if kind is K.REFERENCE:
            return CrossReference(content, self._target(token), self.context.cert(token))
        if kind is K.EMPHASIS:
            return Emphasis(content, token.value)
        if kind is K.QUOTED:
            return Quoted(content)
        if kind is K.FOREIGN:
            return Foreign(content, token.value)
        if kind is K.INNER:
            return InnerParagraph(content)
        if kind is K.PLACE:
            return Place(content, self.context.decided(token))
        if kind is K.PERSON or kind is K.ROLE:
            return self.people.name(token, content)
        return Passage(content)  # where no rule expects a token of the kind, it is text

    def _unresolved(self, token: Token) -> Inline:
        """An apparent reference to a note that the text lacks: it stays text, with a diagnostic."""
        start = max(0, self.text.rfind("\n", 0, token.start) + 1, token.start - WORDS_BEFORE)
        words = self.text[start : token.end].split()[-1]
        self.context.report("TK211", token.start, n=token.value, text=words)
        return Passage(self.within(token.start, token.end))

    def _link(self, token: Token) -> Inline:
        """The link at hand, whose token was passed; without words, or in another, it is text."""
        if self._is_in_link:
            return Passage(self.within(token.start, token.end))
        self._is_in_link = True
        content = self.within(token.start, token.end)
        self._is_in_link = False
        return Link(content, token.value) if plain(content).strip() else Passage(content)

    def _has_link(self, token: Token) -> bool:
        """Whether a link stands in a token; both tokens were passed."""
        at = self.at - 1
        while at > 0 and self.tokens[at].start >= token.start:
            if self.tokens[at].kind is K.LINK:
                return True
            at -= 1
        return False

    def _target(self, token: Token) -> str:
        """The target of a reference, "" when it is a note that a document of the text lacks."""
        document = token.value.partition("fn")[0]
        if document in self.context.targets and token.value not in self.context.targets:
            printed = self.text[token.start : token.end]
            self.context.report("TK210", token.start, text=printed)
            return ""
        return token.value

    # Content that may stand anywhere.

    def floating(self) -> Floating:
        """A page break, a running head, a figure, a line break, a mark where notes are printed."""
        token = self.tokens[self.at]
        if token.kind is K.PAGE_BREAK:
            return self.page_break()
        self.at += 1
        if token.kind is K.LINE_BREAK:
            words = token.value.split()
            n = next((word[2:] for word in words if word.startswith("n=")), "")
            return LineBreak(n, "no" in words)
        if token.kind is K.NOTES_HERE:
            return NotesHere([self.context.notes[int(start)] for start in token.value.split()])
        content = self.without_asides(token.start, token.end)
        if token.kind is K.FIGURE:
            return Figure(content, self.context.decided(token))
        kind, _, place = token.value.partition(" ")
        return FormWork(kind, place, content, self.context.decided(token))

    def page_break(self) -> PageBreak:
        """The page break at hand."""
        token = self.tokens[self.at]
        is_in_word = self._is_in_word()
        self.at += 1
        n, before = "".join(token.value.split()), self.page
        self.page = n
        in_sequence = True
        if numbering.counts(n) and numbering.counts(before):
            in_sequence = int(n) > int(before)
            if not in_sequence:
                self.context.report("TK202", token.start, page=n, before=before)
            elif int(n) > int(before) + 1:
                missing = numbering.missing(int(before) + 1, int(n) - 1)
                self.context.report("TK201", token.start, missing=missing, before=before, after=n)
        printed = self.text[token.start : token.end]
        marker = "" if printed == PAGE_MARKER.format(n=n) else printed
        name = numbering.page_name(n)
        identifier = self.context.take(f"pg_{name}" if name else "pg")
        decided = self.context.decided(token)
        return PageBreak(n, identifier, in_sequence, marker, bool(printed), is_in_word, decided)

    def _is_in_word(self) -> bool:
        """Whether a divided word goes on after the token at hand."""
        at = self.at
        while at > 0 and self.tokens[at - 1].end == self.tokens[at].start:
            at -= 1
            token = self.tokens[at]
            if token.kind not in IN_WORDS:
                return False
            if token.kind is K.HYPHEN or (token.kind is K.LINE_BREAK and "no" in token.value):
                return True
        return False

    # Tables.

    def table(self) -> Table:
        """A table, up to its last token."""
        table = self.tokens[self.at]
        self.at += 1
        rows: list[Row] = []
        while self.next_is(K.ROW, table.end):
            row = self.tokens[self.at]
            self.at += 1
            cells: list[Cell] = []
            while self.next_is(K.CELL, row.end):
                cells.append(self._cell())
            rows.append(Row(cells, row.value == LABEL))
        return Table(rows)

    def _cell(self) -> Cell:
        token = self.tokens[self.at]
        self.at += 1
        rows, columns, *label = token.value.split()
        content = self.without_asides(token.start, token.end)
        return Cell(content, int(rows), int(columns), bool(label))

    # Notes.

    def note(self) -> Note | None:
        """Pass a note in the text: the note, if it stands here because nothing refers to it."""
        start = self.tokens[self.at].start
        self.at = self.shelf.after[start]
        is_anchored = self.shelf.notes[start].is_anchored
        return None if is_anchored else self.shelf.stand(start, self.scope)

    def _note_reference(self, token: Token) -> Inline:
        """The note that is referred to here, or a reference to it if it stands elsewhere."""
        printed = self.text[token.start : token.end]
        start = self.shelf.meant(token)
        cert = self.context.cert(token)
        if self.is_in_note or self.shelf.pick(start) is None:
            identifier = self.context.notes.get(start)
            if identifier and not self._is_in_link:
                return CrossReference((printed,), identifier, cert)
            return printed
        return self.shelf.stand(start, self.scope, mark=printed, certainty=cert)


def _trimmed(content: list[Inline]) -> Sequence[Inline]:
    """Content without the white space at its beginning and its end, and between paragraphs."""
    if not WITH_BLOCKS.isdisjoint(map(type, content)):
        return tuple(p for p in content if not (isinstance(p, str) and not p.strip()))
    if content and isinstance(content[0], str):
        content[0] = content[0].lstrip()
    if content and isinstance(content[-1], str):
        content[-1] = content[-1].rstrip()
    return tuple([part for part in content if part])
