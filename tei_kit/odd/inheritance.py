"""The attributes that something has from its classes (Guidelines 22.5.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tei_kit.odd.model import Attribute, Spec
from tei_kit.odd.vocabulary import Mode


@dataclass(frozen=True, slots=True)
class Inherited:
    """An attribute, and the class that declares it."""

    class_: Spec
    attribute: Attribute


def inherited(spec: Spec, specs: Mapping[str, Spec]) -> Iterator[Inherited]:
    """The attributes of all classes that a specification belongs to, each class once."""
    yield from _of_classes(spec, specs, set())


def _of_classes(spec: Spec, specs: Mapping[str, Spec], seen: set[str]) -> Iterator[Inherited]:
    for class_ in attribute_classes(spec, specs):
        if class_.ident in seen:
            continue
        seen.add(class_.ident)
        for attribute in class_.attributes.attributes():
            if attribute.mode is not Mode.DELETE:
                yield Inherited(class_, attribute)
        yield from _of_classes(class_, specs, seen)


def attribute_classes(spec: Spec, specs: Mapping[str, Spec]) -> list[Spec]:
    """The classes of attributes that a specification names itself, where they exist."""
    found = [specs.get(member.key) for member in spec.memberships]
    return [each for each in found if each is not None and each.is_attribute_class]
