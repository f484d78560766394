"""Numbers of the command line, refused in words."""

from __future__ import annotations

import click


class Whole(click.IntRange):
    """A whole number within bounds, which belong to it."""

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        least = self.min or 0
        most = float("inf") if self.max is None else self.max
        try:
            number = int(str(value))
        except ValueError:
            number = None
        if number is None or not least <= number <= most:
            bounds = f"from {least:g}" if self.max is None else f"from {least:g} to {most:g}"
            self.fail(f"'{value}' is not a whole number {bounds}.", param, ctx)
        return number
