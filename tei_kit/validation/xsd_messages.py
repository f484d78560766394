"""The messages of XML Schema: errors of xmlschema become diagnostics in our words.

A mistake is recognized by the class of the error and by the part of the schema that it breaks.
xmlschema's sentences, whose language its user can choose, are never interpreted; a sentence is only
passed on for a mistake that this module does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from tei_kit.advice import usual, wording
from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.validation import tei_advice, xsd_values
from tei_kit.validation.tei_advice import on_element, with_advice
from tei_kit.validation.xsd_declarations import XSI_TYPE, Component, Declarations, Value, is_of
from tei_kit.xml import positions
from tei_kit.xml.names import TEI, XML, XS, XSI

if TYPE_CHECKING:
    import xmlschema

_XSI_NIL = f"{XSI}nil"

# The facets whose sentence holds their value, by the local names of the elements in the schema
_LIMITS: Mapping[str, str] = {
    "minInclusive": "value-least",
    "maxInclusive": "value-most",
    "minExclusive": "value-above",
    "maxExclusive": "value-below",
    "length": "value-length",
    "minLength": "value-shortest",
    "maxLength": "value-longest",
    "totalDigits": "value-digits",
    "fractionDigits": "value-fraction",
}


class Messages:
    """Puts the mistakes of one document into words."""

    def __init__(self, engine: xmlschema.XMLSchema, root: etree._Element, file: str) -> None:
        self._declarations = Declarations(engine)
        self._root = root
        self._places = positions.Locator(root.getroottree())
        self._entities = xsd_values.entities_of(root.getroottree())
        self._told: Counter[tuple[etree._Element, str]] = Counter()

    def diagnostics(self, errors: Iterable[Component]) -> list[Diagnostic]:
        """A diagnostic (TK504) for each error of xmlschema, at the element that is wrong."""
        return [self._diagnostic(error) for error in self._mistakes([*errors])]

    def unknown_types(self) -> list[Diagnostic]:
        """A diagnostic for each xsi:type that names no type of the schema."""
        return [
            self._tell(element, "unknown-type", type=f'"{element.get(XSI_TYPE)}"')
            for element in self._root.iter(etree.Element)
            if XSI_TYPE in element.attrib and not self._declarations.has_type(element)
        ]

    def misread(self) -> list[Diagnostic]:
        """A diagnostic for each value that xmlschema takes for right as Python does, `1_000`."""
        return [
            self._tell(
                value.element,
                "value-type",
                type=_type_name(value.datatype) or "the schema",
                owner=_owner(value),
                value=f'"{value.text}"',
            )
            for element in self._root.iter(etree.Element)
            for value in self._declarations.values(element)
            if xsd_values.is_misread(value.datatype, value.text, self._entities)
        ]

    def beyond_measure(self) -> list[Diagnostic]:
        """A diagnostic for each value that is too large for xmlschema."""
        return [
            self._tell(value.element, "value-measure", owner=_owner(value), value=f'"{value.text}"')
            for element in self._root.iter(etree.Element)
            for value in self._declarations.values(element)
            if xsd_values.is_beyond_measure(value.datatype, value.text)
        ]

    def _mistakes(self, errors: Sequence[Component]) -> list[Component]:
        """The errors that do not follow from another error: an element that holds elements instead
        of text also has a wrong text.
        """
        from xmlschema.validators import XsdElement

        hollow = {
            error.elem
            for error in errors
            if isinstance(error.validator, XsdElement) and self._is_hollow(error.elem)
        }
        attributes = {id(error) for error in errors if self._is_on_attributes(error)}
        return [
            error
            for error in errors
            if error.elem not in hollow
            or isinstance(error.validator, XsdElement)
            or id(error) in attributes
        ]

    def _is_hollow(self, element: etree._Element | None) -> bool:
        if element is None or not len(element):
            return False
        kind = self._declarations.type_of(element)
        return kind is not None and (kind.is_simple() or kind.has_simple_content())

    def _is_on_attributes(self, error: Component) -> bool:
        from xmlschema.validators import XsdAnyAttribute, XsdAttribute, XsdAttributeGroup

        if isinstance(error.validator, XsdAttribute | XsdAttributeGroup | XsdAnyAttribute):
            return True
        return any(value.attribute is not None for value in self._values_of(error))

    # ------------------------------------------------------------------ one mistake

    def _diagnostic(self, error: Component) -> Diagnostic:
        from xmlschema import XMLSchemaChildrenValidationError
        from xmlschema.validators import (
            XsdAnyAttribute,
            XsdAnyElement,
            XsdAttribute,
            XsdAttributeGroup,
            XsdElement,
            XsdGroup,
            XsdValidator,
        )

        element = error.elem if isinstance(error.elem, etree._Element) else self._root
        if isinstance(error, XMLSchemaChildrenValidationError):
            return self._on_content(error, element)
        ways: Sequence[tuple[type, Callable[[Component, etree._Element], Diagnostic]]] = [
            (XsdAttributeGroup, self._on_attributes),
            (XsdAnyAttribute, self._on_attribute_wildcard),
            (XsdAttribute, self._on_attribute),
            (XsdAnyElement, self._on_wildcard),
            (XsdGroup, self._on_group),
            (XsdElement, self._on_element),
        ]
        for kind, way in ways:
            if isinstance(error.validator, kind):
                return way(error, element)
        if isinstance(error.validator, XsdValidator) and hasattr(error.validator, "meta_schema"):
            return self._on_document(error)
        return self._on_value(error, element)

    def _tell(self, element: etree._Element, variant: str, /, **details: object) -> Diagnostic:
        place = self._places.place(element)
        return diagnose("TK504", place, variant, element=_named(element.tag), **details)

    def _other(self, error: Component, element: etree._Element) -> Diagnostic:
        """A mistake that this module does not know, in the words of xmlschema."""
        reason = " ".join(str(error.reason or "not valid").split()).rstrip(".")
        return self._tell(element, "other", reason=reason)

    def _next(self, element: etree._Element, kind: str) -> int:
        """The number of mistakes of a kind on an element that were told before."""
        self._told[element, kind] += 1
        return self._told[element, kind] - 1

    # ------------------------------------------------------------------ elements

    def _on_content(self, error: Component, element: etree._Element) -> Diagnostic:
        """A child that is not allowed, or the elements that are still expected."""
        tags = [str(part.name) for part in error.expected or () if part.name is not None]
        expected = _listed([_named(tag) for tag in dict.fromkeys(tags)])
        child = element[error.index] if error.index < len(element) else None
        if child is None:
            if expected:
                return self._tell(element, "incomplete-expected", expected=expected)
            return self._tell(element, "incomplete")
        found = _named(child.tag)
        if _local(child.tag) in {_local(tag) for tag in tags}:
            found += _namespace(child.tag)
        place = self._places.place(child)
        advice = self._advice_on(child, tags)
        if expected and not advice:
            return diagnose("TK504", place, "expected", expected=expected, element=found)
        parent = child.getparent()
        if parent is None:
            return diagnose("TK504", place, "not-allowed-here", element=found)
        told = diagnose("TK504", place, "not-allowed", element=found, parent=_named(parent.tag))
        return with_advice(told, advice)

    def _advice_on(self, element: etree._Element, expected: Sequence[str]) -> str:
        """The advice on an element that is not allowed, in schemas of TEI."""
        names = [_local(tag) for tag in expected if tag.startswith(TEI)]
        return on_element(str(element.tag), names, self._declarations.names_in(TEI))

    def _on_group(self, error: Component, element: etree._Element) -> Diagnostic:
        group = error.validator
        texts = [element.text, *(child.tail for child in element)]
        has_text = not group.mixed and any(text and text.strip() for text in texts)
        if has_text and not self._next(element, "text"):
            kind = self._declarations.type_of(element)
            return self._tell(element, "not-empty" if kind and kind.is_empty() else "text")
        if group.model == "choice" and not len(group):
            return self._tell(element, "impossible")
        wrong = [
            found
            for child in element.iterchildren(etree.Element)
            if (found := self._named_type_problem(child)) is not None
        ]
        at = self._next(element, "types of children")
        return wrong[at] if at < len(wrong) else self._other(error, element)

    def _on_wildcard(self, error: Component, element: etree._Element) -> Diagnostic:
        place = self._places.place(element)
        found = f"{_named(element.tag)}{_namespace(element.tag)}"
        is_allowed = error.validator.is_matching(element.tag)
        variant = "undeclared" if is_allowed else "not-allowed-here"
        return diagnose("TK504", place, variant, element=found)

    def _on_document(self, error: Component) -> Diagnostic:
        """A root that is not declared, or a reference to an identifier that does not exist."""
        root = self._root
        if self._declarations.of(root) is None and XSI_TYPE not in root.attrib:
            place = self._places.place(root)
            found = f"{_named(root.tag)}{_namespace(root.tag)}"
            told = diagnose("TK504", place, "undeclared", element=found)
            return with_advice(told, self._advice_on(root, ()))
        references = list(
            {value.text: value for value in reversed(self._declarations.references(root))}.values()
        )[::-1]
        at = self._next(root, "reference")
        if at < len(references):
            value = references[at]
            return self._tell(value.element, "unknown-identifier", identifier=f'"{value.text}"')
        return self._other(error, root)

    def _on_element(self, error: Component, element: etree._Element) -> Diagnostic:
        """Mistakes of an element as a whole: its type, xsi:nil, a fixed text, its keys."""
        declared, kind = error.validator, self._declarations.type_of(element)
        problems = [
            found
            for look in (self._on_type, self._on_nil, self._on_text)
            if (found := look(declared, kind, element)) is not None
        ]
        at = self._next(element, "element")
        if at < len(problems):
            return problems[at]
        if self._declarations.has_constraints(element):
            return self._on_key(element)
        # Further errors of xmlschema follow from the problem that was told last.
        return problems[-1] if problems else self._other(error, element)

    def _on_type(
        self, declared: Component, kind: Component, element: etree._Element
    ) -> Diagnostic | None:
        if declared.abstract:
            return self._tell(element, "abstract")
        named = self._named_type_problem(element)
        if named is None and kind is not None and kind.abstract:
            return self._tell(element, "abstract-type")
        return named

    def _named_type_problem(self, element: etree._Element) -> Diagnostic | None:
        """Mistakes of the type that an element's xsi:type names."""
        declared = self._declarations.of(element)
        if XSI_TYPE not in element.attrib or declared is None:
            return None
        name = f'"{str(element.attrib[XSI_TYPE]).strip()}"'
        try:
            found = self._declarations.named_type(element, declared.type)
        except KeyError:
            return self._tell(element, "unknown-type", type=name)
        except (TypeError, ValueError):
            return self._tell(element, "other-type", type=name)
        is_blocked = found.is_blocked(declared)
        return self._tell(element, "other-type", type=name) if is_blocked else None

    def _on_nil(
        self, declared: Component, _kind: Component, element: etree._Element
    ) -> Diagnostic | None:
        nil = element.get(_XSI_NIL)
        if nil is None:
            return None
        if not declared.nillable:
            return self._tell(element, "not-nillable")
        if nil.strip() not in ("0", "1", "false", "true"):
            return self._tell(element, "wrong-nil", value=f'"{nil}"')
        if nil.strip() in ("0", "false"):
            return None
        if declared.fixed is not None:
            return self._tell(element, "nil-fixed")
        return self._tell(element, "nil-not-empty") if element.text or len(element) else None

    def _on_text(
        self, declared: Component, kind: Component, element: etree._Element
    ) -> Diagnostic | None:
        if kind is None:
            return None
        if kind.is_empty() and (element.text or "").strip():
            return self._tell(element, "not-empty")
        if self._is_hollow(element):
            return self._tell(element, "elements-in-text")
        if (
            declared.fixed is not None
            and element.text
            and not _is_equal(kind, element.text, declared.fixed)
        ):
            owner = f"element {_named(element.tag)}"
            return self._tell(element, "fixed", owner=owner, value=f'"{declared.fixed}"')
        return None

    def _on_key(self, element: etree._Element) -> Diagnostic:
        broken = self._declarations.broken_constraints(element)
        at = self._next(element, "key")
        if at < len(broken):
            one = broken[at]
            constraint = f'"{one.constraint}"'
            if one.kind == "repeated":
                value = f'"{one.text}"'
                return self._tell(element, "repeated-key", value=value, constraint=constraint)
            variant = "missing-key" if one.kind == "missing" else "several-keys"
            return self._tell(element, variant, field=f'"{one.text}"', constraint=constraint)
        dangling = self._declarations.dangling(element)
        if at - len(broken) < len(dangling):
            reference = dangling[at - len(broken)]
            return self._tell(
                reference.element,
                "unknown-key",
                value=f'"{reference.text}"',
                constraint=f'"{reference.constraint}"',
            )
        return self._tell(element, "wrong-key")

    # ------------------------------------------------------------------ attributes and values

    def _on_attributes(self, error: Component, element: etree._Element) -> Diagnostic:
        """An attribute that is missing, or that is not allowed on the element."""
        group, given = error.validator, element.attrib
        missing = [str(name) for name in group.iter_required() if name not in given]
        strange = [str(name) for name in given if not self._is_allowed(group, str(name))]
        allowed = [_attribute(each).strip('"') for each in group if each and each not in given]
        on_strange = {
            name: with_advice(
                self._tell(element, "unexpected-attribute", attribute=_attribute(name)),
                self._advice_on_attribute(element, name, allowed),
            )
            for name in strange
        }
        at = self._next(element, "attributes")
        if at < len(missing):
            # An attribute under another name is one mistake.
            meant = (
                told
                for name, told in on_strange.items()
                if tei_advice.is_meant(name, _local(element.tag), _attribute(missing[at]))
            )
            told = self._tell(element, "missing-attribute", attribute=_attribute(missing[at]))
            return next(meant, told)
        if at < len(missing) + len(strange):
            return on_strange[strange[at - len(missing)]]
        return self._other(error, element)

    def _advice_on_attribute(
        self, element: etree._Element, name: str, allowed: Sequence[str]
    ) -> str:
        if not str(element.tag).startswith(TEI) or name.startswith("{"):
            return ""
        return wording.on_attribute(name, _local(element.tag), allowed)

    def _is_allowed(self, group: Component, name: str) -> bool:
        declared = group.get(name)
        wildcard = group.get(None)
        if declared is None:
            is_known = name.startswith(XSI) and self._declarations.is_attribute(name)
            return is_known or wildcard is not None
        if declared.use != "prohibited" or declared.fixed is not None:
            return True
        return wildcard is not None and wildcard.is_matching(name)

    def _on_attribute_wildcard(self, error: Component, element: etree._Element) -> Diagnostic:
        if isinstance(error.obj, tuple):
            name = str(error.obj[0])
            is_allowed = error.validator.is_matching(name)
        else:  # of a namespace for which there is no schema
            undeclared = self._declarations.undeclared_attributes(element)
            at = self._next(element, "undeclared attributes")
            if at >= len(undeclared):
                return self._other(error, element)
            name = undeclared[at]
            is_allowed = error.validator.is_matching(name)
        variant = "undeclared-attribute" if is_allowed else "unexpected-attribute"
        return self._tell(element, variant, attribute=_attribute(name))

    def _on_attribute(self, error: Component, element: etree._Element) -> Diagnostic:
        declared = error.validator
        if declared.fixed is None:
            return self._other(error, element)
        owner = f"attribute {_attribute(declared.name)} of element {_named(element.tag)}"
        return self._tell(element, "fixed", owner=owner, value=f'"{declared.fixed}"')

    def _on_value(self, error: Component, element: etree._Element) -> Diagnostic:
        """A text that is not of its datatype, or an identifier that is used before."""
        values = self._values_of(error)
        if not values:
            return self._other(error, element)
        at = self._next(element, f"{id(error.validator)} {error.obj!r}")
        return self._wrong_value(error, values[min(at, len(values) - 1)])

    def _wrong_value(self, error: Component, value: Value) -> Diagnostic:
        from xmlschema import XMLSchemaDecodeError

        element, validator = value.element, error.validator
        name = getattr(validator, "name", None)
        is_readable = not isinstance(error, XMLSchemaDecodeError)
        if name == f"{XS}ID" and is_readable:
            return self._identifier(error, value)
        details: dict[str, object] = {"owner": _owner(value), "value": f'"{value.text}"'}
        if name == f"{XS}QName" and is_readable:
            return self._tell(element, "value-prefix", **details)
        options = getattr(validator, "enumeration", None)
        if options and hasattr(validator, "insert"):  # a facet, not a type
            texts = _listed([f'"{each.get("value", "")}"' for each in validator])
            return self._tell(element, "value-options", options=texts, **details)
        if hasattr(validator, "regexps") and not _is_builtin(value.datatype):
            pattern = _listed([f'"{each}"' for each in validator.regexps])
            return self._tell(element, "value-pattern", pattern=pattern, **details)
        facet = _local(getattr(getattr(validator, "elem", None), "tag", ""))
        if facet in _LIMITS:
            limit = validator.elem.get("value", "")
            return self._tell(element, _LIMITS[facet], limit=limit, **details)
        datatype = _type_name(validator if _is_type(validator) else value.datatype)
        advice = _advice_on_value(value)
        if datatype is None:
            return with_advice(self._tell(element, "value", **details), advice)
        return with_advice(self._tell(element, "value-type", type=datatype, **details), advice)

    def _identifier(self, error: Component, value: Value) -> Diagnostic:
        element = value.element
        own = [
            each for each in self._declarations.values(element) if is_of(each.datatype, f"{XS}ID")
        ]
        if len(own) > 1 and self._declarations.is_first_use(str(error.obj), element):
            return self._tell(element, "two-identifiers")
        return self._tell(
            element, "repeated-identifier", identifier=f'"{error.obj}"', owner=_owner(value)
        )

    def _values_of(self, error: Component) -> list[Value]:
        """The values of the element that have the error."""
        if not isinstance(error.elem, etree._Element):
            return []
        is_id = getattr(error.validator, "name", None) == f"{XS}ID"
        return [
            value
            for value in self._declarations.values(error.elem)
            if any(_is_same(error, other) for other in value.datatype.iter_errors(value.text))
            or (is_id and is_of(value.datatype, f"{XS}ID") and value.text.strip() == error.obj)
            or (_is_qname(error) and value.text.strip() == error.obj)
        ]


