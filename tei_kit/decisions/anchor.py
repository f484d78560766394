"""Anchor: finds the place of a decision's words in a text, and the words that identify a place.

White space does not matter: a decision finds its words after the lines are broken anew, and a
change in another part of the text does not move it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from tei_kit.decisions.decision import ALL, Decision
from tei_kit.record import record, replace

# Stands between the first and the last words of a long stretch.
BETWEEN = " … "
ELLIPSIS = "…"
# {…}, <…>, /…/: signs around words
_AROUND = re.compile(r"([^\w\s…])…([^\w\s…])")
BETWEEN_SIGNS = 400  # characters
# Of a stretch with more characters, only the first and the last words are kept.
LONG = 90
KEPT_WORDS = 5
# The most words on each side that an anchor keeps to tell a stretch from others like it.
CONTEXT = 12
# The words beside a stretch are looked for within so many characters.
REACH = 400
# A message names at most this many likely places.
LIKELY = 3
# A likely place has at least this ratio of similarity (difflib).
SIMILAR = 0.5
# Added to the ratio of a place with the same first word, which wins over an equal place.
ALIKE_BEGIN = 0.01
WORD = re.compile(r"\S+")


@record
class Stretch:
    """The characters `text[start:end]` of a source."""

    start: int
    end: int


def found(text: str, decision: Decision) -> list[Stretch]:
    """The places in a text that a decision can mean: usually one; none or several if it misfits.

    `before`, `after`, `nth` and `of` choose among several places. Places with the words as whole
    words win over places with the words inside longer words. In a decision about every place,
    `Chapter …` means the lines that begin with the word, `… Secretary` the lines that end with it,
    and `{…}` the stretches from sign to sign that have no blank line inside.
    """
    if decision.taken and decision.text == ALL:
        return [Stretch(0, len(text))] if text else []
    if decision.every and (shape := _line_shape(decision.text)) and decision.text not in text:
        lines = (Stretch(*match.span("line")) for match in shape.finditer(text))
        return _meant(text, lines, decision)
    return _meant(text, occurrences(text, decision.text), decision)


def _line_shape(words: str) -> re.Pattern[str] | None:
    """A pattern for the lines or stretches that words with an ellipsis mean; None for other words.

    Its group `line` is the stretch.
    """
    if signs := _AROUND.fullmatch(words):
        first, last = map(re.escape, signs.groups())
        other = rf"[^\n{first}{last}]|\n(?![^\S\n]*\n)"
        return re.compile(rf"(?P<line>{first}(?:{other}){{1,{BETWEEN_SIGNS}}}{last})")
    inner = words.removeprefix(ELLIPSIS + " ").removesuffix(" " + ELLIPSIS)
    given = r"[^\S\n]+".join(map(re.escape, inner.split()))
    if inner == words or not given or ELLIPSIS in inner:
        return None
    rest = rf"[^\n]{{0,{LONG}}}"
    if words.startswith(ELLIPSIS):
        line = rf"(?:\S{rest}\s)?(?<!\w){given}"
    else:
        line = rf"{given}(?!\w)(?:{rest}\S)?"
    return re.compile(rf"^[^\S\n]*(?P<line>{line})[^\S\n]*$", re.MULTILINE)


def _meant(text: str, places: Iterable[Stretch], decision: Decision) -> list[Stretch]:
    """Those of the places of a decision's words that the decision means."""
    chosen = [place for place in places if _is_beside(text, place, decision.before, decision.after)]
    if len(chosen) > 1 and not decision.every:
        chosen = [place for place in chosen if _is_of_whole_words(text, place)] or chosen
    if decision.nth:
        if decision.of and len(chosen) != decision.of:
            return []
        return chosen[decision.nth - 1 : decision.nth]
    return chosen


def occurrences(text: str, words: str) -> Iterator[Stretch]:
    """The places of words in a text, with any white space between the words.

    Words with ` … ` mean a stretch from the first words to the next last words, unless the text
    has the ellipsis itself.
    """
    first, between, last = words.partition(BETWEEN)
    pattern = _pattern(words)
    if pattern is None:
        return
    match = pattern.search(text)
    if match or not between:
        while match:  # places may overlap
            yield Stretch(match.start(), match.end())
            match = pattern.search(text, match.start() + 1)
        return
    begin, end = _pattern(first), _pattern(last)
    if begin is None or end is None:
        return
    closings = list(end.finditer(text))
    starts = [closing.start() for closing in closings]
    for match in begin.finditer(text):
        at = bisect_left(starts, match.end())
        if at == len(starts):
            return
        yield Stretch(match.start(), closings[at].end())


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.split()
    return re.compile(r"\s+".join(map(re.escape, parts))) if parts else None


