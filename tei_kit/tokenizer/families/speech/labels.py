"""Labels: the words before a speech, and their parts.

A label is some words at the beginning of a block and a sign that ends them. `candidates` finds the
rows that may begin with a label; whether a candidate is a label is decided by the text as a whole,
in `shapes`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from tei_kit.record import record

SPEECH_NUMBER = re.compile(r"\b[0-9]+ (?=[^\W\d_])")  # "Anf. 12 ADA VAL"
# "BY MR. KEEL:" says who asks the questions that follow.
EXAMINER = re.compile(
    r"(?:(?:CROSS|DIRECT|REDIRECT|RECROSS|FURTHER)?[ -]*(?:EXAMINATION|QUESTIONS?)?[ ]?)BY[ ]+"
    r"(?P<name>(?:THE[ ]+)?[^\n:]{2,40}?)[ ]*[:.]?\Z",
    re.IGNORECASE,
)


class Separator(StrEnum):
    """The signs that end a label."""

    COLON = "colon"
    STOP = "stop"
    DASH = "dash"
    GAP = "gap"  # a tab, or wide spaces
    TIME = "time"  # the time at which somebody speaks
    MARKED = "marked"  # signs of another print around the label
    BRACKETED = "bracketed"  # brackets around the label
    LINE = "line"  # the end of its line
    ALONE = "alone"  # the end of its paragraph
    SAID = "said"  # a word that tells that somebody speaks: "MR. HEALY said, that he"
    QUESTION = "question"  # Q and A, with or without a sign


# Signs that stand after numbers, too.
NUMBERING = frozenset({Separator.STOP, Separator.DASH, Separator.GAP, Separator.LINE})
# The separators of labels that have their lines for themselves.
ALONE = frozenset({Separator.LINE, Separator.ALONE})


@lru_cache(maxsize=4096)
def key_of(head: str) -> str:
    """The key of the person that a head names: in lower case, without a speech's number."""
    return SPEECH_NUMBER.sub("", head).casefold()


@record
class Label:
    """A label `text[start:end]`, with the sign that ends it, and its parts.

    `head` are its words without brackets and without the words after a comma. `kinds` has a letter
    for each part of the head: `a` an article, `t` a title, `f` a function, `n` a name, `g` a word
    for several. `name` are the words of the person's name in lower case, none where a function
    alone is named. `rest` is after the comma, `brackets` what they hold.
    """

    start: int
    end: int
    separator: Separator
    head: str
    kinds: str
    name: Sequence[str]
    titles: Sequence[str] = ()
    rest: str = ""
    brackets: Sequence[str] = ()
    is_capital: bool = False  # the name stands in capitals
    has_function: bool = False  # in the head or after the comma
    rest_has_function: bool = False
    is_loose: bool = False  # words in lower case stand in the head that we do not know
    is_tight: bool = False  # no space follows the colon: "Ada:Come."
    number: str = ""  # of the question that Q is: "Q. 126."
    is_led: bool = False  # a number or a mark stands before it: "48. The PRESIDENT:", ">> Vale:"

    @property
    def is_strong(self) -> bool:
        """Whether the label says that it is a person's: by a title, a function or brackets."""
        return (
            "t" in self.kinds
            or "f" in self.kinds
            or self._is_of_several
            or self.rest_has_function
            or (bool(self.brackets) and " " in self.head)
            or (bool(self.brackets) and self.is_capital)
        )

    @property
    def _is_of_several(self) -> bool:
        """Whether several speak: `All`, `Vozes do PSD`. "All Rights Reserved" names nobody."""
        is_of_party = self.head.rpartition(" ")[2].isupper() and not self.head.isupper()
        return "g" in self.kinds and ("n" not in self.kinds or is_of_party)

    @property
    def key(self) -> str:
        """The key by which two labels belong to one person: the head, without a speech's number."""
        return key_of(self.head)

    @property
    def shape(self) -> str:
        """The make of the label: labels of one text are made alike."""
        case = "C" if self.is_capital else "c"
        return f"{self.separator}:{self.kinds[:1]}{case}"
