"""XML Schema 1.0 by libxml2: it is quick, and nearly always right when it finds a file valid.

Files that it finds invalid, and schemas that it cannot compile, are left to `xsd`: libxml2 refuses
some valid files, and its messages are about automata.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from tei_kit.diagnostics import Place, SchemaError, diagnose
from tei_kit.validation.xsd_doubts import Doubts, doubts_of, has_endless_groups, has_loose_models
from tei_kit.validation.xsd_quick_messages import Complaint
from tei_kit.validation.xsd_sources import Sources, local
from tei_kit.xml.addresses import local_path

# list type 's3': The item type …
_NAMED = re.compile(r"[^:']+ '[^']*'")
# A sentence of libxml2 about a mistake in a schema that xmlschema passes over
_REFUSALS: Mapping[str, str] = {
    "SCHEMAP_COS_ST_RESTRICTS_2_1": "a list of lists is not allowed",
    "SCHEMAP_AG_PROPS_CORRECT": "an attribute is declared twice in a type",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The verdict of libxml2 on a document: valid or not; None when it gave up or may be wrong."""

    valid: bool | None
    complaints: Sequence[Complaint] = ()


@dataclass(frozen=True, slots=True)
class QuickSchema:
    """A schema that libxml2 has compiled; `compile` makes it."""

    _engine: etree.XMLSchema
    _doubts: Doubts

    def answer(self, tree: etree._ElementTree) -> Answer:
        """Whether a document is valid."""
        try:
            if self._engine.validate(tree):
                return Answer(None if self._doubts.about(tree) else True)
        except etree.XMLSchemaError:  # its regular expressions give up
            return Answer(None)
        log = cast("Any", self._engine).error_log
        return Answer(
            False, [Complaint(each.line, each.path, each.type_name, each.message) for each in log]
        )


def compile(sources: Sources) -> QuickSchema | None:  # noqa: A001
    """The compiled schema; None when libxml2 cannot or should not compile it.

    It should not when a file is missing, when the schema is of version 1.1, or when it may take
    very long. libxml2 reads only the sources.

    Raises SchemaError (TK505) for a schema that is not right for one of a few reasons that
    xmlschema does not see.
    """
    if not sources.are_all or sources.is_of_version_1_1():
        return None
    roots = [*sources.roots.values()]
    if has_endless_groups(roots) or has_loose_models(roots):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    parser.resolvers.add(_OnlySources(sources))
    path, root = next(iter(sources.roots.items()))
    try:
        document = etree.fromstring(etree.tostring(root), parser, base_url=str(path))
        return QuickSchema(etree.XMLSchema(document), doubts_of(roots))
    except etree.XMLSchemaParseError as error:
        _refuse(error)
        return None
    except etree.LxmlError:
        return None


def _refuse(error: etree.XMLSchemaParseError) -> None:
    """Raise SchemaError (TK505) for mistakes that xmlschema passes over."""
    log = cast("Any", error).error_log
    found = [
        diagnose("TK505", Place(_path(each.filename), max(each.line, 1)), reason=_reason(each))
        for each in log
        if each.type_name in _REFUSALS
    ]
    if found:
        raise SchemaError(*dict.fromkeys(found))


def _path(address: str) -> str:
    return str(local_path(address) or address)


def _reason(entry: Any) -> str:  # noqa: ANN401 - an entry of lxml's log
    named = _NAMED.match(entry.message)
    return (
        f"{_REFUSALS[entry.type_name]} ({named.group()})" if named else _REFUSALS[entry.type_name]
    )


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
