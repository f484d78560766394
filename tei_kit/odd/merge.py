"""One specification changed by another (att.combinable; Guidelines 22.5.3 and 22.8).

Each part of the new specification takes the place of the old part; attributes, values, constraints
and memberships of classes are looked at one by one, each with its own @mode.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from tei_kit.odd.model import (
    Attribute,
    AttributeList,
    AttributeReference,
    Change,
    Description,
    Membership,
    Spec,
    Value,
    Values,
)
from tei_kit.odd.specs import mode_of
from tei_kit.odd.vocabulary import Kind, Mode

_Item = Attribute | AttributeReference | AttributeList


def added(spec: Spec, module: str) -> Spec:
    """A new specification, in a module of its own when it names none."""
    return replace(
        spec,
        module=spec.module or module,
        memberships=_without_deleted(spec.memberships),
        change=Change.ADDED,
        changed_by=spec.element,
        mode=None,
    )


def replaced(base: Spec, by: Spec) -> Spec:
    """A specification that takes the place of another; it stays in the module of that."""
    return replace(
        by,
        module=by.module or base.module,
        class_type=by.class_type or base.class_type,
        memberships=_without_deleted(by.memberships),
        change=Change.REPLACED,
        changed_by=by.element,
        base=base,
        mode=None,
    )


def changed(base: Spec, by: Spec) -> Spec:
    """A specification, changed by another in mode `change`."""
    return replace(
        base,
        description=_description(base.description, by.description),
        name=by.name if by.name != by.ident else base.name,
        namespace=by.namespace if by.namespace is not None else base.namespace,
        prefix=by.prefix if by.prefix is not None else base.prefix,
        memberships=_memberships(base, by),
        content=by.content if by.content is not None else base.content,
        values=_values(base.values, by.values),
        attributes=_attributes(base, by),
        constraints=_constraints(base.constraints, by.constraints),
        models=by.models or base.models,
        until=_until(base.until, by.until),
        change=base.change if base.change is Change.ADDED else Change.CHANGED,
        changed_by=by.element,
        base=base,
    )


def with_attributes(spec: Spec, keep: frozenset[str]) -> Spec:
    """A class of attributes without the attributes that are left out (classRef/@include and
    @except)."""

    def kept(items: Sequence[_Item]) -> Iterator[_Item]:
        for item in items:
            if isinstance(item, AttributeList):
                yield replace(item, items=tuple(kept(item.items)))
            elif not isinstance(item, Attribute) or item.ident in keep:
                yield item

    items = tuple(kept(spec.attributes.items))
    return replace(
        spec,
        attributes=replace(spec.attributes, items=items),
        change=Change.CHANGED,
        base=spec,
    )


def changed_attribute(old: Attribute, new: Attribute) -> Attribute:
    """An attribute, changed by another in mode `change`; it keeps its own mode."""
    return replace(
        old,
        name=new.name if new.name != new.ident else old.name,
        description=_description(old.description, new.description),
        namespace=new.namespace if new.namespace is not None else old.namespace,
        usage=new.usage or old.usage,
        datatype=new.datatype if new.datatype is not None else old.datatype,
        default=new.default if new.default is not None else old.default,
        values=_values(old.values, new.values),
        value_notes=new.value_notes or old.value_notes,
        constraints=_constraints(old.constraints, new.constraints),
        until=_until(old.until, new.until),
        change=Change.CHANGED,
    )


def _until(old: str | None, new: str | None) -> str | None:
    """The day on which a part is going to be removed; empty for a part that stays."""
    return old if new is None else new


def _description(old: Description, new: Description) -> Description:
    return Description(
        new.equivs or old.equivs,
        new.glosses or old.glosses,
        new.descs or old.descs,
        new.examples or old.examples,
        new.remarks or old.remarks,
        new.references or old.references,
    )


# ------------------------------------------------------------------ classes and constraints


def _without_deleted(memberships: Sequence[Membership]) -> tuple[Membership, ...]:
    return tuple(member for member in memberships if member.mode is not Mode.DELETE)


def _memberships(base: Spec, by: Spec) -> tuple[Membership, ...]:
    if not by.has_memberships:
        return base.memberships
    if by.members_mode is Mode.DELETE:
        return ()
    new = _without_deleted(by.memberships)
    if by.members_mode is not Mode.CHANGE:
        return new
    named = {member.key for member in by.memberships}
    return (*new, *(member for member in base.memberships if member.key not in named))


def _constraints(
    old: Sequence[etree._Element], new: Sequence[etree._Element]
) -> tuple[etree._Element, ...]:
    if not new:
        return tuple(old)
    modes = (Mode.CHANGE, Mode.REPLACE, Mode.DELETE)
    named = {element.get("ident") for element in new if mode_of(element) in modes}
    kept = [element for element in new if mode_of(element) is not Mode.DELETE]
    return (*kept, *(element for element in old if element.get("ident") not in named))


# ------------------------------------------------------------------ values


def _values(old: Values | None, new: Values | None) -> Values | None:
    if new is None:
        return old
    if new.mode is Mode.DELETE:
        return None
    kept = tuple(item for item in new.items if item.mode is not Mode.DELETE)
    if new.mode is not Mode.CHANGE or old is None:
        return replace(new, items=kept, mode=None)
    by_ident = {item.ident: item for item in new.items}
    items = [_value(item, by_ident.get(item.ident)) for item in old.items]
    known = {item.ident for item in old.items}
    merged = [item for item in items if item is not None]
    more = [item for item in kept if item.ident not in known]
    return Values(new.element.get("type") or old.kind, (*merged, *more), new.element)


def _value(old: Value, new: Value | None) -> Value | None:
    if new is None:
        return old
    if new.mode is Mode.DELETE:
        return None
    if new.mode is Mode.CHANGE:
        name = new.name if new.name != new.ident else old.name
        description = _description(old.description, new.description)
        return replace(old, name=name, description=description, until=_until(old.until, new.until))
    return replace(new, mode=None)


# ------------------------------------------------------------------ attributes


def _attributes(base: Spec, by: Spec) -> AttributeList:
    news = {attribute.ident: attribute for attribute in by.attributes.attributes()}
    if not news and not by.attributes.items:
        return base.attributes
    known = {attribute.ident for attribute in base.attributes.attributes()}
    kept = tuple(_merged(base.attributes.items, news, base.kind is Kind.ELEMENT))
    new = tuple(_new(by.attributes.items, known, base.kind is Kind.ELEMENT))
    if not new:
        return replace(base.attributes, items=kept)
    if by.attributes.is_choice:
        new = (AttributeList(new, is_choice=True),)
    if base.attributes.is_choice:
        kept = (AttributeList(kept, is_choice=True),)
    return AttributeList((*new, *kept))


def _merged(
    items: Sequence[_Item], news: Mapping[str, Attribute], is_element: bool
) -> Iterator[_Item]:
    """The old attributes, each with the change of it."""
    for item in items:
        if isinstance(item, AttributeList):
            yield replace(item, items=tuple(_merged(item.items, news, is_element)))
        elif not isinstance(item, Attribute) or item.ident not in news:
            yield item
        else:
            new = news[item.ident]
            if new.mode is Mode.DELETE:
                if is_element:  # the attribute may come from a class, too
                    yield replace(new, change=Change.CHANGED)
            elif new.mode is not Mode.CHANGE:
                yield replace(new, mode=None, change=Change.REPLACED)
            elif item.mode is Mode.DELETE:
                yield item
            else:
                yield changed_attribute(item, new)


def _new(items: Sequence[_Item], known: set[str], is_element: bool) -> Iterator[_Item]:
    """The attributes that the old specification does not have by itself.

    Changes that an element makes to attributes of its classes stay as they are: a class may be
    changed after its members.
    """
    for item in items:
        if isinstance(item, AttributeList):
            inner = tuple(_new(item.items, known, is_element))
            if inner:
                yield replace(item, items=inner)
        elif not isinstance(item, Attribute):
            yield item
        elif item.ident in known:
            continue
        elif item.mode in (Mode.CHANGE, Mode.DELETE):
            if is_element:
                yield replace(item, change=Change.CHANGED)
        elif item.mode is Mode.REPLACE and is_element:
            yield replace(item, change=Change.REPLACED)
        else:
            yield replace(item, mode=None, change=Change.ADDED)
