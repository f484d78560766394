"""Options that several commands have and none of them gets: who needs a value asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., object])
_Value = TypeVar("_Value")


def remembered(*words: str, **attributes: Any) -> Callable[[_Command], _Command]:  # noqa: ANN401
    """An option as `click.option` makes it, whose value the context of the command keeps."""
    return click.option(*words, expose_value=False, callback=_remember, **attributes)


def _remember(context: click.Context, option: click.Parameter, value: object) -> None:
    context.meta[_key(option.name or "")] = value


def _key(name: str) -> str:
    return f"tei_kit.{name}"


def value_of(name: str, kind: type[_Value]) -> _Value | None:
    """What was said with an option; None where nothing was, or the command has no such option."""
    value = click.get_current_context().meta.get(_key(name))
    return value if isinstance(value, kind) else None
