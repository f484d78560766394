"""Runs a schema on an XSLT processor: SaxonC-HE, through the package saxonche (tei-kit[saxon]).

The processor gets our stylesheet and the document as our own parser read it, never a file: it is
set up to open no address and to call no other program. We read the documents that rules ask for,
and run the stylesheet again with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError
from tei_kit.schematron import documents, xslt_parts
from tei_kit.schematron.model import Construct, Definition, Finding, Position, failure
from tei_kit.schematron.quiet import no_standard_error
from tei_kit.schematron.reading_rules import reading_rules, without_reading_rules
from tei_kit.schematron.saxon_stylesheet import ASKS_FOR, stylesheet
from tei_kit.schematron.static_checks import errors_in_expressions
from tei_kit.schematron.vocabulary import wrong
from tei_kit.schematron.xslt_safety import refuse_unsafe
from tei_kit.xml import tree as xmlfile

_UNDECLARED = "has not been declared"
_INSTALL = "pip install 'tei-kit[saxon]'"
_FEATURES: Mapping[str, str] = {
    "http://saxon.sf.net/feature/allowedProtocols": "",
    "http://saxon.sf.net/feature/allow-external-functions": "false",
}

# Error in {foo(} at char 5 in xsl:variable/@select on line 2 column 39 of file:///...:
_LINE = re.compile(r"\b on \s line \s (?P<line> \d+ ) \b", re.VERBOSE)
# "  XPST0003  Unexpected token", and further indented lines
_ERROR = re.compile(
    r"^ [ ]+ [A-Z]{4}\d{4} [ ]+ (?P<reason> .* (?: \n [ ]+ (?! [A-Z]{4}\d{4} | at[ ] ) .* )* )",
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class SaxonRunner:
    """A schema compiled to a stylesheet; `prepare` makes it."""

    _definition: Definition
    _executable: Any

    def run(self, tree: etree._ElementTree) -> Iterator[Finding]:
        """The checks that fire on a document. Raises SchemaError (TK505)."""
        definition = self._definition
        every, rules = xslt_parts.checks(definition), xslt_parts.rules_of(definition)
        places = [*(let.place for let in definition.lets), *(p.place for p in definition.patterns)]
        try:
            results = self._results(tree)
        except _RefusedDocumentError as error:
            yield from self._without_documents(tree, error)
            return
        for result in results:
            at = Position(result.get("at", ""), result.get("in", ""))
            message = "".join(str(text) for text in result.itertext())
            number = int(result.get("number", "0"))
            if result.tag == "broken":
                raise wrong(f"it cannot be evaluated: {message}", places[number])
            if result.tag == "failure":
                yield failure(rules[number], at, message)
            else:
                yield Finding(every[number].identifier, every[number].severity, at, message)

    def _without_documents(
        self, tree: etree._ElementTree, error: _RefusedDocumentError
    ) -> Iterator[Finding]:
        """The findings where a variable of the schema asks for a document that is refused: the
        rules that read documents are broken, the others run."""
        smaller = without_reading_rules(self._definition)
        if smaller.lets == self._definition.lets:
            raise wrong(error.said, Place(self._definition.file)) from error
        rules = xslt_parts.rules_of(self._definition)
        for number in sorted(reading_rules(self._definition)):
            yield failure(rules[number], Position(""), error.reason)
        if smaller.patterns:
            yield from prepare(smaller).run(tree)

    def _results(self, tree: etree._ElementTree) -> etree._Element:
        saxonche = _saxonche()
        name = xmlfile.name_of(tree)
        folders = documents.folders([*xslt_parts.files_of(self._definition), name])
        read = _Read(folders)
        try:
            document = _node(_serialized(tree), documents.address_of(name))
            executable = self._executable
            executable.set_save_xsl_message(True)
            while True:
                read.give_to(executable)
                with no_standard_error():
                    output = executable.transform_to_string(xdm_node=document)
                if not read.take_from(executable):
                    break
        except saxonche.PySaxonApiError as error:
            if read.reason:
                raise _RefusedDocumentError(_said(error), read.reason) from error
            raise wrong(_said(error), Place(self._definition.file)) from error
        return etree.fromstring(output.encode(), etree.XMLParser(huge_tree=True))


class _RefusedDocumentError(Exception):
    """Saxon gave up over a document that is refused: its message, and why it is refused."""

    def __init__(self, said: str, reason: str) -> None:
        super().__init__(said)
        self.said = said
        self.reason = reason


class _Read:
    """The documents that rules have asked for so far, and the reasons why others are refused."""

    def __init__(self, folders: documents.Folders) -> None:
        self._folders = folders
        self._documents: dict[str, Any] = {}
        self._refused: dict[str, str] = {}

    @property
    def reason(self) -> str:
        """The reason why the first refused document is refused; "" when no document is refused."""
        return next(iter(self._refused.values()), "")

    def give_to(self, executable: Any) -> None:  # noqa: ANN401 - of saxonche, which has no types
        processor = _processor()
        text = processor.make_string_value
        maps = {
            "documents": {text(uri): node for uri, node in self._documents.items()},
            "refused": {text(uri): text(reason) for uri, reason in self._refused.items()},
        }
        for name, values in maps.items():
            executable.set_parameter(f"{{{xslt_parts.OWN}}}{name}", processor.make_map(values))

    def take_from(self, executable: Any) -> bool:  # noqa: ANN401
        """Read the documents that the messages ask for; False when they ask for no new document."""
        messages = executable.get_xsl_messages()
        texts = [] if messages is None else [str(messages.item_at(i)) for i in range(messages.size)]
        executable.clear_xsl_messages()
        asked = {t.removeprefix(ASKS_FOR) for t in texts if t.startswith(ASKS_FOR)}
        new = sorted(asked - {*self._documents, *self._refused})
        for address in new:
            try:
                if len(self._documents) >= documents.MOST_DOCUMENTS:
                    raise documents.RefusedError(
                        f"the rules ask for more than {documents.MOST_DOCUMENTS} documents"
                    )
                tree = self._folders.tree(address)
                self._documents[address] = _node(_serialized(tree), address)
            except documents.RefusedError as error:
                self._refused[address] = str(error)
        return bool(new)


def prepare(definition: Definition, needed_for: Construct | None = None) -> SaxonRunner:
    """Compile the stylesheet of a schema, perhaps because of a construct that needs it.

    Raises SchemaError (TK505, one diagnostic for each mistake): it names the construct when the
    query binding is not one of XSLT or saxonche is not installed.
    """
    needed_for = needed_for or definition.needs_xslt
    place = Place(definition.file) if needed_for is None else needed_for.place
    if needed_for is not None and definition.binding.startswith("xpath"):
        reason = f"with queryBinding '{definition.binding}' there is no {needed_for.name}"
        raise wrong(reason, place)
    refuse_unsafe(definition)
    saxonche = _saxonche()
    if saxonche is None:
        name = "this schema" if needed_for is None else needed_for.name
        raise wrong(f"{name} needs an XSLT processor: {_INSTALL}", place)
    errors = [*errors_in_expressions(definition)]
    source = xslt_parts.serialized(stylesheet(definition))
    compiler = _processor().new_xslt30_processor()
    try:
        executable = compiler.compile_stylesheet(stylesheet_text=source)
    except saxonche.PySaxonApiError as error:
        told = _compile_errors(str(error), source, place).diagnostics
        # Variables that are not defined have a message already, which names the expression.
        errors += [each for each in told if not errors or _UNDECLARED not in each.message]
        raise SchemaError(*errors) from error
    if errors:
        raise SchemaError(*errors)
    return SaxonRunner(definition, executable)


def is_installed() -> bool:
    """Whether there is a processor."""
    return _saxonche() is not None


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


def _node(text: str, address: str) -> Any:  # noqa: ANN401 - a node of saxonche
    builder = _processor().new_document_builder()
    if address:
        builder.set_base_uri(address)
    return builder.parse_xml(xml_text=text)


def _serialized(tree: etree._ElementTree) -> str:
    """The document without its document type declaration."""
    root = tree.getroot()
    nodes = [*reversed([*root.itersiblings(preceding=True)]), root, *root.itersiblings()]
    return "".join(str(etree.tostring(node, encoding="unicode", with_tail=False)) for node in nodes)


# ------------------------------------------------------------------ errors


def _compile_errors(said: str, source: str, otherwise: Place) -> SchemaError:
    """Every error that Saxon names, at the place in the schema that it is about."""
    found: list[Diagnostic] = []
    for error in _ERROR.finditer(said):
        at = [*_LINE.finditer(said, 0, error.start())]
        place = xslt_parts.place_at(source, int(at[-1]["line"]), otherwise) if at else otherwise
        found += wrong(" ".join(error["reason"].split()), place).diagnostics
    return SchemaError(*dict.fromkeys(found)) if found else wrong(_first(said), otherwise)


def _first(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("Error ", "In template", "at "))]
    return " ".join(told or lines)


def _said(error: Exception) -> str:
    """Saxon's message on one line, without the place in our stylesheet."""
    return _first(str(error))
