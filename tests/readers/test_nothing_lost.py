"""What formats say beside their words is kept: links, line ends, quotations, symbols, cells."""

import pytest
from lxml import etree

import tei_kit
from tei_kit.readers.docx import document as docx_reader
from tei_kit.readers.docx import symbols
from tei_kit.readers.docx.fields import address
from tei_kit.readers.links import target_of
from tests.readers.docx_file import OFFICE, PACKAGE, STYLES, docx, p, part, reference, run

T = "{http://www.tei-c.org/ns/1.0}"
LAST = "<p>The last paragraph, which is as long as one of a text.</p>"


def made(text, name="a.html"):
    """The TEI of a text, and the codes of what was told."""
    conversion = tei_kit.convert(text, name=name)
    return conversion, {found.code for found in conversion.diagnostics}


def body(text, name="a.html"):
    """The body of the TEI on one line, without what every text has."""
    tree = made(text, name)[0].tree
    found = tree.find(f".//{T}body/{T}div")
    parts = [etree.tostring(e, encoding="unicode", with_tail=False) for e in found]
    return "".join(parts).replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")


def page(content, attributes=""):
    return f"<html{attributes}><body><h1>1. Letter</h1>{content}{LAST}</body></html>"


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/doc", "https://example.org/doc"),
        ("https://example.org/a b?x=ä&y", "https://example.org/a%20b?x=%C3%A4&amp;y"),
        ("mailto:x@example.org", "mailto:x@example.org"),
        ("../other/page.html#p2", "../other/page.html#p2"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("urn:isbn:123", "urn:isbn:123"),
    ],
)
def test_the_address_of_a_link_is_the_target_of_a_ref(href, target):
    xml = body(page(f'<p>See <a href="{href}">the <i>site</i></a>.</p>'))
    assert f'See <ref target="{target}">the <hi rend="italic">site</hi></ref>.' in xml


@pytest.mark.parametrize(
    "href", ["#top", "javascript:x()", " java\nscript:x()", "data:text/html,x", "", "http://[::1/x"]
)
def test_a_link_that_leads_nowhere_is_told_and_its_words_are_kept(href):
    conversion, told = made(page(f'<p>See <a href="{href}">the site</a>.</p>'))
    assert "TK134" in told
    assert "See the site." in tei_kit.text_of(conversion.tree)
    assert not list(conversion.tree.iter(f"{T}ref"))


def test_a_link_goes_around_dates_notes_and_page_marks_and_no_reference():
    xml = body(
        page(
            '<p>The plan of <a href="http://e.org/">May 3, 1971, in Document 35</a><sup>'
            '<a href="#n1">1</a></sup> was <a href="http://f.org">in<span id="pg_3"></span>'
            'deed</a> so.</p><p id="n1"><sup>1</sup> Note with <a href="http://g.org">a link</a>.'
            "</p>"
        )
    )
    assert '<ref target="http://e.org/"><date when="1971-05-03">May 3, 1971</date>, in' in xml
    assert '<ref target="http://f.org">in<pb n="3" xml:id="pg_3"/>deed</ref>' in xml
    assert '<ref target="http://g.org">a link</ref>' in xml
    assert 'target="#d35"' not in xml


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('# 1. Letter\n\nSee [the site](http://e.org/ "t") and <http://f.org>.\n\nMore.', "a.md"),
        (
            "# 1. Letter\n\nSee [the site] and <http://f.org>.\n\n[the site]: http://e.org/\n",
            "a.md",
        ),
    ],
)
def test_links_of_markdown_are_kept(text, name):
    xml = body(text, name)
    assert '<ref target="http://e.org/">the site</ref>' in xml
    assert '<ref target="http://f.org">http://f.org</ref>' in xml


