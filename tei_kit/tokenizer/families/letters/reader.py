"""Reader: the tokens of letters and diaries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tei_kit.certainty import Certainty
from tei_kit.layout.blocks import Block, Shape, as_items
from tei_kit.source import hints
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer import dates_in_words
from tei_kit.tokenizer.families.letters import headings, shapes
from tei_kit.tokenizer.families.letters.closing import POSTSCRIPT, closing, key
from tei_kit.tokenizer.families.letters.headings import END_OF_BOOK, Start
from tei_kit.tokenizer.families.letters.lines import Piece, joined, pieces
from tei_kit.tokenizer.families.letters.opening import Part, opening
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.participants import Listing
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.section_reader import SectionReader, page
from tei_kit.tokenizer.sections import Section
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
LETTER, ENTRY = "letter", "entry"
# A note that stands in the text, without a number.
NOTE_INSIDE = re.compile(
    r"(?P<open>\[(?:Foot-?note|Note|Anmerkung|Fu(?:ß|ss)note|Nota|Opmerking|Примечание)\s?:\s?)[^\[\]]*(?P<close>\])",
    re.IGNORECASE,
)
EDITORS_NOTE = 40  # characters of a paragraph in brackets that is a note, at the least
NOTE_BLOCKS = 12  # and how many blocks it may have
# How often a name stands alone on its line before it is known to sign letters.
RECURS = 2
# How many lines may stand before the first heading for the first of them to be a volume's title.
TITLE_LINES = 6
BEGINNING = 400  # characters at the beginning of a paragraph that are looked at


def read(text: Text) -> Reading:
    """The tokens of a letter, of a volume of letters, or of a diary."""
    return _Reader(text).reading()


class _Reader:
    """Makes the tokens of one text, letter by letter."""

    def __init__(self, text: Text) -> None:
        self._language = text.language
        self._source = source = _with_targets(text.lines)
        self._text = source.text
        self._pieces = pieces(source, text.layout.width, text.profile)
        self._starts = headings.starts(self._pieces, source.text, text.language)
        self._parts: dict[int, Part] = {}  # by the index of their first piece
        self._inside: set[int] = set()  # pieces that belong to the part before them
        self._tokens: list[Token] = []
        self._index = {piece.start: at for at, piece in enumerate(self._pieces)}
        self._has_notes_inside = NOTE_INSIDE.search(self._text) is not None
        self._names = self._recurring_names()
        self._margin = _margin(self._pieces)
        self._greeted: dict[int, int] = {}  # where a salutation ends that runs into a paragraph
        self._heads: dict[int, Token] = {}
        self._spans: dict[int, int] = {}  # where a heading ends that several pieces make
        self._paragraphs: dict[int, list[tuple[int, int]]] = {}  # of notes, by their first piece
        self._find()
        self._find_notes()
        blocks = as_items(
            [self._block_of(at) for at in range(len(self._pieces)) if at not in self._inside]
        )
        self._at_block = {block.start: i for i, block in enumerate(blocks)}
        self._rules = SectionReader(source, Section(body=blocks, blocks=blocks), text.profile)

    def reading(self) -> Reading:
        """The tokens, and how many letters or entries there are."""
        whole = Token(K.DIVISION, self._pieces[0].start, self._pieces[-1].end)
        single = not self._starts
        self._tokens.append(replace(whole, place=LETTER) if single else whole)
        at = 0
        while at < len(self._pieces):
            at = self._piece(at)
        count = len(self._starts) or 1
        word = "entries" if self._starts and self._starts[0].kind == ENTRY else "letters"
        summary = f"{count} {word}" if count > 1 else "1 letter"
        return Reading(self._source, self._tokens, summary)

    # What each piece is.

    def _find(self) -> None:
        """Find the heads, openers and closers."""
        pieces = self._pieces
        if not self._starts:
            first = self._first_head()
            last = first
            if first >= 0:
                last = self._title_below(first)
                self._heads[first] = Token(K.HEAD, pieces[first].start, pieces[last].end)
                if last > first:
                    self._inside.add(last)
                    self._spans[first] = pieces[last].end
            self._letter(last + 1, len(pieces))
            return
        self._volume_title()
        ends = [start.at for start in self._starts[1:]]
        for start, end in zip(self._starts, [*ends, self._end_of_book()], strict=True):
            self._head(start)
            if start.kind == LETTER:
                self._letter(start.body, end)

    def _first_head(self) -> int:
        """The piece that is the heading of the only letter; -1 for none."""
        pieces, language = self._pieces, self._language
        at = next(
            (i for i, piece in enumerate(pieces) if piece.is_text or piece.shape is Shape.HEADING),
            -1,
        )
        if at < 0:
            return -1
        first = pieces[at]
        if first.shape is Shape.HEADING:
            return at
        if not first.is_short or not first.is_first:
            return -1
        words = first.words
        if headings.shape_of(words, language) not in ("", "day"):
            return at
        if shapes.is_dateline(words, language) or shapes.is_salute(words, language):
            return -1
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        alone = following is None or following.block != first.block
        parts = opening(pieces, at + 1, len(pieces), language)
        plain = words[:1].isupper() or words[:1].isdigit()
        if alone and parts and plain and first.indent < 8 and not words.endswith((",", ":")):
            return at
        return -1

    def _title_below(self, first: int) -> int:
        """The piece that is the title below a heading of only a number; else the heading's own."""
        pieces = self._pieces
        words = pieces[first].words
        if first + 1 >= len(pieces) or not headings.is_numbered_only(words):
            return first
        below = pieces[first + 1]
        is_title = below.is_text and below.is_short and headings.found_title(below)
        parts = shapes.is_dateline(below.words, self._language) or shapes.is_salute(
            below.words, self._language
        )
        return first + 1 if is_title and not parts else first

    def _volume_title(self) -> None:
        first = self._starts[0].at
        before = [
            i
            for i in range(first)
            if self._pieces[i].is_text or self._pieces[i].shape is Shape.HEADING
        ]
        if (
            before
            and len(before) <= TITLE_LINES
            and (self._pieces[before[0]].is_short or self._pieces[before[0]].shape is Shape.HEADING)
        ):
            piece = self._pieces[before[0]]
            self._heads[before[0]] = Token(K.HEAD, piece.start, piece.end, hints.PART)

    def _end_of_book(self) -> int:
        """Where the last letter ends: at what a library of electronic texts says after it."""
        last = self._starts[-1].body
        for at in range(last, len(self._pieces)):
            piece = self._pieces[at]
            if piece.is_text and END_OF_BOOK.search(
                self._text, piece.start, min(piece.end, piece.start + 80)
            ):
                self._heads[at] = Token(K.SUBHEAD, piece.start, piece.start, "", 1)
                return at
        return len(self._pieces)

    def _head(self, start: Start) -> None:
        pieces = self._pieces
        first = pieces[start.at]
        if start.body == start.at:
            end = first.start
        else:  # a number and the title below it are one heading
            last = pieces[start.body - 1]
            end = last.end
            self._inside |= set(range(start.at + 1, start.body))
            self._spans[start.at] = end
        self._heads[start.at] = Token(K.SUBHEAD, first.start, end, start.kind, 1, place=start.n)

    def _letter(self, at: int, end: int) -> None:
        """Find the parts of the letters in a stretch, which holds one, or several dated ones."""
        found = opening(self._pieces, at, end, self._language)
        at = self._keep(found, at)
        body = at
        greeted = any(part.kind is K.SALUTE for part in found)
        while at < end:
            piece = self._pieces[at]
            if not greeted and at <= body + 3 and self._is_late_greeting(at, end):
                self._parts[at] = Part(K.SALUTE, piece)
                greeted = True
                at += 1
                continue
            if (piece.is_text and not piece.is_short) or self._is_paragraph(piece):
                if at <= body + 2 or self._follows_opener(at):
                    self._greet(at)
                at += 1
                continue
            if not piece.is_text:
                at += 1
                continue
            at = self._run(at, end, body)

    def _is_late_greeting(self, at: int, end: int) -> bool:
        """Whether a salutation stands after an editor's paragraph at the beginning of a letter."""
        piece = self._pieces[at]
        if not (piece.is_text and piece.is_short and piece.is_first and at + 1 < end):
            return False
        following = self._pieces[at + 1]
        return (
            following.is_text
            and not following.is_short
            and (shapes.is_salute(piece.words, self._language))
        )

    def _is_paragraph(self, piece: Piece) -> bool:
        return piece.is_text and piece.is_short and len(piece.words) > 160

    def _follows_opener(self, at: int) -> bool:
        return any(
            self._parts.get(i) and self._parts[i].kind is K.DATELINE
            for i in range(max(0, at - 3), at)
        )

    def _greet(self, at: int) -> None:
        piece = self._pieces[at]
        end = shapes.run_in_salute(self._text, piece.start, piece.end, self._language)
        if end > 0 and end < piece.end:
            self._greeted[piece.start] = end

    def _run(self, at: int, end: int, body: int) -> int:
        """A run of short lines in or after the text of a letter; returns where it ends."""
        pieces = self._pieces
        stop = at
        while stop < end and (not pieces[stop].is_text or pieces[stop].is_short):
            if pieces[stop].is_text and stop > at and self._is_paragraph(pieces[stop]):
                break
            stop += 1
        run = [pieces[i] for i in range(at, stop) if pieces[i].is_text]
        rest = [p for p in pieces[stop:end] if p.is_text]
        is_last = not rest or (sum(p.end - p.start for p in rest) <= POSTSCRIPT and len(rest) <= 4)
        parts = closing(run, self._margin, self._language, is_last=is_last, names=self._names)
        if parts and any(
            self._parts.get(i) and self._parts[i].kind is K.SIGNED for i in range(body, at)
        ):
            parts = self._after_signature(parts)
        if parts:
            self._keep(parts, at)
            if rest:
                self._postscript(stop, end, is_last=is_last)
        elif rest and run:
            self._new_opener(run, stop, end)
        return stop

    def _after_signature(self, parts: Sequence[Part]) -> list[Part]:
        """Parts below a closer: names that do not recur are an address, and not signed."""
        has_close = any(part.kind is K.CLOSE for part in parts)
        return [
            Part(K.ADDRESS, part.piece, Certainty.LOW)
            if part.kind is K.SIGNED and not has_close and key(part.piece.words) not in self._names
            else part
            for part in parts
        ]

    def _new_opener(self, run: Sequence[Piece], stop: int, end: int) -> None:
        """A dateline in the middle, with which another letter begins under the same heading."""
        for back in range(1, min(4, len(run)) + 1):
            at = self._index[run[-back].start]
            found = opening(self._pieces, at, end, self._language)
            is_sure = bool(found) and found[0].certainty is Certainty.HIGH
            if len(found) == back and is_sure and found[0].kind is K.DATELINE and run[-back].blanks:
                self._keep(found, at)
                return

    def _postscript(self, at: int, end: int, *, is_last: bool) -> None:
        """What follows a signature: a postscript, where it says so or the letter ends with it."""
        pieces = self._pieces
        first = next((i for i in range(at, end) if pieces[i].is_text), -1)
        if first < 0:
            return
        piece = pieces[first]
        said = shapes.begins_postscript(self._text, piece.start, piece.end, self._language)
        if said or (is_last and self._text[piece.start] not in "[("):
            self._parts[first] = Part(
                K.POSTSCRIPT, piece, Certainty.HIGH if said else Certainty.MEDIUM
            )

    def _keep(self, parts: Sequence[Part], at: int) -> int:
        """Keep some parts; returns the index of the piece after the last."""
        for part in parts:
            first = self._index[part.piece.start]
            self._parts[first] = part
            at = first + 1
            while at < len(self._pieces) and self._pieces[at].start < part.piece.end:
                self._inside.add(at)
                at += 1
        return at

    def _recurring_names(self) -> frozenset[str]:
        """Names that stand alone at the ends of several letters."""
        pieces = self._pieces
        counts = Counter(
            key(piece.words)
            for at, piece in enumerate(pieces)
            if piece.is_text
            and piece.is_short
            and shapes.is_name(piece.words, self._language)
            and (at + 1 == len(pieces) or pieces[at + 1].is_first)
        )
        starts = {key(self._pieces[start.at].words) for start in self._starts}
        return frozenset(n for n, c in counts.items() if c >= RECURS and n not in starts and n)

    # Tokens.

    def _block_of(self, at: int) -> Block:
        """The block that a piece makes, with the pieces that belong to the same part."""
        piece = self._pieces[at]
        part = self._parts.get(at)
        end = part.piece.end if part else self._spans.get(at, piece.end)
        block = piece.source
        if piece.shape is not Shape.TEXT:
            return block
        return Block(Shape.TEXT, piece.start, end, block.indent, piece.start, "", None)

    def _piece(self, at: int) -> int:
        """The tokens of a piece; returns the index of the next one."""
        if at in self._inside:
            return at + 1
        piece = self._pieces[at]
        index = self._at_block[piece.start]
        block = self._rules.body[index]
        head = self._heads.get(at)
        if head is not None and head.start < head.end:
            self._tokens += [head, *self._inline(block, self._dates(block))]
            return at + 1
        if head is not None:
            self._tokens.append(head)
        listing = self._rules.listings.get(index)
        shape = block.shape
        if shape is Shape.PAGE:
            self._tokens.append(page(block))
        elif shape is Shape.FORM_WORK:
            self._tokens.append(Token(K.FORM_WORK, block.start, block.end, block.number))
        elif shape is Shape.NOTE:
            self._tokens += self._rules.note(block)
        elif shape is Shape.NUMBERED and block.is_note:
            number = Token(
                K.NOTE_NUMBER, block.start, block.start + len(block.number) + 1, block.number
            )
            note = Token(K.NOTE, block.start, block.end, block.number)
            self._tokens += [note, *self._inline(block, [number])]
        elif shape is Shape.HEADING:
            depth = max(2 if self._starts else 1, block.hint.depth if block.hint else 1)
            self._tokens += [
                Token(K.SUBHEAD, block.start, block.end, "", depth),
                *self._inline(block),
            ]
        elif shape is Shape.TABLE:
            self._tokens += self._rules.table(
                hints.within(self._rules.hints, block.start, block.end)
            )
        elif shape in (Shape.ITEM, Shape.NUMBERED):
            return self._list(at, index, listing)
        else:
            self._text_piece(at, block)
        return at + 1

    def _list(self, at: int, index: int, listing: Listing | None) -> int:
        """A list, whose labels are paragraphs before it."""
        if listing is None:
            for first, each in self._rules.listings.items():
                if first < index <= first + len(each.labels):
                    listing = each
        if listing is None:
            block = self._rules.body[index]
            self._tokens += [Token(K.PARAGRAPH, block.start, block.end), *self._inline(block)]
            return at + 1
        plain = Listing((), listing.blocks, listing.kind)
        self._tokens += self._rules.list_of(plain)
        end = listing.blocks[-1].end
        while at < len(self._pieces) and self._pieces[at].start < end:
            at += 1
        return at

    def _text_piece(self, at: int, block: Block) -> None:
        part = self._parts.get(at)
        if part is None:
            greeted = self._greeted.get(block.start)
            given = [Token(K.SALUTE, block.start, greeted)] if greeted else []
            self._tokens += [
                Token(K.PARAGRAPH, block.start, block.end),
                *self._inline(block, given),
            ]
            return
        kind, certainty = part.kind, part.certainty
        if kind is K.NOTE:
            inner = [Token(K.INNER, start, end) for start, end in self._paragraphs[at]]
            self._tokens += [
                Token(K.NOTE, block.start, block.end),
                *self._inline(block, inner if len(inner) > 1 else ()),
            ]
            return
        if kind is K.POSTSCRIPT:
            inner = self._inline(block)
            self._tokens += [
                Token(K.POSTSCRIPT, block.start, block.end, "", 0, certainty),
                Token(K.PARAGRAPH, block.start, block.end),
                *inner,
            ]
            return
        given = self._dates(block) if kind is K.DATELINE else []
        self._tokens += [
            Token(kind, block.start, block.end, "", 0, certainty),
            *self._inline(block, given),
        ]

    def _find_notes(self) -> None:
        """Find paragraphs in one pair of brackets: notes that the editor put below a passage."""
        pieces, text = self._pieces, self._text
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            last = -1
            if (
                piece.is_text
                and piece.is_first
                and text[piece.start] == "["
                and at not in self._parts
            ):
                last = self._end_of_note(at)
            if last >= 0 and not self._parts.keys() & set(range(at, last + 1)):
                self._parts[at] = Part(K.NOTE, joined(pieces[at : last + 1]))
                self._inside |= set(range(at + 1, last + 1))
                self._paragraphs[at] = _by_block(pieces[at : last + 1])
                at = last
            at += 1

    def _end_of_note(self, at: int) -> int:
        """The piece with which a note in brackets ends that begins with a piece; -1 for none."""
        pieces, text = self._pieces, self._text
        start = pieces[at].start
        depth = 0
        for last in range(at, min(len(pieces), at + NOTE_BLOCKS)):
            piece = pieces[last]
            if not piece.is_text or last in self._heads:
                return -1
            depth += text.count("[", piece.start, piece.end) - text.count(
                "]", piece.start, piece.end
            )
            if depth <= 0:
                closed = text[piece.end - 1] == "]" and depth == 0
                return last if closed and piece.end - start >= EDITORS_NOTE else -1
        return -1

    def _inline(self, block: Block, given: Sequence[Token] = ()) -> list[Token]:
        notes: list[Token] = []
        if self._has_notes_inside:
            for match in NOTE_INSIDE.finditer(self._text, block.start, block.end):
                notes += [
                    Token(K.NOTE, *match.span()),
                    Token(K.NOTE_NUMBER, *match.span("open")),
                    Token(K.NOTE_NUMBER, *match.span("close")),
                ]
        return self._rules.inline.within(block, [*given, *notes])

    def _dates(self, block: Block) -> list[Token]:
        found = dates_in_words.find(self._text, block.start, block.end, self._language)
        return [Token(K.DATE, date.start, date.end, date.when) for date in found if date.when]


