"""Units done by processes of this machine."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tei_kit.batch import unit as units
from tei_kit.batch.work import Record, Unchanged, Unit
from tei_kit.diagnostics import Place, diagnose
from tei_kit.settings.options import Options
from tei_kit.workers import Lost, Workers


@dataclass(frozen=True, slots=True)
class Setting:
    """The things that workers need besides the units.

    `lock` is the file descriptor of the lock, which is held as long as a worker runs. `spool` is
    the folder for nameless files of bytes that wait to be written.
    """

    options: Options
    lock: int | None = None
    spool: Path | None = None


def run(
    waiting: Sequence[Unit], setting: Setting, jobs: int
) -> Generator[Record | Unchanged, None, None]:
    """Do units in the given order with `jobs` workers; gives each result as soon as it is done.

    A unit whose workers die repeatedly is given up (TK806). Raises NoRoomError when no file can be
    written. Closing the iterator early ends the workers; unfinished units count as not begun.
    """
    work = partial(units.convert, options=setting.options, spool=setting.spool)
    number = min(jobs, len(waiting))
    with Workers[Unit, Record | Unchanged](number, work, held=setting.lock) as workers:
        for answer in workers.answers(waiting):
            if isinstance(answer.result, Lost):
                yield _given_up(waiting[answer.task], setting.options, answer.result)
            else:
                yield answer.result


def _given_up(unit: Unit, options: Options, lost: Lost) -> Record:
    ended = diagnose("TK806", Place(unit.input), times=lost.times, how=lost.how)
    return units.failure(unit, options, ended)
