"""Names of languages, in English and in the languages themselves, and their tags (BCP 47)."""

from __future__ import annotations

from collections.abc import Mapping

_NAMES: Mapping[str, str] = {
    "ar": "arabic العربية arabisch arabe",
    "bg": "bulgarian български",
    "ca": "catalan català",
    "cs": "czech čeština tschechisch",
    "cy": "welsh cymraeg",
    "da": "danish dansk dänisch",
    "de": "german deutsch allemand alemán tedesco ger deu",
    "el": "greek ελληνικά griechisch grec",
    "en": "english englisch anglais inglés inglese eng",
    "eo": "esperanto",
    "es": "spanish español espanol castellano spanisch espagnol spagnolo spa",
    "et": "estonian eesti",
    "eu": "basque euskara",
    "fa": "persian farsi فارسی",
    "fi": "finnish suomi finnisch",
    "fr": "french français francais französisch franzoesisch francés francese fre fra",
    "ga": "irish gaeilge",
    "grc": "ancient-greek altgriechisch",
    "he": "hebrew עברית hebräisch",
    "hi": "hindi हिन्दी",
    "hr": "croatian hrvatski",
    "hu": "hungarian magyar ungarisch",
    "is": "icelandic íslenska",
    "it": "italian italiano italienisch italien ita",
    "ja": "japanese 日本語 japanisch",
    "ko": "korean 한국어",
    "la": "latin latein lateinisch latina lat",
    "lt": "lithuanian lietuvių",
    "lv": "latvian latviešu",
    "nl": "dutch nederlands niederländisch néerlandais dut nld",
    "no": "norwegian norsk norwegisch",
    "pl": "polish polski polnisch",
    "pt": "portuguese português portugues portugiesisch por",
    "ro": "romanian română",
    "ru": "russian русский russisch russe rus",
    "sk": "slovak slovenčina",
    "sl": "slovenian slovenščina",
    "sr": "serbian српски",
    "sv": "swedish svenska schwedisch",
    "tr": "turkish türkçe türkisch",
    "uk": "ukrainian українська",
    "yi": "yiddish ייִדיש jiddisch",
    "zh": "chinese 中文 chinesisch chinois",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}


def code_of(text: str) -> str | None:
    """The tag of a language that is given by its name: `Deutsch` -> `de`; None for another word.

    A tag in another spelling is corrected: `EN_us` -> `en-US`.
    """
    word = text.strip().lower()
    for form in (word, word.replace(" ", "-"), word.split()[0] if word else ""):
        if form in _CODES:
            return _CODES[form]
    language, _, region = word.partition("_")
    if language in _NAMES and len(region) == 2:
        return f"{language}-{region.upper()}"
    return None
