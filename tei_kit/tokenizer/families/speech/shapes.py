"""Which labels are speakers: by recurrence, by form, and by the speech after them.

A label is established by recurring, or by saying that it is a person's (a title, a function, a
party in brackets). Once labels of a separator are established, others that are made alike count
although they stand once. What begins like a label and is not taken is doubtful: a turn ends there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field
from itertools import pairwise

from tei_kit.certainty import Certainty
from tei_kit.record import record
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families import records
from tei_kit.tokenizer.families.speech import words
from tei_kit.tokenizer.families.speech.labels import (
    STAMP,
    Label,
    Separator,
    person_in_brackets,
)

# How often labels have to recur for their separator to be one.
LEAST_TOTAL = 4
LEAST_NAMES = 2
# How often a label has to stand that has words in lower case which we do not know.
OFTEN = 2
# How many labels of persons establish a separator without recurring.
LEAST_STRONG = 4
# The share of what recurs that makes labels of mere names speakers.
WEAK_SHARE = 0.5
# The share of turns that end as sentences do.
SENTENCES = 0.5
# The share of labels that name a matter, as those of records and forms do.
MATTERS = 0.3
# How many labels a short text has at the least, of how many persons, and the share of its blocks,
# from the first label on, that begin with one.
FEW, FEW_PERSONS, DENSE = 3, 2, 0.6
ALIKE = 0.8  # the share of them that are in capitals, or say that they are persons'
# The share of the places that have labels where these are mere names without a colon.
LEAST_SHARE = 0.15
# Separators of labels that stand over their speech.
OVER_TEXT = frozenset({Separator.LINE, Separator.ALONE})
# The signs that end a label on the line of its speech.
SIGNS = (Separator.COLON, Separator.DASH, Separator.STOP)
# Separators that little else than labels has.
SURE = frozenset({Separator.COLON, Separator.QUESTION, Separator.TIME, Separator.MARKED})
LONG = 2000  # characters of what is said that are looked at
# The share of the places that have labels before wide gaps, as columns of tables do.
LEAST_GAPS = 0.05
# The share of labels under which a list begins where labels are headings of lists.
LISTS = 0.4
# The share of speeches that are but a name, where labels are offices.
NAMES = 0.8
# The share of speeches that say I, you or us: where something is asked, where nothing is, and where
# labels stand alone.
ADDRESSED, ADDRESSED_ONLY, ADDRESSED_ALONE = 0.15, 0.4, 0.5
ASKING = 0.15  # the share of paragraphs that end as questions, under labels that stand alone
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_ENDS = frozenset(".!?…:;—–-\"”»“’')]。！？")
# "Is it?", "No!" he said; not "log!12", "?name=".
ASKED = re.compile(r"[?!？！](?![\w=/#])")
# The dots between a name and a country or a page.
LEADERS = re.compile(r"[ ]?(?:\.[ ]?){4,}")
# A name with its titles, and nothing else: "Mr. Ada Hale", "Ex.mo Sr. Hale".
NAME_ALONE = re.compile(
    r"""
    [^\W\d_a-zß-öø-ÿ][\w.'’-]*
    (?: [ ] (?: (?:de|da|do|dos|la|van|von|der|den|du|di|al|el|y|e)[ ] )?
        [^\W\d_a-zß-öø-ÿ][\w.'’-]* ){1,5}
    (?<! \w\w\w[.] )
    """,
    re.VERBOSE,
)
# The sign of an item: "- ", "• ", "1) ".
ITEM = re.compile(r"(?:[-*•‣◦o+]|[0-9]{1,2}[.)])\s")


@record
class Place:
    """A place where a label may stand: it begins the line `text[start:end]` of a block.

    `lists` says that an item of a list is the next block; `text[under:under_end]` is the next
    block, if it is text.
    """

    start: int
    end: int
    block_end: int
    labels: Sequence[Label]
    lists: bool = False
    under: int = 0
    under_end: int = 0


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
        """How many of the labels say that they are persons'."""
        return sum(label.is_strong for label in self.spoken.values())


def find(
    text: str,
    places: Sequence[Place],
    language: Language,
    always: Sequence[str] = (),
    given: Separator | None = None,
) -> Speakers:
    """The labels that speak, among what may be labels at some places.

    `always` are heads of labels that a profile says to be speakers'. Labels speak that end as
    somebody said (`given`), also if they stand once, and no others.
    """
    if given is not None:
        return _given(places, given, _matters_of(places, language), always)
    matters = _matters_of(places, language)
    loose = Counter(label.key for place in places for label in place.labels if label.is_loose)
    by_separator: dict[Separator, list[Label]] = {}
    ends: dict[int, Place] = {}
    of_matters: Counter[Separator] = Counter()
    for place in places:
        ends[place.start] = place
        ended: set[Separator] = set()  # what follows a comma may go over several lines
        for label in place.labels:
            if label.separator in ended:
                continue
            ended.add(label.separator)
            if label.is_tight or (label.is_loose and loose[label.key] < OFTEN):
                continue
            if label.key in matters:
                of_matters[label.separator] += 1
            else:
                by_separator.setdefault(label.separator, []).append(label)
    groups = [
        _Group(text, separator, found, ends, language)
        for separator, found in by_separator.items()
        if of_matters[separator] < MATTERS * len(found) or any(label.is_strong for label in found)
    ]
    blocks = len(places)
    established = [group for group in groups if group.is_established and group.covers(blocks)]
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
    order = {group.separator: at for at, group in enumerate(established)}
    named = [group for group in established if group.separator is not Separator.QUESTION]
    for other in named[1:]:
        if not {Separator.TIME, Separator.SAID} & {other.separator, named[0].separator}:
            other.known = named[0].recurring
    taken: dict[int, Label] = {}
    sure: dict[int, Certainty] = {}
    doubtful: dict[int, Label] = {}
    of = {group.separator: group for group in established}
    for place in places:
        stated = next((label for label in place.labels if label.head in always), None)
        if stated is not None:
            taken[place.start], sure[place.start] = stated, Certainty.HIGH
            continue
        usable = [
            label
            for label in place.labels
            if label.separator in order and not (label.is_loose and loose[label.key] < OFTEN)
        ]
        usable.sort(key=lambda label: order[label.separator])
        for label in usable:
            certainty = of[label.separator].certainty(label, matters)
            if certainty is not None:
                taken[place.start] = label
                sure[place.start] = certainty
                doubtful.pop(place.start, None)
                break
            if of[label.separator].is_doubtful(label, matters):
                doubtful.setdefault(place.start, label)
    _take_named(places, taken, sure, frozenset(order))
    doubtful = {at: label for at, label in doubtful.items() if at not in taken}
    _drop_titles(taken, sure)
    _drop_names(text, taken, sure, ends)
    others = [
        label
        for separator in SIGNS
        for label in by_separator.get(separator, ())
        if label.start not in taken and label.is_strong
    ]
    return Speakers(taken, sure, doubtful, 0, others)


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


def _drop_titles(taken: dict[int, Label], sure: dict[int, Certainty]) -> None:
    """Take back names that stand once, above the first that recurs or says whose it is: titles."""
    counts = Counter(label.key for label in taken.values())
    recurring = [key for key, count in counts.items() if count > 1]
    for at, label in list(taken.items()):
        is_cut_later = any(label.key.startswith(key) for key in recurring)  # "PHILONOUS.", "PHIL."
        if counts[label.key] > 1 or label.is_strong or sure[at] is Certainty.HIGH or is_cut_later:
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


def _order(group: _Group) -> tuple[bool, float]:
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


class _Group:
    """The labels of one separator."""

    def __init__(
        self,
        text: str,
        separator: Separator,
        labels: Sequence[Label],
        ends: Mapping[int, Place],
        language: Language,
    ) -> None:
        self.separator = separator
        self._addresses = frozenset(language.addresses)
        self._text = text
        self.labels = labels
        self._ends = ends
        self._counts = Counter(label.key for label in labels)
        self._starts = sorted(label.start for label in labels)
        self.recurring = {key for key, count in self._counts.items() if count >= 2}
        self._total = sum(self._counts[key] for key in self.recurring)
        strong = [label for label in labels if label.is_strong]
        self._strong = len(strong)
        self._strong_heads = len({label.key for label in strong})
        self._strong_recurring = len({label.key for label in strong} & self.recurring)
        weak = [label for label in labels if not label.is_strong]
        self._weak_total = sum(label.key in self.recurring for label in weak)
        self._weak_share = self._weak_total / len(weak) if weak else 0.0
        self._shapes = {label.shape for label in labels if label.key in self.recurring}
        self._kinds = {label.kinds[:1] for label in labels if label.key in self.recurring}
        self._capitals = {
            label.is_capital
            for label in labels
            if label.key in self.recurring and not label.is_strong
        }
        self.support = self._total + 0.5 * self._strong
        self.is_between = False  # among questions and answers
        self.is_dense = False  # few labels, with which nearly every block begins
        self.fills = False  # nearly every block begins with one
        self.known: set[str] | None = None  # the heads that the main separator has

    @property
    def is_weak(self) -> bool:
        """Whether the labels are mere names."""
        return self._strong < 0.4 * max(1, self._total)

    @property
    def is_established(self) -> bool:
        """Whether labels of this separator speak."""
        if self.separator is Separator.QUESTION:
            return self._are_questions()
        recur = self._total >= LEAST_TOTAL and len(self.recurring) >= LEAST_NAMES
        strong = self._strong_heads >= LEAST_NAMES and (
            self._strong >= LEAST_STRONG or (self._strong >= 3 and self._total >= 2)
        )
        if not (recur or strong) or self._count_up():
            return False
        if self.separator in OVER_TEXT and not self._stand_over_text():
            return False
        if self.separator is Separator.ALONE and not recur:
            return False
        return self._are_said()

    @property
    def has_capitals(self) -> bool:
        """Whether labels that say that they are persons' stand in capitals."""
        return any(label.is_strong and label.is_capital for label in self.labels)

    @property
    def speaks_between(self) -> bool:
        """Whether persons speak with these labels, seldom as it may be."""
        is_sign = self.separator in (Separator.COLON, Separator.STOP)
        return is_sign and self._strong_heads >= LEAST_NAMES and self._are_said()

    def answers(self, asked: _Group) -> bool:
        """Whether one person, or more, speaks with these labels where others only have a Q: most
        of the labels that recur stand after a question."""
        if self.separator not in (Separator.COLON, Separator.STOP) or not self.recurring:
            return False
        questions = {label.start for label in asked.labels}
        said = {label.start for label in self.labels if label.key in self.recurring} - questions
        ordered = sorted(questions | said)
        after = sum(a in questions and b in said for a, b in pairwise(ordered))
        return after >= LEAST_NAMES and 2 * after >= len(said)

    @property
    def speaks_without_time(self) -> bool:
        """Whether one person, or more, speaks with these labels among such as have times."""
        return self.separator is Separator.COLON and bool(self.recurring) and self._are_said()

    @property
    def alike(self) -> Sequence[Label]:
        """The labels that are in capitals or say that they are persons'; all, where times tell."""
        if self.separator is Separator.TIME or self._are_timed():
            return self.labels
        return [label for label in self.labels if label.is_capital or label.is_strong]

    @property
    def may_be_dense(self) -> bool:
        """Whether few labels may speak: one recurs, all are persons', or all have a time."""
        alike = self.alike
        if len(alike) < max(FEW, ALIKE * len(self.labels)) or self._count_up():
            return False
        heads = {label.key for label in alike}
        if len(heads) < FEW_PERSONS:
            return False
        if self.separator is Separator.TIME or self._are_timed():
            return self._are_sentences()
        if self.separator not in (Separator.COLON, Separator.DASH, Separator.STOP):
            return False
        return (len(heads) < len(alike) or self._strong == len(alike)) and self._are_said()

    def _are_timed(self) -> bool:
        """Whether labels that stand over speeches come after the times of these."""
        return self.separator is Separator.LINE and all(label.is_led for label in self.labels)

    def covers(self, places: int) -> bool:
        """Whether there are as many labels as there are in a talk.

        Mere names before a stop or a dash, which much else has, need more than a few.
        """
        if self.separator is Separator.GAP and self._total < LEAST_GAPS * places:
            return False
        if not self.is_weak or self.separator in SURE:
            return True
        return self._total >= LEAST_SHARE * places

    def counts_beside(self, most: float) -> bool:
        """Whether the labels count beside those of the separator with the most support."""
        if self.separator is Separator.QUESTION or self.is_between or self.support >= most:
            return True
        if self.separator in (*OVER_TEXT, Separator.GAP, Separator.MARKED):
            return False
        return self.support >= 0.1 * most and (
            self._strong >= 3 or self._total >= LEAST_TOTAL or self.speaks_without_time
        )

    def certainty(self, label: Label, matters: frozenset[str]) -> Certainty | None:
        """How sure a label is one; None for no label."""
        if label.key in matters:
            return None
        if self.known is not None and label.key not in self.known:
            return None
        if label.is_tight and label.key not in self.recurring:
            return None
        if label.key in self.recurring:
            if label.is_strong or (self.is_weak and self._weak_share >= WEAK_SHARE):
                return Certainty.HIGH
            if label.is_capital:
                return Certainty.HIGH if self._counts[label.key] > 2 else Certainty.MEDIUM
            often = self._counts[label.key] > 2 or len(label.name) > 1
            often = often or label.is_led or bool(label.brackets)
            return Certainty.MEDIUM if self.is_weak or often or self.fills else None
        if self.is_dense:
            return Certainty.MEDIUM if label in self.alike else None
        if self.separator in (*OVER_TEXT, Separator.QUESTION):
            if self.separator is Separator.QUESTION or not label.is_strong:
                return None
            is_person = bool(label.brackets) or self._strong_recurring >= LEAST_NAMES
            return Certainty.MEDIUM if is_person else None
        if label.is_strong:
            bound = bool(label.brackets) or bool(label.rest) or label.kinds[:1] in self._kinds
            bound = bound or label.kinds == "g"  # "All: Oh!"
            bound = bound or self.separator is Separator.TIME  # "Guest  0:02"
            if bound or self._strong >= LEAST_STRONG or self.is_between:
                return Certainty.HIGH if label.shape in self._shapes else Certainty.MEDIUM
            return None
        if label.is_led:
            return Certainty.MEDIUM
        if self.is_weak and self._weak_share >= WEAK_SHARE and label.is_capital in self._capitals:
            return Certainty.MEDIUM if label.is_capital else Certainty.LOW
        if label.is_capital and True in self._capitals:
            return Certainty.MEDIUM
        return None

    def is_doubtful(self, label: Label, matters: frozenset[str]) -> bool:
        """Whether a label that was not taken is made as labels are here."""
        if self.separator in (*OVER_TEXT, Separator.QUESTION, Separator.GAP):
            return False
        if label.key in matters or label.is_tight or self.known is not None:
            return False
        if label.is_capital and self._said_of(label).isupper():
            return False  # a heading
        if label.is_capital and len(label.name) > 1 and self.has_capitals:
            return True
        return label.is_strong or (self.is_weak and label.is_capital in self._capitals)

    def _count_up(self) -> bool:
        """Whether most labels end with a number that is one more than the one before: `Q. 2.--`"""
        last = [label.head.rpartition(" ")[2] for label in self.labels]
        numbers = [int(word) for word in last if word.isdecimal()]
        steps = sum(b - a == 1 for a, b in pairwise(numbers))
        return steps * 2 > len(last) > 2

    # Evidence from what is said.

    def _are_questions(self) -> bool:
        """Whether Q stands often enough, and what follows it asks or is answered."""
        asked = self._counts.get("q", 0)
        if asked < 2:
            return False
        return sum(self._said_of(label)[-1:] in "?-—–." for label in self.labels) >= asked * 0.5

    def _said_of(self, label: Label) -> str:
        """The speech after a label, without white space at its end."""
        place = self._ends[label.start]
        if self.separator is Separator.ALONE:
            return self._text[place.under : min(place.under_end, place.under + LONG)]
        end = min(place.end, label.end + LONG)
        said = self._text[label.end : end].strip()
        if not any(map(str.isalpha, said)):  # the label stands alone on its line
            last = min(place.block_end, label.end + LONG, self._next_start(label))
            said = self._text[label.end : last].rstrip()
        if self.separator is Separator.TIME:
            stamp = STAMP.match(said.lstrip())
            said = said.lstrip()[stamp.end() :].lstrip() if stamp else said
        return said

    def _are_sentences(self) -> bool:
        """Whether sentences follow the labels, whoever says them."""
        said = [self._said_of(label) for label in self.labels]
        return sum(words[-1:] in SENTENCE_ENDS for words in said if words) >= FEW_PERSONS

    def _next_start(self, label: Label) -> int:
        """Where the next label of the group begins."""
        at = bisect_right(self._starts, label.start)
        return self._starts[at] if at < len(self._starts) else len(self._text)

    def _are_said(self) -> bool:
        """Whether what follows the labels are sentences of persons and no data."""
        labels = [label for label in self.labels if label.key in self.recurring or label.is_strong][
            :400
        ]
        said = [self._said_of(label) for label in labels]
        listing = sum(
            self._begins_list(label, words) for label, words in zip(labels, said, strict=True)
        )
        if listing >= LISTS * len(labels):
            return False
        texts = [each for each in said if each]
        if not texts:  # all labels stand alone
            return True
        ended = sum(each[-1] in SENTENCE_ENDS for each in texts)
        if ended < SENTENCES * len(texts):
            return False
        if self.separator is Separator.GAP:
            # What stands beside a letter or a word in a table begins in small letters.
            small = sum(each[0].islower() for each in texts)
            if small > SENTENCES * len(texts):
                return False
        names = sum(NAME_ALONE.fullmatch(each.rstrip(".")) is not None for each in texts)
        if names >= NAMES * len(texts) and len(texts) >= LEAST_TOTAL:
            return False  # "President: Ada Hale."
        if not self.is_weak:
            return True
        if not self._are_exchanged(texts):
            return False
        if self.separator not in SURE and self._total < 6:
            return False
        if self.separator in OVER_TEXT and self._are_full_names():
            return True
        return not records.are_fields([label.key for label in self.labels])

    def _are_exchanged(self, texts: Sequence[str]) -> bool:
        """Whether persons who have mere names ask and speak to each other.

        Labels that stand alone may as well be headings: under half of them somebody says I or you,
        and some of what is said ends as a question.
        """
        asked = any(ASKED.search(each) for each in texts)
        if self.separator in SURE:
            return asked
        if self.separator is Separator.ALONE:
            ask = sum(each.rstrip()[-1] in "?？" for each in texts)
            if ask < ASKING * len(texts) or not self._are_names():
                return False
        if not self._addresses:
            return asked
        said = sum(not self._addresses.isdisjoint(_words_of(each)) for each in texts)
        least = ADDRESSED if asked else ADDRESSED_ONLY
        if self.separator is Separator.ALONE:
            least = ADDRESSED_ALONE
        elif self.separator is Separator.BRACKETED:
            least = ADDRESSED_ONLY  # "[Worker] Job 12 was taken." stands so, too
        return said >= least * len(texts)

    def _are_names(self) -> bool:
        """Whether half of the labels that recur are full names, or in capitals, or say who asks."""
        recurring = [label for label in self.labels if label.key in self.recurring]
        names = sum(
            label.is_capital or len(label.name) > 1 or label.is_strong for label in recurring
        )
        return 2 * names >= len(recurring)

    def _are_full_names(self) -> bool:
        """Whether all labels that recur are a name and a surname: no fields of records are."""
        recurring = [label for label in self.labels if label.key in self.recurring]
        return all(NAME_ALONE.fullmatch(label.head) is not None for label in recurring)

    def _begins_list(self, label: Label, said: str) -> bool:
        """Whether the items of a list follow a label, and no speech: `Bug fixes:`"""
        if said:
            return ITEM.match(said) is not None
        return self._ends[label.start].lists

    def _stand_over_text(self) -> bool:
        """Whether labels alone on their lines are short, and words stand under each."""
        said = [label for label in self.labels if label.key in self.recurring]
        is_few = len(said) < 6 or max(self._counts.values()) < 3
        if is_few and self._strong_recurring < LEAST_NAMES:
            return False
        under = sum(bool(self._said_of(label)) for label in said)
        return under >= 0.9 * len(said)


def _words_of(text: str) -> frozenset[str]:
    """The words of a speech in lower case, each once."""
    return frozenset(WORD.findall(text.casefold()))


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
