"""The settings of a project: tei-kit.toml, or [tool.tei-kit] in pyproject.toml.

The file is looked for in the folders of the inputs and above them, and read once. Paths in it are
from its folder. `docs/configuration.md` lists the keys.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Place, Severity, TeiKitError, diagnose
from tei_kit.record import field, frozen
from tei_kit.settings import metadata as metadata_files
from tei_kit.settings import toml_file
from tei_kit.settings.metadata import Metadata, language_tag

NAME = "tei-kit.toml"
OF_PYTHON = "pyproject.toml"
TABLE = "tool.tei-kit"  # in pyproject.toml
REPOSITORY = ".git"  # above a folder with it, nothing is looked for
STDIN = "-"


class ProjectError(TeiKitError):
    """The settings of a project are not right, or the inputs are not of one project."""


@frozen
class Project:
    """The settings of a project; without a `file`, of none. What is not set is empty.

    `places` has the place of each key that is set; `table` is where the keys are in the file.
    """

    file: str = ""
    table: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    metadata: Metadata | Path | None = None
    documents: Path | None = None
    profile: str = ""
    family: str = ""
    language: str = ""
    layout: tuple[tuple[str, str], ...] = ()
    encoding: str = ""
    cert: bool = False
    ids: bool = False
    comments: bool = False
    schemas: tuple[str, ...] = ()
    catalogs: tuple[Path, ...] = ()
    odd: Path | None = None
    p5: Path | None = None
    baseline: Path | None = None
    phase: str = ""
    fail_on: str = ""
    sources: tuple[Path, ...] = ()
    output: Path | None = None
    decisions: Path | None = None
    site: Path | None = None

    def place(self, key: str) -> Place:
        """Where a key is set; the file itself where it is not."""
        return self.places.get(key, Place(self.file))

    @property
    def facts(self) -> Metadata:
        """The metadata of all texts. Raises MetadataError."""
        if isinstance(self.metadata, Path):
            return metadata_files.load(self.metadata)
        return self.metadata or Metadata()

    @property
    def reads(self) -> list[Path]:
        """The files that a command reads on account of the settings, which nothing may replace."""
        found = [self.metadata, self.documents, self.odd, self.p5, *self.catalogs]
        named = [*self.schemas, *([self.profile] if self.profile.endswith(".toml") else [])]
        paths = [path for path in found if isinstance(path, Path)]
        return [*([Path(self.file)] if self.file else []), *paths, *map(Path, named)]

    def texts(self) -> tuple[Path, ...]:
        """The sources. Raises ProjectError (TK318) for one that is not there."""
        for path in self.sources:
            if not path.exists():
                from tei_kit.advice.similar import similar_path  # only a mistake needs it

                near = similar_path(str(path))
                told = f" (did you mean '{near}'?)" if near else "; make it, or name another"
                raise wrong(
                    self.place("sources"),
                    f"sources: there is no file or folder '{path}'{told}",
                )
        return self.sources

    def results(self) -> tuple[Path, ...]:
        """The folder of the TEI, where one is named. Raises ProjectError (TK101) where nothing was
        converted yet."""
        if self.output is not None and not self.output.exists():
            reason = "it is not there yet; tei-kit convert makes it"
            raise ProjectError(diagnose("TK101", Place(str(self.output)), reason=reason))
        return (self.output,) if self.output is not None else ()

    @property
    def judged_by(self) -> list[str]:
        """The schemas for all files: those that are named, else the project's ODD."""
        return [*self.schemas] or ([str(self.odd)] if self.odd else [])


NO_PROJECT = Project()


def wrong(place: Place, reason: str) -> ProjectError:
    """The error of a mistake in the settings (TK318)."""
    return ProjectError(diagnose("TK318", place, reason=reason))


def find(inputs: Iterable[str] = (), file: Path | None = None) -> Project:
    """The project of some inputs (without any, of this folder); NO_PROJECT where there is none.

    With a `file`, that is read and nothing looked for. Raises ProjectError and MetadataError.
    """
    if file is not None:
        return read(file)
    folders = dict.fromkeys(_folder(each) for each in inputs if "://" not in each)
    found = list(dict.fromkeys(above(each) for each in (folders or {"": None})))
    if len(found) > 1:
        named = " and ".join(str(each) if each else "none" for each in found)
        reason = f"the inputs are of several projects ({named})"
        advice = "give them in several calls, or one file with --config, or --no-config"
        raise wrong(Place(str(next(filter(None, found)))), f"{reason}; {advice}")
    return read(found[0]) if found[0] else NO_PROJECT


