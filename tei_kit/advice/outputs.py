"""Advice on the command that makes files with a certain suffix, where another command was asked
to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

_EXPORTED: Mapping[str, str] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".json": "jsonl",
}
"""Suffixes of files, and the formats in which `tei-kit export` makes them."""
OF_OTHER_PROGRAMS = ("docx", "doc", "odt", "pdf", "epub", "latex", "tex", "rtf", "xlsx")
"""Suffixes of files that other programs make of the results of tei-kit."""


def instead_of_tei(output: str) -> str:
    """The advice where TEI was to be written to the file of an export, such as `memo.html`; "" for
    any other name."""
    path = PurePath(output)
    told = _told(path, "")
    tei = path.with_suffix(".xml").name
    return f"convert makes TEI: name the result {tei}, and {told.format(tei=tei)}" if told else ""


def instead_of_export(output: str, target: str, suffix: str) -> str:
    """The advice where an export was to be written to the file of another format; "" where it was
    not. `target` is the format of the export, and its files end in `suffix`."""
    path = PurePath(output)
    told = "" if path.suffix.lower() == suffix else _told(path, target)
    name = path.with_suffix(suffix).name
    return f"--to {target} makes {suffix}: name it {name}, or {told.format(tei='')}" if told else ""


def _told(path: PurePath, target: str) -> str:
    """The command that makes a file of a name; "" for a name of no format, or of the format
    `target`."""
    suffix = path.suffix.lower()
    made = _EXPORTED.get(suffix)
    if made is not None and made != target:
        if target:
            return f"give --to {made} for {suffix}"
        return f"make {path.name} of it: tei-kit export {{tei}} --to {made} -o {path.name}"
    if suffix[1:] in OF_OTHER_PROGRAMS:
        return f"let another program make {suffix} of it (docs/recipes.md)"
    return ""
