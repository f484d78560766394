"""Command: a command of click that knows its short options at once, for those that start often."""

from __future__ import annotations

from typing import Any

import click


class Command(click.Command):
    """A command with short options: `-o FILE`.

    click takes `-o` for a long option first, and makes an error with the options of similar names
    before it looks for a short one. `difflib`, which finds these, takes as long to load as five of
    our modules.
    """

    def make_parser(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        parser = super().make_parser(ctx)
        parser._long_opt.update(parser._short_opt)
        return parser
