"""The public conformance suite of Schematron, where it is at hand."""

from pathlib import Path

import pytest
from lxml import etree

from tei_kit import schematron
from tei_kit.diagnostics import TeiKitError
from tei_kit.schematron import saxon
from tests.places import SHARED

SUITE = SHARED / "schematron"
CASE = "{tag:dmaus@dmaus.name,2019:Schematron:Testsuite}"

# The schemas, by file and number, in which the suite asks for what the standard does not say
REASONS = {
    # It asks that a let of a pattern hides the schema's; let-name-collision-error-05 and -06 ask
    # that the same is an error, which is what 5.4.5 says ("multiply defined").
    "let-scope-pattern-01 0",
    # Its test is count(html:p) = 1 at the document node of <element/>, which is false: the $foobar
    # that the label speaks of is missing.
    "let-value-element-content-01 0",
}


def cases():
    for file in sorted(SUITE.rglob("*.xml")):
        root = etree.parse(file).getroot()
        if root.tag == f"{CASE}testcase":
            for number, _ in enumerate(root.find(f"{CASE}schemas")):
                yield pytest.param(file, number, id=f"{file.stem} {number}")


def write(folder: Path, root) -> Path:
    for document in root.find(f"{CASE}documents"):
        path = folder / document.get("filename")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(etree.tostring(document[0], with_tail=False))
        if document.tag == f"{CASE}primary":
            primary = path
    return primary


def outcome(schema: Path, phase, document: Path) -> str:
    try:
        return "invalid" if schematron.compile(schema, phase).validate(document) else "valid"
    except TeiKitError:
        return "error"


@pytest.mark.skipif(not saxon.is_installed(), reason="saxonche is not installed")
@pytest.mark.parametrize(("file", "number"), cases())
def test_the_outcome_is_the_expected_one(file, number, tmp_path):
    root = etree.parse(file).getroot()
    schemas = root.find(f"{CASE}schemas")
    document = write(tmp_path, root)
    schema = tmp_path / "schema.sch"
    schema.write_bytes(etree.tostring(schemas[number], with_tail=False))
    as_expected = outcome(schema, schemas.get("phase"), document) == root.get("expect")
    assert as_expected != (f"{file.stem} {number}" in REASONS)
