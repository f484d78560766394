#!/usr/bin/env python3
"""Make what is generated in this folder from what is written by hand.

    python schemas/generate.py            write the files
    python schemas/generate.py --check    write nothing; exit 1 when a committed file differs

tei_kit.rng, tei_kit.xsd and xml.xsd are made from tei_kit.rnc by the program `trang` (on Debian and
Ubuntu: the package `trang`). The rules in tei_kit.odd, between its two marks, are those of
tei_kit.sch. tei_kit.xsl says in a millisecond whether a document breaks any of these rules, which
every conversion asks; it knows what tei_kit.sch uses of Schematron, and nothing else. For the same
question there is tei_kit.common.rng, the grammar without the elements that few documents have,
which loads in a third of the time. Only people who change the schemas need this; the results are
committed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_kit.tei.conformance import UNCOMMON

FOLDER = Path(__file__).resolve().parent
GENERATED = (
    "tei_kit.rng",
    "tei_kit.common.rng",
    "tei_kit.xsd",
    "xml.xsd",
    "tei_kit.odd",
    "tei_kit.xsl",
)

RNG = "{http://relaxng.org/ns/structure/1.0}"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"

# The sign between the paths of a context, outside of predicates: tei:persName[@ref] | tei:rs[@ref]
OR = re.compile(r"\s\|\s+(?![^\[]*\])")

# tei:item[@n][not(@cert = 'low')]
CONTEXT = re.compile(r"(?P<name>tei:\w+)(?P<predicates>(?:\[.*\])?)", re.DOTALL)

BEGIN, END = "<!-- begin: rules of tei_kit.sch -->\n", "<!-- end: rules of tei_kit.sch -->"

# <pattern id="notes"> ... </pattern>
PATTERN = re.compile(r'<pattern\ id="([\w-]+)">\n (.*?) \ *</pattern>', re.VERBOSE | re.DOTALL)
# <title>What is pointed to exists</title>
TITLE = re.compile(r"<title>(.*?)</title>")
# <xsl:key name="id" match="*[@xml:id]" use="@xml:id"/>
KEY = re.compile(r"<xsl:key [^>]*/>")
# the name in <rule context="..."> or </rule>
TAG = re.compile(r"<(/?)(?=(?:title|rule|let|assert|report|value-of|name)\b)")

SPECIFICATION = """\
          <constraintSpec ident="{ident}" scheme="schematron" mode="add">
            <desc>{title}.</desc>
            <constraint>
{content}
            </constraint>
          </constraintSpec>
