"""Decision: one thing that a person has put right about a text, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError
from tei_kit.record import field, frozen


class DecisionError(TeiKitError):
    """Decisions cannot be read, do not find their place, or contradict each other."""


@frozen
class Decision:
    """One decision: the words that it is about, and what they are or are not.

    `text` are words of the source; white space in them stands for any white space, and ` … ` for
    all that is between. `before` and `after` are words that stand next to them; `nth` (from 1) of
    `of` says which of several places is meant; `every` means all of them. `kind` is what the words
    are and `no` what they are not, both by the names of `kinds.KINDS`; one of them is "". `taken`
    says that only those places are meant that are read as a kind without decisions. The other
    fields belong to some kinds. `by` says who decided. `line` is that of the decisions file, 0 for
    a decision that is in no file.
    """

    text: str
    kind: str = ""
    no: str = ""
    who: str = ""  # of a speaker: the name of the person; of several, with semicolons between
    level: int = -1  # of a heading and an item: from 1; of a heading that begins a document: 0
    type: str = ""  # of a heading, a stage direction and a title: @type
    note: str = ""  # of a note reference and a cross-reference: the number of the note
    n: str = ""  # of a page, a note and a heading: its number; of a cross-reference: the document's
    when: str = ""  # of a date and a time: ISO 8601
    part: str = ""  # of a line of verse that speakers share: I, M or F
    taken: str = ""  # only where the program takes words for this kind; of all words: text "…"
    before: str = ""
    after: str = ""
    nth: int = 0
    of: int = 0
    every: bool = False
    by: str = ""
    line: int = 0

    @property
    def said(self) -> str:
        """The decision in a few words, for messages: `"Two." is a heading`."""
        words = " ".join(self.text.split())
        shown = words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
        if self.taken:
            about = f"what is taken for {self.taken}"
            about += "" if words == ALL else f', in "{shown}",'
            return f"{about} {f'is {self.kind}' if self.kind else f'is not {self.no}'}"
        return f'"{shown}" {f"is {self.kind}" if self.kind else f"is not {self.no}"}'


ALL = "…"  # the words of a decision about all that is taken for a kind
SHOWN = 48  # characters of a decision's words in a message


@frozen
class Decisions:
    """The decisions about one text.

    `name` is the file, for messages. `layout` has answers about the layout, by question; `family`
    and `language` what the text is, "" where nobody decided. `persons` gives the names and labels
    that mean one person, by the person's identifier, and `shared` those of persons of the whole
    folder, of whom the text may have no name. `lines` has the line of each key of the file
    (of a decision whose header is in line 7: `7.text`), `told` warnings about the file.
    """

    name: str = ""
    decisions: Sequence[Decision] = ()
    layout: Mapping[str, str] = field(default_factory=dict)
    family: str = ""
    language: str = ""
    persons: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shared: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    told: Sequence[Diagnostic] = ()

    def __bool__(self) -> bool:
        whole = self.layout or self.family or self.language
        return bool(self.decisions or whole or self.persons or self.shared)

    def place(self, decision: Decision, *keys: str) -> Place:
        """The place of a decision in its file: the line of the first of some keys that it has,
        or that of its header."""
        header = max(decision.line, 1)
        lines = (self.lines.get(f"{decision.line}.{key}") for key in keys)
        return Place(self.name or "<decisions>", next(filter(None, lines), header))

    def line_of(self, key: str) -> Place:
        """The place of a key of the whole text in the file: `family`, `persons.thuy`."""
        table = key.partition(".")[0]
        return Place(self.name or "<decisions>", self.lines.get(key, self.lines.get(table, 1)))

    def decider(self, decision: Decision) -> str:
        """Who made a decision, "" where nobody said so."""
        return decision.by or self.by

    @property
    def deciders(self) -> Sequence[str]:
        """The persons who decided, in the order of the decisions."""
        named = [self.decider(each) for each in self.decisions] or [self.by]
        return [name for name in dict.fromkeys(named) if name]


NOTHING = Decisions()
