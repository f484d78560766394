"""Stretches: a long text read some documents at a time, in windows of it that overlap.

All of a long text need not be in memory to find out how it is laid out. Windows of it are read,
each as a text of its own. The next window begins some documents before the end of the window at
hand, and the readings of both are joined at a border of documents that both show. So the end of a
window changes nothing: the pages, notes and paragraphs near it are taken from the window in which
more text stands around them. The windows depend on the characters of the text alone, so that the
stretches are the same whether the text is in memory or comes from a file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from tei_kit.layout.infer import Arranged, infer
from tei_kit.record import record
from tei_kit.settings.options import Options
from tei_kit.source import hints
from tei_kit.source.hints import Hint
from tei_kit.source.piece import Piece
from tei_kit.source.source import Segment, Source, line_starts
from tei_kit.tokenizer.families import memorandum, recognize
from tei_kit.tokenizer.families.recognize import Recognition, Recognized
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import Token, TokenKind, indices

K = TokenKind
# The characters of a window, and of the widest that a long document makes necessary.
WINDOW = 2**19
WIDEST = 2**21
# The characters of a text that stand on either side of a border in the windows that show it, at the
# least: a page that goes over the border, with its notes.
MARGIN = 2**13
# At how many borders the next window may go on, the last first.
BORDERS = 3
# The families whose divisions are documents that follow each other.
FAMILIES = frozenset({memorandum.NAME})
# What is told once of a text: paragraphs of uncommon length, and labels that were not taken.
TOLD_ONCE = frozenset({"TK212", "TK213"})
# Numbers like the marks of notes, in a window without notes: these stand far away.
MARKS_LEFT = "TK214"
# The same of bare digits: "proposals12".
DIGITS = re.compile(r"(?<=[a-z]{3})[0-9]{1,3}(?=[\s.,;:)])")
LEAST_DIGITS = 8
# The end of a line, after its last word: "  \\n".
LINE_END = re.compile(r"[^\S\n]*\n")
# So many notes, at the least, of which the text refers to less than half: it does so far away.
LEAST_NOTES = 20
# How many characters of a text in memory are taken at once.
TAKEN = 2**20


class WholeError(Exception):
    """A text cannot be read in stretches, and is to be read as a whole."""


@record
class Long:
    """A long text: its name, its characters in parts of any length, and where form feeds stand."""

    name: str
    parts: Iterable[str]
    form_feeds: Sequence[int] = ()


@record
class Stretch:
    """Some documents of a long text that follow each other, read.

    The source of `reading` is a view, whose file is the stretch of the text as a Piece.
    """

    text: Piece
    reading: Reading


@record
class Found:
    """A long text that was read in stretches: all of its tokens, with the family that the first
    window shows; and the layout of that window.
    """

    arranged: Arranged
    recognized: Recognized


def read(source: Source, options: Options) -> Found | None:
    """Read a long text in memory, whose layout is not the usual one; None where its documents
    cannot be told apart.

    The speakers of some profiles are one cast: the whole text decides then who speaks. Raises
    ProfileError as `recognize.read` does.
    """
    if source.hints or source.origins or options.words.speakers_one_cast:
        return None
    parts = (source.text[at : at + TAKEN] for at in range(0, len(source.text), TAKEN))
    stretches = Stretches(Long(source.name, parts, source.form_feeds), options)
    try:
        reading = _joined(source, list(stretches))
    except WholeError:
        return None
    first = stretches.first
    return Found(first.arranged, Recognized(first.recognition, reading))


def _joined(source: Source, stretches: Sequence[Stretch]) -> Reading:
    """The readings of all stretches of a text as one, of a view of the whole text."""
    text: list[str] = []
    found: list[Hint] = []
    segments: list[Segment] = []
    tokens: list[Token] = []
    view = file = 0
    for stretch in stretches:
        own = stretch.reading.source
        text.append(own.text)
        end = view + len(own.text)
        found += _hints(own.hints, view, end)
        segments += [Segment(s.view + view, s.file + file, s.length) for s in own.segments]
        tokens += _tokens(stretch.reading.tokens, view, end)
        view = end
        file += len(stretch.text.text)
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


def _tokens(tokens: Sequence[Token], moved: int, end: int) -> list[Token]:
    """The tokens at other places, without targets that do not lie in `text[:end]`."""
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
class _Border:
    """Where a document begins: the index of its token, and its place in the view and the text.

    All characters of the text before the place are those of the documents before. The place in the
    text is that in the whole text. No note is referred to over a border that `is_clean`.
    """

    token: int
    view: int
    file: int
    is_clean: bool = True


BEGINNING = _Border(0, 0, 0)


@record
class _Window:
    """A window of a text, from the character `begin` on, as it was read."""

    begin: int
    text: Piece
    arranged: Arranged
    recognition: Recognition
    reading: Reading
    borders: Sequence[_Border]
    is_last: bool  # whether the text ends with it

    @property
    def end(self) -> int:
        """The place in the whole text where the window ends."""
        return self.begin + len(self.text.text)

    def border(self, file: int) -> _Border:
        """The border at a place in the whole text. Raises WholeError when the window has none."""
        if not file:
            return BEGINNING
        found = next((border for border in self.borders if border.file == file), None)
        if found is None:
            raise WholeError
        return found


@record
class _Joint:
    """The window after a window, and the border of the first at which both are joined."""

    following: _Window
    cut: _Border


class Stretches:
    """The stretches of a long text, one after the other.

    To iterate raises WholeError where documents cannot be told apart, or where notes stand so far
    from the text that they cannot be found; then nothing that was given holds.
    """

    first: _Window

    def __init__(self, text: Long, options: Options) -> None:
        self._name = text.name
        self._parts = iter(text.parts)
        self._feeds = text.form_feeds
        self._options = options
        self._held = ""  # what was taken of the text, from the character `_at` on
        self._at = 0
        self._line = 1  # the line of that character
        self._told: set[str] = set()
        self._has_hints: bool | None = None

    def __iter__(self) -> Iterator[Stretch]:
        window = self.first = self._window(0, WINDOW)
        if not window.borders:
            raise WholeError  # a text without documents, which need not be read several times
        done, size = BEGINNING, WINDOW
        while not window.is_last:
            self._forget(window.begin)
            joint = self._joint(window, done)
            if joint is None:
                size *= 2
                if size > WIDEST:
                    raise WholeError
                window = self._window(window.begin, size)
                done = window.border(done.file)
            else:
                yield self._stretch(window, done, joint.cut)
                window, size = joint.following, WINDOW
                done = window.border(joint.cut.file)
        end = _Border(len(window.reading.tokens), len(window.reading.source.text), window.end)
        yield self._stretch(window, done, end)

    def _joint(self, window: _Window, done: _Border) -> _Joint | None:
        """The window after a window, and the border at which both are joined; None where the window
        has to be wider.
        """
        last = window.end - MARGIN
        apart = window.borders[:-1]  # a whole document follows
        possible = [border for border in apart if done.file < border.file <= last]
        clean = [border for border in possible if border.is_clean]
        found = (clean or possible)[-BORDERS:]
        begins = [
            border.file
            for border in window.borders
            if found and window.begin < border.file <= found[0].file - MARGIN
        ]
        if not begins:
            return None
        following = self._window(begins[-1], WINDOW)
        known = {border.file for border in following.borders}
        cut = next((border for border in reversed(found) if border.file in known), None)
        return None if cut is None else _Joint(following, cut)

    def _window(self, begin: int, size: int) -> _Window:
        """Read the window that begins with a character; it ends with a line."""
        text, is_last = self._take(begin, size)
        line = self._line + self._held.count("\n", 0, begin - self._at)
        first, last = (bisect_left(self._feeds, at) for at in (begin, begin + len(text)))
        feeds = [at - begin for at in self._feeds[first:last]]
        options, language = self._options, ""
        if begin:
            language = self.first.recognition.language
            options = replace(options, family=self.first.recognition.family)
        piece = Piece(
            self._name,
            text,
            line_starts(text),
            form_feeds=feeds,
            language=language,
            first_line=line,
        )
        arranged = infer(piece, options.words, options.fixed_layout)
        recognized = recognize.read(arranged, options)
        reading = recognized.reading
        if recognized.recognition.family not in FAMILIES or _has_notes_elsewhere(reading):
            raise WholeError
        borders = _borders(reading, begin, text)
        return _Window(begin, piece, arranged, recognized.recognition, reading, borders, is_last)

    def _take(self, begin: int, size: int) -> tuple[str, bool]:
        """The text of a window, and whether it is the last; what stands before is forgotten."""
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
        """Forget what stands before a character: no window begins there any more."""
        count = before - self._at
        self._line += self._held.count("\n", 0, count)
        self._held, self._at = self._held[count:], before

    def _stretch(self, window: _Window, begin: _Border, end: _Border) -> Stretch:
        """The documents of a window from one border to another. Raises WholeError."""
        text = window.text.text
        first, last = begin.file - window.begin, end.file - window.begin
        words = text[first:last]
        line = window.text.first_line + text.count("\n", 0, first)
        piece = Piece(self._name, words, line_starts(words), first_line=line)
        whole = window.reading.source
        if self._has_hints not in (None, bool(whole.hints)):
            raise WholeError  # some windows are read as they are, which the notes depend on
        self._has_hints = bool(whole.hints)
        length = end.view - begin.view
        view = Source(
            self._name,
            whole.text[begin.view : end.view],
            (),
            hints=_hints(hints.within(whole.hints, begin.view, end.view), -begin.view, length),
            form=whole.form,
            file=piece,
            segments=list(_clipped(_segments(whole), begin.view, end.view, first, last)),
        )
        own = window.reading.tokens[begin.token : end.token]
        tokens = _tokens(own, -begin.view, length)
        lines = range(line, line + words.count("\n") + 1)
        found = [d for d in window.reading.diagnostics if d.place.line in lines]
        told = [d for d in found if d.code not in self._told]
        self._told |= TOLD_ONCE & {d.code for d in told}
        return Stretch(piece, Reading(view, tokens, diagnostics=told))


def _segments(source: Source) -> Sequence[Segment]:
    """The segments of a view; of a source that is no view, all of it."""
    return source.segments or [Segment(0, 0, len(source.text))]


def _clipped(
    segments: Sequence[Segment], start: int, end: int, first: int, last: int
) -> Iterator[Segment]:
    """The segments from `start` to `end` of a view, in the view and the text that begin there.

    The text has the characters from `first` to `last`. What the view begins with before its first
    segment, such as a page without a number, stands at the beginning of the text.
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


