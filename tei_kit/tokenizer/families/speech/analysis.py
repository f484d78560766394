"""Analysis: the facts about a text before its tokens are made."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tei_kit.certainty import Certainty
from tei_kit.conventions import CAPTIONS
from tei_kit.layout.blocks import Block, Shape, as_items
from tei_kit.record import record, replace
from tei_kit.source.hints import BLOCKS, HintKind
from tei_kit.source.source import Source
from tei_kit.tokenizer import sections
from tei_kit.tokenizer.families.speech import (
    candidates,
    chat,
    cuts,
    in_turn,
    run_in,
    shapes,
    tapes,
)
from tei_kit.tokenizer.families.speech.chat import Log
from tei_kit.tokenizer.families.speech.groups import Place
from tei_kit.tokenizer.families.speech.labels import Label, Separator
from tei_kit.tokenizer.families.speech.shapes import Speakers
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.sections import Section

# The ends of labels, by the answers of the question `labels` of layout.
SEPARATORS: Mapping[str, Separator] = {
    "colon": Separator.COLON,
    "stop": Separator.STOP,
    "dash": Separator.DASH,
    "tab": Separator.GAP,
    "marked": Separator.MARKED,
    "letter": Separator.QUESTION,
    "line": Separator.LINE,
    "alone": Separator.ALONE,
    "bracketed": Separator.BRACKETED,
    "said": Separator.SAID,
    "time": Separator.TIME,
}
# "ORLA PENN, called as a witness, was sworn."
WITNESS = re.compile(
    r"(?P<name>[^\W\d_a-z][\w.'’ -]{3,40}?),? "
    r"(?:(?:was |being |having been |a witness|called|recalled|sworn|produced|duly|the )+)",
)


# The title of a document is among this many first blocks.
TITLES = 5
NUMBER = re.compile(r"[0-9]{1,4}\.[ ]+")
ASKING = re.compile(r"[0-9]{1,3}[.)] +Q[.:] ")
# If at least the share ENDED of the lines ends as sentences do, each line is a paragraph. A text
# with fewer than LEAST_LINES lines is too short for this test.
ENDED = 0.96
LEAST_LINES = 5
LINE_ENDS = frozenset('.!?…:)]”"»')
SAMPLE = 200_000  # characters whose lines are examined


@record
class Analysis:
    """The blocks of a text, divided at its labels; the labels of speakers; the notes at its end."""

    source: Source  # the view that was read
    blocks: Sequence[Block]
    notes: Sequence[Block]
    speakers: Speakers
    stamps: frozenset[int]  # the beginnings of the time stamps that are blocks
    numbered: int  # the number of documents with a number and a title
    headed: int  # the number of headings with a number
    examiners: int  # the number of lines that name an examiner
    log: Log | None = None  # the messages of a chat

    @property
    def section(self) -> Section:
        """All of the text as one section."""
        blocks = [*self.blocks, *self.notes]
        return Section(body=self.blocks, notes=self.notes, blocks=blocks)


@lru_cache(maxsize=2)
def analyze(text: Text) -> Analysis:
    """Analyze a text. The last two analyses are cached, because each family asks for them."""
    return _analyze(text)


def _analyze(text: Text) -> Analysis:
    of_log = _of_log(text)
    if of_log is not None:
        return of_log
    source, is_wrapped = _source(text)
    found = sections.sections(source, text.profile)
    body = _body(found)
    notes = found[0].notes if len(found) == 1 else ()
    words = source.text
    if any(block.shape is Shape.NUMBERED for block in body):
        body = as_items(_asking(words, body))
    inner = run_in.parted(words, cuts.joined(source, body))
    body = [*inner.blocks]
    margins = cuts.margins_of(source)
    given = text.given_labels
    spoken = Speakers()
    letters: Mapping[int, Label] = {}
    if given != "none":
        places = _free(words, cuts.places(words, body, margins))
        letters = {} if given else in_turn.letters_of(words, places)
        spoken = shapes.find(
            words,
            places,
            text.language,
            text.profile.speakers_always,
            SEPARATORS[given] if given else None,
        )
    stated = {
        hint.start: candidates.stated(words, hint.start, hint.end)
        for hint in source.hints
        if hint.kind is HintKind.SPEAKER
    }
    spoken = shapes.with_stated(spoken, {**letters, **inner.labels, **stated})
    is_wrapped = bool(is_wrapped or margins) or source.form == CAPTIONS
    parts = cuts.cut(words, body, spoken.spoken, margins, is_wrapped=is_wrapped)
    starts = {block.start for block in parts.blocks}
    kept = shapes.kept(spoken, starts)
    numbered = sum(_is_document(words, section, text) for section in found)
    numbered += _has_numbered_title(words, body, text)
    examiners = sum(cuts.is_examiner(words[block.start : block.end]) for block in parts.blocks)
    headed = sum(bool(section.number) for section in found)
    stamps = frozenset(parts.stamps)
    return Analysis(source, parts.blocks, notes, kept, stamps, numbered, headed, examiners)


def _of_log(text: Text) -> Analysis | None:
    """The analysis of a chat or of a transcript of a tape; None for another text."""
    file = text.arranged.file
    if text.given_labels or any(hint.kind in BLOCKS for hint in file.hints):
        return None
    log = chat.find(file.text, text.language) or tapes.find(file.text, text.language)
    if not log:
        return None
    sure = dict.fromkeys(log.spoken, Certainty.HIGH)
    speakers = Speakers(log.spoken, sure, {}, len(log.spoken))
    return Analysis(file, log.blocks, (), speakers, frozenset(log.stamps), 0, 0, 0, log)


def _body(found: Sequence[Section]) -> list[Block]:
    """The blocks of some sections in their order, with the notes if there are several sections."""
    body: list[Block] = []
    for section in found:
        body += [section.title] if section.title else []
        body += section.leading
        body += [section.head] if section.head else []
        body += section.body
        if len(found) > 1:
            body += section.notes
    return body


def _asking(words: str, body: Sequence[Block]) -> list[Block]:
    """The blocks; items that are numbered questions (`4. Q. What is hope?`) become text."""
    return [
        replace(block, shape=Shape.TEXT, body=block.start)
        if block.shape is Shape.NUMBERED and ASKING.match(words, block.start, block.end)
        else block
        for block in body
    ]


def _is_document(words: str, section: Section, text: Text) -> bool:
    """Whether the heading of a section has a number, and begins like the title of a document."""
    if not section.number or section.head is None:
        return False
    match = NUMBER.match(words, section.head.start, section.head.end)
    begin = match.end() if match else section.head.start
    return sections.begins_as_heading(words[begin : section.head.end], text.profile)


def _has_numbered_title(words: str, body: Sequence[Block], text: Text) -> bool:
    """Whether one of the first blocks is the title of a document: `85. Conversation Among`."""
    for block in body[:TITLES]:
        match = NUMBER.match(words, block.start, block.end)
        if match and sections.begins_as_heading(words[match.end() : block.end], text.profile):
            return True
    return False


def _source(text: Text) -> tuple[Source, bool]:
    """The view to read, and whether its lines are wrapped.

    Lines that all end as sentences do are paragraphs, however long they are.
    """
    if text.given_labels == "line":
        return text.lines, False
    if not text.layout.width:
        return text.source, False
    lines = (line.strip() for line in text.arranged.file.text[:SAMPLE].split("\n"))
    ends = [line[-1] for line in lines if line]
    if len(ends) >= LEAST_LINES and sum(e in LINE_ENDS for e in ends) >= ENDED * len(ends):
        return text.lines, False
    return text.arranged.running, True


def _free(words: str, places: Sequence[Place]) -> list[Place]:
    """The places without those of lines that name an examiner: `BY MR. HALE:`."""
    return [place for place in places if not cuts.is_examiner(words[place.start : place.end])]
