"""Reading: encodings, line ends, and characters that XML cannot hold."""

import pytest

from tei_kit.source.source import SourceError, decode, from_text, read


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
    ],
)
def test_unicode_with_or_without_a_byte_order_mark_is_read(encoding, mark):
    assert decode(mark + "Attaché – 1".encode(encoding), "a").text == "Attaché – 1"


def test_a_byte_of_another_encoding_is_an_error_that_says_where():
    with pytest.raises(SourceError) as caught:
        decode(b"one\ntwo caf\xe9 and more", "a.txt")
    assert str(caught.value) == (
        "a.txt:2:8: error TK102 byte 0xE9 is not utf-8; "
        "in cp1252 it is é (“café”): give --encoding cp1252."
    )
    assert decode(b"caf\xe9", "a.txt", "latin-1").text == "café"


def test_text_that_was_decoded_wrongly_is_told():
    (found,) = decode("Un cafÃ©, un thÃ©.".encode(), "a.txt").diagnostics
    assert str(found) == (
        "a.txt:1:7: warning TK108 'Ã©' is 'é' in UTF-8 that was read as cp1252 (2 such places); "
        "if you gave --encoding, leave it out, otherwise save the text again from where it came, "
        "as UTF-8."
    )
    (found,) = decode(b"one\n\x93two\x94", "a.txt", "latin-1").diagnostics
    assert str(found).startswith("a.txt:2:1: warning TK109 U+0093 is no character of a text (2")
    assert "in cp1252 it is “: give --encoding cp1252" in str(found)
    assert decode("“one” à la — café".encode(), "a.txt").diagnostics == ()


@pytest.mark.parametrize("encoding", ["no-such-thing", "hex", "zip", "\x00"])
def test_an_encoding_that_does_not_exist_is_an_error(encoding):
    with pytest.raises(SourceError, match="TK103"):
        decode(b"text", "a.txt", encoding)


def test_a_truncated_character_at_the_end_is_an_error():
    with pytest.raises(SourceError, match=r"a\.txt:1:5: error TK102"):
        decode(b"text\xe2\x80", "a.txt")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "\x0c\x0b"])
def test_no_text_is_an_error(text):
    with pytest.raises(SourceError, match="TK104"):
        from_text(text)


def test_all_line_ends_are_one():
    assert from_text("a\r\nb\rc\nd").text == "a\nb\nc\nd"


def test_places_count_lines_and_characters_from_one():
    source = from_text("ab\ncdé\n\nf", "x")
    assert [str(source.place(i)) for i in (0, 2, 3, 5, 7, 8)] == [
        "x:1:1", "x:1:3", "x:2:1", "x:2:3", "x:3:1", "x:4:1",
    ]  # fmt: skip


def test_control_characters_are_reported_once_each_with_their_count():
    source = from_text("a\x0cb\x07\n\x07c\x00")
    assert source.text == "a b\x07\n\x07c\x00"
    assert [(d.code, str(d.place)) for d in source.diagnostics] == [
        ("TK107", "<text>:1:2"),
        ("TK106", "<text>:1:4"),
        ("TK106", "<text>:2:3"),
    ]
    assert "(2 in the text)" not in source.diagnostics[0].message
    assert "2 in the text" in source.diagnostics[1].message


def test_a_file_that_is_not_there_is_an_error_with_its_name(tmp_path):
    with pytest.raises(SourceError, match=r"missing\.txt:1:1: error TK101 .*no file has this name"):
        read(tmp_path / "missing.txt")
    with pytest.raises(SourceError, match="TK101"):
        read("nul\0name.txt")


@pytest.mark.parametrize("given", ["ascii", "cp1252", "utf-16", "utf-32-le"])
def test_a_text_in_utf_8_that_is_said_to_be_in_another_encoding_is_told(given):
    data = "An exposé — of 10 pages, “all of it”.\n".encode()
    with pytest.raises(SourceError, match=r"error TK102 .* UTF-8: leave the encoding out"):
        decode(data, "a.txt", given)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("ANSI", "cp1252"), ("utf8mb4", "utf-8"), ("UTF-8-BOM", "utf-8"), ("Unicode", "utf-16")],
)
def test_a_name_of_an_encoding_that_programs_have_is_understood(name, meant):
    with pytest.raises(SourceError, match=rf"error TK103 .*; did you mean {meant}\?"):
        decode(b"text", "a.txt", name)
