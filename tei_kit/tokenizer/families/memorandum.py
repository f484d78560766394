"""Memoranda, minutes and telegrams, and any text for which no other family has evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from tei_kit.record import replace
from tei_kit.settings.profile import Profile, load
from tei_kit.tokenizer import participants, section_reader
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.speakers import Label
from tei_kit.tokenizer.tokens import Token

NAME = "memorandum"
EVIDENCE = 0.3  # the evidence that any text has for this family


def evidence(text: Text) -> float:
    """The same for every text: any text may be a memorandum, and other families need more."""
    return EVIDENCE


def read(text: Text) -> Reading:
    """The tokens of the text, section by section.

    In a text that neither looks like a memorandum nor, as a whole, like a talk, words before a
    colon are not labels, and words in parentheses are not directions.
    """
    profile = text.profile
    further: Mapping[int, Label] = {}
    if text.given_labels:
        profile = _with_labels(profile, text.given_labels)
        if text.given_labels != "none":
            further = _other_labels(text)
    elif profile is load() and not text.arranged.is_usual:
        if _is_silent(text):
            tokens = section_reader.tokenize(text.source, _without_speakers(profile))
            return Reading(text.source, _with_edges(text, tokens))
        further = _other_labels(text)
    return Reading(text.source, section_reader.tokenize(text.source, profile, further))


def _with_edges(text: Text, tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a text of no known family, with its title and those who signed it."""
    # A text of the usual layout has no use for these.
    from tei_kit.tokenizer.families.signers import with_signers
    from tei_kit.tokenizer.families.titled import with_title

    words = text.source.text
    return [*with_signers(words, with_title(words, tokens), text.language)]


def _other_labels(text: Text) -> Mapping[int, Label]:
    """The labels that end with another sign than a colon, by their places, if most labels do.

    "The President -- ", "[THE PRESIDENT]", "**The President:**". If the answer about labels is
    given, they need not be most labels.
    """
    from tei_kit.tokenizer.families.speech.analysis import analyze
    from tei_kit.tokenizer.families.speech.evidence import LEAST_TURNS
    from tei_kit.tokenizer.families.speech.labels import Separator

    analysis = analyze(text)
    spoken = analysis.speakers.spoken
    found = {
        start: Label(label.head, label.end)
        for start, label in spoken.items()
        if label.separator not in (Separator.COLON, Separator.QUESTION)
    }
    if analysis.source is not text.source:
        return {}
    if text.given_labels:
        return found
    if len(found) < LEAST_TURNS:
        return {}
    return found if len(found) * 2 > len(spoken) else {}


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
def _with_labels(profile: Profile, given: str) -> Profile:
    """The profile for the given end of labels: `none`, `colon`, `stop` …"""
    if given == "none":
        return _without_speakers(profile)
    is_stop = given == "stop"
    return replace(profile, speakers_colon=given == "colon", speakers_capitals_stop=is_stop)


@cache
def _without_speakers(profile: Profile) -> Profile:
    return replace(
        profile, speakers_colon=False, speakers_capitals_stop=False, speakers_always=(), asides=()
    )
