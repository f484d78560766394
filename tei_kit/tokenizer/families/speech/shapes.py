"""The labels that are speakers': by recurrence, by form, and by the speech after them.

A label is established by recurring, or by saying that it is a person's (a title, a function, a
party in brackets). Once labels of a separator are established, others that are made alike count
although they stand once. What begins like a label and is not taken is doubtful: a turn ends there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tei_kit.certainty import Certainty
from tei_kit.record import field, record
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.speech import words
from tei_kit.tokenizer.families.speech.candidates import person_in_brackets
from tei_kit.tokenizer.families.speech.groups import (
    NAME_ALONE,
    SENTENCE_ENDS,
    SIGNS,
    Group,
    Place,
)
from tei_kit.tokenizer.families.speech.labels import Label, Separator

# How often a label has to stand that has words in lower case which we do not know.
OFTEN = 2
# The share of labels that name a matter, as those of records and forms do.
MATTERS = 0.3
# The dots between a name and a country or a page.
LEADERS = re.compile(r"[ ]?(?:\.[ ]?){4,}")
# How many words in small letters a sentence has at the least, and no title or list of names.
SENTENCE = 4
# The share of the blocks of a short text, from the first label on, that begin with one.
DENSE = 0.6


@record
class Speakers:
    """The labels that speak, by where they begin, and those that are doubtful."""

    spoken: Mapping[int, Label] = field(default_factory=dict)
    certainty: Mapping[int, Certainty] = field(default_factory=dict)
    doubtful: Mapping[int, Label] = field(default_factory=dict)
    stated: int = 0  # how many the format of the text states
    others: Sequence[Label] = ()  # labels that say that they are persons', and were not taken

    @property
    def strong(self) -> int:
        """How many labels show by their form that they are persons'."""
        return sum(label.is_strong for label in self.spoken.values())


def find(
    text: str,
    places: Sequence[Place],
    language: Language,
    always: Sequence[str] = (),
    given: Separator | None = None,
) -> Speakers:
    """The labels that speak, among possible labels at some places.

    `always` are heads of labels that a profile says to be speakers'. Labels speak that end as
    somebody said (`given`), also if they stand once, and no others.
    """
    matters = _matters_of(places, language)
    if given is not None:
        return _given(places, given, matters, always)
    loose = Counter(
        label.key
        for place in places
        for label in place.labels
        if label.is_loose and not _is_office(label)
    )
    seldom = frozenset(key for key, count in loose.items() if count < OFTEN)
    ends = {place.start: place for place in places}
    by_separator = _by_separator(places, seldom, matters)
    groups = [
        Group(text, separator, ended.labels, ends, language)
        for separator, ended in by_separator.items()
        if ended.may_speak
    ]
    established = _speaking(groups, places)
    found = _chosen(places, established, matters, seldom, always)
    taken, sure = dict(found.spoken), dict(found.certainty)
    _take_named(places, taken, sure, frozenset(group.separator for group in established))
    doubtful = {at: label for at, label in found.doubtful.items() if at not in taken}
    _drop_titles(text, taken, sure, ends)
    _drop_names(text, taken, sure, ends)
    others = [
        label
        for separator in SIGNS
        for label in (by_separator[separator].labels if separator in by_separator else ())
        if label.start not in taken and label.is_strong
    ]
    return Speakers(taken, sure, doubtful, 0, others)


def _is_office(label: Label) -> bool:
    """Whether an office stands beside a name and a surname: "Ministr dopravy ČR Karel Hála:"."""
    return label.has_function and len(label.name) > 1 and label.separator is Separator.COLON


@record
class _Ended:
    """The labels that end with a separator, and how many others with it name a matter."""

    labels: Sequence[Label]
    of_matters: int

    @property
    def may_speak(self) -> bool:
        """Whether few name a matter, or a label says that it is a person's."""
        few = self.of_matters < MATTERS * len(self.labels)
        return few or any(label.is_strong for label in self.labels)


