"""Gathering: the documents that paths stand for, files and all XML files of folders."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import TeiKitError
from tei_kit.validation.inputs import Input
from tei_kit.validation.result import FileResult, Outcome

STDIN = "-"
NAME_OF_STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The documents that are validated, each once, and results for folders without documents."""

    documents: Sequence[Input]
    empty: Sequence[FileResult]


def gathered(
    paths: Sequence[str], report: Path | None, read_stdin: Callable[[], bytes]
) -> Gathered:
    """The documents that paths stand for; `-` is standard input.

    A report that lies in one of the folders is no document of it.
    """
    own = None if report is None else os.path.abspath(report)
    documents: dict[str, Input] = {}
    empty: list[FileResult] = []
    for path in paths:
        if path == STDIN:
            documents[NAME_OF_STDIN] = Input(NAME_OF_STDIN, read_stdin())
        elif os.path.isdir(path):
            try:
                found = files.xml_files(Path(path))
            except TeiKitError as error:
                empty.append(FileResult(path, Outcome.INVALID, diagnostics=error.diagnostics))
            else:
                found = [name for name in found if os.path.abspath(name) != own]
                documents |= {name: Input(name) for name in found}
        else:
            documents[path] = Input(path)
    return Gathered([*documents.values()], empty)
