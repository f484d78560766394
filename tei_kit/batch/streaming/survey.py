"""Reads a text once, keeps it, and finds the places where its documents begin."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from tei_kit.batch.streaming.decoding import decoded
from tei_kit.batch.streaming.piece import Start, kept_file
from tei_kit.batch.streaming.volume import Volume
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.layout import usual
from tei_kit.layout.blocks import Block, Shape, blocks_of
from tei_kit.readers import plain_text, recognition
from tei_kit.record import record
from tei_kit.settings import language_of_text
from tei_kit.settings.profile import Profile
from tei_kit.source.piece import Piece
from tei_kit.source.source import (
    ANY_FORBIDDEN,
    FORBIDDEN_SPACE,
    FORM_FEED,
    SPACE_FOR_FORBIDDEN,
    Source,
    SourceError,
    doubtful_encoding,
    forbidden_in,
    line_starts,
)
from tei_kit.tokenizer import sections
from tei_kit.tokenizer.reading import is_long
from tei_kit.tokenizer.sections import Candidates

STRETCH = 2**20
"""The least number of characters that are looked through at once; they end at a blank line."""

LONGEST = 2**22
"""After so many characters without a blank line, a text is cut at the end of any line."""

BLANK_LINE = "\n\n"


def read_volume(
    chunks: Iterable[bytes],
    name: str,
    profile: Profile,
    *,
    encoding: str | None = None,
    folder: Path | None = None,
) -> Volume:
    """Read a text from its bytes. A long text is kept in a nameless file in `folder`.

    Raises SourceError like `readers.decode` for plain text, and OSError when the text cannot be
    kept.
    """
    waiting = iter(chunks)
    first = b""
    while len(first) < recognition.WITHIN and (chunk := next(waiting, b"")):
        first += chunk
    recognition.refuse_other(first, name, plain_text.READER.called)
    if encoding is None:
        recognition.refuse_binary(first, name, plain_text.READER.called)
    survey = _Survey(name, profile, folder)
    try:
        for text in decoded(chain([first], waiting), name, encoding):
            survey.add(text)
        return survey.volume()
    except BaseException:
        survey.close()
        raise


class _Survey:
    """Reads a text once: keeps it, and notes the lines that look like headings."""

    def __init__(self, name: str, profile: Profile, folder: Path | None) -> None:
        self._name = name
        self._profile = profile
        self._store = kept_file(folder)
        self._size = 0
        self._line = 1
        self._has_text = False
        self._usual = usual.Evidence()
        self._is_cut = False  # whether a cut may have divided a block
        self._form_feeds = array("Q")
        self._characters = 0
        self._is_doubtful = False
        self._sample = ""  # the beginning of the text, for recognizing its language
        self._waiting: list[str] = []  # text that may belong to an unfinished block
        self._length = 0
        self._enough = STRETCH
        self._previous: _Stretch | None = None
        self._last: Block | None = None  # the last block that is not a page marker
        self._found = Candidates({}, {})
        self._lines: dict[int, int] = {}  # the line numbers of possible headings, by offset
        self._forbidden: dict[str, _Forbidden] = {}
        self._beginning = self._ending = ""

    def close(self) -> None:
        self._store.close()

    def add(self, text: str) -> None:
        """Add further text."""
        self._waiting.append(text)
        self._length += len(text)
        if self._length < self._enough:
            return
        whole = "".join(self._waiting)
        cut = self._end_of_blocks(whole)
        if cut:
            self._stretch(whole[:cut])
            whole = whole[cut:]
        self._waiting, self._length = [whole], len(whole)
        self._enough = max(STRETCH, 2 * len(whole))

    def _end_of_blocks(self, text: str) -> int:
        """The offset at which a text can be cut: after its last blank line, else 0.

        If the layout is not the usual one, or the text is very long, the end of its last full line
        will do, for then its blocks do not matter.
        """
        blank = text.rfind(BLANK_LINE)
        if blank >= 0:
            return blank + len(BLANK_LINE)
        if not self._usual.is_other and len(text) <= LONGEST:
            return 0
        line = text.rfind("\n", 0, len(text) - 1) + 1
        self._is_cut = self._is_cut or line > 0
        return line

    def volume(self) -> Volume:
        """The volume, after all text was added. Raises SourceError (TK104, TK132)."""
        self._stretch("".join(self._waiting))
        self._look_through(is_last=True)
        if not self._has_text:
            raise SourceError(diagnose("TK104", Place(self._name)))
        recognition.refuse_data(self._beginning, self._ending, self._name)
        headings = sorted(self._found.headings().items())
        starts = [Start(at, self._lines[at], heading) for at, heading in headings]
        is_usual = self._usual.is_usual and not self._form_feeds
        is_plain = not self._is_doubtful and not recognition.mark_up_of(self._beginning)
        odd = sorted(c for c, found in self._forbidden.items() if not found.is_space)
        return Volume(
            self._name,
            self._profile,
            self._store,
            self._size,
            starts,
            [found.diagnostic(c) for c, found in self._forbidden.items()],
            odd,
            is_usual=is_usual and is_plain and not self._is_cut,
            is_long=not is_usual and is_plain and is_long(self._characters),
            form_feeds=self._form_feeds,
            language=language_of_text.recognize(self._sample),
        )

    def _stretch(self, text: str) -> None:
        """Store text that ends at the end of a block. Raises SourceError (TK105)."""
        if not self._has_text:
            self._has_text = bool(text) and not text.isspace()
        source = Source(self._name, text, ())
        if ANY_FORBIDDEN.search(text) is not None:
            self._note_forbidden(text)
            source = Source(self._name, text.translate(SPACE_FOR_FORBIDDEN), ())
        room = recognition.BEGINNING - len(self._beginning)
        self._beginning += source.text[:room] if room else ""
        self._ending = (self._ending + source.text[-recognition.ENDING :])[-recognition.ENDING :]
        try:
            data = source.text.encode()
        except UnicodeEncodeError as error:
            place = Piece(self._name, text, line_starts(text), (), first_line=self._line).place(
                error.start
            )
            codepoint = f"{ord(text[error.start]):04X}"
            raise SourceError(diagnose("TK105", place, codepoint=codepoint)) from error
        if doubtful_encoding(Source(self._name, text, line_starts(text)), data):
            self._is_doubtful = True  # its diagnostic needs numbers of the whole text
        self._usual.add(source.text)
        self._form_feeds.extend(self._characters + m.start() for m in FORM_FEED.finditer(text))
        self._characters += len(text)
        if len(self._sample) < language_of_text.SAMPLE_LENGTH:
            self._sample += source.text[: language_of_text.SAMPLE_LENGTH]
        blocks = blocks_of(source, self._profile) if not self._usual.is_other else []
        stretch = _Stretch(source.text, blocks, self._size, self._line)
        self._store.write(data)
        self._size += len(data)
        self._line += text.count("\n")
        if blocks:
            self._look_through(is_last=False)
            self._previous = stretch

    def _look_through(self, *, is_last: bool) -> None:
        """Note the headings of the previous stretch; `is_last`: no text follows it."""
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
        # The next stretch needs only the shape of the block before it.
        self._last = Block(others[-1].shape, 0, 0) if others else self._last

    def _note_forbidden(self, text: str) -> None:
        piece = Piece(self._name, text, line_starts(text), (), first_line=self._line)
        for character in forbidden_in(text, text.encode(errors="surrogatepass")):
            found = self._forbidden.get(character)
            if found is None:
                place = piece.place(text.index(character))
                is_space = character in FORBIDDEN_SPACE
                found = self._forbidden[character] = _Forbidden(place, is_space=is_space)
            found.count += text.count(character)


@record
class _Stretch:
    """A stretch of the text: its blocks, its offset in bytes, and its first line."""

    text: str
    blocks: Sequence[Block]
    offset: int
    line: int


@dataclass(slots=True)
class _Forbidden:
    """A character that XML cannot have: its first place, and its number in the text."""

    first: Place
    is_space: bool
    count: int = 0

    def diagnostic(self, character: str) -> Diagnostic:
        code = "TK107" if self.is_space else "TK106"
        return diagnose(code, self.first, codepoint=f"{ord(character):04X}", count=self.count)
