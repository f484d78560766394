"""XML Schema 1.0 by libxml2: it is quick, and nearly always right when it finds a file valid.

Files that it finds invalid, and schemas that it cannot compile, are left to `xsd`: libxml2 refuses
some valid files, and its messages are about automata.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from tei_kit.record import record
from tei_kit.validation.xsd_sources import Sources, local

_IDENTITY = "SCHEMAV_CVC_IDC"


@record
class Duplicate:
    """A violation of xs:unique or xs:key that libxml2 finds: its line and its message."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict of libxml2 on a document: valid or not; None when it gave up."""

    valid: bool | None
    duplicates: Sequence[Duplicate] = ()


@dataclass(frozen=True, slots=True)
class QuickSchema:
    """A schema that libxml2 has compiled; `compile` makes it."""

    _engine: etree.XMLSchema

    def answer(self, tree: etree._ElementTree) -> Answer:
        """Whether a document is valid."""
        try:
            if self._engine.validate(tree):
                return Answer(True)
        except etree.XMLSchemaError:  # its regular expressions give up
            return Answer(None)
        log = cast("Any", self._engine).error_log
        return Answer(
            False,
            [
                Duplicate(entry.line, entry.message)
                for entry in log
                if entry.type_name == _IDENTITY and "Duplicate key-sequence" in entry.message
            ],
        )


def compile(sources: Sources) -> QuickSchema | None:  # noqa: A001
    """The compiled schema; None when libxml2 cannot or should not compile it.

    It should not when a file is missing or the schema is of version 1.1. libxml2 reads only the
    sources.
    """
    if not sources.are_all or sources.is_of_version_1_1():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser.resolvers.add(_OnlySources(sources))
    path, root = next(iter(sources.roots.items()))
    try:
        document = etree.fromstring(etree.tostring(root), parser, base_url=str(path))
        return QuickSchema(etree.XMLSchema(document))
    except etree.LxmlError:
        return None


class _OnlySources(etree.Resolver):
    """Gives libxml2 the files of a schema as they were read, and no other file."""

    def __init__(self, sources: Sources) -> None:
        super().__init__()
        self._sources = sources

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]  # noqa: ANN401
        first = next(iter(self._sources.roots))
        path = local(system_url, first.parent)
        root = None if path is None else self._sources.roots.get(path)
        text = b"<refused/>" if root is None else etree.tostring(root)
        resolver = cast("Any", super())  # the stubs lack half of it
        return resolver.resolve_string(text, context, base_url=system_url)
