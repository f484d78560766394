"""Pages in a real browser: notes, links, search, keyboard, accessibility, print; and what is in
them when a document means harm."""

import base64
import json
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_kit.export import ExportOptions
from tei_kit.export.html import links
from tei_kit.export.html.folder import INDEX, export_folder
from tei_kit.export.html.page import EXPORTER, to_html
from tests.export.samples import ALL, FOREIGN, PARLIAMENT, SEED, document, html, parsed

SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The pages of all samples, as files."""
    folder = tmp_path_factory.mktemp("pages")
    for path in ALL:
        (folder / f"{path.stem}.html").write_bytes(to_html(parsed(path)))
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder of pages with an index."""
    folder = tmp_path_factory.mktemp("site")
    names = [str(path) for path in ALL]
    assert all(not r.problems for r in export_folder(names, folder, EXPORTER, ExportOptions()))
    return folder


def address(folder, path):
    return (folder / f"{path.stem}.html").as_uri()


def media(browser, **features):
    listed = [
        {"name": k.replace("_", "-"), "value": v} for k, v in features.items() if k != "media"
    ]
    settings = {"media": features.get("media", ""), "features": listed}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", settings)


def width(browser, pixels, height=800):
    size = {"width": pixels, "height": height, "deviceScaleFactor": 1, "mobile": pixels < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def axe(browser, npm):
    browser.execute_script((npm / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    script = "const done = arguments[0]; axe.run().then((found) => done(found.violations))"
    found = browser.execute_async_script(script)
    return [(v["id"], v["impact"], v["nodes"][0]["html"][:120]) for v in found]


# ------------------------------------------------------------------ notes and links


def test_a_note_opens_beside_the_text_and_escape_brings_the_focus_back(browser, pages):
    browser.get(address(pages, SEED))
    link = browser.find_element("id", "d207fn4-ref")
    link.click()
    card = browser.find_element("id", "tei-kit-card")
    assert card.is_displayed()
    assert card.accessible_name == "Note 4"
    assert "See footnote 2, Document 35." in card.text
    assert browser.switch_to.active_element == card
    browser.switch_to.active_element.send_keys("\ue00c")  # Escape
    assert not card.is_displayed()
    assert browser.switch_to.active_element == link
    assert browser.execute_script("return document.querySelectorAll('#d207fn4').length") == 1


def test_a_note_opens_by_keyboard_and_its_buttons_are_next(browser, pages):
    browser.get(address(pages, SEED))
    browser.find_element("id", "d207fn2-ref").send_keys("\ue007")  # Enter
    browser.switch_to.active_element.send_keys("\ue004")  # Tab
    assert browser.switch_to.active_element.text == "Show in the list of notes"
    browser.switch_to.active_element.send_keys("\ue007")
    assert browser.current_url.endswith("#d207fn2")
    assert browser.switch_to.active_element.get_attribute("id") == "d207fn2"
    assert not browser.find_element("id", "tei-kit-card").is_displayed()


def test_without_its_script_the_page_leads_to_the_note_and_back(browser, pages):
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(address(pages, SEED))
    browser.find_element("id", "d207fn4-ref").click()
    assert browser.current_url.endswith("#d207fn4")
    browser.find_element("css selector", "#d207fn4 .backlink").click()
    assert browser.current_url.endswith("#d207fn4-ref")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_link_in_the_page_lands_and_no_identifier_is_there_twice(path):
    tree = html(to_html(parsed(path)))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")}
    assert targets <= set(ids)
    labels = " ".join(tree.xpath("//@aria-labelledby")).split()
    assert set(labels) <= set(ids)


def test_a_click_in_the_picture_leads_to_the_turn(browser, pages):
    browser.get(address(pages, SEED))
    browser.find_elements("css selector", ".picture rect")[60].click()
    turn = browser.current_url.partition("#")[2]
    assert browser.execute_script("return document.querySelector('.turn:target').id") == turn


def test_the_page_says_nothing_on_the_console_and_requests_nothing(browser, pages):
    for path in ALL:
        browser.get(address(pages, path))
        assert browser.get_log("browser") == []
    sent = [json.loads(each["message"])["message"] for each in browser.get_log("performance")]
    urls = [m["params"]["request"]["url"] for m in sent if m["method"].endswith("WillBeSent")]
    assert urls
    assert {url.rpartition("/")[0] for url in urls} == {pages.as_uri()}


# ------------------------------------------------------------------ reading


@pytest.mark.parametrize(
    "phrase",
    [
        "support the PRG 10 and 8 point proposals",  # across the numbers of two notes
        "no other in this Administration.",
        "Reference is to the 109th plenary session",  # in a note
    ],
)
def test_a_search_in_the_page_finds_phrases_across_note_numbers(browser, pages, phrase):
    browser.get(address(pages, SEED))
    assert browser.execute_script("return window.find(arguments[0])", phrase)


def test_a_search_finds_phrases_across_a_page_break(browser, pages):
    browser.get(address(pages, FOREIGN))
    found = "return window.find('Ich eröffne die Sitzung und bitte um Ruhe.')"
    assert browser.execute_script(found)


def test_page_numbers_stand_in_the_margin(browser, pages):
    browser.get(address(pages, SEED))
    left = "return document.querySelector(arguments[0]).getBoundingClientRect()"
    number = browser.execute_script(left, "#pg_653 > span")
    said = browser.execute_script(left, ".turn .said")
    assert number["right"] < said["left"]
    assert browser.find_element("id", "pg_653").accessible_name == "Page 653"


def test_the_number_of_a_page_is_a_link_to_its_image_on_the_web(browser, tmp_path):
    body = "<p><pb n='1' facs='https://example.org/1.jpg'/>One <pb n='2' facs='scans/2.jpg'/>two"
    body += " <pb n='3' facs='javascript:alert(3)'/>three.</p>"
    (tmp_path / "a.html").write_bytes(to_html(document(body)))
    browser.get((tmp_path / "a.html").as_uri())
    (link,) = browser.find_elements("css selector", ".pb a")
    assert link.get_attribute("href") == "https://example.org/1.jpg"
    assert link.accessible_name == "Page 1, image"
    left = browser.find_element("css selector", "p").rect["x"]
    numbers = browser.find_elements("css selector", ".pb > *")
    assert [number.text for number in numbers] == ["1", "2", "3"]
    assert all(number.rect["x"] + number.rect["width"] <= left for number in numbers)


def test_numbers_of_pages_that_begin_on_one_line_do_not_overlap(browser, tmp_path):
    body = "<p>One <pb n='651'/>two <pb n='652'/><pb n='653'/>three.</p><p><pb n='654'/>Four.</p>"
    (tmp_path / "a.html").write_bytes(to_html(document(body)))
    browser.get((tmp_path / "a.html").as_uri())
    script = "return [...document.querySelectorAll('.pb > span')].map((e) => {"
    script += "const at = e.getBoundingClientRect(); return [at.top, at.bottom]; })"
    places = browser.execute_script(script)
    assert len(places) == 4
    assert all(above[1] <= below[0] + 0.5 for above, below in pairwise(places))


def test_a_document_without_a_heading_is_called_by_its_first_words_and_shows_them_once():
    body = "<div type='document'><list><head>Cast</head><item>A</item></list></div>"
    body += f"<div type='document'><p>{'Long words. ' * 9}</p></div>"
    tree = html(to_html(document(body)))
    assert [a.text for a in tree.xpath("//nav//ol//a")] == ["Cast", f"{'Long words. ' * 5}…"]
    assert {h.get("class") for h in tree.xpath("//article/h2")} == {"unseen"}


def test_the_page_has_landmarks_a_heading_and_a_way_past_its_beginning(browser, pages):
    browser.get(address(pages, SEED))
    assert browser.title == "207. Memorandum of Conversation"
    (heading,) = browser.find_elements("tag name", "h1")
    assert heading.text == "207. Memorandum of Conversation1"  # and the number of its note
    roles = [e.aria_role for e in browser.find_elements("css selector", "header, main, footer")]
    assert roles == ["banner", "main", "contentinfo"]
    browser.find_element("tag name", "body").send_keys("\ue004")
    skip = browser.switch_to.active_element
    assert skip.text == "Skip to the text"
    skip.send_keys("\ue007")
    assert browser.switch_to.active_element.get_attribute("id") == "tei-kit-text"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_axe_finds_no_serious_problem(browser, pages, npm, path, scheme):
    media(browser, prefers_color_scheme=scheme)
    browser.get(address(pages, path))
    browser.execute_script(
        "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
    )
    found = axe(browser, npm)
    assert [each for each in found if each[1] in SERIOUS] == []
    assert found == []


def test_axe_finds_no_problem_while_a_note_is_open_on_a_telephone(browser, pages, npm):
    width(browser, 390)
    browser.get(address(pages, SEED))
    browser.find_element("id", "d207fn4-ref").click()
    assert axe(browser, npm) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pixels", [390, 1280])
def test_axe_finds_no_problem_in_an_index(browser, site, npm, pixels, scheme):
    media(browser, prefers_color_scheme=scheme)
    width(browser, pixels)
    browser.get((site / INDEX).as_uri())
    assert axe(browser, npm) == []


@pytest.mark.parametrize("pixels", [320, 390, 820])
def test_an_index_needs_no_scrolling_sideways(browser, site, pixels):
    width(browser, pixels)
    browser.get((site / INDEX).as_uri())
    script = "return [...document.querySelectorAll('html, .scroll')].map((e) => e.scrollWidth)"
    assert max(browser.execute_script(script)) <= pixels
    assert browser.get_log("browser") == []


@pytest.mark.parametrize("pixels", [320, 390, 768, 1280, 1600])
@pytest.mark.parametrize("path", [SEED, FOREIGN], ids=lambda path: path.stem)
def test_nothing_is_wider_than_the_window(browser, pages, path, pixels):
    width(browser, pixels)
    browser.get(address(pages, path))
    assert browser.execute_script("return document.documentElement.scrollWidth") <= pixels


def test_dark_and_light_are_as_the_reader_asks(browser, pages):
    colours = {}
    for scheme in ("light", "dark"):
        media(browser, prefers_color_scheme=scheme)
        browser.get(address(pages, SEED))
        script = "return getComputedStyle(document.body).backgroundColor"
        colours[scheme] = sum(map(int, re.findall(r"\d+", browser.execute_script(script))[:3]))
    assert colours["light"] > 700 > 100 > colours["dark"]


def test_motion_is_left_out_for_those_who_ask(browser, pages):
    script = "return getComputedStyle(document.documentElement).scrollBehavior"
    browser.get(address(pages, SEED))
    media(browser, prefers_reduced_motion="no-preference")
    assert browser.execute_script(script) == "smooth"
    media(browser, prefers_reduced_motion="reduce")
    assert browser.execute_script(script) == "auto"


def test_print_shows_the_notes_and_leaves_out_what_only_a_screen_needs(browser, pages):
    browser.get(address(pages, SEED))
    media(browser, media="print")
    shown = "return document.querySelector(arguments[0]).checkVisibility()"
    assert browser.execute_script(shown, "#d207fn9")
    for left_out in (".contents", ".skip", ".backlink"):
        assert not browser.execute_script(shown, left_out)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    assert base64.b64decode(printed).startswith(b"%PDF")


# ------------------------------------------------------------------ what is in it


def test_a_volume_has_a_table_of_contents_and_a_picture_of_each_conversation():
    tree = html(to_html(parsed(PARLIAMENT)))
    contents = tree.xpath("//nav[@aria-labelledby='tei-kit-contents']//a")
    assert [a.text for a in contents] == ["First sitting", "Second sitting"]
    assert [h.text for h in tree.iter("h2")] == ["Contents", "First sitting", "Second sitting"]
    assert len(tree.xpath("//figure[@class='picture']")) == 2


def test_the_picture_tells_who_speaks_when_and_how_much():
    tree = html(to_html(parsed(SEED)))
    (figure,) = tree.xpath("//figure[@class='picture']")
    bars = figure.xpath(".//rect")
    assert len(bars) == 128
    starts = [float(bar.get("x").rstrip("%")) for bar in bars]
    assert starts == sorted(starts)
    assert starts[0] == 0
    assert 99 < starts[-1] + float(bars[-1].get("width").rstrip("%")) <= 100.5
    rows = [[cell.text for cell in row] for row in figure.xpath(".//tbody/tr")]
    assert rows == [
        ["Xuan Thuy", "64", "3,461", "54.5%"],
        ["Henry A. Kissinger", "64", "2,895", "45.5%"],
    ]
    assert "652" in figure.xpath(".//text[@class='axis']/text()")


def sitting(n, *speakers):
    turns = "".join(f"<sp><speaker>{name}:</speaker><p>Yes.</p></sp>" for name in speakers)
    return f'<div type="document" n="{n}" xml:id="d{n}"><head>{n}</head>{turns}</div>'


def test_those_who_speak_in_one_document_differ_in_colour_in_a_volume_of_many_speakers():
    people = [f"Member {n}" for n in range(24)]
    body = "".join(sitting(n, *people[n * 4 : n * 4 + 4], "Chair") for n in range(6))
    tree = html(to_html(document(body)))
    chair = set()
    for article in tree.xpath("//article"):
        colours = {
            "".join(turn.xpath("p[@class='speaker']/text()")): turn.get("class")
            for turn in article.xpath(".//*[contains(@class, 'turn')]")
        }
        assert len(set(colours.values())) == 5
        assert all("voice-" in each for each in colours.values())
        chair.add(colours["Chair:"])
    assert len(chair) == 1


def test_of_more_speakers_than_colours_those_who_say_least_are_grey():
    said = [*[f"Member {n}" for n in range(8)] * 2, "Guest"]
    tree = html(to_html(document(sitting(1, *said))))
    classes = [turn.get("class") for turn in tree.xpath("//*[starts-with(@class, 'turn')]")]
    assert len(set(classes)) == 9
    assert classes[-1] == "turn"


def test_a_text_without_turns_has_no_picture():
    tree = html(to_html(document("<div><head>Letter</head><p>Dear Sir</p></div>")))
    assert tree.xpath("//figure") == []
    assert tree.xpath("//h1/text()") == ["Letter"]


def test_a_list_in_a_paragraph_stays_in_its_place():
    tree = html(to_html(document("<p>a <list><item>b</item></list> c</p>")))
    (paragraph,) = tree.xpath("//div[@class='p']")
    assert " ".join("".join(paragraph.itertext()).split()) == "a b c"


def test_the_text_of_the_page_is_the_text_of_the_document():
    body = html(to_html(parsed(SEED))).find(".//article")
    for each in body.xpath(".//span[@inert] | .//figure | .//section | .//sup"):
        each.text = ""
        for child in [*each]:
            each.remove(child)
    shown = "".join("".join(body.itertext()).split())
    source = parsed(SEED).find(".//{*}body")
    for each in source.xpath(".//*[local-name() = 'note' or local-name() = 'head']"):
        each.text = ""
        for child in [*each]:
            each.remove(child)
    assert shown == "".join("".join(source.itertext()).split())


# ------------------------------------------------------------------ documents that mean harm

HARM = """<div type="document" n="1"><head>&lt;script&gt;alert(1)&lt;/script&gt;</head>
<p xml:id="tei-kit-text"><ref target="javascript:alert(1)">a</ref>
<ref target=" java&#10;script:alert(1)">b</ref><ref target="data:text/html,x">c</ref>
<ptr target="file:///etc/passwd"/><ref target="https://example.org/&quot;onclick=&quot;x">d</ref>
<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>
<s:svg xmlns:s="http://www.w3.org/2000/svg" onload="alert(1)"><s:script>alert(1)</s:script></s:svg>
<k:picture xmlns:k="urn:tei-kit:page"><s:svg xmlns:s="http://www.w3.org/2000/svg" onload="x"/>
</k:picture><ref xmlns:k="urn:tei-kit:page" k:href="javascript:alert(1)">e</ref>
<hi rend="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">f</hi></p>
<sp who="#x&quot;&gt;"><speaker>"&gt;&lt;img src=x onerror=alert(1)&gt;</speaker><p>g</p></sp>
<sp><speaker>]]&gt;&lt;/title&gt;</speaker><p>h</p></sp></div>"""


def test_nothing_that_a_document_brings_runs():
    tree = html(
        to_html(document(HARM, title="&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;"))
    )
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert tree.xpath("//img | //iframe | //object | //embed | //form | //base") == []
    allowed = re.compile(r"#|https://example\.org/%22onclick=%22x$")
    assert [h for h in tree.xpath("//@href") if not allowed.match(h)] == []
    assert tree.xpath("//main/@id") == ["tei-kit-text"]
    assert len(tree.xpath("//*[@id='tei-kit-text']")) == 1


def test_a_script_that_got_in_would_not_run(browser, tmp_path):
    page = to_html(parsed(SEED))
    broken = page.replace(b"<main", b"<script>window.harm = 1</script><main onclick='1'", 1)
    assert broken != page
    (tmp_path / "a.html").write_bytes(broken)
    browser.get((tmp_path / "a.html").as_uri())
    assert browser.execute_script("return window.harm") is None
    assert "Content Security Policy" in str(browser.get_log("browser"))


def test_a_harmful_document_is_harmless_in_the_browser(browser, tmp_path):
    (tmp_path / "a.html").write_bytes(to_html(document(HARM)))
    browser.get((tmp_path / "a.html").as_uri())
    assert browser.get_log("browser") == []


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(),
        st.tuples(
            st.sampled_from(["javascript:", "JaVaScRiPt:", "java\tscript:", "data:", "vbscript:"]),
            st.text(max_size=10),
        ).map("".join),
    )
)
def test_no_target_becomes_a_link_that_does_more_than_lead(target):
    link = links.external(target)
    assert link == "" or re.match(r"(?i)(https?|mailto):[!-~]*$", link)
    assert not set('"<> \n\t') & set(link)


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        ("http://example.org/ä b", "http://example.org/%C3%A4%20b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("www.example.org", ""),
        ("//example.org", ""),
        ("doi:10.1/2", ""),
    ],
)
def test_links_out_of_the_document(target, link):
    assert links.external(target) == link