def _by_block(parts: Sequence[Piece]) -> list[tuple[int, int]]:
    """Where each block of some pieces begins and ends."""
    found: list[tuple[int, int]] = []
    for at, piece in enumerate(parts):
        if at and parts[at - 1].block == piece.block:
            found[-1] = (found[-1][0], piece.end)
        else:
            found.append((piece.start, piece.end))
    return found


def _margin(pieces: Sequence[Piece]) -> int:
    """The column where most paragraphs begin."""
    counts = Counter(p.indent for p in pieces if p.is_text and not p.is_short)
    return counts.most_common(1)[0][0] if counts else 0


def _with_targets(source: Source) -> Source:
    """The view with the note that each reference means, where the format does not say which.

    In a volume whose letters count their notes anew that is the next one with the number.
    """
    if not any(hint.kind is HintKind.NOTE_REFERENCE and hint.target < 0 for hint in source.hints):
        return source
    following: dict[str, int] = {}
    result: list[Hint] = []
    for hint in reversed(source.hints):
        if hint.kind is HintKind.NOTE:
            following[hint.value] = hint.start
        elif hint.kind is HintKind.NOTE_REFERENCE and hint.target < 0:
            hint = replace(hint, target=following.get(hint.value, -1))
        result.append(hint)
    return replace(source, hints=tuple(reversed(result)))
