"""The messages of RELAX NG: where they stand, what they say, and that a mistake has one.

`data/relaxng_messages/messages.txt` has the cases, each a sentence, a document, and the
messages on it, with a line that is a full stop after each of the three. Run with `--rewrite` to
write the messages anew; review the diff.
"""

import re
from dataclasses import dataclass, replace

import pytest

from tei_kit import relaxng
from tests.places import DATA

FOLDER = DATA / "relaxng_messages"
CASES = FOLDER / "messages.txt"
STOP = re.compile(r"^\.\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    sentence: str
    document: str
    messages: str


def cases():
    parts = STOP.split(CASES.read_text(encoding="utf-8"))
    return [Case(*parts[at : at + 3]) for at in range(0, len(parts) - 1, 3)]


def messages_on(document, folder):
    path = folder / "document.xml"
    path.write_text(document, encoding="utf-8")
    schema = relaxng.compile(FOLDER / "letters.rnc")
    return "".join(
        f"{one.place.line}:{one.place.column}: {one.code} {sentence(one)}\n"
        for one in schema.validate(path)
    )


def sentence(diagnostic):
    return diagnostic.message.removeprefix("RELAX NG: ")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.sentence.strip())
def test_each_mistake_has_its_message(case, tmp_path, request):
    messages = messages_on(case.document, tmp_path)
    if request.config.getoption("rewrite"):
        rewrite(case, messages)
    else:
        assert messages == case.messages


def rewrite(case, messages):
    new = [replace(one, messages=messages) if one == case else one for one in cases()]
    text = "".join(f"{one.sentence}.\n{one.document}.\n{one.messages}.\n" for one in new)
    CASES.write_text(text, encoding="utf-8")
