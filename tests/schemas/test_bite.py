"""Small breakages of a valid file, and which of the three schemas rejects each.

A schema that accepts everything passes every other test; these show that each rule bites.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

import pytest
from lxml import etree

from tei_kit.diagnostics import Severity
from tei_kit.validation import bundled
from tei_kit.validation.engines import Schema, compile_schemas, parse
from tests.places import DATA, ROOT

VALID = [
    DATA / "texts" / "every_element.xml",
    *sorted((ROOT / "output").glob("000_*.xml")),
]

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

DOCUMENT = "//t:div[@type='document']"
NUMBERED = "//t:body//t:list[t:item[@n='1']]"
LAST_NOTE = f"(({DOCUMENT})[1]//t:note)[last()]"
LAST_PAGE = f"(({DOCUMENT})[1]//t:pb)[last()]"
ALL, GRAMMARS, RULES = {"rng", "xsd", "sch"}, {"rng", "xsd"}, {"sch"}

Change = Callable[[etree._Element], object]


def remove(element):
    """Take an element out, its tail staying where it is."""
    parent = element.getparent()
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def with_attribute(name, value) -> Change:
    return lambda element: element.set(name, value)


def without(name) -> Change:
    return lambda element: element.attrib.pop(name)


def renamed(tag) -> Change:
    return lambda element: setattr(element, "tag", f"{TEI}{tag}")


def with_first(markup) -> Change:
    return lambda element: element.insert(0, etree.fromstring(_in_tei(markup)))


def with_last(markup) -> Change:
    return lambda element: element.append(etree.fromstring(_in_tei(markup)))


def followed_by(markup) -> Change:
    return lambda element: element.addnext(etree.fromstring(_in_tei(markup)))


def beginning(text) -> Change:
    def change(element):
        element.text = text + (element.text or "")

    return change


def emptied(element):
    for child in list(element):
        element.remove(child)
    element.text = None


def doubled(element):
    element.addnext(deepcopy(element))


def only_a_signature(element):
    emptied(element)
    with_last("<closer><signed>X</signed></closer>")(element)


def wrapped_in_itself(element):
    inner = deepcopy(element)
    inner.set(XML_ID, f"{element.get(XML_ID)}b")
    inner.tail = None
    element.append(inner)


def last_child_first(element):
    element.insert(0, element[-1])


def _in_tei(markup):
    """The markup with TEI's namespace on its first tag."""
    end = re.match(r"<\w+", markup).end()
    return f'{markup[:end]} xmlns="{TEI[1:-1]}"{markup[end:]}'


@dataclass(frozen=True)
class Breakage:
    """What is wrong, the element it happens to, how, and who must notice."""

    sentence: str
    at: str
    change: Change
    rejected_by: set[str]


