"""Mending what has one right answer: nothing else of a file changes, not even a space."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_kit.validation.checker import Checker, Settings
from tei_kit.validation.fixing import fix
from tei_kit.validation.inputs import Input
from tei_kit.validation.schema_file import by_suffix
from tests.places import DATA

SCHEMA = DATA / "relaxng_messages" / "usual.rnc"
HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>'
    "</titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc>"
    "</fileDesc></teiHeader><text><body>"
)
CHECKER = Checker(Settings([by_suffix(SCHEMA)]))


def document(body, head=HEAD):
    return f"{head}{body}</body></text></TEI>"


def mended(data):
    data = data.encode() if isinstance(data, str) else data

    def check(changed):
        return CHECKER.check(Input("a.xml", changed)).diagnostics

    return fix(data, "a.xml", check(data), check)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p id="a">x</p>', '<p xml:id="a">x</p>'),
        ('<p lang="de" id="a">x</p>', '<p xml:lang="de" xml:id="a">x</p>'),
        ("<p\n   id = 'a'\n\tn='1' >x</p >", "<p\n   xml:id = 'a'\n\tn='1' >x</p >"),
        ('<p><date when="31.5.1971">x</date></p>', '<p><date when="1971-05-31">x</date></p>'),
        ("<p><date when='May 31, 1971'/></p>", "<p><date when='1971-05-31'/></p>"),
        ("<p>a&nbsp;b, caf&eacute;</p>", "<p>a&#160;b, café</p>"),
        ("<p>Smith & Sons, AT&T</p>", "<p>Smith &amp; Sons, AT&amp;T</p>"),
        ('<p><ref target="a?b=1&c=2"/></p>', '<p><ref target="a?b=1&amp;c=2"/></p>'),
        ("<p>a &amp b, &#233 c</p>", "<p>a &amp; b, &#233; c</p>"),
        ("<p n=1 rend=bold>x</p>", '<p n="1" rend="bold">x</p>'),
        ("<p n=“1”>x</p>", '<p n="1">x</p>'),
        ("<pb n=3/><p>x</p>", '<pb n="3"/><p>x</p>'),
        ("<pb n='3'/ ><p>x</p>", "<pb n='3'/><p>x</p>"),
        ("<p n='1'rend='x'>x</p>", "<p n='1' rend='x'>x</p>"),
        (
            "<p>A & B <ref target=http://x.org/?a=1&b=2>x</ref>, caf&eacute;</p>",
            '<p>A &amp; B <ref target="http://x.org/?a=1&amp;b=2">x</ref>, café</p>',
        ),
        ('<p><date when="10:30">x</date></p>', '<p><date when="10:30:00">x</date></p>'),
        (
            '<p xml:id="letter 1">x</p><p corresp="#letter 1">y</p>',
            '<p xml:id="letter_1">x</p><p corresp="#letter_1">y</p>',
        ),
        (
            '<p id="1a">x <ref target="#b #1a"/><ref target="#1ab"/></p><p xml:id="b"/>',
            '<p xml:id="n1a">x <ref target="#b #n1a"/><ref target="#1ab"/></p><p xml:id="b"/>',
        ),
        ("<p>a<br/>b <em>c</em></p>", "<p>a<lb/>b <emph>c</emph></p>"),
        ('<p><xref url="x">y</xref></p>', '<p><ref target="x">y</ref></p>'),
        ('<p TEIform="p">x</p>', "<p>x</p>"),
        ('<p>é 日本 <date when="3.5.1971"/> é</p>', '<p>é 日本 <date when="1971-05-03"/> é</p>'),
    ],
)
def test_what_has_one_right_answer_is_mended_and_nothing_else(before, after):
    assert mended(document(before)).data.decode() == document(after)


@pytest.mark.parametrize(
    "body",
    [
        '<p><date when="5/6/1971">x</date></p>',  # of May or of June
        '<p><date when="soon">x</date></p>',
        '<p xml:id="a b">x</p><p xml:id="a b">y</p>',  # of which of them?
        '<p xml:id="a b">x</p><p xml:id="a_b">y</p>',  # used already
        '<p xml:id="a b">x</p><p xml:id="a/b">y</p>',
        '<p xml:id="…">x</p>',
        "<p rend=bold face>x</p>",  # of two words, or an attribute without a value
        "<p><ref target=http://x.org/>x</ref></p>",  # of the address, or of an empty element
        "<p><xref from='x'>y</xref></p>",  # a way to say where that P5 does not have
        '<p xml:id="a"/><p id="a">x</p>',  # used already
        '<p xml:id="a" id="b">x</p>',
        '<p><note xmlns="http://example.org/x" id="a"/></p>',  # of another vocabulary
        "<p>a &letterhead; b</p>",  # nobody knows what it stands for
        "<p>a &nbsp b</p>",  # a semicolon, or an ampersand?
        '<p n="id=&quot;a&quot;"><b>x</b></p>',
        '<p><!-- <p id="a"> & --><![CDATA[<p id="a"> &nbsp; ]]><b/></p>',
        '<p when="31.5.1971">x</p>',  # a date would not make it right
    ],
)
def test_what_has_no_certain_answer_stays(body):
    found = mended(document(body))
    assert found.changes == []
    assert found.data.decode() == document(body)


def test_a_root_without_its_namespace_gets_it_and_then_the_rest_is_mended():
    bare = HEAD.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "\n n='1'")
    found = mended(document('<p id="a">x</p>', bare))
    assert found.data.decode() == document(
        '<p xml:id="a">x</p>', bare.replace("<TEI", '<TEI xmlns="http://www.tei-c.org/ns/1.0"')
    )
    assert [change.after for change in found.changes] == [
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"',
        'xml:id="a"',
    ]


P4 = """<!DOCTYPE TEI.2 SYSTEM "tei2.dtd">
<TEI.2 TEIform="TEI.2">
<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p>
</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>
<text lang="en"><body>
<p id="n1">See <ref target="n2">x</ref> <xref url="http://x.org">x</xref></p>
<p id="n2">x <date value="31.5.1971">x</date> <ref target="n9">of another file</ref></p>
</body></text></TEI.2>"""
P5 = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p>
</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body>
<p xml:id="n1">See <ref target="#n2">x</ref> <ref target="http://x.org">x</ref></p>
<p xml:id="n2">x <date when="1971-05-31">x</date> <ref target="n9">of another file</ref></p>
</body></text></TEI>"""


