"""Groups: the labels of one separator, and whether persons speak with them.

A separator is established by labels that recur, or that show a person by their form (a title, a
function, a party in brackets), and by the speech after them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tei_kit.certainty import Certainty
from tei_kit.record import record
from tei_kit.settings.language import Language, alternatives, of_any
from tei_kit.tokenizer.families import records
from tei_kit.tokenizer.families.speech.chat import LEVELS
from tei_kit.tokenizer.families.speech.labels import Label, Separator
from tei_kit.tokenizer.families.speech.walk import STAMP

# Labels have to recur this often to establish their separator.
LEAST_TOTAL = 4
LEAST_NAMES = 2
# This many labels that show a person by their form establish a separator without recurring.
LEAST_STRONG = 4
# At least this share of the labels of mere names recurs where they are speakers.
WEAK_SHARE = 0.5
# At least this share of the turns ends as sentences do.
SENTENCES = 0.5
# A short text has at least this many labels, of at least this many persons.
FEW, FEW_PERSONS = 3, 2
ALIKE = 0.8  # at least this share of them is in capitals, or shows a person by its form
# Labels of mere names before a stop or a dash begin at least this share of the places.
LEAST_SHARE = 0.15
# Separators of labels that stand over their speech.
OVER_TEXT = frozenset({Separator.LINE, Separator.ALONE})
# The signs that end a label on the line of its speech.
SIGNS = (Separator.COLON, Separator.DASH, Separator.STOP)
# Separators that seldom end anything but a label.
SURE = frozenset({Separator.COLON, Separator.QUESTION, Separator.TIME, Separator.MARKED})
# Labels in or before quotation marks begin at least this share of the places.
SHARES = {"«": 0.3, "「": 0.5, "『": 0.5}
WIDE = "\u3000"
LONG = 2000  # characters of a speech that are examined
# Labels before wide gaps begin at least this share of the places; tables have such gaps, too.
LEAST_GAPS = 0.05
# If a list begins under this share of the labels, they are headings of lists.
LISTS = 0.4
# If this share of the speeches is only a name, the labels are offices: "President: Ada Hale."
NAMES = 0.8
# At least this share of the speeches says I, you or us: where somebody asks something, where nobody
# does, and where labels stand alone.
ADDRESSED, ADDRESSED_ONLY, ADDRESSED_ALONE = 0.15, 0.4, 0.5
LEAST_COUNTED = 3  # questions with numbers
CHANGES = 0.6  # at least this share of the turns follows the turn of another person
YEAR = re.compile(r"\b1[5-9][0-9]{2}\b|\b20[0-9]{2}\b")
ALONE_BUT = 0.2  # where labels stand alone, at most this share has words on its line
ASKING = 0.15  # under labels that stand alone, at least this share of paragraphs are questions
ASKING_OFTEN = 0.35  # at least this share of speeches are questions where nobody says I or you
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_ENDS = frozenset(".!?…:;—–-\"”»“’')]。！？）」』؟۔।")
# "Is it?", "No!" he said; "Ποιο καράβι;"; not "log!12", "?name=".
ASKED = re.compile(r"[?!？！؟](?![\w=/#])|(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e]")
# A name with its titles, and nothing else: "Mr. Ada Hale", "Ex.mo Sr. Hale".
NAME_ALONE = re.compile(
    rf"""
    [^\W\d_a-zß-öø-ÿ][\w.'’-]*
    (?: [ ] (?: (?:{alternatives(of_any("particles"))})[ ] )?
        [^\W\d_a-zß-öø-ÿ][\w.'’-]* ){{1,5}}
    (?<! \w\w\w[.] )
    """,
    re.VERBOSE,
)
# The answers of a test, to choose from: "A. Three. B. Four. C. Five."
CHOICES = re.compile(r"\bA[.):] [^\n]{1,200}\bB[.):] [^\n]{1,200}\bC[.):] ")
# The sign of an item: "- ", "• ", "1) ".
ITEM = re.compile(r"(?:[-*•‣◦o+]|[0-9]{1,2}[.)])\s")


@record
class Place:
    """A place where a label may stand: the beginning of the line `text[start:end]` of a block.

    `block_end` is the end of that block. `lists` says that the next block is an item of a list.
    `text[under:under_end]` is the next block, if it is text.
    """

    start: int
    end: int
    block_end: int
    labels: Sequence[Label]
    lists: bool = False
    under: int = 0
    under_end: int = 0


class Group:
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
        # Whether each label has a time beside it, or a time or mark before it.
        self._is_timed = separator is Separator.TIME or (
            separator in (Separator.LINE, Separator.GAP) and all(label.is_led for label in labels)
        )
        self.support = self._total + 0.5 * self._strong
        self.is_between = False  # among questions and answers, or among labels in capitals
        self.is_dense = False  # the labels are few, but nearly every block begins with a label
        self.fills = False  # nearly every block begins with a label
        self.known: set[str] | None = None  # the keys of the labels of the main separator

    @property
    def is_weak(self) -> bool:
        """Whether the labels are mere names."""
        return self._strong < 0.4 * max(1, self._total)

    @property
    def is_established(self) -> bool:
        """Whether labels of this separator are those of speakers."""
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
        """Whether a label that shows a person by its form stands in capitals."""
        return any(label.is_strong and label.is_capital for label in self.labels)

    @property
    def speaks_between(self) -> bool:
        """Whether persons speak with these labels, even if each label stands only once."""
        is_sign = self.separator in (Separator.COLON, Separator.STOP)
        heads = {label.key for label in self.labels if label.is_strong or label.is_led}
        return is_sign and len(heads) >= LEAST_NAMES and self._are_said()

    def answers(self, asked: Group) -> bool:
        """Whether these labels name the persons who answer the questions of `asked`.

        At least half of the labels that recur stand right after a question.
        """
        if self.separator not in (Separator.COLON, Separator.STOP) or not self.recurring:
            return False
        questions = {label.start for label in asked.labels}
        said = {label.start for label in self.labels if label.key in self.recurring} - questions
        ordered = sorted(questions | said)
        after = sum(a in questions and b in said for a, b in pairwise(ordered))
        return after >= LEAST_NAMES and 2 * after >= len(said)

    @property
    def speaks_without_time(self) -> bool:
        """Whether these labels, which have no times, are speakers' among labels with times."""
        return self.separator is Separator.COLON and bool(self.recurring) and self._are_said()

    @property
    def alike(self) -> Sequence[Label]:
        """The labels in capitals and those that show a person by their form; with times, all."""
        return [label for label in self.labels if self._is_alike(label)]

    def _is_alike(self, label: Label) -> bool:
        return self._is_timed or label.is_capital or label.is_strong

    @property
    def may_be_dense(self) -> bool:
        """Whether labels of a short text may be speakers': a label recurs, all show a person by
        their form, or all have a time.
        """
        alike = self.alike
        if len(alike) < max(FEW, ALIKE * len(self.labels)) or self._count_up():
            return False
        heads = {label.key for label in alike}
        if len(heads) < FEW_PERSONS:
            return False
        if self._is_timed:
            return self._are_sentences()
        if self.separator not in SIGNS:
            return False
        return (len(heads) < len(alike) or self._strong == len(alike)) and self._are_said()

    def covers(self, places: int) -> bool:
        """Whether labels recur often enough for a conversation, at this number of places.

        A stop or a dash stands after many other things, so mere names before it have to be many.
        """
        if self.separator is Separator.GAP and self._total < LEAST_GAPS * places:
            return False
        least = SHARES.get(self._text[self.labels[0].start], 0.0) or SHARES.get(
            self._text[self.labels[0].end : self.labels[0].end + 1], 0.0
        )
        if self.separator is Separator.MARKED and self._total < least * places:
            return False
        if not self.is_weak or self.separator in SURE:
            return True
        return self._total >= LEAST_SHARE * places

    def counts_beside(self, most: float) -> bool:
        """Whether the labels count beside those of the group with the highest support, `most`."""
        if self.separator is Separator.QUESTION or self.is_between or self.support >= most:
            return True
        if self.separator in (*OVER_TEXT, Separator.GAP, Separator.MARKED):
            return False
        return self.support >= 0.1 * most and (
            self._strong >= 3 or self._total >= LEAST_TOTAL or self.speaks_without_time
        )

    def certainty(self, label: Label, matters: frozenset[str]) -> Certainty | None:
        """The certainty that a label is a speaker's; None if it is not taken.

        `matters` are the keys of labels that name a matter.
        """
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
            return Certainty.MEDIUM if self._is_alike(label) else None
        if self.separator in (*OVER_TEXT, Separator.QUESTION):
            if self.separator is Separator.QUESTION or not label.is_strong:
                return None
            is_person = bool(label.brackets) or self._strong_recurring >= LEAST_NAMES
            return Certainty.MEDIUM if is_person else None
        if label.is_strong:
            bound = bool(label.brackets) or bool(label.rest) or label.kinds[:1] in self._kinds
            bound = bound or label.kinds == "g"  # "All: Oh!"
            bound = bound or self.separator is Separator.TIME  # "Guest  0:02"
            bound = bound or (label.is_capital and True in self._capitals)
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
        """Whether a label that was not taken has the form of the labels of this group."""
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

    # Evidence from the speech after the labels.

    def _are_questions(self) -> bool:
        """Whether Q stands often enough, and the words after labels end as speech does."""
        asked = self._counts.get("q", 0)
        if asked < 2:
            return False
        counted = sum(bool(label.number) for label in self.labels)
        if 2 * counted > asked:
            answered = sum(a.key == "q" and b.key == "a" for a, b in pairwise(self.labels))
            if counted < LEAST_COUNTED or 2 * answered < asked:
                return False  # the questions of a test, or in a speech
        said = [self._said_of(label) for label in self.labels]
        if 2 * sum(CHOICES.search(words) is not None for words in said) > len(said):
            return False
        return sum(words[-1:] in "?-—–." for words in said) >= asked * 0.5

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
        """Whether sentences follow at least two of the labels."""
        said = [self._said_of(label) for label in self.labels]
        return sum(words[-1:] in SENTENCE_ENDS for words in said if words) >= FEW_PERSONS

    def _next_start(self, label: Label) -> int:
        """The beginning of the next label of the group."""
        at = bisect_right(self._starts, label.start)
        return self._starts[at] if at < len(self._starts) else len(self._text)

    def _are_said(self) -> bool:
        """Whether the words after the labels are speech, and not data or lists."""
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
        if len(texts) <= ALONE_BUT * len(said):  # the labels stand alone
            return True
        ended = sum(each[-1] in SENTENCE_ENDS for each in texts)
        if ended < SENTENCES * len(texts):
            return False
        if self.separator is Separator.GAP:
            # The words beside a letter or a word in a table begin in small letters.
            small = sum(each[0].islower() for each in texts)
            if small > SENTENCES * len(texts):
                return False
        names = sum(NAME_ALONE.fullmatch(each.rstrip(".")) is not None for each in texts)
        if names >= NAMES * len(texts) and len(texts) >= LEAST_TOTAL:
            return False  # "President: Ada Hale."
        if not self.is_weak:
            return True
        if self._is_timed and self.separator is Separator.GAP:
            return self._counts.keys().isdisjoint(LEVELS)  # "02 04 12 07  CDR  Houston"
        if not self._are_exchanged(texts):
            return False
        if self.separator not in SURE and self._total < 6 and not self._are_wide():
            return False
        if self.separator is Separator.STOP and not self._take_turns(texts):
            return False
        if self.separator in OVER_TEXT and self._are_full_names():
            return True
        return not records.are_fields([label.key for label in self.labels])

    def _are_wide(self) -> bool:
        """Whether a wide space of Chinese and Japanese print ends the labels: `母　雨だねえ`."""
        return all(self._text[label.end] == WIDE for label in self.labels)

    def _take_turns(self, texts: Sequence[str]) -> bool:
        """Whether mostly another person speaks next, and less than half of the speeches name a
        year.

        Catalogues and bibliographies have several entries of one author below each other.
        """
        ours = [label.key for label in self.labels if label.key in self.recurring]
        changes = sum(a != b for a, b in pairwise(ours))
        years = sum(YEAR.search(each) is not None for each in texts)
        return changes >= CHANGES * (len(ours) - 1) and 2 * years < len(texts)

    def _are_exchanged(self, texts: Sequence[str]) -> bool:
        """Whether persons with mere names ask each other something, or say I, you or us.

        Labels that stand alone may as well be headings, so the share of speeches that say I or you
        has to be higher (`ADDRESSED_ALONE`), and some of them have to be questions (`ASKING`).
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
        if asked and self._ask_in_turn(texts):
            return True
        said = sum(not self._addresses.isdisjoint(_words_of(each)) for each in texts)
        least = ADDRESSED if asked else ADDRESSED_ONLY
        if self.separator is Separator.ALONE:
            least = ADDRESSED_ALONE
        elif self.separator is Separator.BRACKETED:
            least = ADDRESSED_ONLY  # logs have this form, too: "[Worker] Job 12 was taken."
        return said >= least * len(texts)

    def _ask_in_turn(self, texts: Sequence[str]) -> bool:
        """Whether many speeches are questions, and another person speaks next."""
        ask = sum(each.rstrip()[-1] in "?？؟" for each in texts)
        return ask >= ASKING_OFTEN * len(texts) and self._take_turns(texts)

    def _are_names(self) -> bool:
        """Whether half of the labels that recur are full names, in capitals, or show a person by
        their form.
        """
        recurring = [label for label in self.labels if label.key in self.recurring]
        names = sum(
            label.is_capital or len(label.name) > 1 or label.is_strong for label in recurring
        )
        return 2 * names >= len(recurring)

    def _are_full_names(self) -> bool:
        """Whether all labels that recur are first names with surnames, unlike fields of records."""
        recurring = [label for label in self.labels if label.key in self.recurring]
        return all(NAME_ALONE.fullmatch(label.head) is not None for label in recurring)

    def _begins_list(self, label: Label, said: str) -> bool:
        """Whether a list follows a label, and no speech: `Bug fixes:`"""
        if said:
            return ITEM.match(said) is not None
        return self._ends[label.start].lists

    def _stand_over_text(self) -> bool:
        """Whether labels alone on their lines recur often, and words stand under nearly all."""
        said = [label for label in self.labels if label.key in self.recurring]
        is_few = len(said) < 6 or max(self._counts.values()) < 3
        if is_few and self._strong_recurring < LEAST_NAMES:
            return False
        under = sum(bool(self._said_of(label)) for label in said)
        return under >= 0.9 * len(said)


def _words_of(text: str) -> frozenset[str]:
    """The words of a speech in lower case, each once."""
    return frozenset(WORD.findall(text.casefold()))
