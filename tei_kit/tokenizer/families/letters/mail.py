"""Mail: the lines above a message that say who sent it to whom, and when.

From: A. Hale <hale@example.org>
To: B. Pell
Date: Tue, 14 Mar 2006 10:22:05 +0100
Subject: Photographs
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.tokenizer.families.pieces.pieces import Piece
from tei_kit.tokenizer.families.pieces.plan import Part
from tei_kit.tokenizer.tokens import Certainty, Token, TokenKind

K = TokenKind
FEWEST = 3  # lines
SENDERS, DATES = (
    frozenset({"from", "von", "de", "da", "van"}),
    frozenset(
        {"date", "sent", "datum", "gesendet", "fecha", "data", "envoyé", "inviato", "enviado"}
    ),
)
RECIPIENTS = frozenset({"to", "an", "à", "a", "para", "aan"})
OTHERS = frozenset(
    {"subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "cc", "bcc"}
    | {"reply-to", "message-id", "kopie"}
)
LINE = re.compile(r"(?P<word>[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)?)\s?:[ \t]+(?P<value>\S.*)")
# The name before an address: "A. Hale <hale@example.org>".
NAME = re.compile(r"[\"']?(?P<name>[^\W\d_][^<>@\"'\n;]*?)[\"']?\s*(?=<|\(|;|$)")


def header(pieces: Sequence[Piece], at: int, end: int) -> list[Part]:
    """The parts of the header of a message, which begins with the piece `at`; [] for none."""
    parts: list[Part] = []
    words: list[str] = []
    while at < end and pieces[at].is_text and pieces[at].is_short:
        match = LINE.fullmatch(pieces[at].words)
        word = match["word"].casefold() if match else ""
        if word not in SENDERS | DATES | RECIPIENTS | OTHERS:
            break
        kind = K.DATELINE if word in DATES else K.ADDRESS
        parts.append(Part(kind, pieces[at], Certainty.MEDIUM))
        words.append(word)
        at += 1
    is_header = bool(SENDERS & set(words)) and bool((DATES | OTHERS) & set(words))
    return parts if is_header and len(parts) >= FEWEST else []


def is_mail(lines: Sequence[str]) -> bool:
    """Whether the first lines of a text are the header of a message."""
    words = [match["word"].casefold() for line in lines[:FEWEST] if (match := LINE.fullmatch(line))]
    known = SENDERS | DATES | RECIPIENTS | OTHERS
    return len(words) == FEWEST and known.issuperset(words) and bool(SENDERS & set(words))


def is_line(words: str) -> bool:
    """Whether a line says when a message was sent."""
    match = LINE.fullmatch(words)
    return match is not None and match["word"].casefold() in DATES


def names(text: str, piece: Piece) -> list[Token]:
    """The name of who sent a message, or receives it, in a line of its header; [] for none."""
    match = LINE.fullmatch(text, piece.start, piece.end)
    if match is None or match["word"].casefold() not in SENDERS | RECIPIENTS:
        return []
    name = NAME.match(text, match.start("value"), match.end("value"))
    if name is None:
        return []
    side = "sent" if match["word"].casefold() in SENDERS else "received"
    return [Token(K.PERSON, *name.span("name"), side)]
