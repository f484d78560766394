"""Deciding: a decision made of a line of a text and a few words, as an editor gives them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from tei_kit.decisions.anchor import anchored, occurrences
from tei_kit.decisions.decision import Decision, DecisionError
from tei_kit.decisions.kinds import KINDS, Kind, Shape, named
from tei_kit.decisions.reading import made, wrong_value
from tei_kit.diagnostics import Place, diagnose
from tei_kit.record import record
from tei_kit.source.source import Source

# The signs that end a label at the beginning of a line.
ENDS_OF_LABELS = (":", "：", ".--", ".—", " —")


@record
class Where:
    """A place of a text that a person names: a line and a column, from 1, and words there."""

    line: int
    column: int = 1
    words: str = ""


def decide(
    source: Source,
    where: Where,
    kind: str,
    values: Mapping[str, str | int | bool],
    *,
    denied: bool = False,
) -> Decision:
    """The decision that the words at a place are (not) of a kind, with words that find them again.

    Without words, those of the line are meant; for a speaker, those up to the colon. `values` are
    those of the kind, by the names of the fields of `Decision`. Raises DecisionError (TK317) when
    the kind or the place does not exist, or the kind takes no such value.
    """
    found = _kind(source, kind)
    for name in values:
        if name not in found.takes | {"by", "every"} or (denied and name in found.takes):
            raise _wrong(source, where, f"'{name}' says nothing about {found.words}")
        if reason := wrong_value(name, values[name]):
            raise _wrong(source, where, reason)
    if denied and not found.can_be_denied:
        raise _wrong(source, where, f"say what the words are: no text can be “not {found.name}”")
    start, end = _stretch(source, where, found)
    decision = made({**values, "text": "", "no" if denied else "kind": found.name})
    if decision.every:
        words = " ".join(source.text[start:end].split())
        return made({**values, "text": words, "no" if denied else "kind": found.name})
    return anchored(source.text, start, end, decision)


def _kind(source: Source, word: str) -> Kind:
    found = named(word)
    if found is None:
        close = get_close_matches(word, list(KINDS), 1)
        hint = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(KINDS)}"
        raise _wrong(source, Where(1), f"nothing is called '{word}'; {hint}")
    return found


def _stretch(source: Source, where: Where, kind: Kind) -> tuple[int, int]:
    if not 1 <= where.line <= len(source.line_starts):
        raise _wrong(source, where, f"the text has {len(source.line_starts)} lines")
    text = source.text
    start = source.line_starts[where.line - 1]
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    begin = min(start + where.column - 1, end)
    if where.words:
        for place in occurrences(text[begin:], where.words):
            if begin + place.start <= end:
                return begin + place.start, begin + place.end
        raise _wrong(source, where, f"the line does not have the words “{where.words}”")
    line = text[begin:end]
    begin += len(line) - len(line.lstrip())
    line = line.strip()
    if not line:
        raise _wrong(source, where, "the line is empty")
    if kind.shape is Shape.LABEL:
        ends = [at for sign in ENDS_OF_LABELS if (at := line.find(sign)) > 0]
        line = line[: min(ends)] if ends else line
    return begin, begin + len(line)


def _wrong(source: Source, where: Where, reason: str) -> DecisionError:
    end = "" if reason.endswith("?") else "."
    return DecisionError(
        diagnose("TK317", Place(source.name, where.line, where.column), reason=reason + end)
    )
