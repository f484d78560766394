"""Answers to questions of layout, with their certainty and the answers that came second."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from tei_kit.certainty import Certainty
from tei_kit.record import record

# The least lead over the next hypothesis of a certain answer, and of a likely one, from 0 to 1.
CLEAR = 0.5
LIKELY = 0.2


@record
class Answer:
    """The hypothesis that answers a question, and the hypothesis that came second."""

    value: str
    certainty: Certainty = Certainty.HIGH
    runner_up: str = ""
    is_given: bool = False  # by an option, a profile, a project or a decision


_Facts = TypeVar("_Facts")


@record
class Question(Generic[_Facts]):
    """A question: its hypotheses, each with a function that gives its evidence, from 0 to 1."""

    name: str
    hypotheses: Mapping[str, Callable[[_Facts], float]]

    def answer(self, facts: _Facts) -> Answer:
        """The hypothesis with the most evidence; among equals, the first in the table."""
        scores = [(evidence(facts), value) for value, evidence in self.hypotheses.items()]
        best = max(scores, key=_score)
        others = [each for each in scores if each is not best]
        second = max(others, key=_score) if others else (0.0, "")
        certainty = certainty_of(best[0] - second[0])
        return Answer(best[1], certainty, second[1] if second[0] > 0 else "")

    @property
    def values(self) -> Sequence[str]:
        """The hypotheses that an option or a profile may fix."""
        return tuple(self.hypotheses)


def certainty_of(lead: float) -> Certainty:
    """The certainty of an answer that leads the next by `lead`, from 0 to 1."""
    if lead >= CLEAR:
        return Certainty.HIGH
    return Certainty.MEDIUM if lead >= LIKELY else Certainty.LOW


def of_shares(value: str, share: float, other: str) -> Answer:
    """The answer that has a share of the evidence; the rest speaks for the other answer."""
    return Answer(value, certainty_of(2 * share - 1), other if share < 1 else "")


def given(value: str) -> Answer:
    """A given answer: by an option, a profile, a project or a decision."""
    return Answer(value, is_given=True)


def _score(each: tuple[float, str]) -> float:
    return each[0]
