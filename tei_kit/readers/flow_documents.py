"""The documents of a flow: this module finds where they begin, and finds lists that were typed.

A format says which of its paragraphs are headings. From the levels of all headings this module
decides which of them begin documents, and which stand above or inside documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tei_kit.conventions import BULLETS
from tei_kit.readers.flow import (
    LINE_BREAK,
    NEW_PAGE,
    Block,
    Flow,
    Heading,
    Item,
    Mark,
    Paragraph,
    Preformatted,
    Run,
    Runs,
    Table,
    lines_of,
    text_of,
    visible,
)

# White space as a format shows it: a line break, or a space. A no-break space is text.
SPACE = re.compile(rf"[ \t\r\n\f\v]*{LINE_BREAK}[ \t\r\n\f\v{LINE_BREAK}]*|[ \t\r\n\f\v]+")
# White space that `squeezed` changes: all white space but single spaces.
WIDE = re.compile(rf"[\t\r\n\f\v{LINE_BREAK}]|[ ]{{2}}")
EDGES = f" \t\r\n\f\v\ufeff{LINE_BREAK}"
# "  • First, we are", "  3. See Document 34.": an item with a typed marker, a paragraph of its own.
TYPED_ITEM = re.compile(rf"\s*[{''.join(BULLETS)}]\s*\S|[^\S\n]+[0-9]{{1,6}}\.\s+\S")
INDENT = re.compile(r"[^\S\n]*")
# The space between "• First, we are" and "• Second, the" when the items stand in one paragraph.
BEFORE_BULLET = re.compile(rf"\s+(?=[{''.join(BULLETS)}]\s)")
# The marker of an item that may number a document: "207."
DOCUMENT_NUMBER = re.compile(r"[0-9]{1,6}\.")
BEGINS_WITH_NUMBER = re.compile(r"(?:No\.\s*)?[0-9]{1,6}\b")
LONGEST_HEADING = 200  # characters
LONGEST_TITLE_LINE = 100
MOST_TITLE_LINES = 6
ENDS_SENTENCE = tuple(".:;,?!")
PAGE_NUMBER = re.compile(r"[0-9A-Za-z]+")


def documents_of(flow: Flow) -> list[FlowDocument]:
    """The documents of a flow, in order, without empty blocks."""
    shown = [block for block in _with_typed_lists(flow.blocks) if shows(block)]
    return _documents(_with_numbered_headings(shown))


@dataclass(frozen=True, slots=True)
class FlowDocument:
    """The blocks of one document. `levels` are the depths that the hints of its headings get, by
    the index of the heading in `blocks`; `is_part`: it stands above documents.
    """

    blocks: Sequence[Block]
    levels: Mapping[int, int]
    is_part: bool = False


def shows(block: Block) -> bool:
    """Whether a block shows something, or a page begins in it."""
    match block:
        case Paragraph() | Heading():
            return any(_is_shown(run) for run in block.runs)
        case Table():
            return any(shows(inner) for row in block.rows for c in row.cells for inner in c.content)
        case Preformatted():
            return any(map(shows, block.lines))
        case Item():
            return True


def _is_shown(run: Run) -> bool:
    """Whether a run shows something, or a page begins there."""
    words = run.text.replace("\ufeff", "").strip()
    return bool(words or is_page_number(run.page))


def is_page_number(page: str) -> bool:
    """Whether `page` is a number that a page can have, or says that the page has no number."""
    return page == NEW_PAGE or PAGE_NUMBER.fullmatch(page) is not None


def _with_typed_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; neighbouring paragraphs with typed markers of items become one Preformatted.

    A person who types bullets makes each item a paragraph, and ends the list with an empty
    paragraph. A program that opens a plain text makes the same paragraphs.
    """
    items: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and TYPED_ITEM.match(text_of(block.runs)):
            items += _typed_items(block)
            continue
        if items:
            yield Preformatted(items, items[0].line)
            items = []
        yield block
    if items:
        yield Preformatted(items, items[0].line)


