"""Labels of speakers: which shapes recur in a play, with which names.

A row may begin with a label in several ways ("MRS. GREY." or "MRS."); each is a candidate with
its shape. A shape is established when several names recur with it; then what has the shape counts
even if it stands once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions, headings, names
from tei_kit.tokenizer.families.rows import Row

LONGEST = 64  # of a name
RECURRENCE = 2
# The words of a name between signs, without a stop, that neither recurs nor is in the cast, are
# fewer than this.
UNMARKED_WORDS = 3
# The words of a name between signs of which some are small: `_L. Pisonis uxor._`.
SMALL_WORDS = 4
# The words of a name alone on its row, before a direction.
LONGEST_ALONE = 4
BLANK_BEFORE = 0.9  # the share of the labels with a blank line before them
SHORT = 16  # of a name that does not recur, in small letters before a stop
# How many times names that recur must do so together, and how many of them there must be.
LEAST_MASS = 4
LEAST_NAMES = 2
SMALL_WORD = re.compile(r"[^\W_]+")
# The share of the stretches between blank lines that begin with labels where labels do so.
BEGUN = 0.2
# How many rows without a blank line before them are looked at, and how many labels they may
# have for each label with one.
SAMPLE, INSIDE = 300, 0.12
WORD = re.compile(r"[^\W_]+(?:[’'&-][^\W_]+)*['’]?")
# The words of a name, up to its separator.
NAME_PART = re.compile(r"(?:[^\W_](?:[^\W_]|[’'&/-](?=[^\W_]))*['’]?|&)")
MOST_SPACES = 5  # in a name between signs
BLANK = " \t\u00a0\u2002\u2003\u2009\u3000"
WIDE = re.compile(r"[ \u00a0]{2,}|[ ]*[\t\u2003\u3000]+")
DASH = re.compile(r"[.,:]?[ ]?(?:--+|—+|–)(?=[ ]?\S|\Z)")
BRACKET_CLOSES = {"(": ")", "[": "]"}
# A name in spaced letters; its words are parted by wider spaces.
SPACED_NAME = re.compile(
    r"""
    [^\W\d_] (?: [ \u00a0] [^\W\d_] ){2,}
    (?: [ \u00a0]{2,3} [^\W\d_] (?: [ \u00a0] [^\W\d_] )+ )* (?![^\W\d_])
    """,
    re.VERBOSE,
)
BETWEEN_SPACED = re.compile(r"[ \u00a0]{2,}")
SPACED = "spaced"  # the style of such names
SIGNS = "_=*"
COMMA = "comma"  # the separator of a label whose direction ends its row: "ADA, rising."
DASHES = "-–—~"
# A name between dashes, alone on its row: "- Ada -", "-- The Maid. --".
BETWEEN_DASHES = re.compile(
    r"(?P<sign>[-–—~])(?P=sign)?[ ]?(?P<name>[^\W\d_][^\n]*?)(?P<stop>[.:])?[ ]?(?P=sign){1,2}"
)


# What scripts of films say beside a name: "ADA (CONT'D)", "BEN (V.O.)".
EXTENSION = re.compile(
    r"""
    (?: \s* \( (?: CONT['’]?D | CONTINUED | CONTINUING | V\.[ ]?O | VO | O\.[ ]?S | OS
    | O\.[ ]?C | OC | OFF | OFFSCREEN | FILTERED ) \.? \) )+
    """,
    re.VERBOSE,
)


class Shape(NamedTuple):
    """How a label is printed."""

    style: str  # capitals, title, sign, number
    separator: str  # stop, colon, dash, sign, wide, direction, none
    alone: bool  # whether nothing but a direction follows on the row


@record
class Candidate:
    """A candidate for a label at the beginning of a row."""

    name: str
    shape: Shape
    name_end: int
    end: int  # where the label ends with its separator
    direction: int = -1  # where a direction begins that stands between name and separator


@record
class Labels:
    """The labels of a play: its shapes, its names with how often each is said."""

    best: Shape
    shapes: frozenset[Shape]
    names: Mapping[str, int]
    alone: frozenset[str]  # the styles in which labels stand on rows of their own
    blank: float  # the share of the labels that have a blank line before them
    count: int  # how many labels of established shapes there are
    listed: frozenset[str] = frozenset()  # the words of the cast
    is_rule: bool = False  # whether nearly every stretch between blank lines begins with one
    others: frozenset[str] = frozenset()  # `First Witch`, beside labels in capitals

    def known(self, name: str) -> bool:
        """Whether a name recurs, or each of several names: `Jack and Algernon`."""
        key = key_of(name)
        if self.names.get(key, 0) >= RECURRENCE:
            return True
        words = key.split()
        joined = [at for at, word in enumerate(words) if at and word in names.conjunctions()]
        if len(joined) != 1:
            return False
        pair = (" ".join(words[: joined[0]]), " ".join(words[joined[0] + 1 :]))
        return all(self.names.get(each, 0) >= RECURRENCE for each in pair)

    def chosen(
        self, candidates: Sequence[Candidate], *, begins: bool, is_over: bool = False
    ) -> Candidate | None:
        """The label of a row among its candidates.

        `begins` says that it may begin a block, and `is_over` that the block goes on in the row
        below.
        """
        best: Candidate | None = None
        for found in candidates:
            if self._is_set_off(found) or directions.is_word(found.name):
                continue
            if found.shape.separator == "colon" and headings.is_note(found.name):
                continue
            is_known = self.known(found.name)
            if self._is_other(found):
                first = key_of(found.name).partition(" ")[0]
                is_counted = first in names.ordinals()
                taken = begins and (is_over or is_counted or not self.best.alone)
            elif found.shape.separator == COMMA:
                taken = begins and is_known and self._is_over(found)
            elif self._has_shape(found, is_over=is_over):
                taken = is_known or (begins and self._is_like(found, is_over=is_over))
            else:
                taken = begins and is_known and self._fits(found)
            if not taken:
                continue
            if best is None or self._is_better(found, best):
                best = found
        return best

    def _is_over(self, found: Candidate) -> bool:
        """Whether labels stand over what is said, printed as a candidate is."""
        style = found.shape.style
        return any(shape.alone and shape.style == style for shape in self.shapes)

    def _is_other(self, found: Candidate) -> bool:
        """Whether a name in small letters is a label that is printed as those in capitals are."""
        is_so = found.shape == self.best._replace(style="title") and found.direction < 0
        return is_so and key_of(found.name) in self.others

    def _is_set_off(self, found: Candidate) -> bool:
        """Whether a name between signs is a direction, as it stands alone and labels do not."""
        shape = found.shape
        is_alone = shape.style.startswith("sign") and shape.alone and not self.best.alone
        return is_alone and found.direction < 0 and not style_of(found.name)

    def _has_shape(self, found: Candidate, *, is_over: bool) -> bool:
        """Whether labels have the shape of a candidate; its direction may go on in other rows."""
        if found.shape in self.shapes or found.direction < 0:
            return found.shape in self.shapes
        if found.shape.style.startswith("sign"):
            return found.shape._replace(alone=not found.shape.alone) in self.shapes
        # "THE CROWD [shouting at him]" over what they say: the direction fills the row by chance.
        if is_over and found.shape.alone and found.shape._replace(alone=False) in self.shapes:
            return True
        # "A MAN (sitting down, with a bottle of wine and some bread in his\nhands):"
        is_open = found.end == found.name_end and found.shape.style == "capitals"
        return is_open and self.best.style == "capitals"

    def _is_like(self, found: Candidate, *, is_over: bool) -> bool:
        """Whether a name that does not recur may be one: in capitals, or as names are."""
        if found.shape.style == "title":
            if found.shape.separator == "stop":
                words = key_of(found.name).split()
                if all(word in self.listed for word in words):
                    return True
                is_alone = found.shape.alone and self.best.alone
                if is_alone and len(words) <= LONGEST_ALONE and (found.direction >= 0 or is_over):
                    return True  # "Ada (rising)." on a row of its own, or "Ada." over what she says
                return self.is_rule and self.is_alike(found)
            return len(found.name.split()) <= 5
        if found.shape.style == "capitals":
            letters = sum(map(str.isalpha, found.name))
            return letters > 1 or found.name.isdigit()
        if found.shape.style.startswith("sign"):
            return self._is_named(found)
        return True

    def is_alike(self, found: Candidate) -> bool:
        """Whether a candidate has a short name, and the shape of labels."""
        is_short = len(found.name) <= SHORT and found.name.count(" ") < 2
        return is_short and found.shape in self.shapes

    def _is_named(self, found: Candidate) -> bool:
        """Whether a name between signs that does not recur may be one: `_The Old Man._`.

        Headings and directions stand between signs, too; so a name without a stop is short.
        """
        if directions.is_word(found.name):
            return False
        if not style_of(found.name):
            is_alone = found.shape.alone and found.direction < 0
            return not is_alone and found.name.count(" ") < SMALL_WORDS
        if found.shape.separator == "none":
            words = key_of(found.name).split()
            return all(word in self.listed for word in words) or len(words) < UNMARKED_WORDS
        return True

    def _fits(self, found: Candidate) -> bool:
        """Whether a known name with another separator is the same label."""
        if all(shape.style != found.shape.style for shape in self.shapes):
            return False
        return found.shape.separator not in ("none", "wide") or found.shape.style == "capitals"

    def _is_better(self, found: Candidate, best: Candidate) -> bool:
        """Whether a longer candidate is the label: it recurs, or the shorter is only a title."""
        if self.known(found.name):
            return best.shape.separator != "dash" or found.shape.separator != "dash"
        words = best.name.split()
        return not self.known(best.name) or (
            words[-1].casefold().strip(".") in names.ABBREVIATED_TITLES
            and found.shape.style == best.shape.style
        )


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """A name as it is compared: its words in lower case."""
    return " ".join(WORD.findall(name.casefold()))


def candidates(text: str, start: int, end: int) -> list[Candidate]:
    """Candidates for a label at the beginning of `text[start:end]`, the shortest first."""
    first = text[start]
    if first in SIGNS:
        found = _signed(text, start, end)
        return [found] if found else []
    if first == "[":
        found = _in_brackets(text, start, end)
        return [found] if found else []
    if first in DASHES:
        found = _between_dashes(text, start, end)
        return [found] if found else []
    if not (first.isupper() or first.isdigit() or (first.isalpha() and not first.islower())):
        return []
    spaced = SPACED_NAME.match(text, start, end)
    if spaced:
        found = _spaced(text, start, spaced.end(), end)
        return [found] if found else []
    result: list[Candidate] = []
    at = start
    limit = min(end, start + LONGEST)
    space = text.find(" ", start, start + 5)
    is_after_article = space > 0 and text[start:space].casefold() in names.articles()
    while at < limit:
        part = NAME_PART.match(text, at, end)
        if part is None:
            break
        at = part.end()
        word = part[0]
        is_small = word.islower() or word[0].isdigit()  # "1ST LORD"
        # Before a space and a word no name ends, whatever its style.
        goes_on = at + 1 < end and text[at] == " " and text[at + 1].isalnum()
        style = "" if goes_on and is_small else style_of(text[start:at])
        if style and not goes_on:
            found = _ended(text, start, at, end, style)
            if found:
                result.append(found)
                if found.shape.separator in ("none", "wide", "dash", "colon", "direction"):
                    break
        elif not style and not is_small:
            break
        following = _next_part(text, at, end)
        if following <= at:
            break
        if following < limit and text[following].islower():
            small = SMALL_WORD.match(text, following, end)
            if small is None or (small[0] not in names.small() and not is_after_article):
                break
        at = following
    return result


def _spaced(text: str, start: int, at: int, end: int) -> Candidate | None:
    """A label in spaced letters: "Л о п а х и н. Пришел поезд", "F a u s t  (leise):"."""
    found = _ended(text, start, at, end, SPACED)
    if found is None:
        return None
    words = BETWEEN_SPACED.split(text[start:at])
    name = " ".join("".join(word.split()) for word in words)
    return Candidate(name, found.shape, found.name_end, found.end, found.direction)


def _next_part(text: str, at: int, end: int) -> int:
    """Where the next word of a name begins: past a space, a stop or a comma and a space."""
    if at < end and text[at] in ".,":
        at += 1
    spaces = at
    while spaces < end and text[spaces] in BLANK:
        spaces += 1
    if spaces > at and spaces - at < 2:
        return spaces
    return spaces if text[at - 1] == "." and spaces < end and spaces == at else -1


@lru_cache(maxsize=8192)
def style_of(name: str) -> str:
    """How a name is printed: capitals, title, number; "" when it is no name."""
    if name.isupper() and not name[0].isdigit():
        return "capitals"
    words = NAME_PART.findall(name)
    if not words:
        return ""
    if all(word.isdigit() for word in words):
        return "number" if len(name) <= 3 and len(words) == 1 else ""
    big = [word for word in words if word not in names.small() and not word[0].isdigit()]
    if not big or (words[0] in names.small() and words[0].islower()):
        return ""
    letters = "".join(big)
    small = sum(c.islower() for c in letters)
    if small == 0:
        return "capitals" if any(c.isupper() or c.isalpha() for c in letters) else ""
    # "McDONALD", "L'EMPLOYé"
    if all(sum(map(str.isupper, word)) > 1.5 * sum(map(str.islower, word)) for word in big):
        return "capitals"
    if all(word[0].isupper() or word == "&" or word[0].isdigit() for word in words if word in big):
        return "title" if len(words) <= 6 else ""
    # "Der ältere"
    if words[0].casefold() in names.articles() and 1 < len(words) <= 3 and words[0][0].isupper():
        return "title" if name.endswith(words[-1]) and "." not in name else ""
    return ""


def _ended(text: str, start: int, at: int, end: int, style: str) -> Candidate | None:
    """The candidate whose name ends at a place, by what follows it."""
    name = text[start:at]
    extension = EXTENSION.match(text, at, end) if style == "capitals" else None
    if extension:
        at = extension.end()
    if at >= end:
        return Candidate(name, Shape(style, "none", alone=True), at, at)
    after = text[at]
    dash = DASH.match(text, at, end)
    if dash and style != "number":
        stop = dash.end()
        return _dashed(text, name, style, at, stop, end)
    if after == ".":
        if at + 1 < end and text[at + 1] not in BLANK and text[at + 1] not in "([_":
            return None
        return _separated(text, name, style, "stop", at, at + 1, end)
    if after in ":：" or (after in BLANK and text[at + 1 : at + 2] in ("：", ":")):
        stop = at + 1 if after in ":：" else at + 2
        return _separated(text, name, style, "colon", at, stop, end)
    wide = WIDE.match(text, at, end)
    if wide and (style == "capitals" or "\t" in wide[0] or len(wide[0]) > 2):
        stop = wide.end()
        if text[stop] not in "([":
            return Candidate(name, Shape(style, "wide", alone=False), at, at)
    return _directed(text, name, style, at, end)


def _separated(
    text: str, name: str, style: str, separator: str, at: int, stop: int, end: int
) -> Candidate:
    alone = directions.only(text, stop, end)
    return Candidate(name, Shape(style, separator, alone), at, stop)


def _dashed(text: str, name: str, style: str, at: int, stop: int, end: int) -> Candidate:
    """A label before a dash; a direction between two dashes belongs to it."""
    return Candidate(name, Shape(style, "dash", directions.only(text, stop, end)), at, stop)


def _directed(text: str, name: str, style: str, at: int, end: int) -> Candidate | None:
    """A label with a direction between its name and its separator, if it has one.

    "ADA (rising). Text", "ADA [rising] -- text", "ADA, rising.--Text", "ADA (rising)".
    """
    begin = at
    if text[begin] == ",":
        return _after_comma(text, name, style, at, end)
    while begin < end and text[begin] in BLANK:
        begin += 1
    if begin == end or text[begin] not in BRACKET_CLOSES:
        return None
    close = directions.close_of(text, begin, end)
    if close < 0:
        # The bracket goes on in the rows that follow, or never closes.
        return Candidate(name, Shape(style, "none", alone=True), at, at, begin)
    stop = close
    separator = "none"
    dash = DASH.match(text, close, end)
    if dash:
        separator, stop = "dash", dash.end()
    elif close < end and text[close] in ".:":
        separator, stop = ("stop" if text[close] == "." else "colon"), close + 1
    alone = stop >= end
    if separator == "none" and not alone and style != "capitals":
        separator = "direction"
    return Candidate(name, Shape(style, separator, alone), at, stop, begin)


def _after_comma(text: str, name: str, style: str, at: int, end: int) -> Candidate | None:
    """A label with a direction after a comma: "PERRICHON, _lisant_.--", "CHOR, die tanzen: ".

    Over what is said the direction ends the row: "TOINETTE, entrant.".
    """
    begin = at + 1
    while begin < end and text[begin] in BLANK:
        begin += 1
    if begin >= end or not (text[begin].islower() or text[begin] in "_(["):
        return None
    limit = min(end, begin + 120)
    dash = text.find("--", begin, limit)
    if dash < 0:
        dash = text.find("—", begin, limit)
    if dash > 0 and text[dash - 1] in "._)] ":
        stop = dash + (2 if text[dash] == "-" else 1)
        return Candidate(name, Shape(style, "dash", stop >= end), at, stop, begin)
    colon = text.find(":", begin, limit)
    if colon > 0 and not any(c in text[begin:colon] for c in ".!?"):
        return Candidate(name, Shape(style, "colon", colon + 1 >= end), at, colon + 1, begin)
    is_whole = limit == end and not any(c in text[begin : end - 1] for c in ".!?")
    if style == "capitals" and is_whole and text[end - 1] not in "!?":
        return Candidate(name, Shape(style, COMMA, alone=True), at, end, begin)
    return None


def _signed(text: str, start: int, end: int) -> Candidate | None:
    """A label between signs: "_Mag._", "=Regine= (leise).", "**Ada:**", "_Ada (rising)._".

    One without a stop or a direction stands alone on its row: "_Ogre_".
    """
    width = 2 if text[start + 1 : start + 2] == text[start] else 1
    sign = text[start : start + width]
    close = text.find(sign, start + width, min(end, start + LONGEST))
    bracket = _bracket_in(text, start + width, close if close > 0 else end)
    if bracket > 0:
        return _signed_with_direction(text, start, bracket, end, sign)
    if close < 0:
        return None
    name = text[start + width : close].rstrip(".: ")
    if not name or not (name[0].isupper() or name[0].isdigit()) or name.count(" ") > MOST_SPACES:
        return None
    stop = close + width
    has_stop = text[close - 1] in ".:"
    if stop < end and text[stop] in ".:":
        has_stop = True
        stop += 1
    name_end = start + width + len(name)
    begin = stop
    while begin < end and text[begin] in BLANK:
        begin += 1
    separator = ("sign:" if ":" in text[close - 1 : stop] else "sign") if has_stop else "none"
    shape = Shape("sign" + sign, separator, directions.only(text, stop, end))
    if has_stop or begin >= end:
        return Candidate(name, shape, name_end, stop)
    if text[begin] in BRACKET_CLOSES:
        close = directions.close_of(text, begin, end)
        if close < 0:
            return Candidate(name, Shape(shape.style, "sign", alone=True), name_end, stop, begin)
        if close < end and text[close] in ".:":
            close += 1
        return Candidate(name, Shape(shape.style, "sign", close >= end), name_end, close, begin)
    return None


def _in_brackets(text: str, start: int, end: int) -> Candidate | None:
    """A label in brackets of its own: "[Ada] Good evening."."""
    close = text.find("]", start, min(end, start + LONGEST))
    name = text[start + 1 : close]
    if close < 0 or name.count(" ") > MOST_SPACES or not style_of(name) or directions.is_word(name):
        return None
    stop = close + 1
    if stop < end and text[stop] in ".:":
        stop += 1
    shape = Shape("sign[", "sign", directions.only(text, stop, end))
    return Candidate(name, shape, close, stop)


def _between_dashes(text: str, start: int, end: int) -> Candidate | None:
    """A label between dashes, alone on its row: "- Ada -"."""
    match = BETWEEN_DASHES.fullmatch(text, start, min(end, start + LONGEST))
    if match is None or match.end() < end or match["name"].count(" ") > MOST_SPACES:
        return None
    if not match["name"][0].isupper() or match["name"][-1] in "!?,;":
        return None
    shape = Shape("sign" + match["sign"], "sign" if match["stop"] else "none", alone=True)
    return Candidate(match["name"], shape, match.end("name"), end)


def _bracket_in(text: str, start: int, end: int) -> int:
    """Where a bracket opens, after a name, before the sign that closes a label; -1 for none."""
    limit = min(end, start + LONGEST)
    found = [at for at in (text.find("(", start, limit), text.find("[", start, limit)) if at > 0]
    return min(found, default=-1) if found and min(found) > start + 1 else -1


def _signed_with_direction(
    text: str, start: int, bracket: int, end: int, sign: str
) -> Candidate | None:
    """A label with a direction between the same signs: "_Ada (rising)._"; it may go on below."""
    name = text[start + len(sign) : bracket].rstrip(" ,")
    if not name or not name[0].isupper() or name.count(" ") > MOST_SPACES or sign in name:
        return None
    name_end = start + len(sign) + len(name)
    style = "sign" + sign
    stop = directions.close_of(text, bracket, end)
    if stop < 0:
        return Candidate(name, Shape(style, "sign", alone=True), name_end, name_end, bracket)
    while stop < end and text[stop] in ".:":
        stop += 1
    if not text.startswith(sign, stop):
        return None
    stop += len(sign)
    if stop < end and text[stop] in ".:":
        stop += 1
    shape = Shape(style, "sign", directions.only(text, stop, end))
    return Candidate(name, shape, name_end, stop, bracket)


@record
class _Seen:
    """A candidate where it stands."""

    candidate: Candidate
    begins: bool


def _ends_as(shape: Shape, given: str) -> bool:
    """Whether a label of a shape ends as somebody said."""
    if given in ("line", "alone"):
        return shape.alone
    if given == "marked":
        return shape.style.startswith("sign")
    return shape.separator == {"tab": "wide"}.get(given, given)


class Rows:
    """The rows of a text, with the candidates of each, which are looked for once.

    Where somebody said how labels end (`given`, an answer of the question `labels` of layout),
    there are no other candidates.
    """

    def __init__(self, text: str, rows: Sequence[Row], given: str = "") -> None:
        self._text = text
        self._given = given
        self.rows = rows
        self._found: dict[int, list[Candidate]] = {}

    def ends_with_stop(self, at: int) -> bool:
        """Whether the row of an index ends with a full stop."""
        return self._text[self.rows[at].end - 1] == "."

    def candidates(self, at: int) -> list[Candidate]:
        """Candidates for a label at the beginning of the row of an index."""
        found = self._found.get(at)
        if found is None:
            row = self.rows[at]
            found = candidates(self._text, row.start, row.end)
            if self._given:
                found = [each for each in found if _ends_as(each.shape, self._given)]
            self._found[at] = found
        return found


def find(
    among: Rows, skipped: frozenset[int] = frozenset(), listed: frozenset[str] = frozenset()
) -> Labels | None:
    """The labels of a text, by what recurs at the beginning of its rows; None without any.

    `listed` are the words of the names in the cast, which names them once more.
    """
    rows = among.rows
    first = [at for at, row in enumerate(rows) if (row.blanks or not at) and at not in skipped]
    found = _find(among, first, listed)
    if found is not None and found.count >= BEGUN * len(first):
        others = [at for at in range(len(rows)) if not rows[at].blanks and at not in skipped]
        sample = others[:: max(1, len(others) // SAMPLE)]
        inside = sum(_stands_in(found, among.candidates(at)) for at in sample)
        if inside * len(others) < INSIDE * found.count * len(sample):
            return found
    # Labels stand in rows without blank lines between them, or nowhere.
    return _find(among, [at for at in range(len(rows)) if at not in skipped], listed)


def _stands_in(labels: Labels, found: Sequence[Candidate]) -> bool:
    """Whether a row begins with a label that recurs, in an established shape."""
    return any(each.shape in labels.shapes and labels.known(each.name) for each in found)


def _find(among: Rows, places: Sequence[int], listed: frozenset[str]) -> Labels | None:
    """The labels of a text by what recurs at the beginning of some of its rows."""
    seen: list[_Seen] = []
    shapes: dict[Shape, Counter[str]] = {}
    for at in places:
        begins = among.rows[at].blanks > 0 or at == 0
        found = among.candidates(at)
        for each in found:
            if directions.is_word(each.name) or each.shape.separator == COMMA:
                continue
            seen.append(_Seen(each, begins))
            shapes.setdefault(each.shape, Counter())[key_of(each.name)] += 1
    if listed:
        for counts in shapes.values():
            counts.update([name for name in counts if listed.issuperset(name.split())])
    mass = {shape: _mass(counts) for shape, counts in shapes.items()}
    named = [shape for shape in mass if shape.style != "number" and shape.separator != "direction"]
    if not named:
        return None
    best = max(named, key=lambda shape: (mass[shape], shape.style == "capitals"))
    together: Counter[str] = Counter()
    for shape, counts in shapes.items():
        if (shape.style, shape.separator) == (best.style, best.separator):
            together.update(counts)
    if _mass(together) < LEAST_MASS or len(_recurring(together)) < LEAST_NAMES:
        return None
    return _labels(seen, shapes, mass, best, listed)


def _mass(counts: Counter[str]) -> int:
    return sum(_recurring(counts).values())


def _recurring(counts: Counter[str]) -> dict[str, int]:
    return {name: n for name, n in counts.items() if n >= RECURRENCE}


def _labels(
    seen: Sequence[_Seen],
    shapes: Mapping[Shape, Counter[str]],
    mass: Mapping[Shape, int],
    best: Shape,
    listed: frozenset[str],
) -> Labels:
    """The labels, given the shape with the most names that recur, and those related to it."""
    names = dict(shapes[best])
    taken = {best}
    alike = [s for s in shapes if (s.style, s.separator) == (best.style, best.separator)]
    known = _recurring(sum((shapes[shape] for shape in alike), Counter()))
    for shape, counts in sorted(shapes.items(), key=lambda item: -mass[item[0]]):
        if shape == best or sum(counts.values()) < 1:
            continue
        total = sum(counts.values())
        if shape.style != best.style and shape.separator in ("none", "wide"):
            continue
        if shape.separator == "direction":
            continue  # taken where the name is known
        if shape.style == "number" and (shape.separator, shape.alone) == (
            best.separator,
            best.alone,
        ):
            if mass[shape] >= LEAST_MASS:
                taken.add(shape)
                names.update(counts)
            continue
        shared = sum(n for name, n in counts.items() if name in known)
        is_same = shape.style == best.style and shape.separator == best.separator
        is_like = shape.style == best.style and mass[shape] >= 0.15 * mass[best]
        if (
            shared >= 0.5 * total
            or (is_same and shared >= 0.2 * total)
            or (is_like and shared >= 0.2 * total)
        ):
            taken.add(shape)
            for name, n in counts.items():
                names[name] = names.get(name, 0) + n
    ours = [each for each in seen if each.candidate.shape in taken]
    sure = [e for e in ours if names.get(key_of(e.candidate.name), 0) >= RECURRENCE]
    blank = sum(each.begins for each in sure) / max(1, len(sure))
    alone = frozenset(shape.style for shape in taken if shape.alone)
    others = _others(seen, best, shapes) if blank >= BLANK_BEFORE else frozenset[str]()
    for name in others:
        names[name] = max(RECURRENCE, shapes[best._replace(style="title")][name])
    return Labels(best, frozenset(taken), names, alone, blank, len(sure), listed, others=others)


def _others(
    seen: Sequence[_Seen], best: Shape, shapes: Mapping[Shape, Counter[str]]
) -> frozenset[str]:
    """Names in small letters that stand as those in capitals do, after blank lines.

    They recur, or begin with an ordinal: `First Witch`, `Servant`.
    """
    shape = best._replace(style="title")
    if best.style != "capitals" or best.separator not in ("none", "wide") or shape not in shapes:
        return frozenset()
    begun = Counter(
        key_of(each.candidate.name)
        for each in seen
        if each.begins and each.candidate.shape == shape and each.candidate.direction < 0
    )
    return frozenset(
        name
        for name, count in begun.items()
        if count == shapes[shape][name]
        and name.count(" ") < UNMARKED_WORDS
        and (count >= RECURRENCE or name.partition(" ")[0] in names.ordinals())
    )
