"""Advice on a key or a column that does not exist, as the end of a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.advice.similar import closest

LISTED = 6
"""A message lists at most this many keys."""


def instead(
    word: str,
    keys: Sequence[str],
    page: str,
    *,
    called: str = "keys",
    synonyms: Mapping[str, str] | None = None,
) -> str:
    """The end of a message about a key that does not exist: the key that was meant, or, where none
    is spelt like it, the usual ones.

    `keys` are all that there are, the usual ones first; `page` is the page of the documentation
    that lists them, `called` their name there; `synonyms` gives keys for other words. The key
    `speakers.colon` is meant by `colon` as well.
    """
    near = (synonyms or {}).get(word.lower()) or _meant(word, keys)
    if near:
        return f" (did you mean '{near}'?)"
    if len(keys) <= LISTED + 1:
        return f"; the {called} are {', '.join(keys)}"
    usual, more = ", ".join(keys[:LISTED]), len(keys) - LISTED
    return f"; usual {called} are {usual} ({more} more: tei-kit docs {page})"


def as_list(value: object, example: str) -> str:
    """The form of a list, such as ["one", "two"]: that of the value itself where it is a text."""
    if isinstance(value, str) and value and value.isprintable():
        quote = "'" if '"' in value or "\\" in value else '"'
        return f"write [{quote}{value}{quote}]"
    return f"such as {example}"


def _meant(word: str, keys: Sequence[str]) -> str | None:
    """The key that is spelt most like a word, or whose last part is spelt so."""
    last = word.rpartition(".")[2].lower()
    inner = [key for key in keys if key.rpartition(".")[2] == last]
    if inner:
        return inner[0]
    near = closest(word, keys)
    if near is not None or "." in word:
        return near
    parts = {key.rpartition(".")[2]: key for key in reversed(keys)}
    part = closest(word, [*parts])
    return None if part is None else parts[part]
