"""Kinds: the table of all kinds that a decision can give a stretch of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from tei_kit.tokenizer.tokens import TokenKind

K = TokenKind
# Dates in ISO 8601, as TEI's @when takes them.
ISO = re.compile(
    r"-?\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?|--\d\d(-\d\d)?|---\d\d"
    r"|\d\d:\d\d(:\d\d)?"
)


class Shape(Enum):
    """The part of the text that the words of a kind stand for."""

    EXACT = "exact"  # a block of these words alone
    WHOLE = "whole"  # a block that begins with the words
    LABEL = "label"  # the speaker's label before a turn
    INLINE = "inline"  # words inside a block
    EDGE = "edge"  # the beginning of a block, which keeps its kind
    PLAIN = "plain"  # words without mark-up


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: the name that people write, the token it becomes, and the fields that it takes."""

    name: str
    words: str  # for a menu: "a heading"
    shape: Shape
    token: TokenKind | None
    takes: frozenset[str] = frozenset()
    tei: str = ""  # the name in TEI, which people may write too
    can_be_denied: bool = True


def _kind(
    name: str,
    words: str,
    shape: Shape,
    token: TokenKind | None = None,
    takes: str = "",
    tei: str = "",
    *,
    can_be_denied: bool = True,
) -> Kind:
    return Kind(name, words, shape, token, frozenset(takes.split()), tei, can_be_denied)


_ALL = (
    _kind("speaker", "who speaks", Shape.LABEL, K.SPEAKER, "who"),
    _kind("heading", "a heading", Shape.EXACT, K.SUBHEAD, "level type n", "head"),
    _kind("paragraph", "a paragraph", Shape.WHOLE, K.PARAGRAPH, tei="p", can_be_denied=False),
    _kind("stage", "a stage direction", Shape.EXACT, K.STAGE, "type"),
    _kind("item", "an item of a list", Shape.WHOLE, K.ITEM, "level"),
    _kind("verse", "verse", Shape.WHOLE, K.LINE, "part n", "l"),
    _kind("stanza", "the beginning of a stanza", Shape.EDGE, tei="lg"),
    _kind("quotation", "a quotation set off", Shape.WHOLE, K.QUOTE, tei="quote"),
    _kind("epigraph", "an epigraph", Shape.WHOLE, K.EPIGRAPH),
    _kind("title", "a part of the title page", Shape.EXACT, K.TITLE_PART, "type", "titlePart"),
    _kind("list-heading", "the heading of a list", Shape.EXACT, K.LABEL),
    _kind("note", "a note", Shape.WHOLE, K.NOTE, "n"),
    _kind("noteref", "a reference to a note", Shape.INLINE, K.NOTE_REFERENCE, "note", "ptr"),
    _kind("page", "a page break", Shape.INLINE, K.PAGE_BREAK, "n", "pb"),
    _kind("header", "a running head or foot", Shape.EXACT, K.FORM_WORK, "type", "fw"),
    _kind("figure", "a picture, or its caption", Shape.EXACT, K.FIGURE),
    _kind("date", "a date", Shape.INLINE, K.DATE, "when"),
    _kind("time", "a time stamp", Shape.INLINE, K.TIME, "when"),
    _kind("dateline", "a dateline", Shape.EXACT, K.DATELINE),
    _kind("salutation", "a salutation", Shape.EXACT, K.SALUTE, tei="salute"),
    _kind("close", "a complimentary close", Shape.EXACT, K.CLOSE, tei="closer"),
    _kind("signature", "a signature", Shape.EXACT, K.SIGNED, tei="signed"),
    _kind("address", "an address", Shape.EXACT, K.ADDRESS),
    _kind("postscript", "a postscript", Shape.WHOLE, K.POSTSCRIPT),
    _kind("trailer", "words that end a text", Shape.EXACT, K.TRAILER),
    _kind("participant", "somebody who takes part", Shape.WHOLE, K.PERSON),
    _kind("cast", "a person of the play", Shape.WHOLE, K.CAST_ITEM, tei="castItem"),
    _kind("actor", "who plays a person of the play", Shape.INLINE, K.CAST_ACTOR),
    _kind("place", "the place of a letter", Shape.INLINE, K.PLACE, tei="placeName"),
    _kind("sender", "who sent the letter", Shape.INLINE, K.PERSON),
    _kind("recipient", "who received the letter", Shape.INLINE, K.PERSON),
    _kind("reference", "a cross-reference", Shape.INLINE, K.REFERENCE, "n note", "ref"),
    _kind("document", "the beginning of a document", Shape.EDGE),
    _kind("begins", "the beginning of a paragraph", Shape.EDGE, can_be_denied=False),
    _kind("goes-on", "the same paragraph as before", Shape.EDGE, can_be_denied=False),
    _kind("turn-end", "no longer part of the turn before", Shape.EDGE),
    _kind("plain", "plain text", Shape.PLAIN, can_be_denied=False),
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
# From the names in TEI to the names of kinds.
ALIASES: Mapping[str, str] = {kind.tei: kind.name for kind in _ALL if kind.tei}


def named(word: str) -> Kind | None:
    """The kind with this name, or with this name in TEI; None for any other word."""
    return KINDS.get(ALIASES.get(word, word))
