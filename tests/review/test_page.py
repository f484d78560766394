"""The page in a real browser: decisions by mouse and by keyboard, and for everybody."""

import os
import subprocess
import sys
import time

import pytest
from lxml import etree
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from tei_kit.xml.names import TEI
from tests.places import DATA
from tests.review.conftest import TEXT

PATIENCE = 40  # seconds


def wait(browser, what):
    """Wait until a function of the browser is true; what it gives."""
    return WebDriverWait(browser, PATIENCE, 0.05).until(what)


def open_page(browser, address):
    browser.get(address)
    wait(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "#rows .row"))
    wait(browser, in_page("return Boolean(document.querySelector('main'))"))


def in_page(script):
    """What a script says inside of the reading page."""

    def said(browser):
        browser.switch_to.frame(browser.find_element(By.ID, "page"))
        try:
            return browser.execute_script(script)
        finally:
            browser.switch_to.default_content()

    return said


def row(browser, words):
    """The row of the source with some words."""
    return next(
        each
        for each in browser.find_elements(By.CSS_SELECTOR, "#rows .row")
        if words in each.find_element(By.CLASS_NAME, "text").text
    )


def part(browser, words):
    return next(
        each for each in browser.find_elements(By.CSS_SELECTOR, "#rows .part") if each.text == words
    )


def mark(browser, words):
    """Mark words of the source, as a mouse does."""
    script = """
        const words = arguments[0], walker = document.createTreeWalker(
            document.getElementById("rows"), NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at >= 0 && walker.currentNode.parentElement.closest("[data-start]")) {
                getSelection().setBaseAndExtent(
                    walker.currentNode, at, walker.currentNode, at + words.length);
                return walker.currentNode.parentElement;
            }
        }"""
    holder = browser.execute_script(script, words)
    browser.execute_script("arguments[0].click()", holder)
    wait(browser, lambda b: b.find_element(By.ID, "words").get_attribute("value") == words)


def press(browser, keys):
    """Press keys one after the other wherever the focus is."""
    ActionChains(browser).send_keys(keys).perform()


ALL = Keys.CONTROL + "a" + Keys.NULL  # marks everything in a field


def menu(browser, kind):
    return browser.find_element(By.CSS_SELECTOR, f".kind-button[data-kind='{kind}']")


def saved(browser, words):
    """Wait until the page has told that a decision about some words was saved."""
    status = browser.find_element(By.ID, "status")
    refused = browser.find_element(By.ID, "refused")

    def told(_):
        assert not refused.text, refused.text
        return words in status.text and "Saved in" in status.text

    wait(browser, told)


def choose(browser, words):
    """Choose a row of the source by mouse, with the focus on it."""
    row(browser, words).find_element(By.CLASS_NAME, "kind").click()
    wait(browser, lambda b: words in b.find_element(By.ID, "words").get_attribute("value"))


def converted(memo):
    """The TEI that the command line makes of a text."""
    target = memo.with_suffix(".xml")
    command = [sys.executable, "-m", "tei_kit", "convert", str(memo), "-o", str(target)]
    environment = {**os.environ, "TEI_KIT_STRICT": ""}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return etree.parse(target)


def words_of(tree, name):
    return [
        " ".join("".join(each.itertext()).split())
        for each in tree.find(f"{TEI}text").iter(f"{TEI}{name}")
    ]


