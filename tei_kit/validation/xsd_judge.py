"""XML Schema in two steps: libxml2 finds a document valid, or xmlschema judges and explains.

Where libxml2 compiles a schema and calls a file valid, that stands: it is hardly ever wrong there,
and much faster than xmlschema.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, TeiKitError, diagnose
from tei_kit.validation import xsd, xsd_quick, xsd_sources
from tei_kit.xml import tree as xmlfile

# Element 'k': Duplicate key-sequence ['a b'] in unique identity-constraint 'u'.
_DUPLICATE = re.compile(
    r"Element \s '(?: \{[^}]*\} )? (?P<element> [^']+ )' .*? key-sequence \s \[ (?P<values> .* ) \]"
    r" \s in .* constraint \s '(?: \{[^}]*\} )? (?P<name> [^']* )'",
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class Schema:
    """A compiled XML Schema; `compile` makes it."""

    _path: Path
    _sources: xsd_sources.Sources
    _quick: xsd_quick.QuickSchema | None
    _thorough: xsd.Schema | None = field(default=None)

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK504) of a path or a parsed tree, by line; an empty list for a valid
        document.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`), and SchemaError
        (TK505) when the schema is not right.
        """
        tree = xmlfile.opened(source)
        answer = xsd_quick.Answer(None) if self._quick is None else self._quick.answer(tree)
        if answer.valid:
            return []
        found = self.thorough().validate(tree)
        return found or [_of_duplicate(each, xmlfile.name_of(tree)) for each in answer.duplicates]

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
    schema = Schema(Path(path), sources, xsd_quick.compile(sources))
    if schema._quick is None:
        schema.thorough()
    return schema


def _of_duplicate(duplicate: xsd_quick.Duplicate, file: str) -> Diagnostic:
    """TK504 for two elements with one key. xmlschema compares some values of derived types as they
    are written."""
    match = _DUPLICATE.search(duplicate.message)
    reason = duplicate.message.rstrip(".")
    if match:
        values = match["values"].replace("'", '"')
        reason = (
            f'the value {values} of element "{match["element"]}" is there before, '
            f'and "{match["name"]}" wants each only once'
        )
    return diagnose("TK504", Place(file, max(duplicate.line, 1)), reason=reason)
