"""Deciding: makes a decision from a line of a text and a few words, as an editor gives them."""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.advice.keys import instead
from tei_kit.decisions import whole
from tei_kit.decisions.anchor import Stretch, anchored, occurrences
from tei_kit.decisions.decision import ALL, Decision, DecisionError
from tei_kit.decisions.kinds import KINDS, Kind, Shape, named
from tei_kit.decisions.parts import PAGE
from tei_kit.decisions.persons import wrong_person
from tei_kit.decisions.rows import made, wrong_taken, wrong_value
from tei_kit.decisions.statements import wrong_answer, wrong_of_all
from tei_kit.diagnostics import Place, diagnose, word_of_call
from tei_kit.record import record
from tei_kit.source.source import Source

# The signs that end a label at the beginning of a line.
ENDS_OF_LABELS = (":", "：", ".--", ".—", " —")

# A label has at most this many characters.
LONGEST_LABEL = 200

# The kinds of decisions about a whole text, with an example of each.
EXAMPLES: Mapping[str, str] = {
    "family": "letter",
    "language": "de",
    "layout": "notes=brackets",
    "person": "thuy=Xuan Thuy; Minister Thuy",
}


class UnclearError(DecisionError):
    """The words of a command that makes a decision are wrong or incomplete (TK317)."""


@record
class Where:
    """A place that a person names: a line of the file and a column, from 1, and words there."""

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
    """The decision that the words at a place are (not) of a kind, with an anchor for these words.

    A place without words means its whole line; for a speaker, the line up to the colon. `values`
    are values for the kind, by the names of the fields of `Decision`. Raises DecisionError (TK317)
    when the kind or the place does not exist, or the kind takes no such value.
    """
    found = _kind(kind)
    _check(found, values, denied=denied)
    start, end = _stretch(source, where, found)
    return _of_stretch(source, start, end, found, values, denied=denied)


def decide_stretch(
    source: Source,
    stretch: Stretch,
    kind: str,
    values: Mapping[str, str | int | bool],
    *,
    denied: bool = False,
) -> Decision:
    """The decision that a stretch of a source is (not) of a kind; see `decide`.

    A speaker's label is the part of the stretch up to the colon.
    """
    place = source.place(stretch.start)
    where = Where(place.line, place.column)
    found = _kind(kind)
    _check(found, values, denied=denied)
    words = source.text[stretch.start : stretch.end]
    if not words.strip():
        raise _wrong(source, where, "there are no words")
    start = stretch.start + len(words) - len(words.lstrip())
    words = words.strip()
    if found.shape is Shape.LABEL:
        words = _label(words)
        if not denied and len(words) > LONGEST_LABEL:
            raise _wrong(source, where, "these are too many words for a label; say which are it")
    return _of_stretch(source, start, start + len(words), found, values, denied=denied)


def decide_taken(
    kind: str, words: str, values: Mapping[str, str | int | bool], *, denied: bool = False
) -> Decision:
    """The decision that all words taken for the kind `values["taken"]` are (not) of a kind.

    `words` may limit it to lines of a shape, such as `Votre …`. Raises DecisionError (TK317).
    """
    found = _kind(kind)
    _check(found, values, denied=denied)
    said = {"text": " ".join(words.split()) or ALL, "no" if denied else "kind": found.name}
    return made({**values, **said, "every": True})


def about_all(source: Source, kind: str, words: str, *, undo: bool) -> tuple[list[str], whole.Said]:
    """The key and the value of a statement about a whole text: `family letter`,
    `layout notes=brackets`, `person "thuy=Xuan Thuy; Minister Thuy"`.

    With `undo` the value is None: the key is taken out. Raises DecisionError (TK317).
    """
    name, equals, rest = words.partition("=")
    if kind in ("family", "language"):
        if not words and not undo:
            raise _unclear(f"say which, as in: {kind} {EXAMPLES[kind]}")
        if not undo and (reason := wrong_of_all(kind, words.strip())):
            raise _unclear(reason)
        return [kind], None if undo else words.strip()
    if not name.strip() or not (equals or undo):
        raise _unclear(f'say which, as in: {kind} "{EXAMPLES[kind]}"')
    if kind == "layout":
        if not undo and (reason := wrong_answer(name.strip(), rest.strip())):
            raise _unclear(reason)
        return [kind, name.strip()], None if undo else rest.strip()
    names = [each.strip() for each in rest.split(";") if each.strip()]
    if not undo and (reason := wrong_person(name.strip(), names)):
        raise _unclear(reason)
    return ["persons", name.strip()], None if undo else names


def _check(
    kind: Kind,
    values: Mapping[str, str | int | bool],
    *,
    denied: bool,
) -> None:
    for name in values:
        if name not in kind.takes | {"by", "every", "taken"} or (denied and name in kind.takes):
            raise _unclear(f"'{name}' says nothing about {kind.words}")
        reason = wrong_value(name, values[name])
        if name == "taken":
            reason = wrong_taken(str(values[name]))
        if reason:
            raise _unclear(reason)
    if denied and not kind.can_be_denied:
        raise _unclear(f"say what the words are: no text can be “not {kind.name}”")


def _of_stretch(
    source: Source,
    start: int,
    end: int,
    kind: Kind,
    values: Mapping[str, str | int | bool],
    *,
    denied: bool,
) -> Decision:
    decision = made({**values, "text": "", "no" if denied else "kind": kind.name})
    if decision.every:
        words = " ".join(source.text[start:end].split())
        return made({**values, "text": words, "no" if denied else "kind": kind.name})
    return anchored(source.text, start, end, decision)


def _kind(word: str) -> Kind:
    found = named(word)
    if found is None:
        hint = instead(word, list(KINDS), PAGE, called="kinds")
        raise _unclear(f"nothing is called '{word}'{hint}")
    return found


def _lines(source: Source, where: Where) -> list[int]:
    """The indices of the lines of the text that come from a line of the file.

    In formats such as HTML, several lines may come from one line of the file.
    """
    if source.origins:
        lines = [at for at, line in enumerate(source.origins) if line == where.line]
        starts = source.line_starts
        lines = [at for at in lines if not source.text[starts[at] :].split("\n", 1)[0].isspace()]
        if not lines:
            raise _wrong(source, where, "no text of the file stands on this line")
        return lines
    number = len(source.text.removesuffix("\n").split("\n"))
    if not 1 <= where.line <= number:
        raise _wrong(source, where, f"the text has {number} lines")
    return [where.line - 1]


def _stretch(source: Source, where: Where, kind: Kind) -> tuple[int, int]:
    text = source.text
    lines = _lines(source, where)
    start = source.line_starts[lines[0]]
    end = text.find("\n", source.line_starts[lines[-1]])
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
        line = _label(line)
    return begin, begin + len(line)


def _label(words: str) -> str:
    """The words up to the first sign that ends a label; all words if there is no such sign."""
    ends = [at for sign in ENDS_OF_LABELS if (at := words.find(sign)) > 0]
    return words[: min(ends)] if ends else words


def _unclear(reason: str) -> UnclearError:
    return UnclearError(
        diagnose("TK317", word_of_call("the command line"), reason=reason.removesuffix(".") + ".")
    )


def _wrong(source: Source, where: Where, reason: str) -> DecisionError:
    end = "" if reason.endswith("?") else "."
    return DecisionError(
        diagnose("TK317", Place(source.name, where.line, where.column), reason=reason + end)
    )
