"""The Schematron rules of the package, run by libxslt: whether all of them hold, and no more.

`tei_kit.schematron` says which rule a document breaks and where, but takes as long to load as a
document takes to convert, and asks each rule of each element from Python. This makes a stylesheet
of the same file: it knows what `schemas/tei_kit.sch` uses of Schematron, and nothing else,
which a test sees to.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from tei_kit.validation import bundled

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
BROKEN = "broken"


def hold(tree: etree._ElementTree) -> bool:
    """Whether a document breaks none of the rules. Warnings are not looked at."""
    return not str(_transformation()(tree))


@cache
def _transformation() -> etree.XSLT:
    rules = etree.parse(bundled.path("tei_kit.sch")).getroot()
    return etree.XSLT(stylesheet(rules))


def stylesheet(rules: etree._Element) -> etree._Element:
    """An XSLT stylesheet that writes nothing where no assertion of a schema fails."""
    prefixes = {ns.get("prefix", ""): ns.get("uri", "") for ns in rules.iter(f"{SCH}ns")}
    root = etree.Element(f"{XSL}stylesheet", version="1.0", nsmap=prefixes)
    etree.SubElement(root, f"{XSL}output", method="text")
    root.extend(rules.findall(f"{XSL}key"))
    every = etree.SubElement(root, f"{XSL}template", match="/")
    for number, pattern in enumerate(rules.iter(f"{SCH}pattern")):
        mode = f"pattern{number}"
        etree.SubElement(every, f"{XSL}apply-templates", select="//*", mode=mode)
        etree.SubElement(root, f"{XSL}template", match="*", mode=mode, priority="0")
        # Of the rules of a pattern the first that is of a node is the one that counts.
        for priority, rule in enumerate(reversed(pattern.findall(f"{SCH}rule")), start=1):
            template = _template(rule)
            template.set("mode", mode)
            template.set("priority", str(priority))
            root.append(template)
    return root


def _template(rule: etree._Element) -> etree._Element:
    template = etree.Element(f"{XSL}template", match=rule.get("context", ""))
    for let in rule.iter(f"{SCH}let"):
        name, value = let.get("name", ""), let.get("value", "")
        etree.SubElement(template, f"{XSL}variable", name=name, select=value)
    for check in rule.iter(f"{SCH}assert"):
        if check.get("role") != "warning":
            test = f"not({check.get('test')})"
            etree.SubElement(template, f"{XSL}if", test=test).text = BROKEN
    return template
