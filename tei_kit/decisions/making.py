"""Making: tries decisions on their text, and then writes them into their file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tei_kit import files
from tei_kit.decisions import apply, whole, writing
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.decisions.reading import of_text, read
from tei_kit.diagnostics import Place, diagnose
from tei_kit.record import replace
from tei_kit.source.source import Source

# Tries decisions on their text; raises TeiKitError when they are impossible.
Trial = Callable[[Decisions], object]


def together(path: Path, source: Source, decisions: Sequence[Decision]) -> Decisions:
    """The decisions of a file and new decisions, which replace those about the same words."""
    there = read(path, source.name) if path.exists() else Decisions(str(path))
    gone = set(map(id, replaced(source, there.decisions, decisions)))
    kept = [each for each in there.decisions if id(each) not in gone]
    return replace(there, decisions=[*kept, *decisions])


def replaced(
    source: Source, there: Sequence[Decision], decisions: Sequence[Decision]
) -> list[Decision]:
    """The decisions in `there` that new decisions replace."""
    return [
        each
        for each in there
        if any(writing.is_about_the_same(source, each, decision) for decision in decisions)
    ]


def refuse_another(source: Source, there: Decisions, decision: Decision) -> None:
    """Raise DecisionError (TK320) if a decision would replace a different one of another person."""
    for each in replaced(source, there.decisions, [decision]):
        decider = there.decider(each)
        if (
            decision.by
            and decider
            and decision.by != decider
            and not is_equal_but_by(each, decision)
        ):
            raise DecisionError(
                diagnose(
                    "TK320", there.place(each, "is", "not"), decision=each.said, decider=decider
                )
            )


def is_equal_but_by(one: Decision, other: Decision) -> bool:
    """Whether two decisions about a place differ at most in their anchor and their person."""
    same = replace(one, text="", before="", after="", nth=0, of=0, by="", line=0)
    return same == replace(other, text="", before="", after="", nth=0, of=0, by="", line=0)


def put(
    path: Path, source: Source, decisions: Sequence[Decision], trial: Trial | None = None
) -> list[Decision]:
    """Write decisions about a source into a file; gives the decisions that they replace.

    The decisions, with those of the file, have to find their places and pass `trial`. Decisions of
    the file that no longer find their places are ignored, for a person repairs them one by one.
    Other writers of the file wait. Raises DecisionError or the error of the trial, and then writes
    nothing.
    """
    files.Guard([source.name]).check(path)
    with files.alone(path):
        there = read(path, source.name) if path.exists() else Decisions(str(path))
        for decision in decisions:
            refuse_another(source, there, decision)
        all_of = together(path, source, decisions)
        kept = replace(all_of, decisions=all_of.decisions[: -len(decisions)])
        fits = apply.fitting(source, kept)
        tried = replace(fits, decisions=[*fits.decisions, *decisions])
        apply.placed(source, tried)
        if trial is not None:
            trial(tried)
        files.make_folder(path.parent)
        writing.add(path, source, decisions)
        return replaced(source, there.decisions, decisions)


def without_place(path: Path, source: Source) -> list[Decision]:
    """The decisions of a file that find no place, or several places."""
    there = read(path, source.name)
    fits = set(map(id, apply.fitting(source, there).decisions))
    return [each for each in there.decisions if id(each) not in fits]


def take_out(path: Path, source: Source, decision: Decision) -> Decision | None:
    """Take the decision about the same words as `decision` out of a file; gives it, or None if the
    file has no such decision."""
    with files.alone(path):
        if not path.exists():
            return None
        for each in read(path, source.name).decisions:
            if writing.is_about_the_same(source, each, decision):
                writing.remove(path, source, each)
                return each
    return None


def say(
    path: Path, source: Source, key: Sequence[str], value: whole.Said, trial: Trial | None = None
) -> bool:
    """Write a statement about the whole text into a file; see `whole.changed` and `put`.

    Gives False when the file has the statement already. Raises DecisionError or the error of the
    trial, and then writes nothing.
    """
    files.Guard([source.name]).check(path)
    with files.alone(path):
        before = writing.text_in(path)
        text = whole.changed(before, str(path), source, key, value)
        if text == before:
            return False
        tried = apply.fitting(source, of_text(text, str(path), source.name))
        if key[0] == "persons" and value is not None and key[1] not in tried.persons:
            names = [value] if isinstance(value, str) else value
            raise DecisionError(
                diagnose(
                    "TK317",
                    Place(source.name),
                    reason=f"the text does not name {' or '.join(map(repr, names))}.",
                )
            )
        if trial is not None:
            trial(tried)
        files.make_folder(path.parent)
        writing.write(path, text, source.name)
        return True
