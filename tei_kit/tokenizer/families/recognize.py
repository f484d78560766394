"""Recognize: the family and language of a text, and its tokens by the rules of that family."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tei_kit.certainty import Certainty
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.layout.infer import Arranged
from tei_kit.record import record, replace
from tei_kit.settings import language as languages
from tei_kit.settings import language_of_text
from tei_kit.settings.options import Options
from tei_kit.settings.profile import ProfileError
from tei_kit.tokenizer import silence
from tei_kit.tokenizer.families import memorandum
from tei_kit.tokenizer.families.table import FAMILIES, Family
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Before, Reading
from tei_kit.tokenizer.tokens import Token

if TYPE_CHECKING:
    from tei_kit.tokenizer.families.speech.labels import Label

# "[Illustration", "[Music", "[Partition"
FIGURE = re.compile(r"\[\s*_?(?P<word>[^\W\d_]+)")
# The least number of unread labels of persons for a diagnostic.
LEAST_LEFT = 4
# With this evidence for a family, no further family is asked.
SURE = 0.85
# The least lead of a certain family, and of a likely one.
CLEAR = 0.4
LIKELY = 0.15


@record
class Recognition:
    """The family and language that a text was read as, how sure they are, and the family that came
    second, if one did.
    """

    family: str
    words: str
    language: str  # its code, "" if no language was recognized
    certainty: Certainty
    runner_up: str = ""

    @property
    def said(self) -> str:
        """The family and language in words: `read as a play in German`."""
        words = f"read as {self.words}"
        if self.language in languages.codes():
            words += f" in {languages.load(self.language).name}"
        if self.certainty is Certainty.HIGH:
            return words
        sure = "likely" if self.certainty is Certainty.MEDIUM else "unsure"
        other = f"; perhaps it is of the family {self.runner_up}" if self.runner_up else ""
        return f"{words} ({sure}{other})"


@record
class Recognized:
    """A text, read by the rules of its family."""

    recognition: Recognition
    reading: Reading


def read(arranged: Arranged, options: Options, before: Before | None = None) -> Recognized:
    """Read a text by the given family and in the given language, or by those that are recognized.

    `before` is given for a window of a long text; the reading then says where its parts begin. A
    given profile names the family. Without a family or a profile, a text of the usual layout is a
    memorandum. Raises ProfileError (TK305) when no family has the given name.
    """
    stated = options.stated_language or arranged.file.language
    code = stated.partition("-")[0] or language_of_text.recognize(arranged.file.text)
    text = Text(arranged, code, options.words, before)
    family = options.family
    if not family and options.profile is not None:
        family = options.profile.family
    elif not family and arranged.is_usual:
        family = memorandum.NAME
    recognition, chosen = _recognize(text, family, code)
    reading = chosen.read(text)
    if _may_have_figures(reading.source.text):
        from tei_kit.tokenizer.figures import with_figures  # few texts have figures

        reading = replace(reading, tokens=with_figures(reading.source.text, reading.tokens))
    left = silence.told(reading.source, reading.tokens, text.profile, is_usual=arranged.is_usual)
    if not left and not arranged.is_usual:
        left = list(_persons_left(text, reading.tokens))
    if left:
        reading = replace(reading, diagnostics=[*reading.diagnostics, *left])
    return Recognized(recognition, reading)


def _may_have_figures(text: str) -> bool:
    """Whether a word for a picture, or for printed music, stands somewhere after a bracket."""
    first = _words_of_figures()
    return any(match["word"].casefold() in first for match in FIGURE.finditer(text))


@cache
def _words_of_figures() -> frozenset[str]:
    """The first words of names for a picture, or for printed music, in any language."""
    words = (*languages.of_any("illustrations"), *languages.of_any("printed_music"))
    return frozenset(word.partition(" ")[0] for word in words)


def _persons_left(text: Text, tokens: Sequence[Token]) -> Iterator[Diagnostic]:
    """Some labels name persons by titles or functions, but nobody speaks in the text.

    There are a few of them, of several persons, and one person recurs. Texts with speakers or with
    parts of letters are not checked.
    """
    from tei_kit.tokenizer.labels_left import EXPLAINED  # not for the usual layout

    if any(token.kind in EXPLAINED for token in tokens):
        return
    from tei_kit.tokenizer.families.speech.analysis import analyze

    analysis = analyze(text)
    labels = sorted(analysis.speakers.others, key=_start)
    persons = {label.key for label in labels}
    if len(labels) >= LEAST_LEFT and 1 < len(persons) < len(labels):
        place = analysis.source.place(labels[0].start)
        yield diagnose("TK213", place, label=labels[0].head, count=len(labels))


def _start(label: Label) -> int:
    return label.start


def _recognize(text: Text, name: str, code: str) -> tuple[Recognition, Family]:
    for family in FAMILIES:
        if family.name == name:
            return Recognition(name, family.words, code, Certainty.HIGH), family
    if name:
        there = ", ".join(family.name for family in FAMILIES)
        reason = f"no family is called '{name}'; the families are {there}"
        raise ProfileError(diagnose("TK305", Place(text.profile.name), reason=reason))
    scores: list[tuple[float, int, Family]] = []
    for at, family in enumerate(FAMILIES):
        scores.append((family.evidence(text), at, family))
        if scores[-1][0] >= SURE:
            break  # no other family is asked
    scores.sort(key=_order)
    best, _, chosen = scores[0]
    second, _, other = scores[1] if len(scores) > 1 else (0.0, 0, chosen)
    lead = best - second
    certainty = Certainty.LOW
    if lead >= CLEAR:
        certainty = Certainty.HIGH
    elif lead >= LIKELY:
        certainty = Certainty.MEDIUM
    runner_up = other.words if second > 0 and other is not chosen else ""
    return Recognition(chosen.name, chosen.words, code, certainty, runner_up), chosen


def _order(score: tuple[float, int, Family]) -> tuple[float, int]:
    return -score[0], score[1]
