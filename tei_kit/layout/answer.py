"""Answers to questions of layout: how sure each is, and what came second."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from tei_kit.certainty import Certainty
from tei_kit.record import record

# The lead over the next hypothesis from which on an answer is certain, and likely.
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
    """A question: its hypotheses, each with a function that says from 0 to 1 what speaks for it."""

    name: str
    hypotheses: Mapping[str, Callable[[_Facts], float]]

    def answer(self, facts: _Facts) -> Answer:
        """The hypothesis with the most evidence; of equals the first of the table."""
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
    """The answer for which a share of the evidence speaks, and the other for which the rest does.

    With all of the evidence, no other answer came second.
    """
    return Answer(value, certainty_of(2 * share - 1), other if share < 1 else "")


def given(value: str) -> Answer:
    """An answer that somebody gave."""
    return Answer(value, is_given=True)


def _score(each: tuple[float, str]) -> float:
    return each[0]