def test_a_line_break_is_kept_in_paragraphs_headings_items_cells_and_notes():
    xml = body(
        "<html><body><h1>1. Letter<br>to B</h1><p>One<br>two <b>three</b><br/><i>four</i></p>"
        "<ul><li>a<br>b</li></ul><table><tr><td>c<br>d</td><td>e</td></tr></table>"
        '<p>x<a href="#n"><sup>1</sup></a></p><p id="n"><sup>1</sup> f<br>g</p></body></html>'
    )
    for words in ("1. Letter<lb/>to B", "One<lb/>two", "</hi><lb/><hi", "a<lb/>b", "c<lb/>d"):
        assert words in xml
    assert "f<lb/>g" in xml


def test_two_line_breaks_part_paragraphs():
    assert "<p>One</p><p>two</p>" in body(page("<p>One<br><br>two</p>"))


def test_a_block_quotation_is_a_quote_unless_it_holds_most_of_the_text():
    quoted = "<blockquote><p>One.</p><p>Two.</p></blockquote><blockquote>Three.</blockquote>"
    xml = body(page(f"<p>He wrote:</p>{quoted}<p>And so on and on and on.</p>"))
    assert "<quote><p>One.</p><p>Two.</p></quote><quote>Three.</quote>" in xml
    whole = f"<html><body><h1>1. A</h1><blockquote>{LAST}<p>More.</p></blockquote></body></html>"
    assert "<quote>" not in body(whole)
    assert "<quote>One.</quote>" in body("# 1. A\n\nHe wrote much:\n\n> One.\n\nMore text.", "a.md")


def test_a_quotation_in_a_line_has_its_marks_and_words_their_language():
    xml = body(
        page('<p>Il dit <q>oui <q>non</q></q>, <i lang="de">Guten Tag</i>.</p>', ' lang="fr"')
    )
    assert "<q>«oui «non»»</q>" in xml
    assert '<foreign xml:lang="de"><hi rend="italic">Guten Tag</hi></foreign>' in xml
    assert "<q>“yes ‘no’”</q>" in body(page("<p>It said <q>yes <q>no</q></q>.</p>"))


def test_the_language_that_a_page_states_is_that_of_the_text():
    conversion, _ = made(page("<p>And so it was, and the others were there.</p>", ' lang="fr-CA"'))
    assert conversion.tree.getroot().get("{http://www.w3.org/XML/1998/namespace}lang") == "fr-CA"


def test_a_raised_number_that_is_no_note_stays_raised():
    assert 'model<hi rend="superscript">1</hi> and' in body(
        page("<p>The model<sup>1</sup> and</p>")
    )


@pytest.mark.parametrize(
    "row", ["<td>a</td><td></td>", "<td></td><td></td>", "<td></td><td>b</td>"]
)
def test_empty_cells_are_cells_wherever_they_stand(row):
    xml = body(page(f"<table><tr><td>x</td><td>y</td></tr><tr>{row}</tr></table>"))
    assert xml.count("<cell") == 4


def test_notes_with_the_same_sign_are_each_referred_to():
    xml = body(
        page(
            '<p>A<a href="#a"><sup>*</sup></a> b<a href="#b"><sup>†</sup></a> '
            'c<a href="#c"><sup>*</sup></a> d<a href="#c"><sup>*</sup></a> '
            'e<a href="#f"><sup>60a</sup></a></p><p id="a">* One.</p><p id="b">† Two.</p>'
            '<p id="c">* Three.</p><p id="f">60a Four.</p>'
        )
    )
    for words in ("One.", "Two.", "Three.", "Four."):
        assert f'place="end">{words}</note>' in xml
    assert "anchored" not in xml
    assert '<ref target="#d1fn_3">*</ref>' in xml


FORM = (
    '<html><body><form id="aspnetForm"><div>1. Letter</div><div>The text of a page that an old '
    "program put into a form, with many words and no paragraph.</div>{}</form></body></html>"
)


