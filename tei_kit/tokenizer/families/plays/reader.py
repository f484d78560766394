"""The tokens of plays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from tei_kit.diagnostics import counted
from tei_kit.record import replace
from tei_kit.source.hints import HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer.families import fixed
from tei_kit.tokenizer.families.inline import Stated
from tei_kit.tokenizer.families.paragraphs import paragraphs
from tei_kit.tokenizer.families.plays import (
    directions,
    endings,
    headings,
    opening,
    outlines,
    persons,
    run_in,
    verse,
)
from tei_kit.tokenizer.families.plays.candidates import key_of
from tei_kit.tokenizer.families.plays.cast import Entry
from tei_kit.tokenizer.families.plays.items import (
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
from tei_kit.tokenizer.families.plays.outline import Outline, outline
from tei_kit.tokenizer.families.plays.parts import items_of
from tei_kit.tokenizer.families.plays.spelling import WORD
from tei_kit.tokenizer.families.rows import Row, rows_of
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.notes_inside import notes_of, whole
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# A line that another person began starts at least this many columns to the right of the others.
SHARED = 6
BOLD = "bold"
LEAST_ADDRESSES = 2  # words like I, you and my in a speech without a label, at the least
HTML = "HTML"  # the format that states where lines end in a paragraph


def read(text: Text) -> Reading:
    """The tokens of a play; a text without labels is read as paragraphs."""
    view = text.lines
    rows = rows_of(view, text.arranged.file_lines)
    strong = {
        hint.start: hint.end
        for hint in view.hints
        if hint.kind is HintKind.EMPHASIS and BOLD in hint.value
    }
    found = outlines.of_view(text, view, rows, strong)
    if found is None:
        whole = Token(K.DIVISION, 0, len(view.text))
        return Reading(view, [whole, *paragraphs(view, rows, Stated(view))])
    inside = run_in.parted(found)
    again = (
        outline(view.text, inside.rows, text.given_labels, strong, text.code) if inside else None
    )
    if inside and again:
        rows, found = list(inside.rows), replace(again, joined=inside.joined)
    addresses = frozenset(text.language.addresses)
    return _Play(view, rows, found, text.layout.value("verse"), addresses).reading()


class _Play:
    """Reads one play.

    `verse` is an answer of the question `verse` of layout, or "". `addresses` are the words of its
    language with which one person addresses another.
    """

    def __init__(
        self,
        view: Source,
        rows: Sequence[Row],
        found: Outline,
        verse: str,
        addresses: frozenset[str],
    ) -> None:
        self._view = view
        self._addresses = addresses
        self._text = view.text
        self._rows = rows
        self._outline = found
        self._stated = Stated(view)
        self._is_verse = verse
        self._entries: Sequence[Entry] = ()
        self._act = ""
        self._in_act = False
        self._in_part = False
        self._depth = 0  # the depth of the part that holds the acts
        self._last_depth = 0  # the depth of the heading before

    def reading(self) -> Reading:
        """The tokens of the text, and a summary of persons, acts and scenes."""
        tokens = [Token(K.DIVISION, 0, len(self._text))]
        before = opening.read(self._view, self._rows, self._outline, self._stated)
        tokens += before.tokens
        self._entries = before.entries
        self._depth = before.depth
        self._outline = replace(self._outline, first=before.first)
        items = items_of(self._outline)
        tokens += self._body(items)
        tokens += self._after()
        return Reading(self._view, tokens, self._summary(tokens))

    def _after(self) -> list[Token]:
        """The tokens of the rows after the play: notes under their headings, a licence."""
        rows, kinds = self._rows, self._outline.kinds
        tokens: list[Token] = []
        at = begin = self._outline.last
        while at <= len(rows):
            row = rows[at] if at < len(rows) else None
            depth = 0
            if row is not None and row.blanks:
                if endings.begins_back_matter(self._text[row.start : row.end]):
                    depth = 1
                elif kinds[at] is Kind.HEADING:
                    depth = 2
            if row is None or depth:
                tokens += paragraphs(self._view, rows[begin:at], self._stated)
                begin = at + 1
            if row is not None and depth:
                tokens.append(Token(K.SUBHEAD, row.start, row.end, "", depth))
                tokens += self._stated.within(row.start, row.end)
            at += 1
        return tokens

    def _summary(self, tokens: Sequence[Token]) -> str:
        people = {v for t in tokens if t.kind is K.SPEAKER for v in t.value.split("\t")}
        divisions = [token.value for token in tokens if token.kind is K.SUBHEAD]
        acts, scenes = divisions.count("act"), divisions.count("scene")
        said = [counted(len(people), "person")]
        said += [counted(acts, "act")] if acts else []
        said += [counted(scenes, "scene")] if scenes else []
        return ", ".join(said)

    # The play itself.

    def _body(self, items: Sequence[Item]) -> list[Token]:
        text = self._text
        names = [item.label.name for item in items if isinstance(item, Speaker)]
        listed = {
            item.first: opening.read_cast(
                self._view, self._rows, self._outline, self._stated, item.first
            )
            for item in items
            if isinstance(item, Listed)
        }
        for found in listed.values():
            self._entries = [*self._entries, *found.entries]
        who = persons.resolve(names, self._entries)
        is_verse = self._verse(items)
        has_acts = any(
            isinstance(item, Head) and (item.heading.kind == "act" or item.heading.act)
            for item in items
        )
        tokens: list[Token] = []
        # The speakers of the division, in the order of their last speeches.
        present: dict[str, None] = {}
        parts = self._shared(items, is_verse)
        for at, item in enumerate(items):
            if isinstance(item, Head):
                present = {}
                tokens += self._head(item, has_acts=has_acts)
            elif isinstance(item, Fixed):
                assert item.row.hint is not None
                tokens += fixed.tokens_of(self._view, item.row.hint, self._stated)
            elif isinstance(item, Ornament):
                tokens.append(Token(K.PARAGRAPH, item.start, item.end, depth=int(item.ends)))
            elif isinstance(item, Listed):
                tokens += listed[item.first].tokens
            elif isinstance(item, Speaker):
                label = item.label
                end = label.end if label.direction < 0 else label.direction
                while text[end - 1] in " \t\u00a0\n":
                    end -= 1
                value = who.get(key_of(label.name), label.name)
                if persons.is_pair(label.name) and len(present) > 1:
                    value = "\t".join(sorted(islice(reversed(present), 2)))
                else:
                    present.pop(value, None)
                    present[value] = None
                speaker = Token(K.SPEAKER, item.start, end, value, place="exact")
                tokens.append(Token(K.PARAGRAPH, item.start, end))
                tokens += self._stated.within(item.start, end, [speaker])
            elif isinstance(item, Direction):
                kind = directions.kind_of(text[item.start : item.end])
                tokens.append(Token(K.STAGE, item.start, item.end, kind))
                tokens += self._stated.within(item.start, item.end)
            elif isinstance(item, Ending):
                following = items[at + 1] if at + 1 < len(items) else None
                if following is None or isinstance(following, Head):
                    tokens.append(Token(K.TRAILER, item.start, item.end))
                else:
                    tokens.append(Token(K.STAGE, item.start, item.end, depth=1))
                tokens += self._stated.within(item.start, item.end)
            else:
                tokens += self._said(item, is_verse=is_verse[at], parts=parts)
        return tokens

    def _head(self, item: Head, *, has_acts: bool) -> Iterator[Token]:
        heading = item.heading
        kind = heading.kind
        if heading.is_title and self._last_depth:
            yield Token(K.SUBHEAD, item.start, item.end, "+", self._last_depth)
            yield from self._stated.within(item.start, item.end)
            return
        begins = kind == "scene" and heading.act and self._begins_act(heading.act, heading.n)
        if begins:
            self._act = heading.act
            self._in_act = True
        elif kind == "part":
            self._in_part = True
            self._in_act = False
            self._act = ""
        elif kind == "act":
            self._act = str(heading.n) if heading.n else "?"
            self._in_act = True
        elif kind != "scene":
            self._in_act = has_acts
        outer = self._depth + (self._in_part and kind != "part")
        depth = outer + headings.depth_of(heading, in_acts=self._in_act and has_acts)
        self._last_depth = depth
        n = str(heading.n) if heading.n else ""
        if begins:
            number = heading.act if heading.act.isdecimal() else ""
            yield Token(K.SUBHEAD, item.start, item.start, "act", outer + 1, place=number)
        yield Token(K.SUBHEAD, item.start, item.end, kind, depth, place=n)
        yield from self._stated.within(item.start, item.end)

    def _begins_act(self, act: str, scene: int) -> bool:
        if not self._act:
            return True
        return scene <= 1 and act != self._act

    def _verse(self, items: Sequence[Item]) -> list[bool]:
        """For each item, whether it is verse."""
        result = [False] * len(items)
        said = [at for at, item in enumerate(items) if isinstance(item, Words) and item.is_said]
        stretches = [self._stretch(items, at) for at in said]
        if self._outline.is_film and not self._is_verse:
            return result
        if self._is_verse:
            found = verse.given(stretches, self._is_verse)
        else:
            found = verse.are_verse(stretches, verse.lines_of(stretches))
        for at, is_verse in zip(said, found, strict=True):
            result[at] = is_verse
        return result

    def _stretch(self, items: Sequence[Item], at: int) -> verse.Stretch:
        item = items[at]
        assert isinstance(item, Words)
        texts = [p.words for p in item.pieces]
        widths = [p.width for p in item.pieces]
        together = False
        if len(texts) == 1:
            for near in (at - 1, at + 1):
                other = items[near] if 0 <= near < len(items) else None
                together = together or (isinstance(other, Words) and len(other.pieces) == 1)
        before = at - 1
        while before >= 0 and not isinstance(items[before], (Words, Head)):
            before -= 1
        begins = before >= 0 and isinstance(items[before], Head)
        is_lone = len(texts) == 1 and not _has_more(items, at)
        return verse.Stretch(texts, widths, together, begins, self._view.form == HTML, is_lone)

    def _shared(self, items: Sequence[Item], is_verse: Sequence[bool]) -> dict[int, str]:
        """The parts of lines that several persons share, by the offset of each part.

        The values are "I", "M" and "F": the initial, a medial and the final part of a line.
        """
        parts: dict[int, str] = {}
        gaps = [item.gap for item in items if isinstance(item, Speaker)]
        usual = sorted(gaps)[len(gaps) // 4] if gaps else 1
        last: Piece | None = None
        speaker: Speaker | None = None
        indents: dict[int, int] = {}
        for at, item in enumerate(items):
            if isinstance(item, Words) and is_verse[at]:
                for piece in item.pieces[1:]:
                    indents[piece.indent] = indents.get(piece.indent, 0) + 1
        margin = max(indents, key=lambda indent: indents[indent]) if indents else 0
        for at, item in enumerate(items):
            if isinstance(item, Speaker):
                speaker = item
            elif isinstance(item, Head):
                last = speaker = None
            elif isinstance(item, Words):
                if not is_verse[at]:
                    last = speaker = None
                    continue
                first = item.pieces[0]
                on_own_row = speaker is not None and first.start > speaker.label.end + speaker.gap
                right = (
                    first.indent >= margin + SHARED and _goes_on(item.pieces, last)
                    if on_own_row
                    else (speaker is not None and speaker.gap >= usual + SHARED)
                )
                right = right or (speaker is not None and speaker.start in self._outline.joined)
                if speaker is not None and right and last is not None:
                    parts[first.start] = "F"
                    parts[last.start] = "M" if parts.get(last.start) == "F" else "I"
                last = item.pieces[-1]
                speaker = None
        return parts

    def _said(self, item: Words, *, is_verse: bool, parts: dict[int, str]) -> Iterator[Token]:
        start, end = item.pieces[0].start, item.pieces[-1].end
        asides = [token for a, b in item.asides for token in self._aside(a, b)]
        if is_verse:
            for piece in item.pieces:
                inner = [t for t in asides if piece.start <= t.start < piece.end] if asides else []
                value = parts.get(piece.start, "")
                if piece.number >= 0:
                    number = self._text[piece.number : piece.end]
                    value = f"{value} n={number}".strip()
                    inner.append(Token(K.FORM_WORK, piece.number, piece.end, "lineNum right"))
                yield Token(K.LINE, piece.start, piece.end, value)
                yield from self._stated.within(piece.start, piece.end, inner)
            return
        kind, value = K.PARAGRAPH, ""
        if not item.is_said and not self._is_told(start, end):
            kind = K.STAGE
            value = "setting" if end - start > 40 else ""
            asides = []
        yield Token(kind, start, end, value)
        yield from self._stated.within(start, end, asides)

    def _is_told(self, start: int, end: int) -> bool:
        """Whether words without a label before them are spoken: they have words like I, you, my."""
        words = set(WORD.findall(self._text[start:end].casefold()))
        return len(words & self._addresses) >= LEAST_ADDRESSES

    def _aside(self, start: int, end: int) -> list[Token]:
        """The tokens of a bracket inside a speech: a note, or a direction."""
        note = whole(self._text, start, end)
        if note:
            return notes_of(note)
        return [Token(K.ASIDE, start, end, directions.kind_of(self._text[start:end]))]


def _has_more(items: Sequence[Item], at: int) -> bool:
    """Whether the speech of item `at` has other words, which a direction, say, parts from it."""
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(items) and not isinstance(items[near], (Speaker, Head)):
            if isinstance(items[near], Words):
                return True
            near += step
    return False


def _goes_on(pieces: Sequence[Piece], last: Piece | None) -> bool:
    """Whether indented words go on with `last`, the verse of another person.

    They begin near the column at which that verse ends, or the verses below are not indented.
    """
    first = pieces[0]
    if len(pieces) > 1 and pieces[1].indent <= first.indent - SHARED:
        return True
    return last is not None and first.indent >= last.width - SHARED