def _borders(reading: Reading, begin: int, text: str) -> list[_Border]:
    """The borders between documents at which the text and its view can be cut.

    Neither a note nor anything else of one document stands among the lines of another. `begin` is
    the place of `text`, a window, in the whole text.
    """
    tokens = reading.tokens
    segments = _segments(reading.source)
    ends = list(accumulate((t.end for t in tokens), max))
    starts = list(accumulate((t.start for t in reversed(tokens)), min))[::-1]
    last_target = list(accumulate((t.target for t in tokens), max))
    targets = (t.target if t.target >= 0 else t.start for t in reversed(tokens))
    first_target = list(accumulate(targets, min))[::-1]
    above = [0, *accumulate((s.file + s.length for s in segments), max)]
    below = [len(text), *accumulate((s.file for s in reversed(segments)), min)][::-1]
    found: list[_Border] = []
    for at in indices(tokens, K.DIVISION)[1:]:
        view = tokens[at].start
        if not ends[at - 1] <= view <= starts[at]:
            continue
        over = bisect_right(segments, view, key=_view_of) - 1
        segment = segments[over]
        inside = min(view - segment.view, segment.length)
        last = max(above[over], segment.file + inside if inside else 0)
        first = below[over + 1] if inside == segment.length else segment.file + inside
        if last > min(first, below[over + 1]):
            continue
        last = len(text[:last].rstrip())
        line_end = LINE_END.match(text, last)  # a stretch begins with a line
        if line_end is not None:
            is_clean = last_target[at - 1] < view <= first_target[at]
            found.append(_Border(at, view, begin + line_end.end(), is_clean))
    return found


def _view_of(segment: Segment) -> int:
    return segment.view


def _has_notes_elsewhere(reading: Reading) -> bool:
    """Whether a window has marks without notes, or notes without marks: the notes of the whole text
    stand at its end.
    """
    if any(each.code == MARKS_LEFT for each in reading.diagnostics):
        return True
    notes = len(indices(reading.tokens, K.NOTE))
    if notes:
        references = len(indices(reading.tokens, K.NOTE_REFERENCE))
        return notes >= LEAST_NOTES and references * 2 < notes
    numbers = [int(match[0]) for match in DIGITS.finditer(reading.source.text)]
    rising = sum(b - a == 1 for a, b in pairwise(numbers))
    return len(numbers) >= LEAST_DIGITS and rising * 2 >= len(numbers)