@pytest.mark.parametrize(
    ("control", "shown"),
    [
        ('<input type="text" value="typed"/>', "typed"),
        ('<input value="typed"/>', "typed"),
        ("<select><option>one</option><option selected>two</option></select>", "two"),
        ("<select><option>one</option><option>two</option></select>", "one"),
        ("<textarea>area\ntext</textarea>", "area"),
        ('<input type="hidden" value="typed"/>', ""),
        ('<input type="submit" value="Go"/>', ""),
    ],
)
def test_a_form_that_holds_the_page_is_read_with_the_values_of_its_controls(control, shown):
    text = tei_kit.text_of(made(FORM.format(control))[0].tree)
    assert "many words and no paragraph" in text
    assert shown in text
    assert "Go" not in text


def test_a_form_that_is_not_the_page_is_left_out_and_told():
    conversion, told = made(page("<form><div>Search <input value='x'></div></form>"))
    assert "Search" not in tei_kit.text_of(conversion.tree)
    assert "TK121" in told


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", 'x<hi rend="superscript">2</hi>'),
        ("<msub><mi>x</mi><mn>2</mn></msub>", 'x<hi rend="subscript">2</hi>'),
        ("<semantics><mi>x</mi><annotation>y</annotation></semantics>", "x"),
    ],
)
def test_formulas_of_pages_keep_their_sense(formula, shown):
    assert f"It is {shown} so." in body(page(f"<p>It is <math>{formula}</math> so.</p>"))


@pytest.mark.parametrize("ruby", ["漢<rt>kan</rt>", "漢<rp>(</rp><rt>kan</rt><rp>)</rp>"])
def test_what_stands_over_words_is_raised(ruby):
    xml = body(page(f"<p>It is <ruby>{ruby}</ruby> here.</p>"))
    assert '漢<hi rend="superscript">kan</hi> here.' in xml


def test_what_is_written_of_pictures_is_told():
    conversion, _ = made(page('<p>A map: <img src="a.png" alt="A map of Paris"> here.</p>'))
    assert "“A map of Paris”" in next(
        d.message for d in conversion.diagnostics if d.code == "TK128"
    )


def test_lists_that_word_wrote_into_a_page_are_lists():
    def item(marker, level, words, of="l0"):
        ignored = f"<span style='mso-list:Ignore'>{marker}<span>&nbsp; </span></span>"
        style = f"mso-list:{of} level{level} lfo1"
        return f"<p class=MsoListParagraph style='{style}'><![if !x]>{ignored}<![endif]>{words}</p>"

    items = item("·", 1, "One") + item("o", 2, "Deeper") + item("3.", 1, "Three", "l1")
    xml = body(page("<p>Before.</p>" + items + "<p>After.</p>"))
    assert '<list rend="bulleted">' in xml
    assert '<list rend="circled">' in xml
    assert '<item n="3">Three</item>' in xml
    assert "·" not in xml


def test_a_list_of_terms_is_a_table_with_labels_and_a_dialogue_is_none():
    xml = body(
        page("<dl><dt>A</dt><dt>B</dt><dd>one</dd><dt>C</dt><dd>two</dd><dd>three</dd></dl>")
    )
    assert xml.count('role="label"') == 2
    assert "<p>two</p><p>three</p>" in xml
    said = page(
        "<dl><dt>Ada:</dt><dd>Yes.</dd><dt>Ben:</dt><dd>No.</dd><dt>Ada:</dt><dd>Oh.</dd></dl>"
    )
    assert "<table" not in body(said)


def test_a_note_of_markdown_that_is_defined_twice_is_told_and_kept():
    text = "# 1. A\n\nOne[^1] two.\n\n[^1]: First.\n[^1]: Second.\n\nThe end.\n"
    conversion, told = made(text, "a.md")
    assert "TK131" in told
    assert "[^1]: Second." in tei_kit.text_of(conversion.tree)
    assert ">First.</note>" in body(text, "a.md")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "<html><head><title>My  letters</title></head><body><p>Some text of it.</p></body>",
            "a.html",
        ),
        ('---\ntitle: "My letters"\nlang: de\n---\n\nSome text of it.\n', "a.md"),
    ],
)
def test_the_title_that_a_file_states_is_that_of_a_text_without_a_heading(text, name):
    tree = made(text, name)[0].tree
    assert tree.findtext(f".//{T}titleStmt/{T}title") == "My letters"
    assert tree.getroot().get("{http://www.w3.org/XML/1998/namespace}lang") in ("de", "en", "und")


