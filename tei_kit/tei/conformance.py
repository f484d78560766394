"""Whether TEI that was made here is valid: the check inside every conversion.

libxml2 is loaded already and answers yes or no to our grammar and our rules within a millisecond,
though its grammar does not compare identifiers. For a short text, loading the whole grammar takes
libxml2 longer than all else that it does. So documents without any element of UNCOMMON are checked
by `schemas/tei_kit.common.rng`, which lacks these elements and loads in a third of the time.
libxml2 runs the rules as `schemas/tei_kit.xsl`. `schemas/generate.py` makes both files.

libxml2's messages on an invalid document are hard to read. So `tei_kit.relaxng` and
`tei_kit.schematron`, which take longer to load, are asked for an invalid document only; they name
the mistake and its place. The XSD is made from the grammar and says less.
"""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, cast

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Severity
from tei_kit.validation import bundled
from tei_kit.xml.names import TEI

if TYPE_CHECKING:
    from tei_kit.validation.engines import Schema

_OF_PLAYS = ("actor", "castGroup", "castItem", "castList", "l", "lg", "role", "roleDesc")
_OF_LETTERS = ("address", "addrLine", "correspAction", "correspDesc", "postscript", "salute")
_OF_TITLE_PAGES = ("docAuthor", "docImprint", "docTitle", "front", "titlePage", "titlePart")
_OF_PRINT = ("char", "charDecl", "desc", "figDesc", "figure", "g", "hi", "lb", "milestone", "pc")
_OF_TRANSCRIPTS = ("time", "timeline", "when")
_OF_TABLES = ("cell", "row", "table")
_OF_QUOTATIONS = ("epigraph", "floatingText", "foreign", "q", "quote")

UNCOMMON = frozenset(
    _OF_PLAYS
    + _OF_LETTERS
    + _OF_TITLE_PAGES
    + _OF_PRINT
    + _OF_TRANSCRIPTS
    + _OF_TABLES
    + _OF_QUOTATIONS
    + ("teiCorpus", "trailer")
)
"""The elements that are not in `schemas/tei_kit.common.rng`."""

_UNCOMMON_TAGS = tuple(f"{TEI}{name}" for name in sorted(UNCOMMON))
_ALL_IDS = etree.XPath("//@xml:id", smart_strings=False)
_LOADING = Lock()


def errors(tree: etree._ElementTree) -> list[Diagnostic]:
    """The errors of a tree by the bundled grammar and rules; an empty list when it is valid."""
    found: list[Diagnostic] = []
    if not keeps_rules(tree):
        found += _findings(tree, "tei_kit.sch")
    if not fits_grammar(tree):
        found += _findings(tree, "tei_kit.rng")
    return [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]


def keeps_rules(tree: etree._ElementTree) -> bool:
    """Whether a document breaks none of the bundled rules. Warnings are not looked at."""
    return not str(_rules()(tree))


@cache
def _rules() -> etree.XSLT:
    return etree.XSLT(etree.parse(bundled.folder() / "tei_kit.xsl"))


def fits_grammar(tree: etree._ElementTree) -> bool:
    """Whether a tree is valid against the bundled grammar and gives no identifier twice."""
    is_common = next(tree.iter(*_UNCOMMON_TAGS), None) is None
    grammar = _libxml2_grammar("tei_kit.common.rng" if is_common else "tei_kit.rng")
    if not grammar.validate(tree):
        return False
    ids = cast("list[str]", _ALL_IDS(tree))
    return len(set(ids)) == len(ids)


def _libxml2_grammar(name: str) -> etree.RelaxNG:
    with _LOADING:  # libxml2 sets up its datatypes with the first grammar, for all threads at once
        return _loaded_grammar(name)


@cache
def _loaded_grammar(name: str) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(bundled.folder() / name))


def _findings(tree: etree._ElementTree, schema: str) -> list[Diagnostic]:
    """The errors that our own engine finds with a bundled schema."""
    from tei_kit.validation.engines import (
        validate,
    )  # a valid document does not wait for this module

    return validate(tree, _compiled(schema))


@cache
def _compiled(schema: str) -> list[Schema]:
    from tei_kit.validation.engines import compile_schemas

    return compile_schemas([bundled.path(schema)])
