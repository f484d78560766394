"""Evidence that a text is a treaty, a constitution, a report or a magazine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from tei_kit.layout.pages import number_of
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.reports import headings
from tei_kit.tokenizer.families.text import Text

NUMBERED = 0.6
TITLED = 0.4
# The beginnings of notes in editions of documents.
SOURCE = "Source: "
END_OF_BOOK = "*** END OF"  # a licence, with sections of its own, follows
# A line in capitals between blank lines, and one in italics.
TITLE = re.compile(
    r"""
    \n[ \t]*\n[ \t]*
    (?: (?:(?:Mr|Mrs|Ms|Dr|St)\.[ ])? [\"“„«]?[^\W\d_a-zß-öø-ÿ][^a-zß-öø-ÿ\n:]{3,70}
      | _[^_\n]{3,60}_[.:]? )
    [ \t]*\n[ \t]*\n
    """,
    re.VERBOSE,
)
# A number and a title, below a blank line or at the beginning, and above a blank line and text.
_SECTION = r"""
    [ \t]*
    (?P<n>[0-9]{1,2}|[IVX]{1,5})(?:[.)]|[.]?[ ][–—-])[ ]+[^\W\d_a-zß-öø-ÿ][^\n]{2,80}(?<![.,;:!?])
    [ \t]*\n[ \t]*\n (?= [ \t]*(?:[^\n]{60} | [0-9]{1,2}\.[0-9]{1,2}[ .]) )
    """
FIRST_SECTION = re.compile(_SECTION, re.VERBOSE)
SECTION = re.compile(rf"\n[ \t]*\n {_SECTION}", re.VERBOSE)
SHORT = 3  # letters of the short form of a word, such as "Art."
CHARACTERS = 15_000  # a text has at least one title in so many characters
LABELS = re.compile(
    r"\n[ \t]*(?:[^\W\d_a-zß-öø-ÿ]{2}[^a-zß-öø-ÿ\n.:]{0,24}[.:](?:[ ]|--)(?=\S)|[QA]\.? )"
)
FEW_LABELS = 0.02  # of the lines


def evidence(text: Text) -> float:
    """The evidence for a report: numbered articles that count up, or titles between blank lines."""
    file = text.arranged.file.text
    end = file.rfind(END_OF_BOOK)
    file = file[:end] if end > 0 else file
    if SOURCE in file or _is_spoken(file):
        return 0.0
    language = text.language
    found = list(_articles(language).finditer(f"\n{file}"))
    numbers = [headings.number(match["n"], language) for match in found]
    rising = sum(b - a in (1, 2) or b == 1 for a, b in pairwise(numbers))
    if len(numbers) >= headings.FEWEST and rising * 10 >= 6 * (len(numbers) - 1):
        return NUMBERED
    if _are_articles([match["word"] for match in found], numbers, language):
        return NUMBERED
    sections = [number_of(match["n"]) for match in _sections(file)]
    enough = len(sections) >= headings.FEWEST_SECTIONS
    if enough and sections == list(range(1, len(sections) + 1)):
        return NUMBERED
    titles = sum(1 for _ in TITLE.finditer(file))
    if titles >= max(headings.FEWEST_TITLES, len(file) / CHARACTERS):
        return TITLED
    return 0.0


def _sections(file: str) -> Iterator[re.Match[str]]:
    """The numbers with a title that stand between blank lines, or at the beginning."""
    first = FIRST_SECTION.match(file)
    if first:
        yield first
    yield from SECTION.finditer(file, first.end() if first else 0)


def _are_articles(words: Sequence[str], numbers: Sequence[int], language: Language) -> bool:
    """Whether a few articles count up from the first, as in a short treaty."""
    of_articles = [
        n
        for word, n in zip(words, numbers, strict=True)
        if word.casefold().rstrip(".") in language.article
    ]
    enough = len(of_articles) >= headings.FEWEST_ARTICLES
    return enough and of_articles == list(range(1, len(of_articles) + 1))


def _is_spoken(file: str) -> bool:
    """Whether many lines begin with labels, as in plays and debates."""
    return sum(1 for _ in LABELS.finditer(f"\n{file}")) > max(
        3, FEW_LABELS * (file.count("\n") + 1)
    )


@cache
def _articles(language: Language) -> re.Pattern[str]:
    words = [w for w in (*language.article, *language.chapter, *language.section) if len(w) > 3]
    words += [f"{w}." for w in language.article if len(w) == SHORT]  # "Art. 2"
    word = "|".join(rf"{re.escape(w.capitalize())}|{re.escape(w.upper())}" for w in words)
    first = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in headings.firsts(language))
    return re.compile(
        rf"\n[ \t]*(?P<word>{word or '(?!)'}|§)\.?[ ]"
        rf"(?P<n>[0-9]{{1,4}}|[IVXLC]{{1,8}}|{first or '(?!)'})\b"
    )
