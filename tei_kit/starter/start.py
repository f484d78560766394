"""Starting a project: the folders and files that an edition begins with. Overwrites nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, diagnose

STARTER = Path(__file__).parent

# The files that a project begins with: the path in the project, and the file of ours that is
# copied.
FILES = {
    "meta.toml": "meta.toml",
    "profile.toml": "profile.toml",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".github/workflows/tei.yml": "workflow.yml",
    "texts/README.md": "texts.md",
}
# What it has more when it begins with a customization of TEI.
ODD_FILES = {
    "project.odd": "customization.odd",
    ".github/workflows/schema.yml": "schema.yml",
}
FOLDERS = ("texts", "tei", "site")


@dataclass(frozen=True, slots=True)
class Start:
    """The files that were written, and a diagnostic (TK708) for each file that existed already."""

    written: Sequence[Path]
    kept: Sequence[Diagnostic]


def start(folder: Path, *, odd: bool = False) -> Start:
    """Write a starter project into a folder, which is made if need be; with `odd`, an ODD as well.

    A file that is there, or a link in its place, is left as it is. Raises OutputError (TK601) when
    something cannot be written.
    """
    written: list[Path] = []
    kept: list[Diagnostic] = []
    for name in FOLDERS:
        files.make_folder(folder / name)
    wanted = FILES | (ODD_FILES if odd else {})
    for name, ours in wanted.items():
        path = folder / name
        if path.exists() or path.is_symlink():
            kept.append(diagnose("TK708", Place(str(path))))
            continue
        files.make_folder(path.parent)
        files.write(path, (STARTER / ours).read_bytes())
        written.append(path)
    return Start(written, kept)
