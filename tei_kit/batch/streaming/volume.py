"""A text of any length, document by document, in bounded memory.

The text is read once: decoded, kept as UTF-8 (in memory, or in a file without a name when it is
long), and looked through for where its documents begin. Then each document can be read on its own.
What is found is what `layout.sections` finds in the whole text.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import IO

from tei_kit.batch.streaming.decoding import decoded
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.layout.blocks import Block, Shape, blocks_of
from tei_kit.readers import recognition
from tei_kit.readers.formats import Format
from tei_kit.record import record
from tei_kit.settings.profile import Profile
from tei_kit.source.source import (
    ANY_FORBIDDEN,
    FORBIDDEN,
    NEWLINE,
    SPACE_FOR_FORBIDDEN,
    Source,
    SourceError,
)
from tei_kit.tokenizer import sections
from tei_kit.tokenizer.sections import Candidates, Heading, Section
from tei_kit.tokenizer.tokens import Certainty

# A longer text is kept in a file.
IN_MEMORY = 16 * 2**20
# How much text is looked through at once; blocks end at blank lines.
STRETCH = 2**20
BLANK_LINE = "\n\n"
# Stands for the heading that ends a document, which is of no interest itself.
NEXT_HEADING = Heading("", Certainty.HIGH)


@record
class Piece(Source):
    """A part of a longer text that begins with the line `first_line` of it."""

    first_line: int = 1

    def place(self, offset: int) -> Place:
        """The file, line and column of an offset of the part."""
        place = Source.place(self, offset)
        return Place(place.file, place.line + self.first_line - 1, place.column)


@record
class Part:
    """One document of a volume: its text, and its blocks in it."""

    source: Piece
    section: Section


@record
class _Start:
    """Where a heading stands: the offset in bytes, and the line."""

    offset: int
    line: int
    heading: Heading


class Volume:
    """A text that is kept as UTF-8, and where its documents begin.

    `diagnostics` and `odd_characters` are those that a Source and a Document have. To be closed,
    or used in a `with`.
    """

    def __init__(
        self,
        name: str,
        profile: Profile,
        store: IO[bytes],
        size: int,
        starts: Sequence[_Start],
        diagnostics: Sequence[Diagnostic],
        odd_characters: Sequence[str],
    ) -> None:
        self.name = name
        self.diagnostics = diagnostics
        self.odd_characters = odd_characters
        self._profile = profile
        self._store = store
        self._size = size
        self._starts = starts
        self._first: dict[str, int] = {}  # the first document of each number
        for at, start in enumerate(starts):
            self._first.setdefault(start.heading.number, at)

    def __enter__(self) -> Volume:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._store.close()

    def has_document(self, number: str) -> bool:
        """Whether a document has this number."""
        return number in self._first

    def document(self, number: str) -> Part | None:
        """The first document of a number, without the page markers before it."""
        at = self._first.get(number)
        if at is None:
            return None
        begin = self._starts[at]
        return next(self._parts(begin.offset, begin.line, at), None)

    def parts(self) -> Iterator[Part]:
        """The documents, in order. What stands before the first heading is one too."""
        return self._parts(0, 1, -1)

    def _parts(self, begin: int, line: int, current: int) -> Iterator[Part]:
        """The documents from an offset on, where the heading of the index `current` may stand."""
        starts = self._starts
        for at in range(current, len(starts)):
            is_last = at + 1 == len(starts)
            end = self._size if is_last else starts[at + 1].offset
            text = self._read(begin, end)
            found = blocks_of(Source(self.name, text, ()), self._profile)
            if all(block.shape is Shape.PAGE for block in found) and (not is_last or not found):
                continue  # page markers before the first heading, or nothing
            headings = {}
            if at >= 0:
                first = next(i for i, block in enumerate(found) if block.shape is not Shape.PAGE)
                headings[first] = starts[at].heading
            if not is_last:
                headings[len(found)] = NEXT_HEADING
                found.append(Block(Shape.TEXT, len(text), len(text), 0, len(text)))
            section = sections.section_at(found, 0, headings)
            rest = found[len(section.blocks) :]
            if rest and rest[0].shape is Shape.PAGE:
                cut = text.rfind("\n", 0, rest[0].start) + 1
                text, after = text[:cut], text[cut:]
            else:
                after = ""
            yield Part(Piece(self.name, text, _line_starts(text), (), first_line=line), section)
            if not is_last:
                begin = end - len(after.encode())
                line = starts[at + 1].line - after.count("\n")

    def _read(self, begin: int, end: int) -> str:
        self._store.seek(begin)
        return self._store.read(end - begin).decode()


def read_volume(
    chunks: Iterable[bytes],
    name: str,
    profile: Profile,
    *,
    encoding: str | None = None,
    folder: Path | None = None,
) -> Volume:
    """Read a text from its bytes. A long one is kept in a file without a name in `folder`.

    The first of `chunks` tells whether it is a text. Raises SourceError as `readers.decode` does
    for plain text, and OSError when the text cannot be kept.
    """
    waiting = iter(chunks)
    first = next(waiting, b"")
    recognition.refuse_other(first, name, Format.TEXT)
    survey = _Survey(name, profile, folder)
    try:
        for text in decoded(chain([first], waiting), name, encoding):
            survey.add(text)
        return survey.volume()
    except BaseException:
        survey.close()
        raise


class _Survey:
    """Looks through a text once: keeps it, and notes what looks like headings."""

    def __init__(self, name: str, profile: Profile, folder: Path | None) -> None:
        self._name = name
        self._profile = profile
        self._store = _kept_file(folder)
        self._size = 0
        self._line = 1
        self._has_text = False
        self._waiting: list[str] = []  # what may belong to an unfinished block
        self._length = 0
        self._enough = STRETCH
        self._previous: _Stretch | None = None
        self._last: Block | None = None  # the last block that is no page marker
        self._found = Candidates({}, {})
        self._lines: dict[int, int] = {}  # of what looks like headings, by offset
        self._forbidden: dict[str, _Forbidden] = {}
        self._looks_like_markup: Sequence[Diagnostic] = ()

    def close(self) -> None:
        self._store.close()

    def add(self, text: str) -> None:
        """Some more of the text."""
        self._waiting.append(text)
        self._length += len(text)
        if self._length < self._enough:
            return
        whole = "".join(self._waiting)
        cut = whole.rfind(BLANK_LINE) + len(BLANK_LINE)
        if cut >= len(BLANK_LINE):
            self._stretch(whole[:cut])
            whole = whole[cut:]
        self._waiting, self._length = [whole], len(whole)
        self._enough = max(STRETCH, 2 * len(whole))

    def volume(self) -> Volume:
        """The volume, when all of the text was added."""
        self._stretch("".join(self._waiting))
        self._look_through(is_last=True)
        if not self._has_text:
            raise SourceError(diagnose("TK104", Place(self._name)))
        headings = sorted(self._found.headings().items())
        starts = [_Start(at, self._lines[at], heading) for at, heading in headings]
        odd = sorted(c for c, found in self._forbidden.items() if not found.is_space)
        return Volume(
            self._name,
            self._profile,
            self._store,
            self._size,
            starts,
            [
                *(found.diagnostic(c) for c, found in self._forbidden.items()),
                *self._looks_like_markup,
            ],
            odd,
        )

    def _stretch(self, text: str) -> None:
        """Keep some text that ends where a block ends."""
        if not self._has_text:
            self._has_text = bool(text) and not text.isspace()
        source = Source(self._name, text, ())
        if ANY_FORBIDDEN.search(text) is not None:
            self._note_forbidden(text)
            source = Source(self._name, text.translate(SPACE_FOR_FORBIDDEN), ())
        if not self._size:
            self._looks_like_markup = recognition.markup_in(source.text, self._name)
        try:
            data = source.text.encode()
        except UnicodeEncodeError as error:
            place = Piece(self._name, text, _line_starts(text), (), first_line=self._line).place(
                error.start
            )
            codepoint = f"{ord(text[error.start]):04X}"
            raise SourceError(diagnose("TK105", place, codepoint=codepoint)) from error
        blocks = blocks_of(source, self._profile)
        stretch = _Stretch(source.text, blocks, self._size, self._line)
        self._store.write(data)
        self._size += len(data)
        self._line += text.count("\n")
        if blocks:
            self._look_through(is_last=False)
            self._previous = stretch

    def _look_through(self, *, is_last: bool) -> None:
        """Note the headings of the stretch before, now that it is known whether more follows."""
        stretch = self._previous
        if stretch is None:
            return
        before = [self._last] if self._last else []
        found = [*before, *stretch.blocks]
        if not is_last:
            found.append(found[-1])
        looked = sections.candidates(found, stretch.text, self._profile)
        at, offset, line = 0, stretch.offset, stretch.line
        for i in sorted({*looked.sure, *looked.possible}):
            if i < len(before) or i >= len(before) + len(stretch.blocks):
                continue
            skipped = stretch.text[at : found[i].start]
            offset, line = offset + len(skipped.encode()), line + skipped.count("\n")
            at = found[i].start
            self._lines[offset] = line
            if i in looked.sure:
                self._found.sure[offset] = looked.sure[i]
            else:
                self._found.possible[offset] = looked.possible[i]
        others = [block for block in stretch.blocks if block.shape is not Shape.PAGE]
        # Of a block before the stretch only the shape is of interest.
        self._last = Block(others[-1].shape, 0, 0) if others else self._last

    def _note_forbidden(self, text: str) -> None:
        piece = Piece(self._name, text, _line_starts(text), (), first_line=self._line)
        for match in FORBIDDEN.finditer(text):
            found = self._forbidden.get(match[0])
            if found is None:
                place = piece.place(match.start())
                found = self._forbidden[match[0]] = _Forbidden(place, is_space=bool(match[1]))
            found.count += 1


@record
class _Stretch:
    """Some blocks of the text, and where they begin: the offset in bytes, and the line."""

    text: str
    blocks: Sequence[Block]
    offset: int
    line: int


@dataclass(slots=True)
class _Forbidden:
    """A character that XML cannot hold: its first place, and how often it stands in the text."""

    first: Place
    is_space: bool
    count: int = 0

    def diagnostic(self, character: str) -> Diagnostic:
        code = "TK107" if self.is_space else "TK106"
        return diagnose(code, self.first, codepoint=f"{ord(character):04X}", count=self.count)


def _kept_file(folder: Path | None) -> IO[bytes]:
    return tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder) if folder else None)


def _line_starts(text: str) -> Sequence[int]:
    return [0, *(match.end() for match in NEWLINE.finditer(text))]
