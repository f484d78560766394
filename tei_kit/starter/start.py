"""Starting a project: the folders and files that an edition begins with. Overwrites nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_kit import files
from tei_kit._version import __version__
from tei_kit.diagnostics import Diagnostic, Place, diagnose

STARTER = Path(__file__).parent

# The files that a project begins with: the path in the project, and the file of ours that is
# copied.
FILES = {
    "tei-kit.toml": "tei-kit.toml",
    "documents.csv": "documents.csv",
    "README.md": "README.md",
    ".gitignore": "gitignore",
    ".github/workflows/tei.yml": "workflow.yml",
    ".pre-commit-config.yaml": "pre-commit.yaml",
    "texts/example.txt": "example.txt",
}
# Further files of a project that begins with a customization of TEI.
ODD_FILES = {
    "project.odd": "customization.odd",
    ".github/workflows/schema.yml": "schema.yml",
}
FOLDERS = ("texts", "tei", "site")
REQUIREMENTS = "requirements.txt"
PACKAGE = "tei_kit"


@dataclass(frozen=True, slots=True)
class Start:
    """The files that were written, and a diagnostic (TK708) for each file that existed already."""

    written: Sequence[Path]
    kept: Sequence[Diagnostic]


def start(folder: Path, *, odd: bool = False) -> Start:
    """Write a starter project into a folder, which is made if need be; with `odd`, an ODD as well.

    A file that is there, or a link in its place, is left as it is; where there are texts already,
    no example is added to them. Raises OutputError (TK601) when something cannot be written.
    """
    written: list[Path] = []
    kept: list[Diagnostic] = []
    has_texts = (folder / "texts").is_dir() and any((folder / "texts").iterdir())
    for name in FOLDERS:
        files.make_folder(folder / name)
    for name, ours in (FILES | (ODD_FILES if odd else {})).items():
        if has_texts and name == "texts/example.txt":
            continue
        data = (STARTER / ours).read_bytes()
        if has_texts and name == "documents.csv":
            data = data.partition(b"\n")[0] + b"\n"
        _write(folder / name, data, written, kept)
    _write(folder / REQUIREMENTS, f"{requirement()}\n".encode(), written, kept)
    return Start(written, kept)


def _write(path: Path, data: bytes, written: list[Path], kept: list[Diagnostic]) -> None:
    """Write a file that is not there yet, and note what was done."""
    if path.exists() or path.is_symlink():
        kept.append(diagnose("TK708", Place(str(path))))
        return
    files.make_folder(path.parent)
    files.write(path, data)
    written.append(path)


def requirement() -> str:
    """The words for pip to install this version of tei_kit: its repository, where it was installed
    from a repository (PEP 610), otherwise its name and version.
    """
    import json
    from importlib import metadata

    try:
        said = metadata.distribution(PACKAGE).read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        said = None
    origin = json.loads(said) if said else {}
    repository = origin.get("vcs_info")
    if repository:
        address = f"{repository['vcs']}+{origin['url']}@{repository['commit_id']}"
        return f"{PACKAGE} @ {address}"
    return f"{PACKAGE}=={__version__}"
