"""Which labels are speakers, and who they are.

A colon after a few words at the beginning of a paragraph is not evidence enough: `Subject:` and
`Dear Mr. President:` have it too. The document as a whole decides: who took part, which labels
recur, and what form they have.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tei_kit.profile import Profile

# A label at the beginning of a paragraph: up to six words, no sentence end, then a colon and a
# space: "Mr. Johnson: ", "Xuan Thuy: ", "GROMYKO: ", "Q: ", "Secretary Kissinger (smiling): ".
LABEL = re.compile(
    r"""
    (?P<name>
      [^\W\d_] [\w.'’&-]*
      (?: [ ] (?: [A-Z(\[“"] | (?: and | de | la | le | of | the | van | von )\b )
              [\w.'’&)\]”"-]* ){0,5}
    )
    (?P<colon> [ ]?: )(?=[ \n])
    """,
    re.VERBOSE,
)
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")  # "(smiling)" in a label
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv"})
ARTICLES = frozenset({"the", "a", "an"})
# A label that no participant explains must recur.
RECURRENCE = 3


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part, as the list of participants names him or her.

    `name` is empty for one who is only called by a function (`role`): an interpreter, say.
    """

    name: str
    role: str = ""
    note: str = ""  # "of North Vietnamese Delegation"


def label_of(text: str, start: int, end: int) -> re.Match[str] | None:
    """The label that the paragraph `text[start:end]` begins with, if it begins with one."""
    return LABEL.match(text, start, end)


def name_words(name: str, profile: Profile) -> tuple[str, ...]:
    """The words of a name in lower case, without honorifics, articles and generations."""
    plain = _without_honorifics(BRACKETS.sub("", name).strip(), profile)
    words = [w.casefold() for w in WORD.findall(plain)]
    return tuple(w for w in words if w not in GENERATION and w not in ARTICLES)


@cache
def _honorifics(profile: Profile) -> re.Pattern[str]:
    words = sorted(profile.honorifics, key=len, reverse=True)
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, words))})\b\.?\s+)+(?=\S)", re.IGNORECASE)


def _without_honorifics(name: str, profile: Profile) -> str:
    match = _honorifics(profile).match(name)
    return name[match.end() :] if match else name


def speaker_labels(
    labels: Iterable[str], participants: Sequence[Participant], profile: Profile
) -> frozenset[str]:
    """Which of the labels that paragraphs begin with (with repetitions) are speakers.

    A label is a speaker when it names a participant, or when it recurs and is not a word that
    documents use for matters; and, once a document has such speakers, when it has their form.
    """
    counts = Counter(label for label in labels if not _is_matter(label, profile))
    known = [name_words(p.name or p.role, profile) for p in participants]
    sure = {
        label
        for label, count in counts.items()
        if count >= RECURRENCE or _names_one(name_words(label, profile), known)
    }
    turns = sum(counts[label] for label in sure)
    if turns < 2 * RECURRENCE:
        return frozenset(sure)
    forms = {_form(label, profile) for label in sure}
    return frozenset(sure | {label for label in counts if _form(label, profile) in forms})


def _is_matter(label: str, profile: Profile) -> bool:
    """Whether a label is, or begins with, a word that names a matter: Subject, Dear …"""
    folded = BRACKETS.sub("", label).casefold().rstrip(".")
    return (
        folded in profile.not_speakers
        or folded in profile.labels
        or folded.partition(" ")[0] in profile.not_speakers
        or folded.startswith(("dear ", "my dear "))
    )


def _names_one(words: tuple[str, ...], known: Sequence[tuple[str, ...]]) -> bool:
    return any(_is_part(words, name) for name in known)


def _is_part(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether all the words are words of the name: `Kissinger` of `Henry A. Kissinger`."""
    return bool(words) and set(words) <= set(name)


def _form(label: str, profile: Profile) -> str:
    """How a label is printed: in capitals, with a title, with an article, or as a bare name."""
    bare = BRACKETS.sub("", label)
    if len(bare) <= 3 or bare.isupper():
        return "capitals"
    if _without_honorifics(bare, profile) != bare:
        return "title"
    if bare.startswith("The "):
        return "article"
    return f"name of {min(len(bare.split()), 3)}"


def link(label: str, participants: Sequence[Participant], profile: Profile) -> list[Participant]:
    """The participants that a speaker's label may mean: none, one, or several.

    The surname decides before other words, and a name before a role, so that `Lord` is the
    person of that name and not every lord.
    """
    words = name_words(label, profile)
    title = tuple(w.casefold() for w in WORD.findall(BRACKETS.sub("", label)))
    title = tuple(w for w in title if w not in ARTICLES)
    named = [(p, name_words(p.name, profile)) for p in participants]
    for fits in (
        lambda p, name: bool(name) and name == words,
        lambda p, name: bool(name) and name[-len(words) :] == words,
        lambda p, name: _is_part(words, name),
        lambda p, name: _role_begins(p.role, title),
    ):
        found = [p for p, name in named if words and fits(p, name)]
        if found:
            return found
    return []


def _role_begins(role: str, title: tuple[str, ...]) -> bool:
    words = tuple(w.casefold() for w in WORD.findall(role) if w.casefold() not in ARTICLES)
    return bool(title) and words[: len(title)] == title


def slug(name: str) -> str:
    """A name as an identifier: `xuan_thuy`. A name without a Latin letter is `person`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = "_".join(word.lower() for word in re.findall(r"[A-Za-z0-9]+", plain)) or "person"
    return words if words[0].isalpha() else f"p_{words}"
