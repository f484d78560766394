"""Minutes: numbered headings, with statements and resolutions under each, and no speakers.

The headings count up: "1. Minutes of the last meeting", alone on a line. Paragraphs that count in
decimals ("2.1 Mrs. Pell reported …") are the items of a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from tei_kit.layout.blocks import Block, Shape, blocks_of
from tei_kit.record import record, replace
from tei_kit.settings import language as languages
from tei_kit.settings import language_of_text
from tei_kit.settings.language import Language
from tei_kit.tokenizer import lists
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.speech import headings
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.families.titled import is_title
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.section_reader import SectionReader
from tei_kit.tokenizer.sections import Section
from tei_kit.tokenizer.tokens import Token, TokenKind

NAME, PARTICIPANTS = "minutes", "participants"
# "1. Minutes of the last meeting", "IV Any other business"; "TOP 1 Begrüßung", "Item 2: Dues".
NUMBERED = re.compile(
    r"(?:(?P<word>[^\W\d_a-zß-öø-ÿ][^\W\d_]{2,11})[ ])?"
    r"(?P<n>[0-9]{1,4})[.):]{0,2}[ \t]+(?:[–—-][ ])?(?P<title>[^\W\d_][^\n]{2,150})"
)
# The first two of such headings, perhaps after a line number.
FIRST_TWO = re.compile(
    r"""
    \n [^\S\n]* (?:[0-9]+[^\S\n]+|[^\W\d_a-z]\w{2,11}[ ])? 0*(?P<n>[12]) [.):]{0,2} [ \t]+
    (?:[–—-][ ])? [^\W\d_a-z] [^\n]* (?<![.!?;,:\s]) \s* (?=\n|\Z)
    """,
    re.VERBOSE,
)
# "2.1 Mrs. Pell reported", "2.1.1. It was agreed".
DECIMAL = re.compile(r"(?P<n>[0-9]{1,2}(?:\.[0-9]{1,2})+)\.?[ \t]+(?=\S)")
# "ACTION: Dr. Thorn", "Present: Mr. Amos".
ACTION = re.compile(r"[^\W\d_][^\W\d_]{2,15}:\s")
LEAST_HEADINGS = 2
LEAST_TITLES = 3  # in capitals, without numbers
LEAST_WORDS = 3  # words of minutes, in a text with such titles
LONGEST = 60_000  # characters of such a text
TITLE = "title"  # the `heading` of a line that is such a title
LONGEST_TITLE = 60
LONGEST_PERSON = 80
EVIDENCE = 0.7
# Titles in capitals are stronger evidence than a close at the end is for a letter.
WITH_TITLES = 0.75
# The most lines of a close, a name and a function, and the most characters of a function.
MOST_SIGNED, LONGEST_FUNCTION = 4, 60
SAMPLE = 4000
ENDS = ".!?;,:"


@record
class _Line:
    """A line of the text, with its number if it is a heading, or an item."""

    block: Block
    heading: str = ""
    item: str = ""
    word: str = ""  # before the number of the heading: TOP, Item


def evidence(text: Text) -> float:
    """The evidence for minutes: headings that count up, and words of minutes at the beginning."""
    words, sample = _words(), text.source.text[:SAMPLE]
    said = words.intersection(language_of_text.words_of(sample, SAMPLE))
    if "-" in sample:
        said |= words.intersection(each.casefold() for each in sample.split() if "-" in each)
    many = len(said) >= LEAST_WORDS and len(text.source.text) <= LONGEST
    if len(said) < 2 or not (many or _counts(text.arranged.file.text)):
        return 0.0
    lines = _lines(text)
    found = [int(line.heading) for line in lines if line.heading.isdigit()]
    if len(found) >= LEAST_HEADINGS and found[0] == 1:
        return EVIDENCE if all(b - a == 1 for a, b in pairwise(found)) else 0.0
    titles = sum(line.heading == TITLE for line in lines[1:])
    return WITH_TITLES if titles >= LEAST_TITLES and many and not found else 0.0


def _counts(text: str) -> bool:
    """Whether some lines may be the headings 1 and 2: a quick first test."""
    return {match["n"] for match in FIRST_TWO.finditer(f"\n{text}")} == {"1", "2"}


@cache
def _words() -> frozenset[str]:
    """The words at the beginning of minutes, in all languages."""
    return frozenset(languages.of_any("minutes"))


def _lines(text: Text) -> list[_Line]:
    """The lines of the text, each a block of its own."""
    source = text.lines
    found: list[_Line] = []
    for block in blocks_of(source, text.profile):
        if block.shape not in (Shape.TEXT, Shape.NUMBERED):
            found.append(_Line(block))
            continue
        found += _lines_of(source.text, block, text.layout.width)
    return _with_persons(_with_titles(_with_words(found), source.text), text)


def _with_words(lines: Sequence[_Line]) -> list[_Line]:
    """The lines; only lines with the most frequent word before the number stay headings.

    "TOP 1 Begrüßung", "TOP 2 Hafenmauer"; not "Saturday 7 May".
    """
    counts = Counter(line.word for line in lines if line.heading)
    word = max(counts, key=lambda each: counts[each], default="")
    return [line if line.word == word else replace(line, heading="", word="") for line in lines]


def _with_titles(lines: Sequence[_Line], text: str) -> list[_Line]:
    """The lines; if no heading has a number, short lines in capitals are headings."""
    if any(line.heading for line in lines):
        return list(lines)
    return [
        replace(line, heading=TITLE)
        if line.block.shape is Shape.TEXT and _is_title(text[line.block.start : line.block.end])
        else line
        for line in lines
    ]


def _is_title(words: str) -> bool:
    return len(words) <= LONGEST_TITLE and headings.is_capital(words) and words[-1] not in ENDS


def _with_persons(lines: Sequence[_Line], text: Text) -> list[_Line]:
    """The lines; names below "Present:" become the items of a list."""
    found: list[_Line] = []
    words = text.lines.text
    is_list = False
    for line in lines:
        block = line.block
        kind = None
        if block.shape is Shape.TEXT and words[block.end - 1] == ":":
            kind = lists.label_kind(block, words, text.profile)
        is_name = (
            block.shape is Shape.TEXT
            and not (line.heading or line.item)
            and block.end - block.start <= LONGEST_PERSON
            and words[block.start].isupper()
            and words[block.end - 1] not in ENDS
        )
        if is_list and is_name and kind is None:
            line = replace(line, block=replace(block, shape=Shape.ITEM))
        else:
            is_list = kind == PARTICIPANTS or (is_list and kind is not None)
        found.append(line)
    return found


def _lines_of(text: str, block: Block, width: int) -> list[_Line]:
    """The paragraphs of a block: headings, items and others.

    A line that has room for the first word of the next line is the last line of its paragraph.
    """
    found: list[_Line] = []
    at = block.start
    above = 0  # the length of the line above
    for piece in text[block.start : block.end].split("\n"):
        words = piece.strip()
        start = at + piece.find(words)
        at += len(piece) + 1
        if not words:
            continue
        line = _of(text, Block(Shape.TEXT, start, start + len(words), 0, start))
        last = found[-1] if found else None
        is_full = 0 < width < above + 1 + len(words.split(None, 1)[0])
        above = len(words)
        if last is None or not is_full or _begins(text, last, line):
            found.append(line)
        else:
            found[-1] = replace(last, block=replace(last.block, end=line.block.end))
    return found


def _begins(text: str, last: _Line, line: _Line) -> bool:
    """Whether a line begins a paragraph, by its own kind or by that of the line above."""
    if line.heading or line.item or last.heading:
        return True
    above = text[last.block.start : last.block.end]
    if headings.is_capital(above) or ACTION.match(text, line.block.start):
        return True
    return ACTION.match(above) is not None


def _of(words: str, line: Block) -> _Line:
    item = DECIMAL.match(words, line.start, line.end)
    if item:
        return _Line(line, item=item["n"])
    heading = NUMBERED.fullmatch(words, line.start, line.end)
    if heading and words[line.end - 1] not in ENDS and heading["title"][0].isupper():
        return _Line(line, heading=heading["n"], word=heading["word"] or "")
    return _Line(line)


def read(text: Text) -> Reading:
    """The tokens: a title, numbered headings, and lists of paragraphs that count in decimals."""
    lines = _lines(text)
    blocks = [line.block for line in lines]
    source = text.lines
    rules = SectionReader(source, Section(body=blocks, blocks=blocks), text.profile)
    # A speech on a further line of an item is a block of its own.
    known = {line.block.start: line for line in lines}
    lines = [replace(known.get(b.start, _Line(b)), block=b) for b in rules.body]
    tokens = [Token(TokenKind.DIVISION, blocks[0].start, blocks[-1].end)]
    at = 0
    while at < len(lines):
        line = lines[at]
        block = line.block
        words = source.text[block.start : block.end]
        listing = rules.listings.get(at)
        if listing:
            tokens += rules.list_of(listing)
            at += listing.length
            continue
        if block.shape is not Shape.TEXT:
            tokens += rules.other(block)
        elif at == 0 and (headings.is_capital(words) or is_title(words)):
            at = _last_title(lines)
            whole = replace(block, end=lines[at].block.end)
            tokens += rules.block(TokenKind.HEAD, whole)
        elif _is_signed(source.text, lines[at:], text.language):
            tokens += rules.block(TokenKind.CLOSE, block)
            whole = replace(lines[at + 1].block, end=lines[-1].block.end)
            tokens += rules.block(TokenKind.SIGNED, whole)
            break
        elif line.heading:
            tokens += rules.block(TokenKind.SUBHEAD, block, depth=1)
        elif line.item:
            end = at
            while end < len(lines) and lines[end].item:
                end += 1
            tokens += _list(rules, lines[at:end])
            at = end
            continue
        else:
            tokens += rules.block(TokenKind.PARAGRAPH, block)
        at += 1
    count = sum(bool(line.heading) for line in lines)
    return Reading(source, tokens, f"{count} headings")


def _last_title(lines: Sequence[_Line]) -> int:
    """The index of the last line of a title: the lines in capitals at the beginning."""
    at = 0
    while at + 2 < len(lines) and lines[at + 1].heading == TITLE:
        at += 1
    return at


def _is_signed(text: str, lines: Sequence[_Line], language: Language) -> bool:
    """Whether the last lines are a close, a name and perhaps its function.

    "Respectfully submitted," and a name below it.
    """
    if not 2 <= len(lines) <= MOST_SIGNED or any(line.heading or line.item for line in lines):
        return False
    if any(line.block.shape is not Shape.TEXT for line in lines):
        return False
    close, name, *rest = (text[line.block.start : line.block.end] for line in lines)
    person = name.partition(", ")[0]  # "Ruth Pell, Clerk"
    if not shapes.is_strong_close(close, language) or not shapes.is_name(person, language):
        return False
    return all(len(words) <= LONGEST_FUNCTION and words[-1] not in ".!?:;" for words in rest)


def _list(rules: SectionReader, lines: Sequence[_Line]) -> list[Token]:
    """A list of the paragraphs that count in decimals."""
    tokens = [Token(TokenKind.LIST, lines[0].block.start, lines[-1].block.end)]
    for line in lines:
        block = line.block
        number = Token(TokenKind.BULLET, block.start, block.start + len(line.item), line.item)
        tokens += rules.block(TokenKind.ITEM, block, [number], line.item)
    return tokens