def _is_beside(text: str, place: Stretch, before: str, after: str) -> bool:
    if before:
        wanted = _bare(before)
        if not _bare(text[max(0, place.start - REACH) : place.start]).endswith(wanted):
            return False
    if after:
        wanted = _bare(after)
        if not _bare(text[place.end : place.end + REACH]).startswith(wanted):
            return False
    return True


def _bare(words: str) -> str:
    return "".join(words.split())


def _is_of_whole_words(text: str, place: Stretch) -> bool:
    """Whether a stretch neither begins nor ends inside a word."""
    first, last = text[place.start], text[place.end - 1]
    before, after = text[max(0, place.start - 1) : place.start], text[place.end : place.end + 1]
    return not (first.isalnum() and before.isalnum()) and not (last.isalnum() and after.isalnum())


def anchored(text: str, start: int, end: int, decision: Decision) -> Decision:
    """The decision with the words that find `text[start:end]` and no other place.

    Words beside the stretch are added until it is the only place. If the neighbours of several
    places are equal too, the decision counts the places (`nth`, `of`).
    """
    stretch = text[start:end]
    start += len(stretch) - len(stretch.lstrip())
    end = start + len(stretch.strip())
    words = stretch.split()
    kept = " ".join(words)
    if len(kept) > LONG and len(words) > 2 * KEPT_WORDS:
        kept = BETWEEN.join((" ".join(words[:KEPT_WORDS]), " ".join(words[-KEPT_WORDS:])))
    wanted = Stretch(start, end)
    before = text[max(0, start - REACH) : start].split()
    after = text[end : end + REACH].split()
    decision = replace(decision, text=kept, before="", after="", nth=0, of=0)
    everywhere = list(occurrences(text, kept))
    for count in range(CONTEXT + 1):
        for side in ("", "after", "before", "both"):
            if (side == "") != (count == 0):
                continue
            tried = replace(
                decision,
                before=" ".join(before[-count:]) if side in ("before", "both") else "",
                after=" ".join(after[:count]) if side in ("after", "both") else "",
            )
            if _meant(text, everywhere, tried) == [wanted]:
                return tried
    places = _meant(text, everywhere, decision)
    if wanted in places:
        return replace(decision, nth=places.index(wanted) + 1, of=len(places))
    return replace(decision, text=" ".join(words))


def likely(text: str, decision: Decision) -> list[Stretch]:
    """The likely places of a decision that finds no place: at most LIKELY, the likeliest first."""
    exact = list(occurrences(text, decision.text))
    if exact:
        return exact[:LIKELY]
    begin = decision.text.partition(BETWEEN)[0] or decision.text
    wanted = [word.casefold() for word in begin.replace("…", " ").split()]
    if not wanted:
        return []
    matches = list(WORD.finditer(text))
    words = [match[0].casefold() for match in matches]
    known = set(wanted)
    scored: list[tuple[float, int]] = []
    for at, word in enumerate(words):
        if word in known:
            first = max(0, at - wanted.index(word))
            part = words[first : first + len(wanted)]
            same_begin = ALIKE_BEGIN if part[0] == wanted[0] else 0.0
            scored.append((SequenceMatcher(None, wanted, part).ratio() + same_begin, first))
    if not scored:
        close = " ".join(wanted)
        scored = [
            (SequenceMatcher(None, close, " ".join(words[at : at + len(wanted)])).ratio(), at)
            for at in range(min(len(words), MOST_WORDS))
        ]
    scored.sort(key=_by_score)
    places: list[Stretch] = []
    for score, at in scored:
        end = min(at + len(wanted), len(matches)) - 1
        place = Stretch(matches[at].start(), matches[end].end())
        if score >= SIMILAR and all(place.start != other.start for other in places):
            places.append(place)
        if len(places) == LIKELY:
            break
    return places


# Letters are compared at so many words of a text at most, for the comparison is slow.
MOST_WORDS = 20_000


def _by_score(score: tuple[float, int]) -> tuple[float, int]:
    return -score[0], score[1]
