"""Pieces: the blocks of a view, and the lines of blocks that are not running text."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.layout import blocks
from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import record
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.pieces import enumerated

# Without wrapping, the most characters of a line that is not a paragraph.
SHORT = 110
# In wrapped text, a short line has at most this share of the width.
NOT_FULL = 0.82
# The most lines of a block that is not running text.
MOST_LINES = 9
TAB = 8
GAP = " " * 6  # between two columns
# The most lines of a title in capitals.
TITLE_LINES = 3
# Lines of wrapped text are not longer.
WIDEST = 84
FEW_LINES = 8
# Text is not wrapped more narrowly: short lines only look so.
NARROWEST = 40


@record
class Piece:
    """A block, or a line of one: `text[start:end]` of the view.

    `indent` counts columns in the file, `blanks` the blank lines before it there. `is_short` says
    whether it can be something other than a paragraph, `is_first` whether it begins its block, and
    `block` is the index of its block.
    """

    shape: Shape
    start: int
    end: int
    indent: int
    blanks: int
    is_short: bool
    is_first: bool
    block: int
    words: str  # the text with single spaces, "" for running text
    source: Block

    @property
    def is_text(self) -> bool:
        """Whether the piece is text that no other rule has named."""
        return self.shape is Shape.TEXT


def pieces(view: Source, width: int, profile: Profile) -> list[Piece]:
    """The pieces of a view: its blocks, or the lines of blocks with short lines."""
    result: list[Piece] = []
    file = (view.file or view).text
    width = width if width >= NARROWEST else _width_of_few_lines(file)
    before = 0  # the end of the last block, in the file
    for index, block in enumerate(blocks.blocks_of(view, profile)):
        begin = view.original(block.start)
        gap = file.count("\n", before, begin) - 1 if begin > before else 0
        before = max(before, view.original(max(block.start, block.end - 1)) + 1)
        counted = enumerated.items(view.text, block, is_wrapped=width > 0)
        if counted:
            result += _of_items(view, counted, index, max(0, gap))
            continue
        result += _of_block(view, block, index, max(0, gap), width)
    return result


def _width_of_few_lines(file: str) -> int:
    """The width of a short text whose lines are wrapped; 0 if the lines are too long or too few."""
    lengths = sorted(len(line) for line in file.split("\n") if line.strip())
    longest = lengths[-1] if lengths else 0
    return longest if longest <= WIDEST and len(lengths) >= FEW_LINES else 0


def _of_block(view: Source, block: Block, index: int, gap: int, width: int) -> list[Piece]:
    """The pieces of a block: its lines if these are short; else, and for a title, the block."""
    text = view.text
    stretches = lines_of(text, block.start, block.end)
    limit = NOT_FULL * width if width else SHORT
    indent = column_of(view, block.start)
    is_text = block.shape is Shape.TEXT
    is_short = is_text and len(stretches) <= MOST_LINES
    if len(stretches) == 1:
        limit = max(limit, SHORT)
    if is_short:
        # All lines of a paragraph but the last are full.
        full = sum(_is_full(text, start, end, limit) for start, end in stretches[:-1] or stretches)
        is_short = full * 2 < max(1, len(stretches) - 1)
    is_title = (
        not is_short
        and is_text
        and 1 < len(stretches) <= TITLE_LINES
        and text[block.start : block.end].isupper()
    )
    if not is_short or len(stretches) == 1:
        has_words = is_short or is_title or block.shape is Shape.HEADING
        words = " ".join(text[block.start : block.end].split()) if has_words else ""
        return [
            Piece(
                block.shape,
                block.start,
                block.end,
                indent,
                gap,
                is_short or is_title,
                True,
                index,
                words,
                block,
            )
        ]
    return [
        Piece(
            Shape.TEXT,
            start,
            end,
            column_of(view, start),
            gap if not at else 0,
            True,
            not at,
            index,
            " ".join(text[start:end].split()),
            block,
        )
        for at, (start, end) in enumerate(stretches)
    ]


def _is_full(text: str, start: int, end: int, limit: float) -> bool:
    """Whether a line is as long as the lines of running text; a line of two columns is not."""
    return end - start > limit and GAP not in text[start:end]


def _of_items(view: Source, items: Sequence[Block], index: int, gap: int) -> list[Piece]:
    """The pieces of a block that is a list."""
    return [
        Piece(
            item.shape,
            item.start,
            item.end,
            column_of(view, item.start),
            gap if not at else 0,
            False,
            not at,
            index,
            "",
            item,
        )
        for at, item in enumerate(items)
    ]


def lines_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The beginnings and ends of the lines of a stretch that have words."""
    found: list[tuple[int, int]] = []
    at = start
    for raw in text[start:end].split("\n"):
        words = raw.strip()
        if words:
            begin = at + raw.index(words[0])
            found.append((begin, begin + len(words)))
        at += len(raw) + 1
    return found


def column_of(view: Source, start: int) -> int:
    """The column, in the file, of a place of the view; 0 if words stand before it on its line."""
    file = (view.file or view).text
    at = view.original(start)
    before = file[file.rfind("\n", 0, at) + 1 : at]
    if before.strip():
        return 0
    return len(before.expandtabs(TAB)) if "\t" in before else len(before)


def joined(parts: Sequence[Piece]) -> Piece:
    """Neighbouring pieces as one piece."""
    first, last = parts[0], parts[-1]
    words = " ".join(part.words for part in parts)
    return Piece(
        first.shape,
        first.start,
        last.end,
        first.indent,
        first.blanks,
        first.is_short,
        first.is_first,
        first.block,
        words,
        first.source,
    )
