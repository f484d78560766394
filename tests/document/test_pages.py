"""Pages, running heads, and lines: what stands between the words of a file."""

from tests.document.check import body, converted
from tests.document.marked_text import read


def paragraph(marked):
    tree = converted(*read(f"{{division|{{paragraph|{marked}}}}}"))
    return body(tree).partition("<p>")[2].partition("</p>")[0]


def test_a_page_that_begins_without_a_marker():
    assert paragraph("One {page_break 12|}two.") == (
        'One <pb n="12" xml:id="pg_12" rend="none"/>two.'
    )


def test_a_page_marker_of_another_form_word_by_word():
    # A dash alone is written as two: one stands for "nothing is printed".
    assert '<pb n="12" xml:id="pg_12" rend="-- 12 --"/>' in paragraph(
        "One {page_break 12|- 12 -} two."
    )


def test_a_page_without_a_number():
    assert '<pb xml:id="pg" rend="none"/>' in paragraph("One {page_break|}two.")


def test_a_word_divided_at_the_end_of_a_page():
    assert paragraph(
        "nego{hyphen|-}{form_work footer bottom|The Foot}{page_break 2|}"
        "{form_work header top|THE HEAD}tiation"
    ) == (
        'nego<pc force="weak">-</pc><lb break="no"/><fw type="footer" place="bottom">The Foot</fw>'
        '<pb n="2" xml:id="pg_2" rend="none" break="no"/>'
        '<fw type="header" place="top">THE HEAD</fw>tiation'
    )


def test_a_hyphen_that_belongs_to_the_word():
    assert paragraph("long-{line_break no|\n}term") == 'long-<lb break="no"/>term'


def test_a_numbered_line():
    assert paragraph("One{line_break n=5|\n}two") == 'One<lb n="5"/>two'


def test_running_heads_between_blocks_and_in_a_turn():
    tree = converted(
        *read(
            "{division|{form_work header top|HEAD} {paragraph|{speaker ANN|ANN:} Yes.}"
            " {form_work pageNum bottom|3} {page_break 4|} {paragraph|And no.}"
            " {form_work pageNum bottom|4}}"
        )
    )
    assert body(tree) == (
        '<body><div xml:id="part1"><fw type="header" place="top">HEAD</fw><sp who="#ann">'
        '<speaker>ANN:</speaker><p>Yes.</p><fw type="pageNum" place="bottom">3</fw>'
        '<pb n="4" xml:id="pg_4" rend="none"/><p>And no.</p></sp>'
        '<fw type="pageNum" place="bottom">4</fw></div></body>'
    )
