"""Shapes: the labels of speakers, found by recurrence, by form, and by the speech after them.

A separator is established by labels that recur or show a person by their form (a title, a function,
a party in brackets). Then other labels of the same form count, even if they stand only once. A
label of a similar form that is not taken is doubtful: a turn ends there.
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

# A label with unknown words in lower case has to stand at least this often.
OFTEN = 2
# If this many labels name a matter, for each other label, the text may be a record or a form.
MATTERS = 0.3
# The dots between a name and a country or a page.
LEADERS = re.compile(r"[ ]?(?:\.[ ]?){4,}")
# A sentence has at least this many words in lower case; a title or a list of names has fewer.
SENTENCE = 4
# From the first label on, at least this share of the blocks begins with a label.
DENSE = 0.6


@record
class Speakers:
    """The labels of speakers, and the doubtful labels, by their beginnings in the text."""

    spoken: Mapping[int, Label] = field(default_factory=dict)
    certainty: Mapping[int, Certainty] = field(default_factory=dict)
    doubtful: Mapping[int, Label] = field(default_factory=dict)
    stated: int = 0  # the number of labels that the format of the text states
    others: Sequence[Label] = ()  # labels that show a person by their form, but were not taken

    @property
    def strong(self) -> int:
        """The number of labels that show a person by their form."""
        return sum(label.is_strong for label in self.spoken.values())


def find(
    text: str,
    places: Sequence[Place],
    language: Language,
    always: Sequence[str] = (),
    given: Separator | None = None,
) -> Speakers:
    """The labels of speakers, among the possible labels at some places.

    `always` are heads of labels that a profile declares to be speakers'. If the user gives the
    separator of labels (`given`), all labels with it count, even if they stand only once, and no
    others.
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
    """Whether an office stands before a full name and a colon: "Ministr dopravy ČR Karel Hála:"."""
    return label.has_function and len(label.name) > 1 and label.separator is Separator.COLON


@record
class _Ended:
    """The labels that end with a separator, and the number of its labels that name a matter."""

    labels: Sequence[Label]
    of_matters: int

    @property
    def may_speak(self) -> bool:
        """Whether few labels name a matter, or a label shows a person by its form."""
        few = self.of_matters < MATTERS * len(self.labels)
        return few or any(label.is_strong for label in self.labels)


def _by_separator(
    places: Sequence[Place], seldom: frozenset[str], matters: frozenset[str]
) -> Mapping[Separator, _Ended]:
    """The first label of each separator at each place, by separator.

    Left out are labels with unknown words that are `seldom`, labels that name a matter, and labels
    with no space after the colon.
    """
    found: dict[Separator, list[Label]] = {}
    of_matters: Counter[Separator] = Counter()
    for place in places:
        ended: set[Separator] = set()  # a label with a comma may end at several line ends
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
    """The label of the speaker at each place, with its certainty, and the doubtful labels.

    A label in `always` comes first, then the first that a group takes, in the order of the groups.
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
    """The groups whose labels are those of speakers, in the order of `_order`.

    This sets what each group knows of the others: `fills`, `is_dense`, `is_between` and `known`.
    """
    established = [group for group in groups if group.is_established and group.covers(len(places))]
    for group in established:
        group.fills = _begin_blocks(group.labels, places)
    if not established:
        # In a short text few labels recur, but nearly every block begins with a label.
        for group in groups:
            group.is_dense = group.may_be_dense and _begin_blocks(group.alike, places)
            established += [group] if group.is_dense else []
    asked = [group for group in established if group.separator is Separator.QUESTION]
    if asked:
        # Among questions and answers, the court and counsel may speak only once, and only the
        # person who answers may have a name.
        for group in groups:
            if group not in established and (group.speaks_between or group.answers(asked[0])):
                group.is_between = True
                established.append(group)
    if any(group.has_capitals for group in established):
        # Where labels are in capitals, others may end with a verb: "MR. HEALY said, that he".
        for group in groups:
            if group.separator is Separator.SAID:
                group.is_between = True
                if group not in established:
                    established.append(group)
    if any(group.separator is Separator.TIME for group in established):
        # Where labels have times, the label of the chair may have no time.
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
    """Add the labels whose names stand in the brackets of other labels, to `taken` and `sure`.

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
    """The labels of the separator that the user gave, without labels that name a matter.

    Labels with unknown words in lower case have to recur.
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
    """Whether nearly every block begins with one of `labels`, from the first label on."""
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
    """Remove the first labels from `taken` and `sure` while they stand once: they are titles.

    This ends at the first label that recurs, whose short form recurs, or that shows a person by its
    form. It also ends at a full name and a colon before a sentence: "ADA HALE: Welcome to you all."
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
    """Remove the first labels while they stand once and only a name follows: a title page.

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
    """The keys of the labels that name a matter, and never show a person by their form."""
    known = words.matters(language)
    every = [label for place in places for label in place.labels]
    strong = {label.key for label in every if label.is_strong}
    return frozenset(label.key for label in every if _is_matter(label, known)) - strong


def _is_matter(label: Label, matters: frozenset[str]) -> bool:
    """Whether a label of mere names is, begins with, or ends with a word that names a matter."""
    if label.is_strong or not label.name:
        return False
    folded = label.head.casefold().rstrip(".")
    return folded in matters or label.name[0] in matters or label.name[-1] in matters


def with_stated(found: Speakers, stated: Mapping[int, Label]) -> Speakers:
    """The speakers, together with the labels that the format of the text states."""
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
    """The speakers, without the labels that stand at the beginning of no block (`starts`)."""
    return Speakers(
        {at: label for at, label in found.spoken.items() if at in starts},
        {at: certainty for at, certainty in found.certainty.items() if at in starts},
        {at: label for at, label in found.doubtful.items() if at in starts},
        found.stated,
        found.others,
    )
