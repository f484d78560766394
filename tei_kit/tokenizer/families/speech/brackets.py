"""Brackets: some hold directions (remarks on actions), others belong to a speech.

`(Beifall bei der SPD)`, `(Mr. Hale: No!)` and `(Laughter.)` are directions; `(SPD)`, `(Article 4)`
and `(1905)` are not. Brackets that stand alone in their paragraphs show which words begin
directions inside a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tei_kit.layout.blocks import Block
from tei_kit.record import record
from tei_kit.settings.language import alternatives, of_any
from tei_kit.tokenizer.families.small_words import articles
from tei_kit.tokenizer.families.speech import candidates
from tei_kit.tokenizer.families.speech.labels import Separator
from tei_kit.tokenizer.families.speech.words import known, small

LONGEST = 1500
BRACKETS = re.compile(
    r"""
    \( (?: [^()] | \( (?: [^()] | \( [^()]{0,200} \) ){0,400} \) ){0,1500} \)
    | \[ (?: [^\[\]] | \[ [^\[\]]{0,200} \] ){0,1500} \]
    | （ [^（）]{0,500} ） | 【 [^【】]{0,500} 】 | 〔 [^〔〕]{0,500} 〕
    | ［ [^［］]{0,500} ］
    """,
    re.VERBOSE,
)
# Signs that may stand after a direction in brackets and belong to it.
AFTER = re.compile(r"[.:;]+(?=\s|\Z)")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_ENDS = ".!?…:;—–-\"”»“’')]*，。！？）」』؟۔।"
INSIDE_ENDS = ".!?…"
OPENING = "([（【〔［"
WIDE = "（【〔［"  # brackets of Chinese and Japanese print
QUOTES = '«„“"‘‚'
# A word that begins brackets after sentences this often is a word of directions.
RECURRENCE = 3
LONGEST_REACTION = 80  # characters of a reaction without brackets
EARLY = 18  # characters before a word of reactions, in brackets inside a sentence
# A number, a reference, a year or an abbreviation in capitals: no direction.
NO_DIRECTION = re.compile(
    rf"""
    [\d\W_]+ | [A-ZÄÖÜ0-9/. -]{{1,12}} | (?i: n° | {alternatives(of_any("see"))} )\b.*
    """,
    re.VERBOSE | re.DOTALL,
)


@record
class Stretch:
    """A direction `text[start:end]`."""

    start: int
    end: int


class Directions:
    """Finds the directions of one text; it learns their words from the brackets in `blocks`."""

    def __init__(self, text: str, blocks: Iterable[Block]) -> None:
        self._text = text
        alone: Counter[str] = Counter()
        inside: Counter[str] = Counter()
        for block in blocks:
            for match in BRACKETS.finditer(text, block.start, block.end):
                word = _first_word(match[0])
                if not word:
                    continue
                is_alone = match.start() == block.start and match.end() >= block.end - 1
                if is_alone:
                    alone[word.casefold()] += 1
                elif word[0].isupper() and self._follows_sentence(match.start(), block.start):
                    inside[word.casefold()] += 1
        learned = {word for word in alone if len(word) > 2}
        learned |= {w for w, count in inside.items() if count >= RECURRENCE and len(w) > 3}
        self._learned = frozenset(learned)

    def of_block(self, start: int, end: int) -> Sequence[Stretch]:
        """The directions of the block `text[start:end]`; empty if it has other words as well."""
        text = self._text
        found: list[Stretch] = []
        at = start
        while at < end:
            match = BRACKETS.match(text, at, end)
            if match is None:
                return []
            after = AFTER.match(text, match.end(), end)
            stop = after.end() if after else match.end()
            found.append(Stretch(at, stop))
            at = stop
            while at < end and text[at].isspace():
                at += 1
        if len(found) == 1 and not any(c.isalpha() for c in text[start:end]):
            return []
        return found

    def is_reaction(self, words: str) -> bool:
        """Whether a short paragraph without brackets is a reaction, such as applause."""
        first = _first_word(words)
        if not first or len(words) > LONGEST_REACTION or not words[0].isupper():
            return False
        if words[-1] == "—":  # "Members interjecting—"
            return words[:-1].rpartition(" ")[2].casefold() in known().reactions
        if words[-1] != ".":
            return False
        if first.casefold() not in known().reactions or any(c in words[:-1] for c in ".,;:!?"):
            return False
        rest = words.rstrip(".").split()[1:]
        return not rest or (rest[0] in small() and rest[0].casefold() not in articles() | {"is"})

    def inside(self, start: int, end: int) -> Sequence[Stretch]:
        """The directions in brackets inside the block `text[start:end]` of running text."""
        text = self._text
        if all(text.find(sign, start, end) < 0 for sign in OPENING):
            return []
        found: list[Stretch] = []
        for match in BRACKETS.finditer(text, start, end):
            if match.end() - match.start() > LONGEST:
                continue
            ended = self._follows_sentence(match.start(), start)
            leads = match[0][0] in WIDE and not text[start : match.start()].strip()
            if leads or self._is_direction(match[0][1:-1].strip(), ended=ended):
                after = AFTER.match(text, match.end(), end) if ended else None
                found.append(Stretch(match.start(), after.end() if after else match.end()))
        return found

    def _follows_sentence(self, at: int, start: int) -> bool:
        """Whether a sentence ends before a place, or the block (at `start`) begins there."""
        before = self._text[start:at].rstrip()
        return not before or before[-1] in SENTENCE_ENDS

    def _is_direction(self, words: str, *, ended: bool) -> bool:
        if (len(words) < 3 and words not in known().reactions) or NO_DIRECTION.fullmatch(words):
            return False
        first = _first_word(words)
        if not first:
            return False
        told = known().reactions.find(words)
        if told >= 0 and (ended or told <= EARLY or len(words) < 40):
            return True
        named = candidates.read_words(words)
        if named is not None and named.name and not named.has_function:
            return False  # "(Mr. Hale)"
        if first.casefold() in self._learned and (ended or first[0].isupper()):
            return True
        if ":" in words and self._is_said_by(words):
            return True
        begins = words[0].isupper() or words[0] in QUOTES
        if not begins or words[-1] not in INSIDE_ENDS or " " not in words:
            return False
        return ended or (first.casefold() in known().titles or _is_function(first))

    def _is_said_by(self, words: str) -> bool:
        """Whether the brackets hold a label and the words of a speaker."""
        for label in candidates.read(words, 0, len(words)):
            if label.separator is Separator.COLON and label.end < len(words):
                return label.is_strong or len(label.name) >= 2
        head = words.partition(":")[0]
        return len(head) < 120 and head[:1].isupper() and words.rstrip()[-1] in "!?."


def _is_function(word: str) -> bool:
    return word.casefold() in known().functions


def _first_word(words: str) -> str:
    match = WORD.search(words)
    return match[0] if match and match.start() <= 3 else ""
