"""Words: rules about words inside blocks: labels, references, pages, dates, names, plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision
from tei_kit.decisions.editor import Editor
from tei_kit.decisions.rules.blocks import paragraph
from tei_kit.decisions.rules.places import (
    DECIDED,
    INLINE,
    SEPARATOR,
    ImpossibleError,
    block_of_page,
    called,
    confirmed,
    division_of,
    label_of,
    leaf,
    refuse_around,
    refuse_inside,
    refuse_moved,
    without,
)
from tei_kit.record import replace
from tei_kit.tokenizer.tokens import AND, OF_WORDS, Token, TokenKind

K = TokenKind
DIGITS = re.compile(r"[\w*†‡§¶]+")
# 9:05, 00:12:30
TIME = re.compile(r"(?<!\d)(?P<hours>[01]?\d|2[0-3]):(?P<rest>[0-5]\d(?P<seconds>:[0-5]\d)?)(?!\d)")
PAGE_NUMBER = re.compile(r"\d+|\b[ivxlcdm]+\b", re.IGNORECASE)
# The kinds of words in a letter: their tokens, and the values of these.
LETTER_PARTS: Mapping[str, tuple[TokenKind, str]] = {
    "place": (K.PLACE, ""),
    "sender": (K.PERSON, "sent"),
    "recipient": (K.PERSON, "received"),
}


def speaker(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = leaf(editor, place)
    words = editor.text[place.start : place.end]
    there = label_of(editor, at)
    if there and there.start == place.start and there.end >= place.end - 1:
        value = _who(editor, decision) or there.value
        index = editor.tokens.index(there)
        editor.change(index, value=value, certainty=DECIDED)
        return
    token = editor.tokens[at]
    if place.end > token.end:
        raise ImpossibleError("they go on in another paragraph")
    refuse_moved(editor, at)
    if token.kind is K.CELL:
        raise ImpossibleError("they stand in the cell of a table")
    if not editor.is_bare(editor.begin_of(at), place.start):
        at = editor.lift(editor.split(at, place.start))
    if editor.tokens[at].kind not in (K.PARAGRAPH, K.LINE):
        at = editor.retype(at, K.PARAGRAPH)
    without(editor, at, frozenset({K.SPEAKER}))
    at = leaf(editor, place)
    if not editor.is_bare(editor.tokens[at].start, place.start):  # such as the number of a note
        at = editor.lift(editor.split(at, place.start))
    token = editor.tokens[at]
    end = place.end
    separator = SEPARATOR.match(editor.text, end, token.end)
    if separator:
        end = separator.end()
    editor.remove(place.start, end, INLINE | OF_WORDS | {K.SALUTE})
    at = leaf(editor, place)
    start = token.start if editor.is_bare(token.start, place.start) else place.start
    value = _who(editor, decision) or " ".join(words.split()).rstrip(":：.,—– -")
    editor.tokens.insert(at + 1, Token(K.SPEAKER, start, end, value, certainty=DECIDED))
    editor.change(at, depth=0)


def _who(editor: Editor, decision: Decision) -> str:
    """The value of a label by the persons that a decision names; "" if it names no person.

    A name that is also a label of the text means the person of that label.
    """
    if not decision.who:
        return ""
    persons: dict[str, str] = {}
    for token in editor.tokens:
        words = " ".join(editor.text[token.start : token.end].split())
        if token.kind is K.SPEAKER and AND not in token.value:
            persons.setdefault(_name(words), token.value)
        elif token.kind in (K.CAST_ROLE, K.PERSON):
            persons[_name(words)] = token.value if token.kind is K.CAST_ROLE else words
            persons[_name(words)] = persons[_name(words)] or words
    names = [" ".join(name.split()) for name in decision.who.split(";") if name.strip()]
    return AND.join(persons.get(_name(name), name) for name in names)


def _name(words: str) -> str:
    return " ".join(words.split()).rstrip(":：.,—– -").casefold()


def noteref(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = leaf(editor, place)
    if place.end > editor.tokens[at].end:
        raise ImpossibleError("they go on in another paragraph")
    digits = DIGITS.search(editor.text, place.start, place.end)
    n = decision.note or (digits[0] if digits else "")
    division = division_of(editor, at)
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


def page(editor: Editor, place: Stretch, decision: Decision) -> None:
    number = PAGE_NUMBER.search(editor.text, place.start, place.end)
    n = decision.n or (number[0] if number else "")
    if not n:
        raise ImpossibleError('they hold no number; say which page begins: n = "…"')
    for index, token in enumerate(editor.tokens):
        if token.kind is K.PAGE_BREAK and token.start <= place.start < token.end:
            editor.change(index, value=n, certainty=DECIDED)
            return
    at = leaf(editor, place)
    token = editor.tokens[at]
    if place.end > token.end:
        raise ImpossibleError("they go on in another paragraph")
    page = Token(K.PAGE_BREAK, place.start, place.end, n, certainty=DECIDED)
    if editor.is_bare(token.start, place.start) and editor.is_bare(place.end, token.end):
        at = editor.lift(editor.retype(at, K.PARAGRAPH))
        end = editor.end_of(at)
        editor.tokens[at:end] = [replace(page, start=token.start, end=token.end)]
        return
    refuse_around(editor, place)
    editor.remove(place.start, place.end, INLINE | OF_WORDS)
    editor.put(page)


def _beside_label(editor: Editor, place: Stretch) -> int:
    """The index of the block with all words. Raises ImpossibleError for words that continue in
    another block, or begin inside a speaker's label."""
    at = leaf(editor, place)
    if place.end > editor.tokens[at].end:
        raise ImpossibleError("they go on in another paragraph")
    label = label_of(editor, at)
    if label and place.start < label.end:
        raise ImpossibleError("they stand inside of a speaker's label")
    return at


