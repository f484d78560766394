"""Words: the words of a line, and patterns for words of a language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tei_kit.settings.language import Language

WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*", re.UNICODE)
OPEN = "-"  # at the end of an entry: any letters may follow


@cache
def matcher(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for some words, which may have `-` at their ends, in any case."""
    forms = [
        re.escape(w[:-1]) + r"\w*" if w.endswith(OPEN) else re.escape(w) + r"(?!\w)" for w in words
    ]
    if not forms:
        return re.compile("(?!)")
    forms.sort(key=len, reverse=True)
    firsts = "".join(sorted({re.escape(word[0]) for word in words}))
    # The first letter excludes most other words at once.
    return re.compile(rf"(?<!\w)(?=[{firsts}])(?:{'|'.join(forms)})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def words_of(line: str) -> Sequence[str]:
    """The words of a line."""
    return tuple(WORD.findall(line))


@lru_cache(maxsize=4096)
def small_words(line: str, language: Language) -> int:
    """The number of common words in lower case in a line: sentences have some."""
    return sum(word in language.common for word in words_of(line))
