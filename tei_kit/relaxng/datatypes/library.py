"""The datatypes of RELAX NG: the built-in library and the library of W3C XML Schema."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from tei_kit.relaxng.datatypes.protocol import Datatype, DatatypeError, IdType, Param
from tei_kit.relaxng.datatypes.xsd_facets import restricted
from tei_kit.relaxng.datatypes.xsd_types import TYPES
from tei_kit.xml.names import COMPATIBILITY_NAMESPACE, XSD_DATATYPES_NAMESPACE

__all__ = [
    "BUILT_IN",
    "Datatype",
    "DatatypeError",
    "IdType",
    "Param",
    "datatype",
]

BUILT_IN = ""
"""The URI of the built-in library (RELAX NG specification, section 4.16)."""
_TYPES_OF_LIBRARIES = {
    BUILT_IN: ("string", "token"),
    XSD_DATATYPES_NAMESPACE: tuple(TYPES),
    COMPATIBILITY_NAMESPACE: ("ID", "IDREF", "IDREFS"),
}


def datatype(library: str, name: str, params: Sequence[Param] = ()) -> Datatype:
    """The datatype of a library, with params.

    Raises DatatypeError when the library or the type does not exist, or a param is not right.
    """
    names = _TYPES_OF_LIBRARIES.get(library)
    if names is None:
        raise DatatypeError(
            f'there is no datatype library "{library}"; use "{XSD_DATATYPES_NAMESPACE}"'
        )
    if name not in names:
        raise DatatypeError(_no_such_type(library, name))
    if params and library == BUILT_IN:
        raise DatatypeError(
            f"the built-in type {name} takes no params; "
            f'use the {name} of the datatype library "{XSD_DATATYPES_NAMESPACE}"'
        )
    return reduce(restricted, params, TYPES[name])


def _no_such_type(library: str, name: str) -> str:
    if library == BUILT_IN:
        sentence = f'there is no built-in type "{name}", only string and token'
        return (
            f'{sentence}; use the datatype library "{XSD_DATATYPES_NAMESPACE}"'
            if name in TYPES
            else sentence
        )
    known = ", ".join(sorted(_TYPES_OF_LIBRARIES[library], key=str.lower))
    return f'the datatype library "{library}" has no type "{name}"; its types are {known}'