def test_ten_decisions_by_mouse_and_by_keyboard_are_in_the_tei_of_the_next_conversion(
    browser, serve, memo
):
    before = converted(memo)
    server = serve(memo)
    open_page(browser, server.address)
    # 1: a heading, by mouse.
    choose(browser, "A second paragraph.")
    menu(browser, "heading").click()
    saved(browser, "A second paragraph.")
    # 2: a direction, by a key.
    choose(browser, "They all laugh.")
    press(browser, "d")
    saved(browser, "They all laugh.")
    # 3: a date, with its value, of words that were marked.
    mark(browser, "in May")
    browser.find_element(By.CSS_SELECTOR, "[data-kind=date] + .with").click()
    press(browser, "1971-05" + Keys.ENTER)
    saved(browser, "in May")
    # 4: who speaks, by a capital, which asks for the name.
    part(browser, "Dorn:").click()
    press(browser, "S")
    form = browser.find_element(By.ID, "fields")
    name = form.find_element(By.NAME, "who")
    assert browser.switch_to.active_element == name
    name.send_keys(ALL + "Carl Frost" + Keys.ENTER)
    saved(browser, "Dorn")
    # 5: no speaker, by a key.
    part(browser, "Vale:").click()
    press(browser, "x")
    saved(browser, "Vale")
    # 6: a paragraph begins, of fewer words than were chosen, by keyboard alone.
    choose(browser, "Vale: The harbor.")
    press(browser, Keys.ENTER)
    wait(browser, lambda b: b.switch_to.active_element.get_attribute("id") == "words")
    browser.switch_to.active_element.send_keys(ALL + "Two points:" + Keys.ESCAPE)
    press(browser, "b")
    saved(browser, "Two points:")
    # 7: a paragraph, which was an item, after a walk with the arrows.
    choose(browser, "First, the boats.")
    press(browser, Keys.ARROW_DOWN)
    wait(browser, lambda b: "pilots" in b.find_element(By.ID, "words").get_attribute("value"))
    press(browser, "p")
    saved(browser, "Second, the pilots.")
    # 8: another number of a page, in the field of what it is already.
    choose(browser, "[Page 12]")
    number = browser.find_element(By.ID, "fields").find_element(By.NAME, "n")
    number.send_keys(ALL + "13" + Keys.ENTER)
    saved(browser, "[Page 12]")
    # 9: an ending, by mouse.
    choose(browser, "Assigned to: nobody")
    menu(browser, "trailer").click()
    saved(browser, "Assigned to: nobody")
    # 10: a paragraph goes on.
    choose(browser, "The lights are old.")
    press(browser, "y")
    saved(browser, "The lights are old.")

    tree = converted(memo)
    heads, stages, paragraphs = (words_of(tree, name) for name in ("head", "stage", "p"))
    assert "A second paragraph." in heads
    assert "They all laugh." in stages
    (date,) = tree.xpath("//*[local-name()='date'][.='in May']")
    assert date.get("when") == "1971-05"
    said = {
        sp.findtext(f"{TEI}speaker"): sp.get("who")
        for sp in tree.iter(f"{TEI}sp")
        if "It was." in "".join(sp.itertext())
    }
    assert said["Dorn:"] not in {sp.get("who") for sp in before.iter(f"{TEI}sp")}
    assert "Carl Frost" in "".join(tree.find(f"{TEI}teiHeader").itertext())
    assert "Vale: Is it open? It was shut in May." in paragraphs
    assert "Two points:" in paragraphs
    assert "• Second, the pilots." in paragraphs
    assert [page.get("n") for page in tree.find(f"{TEI}text").iter(f"{TEI}pb")] == ["13"]
    assert "Assigned to: nobody" in words_of(tree, "trailer")
    assert "Yes. Now the lights. The lights are old." in paragraphs
    assert len(memo.with_name("memo.decisions.toml").read_text().split("[[decision]]")) == 11


def test_the_reading_page_shows_a_decision_and_its_undoing(browser, serve, memo):
    open_page(browser, serve(memo).address)
    stage = in_page("return [...document.querySelectorAll('.stage')].map(e => e.textContent)")
    choose(browser, "Good.")
    press(browser, "d")
    wait(browser, lambda b: "Good." in "".join(stage(b)))
    press(browser, "u")
    wait(browser, lambda b: "Good." not in "".join(stage(b)))
    assert not memo.with_name("memo.decisions.toml").exists()
    press(browser, "U")
    wait(browser, lambda b: "Good." in "".join(stage(b)))
    assert 'text = "Good."' in memo.with_name("memo.decisions.toml").read_text()


def test_what_cannot_be_is_told_and_changes_nothing(browser, serve, memo):
    open_page(browser, serve(memo).address)
    choose(browser, "Good.")
    menu(browser, "page").click()
    refused = browser.find_element(By.ID, "refused")
    wait(browser, lambda _: "hold no number" in refused.text)
    assert not memo.with_name("memo.decisions.toml").exists()
    field = browser.find_element(By.ID, "fields").find_element(By.NAME, "n")
    field.send_keys("9" + Keys.ENTER)
    saved(browser, "Good.")


def test_next_leads_from_doubt_to_doubt_and_right_as_it_is_takes_one_away(browser, serve, tmp_path):
    path = tmp_path / "volume.txt"
    path.write_bytes((DATA / "letters" / "volume.txt").read_bytes())
    open_page(browser, serve(path).address)

    def titles():
        return len(browser.find_elements(By.CSS_SELECTOR, "#doubts li"))

    number = titles()
    assert number > 2
    seen = []
    for _ in range(number):
        press(browser, "j")
        seen.append(browser.find_element(By.ID, "words").get_attribute("value"))
    press(browser, "j")
    assert browser.find_element(By.ID, "words").get_attribute("value") == seen[0]
    press(browser, "k")
    assert browser.find_element(By.ID, "words").get_attribute("value") == seen[-1]
    press(browser, "c")
    wait(browser, lambda _: titles() == number - 1)
    assert path.with_name("volume.decisions.toml").exists()


