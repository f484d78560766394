"""Silence: diagnostics for words that look like a known form and were not read as that form.

Each check is a function with a sentence of evidence. A check looks at the tokens of a text, and at
its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Token, TokenKind

# A paragraph of more characters is really several paragraphs, whose ends were not found.
LONGEST_PARAGRAPH = 20_000
RAISED = {sign: n for n, sign in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
LEAST_MARKS = 3
# "?—I have", "?--No"; and all of "2345. Have you worked in any other mill?--I have".
ANSWERED = re.compile(r"\?(?:[ ]?[—–]|[ ]?--)[ ]?\w")
NUMBERED_QUESTION = re.compile(r"[0-9]{1,5}\.\s[^?]{3,600}\?\s?(?:[—–]|--)\s?\w+")
# The least number of paragraphs that ask and answer, and their least share of all.
LEAST_ANSWERS, ANSWERS = 4, 0.3
LONGEST_SHOWN = 60


@cache
def _mark() -> re.Pattern[str]:
    """A mark of a note, glued to a word: `[3]`, `¹`, `(3)`.

    The pattern begins with the first sign, so the engine finds the few places of that sign fast.
    """
    return re.compile(
        r"""
        [\[(¹²³⁴-⁹] (?<= [^\W\d_.,;”"] . )
        (?: (?<=\[) (?P<a>[0-9]{1,3})\] | (?<=\() (?P<b>[0-9]{1,3})\) | (?<=[¹²³⁴-⁹]) )
        """,
        re.VERBOSE,
    )


def told(
    source: Source, tokens: Sequence[Token], profile: Profile, *, is_usual: bool = False
) -> list[Diagnostic]:
    """Diagnostics of shapes that the text has and its tokens lack, at the first of each kind.

    In a text of the usual layout, labels and marks are known; only long paragraphs are looked for.
    """
    if is_usual:
        return list(long_paragraphs(source, tokens))
    return [
        *long_paragraphs(source, tokens),
        *labels_left(source, tokens, profile),
        *marks_left(source, tokens),
        *answers_left(source, tokens),
    ]


def answers_left(source: Source, tokens: Sequence[Token]) -> Iterator[Diagnostic]:
    """Many paragraphs with a number ask something and, after a dash, answer it; nobody speaks."""
    if ANSWERED.search(source.text) is None:
        return
    if any(token.kind is TokenKind.SPEAKER for token in tokens):
        return
    found: list[re.Match[str]] = []
    count = 0
    for token in tokens:
        if token.kind in (TokenKind.PARAGRAPH, TokenKind.ITEM, TokenKind.SUBHEAD):
            count += 1
            match = NUMBERED_QUESTION.match(source.text, token.start, token.end)
            found += [match] if match else []
    if len(found) >= LEAST_ANSWERS and len(found) >= ANSWERS * count:
        words = " ".join(found[0][0].split())
        label = words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"
        yield diagnose("TK215", source.place(found[0].start()), label=label, count=len(found))


def long_paragraphs(source: Source, tokens: Sequence[Token]) -> Iterator[Diagnostic]:
    """A paragraph is as long as a chapter: the signs between its paragraphs were not seen."""
    for token in tokens:
        length = token.end - token.start
        if token.kind is TokenKind.PARAGRAPH and length > LONGEST_PARAGRAPH:
            yield diagnose("TK212", source.place(token.start), length=length)
            return


def labels_left(source: Source, tokens: Sequence[Token], profile: Profile) -> Iterator[Diagnostic]:
    """Some names recur with the same sign at the beginning of lines; none was read as a label."""
    from tei_kit.tokenizer.labels_left import find  # texts of the usual layout do not need it

    file = source.file or source
    for left in find(source, tokens, profile):
        yield diagnose("TK213", file.place(left.start), label=left.name, count=left.count)


def marks_left(source: Source, tokens: Sequence[Token]) -> Iterator[Diagnostic]:
    """Numbers that are printed as marks of notes go up, and the text has no note."""
    if any(token.kind is TokenKind.NOTE for token in tokens):
        return
    marks = list(_mark().finditer(source.text))
    numbers = [int(m["a"] or m["b"] or RAISED[m[0]]) for m in marks]
    rising = sum(b - a == 1 for a, b in pairwise(numbers))
    if len(marks) >= LEAST_MARKS and rising >= len(marks) // 2:
        place = source.place(marks[0].start())
        yield diagnose("TK214", place, mark=marks[0][0], count=len(marks))
