"""The patterns of a schema of xmlschema, matched in linear time.

Python's `re` tries one way after another, so that `(a+)+b` on thirty letters takes minutes; ours
(`relaxng.datatypes.xsd_regex`) follows all ways at once.
"""

from __future__ import annotations

from typing import Any

from tei_kit.record import record
from tei_kit.relaxng.datatypes import xsd_regex
from tei_kit.xml.names import XSD_NAMESPACE


@record
class _Pattern:
    """A pattern with the methods of Python's patterns that xmlschema uses."""

    regex: xsd_regex.Regex

    @property
    def pattern(self) -> str:
        return self.regex.source

    def match(self, text: str) -> bool | None:
        return True if self.regex.matches(text) else None


def make_linear(schema: Any) -> None:  # noqa: ANN401 - an XMLSchema, which has no types
    """Put our patterns in place of Python's in a compiled schema, except the built-in ones."""
    from xmlschema.validators import XsdSimpleType

    for part in schema.maps.iter_schemas():
        if part.target_namespace == XSD_NAMESPACE:
            continue
        for datatype in part.iter_components(XsdSimpleType):
            facet = datatype.patterns
            if facet is None or facet.schema.target_namespace == XSD_NAMESPACE:
                continue
            facet.patterns[:] = [
                _linear(source, pattern)
                for source, pattern in zip(facet.regexps, facet.patterns, strict=True)
            ]


def _linear(source: str, pattern: Any) -> Any:  # noqa: ANN401
    if isinstance(pattern, _Pattern):
        return pattern
    try:
        return _Pattern(xsd_regex.compile(source))
    except xsd_regex.RegexError:
        return pattern
