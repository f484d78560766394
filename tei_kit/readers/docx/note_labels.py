"""The numbers of footnotes and endnotes, as Word counts them (ECMA-376, part 1, 17.11)."""

from __future__ import annotations

from lxml import etree

from tei_kit.readers.docx.styles import W, value
from tei_kit.readers.list_markers import counted

# Values of a switch that is off.
OFF = ("", "0", "false", "off")


class NoteLabels:
    """The notes that the text refers to: by key, their labels and the lines of the references."""

    def __init__(self, settings: etree._Element | None) -> None:
        self._settings = settings
        self.labels: dict[str, str] = {}
        self.lines: dict[str, int] = {}

    def refer(self, reference: etree._Element, run: etree._Element, line: int) -> str:
        """The key of the note of a reference; the first reference to a note numbers it."""
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        key = f"{kind} {value(reference, 'id')}"
        if key not in self.labels:
            number = sum(1 for other in self.labels if other.startswith(kind)) + 1
            label = counted(self._start(kind) + number - 1, self._format(kind))
            if has_own_mark(reference):
                label = "".join(t.text or "" for t in run.iter(f"{W}t")).strip() or label
            self.labels[key] = label
            self.lines[key] = line
        return key

    def _setting(self, kind: str, name: str) -> str:
        settings = self._settings
        properties = None if settings is None else settings.find(f"{W}{kind}Pr")
        return value(None if properties is None else properties.find(f"{W}{name}"))

    def _start(self, kind: str) -> int:
        """The number of the first note of a kind."""
        start = self._setting(kind, "numStart")
        return int(start) if start.isdecimal() else 1

    def _format(self, kind: str) -> str:
        """The number format (w:numFmt) of the notes of a kind."""
        return self._setting(kind, "numFmt") or ("decimal" if kind == "footnote" else "lowerRoman")


def has_own_mark(reference: etree._Element) -> bool:
    """Whether the text after a reference is its mark, in place of a number."""
    return value(reference, "customMarkFollows") not in OFF
