"""Choice: the answers that a question of layout can be given."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tei_kit.record import frozen


@frozen
class Choice:
    """A question of layout that an option, a profile, a project or a decision can answer.

    `words` is its short name, `asks` the question, `evidence` where a text shows the answer, and
    `effect` the change that a given answer makes. `answers` has a sentence for each answer. Where
    an answer may be of the user's own making, `form` says in words how it is made, with an example,
    and `pattern` matches it as a whole.
    """

    name: str
    words: str
    asks: str
    evidence: str
    effect: str
    answers: Mapping[str, str]
    form: str = ""
    pattern: str = ""

    def takes(self, answer: str) -> bool:
        """Whether the question takes an answer."""
        return answer in self.answers or bool(self.pattern and re.fullmatch(self.pattern, answer))
