"""Parts: the rows of a play taken apart into headings, labels, directions and speech."""

from __future__ import annotations

from tei_kit.tokenizer.families.plays import beside, chunks, directions, speeches
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.items import (
    SAID,
    Direction,
    Ending,
    Fixed,
    Head,
    Item,
    Listed,
    Ornament,
    Speaker,
    Words,
)
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.outline import Outline
from tei_kit.tokenizer.families.plays.script import Script, script_of
from tei_kit.tokenizer.families.plays.told import FEW_ROWS, names_person
from tei_kit.tokenizer.families.plays.verse import is_stanza


def items_of(outline: Outline) -> list[Item]:
    """The parts of the play from its first row to its last."""
    return _Parts(script_of(outline)).items()


class _Parts:
    """Takes the rows of one play apart, with regard to the parts before each row."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._items: list[Item] = []
        self._spoken = False  # whether a label has stood in the division
        self._kind = ""  # the @type of the division
        self._is_open = False  # whether a direction goes on in the next chunk

    def items(self) -> list[Item]:
        """All parts in the order of the text."""
        rows, outline = self._script.rows, self._script.outline
        at = outline.first
        while at < outline.last:
            kind = outline.kinds[at]
            if kind is Kind.HEADING:
                at = self._heading(at)
            elif kind is Kind.CAST:
                after = at + 1
                while after < outline.last and outline.kinds[after] is Kind.LISTED:
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
                end = chunks.end_of(self._script, at)
                self._chunk(at, end)
                at = end
        return self._items

    def _heading(self, at: int) -> int:
        """Add a heading, which begins a division; return the index of the row after it."""
        rows, heading = self._script.rows, self._script.outline.heads[at]
        end = chunks.end_of_heading(self._script, at)
        stop = chunks.end_of_first(self._script, at, end)
        self._items.append(Head(rows[at].start, stop, heading))
        self._spoken = False
        self._kind = heading.kind
        if stop < rows[end - 1].end:
            end = chunks.end_of(self._script, end)
            while self._script.text[stop] in " \t\u00a0":
                stop += 1
            self._items.append(Direction(stop, rows[end - 1].end))
        return end

    def _chunk(self, at: int, end: int) -> None:
        """Add the parts of a chunk."""
        script, rows = self._script, self._script.rows
        label = script.outline.labels.get(at)
        begin, stop = rows[at].start, rows[end - 1].end
        if label and chunks.is_cue(script, label, stop):
            self._items.append(Direction(begin, stop))
        elif label:
            self._is_open = False
            self._speaker(at, label)
            found = beside.after_label(script, label, stop)
            self._items += found.directions
            if found.begin < stop:
                self._speech(at, end, found.begin)
        elif chunks.is_ornament(script, at, end):
            is_said = end < script.outline.last and script.outline.kinds[end] is Kind.TEXT
            ends = not is_said or end in script.outline.labels
            self._items.append(Ornament(begin, stop, ends))
        elif self._is_direction(at, end):
            self._items.append(Direction(begin, stop))
        else:
            self._speech(at, end, begin)

    def _speaker(self, at: int, label: Candidate) -> None:
        """Add the label with which a row begins."""
        row, text = self._script.rows[at], self._script.text
        following = label.end
        while following < row.end and text[following] in " \t\u00a0":
            following += 1
        self._items.append(Speaker(row.start, label, following - label.end))
        self._spoken = True

    def _is_direction(self, at: int, end: int) -> bool:
        """Whether a chunk without a label is a direction, by its words or its place."""
        script = self._script
        row, last = script.rows[at], self._items[-1] if self._items else None
        if row.hint is not None:
            return True
        if script.outline.is_film:
            return not _is_label(last)
        if self._is_open:
            self._is_open = script.text.find("]", row.start, script.rows[end - 1].end) < 0
            return True
        if script.text[row.start] in directions.OPENING:
            return False
        if chunks.is_piece(script, at, end):
            return True
        if self._spoken and not isinstance(last, Speaker) and chunks.is_caption(script, at, end):
            return True
        if chunks.opens_bracket(script, at, end):
            self._is_open = True
            return True
        if chunks.tells(script, at, end, spoken=self._spoken):
            return True
        if chunks.is_worded(script, at, end):
            return chunks.is_short_or_indented(script, at, end)
        if self._kind in SAID and not self._spoken:
            return isinstance(last, Head) and chunks.is_list(script, at, end)
        # Words right under a label are spoken.
        return not isinstance(last, Speaker) and chunks.is_deep(script, at, end)

    def _speech(self, at: int, end: int, begin: int) -> None:
        """Add the spoken words of a chunk from the offset `begin` on, and its directions."""
        speech = speeches.speech_of(self._script, at, end, begin)
        for part in speech.parts:
            self._items.append(part if isinstance(part, Direction) else self._words(part))
        self._is_open = speech.is_open

    def _words(self, said: speeches.Stretch) -> Words:
        """The words of a stretch, with their place in the division."""
        script, pieces = self._script, said.pieces
        is_short = not said.asides and len(pieces) <= FEW_ROWS
        is_told = is_short and names_person(script, pieces[0].start)
        opens = not self._spoken and self._opens(is_told=is_told)
        stanza = is_stanza([piece.words for piece in pieces])
        asides = tuple(said.asides)
        return Words(tuple(pieces), self._spoken, self._kind, opens, said.blanks, asides, stanza)

    def _opens(self, *, is_told: bool) -> bool:
        """Whether only a heading and words of the setting come before the next words.

        Words about persons (`is_told`) may follow directions, too: "(A hall.)", then "Ada and Ben."
        """
        for item in reversed(self._items):
            if isinstance(item, Head):
                return True
            is_setting = isinstance(item, Words) and item.opens and not item.spoken
            is_direction = is_told and isinstance(item, Direction) and not item.beside
            if not (is_setting or is_direction or isinstance(item, (Fixed, Listed, Ornament))):
                return False
        return True


def _is_label(item: Item | None) -> bool:
    """Whether an item is a label, or a direction beside a label."""
    return isinstance(item, Speaker) or (isinstance(item, Direction) and item.beside)
