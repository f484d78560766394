"""Symbol fonts: which characters of Unicode their positions look like.

Word writes a symbol as a font and a position (`w:sym`), or as a character in private use (U+F021 to
U+F0FF) of a run in that font. Sources: Adobe's encoding of Symbol, and the characters that Unicode
7.0 took over from Wingdings; for arrows and ticks the usual characters stand, which every font has.
"""

from __future__ import annotations

from collections.abc import Mapping

# A symbol font has its positions here when it is used like any other font.
PRIVATE = 0xF000
LAST = 0xFF
_GREEK_CAPITALS = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_GREEK_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅",
    0x41: f"{_GREEK_CAPITALS}[∴]⊥_‾{_GREEK_SMALL}{{|}}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵",
    0xC0: "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
    0xE0: "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS = {
    0x20: " 🖉✂✁👓🕭🕮🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴💾🖬✇✍",
    0x40: "🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉",
    0x60: "♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•",
    0xA0: "⬝○🞆🞈🞊◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘",
    0xC0: "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←",
    0xE0: "→↑↓↖↗↙↘🡸➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭✗✓☒☑",
}
_WINGDINGS_2 = {0x4F: "✗✓☒☑", 0x97: "●", 0xA3: "□"}
_WINGDINGS_3 = {0x21: "←→↑↓↖↗↙↘"}


def _positions(stretches: Mapping[int, str]) -> Mapping[int, str]:
    return {
        first + i: c for first, characters in stretches.items() for i, c in enumerate(characters)
    }


FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _positions(_SYMBOL),
    "wingdings": _positions(_WINGDINGS),
    "wingdings 2": _positions(_WINGDINGS_2),
    "wingdings 3": _positions(_WINGDINGS_3),
}


def is_symbol_font(font: str) -> bool:
    """Whether a font is one of those whose positions are known here."""
    return font.strip().lower() in FONTS


def character(font: str, position: int) -> str:
    """The character that a position of a font looks like.

    "" where that is not known; a position of another font is the character itself.
    """
    known = FONTS.get(font.strip().lower())
    is_private = PRIVATE < position <= PRIVATE + LAST
    if known is None:
        return "" if is_private else chr(position)
    return known.get(position - PRIVATE if is_private else position, "")


def in_font(text: str, font: str) -> str:
    """A text that is set in a symbol font as the characters that are seen; a position that is not
    known stays as it is."""
    return "".join(character(font, ord(c)) or c for c in text)
