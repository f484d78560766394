"""Symbol fonts: the characters of Unicode that look like the signs at their positions.

Word writes a symbol as a font and a position (`w:sym`), or as a private-use character (U+F021 to
U+F0FF) in a run with that font. Sources: Adobe's encoding of Symbol, and the characters that
Unicode 7.0 took from Wingdings. Arrows and ticks become the usual characters, which every font has.
"""

from __future__ import annotations

from collections.abc import Mapping

# The private-use characters of a symbol font are this number plus the position.
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
    """Whether FONTS has a font; case and surrounding spaces do not matter."""
    return font.strip().lower() in FONTS


def character(font: str, position: int) -> str:
    """The character that looks like the sign at a position of a font; "" if it is not known.

    In a font that is not in FONTS, a position is the number of the character itself.
    """
    known = FONTS.get(font.strip().lower())
    is_private = PRIVATE < position <= PRIVATE + LAST
    if known is None:
        return "" if is_private else chr(position)
    return known.get(position - PRIVATE if is_private else position, "")


def in_font(text: str, font: str) -> str:
    """The characters that a text in a symbol font looks like; unknown characters stay."""
    return "".join(character(font, ord(c)) or c for c in text)
