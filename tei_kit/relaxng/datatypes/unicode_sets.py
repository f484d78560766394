"""The categories and blocks of Unicode that regular expressions of XML Schema name.

The ranges of characters come from elementpath, which is imported for them alone. To match without
them, `folded` puts one character for each category in place of every character outside ASCII.
"""

from __future__ import annotations

import functools

from tei_kit.relaxng.datatypes.character_ranges import MAX_ASCII, CharacterSet, Range

_SINGLE_CATEGORIES = tuple(
    group + kind
    for group, kinds in {
        "L": "ultmo",
        "M": "nce",
        "N": "dlo",
        "P": "cdseifo",
        "Z": "slp",
        "S": "mcko",
        "C": "cfon",
    }.items()
    for kind in kinds
)
CATEGORIES = frozenset("LMNPZSC").union(_SINGLE_CATEGORIES)
"""The names of categories, of one letter for a group of them and of two for one."""
QUOTATION_MARKS = {
    "Pi": CharacterSet.of_text("\u00ab\u2018\u201b\u201c\u201f\u2039"),
    "Pf": CharacterSet.of_text("\u00bb\u2019\u201d\u203a"),
}
"""The characters of two categories in Unicode 3.1, which XML Schema refers to; Jing adds none."""

# Where the characters that stand for categories are; a folded text has no others there.
_FIRST_STANDIN = 0x10FF00

# The blocks of Unicode 3.1 (appendix F.1.1) but for surrogates: later ones are errors in Jing.
_BLOCK_NAMES = """
    BasicLatin Latin-1Supplement LatinExtended-A LatinExtended-B IPAExtensions
    SpacingModifierLetters CombiningDiacriticalMarks Greek Cyrillic Armenian Hebrew Arabic Syriac
    Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai
    Lao Tibetan Myanmar Georgian HangulJamo Ethiopic Cherokee UnifiedCanadianAboriginalSyllabics
    Ogham Runic Khmer Mongolian LatinExtendedAdditional GreekExtended GeneralPunctuation
    SuperscriptsandSubscripts CurrencySymbols CombiningMarksforSymbols LetterlikeSymbols
    NumberForms Arrows MathematicalOperators MiscellaneousTechnical ControlPictures
    OpticalCharacterRecognition EnclosedAlphanumerics BoxDrawing BlockElements GeometricShapes
    MiscellaneousSymbols Dingbats BraillePatterns CJKRadicalsSupplement KangxiRadicals
    IdeographicDescriptionCharacters CJKSymbolsandPunctuation Hiragana Katakana Bopomofo
    HangulCompatibilityJamo Kanbun BopomofoExtended EnclosedCJKLettersandMonths CJKCompatibility
    CJKUnifiedIdeographsExtensionA CJKUnifiedIdeographs YiSyllables YiRadicals HangulSyllables
    CJKCompatibilityIdeographs AlphabeticPresentationForms ArabicPresentationForms-A
    CombiningHalfMarks CJKCompatibilityForms SmallFormVariants ArabicPresentationForms-B Specials
    HalfwidthandFullwidthForms OldItalic Gothic Deseret ByzantineMusicalSymbols MusicalSymbols
    MathematicalAlphanumericSymbols CJKUnifiedIdeographsExtensionB
    CJKCompatibilityIdeographsSupplement Tags PrivateUse
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
# Ended at its last character then.
_EXTENSION_B = CharacterSet((Range(0x20000, 0x2A6D6),))


@functools.cache
def standins(name: str) -> CharacterSet:
    """The ASCII characters of a category, and the character that stands for its other characters in
    a folded text.
    """
    from unicodedata import category

    ascii_members = "".join(
        character
        for character in map(chr, range(MAX_ASCII + 1))
        if category(character).startswith(name)
    )
    folded = (
        _standin(category_name)
        for category_name in _SINGLE_CATEGORIES
        if category_name.startswith(name)
    )
    return CharacterSet.of_text(ascii_members + "".join(folded))


def _standin(category: str) -> str:
    return chr(_FIRST_STANDIN + _SINGLE_CATEGORIES.index(category))


def folded(text: str) -> str:
    """The text, in which a character of its category stands in place of every character outside
    ASCII.
    """
    from unicodedata import category

    return "".join(
        character if character.isascii() else _standin(category(character)) for character in text
    )


@functools.cache
def members(name: str) -> CharacterSet:
    """All characters of a category or a block."""
    from elementpath.regex import unicode_subset

    return CharacterSet.of(map(_range_of, unicode_subset(name).codepoints))


@functools.cache
def block(name: str) -> CharacterSet | None:
    """The characters of a block, such as `IsGreek`; None when no block has the name."""
    if name[:2] != "Is" or name[2:] not in _BLOCKS:
        return None
    return _EXTENSION_B if name == "IsCJKUnifiedIdeographsExtensionB" else members(name)


def _range_of(codepoint: int | tuple[int, int]) -> Range:
    """A range from elementpath's notation, where a pair excludes its second number."""
    if isinstance(codepoint, int):
        return Range(codepoint, codepoint)
    return Range(codepoint[0], codepoint[1] - 1)