def test_decisions_are_listed_and_can_be_taken_out(browser, serve, memo):
    open_page(browser, serve(memo).address)
    choose(browser, "Good.")
    press(browser, "d")
    saved(browser, "Good.")
    browser.find_element(By.CSS_SELECTOR, "#decided summary").click()
    browser.find_element(By.CSS_SELECTOR, "#made button").click()
    wait(browser, lambda b: b.find_element(By.ID, "number-decided").text == "0")


def test_a_file_that_changes_meanwhile_is_told_and_shown(browser, serve, memo):
    open_page(browser, serve(memo).address)
    memo.write_text(TEXT.replace("They all laugh.", "They all weep, for joy."), encoding="utf-8")
    wait(browser, lambda b: "has been read again" in b.find_element(By.ID, "status").text)
    assert row(browser, "They all weep, for joy.")


def test_a_server_that_has_ended_is_told(browser, serve, memo):
    open_page(browser, serve(memo).address)
    line = {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.enable", {})
    try:
        browser.execute_cdp_cmd("Network.emulateNetworkConditions", line)
        alert = browser.find_element(By.ID, "alert")
        wait(browser, lambda _: "has ended" in alert.text)
    finally:
        line["offline"] = False
        browser.execute_cdp_cmd("Network.emulateNetworkConditions", line)


def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(browser, serve, memo):
    open_page(browser, serve(memo).address)
    outlines, names = [], []
    for _ in range(60):
        press(browser, Keys.TAB)
        found = browser.execute_script(
            "const e = document.activeElement, s = getComputedStyle(e);"
            "return [e.id || e.className || e.tagName, s.outlineStyle, parseFloat(s.outlineWidth)]"
        )
        names.append(found[0])
        if found[0] not in ("BODY", "page", "rows"):
            outlines.append((found[1] != "none" and found[2] >= 2) or found)
    assert set(outlines) == {True}
    assert {"next", "help", "page"} <= set(names)


def test_single_keys_can_be_switched_off(browser, serve, memo):
    open_page(browser, serve(memo).address)
    press(browser, "?")
    assert browser.find_element(By.ID, "keys").is_displayed()
    browser.find_element(By.ID, "single").click()
    press(browser, Keys.ESCAPE)
    choose(browser, "Good.")
    press(browser, "d")
    time.sleep(0.5)
    assert not memo.with_name("memo.decisions.toml").exists()


def test_a_script_in_a_document_does_not_run(browser, serve, tmp_path):
    path = tmp_path / "memo.txt"
    script = "<script>document.title = 'run'; parent.document.title = 'run'</script>"
    path.write_text(f"Vale: {script}\n\nDorn: </script><img src=x onerror=alert(1)>\n\n" * 3)
    open_page(browser, serve(path).address)
    assert "run" not in browser.title
    assert not in_page("return document.scripts.length + document.images.length")(browser)
    assert not browser.execute_script("return document.images.length")
    choose(browser, "onerror")
    press(browser, "h")
    saved(browser, "Dorn")
    assert not browser.find_elements(By.CSS_SELECTOR, "#rows img, #doubts img, #made img")


def test_the_list_of_texts_leads_to_each(browser, serve, memo):
    (memo.parent / "calm.txt").write_text("A page of prose.\n\nAnd another.\n", encoding="utf-8")
    browser.get(serve(memo.parent).address)
    wait(browser, lambda b: "2 texts, those" in b.find_element(By.ID, "status").text)
    links = browser.find_elements(By.CSS_SELECTOR, "#texts a")
    assert [link.text for link in links] == ["memo.txt", "calm.txt"]
    links[1].click()
    wait(browser, lambda b: "And another." in b.find_element(By.ID, "rows").text)
    browser.find_element(By.ID, "back").click()
    wait(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "#texts a"))


def test_participants_and_references_are_decided_by_keyboard(browser, serve, memo):
    open_page(browser, serve(memo).address)
    choose(browser, "Assigned to: nobody")
    press(browser, "1")
    saved(browser, "Assigned to: nobody")
    mark(browser, "The harbor")
    menu(browser, "reference").find_element(By.XPATH, "following-sibling::button").click()
    fields = browser.find_element(By.ID, "fields")
    fields.find_element(By.NAME, "note").send_keys("1" + Keys.ENTER)
    saved(browser, "The harbor")
    tree = converted(memo)
    assert "Assigned to: nobody" in words_of(tree, "persName")
    assert words_of(tree, "ref") == ["The harbor"]


