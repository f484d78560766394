"""Validation with W3C XML Schema 1.0, by the package xmlschema, which is loaded only when used."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, TeiKitError, diagnose
from tei_kit.validation import xsd_schema_errors
from tei_kit.xml import limits
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import XS

if TYPE_CHECKING:
    import xmlschema


# 'http://example.org/a.xsd' in a warning of xmlschema
_LOCATION = re.compile(r"'(?P<location> (?:https?|ftp|file): [^']* )'", re.VERBOSE)


class DoubtfulSchemaError(SchemaError):
    """xmlschema cannot use a schema that may be right: it is wrong about some restrictions of
    attributes and some content models, and does not end for keys of types that hold themselves."""


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled XML Schema; `compile` makes it."""

    _engine: xmlschema.XMLSchema
    _file: str

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK504) of a path or a parsed tree, by line; an empty list for a valid
        document.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`), and
        DoubtfulSchemaError (TK505) when the schema or the document is nested too deeply for
        xmlschema.
        """
        # Words are for documents that are wrong; they take a while to load.
        from tei_kit.validation.xsd_messages import Messages

        tree = xmlfile.opened(source)
        file = xmlfile.name_of(tree)
        size = _size_of(tree, file)
        if size.obstacle is not None:
            return [size.obstacle]
        messages = Messages(self._engine, tree.getroot(), file)
        try:
            found = [*messages.diagnostics(self._errors(tree, size)), *messages.misread()]
        except RecursionError as error:
            raise DoubtfulSchemaError(diagnose("TK505", Place(self._file), "too-deep")) from error
        except ArithmeticError:  # a year of twenty digits
            found = messages.beyond_measure()
            if not found:
                raise
        except KeyError:  # xmlschema stops so at an xsi:type that it does not know
            found = messages.unknown_types()
            if not found:
                raise
        return sorted(dict.fromkeys(found), key=lambda d: (d.place.line, d.place.column))

    def _errors(self, tree: etree._ElementTree, size: _Size) -> list[Any]:
        import xmlschema

        # use_location_hints: a document does not choose the schema that it is checked against.
        if size.children <= limits.MOST_CHILDREN:
            return [*self._engine.iter_errors(tree.getroot(), use_location_hints=False)]
        # xmlschema looks for each wrong child from the first one, so only the first is looked for.
        try:
            self._engine.validate(tree.getroot(), use_location_hints=False)
        except xmlschema.XMLSchemaValidationError as error:
            return [error]
        return []


# ------------------------------------------------------------------ documents beyond measure


@dataclass(frozen=True, slots=True)
class _Size:
    """The size of a document, since xmlschema takes a time that grows with the square of it."""

    children: int
    """The most children that an element has."""
    obstacle: Diagnostic | None = None
    """The reason why the document cannot be checked."""


def _size_of(tree: etree._ElementTree, file: str) -> _Size:
    namespaces = most = 0
    for kind, element in etree.iterwalk(tree, events=("start", "start-ns")):
        if kind == "start-ns":
            namespaces += 1
            continue
        place, count = Place(file, xmlfile.line_of(element)), len(element.attrib)
        most = max(most, len(element))
        if namespaces > limits.MOST_NAMESPACE_DECLARATIONS:
            limit = f"{limits.MOST_NAMESPACE_DECLARATIONS:,}"
            return _Size(most, diagnose("TK504", place, "many-namespaces", limit=limit))
        if count > limits.MOST_ATTRIBUTES:
            name = f'"{etree.QName(element).localname}"'
            details = {"element": name, "count": f"{count:,}"}
            return _Size(most, diagnose("TK504", place, "many-attributes", **details))
    return _Size(most)


# ------------------------------------------------------------------ compiling


def compile(path: Path | str, *, is_1_1: bool = False) -> Schema:  # noqa: A001
    """Compile an XML Schema of version 1.0, or of 1.1 if it says so or is not right in version 1.0.

    The files that it includes or imports must be local.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 when it is not right, when a file that it includes or imports cannot be
    read, or when its content models grow without measure; DoubtfulSchemaError when xmlschema may be
    wrong about it.
    """
    import xmlschema

    from tei_kit.validation import xsd_patterns

    try:
        root = xmlfile.parse(path).getroot()
    except TeiKitError as error:
        raise SchemaError(*error.diagnostics) from error
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        failure: Exception | None = None
        try:
            engine = _compiled(str(path), is_1_1=is_1_1)
        except (xmlschema.XMLSchemaException, OSError, RecursionError) as error:
            failure = error
    missing = (xmlschema.XMLSchemaImportWarning, xmlschema.XMLSchemaIncludeWarning)
    for warning in warned:
        if issubclass(warning.category, missing):
            raise _unread(path, str(warning.message)) from failure
    if failure is not None:
        kind = DoubtfulSchemaError if _is_doubtful(failure) else SchemaError
        raise kind(*_all_wrong(path, root, failure, is_1_1=is_1_1)) from failure
    refuse_beyond_measure(path, [cast("Any", part).root for part in engine.maps.iter_schemas()])
    xsd_patterns.make_linear(engine)
    return Schema(engine, str(path))


def _compiled(path: str, *, is_1_1: bool) -> xmlschema.XMLSchema:
    import xmlschema

    later: Any = xmlschema.XMLSchema11
    engine: xmlschema.XMLSchema
    if is_1_1:
        engine = later(path, allow="local", defuse="always")
        return engine
    try:
        return xmlschema.XMLSchema(path, allow="local", defuse="always")
    except xmlschema.XMLSchemaParseError as error:
        try:
            engine = later(path, allow="local", defuse="always")
        except xmlschema.XMLSchemaException:
            raise error from None
        return engine


def refuse_beyond_measure(path: Path | str, roots: Sequence[Any]) -> None:
    """Raise SchemaError (TK505) for a schema whose content models grow without measure."""
    if _most_particles(roots) > limits.MOST_PARTICLES:
        limit = f"{limits.MOST_PARTICLES:,}"
        raise SchemaError(diagnose("TK505", Place(str(path)), "particles", limit=limit))


def _is_doubtful(failure: Exception) -> bool:
    """Whether an error is about a content model or the attributes of a type."""
    from xmlschema.validators import XsdAttributeGroup, XsdComplexType, XsdGroup

    part = getattr(failure, "validator", None)
    return isinstance(part, XsdAttributeGroup | XsdComplexType | XsdGroup)


def _all_wrong(
    path: Path | str, root: etree._Element, failure: Exception, *, is_1_1: bool
) -> list[Diagnostic]:
    """Every error (TK505) of a schema that is not right, by line; at least the given one."""
    import xmlschema

    version: Any = xmlschema.XMLSchema11 if is_1_1 else xmlschema.XMLSchema10
    errors: list[Exception] = []
    if isinstance(failure, xmlschema.XMLSchemaParseError):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                lax = version(str(path), validation="lax", allow="local", defuse="always")
            errors = [error for part in lax.maps.iter_schemas() for error in part.all_errors]
        except (xmlschema.XMLSchemaException, OSError, RecursionError):
            errors = []
    return xsd_schema_errors.diagnostics(path, root, errors or [failure])


def _unread(path: Path | str, warning: str) -> SchemaError:
    """The error that takes the place of xmlschema's warning about a missing included file."""
    match = _LOCATION.search(warning)
    location = match["location"] if match else "another file"
    variant = "unreadable" if location.startswith("file:") else "remote"
    return SchemaError(diagnose("TK505", Place(str(path)), variant, file=location))


def _most_particles(roots: Sequence[Any]) -> int:
    """The number of particles of the largest content model, its groups written out.

    Groups that refer to two others each, thirty deep, are a few lines and would keep xmlschema busy
    for ever; a group that refers to itself is not counted, for xmlschema refuses it.
    """
    groups = {
        element.get("name"): element for root in roots for element in root.findall(f"{XS}group")
    }
    counts: dict[str, int] = {}

    def count(element: Any) -> int:  # noqa: ANN401 - an element of either library
        if element.tag == f"{XS}group" and element.get("ref"):
            return count_group(element.get("ref").rpartition(":")[2])
        if element.tag == f"{XS}element":
            return 1
        return sum(count(child) for child in element)

    def count_group(name: str) -> int:
        if name not in counts:
            counts[name] = 0
            counts[name] = sum(count(child) for child in groups.get(name, ()))
        return counts[name]

    return max((count_group(name) for name in groups), default=0)
