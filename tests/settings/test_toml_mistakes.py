"""Mistakes in TOML are told in words, with what to write."""

import pytest

from tei_kit.settings import metadata, profile
from tei_kit.settings.metadata import MetadataError
from tei_kit.settings.profile import ProfileError


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title = My title", ":1:9:", 'has no quotation marks; write title = "My title".'),
        ("title = My title # so", ":1:9:", 'write title = "My title".'),
        ("\ndate = 31.5.1971", ":2:", 'write date = "31.5.1971".'),
        ("title = “My title”", ":1:9:", 'have to be straight; write title = "My title".'),
        ("title = „Mein Titel“", ":1:9:", 'write title = "Mein Titel".'),
        ("editors = [“A”]", ":1:", 'write "A".'),
        ('title = "My title', ":1:", "has no closing quotation mark"),
        ("title: My title", ":1:", 'an equals sign between them; write title = "My title".'),
        ("My title", ":1:", 'write a line such as title = "My title".'),
        ('my title = "x"', ":1:", "a key has no spaces; write my_title =."),
        ('title = "He said "no""', ":1:", "write title = 'He said \"no\"'."),
        (
            r'source = "C:\Users"',
            ":1:",
            r"write source = 'C:\Users', in single quotation marks, or",
        ),
        ('title = "a"\ntitle = "b"', ":2:", "title is given twice; take one out."),
        ("title =", ":1:", "title has no value"),
        ('editors = ["A",\n"B"', ":2:1:", "a list has no ] at its end"),
        ("[responsible", ":1:1:", "write [responsible], with a bracket at the end."),
        ("title = True", ":1:", "write title = true."),
        ("authors = [A. Writer, B]", ":1:", 'write authors = ["A. Writer", "B"].'),
        ('title = "x";', ":1:", "; stands after the value of title; take it out."),
        ('title = "x" // so', ":1:", "a comment begins with #."),
        ('title = "x" y', ":1:", "stands y; put it into the quotation marks."),
        ('{"title": "x"}', ":1:1:", 'this is JSON; write TOML, such as title = "My title".'),
    ],
)
def test_a_mistake_in_toml_is_told_in_words(tmp_path, text, place, words):
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    for load, error in ((metadata.load, MetadataError), (profile.read, ProfileError)):
        with pytest.raises(error) as caught:
            load(path)
        if load is metadata.load:
            assert place in str(caught.value)
            assert words in str(caught.value)


def test_a_file_in_another_encoding_is_told_with_the_character(tmp_path):
    (tmp_path / "a.toml").write_bytes('title = "Café"'.encode("cp1252"))
    with pytest.raises(MetadataError, match="byte 0xE9 is not UTF-8; in cp1252 it is é"):
        metadata.load(tmp_path / "a.toml")


def test_days_and_numbers_need_no_quotation_marks_where_they_are_clear(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text("pub_date = 1971-05-31\ndate = 1969\nvolume = 3\nidnos = { No = 12 }")
    read = metadata.load(path)
    assert (read.pub_date, read.date, read.volume) == ("1971-05-31", "1969", "3")
    assert read.idnos[0].value == "12"


@pytest.mark.parametrize("text", ["volume = 1.10", "volume = true", "title = 1971-05-31"])
def test_other_values_need_them(tmp_path, text):
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(MetadataError, match="is a text in quotation marks"):
        metadata.load(tmp_path / "a.toml")


@pytest.mark.parametrize("word", ["Deutsch", "german", "deu"])
def test_a_language_by_its_name_is_refused_with_its_tag(word):
    with pytest.raises(MetadataError, match=r"is not a language tag .* write de"):
        metadata.check_language(word, None)


def test_a_date_in_another_form_is_refused_with_the_form_it_should_have():
    with pytest.raises(MetadataError, match="write 1971-05-31"):
        metadata.check_date("31.5.1971", None)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        (r'title = "C:\texts\new"', ":1:9:", r"here a tab; write 'C:\texts\new', in single"),
        ('\nsource = "C:\\\\old\\new"', ":2:10:", r"here a new line; write 'C:\old\new'"),
        (r'editors = ["A", "D:\b"]', ":1:17:", 'or "D:/b".'),
    ],
)
def test_a_backslash_that_makes_a_sign_is_told(tmp_path, text, place, words):
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MetadataError) as caught:
        metadata.load(path)
    assert place in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        r'title = "C:\\texts\\new"',
        r"title = 'C:\texts\new'",
        r'title = "Two\nlines, A:\\ and B"',
        'title = """\n"C:\\\\texts" C:\\texts"""',
        "title = 'x'  # \"C:\\texts\"",
    ],
)
def test_other_backslashes_are_right(tmp_path, text):
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    assert metadata.load(path).title


def test_a_text_in_place_of_a_list_is_told_with_the_list(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('authors = "A. Writer"', encoding="utf-8")
    with pytest.raises(MetadataError, match=r'write \["A. Writer"\]'):
        metadata.load(path)
