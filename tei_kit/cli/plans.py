"""The places of the results of `tei-kit convert`: beside each other, in mirrored folders, or
nowhere."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from tei_kit import files
from tei_kit.cli.input import STDIN
from tei_kit.cli.output import echo_diagnostics
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.record import record


def plans_of_folders(
    sources: Sequence[str], output: Path | None, check: bool, roots: Sequence[Path] = ()
) -> list[files.Plan]:
    """The texts below some sources, whose folders are mirrored in the output; for a text in one of
    the `roots`, the folders below that root.

    Without an output, results are looked for beside the texts. Raises InputError and OutputError.
    """
    from tei_kit.batch.inputs import find  # only a project waits for it

    found = find(sources, str(output or ""), split=False, roots=roots)
    echo_diagnostics(found.diagnostics, err=True)
    if output is None:
        return [files.Plan(u.input, Path(u.input).with_suffix(".xml")) for u in found.units]
    plans = [files.Plan(unit.input, Path(unit.output)) for unit in found.units]
    if not check:
        for folder in dict.fromkeys(plan.output.parent for plan in plans if plan.output):
            files.make_folder(folder)
    refused = [
        files.Plan(each.unit.input, None, files.OutputError(each.diagnostic))
        for each in found.refused
    ]
    return [*plans, *refused]


def plans_of(
    inputs: Sequence[str],
    output: Path | None,
    check: bool,
    is_folder: bool,
    roots: Sequence[Path] = (),
) -> list[files.Plan]:
    """The places of the results of files and folders. The `roots` are the sources of a project:
    results of files in them go where they go when the whole project is converted. Raises
    InputError and OutputError.
    """
    mirrored = [name for name in inputs if name != STDIN and _is_mirrored(name, roots)]
    single = [name for name in inputs if name not in mirrored]
    if mirrored:
        below = plans_of_folders(mirrored, output, check, roots if output is not None else ())
        return files.without_collisions([*plans_of(single, output, check, True), *below])
    if check and output is None:
        return [files.Plan(name, Path(name).with_suffix(".xml")) for name in inputs]
    into_folder = output is not None and (len(inputs) > 1 or output.is_dir() or is_folder)
    if output is None or not into_folder:
        return [files.Plan(name, output) for name in inputs]
    if not check:
        files.make_folder(output)
    return files.plan_folder(inputs, output)


def each_once(inputs: Sequence[str]) -> list[str]:
    """The inputs; an input that is named twice is there once."""
    by_path: dict[str, str] = {}
    for name in inputs:
        by_path.setdefault(name if name == STDIN else os.path.abspath(name), name)
    return list(by_path.values())


@record
class Apart:
    """The places of the results of texts of one name, and the diagnostic about them."""

    plans: list[files.Plan]
    told: Diagnostic


def kept_apart(
    inputs: Sequence[str], plans: list[files.Plan], output: Path | None, check: bool
) -> Apart | None:
    """The plans with the folders of the inputs kept, where results of several folders would go
    to one file; None where no results would, or the folders do not part them.
    """
    refused = [plan for plan in plans if plan.problem is not None]
    folders = {os.path.abspath(Path(plan.source).parent) for plan in refused}
    if output is None or len(folders) < 2 or not all(map(os.path.exists, inputs)):
        return None
    common = files.common_folder(inputs)
    apart = plans_of_folders(inputs, output, check, [common]) if common is not None else plans
    if common is None or sum(plan.problem is not None for plan in apart) >= len(refused):
        return None
    folder = os.path.relpath(common)
    shown = "this folder" if folder == os.curdir else folder
    name = Path(refused[0].source).name
    told = diagnose("TK606", Place(str(output)), name=name, folder=shown)
    return Apart(apart, told)


def _is_mirrored(name: str, roots: Sequence[Path]) -> bool:
    """Whether an input is a folder, or a file in one of the `roots`."""
    if os.path.isdir(name) or not roots:
        return os.path.isdir(name)
    from tei_kit.batch.inputs import is_in  # only a project waits for it

    return os.path.isfile(name) and is_in(name, roots)
