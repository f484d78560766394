"""Each kind of decision changes the TEI as it says, and leaves the text as it is."""

import pytest

from tei_kit import pipeline
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.xml.names import TEI
from tests.decisions.made import TEXT, converted, elements, found, isa, isnot


def test_without_decisions_the_text_is_read_as_ever():
    assert found("speaker") == ["Vale:", "Dorn:", "Vale:", "Dorn:"]


def test_a_label_becomes_a_speaker_whose_name_may_be_given():
    conversion = converted(isa("A second paragraph.", "speaker", who="Ada Vale"))
    who = [each.get("who") for each in conversion.tree.iter(f"{TEI}sp")]
    assert who[0] == who[2] == who[3] != who[1] == who[4]


def test_a_label_inside_of_a_paragraph_begins_a_turn_there():
    conversion = converted(isa("It was shut", "speaker"))
    assert elements(conversion, "speaker") == ["Vale:", "It was shut", "Dorn:", "Vale:", "Dorn:"]
    assert elements(conversion, "p")[:2] == ["Is it open?", "in May."]


def test_signs_inside_a_label_stay_in_the_name_of_the_person():
    text = TEXT.replace("A second paragraph.", "Mr. Hale-Orr. A second paragraph.")
    conversion = converted(isa("Mr. Hale-Orr.", "speaker"), text=text)
    names = [" ".join(name.itertext()) for name in conversion.tree.iter(f"{TEI}persName")]
    assert "Mr. Hale-Orr" in names


def test_words_that_are_no_speaker_belong_to_the_paragraph():
    assert "Dorn: It was." in found("p", isnot("Dorn:", "speaker", after="It was"))


def test_a_paragraph_becomes_a_heading_of_a_level():
    conversion = converted(isa("A second paragraph.", "heading", level=2, type="part"))
    assert elements(conversion, "head")[1:] == ["A second paragraph."]
    assert conversion.tree.find(f".//{TEI}div[@type='part']") is not None


def test_the_first_words_of_a_paragraph_become_a_heading():
    assert "Is it open?" in found("head", isa("Is it open?", "heading"))
    assert "It was shut in May." in found("p", isa("Is it open?", "heading"))


def test_a_heading_of_level_0_begins_a_document():
    conversion = converted(isa("A second paragraph.", "heading", level=0, n="2"))
    divisions = conversion.tree.findall(f".//{TEI}body/{TEI}div")
    assert [each.get("n") for each in divisions] == ["1", "2"]


def test_a_document_whose_heading_is_denied_goes_on_with_the_one_before():
    text = TEXT + "\n\n2. Memorandum of Conversation\n\nVale: Again.\n"
    assert len(pipeline.convert(text).document.divisions) == 2
    conversion = converted(isnot("2. Memorandum", "heading"), text=text)
    assert len(conversion.document.divisions) == 1


def test_a_direction_stands_alone_or_in_the_middle_of_words():
    assert found("stage", isa("A second paragraph.", "stage")) == ["A second paragraph."]
    assert found("stage", isa("in May", "stage")) == ["in May"]


def test_a_direction_that_is_denied_is_text():
    text = TEXT.replace("Is it open", "(laughing) Is it open").replace("Good.", "(Pause.)")
    assert found("stage", text=text) == ["(laughing)", "(Pause.)"]
    both = (isnot("(laughing)", "stage"), isnot("(Pause.)", "stage"))
    assert found("stage", *both, text=text) == []


def test_a_paragraph_becomes_an_item_of_the_list_before_it():
    text = TEXT.replace("  • Second", "• Second").replace("Good.", "• Third, the quay.")
    conversion = converted(isa("• Third", "item"), text=text)
    assert elements(conversion, "list")[-1].endswith("Third, the quay.")
    assert elements(conversion, "item")[-1] == "Third, the quay."


def test_a_paragraph_without_a_sign_becomes_a_list_of_its_own():
    assert found("list", isa("Good.", "item"))[-1] == "Good."


def test_an_item_that_is_denied_parts_its_list():
    conversion = converted(isnot("First, the boats", "item"))
    assert elements(conversion, "item")[-1] == "Second, the pilots."
    assert "• First, the boats." in elements(conversion, "p")


