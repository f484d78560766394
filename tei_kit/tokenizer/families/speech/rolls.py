"""Rolls: lists of names, one on each line, such as the Ayes and Noes of a division."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.settings.language import alternatives, of_any
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.speech.brackets import Stretch

LEAST, LEAST_TITLED = 3, 2  # lines of a roll without a title, and with a title
LONGEST_NAME, LONGEST_TITLE = 60, 60  # characters
NAMES = 0.6  # without a title, at least this share of the lines has the surname first
_SMALL = alternatives((*of_any("particles"), *of_any("conjunctions")))
# "Abbott, Ms Diane", "de Brún, Seán", "Beckett, rh Margaret (Derby)".
SURNAME_FIRST = re.compile(
    rf"(?:(?:{_SMALL})[ ])*[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?:[ ][\w'’.-]+){{0,3}},[ ]"
    r"[^\n,;:!?]{1,40}"
)
# Words with capital letters, and small words between them: "Mary Glindon and", "Akaka".
NAME = re.compile(
    rf"[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?:[ ](?:{_SMALL}|rh"
    r"|[^\W\d_a-zß-öø-ÿ][\w'’.-]*))*(?:[ ]?\([^()\n]{1,40}\))?"
)
# The heading of a roll: "AYES", "YEAS--51", "Tellers for the Ayes:", "NOES (48)".
TITLE = re.compile(
    r"[^\W\d_a-zß-öø-ÿ]{3,}(?:[ ]?(?:--|[-–—:.,]|\()?[ ]?[0-9]{1,4}\)?[.:]?)?"
    r"|[^\W\d_][^\n.!?;:]{2,50}:"
)


def may_be_roll(words: str) -> bool:
    """Whether all lines of some words are as short as those of rolls: a cheap first test."""
    rows = words.split("\n")
    return len(rows) >= LEAST_TITLED and all(len(row.strip()) <= LONGEST_NAME for row in rows)


def lines_of(source: Source, start: int, end: int) -> list[Stretch]:
    """The lines of the file in the stretch from `start` to `end` of a view.

    The stretches are places in the view; white space at their ends is left out.
    """
    file = (source.file or source).text
    text = source.text
    found: list[Stretch] = []
    if source.is_whole(start, end):
        first = at = source.original(start)
        for line in file[first : first + end - start].split("\n"):
            begin = at + len(line) - len(line.lstrip())
            at += len(line)
            if begin < at:
                found.append(Stretch(begin - first + start, at - first + start))
            at += 1
        return found
    begin = start
    for at in range(start, end):
        if not text[at].isspace():
            continue
        if at == begin:
            begin += 1
            continue
        before, after = source.original(at - 1), source.original(at + 1)
        if text[at] == "\n" or "\n" in file[before:after]:
            found.append(Stretch(begin, at))
            begin = at + 1
    if end > begin:
        found.append(Stretch(begin, end))
    return found


def is_title(words: str) -> bool:
    """Whether words may be the title of a roll: one word in capitals, perhaps with a number, or a
    few words and a colon.
    """
    return len(words) <= LONGEST_TITLE and TITLE.fullmatch(words) is not None


def names_in(text: str, lines: Sequence[Stretch], *, below_title: bool) -> Sequence[Stretch]:
    """The lines, if they are a roll; otherwise an empty sequence.

    Below a title, all lines are names of any form. Elsewhere, most names have the surname first.
    """
    words = [text[line.start : line.end] for line in lines]
    least = LEAST_TITLED if below_title else LEAST
    if len(words) < least or any(len(each) > LONGEST_NAME for each in words):
        return ()
    surnames = sum(SURNAME_FIRST.fullmatch(each) is not None for each in words)
    names = sum(NAME.fullmatch(each) is not None for each in words)
    if below_title:
        return lines if surnames + names == len(words) else ()
    return lines if surnames >= NAMES * len(words) and surnames + names == len(words) else ()
