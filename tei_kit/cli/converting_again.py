"""`tei-kit convert --watch`: convert, and again the files that change."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from tei_kit.batch.watching import Watch
from tei_kit.cli.converting import Job, convert_all
from tei_kit.cli.output import echo_diagnostics
from tei_kit.cli.watch import rounds
from tei_kit.diagnostics import TeiKitError
from tei_kit.record import replace


def go_on(job: Job, prepare: Callable[[], Job]) -> NoReturn:
    """Convert a job, and then the inputs that change; `prepare` makes the job anew. Ctrl-C ends
    the program."""
    watch = Watch(lambda: job.watched)  # before anything is converted, so that nothing is missed
    convert_all(job)
    for changed in rounds(watch, quiet=job.quiet):
        before = {plan.source for plan in job.plans}
        try:
            job = prepare()
        except TeiKitError as error:
            echo_diagnostics(error.diagnostics, err=True)
            continue
        plans = job.plans
        if not {*map(str, job.shared)} & {*changed}:
            plans = [
                plan
                for plan in plans
                if {plan.source, *map(str, job.decisions_of(plan))} & {*changed}
                or plan.source not in before
            ]
        if plans:
            convert_all(replace(job, plans=plans))
    raise AssertionError("it goes on until it is ended")
