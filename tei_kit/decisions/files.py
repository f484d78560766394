"""Files: finds the decisions file of a source.

Decisions about `memo.txt` are in `memo.decisions.toml`, or in `memo.txt.decisions.toml` if the
former is about another text with the same stem (`memo.md`), or in the `decisions.toml` of its
folder, in the tables that have its name. The program looks for each of these files in the
project's folder for decisions, if there is one, and then beside the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

from tei_kit import files
from tei_kit.decisions.decision import NOTHING, Decisions
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.record import replace
from tei_kit.settings.decisions_folder import DecisionsFolder

SUFFIX = ".decisions.toml"
# The file of a whole folder: its tables have the names of the files.
OF_FOLDER = "decisions.toml"


def beside(source: str | PathLike[str], folder: DecisionsFolder | None = None) -> Path | None:
    """The decisions file of a source; None if there is no file.

    Raises DecisionError when the file of a folder cannot be read, or misspells the name of the
    source.
    """
    path = Path(source)
    if not path.name:
        return None
    for place in _places(path, folder):
        for own in _own_files(path, place):
            if files.is_file(own) and not _is_of_another(own, path):
                return own
        several = place / OF_FOLDER
        if files.is_file(several):
            from tei_kit.decisions.reading import is_named

            if is_named(path, several):
                return several
    return None


def looked_for(source: str | PathLike[str], folder: DecisionsFolder | None = None) -> list[Path]:
    """All files that may have decisions about a source, whether they exist or not.

    No result may overwrite one of these files, and a change to one of them changes the result.
    """
    path = Path(source)
    return [
        each
        for place in _places(path, folder)
        for each in (*_own_files(path, place), place / OF_FOLDER)
    ] + ([Path(folder.path) / OF_FOLDER] if folder else [])


def own_file(source: str | PathLike[str], folder: DecisionsFolder | None = None) -> Path:
    """The file for new decisions about a source that has no decisions file."""
    path = Path(source)
    full, short = _own_files(path, _places(path, folder)[0])
    return full if files.is_file(short) and _is_of_another(short, path) else short


def shared_files(source: str | PathLike[str], folder: DecisionsFolder | None = None) -> list[Path]:
    """The existing files that may declare persons for several sources, the nearest first: those of
    the source's folder and of the project's folder for decisions."""
    path = Path(source)
    places = [*_places(path, folder), *([Path(folder.path)] if folder else [])]
    found = (place / OF_FOLDER for place in dict.fromkeys(places))
    return [each for each in found if files.is_file(each)]


def used(source: str | PathLike[str], folder: DecisionsFolder | None = None) -> list[Path]:
    """The existing files with decisions about a source: its own file, and the files with persons of
    its folder. Raises DecisionError."""
    own = beside(source, folder)
    return list(dict.fromkeys([*([own] if own else []), *shared_files(source, folder)]))


def with_shared(
    decisions: Decisions, source: str | PathLike[str], folder: DecisionsFolder | None = None
) -> Decisions:
    """The decisions about a source, with the persons of its folder. Raises DecisionError."""
    there = shared_files(source, folder)
    if not there:
        return decisions
    from tei_kit.decisions.reading import shared_persons

    shared: dict[str, Sequence[str]] = {}
    for path in reversed(there):
        shared |= shared_persons(path)
    if not shared:
        return decisions
    return replace(decisions, name=decisions.name or str(there[0]), shared=shared)


def of(
    source: str | PathLike[str],
    given: str | PathLike[str] | None = None,
    folder: DecisionsFolder | None = None,
) -> Decisions:
    """The decisions in the file `given`, else in the file that `beside` finds.

    Without `given`, the persons of the folder are added. Raises DecisionError when a file cannot be
    read.
    """
    path = Path(given) if given else beside(source, folder)
    found = NOTHING
    if path is not None:
        from tei_kit.decisions.reading import read

        found = read(path, source)
    return found if given or not Path(source).name else with_shared(found, source, folder)


def without_text(sources: Iterable[str]) -> list[Diagnostic]:
    """A warning (TK319) for each decisions file beside the sources whose text is missing.

    Perhaps somebody renamed the text; without the warning, its decisions would be lost unnoticed.
    """
    found: list[Diagnostic] = []
    for folder in dict.fromkeys(Path(source).parent for source in sources):
        try:
            names = sorted(each.name for each in folder.iterdir())
        except (OSError, ValueError):
            continue
        own = [name for name in names if name.endswith(SUFFIX)]
        there = {each for name in names if not name.endswith(SUFFIX) for each in _called(name)}
        found += [
            diagnose("TK319", Place(str(folder / name)), "own", file=name)
            for name in own
            if name.removesuffix(SUFFIX) not in there
        ]
    return found


def _called(name: str) -> tuple[str, str]:
    return name, Path(name).stem


def _places(path: Path, folder: DecisionsFolder | None) -> Sequence[Path]:
    """The folders that may have decisions about a source, in the order of the search."""
    kept = folder.of(path) if folder else None
    return (path.parent,) if kept is None else (kept, path.parent)


def _own_files(path: Path, place: Path) -> tuple[Path, Path]:
    """The two possible paths of a source's own file: with the source's suffix, and without."""
    return place / (path.name + SUFFIX), place / (path.stem + SUFFIX)


def _is_of_another(own: Path, path: Path) -> bool:
    """Whether a file says that it is about another text, and that text exists."""
    from tei_kit.decisions.reading import text_of

    about = text_of(own)
    return about not in ("", path.name) and files.is_file(path.with_name(about))