def test_the_only_item_of_a_list_leaves_no_list():
    both = (isnot("First, the boats", "item"), isnot("Second, the", "item"))
    assert len(found("list", *both)) == 1


def test_lines_of_the_file_become_lines_of_verse():
    text = "1. Song\n\nThe boats go out,\nThe boats come in.\n\nThe end.\n"
    lines = found("l", isa("The boats go out", "verse"), text=text)
    assert lines == ["The boats go out,", "The boats come in."]


def test_verse_that_is_denied_is_a_paragraph():
    text = "1. Song\n\nThe boats go out,\nThe boats come in.\n"
    both = (isa("The boats go out", "verse"), isa("The boats come in", "paragraph"))
    with pytest.raises(DecisionError) as error:
        converted(isa("The boats go out", "verse"), isa("The boats go out", "heading"), text=text)
    assert error.value.diagnostics[0].code == "TK314"
    assert found("p", *both, text=text)


def test_a_paragraph_becomes_a_note_and_words_refer_to_it():
    text = "1. Talk\n\nIt was shut.7 Later it was not.\n\n7. By decree.\n"
    both = (isa("7. By decree", "note"), isa("7", "noteref", before="shut.", after="Later"))
    conversion = converted(*both, text=text)
    note = conversion.tree.find(f".//{TEI}note")
    assert note.get("n") == "7"
    assert note.getparent().tag == f"{TEI}p"


def test_digits_that_are_denied_refer_to_nothing():
    conversion = converted(isnot("1", "noteref", before="Conversation"))
    assert conversion.tree.find(f".//{TEI}body//{TEI}note").get("anchored") == "false"


def test_a_note_that_is_denied_is_a_paragraph():
    both = (isnot("1. Source:", "note"), isnot("1", "noteref", before="Conversation"))
    assert "1. Source: National Archives." in found("p", *both)


def test_words_become_a_page_break_and_a_page_break_words():
    conversion = converted(isa("Good.", "page", n="13"))
    assert [each.get("n") for each in conversion.tree.iter(f"{TEI}pb")] == ["12", "13"]
    assert "[Page 12]" in found("p", isnot("[Page 12]", "page"))


def test_a_paragraph_becomes_a_running_head():
    assert found("fw", isa("Good.", "header")) == ["Good."]


def test_words_become_a_date_with_a_value():
    conversion = converted(isa("in May", "date", when="1971-05"))
    dates = {each.text: each.get("when") for each in conversion.tree.iter(f"{TEI}date")}
    assert dates["in May"] == "1971-05"


def test_a_date_that_is_denied_is_text():
    assert found("date") == ["May 31, 1971"]
    assert found("date", isnot("May 31, 1971", "date")) == []


@pytest.mark.parametrize(
    ("kind", "element"),
    [
        ("dateline", "dateline"),
        ("salutation", "salute"),
        ("close", "salute"),
        ("signature", "signed"),
        ("address", "address"),
        ("postscript", "postscript"),
        ("trailer", "trailer"),
    ],
)
def test_a_paragraph_becomes_a_part_of_a_letter(kind, element):
    text = "1. Letter\n\nThe boats go out.\n\nSo it is.\n\nOne more thing.\n"
    place = "The boats go out." if kind in ("salutation", "dateline") else "One more thing."
    assert found(element, isa(place, kind), text=text) == [place]


def test_a_salutation_may_be_run_into_the_first_paragraph():
    text = "1. Letter\n\nDear friend the boats go out.\n\nSo it is.\n"
    conversion = converted(isa("Dear friend", "salutation"), text=text)
    assert elements(conversion, "salute") == ["Dear friend"]
    assert "the boats go out." in elements(conversion, "p")


def test_a_signature_that_is_denied_is_a_paragraph():
    assert found("signed") == ["Ben Dorn"]
    denied = isnot("Ben Dorn", "signature", after="1. Source")
    assert found("signed", denied) == []


def test_a_paragraph_begins_and_goes_on():
    assert "It was shut in May." in found("p", isa("It was shut", "begins"))
    assert "It was. A second paragraph." in found("p", isa("A second", "goes-on"))


def test_a_turn_ends_before_a_paragraph():
    conversion = converted(isa("A second", "turn-end"))
    paragraphs = [p for p in conversion.tree.iter(f"{TEI}p") if p.text == "A second paragraph."]
    assert paragraphs[0].getparent().tag == f"{TEI}div"


