"""Rules: how each kind of decision changes the tokens of a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from tei_kit.certainty import Certainty
from tei_kit.conventions import BULLETS, POSSIBLE_BULLETS
from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import LEAVES, Editor
from tei_kit.decisions.kinds import KINDS, Shape
from tei_kit.tokenizer.tokens import OF_WORDS, Token, TokenKind

K = TokenKind
DECIDED = Certainty.DECIDED
# The signs that part a label from what is said: "Xuan Thuy:", "MORTIMER.--", "A —".
SEPARATOR = re.compile(r"[\s]*(?::|：|\.\s?[-–—]+|\.|[-–—]+)")
# The mark before a note: "3.", "[3]", "(3)", "*", "[Footnote 3:", "3/".
NOTE_MARK = re.compile(r"\[?(?:Footnote\s+)?[\[(^]*(?P<n>\d+\w?|[*†‡§¶]+)[\])]*[.:/]?(?=\s|\w|$)")
# The number before an item: "1.", "(a)", "b)", "[3]".
ITEM_NUMBER = re.compile(r"[\[(]?(?P<n>\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})(?:[\])][.:]?|[.:])(?=\s)")
# The number before a heading: "207. Memorandum".
HEADING_NUMBER = re.compile(r"(?P<n>\d+)\.\s")
DIGITS = re.compile(r"[\w*†‡§¶]+")
PAGE_NUMBER = re.compile(r"\d+|\b[ivxlcdm]+\b", re.IGNORECASE)
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
# The blocks in which a direction may stand beside other words.
WITH_ASIDES = frozenset({K.PARAGRAPH, K.LINE, K.ITEM, K.QUOTE})
PARTICIPANTS = "participants"  # @type of a list of those who take part
# What words of a letter become, and the part that a person has in it.
LETTER_PARTS: Mapping[str, tuple[TokenKind, str]] = {
    "place": (K.PLACE, ""),
    "sender": (K.PERSON, "sent"),
    "recipient": (K.PERSON, "received"),
}
# Blocks of which the lines of the file stay lines.
OF_LINES = frozenset({K.ADDRESS, K.SIGNED})


class ImpossibleError(Exception):
    """The words cannot be what was decided. Carries the reason, for a message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Rule = Callable[[Editor, Stretch, Decision], None]


