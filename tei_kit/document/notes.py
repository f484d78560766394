"""Notes of one division: read before the text that refers to them, and placed in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Protocol

from tei_kit.document.context import Context
from tei_kit.document.model import Floating, Inline, Note, NotesHere, PageBreak, plain
from tei_kit.document.printing import first_of_end
from tei_kit.record import members, record, replace
from tei_kit.tokenizer.provenance import is_source_note
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)
BOTTOM, END, INLINE = "bottom", "end", "inline"
FIRST = ("0", "1")
SECTION = "section"
ANOTHER = "+"  # the value of a heading that follows another of the same part
# A shelf is told where tokens of these kinds stand.
OF_SHELF = (K.NOTE, K.NOTE_REFERENCE, K.SUBHEAD)


class NoteText(Protocol):
    """The interface by which a shelf of notes reads the text of a note; `content.Contents` has it.

    `at` is the index of the next token, `page` the number of the page at hand.
    """

    text: str
    at: int
    page: str
    is_in_note: bool

    def without_asides(self, start: int, end: int) -> Sequence[Inline]:
        """The text from start to end with its inline tokens."""

    def next_inline(self) -> Inline:
        """The content of the next token."""

    def page_break(self) -> PageBreak:
        """The page break that is the next token."""


@record
class Run:
    """The state of the numbers of notes: the last number, those of its run, and its scope."""

    last: str = ""
    seen: frozenset[str] = frozenset()
    scope: int = 0


class Scopes:
    """The part of a division that the text is in, among the parts that may count their notes anew.

    A letter or a scene is such a part, a section is not. `outer` is the scope of the part around
    the text: the act in which a title page stands.
    """

    def __init__(self, outer: int = 0) -> None:
        self._open = [(0, outer)]  # depths and scopes

    def enter(self, heading: Token) -> int:
        """The scope of the part that a SUBHEAD token begins."""
        while self._open[-1][0] >= heading.depth and len(self._open) > 1:
            self._open.pop()
        is_own = heading.value not in ("", SECTION, ANOTHER)
        scope = heading.start + 1 if is_own else self._open[-1][1]
        self._open.append((heading.depth, scope))
        return scope


class Shelf:
    """The notes of one division, by where they begin in the view."""

    def __init__(
        self, context: Context, tokens: Sequence[Token], found: Mapping[TokenKind, Sequence[int]]
    ) -> None:
        self._context = context
        self._tokens = tokens
        self.at, self._reference_at, self._heading_at = (found[kind] for kind in OF_SHELF)
        end = context.ends.get(tokens[0].start, -1)
        end = first_of_end(tokens, self.at[0] if self.at else len(tokens)) if end < 0 else end
        self.is_ended = end < len(tokens) and tokens[end].start not in context.printed
        self.end = end if self.is_ended else len(tokens)  # the index of the first of the end
        self.notes: dict[int, Note] = {}
        self.after: dict[int, int] = {}  # the index of the token that follows each
        self._by_number: dict[str, int] = {}
        for at in self.at:
            self._by_number.setdefault(tokens[at].value, tokens[at].start)
        self._referred = set(self._references()) if self.at else set()
        self._standing: dict[int, None] = {}  # the notes in the text so far, in its order
        self._numbers: set[tuple[int, str]] = (
            set()
        )  # the numbers of notes that stand in the text, with their scopes
        self._last: Note | None = None
        self._last_scope = 0
        self._all_numbers: Container[str] = self._by_number
        self._run = Run()

    def go_on(self, before: Shelf | None, numbers: Container[str]) -> None:
        """Go on after the shelf of the parts before, in a division that is read part by part.

        `numbers` are those of the notes of all of its parts. Notes have new places in each part, so
        only the scope of the division itself goes on.
        """
        self._all_numbers = numbers
        if before is None:
            return
        self._run = before.run
        self._last, self._last_scope = before._last, -1 if before._last_scope else 0
        self._numbers = {each for each in before._numbers if not each[0]}

    @property
    def run(self) -> Run:
        """The state of the numbers of notes after all notes were read."""
        return self._run

    def _references(self) -> Iterator[int]:
        """The beginnings of the notes to which the text, and not another note, refers."""
        notes = [self._tokens[at] for at in self.at]
        starts = [note.start for note in notes]
        for at in self._reference_at:
            reference = self._tokens[at]
            before = bisect_right(starts, reference.start) - 1
            if before < 0 or reference.start >= notes[before].end:
                yield self.meant(reference)

    def meant(self, reference: Token) -> int:
        """The beginning of the note that a reference means; -1 if the division has no such note."""
        if reference.target >= 0:
            return reference.target
        return self._by_number.get(reference.value, -1)

    def read(self, contents: NoteText) -> list[Note]:
        """Read the notes of the division, in the order of their tokens."""
        tokens = self._tokens
        contents.is_in_note = True
        found: list[Note] = []
        seen = set(self._run.seen)
        scopes, scope, last_scope = Scopes(), 0, self._run.scope
        headings = deque(self._heading_at if self.at else ())
        for at in self.at:
            token = tokens[at]
            while headings and headings[0] < at:
                heading = tokens[headings.popleft()]
                if heading.value != ANOTHER:
                    scope = scopes.enter(heading)
            if at == self.end:
                pages = (t.value for t in reversed(tokens[:at]) if t.kind is K.PAGE_BREAK)
                contents.page = next(pages, "")
            elif at < self.end:
                contents.page = ""
            is_anew = token.place == BOTTOM or scope != last_scope
            if token.value in FIRST and is_anew:
                seen.clear()
            before = found[-1].n if found else self._run.last
            note = self._note(contents, at, before, seen)
            seen.add(note.n)
            last_scope = scope
            while at >= self.end and contents.at < len(tokens) and _is_page(tokens[contents.at]):
                note = replace(note, content=(*note.content, " ", contents.page_break()))
            self.notes[token.start] = note
            self.after[token.start] = contents.at
            found.append(note)
        last = found[-1].n if found else self._run.last
        self._run = Run(last, frozenset(seen), -1 if last_scope else 0)
        contents.is_in_note = False
        contents.at, contents.page = 1, ""
        return found

    def _note(self, contents: NoteText, at: int, before: str, seen: set[str]) -> Note:
        """The note at an index; `before` is the number before it, `seen` those of its run."""
        tokens, text = self._tokens, contents.text
        token = tokens[at]
        contents.at = at + 1
        start, end, label, sign = token.start, token.end, "", ""
        first = contents.at < len(tokens) and tokens[contents.at].kind is K.NOTE_NUMBER
        if first and tokens[contents.at].start < end:
            number = tokens[contents.at]
            start, label = number.end, text[token.start : number.end]
            contents.at += 1
        closing = self._closing(contents.at, end)
        if closing is not None:
            sign, end = text[closing.start : end], closing.start
        content = contents.without_asides(start, end)
        if closing is not None:
            while contents.at < len(tokens) and tokens[contents.at] is not closing:
                content = (*content, contents.next_inline())
            contents.at += 1
        n = "".join(token.value.split())
        is_anchored = token.start in self._referred
        in_sequence = (n not in seen or not n.isdecimal()) and self._follows(n, before)
        if not in_sequence:
            self._context.report("TK204", token.start, n=n, before=before or "none")
        if not is_anchored and n and token.place != INLINE:
            self._context.report("TK203", token.start, n=n)
        return Note(
            n=n,
            identifier=self._context.notes[token.start],
            content=content,
            is_source=not before
            and not self._has_before(n)
            and is_source_note(plain(content), self._context.profile),
            is_anchored=is_anchored,
            in_sequence=in_sequence,
            place=token.place or END,
            label=label,
            sign=sign,
            certainty=self._context.decided(token),
        )

    def _closing(self, at: int, end: int) -> Token | None:
        """The sign after a note's text, among the tokens from an index to the end of the note."""
        tokens = self._tokens
        while at < len(tokens) and tokens[at].start < end:
            if tokens[at].kind is K.NOTE_NUMBER:
                return tokens[at]
            at += 1
        return None

    def _follows(self, n: str, before: str) -> bool:
        """Whether a note's number follows a number of this document, or the last number of the
        document before.
        """
        if not n.isdecimal() or n in FIRST:
            return True
        if n[0] == "0":
            return False
        previous = str(int(n) - 1)
        goes_on = bool(self._context.source.hints) and not before
        return previous in self._all_numbers or (goes_on and previous == self._context.last_note)

    def _has_before(self, n: str) -> bool:
        """Whether the division has a note of the number before; see `note-source-first`."""
        return n.isdecimal() and str(int(n) - 1) in self._all_numbers

    def pick(self, start: int) -> Note | None:
        """The note that begins at `start`, if it does not stand in the text so far."""
        return None if start in self._standing else self.notes.get(start)

    def stand(self, start: int, scope: int, mark: str = "", certainty: str = "") -> Note:
        """A note as it stands in the text, after those that stand there so far."""
        note = self.notes[start]
        in_sequence = note.in_sequence and self._is_in_order(note, scope)
        self._standing[start] = None
        if note.place != BOTTOM:
            self._numbers.add((scope, note.n))
        note = note.standing(in_sequence, mark, certainty or note.certainty)
        self._last, self._last_scope = note, scope
        self._context.last_note = note.n
        return note

    def _is_in_order(self, note: Note, scope: int) -> bool:
        """Whether a note may stand after the last note; see `note-in-order` in tei_kit.sch."""
        if not note.n.isdecimal():
            return True
        if note.place == BOTTOM and note.n in FIRST:
            return True
        if note.place != BOTTOM and (scope, note.n) in self._numbers:
            return False
        if self._standing and note.n not in FIRST and not self._has_before(note.n):
            return False  # only the first note goes on from the document before
        last = self._last
        if not note.is_anchored or last is None or scope != self._last_scope:
            return True
        return not (last.in_sequence and last.n.isdecimal()) or int(note.n) > int(last.n)

    def ending(self) -> list[Floating]:
        """The notes at the end that nothing refers to, and a mark if their order is not plain.

        Without a mark, they are printed by their numbers, and notes of the same number in the order
        of the text.
        """
        starts = [self._tokens[at].start for at in self.at if at >= self.end]
        ending: list[Floating] = [self.stand(s, 0) for s in starts if not self.notes[s].is_anchored]
        at_end = set(starts)
        by_number = sorted((s for s in self._standing if s in at_end), key=self._count)
        if by_number != starts:
            ending.append(NotesHere([self.notes[s].identifier for s in starts]))
        return ending

    def _count(self, start: int) -> int:
        """The key by which the notes at the end of a division are sorted; see
        `tei_kit.tei.fidelity`.
        """
        n = self.notes[start].n
        return int(n) if n.isdecimal() else 0


def _is_page(token: Token) -> bool:
    return token.kind is K.PAGE_BREAK