def date(editor: Editor, place: Stretch, decision: Decision) -> None:
    _beside_label(editor, place)
    refuse_inside(editor, place, frozenset({K.PERSON, K.ROLE, K.CAST_ROLE, K.SPEAKER}))
    refuse_around(editor, place)
    gone = frozenset({K.DATE, K.TIME, K.REFERENCE, K.ASIDE, K.PLACE})
    removed = editor.remove(place.start, place.end, gone)
    value = decision.when or next((t.value for t in removed if t.kind is K.DATE), "")
    editor.put(Token(K.DATE, place.start, place.end, value, certainty=DECIDED))


def time(editor: Editor, place: Stretch, decision: Decision) -> None:
    _beside_label(editor, place)
    refuse_inside(editor, place, frozenset({K.PERSON, K.ROLE, K.CAST_ROLE}))
    refuse_around(editor, place)
    removed = editor.remove(place.start, place.end, frozenset({K.DATE, K.TIME, K.ASIDE}))
    value = decision.when or next((t.value for t in removed if t.kind is K.TIME), "")
    if not value:
        found = TIME.search(editor.text, place.start, place.end)
        value = f"{int(found['hours']):02}:{found['rest']}" if found else ""
        value += ":00" if found and not found["seconds"] else ""
    editor.put(Token(K.TIME, place.start, place.end, value, certainty=DECIDED))


def in_letter(editor: Editor, place: Stretch, decision: Decision) -> None:
    """Make words the place of a letter, or the name of its sender or recipient."""
    _named(editor, place, *LETTER_PARTS[decision.kind])


def _named(editor: Editor, place: Stretch, kind: TokenKind, value: str) -> None:
    at = _beside_label(editor, place)
    if editor.tokens[at].kind in (K.ITEM, K.CAST_ITEM, K.CELL):
        raise ImpossibleError(f"they stand in {called(editor.tokens[at])}")
    refuse_around(editor, place)
    gone = frozenset({K.PERSON, K.ROLE, K.PLACE, K.DATE, K.TIME, K.REFERENCE, K.ASIDE})
    editor.remove(place.start, place.end, gone)
    editor.put(Token(kind, place.start, place.end, value, certainty=DECIDED))


def reference(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = _beside_label(editor, place)
    if not (decision.n or decision.note) and confirmed(editor, at, place, frozenset({K.REFERENCE})):
        return
    refuse_inside(editor, place, frozenset({K.PERSON, K.ROLE, K.CAST_ROLE}))
    refuse_around(editor, place)
    there = [token for token in editor.tokens if token.kind is K.DIVISION and token.value]
    words = re.findall(r"\d+", editor.text[place.start : place.end])
    own = editor.tokens[division_of(editor, at)].value
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


def plain(editor: Editor, place: Stretch, decision: Decision) -> None:
    at = editor.leaf_at(place.start)
    editor.remove(place.start, place.end, INLINE | OF_WORDS | {K.SALUTE})
    if at < 0:
        block_of_page(editor, place)
        return
    at = leaf(editor, place)
    token = editor.tokens[at]
    if place.end > token.end:
        raise ImpossibleError("they go on in another paragraph")
    whole = editor.is_bare(token.start, place.start) and editor.is_bare(place.end, token.end)
    if whole and token.kind not in (K.PARAGRAPH, K.CELL):
        paragraph(editor, place, decision)
        return
    inner = editor.remove(place.start, place.end, frozenset({K.PAGE_BREAK, K.FORM_WORK}))
    editor.tokens += [t for t in inner if t.start == t.end]
    editor.tokens.sort(key=_order)


def _order(token: Token) -> int:
    return token.start
