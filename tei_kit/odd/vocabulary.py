"""The kinds and modes of declarations, and their elements (TEI Guidelines, chapter 22)."""

from __future__ import annotations

from enum import StrEnum

from tei_kit.xml.names import TEI


class Kind(StrEnum):
    """The kind of thing that a specification is about; the value is the name of its element."""

    ELEMENT = "elementSpec"
    CLASS = "classSpec"
    MACRO = "macroSpec"
    DATA = "dataSpec"
    MODULE = "moduleSpec"

    @property
    def noun(self) -> str:
        """The kind in a message: `element`, `class`, `macro`, `datatype`, `module`."""
        return "datatype" if self is Kind.DATA else self.value.removesuffix("Spec")


SPECS = {f"{TEI}{kind.value}": kind for kind in Kind}

REFERENCES = {
    f"{TEI}elementRef": Kind.ELEMENT,
    f"{TEI}classRef": Kind.CLASS,
    f"{TEI}macroRef": Kind.MACRO,
    f"{TEI}dataRef": Kind.DATA,
}


class Mode(StrEnum):
    """The effect of a declaration on an earlier declaration of the same name (att.combinable)."""

    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"
    REPLACE = "replace"
