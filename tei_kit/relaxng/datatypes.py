"""The datatypes of RELAX NG: the built-in library and the library of W3C XML Schema."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

BUILT_IN = ""
"""The URI of the built-in library (RELAX NG specification, section 4.16)."""
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


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

    name: str
    """How a message calls it: `date`, `token`."""
    id_type: IdType | None

    def allows(self, text: str, namespaces: Mapping[str, str]) -> bool:
        """Whether the text, as it stands in the document, is of the type.

        The namespaces in scope, by prefix, are what QName and NOTATION look at.
        """

    def value(self, text: str, namespaces: Mapping[str, str]) -> Hashable | None:
        """The value that the text stands for, equal for equal values; None when not allowed."""


def datatype(library: str, name: str, params: Sequence[Param] = ()) -> Datatype:
    """The datatype of a library, with params.

    Raises DatatypeError when there is no such library or type, or a param is not right.
    """
    raise NotImplementedError
