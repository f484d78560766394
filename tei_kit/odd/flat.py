"""A Grammar as XML Schema and DTDs can say it: one declaration per element, deterministic models.

Both languages want contents in which one particle matches each element, without looking ahead
(XML 1.0, appendix E; "Unique Particle Attribution" in XML Schema Part 1, 3.8.6), and no constraint
on the order of elements among text. Other contents become looser: any of the elements, any number
of times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tei_kit.odd.content_models import (
    Alternation,
    Leaf,
    Model,
    any_of,
    has_duplicates,
    is_any_of,
    is_deterministic,
    names_of,
    repeated,
    sequence,
)
from tei_kit.odd.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Grammar,
    Group,
    Interleave,
    Listed,
    Name,
    NotAllowed,
    Pattern,
    Ref,
    Repeat,
    Text,
    Value,
)
from tei_kit.record import record


@record
class FlatAttribute:
    """An attribute of an element."""

    name: Name
    content: Pattern
    is_required: bool
    note: str


@record
class AttributeGroup:
    """The attributes of a class, under the name of their definition."""

    name: str
    attributes: tuple[FlatAttribute, ...]


@record
class FlatElement:
    """All of an element."""

    name: Name
    model: Model
    is_mixed: bool
    is_open: bool
    """Whether it may hold elements of any name."""
    data: Pattern | None
    """The datatype of its text, when it holds nothing but text."""
    attributes: tuple[FlatAttribute, ...]
    groups: tuple[AttributeGroup, ...]
    """The classes whose attributes the element has all; they are among `attributes` as well."""
    note: str
    is_looser: bool


class _NeverError(Exception):
    """The pattern cannot be satisfied."""


def flatten(grammar: Grammar) -> list[FlatElement]:
    """The elements of a grammar that have fixed names, each name once."""
    flattener = _Flattener(grammar)
    found: dict[Name, FlatElement] = {}
    for pattern in _elements(grammar):
        if not isinstance(pattern.names, Name):
            continue
        made = flattener.element(pattern, pattern.names)
        known = found.get(made.name)
        found[made.name] = made if known is None else _both(known, made)
    return list(found.values())


def _elements(grammar: Grammar) -> Iterator[Element]:
    from tei_kit.odd.patterns import parts_of

    pending: list[Pattern] = list(reversed(list(grammar.definitions.values())))
    while pending:
        pattern = pending.pop()
        if isinstance(pattern, Element):
            yield pattern
        pending += reversed(parts_of(pattern))


def _both(first: FlatElement, second: FlatElement) -> FlatElement:
    """Two declarations of a name as a single declaration, looser than each."""
    names = [name for each in (first, second) for name in names_of(each.model)]
    known = {attribute.name for attribute in first.attributes}
    others = [attribute for attribute in second.attributes if attribute.name not in known]
    attributes = tuple(
        FlatAttribute(each.name, Text(), False, each.note) for each in (*first.attributes, *others)
    )
    return FlatElement(
        first.name,
        any_of(names),
        first.is_mixed or second.is_mixed or first.data is not None or second.data is not None,
        first.is_open or second.is_open,
        None,
        attributes,
        (),
        first.note,
        True,
    )


@dataclass(slots=True)
class _State:
    """The parts that were met in one content."""

    is_mixed: bool = False
    is_open: bool = False
    is_looser: bool = False
    data: list[Pattern] = field(default_factory=list)
    open: set[str] = field(default_factory=set)


class _Flattener:
    def __init__(self, grammar: Grammar) -> None:
        self._definitions = grammar.definitions
        self._classes: dict[str, tuple[Name, ...] | None] = {}
        self._attribute_groups: dict[str, tuple[FlatAttribute, ...]] = {}

    def element(self, element: Element, name: Name) -> FlatElement:
        state = _State()
        try:
            model = self._model(element.content, state)
        except _NeverError:
            model, state.is_looser = None, True
        data: Pattern | None = None
        if state.data and model is None and not state.is_mixed and len(state.data) == 1:
            data = state.data[0]
        elif state.data:
            state.is_mixed = True
            state.is_looser = True
        looser = state.is_looser
        if state.is_mixed and model is not None and not is_any_of(model):
            looser = True
            model = any_of(names_of(model))
        elif state.is_mixed and model is not None and has_duplicates(model):
            model = any_of(names_of(model))
        elif model is not None and not is_deterministic(model):
            looser = True
            model = any_of(names_of(model))
        attributes: dict[Name, FlatAttribute] = {}
        is_repeated = False
        for attribute in self._attributes(element.content, True, ()):
            known = attributes.get(attribute.name)
            if known is not None:
                looser = is_repeated = True
                attribute = FlatAttribute(attribute.name, Text(), False, attribute.note)
            attributes[attribute.name] = attribute
        return FlatElement(
            name,
            model,
            state.is_mixed,
            state.is_open,
            data,
            tuple(attributes.values()),
            () if is_repeated else self._groups(element.content),
            element.note,
            looser,
        )

    # ------------------------------------------------------------------ contents

    def _model(self, pattern: Pattern, state: _State) -> Model:
        match pattern:
            case Text():
                state.is_mixed = True
            case Data() | Value() | Listed():
                state.data.append(pattern)
            case NotAllowed():
                raise _NeverError
            case Element():
                if isinstance(pattern.names, Name):
                    return Leaf((pattern.names,))
                state.is_open = True
            case Ref():
                return self._reference(pattern, state)
            case Choice():
                return self._choice(pattern, state)
            case Group():
                return sequence([self._model(part, state) for part in pattern.parts])
            case Interleave():
                models = [self._model(part, state) for part in pattern.parts]
                parts = [model for model in models if model is not None]
                if len(parts) < 2:
                    return parts[0] if parts else None
                state.is_looser = True
                return any_of([name for part in parts for name in names_of(part)])
            case Repeat():
                return self._repeat(pattern, state)
        return None

    def _reference(self, ref: Ref, state: _State) -> Model:
        names = self._class(ref.name)
        if names is not None:
            if not names:
                raise _NeverError
            single = isinstance(self._definitions.get(ref.name), Element)
            return Leaf(names, "" if single else ref.name)
        if ref.name in state.open:
            return None
        state.open.add(ref.name)
        try:
            return self._model(self._definitions.get(ref.name, NotAllowed()), state)
        finally:
            state.open.discard(ref.name)

    def _choice(self, pattern: Choice, state: _State) -> Model:
        if all(isinstance(part, Data | Value | Listed) for part in pattern.parts):
            state.data.append(pattern)
            return None
        models: list[Model] = []
        has_text = False
        for part in pattern.parts:
            before = state.is_mixed
            try:
                model = self._model(part, state)
            except _NeverError:
                continue
            is_text = model is None and state.is_mixed and (isinstance(part, Text) or not before)
            has_text = has_text or is_text
            if not is_text:
                models.append(model)
        if not models:
            if has_text:
                return None
            raise _NeverError
        parts = [model for model in models if model is not None]
        if not parts:
            return None
        made: Model = parts[0] if len(parts) == 1 else Alternation(tuple(parts))
        return repeated("?", made) if len(parts) < len(models) else made

    def _repeat(self, pattern: Repeat, state: _State) -> Model:
        if isinstance(pattern.part, Attribute):
            return None
        try:
            model = self._model(pattern.part, state)
        except _NeverError:
            if pattern.sign == "+":
                raise
            return None
        return None if model is None else repeated(pattern.sign, model)

    def _class(self, name: str) -> tuple[Name, ...] | None:
        """The elements that a definition stands for, when it is a choice of single elements; else
        None."""
        if name not in self._classes:
            self._classes[name] = ()
            self._classes[name] = self._any_one(self._definitions.get(name, NotAllowed()))
        return self._classes[name]

    def _any_one(self, pattern: Pattern) -> tuple[Name, ...] | None:
        match pattern:
            case Element():
                return (pattern.names,) if isinstance(pattern.names, Name) else None
            case Ref():
                return self._class(pattern.name)
            case NotAllowed():
                return ()
            case Choice():
                found: dict[Name, None] = {}
                for part in pattern.parts:
                    names = self._any_one(part)
                    if names is None:
                        return None
                    found.update(dict.fromkeys(names))
                return tuple(found)
        return None

    # ------------------------------------------------------------------ attributes

    def _groups(self, content: Pattern) -> tuple[AttributeGroup, ...]:
        """The definitions of classes of attributes that a content refers to directly."""
        parts = content.parts if isinstance(content, Group) else (content,)
        names = [part.name for part in parts if isinstance(part, Ref)]
        return tuple(
            AttributeGroup(name, self._group(name))
            for name in names
            if name.endswith(".attributes") and self._group(name)
        )

    def _group(self, name: str) -> tuple[FlatAttribute, ...]:
        known = self._attribute_groups.get(name)
        if known is None:
            known = tuple(self._attributes(Ref(name), True, ()))
            self._attribute_groups[name] = known
        return known

    def _attributes(
        self, pattern: Pattern, is_required: bool, through: tuple[str, ...]
    ) -> Iterator[FlatAttribute]:
        match pattern:
            case Attribute():
                if isinstance(pattern.names, Name):
                    yield FlatAttribute(pattern.names, pattern.content, is_required, pattern.note)
            case Ref():
                target = self._definitions.get(pattern.name)
                is_open = target is None or isinstance(target, Element) or pattern.name in through
                if not is_open and target is not None:
                    yield from self._attributes(target, is_required, (*through, pattern.name))
            case Choice():
                for part in pattern.parts:
                    yield from self._attributes(part, False, through)
            case Group() | Interleave():
                for part in pattern.parts:
                    yield from self._attributes(part, is_required, through)
            case Repeat():
                is_certain = is_required and pattern.sign == "+"
                yield from self._attributes(pattern.part, is_certain, through)
