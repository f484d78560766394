"""Notes, wherever the file prints them: one `note` at its mark, and a milestone for its text."""

from tei_kit.record import replace
from tei_kit.source.hints import Hint, HintKind
from tests.document.check import body, converted
from tests.document.marked_text import moved, read


def test_a_note_between_blocks_leaves_a_milestone_where_it_is_printed():
    tree = converted(
        *read(
            "{division 1|{head|1. Letter}\n\n{paragraph|One{note_reference 1|1} two.}\n\n"
            "{note 1@bottom|{note_number|1.} Foot.}\n\n{paragraph|Three.}}"
        )
    )
    assert body(tree) == (
        '<body><div type="document" n="1" xml:id="d1"><head>1. Letter</head>'
        '<p>One<note n="1" xml:id="d1fn1" place="bottom">Foot.</note> two.</p>'
        '<milestone unit="notes" corresp="#d1fn1"/><p>Three.</p></div></body>'
    )


def test_a_note_in_the_middle_of_a_paragraph_of_the_file_stands_after_it_in_the_view():
    source, tokens = read(
        "{division|{paragraph|One[3] goes on over the page.}"
        " {note 3@bottom|{note_number|[3]} Foot.} {paragraph|Three.}}"
    )
    view = moved(source, ("[3] Foot.", "over the page"))
    tree = converted(view, tokens)
    assert body(tree) == (
        '<body><div xml:id="part1"><p>One[3] goes on <milestone unit="notes" corresp="#part1fn3"/>'
        'over the page.</p><note n="3" xml:id="part1fn3" place="bottom" rend="- [3]" '
        'anchored="false" cert="low">Foot.</note><p>Three.</p></div></body>'
    )


def test_notes_that_the_file_prints_behind_the_next_document_are_printed_there():
    source, tokens = read(
        "{division 1|{head|1. Letter} {paragraph|Ann{note_reference 1>a|*}.}"
        " {note 1@bottom<a|{note_number|*} Of A.}} {division 2|{head|2. Letter}"
        " {paragraph|Bob{note_reference 1>b|*}.} {note 1@bottom<b|{note_number|*} Of B.}}"
    )
    tree = converted(moved(source, ("* Of A.", "* Of B.")), tokens)
    assert body(tree) == (
        '<body><div type="document" n="1" xml:id="d1"><head>1. Letter</head><p>Ann'
        '<note n="1" xml:id="d1fn1" place="bottom" rend="* *">Of A.</note>.</p></div>'
        '<div type="document" n="2" xml:id="d2"><head>2. Letter</head><p>Bob'
        '<note n="1" xml:id="d2fn1" place="bottom" rend="* *">Of B.</note>.</p>'
        '<milestone unit="notes" corresp="#d1fn1"/></div></body>'
    )


def test_only_the_note_that_stands_first_goes_on_from_the_document_before():
    source, tokens = read(
        "{division 1|{head|1. Letter} {paragraph|A{note_reference 1|1} b{note_reference 2|2}.}"
        " {note 1|{note_number|1.} One.} {note 2|{note_number|2.} Two.}}"
        " {division 2|{head|2. Letter{note_reference 1|1}} {note 3|{note_number|3.} Loose.}"
        " {paragraph|Bob.} {note 1@bottom|{note_number|1.} Foot.}}"
    )
    stated = [Hint(HintKind.EMPHASIS, 0, 1)]  # a format says something of the text
    tree = converted(replace(source, hints=stated), tokens)
    assert '<note n="3" xml:id="d2fn3" place="end" anchored="false" cert="low">' in body(tree)


def test_a_note_that_goes_on_at_the_foot_of_the_next_page_is_printed_in_two_stretches():
    source, tokens = read(
        "{division|{paragraph|One{note_reference 1|1} two. And three, and four. Five.}"
        " {note 1@bottom|{note_number|1.} Begins, ends.}}"
    )
    view = moved(source, ("1. Begins,", "And three"), (" ends.", "Five"))
    assert body(converted(view, tokens)) == (
        '<body><div xml:id="part1"><p>One<note n="1" xml:id="part1fn1" place="bottom">Begins, '
        '<milestone unit="rest"/>ends.</note> two. <milestone unit="notes" corresp="#part1fn1"/>'
        'And three, and four. <milestone unit="notes" corresp="#part1fn1"/>Five.</p></div></body>'
    )


def test_signs_around_the_number_and_the_text_of_a_note_are_in_rend():
    tree = converted(
        *read(
            "{division|{paragraph|One{note_reference 1|[1]}.} "
            "{note 1|{note_number|[Footnote 1:} Text{note_number|]}}}"
        )
    )
    assert 'place="end" rend="[1] [Footnote1: ]">Text</note>' in body(tree)


def test_a_sign_that_a_word_of_rend_cannot_hold_is_written_by_its_number():
    tree = converted(
        *read("{division|{paragraph|One{note_reference 1|-}.} {note 1|{note_number|\u200b\\} T}}")
    )
    assert 'rend="-- \\u200B\\u005C"' in body(tree)


def test_a_note_without_a_number_in_the_margin():
    tree = converted(*read("{division|{paragraph|One.} {note@margin|Aside.} {paragraph|Two.}}"))
    assert (
        '<note xml:id="part1fn" place="margin" rend="- -" anchored="false">Aside.</note>'
        in body(tree)
    )


def test_a_note_inside_a_paragraph_stands_where_it_is_printed():
    tree = converted(
        *read(
            "{division|{paragraph|One {note@inline|{note_number|[Note:} so{note_number|]}} two.}}"
        )
    )
    assert body(tree) == (
        '<body><div xml:id="part1"><p>One <note xml:id="part1fn" place="inline" rend="- [Note: ]" '
        'anchored="false">so</note> two.</p></div></body>'
    )


def test_a_note_of_several_paragraphs():
    tree = converted(
        *read(
            "{division|{paragraph|One{note_reference 1|1}.} "
            "{note 1|{note_number|1.} {inner|First.}\n\n{inner|Second.}}}"
        )
    )
    assert "<p>First.</p><p>Second.</p></note>" in body(tree)


def test_notes_counted_anew_on_each_page_are_in_order():
    tree = converted(
        *read(
            "{division|{paragraph|A{note_reference 1>a|1} b{note_reference 2>b|2}.}"
            " {note 1@bottom<a|{note_number|1.} x} {note 2@bottom<b|{note_number|2.} y}"
            " {page_break 2|[Page 2]} {paragraph|C{note_reference 1>c|1}.}"
            " {note 1@bottom<c|{note_number|1.} z}}"
        )
    )
    assert "cert" not in body(tree)
    assert 'xml:id="part1fn1_2"' in body(tree)


def test_notes_at_the_end_in_another_order_than_that_of_their_numbers():
    tree = converted(
        *read(
            "{division|{paragraph|A{note_reference *>a|*} b{note_reference a>b|a}.}"
            " {note a<b|{note_number|a} x} {note *<a|{note_number|*} y}}"
        )
    )
    assert '<milestone unit="notes" corresp="#part1fna #part1fn"/></div>' in body(tree)