@pytest.mark.parametrize("before", [P4, P4.partition("\n")[2]], ids=["with DOCTYPE", "without"])
def test_tei_p4_becomes_p5_as_far_as_there_is_one_answer(before):
    assert mended(before).data.decode().replace(' TEIform="TEI.2"', "") == P5


def test_a_document_type_that_declares_something_stays():
    before = P4.replace('"tei2.dtd"', '"tei2.dtd" [<!ENTITY e "x">]')
    assert mended(before).data.decode().startswith(before.partition("\n")[0])


def test_what_is_taken_out_is_told():
    (change,) = mended(document('<p TEIform="p">x</p>')).changes
    assert change.told(is_made=True).message == 'TEIform="p" is taken out.'
    assert change.told(is_made=False).message == 'TEIform="p" would be taken out.'


def test_each_change_has_its_place_and_is_told():
    found = mended(document('\n<p>x</p>\n<p>é <date when="31.5.1971">x</date></p>'))
    (change,) = found.changes
    assert str(change.told(is_made=True)) == (
        'a.xml:3:6: info TK547 when="31.5.1971" is now when="1971-05-31".'
    )
    assert "would become" in str(change.told(is_made=False))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_file_keeps_its_encoding_and_its_line_ends(encoding):
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>\r\n' + document(
        'é\r\n<p id="a">é</p>\r\n<p><date when="31.5.1971">é</date></p>\r\n'.removeprefix("é")
    )
    expected = text.replace(' id="a"', ' xml:id="a"').replace("31.5.1971", "1971-05-31")
    assert mended(text.encode(encoding)).data == expected.encode(encoding)


def test_a_character_that_the_encoding_lacks_is_written_as_a_number():
    text = '<?xml version="1.0" encoding="us-ascii"?>' + document("<p>caf&eacute;</p>")
    assert b"caf&#233;" in mended(text).data


def test_entities_that_the_file_declares_stay():
    text = f'<!DOCTYPE TEI [<!ENTITY nbsp " ">]>{document("<p>a&nbsp;b & c</p>")}'
    assert mended(text).data.decode() == text.replace("& c", "&amp; c")


def test_a_valid_file_is_not_touched():
    text = document('<p xml:id="a">x &amp; y</p>')
    assert mended(text).data.decode() == text