def field(browser, name):
    return browser.find_element(By.CSS_SELECTOR, f"#whole [name={name}]")


def again(browser, act):
    """Do something with what the page may be drawing anew, until it is done."""

    def done(_):
        try:
            act()
        except StaleElementReferenceException:
            return False
        return True

    wait(browser, done)


def pick(browser, name, words):
    """Choose an answer in the window about the whole text."""
    again(browser, lambda: Select(field(browser, name)).select_by_visible_text(words))


def test_the_family_the_layout_and_persons_are_decided(browser, serve, memo):
    open_page(browser, serve(memo).address)
    press(browser, "=")
    said = browser.find_element(By.ID, "whole-said")
    assert "memorandum" in said.text
    pick(browser, "family", "letters")
    wait(browser, lambda _: "letters" in said.text)
    pick(browser, "family", "as recognized")
    wait(browser, lambda _: "memorandum" in said.text)
    pick(browser, "notes", "stop")
    wait(browser, lambda _: (memo.parent / "memo.decisions.toml").read_text().count("notes"))
    for name in ("+ Vale", "+ Dorn"):  # who are not one person; a slip
        button = (By.XPATH, f"//*[@id='spoken']/button[.='{name}']")
        again(browser, lambda button=button: browser.find_element(*button).click())
    names = field(browser, "names")
    assert names.get_attribute("value") == "Vale\nDorn"
    names.send_keys(ALL + "Vale\nAda Vale")
    names.submit()
    wait(
        browser, lambda b: b.find_element(By.ID, "persons").text.startswith("vale: Vale, Ada Vale")
    )
    field(browser, "id").send_keys("1st")
    names.send_keys("Dorn")
    names.submit()
    refused = browser.find_element(By.ID, "whole-refused")
    wait(browser, lambda _: "no identifier of XML" in refused.text)
    wait(browser, leaves_whole)
    press(browser, "u")
    wait(browser, lambda b: "vale" not in (memo.parent / "memo.decisions.toml").read_text())


def leaves_whole(browser):
    """Whether Escape has closed what is said of the whole text, which may take a moment."""
    if browser.find_element(By.ID, "whole").get_attribute("open") is None:
        return True
    press(browser, Keys.ESCAPE)
    return False


# ------------------------------------------------------------------ widths, schemes, axe


