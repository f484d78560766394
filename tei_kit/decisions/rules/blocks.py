"""Blocks: rules that give a block its kind."""

from __future__ import annotations

import re

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import Editor
from tei_kit.decisions.kinds import KINDS, Shape
from tei_kit.decisions.rules.headings import merge_division
from tei_kit.decisions.rules.places import (
    DECIDED,
    INLINE,
    ImpossibleError,
    block_of_page,
    called,
    isolated,
    label_of,
    leaf,
    line_ends,
    refuse_around,
    with_stop,
    without,
)
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# The mark before a note: "3.", "[3]", "(3)", "*", "[Footnote 3:", "3/".
NOTE_MARK = re.compile(r"\[?(?:Footnote\s+)?[\[(^]*(?P<n>\d+\w?|[*†‡§¶]+)[\])]*[.:/]?(?=\s|\w|$)")
# Blocks that may have a stage direction among other words, even inside a longer direction.
WITH_ASIDES = frozenset({K.PARAGRAPH, K.LINE, K.ITEM, K.QUOTE, K.STAGE})
TITLE_TYPES = ("main", "sub", "author", "imprint")
# Blocks that keep the lines of the file.
OF_LINES = frozenset({K.ADDRESS, K.SIGNED})
OF_VERSE = frozenset({K.LINE, K.LINE_GROUP})


def block(editor: Editor, place: Stretch, decision: Decision) -> None:
    kind = KINDS[decision.kind]
    assert kind.token is not None
    at = isolated(editor, place, whole=kind.shape is Shape.WHOLE)
    without(editor, at, frozenset({K.SPEAKER, K.ASIDE}))
    at = editor.retype(leaf(editor, place), kind.token)
    if kind.token in OF_LINES:
        _lines_of(editor, editor.leaf_at(place.start))


def _lines_of(editor: Editor, at: int) -> None:
    """Keep the line ends of the file in a block."""
    token = editor.tokens[at]
    for start, end in line_ends(editor, token.start, token.end):
        if not any(t.start <= start < t.end for t in editor.inside(at)):
            editor.put(Token(K.LINE_BREAK, start, end))


