"""Report: the findings in a text, how sure they are, and where to look first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tei_kit.decisions.decision import NOTHING, Decisions
from tei_kit.diagnostics import Diagnostic, Place, Severity
from tei_kit.document import builder
from tei_kit.pipeline import read_text
from tei_kit.record import brief
from tei_kit.settings.options import Options
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Certainty, Token, TokenKind

# The kinds of tokens that an editor checks, and their names in the report. Paragraphs, bullets and
# numbers are left out: they are read off the page, not inferred.
CATEGORIES: dict[TokenKind, str] = {
    TokenKind.HEAD: "headings",
    TokenKind.SUBHEAD: "headings inside documents",
    TokenKind.CAST_ITEM: "persons of the cast",
    TokenKind.DATELINE: "datelines",
    TokenKind.LABEL: "list headings",
    TokenKind.LIST: "lists",
    TokenKind.ITEM: "items",
    TokenKind.PERSON: "participants",
    TokenKind.ROLE: "participants without a name",
    TokenKind.SPEAKER: "turns",
    TokenKind.STAGE: "asides between turns",
    TokenKind.ASIDE: "asides in turns",
    TokenKind.PAGE_BREAK: "page breaks",
    TokenKind.NOTE: "notes",
    TokenKind.NOTE_REFERENCE: "note references",
    TokenKind.UNRESOLVED: "references without a note",
    TokenKind.DATE: "dates",
    TokenKind.REFERENCE: "cross-references",
    TokenKind.SALUTE: "salutations",
    TokenKind.CLOSE: "complimentary closes",
    TokenKind.SIGNED: "signatures",
    TokenKind.POSTSCRIPT: "postscripts",
    TokenKind.LINE: "lines of verse",
    TokenKind.FORM_WORK: "running heads, page and line numbers",
}
UNCERTAIN = (Certainty.MEDIUM, Certainty.LOW)
SHOWN = 60  # characters of an uncertain stretch


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A stretch that an editor should look at: its kind is not certain."""

    place: Place
    certainty: Certainty
    text: str


@dataclass(frozen=True, slots=True)
class Category:
    """The number of stretches of a category, by certainty, and the uncertain stretches."""

    name: str
    high: int
    medium: int
    low: int
    uncertain: Sequence[Uncertain]
    decided: int = 0  # by a person

    @property
    def found(self) -> int:
        """The number of all stretches."""
        return self.high + self.medium + self.low + self.decided


@dataclass(frozen=True, slots=True)
class AnswerAboutLayout:
    """The answer to a question about the layout, how sure it is, and the answer that came second.

    `answer` is "" where the text does not ask the question. `is_given` says that an option, a
    profile, the project or a decision gave it.
    """

    question: str
    answer: str
    certainty: Certainty
    runner_up: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The findings in one text. Empty categories are left out."""

    name: str
    categories: Sequence[Category]
    diagnostics: Sequence[Diagnostic]
    said: str = ""  # the family and language that the text was read as
    layout: str = ""  # how it is laid out, in words
    answers: Sequence[AnswerAboutLayout] = ()

    def __repr__(self) -> str:
        found = (f"{each.found} {each.name}" for each in self.categories)
        return brief(self, self.name, self.said, *found)


@dataclass(frozen=True, slots=True)
class Row:
    """The numbers of one text, or of all texts together."""

    name: str
    found: int = 0
    decided: int = 0
    likely: int = 0
    unsure: int = 0
    warnings: int = 0
    said: str = ""

    @property
    def doubts(self) -> tuple[int, int, int]:
        """The doubts of each sort, the worst first: texts with more are looked at sooner."""
        return self.unsure + self.warnings, self.likely, self.found


@dataclass(frozen=True, slots=True)
class Overview:
    """Several texts: a row for each, those with the most doubts first, and the totals."""

    rows: Sequence[Row]
    total: Row


def overview(reports: Sequence[Report]) -> Overview:
    """The numbers of several texts, and where to look first."""
    rows = [_row(each) for each in reports]
    total = Row(
        f"{len(rows)} texts",
        *(
            sum(getattr(row, name) for row in rows)
            for name in ("found", "decided", "likely", "unsure", "warnings")
        ),
    )
    return Overview(sorted(rows, key=_doubts, reverse=True), total)


def _doubts(row: Row) -> tuple[int, int, int]:
    return row.doubts


def _row(each: Report) -> Row:
    return Row(
        each.name,
        found=sum(category.found for category in each.categories),
        decided=sum(category.decided for category in each.categories),
        likely=sum(category.medium for category in each.categories),
        unsure=sum(category.low for category in each.categories),
        warnings=sum(d.severity is not Severity.INFO for d in each.diagnostics),
        said=each.said.removeprefix("read as ").partition(" (")[0],
    )


def report(
    source: Source,
    options: Options | Profile | None = None,
    decisions: Decisions = NOTHING,
) -> Report:
    """Report the findings in a source; `decisions` are those of people about it.

    Every text has a report. Raises DecisionError when a decision does not fit the text.
    """
    if not isinstance(options, Options):
        options = Options(profile=options)
    text = read_text(source, options, decisions)
    reading = text.reading
    document = builder.build(reading.source, reading.tokens, options.words, decided=reading.decided)
    categories = [
        _category(name, [t for t in reading.tokens if t.kind is kind], reading.source)
        for kind, name in CATEGORIES.items()
    ]
    found = [*document.diagnostics, *reading.diagnostics]
    found.sort(key=lambda d: (d.place.line, d.place.column))
    said = text.recognition.said + (f": {reading.summary}" if reading.summary else "")
    layout = text.arranged.layout
    answers = [
        AnswerAboutLayout(question, each.value, each.certainty, each.runner_up, each.is_given)
        for question, each in layout.answers.items()
    ]
    shown = [category for category in categories if category.found]
    return Report(source.name, shown, found, said, layout.words(), answers)


def _category(name: str, tokens: Sequence[Token], source: Source) -> Category:
    number = {c: sum(token.certainty is c for token in tokens) for c in Certainty}
    return Category(
        name,
        number[Certainty.HIGH],
        number[Certainty.MEDIUM],
        number[Certainty.LOW],
        [_uncertain(t, source) for t in tokens if t.certainty in UNCERTAIN],
        number[Certainty.DECIDED],
    )


def _uncertain(token: Token, source: Source) -> Uncertain:
    """The stretch; a note reference with the words before it, since a digit says little."""
    start = token.start
    if token.kind is TokenKind.NOTE_REFERENCE:
        start = max(0, source.text.rfind("\n", 0, start) + 1, start - SHOWN // 2)
    words = " ".join(source.text[start : token.end].split())
    shown = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
    return Uncertain(source.place(token.start), token.certainty, shown)
