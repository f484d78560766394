"""Planner: it finds out what the pieces of letters and diaries are."""

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
# How often a name stands alone on its line before it is known to sign letters.
RECURS = 2
TELEGRAM = "telegram"
FIRST_WORDS = 24  # characters before the date of an entry: its weekday, a place
# Kinds that may follow a complimentary close.
CLOSERS = frozenset({K.CLOSE, K.SIGNED})
# How many lines may stand before the first heading for the first of them to be a volume's title.
TITLE_LINES = 6


def fill(plan: Plan, source: Source, starts: Sequence[Start], text: Text) -> None:
    """Add to a plan the headings, openers, closers and postscripts of letters."""
    _Planner(source, plan, starts, text).find()


def fill_one(plan: Plan, source: Source, text: Text, at: int, end: int) -> None:
    """Add to a plan the opener, the closer and the postscript of a letter inside another text.

    Its text begins with the piece of index `at`, and ends before the piece `end`.
    """
    _Planner(source, plan, (), text).letter(at, end)


MOST_GREETING = 5  # words of a greeting in quotation marks
MOST_QUOTED = 30  # paragraphs and lines of a letter that is quoted in another


class _Planner:
    """Finds out what the pieces of one text are, letter by letter."""

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
        """Find the heads, openers and closers."""
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
        """Find the date with which the paragraph of an entry begins."""
        piece = self._pieces[at]
        end = min(piece.end, piece.start + diary.LONGEST_DAY)
        found = dates_in_words.find(self._text, piece.start, end, self._language)
        if found and found[0].when and found[0].start - piece.start <= FIRST_WORDS:
            date = found[0]
            self._plan.given[piece.start] = [Token(K.DATE, date.start, date.end, date.when)]

    def _is_telegram(self, at: int, end: int) -> bool:
        """Whether the word for a telegram stands alone among the first short lines of a letter."""
        for piece in self._pieces[at : min(end, at + OPENER)]:
            if piece.is_text and not piece.is_short:
                return False
            if piece.is_text and shapes.is_telegram(piece.words, self._language):
                return True
        return False

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
        """The piece that is the title below a heading of only a number; else the heading's own."""
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
        """The end of the last letter: before the words of a library of electronic texts."""
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
        """Keep parts of a letter, with the places of its datelines."""
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
        """A signature, or what holds the names of several that stand side by side."""
        piece = part.piece
        if part.kind is not K.SIGNED:
            return part
        names = columns.names_in(self._text, piece.start, piece.end, self._language)
        if not names:
            return part
        self._plan.given[piece.start] = names
        return Part(K.CLOSE, piece, part.certainty)

    def letter(self, at: int, end: int) -> None:
        """Find the parts of the letters in a stretch, which holds one, or several dated ones."""
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

    def _is_quoted_greeting(self, at: int, end: int) -> bool:
        """Whether a line in quotation marks begins a letter that is quoted in another.

        It is a few words with a comma, another paragraph begins with the marks below it, and a name
        ends with them.
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
        """A run of short lines in or after the text of a letter; returns where it ends."""
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
            parts = []  # a day alone ends a letter only where nothing follows
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
        """The paragraph above a closer that is one complimentary close; [] for none.

        `part` is the first of the closer, which begins with the piece of index `at`.
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
        """Plan a postscript: blocks after a signature that say so, or with which a letter ends."""
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
        """The last of the paragraphs that follow each other from the first on."""
        last = first
        while (
            last + 1 < end
            and self._pieces[last + 1].is_text
            and not self._pieces[last + 1].is_short
        ):
            last += 1
        return last

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
        recurring = {n for n, c in counts.items() if c >= RECURS and n not in starts and n}
        is_mail = any(mail.header(pieces, start.at, len(pieces)) for start in self._starts[:1])
        return frozenset(recurring | mail.signatures(pieces) if is_mail else recurring)


def _margin(pieces: Sequence[Piece]) -> int:
    """The column where most paragraphs begin."""
    counts = Counter(p.indent for p in pieces if p.is_text and not p.is_short)
    return counts.most_common(1)[0][0] if counts else 0
