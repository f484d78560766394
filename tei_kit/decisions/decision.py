"""Decision: one correction to the reading of a text; Decisions: all corrections together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError
from tei_kit.record import field, frozen


class DecisionError(TeiKitError):
    """Decisions cannot be read, do not find their place, or contradict each other."""


@frozen
class Decision:
    """One decision: its words, and the kind that they are or are not.

    `text` has words of the source; white space stands for any white space, and ` … ` for all words
    in between. `before` and `after` are the words next to them. `nth` (from 1) of `of` chooses
    one of several places; `every` means all places. `kind` is the kind of the words, `no` a kind
    that they are not, both by the names of `kinds.KINDS`; one of the two is "". With `taken`, only
    words are meant that the program takes for that kind without decisions. The other fields belong
    to certain kinds. `by` names the person who decided. `line` is a line of the decisions file, 0
    for a decision that is in no file.
    """

    text: str
    kind: str = ""
    no: str = ""
    who: str = ""  # of a speaker: the name of the person; semicolons separate several names
    level: int = -1  # of a heading and an item: from 1; of a heading that begins a document: 0
    type: str = ""  # of a heading, a stage direction and a title: @type
    note: str = ""  # of a note reference and a cross-reference: the number of the note
    n: str = ""  # of a page, a note and a heading: its number; of a cross-reference: the document's
    when: str = ""  # of a date and a time: ISO 8601
    part: str = ""  # of a line of verse that speakers share: I, M or F
    taken: str = ""  # the kind that the program takes the words for; text "…" means all its words
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


ALL = "…"  # the text of a decision about all words that are taken for a kind
SHOWN = 48  # characters of a decision's words in a message


@frozen
class Decisions:
    """The decisions about one text.

    `name` is the name of the file in messages. `layout` has answers about the layout, by question.
    `family` and `language` are those of the text, "" without a decision. `persons` has the names
    and labels of each person, by the person's identifier; `shared` has the same for persons of the
    whole folder, whom the text may not name. `by` is the person who decided, if a decision names
    nobody. `lines` has the line of each key of the file (`7.text` for a decision whose header is in
    line 7), and `told` has warnings about the file.
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
        """The place of a decision in its file: the line of the first of the keys that it has, else
        the line of its header."""
        header = max(decision.line, 1)
        lines = (self.lines.get(f"{decision.line}.{key}") for key in keys)
        return Place(self.name or "<decisions>", next(filter(None, lines), header))

    def line_of(self, key: str) -> Place:
        """The place of a key about the whole text in the file: `family`, `persons.thuy`."""
        table = key.partition(".")[0]
        return Place(self.name or "<decisions>", self.lines.get(key, self.lines.get(table, 1)))

    def decider(self, decision: Decision) -> str:
        """The person who made a decision, "" if the file does not say."""
        return decision.by or self.by

    @property
    def deciders(self) -> Sequence[str]:
        """The persons who decided, in the order of the decisions."""
        named = [self.decider(each) for each in self.decisions] or [self.by]
        return [name for name in dict.fromkeys(named) if name]


NOTHING = Decisions()
