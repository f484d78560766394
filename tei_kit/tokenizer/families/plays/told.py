"""Directions that begin with the name of a person, as speeches do."""

from __future__ import annotations

import re

from tei_kit.settings.language import alternatives, of_any
from tei_kit.tokenizer.families.plays import directions
from tei_kit.tokenizer.families.plays.script import Script

FEW_ROWS = 3  # rows of such a direction at the most
# The first word of a row that does not call a person: "Ada and Ben", not "Ada, come!".
FIRST_WORD = re.compile(r"(?P<name>[^\W\d_]+)(?=[ .;]|\Z)")
# A name in capitals before a predicate: "ADA and BEN go out", "ADA, rising, sits down".
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
    """Whether a chunk tells of a person, whose name is printed as in labels: "ADA and BEN go out."

    Where labels stand in capitals, speeches have names in small letters. Where nearly every speech
    begins with a label, a short chunk that begins with a name in small letters may be a direction,
    too.
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
    """Whether the text at `start` begins with the name of a speaker, and does not call them."""
    word = FIRST_WORD.match(script.text, start)
    return word is not None and script.outline.names.known(word["name"])
