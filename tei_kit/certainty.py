"""Certainty: how sure a rule is, in the values of TEI's @cert, or that a person decided."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How sure a rule is, in the values of TEI's @cert (Guidelines, att.global.responsibility).

    `DECIDED` is no value of @cert: a person said so, and @resp tells who.
    """

    HIGH = "high"  # the text says so: a marker, a label that is known, a participant's name
    MEDIUM = "medium"  # the form says so, and nothing speaks against it
    LOW = "low"  # the best of several readings
    DECIDED = "decided"  # a person said so
