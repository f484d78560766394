"""`report --html`: the page without editing, in one file."""

import json
import re
import subprocess
import sys

import pytest
from selenium.webdriver.common.by import By

from tests.places import DATA
from tests.review.test_page import axe, in_page, look, open_page, press, wait

VOLUME = DATA / "letters" / "volume.txt"


def report(*words):
    command = [sys.executable, "-m", "tei_kit", "report", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True)


@pytest.fixture
def page(tmp_path):
    target = tmp_path / "report.html"
    run = report("--html", VOLUME, "-o", target)
    assert (run.returncode, run.stdout) == (0, "")
    return target


def test_the_page_needs_nothing_and_has_no_editing(browser, page):
    open_page(browser, page.as_uri())
    assert not [
        each for each in browser.find_elements(By.CLASS_NAME, "editing") if each.is_displayed()
    ]
    press(browser, "j")
    wait(browser, lambda b: b.find_element(By.ID, "why").text)
    press(browser, "h")
    press(browser, "c")
    assert "Saved" not in browser.find_element(By.ID, "status").text
    assert in_page("return document.querySelectorAll('.review-shown').length")(browser) == 1
    requests = [
        json.loads(entry["message"])["message"]["params"]["request"]["url"]
        for entry in browser.get_log("performance")
        if '"Network.requestWillBeSent"' in entry["message"]
    ]
    assert not [url for url in requests if url.startswith(("http:", "https:", "ws"))]
    assert not [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(browser, npm, page, scheme):
    look(browser, 1280, scheme)
    open_page(browser, page.as_uri())
    press(browser, "j")
    assert axe(browser, npm) == []


def test_the_same_text_has_the_same_page(tmp_path, page):
    assert report("--html", VOLUME).stdout == page.read_text(encoding="utf-8")


def test_no_address_but_those_of_the_text_is_in_the_page(page):
    text = page.read_text(encoding="utf-8")
    assert not re.findall(r"(?:src|href)=\"(?!#|\.\./)", text.partition("application/json")[0])


def test_the_text_is_not_overwritten(tmp_path):
    path = tmp_path / "memo.txt"
    path.write_text("Words.\n", encoding="utf-8")
    run = report("--html", path, "-o", path)
    assert run.returncode == 1
    assert "TK602" in run.stderr
    assert path.read_text() == "Words.\n"


def test_decisions_that_do_not_fit_are_an_error(tmp_path):
    path = tmp_path / "memo.txt"
    path.write_text("Words.\n", encoding="utf-8")
    path.with_name("memo.decisions.toml").write_text('[[decision]]\ntext = "Gone."\nis = "stage"\n')
    run = report("--html", path)
    assert (run.returncode, run.stdout) == (1, "")
    assert "TK312" in run.stderr


@pytest.mark.parametrize("words", [("--html", "--json", VOLUME), ("--html", VOLUME, VOLUME)])
def test_wrong_usage_is_told(words):
    assert report(*words).returncode == 2


def test_an_output_without_html_is_wrong_usage(tmp_path):
    assert report(VOLUME, "-o", tmp_path / "x").returncode == 2


def test_what_was_decided_about_the_whole_text_is_listed(browser, tmp_path, memo):
    memo.with_name("memo.decisions.toml").write_text(
        'family = "memorandum"\nlanguage = "en"\n[layout]\nnotes = "stop"\n'
        '[[decision]]\ntext = "They all laugh."\nis = "stage"\n'
        '[persons]\ndorn = ["Ben Dorn", "Dorn"]\n'
    )
    target = tmp_path / "report.html"
    assert report("--html", memo, "-o", target).returncode == 0
    open_page(browser, target.as_uri())
    browser.find_element(By.CSS_SELECTOR, "#decided summary").click()
    rows = [each.text for each in browser.find_elements(By.CSS_SELECTOR, "#made .words")]
    assert rows == [
        "The text is a memorandum",
        "Its language is en",
        "Layout, notes: stop",
        "One person, dorn: Ben Dorn, Dorn",
        '"They all laugh." is stage',
    ]
    assert browser.find_element(By.ID, "number-decided").text == "5"
    assert not browser.find_elements(By.CSS_SELECTOR, "#made button")
