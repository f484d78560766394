"""Text: the text that the rules of a family read, with the facts that they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tei_kit.layout.infer import Arranged
from tei_kit.record import frozen
from tei_kit.settings import language as languages
from tei_kit.settings.language import Language
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source
from tei_kit.tokenizer.reading import Before

if TYPE_CHECKING:
    from tei_kit.layout.layout import Layout


@frozen
class Text:
    """A text with its layout, its language, and the profile that was chosen.

    `source` is the text as running text, `lines` a view in which all line ends stay as in the
    file. Both have a hint for each block if the layout step arranged them. `before` is
    given for a window of a long text, and describes the text before the window.
    """

    arranged: Arranged
    code: str  # of the language (BCP 47), "" if it is not known
    profile: Profile
    before: Before | None = None

    @property
    def language(self) -> Language:
        """The words of the language; English words for a language without words of its own here."""
        return languages.load_or_english(self.code)

    @property
    def source(self) -> Source:
        """The view in which wrapped lines are joined."""
        return self.arranged.source

    @property
    def lines(self) -> Source:
        """The view with the line ends of the file."""
        return self.arranged.lines

    @property
    def given_labels(self) -> str:
        """The given answer about labels of speakers; "" without one."""
        return self.arranged.fixed.get("labels", "")

    @property
    def layout(self) -> Layout:
        """The layout of the text."""
        return self.arranged.layout
