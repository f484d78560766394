"""Reading an XML file in such a way that it cannot read other files.

No document type definition is loaded. Only entities that the file declares itself are expanded,
within bounds (see `entities`), and nothing is fetched: an edition may come from anywhere, and both
expanding entities (billion laughs) and external entities (reading local files) are attacks on the
person who opens it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose, reason_of

if TYPE_CHECKING:
    from lxml import etree  # loaded when a tree is made: a schema that streams needs none

XmlSource: TypeAlias = "Path | str | etree._ElementTree"
"""The input of a validator: the path of a file, or a tree that is already parsed."""


class Treed(Protocol):
    """An object that holds a tree: a Conversion, a Graft."""

    @property
    def tree(self) -> etree._ElementTree:
        """The tree."""


UNNAMED = "<tree>"
"""The file name in a diagnostic on a tree that came from no file."""

# Numbers of libxml2: ERR_UNDECLARED_ENTITY and WAR_UNDECLARED_ENTITY; ERR_RESOURCE_LIMIT, and the
# number of versions before 2.13 in its place, ERR_INTERNAL_ERROR
_UNDECLARED_ENTITY = frozenset({26, 27})
_BEYOND_MEASURE = frozenset({114, 1})

# "Opening and ending tag mismatch: b line 1 and a, line 1, column 11" -> without ", line 1, ..."
_POSITION = re.compile(r", \s line \s \d+, \s column \s \d+ $", re.VERBOSE)


def parse(path: Path | str) -> etree._ElementTree:
    """Parse an XML file.

    Raises TeiKitError: TK101 when the file cannot be read, TK501 with line and column when it is
    not well-formed (XML 1.0), TK508 when its text refers to entities that it does not declare
    itself, or they grow beyond measure.
    """
    try:
        data = files.bytes_of(str(path))
    except OSError as error:
        raise TeiKitError(diagnose("TK101", Place(str(path)), reason=reason_of(error))) from error
    return parse_bytes(data, str(path))


def parse_bytes(data: bytes, name: str) -> etree._ElementTree:
    """Parse the bytes of an XML file; the name is used in diagnostics. Raises like `parse`."""
    from lxml import etree

    from tei_kit.xml import entities  # with a parser of its own, which not every command needs

    known = entities.refuse_unsafe(data, name)
    # Lifting libxml2's limits on size lifts its guard against entities, too: so only when we know
    # how far those go.
    options: dict[str, Any] = {
        "resolve_entities": "internal" if known else False,
        "load_dtd": False,
        "no_network": True,
        "dtd_validation": False,
        "huge_tree": known,
    }
    address = name.encode("utf-8", "replace").decode()  # a name that is not UTF-8 is no address
    try:
        root, log = _parsed(data, address, options)
    except etree.XMLSyntaxError as error:
        root, log = _with_wrong_identifiers(data, address, options, error)
    tree = root.getroottree()
    if not known and _has_doctype(tree) and _mentions_entities(tree, log):
        reason = "the encoding of the file is not known well enough; save it as UTF-8"
        raise TeiKitError(diagnose("TK508", Place(name), reason=reason))
    return tree


def _parsed(data: bytes, name: str, options: Mapping[str, Any]) -> tuple[etree._Element, Any]:
    from lxml import etree

    parser = etree.XMLParser(**options)
    return etree.fromstring(data, parser, base_url=name), parser.error_log


def _with_wrong_identifiers(
    data: bytes, name: str, options: Mapping[str, Any], error: etree.XMLSyntaxError
) -> tuple[etree._Element, Any]:
    """The tree of a well-formed document that libxml2 refuses for its identifiers alone: one is
    given twice, or is not a name. That is for schemas to judge. Raises TeiKitError (TK501)."""
    from lxml import etree

    try:
        _parsed(data, name, {**options, "collect_ids": False})
        # The document is well-formed, so it loses nothing. Where two elements have one identifier,
        # id() finds the first.
        return _parsed(data, name, {**options, "recover": True})
    except etree.XMLSyntaxError:
        from tei_kit.xml import ill_formed  # only a mistake needs it

        beyond = cast("Any", error).code in _BEYOND_MEASURE  # the stubs lack the code
        found = None if beyond else ill_formed.explain_bytes(data, name)
        raise TeiKitError(found or _not_well_formed(error, name)) from error


def given(source: XmlSource | PathLike[str] | Treed) -> Path | etree._ElementTree:
    """The input of a public function: the path of a file, a tree, or the tree of an object.

    Raises TypeError for any other value.
    """
    if isinstance(source, str | PathLike):
        return Path(source)
    tree = getattr(source, "tree", source)
    if not hasattr(tree, "getroot"):
        instead = "; give element.getroottree()" if hasattr(tree, "getroottree") else ""
        kinds = "the path of a file, a tree of lxml, or a Conversion"
        raise TypeError(f"expected {kinds}, not a value of type {type(source).__name__}{instead}")
    return cast("etree._ElementTree", tree)


def opened(source: XmlSource) -> etree._ElementTree:
    """The tree of a source: itself when it is one, parsed otherwise. Raises like `parse`."""
    return parse(source) if isinstance(source, str | Path) else source


def name_of(tree: etree._ElementTree) -> str:
    """The file that a tree was parsed from, for diagnostics; UNNAMED for a tree without a file."""
    return tree.docinfo.URL or UNNAMED


def line_of(node: object) -> int:
    """The line of an element in its file, from 1; 1 when it came from no file."""
    line = getattr(node, "sourceline", None)
    return line if isinstance(line, int) and line > 0 else 1


def _has_doctype(tree: etree._ElementTree) -> bool:
    return tree.docinfo.internalDTD is not None


def _mentions_entities(tree: etree._ElementTree, log: Any) -> bool:  # noqa: ANN401 - of lxml
    """Whether a document with a DOCTYPE declares entities, or refers to any that it lacks."""
    from lxml import etree

    internal = cast("Any", tree.docinfo.internalDTD)  # the stubs lack iterentities()
    if any(True for _ in internal.iterentities()):
        return True
    if any(entry.type in _UNDECLARED_ENTITY for entry in log):
        return True
    return any(True for _ in tree.iter(etree.Entity))


def _not_well_formed(error: etree.XMLSyntaxError, name: str) -> Diagnostic:
    """TK501 at the place that libxml2 names, without the copy of it that ends its message."""
    line, column = error.position
    place = Place(name, max(line, 1), max(column, 1))
    if cast("Any", error).code in _BEYOND_MEASURE:  # the stubs lack it
        return diagnose("TK501", place, "beyond-measure")
    if not error.msg:
        return diagnose("TK501", place, "empty")
    return diagnose("TK501", place, reason=_POSITION.sub("", error.msg).strip())
