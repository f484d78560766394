"""The settings of a project and of one of its texts, and where each of them comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from tei_kit.diagnostics import Place
from tei_kit.settings import documents, metadata, toml_file
from tei_kit.settings.documents import Row
from tei_kit.settings.metadata import Metadata
from tei_kit.settings.project import KINDS, Project

Value = str | bool | list[str] | dict[str, str | list[str]] | None

# The values that hold where a key is not set, in words.
DEFAULTS: Mapping[str, str] = {
    "sources": "the inputs that a command is given",
    "output": "standard output, or -o",
    "site": "-o",
    "decisions": "beside each text",
    "documents": "no table",
    "profile": "recognized from the text",
    "family": "recognized from the text",
    "language": "recognized from the text, otherwise und",
    "encoding": "UTF-8, or UTF-16 with a byte order mark",
    "cert": "no",
    "ids": "no",
    "comments": "no",
    "schemas": "those that each file names, or the bundled ones",
    "catalogs": "those of XML_CATALOG_FILES",
    "odd": "no ODD",
    "p5": "the P5 that is kept (tei-kit p5 list)",
    "baseline": "all findings are told",
    "phase": "the phase that each Schematron schema names, or all patterns",
    "fail-on": "error",
    "layout": "inferred from the text",
    "metadata": "nothing; the header says Not stated",
}


@dataclass(frozen=True, slots=True)
class Held:
    """A setting: its key, its value (None where it is not set), and the place where it is set."""

    key: str
    value: Value
    place: Place | None

    @property
    def otherwise(self) -> str:
        """The value that holds where the key is not set."""
        return DEFAULTS.get(self.key, "")


def held(project: Project, text: str = "") -> list[Held]:
    """All settings of a project; with a `text`, its own metadata among them.

    Raises MetadataError when the metadata, or the table of documents, are not right.
    """
    found = [*_keys(project), *_layout(project)]
    facts = _facts(project, text)
    return [*found, *facts] if facts else [*found, Held("metadata", None, None)]


def _keys(project: Project) -> Iterator[Held]:
    for key in KINDS:
        if key in ("metadata", "layout"):
            continue
        is_set = key in project.places
        value = _plain(getattr(project, key.replace("-", "_"))) if is_set else None
        yield Held(key, value, project.places.get(key))


def _layout(project: Project) -> list[Held]:
    if not project.layout:
        return [Held("layout", None, None)]
    return [
        Held(f"layout.{question}", answer, project.place(f"layout.{question}"))
        for question, answer in project.layout
    ]


def _facts(project: Project, text: str) -> list[Held]:
    """The metadata that hold for all texts or for one, each with its place."""
    base = project.facts
    places = {
        key.removeprefix("metadata."): place
        for key, place in project.places.items()
        if key.startswith("metadata.")
    }
    if isinstance(project.metadata, Path):
        file = toml_file.read_toml(project.metadata, metadata.failure)
        places = {key: file.place(key) for key in file.data}
    row = _row(project, text)
    if row is not None:
        base = row.over(base)
        keys = [key for key, _ in row.values]
        keys += [*(["responsible"] if row.responsible else []), *(["idnos"] if row.idnos else [])]
        places |= dict.fromkeys(keys, row.place)
    return [
        Held(f"metadata.{key}", _value(base, key), places.get(key))
        for key in (each.name for each in fields(base))
        if getattr(base, key)
    ]


def _row(project: Project, text: str) -> Row | None:
    if not (text and project.documents):
        return None
    sources = [each for each in project.sources if each.is_dir()]
    return documents.read(project.documents, sources).row(text)


def _value(facts: Metadata, key: str) -> Value:
    match key:
        case "responsible":
            return {each.resp: [*each.names] for each in facts.responsible}
        case "idnos":
            return {each.kind: each.value for each in facts.idnos}
        case _:
            return _plain(getattr(facts, key))


def _plain(value: object) -> Value:
    if isinstance(value, bool):
        return value
    return [str(each) for each in value] if isinstance(value, tuple) else str(value)
