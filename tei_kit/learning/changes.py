"""Changes: the changes of a profile that could replace decisions about single texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from tei_kit.decisions.anchor import ELLIPSIS, LONG, Stretch, found
from tei_kit.decisions.decision import ALL, Decision, Decisions
from tei_kit.decisions.kinds import KINDS
from tei_kit.decisions.writing import ORDER
from tei_kit.layout.choices import CHOICES
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source

# The signs between a label and its speech.
SEPARATORS = ":：.—–- "
# The number in a page marker: "[Pg 12]", "{12}".
NUMBER = re.compile(r"\d+|\b[ivxlcdm]+\b")
# The most characters of a page marker.
LONGEST = 40
# The least number of equal decisions that suggest a change for all texts.
OFTEN = 2
# The most words at the beginning or the end of a line that a shape has.
MOST_EDGE = 2


@dataclass(frozen=True, slots=True)
class Taught:
    """A text with its decisions."""

    source: Source
    decisions: Decisions


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of a file, with the name of the kind that it has without decisions."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one key of a profile: the value is set, or, with `is_added`, added to a list."""

    key: str
    value: str | bool | Mapping[str, object]
    is_added: bool = False

    @property
    def least(self) -> int:
        """The least number of decisions that the change has to make unnecessary.

        For a value in a list it is more than 1: texts have no words in common that were decided
        only once.
        """
        return OFTEN if self.is_added else 1

    @property
    def said(self) -> str:
        """The change in words: `speakers.always: "Q"`."""
        if isinstance(self.value, Mapping):
            row = {key: value for key, value in self.value.items() if key != "text"}
            about = ", ".join(f"{key} {value}" for key, value in row.items() if key != "taken")
            if "taken" in row:
                where = f', in "{self.value["text"]}",' if "text" in self.value else ""
                return f"what is taken for {row['taken']}{where} {about}"
            return f'"{self.value["text"]}" {about}'
        value = str(self.value).lower() if isinstance(self.value, bool) else f'"{self.value}"'
        return f"{self.key}: {value}" if self.is_added else f"{self.key} = {value}"

    def made(self, profile: Profile) -> Profile:
        """The profile with the change."""
        field = self.key.replace(".", "_")
        if self.key.startswith("layout."):
            question = self.key.partition(".")[2]
            return replace(profile, layout={**profile.layout, question: str(self.value)})
        if self.key.startswith("labels."):
            words = self.key.partition(".")[2]
            return replace(profile, labels={**profile.labels, words: str(self.value)})
        value = self.value
        if self.is_added:
            value = (*getattr(profile, field), self.value)  # type: ignore[assignment]
        return replace(profile, **{field: value})  # type: ignore[arg-type]


def candidates(
    taught: Sequence[Taught], profile: Profile, taken: Sequence[Sequence[Taken]] = ()
) -> list[Change]:
    """The changes that decisions suggest, each once; `learn` tries whether they pay.

    `taken` has the kinds of stretches without decisions, for each text.
    """
    rows = [
        *_of_whole_texts(taught),
        *_of_layout(),
        *_of_flags(profile),
        *_of_words(taught),
        *_of_pages(taught),
        *_of_taken(taught, taken),
    ]
    return list({(each.key, str(each.value)): each for each in rows}.values())


def _of_whole_texts(taught: Sequence[Taught]) -> Iterator[Change]:
    for name in dict.fromkeys(each.decisions.family for each in taught):
        if name:
            yield Change("family", name)
    for each in taught:
        for question, answer in each.decisions.layout.items():
            yield Change(f"layout.{question}", answer)


def _of_layout() -> Iterator[Change]:
    for choice in CHOICES.values():
        for answer in choice.answers:
            yield Change(f"layout.{choice.name}", answer)


def _of_flags(profile: Profile) -> Iterator[Change]:
    for each in fields(profile):
        value = getattr(profile, each.name)
        if isinstance(value, bool):
            key = each.name.replace("_", ".", 1) if each.name.startswith("speakers_") else each.name
            yield Change(key, not value)


def _of_words(taught: Sequence[Taught]) -> Iterator[Change]:
    """Changes about words: labels, first words of headings, and words of one kind in all texts."""
    same: Counter[tuple[str, str, str]] = Counter()
    rows: dict[tuple[str, str, str], Decision] = {}
    first_words: Counter[str] = Counter()
    for each in taught:
        for decision in each.decisions.decisions:
            words = " ".join(decision.text.split())
            label = words.rstrip(SEPARATORS)
            if decision.kind == "speaker" and label:
                yield Change("speakers.always", label, is_added=True)
            if decision.no == "speaker" and label:
                yield Change("speakers.not_speakers", label, is_added=True)
            if decision.kind == "heading":
                first_words[words.split()[0].rstrip(SEPARATORS)] += 1
            key = (words, decision.kind, decision.no)
            same[key] += max(1, len(found(each.source.text, decision)))
            rows[key] = decision
    for word, count in first_words.items():
        if word and count >= OFTEN:
            yield Change("head_words", word, is_added=True)
    yield from _of_lines(taught)
    yield from _of_signs(taught)
    yield from _of_titles(taught)
    yield from _of_lists(taught)
    for key, count in same.items():
        if count >= OFTEN or rows[key].every:
            yield Change("decision", _row(rows[key]), is_added=True)


