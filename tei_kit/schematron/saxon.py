"""Runs a schema on an XSLT processor: SaxonC-HE, through the package saxonche (tei-kit[saxon]).

The processor sees our stylesheet and the document as our own parser read it, never a file: it is
set up to open no address and to call nothing outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from lxml import etree

from tei_kit.diagnostics import Place
from tei_kit.schematron.model import Construct, Definition, Finding, failure
from tei_kit.schematron.stylesheet import checks, rules_of, stylesheet
from tei_kit.schematron.vocabulary import wrong
from tei_kit.xml import tree as xmlfile

_INSTALL = "pip install 'tei-kit[saxon]'"
_FEATURES: Mapping[str, str] = {
    "http://saxon.sf.net/feature/allowedProtocols": "",
    "http://saxon.sf.net/feature/allow-external-functions": "false",
}


@dataclass(frozen=True, slots=True)
class SaxonRunner:
    """A schema compiled to a stylesheet; `prepare` makes it."""

    _definition: Definition
    _executable: Any

    def run(self, tree: etree._ElementTree) -> Iterator[Finding]:
        """The checks that fire on a document. Raises SchemaError (TK505)."""
        every, rules = checks(self._definition), rules_of(self._definition)
        lines = _Lines(tree)
        for result in self._results(tree):
            line = lines.line(result.get("at", ""))
            message = "".join(str(text) for text in result.itertext())
            number = int(result.get("number", "0"))
            if result.tag == "failure":
                yield failure(rules[number], line, message)
            else:
                yield Finding(every[number].identifier, every[number].severity, line, message)

    def _results(self, tree: etree._ElementTree) -> etree._Element:
        saxonche, processor = _saxonche(), _processor()
        try:
            document = processor.parse_xml(xml_text=_serialized(tree))
            output = self._executable.transform_to_string(xdm_node=document)
        except saxonche.PySaxonApiError as error:
            raise wrong(_said(error), Place(self._definition.file)) from error
        return etree.fromstring(output.encode(), etree.XMLParser(huge_tree=True))


def prepare(definition: Definition, needed_for: Construct) -> SaxonRunner:
    """Compile the stylesheet of a schema, because of a construct that XPath alone does not have.

    Raises SchemaError (TK505) that names the construct when the query binding is not one of XSLT,
    when saxonche is not installed or when the stylesheet is not right.
    """
    if definition.binding.startswith("xpath"):
        reason = f"with queryBinding '{definition.binding}' there is no {needed_for.name}"
        raise wrong(reason, needed_for.place)
    source = etree.tostring(stylesheet(definition), encoding="unicode")
    saxonche = _saxonche()
    if saxonche is None:
        raise wrong(f"{needed_for.name} needs an XSLT processor: {_INSTALL}", needed_for.place)
    compiler = _processor().new_xslt30_processor()
    try:
        return SaxonRunner(definition, compiler.compile_stylesheet(stylesheet_text=source))
    except saxonche.PySaxonApiError as error:
        raise wrong(_said(error), needed_for.place) from error


@cache
def _saxonche() -> Any:  # noqa: ANN401 - a module without types, or None
    try:
        return import_module("saxonche")
    except ImportError:
        return None


@cache
def _processor() -> Any:  # noqa: ANN401 - an object of saxonche, made once a process
    processor = _saxonche().PySaxonProcessor(license=False)
    for feature, value in _FEATURES.items():
        processor.set_configuration_property(feature, value)
    return processor


def _serialized(tree: etree._ElementTree) -> str:
    """The document without its document type declaration."""
    nodes = _top(tree)
    return "".join(str(etree.tostring(node, encoding="unicode", with_tail=False)) for node in nodes)


def _top(tree: etree._ElementTree) -> list[etree._Element]:
    """The root element with the comments and processing instructions beside it, in order."""
    root = tree.getroot()
    return [*reversed([*root.itersiblings(preceding=True)]), root, *root.itersiblings()]


class _Lines:
    """Finds the lines of nodes by their positions: "1/3/2" is the second of the third of the
    first. Remembers the children that it has listed."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self._top = _top(tree)
        self._children: dict[etree._Element, list[etree._Element]] = {}

    def line(self, positions: str) -> int:
        if not positions:
            return 1
        nodes, node = self._top, self._top[0]
        for position in positions.split("/"):
            node = nodes[int(position) - 1]
            if node not in self._children:
                self._children[node] = [*node]
            nodes = self._children[node]
        return xmlfile.line_of(node)


def _said(error: Exception) -> str:
    """Saxon's message on one line, without the place in our stylesheet."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("Error ", "In template", "at "))]
    return " ".join(told or lines)
