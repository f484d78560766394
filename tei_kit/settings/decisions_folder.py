"""DecisionsFolder: the folder of a project for decisions about its texts."""

from __future__ import annotations

import os
from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from tei_kit.record import frozen


@frozen
class DecisionsFolder:
    """The folder in which decisions about the texts below `root` are, in folders as theirs.

    Decisions about `root/1971/memo.txt` are in `path/1971`, so that texts of one name in two
    folders have a file each.
    """

    path: str
    root: str  # absolute

    def of(self, source: str | PathLike[str]) -> Path | None:
        """The folder for decisions about a text, None for a text that is not below `root`."""
        text = Path(os.path.abspath(source))
        if not text.is_relative_to(self.root):
            return None
        return Path(self.path) / text.parent.relative_to(self.root)


def of_project(
    folder: Path | None, sources: Sequence[Path], project: str
) -> DecisionsFolder | None:
    """The folder for decisions that a project names, whose texts lie below its `sources`; without
    sources, below the folder of the file of the `project`. None where the project names no folder.
    """
    if folder is None:
        return None
    tops = [os.path.abspath(each if each.is_dir() else each.parent) for each in sources]
    try:
        root = os.path.commonpath(tops) if tops else os.path.dirname(os.path.abspath(project))
    except ValueError:  # on two drives of Windows
        root = os.path.dirname(os.path.abspath(project))
    return DecisionsFolder(str(folder), root)
