"""JSON for the page: states, lists of texts, and the menu."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from tei_kit.layout.choices import CHOICES
from tei_kit.review.doubts import Doubt, Group
from tei_kit.review.menu import MENU
from tei_kit.review.session import State
from tei_kit.review.shelf import Entry
from tei_kit.review.stretches import Part, Row
from tei_kit.review.working import Result
from tei_kit.settings import language
from tei_kit.tokenizer.families.table import FAMILIES

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]


def as_text(value: Value) -> str:
    """JSON that can also stand in a script element of HTML: `<`, `>` and `&` are escaped."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return written


def of_menu() -> Value:
    """The menu: the kinds in their groups."""
    return [
        {
            "title": group.title,
            "choices": [
                {
                    "kind": choice.kind,
                    "called": choice.called,
                    "words": choice.words,
                    "key": choice.key,
                    "fields": list(choice.fields),
                    "deny": choice.can_be_denied,
                }
                for choice in group.choices
            ],
        }
        for group in MENU
    ]


def of_state(state: State) -> Value:
    """The state of a session."""
    return {
        "version": state.version,
        "problems": list(state.problems),
        "file": state.decisions_file,
        "undo": state.can_undo,
        "redo": state.can_redo,
        "reread": state.reread,
        "decisions": _decisions(state),
        "whole": _whole(state),
        "result": None if state.result is None else of_result(state.result),
    }


def _decisions(state: State) -> Value:
    """The decisions in the order of the file; `start` is -1 for a decision without a place."""
    made = state.result.made if state.result else ()
    places = {(each.decision.line, each.decision.said): each.places for each in made}
    rows: list[Value] = []
    for each in state.decided.decisions:
        there = places.get((each.line, each.said), ())
        start = there[0].start if there else -1
        rows.append({"line": each.line, "said": each.said, "start": start, "by": each.by})
    return rows


def _whole(state: State) -> Value:
    """The decisions about the whole text."""
    decided = state.decided
    return {
        "family": decided.family,
        "language": decided.language,
        "layout": dict(decided.layout),
        "persons": [{"id": key, "names": list(names)} for key, names in decided.persons.items()],
    }


def of_choices() -> Value:
    """The possible values for a whole text: families, languages, answers about the layout."""
    return {
        "family": [{"value": each.name, "words": each.words} for each in FAMILIES],
        "language": [
            {"value": code, "words": language.load(code).name} for code in language.codes()
        ],
        "layout": [
            {"question": choice.name, "words": choice.words, "answers": [*choice.answers]}
            for choice in CHOICES.values()
        ],
    }


def of_result(result: Result) -> Value:
    """A result: the rows of the text, its doubts and its reading page."""
    return {
        "title": result.title,
        "said": result.said,
        "layout": result.layout,
        "certain": result.certain,
        "decided": result.decided,
        "rows": [_row(row) for row in result.rows],
        "doubts": [_doubt(doubt) for doubt in result.doubts],
        "page": result.page,
    }


def _row(row: Row) -> Value:
    return {
        "start": row.start,
        "end": row.end,
        "first": row.first,
        "last": row.last,
        "line": row.line,
        "indent": row.indent,
        "name": row.name,
        "kind": row.kind,
        "value": row.value,
        "level": row.level,
        "cert": row.certainty,
        "more": row.is_more,
        "parts": [_part(part) for part in row.parts],
    }


def _part(part: Part) -> Value:
    if not part.name:
        return {"start": part.start, "text": part.text}
    return {
        "start": part.start,
        "text": part.text,
        "name": part.name,
        "kind": part.kind,
        "value": part.value,
        "cert": part.certainty,
        "first": part.first,
        "last": part.last,
    }


def _doubt(doubt: Doubt) -> Value:
    return {
        "start": doubt.start,
        "end": doubt.end,
        "group": str(doubt.group),
        "line": doubt.line,
        "words": doubt.words,
        "name": doubt.name,
        "kind": doubt.kind,
        "suggested": doubt.suggested,
        "why": doubt.why,
    }


def of_entries(entries: Sequence[Entry]) -> Value:
    """The texts of a folder with their counts, in the given order."""
    return [
        {
            "number": entry.number,
            "name": entry.name,
            "problem": entry.problem,
            "ready": entry.is_ready,
            "decided": entry.decided,
            **{str(group): entry.counts.get(group, 0) for group in Group},
        }
        for entry in entries
    ]
