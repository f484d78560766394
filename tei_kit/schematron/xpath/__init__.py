"""XPath for the Schematron engine, with one face for XPath 1.0 and for later versions.

XPath 1.0 is evaluated by libxml2 through lxml, which is fast and already loaded. elementpath
evaluates instead when the version of XPath is later, or when lxml cannot start from a context (an
attribute, a text node, the document node).
"""

from __future__ import annotations

from tei_kit.schematron.xpath.libxml2_engine import LxmlLanguage
from tei_kit.schematron.xpath.patterns import as_path, branches, starts_from_elements
from tei_kit.schematron.xpath.protocol import (
    DataError,
    Evaluation,
    Key,
    Language,
    NeedsXsltError,
    Variables,
    XPathError,
)
from tei_kit.schematron.xpath.scan import (
    FORBIDDEN,
    free_variables,
    mentions_forbidden,
    refuse_forbidden,
)

__all__ = [
    "FORBIDDEN",
    "DataError",
    "Evaluation",
    "Key",
    "Language",
    "LxmlLanguage",
    "NeedsXsltError",
    "Variables",
    "XPathError",
    "as_path",
    "branches",
    "free_variables",
    "mentions_forbidden",
    "refuse_forbidden",
    "starts_from_elements",
]
