"""Profiles: those that are bundled, a user's own, and what is said when one is not right."""

import pickle
import re
from dataclasses import FrozenInstanceError, asdict, fields

import pytest

import tei_kit
from tei_kit.settings import profile
from tei_kit.settings.profile import ProfileError
from tests.cli.test_cli import MEMO, run
from tests.places import DATA, ROOT

DOCS = ROOT / "docs" / "profiles.md"


def read(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return profile.read(path)


def test_a_profile_that_is_shared_cannot_be_changed():
    frus = profile.load("frus")
    with pytest.raises(FrozenInstanceError):
        frus.division = "scene"
    with pytest.raises(TypeError):
        frus.labels["Present"] = "subject"
    assert {type(getattr(frus, each.name)) for each in fields(frus)} <= {
        str, bool, tuple, profile.Table
    }  # fmt: skip


def test_a_profile_goes_to_another_process_and_comes_as_it_was():
    frus = profile.load("frus")
    assert asdict(pickle.loads(pickle.dumps(frus))) == asdict(frus)


@pytest.mark.parametrize("name", profile.BUNDLED)
def test_the_bundled_profiles_load(name):
    assert profile.load(name).name == name


def test_every_key_is_documented_and_every_documented_key_exists():
    table = DOCS.read_text(encoding="utf-8").partition("| key |")[2]
    documented = set(re.findall(r"^\| `([\w.]+)`", table, re.MULTILINE))
    assert documented == {*profile.KINDS, "extends"}


def test_the_example_in_the_documentation_loads_and_is_used(tmp_path):
    example = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    mine = read(tmp_path, example[1])
    assert mine.heads == profile.load("frus").heads
    text = "3. Bericht\n\n{Seite 4}\n\nAm 5. Mai 1950 und am 6 Mai 1951."
    conversion = tei_kit.convert(text, profile=mine)
    page = conversion.tree.find(".//{*}pb")
    assert (page.get("n"), page.get("rend")) == ("4", "{Seite 4}")
    assert conversion.tree.find(".//{*}date").get("when") == "1951-05-06"
    assert tei_kit.text_of(conversion.tree).split() == text.split()


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("page_markr = 'x'", ":1:1:", "there is no key 'page_markr' (did you mean 'page_marker'?)"),
        ("\npage_marker = 'p.'", ":2:1:", "page_marker must hold {n} once"),
        ("heads = ['x']", ":1:1:", "heads must be a list of texts that hold {n} once"),
        ("head_words = 'x'", ":1:1:", "head_words must be a list of texts"),
        ("asides = ['(']", ":1:1:", "asides must be a list of pairs of brackets"),
        ("[speakers]\ncolon = 'yes'", ":2:1:", "speakers.colon must be true or false"),
        ("[speakers]\ncomma = 1", ":2:1:", "there is no key 'speakers.comma'"),
        ("[dates]\n\nmonths = ['May']", ":3:1:", "dates.months must be a list of the twelve"),
        ("[labels]\nPresent = 'people'", ":1:1:", "labels must be a table of labels"),
        ("division = 'chapter'", ":1:1:", "division must be one of document, scene, session"),
        ("extends = 'mine'", ":1:1:", "extends names one of frus, court, play"),
        ("extends = 1", ":1:1:", "extends names one of frus, court, play"),
        ("a = =", ":1:5:", "Invalid value"),
    ],
)
def test_what_is_not_right_is_said_with_its_key_and_line(tmp_path, text, place, words):
    with pytest.raises(ProfileError) as caught:
        read(tmp_path, text)
    message = str(caught.value)
    assert place in message
    assert f"error TK305 the profile is not right: {words}" in message


def test_an_empty_profile_finds_nothing_and_loses_nothing(tmp_path):
    mine = read(tmp_path, "")
    conversion = tei_kit.convert(MEMO, profile=mine)
    assert tei_kit.text_of(conversion.tree).split() == MEMO.split()
    assert [e.get("n") for e in conversion.tree.iter("{*}pb")] == ["8"]


def test_the_command_line_takes_a_name_or_a_file(tmp_path):
    play = DATA / "texts" / "play.txt"
    assert '<sp who="#bernardo">' in run("convert", "--profile", "play", play).stdout
    (tmp_path / "mine.toml").write_text("wrong = 1")
    result = run("convert", "--profile", tmp_path / "mine.toml", play)
    assert result.returncode == 2
    assert "mine.toml:1:1: error TK305" in result.stderr
    assert run("tokens", "--profile", "novel", play).returncode == 2


def test_the_default_profile_at_hand_is_that_of_the_file():
    chosen, read = profile.load(), profile.read(profile.PROFILES / f"{profile.DEFAULT}.toml")
    for name in profile.Profile.__match_args__:
        assert getattr(chosen, name) == getattr(read, name), name
        assert type(getattr(chosen, name)) is type(getattr(read, name)), name
