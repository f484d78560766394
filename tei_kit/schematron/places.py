"""Places of the nodes of findings: in the file that is checked, or in another file that a rule
read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_kit.diagnostics import Place, TeiKitError
from tei_kit.schematron.model import Position
from tei_kit.xml import positions
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.addresses import local_path, split


def places(tree: etree._ElementTree, wanted: Iterable[Position]) -> Mapping[Position, Place]:
    """The place of each position."""
    by_document: dict[str, set[str]] = {}
    for position in wanted:
        by_document.setdefault(position.document, set()).add(position.path)
    found: dict[Position, Place] = {}
    for document, paths in by_document.items():
        there = tree if not document else _opened(document)
        at = {} if there is None else positions.places(there, paths)
        for path in paths:
            found[Position(path, document)] = at.get(path, Place(document))
    return found


def _opened(address: str) -> etree._ElementTree | None:
    path = local_path(address) if split(address).scheme else Path(unquote(address))
    try:
        return None if path is None else xmlfile.parse(path)
    except TeiKitError:
        return None