def paragraph(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = isolated(editor, place, whole=True)
    if editor.tokens[at].kind is K.HEAD:
        merge_division(editor, at)
        at = leaf(editor, place)
    editor.retype(at, K.PARAGRAPH)


def stage(editor: Editor, place: Stretch, decision: Decision) -> None:
    if editor.leaf_at(place.start) < 0:
        block_of_page(editor, place)
    at = leaf(editor, place)
    token = editor.tokens[at]
    first = editor.begin_of(at)
    label = label_of(editor, at)
    is_all = editor.is_bare(first, place.start) and editor.is_bare(place.end, token.end)
    if is_all or place.end > token.end:
        at = isolated(editor, place, whole=False)
        at = editor.retype(at, K.STAGE, value=decision.type or _type_of(editor.tokens[at]))
        without(editor, at, frozenset({K.SPEAKER, K.ASIDE}))
        return
    if token.kind not in WITH_ASIDES:
        raise ImpossibleError(f"no direction can stand inside of {called(token)}")
    if label and place.start < label.end:
        raise ImpossibleError("they stand inside of a speaker's label")
    refuse_around(editor, place)
    editor.remove(place.start, place.end, INLINE)
    editor.put(Token(K.ASIDE, place.start, place.end, decision.type, 0, DECIDED))


def _type_of(token: Token) -> str:
    return token.value if token.kind is K.STAGE else ""


def verse(editor: Editor, place: Stretch, decision: Decision) -> None:
    verses = _verses(editor, place)
    if verses:
        first, value = verses[0], _of_line(decision)
        editor.change(first, value=value or editor.tokens[first].value)
        for at in verses:
            editor.change(at, certainty=DECIDED)
        return
    at = isolated(editor, place, whole=True)
    token = editor.tokens[at]
    if token.kind is K.LINE:
        editor.change(at, value=_of_line(decision) or token.value, certainty=DECIDED)
        return
    at = editor.retype(at, K.PARAGRAPH)
    label = label_of(editor, at)
    lines = [token.start]
    for _, begin in line_ends(editor, token.start, token.end):
        if label is None or begin > label.end or editor.is_bare(label.end, begin):
            lines.append(begin)
    if label and len(lines) > 1 and editor.is_bare(label.end, lines[1]):
        del lines[1]  # a label alone on its line belongs to the first line of verse
    ends = [*lines[1:], token.end]
    value = _of_line(decision)
    editor.change(at, kind=K.LINE, end=editor.trimmed(token.start, ends[0]), value=value)
    for begin, end in zip(lines[1:], ends[1:], strict=True):
        stop = editor.trimmed(begin, end)
        index = next(
            (i for i in range(at + 1, len(editor.tokens)) if editor.tokens[i].start >= begin),
            len(editor.tokens),
        )
        editor.tokens.insert(index, Token(K.LINE, begin, stop, certainty=DECIDED))
    if len(lines) > 1:
        editor.wrap(at, Token(K.LINE_GROUP, token.start, token.end, certainty=DECIDED))


def _verses(editor: Editor, place: Stretch) -> list[int]:
    """The indices of the lines of verse at a place, if it has only verse and several lines."""
    first, last = editor.leaf_at(place.start), editor.leaf_at(place.end - 1)
    blocks = [at for at in range(first, last + 1) if editor.tokens[at].kind.is_block]
    lines = [at for at in blocks if editor.tokens[at].kind is K.LINE]
    is_verse = all(editor.tokens[at].kind in OF_VERSE for at in blocks)
    return lines if is_verse and len(lines) > 1 else []


def _of_line(decision: Decision) -> str:
    """The value of a token of a line: its part and its number, such as `I n=5`."""
    return " ".join(filter(None, (decision.part, decision.n and f"n={decision.n}")))


def note(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = isolated(editor, place, whole=True)
    token = editor.tokens[at]
    mark = NOTE_MARK.match(editor.text, token.start)
    n = decision.n or (mark["n"] if mark else "")
    if token.kind is K.NOTE:
        editor.change(at, value=n or token.value, certainty=DECIDED)
        return
    at = editor.retype(at, K.NOTE, value=n, place="end" if mark else "inline")
    without(editor, at, frozenset({K.SPEAKER, K.ASIDE}))
    at = leaf(editor, place)
    if mark and mark.end() <= token.end:
        editor.remove(token.start, mark.end(), INLINE)
        at = editor.leaf_at(place.start)
        editor.tokens.insert(at + 1, Token(K.NOTE_NUMBER, token.start, mark.end(), n))


def epigraph(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = isolated(editor, place, whole=True)
    if editor.tokens[editor.container_of(at)].kind is K.EPIGRAPH:
        editor.change(at, certainty=DECIDED)
        return
    if editor.tokens[at].kind is not K.LINE:
        at = editor.retype(at, K.PARAGRAPH)
    without(editor, at, frozenset({K.SPEAKER}))
    at = leaf(editor, place)
    holder = editor.container_of(at)
    if editor.tokens[holder].kind is K.LINE_GROUP:
        at = holder  # the whole stanza
    token = editor.tokens[at]
    editor.wrap(at, Token(K.EPIGRAPH, token.start, token.end, certainty=DECIDED))


def title(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = isolated(editor, place, whole=False)
    token = editor.tokens[at]
    value = decision.type or (token.value if token.kind is K.TITLE_PART else "main")
    if value not in TITLE_TYPES:
        raise ImpossibleError(f"the type of a title is {', '.join(TITLE_TYPES)}")
    if token.kind is K.HEAD:
        merge_division(editor, at)
        at = leaf(editor, place)
    if editor.tokens[editor.container_of(at)].kind is not K.FRONT:
        at = _into_front(editor, at)
    at = editor.retype(at, K.TITLE_PART, value=value)
    without(editor, at, frozenset({K.SPEAKER, K.ASIDE}))


def _into_front(editor: Editor, at: int) -> int:
    """Put a block into the front of its document, or begin a front with it; gives its new index."""
    at = editor.lift(editor.retype(at, K.PARAGRAPH))
    token = editor.tokens[at]
    before = editor.leaf_before(at)
    if before < 0:
        return editor.wrap(at, Token(K.FRONT, token.start, token.end, certainty=DECIDED))
    holder = editor.container_of(before)
    while holder and editor.tokens[holder].kind not in (K.FRONT, K.DIVISION):
        holder = editor.container_of(holder)
    if editor.tokens[holder].kind is not K.FRONT:
        raise ImpossibleError("text of the document stands before them")
    editor.change(holder, end=token.end)
    return at


def postscript(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = isolated(editor, place, whole=True)
    holder = editor.tokens[editor.container_of(at)]
    if holder.kind is K.POSTSCRIPT:
        return
    at = editor.retype(at, K.PARAGRAPH)
    without(editor, at, frozenset({K.SPEAKER}))
    at = leaf(editor, place)
    token = editor.tokens[at]
    editor.wrap(at, Token(K.POSTSCRIPT, token.start, token.end, certainty=DECIDED))


def salutation(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = leaf(editor, place)
    token = editor.tokens[at]
    end = min(with_stop(editor.text, place.end), token.end)
    begins = editor.is_bare(editor.begin_of(at), place.start)
    if token.kind is K.PARAGRAPH and begins and not editor.is_bare(end, token.end):
        without(editor, at, frozenset({K.SPEAKER, K.SALUTE}))
        at = leaf(editor, place)
        editor.tokens.insert(at + 1, Token(K.SALUTE, token.start, end, certainty=DECIDED))
        return
    block(editor, place, decision)


def figure(editor: Editor, place: Stretch, _decision: Decision) -> None:
    for index, token in enumerate(editor.tokens):
        if token.kind is K.FIGURE and token.start <= place.start and place.end <= token.end:
            editor.change(index, certainty=DECIDED)
            return
    at = leaf(editor, place)
    if editor.tokens[at].kind in (K.NOTE, K.CELL, K.CAST_ITEM):
        raise ImpossibleError("no figure can stand there")
    at = isolated(editor, place, whole=False)
    at = editor.lift(editor.retype(at, K.PARAGRAPH))
    token = editor.tokens[at]
    editor.remove(token.start, token.end, frozenset({K.SPEAKER}))
    at = leaf(editor, place)
    editor.tokens[at] = Token(K.FIGURE, token.start, token.end, certainty=DECIDED)


def _of_head(decision: Decision) -> str:
    """The value of a token of a running head, its type and its place: `header top`."""
    value = decision.type or "header top"
    if " " not in value:
        value += " bottom" if value in ("footer", "catch", "sig") else " top"
    return value


def header(editor: Editor, place: Stretch, decision: Decision) -> None:
    for index, there in enumerate(editor.tokens):
        if there.kind is K.FORM_WORK and there.start <= place.start and place.end <= there.end:
            value = _of_head(decision) if decision.type else there.value
            editor.change(index, value=value, certainty=DECIDED)
            return
    at = leaf(editor, place)
    token = editor.tokens[at]
    if place.end > token.end or token.kind in (K.NOTE, K.CELL, K.CAST_ITEM):
        raise ImpossibleError("no running head can stand there")
    value = _of_head(decision)
    if editor.is_bare(token.start, place.start) and editor.is_bare(place.end, token.end):
        at = editor.lift(editor.retype(at, K.PARAGRAPH))
        end = editor.end_of(at)
        editor.tokens[at:end] = [
            Token(K.FORM_WORK, token.start, token.end, value, certainty=DECIDED)
        ]
        return
    refuse_around(editor, place)
    editor.remove(place.start, place.end, INLINE | {K.DATE})
    editor.put(Token(K.FORM_WORK, place.start, place.end, value, certainty=DECIDED))
