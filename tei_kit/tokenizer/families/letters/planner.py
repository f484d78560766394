"""Planner: finds the kinds of the pieces of letters and diaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tei_kit.certainty import Certainty
from tei_kit.layout.blocks import Shape
from tei_kit.record import replace
from tei_kit.source import hints
from tei_kit.source.source import Source
from tei_kit.tokenizer import dates_in_words
from tei_kit.tokenizer.families.letters import around, diary, headings, mail, parties, shapes
from tei_kit.tokenizer.families.letters.around import OPENER
from tei_kit.tokenizer.families.letters.closing import POSTSCRIPT, QUOTES, closing, ends_inner, key
from tei_kit.tokenizer.families.letters.divisions import ENCLOSURE, ENTRY, LETTER, Start
from tei_kit.tokenizer.families.letters.headings import END_OF_BOOK
from tei_kit.tokenizer.families.letters.opening import opening
from tei_kit.tokenizer.families.pieces import columns
from tei_kit.tokenizer.families.pieces.pieces import Piece, joined
from tei_kit.tokenizer.families.pieces.plan import Part, Plan
from tei_kit.tokenizer.families.pieces.words import words_of
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# A name that stands alone on its line this often is a signature.
RECURS = 2
TELEGRAM = "telegram"
FIRST_WORDS = 24  # characters before the date of an entry: its weekday, a place
# Kinds that may follow a complimentary close.
CLOSERS = frozenset({K.CLOSE, K.SIGNED})
# The first line is the title of the volume if at most this many lines stand before the first
# heading.
TITLE_LINES = 6


def fill(plan: Plan, source: Source, starts: Sequence[Start], text: Text) -> None:
    """Add to a plan the headings, openers, closers and postscripts of letters.

    `starts` are the beginnings of the letters or days; it is empty for a single letter.
    """
    _Planner(source, plan, starts, text).find()


def fill_one(plan: Plan, source: Source, text: Text, at: int, end: int) -> None:
    """Add to a plan the opener, the closer and the postscript of a letter inside another text.

    The letter is `plan.pieces[at:end]`, without its heading.
    """
    _Planner(source, plan, (), text).letter(at, end)


MOST_GREETING = 5  # words of a greeting in quotation marks
MOST_QUOTED = 30  # paragraphs and lines of a letter that is quoted in another


class _Planner:
    """Finds the kinds of the pieces of one text, letter by letter."""

    def __init__(self, source: Source, plan: Plan, starts: Sequence[Start], text: Text) -> None:
        self._language = text.language
        self._text = source.text
        self._pieces = plan.pieces
        self._plan = plan
        self._starts = starts
        self._index = {piece.start: at for at, piece in enumerate(plan.pieces)}
        self._names = self._recurring_names()
        self._margin = _margin(plan.pieces)

    def find(self) -> None:
        """Find the headings, openers, closers and postscripts."""
        pieces = self._pieces
        if not self._starts:
            first = self._first_head()
            last = first
            if first >= 0:
                last = self._title_below(first)
                head = Token(K.HEAD, pieces[first].start, pieces[last].end)
                self._plan.head(head, first, last + 1)
                self._name(head)
            self.letter(last + 1, len(pieces))
            if self._is_telegram(max(first, 0), len(pieces)):
                self._plan.kind = TELEGRAM
            return
        self._volume_title()
        ends = [start.at for start in self._starts[1:]]
        for start, end in zip(self._starts, [*ends, self._end_of_book()], strict=True):
            self._head(start)
            if start.kind == ENTRY and start.body == start.at:
                self._date_in(start.at)
            if start.kind in (LETTER, ENCLOSURE):
                self.letter(start.body, end)
            if start.kind == LETTER and self._is_telegram(start.at, end):
                self._plan.heads[start.at] = replace(self._plan.heads[start.at], value=TELEGRAM)

    def _date_in(self, at: int) -> None:
        """Find the date at the beginning of the paragraph of an entry."""
        piece = self._pieces[at]
        end = min(piece.end, piece.start + diary.LONGEST_DAY)
        found = dates_in_words.find(self._text, piece.start, end, self._language)
        if found and found[0].when and found[0].start - piece.start <= FIRST_WORDS:
            date = found[0]
            self._plan.given[piece.start] = [Token(K.DATE, date.start, date.end, date.when)]

    def _is_telegram(self, at: int, end: int) -> bool:
        """Whether one of the first short lines of a letter is the word for a telegram."""
        for piece in self._pieces[at : min(end, at + OPENER)]:
            if piece.is_text and not piece.is_short:
                return False
            if piece.is_text and shapes.is_telegram(piece.words, self._language):
                return True
        return False

    def _first_head(self) -> int:
        """The index of the heading of the only letter; -1 without a heading."""
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
        if mail.header(pieces, at, len(pieces)):
            return -1
        if not first.is_short or not first.is_first:
            return -1
        words = first.words
        shape = headings.shape_of(words, language)
        greets = shape == "numbered" and shapes.is_salute(words, language)  # "C. PLINIUS SUO S."
        if shape not in ("", "day") and not greets:
            return at
        if shapes.is_dateline(words, language) or shapes.is_salute(words, language):
            return -1
        following = pieces[at + 1] if at + 1 < len(pieces) else None
        alone = following is None or following.block != first.block
        parts = opening(pieces, at + 1, len(pieces), language)
        # "12 Quay Street" is an address.
        plain = words[:1].isupper() or headings.NUMBERED.fullmatch(words) is not None
        if alone and parts and plain and first.indent < 8 and not words.endswith((",", ":")):
            return at
        return -1

    def _title_below(self, first: int) -> int:
        """The index of the title below a heading that is only a number; `first` without a title."""
        pieces = self._pieces
        words = pieces[first].words
        if first + 1 >= len(pieces) or not headings.is_numbered_only(words):
            return first
        below = pieces[first + 1]
        is_title = below.is_text and below.is_short and around.is_title_line(below)
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
            self._plan.heads[before[0]] = Token(K.HEAD, piece.start, piece.end, hints.PART)

    def _end_of_book(self) -> int:
        """The index of the piece where the last letter ends.

        The text that an electronic library adds at the end becomes a division of its own.
        """
        last = self._starts[-1].body
        for at in range(last, len(self._pieces)):
            piece = self._pieces[at]
            if piece.is_text and END_OF_BOOK.search(
                self._text, piece.start, min(piece.end, piece.start + 80)
            ):
                self._plan.heads[at] = Token(K.SUBHEAD, piece.start, piece.start, "", 1)
                return at
        return len(self._pieces)

    def _head(self, start: Start) -> None:
        pieces = self._pieces
        first = pieces[start.at]
        body = max(start.body, start.at + 1)
        end = first.start if start.body == start.at else pieces[body - 1].end
        head = Token(K.SUBHEAD, first.start, end, start.kind, 1, place=start.n)
        self._plan.head(head, start.at, body)
        if start.kind == LETTER:
            self._name(head)

    def _name(self, head: Token) -> None:
        """Find the names in the heading of a letter."""
        self._plan.given[head.start] = parties.names(
            self._text, head.start, head.end, self._language
        )

    def _keep(self, parts: Sequence[Part], at: int) -> int:
        """Keep parts of a letter, with the names in its mail header and the places of datelines.

        Returns the index of the piece after the last part.
        """
        parts = [self._side_by_side(part) for part in parts]
        for part in parts:
            if part.kind is K.ADDRESS and (found := mail.names(self._text, part.piece)):
                self._plan.given[part.piece.start] = found
        for part in parts:
            if part.kind is K.DATELINE and not mail.is_line(part.piece.words):
                piece = part.piece
                self._plan.given[piece.start] = parties.place(
                    self._text, piece.start, piece.end, self._language
                )
        return self._plan.keep(parts, at)

    def _side_by_side(self, part: Part) -> Part:
        """The part; a signature of several names side by side becomes a close that holds them."""
        piece = part.piece
        if part.kind is not K.SIGNED:
            return part
        names = columns.names_in(self._text, piece.start, piece.end, self._language)
        if not names:
            return part
        self._plan.given[piece.start] = names
        return Part(K.CLOSE, piece, part.certainty)

    def letter(self, at: int, end: int) -> None:
        """Find the parts of a letter in the pieces from `at` to `end`.

        Another letter may begin there with a dateline.
        """
        found = opening(self._pieces, at, end, self._language)
        at = self._keep(found, at)
        body = at
        greeted = any(part.kind is K.SALUTE for part in found)
        while at < end:
            piece = self._pieces[at]
            if not greeted and at <= body + 3 and self._is_late_greeting(at, end):
                self._plan.parts[at] = Part(K.SALUTE, piece)
                greeted = True
                at += 1
                continue
            if (piece.is_text and not piece.is_short) or self._is_paragraph(piece):
                if at <= body + 2 or self._follows_opener(at):
                    self._greet(at)
                at += 1
                continue
            if self._is_quoted_greeting(at, end):
                self._plan.parts[at] = Part(K.SALUTE, piece)
                at += 1
                continue
            waits = not greeted and at <= body + 2 and at + 1 < end
            if not piece.is_text or (waits and self._is_late_greeting(at + 1, end)):
                at += 1
                continue
            at = self._run(at, end, body)

    def _is_late_greeting(self, at: int, end: int) -> bool:
        """Whether a piece is a salutation before running text, as after an editor's paragraph."""
        piece = self._pieces[at]
        if not (piece.is_text and piece.is_short and piece.is_first and at + 1 < end):
            return False
        following = self._pieces[at + 1]
        return (
            following.is_text
            and not following.is_short
            and (shapes.is_salute(piece.words, self._language))
        )

    def _is_quoted_greeting(self, at: int, end: int) -> bool:
        """Whether a line in quotation marks is the salutation of a letter quoted in another letter.

        It is a few words with a comma or the like. The paragraph below begins with a quotation
        mark, and a name further below ends with one.
        """
        piece = self._pieces[at]
        words = piece.words.lstrip(QUOTES)
        if words == piece.words or not (piece.is_first and words.endswith((",", ":", "!", "—"))):
            return False
        if at + 1 >= end or len(words_of(words)) > MOST_GREETING:
            return False
        if shapes.is_close(words, self._language):
            return False
        below = self._pieces[at + 1]
        is_quoted = below.is_text and below.is_first and self._text[below.start] in QUOTES
        return is_quoted and any(
            each.is_short
            and each.words.endswith(tuple(QUOTES))
            and shapes.is_name(each.words.strip(QUOTES), self._language)
            for each in self._pieces[at + 1 : min(end, at + MOST_QUOTED)]
        )

    def _is_paragraph(self, piece: Piece) -> bool:
        if not (piece.is_text and piece.is_short):
            return False
        return len(piece.words) > 160 or shapes.runs_in(piece.words, self._language)

    def _follows_opener(self, at: int) -> bool:
        return any(
            self._plan.parts.get(i) and self._plan.parts[i].kind is K.DATELINE
            for i in range(max(0, at - 3), at)
        )

    def _greet(self, at: int) -> None:
        piece = self._pieces[at]
        end = shapes.run_in_salute(self._text, piece.start, piece.end, self._language)
        if end > 0 and end < piece.end:
            self._plan.greeted[piece.start] = end

    def _run(self, at: int, end: int, body: int) -> int:
        """Find the closer in a run of short lines from `at` on; returns the index after the run."""
        pieces = self._pieces
        stop = at
        while stop < end and (not pieces[stop].is_text or pieces[stop].is_short):
            if pieces[stop].is_text and stop > at and self._is_paragraph(pieces[stop]):
                break
            if stop > at and self._is_quoted_greeting(stop, end):
                break
            stop += 1
        run = [pieces[i] for i in range(at, stop) if pieces[i].is_text]
        inner = ends_inner(run, self._margin, self._language)
        if inner > 0:
            stop = self._index[run[inner].start]
            run = run[:inner]
        rest = [p for p in pieces[stop:end] if p.is_text]
        is_quoted = bool(run) and run[-1].words[:1] in QUOTES and run[-1].words[-1:] in QUOTES
        is_short = sum(p.end - p.start for p in rest) <= POSTSCRIPT and len(rest) <= 4
        is_last = not rest or (is_short and not is_quoted)
        parts = closing(run, self._margin, self._language, is_last=is_last, names=self._names)
        if rest and [part.kind for part in parts] == [K.DATELINE]:
            parts = []  # a dateline alone closes a letter only at its end
        if parts and any(
            self._plan.parts.get(i) and self._plan.parts[i].kind is K.SIGNED
            for i in range(body, at)
        ):
            parts = self._after_signature(parts)
        if parts:
            above = self._close_above(parts[0], at, body)
            self._keep([*above, *parts], at - len(above))
            if rest:
                self._postscript(stop, end, is_last=is_last)
        elif rest and run:
            self._new_opener(run, stop, end)
        return stop

    def _close_above(self, part: Part, at: int, body: int) -> list[Part]:
        """The paragraph above a closer, if it is one complimentary close; otherwise [].

        `part` is the first part of the closer, `at` the index of the first piece of the run.
        """
        before = at - 1
        if (
            before <= body
            or before in self._plan.parts
            or self._pieces[at].start != part.piece.start
        ):
            return []
        piece = self._pieces[before]
        words = " ".join(self._text[piece.start : piece.end].split())
        is_free = piece.is_text and not piece.is_short and piece.start not in self._plan.greeted
        is_free = is_free and piece.source is not part.piece.source
        if part.kind not in CLOSERS or not is_free:
            return []
        goes_on = part.kind is K.SIGNED or words.endswith(",")
        is_close = goes_on and shapes.is_closing_paragraph(words, self._language)
        return [Part(K.CLOSE, piece)] if is_close else []

    def _after_signature(self, parts: Sequence[Part]) -> list[Part]:
        """The parts below a closer; without a close, names that do not recur become an address."""
        has_close = any(part.kind is K.CLOSE for part in parts)
        return [
            Part(K.ADDRESS, part.piece, Certainty.LOW)
            if part.kind is K.SIGNED and not has_close and key(part.piece.words) not in self._names
            else part
            for part in parts
        ]

    def _new_opener(self, run: Sequence[Piece], stop: int, end: int) -> None:
        """Find the opener of another letter under the same heading, at the end of a run.

        It begins with a dateline after a blank line.
        """
        for back in range(1, min(4, len(run)) + 1):
            at = self._index[run[-back].start]
            found = opening(self._pieces, at, end, self._language)
            is_sure = bool(found) and found[0].certainty is Certainty.HIGH
            if len(found) == back and is_sure and found[0].kind is K.DATELINE and run[-back].blanks:
                self._keep(found, at)
                return

    def _postscript(self, at: int, end: int, *, is_last: bool) -> None:
        """Find a docket or a postscript in the pieces after a closer.

        A postscript begins with a word such as P.S., or ends the letter and is not in brackets.
        """
        pieces = self._pieces
        first = next((i for i in range(at, end) if pieces[i].is_text), -1)
        if first < 0:
            return
        piece = pieces[first]
        if shapes.is_docket(self._text, piece.start, piece.end):
            self._plan.keep([Part(K.TRAILER, piece)], first)
            return
        said = shapes.begins_postscript(self._text, piece.start, piece.end, self._language)
        if said or (is_last and self._text[piece.start] not in "[("):
            certainty = Certainty.HIGH if said else Certainty.MEDIUM
            last = self._end_of_postscript(first, end) if is_last else first
            whole = joined(pieces[first : last + 1])
            self._plan.keep([Part(K.POSTSCRIPT, whole, certainty)], first)
            self._plan.paragraphs[first] = [
                Token(K.PARAGRAPH, each.start, each.end) for each in pieces[first : last + 1]
            ]

    def _end_of_postscript(self, first: int, end: int) -> int:
        """The index of the last paragraph in the row of paragraphs that begins with `first`."""
        last = first
        while (
            last + 1 < end
            and self._pieces[last + 1].is_text
            and not self._pieces[last + 1].is_short
        ):
            last += 1
        return last

    def _recurring_names(self) -> frozenset[str]:
        """The names (see `key`) that sign several letters, or that the headers of mail give.

        They stand alone on their lines at the ends of blocks.
        """
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
        recurring = {n for n, c in counts.items() if c >= RECURS and n not in starts and n}
        is_mail = any(mail.header(pieces, start.at, len(pieces)) for start in self._starts[:1])
        return frozenset(recurring | mail.signatures(pieces) if is_mail else recurring)


def _margin(pieces: Sequence[Piece]) -> int:
    """The column where most paragraphs begin."""
    counts = Counter(p.indent for p in pieces if p.is_text and not p.is_short)
    return counts.most_common(1)[0][0] if counts else 0
