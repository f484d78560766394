"""Reader: the tokens of a debate, a record of a court or an interview."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.certainty import Certainty
from tei_kit.diagnostics import Diagnostic, counted, diagnose
from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import replace
from tei_kit.tokenizer.families.speech import headings, persons, rolls, sitting, stamps
from tei_kit.tokenizer.families.speech.analysis import WITNESS, Analysis, analyze
from tei_kit.tokenizer.families.speech.brackets import OPENING, Directions, Stretch
from tei_kit.tokenizer.families.speech.cuts import is_examiner
from tei_kit.tokenizer.families.speech.headings import Levels, Line
from tei_kit.tokenizer.families.speech.labels import EXAMINER, Label, Separator
from tei_kit.tokenizer.families.speech.words import known
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Before, Depths, Parts, Reading
from tei_kit.tokenizer.rules.rule import BETWEEN
from tei_kit.tokenizer.section_reader import SectionReader
from tei_kit.tokenizer.tokens import Token, TokenKind

# `Token.place` of a SPEAKER token: its value is the full name of the person.
RESOLVED = "exact"
DOUBTFUL = "TK230"
WITNESSES = frozenset({"the witness", "witness"})
NO_TEXT = frozenset({Shape.PAGE, Shape.NOTE, Shape.FORM_WORK})
SENTENCE_ENDS = '.!?…”"»)]:'
LONGEST_ROLL = 20_000  # characters of a list of names


def read(text: Text) -> Reading:
    """The tokens of a text in which persons speak in turn."""
    return _Reader(text, analyze(text)).reading()


class _Reader:
    """Makes the tokens of one text, block by block."""

    def __init__(self, text: Text, analysis: Analysis) -> None:
        self._source = source = analysis.source
        self._text = source.text
        self._analysis = analysis
        self._speakers = analysis.speakers
        self._rules = SectionReader(source, analysis.section, text.profile)
        self._body: Sequence[Block] = self._rules.body
        self._directions = Directions(
            self._text, [block for block in self._body if block.shape is Shape.TEXT]
        )
        self._values: dict[int, str] = {}
        self._indents = self._indents_of_blocks()
        self._kinds = [self._kind(at) for at in range(len(self._body))]
        self._rolls: dict[int, Sequence[Stretch]] = {}  # by the index of the block with the names
        self._find_rolls()
        self._tokens: list[Token] = []
        self._diagnostics: list[Diagnostic] = []
        before = text.before or Before()
        self._levels = Levels(before.depths)
        self._is_window = text.before is not None
        self._starts: dict[int, Depths] = {}  # the beginnings of items, in a window of a text
        self._speaker = -1  # the index of the token of the last speaker
        self._in_turn = False
        self._has_spoken = not before.is_beginning
        self._follows_heading = False
        self._is_head_free = before.is_beginning
        self._clock = stamps.clock_of(self._text)

    def reading(self) -> Reading:
        """The tokens, with a summary, the diagnostics and, in a window, the parts."""
        section = self._analysis.section
        asked = self._asked()
        self._values = persons.values(list(self._speakers.spoken.values()), asked)
        self._tokens = [Token(TokenKind.DIVISION, section.start, section.end)]
        at = 0
        while at < len(self._body):
            at = self._block(at)
        self._tokens += self._rules.notes_at_end()
        people = len({name for value in self._values.values() for name in value.split("\t")})
        count = len(self._speakers.spoken)
        summary = f"{counted(people, 'person')}, {counted(count, 'turn')}"
        parts = None
        if self._is_window:
            around = self._levels.so_far().base
            parts = Parts(self._starts, around, self._speakers.spoken, asked)
        return Reading(self._source, self._tokens, summary, self._diagnostics, parts=parts)

    # The kinds of blocks.

    def _indents_of_blocks(self) -> list[int]:
        file = self._source.file or self._source
        starts = [self._source.original(block.start) for block in self._body]
        found = headings.indents(starts, file.text)
        text = [i for i, block in zip(found, self._body, strict=True) if block.shape is Shape.TEXT]
        counts: dict[int, int] = {}
        for indent in text:
            counts[indent] = counts.get(indent, 0) + 1
        common = [indent for indent, count in counts.items() if count >= 0.1 * len(text)]
        base = min(common, default=0)
        return [max(0, indent - base) for indent in found]

    def _kind(self, at: int) -> str:
        """The kind of a block, as far as the block alone shows it."""
        block = self._body[at]
        if block.shape is not Shape.TEXT:
            return "none" if block.shape in NO_TEXT else "other"
        if block.start in self._speakers.spoken:
            return "label"
        if block.start in self._analysis.stamps:
            return "stamp"
        if block.start in self._speakers.doubtful:
            return "doubtful"
        if self._analysis.log:
            return "stage" if block.start in self._analysis.log.acts else "text"
        if self._text[block.start] in OPENING and self._directions.of_block(block.start, block.end):
            return "stage"
        if block.end - block.start > sitting.LONGEST:
            return "text"
        words = self._text[block.start : block.end]
        if sitting.is_time(words):
            return "time"
        if is_examiner(words):
            return "examiner"
        if sitting.is_told(words):
            return "sitting"
        if self._directions.is_reaction(words):
            return "stage"
        return "text"

    def _find_rolls(self) -> None:
        """Find the lists of names and their titles, so that the titles are not read as headings."""
        source = self._source
        file = source.file or source
        for at, block in enumerate(self._body if self._analysis.log is None else ()):
            if self._kinds[at] != "text" or block.end - block.start > LONGEST_ROLL:
                continue
            start, last = map(source.original, (block.start, block.end - 1))
            if not rolls.may_be_roll(file.text[start : last + 1]):
                continue
            lines = rolls.lines_of(source, block.start, block.end)
            first = lines[0]
            before = self._previous(at)
            below = before >= 0 and self._kinds[before] == "text"
            below = below and rolls.is_title(self._words(before))
            if rolls.is_title(self._text[first.start : first.end]):
                below, lines = True, lines[1:]
                before = -1
            names = rolls.names_in(self._text, lines, below_title=below)
            if names:
                self._rolls[at] = names
                self._kinds[at] = "roll"
                if below and before >= 0:
                    self._kinds[before] = "title of a roll"

    def _next(self, at: int, skipped: Sequence[str] = ("none", "stamp", "time")) -> int:
        """The index of the next block whose kind is not `skipped`; -1 without such a block."""
        for after in range(at + 1, len(self._body)):
            if self._kinds[after] not in skipped:
                return after
        return -1

    def _previous(self, at: int) -> int:
        for before in range(at - 1, -1, -1):
            if self._kinds[before] not in ("none", "stamp", "time"):
                return before
        return -1

    def _is_heading(self, at: int) -> bool:
        block = self._body[at]
        if self._kinds[at] != "text" or block.end - block.start > headings.LONGEST_CAPITAL:
            return False
        if self._analysis.log and self._has_spoken:
            return False  # further lines of a message may be as short as headings
        if self._is_under_label(at):
            return False
        if block.end - block.start > headings.LONGEST and not headings.is_capital(
            self._text[block.start : block.start + headings.LONGEST]
        ):
            return False
        before, after = self._previous(at), self._next(at)
        last = self._text[self._body[before].end - 1] if before >= 0 else ""
        line = Line(
            " ".join(self._words(at).split()),
            self._indents[at],
            after_colon=last == ":" or self._is_in_list(at),
            before_turn=after >= 0 and self._begins_turn(after),
            before_text=after >= 0,
            before_stage=after >= 0 and self._kinds[after] == "stage",
            is_label=self._begins_with_title(block),
            follows_end=before < 0
            or not self._has_spoken
            or last in SENTENCE_ENDS
            or self._follows_heading,
        )
        return headings.is_heading(line)

    def _is_under_label(self, at: int) -> bool:
        """Whether a block stands right under a label alone on its line, and so is its speech."""
        above = at - 1
        if above < 0 or self._kinds[above] != "label":
            return False
        begin = self._speakers.spoken[self._body[above].start].end
        beside = self._text[begin : self._body[above].end].strip()
        is_alone = not beside or stamps.STAMP.fullmatch(beside) is not None
        return is_alone and not self._is_apart(above, at)

    def _begins_with_title(self, block: Block) -> bool:
        """Whether a block begins with a short title: `Mr. Hale rose`."""
        word = self._text[block.start : block.start + 20].split()[0].rstrip(".").casefold()
        return len(word) < 6 and word in known().titles

    def _is_in_list(self, at: int) -> bool:
        """Whether a line belongs to a list of lines that a line with a colon introduces."""
        below = at
        for before in range(at - 1, max(-1, at - 12), -1):
            kind = self._kinds[before]
            if (
                below == at
                and self._is_apart(before, at)
                and not self._is_apart(before - 1, before)
            ):
                return False  # a blank line parts this line from the list
            below = before
            if kind == "none":
                continue
            last = self._text[self._body[before].end - 1]
            if last == ":":
                return True
            if kind != "text" or last in ".!?…" or self._follows_heading:
                return False
        return False

    def _is_apart(self, above: int, below: int) -> bool:
        """Whether a blank line stands between two blocks in the file."""
        if above < 0:
            return True
        source = self._source
        file = source.file or source
        start = source.original(self._body[above].end - 1)
        return file.text.count("\n", start, source.original(self._body[below].start)) > 1

    def _begins_turn(self, at: int, deep: int = 0) -> bool:
        """Whether a block is a label, or a heading before a label."""
        kind = self._kinds[at]
        if kind in ("label", "examiner", "sitting"):
            return True
        if kind == "stage":
            after = self._next(at)
            return (
                deep < 3
                and after >= 0
                and headings.is_capital(self._words(at))
                and (self._begins_turn(after, deep + 1))
            )
        if kind != "text" or deep > 3:
            return False
        words = self._words(at)
        after = self._next(at)
        return (
            len(words) <= headings.LONGEST_PLAIN
            and words[-1] not in ".!?:;,"
            and after >= 0
            and self._begins_turn(after, deep + 1)
        )

    def _words(self, at: int) -> str:
        block = self._body[at]
        return self._text[block.start : block.end]

    def _asked(self) -> dict[int, str]:
        """The names of examiner and witness for the labels Q and A, by the labels' beginnings.

        Labels are missing where the text names neither.
        """
        found: dict[int, str] = {}
        asks = ""
        heads = {label.head for label in self._speakers.spoken.values()}
        witness = next((head for head in heads if head.casefold() in WITNESSES), "")
        for at, block in enumerate(self._body):
            kind = self._kinds[at]
            if kind == "examiner":
                match = EXAMINER.fullmatch(self._words(at))
                asks = persons.examiner(match["name"]) if match else ""
            elif kind == "text":
                match = WITNESS.match(self._text, block.start, block.end)
                if match and match["name"].isupper():
                    witness, asks = match["name"].title(), ""
            label = self._speakers.spoken.get(block.start)
            if label is None or label.separator is not Separator.QUESTION:
                continue
            name = asks if label.head == "Q" else witness
            if name:
                found[label.start] = name
        return found

    # Tokens.

    def _block(self, at: int) -> int:
        """Add the tokens of a block (or of a list of blocks); returns the index of the next."""
        listing = self._rules.listings.get(at)
        if listing and not any(self._kinds[at + i] == "label" for i in range(len(listing.labels))):
            self._tokens += self._rules.list_of(listing)
            self._after_text()
            return at + listing.length
        block, kind = self._body[at], self._kinds[at]
        shape = block.shape
        if shape in BETWEEN:
            self._tokens += self._rules.between(block)
        elif shape in (Shape.QUOTE, Shape.TABLE):
            self._tokens += self._rules.other(block)
            self._after_text()
        elif shape is Shape.HEADING or (kind == "text" and self._is_heading(at)):
            self._heading(at)
        elif kind == "title of a roll":
            return self._roll(self._next(at), block)
        elif kind == "roll":
            return self._roll(at)
        elif kind == "label":
            self._turn(block, self._speakers.spoken[block.start])
        elif kind == "stage":
            self._stages(at)
        elif kind == "stamp":
            self._tokens.append(Token(TokenKind.PARAGRAPH, block.start, block.end, "", 1))
            self._tokens += self._time(block)
        elif kind in ("sitting", "time"):
            self._told(at)
        elif kind == "doubtful":
            self._doubt(block)
        elif kind == "examiner":
            self._tokens += self._rules.block(TokenKind.PARAGRAPH, block, depth=1)
            self._after_text()
            self._in_turn = False
        else:
            self._paragraph(at)
        return at + 1

    def _roll(self, at: int, title: Block | None = None) -> int:
        """Add the tokens of a list of names and its title; returns the index of the next block."""
        block, names = self._body[at], self._rolls[at]
        if title is None and names[0].start > block.start:
            end = block.start + len(self._text[block.start : names[0].start].rstrip())
            title = replace(block, end=end)
        begin = title or block
        self._tokens.append(Token(TokenKind.LIST, begin.start, block.end))
        if title:
            self._tokens += self._rules.block(TokenKind.LABEL, title)
        for name in names:
            item = replace(block, start=name.start, end=name.end, body=name.start)
            self._tokens += self._rules.block(TokenKind.ITEM, item)
        self._after_text()
        return at + 1

    def _after_text(self) -> None:
        self._follows_heading = False
        self._is_head_free = False

    def _turn(self, block: Block, label: Label) -> None:
        value = self._values.get(label.start, label.head)
        certainty = self._speakers.certainty.get(label.start, Certainty.MEDIUM)
        speaker = Token(
            TokenKind.SPEAKER, label.start, label.end, value, 0, certainty, place=RESOLVED
        )
        end = block.start + len(self._text[block.start : max(block.end, label.end)].rstrip())
        whole = replace(block, end=max(end, label.end))
        given = [speaker, *self._asides(label.end, whole.end)]
        self._speaker = len(self._tokens) + 1
        self._tokens += self._rules.block(TokenKind.PARAGRAPH, whole, given)
        self._after_text()
        self._in_turn = self._has_spoken = True

    def _asides(self, start: int, end: int) -> list[Token]:
        """The tokens of the directions and time stamps in `text[start:end]`."""
        found = [
            Token(TokenKind.ASIDE, each.start, each.end)
            for each in self._directions.inside(start, end)
        ]
        while start < end and self._text[start].isspace():
            start += 1
        first = stamps.STAMP.match(self._text, start, end)
        if first:
            found.append(Token(TokenKind.TIME, start, first.end(), self._value(first)))
        for match in stamps.INNER.finditer(self._text, start, end):
            if match.start() > start:
                time = Token(TokenKind.TIME, *match.span(), self._value(match))
                found.append(time)
        return found

    def _paragraph(self, at: int) -> None:
        block = self._body[at]
        if self._in_turn and self._next(at) < 0 and self._is_end(at):
            self._tokens += self._rules.block(TokenKind.TRAILER, block)
            return
        asides = self._asides(block.start, block.end) if self._has_spoken else []
        self._tokens += self._rules.block(TokenKind.PARAGRAPH, block, asides)
        self._after_text()

    def _is_end(self, at: int) -> bool:
        """Whether the last block is a line such as `THE END`: short and in capitals."""
        words = self._words(at)
        return len(words) < 60 and headings.is_capital(words) and words[-1] not in "!?"

    def _stages(self, at: int) -> None:
        block = self._body[at]
        for each in self._directions.of_block(block.start, block.end) or [
            Stretch(block.start, block.end)
        ]:
            part = replace(block, start=each.start, end=each.end, body=each.start)
            token = Token(TokenKind.STAGE, each.start, each.end)
            self._tokens += [token, *self._rules.inline.within(part)]
        if not self._in_turn:
            self._after_text()

    def _told(self, at: int) -> None:
        """Add a remark on the sitting; it ends the turn.

        A time of day with text below it does not: it stands inside a speech.
        """
        after = self._next(at)
        goes_on = self._in_turn and after >= 0 and self._kinds[after] == "text"
        depth = 0 if goes_on and self._kinds[at] == "time" else 1
        if depth:
            self._in_turn = False
        self._tokens += self._rules.block(TokenKind.STAGE, self._body[at], depth=depth)
        self._after_text()

    def _doubt(self, block: Block) -> None:
        """Add a paragraph that begins with a doubtful label; the turn ends."""
        label = self._speakers.doubtful[block.start]
        self._diagnostics.append(
            diagnose(DOUBTFUL, self._source.place(block.start), label=label.head)
        )
        if self._in_turn:
            before = self._tokens[self._speaker]
            if before.kind is TokenKind.SPEAKER:
                self._tokens[self._speaker] = replace(before, certainty=Certainty.LOW)
        self._tokens += self._rules.block(
            TokenKind.PARAGRAPH,
            block,
            self._asides(block.start, block.end),
            depth=1,
            certainty=Certainty.LOW,
        )
        self._after_text()
        self._in_turn = False

    def _time(self, block: Block) -> list[Token]:
        if self._analysis.log:
            value = self._analysis.log.stamps[block.start]
            return [Token(TokenKind.TIME, block.start, block.end, value)] if value else []
        # The pattern has to see the words after the block: "02 04 12 07  CDR".
        match = stamps.STAMP.match(self._text, block.start)
        assert match is not None
        return [Token(TokenKind.TIME, block.start, match.end(), self._value(match))]

    def _value(self, stamp: re.Match[str]) -> str:
        return stamps.time(stamp["time"], self._clock)

    def _heading(self, at: int) -> None:
        block = self._body[at]
        self._in_turn = False
        if not self._has_spoken and self._is_head_free and len(self._tokens) == 1:
            self._tokens += self._rules.block(TokenKind.HEAD, block)
        else:
            words = self._words(at)
            if not self._has_spoken and self._is_head_free:
                depth = self._levels.front()
            else:
                so_far = self._levels.so_far() if self._is_window else Depths()
                depth = self._levels.depth(
                    words, self._indents[at], follows_heading=self._follows_heading
                )
                if self._is_window and depth == so_far.base + 1 and not self._follows_heading:
                    self._starts[block.start] = so_far
            self._tokens += self._rules.block(TokenKind.SUBHEAD, block, depth=depth)
        self._follows_heading = True