def _by_separator(
    places: Sequence[Place], seldom: frozenset[str], matters: frozenset[str]
) -> Mapping[Separator, _Ended]:
    """The first label of each separator at each place, without those in lower case that are
    `seldom`, those that name a matter, and those right before what is said.
    """
    found: dict[Separator, list[Label]] = {}
    of_matters: Counter[Separator] = Counter()
    for place in places:
        ended: set[Separator] = set()  # what follows a comma may go over several lines
        for label in place.labels:
            if label.separator in ended:
                continue
            ended.add(label.separator)
            if label.is_tight or (label.is_loose and label.key in seldom):
                continue
            if label.key in matters:
                of_matters[label.separator] += 1
            else:
                found.setdefault(label.separator, []).append(label)
    return {each: _Ended(labels, of_matters[each]) for each, labels in found.items()}


def _chosen(
    places: Sequence[Place],
    established: Sequence[Group],
    matters: frozenset[str],
    seldom: frozenset[str],
    always: Sequence[str],
) -> Speakers:
    """The label of each place with which somebody speaks: of the surest of the groups, or one that
    is `always` a speaker's.
    """
    of = {group.separator: group for group in established}
    order = {separator: at for at, separator in enumerate(of)}
    taken: dict[int, Label] = {}
    sure: dict[int, Certainty] = {}
    doubtful: dict[int, Label] = {}
    for place in places:
        stated = next((label for label in place.labels if label.head in always), None)
        if stated is not None:
            taken[place.start], sure[place.start] = stated, Certainty.HIGH
            continue
        usable = [
            label
            for label in place.labels
            if label.separator in order and not (label.is_loose and label.key in seldom)
        ]
        usable.sort(key=lambda label: order[label.separator])
        for label in usable:
            certainty = of[label.separator].certainty(label, matters)
            if certainty is not None:
                taken[place.start], sure[place.start] = label, certainty
                doubtful.pop(place.start, None)
                break
            if of[label.separator].is_doubtful(label, matters):
                doubtful.setdefault(place.start, label)
    return Speakers(taken, sure, doubtful)


def _speaking(groups: Sequence[Group], places: Sequence[Place]) -> list[Group]:
    """The groups with whose labels persons speak, the surest first; each is told what holds beside
    the others.
    """
    established = [group for group in groups if group.is_established and group.covers(len(places))]
    for group in established:
        group.fills = _begin_blocks(group.labels, places)
    if not established:
        # In a short text little recurs, but nearly every block is somebody's.
        for group in groups:
            group.is_dense = group.may_be_dense and _begin_blocks(group.alike, places)
            established += [group] if group.is_dense else []
    asked = [group for group in established if group.separator is Separator.QUESTION]
    if asked:
        # Among questions and answers the court and counsel may speak but once, and the person who
        # answers may be the only one with a name.
        for group in groups:
            if group not in established and (group.speaks_between or group.answers(asked[0])):
                group.is_between = True
                established.append(group)
    if any(group.has_capitals for group in established):
        # Where persons speak with labels in capitals, what they said may be told, too.
        for group in groups:
            if group.separator is Separator.SAID:
                group.is_between = True
                if group not in established:
                    established.append(group)
    if any(group.separator is Separator.TIME for group in established):
        # Where labels have times, that of the chair may have none.
        established += [
            group for group in groups if group not in established and group.speaks_without_time
        ]
    most = max((group.support for group in established), default=0)
    established = [group for group in established if group.counts_beside(most)]
    established.sort(key=_order)
    named = [group for group in established if group.separator is not Separator.QUESTION]
    for other in named[1:]:
        if not {Separator.TIME, Separator.SAID} & {other.separator, named[0].separator}:
            other.known = named[0].recurring
    return established


def _take_named(
    places: Sequence[Place],
    taken: dict[int, Label],
    sure: dict[int, Certainty],
    separators: frozenset[Separator],
) -> None:
    """Take the labels that are names which other labels have in brackets.

    "The Minister for Transport (Kevin Vale):", and then "Kevin Vale:".
    """
    named = (person_in_brackets(label) for label in taken.values() if label.brackets)
    keys = {person.key for person in named if person}
    if not keys:
        return
    for place in places:
        for label in place.labels:
            known = label.key in keys and label.separator in separators and not label.is_tight
            if known and place.start not in taken:
                taken[place.start], sure[place.start] = label, Certainty.MEDIUM


