"""What stands below a signature: marks, addresses, endorsements; and letters quoted in letters."""

from lxml import etree

import tei_kit

BODY = """\
London, May 3, 1781.

Dear Sir,

I have received your letter of the first, and I thank you for what you say in it of the
harbor, which we hope to open before the end of the summer.

"""


def element(text, name):
    tree = tei_kit.convert(text, profile="letter").tree
    found = tree.findall(f".//{{*}}body//{{*}}{name}")
    return [" ".join("".join(e.itertext()).split()) for e in found]


def test_the_mark_of_somebody_who_cannot_write_is_signed_with_the_name():
    text = BODY + "I am your friend,\n\n" + " " * 30 + "his\n" + " " * 24 + "John  X  Grey.\n"
    text += " " * 30 + "mark\n"
    assert element(text, "signed") == ["his John X Grey. mark"]


def test_a_mark_inside_a_name_is_part_of_it():
    assert element(BODY + "I am your friend,\n\nJohn (his X mark) Grey.\n", "signed") == [
        "John (his X mark) Grey."
    ]


def test_an_endorsement_ends_the_letter_and_has_no_date_of_it():
    text = BODY + "Your obedient servant,\n\nJOHN GREY.\n\n"
    text += "[Endorsed:] Mr. Grey to Mr. Benson, 3 May 1781. Recd. the 5th.\n"
    assert element(text, "trailer") == [
        "[Endorsed:] Mr. Grey to Mr. Benson, 3 May 1781. Recd. the 5th."
    ]
    assert element(text, "dateline") == ["London, May 3, 1781."]
    assert element(text, "floatingText") == []


def test_a_docket_of_several_lines_is_one():
    text = BODY + "Your obedient servant,\n\nJOHN GREY.\n\n[Docketed:] Letter of May 3, 1781, Mr. "
    text += (
        "Grey.  Read May 18 in the\nCouncil and referred to Mr. Benson, Mr. Clark and Mr. Ford.\n"
    )
    (trailer,) = element(text, "trailer")
    assert trailer.startswith("[Docketed:]")
    assert trailer.endswith("Mr. Ford.")


def test_an_answer_that_is_told_of_in_the_text_is_no_endorsement():
    text = BODY + "Answered prayers are few.\n\nYour obedient servant,\n\nJOHN GREY.\n"
    assert element(text, "trailer") == []


def test_lines_right_below_each_other_are_one_address():
    text = BODY + "Your obedient servant,\n\nJOHN GREY.\n\nHis Excellency THOMAS FORD, Esq.,\n"
    text += "President of the Council, Norwich.\n"
    tree = tei_kit.convert(text, profile="letter").tree
    (address,) = tree.findall(".//{*}body//{*}address")
    assert [line.text for line in address] == [
        "His Excellency THOMAS FORD, Esq.,",
        "President of the Council, Norwich.",
    ]


def test_a_letter_in_quotation_marks_is_a_text_of_its_own():
    text = BODY + '"Miss CLARY,\n\n"I am to tell you that you are not to be seen in the house.\n\n'
    text += '"Your affectionate brother,\n\n"JAMES GREY."\n\n'
    text += (
        "What think you of this, my dear? I wrote at once to my mother, and she sent it back to\n"
    )
    text += (
        "me on the next morning without a word, as if she had never known me in all her life.\n\n"
    )
    text += "Your obedient servant,\n\nCLARA GREY.\n"
    (inner,) = element(text, "floatingText")
    assert inner.startswith('"Miss CLARY, "I am to tell you')
    assert inner.endswith('"JAMES GREY."')
    assert "CLARA GREY." in element(text, "signed")


def test_words_in_quotation_marks_alone_are_no_letter():
    text = BODY + '"Miss CLARY,\n\n"I am to tell you that you are not to be seen in the house.\n\n'
    text += "So he spoke.\n\nYour obedient servant,\n\nCLARA GREY.\n"
    assert element(text, "salute")[0] == "Dear Sir,"
    assert not any("CLARY" in words for words in element(text, "salute"))


def test_the_endings_are_valid_tei():
    text = BODY + "Your obedient servant,\n\nJOHN GREY.\n\n(Duplicate.)\n"
    assert isinstance(tei_kit.convert(text, profile="letter").tree.getroot(), etree._Element)
    assert element(text, "trailer") == ["(Duplicate.)"]
