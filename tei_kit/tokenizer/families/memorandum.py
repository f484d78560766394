"""Memoranda, minutes and telegrams; and any text that no other family has evidence for."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tei_kit.settings.profile import Profile, load
from tei_kit.tokenizer import participants, section_reader
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading

NAME = "memorandum"
EVIDENCE = 0.3  # what any text has for this family


def evidence(text: Text) -> float:
    """Every text may be read so: other families have to show more."""
    return EVIDENCE


def read(text: Text) -> Reading:
    """The tokens of the text, section by section.

    Where nothing shows a memorandum, and the text as a whole does not show that persons speak,
    words before a colon are no labels, and what stands in parentheses is no direction.
    """
    profile = text.profile
    if profile is load() and not text.arranged.is_usual and _is_silent(text):
        profile = _without_speakers(profile)
    return Reading(text.source, section_reader.tokenize(text.source, profile))


def _is_silent(text: Text) -> bool:
    """Whether a text has neither a numbered heading nor participants, and nobody speaks in it."""
    # These are needed for texts of other layouts only, and take long to import.
    from tei_kit.tokenizer.families.speech.analysis import analyze
    from tei_kit.tokenizer.families.speech.evidence import LEAST_TURNS, is_talk

    analysis = analyze(text)
    spoken = list(analysis.speakers.spoken.values())
    if analysis.headed or (len(spoken) >= LEAST_TURNS and is_talk(text, spoken)):
        return False
    blocks = analysis.blocks
    found = participants.listings(blocks, analysis.source.text, text.profile).values()
    return all(listing.kind != "participants" for listing in found)


@cache
def _without_speakers(profile: Profile) -> Profile:
    return replace(
        profile, speakers_colon=False, speakers_capitals_stop=False, speakers_always=(), asides=()
    )
