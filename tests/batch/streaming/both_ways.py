"""Both ways: a text converted in memory, and as a volume that is read in stretches."""

from __future__ import annotations

import pytest

from tei_kit.batch.streaming import convert, survey
from tei_kit.batch.streaming.convert import Found
from tei_kit.batch.streaming.stretched import Stretched
from tei_kit.record import record
from tei_kit.settings import profile
from tei_kit.settings.options import Options
from tei_kit.tokenizer import reading, stretches

FRUS = profile.load()


@record
class Written:
    """The bytes of a volume, and what was found in it."""

    data: bytes
    found: Found


def use_small_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make texts of some documents long, and have them read in windows of a few of them."""
    monkeypatch.setattr(reading, "LONG", 3_000)
    monkeypatch.setattr(stretches, "WINDOW", 12_000)
    monkeypatch.setattr(stretches, "WIDEST", 48_000)
    monkeypatch.setattr(stretches, "MARGIN", 1_000)


def in_stretches(words: str, options: Options, *, step: int = 1 << 14) -> Written | None:
    """The bytes and what was found, by way of a volume that is read `step` bytes at a time; None
    where it has to be read as a whole.
    """
    written: list[bytes] = []
    data = words.encode()
    chunks = [data[at : at + step] for at in range(0, len(data), step)]
    with survey.read_volume(chunks, "a.txt", FRUS) as text:
        if not text.is_long:
            return None
        try:
            with Stretched(text, options, None) as stretched:
                found = convert.convert(text, options, written.append, None, stretched)
        except stretches.WholeError:
            return None
    return Written(b"".join(written), found)
