"""All that the pages of a site are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from tei_kit.odd.content import ContentReader
from tei_kit.odd.documentation.addresses import Addresses
from tei_kit.odd.documentation.prose import Sections
from tei_kit.odd.documentation.relations import Relations
from tei_kit.odd.model import Schema, Spec
from tei_kit.odd.wording import Wording


@dataclass(frozen=True, slots=True)
class ConstraintPage:
    """A constraint, the name of its specification, and the address of its page."""

    element: etree._Element
    name: str
    holder: str
    """The ident of the specification; that of the schema when it stands by itself."""
    path: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The specifications that have pages, and facts about each."""

    schema: Schema
    wording: Wording
    specs: Sequence[Spec]
    addresses: Addresses
    relations: Relations
    reader: ContentReader
    names: Mapping[str, str]
    """The idents of specifications by the names of their definitions."""
    members: Mapping[str, Sequence[Spec]]
    """The specifications that name a class themselves."""
    users: Mapping[str, Sequence[str]]
    """For each ident, the idents of the specifications whose content or attributes name it."""
    constraints: Mapping[str, Sequence[ConstraintPage]]
    sections: Sections
