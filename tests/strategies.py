"""Texts that try to break the promises: bits of what documents hold, and bits of anything."""

from hypothesis import strategies as st

CHARACTERS = st.characters(blacklist_categories=["Cs"])

PIECES = st.sampled_from(
    [
        "12. Memorandum of Conversation1",
        "13. Telegram From the Embassy2",
        "Editorial Note",
        "[Page 5]",
        "  [Page 6]",
        "[Page iv]",
        "  • First, one",
        "    • —nested",
        "  • ",
        "•",
        "◦ x",
        "      • deep",
        "  1. Source: National Archives, Box 3. Secret.",
        "  2. See Document 34.",
        "  3. See footnote 2, Document 12.",
        "  7. A gap.",
        "PARTICIPANTS",
        "SUBJECT:",
        "  • Henry Kissinger, Assistant",
        "  • The Interpreter",
        "Kissinger: Yes.",
        "Kissinger: No1",
        "Kissinger: (laughing) Well.",
        "The President: So.",
        "Q: Why?2",
        "(Laughter.)",
        "(x)3",
        "Paris, May 31, 1971, 10 a.m.",
        "Washington, undated.",
        "on June 30, 19711 and after",
        "February 30, 1971",
        "PRG 104 and 8 point5",
        "John Smith",
        "Rusk2",
        "]]>",
        "&amp;<b>",
        "\u202eright to left\u202c",
        "\x00\x07",
        "\x0c",
        "\ufffe",
        "a\u0085b\u2028c",
        "\ufeff",
        "١٢",
        "See Documents 12, 13 and 14.",
        "ibid., Document 3",
        " ",
        "\t",
        "\xa0",
        "é" * 30,
        "9" * 40,
    ]
)

LINES = st.one_of(PIECES, st.text(CHARACTERS, max_size=20))

DOCUMENTS = st.lists(
    st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\n", "\n\n", " ", "", "\r\n"])), max_size=25
).map(lambda parts: "".join(line + end for line, end in parts))
