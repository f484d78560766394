"""Forms: the words of one kind in all languages, and the beginnings and ends of words.

A kind has hundreds of words. One regular expression of them would take milliseconds to compile, and
would try each of them at every place of a text. So the words are kept in sets and looked up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tei_kit.record import record

WORD = re.compile(r"[^\W\d_]+")
HYPHEN = "-"  # at the beginning or end of an entry, it stands for any letters


@record
class Forms:
    """The words of one kind, in lower case.

    Any letters may follow `beginnings`, stand before `ends`, and stand on both sides of `insides`.
    `phrases` matches the entries with a sign or a space in them.
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
        """The words of `said` that `whole` or `beginnings` match; it does not look at other forms.

        `said` is sorted, so words with the same beginning are neighbours. Its words are in lower
        case and may have hyphens.
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
    # The look-ahead rejects most places by their first letter.
    return re.compile(rf"(?<![^\W\d_])(?=[{firsts}])(?:{words})(?![^\W\d_])", re.IGNORECASE)
