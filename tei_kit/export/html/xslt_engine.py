"""Running a stylesheet on a document: XSLT 1.0 by libxslt, 2.0 and 3.0 by Saxon (tei-kit[saxon]).

The user chooses the stylesheet, but a document may come from anywhere. So while a stylesheet runs,
it reads and writes no file and opens no address, whatever the document points to. Its imports are
read before: files of its own folder and of folders below, and our stylesheets by the name
`tei-kit:page.xsl`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

from lxml import etree

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.schematron.xpath.scan import mentions_forbidden
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.addresses import split
from tei_kit.xml.names import XML_BASE

XSL = "{http://www.w3.org/1999/XSL/Transform}"
BUNDLED = Path(__file__).parent / "xslt"
OURS = "tei-kit:"

_INSTALL = "pip install 'tei-kit[saxon]'"
_ALLOWED = "http://saxon.sf.net/feature/allowedProtocols"
_EXTERNAL = "http://saxon.sf.net/feature/allow-external-functions"
_IMPORTS = frozenset((f"{XSL}import", f"{XSL}include"))
_USE_WHEN = frozenset(("use-when", f"{XSL}use-when"))
_YES = frozenset(("yes", "true", "1"))


class StylesheetError(TeiKitError):
    """A stylesheet cannot be used, or stopped on a document."""


def transform(tree: etree._ElementTree, stylesheet: Path, parameters: Mapping[str, str]) -> bytes:
    """The result of a stylesheet on a document, as its xsl:output says, in UTF-8 unless it says
    otherwise.

    `parameters` are texts for its top-level parameters; parameters that it does not have are
    ignored. Raises StylesheetError: TK101, TK501, TK508 when the stylesheet cannot be read, TK702
    when it is not right, TK703 when it needs Saxon and Saxon is not there, TK704 when it stops on
    this document, TK707 when it imports what it may not.
    """
    root = xmlfile.parse(stylesheet).getroot()
    version = root.get("version") or root.get(f"{XSL}version", "")
    if version in ("2.0", "3.0"):
        return _with_saxon(tree, stylesheet, version, parameters)
    return _with_libxslt(tree, stylesheet, parameters)


# ------------------------------------------------------------------ libxslt


class _Imports(etree.Resolver):
    """Reads the imports of a stylesheet, and remembers the first import that is not allowed."""

    def __init__(self, stylesheet: Path) -> None:
        super().__init__()
        self._folder = stylesheet.resolve().parent
        self.refused = ""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]  # noqa: ANN401
        path = _allowed(system_url, self._folder)
        resolver = cast("Any", super())  # the stubs lack half of its methods
        if path is None:
            self.refused = self.refused or system_url
            return resolver.resolve_string("<refused/>", context)
        return resolver.resolve_filename(str(path), context)


def _allowed(uri: str, folder: Path) -> Path | None:
    """The file that a stylesheet imports, None when the import is not allowed."""
    if uri.startswith(OURS):
        path = BUNDLED / uri.removeprefix(OURS)
        return path if path.parent == BUNDLED and path.is_file() else None
    parts = split(uri)
    if parts.scheme not in ("", "file") or parts.netloc:
        return None
    path = (folder / unquote(parts.path)).resolve()
    ours = path.parent == BUNDLED.resolve()
    return path if path.is_relative_to(folder) or ours else None


def _with_libxslt(
    tree: etree._ElementTree, stylesheet: Path, parameters: Mapping[str, str]
) -> bytes:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    imports = _Imports(stylesheet)
    parser.resolvers.add(imports)
    place = Place(str(stylesheet))
    source = etree.parse(str(stylesheet), parser)
    nothing = cast("Any", etree.XSLTAccessControl).DENY_ALL  # files and addresses, read and write
    try:
        compiled = etree.XSLT(source, access_control=nothing)
    except etree.XSLTParseError as error:
        raise _refused(imports, place) or StylesheetError(
            diagnose("TK702", place, reason=_said(error))
        ) from error
    refused = _refused(imports, place)
    if refused:
        raise refused
    given: dict[str, Any] = {name: etree.XSLT.strparam(text) for name, text in parameters.items()}
    try:
        result = compiled(tree, **given)
    except etree.XSLTApplyError as error:
        where = Place(xmlfile.name_of(tree))
        raise StylesheetError(diagnose("TK704", where, reason=_said(error))) from error
    return bytes(result)


def _refused(imports: _Imports, place: Place) -> StylesheetError | None:
    if not imports.refused:
        return None
    return StylesheetError(diagnose("TK707", place, uri=imports.refused))


def _said(error: etree.XSLTError) -> str:
    """The first message of libxslt: it tells the cause of the messages after it."""
    messages = [entry.message for entry in error.error_log if entry.message]
    telling = [message for message in messages if not message.startswith("runtime error")]
    message = (telling or messages or [str(error)])[0]
    return " ".join(message.split()).rstrip(".")


# ------------------------------------------------------------------ Saxon


def _with_saxon(
    tree: etree._ElementTree, stylesheet: Path, version: str, parameters: Mapping[str, str]
) -> bytes:
    place = Place(str(stylesheet))
    try:
        saxonche = import_module("saxonche")
    except ImportError:
        found = diagnose("TK703", place, version=version, install=_INSTALL)
        raise StylesheetError(found) from None
    text = _with_imports(stylesheet)
    with saxonche.PySaxonProcessor(license=False) as processor:
        processor.set_configuration_property(_EXTERNAL, "false")
        # The modules of the stylesheet are files; they were looked at above.
        processor.set_configuration_property(_ALLOWED, "file")
        compiler = processor.new_xslt30_processor()
        compiler.set_cwd(str(stylesheet.resolve().parent))
        try:
            executable = compiler.compile_stylesheet(stylesheet_text=text)
        except saxonche.PySaxonApiError as error:
            raise StylesheetError(diagnose("TK702", place, reason=_told(error))) from error
        processor.set_configuration_property(_ALLOWED, "")
        for name, value in parameters.items():
            executable.set_parameter(name, processor.make_string_value(value))
        xml = etree.tostring(tree.getroot(), encoding="unicode", with_tail=False)
        try:
            document = processor.parse_xml(xml_text=xml)
            output = executable.transform_to_string(xdm_node=document)
        except saxonche.PySaxonApiError as error:
            where = Place(xmlfile.name_of(tree))
            raise StylesheetError(diagnose("TK704", where, reason=_told(error))) from error
    return str(output or "").encode("utf-8")


def _with_imports(stylesheet: Path) -> str:
    """A stylesheet whose imports are named in full. Raises StylesheetError (TK707)."""
    _check_imports(stylesheet, stylesheet.resolve().parent, set())
    root = xmlfile.parse(stylesheet).getroot()
    for element in root.iter(*_IMPORTS):
        path = _allowed(element.get("href", ""), stylesheet.resolve().parent)
        if path is not None:
            element.set("href", path.as_uri())
    return etree.tostring(root, encoding="unicode")


def _check_imports(module: Path, folder: Path, seen: set[Path]) -> None:
    """Look at a module and those that it imports before Saxon reads any of them."""
    if module in seen:
        return
    seen.add(module)
    tree = xmlfile.parse(module)
    _refuse_static(tree, module)
    for element in tree.getroot().iter(*_IMPORTS):
        href = element.get("href", "")
        uri = href if href.startswith(OURS) else str(module.resolve().parent / unquote(href))
        path = _allowed(uri if "://" not in href else href, folder)
        if path is None:
            place = Place(str(module), xmlfile.line_of(element))
            raise StylesheetError(diagnose("TK707", place, uri=href))
        _check_imports(path, folder, seen)


def _refuse_static(tree: etree._ElementTree, module: Path) -> None:
    """Raise StylesheetError for expressions that run while Saxon may still read files.

    Those are static expressions (XSLT 3.0, sections 3.13 and 9.6): static variables and use-when.
    Attributes that are computed by them (`_href`, section 3.14.2) may hide anything. xml:base and a
    DTD would have other files read than those that were looked at.
    """
    if cast("Any", tree.docinfo).system_url:  # the stubs lack it
        raise _beyond(module, tree.getroot(), "a DTD")
    for element in tree.getroot().iter(etree.Element):
        is_xslt = str(element.tag).startswith(XSL)
        for name, value in element.attrib.items():
            if name == XML_BASE:
                raise _beyond(module, element, "xml:base")
            if is_xslt and str(name).startswith("_"):
                raise _beyond(module, element, f"the attribute {name!s}, which is computed")
            is_static = (is_xslt and element.get("static", "no").strip() in _YES) or str(
                name
            ) in _USE_WHEN
            called = mentions_forbidden(str(value)) if is_static else None
            if called is not None:
                raise _beyond(module, element, f"{called}() in a static expression")


def _beyond(module: Path, element: etree._Element, what: str) -> StylesheetError:
    place = Place(str(module), xmlfile.line_of(element))
    return StylesheetError(diagnose("TK707", place, "reads", what=what))


def _told(error: Exception) -> str:
    """Saxon's message on one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith(("Error ", "In template", "at "))]
    return " ".join(told or lines).rstrip(".")