PIECES = [
    ("&nbsp;", "&#160;"),
    ("&eacute;", "é"),
    (" & ", " &amp; "),
    ("AT&T ", "AT&amp;T "),
    ("&;", "&amp;;"),
    ("&amp;nbsp;", "&amp;nbsp;"),
    ("&#233;", "&#233;"),
    ("words é", "words é"),
    ("\r\n\t", "\r\n\t"),
    ("<!-- & &nbsp; id='a' -->", "<!-- & &nbsp; id='a' -->"),
    ("<![CDATA[&nbsp;]]>", "<![CDATA[&nbsp;]]>"),
    ("<?x & ?>", "<?x & ?>"),
    ("<date when='31.5.1971'/>", "<date when='1971-05-31'/>"),
    ("<hi  lang = 'de'\n>x</hi >", "<hi  xml:lang = 'de'\n>x</hi >"),
    ("<hi n='&amp; lang=&quot;x&quot;'>&gt;</hi>", "<hi n='&amp; lang=&quot;x&quot;'>&gt;</hi>"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_each_mistake_is_mended_wherever_it_stands_and_nothing_else(pieces):
    before = "".join(piece for piece, _ in pieces)
    after = "".join(piece for _, piece in pieces)
    assert mended(document(f"<p>{before}</p>")).data.decode() == document(f"<p>{after}</p>")


# ------------------------------------------------------------------ the command


@pytest.fixture
def run(tmp_path):
    (tmp_path / "a.xml").write_text(document("\n<p id='a'>x</p>\n<p><b/></p>\n"))
    (tmp_path / "good.xml").write_text(document("<p/>"))

    def run(*words):
        command = [sys.executable, "-m", "tei_kit", "validate", "-s", str(SCHEMA), *words]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )

    return run


def test_changes_are_told_and_what_is_left_is_reported(run, tmp_path):
    result = run("--fix", "a.xml", "good.xml")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "a.xml:2:1: info TK547 id='a' is now xml:id='a'.",
        "1 file valid, 1 not: 1 error (schemas: usual.rnc); 1 change made",
    ]
    assert [line.split(":")[1] for line in result.stdout.splitlines()] == ["3"]
    assert "xml:id='a'" in (tmp_path / "a.xml").read_text()
    assert "0 changes made" in run("--fix", "a.xml").stderr


def test_what_points_to_an_identifier_from_other_files_of_the_call_goes_along(run, tmp_path):
    (tmp_path / "sub dir").mkdir()
    old = document(
        '<p xml:id="letter 1">x</p><p xml:id="b">y <ref target="good.xml#letter 1"/></p>'
    )
    (tmp_path / "a 1.xml").write_text(old)
    here = (
        "<p><ref target='{0}letter%201 #b x.xml#letter%201 http://x.org/a%201.xml#letter%201'/></p>"
    )
    (tmp_path / "good.xml").write_text(document(here.format("a%201.xml#")))
    (tmp_path / "sub dir" / "c.xml").write_text(document(here.format("../a%201.xml#")))
    (tmp_path / "alone.xml").write_text(document(here.format("a%201.xml#")))
    result = run("--fix", "good.xml", "a 1.xml", "sub dir/c.xml")
    assert result.stderr.count("TK547") == 3
    assert result.returncode == 0
    new = here.replace("{0}letter%201", "{0}letter_1")
    assert (tmp_path / "good.xml").read_text() == document(new.format("a%201.xml#"))
    assert (tmp_path / "sub dir" / "c.xml").read_text() == document(new.format("../a%201.xml#"))
    assert (tmp_path / "a 1.xml").read_text() == old.replace('"letter 1"', '"letter_1"')
    assert "letter_1" not in (tmp_path / "alone.xml").read_text()


def test_a_dry_run_tells_the_changes_and_makes_none(run, tmp_path):
    before = (tmp_path / "a.xml").read_bytes()
    result = run("--fix", "--dry-run", "a.xml")
    assert "id='a' would become xml:id='a'" in result.stderr
    assert "1 change possible" in result.stderr
    assert len(result.stdout.splitlines()) == 2
    assert (tmp_path / "a.xml").read_bytes() == before


def test_a_diff_is_what_patch_takes(run, tmp_path):
    before = (tmp_path / "a.xml").read_bytes()
    result = run("--fix", "--diff", "a.xml")
    lines = result.stdout.splitlines()
    assert lines[:2] == ["--- a.xml", "+++ a.xml"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        "-<p id='a'>x</p>",
        "+<p xml:id='a'>x</p>",
    ]
    assert (tmp_path / "a.xml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--diff", "a.xml"], "--diff belongs to --fix"),
        (["--dry-run", "a.xml"], "--dry-run belongs to --fix"),
        (["--fix", "-"], "standard input cannot be mended"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(run, words, told):
    result = run(*words)
    assert result.returncode == 2
    assert told in result.stderr
