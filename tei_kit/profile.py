"""Profile: what is particular to a family of documents, read from TOML.

The rules of the tokenizer are about how documents are printed; the words they look for (labels,
honorifics, months, the form of a page marker) are data, and stand in `profiles/`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROFILES = Path(__file__).parent / "profiles"


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The words and forms of one family of documents. All sequences keep the file's order.

    Profiles are compared and hashed by identity, since compiled rules are cached for each.
    """

    name: str
    page_marker: str
    heads: Sequence[str]
    head_words: Sequence[str]
    labels: Mapping[str, str]
    honorifics: Sequence[str]
    not_speakers: frozenset[str]
    roles: Sequence[str]
    ordinals: Sequence[str]
    months: Sequence[str]
    undated: Sequence[str]
    document_words: Sequence[str]
    note_words: Sequence[str]
    elsewhere: Sequence[str]
    near: Mapping[str, int]
    source_prefix: str
    classifications: Sequence[str]

    def is_head(self, line: str) -> bool:
        """Whether a line begins with the words that headings of documents begin with."""
        folded = line.casefold()
        return any(folded.startswith(word.casefold()) for word in self.head_words)


@cache
def load(name: str = "frus") -> Profile:
    """The bundled profile of a name. Raises FileNotFoundError when there is none."""
    data = tomllib.loads((PROFILES / f"{name}.toml").read_text(encoding="utf-8"))
    speakers, dates, references = data["speakers"], data["dates"], data["references"]
    return Profile(
        name=data["name"],
        page_marker=data["page_marker"],
        heads=data["heads"],
        head_words=data["head_words"],
        labels={label.casefold(): kind for label, kind in data["labels"].items()},
        honorifics=speakers["honorifics"],
        not_speakers=frozenset(label.casefold() for label in speakers["not_speakers"]),
        roles=speakers["roles"],
        ordinals=data["lists"]["ordinals"],
        months=dates["months"],
        undated=dates["undated"],
        document_words=references["document"],
        note_words=references["note"],
        elsewhere=references["elsewhere"],
        near=references["near"],
        source_prefix=data["source"]["prefix"],
        classifications=data["source"]["classifications"],
    )
