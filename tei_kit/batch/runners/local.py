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
    """The things that workers need beside the units.

    `lock` is the descriptor of the lock, which stays taken as long as a worker runs; `spool` is the
    folder of nameless files that hold bytes until they are written.
    """

    options: Options
    lock: int | None = None
    spool: Path | None = None


def run(
    waiting: Sequence[Unit], setting: Setting, jobs: int
) -> Generator[Record | Unchanged, None, None]:
    """Do units in the order given, with this number of workers; the results come as they are done.

    A unit whose workers die is given up (TK806). Raises NoRoomError when nothing can be written any
    more. When the iterator is closed before its end, the workers are ended; units that they have
    not finished count as not begun.
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
