"""The walk over the words at the beginning of a block, which finds the possible ends of a label."""

from __future__ import annotations

import re

from tei_kit.tokenizer.families.small_words import articles
from tei_kit.tokenizer.families.speech.heads import (
    JOINERS,
    LONGEST_PERSON,
    head_of,
    is_small,
    kind_of,
)
from tei_kit.tokenizer.families.speech.labels import ALONE, NUMBERING, Label, Separator
from tei_kit.tokenizer.families.speech.stamps import after as after_stamp
from tei_kit.tokenizer.families.speech.words import abbreviations, known, months, small

LONGEST = 240  # characters of a label with its function
LONGEST_NAME = 120  # characters of a label before its comma
MOST_WORDS = 20
MOST_LOOSE = 3  # unknown words in lower case
LONGEST_DATE = 4  # words of a date after a comma
# Words of a role after a comma, before a stop and a dash: ", on behalf of the Group. –".
LONGEST_ROLE = 12
# A word, with the stop of an initial or an abbreviation inside it: "Jean-Luc", "O’Neill", "D.C.".
WORD = re.compile(r"[^\W\d_](?:[\w'’ʼ&/\"\u00ad]|-(?!-)|\.(?=\w|-\w))*")
DIGITS = re.compile(r"[0-9]{1,3}(?=[\s:.])")
# The age of a person, after a comma: "Ada Vale, 34, teacher:", "Ada Vale, 34 ans :".
AGE = re.compile(r"(?:[4-9]|[1-9][0-9]|10[0-9])(?=[ ,:])")
AGED = re.compile(r"(?:[4-9]|[1-9][0-9]|10[0-9])(?:\Z|,|[ ][^\W\d_]{1,6}(?:,|\Z))")
BRACKETS = re.compile(r"\((?:[^()\n]|\n(?!\n)|\([^()\n]{0,60}\)){0,120}\)|\[[^\[\]\n]{0,80}\]")
DASHES = ("--", "—", "–", "―", "−")
COLONS = ":："
TIGHT = (".", "…", '"', "“")  # signs that may follow a colon at once: "Ada:...and then"
GAP = re.compile(r"[ \u00a0]{0,2}\t[ \t]*|[ \u00a0]{3,}|[\u2003\u3000]+")
NARROW = re.compile("  ")
LATIN = "\u024f"  # the last letter of the Latin blocks
INITIAL = re.compile(r"[^\W\d_][.]")  # "Иванов П. С.": a second initial follows
HIGH = frozenset("LCDM")  # Roman numerals of one letter that are too high to number items
ROMAN = re.compile(r"[ivxlcdm]+")
OF_SENTENCES = re.compile("[?!;:«»“”„]")  # the words after a comma in a label have none
NAMELIKE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# "00:12", "(00:12:33)", "12:05 PM" after a name.
STAMP = re.compile(r"[\[(]?[0-9]{1,2}(?::[0-9]{2}){1,2}(?:\s?[AP]M)?[\])]?:?(?=\s|\Z)")
STAMP_LINE = re.compile(rf"{STAMP.pattern}[ \t]*(?:\n|\Z)")  # a time alone on its line


