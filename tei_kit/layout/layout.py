"""Layout: the answers about the layout of a text, as one small record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.certainty import Certainty
from tei_kit.layout.answer import Answer
from tei_kit.layout.labels import Labels
from tei_kit.record import brief, field, record

_MARKS = {
    "named": "[Footnote 1: …]",
    "inner": "[1 …]",
    "caret": "[^1]",
    "brackets": "[1]",
    "angle": "<1>",
    "braces": "{1}",
    "closed": "1) or *)",
    "superscript": "¹",
    "symbols": "* and †",
    "bars": "| 1 |",
    "hat": "^1",
    "framed": "[n1]",
    "worded": "Footnote 1:",
    "round": "(1)",
    "slash": "1/",
    "stop": "1.",
    "colon": "1:",
    "number": "1",
    "bare": "digits",
}
# The answers in words, by question; `*` stands for all other answers, `{}` for the answer itself.
_IN_WORDS: Mapping[str, Mapping[str, str]] = {
    "paragraphs": {
        "blank": "paragraphs by blank lines",
        "lines": "paragraphs one a line",
        "indent": "paragraphs by indent",
    },
    "spacing": {"single": "single spacing", "double": "double spacing"},
    "wrapped": {"none": "not wrapped", "*": "wrapped at {}"},
    "divided": {"none": "words not divided", "words": "words divided at line ends"},
    "pages": {
        "none": "no pages",
        "feed": "pages by form feed",
        "head": "pages by running head",
        "#": "pages by numbers alone",
        "*": "pages by {}",
    },
    "page-numbers": {
        "top": "page numbers at the head of pages",
        "bottom": "page numbers at the foot of pages",
    },
    "heads": {
        "none": "no running heads",
        "repeated": "running heads",
        "top": "a head on each page",
        "bottom": "a foot on each page",
        "both": "a head and a foot on each page",
    },
    "line-numbers": {"none": "no line numbers", "margin": "line numbers"},
    "notes": {"none": "no notes", **{name: f"as {form}" for name, form in _MARKS.items()}},
    "references": {name: f"marks as {form}" for name, form in _MARKS.items()},
    "note-place": {"bottom": "notes at the foot", "end": "notes after the text"},
    "numbering": {
        "text": "numbered through",
        "page": "numbered by page",
        "section": "numbered by section",
    },
    "labels": {"none": "no labels", "*": "labels with {}"},
    "items": {"none": "no items", "bullets": "items with bullets", "*": "items with {}"},
    "verse": {"*": "verse: {}"},
}
# The answers for a text that the tokenizer reads without help.
USUAL: Mapping[str, Answer] = {
    "paragraphs": Answer("blank"),
    "spacing": Answer("single"),
    "wrapped": Answer("none"),
    "divided": Answer("none"),
    "pages": Answer("none"),
    "page-numbers": Answer("top"),
    "heads": Answer("none"),
    "line-numbers": Answer("none"),
    "notes": Answer("none"),
    "references": Answer(""),
    "note-place": Answer(""),
    "numbering": Answer(""),
    "labels": Answer("none"),
    "items": Answer("none"),
    "verse": Answer(""),
}


@record
class Layout:
    """The answers to the questions of layout, by the names of `choices.CHOICES`.

    The value of an answer is "" if the question does not arise, as the place of notes in a text
    without notes. `width` is the column at which lines are wrapped, 0 if they are not. `labels` are
    the shapes and names of labels, `bullets` the signs that make items.
    """

    answers: Mapping[str, Answer] = field(default_factory=lambda: USUAL)
    width: int = 0
    running_heads: bool = False
    labels: Labels = field(default_factory=Labels)
    bullets: Sequence[str] = ()

    def __repr__(self) -> str:
        return brief(self, self.words())

    def value(self, question: str) -> str:
        """The answer to a question: `blank`, for `paragraphs`."""
        return self.answers[question].value

    def words(self) -> str:
        """The layout in a line: `paragraphs by indent, wrapped at 66; pages by [Page #]; …`.

        The usual answers are left out, unless they are uncertain or given.
        """
        told = {question: _told(question, said) for question, said in self.answers.items()}
        first = [told[question] for question in ("paragraphs", "spacing", "wrapped", "divided")]
        pages = [told[question] for question in ("pages", "heads", "page-numbers")]
        notes = [told[question] for question in ("note-place", "notes", "references", "numbering")]
        parts = [", ".join(filter(None, each)) for each in (first, pages)]
        parts.append(told["line-numbers"])
        parts.append(", ".join(filter(None, notes)))
        if self.labels.shapes:
            parts.append(
                f"labels with {' and '.join(self.labels.shapes)}{_doubt(self.labels.answer)}"
            )
        else:
            parts.append(told["labels"])
        parts += [told["items"], told["verse"]]
        return "; ".join(filter(None, parts))


def _told(question: str, said: Answer) -> str:
    """An answer in words; "" for a usual answer that is certain and not given."""
    is_plain = said.value in ("", USUAL[question].value) and question != "paragraphs"
    if is_plain and said.certainty is Certainty.HIGH and not said.is_given:
        return ""
    return _in_words(question, said.value) + _doubt(said, question)


def _in_words(question: str, value: str) -> str:
    words = _IN_WORDS[question]
    return words.get(value, words.get("*", value)).format(value)


def _doubt(said: Answer, question: str = "labels") -> str:
    """The words for an answer that is given, or not certain, with the answer that came second."""
    if said.is_given:
        return " (as given)"
    if said.certainty is Certainty.HIGH:
        return ""
    sure = "likely" if said.certainty is Certainty.MEDIUM else "unsure"
    other = f"; perhaps {_in_words(question, said.runner_up)}" if said.runner_up else ""
    return f" ({sure}{other})"