def _typed_items(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The items in a paragraph, a paragraph each; the first in a line keeps its indentation."""
    for typed in lines_of(paragraph, counts=False):
        indent = INDENT.match(text_of(typed.runs))
        shown = squeezed(typed.runs)
        runs = [replace(r, text=BEFORE_BULLET.sub(LINE_BREAK, r.text)) for r in shown]
        for i, line in enumerate(lines_of(replace(typed, runs=runs), counts=False)):
            before = indent[0] if indent and not i else ""
            if any(map(_is_shown, line.runs)):
                yield replace(line, runs=[Run(before), *line.runs])


def _with_numbered_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a list of one item that is really a numbered heading becomes a heading.

    Markdown and the automatic lists of Word take `207. Memorandum` for an item. It is a heading if
    the file has no other heading, begins with this item, and the item is not a sentence. Later
    lists of one item are then headings too, if their numbers go up.
    """
    first = next((i for i, block in enumerate(blocks) if not is_page(block)), 0)
    has_headings = any(isinstance(block, Heading) for block in blocks)
    if has_headings or not blocks or not _is_numbered_heading(blocks, first):
        return [*blocks]
    made: list[Block] = []
    last = -1
    for i, block in enumerate(blocks):
        if isinstance(block, Item) and _is_numbered_heading(blocks, i):
            number = int(block.marker.rstrip("."))
            if number > last:
                last = number
                made.append(Heading(1, [Run(f"{block.marker} "), *block.paragraphs[0]], block.line))
                continue
        made.append(block)
    return made


def _is_numbered_heading(blocks: Sequence[Block], at: int) -> bool:
    """Whether a block is a list of one item that reads as a heading."""
    item = blocks[at]
    if not isinstance(item, Item) or item.depth or len(item.paragraphs) != 1:
        return False
    around = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
    if any(isinstance(other, Item) for other in around):
        return False
    words = "".join(run.text for run in item.paragraphs[0] if not run.note).strip()
    is_short = 0 < len(words) <= LONGEST_HEADING
    is_numbered = DOCUMENT_NUMBER.fullmatch(item.marker) is not None
    return is_numbered and is_short and not words.endswith(ENDS_SENTENCE)


def _documents(blocks: Sequence[Block]) -> list[FlowDocument]:
    """The documents; the blocks before the first of them are a document too.

    Documents begin at the headings of the highest level that has text right under it. Headings of
    higher levels stand above several documents, headings of lower levels divide a document.
    """
    level = _level_under_title(blocks) or _document_level(blocks)
    starts = [0]
    for i, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level <= level:
            first = i
            while first > starts[-1] and is_page(blocks[first - 1]):
                first -= 1
            starts.append(first)
    pairs = zip(starts, [*starts[1:], len(blocks)], strict=True)
    parts = [blocks[a:b] for a, b in pairs if a < b]
    has_title = len(parts) > 1 and _is_title(parts[0])
    return [_document(part, level, is_title=has_title and not i) for i, part in enumerate(parts)]


def _is_title(blocks: Sequence[Block]) -> bool:
    """Whether a file begins with its title: a heading without a number or text under it."""
    shown = [block for block in blocks if not is_page(block)]
    title = shown[0] if len(shown) == 1 else None
    return isinstance(title, Heading) and not _is_numbered(title)


def _document(blocks: Sequence[Block], level: int, *, is_title: bool) -> FlowDocument:
    levels = {
        i: max(0, block.level - level)
        for i, block in enumerate(blocks)
        if isinstance(block, Heading)
    }
    is_part = any(isinstance(block, Heading) and block.level < level for block in blocks)
    return FlowDocument(blocks, levels, is_part or is_title)


def _is_numbered(heading: Heading) -> bool:
    return BEGINS_WITH_NUMBER.match(text_of(heading.runs).strip()) is not None


def _level_under_title(blocks: Sequence[Block]) -> int:
    """The level of the documents under a title page; 0 if the file does not begin with one.

    A title page is a heading without a number, the only heading of its level, and a few lines
    (editors, dates); all headings of the next level are numbered, as those of documents are.
    """
    headings = [block for block in blocks if isinstance(block, Heading)]
    shown = [block for block in blocks if not is_page(block)]
    if len(headings) < 2 or shown[0] is not headings[0] or _is_numbered(headings[0]):
        return 0
    level = min(block.level for block in headings[1:])
    documents = [block for block in headings[1:] if block.level == level]
    lines = shown[1 : shown.index(headings[1])]
    is_title_page = 0 < len(lines) <= MOST_TITLE_LINES and all(map(_is_line, lines))
    is_above = headings[0].level < level == headings[1].level
    return level if is_title_page and is_above and all(map(_is_numbered, documents)) else 0


def _is_line(block: Block) -> bool:
    """Whether a block is a short line that is not a sentence."""
    if not isinstance(block, Paragraph):
        return False
    words = text_of(block.runs).strip()
    return len(words) <= LONGEST_TITLE_LINE and not words.endswith(ENDS_SENTENCE)


def _document_level(blocks: Sequence[Block]) -> int:
    """The level of the headings that begin documents; 0 without headings."""
    levels: list[int] = []
    with_text: list[int] = []
    above: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading):
            levels.append(block.level)
            above = block
        elif above is not None and not is_page(block):
            with_text.append(above.level)
            above = None
    return min(with_text or levels, default=0)


def is_page(block: Block) -> bool:
    """Whether a block is only the marker of a page."""
    if not isinstance(block, Paragraph):
        return False
    runs = [run for run in block.runs if _is_shown(run)]
    return len(runs) == 1 and is_page_number(runs[0].page)


def squeezed(runs: Runs) -> list[Run]:
    """Runs with their white space as it is shown; neighbours with equal properties are joined."""
    result: list[Run] = []
    gap = ""
    for run in runs:
        if run.note or run.page:
            result += [Run(gap)] if gap and result else []
            result.append(run)
            gap = ""
            continue
        shown = SPACE.sub(_space, run.text) if WIDE.search(run.text) else run.text
        core = shown.strip(EDGES)
        gap = _joined(gap, shown if not core else shown[: shown.index(core)])
        if not core:
            continue
        before = gap if result else ""
        last = result[-1] if result else None
        if last and not (last.note or last.page) and _is_alike(last, run):
            result[-1] = _one(last, before, core, run)
        else:
            result += [Run(before)] if before else []
            result.append(replace(run, text=core))
        gap = shown[shown.index(core) + len(core) :]
    return result


def _one(last: Run, before: str, core: str, run: Run) -> Run:
    """One run made of the run `last`, the gap `before`, and the text `core` of the next run."""
    text = last.text + before + core
    if not run.comments:
        return replace(last, text=text)
    length = visible(last.text)
    moved = [Mark(mark.key, mark.after + length) for mark in run.comments]
    return replace(last, text=text, comments=[*last.comments, *moved])


def _is_alike(run: Run, other: Run) -> bool:
    """Whether two runs have the same print, link, language and quotation."""
    return (
        run.rend == other.rend
        and run.target == other.target
        and run.language == other.language
        and run.is_quoted == other.is_quoted
    )


def _space(match: re.Match[str]) -> str:
    return LINE_BREAK * min(2, match[0].count(LINE_BREAK)) or " "


def _joined(gap: str, more: str) -> str:
    """The gap that two neighbouring gaps show together: at most two line breaks, else one space."""
    breaks = gap.count(LINE_BREAK) + more.count(LINE_BREAK)
    return LINE_BREAK * min(2, breaks) or (gap or more)[:1]
