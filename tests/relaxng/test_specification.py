"""Every section of the RELAX NG specification has cases, and they come out as it says.

The cases are in tests/relaxng: a schema and documents, or a schema that is wrong. A root element
without a namespace is given that of RELAX NG. Jing is asked as well where it is installed.
"""

import os
import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tei_kit import relaxng
from tei_kit.diagnostics import SchemaError
from tei_kit.xml.names import RELAX_NG_NAMESPACE as NAMESPACE
from tests.places import DATA

FOLDER = DATA / "relaxng"
JING = shutil.which("jing")
NVDL = "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"
# A process of Jing mostly lasts too short for the compiler of Java to be of use.
QUICKLY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

# The start tag of a root that declares no namespace: `<element name="a">`.
ROOT = re.compile(r"(\A (?: \s | <\?.*?\?> | <!--.*?--> )* < \w+ ) (?= [\s/>] )", re.VERBOSE)
# What Jing says of a file: `case/schema.rng:1:20: error: ...`.
COMPLAINT = re.compile(r"^(.+?):\d+:\d+: (?:fatal|error)|^(?:fatal|error)", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A schema with documents, or a schema that is wrong."""

    name: str
    """Where it stands: `section_4_07-3`."""
    says: str
    """What it shows, in a sentence."""
    schema: str = ""
    wrong: str = ""
    valid: list[str] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    """What the schema refers to, by address."""
    jing: str = ""
    """Why Jing does not see it so; mostly it does."""

    def write(self, folder):
        """The file of the schema, the others beside it."""
        for name, text in {"schema.rng": self.schema or self.wrong, **self.files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(declared(text), encoding="utf-8")
        return folder / "schema.rng"


def declared(schema):
    start = schema.partition(">")[0] if schema.lstrip()[:2] not in ("<?", "<!") else schema
    return (
        schema
        if "xmlns=" in start or "<r:" in start
        else ROOT.sub(rf'\1 xmlns="{NAMESPACE}"', schema, count=1)
    )


def read(path):
    section = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Case(f"{path.stem}-{at}", **entry) for at, entry in enumerate(section["case"], start=1)]


CASES = [case for path in sorted(FOLDER.glob("*.toml")) for case in read(path)]
RIGHT = [case for case in CASES if case.schema]
WRONG = [case for case in CASES if case.wrong]


def named(cases):
    return pytest.mark.parametrize("case", [pytest.param(one, id=one.name) for one in cases])


def test_every_case_says_what_it_shows_once():
    assert len({case.says for case in CASES}) == len(CASES) > 250
    assert all(case.says.endswith(".") for case in CASES)
    assert all(bool(case.schema) != bool(case.wrong) for case in CASES)
    assert all(case.valid or case.invalid for case in RIGHT)


@named(RIGHT)
def test_a_schema_takes_the_documents_that_it_should(case, tmp_path):
    schema = relaxng.compile(case.write(tmp_path))
    for texts, is_valid in ((case.valid, True), (case.invalid, False)):
        for text in texts:
            document = tmp_path / "document.xml"
            document.write_text(text, encoding="utf-8")
            assert (schema.validate(document) == []) is is_valid, f"{case.says}\n{text}"


@named(WRONG)
def test_a_wrong_schema_is_refused(case, tmp_path):
    path = case.write(tmp_path)
    with pytest.raises(SchemaError) as caught:
        relaxng.compile(path)
    assert {one.code for one in caught.value.diagnostics} <= {"TK501", "TK505"}, case.says


needs_jing = pytest.mark.skipif(JING is None, reason="Jing is not installed")


@needs_jing
def test_jing_takes_the_same_documents(tmp_path):
    """One schema of all, in which the documents of each case stand in an element of its own."""
    cases = [case for case in RIGHT if not case.jing]
    documents = {}
    for case in cases:
        case.write(tmp_path / case.name)
        for texts, is_valid in ((case.valid, True), (case.invalid, False)):
            for at, text in enumerate(texts):
                path = tmp_path / case.name / f"{'valid' if is_valid else 'invalid'}-{at}.xml"
                path.write_text(f"<{case.name}>{text}</{case.name}>", encoding="utf-8")
                documents[path] = is_valid
    schema = tmp_path / "all.rng"
    schema.write_text(all_of(cases), encoding="utf-8")
    complaints = jing(schema, *documents)
    assert not {path for path in complaints if path not in documents}
    wrong = [path for path, is_valid in documents.items() if (path not in complaints) != is_valid]
    assert wrong == []


@needs_jing
def test_jing_refuses_the_same_schemas(tmp_path):
    """All in one process, which goes on after most mistakes; then what the others stopped it at."""
    cases = {case.write(tmp_path / case.name): case for case in WRONG if not case.jing}
    left, taken = list(cases), []
    while left:
        rules = tmp_path / "all.nvdl"
        rules.write_text(each_of(left), encoding="utf-8")
        folders = {path.parent for path in jing(rules)}
        left = [path for path in left if path.parent not in folders]
        if left:
            first, *left = left
            taken += [] if jing(first) else [cases[first].says]
    assert taken == []


def each_of(paths):
    """Rules (NVDL) that refer to some schemas: Jing tries all of them."""
    rules = "".join(
        f'<namespace ns="urn:{path.parent.name}"><validate schema="{path.as_uri()}"/></namespace>'
        for path in paths
    )
    return f'<rules xmlns="{NVDL}">{rules}</rules>'


def all_of(cases):
    """A schema that refers to those of some cases."""
    options = "".join(
        f'<element name="{case.name}"><externalRef href="{case.name}/schema.rng"/></element>'
        for case in cases
    )
    return f'<choice xmlns="{NAMESPACE}">{options}<notAllowed/></choice>'


def jing(schema, *documents):
    """The files that Jing complains of."""
    command = [str(JING), str(schema), *map(str, documents)]
    environment = {**os.environ, "JAVA_TOOL_OPTIONS": QUICKLY}
    output = subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment
    ).stdout
    return {Path(found[1] or schema) for found in COMPLAINT.finditer(output)}