BREAKAGES = [
    # the whole
    Breakage("the root is another element", "/t:TEI", renamed("teiCorpus"), GRAMMARS),
    Breakage("the language is missing", "/t:TEI", without(XML_LANG), GRAMMARS),
    Breakage("the language is no tag", "/t:TEI", with_attribute(XML_LANG, "en_US!"), GRAMMARS),
    Breakage("the header is missing", "//t:teiHeader", remove, ALL),
    Breakage("the body is empty", "//t:body", emptied, ALL),
    Breakage("a root attribute is unknown", "/t:TEI", with_attribute("version", "1"), GRAMMARS),
    # the header
    Breakage("the title is missing", "//t:titleStmt/t:title", remove, GRAMMARS),
    Breakage("the publisher is missing", "//t:publisher", remove, GRAMMARS),
    Breakage("the availability is missing", "//t:availability", remove, GRAMMARS),
    Breakage(
        "the status of availability is unknown",
        "//t:availability",
        with_attribute("status", "gratis"),
        GRAMMARS,
    ),
    Breakage(
        "the type of an identifier is two words",
        "//t:idno[@type='filename']",
        with_attribute("type", "file name"),
        GRAMMARS,
    ),
    Breakage(
        "no way of citing is the usual one",
        "//t:refsDecl[@default]",
        without("default"),
        RULES,
    ),
    Breakage("a way of citing has no name", "//t:refsDecl", without("n"), GRAMMARS),
    Breakage(
        "a part inside another has nothing before its name",
        "//t:citeStructure/t:citeStructure",
        without("delim"),
        GRAMMARS,
    ),
    Breakage("a page has two images", "//t:pb", with_attribute("facs", "1.jpg 2.jpg"), GRAMMARS),
    Breakage(
        "a paragraph is named after another document",
        "//t:body//t:sp/t:p",
        with_attribute(XML_ID, "d1.p1"),
        RULES,
    ),
    Breakage("a collection has no repository", "//t:repository", remove, GRAMMARS),
    Breakage(
        "the source is missing", "//t:sourceDesc/*", lambda e: emptied(e.getparent()), GRAMMARS
    ),
    Breakage(
        "a source names a division that is not there",
        "//t:bibl[@corresp]",
        with_attribute("corresp", "#d9999"),
        RULES,
    ),
    Breakage(
        "the version of the program is no version",
        "//t:application",
        with_attribute("version", "new"),
        GRAMMARS,
    ),
    Breakage(
        "a tag is counted in words", "//t:tagUsage", with_attribute("occurs", "one"), GRAMMARS
    ),
    Breakage("a list of persons is empty", "//t:listPerson", emptied, ALL),
    Breakage("a person has no identifier", "//t:person", without(XML_ID), ALL),
    Breakage("nothing is said of a person", "//t:person", emptied, GRAMMARS),
    Breakage(
        "a person's name comes last", "//t:person[t:persName][*[2]]", last_child_first, GRAMMARS
    ),
    Breakage("the list of changes is missing", "//t:revisionDesc", remove, GRAMMARS),
    # divisions
    Breakage("a document has no identifier", DOCUMENT, without(XML_ID), {"rng", "sch"}),
    Breakage("a division has a number and no type", DOCUMENT, without("type"), {"rng"}),
    Breakage(
        "a division is of an unknown type", DOCUMENT, with_attribute("type", "volume"), GRAMMARS
    ),
    Breakage("a document stands inside a document", DOCUMENT, wrapped_in_itself, ALL),
    Breakage("two documents share an identifier", DOCUMENT, doubled, GRAMMARS),
    Breakage(
        "a heading comes after the text",
        f"{DOCUMENT}/t:sp",
        followed_by("<head>X</head>"),
        GRAMMARS,
    ),
    Breakage("bare text stands in a division", DOCUMENT, beginning("lost words"), GRAMMARS),
    Breakage("a document says nothing", DOCUMENT, emptied, RULES),
    Breakage("a document is only signed", DOCUMENT, only_a_signature, GRAMMARS),
    # notes
    Breakage("a note has no number", LAST_NOTE, without("n"), {"rng"}),
    Breakage("a note has no identifier", LAST_NOTE, without(XML_ID), ALL),
    Breakage("a note has no place", LAST_NOTE, without("place"), GRAMMARS),
    Breakage("a note is in an unknown place", LAST_NOTE, with_attribute("place", "foot"), GRAMMARS),
    Breakage("a note is anchored='true'", LAST_NOTE, with_attribute("anchored", "true"), GRAMMARS),
    Breakage("a note's number leaves a gap", LAST_NOTE, with_attribute("n", "99"), RULES),
    Breakage("two notes have one number", LAST_NOTE, with_attribute("n", "1"), RULES),
    Breakage(
        "a note's identifier is of another document",
        LAST_NOTE,
        with_attribute(XML_ID, "d9999fn1"),
        RULES,
    ),
    Breakage("a later note is the source", LAST_NOTE, with_attribute("type", "source"), RULES),
    Breakage("a note holds itself", LAST_NOTE, wrapped_in_itself, ALL),
    # pages
    Breakage("a page has no number", "//t:body//t:pb", without("n"), {"rng"}),
    Breakage("a page has no identifier", "//t:body//t:pb", without(XML_ID), GRAMMARS),
    Breakage("a page holds text", "//t:body//t:pb", beginning("652"), GRAMMARS),
    Breakage("a page goes back", LAST_PAGE, with_attribute("n", "2"), RULES),
    Breakage("an identifier is no name", "//t:body//t:pb", with_attribute(XML_ID, "6 5"), GRAMMARS),
    # turns
    Breakage("a turn has no speaker", "//t:speaker", remove, GRAMMARS),
    Breakage("a speaker has no text", "//t:speaker", emptied, RULES),
    Breakage(
        "the speaker is nobody listed", "//t:sp[@who]", with_attribute("who", "#nobody"), RULES
    ),
    Breakage("the speaker is a page", "//t:sp[@who]", with_attribute("who", "#pg_652"), RULES),
    Breakage(
        "one of two speakers is nobody listed",
        "//t:sp[@who='#kissinger']",
        with_attribute("who", "#kissinger #nobody"),
        RULES,
    ),
    Breakage("the speaker is a bare name", "//t:sp[@who]", with_attribute("who", "Kissinger"), ALL),
    Breakage("a turn says nothing", "//t:sp[t:p]", lambda e: [remove(c) for c in e[1:]], GRAMMARS),
    Breakage("bare text stands in a turn", "//t:sp", beginning("lost words"), GRAMMARS),
    Breakage("a paragraph stands in a paragraph", "//t:sp/t:p", with_last("<p>X</p>"), GRAMMARS),
    Breakage("a heading stands in a turn", "//t:sp", with_last("<head>X</head>"), GRAMMARS),
    Breakage("an element is unknown", "//t:sp/t:p", with_last("<emph>X</emph>"), GRAMMARS),
    # lists
    Breakage("a list has no items", NUMBERED, emptied, GRAMMARS),
    Breakage("a list is of an unknown type", NUMBERED, with_attribute("type", "gloss"), GRAMMARS),
    Breakage("bare text stands in a list", NUMBERED, beginning("lost words"), GRAMMARS),
    Breakage("an item counts twice", f"{NUMBERED}/t:item[@n='2']", with_attribute("n", "1"), RULES),
    Breakage("an item is skipped", f"{NUMBERED}/t:item[@n='2']", with_attribute("n", "5"), RULES),
    Breakage(
        "a list stands in a list", NUMBERED, with_last("<list><item>X</item></list>"), GRAMMARS
    ),
    # references, names and dates
    Breakage("a reference has no target", "//t:body//t:ref", without("target"), GRAMMARS),
    Breakage("a reference has no text", "//t:body//t:ref", emptied, RULES),
    Breakage(
        "a note is meant that this document lacks",
        "//t:body//t:ref",
        with_attribute("target", "#d207fn99"),
        RULES,
    ),
    Breakage(
        "a reference points to nothing",
        "//t:body//t:ref",
        with_attribute("target", "#page_12"),
        RULES,
    ),
    Breakage(
        "a name is of nobody listed",
        "//t:body//t:persName[@ref]",
        with_attribute("ref", "#nobody"),
        RULES,
    ),
    Breakage("a date is in words", "//t:body//t:date", with_attribute("when", "May 31"), GRAMMARS),
    Breakage(
        "a date is not in the calendar",
        "//t:body//t:date",
        with_attribute("when", "1971-02-30"),
        GRAMMARS,
    ),
    Breakage("a certainty is unknown", LAST_NOTE, with_attribute("cert", "maybe"), GRAMMARS),
]


