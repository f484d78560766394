"""The namespaces and element names that ODDs are written in (TEI Guidelines, chapter 22)."""

from __future__ import annotations

from enum import StrEnum

TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
EXAMPLES_NAMESPACE = "http://www.tei-c.org/ns/Examples"
RNG_NAMESPACE = "http://relaxng.org/ns/structure/1.0"
ANNOTATIONS_NAMESPACE = "http://relaxng.org/ns/compatibility/annotations/1.0"
SCH_NAMESPACE = "http://purl.oclc.org/dsdl/schematron"
XSL_NAMESPACE = "http://www.w3.org/1999/XSL/Transform"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XSD_DATATYPES = "http://www.w3.org/2001/XMLSchema-datatypes"

TEI = f"{{{TEI_NAMESPACE}}}"
RNG = f"{{{RNG_NAMESPACE}}}"
SCH = f"{{{SCH_NAMESPACE}}}"
XSL = f"{{{XSL_NAMESPACE}}}"
XML = f"{{{XML_NAMESPACE}}}"
XINCLUDE = "{http://www.w3.org/2001/XInclude}include"
FALLBACK = "{http://www.w3.org/2001/XInclude}fallback"

XML_ID = f"{XML}id"
XML_LANG = f"{XML}lang"


class Kind(StrEnum):
    """What a specification specifies; the value is the name of its element."""

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
    """What a declaration does to what was there before (att.combinable)."""

    ADD = "add"
    CHANGE = "change"
    DELETE = "delete"
    REPLACE = "replace"
