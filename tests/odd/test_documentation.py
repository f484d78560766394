"""The site that documents a schema: complete, linked, and usable by everyone."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from tei_kit.odd.documentation.reference import reference
from tests.export.conftest import browser, chromium, npm  # noqa: F401
from tests.odd.making import MODULES

CHANGES = (
    '<elementSpec ident="note" mode="change"><desc>is a note of ours.</desc><attList>'
    '<attDef ident="rend" mode="delete"/><attDef ident="who"><datatype><textNode/></datatype>'
    "</attDef></attList></elementSpec>"
    '<elementSpec ident="ptr" mode="delete"/>'
    '<elementSpec ident="new&lt;b" mode="delete"/>'
    '<elementSpec ident="NOTE"><classes><memberOf key="model.phrase"/></classes><content>'
    '<textNode/></content><remarks><p>See <gi>p</gi>, <ref target="https://e.org/?a&amp;b">there'
    '</ref> and <ref target="javascript:alert(1)">nowhere</ref>.</p></remarks></elementSpec>'
)


class Page(HTMLParser):
    """Links, identifiers and tags of a page."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.open = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.links += [attributes[name] for name in ("href", "src") if name in attributes]
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture
def site(make):
    make.compile(MODULES + CHANGES).to_html(make.folder / "site")
    return make.folder / "site"


def pages(site):
    return {
        path.relative_to(site).as_posix(): Page(path.read_text()) for path in site.rglob("*.html")
    }


def notes(site):
    """The pages of the two elements whose names are note in lower case."""
    found = (site / "elements").iterdir()
    return [page.read_text() for page in found if page.name.lower().startswith("note")]


def test_every_part_of_the_schema_has_a_page(site):
    names = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {
        "index.html",
        "about.html",
        "elements/p.html",
        "classes/att.global.html",
        "classes/model.phrase.html",
        "datatypes/teidata.word.html",
        "macros/macro.text.html",
        "constraints/p-no-p-in-p.html",
    } <= names
    assert "elements/ptr.html" not in names
    assert "classes/att.spare.html" not in names


def test_two_names_that_differ_in_case_have_two_files(site):
    names = {path.name.lower() for path in (site / "elements").iterdir()}
    assert {"note.html", "note.2.html"} <= names


def test_every_link_leads_somewhere(site):
    found = pages(site)
    for name, page in found.items():
        assert page.open == []
        assert len(set(page.ids)) == len(page.ids), name
        for link in page.links:
            if link.startswith(("https://", "http://")):
                continue
            path, _, fragment = link.partition("#")
            target = (site / name).parent / unquote(path) if path else site / name
            assert target.is_file(), (name, link)
            if fragment:
                there = found[target.resolve().relative_to(site.resolve()).as_posix()]
                assert fragment in there.ids, (name, link)


def test_what_the_customization_changed_is_marked(site):
    text = next(text for text in notes(site) if "is a note of ours" in text)
    assert '<span class="mark changed">changed</span>' in text
    assert "without @rend" in text
    assert '<span class="mark added">added</span>' in text  # the attribute
    index = (site / "index.html").read_text()
    assert re.search(r"&lt;ptr&gt;</code> <span class=\"mark deleted\">deleted", index)
    paragraph = (site / "elements" / "p.html").read_text()
    assert "mark" not in paragraph.partition("<main")[2].partition("</h1>")[0]


def test_a_page_says_what_the_reference_says(site):
    page = (site / "elements" / "p.html").read_text()
    assert "contains a paragraph of prose." in page
    assert '<a href="../elements/div.html">' in page.replace('href="div', 'href="../elements/div')
    assert '&lt;hi rend="italic"&gt;word&lt;/hi&gt;' in page  # the example
    assert "teidata.word" in (site / "classes" / "att.global.html").read_text()
    assert "no-p-in-p" in page


def test_nothing_of_an_odd_becomes_a_script_or_a_tag(make):
    title = "<title>A test</title>"
    compiled = make.compile(MODULES)
    path = make.folder / "test.odd"
    text = path.read_text().replace(title, "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>")
    path.write_text(text.replace("Prose of", "&lt;img src=x&gt; of"))
    from tei_kit import odd

    odd.compile(path, odd.Options(make_p5())).to_html(make.folder / "site")
    for page in (make.folder / "site").rglob("*.html"):
        assert "<script>alert" not in page.read_text()
        assert "<img" not in page.read_text()
    assert compiled.schema.title == "A test"


def make_p5():
    from tests.odd.making import P5

    return P5


def test_no_address_but_those_of_the_web_becomes_a_link(site):
    text = "".join(notes(site))
    assert 'href="https://e.org/?a&amp;b"' in text
    assert "javascript:" not in text


def test_the_reference_of_an_element_is_there_as_text(make):
    compiled = make.compile(MODULES + CHANGES)
    text = reference(compiled.schema, compiled.grammar, "note")
    assert "is a note of ours." in text
    assert "may stand in: " in text
    assert "@anchored" in text
    assert "rend" not in text.partition("attributes of its classes")[2]
    assert reference(compiled.schema, compiled.grammar, "ptr") is None
    assert "members: " in reference(compiled.schema, compiled.grammar, "model.phrase")


def test_the_search_finds_names_and_descriptions(site, browser):  # noqa: F811
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    browser.get((site / "elements" / "p.html").as_uri())
    field = browser.find_element(By.ID, "search")
    field.send_keys("hea")
    names = [e.text.splitlines()[0] for e in browser.find_elements(By.CSS_SELECTOR, "#found a")]
    assert names[0] == "head"
    assert "teiHeader" in names
    assert "found" in browser.find_element(By.ID, "found-count").get_attribute("textContent")
    field.send_keys(Keys.ARROW_DOWN)
    assert browser.switch_to.active_element.text.startswith("head")
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert browser.current_url.endswith("elements/head.html")


@pytest.mark.parametrize("page", ["index.html", "elements/p.html", "classes/att.global.html"])
@pytest.mark.parametrize("width", [1280, 360])
def test_pages_are_accessible(site, browser, npm, page, width):  # noqa: F811
    browser.set_window_size(width, 900)
    browser.get((site / page).as_uri())
    browser.execute_script((npm / "axe-core" / "axe.min.js").read_text())
    found = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations.map(v => v.id + ': ' + "
        "v.nodes.map(n => n.html).slice(0, 3).join(' '))));"
    )
    assert found == []
    wide = browser.execute_script(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0


def test_lists_and_headings_of_prose_are_sound_html(make):
    around = (
        "<div><head>First</head><p>before <list><label>a</label><item>b</item></list> after</p>"
        "<div><head>Second</head><p>p</p><list rend='numbered'><head>h</head><item>i</item></list>"
        "</div></div>"
    )
    make.compile(MODULES, around=around).to_html(make.folder / "about")
    page = (make.folder / "about" / "about.html").read_text()
    assert "<h2>First</h2><p>before</p><dl><dt>a</dt><dd>b</dd></dl><p>after</p>" in page
    assert "<h3>Second</h3><p>p</p><p>h</p><ol><li>i</li></ol>" in page
