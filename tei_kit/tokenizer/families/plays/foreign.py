"""Words of directions and divisions in other languages than the language of the text.

"Ies." is an exit in Romanian, and the label of Jessica in an English play.
"""

from __future__ import annotations

from functools import cache

from tei_kit.settings import language as languages
from tei_kit.tokenizer.families.plays.division_words import of_all
from tei_kit.tokenizer.families.plays.spelling import folded

# The keys of languages whose words may stand in the place of a label.
KEYS = ("directions", "music", "act", "scene")
# Directions in these languages stand in texts of any language: many editors write English, and exit
# and exeunt are Latin.
EVERYWHERE = ("en", "la")
NOTHING: frozenset[str] = frozenset()


@cache
def words(code: str) -> frozenset[str]:
    """The words that other languages have, and the language of a code has not; all folded.

    The set is empty for the code of a language that we have no words of.
    """
    if code not in languages.codes():
        return NOTHING
    known = [languages.load(each) for each in {code, *EVERYWHERE}]
    own = {folded(word) for language in known for key in KEYS for word in getattr(language, key)}
    return frozenset(word for key in KEYS for word in of_all(key)) - own
