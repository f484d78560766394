"""Validation with W3C XML Schema 1.0, by the package xmlschema, which is loaded only when used."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, TeiKitError, diagnose
from tei_kit.validation import xsd_patterns
from tei_kit.xml import positions
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.events import XML_NAMESPACE

if TYPE_CHECKING:
    import xmlschema

_XS = "{http://www.w3.org/2001/XMLSchema}"
_XML = f"{{{XML_NAMESPACE}}}"
_MOST_PARTICLES = 100_000
_MOST_ATTRIBUTES = 2_000
_MOST_NAMESPACES = 2_000
_MOST_CHILDREN = 20_000
_LONGEST_LIST = 12

# The reasons of xmlschema that are told in our words
_ATTRIBUTE = re.compile(
    r"attribute \s (?P<name>[^=\s]+)='(?P<value>.*?)': \s (?P<reason>.*)", re.X | re.S
)
_LACKS = re.compile(r"missing \s required \s attribute \s '(?P<name>.+)'", re.X)
_STRANGE_ATTRIBUTE = re.compile(r"'(?P<name>.+)' \s attribute \s not \s allowed", re.X)
_ONE_OF = re.compile(r"value \s must \s be \s one \s of \s \[(?P<values>.*)\]", re.X | re.S)
_DUPLICATE_ID = re.compile(r"duplicated \s xs:ID \s value \s '(?P<value>.*)'", re.X | re.S)
_IDREF = re.compile(r"IDREF \s '(?P<value>.*)' \s not \s found", re.X | re.S)
_UNDECLARED = re.compile(
    r"'(?P<name>.+)' \s is \s not \s an \s element \s of \s the \s schema", re.X
)
_PYTHON_VALUE = re.compile(
    r"invalid \s (?:value|datetime \s string|literal)\b | <class", re.X | re.I
)
_LOCATION = re.compile(r"'(?P<location> (?:https?|ftp|file): [^']* )'", re.VERBOSE)
_SIMPLE = "a simple content element can't have child elements"
_FIXED_REASONS: Mapping[str, str] = {
    "character data between child elements not allowed": "text is not allowed in element {element}",
    _SIMPLE: ("element {element} holds elements and may only hold text"),
}


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled XML Schema; `compile` makes it."""

    _engine: xmlschema.XMLSchema

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK504) of a path or a parsed tree, by line; none when it is valid.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`).
        """
        tree = xmlfile.opened(source)
        file = xmlfile.name_of(tree)
        size = _size_of(tree)
        if size.obstacle is not None:
            return [diagnose("TK504", Place(file, size.line), reason=size.obstacle)]
        errors = self._errors(tree, size)
        about = [_element_of(error, tree.getroot()) for error in errors]
        places = positions.places_of(tree, about)
        found = [
            _diagnostic(error, element, places[element])
            for error, element in zip(errors, about, strict=True)
        ]
        return sorted(dict.fromkeys(found), key=lambda d: (d.place.line, d.place.column))

    def _errors(self, tree: etree._ElementTree, size: _Size) -> list[Any]:
        import xmlschema

        # use_location_hints: a document does not choose the schema that it is checked against.
        if size.children <= _MOST_CHILDREN:
            return _mistakes(self._engine.iter_errors(tree.getroot(), use_location_hints=False))
        # xmlschema looks for each wrong child from the first one, so only the first is looked for.
        try:
            self._engine.validate(tree.getroot(), use_location_hints=False)
        except xmlschema.XMLSchemaValidationError as error:
            return [error]
        return []


# ------------------------------------------------------------------ documents beyond measure


@dataclass(frozen=True, slots=True)
class _Size:
    """What takes xmlschema a time that grows with its square."""

    children: int
    """The most children that an element has."""
    line: int = 1
    obstacle: str | None = None
    """Why the document cannot be checked, at that line."""


def _size_of(tree: etree._ElementTree) -> _Size:
    namespaces = most = 0
    for kind, element in etree.iterwalk(tree, events=("start", "start-ns")):
        if kind == "start-ns":
            namespaces += 1
            continue
        line, count = xmlfile.line_of(element), len(element.attrib)
        most = max(most, len(element))
        if namespaces > _MOST_NAMESPACES:
            reason = f"there are more than {_MOST_NAMESPACES:,} declarations of namespaces"
            return _Size(most, line, f"{reason}, too many to check")
        if count > _MOST_ATTRIBUTES:
            reason = f'element "{_local(element.tag)}" has {count:,} attributes, too many to check'
            return _Size(most, line, reason)
    return _Size(most)


# ------------------------------------------------------------------ compiling


def compile(path: Path | str, *, is_1_1: bool = False) -> Schema:  # noqa: A001
    """Compile an XML Schema of version 1.0, or of 1.1 if it is that or else not right.

    The files that it includes or imports must be local.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 when it is not right, when a file that it includes or imports cannot be
    read, or when its content models grow without measure.
    """
    import xmlschema

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
            raise _wrong(path, _unread(str(warning.message))) from failure
    if failure is not None:
        raise _wrong(path, _first_line(failure), _line_of_part(failure, root)) from failure
    refuse_beyond_measure(path, [cast("Any", part).root for part in engine.maps.iter_schemas()])
    xsd_patterns.make_linear(engine)
    return Schema(engine)


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
    if _most_particles(roots) > _MOST_PARTICLES:
        raise _wrong(path, f"a content model holds more than {_MOST_PARTICLES:,} particles")


def _wrong(path: Path | str, reason: str, line: int = 1) -> SchemaError:
    return SchemaError(diagnose("TK505", Place(str(path), line), reason=reason.rstrip(".:")))


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _unread(warning: str) -> str:
    """What to say of xmlschema's warning that it goes on without an included file."""
    match = _LOCATION.search(warning)
    location = match["location"] if match else "another file"
    if location.startswith("file:"):
        return f"it asks for {location}, which cannot be read"
    return f"it asks for {location}, which is not a local file; name a copy of it beside the schema"


def _line_of_part(error: Any, root: etree._Element) -> int:  # noqa: ANN401
    """The line of the part of the schema that is wrong: where its path leads in our own tree."""
    part = getattr(error, "path", None)
    if not part:
        return 1
    try:
        found = root.xpath(part, namespaces={"xs": _XS[1:-1], "xsd": _XS[1:-1]})
    except etree.XPathError:
        return 1
    return xmlfile.line_of(found[0]) if isinstance(found, list) and found else 1


def _most_particles(roots: Sequence[Any]) -> int:
    """How many particles the largest content model has once its groups are written out.

    Groups that refer to two others each, thirty deep, are a few lines and would keep xmlschema busy
    for ever; a group that refers to itself is not counted, for xmlschema refuses it.
    """
    groups = {
        element.get("name"): element for root in roots for element in root.findall(f"{_XS}group")
    }
    counts: dict[str, int] = {}

    def count(element: Any) -> int:  # noqa: ANN401 - an element of either library
        if element.tag == f"{_XS}group" and element.get("ref"):
            return count_group(element.get("ref").rpartition(":")[2])
        if element.tag == f"{_XS}element":
            return 1
        return sum(count(child) for child in element)

    def count_group(name: str) -> int:
        if name not in counts:
            counts[name] = 0
            counts[name] = sum(count(child) for child in groups.get(name, ()))
        return counts[name]

    return max((count_group(name) for name in groups), default=0)


# ------------------------------------------------------------------ messages


def _mistakes(errors: Iterable[Any]) -> list[Any]:
    """The errors without those that follow from another: an element that holds elements where it
    may only hold text also has a text that is not right."""
    every = [*errors]
    hollow = {error.elem for error in every if str(error.reason).startswith(_SIMPLE)}
    return [
        error
        for error in every
        if error.elem not in hollow
        or str(error.reason).startswith(_SIMPLE)
        or _ATTRIBUTE.match(str(error.reason))
    ]


def _diagnostic(error: Any, element: etree._Element, place: Place) -> Diagnostic:  # noqa: ANN401
    """TK504 at the element that is wrong, in words that say what to change."""
    reason = " ".join(_reason(error, element).split()).rstrip(".")
    return diagnose("TK504", place, reason=reason)


def _element_of(error: Any, root: etree._Element) -> etree._Element:  # noqa: ANN401
    """The element to point at: the unexpected child, or the one that holds the mistake."""
    child = getattr(error, "invalid_child", None)
    if isinstance(child, etree._Element):
        return child
    if reference := _IDREF.match(error.reason or ""):
        return next(_referring(root, reference["value"]), root)
    return error.elem if isinstance(error.elem, etree._Element) else root


def _referring(root: etree._Element, value: str) -> Iterator[etree._Element]:
    """The elements with an attribute that holds a value as one of its words."""
    for element in root.iter(etree.Element):
        if any(value in str(words).split() for words in element.attrib.values()):
            yield element


def _reason(error: Any, element: etree._Element) -> str:  # noqa: ANN401
    """What is wrong, as a fragment of a sentence."""
    from xmlschema import XMLSchemaChildrenValidationError

    if isinstance(error, XMLSchemaChildrenValidationError):
        return _content_reason(error, element)
    reason = str(error.reason or "not valid")
    name = f'"{_local(element.tag)}"'
    for text, ours in _FIXED_REASONS.items():
        if reason.startswith(text):
            return ours.format(element=name)
    if match := _LACKS.match(reason):
        return f'element {name} lacks the attribute "{_attribute(match["name"])}"'
    if match := _STRANGE_ATTRIBUTE.match(reason):
        return f'attribute "{_attribute(match["name"])}" is not allowed on element {name}'
    if match := _IDREF.match(reason):
        return f'no element has the identifier "{match["value"]}"'
    if _UNDECLARED.match(reason):
        return f"element {name}{_namespace(element.tag)} is not declared by the schema"
    if match := _ATTRIBUTE.match(reason):
        owner = f'attribute "{_attribute(match["name"])}" of element {name}'
        return _value_reason(error, owner, match["value"], match["reason"])
    if isinstance(error.obj, str | int | float):
        return _value_reason(error, f"element {name}", str(error.obj), reason)
    return f"{reason} (in element {name})"


def _content_reason(error: Any, element: etree._Element) -> str:  # noqa: ANN401
    """Why a child is not allowed, or what is still to come."""
    tags = [str(tag) for tag in error.expected_tags or ()]
    expected = _listed([f'"{_local(tag)}"' for tag in dict.fromkeys(tags)])
    child = error.invalid_child
    if child is None:
        what = f"; expected element {expected}" if expected else ""
        return f'element "{_local(element.tag)}" is not complete{what}'
    found = f'"{_local(child.tag)}"'
    if _local(child.tag) in {_local(tag) for tag in tags}:
        found += _namespace(child.tag)
    parent = child.getparent()
    where = f' in "{_local(parent.tag)}"' if parent is not None else ""
    if not expected:
        return f"element {found} is not allowed here{where}"
    return f"expected element {expected}; found {found}"


def _value_reason(error: Any, owner: str, value: str, reason: str) -> str:  # noqa: ANN401
    """Why a value is not right, with the name of its datatype rather than of a Python class."""
    shown = f'the value "{value}" of {owner}'
    if match := _DUPLICATE_ID.search(reason):
        return f'the identifier "{match["value"]}" of {owner} is used before'
    if match := _ONE_OF.search(reason):
        values = re.findall(r"'([^']*)'", match["values"])
        return f"{shown} is not {_listed([f'{chr(34)}{one}{chr(34)}' for one in values])}"
    if _PYTHON_VALUE.search(reason):
        datatype = getattr(error.validator, "local_name", None) or "what its datatype allows"
        return f"{shown} is not {'of type ' if ' ' not in datatype else ''}{datatype}"
    return f"{shown} is not right: {reason}"


def _listed(names: Sequence[str]) -> str:
    """`"p", "ab" or "list"`; of a long list the beginning and how many more there are."""
    if len(names) > _LONGEST_LIST:
        shown = ", ".join(names[:_LONGEST_LIST])
        return f"{shown} or one of {len(names) - _LONGEST_LIST} more"
    *others, last = names or [""]
    return f"{', '.join(others)} or {last}" if others else last


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].rpartition(":")[2]


def _attribute(name: str) -> str:
    return f"xml:{_local(name)}" if name.startswith((_XML, "xml:")) else _local(name)


def _namespace(tag: object) -> str:
    uri = str(tag).rpartition("}")[0].lstrip("{")
    return f" of the namespace {uri}" if uri else " of no namespace"
