"""Words that stand alone at the ends of texts and are not names of persons."""

from __future__ import annotations

from tei_kit.settings.language import of_any

NO_NAMES = frozenset(of_any("no_names"))
# The first words of directions in Latin, which plays in any language have: "Exeunt omnes", "Exit".
DIRECTIONS = ("exeunt", "exit")


def is_no_name(words: str) -> bool:
    """Whether words that stand alone are not a name: "None.", "Top Secret", "THE END"."""
    plain = words.strip().lower()
    while plain and not (plain[-1].isalnum() or plain[-1] == "_"):
        plain = plain[:-1]
    return plain in NO_NAMES or (plain.startswith(DIRECTIONS) and "\n" not in plain)
