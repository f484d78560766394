"""XML Schema in two steps: libxml2 finds a document valid, or xmlschema judges and explains.

Where libxml2 compiles a schema and calls a file valid, that stands: it is hardly ever wrong there,
and much faster than xmlschema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import Diagnostic, SchemaError, TeiKitError
from tei_kit.validation import xsd, xsd_quick, xsd_quick_messages, xsd_sources
from tei_kit.validation.xsd_keys import NillableKeys, nillable_keys
from tei_kit.xml import tree as xmlfile


@dataclass(slots=True)
class Schema:
    """A compiled XML Schema; `compile` makes it."""

    _path: Path
    _sources: xsd_sources.Sources
    _quick: xsd_quick.QuickSchema | None
    _keys: NillableKeys
    _thorough: xsd.Schema | None = field(default=None)

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK504) of a path or a parsed tree, by line; an empty list for a valid
        document.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`), and SchemaError
        (TK505) when the schema is not right. What xmlschema cannot use and libxml2 can is told in
        libxml2's words.
        """
        tree = xmlfile.opened(source)
        found = self._judged(tree)
        nillable = [*self._keys.errors(tree)] if self._keys.keys else []
        if not nillable:
            return found
        return sorted([*found, *nillable], key=lambda d: (d.place.line, d.place.column))

    def _judged(self, tree: etree._ElementTree) -> list[Diagnostic]:
        answer = xsd_quick.Answer(None) if self._quick is None else self._quick.answer(tree)
        if answer.valid:
            return []
        try:
            found = self.thorough().validate(tree)
        except xsd.DoubtfulSchemaError:
            if not answer.complaints:
                raise
            return xsd_quick_messages.diagnostics(answer.complaints, tree)
        if found:
            return found
        # xmlschema compares some values of derived types as they are written, and values of any
        # type with values of another; it takes fields that have no simple type.
        of_keys = [each for each in answer.complaints if each.is_of_keys]
        return xsd_quick_messages.diagnostics(of_keys, tree)

    def thorough(self) -> xsd.Schema:
        """The schema as xmlschema compiles it, which takes a while. Raises SchemaError."""
        if self._thorough is None:
            self._thorough = xsd.compile(self._path, is_1_1=self._sources.is_of_version_1_1())
        return self._thorough


def compile(path: Path | str) -> Schema:  # noqa: A001
    """Compile an XML Schema, 1.0 or 1.1, with the files that it includes or imports.

    Raises SchemaError like `xsd.compile`.
    """
    try:
        sources = xsd_sources.sources_of(path)
    except TeiKitError as error:
        raise SchemaError(*error.diagnostics) from error
    xsd.refuse_beyond_measure(path, [*sources.roots.values()])
    keys = nillable_keys([*sources.roots.values()])
    schema = Schema(Path(path), sources, xsd_quick.compile(sources), keys)
    if schema._quick is None:
        schema.thorough()
    return schema