# DOCX.


def tei_of(data):
    return tei_kit.convert(docx_reader.read_docx(data, "a.docx"))


def xml_of(data):
    text = etree.tostring(tei_of(data).tree.find(f".//{T}body"), encoding="unicode")
    return text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")


def told(data):
    return {found.code for found in tei_of(data).diagnostics}


def field(instruction, result):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + result + mark("end")


def test_links_of_word_are_kept_in_the_text_and_in_notes():
    link = '<w:hyperlink r:id="h1"><w:r><w:t>site</w:t></w:r></w:hyperlink>'
    relation = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="h1" '
        f'Type="{OFFICE}/hyperlink" Target="https://{{}}.org/a b" TargetMode="External"/>'
        "</Relationships>"
    )
    data = docx(
        p(run("See "), link.replace("h1", "rId9"), reference("footnote", 1))
        + p(
            field('HYPERLINK "http://f.org" \\l "p2" \\o "tip"', run("field")),
            field('HYPERLINK \\l "inside"', run("inner")),
            field("PAGE", run("7")),
            '<w:fldSimple w:instr="HYPERLINK http://g.org"><w:r><w:t>simple</w:t></w:r></w:fldSimple>',
        ),
        footnotes=f'<w:footnote w:id="1">{p(link)}</w:footnote>',
        extra=[("word/_rels/footnotes.xml.rels", relation.format("note"))],
    )
    xml = xml_of(data)
    assert '<ref target="https://note.org/a%20b">site</ref>' in xml
    assert '<ref target="http://f.org#p2">field</ref>inner7' in xml
    assert '<ref target="http://g.org">simple</ref>' in xml
    assert "TK134" in told(data)


def test_a_sign_in_a_link_of_word_is_in_the_link():
    words = "<w:r><w:t>one</w:t><w:noBreakHyphen/><w:t>two</w:t></w:r>"
    link = f'<w:fldSimple w:instr="HYPERLINK &quot;http://f.org/a b&quot;">{words}</w:fldSimple>'
    xml = xml_of(docx(p(run("See "), link, run("."))))
    assert '<ref target="http://f.org/a%20b">one\u2011two</ref>' in xml


@pytest.mark.parametrize(
    ("instruction", "target"),
    [
        (' HYPERLINK "http://a.org" ', "http://a.org"),
        (' HYPERLINK http://a.org \\t "_blank"', "http://a.org"),
        (' hyperlink \\l "x" "http://a.org"', "http://a.org#x"),
        (' HYPERLINK \\l "x"', "#x"),
        ("HYPERLINKS x", ""),
        (" REF x \\h", ""),
    ],
)
def test_the_address_of_a_field(instruction, target):
    assert address(instruction) == target


@pytest.mark.parametrize(
    ("font", "code", "shown"),
    [
        *(("Symbol", "F061", "α"), ("Symbol", "61", "α"), ("symbol", "F0B3", "≥")),
        *(("Wingdings", "F0FC", "✓"), ("Wingdings", "F04A", "☺"), ("Wingdings", "F0E0", "→")),
        *(("Arial", "263A", "☺"), ("Wingdings 2", "F050", "✓")),
    ],
)
def test_symbols_are_the_characters_that_they_look_like(font, code, shown):
    symbol = f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'
    assert f"<p>It is {shown} here.</p>" in xml_of(docx(p("It is ", symbol, run(" here."))))


def test_a_symbol_that_is_not_known_is_told():
    data = docx(p("It is ", '<w:r><w:sym w:font="Webdings" w:char="F04E"/></w:r>', run(" here.")))
    assert "TK135" in told(data)
    assert "\uf04e" in xml_of(data)