def test_a_turn_ends_before_a_list():
    conversion = converted(isa("First, the boats", "turn-end"))
    lists = list(conversion.tree.iter(f"{TEI}list"))
    assert lists[-1].getparent().tag == f"{TEI}div"


def test_plain_words_are_nothing_else():
    assert found("date", isa("Paris, May 31, 1971", "plain")) == []
    assert found("speaker", isa("Dorn: Yes.", "plain"))[-1] == "Vale:"


def test_one_person_has_one_identifier_across_names():
    text = (
        "1. Talk\n\nMr. Vale: One.\n\nThe Director: Two.\n\nMr. Vale: Three.\n\nThe Director: 4.\n"
    )
    persons = {"av": ["Mr. Vale", "The Director"]}
    conversion = converted(text=text, persons=persons)
    assert {each.get("who") for each in conversion.tree.iter(f"{TEI}sp")} == {"#av"}


def test_layout_family_and_language_can_be_decided():
    decisions = Decisions("d", layout={"paragraphs": "lines"}, family="letter", language="de")
    conversion = pipeline.convert("Eins.\nZwei.\n", decisions=decisions)
    assert conversion.recognition.family == "letter"
    assert conversion.language == "de"
    assert "lines" in conversion.layout.words() or "line" in conversion.layout.words()


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (isa("It was shut", "noteref"), "has no note"),
        (isa("A second", "page"), "no number"),
    ],
)
def test_what_cannot_be_is_an_error_with_its_reason(decision, reason):
    with pytest.raises(DecisionError) as error:
        converted(decision)
    assert error.value.diagnostics[0].code == "TK315"
    assert reason in error.value.diagnostics[0].message


FIGURES = (
    "1. A Report\n\nThe mill.\n\nView of the mill, 1790\n\n[Illustration: A boat]\n\nIt burned.\n"
)


@pytest.mark.parametrize(
    ("decision", "tei"),
    [
        (
            Decision("View of the mill, 1790", kind="figure"),
            '<figure resp="#decisions"><head>View of the mill, 1790</head></figure>',
        ),
        (
            Decision("[Illustration: A boat]", kind="figure"),
            '<figure resp="#decisions"><head>[Illustration: A boat]</head></figure>',
        ),
        (
            Decision("[Illustration: A boat]", no="figure"),
            '<p resp="#decisions">[Illustration: A boat]</p>',
        ),
        (
            Decision("[Illustration: A boat]", kind="stage"),
            '<stage resp="#decisions">[Illustration: A boat]</stage>',
        ),
    ],
)
def test_figures_are_decided(decision, tei):
    made = pipeline.convert(FIGURES, decisions=Decisions("d", [decision]))
    assert tei in made.to_bytes().decode()


def test_a_running_head_that_is_one_already_can_be_decided():
    heads = "The Office {}\n\nIt rained all day, and nobody came.\n\n\f"
    text = "".join(heads.format(n) for n in range(1, 6))
    decision = Decision("The Office 3", kind="header", type="footer")
    made = pipeline.convert(text, decisions=Decisions("d", [decision])).to_bytes().decode()
    assert '<fw resp="#decisions" type="footer" place="bottom">The Office 3</fw>' in made


ENTRANCE = """THE FERRY

ACT I

SCENE I

[Enter ADA and BEN, (Music.) with lamps (which
they have brought from the harbor) and a rope.]

ADA. Who goes (I ask) there?

BEN. The ferryman.
"""


def test_a_direction_may_stand_in_a_longer_one():
    stages = found("stage", isa("(Music.)", "stage"), text=ENTRANCE, family="play")
    assert stages[1] == "(Music.)"
    assert stages[0].startswith("[Enter ADA")


def test_signs_that_stand_around_words_may_stand_on_two_lines():
    stages = found("stage", isa("(…)", "stage", every=True), text=ENTRANCE, family="play")
    assert "(which they have brought from the harbor)" in stages
    assert "(I ask)" not in found(
        "stage", isnot("(…)", "stage", every=True), text=ENTRANCE, family="play"
    )
    blank = ENTRANCE.replace("which\n", "which\n\n")
    words = found("stage", isa("(…)", "stage", every=True), text=blank, family="play")
    assert not any(each.startswith("(which") for each in words)
