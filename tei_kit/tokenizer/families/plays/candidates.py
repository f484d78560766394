"""Candidates: words at the beginning of a row that may be a label, with the shape of each.

A row may begin with a label in several ways ("MRS. GREY." or "MRS."); each is a candidate. The
module `labels` decides by the text as a whole which candidates are labels.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions, names

LONGEST = 64  # characters of a name
SMALL_WORD = re.compile(r"[^\W_]+")
WORD = re.compile(r"[^\W_]+(?:[’'&-][^\W_]+)*['’]?")
# One word of a name.
NAME_PART = re.compile(r"(?:[^\W_](?:[^\W_]|[’'&/-](?=[^\W_]))*['’]?|&)")
MOST_SPACES = 5  # in a name between signs
IDEOGRAPHIC_SPACE = "\u3000"
BLANK = " \t\u00a0\u2002\u2003\u2009\u3000"
WIDE = re.compile(r"[ \u00a0]{2,}|[ ]*[\t\u2003\u3000]+")
# "ADA--Text", "ADA. — Text", "Ada - Text".
DASH = re.compile(r"[.,:]?[ ]?(?:--+|—+|–)(?=[ ]?\S|\Z)|\.?[ ]-(?=[ ]\S)")
BRACKET_CLOSES = directions.CLOSES
# A name in spaced letters; wider spaces part its words.
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
# Remarks of film scripts beside a name: "ADA (CONT'D)", "BEN (V.O.)", "BEN ^".
EXTENSION = re.compile(
    r"""
    (?: \s \^ | (?: \s* \( (?: CONT['’]?D | CONTINUED | CONTINUING | V\.[ ]?O | VO | O\.[ ]?S | OS
    | O\.[ ]?C | OC | OFF | OFFSCREEN | FILTERED ) \.? \) )+ (?: \s \^ )? )
    """,
    re.VERBOSE,
)


class Shape(NamedTuple):
    """The print of a label."""

    style: str  # capitals, title, number, spaced, or "sign" and the sign around the name
    separator: str  # stop, colon, dash, comma, sign, sign:, wide, direction, none
    alone: bool  # whether nothing but a direction follows on the row


@record
class Candidate:
    """A candidate for a label at the beginning of a row."""

    name: str
    shape: Shape
    name_end: int
    end: int  # the end of the label with its separator
    direction: int = -1  # the beginning of a direction between name and separator


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """The form in which names are compared: the words in lower case, with a space between them."""
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
        # No name ends before a space and another word, whatever its style.
        goes_on = at + 1 < end and text[at] == " " and text[at + 1].isalnum()
        style = "" if goes_on else style_of(text[start:at])
        if style:
            found = _ended(text, start, at, end, style)
            if found:
                result.append(found)
                if found.shape.separator in ("none", "wide", "dash", "colon", "direction"):
                    break
        elif not goes_on and not is_small:
            break
        following = _next_part(text, at, end)
        if following <= at:
            break
        if following < limit and text[following].islower():
            small = SMALL_WORD.match(text, following, end)
            if small is None or (small[0] not in names.small() and not is_after_article):
                break
        if goes_on and not is_small and not style_of(text[start:at]):
            break
        at = following
    return result


def _spaced(text: str, start: int, at: int, end: int) -> Candidate | None:
    """A candidate in spaced letters: "Л о п а х и н. Пришел поезд", "F a u s t  (leise):"."""
    found = _ended(text, start, at, end, SPACED)
    if found is None:
        return None
    words = BETWEEN_SPACED.split(text[start:at])
    name = " ".join("".join(word.split()) for word in words)
    return Candidate(name, found.shape, found.name_end, found.end, found.direction)


def _next_part(text: str, at: int, end: int) -> int:
    """The offset of the next word of a name; -1 where no word of it follows.

    One space stands before it, which may follow a stop or a comma, or a stop without a space.
    """
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
    """The style of a name: "capitals", "title" or "number"; "" for words that are no name."""
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
    if all(map(_is_mostly_capital, big)):
        return "capitals"
    if all(word[0].isupper() or word == "&" or word[0].isdigit() for word in words if word in big):
        return "title" if len(words) <= 6 else ""
    # "Der ältere"
    if words[0].casefold() in names.articles() and 1 < len(words) <= 3 and words[0][0].isupper():
        return "title" if name.endswith(words[-1]) and "." not in name else ""
    return ""


def _is_mostly_capital(word: str) -> bool:
    """Whether a word has many more capitals than small letters: "McDONALD", "L'EMPLOYé"."""
    if word[1:].islower():
        return False  # most words are like this, and need no counting
    return sum(map(str.isupper, word)) > 1.5 * sum(map(str.islower, word))


def _ended(text: str, start: int, at: int, end: int, style: str) -> Candidate | None:
    """The candidate whose name ends at `at`, by the signs after it; None without a separator."""
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
        if (
            at + 1 < end
            and text[at + 1] not in BLANK
            and text[at + 1] not in directions.OPENING + "_"
        ):
            return None
        return _separated(text, name, style, "stop", at, at + 1, end)
    if after in ":：" or (after in BLANK and text[at + 1 : at + 2] in ("：", ":")):
        stop = at + 1 if after in ":：" else at + 2
        return _separated(text, name, style, "colon", at, stop, end)
    wide = WIDE.match(text, at, end)
    if wide and (style == "capitals" or "\t" in wide[0] or len(wide[0]) > 2):
        stop = wide.end()
        if text[stop] not in directions.OPENING or IDEOGRAPHIC_SPACE in wide[0]:
            return Candidate(name, Shape(style, "wide", alone=False), at, at)
    return _directed(text, name, style, at, end)


def _separated(
    text: str, name: str, style: str, separator: str, at: int, stop: int, end: int
) -> Candidate:
    alone = directions.only(text, stop, end)
    return Candidate(name, Shape(style, separator, alone), at, stop)


def _dashed(text: str, name: str, style: str, at: int, stop: int, end: int) -> Candidate:
    """A candidate before a dash."""
    return Candidate(name, Shape(style, "dash", directions.only(text, stop, end)), at, stop)


def _directed(text: str, name: str, style: str, at: int, end: int) -> Candidate | None:
    """A candidate with a direction between name and separator; None without such a direction.

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
    """A candidate with a direction after a comma: "PERRICHON, _lisant_.--", "CHOR, die tanzen: ".

    Where the speech begins in the row below, the direction ends the row: "TOINETTE, entrant.".
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
    """A candidate between signs: "_Mag._", "=Regine= (leise).", "**Ada:**", "_Ada (rising)._".

    A name without a stop or a direction has to stand alone on its row: "_Ogre_".
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
    """A candidate whose name stands in brackets: "[Ada] Good evening."."""
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
    """A candidate between dashes, alone on its row: "- Ada -"."""
    match = BETWEEN_DASHES.fullmatch(text, start, min(end, start + LONGEST))
    if match is None or match.end() < end or match["name"].count(" ") > MOST_SPACES:
        return None
    if not match["name"][0].isupper() or match["name"][-1] in "!?,;":
        return None
    shape = Shape("sign" + match["sign"], "sign" if match["stop"] else "none", alone=True)
    return Candidate(match["name"], shape, match.end("name"), end)


def _bracket_in(text: str, start: int, end: int) -> int:
    """The offset of a bracket that opens after a name, before `end`; -1 without a bracket."""
    limit = min(end, start + LONGEST)
    found = [at for at in (text.find("(", start, limit), text.find("[", start, limit)) if at > 0]
    return min(found, default=-1) if found and min(found) > start + 1 else -1


def _signed_with_direction(
    text: str, start: int, bracket: int, end: int, sign: str
) -> Candidate | None:
    """A candidate with its direction between the same signs: "_Ada (rising)._".

    The direction may go on in the rows below.
    """
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
