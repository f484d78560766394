"""What is said in place of a key that does not exist."""

import pytest

from tei_kit.advice.keys import as_list, instead

KEYS = ["title", "authors", "speakers.colon", "speakers.always", "date", "volume", "a", "b", "c"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("titel", " (did you mean 'title'?)"),
        ("Title", " (did you mean 'title'?)"),
        ("colon", " (did you mean 'speakers.colon'?)"),
        ("allways", " (did you mean 'speakers.always'?)"),
        ("maker", " (did you mean 'authors'?)"),
        (
            "shelf",
            "; usual keys are title, authors, speakers.colon, speakers.always, date, volume "
            "(3 more: tei-kit docs metadata)",
        ),
    ],
)
def test_the_likely_key_is_told_or_the_usual_ones(word, said):
    assert instead(word, KEYS, "metadata", synonyms={"maker": "authors"}) == said


def test_few_keys_are_all_told():
    assert instead("xyz", KEYS[:3], "x", called="columns").startswith("; the columns are title,")


def test_a_text_is_written_as_a_list():
    assert as_list("A. B.", "") == 'write ["A. B."]'
    assert as_list('say "x"', "") == "write ['say \"x\"']"
    assert as_list(3, '["one"]') == 'such as ["one"]'
