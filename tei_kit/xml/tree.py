"""Reading an XML file in such a way that it cannot read other files.

No document type definition is loaded, no entity is expanded, nothing is fetched: an edition may
come from anywhere, and both expanding entities (billion laughs) and external entities (reading
local files) are attacks on the person who opens it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose

if TYPE_CHECKING:
    from lxml import etree  # loaded when a tree is made: a schema that streams needs none

XmlSource: TypeAlias = "Path | str | etree._ElementTree"
"""What a validator takes: the path of a file, or a tree that is already parsed."""

UNNAMED = "<tree>"
"""The file name in a diagnostic on a tree that came from no file."""

# Numbers of libxml2: ERR_UNDECLARED_ENTITY and WAR_UNDECLARED_ENTITY; ERR_RESOURCE_LIMIT and what
# its versions before 2.13 said in its place, ERR_INTERNAL_ERROR
_UNDECLARED_ENTITY = frozenset({26, 27})
_BEYOND_MEASURE = frozenset({114, 1})

# "Opening and ending tag mismatch: b line 1 and a, line 1, column 11" -> without ", line 1, ..."
_POSITION = re.compile(r", \s line \s \d+, \s column \s \d+ $", re.VERBOSE)


def parse(path: Path | str) -> etree._ElementTree:
    """Parse an XML file.

    Raises TeiKitError: TK101 when the file cannot be read, TK501 with line and column when it is
    not well-formed (XML 1.0), TK508 when its document type declaration declares entities or its
    text refers to any.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise TeiKitError(diagnose("TK101", Place(str(path)), reason=reason)) from error
    return parse_bytes(data, str(path))


def parse_bytes(data: bytes, name: str) -> etree._ElementTree:
    """Parse the bytes of an XML file; the name is used in diagnostics. Raises like `parse`."""
    from lxml import etree

    from tei_kit.xml import prolog  # with a parser of its own, which not every command needs

    entities = prolog.declares_entities(data)
    if entities is True:
        raise _entities_refused(name)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        # Lifts libxml2's limits on size, which are also its guard against entities; so only when
        # expat has read the prolog and found no entity.
        huge_tree=entities is False,
    )
    try:
        root = etree.fromstring(data, parser, base_url=name)
    except etree.XMLSyntaxError as error:
        raise TeiKitError(_not_well_formed(error, name)) from error
    tree = root.getroottree()
    if _has_doctype(tree) and _mentions_entities(tree, parser):
        raise _entities_refused(name)
    return tree


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


def _mentions_entities(tree: etree._ElementTree, parser: etree.XMLParser) -> bool:
    """Whether a document with a DOCTYPE declares entities, or refers to any that it lacks."""
    from lxml import etree

    internal = cast("Any", tree.docinfo.internalDTD)  # the stubs lack iterentities()
    if any(True for _ in internal.iterentities()):
        return True
    if any(entry.type in _UNDECLARED_ENTITY for entry in parser.error_log):
        return True
    return any(True for _ in tree.iter(etree.Entity))


def _entities_refused(name: str) -> TeiKitError:
    return TeiKitError(diagnose("TK508", Place(name)))


def _not_well_formed(error: etree.XMLSyntaxError, name: str) -> Diagnostic:
    """TK501 at the place that libxml2 names, without the copy of it that ends its message."""
    line, column = error.position
    place = Place(name, max(line, 1), max(column, 1))
    if cast("Any", error).code in _BEYOND_MEASURE:  # the stubs lack it
        return diagnose("TK501", place, "beyond-measure")
    if not error.msg:
        return diagnose("TK501", place, "empty")
    return diagnose("TK501", place, reason=_POSITION.sub("", error.msg).strip())