def _of_lines(taught: Sequence[Taught]) -> Iterator[Change]:
    """Decisions about lines of a shape: `Chapter …` is a heading, `… Vale` is a signature."""
    shapes: Counter[tuple[str, str, str]] = Counter()
    rows: dict[tuple[str, str, str], Decision] = {}
    for each in taught:
        for decision in each.decisions.decisions:
            for shape in _shapes(decision.text):
                key = (shape, decision.kind, decision.no)
                shapes[key] += 1
                rows[key] = decision
    for key, count in shapes.items():
        if count >= OFTEN:
            yield Change("decision", {**_row(rows[key]), "text": key[0]}, is_added=True)


def _shapes(text: str) -> Iterator[str]:
    """The shapes of a line with some words, those with more words first."""
    words = text.split()
    if len(text) > LONG or ELLIPSIS in text:
        return
    for count in range(min(len(words) - 1, MOST_EDGE), 0, -1):
        yield f"{' '.join(words[:count])} {ELLIPSIS}"
        yield f"{ELLIPSIS} {' '.join(words[-count:])}"


def _of_signs(taught: Sequence[Taught]) -> Iterator[Change]:
    """Decisions about signs around stage directions: `{…}`."""
    pairs: Counter[tuple[str, str]] = Counter()
    for each in taught:
        for decision in each.decisions.decisions:
            words = decision.text.strip()
            if decision.kind == "stage" and len(words) > 2 and not words[0].isalnum():
                pairs[words[0], words[-1]] += 1
    for (first, last), count in pairs.items():
        if count >= OFTEN and not last.isalnum():
            row = {"text": f"{first}{ELLIPSIS}{last}", "is": "stage"}
            yield Change("decision", row, is_added=True)


def _of_titles(taught: Sequence[Taught]) -> Iterator[Change]:
    """Titles before the names of different persons: "Comrade Vale:", "Comrade Dorn:"."""
    names: dict[str, set[str]] = {}
    for each in taught:
        for decision in each.decisions.decisions:
            title, _, name = " ".join(decision.text.split()).partition(" ")
            if decision.kind == "speaker" and name:
                names.setdefault(title.rstrip(SEPARATORS), set()).add(name)
    for title, others in names.items():
        if title and len(others) >= OFTEN:
            yield Change("speakers.honorifics", title, is_added=True)


def _of_lists(taught: Sequence[Taught]) -> Iterator[Change]:
    """The words above lists of participants."""
    for each in taught:
        for decision in each.decisions.decisions:
            words = " ".join(decision.text.split()).rstrip(SEPARATORS)
            if decision.kind == "list-heading" and words:
                yield Change(f"labels.{words}", "participants")


def _row(decision: Decision) -> Mapping[str, object]:
    """A decision as a row of a profile, which is about every place of its words."""
    beside = {"before", "after", "nth", "of", "every", "by"}
    plain = replace(decision, text=" ".join(decision.text.split()))
    defaults = Decision("")
    return {
        key: getattr(plain, name)
        for name, key in ORDER
        if name not in beside and getattr(plain, name) != getattr(defaults, name)
    }


def _of_pages(taught: Sequence[Taught]) -> Iterator[Change]:
    """The forms of the page markers in decisions: `[Pg {n}]`."""
    for each in taught:
        for decision in each.decisions.decisions:
            if decision.kind != "page" or len(decision.text) > LONGEST:
                continue
            marker, count = NUMBER.subn("{n}", decision.text, count=1)
            if count and not marker.startswith("{n}"):
                yield Change("page_marker", marker)
                yield Change("layout.pages", marker.replace("{n}", "#"))


def _of_taken(taught: Sequence[Taught], taken: Sequence[Sequence[Taken]]) -> Iterator[Change]:
    """Decisions about all words that are taken for a kind, if people often corrected this kind."""
    rows: Counter[tuple[str, str, str, str]] = Counter()
    for each, there in zip(taught, taken, strict=False):
        for decision in each.decisions.decisions:
            if KINDS[decision.kind or decision.no].token is None:
                continue
            places = found(each.source.text, decision)
            kinds = {of.kind for place in places for of in there if _meet(place, of)}
            shapes = {ALL, *_shapes(decision.text)}
            for kind in kinds - {decision.kind}:
                if not decision.no or decision.no == kind:
                    rows.update((shape, kind, decision.kind, decision.no) for shape in shapes)
    for (shape, kind, is_kind, no), count in rows.items():
        if count >= OFTEN:
            said = {"is": is_kind} if is_kind else {"not": no}
            words = {"text": shape} if shape != ALL else {}
            yield Change("decision", {**words, "taken": kind, **said}, is_added=True)


def _meet(place: Stretch, other: Taken) -> bool:
    return place.start < other.end and other.start < place.end
