"""The elements of TEI, and values of @rend, as Markdown."""

from __future__ import annotations

from tei_kit.export.tei_tree import PARKING, tei_names
from tei_kit.xml.names import TEI

# fmt: off
BLOCKS = tei_names(
    "ab addrLine address argument back biblFull biblStruct body byline castGroup castItem castList "
    "cit closer dateline div div1 div2 div3 div4 div5 div6 div7 docAuthor docDate docImprint "
    "docTitle entry entryFree epigraph figure floatingText front group head item l lg list "
    "listBibl opener p postscript quote salute sense signed sp speaker spGrp superEntry table "
    "titlePage titlePart trailer u"
)
# fmt: on
LISTS = tei_names("list castList castGroup listBibl")
QUOTES = tei_names("quote epigraph")
HEADED = PARKING | {f"{TEI}text"}
SAID = tei_names("p ab seg")
PARAGRAPHS = tei_names("p ab")
IN_VERSE = tei_names("l pb note")
# Values of @rend for which HTML has an element: "super", "strikethrough".
ELEMENTS = {
    **dict.fromkeys(("sup", "super", "superscript"), "sup"),
    **dict.fromkeys(("sub", "subscript"), "sub"),
    **dict.fromkeys(("strikethrough", "strike", "strikeout", "line-through"), "del"),
}
BOLD = frozenset(("b", "bold", "strong"))
UPRIGHT = frozenset(("smallcaps", "sc", "small-caps", "roman", "normal", "plain", "allcaps"))
# Blocks that have to stand in a line (in a cell of a table) are parted by spaces.
FLATTENED = BLOCKS | tei_names("cell row")
# Quotations in a line; editions leave out their marks or keep them.
QUOTED = tei_names("q quote said soCalled")
OPENING = frozenset("\"'“‘„«‚‹»")
ITALIC = tei_names("emph foreign stage mentioned")
