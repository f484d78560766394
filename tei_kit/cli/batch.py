"""`tei-kit batch`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tei_kit.cli.completion import FileName, FolderName
from tei_kit.cli.names import InputFormatName
from tei_kit.cli.numbers import Whole
from tei_kit.cli.output import echo_diagnostics, echo_json, force_option, source_option
from tei_kit.cli.project import needed, project_of
from tei_kit.cli.reads import reads_of_call
from tei_kit.cli.remembered import as_words
from tei_kit.cli.terminal import INTERRUPTED, echo_stopped
from tei_kit.cli.text_options import (
    USAGE_ERRORS,
    files_of_options,
    header_options,
    options_of,
    reading_options,
)
from tei_kit.diagnostics import TeiKitError, counted
from tei_kit.printable import one_line
from tei_kit.record import record
from tei_kit.workers import usable_processors

if TYPE_CHECKING:
    from tei_kit.batch.run import Job


@record
class _Call:
    """The words of a call; those of the texts and of the header are asked for by `options_of`."""

    sources: tuple[str, ...]
    out: str | None
    jobs: int | None
    taken: tuple[str, ...]
    split: bool
    corpus: Path | None
    xinclude: bool
    dask: str | None
    state: Path | None
    prune: bool
    force: bool
    wait: bool
    as_json: bool
    quiet: bool


@click.command(
    "batch",
    epilog="\b\nExamples:\n"
    "  tei-kit batch volumes/ --out tei/\n"
    "  tei-kit batch volumes/ --out tei/ --split --corpus tei/series.xml\n"
    "  tei-kit batch /shared/volumes --out /shared/tei --dask tcp://10.0.0.1:8786",
)
@click.argument("sources", metavar="[SRC]...", nargs=-1, type=FileName())
@click.option(
    "-o",
    "--out",
    type=FolderName(),
    help="Folder for the results, or a URL with --dask.",
)
@click.option("-j", "--jobs", type=Whole(1), help="Worker processes. [default: the cores]")
@click.option(
    "--from",
    "taken",
    type=InputFormatName(),
    multiple=True,
    help="Take only inputs of this format from folders (repeatable). [default: all]",
)
@click.option("--split", is_flag=True, help="Write a file for each document of a text.")
@click.option(
    "--corpus",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write a teiCorpus of all results to this file.",
)
@click.option("--xinclude", is_flag=True, help="Let the corpus include the results by XInclude.")
@click.option("--dask", metavar="ADDRESS", help="Use the Dask cluster at tcp://HOST:PORT.")
@click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for manifest.jsonl and the lock. [default: the folder of --out]",
)
@click.option("--prune", is_flag=True, help="Remove results whose inputs are gone.")
@force_option
@click.option("--wait", is_flag=True, help="Wait for another run on the same folder to end.")
@reading_options
@header_options
@click.option("--json", "as_json", is_flag=True, help="Print how the run went as a JSON object.")
@source_option
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@as_words(_Call)
def command(words: _Call) -> None:
    """Convert every text below SRC to valid TEI, and go on where the last run ended.

    Plain text, HTML, DOCX and Markdown are taken, by the suffix of their names. The folders are
    mirrored below --out. manifest.jsonl there says what became of each input; when the same command
    is run again, it converts only inputs that are new, changed or failed.
    """
    from tei_kit.batch import run
    from tei_kit.cli.progress import watcher

    try:
        job = _job(words)
        with watcher(quiet=words.quiet) as watching:
            summary = run.run(job, watching)
    except KeyboardInterrupt:
        echo_stopped("; what is finished is kept, and the same command goes on from there")
        sys.exit(INTERRUPTED)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
    if words.as_json:
        echo_json({**asdict(summary), "manifest": str(summary.manifest)})
    if not words.quiet:
        done = counted(summary.done, "file")
        click.echo(
            f"{done} converted to {one_line(job.out)}, {summary.unchanged} unchanged, "
            f"{summary.failed} failed; see {one_line(str(summary.manifest))}",
            err=True,
        )
    sys.exit(0 if summary.is_complete else 1)


def _job(words: _Call) -> Job:
    """The job that the words and the settings of the project make. Raises UsageError, and
    TeiKitError for settings that cannot be used or a cluster that cannot be reached."""
    from tei_kit.batch.run import Job

    project = project_of(words.sources)
    sources = words.sources or needed((), project.texts(), "SRC", "sources")
    given = (words.out,) if words.out else ()
    (out,) = needed(given, filter(None, [project.output]), "--out", "output")
    options = options_of(project, split=words.split)
    runner = None
    if words.dask:
        from tei_kit.batch.runners.cluster import Cluster

        runner = Cluster(words.dask, options)
    return Job(
        sources=sources,
        out=out,
        options=options,
        formats=words.taken,
        roots=() if words.out else project.sources,
        jobs=words.jobs or usable_processors(),
        state=words.state,
        corpus=words.corpus,
        xinclude=words.xinclude,
        prune=words.prune,
        wait=words.wait,
        force=words.force,
        runner=runner,
        reads=[*reads_of_call(), *map(str, files_of_options()), *map(str, project.reads)],
    )
