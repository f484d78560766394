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
REPOSITORY = ".git"  # in folders above a folder with it, no settings are looked for
STDIN = "-"


class ProjectError(TeiKitError):
    """The settings of a project are not right, or the inputs are not of one project."""


@frozen
class Project:
    """The settings of a project; without a `file` there is no project. A key that is not set is
    empty.

    `places` has the place of each key that is set; `table` is the table of the file with the keys.
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
        """The place at which a key is set; the file itself for a key that is not set."""
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
        """The sources. Raises ProjectError (TK318) for a source that is not there."""
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
    """The project of some inputs, or of this folder without inputs; NO_PROJECT where no settings
    are found.

    With a `file`, that file is read and no other is looked for. Raises ProjectError and
    MetadataError.
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
        if os.path.isfile(own):  # false, too, for a folder that may not be read
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
    data = _table_of(file.data, table)
    before = f"{table}." if table else ""
    mistakes = [
        diagnose("TK318", file.place(before + key), reason=reason)
        for key, value in data.items()
        if (reason := _wrong(key, value, path.parent))
    ]
    if mistakes:
        raise ProjectError(*mistakes)
    values = _Values(data, path.parent)
    facts: Metadata | Path | None = values.path("metadata")
    if values.table("metadata"):
        facts = metadata_files.of_file(file, f"{before}metadata")
    keys = [*data, *_keys_in(data, "metadata"), *_keys_in(data, "layout")]
    return Project(
        file=str(path),
        table=table,
        places={key: file.place(before + key) for key in keys},
        metadata=facts,
        documents=values.path("documents"),
        profile=values.name("profile"),
        family=values.text("family"),
        language=values.text("language"),
        layout=tuple((key, str(answer)) for key, answer in values.table("layout").items()),
        encoding=values.text("encoding"),
        cert=values.truth("cert"),
        ids=values.truth("ids"),
        comments=values.truth("comments"),
        schemas=values.names("schemas"),
        catalogs=values.paths("catalogs"),
        odd=values.path("odd"),
        p5=values.path("p5"),
        baseline=values.path("baseline"),
        phase=values.text("phase"),
        fail_on=values.text("fail-on"),
        sources=values.paths("sources"),
        output=values.path("output"),
        decisions=values.path("decisions"),
        site=values.path("site"),
    )


def _table_of(data: Mapping[str, object], name: str) -> Mapping[str, object]:
    """A table in tables, such as tool.tei-kit; empty where it is not there."""
    for part in name.split(".") if name else ():
        inner = data.get(part)
        data = inner if isinstance(inner, dict) else {}
    return data


def _keys_in(data: Mapping[str, object], table: str) -> list[str]:
    """The keys of a table in the settings, such as `layout.notes`."""
    return [f"{table}.{key}" for key in _table_of(data, table)]


class _Values:
    """The values of settings that were checked, by their kinds; paths are from a folder."""

    def __init__(self, data: Mapping[str, object], folder: Path) -> None:
        self._data = data
        self._folder = folder

    def text(self, key: str) -> str:
        """A text; "" where it is not set."""
        return str(self._data.get(key, ""))

    def truth(self, key: str) -> bool:
        """A truth value; False where it is not set."""
        return bool(self._data.get(key, False))

    def table(self, key: str) -> Mapping[str, object]:
        """A table; empty where it is not set."""
        return _table_of(self._data, key)

    def path(self, key: str) -> Path | None:
        """A path; None where it is not set, or a table stands in its place."""
        value = self._data.get(key)
        return None if value is None or isinstance(value, dict) else _path(self._folder, str(value))

    def paths(self, key: str) -> tuple[Path, ...]:
        """A list of paths."""
        return tuple(_path(self._folder, each) for each in _list(self._data.get(key)))

    def name(self, key: str) -> str:
        """A name, or the path of a file; "" where it is not set."""
        return self._name(self.text(key))

    def names(self, key: str) -> tuple[str, ...]:
        """A list of names and paths."""
        return tuple(map(self._name, _list(self._data.get(key))))

    def _name(self, word: str) -> str:
        return str(_path(self._folder, word)) if _is_path(word) else word


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _path(folder: Path, name: str) -> Path:
    return Path(os.path.normpath(folder / name))


def _is_path(name: str) -> bool:
    """Whether a word is the path of a file: it has a suffix, and is no address."""
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
    """The names that a key has: a single name, or a list of names."""
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
