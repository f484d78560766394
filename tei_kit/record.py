"""Records: dataclasses that cost little to make, as classes and as objects.

A conversion of one document loads a hundred small classes. A frozen dataclass takes a third of a
millisecond to make, most of that for methods that are compiled anew for each class, and its objects
take five times as long to fill as those of a plain one. The classes made here share the methods by
which they are compared, hashed and shown, and the method that fills an object is compiled when the
first object is made, since one document has objects of half of the classes.

`record` is for objects that are made by the thousand for one text, or that nobody keeps beyond one
conversion. They are frozen for the type checker only.

`frozen` is for objects that are few, and cached or shared: a profile, a row of a table. They cannot
be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, NoReturn, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[_Class]) -> type[_Class]:
    """A dataclass with slots that is compared by its values and must not be changed.

    It has a hash unless a field may hold a list or a dictionary. Methods that the class defines
    itself are kept.
    """
    made = _made(cls, _SHARED, "self.{0} = {0}")
    if made.__hash__ is _hash and _may_hold_lists(made):
        made.__hash__ = None  # type: ignore[assignment]
    return made


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[_Class]) -> type[_Class]:
    """A dataclass with slots that is compared by its values and cannot be changed.

    To set a field raises FrozenInstanceError. Methods that the class defines itself are kept.
    """
    return _made(cls, {**_SHARED, **_FROZEN}, "_set(self, {0!r}, {0})")


def _made(cls: type[_Class], shared: dict[str, object], assignment: str) -> type[_Class]:
    """The class with slots and shared methods; `assignment` sets the field `{0}` of an object."""
    for name, method in shared.items():
        if name not in vars(cls):
            setattr(cls, name, method)
    kinds = vars(cls).get("__annotations__", {})
    # dataclass searches strings for four names, which takes longer than all else that it does.
    cls.__annotations__ = {
        name: kind if "ClassVar" in str(kind) else object for name, kind in kinds.items()
    }
    made = dataclass(slots=True, init=False, eq=False, repr=False)(cls)
    made.__annotations__ = kinds

    def first(self: object, *values: object, **named: object) -> None:
        fill = _fill(made, assignment)
        setattr(made, "__init__", fill)  # noqa: B010 - mypy: a method is no variable
        fill(self, *values, **named)

    setattr(made, "__init__", first)  # noqa: B010
    return made


def _fill(made: type, assignment: str) -> Callable[..., None]:
    """The `__init__` of a class: a parameter and an assignment for each field, in their order."""
    names: dict[str, object] = {"_set": object.__setattr__, "_missing": MISSING}
    parameters, lines = ["self"], []
    for each in fields(made):
        name = each.name
        default = f"_default_{name}"
        if each.default is not MISSING:
            names[default] = each.default
            parameters.append(f"{name}={default}")
        elif each.default_factory is not MISSING:
            names[default] = each.default_factory
            parameters.append(f"{name}=_missing")
            lines.append(f"if {name} is _missing: {name} = {default}()")
        else:
            parameters.append(name)
        lines.append(assignment.format(name))
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n ".join(lines) or "pass"
    exec(f"def __init__({', '.join(parameters)}):\n {body}", names)
    fill: Callable[..., None] = names["__init__"]  # type: ignore[assignment]
    fill.__qualname__ = f"{made.__qualname__}.__init__"  # as messages of wrong arguments name it
    return fill


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


def _refuse(self: object, name: str, _value: object = None) -> NoReturn:
    raise FrozenInstanceError(f"{type(self).__qualname__}.{name} cannot be changed")


def _reduce(self: DataclassInstance) -> tuple[object, ...]:
    """What pickle and copy make the object from."""
    return type(self), _values(self)


# In the annotations of fields, which are strings
_WITHOUT_HASH = frozenset({"Sequence", "Mapping", "list", "dict"})

_SHARED: dict[str, object] = {"__eq__": _equals, "__hash__": _hash, "__repr__": _show}
_FROZEN: dict[str, object] = {
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__reduce__": _reduce,
}
