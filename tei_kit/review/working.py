"""Working: reads a text once, and converts it again after each decision.

The reading without decisions is kept, with its layout. Each result is converted and checked like
any other conversion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from tei_kit import pipeline
from tei_kit.certainty import Certainty
from tei_kit.conversion import Conversion, ReadText
from tei_kit.decisions import apply
from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.decision import Decision, Decisions
from tei_kit.export.html.page import to_still_page
from tei_kit.report import CATEGORIES
from tei_kit.review.doubts import Doubt, Group, doubts_of
from tei_kit.review.stretches import Row, rows_of
from tei_kit.settings.options import Options
from tei_kit.source.source import Source

# Added to the style of the reading page, for here it stands beside the source.
STYLE = """
.review-shown { outline: .16rem solid var(--focus); outline-offset: .2rem; border-radius: .15rem; }
.page-footer, .skip { display: none; }
"""


@dataclass(frozen=True, slots=True)
class Text:
    """A source and its reading without decisions about words.

    `options` are the `given` options with the decisions about the whole text. `base` is the
    reading, or None if its conversion fails; the pipeline then reads the text again each time.
    """

    source: Source
    given: Options
    options: Options
    base: ReadText | None


@dataclass(frozen=True, slots=True)
class Made:
    """A decision with its places in the file."""

    decision: Decision
    places: Sequence[Stretch]


@dataclass(frozen=True, slots=True)
class Result:
    """A text with decisions: its stretches, the doubts about it, and the reading page.

    `certain` is the number of tokens of high certainty, `decided` the number of decisions.
    """

    title: str
    said: str
    layout: str
    rows: Sequence[Row]
    doubts: Sequence[Doubt]
    made: Sequence[Made]
    certain: int
    decided: int
    page: str

    def count(self, group: Group) -> int:
        """The number of doubts in a group."""
        return sum(doubt.group is group for doubt in self.doubts)


def read(source: Source, options: Options, decisions: Decisions) -> Text:
    """Read a text with the layout, the family and the language of the decisions."""
    given = options
    options = apply.with_options(given, decisions)
    base = pipeline.read_text(source, options)
    try:
        pipeline.convert_read(source, options, base)
    except Exception:  # the pipeline recovers from such errors, step by step
        return Text(source, given, options, None)
    return Text(source, given, options, base)


def is_read_with(text: Text, options: Options, decisions: Decisions) -> bool:
    """Whether a text was read with the layout, family and language of these decisions."""
    return text.options == apply.with_options(options, decisions)


def converted(text: Text, decisions: Decisions) -> Conversion:
    """The conversion of a text with decisions about its words.

    Raises DecisionError when a decision is not possible.
    """
    of_words = replace(decisions, layout={}, family="", language="")
    if text.base is not None:
        reading = apply.applied(text.base.reading, of_words)
        try:
            with_them = replace(text.base, reading=reading)
            return pipeline.convert_read(text.source, text.options, with_them)
        except Exception:  # the slow way finds the decision to blame
            return pipeline.convert_source(text.source, text.given, decisions)
    return pipeline.convert_source(text.source, text.given, decisions)


def result(text: Text, decisions: Decisions) -> Result:
    """The result of a text with its decisions. Raises DecisionError."""
    conversion = converted(text, decisions)
    reading = conversion.read.reading
    placed = apply.placed(text.source, decisions)
    rows = rows_of(reading)
    of_words = (each for each in placed if not each.decision.taken)
    decided = [place for each in of_words for place in each.places]
    counted = [token for token in reading.tokens if token.kind in CATEGORIES]
    return Result(
        PurePath(text.source.name).name,
        conversion.recognition.said,
        conversion.layout.words(),
        rows,
        doubts_of(reading, rows, conversion.diagnostics, decided),
        [Made(each.decision, each.places) for each in placed],
        sum(token.certainty is Certainty.HIGH for token in counted),
        len(placed),
        to_still_page(conversion.tree, STYLE).decode("utf-8"),
    )
