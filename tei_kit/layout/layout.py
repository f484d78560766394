"""Layout: what was found out about how a text is laid out, as one small record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from tei_kit.certainty import Certainty
from tei_kit.layout.answer import Answer
from tei_kit.layout.labels import Labels
from tei_kit.record import record

PLAIN = Answer("blank")
NONE = Answer("none")

_IN_WORDS = {
    "paragraphs": {"blank": "by blank lines", "lines": "one a line", "indent": "by indent"},
    "notes": {
        "named": "as [Footnote 1: …]",
        "caret": "as [^1]",
        "brackets": "as [1]",
        "angle": "as <1>",
        "braces": "as {1}",
        "closed": "as 1) or *)",
        "superscript": "as ¹",
        "symbols": "as * and †",
        "hat": "as ^1",
        "framed": "as [n1]",
        "worded": "as Footnote 1:",
        "round": "as (1)",
        "slash": "as 1/",
        "stop": "as 1.",
        "colon": "as 1:",
        "number": "as 1",
    },
}


@record
class Layout:
    """The answers to the questions of layout.

    `width` is the column at which lines are wrapped, 0 where they are not; `divided` says whether
    words are divided at their ends. `pages` is the frame of page numbers with `#` for the number,
    `feed`, `head` or `none`. `notes` says how notes begin, by the names in `notes.marks.STARTS`,
    and `references` how the text refers to them; `place` where they stand. `bullets` are the signs
    that make items. `verse` says which lines of speeches are verse where that is given: `none`,
    `stanzas` (lines that follow each other) or `all`.
    """

    paragraphs: Answer = PLAIN
    width: int = 0
    divided: bool = False
    pages: Answer = NONE
    notes: Answer = NONE
    references: str = ""
    place: str = ""
    running_heads: bool = False
    line_numbers: bool = False
    labels: Labels = field(default_factory=Labels)
    bullets: Sequence[str] = ()
    verse: str = ""

    def words(self) -> str:
        """The layout in a line: `paragraphs by indent, wrapped at 66; pages by [Page #]; …`."""
        said = [f"paragraphs {_say('paragraphs', self.paragraphs)}"]
        if self.width:
            said[0] += f", wrapped at {self.width}"
        if self.divided:
            said[0] += ", words divided at line ends"
        if self.pages.value != "none":
            shown = {"feed": "form feed", "head": "running head"}
            pages = f"pages by {shown.get(self.pages.value, self.pages.value)}"
            if self.running_heads and self.pages.value != "head":
                pages += ", running heads"
            said.append(pages + _unsure(self.pages))
        if self.line_numbers:
            said.append("line numbers")
        if self.notes.value != "none":
            where = "at the foot" if self.place == "bottom" else "after the text"
            said.append(f"notes {where}, {_say('notes', self.notes)}")
        if self.labels.shapes:
            said.append(f"labels with {' and '.join(self.labels.shapes)}")
        if self.verse:
            said.append(f"verse: {self.verse}")
        return "; ".join(said)


def _say(question: str, answer: Answer) -> str:
    return _IN_WORDS[question].get(answer.value, answer.value) + _unsure(answer)


def _unsure(answer: Answer) -> str:
    if answer.certainty is Certainty.HIGH:
        return ""
    other = f", or {answer.runner_up}" if answer.runner_up else ""
    return f" ({answer.certainty.value} certainty{other})"
