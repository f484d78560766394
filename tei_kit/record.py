"""Records: dataclasses that cost little to make, for objects that are made by the thousand.

A frozen dataclass takes five times as long to fill as a plain one, since each field goes through
`object.__setattr__`; and its class takes a third of a millisecond to make, most of that for methods
that are compiled anew for each class. A text becomes ten thousand of these an MB, and to convert
one document takes sixty of the classes. So a record is frozen for the type checker only, and all
records share the methods by which they are compared, hashed and shown.

A class may be a record when its objects are made by the thousand for one text, or when it is one of
the classes that every conversion loads and nobody keeps its objects beyond that conversion. A class
whose objects are cached or shared, such as a profile, is a real `dataclass(frozen=True,
slots=True)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Class = TypeVar("_Class")
_LONGEST = 160  # characters that `brief` shows


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_Class]) -> type[_Class]:
    """A dataclass with slots that is compared by its values and must not be changed.

    It has a hash unless a field may hold a list or a dictionary. Methods that the class defines
    itself are kept.
    """
    for name, method in _SHARED.items():
        if name not in vars(cls):
            setattr(cls, name, method)
    if cls.__hash__ is _hash and _may_hold_lists(cls):
        cls.__hash__ = None  # type: ignore[assignment]
    return dataclass(slots=True, eq=False, repr=False)(cls)


def brief(thing: object, *parts: str) -> str:
    """`<Source memo.txt: 120 lines, 4,200 characters>`: for an object that holds more than anybody
    reads on a line. The first part is its name.
    """
    name, *said = (" ".join(part.split()) for part in parts if part)
    words = f"{name}: {', '.join(said)}" if said else name
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return f"<{type(thing).__name__} {shown}>"


def _may_hold_lists(cls: type) -> bool:
    """Whether a field of a class or its bases is declared as something that has no hash."""
    if any(base.__hash__ is None for base in cls.__bases__):
        return True
    kinds: Iterable[object] = vars(cls).get("__annotations__", {}).values()
    return any("[" in kind and kind.partition("[")[0] in _WITHOUT_HASH for kind in map(str, kinds))


def _equals(self: DataclassInstance, other: object) -> object:
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: DataclassInstance) -> int:
    return hash(_values(self))


def _show(self: DataclassInstance) -> str:
    """The text that a dataclass shows: `Date(content=['May 1'], when='')`, without fields of
    repr=False.
    """
    shown = [f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _values(self: DataclassInstance) -> tuple[object, ...]:
    return tuple([getattr(self, name) for name in self.__dataclass_fields__])


# In the annotations of fields, which are strings
_WITHOUT_HASH = frozenset({"Sequence", "Mapping", "list", "dict"})

_SHARED = {"__eq__": _equals, "__hash__": _hash, "__repr__": _show}