class Walk:
    """Walks over the words of a possible label that begins at `text[start]`.

    Its words end before `limit`; brackets and signs at its end may reach to `end`, the end of the
    block.
    """

    def __init__(self, text: str, start: int, limit: int, end: int) -> None:
        self._text = text
        self._start = start
        self._limit = limit
        self._end = end
        self._words: list[str] = []
        self._brackets: list[str] = []
        self._head_end = -1  # the beginning of the brackets or the comma
        self._comma = -1
        self._tight = False  # no space follows the colon
        self._loose = 0  # words in lower case that are in the labels of no known language
        self._found: list[Label] = []
        # The label begins a column, so two spaces end it.
        self._is_in_column = text[max(0, start - 2) : start] == "  "

    def labels(self) -> list[Label]:
        """The possible labels, in the order of their ends; call it once."""
        text, at = self._text, self._start
        while at < self._limit:
            step = self._word(at)
            if step < 0:
                break
            at = step
            if at + 1 < self._limit and text[at] == " " and text[at + 1].isalpha():
                at += 1  # the common case: a space and the next word
                continue
            # The signs after a word: brackets, a sign, or white space before the next word.
            at = self._after(at)
            if at < 0:
                break
            if not text[at].isalpha() and not text[at].isdigit():
                break
        return self._found

    def _word(self, at: int) -> int:
        """The end of the word that begins at `at`; -1 if a label cannot have this word."""
        text = self._text
        match = WORD.match(text, at, self._limit)
        if match is None:
            digits = DIGITS.match(text, at, self._limit) if self._words else None
            if digits is not None:
                self._words.append(digits[0])
            elif self._comma >= 0:
                digits = AGE.match(text, at, self._limit)
            return digits.end() if digits else -1
        word = match[0]
        if self._comma >= 0:
            return match.end()
        if self._words and word in known().told and text[at - 1] == " ":
            self._take(at, _trimmed(text, at), Separator.SAID)
            return -1
        if len(self._words) >= MOST_WORDS or at - self._start > LONGEST_NAME:
            return -1
        if not self._words and ".-" in word:
            self._glued(at, word)
        is_short = text[match.end() : match.end() + 1] == "." and word in abbreviations()
        if word[0].islower() and not is_short and not self._may_be_small(word):
            if self._loose == MOST_LOOSE or not self._words or self._head_end >= 0:
                return -1
            self._loose += 1
        if self._head_end >= 0 and kind_of(word) == "n" and word[0].islower():
            return -1
        self._words.append(word)
        return match.end()

    def _may_be_small(self, word: str) -> bool:
        """Whether a word in lower case may stand here: `Plusieurs députés du groupe`."""
        if is_small(word):
            return True
        groups = known().groups
        first = self._words[0].casefold() if self._words else ""
        return word in groups and (first in groups or first in articles() or first in small())

    def _after(self, at: int) -> int:
        """The beginning of the next word after signs and spaces; -1 where the label must end."""
        text, limit = self._text, self._limit
        while at < limit:
            sign = text[at]
            if sign in "([":
                match = BRACKETS.match(text, at, self._end)
                if match is None:
                    return -1
                if self._head_end < 0:
                    self._head_end = at
                self._brackets.append(match[0][1:-1])
                at = match.end()
            elif sign in COLONS:
                dash = next((d for d in DASHES if text.startswith(d, at + 1)), "")
                if dash:  # "The CHAIRMAN:—I call"; "MY FRIENDS:--It will" is an address
                    before = len(self._found)
                    self._take(at, at + 1 + len(dash), Separator.COLON)
                    if len(self._found) > before and not self._found[-1].is_strong:
                        self._found.pop()
                    return -1
                after = text[at + 1 : at + 2]
                self._tight = not (after.isspace() or not after or sign != ":")
                if not self._tight or after.isalpha() or after in TIGHT:
                    self._take(at, at + 1, Separator.COLON)
                return -1
            elif text.startswith(DASHES, at):
                return self._dash(at, at)
            elif sign == "-" and text[at - 1] == " " and text[at + 1 : at + 2] == " ":
                self._hyphen(at)
                return -1
            elif sign == ".":
                at = self._stop(at)
                if at < 0:
                    return -1
            elif sign == ",":
                if self._comma < 0:
                    self._comma = at
                    self._head_end = at if self._head_end < 0 else self._head_end
                at += 1
            elif sign == '"' and self._comma >= 0:
                at += 1
            elif sign in JOINERS and self._comma < 0 and text[at + 1 : at + 2] in (" ", "\n"):
                self._words.append(sign)
                at += 1
            elif sign in " \u00a0\t\u2003\u3000":
                at = self._space(at)
                if at < 0:
                    return -1
            elif sign == "\n":
                is_over_time = STAMP_LINE.match(text, at + 1, self._end) is not None
                self._take(at, at, Separator.TIME if is_over_time else Separator.LINE)
                if text.startswith("(", at + 1) and not self._brackets:
                    at += 1  # "Ada Vogel\n(NP): Nein."
                    continue
                return at + 1 if self._comma >= 0 and at + 1 < limit else -1
            else:
                return at if sign.isalpha() or sign.isdigit() else -1
        if at == self._end:
            self._take(at, at, Separator.LINE)
        return -1

    def _space(self, at: int) -> int:
        """The index after white space; -1 if a wide gap, a time or a dash ends the label."""
        text = self._text
        gap = GAP.match(text, at, self._end)
        if gap is None and self._is_in_column:
            gap = NARROW.match(text, at, self._end)
        is_far = gap is not None and text[gap.end() : gap.end() + 1] in COLONS  # "WITNESS    :"
        if gap and not is_far and not STAMP.match(text, gap.end(), self._end):
            self._take(at, gap.start(), Separator.GAP)
            return -1
        while at < self._limit and text[at] in " \u00a0\t\u2003\u3000":
            at += 1
        if STAMP.match(text, at, self._end):
            self._take(at, _trimmed(text, at), Separator.TIME)
            return -1
        if text.startswith(DASHES, at):
            return self._dash(at, at)
        return at

    def _hyphen(self, at: int) -> None:
        """Note the label before a hyphen between spaces, which is a dash or stands before a time.

        "O SR. PRESIDENTE (Ada Vale) - Declaro", "Ada Vale - 00:12".
        """
        after = at + 2
        if STAMP.match(self._text, after, self._end):
            self._take(_trimmed(self._text, at), _trimmed(self._text, at), Separator.TIME)
        else:
            self._take(_trimmed(self._text, at), at + 1, Separator.DASH)

    def _dash(self, at: int, start: int) -> int:
        """Note the label before a dash or a pair of hyphens; returns -1."""
        dash = next(d for d in DASHES if self._text.startswith(d, at))
        self._take(start, at + len(dash), Separator.DASH)
        return -1

    def _glued(self, at: int, word: str) -> None:
        """Note a label whose sign stands right before the speech: `Master.-What`."""
        label, sign, said = word.partition(".-")
        if sign and said[:1].isupper() and len(label) > 2:
            self._words.append(label)
            self._take(at + len(label), at + len(label) + len(sign), Separator.DASH)
            self._words.pop()

    def _stop(self, at: int) -> int:
        """The index after the stop of an abbreviation; -1 if the stop ends the label.

        A time or a dash after the stop belongs to the end of the label.
        """
        text = self._text
        after = at + 1
        if text[after : after + 1] == ":":
            return after
        rest = after
        while rest < self._end and text[rest] == " ":
            rest += 1
        if rest > after and STAMP.match(text, rest, self._end):
            self._take(after, after, Separator.TIME)  # "Dan K.  0:08"
            return -1
        if text.startswith(DASHES, rest) or (rest == after and text.startswith("-", rest)):
            if text.startswith(DASHES, rest):
                return self._dash(rest, at)
            self._take(at, rest + 1, Separator.DASH)
            return -1
        last = self._words[-1] if self._words and text[at - 1] not in ")]" else ""
        short = last.rpartition(".")[2].lstrip("-").casefold()
        is_short = (len(short) == 1 or short in abbreviations() or short in known().titles) and (
            self._comma < 0 or len(short) == 1
        )
        if after < self._end and not text[after].isspace() and text[after] not in ",(":
            return -1
        if is_short and self._comma < 0 and rest < self._end:
            is_surname = len(self._words) > 1 and self._words[0][0] > LATIN
            is_last = INITIAL.match(text, rest, self._end) is None
            if is_surname and is_last and (len(last) == 1 or "." in last):
                self._take(at, after, Separator.STOP)  # initials after a surname: "Иванов И.И."
            if len(self._words) == 1 and len(short) > 2 and short not in known().titles:
                self._take(at, after, Separator.STOP)  # "Soc.", "Phil.": shortened names
            return rest
        self._take(at, after, Separator.STOP)
        if self._comma >= 0 and len(text[max(0, at - 4) : at].split()[-1]) <= 4:
            return rest if rest < self._limit else -1  # "Parl. Staatssekretär"
        if len(last) <= 5 and self._comma < 0 and rest < self._limit and text[at - 1] not in ")]":
            return rest  # perhaps an unknown abbreviation
        return -1

    def _take(self, words_end: int, end: int, separator: Separator) -> None:
        """Note a possible label; its words end at `words_end`, and its sign ends at `end`."""
        if not self._words:
            return
        text = self._text
        head_end = self._head_end if self._head_end >= 0 else words_end
        if separator is Separator.LINE and self._brackets and text[words_end - 1] != ")":
            return
        head = " ".join(text[self._start : head_end].split())
        rest = ""
        if self._comma >= 0:
            rest = " ".join(BRACKETS.sub("", text[self._comma + 1 : words_end]).split())
        if rest and (OF_SENTENCES.search(rest) or rest.count(". ") > 3):
            return
        if separator in ALONE and rest.isupper() and rest.count(" ") >= LONGEST_PERSON:
            return  # a sentence in capitals: "ANY COPYRIGHT HOLDER, OR ANY OTHER PARTY WHO"
        if rest and _is_date(rest):
            return  # "VIENNA, May 2. --": the dateline of a news item
        made = head_of(head)
        if separator is Separator.SAID and not (made.is_capital and set("tf") & set(made.kinds)):
            return
        if not made.kinds or (self._loose and not self._has_name(separator)):
            return
        is_number = bool(made.name) and all(map(ROMAN.fullmatch, made.name))
        is_number = is_number and head not in HIGH  # "M.—What is", "D. It is" of master and pupil
        is_number = is_number and separator in NUMBERING and not made.titles
        if is_number and not _is_led(text, self._start):
            return  # "IV." numbers something
        if self._comma >= 0 and not rest:
            return  # "My dear Sir,--"
        is_closed = separator is Separator.DASH and text[words_end : words_end + 1] == "."
        is_aged = separator is Separator.COLON and _is_aged(rest) and not _is_number(text, end)
        is_told = is_aged or _is_sworn(rest)
        if (
            rest
            and not is_told
            and not (is_closed and rest.count(" ") < LONGEST_ROLE)
            and not _describes(rest, separator)
            and not (self._brackets and separator is Separator.COLON and " " not in rest)
        ):
            return
        # ", on behalf of the Group. –", ", Minister for Works:"
        after = is_told or (bool(rest) and (is_closed or _names_function(rest)))
        self._found.append(
            Label(
                self._start,
                end,
                separator,
                head,
                made.kinds,
                made.name,
                made.titles,
                rest,
                tuple(self._brackets),
                made.is_capital,
                "f" in made.kinds or after,
                after,
                self._loose > 0,
                self._tight,
            )
        )

    def _has_name(self, separator: Separator) -> bool:
        """Whether a colon ends the label, and its last two words begin with capitals or its first
        two are in capitals.
        """
        if separator is not Separator.COLON:
            return False
        is_capital = all(word.isupper() and len(word) > 1 for word in self._words[:2])
        return all(word[0].isupper() for word in self._words[-2:]) or is_capital


