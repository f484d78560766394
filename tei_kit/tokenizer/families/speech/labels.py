"""Labels: the words before a speech, and their parts.

A label is some words at the beginning of a block and a sign that ends them. `candidates` finds the
words that may be a label. `shapes` decides from the text as a whole which candidates are labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from tei_kit.record import record

SPEECH_NUMBER = re.compile(r"\b[0-9]+ (?=[^\W\d_])")  # "Anf. 12 ADA VAL"
# "BY MR. KEEL:" names the person who asks the questions that follow.
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
    MARKED = "marked"  # signs of bold or italic print, or quotation marks, around the label
    BRACKETED = "bracketed"  # brackets around the label
    LINE = "line"  # the end of its line
    ALONE = "alone"  # the end of its paragraph
    SAID = "said"  # a verb of saying: "MR. HEALY said, that he"
    QUESTION = "question"  # Q and A, with or without a sign


# Signs that also stand after numbers.
NUMBERING = frozenset({Separator.STOP, Separator.DASH, Separator.GAP, Separator.LINE})
# The separators of labels that stand alone on their lines.
ALONE = frozenset({Separator.LINE, Separator.ALONE})


@lru_cache(maxsize=4096)
def key_of(head: str) -> str:
    """The key of the person that a head names: in lower case, without the number of a speech."""
    return SPEECH_NUMBER.sub("", head).casefold()


@record
class Label:
    """A label `text[start:end]`, with the sign that ends it, and its parts.

    `head` has the words before the brackets and the comma. `kinds` has a letter for each part of
    the head: `a` an article, `t` a title, `f` a function, `n` a name, `g` a word for several
    persons. `name` has the words of the name in lower case; it is empty if the head has only a
    function. `rest` has the words after the comma, `brackets` the words inside each pair of
    brackets.
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
    is_loose: bool = False  # the head has unknown words in lower case
    is_tight: bool = False  # no space follows the colon: "Ada:Come."
    number: str = ""  # the number of a question: "Q. 126."
    is_led: bool = False  # a number or a mark stands before it: "48. The PRESIDENT:", ">> Vale:"

    @property
    def is_strong(self) -> bool:
        """Whether the form of the label shows a person: a title, a function or brackets."""
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
        """Whether the label means several persons: `All`, `Vozes do PSD`.

        "All Rights Reserved" names nobody.
        """
        is_of_party = self.head.rpartition(" ")[2].isupper() and not self.head.isupper()
        return "g" in self.kinds and ("n" not in self.kinds or is_of_party)

    @property
    def key(self) -> str:
        """The key of the label: `key_of` its head. Labels with one key belong to one person."""
        return key_of(self.head)

    @property
    def shape(self) -> str:
        """The form of the label: separator, first kind, capitals. Labels of a text share forms."""
        case = "C" if self.is_capital else "c"
        return f"{self.separator}:{self.kinds[:1]}{case}"
