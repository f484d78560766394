"""`tei-kit validate --watch`: validate, and again the files that change."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from tei_kit.batch.watching import Watch
from tei_kit.cli import validating
from tei_kit.cli.output import echo_diagnostics
from tei_kit.cli.validating import Job
from tei_kit.cli.watch import rounds
from tei_kit.diagnostics import TeiKitError
from tei_kit.validation import catalog
from tei_kit.validation.result import FileResult


def go_on(job: Job, prepare: Callable[[], Job]) -> NoReturn:
    """Validate, and then the files that change; `prepare` makes the job anew. Ctrl-C ends the
    program.

    A finding is told when its file is validated; a report in a file, and the summary, are of all.
    """
    known: dict[str, FileResult] = {}  # the last result of each document
    named = os.environ.get(catalog.VARIABLE, "")
    catalogs: list[str] = [*map(str, catalog.files_of(named))]

    def documents() -> list[str]:
        return [each.name for each in validating.documents(job).documents]

    def others() -> list[str]:
        return [*validating.others(job, known.values()), *catalogs]

    def again(among: Collection[str] | None) -> None:
        done = validating.checked(job, among)
        if done.checker.settings.catalog is not None:
            catalogs[:] = map(str, done.checker.settings.catalog.files)
        if among is None:
            known.clear()
        known.update((result.file, result) for result in done.results)
        there = {*documents()}
        for name in [name for name in known if name not in there and not Path(name).is_dir()]:
            del known[name]
        every = validating.compared(
            replace(done, results=[known[name] for name in sorted(known)]), job
        )
        shown = every.results
        if job.output is None:
            names = {result.file for result in done.results}
            shown = [result for result in shown if result.file in names]
        validating.report(replace(every, results=shown), job)
        validating.summarize(every, job)

    watch = Watch(lambda: [*documents(), *others()])
    changed: Sequence[str] | None = None
    waiting = rounds(watch, quiet=job.quiet)
    while True:
        try:
            job = prepare()
            are_all = changed is None or {*changed} & {*others()} or job.settings.xinclude
            again(None if are_all else changed)
        except TeiKitError as error:
            echo_diagnostics(error.diagnostics, err=True)
        changed = next(waiting)
