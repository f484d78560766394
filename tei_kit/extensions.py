"""Extensions: readers, exporters and profiles that other packages add by entry points of our groups
(docs/extending.md).

A package says in its metadata that the name `rtf` of the group `tei_kit.readers` stands for an
object of one of its modules. Nothing of a package is imported before its name is asked for. The
metadata of the installed packages is only looked at when a name is asked for that is not our own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from tei_kit.diagnostics import Place, TeiKitError, diagnose

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Kind = TypeVar("Kind")


class Group(StrEnum):
    """The groups of entry points that packages can add to."""

    READERS = "tei_kit.readers"
    EXPORTERS = "tei_kit.exporters"
    PROFILES = "tei_kit.profiles"


class ExtensionError(TeiKitError):
    """An object that a package adds cannot be used; the diagnostic (TK133) names the package."""


def names(group: Group) -> list[str]:
    """The names that the installed packages add to a group, in alphabetical order."""
    return sorted(_entry_points(group))


def versions(group: Group) -> dict[str, str]:
    """The package of each name of a group and its version: `tei-kit-example 1.0`."""
    found = _entry_points(group)
    return {
        name: " and ".join(
            sorted(
                f"{each.dist.name} {each.dist.version}" if each.dist else "?"
                for each in found[name]
            )
        )
        for name in sorted(found)
    }


def load(group: Group, name: str, kind: type[Kind]) -> Kind:
    """The object that a package adds to a group under a name of `names`.

    Raises ExtensionError (TK133): its module cannot be imported, it is not of the kind, or two
    packages add the same name.
    """
    found = _entry_points(group)[name]
    if len(found) > 1:
        raise _error(name, group, found, "both add it; uninstall one of them")
    try:
        loaded: object = found[0].load()
    except Exception as error:  # whatever the module of the package raises
        reason = f"{type(error).__name__}: {error}"
        raise _error(name, group, found, reason) from error
    if not isinstance(loaded, kind):
        wanted = f"{kind.__module__}.{kind.__qualname__}"
        reason = f"{found[0].value} is of the type {type(loaded).__name__}, and not {wanted}"
        raise _error(name, group, found, reason)
    return loaded


@cache
def _entry_points(group: Group) -> Mapping[str, Sequence[EntryPoint]]:
    """The entry points of a group, by their names."""
    from importlib.metadata import entry_points

    found: dict[str, list[EntryPoint]] = {}
    for each in entry_points(group=group.value):
        if each not in found.setdefault(each.name, []):
            found[each.name].append(each)
    return MappingProxyType(found)


def _error(name: str, group: Group, found: Sequence[EntryPoint], reason: str) -> ExtensionError:
    packages = " and ".join(sorted({each.dist.name if each.dist else "?" for each in found}))
    details = {"name": name, "group": group.value, "package": packages}
    told = " ".join(reason.split()).rstrip(".")
    return ExtensionError(diagnose("TK133", Place(name), reason=told, **details))