# ------------------------------------------------------------------ words


def _is_same(error: Component, other: Component) -> bool:
    return (
        type(error) is type(other)
        and error.validator is other.validator
        and bool(error.obj == other.obj)
    )


def _is_type(part: Component) -> bool:
    return hasattr(part, "text_decode")


def _is_builtin(datatype: Component) -> bool:
    return str(getattr(datatype, "name", "")).startswith(XS)


def _is_equal(datatype: Component, text: str, other: str) -> bool:
    """Whether two texts stand for one value."""
    if text == other:
        return True
    try:
        return bool(datatype.text_decode(text) == datatype.text_decode(other))
    except Exception:  # any error that a datatype raises on a text that is not of the type
        return False


def _is_qname(error: Component) -> bool:
    return getattr(error.validator, "name", None) == f"{XS}QName"


def _type_name(datatype: Component) -> str | None:
    """The local name of a datatype, or of the nearest base type with a name."""
    while datatype is not None and hasattr(datatype, "base_type"):
        if datatype.local_name:
            return str(datatype.local_name)
        if hasattr(datatype, "member_types"):
            return None
        datatype = datatype.base_type
    return None


def _advice_on_value(value: Value) -> str:
    """The values that an element or attribute may have, by the built-in types it is made of."""
    attribute = None if value.attribute is None else _attribute(value.attribute).strip('"')
    return wording.on_value(xsd_values.builtin_types(value.datatype), value.text, attribute)


def _owner(value: Value) -> str:
    element = f"element {_named(value.element.tag)}"
    if value.attribute is None:
        return element
    return f"attribute {_attribute(value.attribute)} of {element}"


def _listed(names: Sequence[str]) -> str:
    """`"p", "ab" or "list"`; of a long list the likeliest, and the number of the others."""
    if len(names) > usual.MOST_LISTED:
        by_local = {name.split('"')[1]: name for name in names}
        likeliest = usual.elements_first(by_local)[: usual.LIKELIEST]
        shown = ", ".join(by_local[local] for local in likeliest)
        return f"{shown} or {len(names) - len(likeliest)} others"
    *others, last = names or [""]
    return f"{', '.join(others)} or {last}" if others else last


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2].rpartition(":")[2]


def _named(tag: object) -> str:
    return f'"{_local(tag)}"'


def _attribute(name: str) -> str:
    return f'"xml:{_local(name)}"' if name.startswith((XML, "xml:")) else f'"{_local(name)}"'


def _namespace(tag: object) -> str:
    uri = str(tag).rpartition("}")[0].lstrip("{")
    return f" of the namespace {uri}" if uri else " of no namespace"
