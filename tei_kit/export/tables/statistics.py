"""Statistics: the numbers of a corpus, from the tables of its files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tei_kit.export.tables.rows import Contents, name_of

# "1971" of "1971-05-31T10:00:00"
YEAR = re.compile(r"-?[0-9]{4,}")


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """The turns and words of one speaker in all files; persons of the same name count as one."""

    name: str
    documents: int
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """The documents of one year, and their words. "" is the year of undated documents."""

    year: str
    documents: int
    words: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of a corpus. Words are those of running text, without notes and labels."""

    files: int
    documents: int
    pages: int
    turns: int
    words: int
    words_in_turns: int
    notes: int
    words_in_notes: int
    unanchored_notes: int
    persons: int
    refs: int
    unresolved_refs: int
    dates: int
    first_date: str
    last_date: str
    speakers: Sequence[SpeakerCount]
    years: Sequence[YearCount]


def statistics(corpus: Sequence[Contents]) -> Statistics:
    """The statistics of some files; speakers with the most words come first."""
    turns = [turn for contents in corpus for turn in contents.turns]
    notes = [note for contents in corpus for note in contents.notes]
    refs = [ref for contents in corpus for ref in contents.refs]
    dates = [date for contents in corpus for date in contents.dates]
    days = sorted(date.when for date in dates if date.when)
    return Statistics(
        files=len(corpus),
        documents=sum(len(contents.documents) for contents in corpus),
        pages=sum(len(contents.pages) for contents in corpus),
        turns=len(turns),
        words=sum(row.words for contents in corpus for row in contents.documents),
        words_in_turns=sum(turn.words for turn in turns),
        notes=len(notes),
        words_in_notes=sum(note.words for note in notes),
        unanchored_notes=sum(not note.anchored for note in notes),
        persons=sum(len(contents.persons) for contents in corpus),
        refs=len(refs),
        unresolved_refs=sum(ref.target.startswith("#") and not ref.resolved for ref in refs),
        dates=len(dates),
        first_date=days[0] if days else "",
        last_date=days[-1] if days else "",
        speakers=_speakers(corpus),
        years=_years(corpus),
    )


def _years(corpus: Sequence[Contents]) -> list[YearCount]:
    """The years of the documents in their order; documents without a date come last."""
    documents: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for contents in corpus:
        for row in contents.documents:
            match = YEAR.match(row.date)
            year = match[0] if match else ""
            documents[year] += 1
            words[year] += row.words
    order = sorted(documents, key=lambda year: (not year, int(year or 0)))
    return [YearCount(year, documents[year], words[year]) for year in order]


def _speakers(corpus: Sequence[Contents]) -> list[SpeakerCount]:
    """The speeches of each person, also together with others, as the table of persons has them."""
    turns: Counter[str] = Counter()
    words: Counter[str] = Counter()
    documents: dict[str, set[str]] = {}
    for contents in corpus:
        named = {person.id: person.name for person in contents.persons}
        for turn in contents.turns:
            together = [named[who] for who in turn.who.split() if who in named]
            for name in dict.fromkeys(together or [name_of(turn)]):
                turns[name] += 1
                words[name] += turn.words
                documents.setdefault(name, set()).add(f"{contents.file}#{turn.document}")
    found = [SpeakerCount(n, len(documents[n]), turns[n], words[n]) for n in turns]
    return sorted(found, key=lambda speaker: (-speaker.words, -speaker.turns, speaker.name))
