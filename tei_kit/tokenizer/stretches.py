"""Stretches: a long text is read some documents at a time, in windows that overlap.

A long text need not be in memory as a whole to find its layout. Each window is read as a text of
its own. The next window begins some documents before the end of the current window, and the
readings of both are joined at a border of documents that both show. So the end of a window changes
nothing: the pages, notes and paragraphs near it come from the window that has more text around
them. The windows depend on the characters of the text alone. So the stretches are the same for a
text in memory and for a text from a file.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tei_kit.layout.infer import Arranged, infer
from tei_kit.record import record, replace
from tei_kit.settings.options import Options
from tei_kit.source import hints
from tei_kit.source.hints import Hint
from tei_kit.source.piece import Piece
from tei_kit.source.source import Segment, Source, line_starts
from tei_kit.tokenizer.borders import BEGINNING, Border, borders_of, segments_of
from tei_kit.tokenizer.families import memorandum, recognize
from tei_kit.tokenizer.families.recognize import Recognition, Recognized
from tei_kit.tokenizer.families.speech.gathered import Gathered, named
from tei_kit.tokenizer.reading import Before, Depths, Parts, Reading
from tei_kit.tokenizer.tokens import Token, TokenKind, indices

K = TokenKind
# The characters of a window, and of the widest window, which a long document may need.
WINDOW = 2**19
WIDEST = 2**21
# The least characters on either side of a border in the windows that show it: enough for a page
# that goes over the border, with its notes.
MARGIN = 2**13
# The number of borders at which two windows may be joined; the last is tried first.
BORDERS = 3
# The families whose divisions are documents that follow each other.
OF_DOCUMENTS = frozenset({memorandum.NAME})
# The families whose texts are one division, with letters or items of the agenda as its parts.
OF_PARTS = frozenset({"letter", "debate"})
# Diagnostics that a text gives once: long paragraphs, and labels that were not read.
TOLD_ONCE = frozenset({"TK212", "TK213"})
# Numbers like the marks of notes, in a window without notes: the notes stand far away.
MARKS_LEFT = "TK214"
# A reference of bare digits: "proposals12".
DIGITS = re.compile(r"(?<=[a-z]{3})[0-9]{1,3}(?=[\s.,;:)])")
LEAST_DIGITS = 8
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# The number with which a note begins, on a line of its own: "[12] See", "  ¹² See", "12. See".
COUNTED = re.compile(
    r"^[^\S\n]*(?:\[?(?:Footnote )?|\()\^?(?P<number>[0-9⁰¹²³⁴-⁹]{1,4})[])./:]*[^\S\n]+\S",
    re.MULTILINE,
)
# Fewer notes in a window do not show whether the references to them stand elsewhere.
LEAST_NOTES = 20
INLINE = "inline"  # the place of notes that stand inside the text
# This many characters of a text in memory are taken at once.
TAKEN = 2**20


class WholeError(Exception):
    """A text cannot be read in stretches, and is to be read as a whole."""


@record
class Long:
    """A long text: its name, its characters in parts of any length, and the form feeds' places."""

    name: str
    parts: Iterable[str]
    form_feeds: Sequence[int] = ()


@record
class Stretch:
    """Neighbouring documents of a long text, and their reading.

    `text` is the stretch of the text; it is also the file of the view that `reading` has as its
    source. A text of parts is one division, whose token stands in the first stretch.
    """

    text: Piece
    reading: Reading

    @property
    def parts(self) -> Parts | None:
        """The parts, with the labels of speakers; None if the text has no parts."""
        return self.reading.parts


@record
class Found:
    """A long text that was read in stretches.

    `arranged` is the layout of the first window. `recognized` has the family of that window and all
    tokens of the text.
    """

    arranged: Arranged
    recognized: Recognized


def read(source: Source, options: Options) -> Found | None:
    """Read a long text in memory that does not have the usual layout.

    None if its documents cannot be told apart, or if its format states hints or origins. None also
    for a profile whose speakers are one cast, because the whole text then decides who speaks.
    Raises ProfileError as `recognize.read` does.
    """
    if source.hints or source.origins or options.words.speakers_one_cast:
        return None
    parts = (source.text[at : at + TAKEN] for at in range(0, len(source.text), TAKEN))
    stretches = Stretches(Long(source.name, parts, source.form_feeds), options, keeps_layout=True)
    try:
        reading = _joined(source, list(stretches))
    except WholeError:
        return None
    assert stretches.arranged is not None  # that of the first window
    return Found(stretches.arranged, Recognized(stretches.recognition, reading))


