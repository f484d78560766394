"""The tokens of poems: headings, stanzas and their lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tei_kit.diagnostics import counted
from tei_kit.tokenizer.families import fixed
from tei_kit.tokenizer.families.inline import Stated
from tei_kit.tokenizer.families.plays.line_numbers import line_numbers
from tei_kit.tokenizer.families.rows import Row, rows_of
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.families.verse import stanzas
from tei_kit.tokenizer.families.verse.stanzas import Group, Kind
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# The lines of a text that are looked at first; a text without verse among them is not verse.
SAMPLE = 400


def evidence(text: Text) -> float:
    """The weight of the evidence that a text is verse, from 0 to 1.

    Verse is stanzas that rhyme, or a long poem, with little else. A text with hints of its format
    has the weight 0.
    """
    lines = text.arranged.file_lines
    rows = [Row(line.start, line.end, line.indent, line.blanks) for line in lines[:SAMPLE]]
    source = text.arranged.file
    if source.hints:
        return 0.0
    if not stanzas.evidence(source.text, stanzas.groups_of(source.text, rows)):
        return 0.0
    rows = [Row(line.start, line.end, line.indent, line.blanks) for line in lines]
    return stanzas.evidence(source.text, stanzas.groups_of(source.text, rows))


def read(text: Text) -> Reading:
    """The tokens of poems."""
    view = text.lines
    rows = rows_of(view, text.arranged.file_lines)
    groups = stanzas.groups_of(view.text, rows)
    numbers = {rows[at].start: place for at, place in line_numbers(view.text, rows).items()}
    stated = Stated(view)
    tokens = [Token(K.DIVISION, 0, len(view.text))]
    headed = False
    for at, group in enumerate(groups):
        if group.kind is Kind.FIXED:
            hint = group.rows[0].hint
            assert hint is not None
            tokens += fixed.tokens_of(view, hint, stated)
        elif group.kind is Kind.HEADING:
            following = groups[at + 1].kind if at + 1 < len(groups) else Kind.PROSE
            tokens += _heading(group, stated, begins=following is Kind.STANZA, headed=headed)
            headed = True
        elif group.kind is Kind.STANZA:
            tokens += _stanza(group, stated, view.text, numbers)
        else:
            start, end = group.rows[0].start, group.rows[-1].end
            tokens += [Token(K.PARAGRAPH, start, end), *stated.within(start, end)]
    poems = sum(t.kind is K.SUBHEAD and t.value == "poem" for t in tokens)
    lines = sum(t.kind is K.LINE for t in tokens)
    return Reading(view, tokens, f"{counted(poems, 'poem')}, {counted(lines, 'line')}")


def _heading(group: Group, stated: Stated, *, begins: bool, headed: bool) -> Iterator[Token]:
    """The heading of a poem where a stanza follows (`begins`); else the title, or a part heading.

    `headed` says that the text has had a heading already.
    """
    start, end = group.rows[0].start, group.rows[-1].end
    if not headed and not begins:
        yield Token(K.HEAD, start, end, "part")
    else:
        yield Token(K.SUBHEAD, start, end, "poem" if begins else "part", 2 if begins else 1)
    yield from stated.within(start, end)


def _stanza(group: Group, stated: Stated, text: str, numbers: Mapping[int, int]) -> Iterator[Token]:
    """The lines of a stanza; `numbers` maps the beginning of a row to the offset of its number."""
    rows = group.rows
    yield Token(K.LINE_GROUP, rows[0].start, rows[-1].end)
    for row in rows:
        number = numbers.get(row.start, -1)
        if number < 0:
            yield Token(K.LINE, row.start, row.end)
            yield from stated.within(row.start, row.end)
            continue
        yield Token(K.LINE, row.start, row.end, f"n={text[number : row.end]}")
        printed = Token(K.FORM_WORK, number, row.end, "lineNum right")
        yield from stated.within(row.start, row.end, [printed])
