"""Of thousands of changed documents those are valid that are valid for Jing, and no others.

The changes are drawn with a fixed seed: the same documents in every run, two changes in some.
"""

import re
import shutil
import subprocess
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest
from lxml import etree

import tei_kit
from tei_kit import relaxng
from tei_kit.validation import bundled
from tests.places import DATA, ROOT

TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all.rng"
SEED = 20260718
FIXTURES = DATA / "texts"
TEXTS = [*sorted(FIXTURES.glob("*.txt")), *sorted((FIXTURES / "readers").glob("*.html"))]
LARGE = sorted((ROOT / "output").glob("000_*.xml"))
CHANGED_SMALL, CHANGED_LARGE = 4000, 150

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TAGS = [
    *(f"{TEI}{name}" for name in ("ab", "closer", "div", "gap", "head", "item", "l", "lb", "list")),
    *(f"{TEI}{name}" for name in ("note", "p", "pb", "quote", "ref", "seg", "sp", "speaker", "w")),
    *("p", f"{TEI}unknown", "{http://www.w3.org/1998/Math/MathML}math"),
]
ATTRIBUTES = [
    *("cert", "corresp", "n", "place", "rend", "target", "type", "unit", "unknown", "when", "who"),
    *(f"{XML}base", f"{XML}id", f"{XML}lang", f"{XML}space", f"{TEI}n", "{urn:x}n"),
]
VALUES = [
    "",
    " ",
    "a",
    "a b",
    "1",
    "-1",
    "#a",
    "#a #b",
    "1971-05-31",
    "1971-13-01",
    "true",
    "%",
    "é",
]

# What Jing says of a file: `0017.xml:3:9: error: ...`.
COMPLAINT = re.compile(r"^(.+?):\d+:\d+: (?:fatal|error)", re.MULTILINE)

needs_jing = pytest.mark.skipif(shutil.which("jing") is None, reason="Jing is not installed")
needs_tei_all = pytest.mark.skipif(not TEI_ALL.exists(), reason="TEI's own schema is not there")

Change = Callable[[Random, list[etree._Element]], None]


def renamed(draw, elements):
    draw.choice(elements).tag = draw.choice([*TAGS, draw.choice(elements).tag])


def moved(draw, elements):
    taken, target = draw.choice(elements), draw.choice(elements)
    if taken is not elements[0] and taken not in target.iterancestors() and taken is not target:
        target.insert(draw.randint(0, len(target)), taken)


def dropped(draw, elements):
    element = draw.choice(elements)
    if element is not elements[0]:
        element.getparent().remove(element)


def unwrapped(draw, elements):
    element = draw.choice(elements)
    if element is not elements[0]:
        for child in list(element):
            element.addprevious(child)
        element.getparent().remove(element)


def wrapped(draw, elements):
    element = draw.choice(elements)
    if element is not elements[0]:
        wrapper = etree.Element(draw.choice(TAGS))
        element.addprevious(wrapper)
        wrapper.append(element)


def doubled(draw, elements):
    element = draw.choice(elements)
    if element is not elements[0]:
        element.addnext(deepcopy(element))


def swapped(draw, elements):
    element = draw.choice(elements)
    after = element.getnext()
    if after is not None and element is not elements[0]:
        after.addnext(element)


def emptied(draw, elements):
    element = draw.choice(elements)
    if element is not elements[0]:
        element[:] = []
        element.text = draw.choice([None, " ", "text"])


def with_attribute(draw, elements):
    draw.choice(elements).set(draw.choice(ATTRIBUTES), draw.choice(VALUES))


def without_attribute(draw, elements):
    element = draw.choice(elements)
    if element.attrib:
        element.attrib.pop(draw.choice(element.keys()))


def with_another_value(draw, elements):
    element = draw.choice(elements)
    for name, value in element.items():
        changed = (f" {value} ", f"{value}.", value[:-1], value.upper())
        element.set(name, draw.choice([*VALUES, *changed, *changed]))


def with_text(draw, elements):
    element = draw.choice(elements)
    element.text = (element.text or "") + draw.choice(["text", "\n", "\u00a0"])


def with_text_after(draw, elements):
    element = draw.choice(elements)
    if element is not elements[0]:
        element.tail = (element.tail or "") + draw.choice(["text", " ", "\u00a0"])


def with_comment(draw, elements):
    draw.choice(elements).insert(0, etree.Comment("comment"))


CHANGES: list[Change] = [
    *(renamed, moved, dropped, unwrapped, wrapped, doubled, swapped, emptied),
    *(with_attribute, without_attribute, with_another_value),
    *(with_text, with_text_after, with_comment),
]


def changed(draw, tree):
    """A copy of a tree with a change, sometimes two or three; and what they are called."""
    tree = deepcopy(tree)
    changes = draw.choices(CHANGES, k=draw.choice([1, 1, 1, 2, 3]))
    for change in changes:
        change(draw, list(tree.iter("{*}*")))
    return tree, " and ".join(change.__name__ for change in changes)


def small_trees():
    """The file of all elements, and what the texts of the fixtures become."""
    conversions = (tei_kit.convert(path.read_bytes(), name=path.name) for path in TEXTS)
    made = (etree.fromstring(one.to_bytes()).getroottree() for one in conversions)
    return [etree.parse(FIXTURES / "every_element.xml"), *made]


def write_changed(folder):
    """The changed documents, and what was done to each."""
    draw = Random(SEED)
    done = {}
    large = [etree.parse(path) for path in LARGE]
    for trees, count in ((small_trees(), CHANGED_SMALL), (large, CHANGED_LARGE)):
        for _ in range(count):
            tree, called = changed(draw, draw.choice(trees))
            path = folder / f"{len(done):04}.xml"
            tree.write(path, encoding="utf-8")
            done[path] = called
    return done


def refused_by_jing(schema, paths, *options):
    """The files that Jing complains of, the schema among them if it is wrong."""
    command = ["jing", *options, str(schema), *map(str, paths)]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "fatal" not in output, output
    return {Path(file) for file in COMPLAINT.findall(output)}


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return write_changed(tmp_path_factory.mktemp("changed"))


@needs_jing
@pytest.mark.parametrize("ids", [True, False], ids=["with identifiers", "without"])
@pytest.mark.parametrize(
    "schema",
    [
        pytest.param(bundled.path("tei_kit.rng"), id="tei_kit"),
        pytest.param(TEI_ALL, id="tei_all", marks=needs_tei_all),
    ],
)
def test_of_changed_documents_those_are_valid_that_are_for_jing(schema, ids, documents):
    refused = refused_by_jing(schema, documents, *([] if ids else ["-i"]))
    grammar = relaxng.compile(schema, ids=ids)
    differing = {
        f"{path.name}: {done}"
        for path, done in documents.items()
        if bool(grammar.validate(path)) is not (path in refused)
    }
    assert differing == set()
    assert len(documents) / 5 < len(refused) < len(documents) * 4 / 5


@needs_jing
@pytest.mark.parametrize("name", ["tei_kit.rng", "tei_kit.rnc"])
def test_jing_and_the_engine_accept_each_schema_of_the_project(name):
    path = bundled.path(name)
    relaxng.compile(path)
    assert refused_by_jing(path, [], *(["-c"] if path.suffix == ".rnc" else [])) == set()


@needs_jing
@needs_tei_all
def test_jing_and_the_engine_accept_the_schema_of_tei():
    relaxng.compile(TEI_ALL)
    assert refused_by_jing(TEI_ALL, []) == set()
