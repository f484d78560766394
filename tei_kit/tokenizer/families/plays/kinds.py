"""The kinds of the rows of a play."""

from __future__ import annotations

from enum import Enum, auto


class Kind(Enum):
    """The kinds of rows."""

    TEXT = auto()
    HEADING = auto()
    LABEL = auto()
    CAST = auto()  # the heading of a cast
    LISTED = auto()  # a person in a cast
    END = auto()  # "FINIS."
    FIXED = auto()  # a block whose kind the format or the layout states
