"""Counts the contents of a page for the guard, in a second walk that makes no blocks."""

from __future__ import annotations

from collections.abc import Set

from lxml.html import HtmlElement

from tei_kit.readers.guard import LineEnds, Tally
from tei_kit.readers.html import notes as html_notes
from tei_kit.readers.html.elements import BLOCKS, NO_TEXT, address_of, length
from tei_kit.readers.links import target_of

# Characters around the number of a note; in the text they have another form.
AROUND_LABEL = " []().:"


def count(
    main: HtmlElement, notes: html_notes.Notes, skipped: Set[HtmlElement], layout: Set[HtmlElement]
) -> Tally:
    """Count the contents of the text of a page and of its notes.

    `skipped` are elements whose text is left out with a diagnostic, or has another form (the number
    of a page). `layout` are tables that only arrange things on the page.
    """
    counter = _Counter(notes, skipped, layout)
    counter.walk(main, "")
    for body in notes.bodies.values():
        for part in body.parts:
            counter.walk(part, body.label)
        counter.tally.changed.append(AROUND_LABEL + body.label)
    counter.tally.notes = len(notes.bodies)
    counter.tally.breaks = counter.ends.count
    return counter.tally


class _Counter:
    def __init__(
        self, notes: html_notes.Notes, skipped: Set[HtmlElement], layout: Set[HtmlElement]
    ) -> None:
        self.tally = Tally()
        self.ends = LineEnds()
        self._notes = notes
        self._skipped = skipped
        self._layout = layout
        self._links: list[str] = []
        self._label = ""  # the label of the current note
        self._around: Set[HtmlElement] = frozenset()  # tables around the root
        self._with_text: dict[HtmlElement, bool] = {}  # whether tables have text

    def walk(self, root: HtmlElement, label: str) -> None:
        """Count the contents of an element; `label` is the label of its note, or ""."""
        preformatted = 0
        self._label = label
        self._around = frozenset(root.iterancestors("table"))
        pending = [(root, False)]
        self.ends.block()
        while pending:
            element, is_done = pending.pop()
            tag = element.tag
            if is_done:
                preformatted -= tag == "pre"
                self._close(element)
            elif element is root or self._is_shown(element):
                preformatted += tag == "pre"
                self._open(element, label)
                if tag == "br" and not preformatted:
                    self.ends.line_end()
                self._words(element.text)
                pending.append((element, True))
                pending.extend((child, False) for child in reversed(element))
                continue
            if element is not root:
                self._words(element.tail)
        self.ends.block()

    def _is_shown(self, element: HtmlElement) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in NO_TEXT or element in self._skipped:
            return False
        return element not in self._notes.references and element not in self._notes.parts

    def _open(self, element: HtmlElement, label: str) -> None:
        if element.tag in BLOCKS:
            self.ends.block()
        if element.tag == "a" and address_of(element) is not None:
            is_label = label and element.text_content().strip(AROUND_LABEL) == label
            self._links.append("" if is_label else target_of(address_of(element)))
        elif element.tag in ("td", "th"):
            table = next(element.iterancestors("table"), None)
            is_of_notes = table in self._around  # each row or cell is a note
            if table is not None and table not in self._layout and not is_of_notes:
                if table not in self._with_text:
                    self._with_text[table] = length(table) > 0
                self.tally.cells += self._with_text[table]

    def _close(self, element: HtmlElement) -> None:
        if element.tag in BLOCKS:
            self.ends.block()
        if element.tag == "a" and address_of(element) is not None:
            self._links.pop()

    def _words(self, text: str | None) -> None:
        if text and not text.isspace():
            self.tally.text.append(text)
            if not (self._label and text.strip(AROUND_LABEL) == self._label):
                self.ends.words()  # the number of a note does not count as its words
            if self._links and self._links[-1]:
                self.tally.links.add(self._links[-1])