def _given(
    places: Sequence[Place],
    given: Separator,
    matters: frozenset[str],
    always: Sequence[str],
) -> Speakers:
    """The labels of the separator that somebody named, without words that name a matter.

    Labels with words in lower case that we do not know have to recur.
    """
    ours = [label for place in places for label in place.labels if label.separator is given]
    counts = Counter(label.key for label in ours)
    taken: dict[int, Label] = {}
    sure: dict[int, Certainty] = {}
    for place in places:
        stated = next((label for label in place.labels if label.head in always), None)
        label = stated or next((each for each in place.labels if each.separator is given), None)
        if label is None:
            continue
        recurs = stated is not None or counts[label.key] > 1
        if stated is None and (label.key in matters or (label.is_loose and not recurs)):
            continue
        taken[place.start] = label
        sure[place.start] = Certainty.HIGH if recurs else Certainty.MEDIUM
    return Speakers(taken, sure)


def _begin_blocks(labels: Sequence[Label], places: Sequence[Place]) -> bool:
    """Whether nearly every block begins with one of some labels, from the first of them on."""
    starts = {label.start for label in labels}
    ours = {place.block_end for place in places if place.start in starts}
    first = min(starts)
    others = {place.block_end for place in places if place.start > first} - ours
    return len(labels) >= DENSE * (len(labels) + len(others))


def _drop_titles(
    text: str,
    taken: dict[int, Label],
    sure: dict[int, Certainty],
    ends: Mapping[int, Place],
) -> None:
    """Take back names that stand once, above the first that recurs or says whose it is: titles.

    After a full name and a colon a sentence is said: "ADA HALE: Welcome to all of you."
    """
    counts = Counter(label.key for label in taken.values())
    recurring = [key for key, count in counts.items() if count > 1]
    for at, label in list(taken.items()):
        is_cut_later = any(label.key.startswith(key) for key in recurring)  # "PHILONOUS.", "PHIL."
        if counts[label.key] > 1 or label.is_strong or sure[at] is Certainty.HIGH or is_cut_later:
            return
        said = text[label.end : ends[at].end].strip()
        is_colon = label.separator is Separator.COLON and label.is_capital and len(label.name) > 1
        small = sum(word[0].islower() for word in said.split())
        if is_colon and said[-1:] in SENTENCE_ENDS and small >= SENTENCE:
            return
        del taken[at], sure[at]


def _drop_names(
    text: str,
    taken: dict[int, Label],
    sure: dict[int, Certainty],
    ends: Mapping[int, Place],
) -> None:
    """Take back the first labels where they stand once, with a name after them: a title page.

    "President: Mr. Hale ........ (Norvia)".
    """
    counts = Counter(label.key for label in taken.values())
    for at, label in list(taken.items()):
        said = LEADERS.split(text[label.end : ends[at].end].strip())[0]
        if counts[label.key] > 1 or NAME_ALONE.fullmatch(said) is None:
            return
        del taken[at], sure[at]


def _order(group: Group) -> tuple[bool, float]:
    return group.separator is not Separator.QUESTION, -group.support


def _matters_of(places: Sequence[Place], language: Language) -> frozenset[str]:
    """The labels that name a matter, and nowhere say that they are a person's."""
    known = words.matters(language)
    every = [label for place in places for label in place.labels]
    strong = {label.key for label in every if label.is_strong}
    return frozenset(label.key for label in every if _is_matter(label, known)) - strong


def _is_matter(label: Label, matters: frozenset[str]) -> bool:
    """Whether a label of mere names is, or begins with, a word that names a matter."""
    if label.is_strong or not label.name:
        return False
    folded = label.head.casefold().rstrip(".")
    return folded in matters or label.name[0] in matters or label.name[-1] in matters


def with_stated(found: Speakers, stated: Mapping[int, Label]) -> Speakers:
    """The speakers with those that the format of the text states."""
    if not stated:
        return found
    certain = dict.fromkeys(stated, Certainty.HIGH)
    doubtful = {at: label for at, label in found.doubtful.items() if at not in stated}
    return Speakers(
        {**found.spoken, **stated},
        {**found.certainty, **certain},
        doubtful,
        len(stated),
        found.others,
    )


def kept(found: Speakers, starts: set[int]) -> Speakers:
    """The speakers without the labels that no block begins with."""
    return Speakers(
        {at: label for at, label in found.spoken.items() if at in starts},
        {at: certainty for at, certainty in found.certainty.items() if at in starts},
        {at: label for at, label in found.doubtful.items() if at in starts},
        found.stated,
        found.others,
    )
