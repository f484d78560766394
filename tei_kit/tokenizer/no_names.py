"""Words that stand alone at the ends of texts and are not names of persons."""

from __future__ import annotations

# fmt: off
NO_NAMES = frozenset((
    "none", "agreed", "approved", "adopted", "carried", "noted", "yes", "no", "nil", "end",
    "finis", "fin", "ende", "fine", "amen", "curtain", "vorhang", "rideau", "telón",
    "enclosure", "enclosures", "inclosure", "inclosures", "attachment", "attachments",
    "annex", "annexes", "secret", "confidential", "restricted", "unclassified", "official",
    "copy", "copie", "copia", "abschrift", "telegram", "note", "notes", "footnote",
    "footnotes", "contents", "index", "appendix", "vale", "valete", "adieu", "farewell",
    "translation", "draft", "continued", "over", "ps", "p.s", "p s", "p. s", "the end",
    "top secret", "true copy", "nothing", "rien", "néant", "nichts", "keine", "nada", "niente",
    "note verbale", "aide-mémoire", "aide-memoire", "aide memoire", "pro memoria", "memorandum",
    "extract", "extracts", "circular", "duplicate", "triplicate", "private", "personal",
    "private and confidential", "very confidential", "no answer", "verbalnote", "auszug",
    "priority", "niact", "immediate", "most immediate", "urgent", "routine", "eyes only",
))
# fmt: on
# What begins a direction: "Exeunt omnes", "Exit".
DIRECTIONS = ("exeunt", "exit")


def is_no_name(words: str) -> bool:
    """Whether a line is such words: "None.", "Top Secret", "THE END"."""
    plain = words.strip().lower()
    while plain and not (plain[-1].isalnum() or plain[-1] == "_"):
        plain = plain[:-1]
    return plain in NO_NAMES or (plain.startswith(DIRECTIONS) and "\n" not in plain)
