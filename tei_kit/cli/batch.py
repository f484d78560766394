"""`tei-kit batch`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from tei_kit.cli.completion import FileName, FolderName
from tei_kit.cli.names import InputFormatName
from tei_kit.cli.numbers import Whole
from tei_kit.cli.output import count, echo_diagnostics, echo_json, force_option, source_option
from tei_kit.cli.project import needed, project_of
from tei_kit.cli.reads import reads_of_call
from tei_kit.cli.remembered import value_of
from tei_kit.cli.terminal import INTERRUPTED, echo_stopped
from tei_kit.cli.text_options import USAGE_ERRORS, header_options, options_of, reading_options
from tei_kit.diagnostics import TeiKitError
from tei_kit.printable import one_line
from tei_kit.workers import usable_processors


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
def command(
    sources: tuple[str, ...],
    out: str | None,
    jobs: int | None,
    taken: tuple[str, ...],
    split: bool,
    corpus: Path | None,
    xinclude: bool,
    dask: str | None,
    state: Path | None,
    prune: bool,
    force: bool,
    wait: bool,
    meta: Path | None,
    documents: Path | None,
    date: str | None,
    cert: bool | None,
    ids: bool | None,
    comments: bool | None,
    no_validate: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Convert every text below SRC to valid TEI, and go on where the last run ended.

    Plain text, HTML, DOCX and Markdown are taken, by the suffix of their names. The folders are
    mirrored below --out. manifest.jsonl there says what became of each input; when the same command
    is run again, it converts only inputs that are new, changed or failed.
    """
    from tei_kit.batch import run
    from tei_kit.cli.progress import watcher

    try:
        project = project_of(sources)
        sources = sources or needed((), project.texts(), "SRC", "sources")
        roots = project.sources if not out else ()
        (out,) = needed((out,) if out else (), filter(None, [project.output]), "--out", "output")
        options = options_of(
            project,
            documents=documents,
            meta=meta,
            date=date,
            cert=cert,
            ids=ids,
            comments=comments,
            no_validate=no_validate,
            split=split,
        )
        given = [meta, documents, value_of("profile", str), *project.reads]
        runner = None
        if dask:
            from tei_kit.batch.runners.cluster import Cluster

            runner = Cluster(dask, options)
        job = run.Job(
            sources=sources,
            out=out,
            options=options,
            formats=taken,
            roots=roots,
            jobs=jobs or usable_processors(),
            state=state,
            corpus=corpus,
            xinclude=xinclude,
            prune=prune,
            wait=wait,
            force=force,
            runner=runner,
            reads=[*reads_of_call(), *(str(each) for each in given if each)],
        )
        with watcher(quiet=quiet) as watching:
            summary = run.run(job, watching)
    except KeyboardInterrupt:
        how = "; what is finished is kept, and the same command goes on from there"
        echo_stopped(how)
        sys.exit(INTERRUPTED)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        sys.exit(2 if isinstance(error, USAGE_ERRORS) else 1)
    if as_json:
        echo_json({**asdict(summary), "manifest": str(summary.manifest)})
    if not quiet:
        done = count(summary.done, "file")
        click.echo(
            f"{done} converted to {one_line(out)}, {summary.unchanged} unchanged, "
            f"{summary.failed} failed; see {one_line(str(summary.manifest))}",
            err=True,
        )
    sys.exit(0 if summary.is_complete else 1)
