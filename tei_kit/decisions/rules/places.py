"""Places: finds the block with the words of a decision, and splits or joins blocks to fit them."""

from __future__ import annotations

import re
from collections.abc import Callable

from tei_kit.certainty import Certainty
from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import LEAVES, Editor
from tei_kit.decisions.kinds import KINDS
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
DECIDED = Certainty.DECIDED
# The signs between a label and its speech: "Xuan Thuy:", "MORTIMER.--", "A —".
SEPARATOR = re.compile(r"[\s]*(?::|：|\.\s?[-–—]+|\.|[-–—]+)")
# Tokens that stand between blocks or inside a block.
BETWEEN_BLOCKS = frozenset({K.PAGE_BREAK, K.FORM_WORK, K.FIGURE})
INLINE = frozenset(
    {
        K.SPEAKER,
        K.ASIDE,
        K.NOTE_REFERENCE,
        K.UNRESOLVED,
        K.PLACE,
        K.DATE,
        K.TIME,
        K.REFERENCE,
        K.PERSON,
        K.ROLE,
    }
)


class ImpossibleError(Exception):
    """The words cannot be of the decided kind. `reason` is a part of a message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Rule = Callable[[Editor, Stretch, Decision], None]


def leaf(editor: Editor, place: Stretch) -> int:
    at = editor.leaf_at(place.start)
    if at < 0:
        raise ImpossibleError("no paragraph, heading or item holds these words")
    return at


def isolated(editor: Editor, place: Stretch, *, whole: bool) -> int:
    """The index of a block that begins with the words, and ends with them unless `whole`.

    Splits or joins blocks to make such a block. Raises ImpossibleError if that cannot be done.
    """
    if editor.leaf_at(place.start) < 0:
        block_of_page(editor, place)
    at = leaf(editor, place)
    if editor.tokens[at].kind is K.CELL:
        raise ImpossibleError("they stand in the cell of a table")
    refuse_moved(editor, at)
    while editor.tokens[at].end < place.end:
        following = next_leaf(editor, at)
        if following < 0 or editor.tokens[following].start >= place.end:
            break
        refuse_moved(editor, following)
        following = freed(editor, following)
        if editor.tokens[following].kind is K.CELL:
            raise ImpossibleError("they go on in the cell of a table")
        at = editor.leaf_before(following)
        if at < 0:
            raise ImpossibleError("they go on in another document")
        strip(editor, following)
        editor.merge(at, following)
        at = leaf(editor, place)
    if not editor.is_bare(editor.begin_of(at), place.start):
        at = editor.split(at, place.start)
        at = editor.lift(at)
    if not whole and not editor.is_bare(place.end, editor.tokens[at].end):
        end = with_stop(editor.text, place.end)
        if not editor.is_bare(end, editor.tokens[at].end):
            behind = editor.split(at, end)
            freed(editor, behind)
            at = leaf(editor, place)
    return at


def refuse_moved(editor: Editor, at: int) -> None:
    """Raise ImpossibleError for a note that the file has in another place than the view."""
    token = editor.tokens[at]
    if token.kind is not K.NOTE or editor.source.file is None:
        return
    original = editor.source.original
    before, behind = editor.leaf_before(at), next_leaf(editor, at)
    is_in_place = (
        before < 0 or original(editor.tokens[before].end - 1) < original(token.start)
    ) and (behind < 0 or original(token.end - 1) < original(editor.tokens[behind].start))
    if not is_in_place:
        raise ImpossibleError("they are a note that stands apart from the text around it")


def with_stop(text: str, end: int) -> int:
    """The end of a stretch with the punctuation after it."""
    while end < len(text) and text[end] in ".,;:!?)]”’»":
        end += 1
    return end


def next_leaf(editor: Editor, at: int) -> int:
    end = editor.tokens[at].end
    for index in range(at + 1, len(editor.tokens)):
        token = editor.tokens[index]
        if token.kind is K.DIVISION:
            return -1
        if token.kind in LEAVES and token.start >= end:
            return index
    return -1


def strip(editor: Editor, at: int) -> None:
    """Remove the label, bullet or number of a block that will be joined to another block."""
    token = editor.tokens[at]
    end = editor.end_of(at)
    gone = {K.SPEAKER, K.BULLET, K.NOTE_NUMBER, K.PERSON, K.ROLE}
    editor.tokens[at + 1 : end] = [
        t for t in editor.tokens[at + 1 : end] if t.kind not in gone or t.start > token.end
    ]


def freed(editor: Editor, at: int) -> int:
    """Take a block out of its list or stanza, as a paragraph; gives its new index."""
    token = editor.tokens[at]
    if token.kind in (K.ITEM, K.LABEL, K.CAST_ITEM, K.LINE):
        return editor.retype(at, K.PARAGRAPH)
    return editor.lift(at)


def without(editor: Editor, at: int, kinds: frozenset[TokenKind]) -> None:
    token = editor.tokens[at]
    editor.remove(token.start, token.end, kinds)


def line_ends(editor: Editor, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of white space of the view, as (start, end), where lines of the file end."""
    file = (editor.source.file or editor.source).text
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"\s+", editor.text[start:end]):
        a, b = start + match.start(), start + match.end()
        before, after = editor.source.original(a - 1), editor.source.original(b)
        if "\n" in file[before : after + 1] and b < end:
            found.append((a, b))
    return found