def axe(browser, npm):
    browser.execute_script((npm / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    script = "const done = arguments[0]; axe.run().then((found) => done(found.violations))"
    found = browser.execute_async_script(script)
    return [(v["id"], v["impact"], v["nodes"][0]["html"][:120]) for v in found]


def look(browser, width, scheme):
    size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 700}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_violation(browser, serve, npm, memo, width, scheme):
    (memo.parent / "volume.txt").write_bytes((DATA / "letters" / "volume.txt").read_bytes())
    server = serve(memo.parent)
    look(browser, width, scheme)
    browser.get(server.address)
    wait(browser, lambda b: "2 texts, those" in b.find_element(By.ID, "status").text)
    assert axe(browser, npm) == []
    open_page(browser, f"{server.address}1/")
    assert axe(browser, npm) == []
    press(browser, "j")
    press(browser, "h")
    saved(browser, "")
    assert axe(browser, npm) == []
    press(browser, "?")
    assert axe(browser, npm) == []
    press(browser, Keys.ESCAPE)
    press(browser, "=")
    field(browser, "id").send_keys("1")
    field(browser, "names").send_keys("Nobody")
    field(browser, "names").submit()
    wait(browser, lambda b: b.find_element(By.ID, "whole-refused").text)
    assert axe(browser, npm) == []
    wide = "const d = document.getElementById('whole'); return d.scrollWidth - d.clientWidth"
    assert browser.execute_script(wide) <= 0
    if os.environ.get("TEI_KIT_SHOTS"):
        browser.save_screenshot(f"{os.environ['TEI_KIT_SHOTS']}/whole-{width}-{scheme}.png")


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_window(browser, serve, tmp_path, width):
    path = tmp_path / "volume.txt"
    path.write_bytes((DATA / "letters" / "volume.txt").read_bytes())
    look(browser, width, "light")
    open_page(browser, serve(path).address)
    press(browser, "j")
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    chosen = browser.find_element(By.CSS_SELECTOR, ".row.chosen .kind")
    inside = "const r = arguments[0].getBoundingClientRect(); return document.elementFromPoint("
    script = inside + "r.x + r.width / 2, r.y + r.height / 2) === arguments[0]"
    assert browser.execute_script(script, chosen)  # the menu does not cover what it is about


def test_on_a_narrow_window_one_part_is_shown_at_a_time(browser, serve, memo):
    look(browser, 390, "light")
    open_page(browser, serve(memo).address)
    assert browser.find_element(By.ID, "source").is_displayed()
    assert not browser.find_element(By.ID, "reading").is_displayed()
    browser.find_element(By.CSS_SELECTOR, "[data-view=reading]").click()
    assert browser.find_element(By.ID, "reading").is_displayed()
    browser.find_element(By.CSS_SELECTOR, ".views [data-view=side]").click()
    assert browser.find_element(By.ID, "side").is_displayed()


def in_source(browser):
    """The label of what has the focus, where that is in the source."""
    return browser.execute_script(
        "const has = document.activeElement;"
        "return document.getElementById('rows').contains(has) && has.getAttribute('aria-label');"
    )


def test_tab_leads_to_the_source_and_the_arrows_work_after_undo(browser, serve, memo):
    open_page(browser, serve(memo).address)
    for _ in range(20):
        press(browser, Keys.TAB)
        if in_source(browser):
            break
    assert "line 1:" in in_source(browser)
    press(browser, Keys.ARROW_DOWN)  # chooses the row that has the focus
    press(browser, Keys.ARROW_DOWN)
    before = in_source(browser)
    assert "line 3:" in before
    press(browser, "p")
    saved(browser, "is a paragraph")
    press(browser, "u")
    wait(browser, lambda b: "Undone" in b.find_element(By.ID, "status").text)
    wait(browser, lambda b: in_source(b) == before)
    press(browser, Keys.ARROW_DOWN)
    assert in_source(browser) != before


def test_what_was_decided_about_the_whole_text_can_be_taken_out_of_the_list(browser, serve, memo):
    path = memo.with_name("memo.decisions.toml")
    path.write_text('family = "letter"\n\n[layout]\nnotes = "stop"\n')
    open_page(browser, serve(memo).address)
    browser.find_element(By.CSS_SELECTOR, "#decided summary").click()
    out = browser.find_element(By.CSS_SELECTOR, "#made button[aria-label*='letter']")
    out.click()
    wait(browser, lambda _: "family" not in path.read_text())
    wait(browser, lambda b: b.find_element(By.ID, "number-decided").text == "1")
    assert 'notes = "stop"' in path.read_text()


def test_texts_from_right_to_left_stand_in_their_direction(browser, serve, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("شيء\n\nסוף?\n\nIn English?\n", encoding="utf-8")
    open_page(browser, serve(path).address)
    lefts = browser.execute_script(
        "return [...document.querySelectorAll('#rows .text')].map(function (each) {"
        "  const range = document.createRange(); range.selectNodeContents(each);"
        "  return range.getBoundingClientRect().left - each.getBoundingClientRect().left > 50; });"
    )
    assert lefts == [True, True, False]


FURTHER = """1. Report from Castal

Who sleeps in May will wake in June. (An old saying.)

The mill stood at the river.

View of the mill, from a print of 1790

He wrote then: all is lost, and nobody will come.

The Office, 12

It was to rain, and it did.

Those who came

A. Vale, miller

P.S. The boats are in.

Here the report ends.
"""
# What is chosen, the key that says what it is, and the element that it becomes.
OF_FURTHER_KINDS = (
    ("Who sleeps in May will wake", "9", "epigraph"),
    ("View of the mill, from a", ".", "figure"),
    ("He wrote then: all is lost", '"', "quote"),
    ("The Office, 12", "e", "fw"),
    ("P.S. The boats are in.", "q", "postscript"),
    ("Here the report ends.", "z", "trailer"),
    ("It was to rain, and it did.", "v", "l"),
)


def test_further_kinds_are_decided_by_their_keys(browser, serve, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(FURTHER, encoding="utf-8")
    open_page(browser, serve(path).address)
    for words, key, _ in OF_FURTHER_KINDS:
        choose(browser, words)
        press(browser, key)
        saved(browser, words[:12])
    tree = converted(path)
    for words, _, name in OF_FURTHER_KINDS:
        assert any(words in each for each in words_of(tree, name)), name
        assert "".join(path.with_name("report.decisions.toml").read_text()).count(words[:12]) == 1
