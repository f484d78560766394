"""Ways in which commands get their words: a command has its own words as an object, and asks for
words that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., object])
_Value = TypeVar("_Value")
_Words = TypeVar("_Words")


def as_words(kind: type[_Words]) -> Callable[[Callable[[_Words], None]], Callable[..., None]]:
    """A command gets its words as an object of this class, whose fields are the names of its
    arguments and options."""

    def decorate(command: Callable[[_Words], None]) -> Callable[..., None]:
        def of_words(**words: object) -> None:
            command(kind(**words))

        of_words.__doc__ = command.__doc__  # click shows it as the help
        return of_words

    return decorate


def remembered(*words: str, **attributes: Any) -> Callable[[_Command], _Command]:  # noqa: ANN401
    """An option as `click.option` makes it. The command does not get its value: the context keeps
    it, and `value_of` gives it to whoever asks."""
    return click.option(*words, expose_value=False, callback=_remember, **attributes)


def _remember(context: click.Context, option: click.Parameter, value: object) -> None:
    context.meta[_key(option.name or "")] = value


def _key(name: str) -> str:
    return f"tei_kit.{name}"


def value_of(name: str, kind: type[_Value]) -> _Value | None:
    """The value of an option; None where it is not given, or the command has no such option."""
    value = click.get_current_context().meta.get(_key(name))
    return value if isinstance(value, kind) else None
