"""Making: decisions are tried on their text before they are written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tei_kit import files
from tei_kit.decisions import apply, writing
from tei_kit.decisions.decision import Decision, Decisions
from tei_kit.decisions.reading import read
from tei_kit.source.source import Source


def together(path: Path, source: Source, decisions: Sequence[Decision]) -> Decisions:
    """The decisions of a file, with further ones in place of those about the same."""
    there = read(path, source.name) if path.exists() else Decisions(str(path))
    kept = [
        each
        for each in there.decisions
        if not any(writing.is_about_the_same(each, decision) for decision in decisions)
    ]
    return replace(there, decisions=[*kept, *decisions])


def put(path: Path, source: Source, decisions: Sequence[Decision]) -> None:
    """Write decisions about a source into a file, if they find their place among those there.

    Raises DecisionError, and then writes nothing.
    """
    files.Guard([source.name]).check(path)
    apply.placed(source, together(path, source, decisions))
    files.make_folder(path.parent)
    writing.add(path, source, decisions)


def take_out(path: Path, source: Source, decision: Decision) -> bool:
    """Take the decision of a kind about words out of a file; whether there was one."""
    if not path.exists():
        return False
    for each in read(path, source.name).decisions:
        if writing.is_about_the_same(each, decision):
            return writing.remove(path, source, each)
    return False
