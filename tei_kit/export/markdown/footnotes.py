"""Footnotes of Markdown: the notes that are referred to, their labels, and the notes that wait."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from tei_kit.export.markdown.syntax import indented
from tei_kit.export.tei_tree import is_left_out, is_parked
from tei_kit.xml.names import TEI, XML_ID

NOT_IN_LABEL = re.compile(r"[^A-Za-z0-9_\-]")


class Footnotes:
    """The notes of one document, as they are referred to from the beginning to the end."""

    def __init__(self, root: etree._Element) -> None:
        self._parked = {
            each.get(XML_ID, ""): each for each in root.iter(f"{TEI}note") if is_parked(each)
        }
        self._referred = self._references(root)
        self._label_of: dict[etree._Element, str] = {}
        self._taken: dict[str, int] = {}  # labels in small letters, and the last number after each
        self._written: list[str] = []
        self._is_open = False

    def _references(self, root: etree._Element) -> set[str]:
        """The identifiers of the notes in sections of notes that the text points to.

        A note that only another note points to is no footnote.
        """
        pointers = (
            each.get("target", "")
            for each in root.iter(f"{TEI}ref", f"{TEI}ptr")
            if not any(a.tag == f"{TEI}note" or is_left_out(a) for a in each.iterancestors())
        )
        return {each[1:] for each in pointers if each[:1] == "#" and each[1:] in self._parked}

    @property
    def is_open(self) -> bool:
        """Whether the text at hand is that of a note; a note in a note is no footnote."""
        return self._is_open

    def is_referred(self, note: etree._Element) -> bool:
        """Whether the text points to a note in a section of notes."""
        return note.get(XML_ID) in self._referred

    def target_of(self, pointer: str) -> etree._Element | None:
        """The note in a section of notes that a pointer of the text leads to."""
        is_note = pointer[:1] == "#" and pointer[1:] in self._referred
        return self._parked[pointer[1:]] if is_note else None

    def reference(self, note: etree._Element, write: Callable[[etree._Element], list[str]]) -> str:
        """The reference to a note, `[^n3]`; `write` gives the blocks of a note when it is new."""
        if note not in self._label_of:
            label = self._label_of[note] = self._label(note)
            self._is_open = True
            blocks = write(note) or ["\u00a0"]
            self._is_open = False
            self._written.append(indented(f"[^{label}]: ", "    ", blocks))
        return f"[^{self._label_of[note]}]"

    def _label(self, note: etree._Element) -> str:
        wanted = NOT_IN_LABEL.sub("-", note.get(XML_ID) or f"note-{len(self._label_of) + 1}")
        label, number = wanted, self._taken.get(wanted.casefold(), 1)
        while label.casefold() in self._taken:
            number += 1
            label = f"{wanted}-{number}"
        self._taken[wanted.casefold()] = number
        self._taken.setdefault(label.casefold(), 1)
        return label

    def waiting(self) -> list[str]:
        """The notes that were referred to since the last call."""
        notes, self._written = self._written, []
        return notes
