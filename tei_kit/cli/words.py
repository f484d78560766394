"""Words of the command line that `convert` and `batch` share: the day, and the language."""

from __future__ import annotations

import os
import time

from tei_kit.diagnostics import Place
from tei_kit.settings import metadata


def source_date() -> str:
    """The day of SOURCE_DATE_EPOCH, the convention of reproducible builds; "" without it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch))) if epoch.isdecimal() else ""


def check_words(date: str, language: str) -> None:
    """Raise MetadataError when a date or a language that was given is none."""
    if date:
        metadata.check_date(date, Place("--date"))
    if language:
        metadata.check_language(language, Place("--lang"))
