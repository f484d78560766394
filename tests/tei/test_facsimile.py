"""The images of pages: by a pattern, or from a list."""

import pytest

import tei_kit
from tei_kit.settings import page_images
from tei_kit.settings.metadata import Metadata

PAGES = "\n\n".join(f"[Page {n}]\n\nText of page {n}." for n in (7, 8, 9)) + "\n"


def converted(**metadata):
    return tei_kit.convert(PAGES, name="a/memo 1.txt", metadata=Metadata(**metadata))


def images(conversion):
    return [page.get("facs") for page in conversion.tree.iter("{*}pb")]


@pytest.mark.parametrize(
    ("pattern", "file", "n", "index", "address"),
    [
        ("scans/{file}_{n:04}.jpg", "texts/memo.txt", "7", 1, "scans/memo_0007.jpg"),
        ("{n}.jpg", "memo.txt", "12v", 1, "12v.jpg"),
        ("{n:04}.jpg", "memo.txt", "12v", 1, "0012v.jpg"),
        ("{n:04}.jpg", "memo.txt", "iv", 1, "iv.jpg"),
        ("{i:3}.jpg", "memo.txt", "", 2, "002.jpg"),
        ("{n}.jpg", "memo.txt", "", 2, ""),
        ("my scans/{file}-{n}", "a b/c?d.txt", "7", 1, "my%20scans/c%3Fd-7"),
        (
            "https://iiif.example/{file}%2F{n}/full",
            "m.txt",
            "1",
            1,
            "https://iiif.example/m%2F1/full",
        ),
    ],
)
def test_a_pattern_is_filled_in(pattern, file, n, index, address):
    assert page_images.wrong(pattern) == ""
    assert page_images.address(pattern, file, n, index) == address


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{page}.jpg", "'{page}'"),
        ("{n:x}.jpg", "'{n:x}'"),
        ("{n.jpg", "'{'"),
        ("x.jpg", "needs {n}"),
    ],
)
def test_a_pattern_that_is_not_right_is_told(pattern, words):
    assert words in page_images.wrong(pattern)


def test_each_page_break_has_its_image_by_the_pattern():
    assert images(converted(facs="s/{file}_{n:03}_{i}.jpg")) == [
        f"s/memo%201_00{n}_{i}.jpg" for i, n in enumerate((7, 8, 9), 1)
    ]


def test_as_many_images_as_page_breaks_belong_to_them():
    conversion = converted(images=("a.jpg", "b c.jpg", "d.jpg"), facs="{n}.jpg")
    assert images(conversion) == ["a.jpg", "b%20c.jpg", "d.jpg"]
    assert conversion.tree.find("{*}text").get("facs") is None
    assert "TK309" not in {d.code for d in conversion.diagnostics}


def test_one_image_more_is_of_the_page_that_the_text_begins_on():
    conversion = converted(images=("0.jpg", "a.jpg", "b.jpg", "d.jpg"))
    assert images(conversion) == ["a.jpg", "b.jpg", "d.jpg"]
    assert conversion.tree.find("{*}text").get("facs") == "0.jpg"


def test_images_whose_pages_are_not_known_belong_to_the_text_and_that_is_told():
    conversion = converted(images=("0.jpg", "a.jpg"))
    assert images(conversion) == [None, None, None]
    assert conversion.tree.find("{*}text").get("facs") == "0.jpg a.jpg"
    assert "TK309" in {d.code for d in conversion.diagnostics}
    one = tei_kit.convert("A page.\n", metadata=Metadata(images=("a.jpg", "b.jpg")))
    assert one.tree.find("{*}text").get("facs") == "a.jpg b.jpg"
    assert "TK309" not in {d.code for d in one.diagnostics}
