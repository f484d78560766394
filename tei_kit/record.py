"""Records: dataclasses that cost little to make, as classes and as objects; and quick names of
members of enumerations.

A conversion of one document loads a hundred small classes. A frozen dataclass takes a third of a
millisecond to make, mostly for methods that are compiled anew for each class. Its objects take five
times as long to fill as those of a plain dataclass. The classes made here share the methods by
which they are compared, hashed and shown. The method that fills an object is compiled when some
objects were made, since one document has many objects of few of the classes. The fields as
`dataclasses` knows them are made when `replace`, `fields` or `asdict` ask for them.

`record` is for objects that are made by the thousand for one text, or that nobody keeps beyond one
conversion. They are frozen for the type checker only.

`frozen` is for objects that are few, and cached or shared: a profile, a row of a table. They cannot
be changed.

`field`, `replace` and `field_names` do for these classes what `dataclasses` does. That module takes
as long to load as five of ours, and is loaded where somebody asks it for the fields of a record.

`members` is for modules that compare each token of a text with members of an enumeration.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import Field
    from dataclasses import field as field  # type checkers know its uses
    from dataclasses import replace as replace
    from inspect import Signature

_Class = TypeVar("_Class")
_Enumeration = TypeVar("_Enumeration", bound=Enum)
_LONGEST = 160  # characters that `brief` shows
# To fill this many objects takes as long as to compile a method that does so; then it is compiled.
_FEW = 16

MISSING: Any = object()
"""Stands where there is no default."""

FIELDS = "__dataclass_fields__"  # where `dataclasses` looks for them
OWN_FIELDS = "__record_fields__"


class Default:
    """The default of a field that is no plain value; `field` makes it."""

    __slots__ = ("factory", "is_shown", "value")

    def __init__(
        self,
        *,
        default: object = MISSING,
        default_factory: Callable[[], object] = MISSING,
        repr: bool = True,  # noqa: A002 - as dataclasses have it
    ) -> None:
        self.value = default
        self.factory = default_factory
        self.is_shown = repr

    def made(self) -> object:
        """The value for one object; MISSING where it has to be given."""
        return self.value if self.factory is MISSING else self.factory()


if not TYPE_CHECKING:
    field = Default

    def replace(thing: object, /, **changes: object) -> object:
        """The object anew, with other values in some of its fields."""
        values = {name: getattr(thing, name) for name in field_names(thing)}
        return type(thing)(**{**values, **changes})


def field_names(thing: object) -> tuple[str, ...]:
    """The names of the fields of a record or of its class, in their order."""
    return thing.__match_args__  # type: ignore[attr-defined, no-any-return]


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


def members(cls: type[_Enumeration]) -> type[_Enumeration]:
    """The members of an enumeration by their names, `members(Kind).NOTE`, without its methods.

    Before Python 3.12 enumerations have a `__getattr__`, for which Python looks whenever a member
    is named: `Kind.NOTE` takes ten times as long.
    """
    return cast("type[_Enumeration]", SimpleNamespace(**cls.__members__))


class _Fields:
    """The fields of a class: `kinds` are the annotations by name, those of the bases first,
    `defaults` the value or the `field(...)` of those that have one.

    It stands where `dataclasses` looks for the fields, until it is first asked for them.
    """

    owner: type  # set once the class is made

    def __init__(self, kinds: dict[str, object], defaults: dict[str, object]) -> None:
        self.kinds = kinds
        self.defaults = defaults

    def __get__(self, _object: object, _owner: type) -> dict[str, Field[Any]]:
        import dataclasses  # only who asks waits for it

        # dataclass searches annotations that are strings for four names, and writes a docstring
        # where there is none. These take longer than all else that it does.
        names = {"__doc__": "-", "__annotations__": dict.fromkeys(self.kinds, object)}
        defaults = {name: _as_dataclasses_have_it(each) for name, each in self.defaults.items()}
        plain = type("Plain", (), {**names, **defaults})
        made: Any = dataclasses.dataclass(init=False, eq=False, repr=False)(plain)
        found = {each.name: each for each in dataclasses.fields(made)}
        for name, each in found.items():
            each.type = self.kinds[name]
        setattr(self.owner, FIELDS, found)
        return found


def _as_dataclasses_have_it(default: object) -> object:
    if not isinstance(default, Default):
        return default
    import dataclasses

    if default.factory is not MISSING:
        return dataclasses.field(default_factory=default.factory, repr=default.is_shown)
    if default.value is not MISSING:
        return dataclasses.field(default=default.value, repr=default.is_shown)
    return dataclasses.field(repr=default.is_shown)


class _Signature:
    """The parameters of a class, for `help` and editors, which ask for them as `__signature__`."""

    def __init__(self, all_fields: _Fields) -> None:
        self._fields = all_fields

    def __get__(self, _object: object, _owner: type) -> Signature:
        from inspect import Parameter, Signature  # only who asks waits for it

        found = []
        for name, kind in self._fields.kinds.items():
            default = self._fields.defaults.get(name, MISSING)
            if isinstance(default, Default):
                default = default.made()
            value = Parameter.empty if default is MISSING else default
            way = Parameter.POSITIONAL_OR_KEYWORD
            found.append(Parameter(name, way, default=value, annotation=kind))
        return Signature(found)


def _made(cls: type[_Class], shared: Mapping[str, object], assignment: str) -> type[_Class]:
    """The class anew, with slots and shared methods; `assignment` sets the field `{0}`."""
    body = dict(vars(cls))
    for name in ("__dict__", "__weakref__"):
        body.pop(name, None)
    inherited = _inherited(cls)
    all_fields = _fields_of(cls, body, inherited)
    slots = tuple(name for name in all_fields.kinds if name not in inherited.kinds)

    metaclass: Any = type(cls)
    made: type[_Class]

    count = 0

    def first(self: object, *values: object, **named: object) -> None:
        nonlocal count
        count += 1
        if count <= _FEW and _fill_slowly(self, all_fields, values, named):
            return
        fill = _fill(made, all_fields, assignment)
        setattr(made, "__init__", fill)  # noqa: B010 - mypy: a method is no variable
        fill(self, *values, **named)

    body = {
        **shared,
        **body,
        "__init__": first,
        "__slots__": slots,
        "__match_args__": tuple(all_fields.kinds),
        "__signature__": _Signature(all_fields),
        FIELDS: all_fields,
        OWN_FIELDS: all_fields,
    }
    made = metaclass(cls.__name__, cls.__bases__, body)
    # `__set_name__` could tell it, but Python 3.11 makes a RuntimeError of a Ctrl-C in there.
    all_fields.owner = made
    made.__qualname__ = cls.__qualname__
    return made


def _fields_of(cls: type, body: dict[str, Any], inherited: _Fields) -> _Fields:
    """The fields of a class, after those of its bases; the defaults are taken out of its body."""
    own = {
        name: kind
        for name, kind in body.get("__annotations__", {}).items()
        if "ClassVar" not in str(kind)
    }
    defaults = {name: body.pop(name) for name in own if name in body}
    for value in defaults.values():
        if type(value).__module__ == "dataclasses":
            raise TypeError(f"{cls.__qualname__}: records take `field` from tei_kit.record")
    return _Fields(inherited.kinds | own, inherited.defaults | defaults)


def _inherited(cls: type) -> _Fields:
    """The fields of the bases of a class, those of the farthest first."""
    found = _Fields({}, {})
    for base in cls.__mro__[:0:-1]:
        fields = vars(base).get(OWN_FIELDS)
        if isinstance(fields, _Fields):
            found = _Fields(found.kinds | fields.kinds, found.defaults | fields.defaults)
    return found


def _fill_slowly(
    made: object, all_fields: _Fields, values: Sequence[object], named: Mapping[str, object]
) -> bool:
    """Fill one object without a method for its class; False where its arguments do not fit."""
    filled = dict(zip(all_fields.kinds, values, strict=False))
    if len(values) + len(named) != len(filled.keys() | named.keys()):
        return False
    filled |= named
    for name in all_fields.kinds:
        value = filled.pop(name, MISSING)
        if value is MISSING:
            value = all_fields.defaults.get(name, MISSING)
        if isinstance(value, Default):
            value = value.made()
        if value is MISSING:
            return False
        object.__setattr__(made, name, value)
    if filled:
        return False
    finish = getattr(made, "__post_init__", None)
    if finish is not None:
        finish()
    return True


def _fill(made: type, all_fields: _Fields, assignment: str) -> Callable[..., None]:
    """The `__init__` of a class: a parameter and an assignment for each field, in their order."""
    names: dict[str, object] = {"_set": object.__setattr__, "_missing": MISSING}
    parameters, lines = ["self"], []
    for name in all_fields.kinds:
        default = all_fields.defaults.get(name, MISSING)
        variable = f"_default_{name}"
        if isinstance(default, Default) and default.factory is not MISSING:
            names[variable] = default.factory
            parameters.append(f"{name}=_missing")
            lines.append(f"if {name} is _missing: {name} = {variable}()")
        else:
            value = default.value if isinstance(default, Default) else default
            names[variable] = value
            parameters.append(name if value is MISSING else f"{name}={variable}")
        lines.append(assignment.format(name))
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    body = "\n ".join(lines) or "pass"
    exec(f"def __init__({', '.join(parameters)}):\n {body}", names)
    fill: Callable[..., None] = names["__init__"]  # type: ignore[assignment]
    fill.__qualname__ = f"{made.__qualname__}.__init__"  # as messages of wrong arguments name it
    return fill


def brief(thing: object, *parts: str) -> str:
    """`<Source memo.txt: 120 lines, 4,200 characters>`: for an object that holds more than anybody
    reads on a line. The first part is its name.
    """
    name, *said = (" ".join(part.split()) for part in parts if part)
    words = f"{name}: {', '.join(said)}" if said else name
    shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return f"<{type(thing).__name__} {shown}>"


def _may_hold_lists(cls: type) -> bool:
    """Whether a field of a class or its bases is declared as something that has no hash.

    Classes are made while the program starts. Here are no generators: Ctrl-C while Python closes
    one is lost.
    """
    if None in [base.__hash__ for base in cls.__bases__]:
        return True
    for kind in map(str, vars(cls).get("__annotations__", {}).values()):
        if "[" in kind and kind.partition("[")[0] in _WITHOUT_HASH:
            return True
    return False


def _equals(self: object, other: object) -> object:
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: object) -> int:
    return hash(_values(self))


def _show(self: object) -> str:
    """The text that a dataclass shows: `Date(content=['May 1'], when='')`, without fields of
    repr=False.
    """
    (all_fields, *_) = [
        vars(base)[OWN_FIELDS] for base in type(self).__mro__ if OWN_FIELDS in vars(base)
    ]
    hidden = {
        name
        for name, default in all_fields.defaults.items()
        if isinstance(default, Default) and not default.is_shown
    }
    names = [name for name in all_fields.kinds if name not in hidden]
    shown = [f"{name}={getattr(self, name)!r}" for name in names]
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _values(self: object) -> tuple[object, ...]:
    return tuple([getattr(self, name) for name in field_names(self)])


def _refuse(self: object, name: str, _value: object = None) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"{type(self).__qualname__}.{name} cannot be changed")


def _reduce(self: object) -> tuple[object, ...]:
    """The class and the values from which pickle and copy make the object."""
    return type(self), _values(self)


# In the annotations of fields, which are strings
_WITHOUT_HASH = frozenset({"Sequence", "Mapping", "list", "dict"})

_SHARED: dict[str, object] = {"__eq__": _equals, "__hash__": _hash, "__repr__": _show}
_FROZEN: dict[str, object] = {
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__reduce__": _reduce,
}
