"""Letters: what stands before and after their text, and what the header says of them."""

from tests.document.check import body, converted
from tests.document.marked_text import read


def inside(marked, family="frus"):
    tree = converted(*read(f"{{division|{marked}}}"), family=family)
    return body(tree).removeprefix('<body><div xml:id="part1">').removesuffix("</div></body>")


def test_neighbours_before_and_after_the_text_go_into_one_opener_and_one_closer():
    assert inside(
        "{dateline|{place|Rome}, {date 1820-05-03|May 3, 1820}} {salute|Sir,} {paragraph|One.}"
        " {close|Yours, {signed|A. B.}} {address|To C.{line_break|\n}Paris}"
        " {postscript|{paragraph|P.S. Two.}}"
    ) == (
        '<opener><dateline><placeName>Rome</placeName>, <date when="1820-05-03">May 3, 1820</date>'
        "</dateline><salute>Sir,</salute></opener><p>One.</p><closer><salute>Yours,</salute>"
        "<signed>A. B.</signed><address><addrLine>To C.</addrLine><addrLine>Paris</addrLine>"
        "</address></closer><postscript><p>P.S. Two.</p></postscript>"
    )


def test_a_greeting_that_runs_into_the_first_paragraph():
    assert inside("{paragraph|{salute|MY DEAR SIR,--}I am.}") == (
        "<opener><salute>MY DEAR SIR,--</salute></opener><p>I am.</p>"
    )


def test_a_letter_that_ends_before_other_text_is_a_text_of_its_own():
    assert inside("{salute|Sir,} {paragraph|One.} {signed|A. B.} {paragraph|Endorsed by C.}") == (
        "<floatingText><body><opener><salute>Sir,</salute></opener><p>One.</p><closer>"
        "<signed>A. B.</signed></closer></body></floatingText><p>Endorsed by C.</p>"
    )


def test_a_letter_that_begins_in_the_middle():
    assert inside("{paragraph|He wrote:} {salute|Sir,} {paragraph|One.} {signed|A. B.}") == (
        "<p>He wrote:</p><floatingText><body><opener><salute>Sir,</salute></opener><p>One.</p>"
        "<closer><signed>A. B.</signed></closer></body></floatingText>"
    )


def test_a_letter_with_an_enclosure():
    assert inside("{paragraph|One.} {signed|A. B.} {subhead^1|Enclosure} {paragraph|Two.}") == (
        "<floatingText><body><p>One.</p><closer><signed>A. B.</signed></closer></body>"
        '</floatingText><div type="section"><head>Enclosure</head><p>Two.</p></div>'
    )


def test_only_a_dateline():
    assert inside("{dateline|{place|Rome}}") == (
        "<opener><dateline><placeName>Rome</placeName></dateline></opener>"
    )


def test_what_ends_a_text_stands_at_its_end_and_is_text_elsewhere():
    assert inside("{paragraph|One.} {trailer|THE END}") == "<p>One.</p><trailer>THE END</trailer>"
    assert inside("{trailer|THE END} {paragraph|One.}") == "<p>THE END</p><p>One.</p>"
    assert inside("{postscript|P.S. One.}") == (
        "<floatingText><body><p>P.S. One.</p></body></floatingText>"
    )


def test_an_epigraph_before_the_text():
    assert inside("{epigraph|{line|Verse.}} {paragraph|One.}") == (
        "<epigraph><l>Verse.</l></epigraph><p>One.</p>"
    )


def test_the_header_says_who_wrote_to_whom_where_and_when():
    tree = converted(
        *read(
            "{division|{subhead^1 letter @12|XII. To {person|MRS. DUNLOP}}"
            " {dateline|{place|Ellisland}, {date 1788-06-03|3 June 1788}} {paragraph|One.}"
            " {close|Adieu!} {signed|R. B.}"
            " {subhead^1 letter|XIII.} {salute|Dear {person|Bob},} {paragraph|Two.}"
            " {subhead^1 letter|XIV.} {paragraph|Three.}}"
        )
    )
    assert body(tree, ".//{*}profileDesc").partition("</langUsage>")[2] == (
        '<correspDesc corresp="#letter12"><correspAction type="sent"><persName>R. B.</persName>'
        '<placeName>Ellisland</placeName><date when="1788-06-03">3 June 1788</date>'
        '</correspAction><correspAction type="received"><persName>MRS. DUNLOP</persName>'
        '</correspAction></correspDesc><correspDesc corresp="#letter"><correspAction '
        'type="received"><persName>Bob</persName></correspAction></correspDesc></profileDesc>'
    )
    assert '<div type="letter" n="12" xml:id="letter12">' in body(tree)


def test_each_letter_may_count_its_notes_from_one():
    tree = converted(
        *read(
            "{division|{subhead^1 letter|I.} {paragraph|A{note_reference 1>a|1}.}"
            " {note 1<a|{note_number|1.} x} {subhead^1 letter|II.}"
            " {paragraph|B{note_reference 1>b|1} c{note_reference 2>c|2}.}"
            " {note 1<b|{note_number|1.} y} {note 2<c|{note_number|2.} z}}"
        )
    )
    assert "cert" not in body(tree)


def test_a_range_of_days():
    assert inside("{paragraph|{date 1971-05-01/1971-05-03|May 1-3, 1971}}") == (
        '<p><date from="1971-05-01" to="1971-05-03">May 1-3, 1971</date></p>'
    )
