"""The query bindings that a schema may name (ISO/IEC 19757-3, 6.4)."""

from __future__ import annotations

from collections.abc import Mapping

BINDINGS: Mapping[str, str] = {
    "": "1.0",
    "xslt": "1.0",
    "xslt1": "1.0",
    "xpath": "1.0",
    "xpath1": "1.0",
    "xpath2": "2.0",
    "xslt2": "3.1",
    "xpath3": "3.1",
    "xpath31": "3.1",
    "xslt3": "3.1",
}
"""The version of XPath that each query binding is evaluated with. Those who write xslt2 run it on a
processor of XSLT 3.0, so that rules in the field use functions of XPath 3."""
