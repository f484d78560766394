"""The archive of a document: its source note names the archive, collection, box and marking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.record import record
from tei_kit.settings.profile import Profile

# The end of a sentence. An initial ("C.D. Files") or an abbreviation ("Vol. VII") does not end it.
# The pattern begins with the stop, because the engine searches fast for a single character.
SENTENCE_END = re.compile(
    r"""
    \.
    (?<= [^\W\d_A-Z]{2} \. | [0-9)\]”’A-Z]{2} \. )
    (?<! \bVol \. ) (?<! \bVols \. ) (?<! \bNo \. ) (?<! \bNos \. ) (?<! \bJr \. ) (?<! \bGen \. )
    \s+ (?= [A-Z] )
    """,
    re.VERBOSE,
)
BOX = re.compile(r"(?:Box|Boxes)\s+(?P<number>[0-9][^\s,;]*)")
COMMA = re.compile(r",\s+")


@record
class Provenance:
    """The place where a document is kept, as its source note states it; parts not stated are empty.

    `statement` is the note's first sentence as printed, with its `Source:`.
    """

    statement: str
    repository: str = ""
    collections: Sequence[str] = ()
    box: str = ""
    classification: str = ""


def is_source_note(text: str, profile: Profile) -> bool:
    """Whether a note's text says where the document is kept."""
    return bool(profile.source_prefix) and text.startswith(profile.source_prefix)


def provenance_of(note: str, profile: Profile) -> Provenance:
    """Read the text of a source note. Parts that it does not state stay empty; nothing is guessed.

    The archive is the first part of the sentence; the parts between it and the box are collections.
    Without a box only the second part is a collection. A sentence of one part is only a statement.
    """
    sentences = SENTENCE_END.split(" ".join(note.split()), maxsplit=2)
    statement = sentences[0].rstrip(".")
    parts = COMMA.split(statement.removeprefix(profile.source_prefix).strip())
    marking = sentences[1].rstrip(".") if len(sentences) > 1 else ""
    classification = marking if marking.startswith(tuple(profile.source_classifications)) else ""
    if len(parts) < 2:
        return Provenance(statement, classification=classification)
    box = next((i for i, part in enumerate(parts) if BOX.match(part)), len(parts))
    number = BOX.match(parts[box]) if box < len(parts) else None
    return Provenance(
        statement=statement,
        repository=parts[0],
        collections=parts[1 : box if number else 2],
        box=number["number"] if number else "",
        classification=classification,
    )
