"""The words of languages."""

import re

import pytest

from tei_kit.settings import at_hand, language
from tests.places import ROOT

KEYS = [each for each in language.Language.__match_args__ if each not in ("code", "name")]


def test_every_file_of_a_language_is_known():
    assert list(language.codes()) == sorted(path.stem for path in language.FOLDER.glob("*.toml"))


@pytest.mark.parametrize("code", language.codes())
def test_the_words_of_a_language_are_those_of_its_file(code):
    of_file, known = language.read(language.FOLDER / f"{code}.toml"), language.load(code)
    assert [getattr(of_file, key) for key in KEYS] == [getattr(known, key) for key in KEYS]
    assert of_file.name == known.name != ""


@pytest.mark.parametrize("code", language.codes())
def test_the_commonest_words_at_hand_are_those_of_the_file(code):
    assert language.common_words(code) == language.load(code).common
    assert language.common_words(code)
    assert at_hand.LETTERS[code].split() == list(language.load(code).letters)


def test_a_code_without_words_means_those_of_english():
    assert language.load_or_english("eo") is language.load("en")
    assert language.load_or_english("fr") is language.load("fr")


@pytest.mark.parametrize("key", at_hand.OF_ANY)
def test_words_at_hand_are_those_of_the_files(key):
    known = [language.load(code) for code in language.codes()]
    words = [word for each in known for word in getattr(each, key)]
    assert list(language.of_any(key)) == list(dict.fromkeys(words))
    assert words


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_languages_is_read_by_code_and_filled(key):
    modules = [path for path in (ROOT / "tei_kit").rglob("*.py") if path.parent.name != "settings"]
    said = re.compile(rf"\b{key}\b")
    if key not in ("common", "letters"):
        assert any(said.search(path.read_text(encoding="utf-8")) for path in modules)
    assert any(getattr(language.load(code), key) for code in language.codes())


def test_the_words_of_one_key_and_of_all_languages_are_each_there_once():
    words = language.of_any("functions")
    assert {"speaker", "-minister-", "ministre-"} <= set(words)
    assert len(words) == len(set(words))


def test_words_become_an_expression_that_takes_the_longest_word():
    pattern = re.compile(language.alternatives(["note", "note 3", "a.b"]))
    assert pattern.match("note 3")[0] == "note 3"
    assert not pattern.fullmatch("axb")
    assert not re.match(language.alternatives([]), "")


def test_phrases_end_with_a_whole_word_in_any_case_the_longest_first():
    phrases = language.Phrases.of(["Note", "Note of", "No.", ""])
    assert phrases.ends("NOTE OF a talk") == [7, 4]
    assert phrases.ends("a note", 2) == [6]
    assert phrases.ends("No. 3") == [2]
    assert phrases.ends("Notebook") == phrases.ends("note", 4) == phrases.ends("") == []


# Words that only languages have, and modules have in no list: what is told, advice, and formats.
FOREIGN = re.compile(
    r"\b(?:und|oder|seite|anmerkung|monsieur|señor|página|carta|brief|szene|acte|lettre|nota)\b[|\"]"
    r"|[|\"](?:und|oder|seite|anmerkung|monsieur|señor|página|carta|brief|szene|acte|lettre|nota)\b"
)


@pytest.mark.parametrize("folder", ["layout", "tokenizer", "collation", "document", "readers"])
def test_no_module_has_a_list_of_words_of_languages(folder):
    for path in (ROOT / "tei_kit" / folder).rglob("*.py"):
        code = re.sub(r'"""[\s\S]*?"""|#.*', "", path.read_text(encoding="utf-8"))
        assert not FOREIGN.search(code), path
