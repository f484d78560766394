"""Every shape of the seed, as section 3 of the design encodes it."""

import pytest

import tei_kit
from tests.test_fixtures import SEED

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.fixture(scope="module")
def seed():
    return tei_kit.convert(tei_kit.read(SEED))


@pytest.fixture(scope="module")
def body(seed):
    return seed.tree.find(f".//{TEI}body")


def words(element):
    return " ".join("".join(element.itertext()).split())


def around(element):
    """The word before an element and the word after it."""
    previous = element.getprevious()
    before = (element.getparent().text if previous is None else previous.tail) or ""
    return before.split()[-1:], (element.tail or "").split()[:1]


def test_the_heading_has_its_number_and_its_note(body):
    div = body.find(f"{TEI}div")
    assert (div.get("type"), div.get("n"), div.get(XML_ID)) == ("document", "207", "d207")
    head = div.find(f"{TEI}head")
    assert head.text == "207. Memorandum of Conversation"
    assert head[0].get("type") == "source"
    assert head[0].text.startswith("Source: National Archives")


def test_nine_participants_are_items_and_persons(seed, body):
    items = body.findall(f".//{TEI}list[@type='participants']/{TEI}item")
    persons = seed.tree.findall(f".//{TEI}person")
    assert len(items) == len(persons) == 9
    pointers = [item[0].get("ref") for item in items]
    assert pointers == [f"#{person.get(XML_ID)}" for person in persons]
    kissinger = seed.tree.find(f".//{TEI}person[@{XML_ID}='kissinger']")
    assert words(kissinger.find(f"{TEI}persName")) == "Henry A. Kissinger"
    assert words(kissinger.find(f"{TEI}occupation")).startswith("Assistant to the President")


def test_participants_without_a_name_are_persons_too(seed):
    nameless = [p for p in seed.tree.iter(f"{TEI}person") if p.find(f"{TEI}persName") is None]
    assert [words(p) for p in nameless] == [
        "North Vietnamese Interpreter",
        "One other North Vietnamese Official",
    ]


def test_128_turns_say_who_speaks(body):
    turns = body.findall(f".//{TEI}sp")
    assert len(turns) == 128
    assert {(t.get("who"), words(t[0])) for t in turns} == {
        ("#kissinger", "Kissinger:"),
        ("#xuan_thuy", "Xuan Thuy:"),
    }
    assert sum(t.get("who") == "#kissinger" for t in turns) == 64


def test_continuation_paragraphs_and_lists_are_inside_their_turn(body):
    offer = next(t for t in body.iter(f"{TEI}sp") if t.find(f"{TEI}list") is not None)
    names = [child.tag.removeprefix(TEI) for child in offer]
    assert names[:2] == ["speaker", "p"]
    assert names.count("list") == 1
    assert words(offer[-1]) == "Thank you Mr. Minister."
    assert "pb" in names


def test_fifteen_page_breaks_stand_where_they_stood(body):
    pages = body.findall(f".//{TEI}pb")
    assert [p.get("n") for p in pages] == [str(n) for n in range(652, 668) if n != 654]
    inside = [p for p in pages if p.getparent().tag == f"{TEI}p"]
    assert [(p.get(XML_ID), *around(p)) for p in inside] == [
        ("pg_658", ["neutrality,"], ["independence,"]),
        ("pg_659", ["Vietnam,"], ["and"]),
        ("pg_664", ["final"], ["offer"]),
    ]


def test_the_missing_page_is_a_warning(seed):
    warnings = [d for d in seed.diagnostics if d.severity is tei_kit.Severity.WARNING]
    assert [(d.code, d.place.line) for d in warnings] == [("TK201", 113)]
    assert warnings[0].message == "page 654 is missing: page 655 follows page 653."


def test_nine_notes_stand_where_their_references_stood(body):
    notes = body.findall(f".//{TEI}note")
    assert [n.get("n") for n in notes] == [str(n) for n in range(1, 10)]
    assert [around(n) for n in notes] == [
        (["Conversation"], []),
        (["Administration."], []),
        (["September."], []),
        (["10"], ["and"]),
        (["point"], ["proposals."]),
        (["Street"], ["and"]),
        (["ago"], ["that"]),
        (["statement."], ["While"]),
        (["around.)"], []),
    ]


def test_the_seven_points_are_numbered_and_the_last_has_a_list_of_three(body):
    seven, three = body.findall(f".//{TEI}sp/{TEI}list")
    assert [i.get("n") for i in seven.findall(f"{TEI}item")] == list("1234567")
    nested = seven.findall(f"{TEI}item/{TEI}list")
    assert [words(i).split()[0] for i in nested[0]] == ["—Your", "—The", "—The"]
    assert nested[0].getparent().get("n") == "7"
    assert [i.get("n") for i in three] == list("123")


def test_five_asides_are_stage_directions(body):
    stages = body.findall(f".//{TEI}stage")
    assert [(s.getparent().tag.removeprefix(TEI), words(s)[:12]) for s in stages] == [
        ("p", "(To his inte"),
        ("div", "(There was a"),
        ("p", "(After discu"),
        ("div", "(Mr. Vy talk"),
        ("div", "(Farewells a"),
    ]


def test_references_in_the_volume_are_links_and_others_are_not(body):
    refs = [(r.get("target"), words(r)) for r in body.iter(f"{TEI}ref")]
    assert refs == [
        ("#d34", "Document 34"),
        ("#d35fn2", "footnote 2, Document 35"),
        ("#d41", "Documents 41"),
        ("#d43", "43"),
    ]


def test_only_complete_dates_are_dates(body):
    assert [(d.get("when"), words(d)) for d in body.iter(f"{TEI}date")] == [
        ("1971-06-30", "June 30, 1971")
    ]


def test_the_header_says_where_the_document_is_kept(seed):
    bibl = seed.tree.find(f".//{TEI}sourceDesc/{TEI}bibl")
    assert bibl.get("corresp") == "#d207"
    assert [words(e) for e in bibl.iter(f"{TEI}repository", f"{TEI}collection", f"{TEI}idno")] == [
        "National Archives",
        "Nixon Presidential Materials",
        "NSC Files",
        "1039",
    ]
    assert words(bibl.find(f"{TEI}note[@type='classification']")).startswith("Top Secret")


def test_the_tag_usage_counts_what_is_there(seed, body):
    for usage in seed.tree.iter(f"{TEI}tagUsage"):
        name = f"{TEI}{usage.get('gi')}"
        inside = sum(1 for _ in body.getparent().iter(name))
        assert usage.get("occurs") == str(inside), name


def test_the_text_reads_back_as_the_seed(seed):
    read_back = tei_kit.text_of(seed.tree)
    assert read_back.split() == seed.source.text.split()


def test_counts_are_those_of_the_summary(seed):
    counts = seed.counts
    assert (counts.documents, counts.turns, counts.pages) == (1, 128, 15)
    assert (counts.notes, counts.lists, counts.persons) == (9, 4, 9)
