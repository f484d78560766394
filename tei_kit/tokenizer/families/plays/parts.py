"""Parts: the rows of a play taken apart into labels, directions and what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tei_kit.settings.language import alternatives, of_any
from tei_kit.tokenizer.families.plays import bracket_use, directions
from tei_kit.tokenizer.families.plays.candidates import Candidate, key_of
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.items import (
    LEAST_VERSES,
    SAID,
    WIDEST_VERSE,
    Direction,
    Ending,
    Fixed,
    Head,
    Item,
    Listed,
    Ornament,
    Piece,
    Speaker,
    Words,
)
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.outline import HEADING_ROWS, Outline
from tei_kit.tokenizer.families.rows import Row

# Columns by which a direction without brackets is indented at the least.
INDENTED = 3
# The share of the rows that go on with a speech which may be indented so.
FEW = 0.05
SHORT = 80
FEW_ROWS = 3  # of what is told of a scene
# A row of a direction of several rows that has more columns is full, and does not end it.
SHORT_ROW = 62
# What is heard on the radio, where it is told as speeches are.
HEARD = frozenset(map(key_of, of_any("heard")))
# A row of signs: "*  *  *", "-----".
ORNAMENT = re.compile(r"(?:[*=~#+•·_—–-][ \t]*){3,}")
TAIL = " \t\u00a0.:,;"
QUOTES = "'\"’‘“„«_ "


def items_of(text: str, rows: Sequence[Row], outline: Outline) -> list[Item]:
    """The parts of the play from its first row to its last."""
    return _Parts(text, rows, outline).items()


class _Parts:
    """Takes the rows of one play apart."""

    def __init__(self, text: str, rows: Sequence[Row], outline: Outline) -> None:
        self._text = text
        self._rows = rows
        self._outline = outline
        begins = {rows[at].start: _past(label) for at, label in outline.labels.items()}
        self._use = bracket_use.learn(text, rows[outline.first : outline.last], begins)
        self._margin, self._is_margin = self._find_margin()
        self._at = {row.start: at for at, row in enumerate(rows)}
        self._items: list[Item] = []
        self._spoken = False  # whether somebody speaks in the division
        self._kind = ""  # of the division
        self._open_bracket = False  # a direction goes on in the next chunk
        self._numbers = _line_numbers(text, rows)

    def items(self) -> list[Item]:
        """All parts in the order of the text."""
        rows, kinds = self._rows, self._outline.kinds
        at, last = self._outline.first, self._outline.last
        while at < last:
            kind = kinds[at]
            if kind is Kind.HEADING:
                at = self._heading(at)
            elif kind is Kind.CAST:
                after = at + 1
                while after < last and kinds[after] is Kind.LISTED:
                    after += 1
                self._items.append(Listed(at, after))
                at = after
            elif kind is Kind.FIXED:
                self._items.append(Fixed(rows[at]))
                at += 1
            elif kind is Kind.END:
                self._items.append(Ending(rows[at].start, rows[at].end))
                self._spoken = False
                at += 1
            else:
                end = at + 1
                while end < last and kinds[end] is Kind.TEXT and not rows[end].blanks:
                    if rows[end].hint is not None or rows[end - 1].hint is not None:
                        break
                    end += 1
                self._chunk(at, end)
                at = end
        return self._items

    def _heading(self, at: int) -> int:
        """A heading with the rows that go on with it; the index after them."""
        rows, heading = self._rows, self._outline.heads[at]
        end = at + 1
        kinds = self._outline.kinds
        while (
            end < self._outline.last
            and end < at + HEADING_ROWS
            and not rows[end].blanks
            and kinds[end] is Kind.TEXT
            and rows[end].hint is None
            and rows[at].hint is None
            and self._text[rows[end].start] not in "(["
            and self._goes_on_heading(at, end)
        ):
            end += 1
        self._items.append(Head(rows[at].start, rows[end - 1].end, heading))
        self._spoken = False
        self._kind = heading.kind
        return end

    def _goes_on_heading(self, at: int, end: int) -> bool:
        """Whether a row right under a heading is its title: it is short and ends the chunk."""
        row = self._rows[end]
        if row.end - row.start > SHORT or directions.begins(self._text[row.start : row.end]):
            return False
        if self._outline.heads[at].is_place:
            return False
        return end + 1 >= len(self._rows) or bool(self._rows[end + 1].blanks)

    # Chunks: rows without a blank line between them.

    def _chunk(self, at: int, end: int) -> None:
        rows = self._rows
        label = self._outline.labels.get(at)
        begin, stop = rows[at].start, rows[end - 1].end
        if label and self._is_cue(label, stop):
            self._items.append(Direction(begin, stop))
            return
        if label:
            self._open_bracket = False
            self._speaker(at, label)
            begin = self._after_label(label, stop)
            if begin >= stop:
                return
            self._content(at, end, begin)
            return
        if rows[at].hint is None and ORNAMENT.fullmatch(self._text, begin, stop):
            is_said = end < self._outline.last and self._outline.kinds[end] is Kind.TEXT
            ends = not is_said or end in self._outline.labels
            self._items.append(Ornament(begin, stop, ends))
            return
        if self._is_direction(at, end):
            self._items.append(Direction(begin, stop))
            return
        self._content(at, end, begin)

    def _is_cue(self, label: Candidate, stop: int) -> bool:
        """Whether what looks like a speech is what is heard on the radio: "SOUND: DOOR OPENS"."""
        return (
            label.shape.separator == "colon"
            and key_of(label.name) in HEARD
            and self._text[label.end : stop].isupper()
        )

    def _speaker(self, at: int, label: Candidate) -> None:
        row = self._rows[at]
        following = label.end
        while following < row.end and self._text[following] in " \t\u00a0":
            following += 1
        self._items.append(Speaker(row.start, label, following - label.end))
        self._spoken = True

    def _after_label(self, label: Candidate, stop: int) -> int:
        """Take the directions beside a label; where the words begin."""
        text = self._text
        at = label.end
        if label.direction >= 0:
            at = label.direction
            if text[at] in "([":
                close = directions.close_of(text, at, stop)
                if close < 0:
                    self._items.append(Direction(at, stop, beside=True))
                    return stop
                is_over = label.end <= label.direction  # the bracket closes in a row below
                at = self._tail(close, stop if is_over else max(close, min(label.end, stop)))
                at = max(at, label.end, self._past_sign(label, at, stop))
            else:
                at = label.end
            self._items.append(Direction(label.direction, at, beside=True))
        while True:
            begin = at
            while begin < stop and text[begin] in " \t\u00a0\n":
                begin += 1
            sign = begin
            while sign < stop and text[sign] in "-—– ":
                sign += 1
            italic = self._use.italic_direction(text, begin, stop, first=True)
            if italic > begin:
                at = italic
                self._items.append(Direction(begin, at, beside=True))
                continue
            if sign >= stop or text[sign] not in "([":
                return begin
            below = self._at.get(sign, -1)
            if below >= 0 and self._is_bracketed_speech(text[sign], below, sign):
                return begin
            close = directions.close_of(text, sign, stop)
            if close < 0:
                if text[sign] == "[" or sign == begin:
                    self._items.append(Direction(begin, stop, beside=True))
                    return stop
                return begin
            if not self._use.is_direction(text, sign, close, first=True):
                return begin
            at = self._tail(close, stop)
            self._items.append(Direction(begin, at, beside=True))

    def _past_sign(self, label: Candidate, at: int, stop: int) -> int:
        """Past the sign that closes a label after its direction: `_Ada (rising,\nslowly)._`"""
        sign = label.shape.style.removeprefix("sign")
        if sign == label.shape.style or label.end > label.name_end:
            return at
        past = self._tail(at, stop)
        if not self._text.startswith(sign, past):
            return at
        return self._tail(past + len(sign), stop)

    def _tail(self, at: int, stop: int) -> int:
        """Past the stop or colon right after a direction."""
        while at < stop and self._text[at] in ".:":
            at += 1
        return at

    def _is_direction(self, at: int, end: int) -> bool:
        """Whether a chunk without a label is a direction, by its words or its place."""
        rows, text = self._rows, self._text
        row = rows[at]
        if row.hint is not None:
            return True
        if self._outline.is_film:
            return not (self._items and _is_label(self._items[-1]))
        if self._open_bracket:
            closes = text.find("]", row.start, rows[end - 1].end)
            self._open_bracket = closes < 0
            return True
        if text[row.start] in "([":
            return False
        if end - at == 1 and self._is_piece(at, end):
            return True
        if text.startswith("_[", row.start) and self._opens_bracket(at, end):
            self._open_bracket = True
            return True
        if bracket_use.is_set_off(text, rows[at:end]) or self._tells_of_persons(at, end):
            return True
        first = text[row.start : row.end]
        if directions.begins(first) and rows[end - 1].end - row.start < 8 * SHORT:
            return end - at < 4 or row.indent > self._margin
        if self._kind in SAID and not self._spoken:
            return False
        if self._items and isinstance(self._items[-1], Speaker):
            return False  # a label stands above, and this is what is said
        deep = self._margin + INDENTED
        is_deep = self._is_margin and all(row.indent >= deep for row in rows[at:end])
        return is_deep and not _is_stanza([text[row.start : row.end] for row in rows[at:end]])

    def _is_piece(self, at: int, end: int) -> bool:
        """Whether a row that stands alone names a piece of music, and nobody who sings it."""
        row = self._rows[at]
        words = self._text[row.start : row.end]
        is_last = end >= len(self._rows) or self._rows[end].blanks > 0
        is_known = self._outline.names.known(words.rstrip(" .:"))
        return is_last and not is_known and directions.is_piece(words)

    def _opens_bracket(self, at: int, end: int) -> bool:
        """Whether a direction in brackets and italics goes on in the next chunk: `_[A room._`."""
        rows = self._rows
        opens = directions.close_of(self._text, rows[at].start + 1, rows[end - 1].end) < 0
        return opens and self._closes_later(end)

    def _tells_of_persons(self, at: int, end: int) -> bool:
        """Whether a chunk tells of persons whose names are printed as they are before speeches.

        "ADA and BEN go out." Where names stand in capitals, what is said has them in small letters.
        Where nearly every speech begins with a label, those in small letters are told of, too.
        """
        rows, text, names = self._rows, self._text, self._outline.names
        words = text[rows[at].start : rows[end - 1].end]
        if not self._spoken or words[-1] not in ".:])":
            return False
        match = TOLD.match(words) if names.best.style == "capitals" else None
        if match is None and names.is_rule and end - at <= FEW_ROWS:
            match = TOLD_SMALL.match(words)
        if match is None or not names.known(match["name"]):
            return False
        return not CALLED.search(words) and not directions.is_said(words)

    def _find_margin(self) -> tuple[int, bool]:
        """The margin of what is said, and whether rows that are indented are directions."""
        rows, outline = self._rows, self._outline
        counts: dict[int, int] = {}
        free = 0
        in_speech = False
        for at in range(outline.first, outline.last):
            above = outline.labels.get(at - 1)
            is_under = above is not None and above.shape.alone and outline.kinds[at] is Kind.TEXT
            if outline.kinds[at] is Kind.LABEL:
                in_speech = True
                counts[rows[at].indent] = counts.get(rows[at].indent, 0) + 1
            elif is_under and self._text[rows[at].start] not in "([":
                counts[rows[at].indent] = counts.get(rows[at].indent, 0) + 1
            elif rows[at].blanks or outline.kinds[at] is not Kind.TEXT:
                in_speech = False
                if outline.kinds[at] is Kind.TEXT and self._text[rows[at].start] not in "([":
                    free += 1
            elif in_speech:
                counts[rows[at].indent] = counts.get(rows[at].indent, 0) + 1
        if not counts:
            return 0, False
        total = sum(counts.values())
        margin = min(indent for indent, n in counts.items() if n >= 0.1 * total or n == total)
        deep = sum(n for indent, n in counts.items() if indent >= margin + INDENTED)
        return margin, deep <= FEW * total

    def _content(self, at: int, end: int, begin: int) -> None:
        """The speech in a chunk from a place on, with the directions that stand on rows."""
        rows, text = self._rows, self._text
        stop = rows[end - 1].end
        pieces: list[Piece] = []
        asides: list[tuple[int, int]] = []
        blanks = rows[at].blanks
        index = at
        place = begin
        while index < end:
            row = rows[index]
            if place >= row.end:
                index += 1
                place = max(place, rows[index].start) if index < end else stop
                continue
            place = max(place, row.start)
            while text[place] in " \t\u00a0":
                place += 1
            starts_row = place == row.start or (not pieces and place == begin)
            if starts_row:
                past = self._row_direction(index, end, place, bool(pieces))
                if past > place:
                    self._words(pieces, asides, blanks)
                    pieces, asides = [], []
                    self._items.append(Direction(place, past))
                    place = past
                    continue
            past, found = self._piece(index, end, place)
            asides += found
            last = index
            while last + 1 < end and rows[last + 1].start < past:
                last += 1
            width = row.width
            number = self._numbers.get(last, -1)
            if number >= 0:
                width = row.indent + len(text[row.start : number].rstrip())
            pieces.append(Piece(place, past, width, row.indent, number))
            place = past
            if past < rows[last].end:  # "Then let us go. Exit"
                self._words(pieces, asides, blanks)
                pieces, asides = [], []
                while text[place] in " \t\u00a0":
                    place += 1
                self._items.append(Direction(place, rows[last].end))
                place = rows[last].end
        self._words(pieces, asides, blanks)

    def _words(
        self, pieces: Sequence[Piece], asides: Sequence[tuple[int, int]], blanks: int
    ) -> None:
        if not pieces:
            return
        is_told = not asides and len(pieces) <= FEW_ROWS and self._names(pieces[0].start)
        opens = not self._spoken and self._opens(is_told=is_told)
        stanza = _is_stanza([self._text[piece.start : piece.end] for piece in pieces])
        found = Words(tuple(pieces), self._spoken, self._kind, opens, blanks, tuple(asides), stanza)
        self._items.append(found)

    def _names(self, start: int) -> bool:
        """Whether words begin with the name of somebody who speaks, and do not call that person."""
        word = FIRST_WORD.match(self._text, start)
        return word is not None and self._outline.names.known(word["name"])

    def _opens(self, *, is_told: bool) -> bool:
        """Whether nothing stands in the division but its heading, and words of its setting.

        What is told of persons may follow directions, too: "(A hall.)", then "Ada and Ben."
        """
        for item in reversed(self._items):
            if isinstance(item, Head):
                return True
            is_setting = isinstance(item, Words) and item.opens and not item.spoken
            is_direction = is_told and isinstance(item, Direction) and not item.beside
            if not (is_setting or is_direction or isinstance(item, (Fixed, Listed, Ornament))):
                return False
        return True

    def _row_direction(self, index: int, end: int, place: int, goes_on: bool) -> int:
        """Where a direction ends that begins with a row and ends with one; `place` for none."""
        rows, text = self._rows, self._text
        stop = rows[end - 1].end
        sign = text[place]
        if sign not in "([":
            italic = self._use.italic_row(text, place, stop)
            if italic > place and any(row.end == italic for row in rows[index:end]):
                return italic
            return self._worded(index, place, goes_on)
        close = directions.close_of(text, place, stop)
        if close < 0:
            if sign not in self._use.always or self._is_bracketed_speech(sign, index, place):
                return place
            past = self._unclosed(index, end, place)
            if goes_on and past < stop and sign == "(":
                return place
            self._open_bracket = past == stop and sign == "[" and self._closes_later(end)
            return past
        row_end = next(rows[i].end for i in range(index, end) if rows[i].end >= close)
        if not directions.only(text, close, row_end):
            return place
        if not self._use.is_direction(text, place, close, first=True):
            return place
        past = close
        while past < row_end and text[past] in TAIL:
            past += 1
        if past < row_end and text[past] not in "([":
            past = row_end
        kept = past
        while kept > close and text[kept - 1] in " \t\u00a0":
            kept -= 1
        return kept

    def _is_bracketed_speech(self, sign: str, index: int, place: int) -> bool:
        """Whether a bracket that does not close begins words that are said, and no direction.

        Where directions never close, they stand to the right, or a gap parts them from the words.
        """
        if sign != "[" or not self._use.only_open:
            return False
        row = self._rows[index]
        if place == row.start:
            return row.indent < self._margin + INDENTED
        return self._text[place - 2 : place] != "  "

    def _unclosed(self, index: int, end: int, place: int) -> int:
        """Where a direction ends whose bracket, in the row of an index, never closes.

        It ends with its italics, with the row that ends a sentence, or above a row that is
        indented less; else with its chunk.
        """
        rows, text = self._rows, self._text
        stop = rows[end - 1].end
        if text.startswith("_", place + 1):
            close = text.find("_", place + 2, stop) + 1
            if close > 0 and any(row.end == close for row in rows[index:end]):
                return close
        is_deep = place == rows[index].start
        for at in range(index, end - 1):
            is_above = is_deep and rows[at + 1].indent <= rows[index].indent - INDENTED
            if is_above or (text[rows[at].end - 1] in ".!" and rows[at].width <= SHORT_ROW):
                return rows[at].end
        return stop

    def _closes_later(self, end: int) -> bool:
        """Whether a bracket that is open at the end of a chunk closes before the next label."""
        rows, kinds, text = self._rows, self._outline.kinds, self._text
        at = end
        while at < min(self._outline.last, end + 40) and kinds[at] is Kind.TEXT:
            stretch = text[rows[at].start : rows[at].end]
            opens, closes = stretch.find("["), stretch.find("]")
            if closes >= 0:
                return opens < 0 or closes < opens
            if opens >= 0:
                return False
            at += 1
        return False

    def _worded(self, index: int, place: int, goes_on: bool) -> int:
        """Where a row ends that its words make a direction, "Exit GHOST."; `place` for none."""
        row, text = self._rows[index], self._text
        words = text[place : row.end]
        if place != row.start or not goes_on or len(words) > SHORT or not directions.begins(words):
            return place
        second = words.split(" ", 2)[1:2]
        if second and not (second[0][:1].isupper() or second[0] in ("a", "the", "and", "with")):
            return place
        return row.end

    def _piece(self, index: int, end: int, place: int) -> tuple[int, list[tuple[int, int]]]:
        """A row of speech from a place on, to its end or past the bracket that goes over it."""
        rows, text = self._rows, self._text
        stop = rows[end - 1].end
        past = rows[index].end
        found: list[tuple[int, int]] = []
        at = place
        while True:
            match = directions.BRACKETS.search(text, at, past)
            if match is None:
                break
            at = match.end()
            if match[0] not in directions.CLOSES:
                continue
            close = directions.close_of(text, match.start(), stop)
            if close < 0:
                is_open = match[0] == "[" and match[0] in self._use.always
                if is_open and not self._is_bracketed_speech("[", index, match.start()):
                    close = self._unclosed(index, end, match.start())
                    found.append((match.start(), close))
                    return close, found
                continue
            if self._use.is_direction(text, match.start(), close, first=match.start() == place):
                found.append((match.start(), close))
                at = close
                if close > past:
                    past = next(rows[i].end for i in range(index, end) if rows[i].end >= close)
        if self._use.italic:
            found += self._italics(place, past, found)
        ending = directions.EXIT_AT_END.search(text, place, past)
        if ending and past == rows[index].end and not found:
            begin = ending.start()
            while begin > place and text[begin - 1] == " ":
                begin -= 1
            if text[begin - 1] in ".!?-—,;:)":
                past = begin
        return past, found

    def _italics(
        self, start: int, stop: int, others: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The directions in italics in a stretch, outside those that are known."""
        found: list[tuple[int, int]] = []
        at = self._text.find("_", start, stop)
        while at >= 0:
            end = self._use.italic_direction(self._text, at, stop, first=False)
            if end > at and not any(a < end and at < b for a, b in others):
                found.append((at, end))
            at = self._text.find("_", max(end, at + 1), stop)
        return found


