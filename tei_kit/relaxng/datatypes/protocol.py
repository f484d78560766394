"""The interface of a datatype of RELAX NG, of any library."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class IdType(StrEnum):
    """The part a datatype plays in identifiers (RELAX NG DTD Compatibility, section 5)."""

    ID = "ID"
    IDREF = "IDREF"
    IDREFS = "IDREFS"


@dataclass(frozen=True, slots=True)
class Param:
    """A facet: `<param name="maxLength">8</param>`."""

    name: str
    value: str


class DatatypeError(Exception):
    """A library, a type or a param does not exist or cannot be used so; its text says why."""


class Datatype(Protocol):
    """A datatype with its params."""

    @property
    def name(self) -> str:
        """Its name in messages: `date`, `token`."""

    @property
    def id_type(self) -> IdType | None:
        """The part that the datatype plays in identifiers, if it plays one."""

    def allows(self, text: str, namespaces: Mapping[str, str]) -> bool:
        """Whether the text, as it stands in the document, is of the type.

        QName and NOTATION look prefixes up in the namespaces in scope.
        """

    def value(self, text: str, namespaces: Mapping[str, str]) -> Hashable | None:
        """The value that the text stands for, equal for equal values; None when the type does not
        allow the text.
        """
