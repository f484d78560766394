"""Forms: the words of one kind in all languages, and the beginnings and ends of words.

There are hundreds of a kind. As one expression they would take milliseconds to compile, and every
place in a text would be held against each of them. So they are sets, in which words are looked up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tei_kit.record import record

WORD = re.compile(r"[^\W\d_]+")
HYPHEN = "-"  # at either end of an entry it stands for any letters


@record
class Forms:
    """Words in lower case. After `beginnings` any letters may follow, before `ends` they may stand,
    and `insides` may have them on both sides; of `phrases` each has a sign or a space in it.
    """

    whole: frozenset[str]
    beginnings: dict[str, tuple[str, ...]]  # by their first letter
    ends: tuple[str, ...]
    insides: tuple[str, ...]
    phrases: re.Pattern[str] | None

    def __contains__(self, word: str) -> bool:
        """Whether a word in lower case is one of these."""
        if word in self.whole:
            return True
        beginnings = self.beginnings.get(word[:1], ())
        if word.startswith(beginnings) and any(
            word.startswith(each) and _are_letters(word[len(each) :]) for each in beginnings
        ):
            return True
        if word.endswith(self.ends) and any(
            word.endswith(each) and _are_letters(word[: -len(each)]) for each in self.ends
        ):
            return True
        return any(
            each in word and all(map(_are_letters, word.split(each, 1))) for each in self.insides
        )

    def are_in(self, text: str) -> bool:
        """Whether one of these stands in a text in any case."""
        said = WORD.findall(text.casefold())
        if not self.whole.isdisjoint(said):
            return True
        has_parts = self.beginnings or self.ends or self.insides
        if has_parts and any(word in self for word in said):
            return True
        return self.phrases is not None and self.phrases.search(text) is not None

    def find(self, text: str) -> int:
        """The offset of the first of these words in a text, in any case; -1 without such a word."""
        at = next((m.start() for m in WORD.finditer(text) if m[0].casefold() in self), -1)
        phrase = self.phrases.search(text) if self.phrases else None
        return at if phrase is None or 0 <= at < phrase.start() else phrase.start()

    def among(self, said: Sequence[str]) -> set[str]:
        """The words among some that are of this kind; all are in lower case, perhaps with hyphens.

        The words are in their order: those with one beginning stand together.
        """
        found = set(self.whole.intersection(said))
        for beginnings in self.beginnings.values():
            for beginning in beginnings:
                at = bisect_left(said, beginning)
                while at < len(said) and said[at].startswith(beginning):
                    if HYPHEN not in said[at]:
                        found.add(said[at])
                    at += 1
        return found


def forms_of(entries: Iterable[str]) -> Forms:
    """The forms that entries of a language stand for: `minister`, `applau-`, `-präsident-`."""
    whole: set[str] = set()
    beginnings: dict[str, set[str]] = {}
    ends: set[str] = set()
    insides: set[str] = set()
    phrases: set[str] = set()
    for entry in entries:
        word = entry.strip(HYPHEN).casefold()
        if entry.startswith(HYPHEN):
            (insides if entry.endswith(HYPHEN) else ends).add(word)
        elif entry.endswith(HYPHEN):
            beginnings.setdefault(word[:1], set()).add(word)
        else:
            whole.add(word)
            if WORD.fullmatch(word) is None:
                phrases.add(word)
    return Forms(
        frozenset(whole),
        {letter: tuple(sorted(each)) for letter, each in beginnings.items()},
        tuple(sorted(ends)),
        tuple(sorted(insides)),
        _anywhere(phrases) if phrases else None,
    )


def _are_letters(rest: str) -> bool:
    return not rest or rest.isalpha()


def _anywhere(phrases: Iterable[str]) -> re.Pattern[str]:
    phrases = sorted(phrases)
    words = "|".join(map(re.escape, phrases))
    firsts = "".join(sorted({re.escape(phrase[0]) for phrase in phrases}))
    # Most words are seen to begin none of them by their first letter.
    return re.compile(rf"(?<![^\W\d_])(?=[{firsts}])(?:{words})(?![^\W\d_])", re.IGNORECASE)
