"""Lists: rules about items, participants, and casts of plays."""

from __future__ import annotations

import re

from tei_kit.conventions import BULLETS, POSSIBLE_BULLETS
from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import Editor
from tei_kit.decisions.rules.places import (
    DECIDED,
    INLINE,
    ImpossibleError,
    called,
    confirmed,
    isolated,
    leaf,
    line_ends,
    next_leaf,
    refuse_around,
    without,
)
from tei_kit.record import replace
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# The number before an item: "1.", "(a)", "b)", "[3]".
ITEM_NUMBER = re.compile(r"[\[(]?(?P<n>\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})(?:[\])][.:]?|[.:])(?=\s)")
PARTICIPANTS = "participants"  # @type of a list of participants


def item(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = isolated(editor, place, whole=True)
    token = editor.tokens[at]
    depth = max(decision.level - 1, 0) if decision.level >= 0 else token.depth
    if token.kind is K.ITEM:
        editor.change(at, depth=depth, certainty=DECIDED)
        return
    before = editor.leaf_before(at)
    without(editor, at, frozenset({K.SPEAKER}))
    at = leaf(editor, place)
    at = _bare_block(editor, at, K.ITEM, depth=depth)
    bullet, number = _marker(editor.text, token.start)
    if bullet:
        mark = editor.text[token.start : token.start + bullet]
        value = "" if mark in BULLETS or mark in POSSIBLE_BULLETS else mark
        editor.tokens.insert(at + 1, Token(K.BULLET, token.start, token.start + bullet, value))
        editor.change(at, value=number)
    if before >= 0 and editor.tokens[before].kind is K.ITEM:
        holder = editor.container_of(before)
        first = _marker(editor.text, editor.tokens[before].start)
        same = bool(first[0]) == bool(bullet) and bool(first[1]) == bool(number)
        if same and editor.tokens[holder].kind is K.LIST and not editor.tokens[holder].value:
            editor.change(holder, end=token.end)
            return
    editor.wrap(at, Token(K.LIST, token.start, token.end, certainty=DECIDED))


def _bare_block(editor: Editor, at: int, kind: TokenKind, **changes: object) -> int:
    """Give a block another kind without a check of its container; gives its new index."""
    token = editor.tokens[at]
    if token.kind not in (K.PARAGRAPH, K.QUOTE):
        at = editor.retype(at, K.PARAGRAPH)
    editor.tokens[at] = replace(
        Token(kind, token.start, editor.tokens[at].end, certainty=DECIDED),
        **changes,  # type: ignore[arg-type]
    )
    return at


def _marker(text: str, start: int) -> tuple[int, str]:
    """The length of the item's marker at an offset, in characters, and its number, or 0 and ""."""
    if text[start] in BULLETS or (
        text[start] in POSSIBLE_BULLETS and text[start + 1 : start + 2].isspace()
    ):
        return 1, ""
    match = ITEM_NUMBER.match(text, start)
    return (len(match[0]), match["n"]) if match else (0, "")


def participant(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Make words the name of a participant, and their block an item of a list of participants."""
    at = leaf(editor, place)
    if confirmed(editor, at, place, frozenset({K.PERSON, K.ROLE})):
        return
    if editor.tokens[at].kind not in (K.ITEM, K.PARAGRAPH):
        raise ImpossibleError(f"no list can stand in {called(editor.tokens[at])}")
    if editor.tokens[at].kind is not K.ITEM:
        item(editor, place, decision)
        at = leaf(editor, place)
    holder = editor.container_of(at)
    if editor.tokens[holder].kind is not K.LIST:
        raise ImpossibleError("they stand in no list of those who take part")
    kind = editor.tokens[holder].value
    if kind not in ("", PARTICIPANTS):
        raise ImpossibleError(f"they stand in a list of another kind ({kind})")
    editor.change(holder, value=PARTICIPANTS)
    if _is_list_before(editor, holder):
        _join_lists(editor, holder)
        at = leaf(editor, place)
    name = _name_in(editor, at, place)
    refuse_around(editor, name)
    gone = INLINE | {K.EMPHASIS}
    editor.remove(name.start, name.end, gone)
    editor.put(Token(K.PERSON, name.start, name.end, certainty=DECIDED))


def _is_list_before(editor: Editor, holder: int) -> bool:
    """Whether a list of participants, with the same sort of markers, stands right before a list."""
    before = editor.leaf_before(holder)
    if before < 0 or editor.tokens[before].kind is not K.ITEM:
        return False
    other = editor.tokens[editor.container_of(before)]
    starts = (editor.tokens[before].start, editor.tokens[holder].start)
    signs = {bool(_marker(editor.text, start)[0]) for start in starts}
    return other.kind is K.LIST and other.value == PARTICIPANTS and len(signs) == 1


def _join_lists(editor: Editor, holder: int) -> None:
    end = editor.tokens[holder].end
    first = editor.container_of(editor.leaf_before(holder))
    del editor.tokens[holder]
    editor.change(first, end=end)


def _name_in(editor: Editor, at: int, place: Stretch) -> Stretch:
    """The name in a block: the words; if they end the block or a line, only up to their comma."""
    end = min(place.end, editor.tokens[at].end)
    start = max(place.start, editor.begin_of(at))
    line = line_ends(editor, end - 1, min(end + 2, editor.tokens[at].end))
    if line or editor.is_bare(end, editor.tokens[at].end):
        comma = editor.text.find(",", start, end)
        end = comma if comma > start else end
    return Stretch(start, editor.trimmed(start, end))


def list_heading(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Make a block the heading of the list or the cast that follows it."""
    at = leaf(editor, place)
    if editor.tokens[at].kind is K.LABEL:
        editor.change(at, certainty=DECIDED)
        return
    at = isolated(editor, place, whole=False)
    at = editor.lift(editor.retype(at, K.PARAGRAPH))
    without(editor, at, frozenset({K.SPEAKER, K.ASIDE}))
    at = leaf(editor, place)
    behind = next_leaf(editor, at)
    holder = editor.container_of(behind) if behind >= 0 else -1
    if holder < 0 or editor.tokens[holder].kind not in (K.LIST, K.CAST):
        raise ImpossibleError("no list follows them")
    if editor.tokens[holder].start != editor.tokens[behind].start:
        raise ImpossibleError("they stand inside of a list")
    if editor.tokens[behind].kind is K.LABEL:
        raise ImpossibleError("the list has a heading")
    label, container = editor.tokens[at], editor.tokens[holder]
    del editor.tokens[holder]
    editor.tokens[at] = replace(label, kind=K.LABEL, depth=0, certainty=DECIDED)
    editor.wrap(at, replace(container, start=label.start))


def actor(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Make words in an item of a cast the name of the actor."""
    at = leaf(editor, place)
    if editor.tokens[at].kind is not K.CAST_ITEM:
        raise ImpossibleError("they stand in no list of the persons of a play")
    refuse_around(editor, place)
    if any(t.kind is K.CAST_ROLE and t.end > place.start for t in editor.inside(at)):
        raise ImpossibleError("they are the name of the person, or stand before it")
    removed = editor.remove(place.start, place.end, frozenset({K.CAST_DESCRIPTION, K.CAST_ACTOR}))
    editor.put(Token(K.CAST_ACTOR, place.start, place.end, certainty=DECIDED))
    for token in removed:
        if token.kind is K.CAST_DESCRIPTION:
            _put_description(editor, token.start, min(token.end, place.start))
            _put_description(editor, max(token.start, place.end), token.end)


def _put_description(editor: Editor, start: int, end: int) -> None:
    """Insert a description between two offsets, without the punctuation around it."""
    while start < end and not editor.text[start].isalnum():
        start += 1
    while start < end and editor.text[end - 1] in " \t\n.,;:—–-_":
        end -= 1
    if start < end:
        editor.put(Token(K.CAST_DESCRIPTION, start, end))


def cast(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Make a block an item of a cast; its words up to a comma are the name of the person."""
    at = isolated(editor, place, whole=True)
    if editor.tokens[at].kind is K.CAST_ITEM and confirmed(
        editor, at, place, frozenset({K.CAST_ROLE})
    ):
        editor.change(at, certainty=DECIDED)
        return
    before = editor.leaf_before(at)
    if editor.tokens[at].kind is not K.CAST_ITEM:
        without(editor, at, frozenset({K.SPEAKER, K.SALUTE}))
        at = _bare_block(editor, leaf(editor, place), K.CAST_ITEM)
        token = editor.tokens[at]
        holder = editor.container_of(before) if before >= 0 else -1
        if before >= 0 and editor.tokens[before].kind is K.CAST_ITEM:
            editor.change(holder, end=token.end)
        else:
            at = editor.wrap(at, Token(K.CAST, token.start, token.end, certainty=DECIDED))
    token = editor.tokens[at]
    name = _name_in(editor, at, place)
    refuse_around(editor, name)
    parts = INLINE | {K.CAST_ROLE, K.CAST_DESCRIPTION, K.CAST_ACTOR, K.EMPHASIS}
    editor.remove(token.start, token.end, parts)
    at = leaf(editor, place)
    editor.change(at, certainty=DECIDED)
    editor.put(Token(K.CAST_ROLE, name.start, name.end, certainty=DECIDED))
    rest = name.end
    while rest < token.end and not editor.text[rest].isalnum():
        rest += 1
    if rest < token.end:
        editor.put(Token(K.CAST_DESCRIPTION, rest, token.end))
