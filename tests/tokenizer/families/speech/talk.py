"""What tests of talks look at: the speeches and directions that a text becomes."""

from dataclasses import dataclass

import tei_kit

TEI = "{http://www.tei-c.org/ns/1.0}"


@dataclass(frozen=True)
class Speech:
    """Who speaks, the label, and the paragraphs and directions of a speech."""

    who: str
    label: str
    said: tuple[str, ...]


def words(element):
    return " ".join("".join(element.itertext()).split())


def converted(text, **options):
    return tei_kit.convert(text, name="talk.txt", **options)


def body(text):
    return converted(text).tree.find(f".//{TEI}body")


def speeches(text):
    return [
        Speech(
            sp.get("who", "").replace("#", ""),
            words(sp.find(f"{TEI}speaker")),
            tuple(words(part) for part in sp if part.tag != f"{TEI}speaker"),
        )
        for sp in body(text).iter(f"{TEI}sp")
    ]


def labels(text):
    return [speech.label for speech in speeches(text)]


def stages(text):
    return [words(stage) for stage in body(text).iter(f"{TEI}stage")]


def heads(text):
    return [words(head) for head in body(text).iter(f"{TEI}head")]
