"""Menu: the kinds that the page offers, with their keys, and the page's names for stretches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tei_kit.decisions.kinds import KINDS
from tei_kit.tokenizer.tokens import TokenKind

K = TokenKind


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of decision about words: `kind` is its name in decisions, `called` on the page.

    `words` explain it, `key` is its key on the keyboard, `fields` are its fields in a decision.
    """

    kind: str
    called: str
    words: str
    key: str
    fields: Sequence[str]
    can_be_denied: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A group of kinds in the menu, with a heading."""

    title: str
    choices: Sequence[Choice]


# The menu: headings, and below each its kinds with their keys. The page uses the keys j, k, u, c
# and x for other purposes.
_ROWS: Mapping[str, Mapping[str, str]] = {
    "Talk": {
        "speaker": "s",
        "stage": "d",
        "turn-end": "r",
        "participant": "1",
        "cast": "2",
        "actor": "7",
    },
    "Text": {
        "heading": "h",
        "paragraph": "p",
        "item": "i",
        "list-heading": "8",
        "verse": "v",
        "quotation": '"',
        "epigraph": "9",
        "title": "+",
        "trailer": "z",
    },
    "Borders": {"begins": "b", "goes-on": "y", "stanza": "/", "document": "&"},
    "Notes and pages": {"note": "n", "noteref": "f", "page": "g", "header": "e", "figure": "."},
    "Letter": {
        "dateline": "l",
        "salutation": "a",
        "close": "o",
        "signature": "w",
        "address": "m",
        "postscript": "q",
        "place": "3",
        "sender": "4",
        "recipient": "5",
    },
    "Words": {"date": "t", "time": ":", "reference": "6", "plain": "0"},
}
# Kinds that have another name on the page than in the decisions file.
_PLAIN: Mapping[str, str] = {
    "stage": "direction",
    "turn-end": "turn ends",
    "stanza": "new stanza",
    "document": "new document",
    "list-heading": "list heading",
    "title": "title page",
    "trailer": "ending",
    "begins": "new paragraph",
    "goes-on": "goes on",
    "noteref": "note mark",
    "header": "running head",
    "cast": "person of the cast",
    "reference": "cross-reference",
    "close": "closing",
    "plain": "plain words",
}
# The order in which the page asks for the fields of a kind.
_FIELDS = ("who", "level", "when", "note", "part", "n", "type")

MENU: Sequence[Group] = [
    Group(
        title,
        [
            Choice(
                name,
                _PLAIN.get(name, name),
                KINDS[name].words,
                key,
                [field for field in _FIELDS if field in KINDS[name].takes],
                KINDS[name].can_be_denied,
            )
            for name, key in rows.items()
        ],
    )
    for title, rows in _ROWS.items()
]

# Kinds of tokens that have a special name on the page.
_CALLED: Mapping[TokenKind, str] = {
    K.HEAD: "document heading",
    K.SUBHEAD: "heading",
    K.LABEL: "list heading",
    K.PERSON: "participant",
    K.ROLE: "participant",
    K.UNRESOLVED: "reference without a note",
    K.CAST_ITEM: "cast",
    K.CAST_ROLE: "role",
    K.CAST_DESCRIPTION: "description",
    K.CAST_ACTOR: "actor",
    K.TITLE_PART: "title page",
    K.CELL: "cell of a table",
    K.QUOTE: "quotation",
    K.REFERENCE: "cross-reference",
    K.NOTE_NUMBER: "number",
    K.LIST: "list",
}
# Kinds of tokens, with the kind of decision that makes them, if `kinds` does not say it.
_DECIDED_AS: Mapping[TokenKind, str] = {
    K.HEAD: "heading",
    K.ASIDE: "stage",
    K.LIST: "item",
    K.PERSON: "participant",
    K.ROLE: "participant",
    K.CAST_ROLE: "cast",
}
# The role of a person in a letter, by the value of the token.
PARTS: Mapping[str, str] = {"sent": "sender", "received": "recipient"}
_OF_TOKEN: Mapping[TokenKind, str] = {
    kind.token: kind.name for kind in KINDS.values() if kind.token
}


def called(kind: TokenKind, value: str = "") -> str:
    """The name of a kind of token on the page; for a person of a letter, the person's role."""
    name = decided_as(kind, value)
    if name in PARTS.values():
        return name
    return _CALLED.get(kind) or _PLAIN.get(name) or name or kind.value.replace("_", " ")


def decided_as(kind: TokenKind, value: str = "") -> str:
    """The kind of decision that makes a kind of token, "" if there is none."""
    if kind is K.PERSON and value in PARTS:
        return PARTS[value]
    return _DECIDED_AS.get(kind) or _OF_TOKEN.get(kind, "")
