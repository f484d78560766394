"""`tei-kit batch`."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from tei_kit.cli.input import check_words, source_date
from tei_kit.cli.output import count, echo_diagnostics
from tei_kit.diagnostics import TeiKitError
from tei_kit.readers.formats import Format
from tei_kit.settings import metadata, profile
from tei_kit.workers import usable_processors

INTERRUPTED = 130


@click.command(
    "batch",
    epilog="\b\nExamples:\n"
    "  tei-kit batch volumes/ --out tei/\n"
    "  tei-kit batch volumes/ --out tei/ --split --corpus tei/series.xml\n"
    "  tei-kit batch /shared/volumes --out /shared/tei --dask tcp://10.0.0.1:8786",
)
@click.argument("sources", metavar="SRC...", nargs=-1, required=True)
@click.option("-o", "--out", required=True, help="Folder for the results, or a URL with --dask.")
@click.option("-j", "--jobs", type=click.IntRange(1), help="Worker processes. [default: the cores]")
@click.option(
    "--from",
    "taken",
    type=click.Choice([str(each) for each in Format]),
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
@click.option("--wait", is_flag=True, help="Wait for another run on the same folder to end.")
@click.option(
    "--meta",
    type=click.Path(path_type=Path),
    help="TOML file with what the texts do not say of themselves (docs/metadata.md).",
)
@click.option(
    "--profile",
    "family",
    help="frus (default), court, play, or a FILE.toml (docs/profiles.md).",
)
@click.option("--encoding", help="Encoding of the inputs, if it is not UTF-8 or UTF-16.")
@click.option("--date", help="Day of the conversion, YYYY-MM-DD, for revisionDesc.")
@click.option("--lang", "language", help="Language of the texts, such as en or pt-BR (BCP 47).")
@click.option("--cert", is_flag=True, help="Say with @cert how sure each inference is.")
@click.option("--no-validate", is_flag=True, help="Leave out the validation.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    sources: tuple[str, ...],
    out: str,
    jobs: int | None,
    taken: tuple[str, ...],
    split: bool,
    corpus: Path | None,
    xinclude: bool,
    dask: str | None,
    state: Path | None,
    prune: bool,
    wait: bool,
    meta: Path | None,
    family: str | None,
    encoding: str | None,
    date: str | None,
    language: str | None,
    cert: bool,
    no_validate: bool,
    quiet: bool,
) -> None:
    """Convert every text below SRC to valid TEI, and go on where the last run ended.

    Plain text, HTML, DOCX and Markdown are taken, by the suffix of their names.
    The folders are mirrored below --out. manifest.jsonl there says what became of each input; run
    the same command again and only what is new, changed or failed is done.
    """
    from tei_kit.batch import run
    from tei_kit.batch.unit import Options
    from tei_kit.cli.progress import watcher

    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        options = Options(
            profile=profile.find(family or profile.DEFAULT),
            metadata=metadata.load(meta) if meta else metadata.Metadata(),
            encoding=encoding,
            date=date or source_date(),
            language=language or "",
            certainty=cert,
            check=not no_validate,
            split=split,
        )
        check_words(options.date, options.language)
        runner = None
        if dask:
            from tei_kit.batch.runners.cluster import Cluster

            runner = Cluster(dask, options)
        job = run.Job(
            sources=sources,
            out=out,
            options=options,
            formats=tuple(Format(each) for each in taken) or tuple(Format),
            jobs=jobs or usable_processors(),
            state=state,
            corpus=corpus,
            xinclude=xinclude,
            prune=prune,
            wait=wait,
            runner=runner,
            reads=[str(each) for each in (meta, family) if each and Path(each).is_file()],
        )
        with watcher(quiet=quiet) as watching:
            summary = run.run(job, watching)
    except KeyboardInterrupt:
        click.echo(
            "stopped; what is finished is kept, and the same command goes on from there", err=True
        )
        sys.exit(INTERRUPTED)
    except TeiKitError as error:
        echo_diagnostics(error.diagnostics, err=True)
        usage = isinstance(error, metadata.MetadataError | profile.ProfileError)
        sys.exit(2 if usage else 1)
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)
    if not quiet:
        done = count(summary.done, "file")
        click.echo(
            f"{done} converted to {out}, {summary.unchanged} unchanged, {summary.failed} failed; "
            f"see {summary.manifest}",
            err=True,
        )
    sys.exit(0 if summary.is_complete else 1)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    """A request to end (SIGTERM, of a scheduler) is as Ctrl-C."""
    raise KeyboardInterrupt
