"""Files: the decisions file of a source, where it has one."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.decisions.decision import NOTHING, Decisions

SUFFIX = ".decisions.toml"
# The file of a whole folder: its tables are named for the files.
OF_FOLDER = "decisions.toml"


def beside(source: str | PathLike[str]) -> Path | None:
    """The decisions file of a source: `NAME.decisions.toml` beside it, else the `decisions.toml` of
    its folder when that names the source; None without one.

    Raises DecisionError when the file of the folder cannot be read.
    """
    path = Path(source)
    if not path.name:
        return None
    own = own_file(path)
    if files.is_file(own):
        return own
    folder = path.with_name(OF_FOLDER)
    if files.is_file(folder):
        from tei_kit.decisions.reading import names

        return folder if path.name in names(folder) else None
    return None


def own_file(source: str | PathLike[str]) -> Path:
    """The name of a source's own decisions file, whether it is there or not."""
    path = Path(source)
    return path.with_name(path.stem + SUFFIX)


def of(source: str | PathLike[str], given: str | PathLike[str] | None = None) -> Decisions:
    """The decisions about a source: those of a given file, else those beside it.

    Raises DecisionError when they cannot be read.
    """
    path = Path(given) if given else beside(source)
    if path is None:
        return NOTHING
    from tei_kit.decisions.reading import read

    return read(path, source)
