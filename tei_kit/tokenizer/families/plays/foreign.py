"""Words of directions and divisions that a text does not use as such: those of other languages.

"Ies." is an exit in Romanian, and Jessica in English.
"""

from __future__ import annotations

from functools import cache

from tei_kit.settings import language as languages
from tei_kit.tokenizer.families.plays.division_words import of_all
from tei_kit.tokenizer.families.plays.spelling import folded

# The keys of languages whose words stand where labels do.
KEYS = ("directions", "music", "act", "scene")
# Languages of directions in texts of any language: those of editions, and of exit and exeunt.
EVERYWHERE = ("en", "la")
NOTHING: frozenset[str] = frozenset()


@cache
def words(code: str) -> frozenset[str]:
    """The words that only languages other than that of a code have, without accents and capitals.

    None where the code is of a language that we have no words of.
    """
    if code not in languages.codes():
        return NOTHING
    known = [languages.load(each) for each in {code, *EVERYWHERE}]
    own = {folded(word) for language in known for key in KEYS for word in getattr(language, key)}
    return frozenset(word for key in KEYS for word in of_all(key)) - own