def _is_label(item: Item) -> bool:
    """Whether an item is a label, or a direction beside one, over what is said."""
    return isinstance(item, Speaker) or (isinstance(item, Direction) and item.beside)


def _is_stanza(rows: Sequence[str]) -> bool:
    """Whether some rows are as those of verses are: short, and all begin with capitals."""
    return len(rows) >= LEAST_VERSES and all(
        len(row) <= WIDEST_VERSE and row.lstrip(QUOTES)[:1].isupper() for row in rows
    )


def _past(label: Candidate) -> int:
    """Where what is said after a label begins: past the label, or a direction in it."""
    return label.name_end if label.direction >= 0 else label.end


# The first word of a row, where it is not called: "Ada and Ben", not "Ada, come!".
FIRST_WORD = re.compile(r"(?P<name>[^\W\d_]+)(?=[ .;]|\Z)")
# A name in capitals that does or is something: "ADA and BEN go out", "ADA, rising, sits down".
TOLD = re.compile(
    r"_?(?P<name>[^\W\d_a-zß-öø-ÿ]{2,}(?:[ '’-][^\W\d_a-zß-öø-ÿ]{2,}){0,3})"
    r"(?:,[ ]|[ ]_?)(?=[^\W\d_A-ZÀ-ÖØ-Þ])"
)
# The same in small letters: "Nora goes to the window.", "The Old Man sits down."
TOLD_SMALL = re.compile(
    rf"""
    _? (?: (?:{alternatives(map(str.capitalize, of_any("articles")))}) [ ] )?
    (?P<name> [^\W\d_]+ (?: [ ] [^\W\d_a-zß-öø-ÿ] [^\W\d_]* ){{0,2}} )
    [ ] _? (?=[^\W\d_A-ZÀ-ÖØ-Þ])
    """,
    re.VERBOSE,
)
CALLED = re.compile(r"[!?]")
NUMBER_AT_RIGHT = re.compile(r"\S[ \u00a0]{3,}(?P<n>\d{1,4})\Z")
FEWEST_NUMBERS = 4


def _line_numbers(text: str, rows: Sequence[Row]) -> dict[int, int]:
    """Where the numbers of lines stand at the right of rows, by the index of the row.

    They count up by the same step, or begin again.
    """
    found: dict[int, int] = {}
    values: list[int] = []
    for at, row in enumerate(rows):
        if row.hint is None and text[row.end - 1].isdigit():
            match = NUMBER_AT_RIGHT.search(text, row.start, row.end)
            if match:
                found[at] = match.start("n")
                values.append(int(match["n"]))
    steps = [b - a for a, b in pairwise(values)]
    if len(values) < FEWEST_NUMBERS:
        return {}
    usual = max(set(steps), key=steps.count)
    if usual <= 0 or steps.count(usual) < 0.6 * len(steps):
        return {}
    return found


def heading_depth(heading: Heading, *, in_acts: bool) -> int:
    """How deep the division of a heading is: scenes are in acts, where there are acts."""
    return 2 if heading.kind == "scene" and in_acts else 1