def test_words_in_a_symbol_font_are_the_characters_that_are_seen():
    fonts = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
    assert "An αβ here" in xml_of(docx(p("An ", run("a\uf062", fonts), run(" here."))))
    assert all(symbols.character("Symbol", 0x20 + i) for i in range(0x5F))


def test_an_alternative_with_text_is_read_once():
    emoji = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w:noProof/></mc:Choice>'
        "<mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    whole = (
        f'<mc:AlternateContent><mc:Choice Requires="x">{p("Chosen paragraph.")}</mc:Choice>'
        f"<mc:Fallback>{p('Another paragraph.')}</mc:Fallback></mc:AlternateContent>"
    )
    xml = xml_of(docx(p("Smile ", emoji, run(" now.")) + whole))
    assert "Smile 😀 now." in xml
    assert "Chosen paragraph." in xml
    assert "Another paragraph." not in xml


def test_fractions_exponents_and_roots_of_formulas_keep_their_sense():
    def m(name, content):
        return f"<m:{name}>{content}</m:{name}>"

    def r(text):
        return m("r", m("t", text))

    half = m("f", m("num", r("1")) + m("den", r("2")))
    long = m("f", m("num", r("a+b")) + m("den", r("c")))
    power = m("sSup", m("e", r("x")) + m("sup", r("2")))
    root = m("rad", m("deg", "") + m("e", r("5")))
    xml = xml_of(docx(p("It is ", m("oMath", half + r(" ") + long + power + root), run(" so."))))
    assert 'It is 1/2 (a+b)/cx<hi rend="superscript">2</hi>√5 so.' in xml


def test_what_is_printed_over_words_a_page_break_and_a_deleted_mark_are_kept():
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r>"
    )
    deleted = '<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="A"/></w:rPr></w:pPr>{}</w:p>'
    page_break = '<w:r><w:br w:type="page"/></w:r>'
    xml = xml_of(
        docx(
            p(ruby, run(" is a sign, "), page_break, run("as one says."))
            + deleted.format(run("These two are "))
            + p("one paragraph.")
            + p(page_break)
            + p("The end of it all.")
        )
    )
    assert '<p>漢<hi rend="superscript">kan</hi> is a sign, <pb' in xml
    assert "<p>These two are one paragraph.</p>" in xml
    assert xml.count("<pb") == 2


def test_footnotes_stand_at_the_foot_and_endnotes_at_the_end():
    data = docx(
        p("A", reference("footnote", 1), run(" and b"), reference("endnote", 1), run(".")),
        footnotes=f'<w:footnote w:id="1">{p("Foot.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("End.")}</w:endnote>',
    )
    xml = xml_of(data)
    assert 'place="bottom">Foot.</note>' in xml
    assert 'place="end">End.</note>' in xml


def test_a_part_that_is_missing_is_told_where_no_text_is_lost():
    relation = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
    )
    data = docx(p("A text."), extra=[("word/_rels/document.xml.rels", relation)])
    assert "TK136" in told(data)


def test_a_paragraph_in_a_style_for_quotations_is_a_quote():
    quote = '<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>'
    xml = xml_of(
        docx(
            p("He wrote:") + p("One.", style="Zitat") + p("Two.", style="Zitat") + p("And on."),
            styles=STYLES + quote,
        )
    )
    assert "<quote><p>One.</p><p>Two.</p></quote>" in xml


def test_many_comments_that_are_open_at_once_take_no_time():
    starts = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(20_000))
    assert "word word" in xml_of(docx(p(starts, *[run("word ")] * 2_000)))


def test_the_target_of_a_link_has_no_white_space_and_is_not_endless():
    assert target_of("http://a.org/\n x") == "http://a.org/%20x"
    assert target_of("http://a.org/" + "x" * 5_000) == ""
    assert target_of(None) == ""
    assert part  # the parts of a file are made by hand