def _joined(source: Source, stretches: Sequence[Stretch]) -> Reading:
    """The readings of all stretches, joined into one reading of a view of the whole text."""
    text: list[str] = []
    found: list[Hint] = []
    segments: list[Segment] = []
    tokens: list[Token] = []
    view = file = 0
    for stretch in with_persons(stretches):
        own = stretch.reading.source
        text.append(own.text)
        end = view + len(own.text)
        found += _hints(own.hints, view, end)
        segments += [Segment(s.view + view, s.file + file, s.length) for s in own.segments]
        tokens += _tokens(stretch.reading.tokens, view, end)
        view = end
        file += len(stretch.text.text)
    if stretches[0].parts is not None:
        tokens[0] = replace(tokens[0], end=max(token.end for token in tokens[1:]))
    diagnostics = [each for stretch in stretches for each in stretch.reading.diagnostics]
    whole = Source(
        source.name,
        "".join(text),
        (),
        source.diagnostics,
        found,
        form=source.form,
        file=source,
        segments=segments,
    )
    return Reading(whole, tokens, diagnostics=diagnostics)


def with_persons(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches, with the persons whom their labels mean in the whole text."""
    gathered = Gathered()
    for stretch in stretches:
        gather(gathered, stretch)
    names = gathered.names()
    for stretch in stretches:
        yield of_persons(stretch, names)


def gather(gathered: Gathered, stretch: Stretch) -> None:
    """Add the labels of a stretch to those that were gathered before."""
    reading = stretch.reading
    if reading.parts is not None:
        gathered.add(reading.tokens, reading.parts, len(reading.source.text))


def of_persons(stretch: Stretch, names: Iterator[str]) -> Stretch:
    """The stretch; each of its labels gets the next of `names`."""
    reading = stretch.reading
    if reading.parts is None or not reading.parts.labels:
        return stretch
    tokens = named(reading.tokens, reading.parts, names)
    return Stretch(stretch.text, replace(reading, tokens=tokens))


def _tokens(tokens: Sequence[Token], moved: int, end: int) -> list[Token]:
    """The tokens, `moved` characters further on; targets outside `text[:end]` are left out."""
    return [
        Token(
            t.kind,
            t.start + moved,
            t.end + moved,
            t.value,
            t.depth,
            t.certainty,
            _target(t.target, moved, end),
            t.place,
        )
        for t in tokens
    ]


def _hints(hints: Sequence[Hint], moved: int, end: int) -> list[Hint]:
    return [
        replace(
            hint,
            start=hint.start + moved,
            end=hint.end + moved,
            target=_target(hint.target, moved, end),
        )
        for hint in hints
    ]


def _target(target: int, moved: int, end: int) -> int:
    return target + moved if target >= 0 and 0 <= target + moved < end else -1


@record
class _Window:
    """A window of a text, from the character `begin` on, as it was read."""

    begin: int
    depths: Depths  # of the headings before it
    text: Piece
    arranged: Arranged
    recognition: Recognition
    reading: Reading
    borders: Sequence[Border]
    is_last: bool  # whether the text ends with it

    @property
    def end(self) -> int:
        """The end of the window, in the whole text."""
        return self.begin + len(self.text.text)

    def border(self, file: int) -> Border:
        """The border at a place in the whole text. Raises WholeError when the window has no
        border there."""
        if not file:
            return BEGINNING
        found = next((border for border in self.borders if border.file == file), None)
        if found is None:
            raise WholeError
        return found


@record
class _Joint:
    """The following window, and the border of the current window at which both are joined."""

    following: _Window
    cut: Border


class Stretches:
    """The stretches of a long text, one after the other.

    Iteration raises WholeError when documents cannot be told apart, or when notes stand so far from
    the text that they cannot be found; the stretches given before are then not valid.

    `recognition` says how the first window was read. `arranged` is its layout, if `keeps_layout`
    asks for it, because it holds all of the window.
    """

    recognition: Recognition
    arranged: Arranged | None = None

    def __init__(self, text: Long, options: Options, *, keeps_layout: bool = False) -> None:
        self._keeps_layout = keeps_layout
        self._around: int | None = None  # the number of subdivisions around the parts
        self._name = text.name
        self._parts = iter(text.parts)
        self._feeds = text.form_feeds
        self._options = options
        self._held = ""  # the characters in hand, from the place `_at` in the text on
        self._at = 0
        self._line = 1  # the number of the line of that place
        self._told: set[str] = set()
        self._has_hints: bool | None = None

    def __iter__(self) -> Iterator[Stretch]:
        window = self._window(BEGINNING, WINDOW)
        if not window.borders:
            raise WholeError  # a text without documents is read once, as a whole
        done, size = BEGINNING, WINDOW
        while not window.is_last:
            self._forget(window.begin)
            joint = self._joint(window, done)
            if joint is None:
                size *= 2
                if size > WIDEST:
                    raise WholeError
                window = self._window(Border(0, 0, window.begin, depths=window.depths), size)
                done = window.border(done.file)
            else:
                yield self._stretch(window, done, joint.cut)
                window, size = joint.following, WINDOW
                done = window.border(joint.cut.file)
        end = Border(len(window.reading.tokens), len(window.reading.source.text), window.end)
        yield self._stretch(window, done, end)

    def _joint(self, window: _Window, done: Border) -> _Joint | None:
        """The following window, and the border at which both are joined.

        None if the current window has to be wider.
        """
        last = window.end - MARGIN
        apart = window.borders[:-1]  # a whole document follows
        possible = [border for border in apart if done.file < border.file <= last]
        clean = [border for border in possible if border.is_clean]
        found = (clean or possible)[-BORDERS:]
        begins = [
            border
            for border in window.borders
            if found and window.begin < border.file <= found[0].file - MARGIN
        ]
        if not begins:
            return None
        following = self._window(begins[-1], WINDOW)
        known = {border.file for border in following.borders}
        cut = next((border for border in reversed(found) if border.file in known), None)
        return None if cut is None else _Joint(following, cut)

    def _window(self, border: Border, size: int) -> _Window:
        """Read the window that begins at a border; it ends with a line. Raises WholeError."""
        begin = border.file
        text, is_last = self._take(begin, size)
        line = self._line + self._held.count("\n", 0, begin - self._at)
        first, last = (bisect_left(self._feeds, at) for at in (begin, begin + len(text)))
        feeds = [at - begin for at in self._feeds[first:last]]
        options, language = self._options, ""
        if begin:
            language = self.recognition.language
            options = replace(options, family=self.recognition.family)
        piece = Piece(
            self._name,
            text,
            line_starts(text),
            form_feeds=feeds,
            language=language,
            first_line=line,
        )
        arranged = infer(piece, options.words, options.fixed_layout)
        before = Before(is_beginning=not begin, depths=border.depths)
        recognized = recognize.read(arranged, options, before)
        recognition, reading = recognized.recognition, recognized.reading
        if recognition.family not in OF_DOCUMENTS | OF_PARTS or _has_notes_elsewhere(reading):
            raise WholeError
        parts = reading.parts if recognition.family in OF_PARTS else None
        if not begin:
            self.recognition = recognition
            self.arranged = arranged if self._keeps_layout else None
            self._around = parts.around if parts is not None else None
        elif parts is not None and parts.around != self._around:
            raise WholeError
        if parts is not None and _has_notes_in_a_row(piece, reading, parts):
            raise WholeError
        reading = replace(reading, parts=parts)
        borders = borders_of(reading, begin, text)
        return _Window(
            begin, border.depths, piece, arranged, recognition, reading, borders, is_last
        )

    def _take(self, begin: int, size: int) -> tuple[str, bool]:
        """The text of a window, and whether it is the last. Raises WholeError for a long line."""
        while len(self._held) <= begin - self._at + size:
            part = next(self._parts, None)
            if part is None:
                return self._held[begin - self._at :], True
            self._held += part
        end = self._held.rfind("\n", begin - self._at, begin - self._at + size) + 1
        if not end:
            raise WholeError
        return self._held[begin - self._at : end], False

    def _forget(self, before: int) -> None:
        """Forget the text before a character: no window begins there any more."""
        count = before - self._at
        self._line += self._held.count("\n", 0, count)
        self._held, self._at = self._held[count:], before

    def _stretch(self, window: _Window, begin: Border, end: Border) -> Stretch:
        """The documents of a window from one border to another.

        Raises WholeError when some windows have hints and others have none.
        """
        text = window.text.text
        first, last = begin.file - window.begin, end.file - window.begin
        words = text[first:last]
        line = window.text.first_line + text.count("\n", 0, first)
        piece = Piece(self._name, words, line_starts(words), first_line=line)
        whole, parts = window.reading.source, window.reading.parts
        if parts is not None:
            labels = {
                at - begin.view: label
                for at, label in parts.labels.items()
                if begin.view <= at < end.view
            }
            given = {at - begin.view: name for at, name in parts.given.items()}
            parts = Parts({}, parts.around, labels, given)
        elif self._has_hints not in (None, bool(whole.hints)):
            raise WholeError  # the notes depend on whether a window was arranged
        if parts is None:
            self._has_hints = bool(whole.hints)
        length = end.view - begin.view
        view = Source(
            self._name,
            whole.text[begin.view : end.view],
            (),
            hints=_hints(hints.within(whole.hints, begin.view, end.view), -begin.view, length),
            form=whole.form,
            file=piece,
            segments=list(_clipped(segments_of(whole), begin.view, end.view, first, last)),
        )
        own = window.reading.tokens[begin.token : end.token]
        tokens = _tokens(own, -begin.view, length)
        lines = range(line, line + words.count("\n") + 1)
        found = [d for d in window.reading.diagnostics if d.place.line in lines]
        told = [d for d in found if d.code not in self._told]
        self._told |= TOLD_ONCE & {d.code for d in told}
        return Stretch(piece, Reading(view, tokens, diagnostics=told, parts=parts))


def _clipped(
    segments: Sequence[Segment], start: int, end: int, first: int, last: int
) -> Iterator[Segment]:
    """The segments from `start` to `end` of a view, as places in the cut view and text.

    The text has the characters from `first` to `last`. Characters of the view before its first
    segment, such as a page without a number, stand at the beginning of the text.
    """
    if start and not any(s.view <= start < s.view + s.length for s in segments):
        yield Segment(0, 0, 0)
    for segment in segments:
        before = max(start - segment.view, 0)
        length = min(segment.length, end - segment.view, last - segment.file)
        if before < length:
            yield Segment(
                segment.view + before - start, segment.file + before - first, length - before
            )


def _has_notes_in_a_row(text: Piece, reading: Reading, parts: Parts) -> bool:
    """Whether paragraphs of one part count up as notes do, and few of them were read as notes.

    They are then the notes of other parts, or of the whole text.
    """
    view = reading.source
    starts = sorted(view.original(start) for start in parts.starts)
    longest = run = before = of_part = 0
    for match in COUNTED.finditer(text.text):
        part, number = bisect_left(starts, match.start()), int(match["number"].translate(PLAIN))
        run = run + 1 if number == before + 1 and part == of_part else 1
        longest, before, of_part = max(longest, run), number, part
    return longest >= LEAST_NOTES and len(indices(reading.tokens, K.NOTE)) * 2 < longest


def _has_notes_elsewhere(reading: Reading) -> bool:
    """Whether a window has marks without notes, or notes without marks.

    The notes of the whole text then stand at its end. Notes in brackets inside the text need no
    marks.
    """
    if any(each.code == MARKS_LEFT for each in reading.diagnostics):
        return True
    found = [reading.tokens[at] for at in indices(reading.tokens, K.NOTE)]
    if found:
        notes = sum(note.place != INLINE for note in found)
        references = len(indices(reading.tokens, K.NOTE_REFERENCE))
        return notes >= LEAST_NOTES and references * 2 < notes
    numbers = [int(match[0]) for match in DIGITS.finditer(reading.source.text)]
    rising = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= LEAST_DIGITS and rising * 2 >= len(numbers)
