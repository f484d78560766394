"""The content of an ODD, as records that point into the trees that it was read from.

A customization changes few of the 840 specifications of P5, so specifications are never copied. A
record refers to the elements of its parts, whichever file they stand in. A changed specification is
a new record with some old parts and some new parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lxml import etree

from tei_kit.diagnostics import Diagnostic
from tei_kit.odd.files import Files
from tei_kit.odd.vocabulary import Kind, Mode


class Change(StrEnum):
    """The changes of a specification by a customization, as the documentation marks them."""

    KEPT = "kept"
    ADDED = "added"
    CHANGED = "changed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Description:
    """The parts of a declaration that are for readers."""

    equivs: tuple[etree._Element, ...] = ()
    glosses: tuple[etree._Element, ...] = ()
    descs: tuple[etree._Element, ...] = ()
    examples: tuple[etree._Element, ...] = ()
    remarks: tuple[etree._Element, ...] = ()
    references: tuple[etree._Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A memberOf: a class that a specification belongs to, with its @mode, @min and @max."""

    key: str
    element: etree._Element
    mode: Mode | None = None
    least: str | None = None
    most: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A valItem: one value of a list."""

    ident: str
    name: str
    """The value as documents have it: its altIdent, or its ident."""
    description: Description
    element: etree._Element
    mode: Mode | None = None
    until: str | None = None
    """@validUntil: the day on which it is going to be removed."""


@dataclass(frozen=True, slots=True)
class Values:
    """A valList. `kind` is `closed`, `semi` or `open` (the default)."""

    kind: str
    items: tuple[Value, ...]
    element: etree._Element
    mode: Mode | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attDef."""

    ident: str
    name: str
    """The name in documents: its altIdent, or its ident."""
    element: etree._Element
    description: Description
    mode: Mode | None = None
    namespace: str | None = None
    usage: str | None = None
    datatype: etree._Element | None = None
    default: str | None = None
    values: Values | None = None
    value_notes: tuple[etree._Element, ...] = ()
    constraints: tuple[etree._Element, ...] = ()
    until: str | None = None
    """@validUntil: the day on which it is going to be removed."""
    change: Change = Change.KEPT


@dataclass(frozen=True, slots=True)
class AttributeReference:
    """An attRef: all attributes of a class, or one of them; without a class a RELAX NG pattern."""

    class_: str | None
    name: str | None
    element: etree._Element


@dataclass(frozen=True, slots=True)
class AttributeList:
    """An attList: all of its parts, or one of them when `is_choice`."""

    items: tuple[Attribute | AttributeReference | AttributeList, ...] = ()
    is_choice: bool = False

    def attributes(self) -> Iterator[Attribute]:
        """The attributes in the list and in lists inside it, in order."""
        for item in self.items:
            if isinstance(item, Attribute):
                yield item
            elif isinstance(item, AttributeList):
                yield from item.attributes()


@dataclass(frozen=True, slots=True)
class Spec:
    """An elementSpec, classSpec, macroSpec, dataSpec or moduleSpec."""

    kind: Kind
    ident: str
    element: etree._Element
    """The element that declared it; when it was changed, the element as it was before."""
    description: Description = field(default_factory=Description)
    module: str = ""
    mode: Mode | None = None
    name: str = ""
    """The name of an element in documents: its altIdent, or its ident."""
    namespace: str | None = None
    prefix: str | None = None
    class_type: str = ""
    """`model` or `atts`, of a class."""
    memberships: tuple[Membership, ...] = ()
    members_mode: Mode | None = None
    has_memberships: bool = False
    """Whether it has an element `classes`, which may be empty."""
    content: etree._Element | None = None
    values: Values | None = None
    attributes: AttributeList = field(default_factory=AttributeList)
    constraints: tuple[etree._Element, ...] = ()
    models: tuple[etree._Element, ...] = ()
    until: str | None = None
    """@validUntil: the day on which it is going to be removed."""
    change: Change = Change.KEPT
    changed_by: etree._Element | None = None
    """The element of the customization that declared or changed it last."""
    base: Spec | None = None
    """The specification as it was before a customization changed it."""

    @property
    def is_model_class(self) -> bool:
        return self.kind is Kind.CLASS and self.class_type == "model"

    @property
    def is_attribute_class(self) -> bool:
        return self.kind is Kind.CLASS and self.class_type == "atts"


@dataclass(frozen=True, slots=True)
class ExternalGrammar:
    """A moduleRef with a URL: a RELAX NG grammar of another vocabulary, and its replacements."""

    element: etree._Element
    root: etree._Element
    path: str
    prefix: str
    replacements: etree._Element | None


@dataclass(frozen=True, slots=True)
class Schema:
    """A customization with everything in it resolved; `resolve` makes it."""

    ident: str
    element: etree._Element
    """The schemaSpec."""
    title: str
    specs: Mapping[str, Spec]
    """The specifications by ident, in the order in which members of classes follow each other."""
    modules: Sequence[Spec]
    start: Sequence[str]
    namespace: str
    prefix: str
    default_exceptions: Sequence[str] | None
    grammars: Sequence[ExternalGrammar]
    constraints: Sequence[etree._Element]
    """The constraintSpecs that stand in no specification."""
    known: frozenset[str]
    """The idents that the sources have, whether they are part of the schema or not."""
    problems: Sequence[Diagnostic]
    inputs: Sequence[str]
    """The files that went in."""
    files: Files
    """The places of their elements."""
    deleted: Sequence[Spec]
    """The specifications that the customization deletes, as they were."""
    elsewhere: Callable[[], Iterator[Spec]]
    """Gives the specifications of the sources that are not part of the schema."""
    language: str | None = None
    edition: str = ""

    def of_kind(self, kind: Kind) -> list[Spec]:
        """The specifications of a kind, in order."""
        return [spec for spec in self.specs.values() if spec.kind is kind]
