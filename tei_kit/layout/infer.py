"""Infer: the layout of a text and its views, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tei_kit.layout.usual import is_usual
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source

if TYPE_CHECKING:
    from tei_kit.layout.layout import Layout
    from tei_kit.layout.lines import Line, Spaced
    from tei_kit.layout.questions import Answers
    from tei_kit.layout.writing import Step

# In running text, at least this share of lines right below others follows a full line.
WRAPPED = 0.6
# The least width of wrapped paragraphs.
NARROWEST = 40


class Arranged:
    """The layout of a source (`layout`), and the views of it that the tokenizers read.

    `fixed` has the given answers. Other answers are found when they are asked for: a text of the
    usual layout, which is read as it is, needs none.
    """

    def __init__(self, source: Source, profile: Profile, fixed: Mapping[str, str]) -> None:
        self.file = source
        self._profile = profile
        self.fixed = fixed

    @cached_property
    def _answers(self) -> Answers:
        from tei_kit.layout.questions import answers  # a text of the usual layout does not need it

        spaced = self._spaced
        return answers(self.file, spaced.lines, spaced.spacing, self._profile, self.fixed)

    @property
    def layout(self) -> Layout:
        """The answers to the questions of layout."""
        return self._answers.layout

    @cached_property
    def is_usual(self) -> bool:
        """Whether the text surely has the layout that the tokenizer reads without help."""
        return not self.fixed and is_usual(self.file)

    @cached_property
    def is_plain(self) -> bool:
        """Whether the tokenizer reads the source as it is."""
        if self.is_usual:
            return True
        return self._answers.is_plain

    @cached_property
    def file_lines(self) -> Sequence[Line]:
        """The lines of the file that are not blank."""
        return self._spaced.lines

    @cached_property
    def _spaced(self) -> Spaced:
        from tei_kit.layout.lines import spaced

        return spaced(self.file, self.fixed.get("spacing", ""))

    @cached_property
    def source(self) -> Source:
        """The source as running text: itself if it is plain, else a view.

        In a view, spaces stand between the lines of a wrapped paragraph.
        """
        return self.file if self.is_plain else self._view(keep_lines=False)

    @cached_property
    def running(self) -> Source:
        """A view as running text, also of a plain source if most of its lines are wrapped."""
        if not self.is_plain:
            return self.source
        if self.layout.width < NARROWEST:
            return self.source  # the lines are short or not wrapped
        full = self._answers.parts.facts.wrapping.is_full
        pairs = [full[at] for at, line in enumerate(self.file_lines[1:]) if not line.blanks]
        is_wrapped = sum(pairs) >= WRAPPED * max(1, len(pairs))
        return self._view(keep_lines=False) if is_wrapped else self.source

    @cached_property
    def lines(self) -> Source:
        """A view, also of a plain source, in which the lines of a block end as in the file."""
        return self._view(keep_lines=True)

    @cached_property
    def _steps(self) -> Sequence[Step]:
        """The blocks of all views."""
        from tei_kit.layout.arrange import arrange

        return arrange(self._answers.parts)

    def _view(self, *, keep_lines: bool) -> Source:
        from tei_kit.layout.arrange import view

        return view(self._answers.parts, self._steps, keep_lines=keep_lines)


def infer(source: Source, profile: Profile, fixed: Mapping[str, str] | None = None) -> Arranged:
    """The layout of a text and its views.

    `fixed` has the given answers, by the questions in `choices.CHOICES`.
    """
    return Arranged(source, profile, fixed or {})