"""


def grammars(folder: Path) -> None:
    """Write tei_kit.rng, tei_kit.xsd and xml.xsd to a folder; CalledProcessError if trang fails."""
    for name in ("tei_kit.rng", "tei_kit.xsd"):
        subprocess.run(["trang", str(FOLDER / "tei_kit.rnc"), str(folder / name)], check=True)


def common(grammar: etree._ElementTree) -> str:
    """The grammar without the elements of UNCOMMON, as if each were notAllowed (RELAX NG, 4.20).

    It accepts exactly the documents that the whole grammar accepts and that have none of them.
    """
    root = grammar.getroot()
    for comment in list(root.iter(etree.Comment)):
        _remove(comment)
    definitions = {each.get("name"): each for each in root.iter(f"{RNG}define")}
    gone: set[str | None] = set()
    while True:
        also = {name for name in definitions.keys() - gone if not _stays(definitions[name], gone)}
        if not also:
            break
        gone |= also
    start = root.find(f"{RNG}start")
    if start is None or not _stays(start, gone):
        raise ValueError("without the uncommon elements no document is left")
    needed: set[str | None] = set()
    to_do = [start]
    while to_do:
        names = {ref.get("name") for ref in to_do.pop().iter(f"{RNG}ref")} - needed
        needed |= names
        to_do += [definitions[name] for name in names]
    for name in definitions.keys() - needed:
        _remove(definitions[name])
    root.insert(0, etree.Comment(" made from tei_kit.rng by generate.py "))
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _stays(pattern: etree._Element, gone: set[str | None]) -> bool:
    """Whether anything fits a pattern without the uncommon elements; what does not is taken out."""
    kind = pattern.tag.removeprefix(RNG)
    if kind == "ref":
        return pattern.get("name") not in gone
    if kind == "element" and pattern.get("name") in UNCOMMON:
        return False
    stay = [_stays(child, gone) for child in pattern]
    if kind == "choice":
        for child, stays in zip(list(pattern), stay, strict=True):
            if not stays:
                pattern.remove(child)
        return any(stay)
    if kind in ("optional", "zeroOrMore") and not all(stay):
        pattern.tag = f"{RNG}empty"
        del pattern[:]
        return True
    return all(stay)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def customization(odd: str, schematron: str) -> str:
    """The text of the ODD with the rules of the Schematron file between its marks."""
    before, _, rest = odd.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}{_specifications(schematron)}          {END}{after}"


def _specifications(schematron: str) -> str:
    """A constraintSpec for the namespace and keys, and one for each pattern."""
    indent = " " * 14
    shared = ['<sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>', *KEY.findall(schematron)]
    specifications = [
        SPECIFICATION.format(
            ident="keys",
            title="The namespace and the indexes that the rules below use",
            content="\n".join(indent + line for line in shared),
        )
    ]
    for ident, body in PATTERN.findall(schematron):
        title = TITLE.search(body)
        rules = TAG.sub(r"<\1sch:", body.rstrip()).splitlines()
        lines = [
            f'{indent}<sch:pattern id="{ident}">',
            *(f"{indent[2:]}{rule}".rstrip() for rule in rules),
            f"{indent}</sch:pattern>",
        ]
        specifications.append(
            SPECIFICATION.format(
                ident=ident, title=title[1] if title else ident, content="\n".join(lines)
            )
        )
    return "".join(specifications)


def stylesheet(schematron: str) -> str:
    """An XSLT stylesheet that writes nothing where no assertion of a Schematron schema fails.

    Warnings are left out, and so is what a rule says.
    """
    rules = etree.fromstring(schematron.encode())
    prefixes = {ns.get("prefix", ""): ns.get("uri", "") for ns in rules.iter(f"{SCH}ns")}
    root = etree.Element(f"{XSL}stylesheet", version="1.0", nsmap={"xsl": XSL[1:-1], **prefixes})
    root.append(etree.Comment(" made from tei_kit.sch by generate.py "))
    etree.SubElement(root, f"{XSL}output", method="text")
    for key in rules.findall(f"{XSL}key"):
        etree.SubElement(root, f"{XSL}key", dict(key.attrib))
    start = etree.SubElement(root, f"{XSL}template", match="/")
    # One way through the document for all rules: a way for each takes longer than the rules do.
    etree.SubElement(start, f"{XSL}apply-templates", select="/descendant::*")
    etree.SubElement(root, f"{XSL}template", match="*", priority="-1")
    for name, patterns in _by_element(rules).items():
        template = etree.SubElement(root, f"{XSL}template", match=name)
        for cases in patterns:
            template.append(_first_of(cases))
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


@dataclass(frozen=True, slots=True)
class Case:
    """A rule for the elements of a name: the test of an element, "" for all of them."""

    test: str
    rule: etree._Element


def _by_element(rules: etree._Element) -> dict[str, list[list[Case]]]:
    """The cases of each pattern in their order, by the names of the elements that they are for."""
    found: dict[str, list[list[Case]]] = {}
    for pattern in rules.iter(f"{SCH}pattern"):
        cases: dict[str, list[Case]] = {}
        for rule in pattern.findall(f"{SCH}rule"):
            for part in OR.split(rule.get("context", "")):
                match = CONTEXT.fullmatch(part.strip())
                if match is None:
                    raise ValueError(f"a context that is no name with predicates: {part}")
                test = " and ".join(f"({each})" for each in _predicates(match["predicates"]))
                cases.setdefault(match["name"], []).append(Case(test, rule))
        for name, of_name in cases.items():
            if any(_has_tests(case.rule) for case in of_name):
                found.setdefault(name, []).append(of_name)
    return found


def _predicates(text: str) -> list[str]:
    """What stands in the outer brackets of `[@n][not(@cert = 'low')]`."""
    found, depth, begin = [], 0, 0
    for at, character in enumerate(text):
        if character == "[":
            depth += 1
            begin = at + 1 if depth == 1 else begin
        elif character == "]":
            depth -= 1
            found += [text[begin:at]] if not depth else []
    return found


def _first_of(cases: Sequence[Case]) -> etree._Element:
    """The tests of the first case that an element fits: of a pattern, no other rule counts then."""
    choose = etree.Element(f"{XSL}choose")
    for case in cases:
        attributes = {"test": case.test or "true()"}
        etree.SubElement(choose, f"{XSL}when", attributes).extend(_tests(case.rule))
    return choose


def _has_tests(rule: etree._Element) -> bool:
    return next(_tests(rule), None) is not None


def _tests(rule: etree._Element) -> Iterator[etree._Element]:
    """The variables of a rule, and what writes "broken" for each test that fails."""
    checks = [each for each in rule.iter(f"{SCH}assert") if each.get("role") != "warning"]
    for let in rule.iter(f"{SCH}let") if checks else ():
        name, value = let.get("name", ""), let.get("value", "")
        yield etree.Element(f"{XSL}variable", name=name, select=value)
    for check in checks:
        broken = etree.Element(f"{XSL}if", test=f"not({check.get('test')})")
        broken.text = "broken"
        yield broken


def generate(folder: Path) -> None:
    """Write the files of GENERATED to a folder."""
    grammars(folder)
    odd, rules = (FOLDER / name for name in ("tei_kit.odd", "tei_kit.sch"))
    text = customization(odd.read_text("utf-8"), rules.read_text("utf-8"))
    (folder / "tei_kit.odd").write_text(text, "utf-8")
    grammar = etree.parse(folder / "tei_kit.rng")
    (folder / "tei_kit.common.rng").write_text(common(grammar), "utf-8")
    (folder / "tei_kit.xsl").write_text(stylesheet(rules.read_text("utf-8")), "utf-8")


def drifted(folder: Path) -> list[str]:
    """The names of the committed files that differ from freshly generated ones in a folder."""
    return [name for name in GENERATED if _bytes(FOLDER / name) != _bytes(folder / name)]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def main(arguments: Sequence[str]) -> int:
    """Generate, or check with --check; the exit code is 1 when the check finds a difference."""
    parser = argparse.ArgumentParser(description="Make the generated schemas.")
    parser.add_argument("--check", action="store_true", help="only report what differs")
    if not parser.parse_args(arguments).check:
        generate(FOLDER)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder))
        names = drifted(Path(folder))
    for name in names:
        print(f"{name} is out of date; run: python schemas/generate.py")
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
