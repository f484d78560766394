"""Signs: the forms in which a source prints the statements of attributes.

A page break may be `[Page 652]`, `{652}` or `p. 652` in the source, the mark of a note `3`, `[3]`
or `³`, an item's bullet `•`. TEI of our own says the exact sign; for other TEI each kind has the
forms that are usual.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from tei_kit.collation.typography import Typography, fold
from tei_kit.conventions import REND_OF_SIGN
from tei_kit.settings.language import alternatives, of_any
from tei_kit.tei.fidelity import Kind, Piece
from tei_kit.xml.names import TEI

# Around the number of a page: `[Page 652]`, `{652}`, `-- 12 --`, `|12|`, `[fol. 12v]`
_PAGE = rf"[\[({{|<–—-]*(?:(?:{alternatives(of_any('page_words'))})\.?)?%s[\])}}|>–—-]*"
# Around the mark of a note in the text: `3`, `[3]`, `(3)`, `^3`, `3/`
_MARK = r"[\[({^]*%s[\])}/]*"
# Before the text of a note: `3.`, `[3]`, `Note 3:`, `Footnote 3:`, `3)`
_NOTE = alternatives((*of_any("note_words"), *of_any("note_headings")))
_LABEL = rf"[\[({{^]*(?:(?:{_NOTE})\.?)?%s[\])}}/.:]*"
# A mark of a note whose number is not said: `12`, `*`, `††`, `¹²`, `[a]`
_ANY_MARK = r"(?:\d{1,4}|[*†‡§¶#]{1,4}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|(?<=[\[(])[a-z])"
# Where words are missing: `[…]`, `...`, `- - -`, `[illegible]`, `[3 words missing]`, `[gap]`
_MISSING = rf"{alternatives(of_any('missing'))}|[0-9]+|[.,?…*_–—-]"
_GAP = rf"(?:[\[({{<](?i:{_MISSING})+[\])}}>]|…|\.{{2,}}|[-–—_*]{{2,}})"
# A hyphen at the end of a line: `-`
_HYPHEN = r"[-‐\xad¬=]"
# The number or the letter of an item: `1.`, `(a)`
_ITEM = r"\(?(?:%s)[.)]*"

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Kinds whose signs a text prints everywhere or nowhere.
PRINTED_ALIKE = frozenset({Kind.PAGE, Kind.MARK, Kind.LABEL, Kind.SIGN, Kind.LINE})


def form_of(piece: Piece, ignored: frozenset[Typography]) -> str | None:
    """A regular expression for the form in which a source prints a piece; None when it prints none.

    It is for a text without white space.
    """
    element = piece.element
    if element is None:
        return None
    n, rend = element.get("n"), element.get("rend")
    printed = fold("".join(piece.text.split()), ignored)
    number = _number_of_item(element) if piece.kind is Kind.SIGN and not printed else ""
    return _form(piece.kind, printed, n, rend is not None, number)


def _number_of_item(element: etree._Element) -> str:
    return str(1 + sum(1 for _ in element.itersiblings(f"{TEI}item", preceding=True)))


@lru_cache(maxsize=4096)
def _form(kind: Kind, printed: str, n: str | None, is_exact: bool, number: str) -> str | None:
    if kind is Kind.BREAK:
        return _HYPHEN
    if kind is Kind.SIGN:
        if printed:
            return re.escape(printed)
        signs = "|".join(re.escape(each) for each in REND_OF_SIGN if not each.isalpha())
        names = "|".join(re.escape(each) for each in {number, n or number} if each)
        return f"(?:{signs}|{_ITEM % names})" if names else f"(?:{signs})"
    if kind is Kind.GAP:
        return _GAP
    if kind is Kind.LINE:
        return re.escape(n) if n else None
    if kind is Kind.RUNNING:
        return re.escape(printed) if printed else None
    if kind not in (Kind.PAGE, Kind.MARK, Kind.LABEL):
        return None
    if is_exact:
        return re.escape(printed) if printed else None
    frame = {Kind.PAGE: _PAGE, Kind.MARK: _MARK, Kind.LABEL: _LABEL}[kind]
    if n:
        squeezed = "".join(n.split())
        forms = {squeezed, squeezed.translate(_RAISED)}
        return frame % ("(?:" + "|".join(re.escape(each) for each in sorted(forms)) + ")")
    return None if kind is Kind.PAGE else frame % _ANY_MARK