def apply(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Change the tokens as a decision says. Raises ImpossibleError, and then changes nothing."""
    kept = list(editor.tokens)
    try:
        place = _uncut(editor, place)
        if decision.no:
            _deny(editor, place, decision)
        else:
            RULES.get(decision.kind, _block)(editor, place, decision)
    except ImpossibleError:
        editor.tokens = kept
        raise
    if decision.no or decision.kind in ("plain", "goes-on"):
        _sign(editor, place)


def _sign(editor: Editor, place: Stretch) -> None:
    """Mark the block as decided in which a decision left nothing else that could say so."""
    at = editor.leaf_at(place.start)
    if at >= 0:
        editor.change(at, certainty=DECIDED)


# Tokens that no border can go through, and their names in a message.
WHOLE_TOKENS: Mapping[TokenKind, str] = {
    K.NOTE_NUMBER: "the number of a note",
    K.NOTE_REFERENCE: "a reference to a note",
    K.UNRESOLVED: "digits like a reference",
    K.PAGE_BREAK: "a page marker",
    K.FORM_WORK: "a running head",
    K.HYPHEN: "a hyphen at a line end",
}


def _uncut(editor: Editor, place: Stretch) -> Stretch:
    """The stretch, with the sign of an item that it cuts or begins behind.

    Raises ImpossibleError for one that cuts something that has no parts, or is only a sign.
    """
    start = place.start
    for token in editor.tokens:
        if token.start >= place.end or token.end <= place.start:
            continue
        is_cut = token.start < place.start or token.end > place.end
        if token.kind is K.BULLET and token.start <= place.start:
            if place.end <= token.end:
                raise ImpossibleError("they are the sign of an item; take the words behind it")
            start = min(start, token.start)
        elif is_cut and token.kind in WHOLE_TOKENS:
            is_inside = token.start <= place.start and place.end <= token.end
            if not (is_inside and token.kind in (K.FORM_WORK, K.PAGE_BREAK, K.UNRESOLVED)):
                raise ImpossibleError(f"they cut {WHOLE_TOKENS[token.kind]} in two")
    return Stretch(start, place.end)


# The order in which decisions are applied: first the borders of blocks, then their kinds, and then
# what stands inside them.
ORDER: Mapping[str, int] = {
    "begins": 0,
    "goes-on": 1,
    "note": 3,
    "speaker": 4,
    "noteref": 5,
    "page": 5,
    "date": 5,
    "participant": 5,
    "place": 5,
    "sender": 5,
    "recipient": 5,
    "reference": 5,
    "plain": 6,
    "turn-end": 7,
}
BLOCKS_COME = 2


def phase(decision: Decision) -> int:
    """When a decision is applied, among others."""
    return ORDER.get(decision.kind or decision.no, BLOCKS_COME)


def group(decision: Decision) -> str:
    """What a decision speaks of: a block, a label, the border of a block, or one kind inside."""
    kind = KINDS[decision.kind or decision.no]
    if kind.name in ("sender", "recipient"):
        return "party"
    if kind.shape in (Shape.EXACT, Shape.WHOLE):
        return "block"
    return kind.name


def contradict(one: Decision, other: Decision, is_same: bool) -> bool:
    """Whether two decisions about words that overlap cannot both be true.

    `is_same` says that they are about the very same words.
    """
    if one.no and other.no:
        return False
    if group(one) == group(other):
        if one.no or other.no:
            return (one.kind or one.no) == (other.kind or other.no)
        return (one.kind, *_values(one)) != (other.kind, *_values(other)) and (
            is_same or group(one) != "block"
        )
    pair = {one.kind, other.kind}
    if pair == {"begins", "goes-on"}:
        return True
    return is_same and "plain" in pair and not (one.no or other.no)


def _values(decision: Decision) -> tuple[str, ...]:
    return (
        decision.who,
        str(decision.level),
        decision.type,
        decision.note,
        decision.n,
        decision.when,
    )


# Finding and making the block that is meant.


def _leaf(editor: Editor, place: Stretch) -> int:
    at = editor.leaf_at(place.start)
    if at < 0:
        raise ImpossibleError("no paragraph, heading or item holds these words")
    return at


def _isolated(editor: Editor, place: Stretch, *, whole: bool) -> int:
    """The index of a block that begins with the words, and ends with them unless it is `whole`.

    Blocks are parted, or made one, so that there is such a block.
    """
    if editor.leaf_at(place.start) < 0:
        _block_of_page(editor, place)
    at = _leaf(editor, place)
    if editor.tokens[at].kind is K.CELL:
        raise ImpossibleError("they stand in the cell of a table")
    _refuse_moved(editor, at)
    while editor.tokens[at].end < place.end:
        following = _next_leaf(editor, at)
        if following < 0 or editor.tokens[following].start >= place.end:
            break
        _refuse_moved(editor, following)
        following = _freed(editor, following)
        if editor.tokens[following].kind is K.CELL:
            raise ImpossibleError("they go on in the cell of a table")
        at = editor.leaf_before(following)
        if at < 0:
            raise ImpossibleError("they go on in another document")
        _strip(editor, following)
        editor.merge(at, following)
        at = _leaf(editor, place)
    if not editor.is_bare(editor.begin_of(at), place.start):
        at = editor.split(at, place.start)
        at = editor.lift(at)
    if not whole and not editor.is_bare(place.end, editor.tokens[at].end):
        end = _with_stop(editor.text, place.end)
        if not editor.is_bare(end, editor.tokens[at].end):
            behind = editor.split(at, end)
            _freed(editor, behind)
            at = _leaf(editor, place)
    return at


def _refuse_moved(editor: Editor, at: int) -> None:
    """Refuse a note that the file prints apart from the text around it."""
    token = editor.tokens[at]
    if token.kind is not K.NOTE or editor.source.file is None:
        return
    original = editor.source.original
    before, behind = editor.leaf_before(at), _next_leaf(editor, at)
    is_in_place = (
        before < 0 or original(editor.tokens[before].end - 1) < original(token.start)
    ) and (behind < 0 or original(token.end - 1) < original(editor.tokens[behind].start))
    if not is_in_place:
        raise ImpossibleError("they are a note that stands apart from the text around it")


def _with_stop(text: str, end: int) -> int:
    """The end of a stretch with the stop behind it."""
    while end < len(text) and text[end] in ".,;:!?)]”’»":
        end += 1
    return end


def _next_leaf(editor: Editor, at: int) -> int:
    end = editor.tokens[at].end
    for index in range(at + 1, len(editor.tokens)):
        token = editor.tokens[index]
        if token.kind is K.DIVISION:
            return -1
        if token.kind in LEAVES and token.start >= end:
            return index
    return -1


def _strip(editor: Editor, at: int) -> None:
    """Take the label, the bullet or the number from a block that goes on with another."""
    token = editor.tokens[at]
    end = editor.end_of(at)
    gone = {K.SPEAKER, K.BULLET, K.NOTE_NUMBER, K.PERSON, K.ROLE}
    editor.tokens[at + 1 : end] = [
        t for t in editor.tokens[at + 1 : end] if t.kind not in gone or t.start > token.end
    ]


def _freed(editor: Editor, at: int) -> int:
    """A block as a paragraph, out of a list or a stanza; its new index."""
    token = editor.tokens[at]
    if token.kind in (K.ITEM, K.LABEL, K.CAST_ITEM, K.LINE):
        return editor.retype(at, K.PARAGRAPH)
    return editor.lift(at)


# Kinds that blocks can be.


def _block(editor: Editor, place: Stretch, decision: Decision) -> None:
    kind = KINDS[decision.kind]
    assert kind.token is not None
    at = _isolated(editor, place, whole=kind.shape is Shape.WHOLE)
    _without(editor, at, frozenset({K.SPEAKER, K.ASIDE}))
    at = editor.retype(_leaf(editor, place), kind.token)
    if kind.token in OF_LINES:
        _lines_of(editor, editor.leaf_at(place.start))


def _without(editor: Editor, at: int, kinds: frozenset[TokenKind]) -> None:
    token = editor.tokens[at]
    editor.remove(token.start, token.end, kinds)


def _lines_of(editor: Editor, at: int) -> None:
    """Keep the line ends of the file in a block."""
    token = editor.tokens[at]
    for start, end in _line_ends(editor, token.start, token.end):
        if not any(t.start <= start < t.end for t in editor.inside(at)):
            editor.put(Token(K.LINE_BREAK, start, end))


def _line_ends(editor: Editor, start: int, end: int) -> list[tuple[int, int]]:
    """The white space of the view where a line of the file ends."""
    file = (editor.source.file or editor.source).text
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"\s+", editor.text[start:end]):
        a, b = start + match.start(), start + match.end()
        before, after = editor.source.original(a - 1), editor.source.original(b)
        if "\n" in file[before : after + 1] and b < end:
            found.append((a, b))
    return found


def _heading(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _isolated(editor, place, whole=False)
    token = editor.tokens[at]
    if decision.level == 0 or (decision.level < 0 and token.kind is K.HEAD):
        _document(editor, at, decision)
        return
    if token.kind is K.HEAD:
        _merge_division(editor, at)
        at = _leaf(editor, place)
    depth = decision.level if decision.level > 0 else token.depth
    value = decision.type or (token.value if token.kind is K.SUBHEAD else "")
    n = decision.n or token.place
    at = editor.retype(at, K.SUBHEAD, depth=max(depth, 1), value=value, place=n)
    _without(editor, at, frozenset({K.SPEAKER}))


def _document(editor: Editor, at: int, decision: Decision) -> None:
    """Make a block the heading of a document."""
    token = editor.tokens[at]
    number = HEADING_NUMBER.match(editor.text, token.start)
    n = decision.n or (number["n"] if number else "")
    if token.kind is K.HEAD:
        editor.change(at, certainty=DECIDED)
        holder = _division_of(editor, at)
        editor.change(holder, value=n or editor.tokens[holder].value)
        return
    outer = editor.container_of(at)
    if editor.tokens[outer].kind is not K.DIVISION:
        at = editor.lift(at)
        outer = editor.container_of(at)
        if editor.tokens[outer].kind is not K.DIVISION:
            raise ImpossibleError("a document cannot begin inside of another part")
    at = editor.retype(at, K.HEAD)
    _without(editor, at, frozenset({K.SPEAKER}))
    outer = _division_of(editor, at)
    division = editor.tokens[outer]
    if editor.is_bare(division.start, token.start) and not _leaves_between(editor, outer, at):
        editor.change(outer, value=n or division.value)
        return
    for index in range(at):
        if editor.tokens[index].end > token.start:
            editor.change(index, end=editor.trimmed(editor.tokens[index].start, token.start))
    editor.tokens.insert(at, Token(K.DIVISION, token.start, division.end, n))


def _leaves_between(editor: Editor, first: int, last: int) -> bool:
    return any(token.kind in LEAVES for token in editor.tokens[first + 1 : last])


def _division_of(editor: Editor, at: int) -> int:
    while editor.tokens[at].kind is not K.DIVISION:
        at -= 1
    return at


def _merge_division(editor: Editor, at: int) -> None:
    """Take away the beginning of a document: what was its own goes on with the one before."""
    holder = _division_of(editor, at)
    division = editor.tokens[holder]
    editor.retype(at, K.PARAGRAPH)
    before = [i for i in range(holder) if editor.tokens[i].kind is K.DIVISION]
    if before:
        editor.change(before[-1], end=division.end)
        del editor.tokens[holder]


def _paragraph(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _isolated(editor, place, whole=True)
    if editor.tokens[at].kind is K.HEAD:
        _merge_division(editor, at)
        at = _leaf(editor, place)
    editor.retype(at, K.PARAGRAPH)


def _stage(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    token = editor.tokens[at]
    first = editor.begin_of(at)
    label = _label_of(editor, at)
    is_all = editor.is_bare(first, place.start) and editor.is_bare(place.end, token.end)
    if is_all or place.end > token.end:
        at = _isolated(editor, place, whole=False)
        at = editor.retype(at, K.STAGE, value=decision.type or _type_of(editor.tokens[at]))
        _without(editor, at, frozenset({K.SPEAKER, K.ASIDE}))
        return
    if token.kind not in WITH_ASIDES:
        raise ImpossibleError(f"no direction can stand inside of {_called(token)}")
    if label and place.start < label.end:
        raise ImpossibleError("they stand inside of a speaker's label")
    _refuse_around(editor, place)
    editor.remove(place.start, place.end, INLINE)
    editor.put(Token(K.ASIDE, place.start, place.end, decision.type, 0, DECIDED))


def _type_of(token: Token) -> str:
    return token.value if token.kind is K.STAGE else ""


def _called(token: Token) -> str:
    names = [kind.words for kind in KINDS.values() if kind.token is token.kind]
    return names[0] if names else f"a {token.kind.value.replace('_', ' ')}"


def _item(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _isolated(editor, place, whole=True)
    token = editor.tokens[at]
    depth = max(decision.level - 1, 0) if decision.level >= 0 else token.depth
    if token.kind is K.ITEM:
        editor.change(at, depth=depth, certainty=DECIDED)
        return
    before = editor.leaf_before(at)
    _without(editor, at, frozenset({K.SPEAKER}))
    at = _leaf(editor, place)
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
    """A block as one of another kind, where its container is not looked at."""
    token = editor.tokens[at]
    if token.kind not in (K.PARAGRAPH, K.QUOTE):
        at = editor.retype(at, K.PARAGRAPH)
    editor.tokens[at] = replace(
        Token(kind, token.start, editor.tokens[at].end, certainty=DECIDED),
        **changes,  # type: ignore[arg-type]
    )
    return at


def _marker(text: str, start: int) -> tuple[int, str]:
    """The length of the marker of an item at an offset, and its number."""
    if text[start] in BULLETS or (
        text[start] in POSSIBLE_BULLETS and text[start + 1 : start + 2].isspace()
    ):
        return 1, ""
    match = ITEM_NUMBER.match(text, start)
    return (len(match[0]), match["n"]) if match else (0, "")


def _verse(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _isolated(editor, place, whole=True)
    token = editor.tokens[at]
    if token.kind is K.LINE:
        editor.change(at, certainty=DECIDED)
        return
    at = editor.retype(at, K.PARAGRAPH)
    label = _label_of(editor, at)
    lines = [token.start]
    for _, begin in _line_ends(editor, token.start, token.end):
        if label is None or begin > label.end or editor.is_bare(label.end, begin):
            lines.append(begin)
    if label and len(lines) > 1 and editor.is_bare(label.end, lines[1]):
        del lines[1]  # a label alone on its line stands before the first line of verse
    ends = [*lines[1:], token.end]
    editor.change(at, kind=K.LINE, end=editor.trimmed(token.start, ends[0]))
    for begin, end in zip(lines[1:], ends[1:], strict=True):
        stop = editor.trimmed(begin, end)
        index = next(
            (i for i in range(at + 1, len(editor.tokens)) if editor.tokens[i].start >= begin),
            len(editor.tokens),
        )
        editor.tokens.insert(index, Token(K.LINE, begin, stop, certainty=DECIDED))
    if len(lines) > 1:
        editor.wrap(at, Token(K.LINE_GROUP, token.start, token.end, certainty=DECIDED))


def _note(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _isolated(editor, place, whole=True)
    token = editor.tokens[at]
    mark = NOTE_MARK.match(editor.text, token.start)
    n = decision.n or (mark["n"] if mark else "")
    if token.kind is K.NOTE:
        editor.change(at, value=n or token.value, certainty=DECIDED)
        return
    at = editor.retype(at, K.NOTE, value=n, place="end" if mark else "inline")
    _without(editor, at, frozenset({K.SPEAKER, K.ASIDE}))
    at = _leaf(editor, place)
    if mark and mark.end() <= token.end:
        editor.remove(token.start, mark.end(), INLINE)
        at = editor.leaf_at(place.start)
        editor.tokens.insert(at + 1, Token(K.NOTE_NUMBER, token.start, mark.end(), n))


def _postscript(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _isolated(editor, place, whole=True)
    holder = editor.tokens[editor.container_of(at)]
    if holder.kind is K.POSTSCRIPT:
        return
    at = editor.retype(at, K.PARAGRAPH)
    _without(editor, at, frozenset({K.SPEAKER}))
    at = _leaf(editor, place)
    token = editor.tokens[at]
    editor.wrap(at, Token(K.POSTSCRIPT, token.start, token.end, certainty=DECIDED))


def _salutation(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    token = editor.tokens[at]
    end = min(_with_stop(editor.text, place.end), token.end)
    begins = editor.is_bare(editor.begin_of(at), place.start)
    if token.kind is K.PARAGRAPH and begins and not editor.is_bare(end, token.end):
        _without(editor, at, frozenset({K.SPEAKER, K.SALUTE}))
        at = _leaf(editor, place)
        editor.tokens.insert(at + 1, Token(K.SALUTE, token.start, end, certainty=DECIDED))
        return
    _block(editor, place, decision)


def _header(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    token = editor.tokens[at]
    if place.end > token.end or token.kind in (K.NOTE, K.CELL, K.CAST_ITEM):
        raise ImpossibleError("no running head can stand there")
    value = decision.type or "header top"
    if " " not in value:
        value += " bottom" if value in ("footer", "catch", "sig") else " top"
    if editor.is_bare(token.start, place.start) and editor.is_bare(place.end, token.end):
        at = editor.lift(editor.retype(at, K.PARAGRAPH))
        end = editor.end_of(at)
        editor.tokens[at:end] = [
            Token(K.FORM_WORK, token.start, token.end, value, certainty=DECIDED)
        ]
        return
    _refuse_around(editor, place)
    editor.remove(place.start, place.end, INLINE | {K.DATE})
    editor.put(Token(K.FORM_WORK, place.start, place.end, value, certainty=DECIDED))


# Those who take part, and casts.


def _participant(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Make words the name of a participant, in an item of a list of participants."""
    at = _leaf(editor, place)
    if _confirmed(editor, at, place, frozenset({K.PERSON, K.ROLE})):
        return
    if editor.tokens[at].kind not in (K.ITEM, K.PARAGRAPH):
        raise ImpossibleError(f"no list can stand in {_called(editor.tokens[at])}")
    if editor.tokens[at].kind is not K.ITEM:
        _item(editor, place, decision)
        at = _leaf(editor, place)
    holder = editor.container_of(at)
    if editor.tokens[holder].kind is not K.LIST:
        raise ImpossibleError("they stand in no list of those who take part")
    kind = editor.tokens[holder].value
    if kind not in ("", PARTICIPANTS):
        raise ImpossibleError(f"they stand in a list of another kind ({kind})")
    editor.change(holder, value=PARTICIPANTS)
    if _is_list_before(editor, holder):
        _join_lists(editor, holder)
        at = _leaf(editor, place)
    name = _name_in(editor, at, place)
    _refuse_around(editor, name)
    gone = INLINE | {K.EMPHASIS}
    editor.remove(name.start, name.end, gone)
    editor.put(Token(K.PERSON, name.start, name.end, certainty=DECIDED))


def _confirmed(editor: Editor, at: int, place: Stretch, kinds: frozenset[TokenKind]) -> bool:
    """Confirm the tokens that are already what words, or their whole block, are decided to be."""
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


def _is_list_before(editor: Editor, holder: int) -> bool:
    """Whether a list of participants stands right before another."""
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
    """The name in a block: the words, and of a whole block or line those before the first comma."""
    end = min(place.end, editor.tokens[at].end)
    start = max(place.start, editor.begin_of(at))
    line = _line_ends(editor, end - 1, min(end + 2, editor.tokens[at].end))
    if line or editor.is_bare(end, editor.tokens[at].end):
        comma = editor.text.find(",", start, end)
        end = comma if comma > start else end
    return Stretch(start, editor.trimmed(start, end))


def _cast(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Make a block an item of a cast, whose first words are the person."""
    at = _isolated(editor, place, whole=True)
    if editor.tokens[at].kind is K.CAST_ITEM and _confirmed(
        editor, at, place, frozenset({K.CAST_ROLE})
    ):
        editor.change(at, certainty=DECIDED)
        return
    before = editor.leaf_before(at)
    if editor.tokens[at].kind is not K.CAST_ITEM:
        _without(editor, at, frozenset({K.SPEAKER, K.SALUTE}))
        at = _bare_block(editor, _leaf(editor, place), K.CAST_ITEM)
        token = editor.tokens[at]
        holder = editor.container_of(before) if before >= 0 else -1
        if before >= 0 and editor.tokens[before].kind is K.CAST_ITEM:
            editor.change(holder, end=token.end)
        else:
            at = editor.wrap(at, Token(K.CAST, token.start, token.end, certainty=DECIDED))
    token = editor.tokens[at]
    name = _name_in(editor, at, place)
    _refuse_around(editor, name)
    parts = INLINE | {K.CAST_ROLE, K.CAST_DESCRIPTION, K.CAST_ACTOR, K.EMPHASIS}
    editor.remove(token.start, token.end, parts)
    at = _leaf(editor, place)
    editor.change(at, certainty=DECIDED)
    editor.put(Token(K.CAST_ROLE, name.start, name.end, certainty=DECIDED))
    rest = name.end
    while rest < token.end and not editor.text[rest].isalnum():
        rest += 1
    if rest < token.end:
        editor.put(Token(K.CAST_DESCRIPTION, rest, token.end))


# Labels.


def _label_of(editor: Editor, at: int) -> Token | None:
    """The label that begins a block."""
    for token in editor.inside(at):
        if token.kind is K.SPEAKER:
            return token
    return None


def _speaker(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    words = editor.text[place.start : place.end]
    label_words = SEPARATOR.sub("", words) if SEPARATOR.fullmatch(words[-1:]) else words
    there = _label_of(editor, at)
    if there and there.start == place.start and there.end >= place.end - 1:
        value = decision.who or there.value
        index = editor.tokens.index(there)
        editor.change(index, value=value, certainty=DECIDED)
        return
    token = editor.tokens[at]
    if place.end > token.end:
        raise ImpossibleError("they go on in another paragraph")
    _refuse_moved(editor, at)
    if token.kind is K.CELL:
        raise ImpossibleError("they stand in the cell of a table")
    if not editor.is_bare(editor.begin_of(at), place.start):
        at = editor.lift(editor.split(at, place.start))
    if editor.tokens[at].kind not in (K.PARAGRAPH, K.LINE):
        at = editor.retype(at, K.PARAGRAPH)
    _without(editor, at, frozenset({K.SPEAKER}))
    at = _leaf(editor, place)
    if not editor.is_bare(editor.tokens[at].start, place.start):  # the number of a note, say
        at = editor.lift(editor.split(at, place.start))
    token = editor.tokens[at]
    end = place.end
    separator = SEPARATOR.match(editor.text, end, token.end)
    if separator:
        end = separator.end()
    editor.remove(place.start, end, INLINE | OF_WORDS | {K.SALUTE})
    at = _leaf(editor, place)
    start = token.start if editor.is_bare(token.start, place.start) else place.start
    value = decision.who or " ".join(label_words.split()).rstrip(":：.,—– -")
    editor.tokens.insert(at + 1, Token(K.SPEAKER, start, end, value, certainty=DECIDED))
    editor.change(at, depth=0)


# Words inside of blocks.


def _noteref(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    if place.end > editor.tokens[at].end:
        raise ImpossibleError("they go on in another paragraph")
    digits = DIGITS.search(editor.text, place.start, place.end)
    n = decision.note or (digits[0] if digits else "")
    division = _division_of(editor, at)
    end = next(
        (i for i in range(division + 1, len(editor.tokens)) if editor.tokens[i].kind is K.DIVISION),
        len(editor.tokens),
    )
    notes = [t for t in editor.tokens[division:end] if t.kind is K.NOTE and t.value == n]
    if not notes:
        raise ImpossibleError(f'the document has no note {n}; say which: note = "…"')
    target = next((t for t in notes if t.start >= place.start), notes[-1])
    editor.remove(place.start, place.end, INLINE | OF_WORDS)
    where = target.start if len(notes) > 1 else -1
    editor.put(Token(K.NOTE_REFERENCE, place.start, place.end, n, certainty=DECIDED, target=where))


def _page(editor: Editor, place: Stretch, decision: Decision) -> None:
    number = PAGE_NUMBER.search(editor.text, place.start, place.end)
    n = decision.n or (number[0] if number else "")
    if not n:
        raise ImpossibleError('they hold no number; say which page begins: n = "…"')
    for index, token in enumerate(editor.tokens):
        if token.kind is K.PAGE_BREAK and token.start <= place.start < token.end:
            editor.change(index, value=n, certainty=DECIDED)
            return
    at = _leaf(editor, place)
    token = editor.tokens[at]
    if place.end > token.end:
        raise ImpossibleError("they go on in another paragraph")
    page = Token(K.PAGE_BREAK, place.start, place.end, n, certainty=DECIDED)
    if editor.is_bare(token.start, place.start) and editor.is_bare(place.end, token.end):
        at = editor.lift(editor.retype(at, K.PARAGRAPH))
        end = editor.end_of(at)
        editor.tokens[at:end] = [replace(page, start=token.start, end=token.end)]
        return
    _refuse_around(editor, place)
    editor.remove(place.start, place.end, INLINE | OF_WORDS)
    editor.put(page)


def _date(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    if place.end > editor.tokens[at].end:
        raise ImpossibleError("they go on in another paragraph")
    label = _label_of(editor, at)
    if label and place.start < label.end:
        raise ImpossibleError("they stand inside of a speaker's label")
    _refuse_inside(editor, place, frozenset({K.PERSON, K.ROLE, K.CAST_ROLE, K.SPEAKER}))
    _refuse_around(editor, place)
    gone = frozenset({K.DATE, K.TIME, K.REFERENCE, K.ASIDE, K.PLACE})
    removed = editor.remove(place.start, place.end, gone)
    value = decision.when or next((t.value for t in removed if t.kind is K.DATE), "")
    editor.put(Token(K.DATE, place.start, place.end, value, certainty=DECIDED))


def _refuse_inside(editor: Editor, place: Stretch, kinds: frozenset[TokenKind]) -> None:
    for token in editor.tokens:
        if token.kind in kinds and token.start < place.end and token.end > place.start:
            raise ImpossibleError("they stand in a name")


def _refuse_around(editor: Editor, place: Stretch) -> None:
    """Refuse words that hold the number of a note, or the sign of an item."""
    for token in editor.tokens:
        if token.kind in (K.NOTE_NUMBER, K.BULLET, K.FORM_WORK, K.NOTES_HERE) and (
            place.start <= token.start < place.end
        ):
            raise ImpossibleError("they hold a number or a sign that is not part of the text")


def _in_letter(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Make words the place of a letter, or the name of who sent or received it."""
    _named(editor, place, *LETTER_PARTS[decision.kind])


def _named(editor: Editor, place: Stretch, kind: TokenKind, value: str) -> None:
    at = _leaf(editor, place)
    if place.end > editor.tokens[at].end:
        raise ImpossibleError("they go on in another paragraph")
    label = _label_of(editor, at)
    if label and place.start < label.end:
        raise ImpossibleError("they stand inside of a speaker's label")
    if editor.tokens[at].kind in (K.ITEM, K.CAST_ITEM, K.CELL):
        raise ImpossibleError(f"they stand in {_called(editor.tokens[at])}")
    _refuse_around(editor, place)
    gone = frozenset({K.PERSON, K.ROLE, K.PLACE, K.DATE, K.TIME, K.REFERENCE, K.ASIDE})
    editor.remove(place.start, place.end, gone)
    editor.put(Token(kind, place.start, place.end, value, certainty=DECIDED))


def _reference(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    if place.end > editor.tokens[at].end:
        raise ImpossibleError("they go on in another paragraph")
    label = _label_of(editor, at)
    if label and place.start < label.end:
        raise ImpossibleError("they stand inside of a speaker's label")
    if not (decision.n or decision.note) and _confirmed(
        editor, at, place, frozenset({K.REFERENCE})
    ):
        return
    _refuse_inside(editor, place, frozenset({K.PERSON, K.ROLE, K.CAST_ROLE}))
    _refuse_around(editor, place)
    there = [token for token in editor.tokens if token.kind is K.DIVISION and token.value]
    words = re.findall(r"\d+", editor.text[place.start : place.end])
    own = editor.tokens[_division_of(editor, at)].value
    n = decision.n or (own if decision.note else next(iter(words), ""))
    if n not in {token.value for token in there}:
        raise ImpossibleError(
            f'the text has no document {n}; say which: n = "…"'.replace(" ;", ";")
        )
    target = f"d{n}fn{decision.note}" if decision.note else f"d{n}"
    if decision.note and not _has_note(editor, n, decision.note):
        raise ImpossibleError(f"document {n} has no note {decision.note}")
    gone = frozenset({K.REFERENCE, K.DATE, K.TIME, K.ASIDE, K.PLACE})
    editor.remove(place.start, place.end, gone)
    editor.put(Token(K.REFERENCE, place.start, place.end, target, certainty=DECIDED))


def _has_note(editor: Editor, n: str, note: str) -> bool:
    here = ""
    for token in editor.tokens:
        if token.kind is K.DIVISION:
            here = token.value
        elif token.kind is K.NOTE and here == n and token.value == note:
            return True
    return False


def _plain(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = editor.leaf_at(place.start)
    editor.remove(place.start, place.end, INLINE | OF_WORDS | {K.SALUTE})
    if at < 0:
        _block_of_page(editor, place)
        return
    at = _leaf(editor, place)
    token = editor.tokens[at]
    if place.end > token.end:
        raise ImpossibleError("they go on in another paragraph")
    whole = editor.is_bare(token.start, place.start) and editor.is_bare(place.end, token.end)
    if whole and token.kind not in (K.PARAGRAPH, K.CELL):
        _paragraph(editor, place, decision)
        return
    inner = editor.remove(place.start, place.end, frozenset({K.PAGE_BREAK, K.FORM_WORK}))
    editor.tokens += [t for t in inner if t.start == t.end]
    editor.tokens.sort(key=_order)


def _order(token: Token) -> int:
    return token.start


def _block_of_page(editor: Editor, place: Stretch) -> None:
    """Make a paragraph of a page marker or a running head between blocks."""
    for at, token in enumerate(editor.tokens):
        if token.kind in (K.PAGE_BREAK, K.FORM_WORK) and token.start <= place.start < token.end:
            editor.tokens[at] = Token(K.PARAGRAPH, token.start, token.end, certainty=DECIDED)
            editor.lift(at)
            return
    raise ImpossibleError("no paragraph, heading or item holds these words")


# Borders of blocks.


def _begins(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    _refuse_moved(editor, at)
    if editor.tokens[at].kind is K.CELL:
        raise ImpossibleError("they stand in the cell of a table")
    if not editor.is_bare(editor.begin_of(at), place.start):
        at = editor.split(at, place.start)
        at = editor.lift(at)
        editor.change(at, certainty=DECIDED)


def _goes_on(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    if not editor.is_bare(editor.begin_of(at), place.start):
        return  # the words stand inside of a paragraph as it is
    _refuse_moved(editor, at)
    if editor.tokens[at].kind in (K.CELL, K.HEAD):
        raise ImpossibleError(f"they are {_called(editor.tokens[at])}")
    at = _freed(editor, at)
    before = editor.leaf_before(at)
    if before < 0 or editor.tokens[before].kind is K.CELL:
        raise ImpossibleError("no paragraph stands before them in this document")
    _strip(editor, at)
    editor.merge(before, at)


def _turn_end(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _leaf(editor, place)
    if _label_of(editor, at):
        return  # a label begins another turn there
    while True:
        holder = editor.container_of(at)
        if editor.tokens[holder].kind not in (K.LIST, K.LINE_GROUP, K.TABLE, K.ROW, K.QUOTE):
            break
        at = holder
    editor.change(at, depth=0 if decision.no else 1, certainty=DECIDED)


RULES: Mapping[str, Rule] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "stage": _stage,
    "item": _item,
    "verse": _verse,
    "note": _note,
    "postscript": _postscript,
    "salutation": _salutation,
    "header": _header,
    "speaker": _speaker,
    "noteref": _noteref,
    "page": _page,
    "date": _date,
    "plain": _plain,
    "participant": _participant,
    "cast": _cast,
    "place": _in_letter,
    "sender": _in_letter,
    "recipient": _in_letter,
    "reference": _reference,
    "begins": _begins,
    "goes-on": _goes_on,
    "turn-end": _turn_end,
}


# What words are not.

DENIED_INLINE: Mapping[str, frozenset[TokenKind]] = {
    "speaker": frozenset({K.SPEAKER}),
    "noteref": frozenset({K.NOTE_REFERENCE, K.UNRESOLVED}),
    "date": frozenset({K.DATE, K.TIME}),
    "participant": frozenset({K.PERSON, K.ROLE}),
    "place": frozenset({K.PLACE}),
    "sender": frozenset({K.PERSON}),
    "recipient": frozenset({K.PERSON}),
    "reference": frozenset({K.REFERENCE}),
}


def _deny(editor: Editor, place: Stretch, decision: Decision) -> None:
    if decision.no == "turn-end":
        _turn_end(editor, place, decision)
        return
    kinds = DENIED_INLINE.get(decision.no)
    if kinds:
        editor.remove(place.start, place.end, kinds)
        return
    if decision.no in ("page", "header"):
        wanted = K.PAGE_BREAK if decision.no == "page" else K.FORM_WORK
        at = editor.leaf_at(place.start)
        if at < 0:
            _block_of_page(editor, place)
        else:
            if place.end > editor.tokens[at].end:
                raise ImpossibleError("they go on in another paragraph")
            editor.remove(place.start, place.end, frozenset({wanted}))
        return
    kind = KINDS[decision.no].token
    if decision.no == "stage":
        editor.remove(place.start, place.end, frozenset({K.ASIDE}))
    if decision.no == "salutation":
        _deny_salutation(editor, place)
        return
    at = _leaf(editor, place)
    token = editor.tokens[at]
    if decision.no == "heading" and token.kind is K.HEAD:
        _merge_division(editor, at)
    elif decision.no == "postscript":
        _deny_postscript(editor, at)
    elif token.kind is kind:
        _refuse_moved(editor, at)
        if token.kind is K.SUBHEAD:
            _free_second_heading(editor, at)
        editor.retype(at, K.PARAGRAPH)


def _deny_salutation(editor: Editor, place: Stretch) -> None:
    at = _leaf(editor, place)
    if editor.tokens[at].kind is K.SALUTE:
        editor.retype(at, K.PARAGRAPH)
    else:
        editor.remove(place.start, place.end, frozenset({K.SALUTE}))


def _deny_postscript(editor: Editor, at: int) -> None:
    holder = editor.container_of(at)
    if editor.tokens[holder].kind is K.POSTSCRIPT:
        del editor.tokens[holder]


def _free_second_heading(editor: Editor, at: int) -> None:
    """A heading that follows another one of the same part stands alone now."""
    behind = _next_leaf(editor, at)
    if behind >= 0 and editor.tokens[behind].value == "+":
        editor.change(behind, value=editor.tokens[at].value)
