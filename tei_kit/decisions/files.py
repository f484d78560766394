"""Files: the decisions file of a source, where it has one."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.decisions.decision import NOTHING, Decisions
from tei_kit.settings.decisions_folder import DecisionsFolder

SUFFIX = ".decisions.toml"
# The file of a whole folder: its tables are named for the files.
OF_FOLDER = "decisions.toml"


def beside(source: str | PathLike[str], folder: DecisionsFolder | None = None) -> Path | None:
    """The decisions file of a source: `NAME.decisions.toml` beside it, else the `decisions.toml` of
    its folder when that names the source; None without one.

    A `folder` for decisions, of the project's settings, is looked into in the same way before.
    Raises DecisionError when the file of the folder cannot be read.
    """
    path = Path(source)
    if not path.name:
        return None
    for place in (*folder.places(path), path.parent) if folder else (path.parent,):
        own = place / (path.stem + SUFFIX)
        if files.is_file(own):
            return own
        several = place / OF_FOLDER
        if files.is_file(several):
            from tei_kit.decisions.reading import names

            if path.name in names(several):
                return several
    return None


def own_file(source: str | PathLike[str], folder: DecisionsFolder | None = None) -> Path:
    """The name of a source's own decisions file, whether it is there or not: in the `folder` for
    decisions, where there is one, else beside the source.
    """
    path = Path(source)
    return (folder.own(path) if folder else path.parent) / (path.stem + SUFFIX)


def of(
    source: str | PathLike[str],
    given: str | PathLike[str] | None = None,
    folder: DecisionsFolder | None = None,
) -> Decisions:
    """The decisions about a source: those of a given file, else those in the `folder` for
    decisions, else those beside it.

    Raises DecisionError when they cannot be read.
    """
    path = Path(given) if given else beside(source, folder)
    if path is None:
        return NOTHING
    from tei_kit.decisions.reading import read

    return read(path, source)
