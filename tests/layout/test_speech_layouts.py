"""Layouts of debates and courts: heads of left and right pages, page numbers, line numbers."""

import tei_kit

TEI = "{http://www.tei-c.org/ns/1.0}"
SPEECH = (
    "Mr. SMITH. The harbor is shut, and nobody knows when it will be open again, I say, and so\n\n"
)


def tree(text):
    return tei_kit.convert(text, name="debate.txt").tree


def pages(text):
    return [pb.get("n") for pb in tree(text).iter(f"{TEI}pb")]


def test_the_number_of_a_page_may_change_sides():
    said = SPEECH * 4
    text = said.join(
        [
            "",
            "104    Diet of Norvia, 3 May 1931\n\n",
            "Diet of Norvia, 3 May 1931    105\n\n",
            "106    Diet of Norvia, 3 May 1931\n\n",
            "Diet of Norvia, 3 May 1931    107\n\n",
            "",
        ]
    )
    assert pages(text) == ["104", "105", "106", "107"]
    assert len(list(tree(text).iter(f"{TEI}fw"))) == 4


def test_a_page_marker_may_stand_in_two_brackets():
    text = (
        f"{SPEECH}[[Page 12]]\n\n{SPEECH}Mr. JONES. No!\n\n[[Page 13]]\n\n{SPEECH}Mr. JONES. No!\n"
    )
    assert pages(text) == ["12", "13"]


def test_a_head_over_page_numbers_is_one_if_the_numbers_count_up():
    line = "MR. HALE: It is a long sentence that fills the line.\nMS. RAND: And that is another!\n"
    text = f"Subject to Review\n3\n{line * 5}Subject to Review\n4\n{line * 5}"
    assert pages(text) == ["3", "4"]
    same = f"Subject to Review\n3\n{line * 5}Subject to Review\n9\n{line * 5}"
    assert pages(same) == []


def test_line_numbers_stand_in_the_margin_and_not_in_what_is_said():
    text = "".join(
        f"{n:2}        {words}\n"
        for n, words in enumerate(
            [
                "MR. HALE:  Did you see the harbor that",
                "day, or any other day?",
                "MS. RAND:  Objection.",
                "MR. HALE:  Did you?",
                "MS. RAND:  Objection, Your Honor.",
                "MR. HALE:  I have no further questions.",
                "MS. RAND:  Thank you.",
            ],
            1,
        )
    )
    converted = tree(text)
    numbers = [fw.text for fw in converted.iter(f"{TEI}fw")]
    assert numbers == ["1", "2", "3", "4", "5", "6", "7"]
    assert len(list(converted.iter(f"{TEI}sp"))) == 6
