"""Text in a wrong encoding is recognized; text of any language in the right one is not taken so."""

import pytest

from tei_kit.advice.encodings import mojibake, western


@pytest.mark.parametrize(
    "text",
    [
        "Café de la Paix",
        "Größe, Übermut, Straße",
        "“quoted” – and so on…",
        "¿Dónde está?",
        "Москва",
        "Αθήνα",
        "naïve, 20 °C, 5 €",
        "à\xa0»",
    ],
)
def test_utf_8_read_as_another_encoding_is_found_and_the_text_itself_is_not(text):
    assert list(mojibake(text)) == []
    for encoding in ("cp1252", "latin-1"):
        try:
            garbled = text.encode().decode(encoding)
        except UnicodeDecodeError:
            continue
        found = list(mojibake(garbled))
        assert "".join(each.meant for each in found) == "".join(
            each for each in text if not each.isascii()
        )


@pytest.mark.parametrize(
    "text", ["SÃO PAULO", "Ã la carte", "« à « voir »", "Â, Ê, Î", "ÐÑ", "Þórr â la"]
)
def test_rare_letters_in_a_row_are_no_mistake(text):
    assert list(mojibake(text)) == []


def test_a_byte_is_told_with_its_word():
    found = western(b"un caf", b"\xe9 noir")
    assert (found.character, found.word) == ("é", "café")
    assert western(b"", b"\x81") is None


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("un café noir", "cp1252", ("é", "café", "cp1252")),
        ("l’amour", "cp1252", ("’", "l’amour", "cp1252")),
        ("naïve", "mac_roman", ("ï", "naïve", "mac_roman")),
        ("Привет", "cp1251", ("П", "Привет", "cp1251")),
        ("Åge", "cp1252", ("Å", "Åge", "cp1252")),
        ("ÉTÉ", "cp1252", ("É", "ÉTÉ", "cp1252")),
    ],
)
def test_a_word_shows_its_encoding(text, encoding, expected):
    data = text.encode(encoding)
    at = next(offset for offset, byte in enumerate(data) if byte > 0x7F)
    found = western(data[:at], data[at:])
    assert (found.character, found.word, found.encoding) == expected


def test_a_character_that_cannot_be_seen_has_its_number():
    assert western(b"a", b"\xa0b").shown == "U+00A0"
