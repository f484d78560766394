"""Mail: the header of a message, with sender, recipient and date.

From: A. Hale <hale@example.org>
To: B. Pell
Date: Tue, 14 Mar 2006 10:22:05 +0100
Subject: Photographs
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tei_kit.record import record
from tei_kit.settings.language import of_any
from tei_kit.tokenizer.families.letters.divisions import LETTER, Start
from tei_kit.tokenizer.families.pieces.pieces import Piece
from tei_kit.tokenizer.families.pieces.plan import Part
from tei_kit.tokenizer.tokens import Certainty, Token, TokenKind

K = TokenKind
FEWEST = 3  # lines
RULE = "---"
LINE = re.compile(r"(?P<word>[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)?)\s?:[ \t]+(?P<value>\S.*)")
# The name before an address: "A. Hale <hale@example.org>".
NAME = re.compile(r"[\"']?(?P<name>[^\W\d_][^<>@\"'\n;]*?)[\"']?\s*(?=<|\(|;|$)")


@record
class _Words:
    """The names of header lines in all languages, in lower case."""

    senders: frozenset[str]
    parties: frozenset[str]  # senders and recipients
    dates: frozenset[str]
    telling: frozenset[str]  # dates, subjects and the like
    every: frozenset[str]


@cache
def _words() -> _Words:
    senders, dates = frozenset(of_any("mail_from")), frozenset(of_any("mail_date"))
    parties = senders.union(of_any("mail_to"))
    telling = dates.union(of_any("mail_other"))
    return _Words(senders, parties, dates, telling, parties | telling)


def header(pieces: Sequence[Piece], at: int, end: int) -> list[Part]:
    """The parts of the header of a message that begins with the piece `at`, before `end`.

    [] if fewer than `FEWEST` header lines stand there, or no sender or no date or subject.
    """
    parts: list[Part] = []
    words: list[str] = []
    while at < end and pieces[at].is_text and pieces[at].is_short:
        match = LINE.fullmatch(pieces[at].words)
        word = match["word"].casefold() if match else ""
        known = _words()
        if word not in known.every:
            break
        kind = K.DATELINE if word in known.dates else K.ADDRESS
        parts.append(Part(kind, pieces[at], Certainty.MEDIUM))
        words.append(word)
        at += 1
    if len(parts) < FEWEST:
        return []
    known = _words()
    is_header = known.senders.intersection(words) and known.telling.intersection(words)
    return parts if is_header else []


def messages(pieces: Sequence[Piece]) -> list[Start]:
    """The beginnings of the messages of a text that begins with a message and has several; else [].

    A line of dashes over a message, such as "-----Original Message-----", is its heading.
    """
    found: list[Start] = []
    at = 0
    while at < len(pieces):
        parts = header(pieces, at, len(pieces)) if pieces[at].is_text else []
        if not parts:
            at += 1
            continue
        is_headed = at > 0 and pieces[at - 1].words.startswith(RULE)
        found.append(Start(at - is_headed, at, LETTER))
        at += len(parts)
    begins = bool(found) and all(not piece.is_text for piece in pieces[: found[0].at])
    return found if len(found) > 1 and begins else []


def is_mail(lines: Sequence[str]) -> bool:
    """Whether the first lines of a text are the header of a message."""
    words = [match["word"].casefold() for line in lines[:FEWEST] if (match := LINE.fullmatch(line))]
    if len(words) < FEWEST:
        return False
    known = _words()
    return known.every.issuperset(words) and bool(known.senders.intersection(words))


def is_of_header(words: str) -> bool:
    """Whether a line has the form of a header line: "Subject: Photographs"."""
    match = LINE.fullmatch(words)
    return match is not None and match["word"].casefold() in _words().every


def is_line(words: str) -> bool:
    """Whether a line is the header line with the date."""
    match = LINE.fullmatch(words)
    return match is not None and match["word"].casefold() in _words().dates


def signatures(pieces: Sequence[Piece]) -> frozenset[str]:
    """The names with which senders of messages may sign: in lower case, whole and word by word."""
    found: set[str] = set()
    for piece in pieces:
        match = LINE.fullmatch(piece.words) if piece.is_text and piece.is_short else None
        if match is None or match["word"].casefold() not in _words().senders:
            continue
        name = NAME.match(match["value"])
        if name is not None:
            found |= {name["name"].casefold(), *name["name"].casefold().split()}
    return frozenset(found)


def names(text: str, piece: Piece) -> list[Token]:
    """The name of the sender or the recipient in a header line, as a PERSON token; else [].

    The value of the token is "sent" or "received".
    """
    match = LINE.fullmatch(text, piece.start, piece.end)
    if match is None or match["word"].casefold() not in _words().parties:
        return []
    name = NAME.match(text, match.start("value"), match.end("value"))
    if name is None:
        return []
    side = "sent" if match["word"].casefold() in _words().senders else "received"
    return [Token(K.PERSON, *name.span("name"), side)]