def _folder(name: str) -> str:
    if name == STDIN:
        return ""
    return name if os.path.isdir(name) else os.path.dirname(name)


def above(folder: str) -> Path | None:
    """The settings that hold in a folder: of it, or of the nearest folder above that has some."""
    here = Path(os.path.abspath(folder))
    for each in (here, *here.parents):
        own, python = each / NAME, each / OF_PYTHON
        if os.path.isfile(own):  # which is false, too, where nobody may look
            return _shown(own)
        if os.path.isfile(python) and TABLE.encode() in files.bytes_of(python):
            return _shown(python)
        if os.path.exists(each / REPOSITORY):
            return None
    return None


def _shown(path: Path) -> Path:
    """A path as it is told: from this folder, when it is in it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def read(path: Path) -> Project:
    """Read the settings of a project.

    Raises ProjectError (TK318) with the line of each mistake, MetadataError (TK301) for one in the
    table of metadata.
    """
    file = toml_file.read_toml(path, wrong)
    table = TABLE if path.name == OF_PYTHON else ""
    data = file.data
    for name in table.split(".") if table else ():
        inner = data.get(name)
        data = inner if isinstance(inner, dict) else {}
    before = f"{table}." if table else ""
    mistakes = [
        diagnose("TK318", file.place(before + key), reason=reason)
        for key, value in data.items()
        if (reason := _wrong(key, value, path.parent))
    ]
    if mistakes:
        raise ProjectError(*mistakes)
    places = {key: file.place(before + key) for key in data}
    facts: Metadata | Path | None = None
    match data.get("metadata"):
        case str(name):
            facts = _path(path.parent, name)
        case dict() as keys:
            facts = metadata_files.of_file(file, f"{before}metadata")
            places |= {f"metadata.{key}": file.place(f"{before}metadata.{key}") for key in keys}
    layout = data.get("layout")
    answers = layout if isinstance(layout, dict) else {}
    places |= {f"layout.{key}": file.place(f"{before}layout.{key}") for key in answers}
    return Project(
        file=str(path),
        table=table,
        places=places,
        metadata=facts,
        documents=_optional(path.parent, data.get("documents")),
        profile=_word(path.parent, data.get("profile")),
        family=str(data.get("family", "")),
        language=str(data.get("language", "")),
        layout=tuple((key, str(answer)) for key, answer in answers.items()),
        encoding=str(data.get("encoding", "")),
        cert=bool(data.get("cert", False)),
        ids=bool(data.get("ids", False)),
        comments=bool(data.get("comments", False)),
        schemas=tuple(_word(path.parent, each) for each in _list(data.get("schemas"))),
        catalogs=tuple(_path(path.parent, each) for each in _list(data.get("catalogs"))),
        odd=_optional(path.parent, data.get("odd")),
        p5=_optional(path.parent, data.get("p5")),
        baseline=_optional(path.parent, data.get("baseline")),
        phase=str(data.get("phase", "")),
        fail_on=str(data.get("fail-on", "")),
        sources=tuple(_path(path.parent, each) for each in _list(data.get("sources"))),
        output=_optional(path.parent, data.get("output")),
        decisions=_optional(path.parent, data.get("decisions")),
        site=_optional(path.parent, data.get("site")),
    )


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _path(folder: Path, name: str) -> Path:
    return Path(os.path.normpath(folder / name))


def _optional(folder: Path, name: object) -> Path | None:
    return None if name is None else _path(folder, str(name))


def _word(folder: Path, word: object) -> str:
    """A name, or the path of a file: files have a suffix, and an address is no file."""
    name = "" if word is None else str(word)
    return str(_path(folder, name)) if _is_path(name) else name


def _is_path(name: str) -> bool:
    return "://" not in name and bool(Path(name).suffix)


# Checks of values, one for each kind: the reason why a value is wrong, "" for a right value.


def _wrong(key: str, value: object, folder: Path) -> str:
    if key not in KINDS:
        from tei_kit.advice.keys import instead  # only a mistake needs it

        if key in metadata_files.KEYS and key not in SYNONYMS:
            return f"there is no key '{key}' here; it is a key of the table [metadata]"
        told = instead(key, [*KINDS], "configuration", synonyms=SYNONYMS)
        return f"there is no key '{key}'{told}"
    problem = KINDS[key](value)
    if problem:
        return f"{key} {problem}"
    if key in PLACES and any(not name.isprintable() for name in _names_in(value)):
        return (
            f"{key} has a tab or a new line; where it should be a backslash, write the name in "
            "single quotation marks, or with /"
        )
    if key in FILES:
        for name in _names_in(value):
            if (key not in WORDS or _is_path(name)) and not _path(folder, name).is_file():
                from tei_kit.advice.similar import similar_path  # only a mistake needs it

                near = similar_path(str(folder / name))
                told = f" (did you mean '{os.path.relpath(near, folder)}'?)" if near else ""
                where = "here" if str(folder) == os.curdir else f"in {folder}"
                return f"{key}: there is no file '{name}' {where}{told}"
    return ""


def _names_in(value: object) -> Sequence[str]:
    """The names of a key: one, or a list of them."""
    return [value] if isinstance(value, str) else _list(value)


def _text(value: object) -> str:
    return "" if isinstance(value, str) and value else "is a text in quotation marks"


def _flag(value: object) -> str:
    return "" if isinstance(value, bool) else "is true or false"


def _severity(value: object) -> str:
    return "" if value in SEVERITIES else 'is "error" or "warning"'


EXAMPLE = '["one", "two"]'


def _texts(value: object) -> str:
    right = isinstance(value, list) and all(isinstance(each, str) and each for each in value)
    if right:
        return ""
    from tei_kit.advice.keys import as_list  # only a mistake needs it

    return f"is a list of texts; {as_list(value, EXAMPLE)}"


def _language(value: object) -> str:
    right = isinstance(value, str) and language_tag().fullmatch(value)
    return "" if right else "is a language tag such as en, fr or pt-BR"


def _answers(value: object) -> str:
    right = isinstance(value, dict) and all(type(each) in (str, int) for each in value.values())
    return "" if right else 'is a table of answers: { notes = "brackets" }'


def _metadata(value: object) -> str:
    right = isinstance(value, dict) or (isinstance(value, str) and value)
    return "" if right else "is the name of a file, or the table [metadata]"


SEVERITIES = (str(Severity.ERROR), str(Severity.WARNING))
"""The findings that can make a file not valid."""

KINDS: Mapping[str, Callable[[object], str]] = {
    "sources": _texts,
    "output": _text,
    "site": _text,
    "decisions": _text,
    "metadata": _metadata,
    "documents": _text,
    "profile": _text,
    "family": _text,
    "language": _language,
    "layout": _answers,
    "encoding": _text,
    "cert": _flag,
    "ids": _flag,
    "comments": _flag,
    "schemas": _texts,
    "catalogs": _texts,
    "odd": _text,
    "p5": _text,
    "baseline": _text,
    "phase": _text,
    "fail-on": _severity,
}
"""The keys with the checks of their values, in the order in which they are shown."""

PLACES = (
    *("sources", "output", "site", "decisions", "metadata", "documents", "baseline", "schemas"),
    *("profile", "catalogs", "odd", "p5"),
)
"""Keys that name files and folders."""
FILES = ("metadata", "documents", "profile", "schemas", "catalogs", "odd", "p5")
"""Keys whose files have to be there."""
WORDS = ("profile", "schemas")
"""Those of them that may be a name and no file."""

# Names that people try, and the keys that they mean.
SYNONYMS: Mapping[str, str] = {
    "source": "sources",
    "inputs": "sources",
    "input": "sources",
    "out": "output",
    "meta": "metadata",
    "lang": "language",
    "schema": "schemas",
    "catalog": "catalogs",
    "certainty": "cert",
    "fail_on": "fail-on",
    "failon": "fail-on",
    "severity": "fail-on",
}
