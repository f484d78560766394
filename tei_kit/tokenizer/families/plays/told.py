"""Directions about persons that begin with a name, as speeches do."""

from __future__ import annotations

import re

from tei_kit.settings.language import alternatives, of_any
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.script import Script

FEW_ROWS = 3  # of what is told of a scene
# The first word of a row, where it is not called: "Ada and Ben", not "Ada, come!".
FIRST_WORD = re.compile(r"(?P<name>[^\W\d_]+)(?=[ .;]|\Z)")
# A name in capitals that does or is something: "ADA and BEN go out", "ADA, rising, sits down".
TOLD = re.compile(
    r"_?(?P<name>[^\W\d_a-zß-öø-ÿ]{2,}(?:[ '’-][^\W\d_a-zß-öø-ÿ]{2,}){0,3})"
    r"(?:,[ ]|[ ]_?)(?=[^\W\d_A-ZÀ-ÖØ-Þ])"
)
# Such a direction in small letters: "Nora goes to the window.", "The Old Man sits down."
TOLD_SMALL = re.compile(
    rf"""
    _? (?: (?:{alternatives(map(str.capitalize, of_any("articles")))}) [ ] )?
    (?P<name> [^\W\d_]+ (?: [ ] [^\W\d_a-zß-öø-ÿ] [^\W\d_]* ){{0,2}} )
    [ ] _? (?=[^\W\d_A-ZÀ-ÖØ-Þ])
    """,
    re.VERBOSE,
)
CALLED = re.compile(r"[!?]")


def tells_of_persons(script: Script, at: int, end: int) -> bool:
    """Whether a chunk tells of persons whose names are printed as they are before speeches.

    "ADA and BEN go out." Where names stand in capitals, what is said has them in small letters.
    Where nearly every speech begins with a label, those in small letters are told of, too.
    """
    rows, text, names = script.rows, script.text, script.outline.names
    words = text[rows[at].start : rows[end - 1].end]
    if words[-1] not in ".:])":
        return False
    match = TOLD.match(words) if names.best.style == "capitals" else None
    if match is None and names.is_rule and end - at <= FEW_ROWS:
        match = TOLD_SMALL.match(words)
    if match is None or not names.known(match["name"]):
        return False
    return not CALLED.search(words) and not directions.is_said(words)


def names_person(script: Script, start: int) -> bool:
    """Whether words begin with the name of somebody who speaks, and do not call that person."""
    word = FIRST_WORD.match(script.text, start)
    return word is not None and script.outline.names.known(word["name"])
