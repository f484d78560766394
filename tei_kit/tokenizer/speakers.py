"""Speakers: which labels are speakers, and which participants they mean.

A colon after a few words at the beginning of a paragraph is not evidence enough: `Subject:` and
`Dear Mr. President:` have it too. The document as a whole decides: its participants, the labels
that recur, and their form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum, auto
from functools import cache, lru_cache

from tei_kit.record import record
from tei_kit.settings.language import Phrases, alternatives, of_any
from tei_kit.settings.profile import Profile
from tei_kit.tokenizer.tokens import Certainty

# A label at the beginning of a paragraph: up to six words, no sentence end, then a colon and a
# space: "Mr. Johnson: ", "Xuan Thuy: ", "GROMYKO: ", "Q: ", "Secretary Kissinger (smiling): ". A
# word is matched possessively (*+): a part of it is not followed by a colon either. The small words
# are those of English memoranda, the only texts read with this pattern; more words would slow it.
BEFORE_COLON = r"""
    [^\W\d_] [\w.'’&-]*+
    (?: [ ]{1,2} (?: [A-Z(\[“"] | (?: and | de | la | le | of | the | van | von )\b )
            [\w.'’&)\]”"-]*+ ){0,5}+
"""
# A label in capitals, before a stop: "HAMLET. ", "FIRST CLOWN. ", or alone on its line.
CAPITALS = r"[^\W\d_a-z][^\W\d_a-z’'-]+ (?: [ ] (?: OF | AND | [^\W\d_a-z’'-]{2,} ) ){0,3}"
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")  # "(smiling)" in a label
PARTICLES = frozenset(of_any("particles"))  # of names
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LATIN = re.compile(r"[A-Za-z0-9]+")  # the words of an identifier
GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv"})
SLUG_WORDS = 6
ARTICLES = frozenset({"the", "a", "an"})
# The number of names whose words are cached: neighbouring documents name the same people.
REMEMBERED = 1024
# A label that names no participant must stand at least so often.
RECURRENCE = 3


@record
class Participant:
    """A participant, as the list of participants names him or her.

    `name` is empty for a participant who is called by a function (`role`), such as an interpreter.
    """

    name: str
    role: str = ""
    note: str = ""  # "of North Vietnamese Delegation"

    def __hash__(self) -> int:
        return hash((self.name, self.role, self.note))


@cache
def _label(profile: Profile) -> re.Pattern[str]:
    forms = [rf"(?P<always>{alternatives(profile.speakers_always)})[.:]"]
    if profile.speakers_colon:
        forms.append(rf"(?P<named>{BEFORE_COLON})[ \u00a0\u202f]?:")
    if profile.speakers_capitals_stop:
        forms.append(rf"(?P<capitals>{CAPITALS})\.")
    return re.compile(rf"(?:{' | '.join(forms)})(?=[ \n\t\u00a0])", re.VERBOSE)


@record
class Label:
    """A label that a paragraph begins with: its name, and the index in the text after its sign."""

    name: str
    end: int


def label_of(text: str, start: int, end: int, profile: Profile) -> Label | None:
    """The label that the paragraph `text[start:end]` begins with; None if it has no label."""
    match = _label(profile).match(text, start, end)
    if match is None:
        return None
    name = match[match.lastgroup or 0]
    # Justified lines have wide spaces.
    return Label(" ".join(name.split()) if "  " in name else name, match.end())


@lru_cache(maxsize=REMEMBERED)
def name_words(name: str, profile: Profile) -> tuple[str, ...]:
    """The words of a name in lower case, without honorifics, articles and words such as "Jr"."""
    plain = without_titles(BRACKETS.sub("", name).strip(), profile)
    words = [w.casefold() for w in WORD.findall(plain)]
    return tuple(w for w in words if w not in GENERATION and w not in ARTICLES)


@cache
def _honorifics(profile: Profile) -> Phrases:
    return Phrases.of(profile.speakers_honorifics)


def without_titles(name: str, profile: Profile) -> str:
    """A name without the titles before it: `Kissinger` of `Dr. Kissinger`."""
    honorifics, start = _honorifics(profile), 0
    while True:
        rests = (_after_title(name, end) for end in honorifics.ends(name, start))
        rest = next((each for each in rests if each is not None), None)
        if rest is None:
            return name[start:]
        start = rest


def _after_title(name: str, end: int) -> int | None:
    """The index at which a name goes on after a title and its stop; None if it does not go on."""
    stop = end + 1 if name.startswith(".", end) else end
    rest = name[stop:].lstrip()
    start = len(name) - len(rest)
    return start if rest and start > stop else None


def speaker_labels(
    labels: Iterable[str], participants: Sequence[Participant], profile: Profile
) -> dict[str, Certainty]:
    """The labels that are speakers, with the certainty of each.

    `labels` are those that paragraphs begin with, with repetitions. A label is a speaker when it
    names a participant, when it is a name with its title, or when it recurs; a word that documents
    use for matters never is. Once a document has enough such turns, a label of their form is a
    speaker too, and so is a bare name beside names with titles. Participants and labels that recur
    are certain. A label known by its form alone is less certain, and least if it stands once.
    """
    said = Counter(labels)
    counts = {label: count for label, count in said.items() if not is_matter(label, profile)}
    directory = Directory(participants, profile)
    forms = {label: _form(label, profile) for label in counts}
    found: dict[str, Certainty] = {}
    for label, count in counts.items():
        if count >= RECURRENCE or label in profile.speakers_always or directory.find(label):
            found[label] = Certainty.HIGH
        elif forms[label] is Form.TITLED:
            found[label] = Certainty.MEDIUM
    if sum(counts[label] for label in found) < 2 * RECURRENCE:
        return found
    known = {forms[label] for label in found}
    if Form.TITLED in known:
        known.add(Form.NAME)
    for label, count in counts.items():
        if label not in found and forms[label] in known:
            found[label] = Certainty.MEDIUM if count > 1 else Certainty.LOW
    return found


@cache
def _matters(profile: Profile) -> frozenset[str]:
    words = (*profile.speakers_not_speakers, *profile.labels)
    return frozenset(word.casefold() for word in words)


def is_matter(label: str, profile: Profile) -> bool:
    """Whether a label begins with a word that names a matter: Subject, Dear …"""
    folded = BRACKETS.sub("", label).casefold().rstrip(".")
    matters = _matters(profile)
    return (
        folded in matters
        or folded.partition(" ")[0] in matters
        or folded.startswith(("dear ", "my dear "))
    )


class Form(Enum):
    """The form in which a speaker's label is printed."""

    CAPITALS = auto()  # GROMYKO, RSM, Q
    TITLED = auto()  # Mr. Johnson, Secretary Kissinger
    ARTICLE = auto()  # The President
    WORD = auto()  # Kissinger, and any other word
    NAME = auto()  # Walt Rostow: two or three words with capitals
    OTHER = auto()


def _form(label: str, profile: Profile) -> Form:
    bare = BRACKETS.sub("", label)
    if len(bare) <= 3 or bare.isupper():
        return Form.CAPITALS
    words = bare.split()
    *names, last = without_titles(bare, profile).split()
    names = [word for word in names if word not in PARTICLES]
    if not all(word[0].isupper() for word in (*names, last)):
        return Form.OTHER
    if without_titles(bare, profile) != bare:
        return Form.TITLED
    if words[0] == "The":
        return Form.ARTICLE
    if len(words) == 1:
        return Form.WORD
    return Form.NAME if len(words) <= 3 else Form.OTHER


class Directory:
    """Participants by the words of their names, to find the person whom a label names."""

    def __init__(self, participants: Iterable[Participant], profile: Profile) -> None:
        self._profile = profile
        self._names: dict[Participant, tuple[str, ...]] = {}
        self._by_word: dict[str, list[Participant]] = {}
        self._by_title: dict[tuple[str, ...], list[Participant]] = {}  # by its first words
        for participant in participants:
            self.add(participant)

    def add(self, participant: Participant) -> None:
        """Make one more participant known."""
        name = name_words(participant.name, self._profile)
        self._names[participant] = name
        for word in dict.fromkeys(name):
            self._by_word.setdefault(word, []).append(participant)
        titles = (_title(participant.role), _title(participant.name))
        for title in {words[:count] for words in titles for count in range(1, len(words) + 1)}:
            self._by_title.setdefault(title, []).append(participant)

    def find(self, label: str) -> list[Participant]:
        """The participants that a label may mean: perhaps several, perhaps nobody.

        The surname decides before other words, and a name before a role or a title, so that
        `Lord` is the person of that name and not every lord.
        """
        words = name_words(label, self._profile)
        if not words:
            return []
        likely = self._by_word.get(words[-1], [])
        for fits in (self._is_name, self._is_surname, self._is_part):
            found = [p for p in likely if fits(words, self._names[p])]
            if found:
                return found
        return list(self._by_title.get(_title(label), []))  # `The President`

    @staticmethod
    def _is_name(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
        return words == name

    @staticmethod
    def _is_surname(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
        return name[-len(words) :] == words

    @staticmethod
    def _is_part(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
        """Whether all the words are words of the name: `Henry` of `Henry A. Kissinger`."""
        return set(words) <= set(name)


@lru_cache(maxsize=REMEMBERED)
def _title(text: str) -> tuple[str, ...]:
    words = (w.casefold() for w in WORD.findall(BRACKETS.sub("", text)))
    return tuple(w for w in words if w not in ARTICLES)


def slug(name: str) -> str:
    """A name as an identifier: `xuan_thuy`. A name without a Latin letter is `person`."""
    if not name.isascii():
        from unicodedata import normalize  # most names are ASCII

        name = normalize("NFKD", name).encode("ascii", "ignore").decode()
    found = LATIN.findall(name)[:SLUG_WORDS]
    words = "_".join(word.lower() for word in found) or "person"
    return words if words[0].isalpha() else f"p_{words}"
