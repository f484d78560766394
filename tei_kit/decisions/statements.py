"""The decisions and statements about one text in a decisions file, with all mistakes in them."""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.advice.keys import instead
from tei_kit.advice.languages import code_of
from tei_kit.decisions.decision import Decisions
from tei_kit.decisions.parts import (
    PAGE,
    WHOLE,
    Mistakes,
    TextPart,
    lines_of_keys,
    lines_of_rows,
    rows_of,
    unknown,
)
from tei_kit.decisions.persons import persons_of
from tei_kit.decisions.rows import KEYS, decision_of
from tei_kit.settings.metadata import language_tag


def decisions_of(part: TextPart) -> Decisions:
    """The decisions of a text. Raises DecisionError with all mistakes in its part of the file."""
    file, data = part.file, part.data
    mistakes = Mistakes(file)
    for key, value in data.items():
        if key not in WHOLE:
            mistakes.add(part.line(key), unknown_of_all(key, value))
    rows = data.get("decision", [])
    if not isinstance(rows, list):
        mistakes.add(part.line("decision"), "write each decision as [[decision]]")
        rows = []
    places = rows_of(part, len(rows))
    decisions = [
        decision
        for row, at in zip(rows, places, strict=True)
        if (decision := decision_of(row, at, mistakes))
    ]
    result = Decisions(
        name=file.name,
        decisions=decisions,
        layout=_words(part, "layout", mistakes),
        family=_word(part, "family", mistakes),
        language=_word(part, "language", mistakes),
        persons=persons_of(part, mistakes),
        by=_word(part, "by", mistakes),
        lines={**lines_of_keys(part), **lines_of_rows(rows, places)},
    )
    _word(part, "file", mistakes)
    _check_whole(part, result, mistakes)
    mistakes.raise_any()
    return result


def _check_whole(part: TextPart, decisions: Decisions, mistakes: Mistakes) -> None:
    """Add a mistake for a family, a language or an answer about the layout that does not exist."""
    for key in ("family", "language"):
        said = decisions.family if key == "family" else decisions.language
        if said and (reason := wrong_of_all(key, said)):
            mistakes.add(part.line(key), reason)
    for question, answer in decisions.layout.items():
        if reason := wrong_answer(question, answer):
            mistakes.add(decisions.lines.get(f"layout.{question}", 1), reason)


def wrong_of_all(key: str, said: str) -> str:
    """The reason why a text cannot have a family or a language; "" if it can."""
    if key == "language":
        if language_tag().fullmatch(said):
            return ""
        code = code_of(said)
        tag = f"; write {code}" if code else " as en, fr or pt-BR"
        return f"'{said}' is no language tag{tag}"
    from tei_kit.tokenizer.families.table import FAMILIES

    families = [each.name for each in FAMILIES]
    if said in families:
        return ""
    return f"no family is called '{said}'{instead(said, families, PAGE, called='families')}"


def wrong_answer(question: str, answer: str) -> str:
    """The reason why a question about the layout cannot have an answer; "" if it can."""
    from tei_kit.layout.choices import CHOICES

    if question not in CHOICES:
        hint = instead(question, [*CHOICES], "layout", called="questions")
        return f"[layout] has no question '{question}'{hint}"
    choice = CHOICES[question]
    if choice.takes(answer):
        return ""
    hint = instead(answer, [*choice.answers], "layout", called="answers")
    if choice.form and hint.startswith(";"):
        hint += f", or {choice.form}"
    return f"'{answer}' is no answer about {question}{hint}"


def unknown_of_all(key: str, value: object) -> str:
    """A sentence that a file cannot have a key, with a suggestion."""
    if key in KEYS:
        return f"'{key}' is a key of a decision; write [[decision]] on the line above"
    inner = next(iter(value)) if isinstance(value, dict) and value else ""
    if isinstance(value, dict) and isinstance(value.get(inner), dict):
        return f'names of files stand in quotation marks: "{key}.{inner}"'
    return unknown(key, WHOLE)


def _word(part: TextPart, key: str, mistakes: Mistakes) -> str:
    value = part.data.get(key, "")
    if isinstance(value, str):
        return value
    mistakes.add(part.line(key), f'{key} has to be words in quotation marks: {key} = "…"')
    return ""


def _words(part: TextPart, key: str, mistakes: Mistakes) -> Mapping[str, str]:
    value = part.data.get(key, {})
    if isinstance(value, dict) and all(type(v) in (str, int) for v in value.values()):
        return {question: str(said) for question, said in value.items()}
    reason = f'[{key}] has a question and an answer in each line: notes = "brackets"'
    mistakes.add(part.line(key), reason)
    return {}
