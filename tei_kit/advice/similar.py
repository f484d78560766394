"""Names that are spelt like a name that does not exist, for "did you mean"."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

_SIMILARITY = 0.7
_SIMILARITY_OF_NAMES = 0.72
_SHORT = 4
_SIMILARITY_OF_SHORT = 0.8
_LONGEST = 60
"""The characters of a name that are compared."""
_MOST_NAMES = 20_000
"""In a folder with more names than this, no similar name is looked for."""


def closest(word: str, options: Sequence[str]) -> str | None:
    """The option that is spelt most like a word; None when no option resembles it."""
    from difflib import get_close_matches  # only a mistake needs it

    by_lower = {option.lower(): option for option in reversed(options)}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=_SIMILARITY)
    return by_lower[found[0]] if found else None


def similar_names(options: Sequence[str], found: str) -> list[str]:
    """The options, at most three, that are spelt like the name that was found."""
    if not found:
        return []
    from difflib import get_close_matches  # only a mistake needs it

    by_lower = {option.lower(): option for option in reversed(options)}
    least = _SIMILARITY_OF_NAMES if len(found) >= _SHORT else _SIMILARITY_OF_SHORT
    word = found[:_LONGEST].lower()
    if word in by_lower:
        return [by_lower[word]]
    return [by_lower[each] for each in get_close_matches(word, by_lower, n=3, cutoff=least)]


def similar_path(path: str) -> str | None:
    """A file or folder whose path is spelt like a path that does not exist; its folders may
    differ, too."""
    folder, name = os.path.split(path.rstrip("/"))
    if not name:
        return None
    if folder and not os.path.isdir(folder):
        other = similar_path(folder)
        if other is None or not os.path.isdir(other):
            return None
        folder = other
        if os.path.exists(os.path.join(folder, name)):
            return os.path.join(folder, name)
    names: list[str] = []
    with suppress(OSError, ValueError):
        names = [each for each in os.listdir(folder or ".") if not each.startswith(".")]
    if len(names) > _MOST_NAMES:
        return None
    same = sorted(each for each in names if os.path.splitext(each)[0] == name)
    found = same[0] if same else closest(name, names)
    return os.path.join(folder, found) if found is not None else None
