"""The namespaces of XML vocabularies, and names in them, all in one place.

`X_NAMESPACE` is an address; the short forms are the prefixes that lxml puts before a local name:
`TEI + "p"` is `{http://www.tei-c.org/ns/1.0}p`.
"""

from __future__ import annotations

XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns"
TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
EXAMPLES_NAMESPACE = "http://www.tei-c.org/ns/Examples"
XINCLUDE_NAMESPACE = "http://www.w3.org/2001/XInclude"
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
XSLT_NAMESPACE = "http://www.w3.org/1999/XSL/Transform"
XHTML_NAMESPACE = "http://www.w3.org/1999/xhtml"
XLINK_NAMESPACE = "http://www.w3.org/1999/xlink"
MATHML_NAMESPACE = "http://www.w3.org/1998/Math/MathML"

RELAX_NG_NAMESPACE = "http://relaxng.org/ns/structure/1.0"
RELAX_NG_DRAFT_NAMESPACE = "http://relaxng.org/ns/structure/0.9"
ANNOTATIONS_NAMESPACE = "http://relaxng.org/ns/compatibility/annotations/1.0"
COMPATIBILITY_NAMESPACE = "http://relaxng.org/ns/compatibility/datatypes/1.0"
SCHEMATRON_NAMESPACE = "http://purl.oclc.org/dsdl/schematron"
SCHEMATRON_1_5_NAMESPACE = "http://www.ascc.net/xml/schematron"
XSD_NAMESPACE = "http://www.w3.org/2001/XMLSchema"
XSD_DATATYPES_NAMESPACE = "http://www.w3.org/2001/XMLSchema-datatypes"
CATALOG_NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"
XSI_NAMESPACE = "http://www.w3.org/2001/XMLSchema-instance"

XML = f"{{{XML_NAMESPACE}}}"
XML_ID = f"{XML}id"
XML_LANG = f"{XML}lang"
XML_BASE = f"{XML}base"
XINCLUDE = f"{{{XINCLUDE_NAMESPACE}}}"
TEI = f"{{{TEI_NAMESPACE}}}"
EXAMPLES = f"{{{EXAMPLES_NAMESPACE}}}"
XSL = f"{{{XSLT_NAMESPACE}}}"
RNG = f"{{{RELAX_NG_NAMESPACE}}}"
SCH = f"{{{SCHEMATRON_NAMESPACE}}}"
SCH_1_5 = f"{{{SCHEMATRON_1_5_NAMESPACE}}}"
XS = f"{{{XSD_NAMESPACE}}}"
CATALOG = f"{{{CATALOG_NAMESPACE}}}"
XSI = f"{{{XSI_NAMESPACE}}}"