def division_of(editor: Editor, at: int) -> int:
    while editor.tokens[at].kind is not K.DIVISION:
        at -= 1
    return at


def called(token: Token) -> str:
    if token.kind is K.HEAD:
        return "the heading of a document"
    names = [kind.words for kind in KINDS.values() if kind.token is token.kind]
    return names[0] if names else f"a {token.kind.value.replace('_', ' ')}"


def confirmed(editor: Editor, at: int, place: Stretch, kinds: frozenset[TokenKind]) -> bool:
    """Mark the tokens of some kinds as decided that are exactly the words, or, if the words are
    the whole block, all of them in it. Gives False if there is no such token."""
    token = editor.tokens[at]
    is_all = editor.is_bare(editor.begin_of(at), place.start) and editor.is_bare(
        place.end, token.end
    )
    there = [
        index
        for index in range(at + 1, editor.end_of(at))
        if editor.tokens[index].kind in kinds
        and (is_all or editor.tokens[index].start == place.start)
        and (is_all or editor.tokens[index].end == place.end)
    ]
    for index in there:
        editor.change(index, certainty=DECIDED)
    return bool(there)


def label_of(editor: Editor, at: int) -> Token | None:
    """The speaker's label of a block, else None."""
    for token in editor.inside(at):
        if token.kind is K.SPEAKER:
            return token
    return None


def refuse_inside(editor: Editor, place: Stretch, kinds: frozenset[TokenKind]) -> None:
    for token in editor.tokens:
        if token.kind in kinds and token.start < place.end and token.end > place.start:
            raise ImpossibleError("they stand in a name")


def refuse_around(editor: Editor, place: Stretch) -> None:
    """Raise ImpossibleError for words that include a note's number, a bullet, a running head or the
    marker of a place for notes."""
    for token in editor.tokens:
        if token.kind in (K.NOTE_NUMBER, K.BULLET, K.FORM_WORK, K.NOTES_HERE) and (
            place.start <= token.start < place.end
        ):
            raise ImpossibleError("they hold a number or a sign that is not part of the text")


def block_of_page(editor: Editor, place: Stretch) -> None:
    """Make a paragraph of a page marker, a running head or a figure between blocks.

    Raises ImpossibleError if no such token stands there.
    """
    for at, token in enumerate(editor.tokens):
        if token.kind in BETWEEN_BLOCKS and token.start <= place.start < token.end:
            editor.tokens[at] = Token(K.PARAGRAPH, token.start, token.end, certainty=DECIDED)
            editor.lift(at)
            return
    raise ImpossibleError("no paragraph, heading or item holds these words")
