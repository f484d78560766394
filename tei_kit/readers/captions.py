"""Captions: WebVTT and SubRip, the texts of recordings with the times at which they are said.

Each cue is a paragraph. Its times stay as they are written. Where the format names a speaker
(`<v Ada Vale>`), the name becomes a speaker's label; following cues of the same voice continue the
speech. Numbers of cues, styles and comments are left out, with a diagnostic (TK121).

Source: WebVTT, W3C Candidate Recommendation of 4 April 2019, sections 4 and 6.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape

from tei_kit.conventions import CAPTIONS
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.readers.reader import Reader
from tei_kit.record import record
from tei_kit.source import source
from tei_kit.source.hints import Hint, HintKind
from tei_kit.source.source import Source, SourceError, line_starts

# "00:00:05.000 --> 00:00:08.000 align:start", with a comma in SubRip, without hours in WebVTT.
TIMES = re.compile(
    r"""
    ^[ \t]* (?P<times> (?: [0-9]{1,3}: )? [0-9]{2}:[0-9]{2} [.,] [0-9]{1,3} [ \t]* --> [ \t]*
    (?: [0-9]{1,3}: )? [0-9]{2}:[0-9]{2} [.,] [0-9]{1,3} ) (?P<settings>[^\n]*) $
    """,
    re.VERBOSE | re.MULTILINE,
)
# "<v Ada Vale>", "</i>", "<c.loud>", and the times inside a cue: "<00:00:06.500>".
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z]*)(?:\.[^\s>.]+)*(?P<annotation>\s[^>]*)?>|<[0-9:.]+>")
# The words of @rend for tags of print.
PRINTED = {"i": "italic", "b": "bold", "u": "underline"}
EMPTY = "the file holds no cues"


def read_captions(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Read WebVTT or SubRip, in the given encoding, the encoding of its mark, or UTF-8.

    Raises SourceError: the encoding is wrong, or the file has no cue (TK122).
    """
    return read_captions_text(source.decode_text(data, name, encoding), name)


def read_captions_text(text: str, name: str) -> Source:
    """Read captions that are decoded already. Raises SourceError (TK122): they have no cue."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    cues = _cues(text)
    if not cues:
        raise SourceError(diagnose("TK122", Place(name), format=CAPTIONS, reason=EMPTY))
    writer = _Writer()
    for cue in cues:
        writer.cue(cue)
    made = source.from_text(writer.text, name)
    shown = sum(len("".join(cue.words.split())) + len("".join(cue.times.split())) for cue in cues)
    rest = len("".join(text.split())) - shown
    told = [_left_out(name, rest)] if rest > 0 else []
    return Source(
        name,
        made.text,
        made.line_starts,
        [*made.diagnostics, *told],
        writer.hints,
        writer.origins,
        CAPTIONS,
    )


def _left_out(name: str, count: int) -> Diagnostic:
    parts = "numbers of cues, tags, settings and comments"
    return diagnose("TK121", Place(name), count=count, parts=parts)


@record
class _Cue:
    """A cue: its times, its words with their tags, and the line of the file that has its times."""

    times: str
    words: str
    line: int


def _cues(text: str) -> list[_Cue]:
    starts = line_starts(text)
    cues: list[_Cue] = []
    for match in TIMES.finditer(text):
        end = text.find("\n\n", match.end())
        end = len(text) if end < 0 else end
        words = text[match.end() : end].strip("\n")
        following = TIMES.search(text, match.end(), end)
        if following:  # no blank line parts the two cues; the next cue may have its number above it
            words = text[match.end() : following.start()].strip("\n")
            words = re.sub(r"\n[0-9]+\Z", "", words)
        cues.append(_Cue(match["times"], words, bisect_right(starts, match.start())))
    return cues


class _Writer:
    """Writes cues as paragraphs, with hints about speakers and about the print of words."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = 0
        self._voice = ""
        self.hints: list[Hint] = []
        self.origins: list[int] = [1]

    @property
    def text(self) -> str:
        """The text that was written."""
        return "".join(self._parts)

    def cue(self, cue: _Cue) -> None:
        """Write a cue: its times, its speaker if the voice changes, and its words."""
        voice = _voice(cue.words)
        is_new = bool(voice) and voice != self._voice
        self._voice = voice or self._voice
        self._begin(cue.line)
        start = self._at
        self._put(cue.times)
        if is_new:
            self.hints.append(Hint(HintKind.TEXT, start, self._at))
            self._begin(cue.line)
            start = self._at
            self._put(voice)
            self.hints.append(Hint(HintKind.SPEAKER, start, self._at))
        self._line(cue.line + 1)
        inside = self._words(cue.words, cue.line + 1)
        self.hints.append(Hint(HintKind.TEXT, start, self._at))
        self.hints += inside
        self.hints.sort(key=lambda hint: (hint.start, -hint.end))

    def _begin(self, line: int) -> None:
        if self._at:
            self._put("\n\n")
            self.origins += [line, line]
        else:
            self.origins[0] = line

    def _line(self, line: int) -> None:
        self._put("\n")
        self.origins.append(line)

    def _words(self, words: str, line: int) -> list[Hint]:
        """Write the words of a cue without its tags; gives the hints about their print."""
        found: list[Hint] = []
        opened: dict[str, int] = {}
        at = 0
        for match in TAG.finditer(words):
            line = self._plain(words[at : match.start()], line)
            at = match.end()
            name = match["name"] or ""
            if name in PRINTED and not match["end"]:
                opened[name] = self._at
            elif name in opened:
                start = opened.pop(name)
                if start < self._at:
                    found.append(Hint(HintKind.EMPHASIS, start, self._at, PRINTED[name]))
        self._plain(words[at:], line)
        return found

    def _plain(self, words: str, line: int) -> int:
        for at, piece in enumerate(words.split("\n")):
            if at:
                line += 1
                self._line(line)
            self._put(unescape(piece))
        return line

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._at += len(words)


def _voice(words: str) -> str:
    """The speaker of a cue by its first voice tag; "" for a cue without a voice."""
    for match in TAG.finditer(words):
        if match["name"] == "v" and not match["end"] and match["annotation"]:
            return " ".join(unescape(match["annotation"]).split())
    return ""


READER = Reader(CAPTIONS, read_captions, read_captions_text)
