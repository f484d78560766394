"""Gathered: the person of each label in a long text that is read part by part.

A label may be the short form of another that stands far away. So the labels of all parts are
gathered first; of equal labels only the first is kept. Then the persons are found as in a text that
is read as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_kit.record import replace
from tei_kit.tokenizer.families.speech.labels import Label
from tei_kit.tokenizer.families.speech.persons import Persons
from tei_kit.tokenizer.reading import Parts
from tei_kit.tokenizer.tokens import Token, TokenKind


class Gathered:
    """The labels of the parts of a text, added in the order of the text."""

    def __init__(self) -> None:
        self._alike: dict[tuple[object, ...], Label] = {}
        self._said: list[Label | str] = []  # each label of the text, or the name that was given
        self._length = 0  # of the views so far

    def add(self, tokens: Sequence[Token], parts: Parts, length: int) -> None:
        """Add the labels of the tokens of a part; `length` is the length of its view, in
        characters.
        """
        for token in tokens:
            label = parts.labels.get(token.start) if token.kind is TokenKind.SPEAKER else None
            if label is not None:
                kept = self._alike.get(_made_of(label))
                if kept is None:
                    start = label.start + self._length
                    kept = self._alike[_made_of(label)] = replace(label, start=start)
                self._said.append(parts.given.get(token.start) or kept)
        self._length += length

    def names(self) -> Iterator[str]:
        """The name of the person of each label, in the order of the text."""
        persons = Persons(self._alike.values())
        for label in self._said:
            yield label if isinstance(label, str) else persons.called(label)


def named(tokens: Sequence[Token], parts: Parts, names: Iterator[str]) -> list[Token]:
    """The tokens, with the next of `names` as the value of each label."""
    return [
        replace(token, value=next(names))
        if token.kind is TokenKind.SPEAKER and token.start in parts.labels
        else token
        for token in tokens
    ]


def _made_of(label: Label) -> tuple[object, ...]:
    """The key of a label; equal labels have equal keys."""
    return (
        label.head,
        label.kinds,
        tuple(label.name),
        tuple(label.titles),
        label.rest,
        tuple(label.brackets),
        label.has_function,
    )
