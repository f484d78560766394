"""Titles: the first line of a text of no known family, if it has the form of a title.

"THE HARBOUR OF NORHAVEN" and "Drittes Kapitel" stand alone above paragraphs, and do not end like
sentences. Texts with headings of documents have rules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.record import replace
from tei_kit.tokenizer.tokens import Certainty, Token, TokenKind

K = TokenKind
LONGEST, MOST_WORDS, MOST_ROWS = 100, 14, 3
# Below a title: the least characters of a paragraph, the least characters of the blocks that are
# looked at, and the number of these blocks.
PARAGRAPH, BELOW, NEAR = 40, 80, 3
SENTENCE_ENDS = frozenset(".!?;,:…\"”»’')]。！？，؟-–—")
LIKELY_ENDS = frozenset('.!?;:…"”»。！？؟')
# Signs that stand in no title: marks of code, of forms and of tables.
NO_TITLE = re.compile(r"[{}<>=_|\\/@#*+~:;]|\.\.|\t|[ ]{3,}|https?:|©|\b(?:Copyright|COPYRIGHT)\b")
# The number of one section among several: "I. INTRODUCTION".
SECTION = re.compile(r"[IVXLCDM]{1,6}[.)]\s")
WORD = re.compile(r"[^\W\d_]+")
# The kinds of blocks that stand below a title.
BLOCKS = frozenset({K.PARAGRAPH, K.LIST, K.QUOTE, K.TABLE})


def with_title(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens; the first paragraph becomes a heading if it is a title.

    Only a text that is one division without a heading has such a title.
    """
    if len(tokens) < 3 or tokens[0].kind is not K.DIVISION or tokens[1].kind is not K.PARAGRAPH:
        return tokens
    if any(token.kind in (K.DIVISION, K.HEAD, K.SUBHEAD) for token in tokens[1:]):
        return tokens
    first = tokens[1]
    below = [token for token in tokens[2:] if token.kind in BLOCKS]
    if not below or not is_title(text[first.start : first.end]) or not _is_over(text, below):
        return tokens
    head = replace(first, kind=K.HEAD, value="", certainty=Certainty.MEDIUM)
    return [tokens[0], head, *tokens[2:]]


def is_title(block: str) -> bool:
    """Whether a block has the form of a title: few words in few rows, and no sentence."""
    words = " ".join(block.split())
    rows = block.strip().split("\n")
    if not 2 < len(words) <= LONGEST or words.count(" ") >= MOST_WORDS or len(rows) > MOST_ROWS:
        return False
    if not words[0].isalpha() or words[0].islower() or NO_TITLE.search(block):
        return False
    if SECTION.match(words):
        return False
    letters = sum(map(str.isalpha, words)) + words.count(" ")
    if letters < 0.8 * len(words) or WORD.search(words) is None:
        return False
    if words[-1] == "." and words.isupper():
        return True
    if len(rows) > 1 and not rows[0].strip().isupper():
        return False  # the first rows of a list, an address or a poem
    return words[-1] not in SENTENCE_ENDS


def _is_over(text: str, below: Sequence[Token]) -> bool:
    """Whether a paragraph longer than a line of a list follows soon."""
    near = [text[token.start : token.end].strip() for token in below[:NEAR]]
    if sum(map(len, near)) < BELOW:
        return False
    return any(len(words) >= PARAGRAPH and words[-1] in LIKELY_ENDS for words in near)