# What only the sample of all elements has.
MORE_BREAKAGES = [
    Breakage(
        "a note is printed that is not there",
        "//t:milestone[@unit='notes']",
        with_attribute("corresp", "#d208fn9"),
        RULES,
    ),
    Breakage(
        "a page is printed as a note",
        "//t:milestone[@unit='notes']",
        with_attribute("corresp", "#pg_656"),
        RULES,
    ),
    Breakage(
        "a note is printed inside a note",
        LAST_NOTE,
        with_last('<milestone unit="notes" corresp="#d207fn1"/>'),
        RULES,
    ),
    Breakage(
        "text goes on elsewhere that is in no note",
        "//t:sp/t:p",
        with_last('<milestone unit="rest"/>'),
        RULES,
    ),
    Breakage(
        "a milestone is of an unknown unit",
        "//t:milestone",
        with_attribute("unit", "line"),
        GRAMMARS,
    ),
    Breakage("a milestone points to nothing", "//t:milestone", without("corresp"), {"rng", "sch"}),
    Breakage(
        "a running head is of an unknown type", "//t:fw", with_attribute("type", "x"), GRAMMARS
    ),
    Breakage(
        "one sign of a note is given", "//t:note[@rend]", with_attribute("rend", "*"), GRAMMARS
    ),
    Breakage(
        "the person of a cast is nobody listed",
        "//t:castItem[@corresp]",
        with_attribute("corresp", "#nobody"),
        RULES,
    ),
    Breakage("a cast names nobody", "//t:castList", emptied, GRAMMARS),
    Breakage("a stanza has no line", "//t:lg", emptied, GRAMMARS),
    Breakage("a line has an unknown part", "//t:l", with_attribute("part", "X"), GRAMMARS),
    Breakage(
        "a direction is of an unknown type", "//t:stage", with_attribute("type", "x"), GRAMMARS
    ),
    Breakage("a timeline is empty", "//t:timeline", emptied, ALL),
    Breakage(
        "a turn begins at a time that is not there",
        "//t:sp[@synch]",
        with_attribute("synch", "#d208.t9"),
        RULES,
    ),
    Breakage(
        "a time stamp is of a page", "//t:time[@synch]", with_attribute("synch", "#pg_651"), RULES
    ),
    Breakage(
        "a point of time follows a page",
        "//t:when[@since]",
        with_attribute("since", "#pg_651"),
        RULES,
    ),
    Breakage(
        "a letter is of a division that is not there",
        "//t:correspDesc",
        with_attribute("corresp", "#letter99"),
        RULES,
    ),
    Breakage("nothing is said of a letter", "//t:correspDesc", emptied, GRAMMARS),
    Breakage(
        "text follows the end of a letter",
        "//t:div[@type='letter']/t:closer",
        followed_by("<p>X</p>"),
        GRAMMARS,
    ),
    Breakage(
        "a title page stands in a division",
        "//t:div[@type='act']",
        with_first("<titlePage/>"),
        GRAMMARS,
    ),
    Breakage("an address has no line", "//t:address", emptied, GRAMMARS),
]


