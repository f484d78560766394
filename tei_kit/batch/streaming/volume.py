"""A text of any length, document by document, in bounded memory.

`survey` reads the text once: it decodes the text, keeps it as UTF-8 (in memory, or in a nameless
file if it is long), and finds the begins of its documents. Then each document can be read on its
own. The documents are the same that `sections.sections` finds in the whole text.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import IO

from tei_kit.batch.streaming.piece import Part, Start
from tei_kit.diagnostics import Diagnostic
from tei_kit.layout.blocks import Block, Shape, blocks_of
from tei_kit.settings.profile import Profile
from tei_kit.source.piece import Piece
from tei_kit.source.source import Source, line_starts
from tei_kit.tokenizer import sections
from tei_kit.tokenizer.sections import Heading
from tei_kit.tokenizer.tokens import Certainty

READ = 2**20  # bytes that are read at once
# Stands for the next heading, which ends a document; its number does not matter.
NEXT_HEADING = Heading("", Certainty.HIGH)


class Volume:
    """A text that is kept as UTF-8, with the places where its documents begin.

    `diagnostics` are those of a Source, `odd_characters` those of a Document. `is_usual` says that
    the text has the usual layout (`layout.usual`); `is_long`, that a text without it may be read in
    stretches (`tokenizer.stretches`). `form_feeds` are the offsets of form feeds, in characters.
    `language` is the code of the recognized language, or "". Use it in a `with`.
    """

    def __init__(
        self,
        name: str,
        profile: Profile,
        store: IO[bytes],
        size: int,
        starts: Sequence[Start],
        diagnostics: Sequence[Diagnostic],
        odd_characters: Sequence[str],
        *,
        is_usual: bool,
        is_long: bool,
        form_feeds: Sequence[int],
        language: str,
    ) -> None:
        self.is_usual = is_usual
        self.is_long = is_long
        self.form_feeds = form_feeds
        self.language = language
        self.name = name
        self.diagnostics = diagnostics
        self.odd_characters = odd_characters
        self._profile = profile
        self._store = store
        self._size = size
        self._starts = starts
        self._first: dict[str, int] = {}  # the index of the first heading with each number
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
        """The first document with a number, without the page markers before it; else None."""
        at = self._first.get(number)
        if at is None:
            return None
        begin = self._starts[at]
        return next(self._parts(begin.offset, begin.line, at), None)

    def parts(self) -> Iterator[Part]:
        """The documents, in order. Text before the first heading is a document too."""
        return self._parts(0, 1, -1)

    def _parts(self, begin: int, line: int, current: int) -> Iterator[Part]:
        """The documents from the offset `begin` in bytes, on the line `line`.

        `current` is the index of the heading there, -1 for the text before the first heading.
        """
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
            yield Part(Piece(self.name, text, line_starts(text), (), first_line=line), section)
            if not is_last:
                begin = end - len(after.encode())
                line = starts[at + 1].line - after.count("\n")

    def text(self) -> Iterator[str]:
        """The text in pieces, from its beginning to its end."""
        self._store.seek(0)
        decoder = getincrementaldecoder("utf-8")()
        while data := self._store.read(READ):
            yield decoder.decode(data)

    def _read(self, begin: int, end: int) -> str:
        self._store.seek(begin)
        return self._store.read(end - begin).decode()
