"""The names of Schematron's elements and attributes, and the places where they may stand (ISO/IEC
19757-3, 5.4).

Any other element of Schematron's or XSLT's namespace is refused, so that nothing that changes the
checks is passed over in silence. Elements and attributes of other namespaces are comments.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, diagnose
from tei_kit.xml import tree
from tei_kit.xml.names import SCH, XSL

GATHERED = "{urn:tei-kit:schematron}gathered"
"""An attribute of a pattern that the assembly made of a rule which stood in a grammar."""

FILE = "{urn:tei-kit:schematron}file"
"""An attribute that the assembly puts on an element that came from another file than its parent."""

CHILDREN: dict[str, set[str]] = {
    "schema": {"title", "ns", "p", "let", "phase", "pattern", "rules", "diagnostics", "properties"},
    "rules": {"title", "p", "rule"},
    "pattern": {"title", "p", "let", "rule", "param"},
    "rule": {"let", "assert", "report", "extends", "p"},
    "phase": {"active", "let", "p"},
    "diagnostics": {"diagnostic"},
    "properties": {"property"},
    "let": set(),
}
INLINE = {"emph", "dir", "span"}

_RICH = {"icon", "see", "fpi"}
_LINKABLE = {"role", "subject"}
_CHECK = {"test", "flag", "id", "diagnostics", "properties", "severity"} | _RICH | _LINKABLE
_ATTRIBUTES = {
    "schema": {"id", "schemaVersion", "defaultPhase", "queryBinding", "schematronEdition"} | _RICH,
    "active": {"pattern"},
    "assert": _CHECK,
    "report": _CHECK,
    "extends": {"rule"},
    "let": {"name", "value", "as"},
    "name": {"path"},
    "ns": {"prefix", "uri"},
    "param": {"name", "value"},
    "pattern": {"id", "abstract", "is-a", "documents"} | _RICH,
    "rules": {"id"} | _RICH,
    "phase": {"id"} | _RICH,
    "rule": {"context", "id", "abstract", "flag", "severity"} | _RICH | _LINKABLE,
    "value-of": {"select"},
}


def strangers(element: etree._Element) -> Iterator[Diagnostic]:
    """An error (TK505) for each attribute and child of an element that is not known here.

    The content of messages is checked by the reader of messages.
    """
    name = name_of(element)
    known = _ATTRIBUTES.get(name)
    for attribute in element.attrib if known is not None else ():
        if not str(attribute).startswith("{") and attribute not in (known or ()):
            yield from wrong(f"{name}/@{attribute!s} is not supported", element).diagnostics
    children = CHILDREN.get(name)
    for child in element.iterchildren(tag=etree.Element) if children is not None else ():
        local = str(child.tag).removeprefix(SCH)
        is_declaration = name in {"schema", "pattern", "let"} and str(child.tag).startswith(XSL)
        if is_ours(child) and local not in (children or ()) and not is_declaration:
            yield from wrong(f"{name_of(child)} in {name} is not supported", child).diagnostics


def is_ours(element: etree._Element) -> bool:
    """Whether an element is one of Schematron or XSLT."""
    return str(element.tag).startswith((SCH, XSL))


def name_of(element: etree._Element) -> str:
    """The name of an element for a message: `rule`, `xsl:function`, or {uri}name of a stranger."""
    return str(element.tag).replace(SCH, "").replace(XSL, "xsl:")


def place_of(element: etree._Element) -> Place:
    """The place at which an element of an assembled schema was written."""
    holder: etree._Element | None = element
    while holder is not None:
        file = holder.get(FILE)
        if file is not None:
            return Place(file, tree.line_of(element))
        holder = holder.getparent()
    return Place(tree.name_of(element.getroottree()), tree.line_of(element))


def wrong(reason: str, where: etree._Element | Place) -> SchemaError:
    """The error (TK505) that a schema is not right, at an element or a place."""
    place = where if isinstance(where, Place) else place_of(where)
    return SchemaError(diagnose("TK505", place, reason=reason.rstrip(".")))