@pytest.fixture(scope="module")
def compiled() -> dict[str, Schema]:
    names = ("tei_kit.rng", "tei_kit.xsd", "tei_kit.sch")
    found = compile_schemas([bundled.path(name) for name in names])
    return {name.rpartition(".")[2]: schema for name, schema in zip(names, found, strict=True)}


def rejecting(tree, compiled):
    """Which schemas find an error in a tree; warnings do not reject."""
    return {
        name
        for name, schema in compiled.items()
        if any(found.severity is Severity.ERROR for found in schema.validate(tree))
    }


@pytest.fixture(params=VALID, ids=lambda path: path.stem)
def tree(request):
    """A fresh tree of each file that the breakages are tried on."""
    return parse(request.param)


def test_the_file_that_is_broken_is_valid_to_begin_with(tree, compiled):
    assert rejecting(tree, compiled) == set()


@pytest.mark.parametrize("breakage", BREAKAGES, ids=lambda breakage: breakage.sentence)
def test_it_is_rejected_when(breakage, tree, compiled):
    element = tree.xpath(f"({breakage.at})[1]", namespaces={"t": TEI[1:-1]})[0]
    breakage.change(element)
    assert rejecting(tree, compiled) == breakage.rejected_by


@pytest.mark.parametrize("breakage", MORE_BREAKAGES, ids=lambda breakage: breakage.sentence)
def test_the_sample_is_rejected_when(breakage, compiled):
    tree = parse(VALID[0])
    element = tree.xpath(f"({breakage.at})[1]", namespaces={"t": TEI[1:-1]})[0]
    breakage.change(element)
    assert rejecting(tree, compiled) == breakage.rejected_by


def test_there_are_at_least_forty_breakages():
    assert len({breakage.sentence for breakage in BREAKAGES}) >= 40


def test_a_number_out_of_order_in_the_source_is_accepted_with_low_certainty(tree, compiled):
    for at, number in ((LAST_NOTE, "99"), (LAST_PAGE, "2")):
        element = tree.xpath(at, namespaces={"t": TEI[1:-1]})[0]
        element.set("n", number)
        element.set("cert", "low")
    assert rejecting(tree, compiled) == set()


def test_a_number_that_the_source_repeats_is_accepted_with_low_certainty(tree, compiled):
    element = tree.xpath(LAST_NOTE, namespaces={"t": TEI[1:-1]})[0]
    element.set("n", "1")
    element.set("cert", "low")
    assert rejecting(tree, compiled) == set()


def test_a_date_of_another_year_is_only_a_warning(tree, compiled):
    tree.find(f".//{TEI}body//{TEI}date").set("when", "1953-05-31")
    found = [(d.code, d.severity) for d in compiled["sch"].validate(tree)]
    assert found == [("TK507", Severity.WARNING)]
    assert rejecting(tree, compiled) == set()