def _names_function(rest: str) -> bool:
    """Whether a word after a comma is a function."""
    return any(kind_of(word) == "f" for word in NAMELIKE.findall(rest))


def _is_date(rest: str) -> bool:
    """Whether the words after a comma are a number, the name of a month and at most two more."""
    found = [word.strip(".").casefold() for word in rest.replace(",", " ").split()]
    if not 2 <= len(found) <= LONGEST_DATE or not any(word[:1].isdigit() for word in found):
        return False
    return any(word in months() for word in found)


def _is_led(text: str, start: int) -> bool:
    """Whether a time stands before a label on its line: "02 04 12 15  CC   Roger"."""
    row = text.rfind("\n", 0, start) + 1
    return after_stamp(text, row, start + 1) == start > row


def _is_aged(rest: str) -> bool:
    """Whether the words after a comma begin with an age: `34, teacher`."""
    return AGED.match(rest) is not None


def _is_sworn(rest: str) -> bool:
    """Whether the only word after a comma is a word of oaths: `sworn`."""
    return bool(rest) and " " not in rest and rest.casefold() in known().oaths


def _is_number(text: str, at: int) -> bool:
    """Whether a number stands at a place, after white space."""
    return text[at : at + 8].lstrip()[:1].isdigit()


def _describes(rest: str, separator: Separator) -> bool:
    """Whether the words after a comma describe a person: `MSc`, `rapporteur de la commission`.

    A sentence that continues after an address (`Madam Minister, may I`) does not.
    """
    words = rest.replace(",", " ").split()
    first = next((word for word in words if word.casefold() not in articles()), words[0])
    kind = kind_of(first.strip("."))
    if kind == "f":
        return True
    if kind == "t" and not first.endswith("."):
        return False
    if any(kind_of(word.strip(".")) == "f" for word in words[:3]) and first.endswith("."):
        return True
    named = sum(word[0].isupper() or not word[0].isalpha() or is_small(word) for word in words)
    least = 0.7 if separator is Separator.COLON else 1.0
    if not first[0].isupper() or named < least * len(words):
        return False
    return separator is not Separator.STOP or len(words) <= 8


def _trimmed(text: str, at: int) -> int:
    """The index after the last word before a place."""
    while at and text[at - 1].isspace():
        at -= 1
    return at
