"""Volumes of documents in several layouts: the same words as several people would print them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from textwrap import wrap

REPORT = (
    "The Department has received the report of the Commission and has asked the Embassy for its "
    "views on the paragraphs that concern the harbor dues, the light at the cape and the pilots "
    "who bring the ships in when the wind stands from the north, since the merchants of the town "
    "have written about them again and expect an answer before the end of the month."
)
WORDS = tuple(REPORT.split())
SPEAKERS = ("The Secretary", "The Ambassador", "The Chairman")
KINDS = ("Memorandum of Conversation", "Telegram From the Embassy to the Department of State")
NOTES = (
    "Source: Department of State, Central Files, Box 3. Secret.",
    "See Document 2.",
    "The report is not printed.",
    "See footnote 2, Document 3.",
)
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Written:
    """A document: its heading, its paragraphs, and notes. `{n}` is where note n is referred to."""

    number: int
    paragraphs: Sequence[str]
    notes: Sequence[str]

    @property
    def head(self) -> str:
        return f"{self.number}. {KINDS[self.number % len(KINDS)]}{{1}}"


def written(number: int) -> Written:
    """A document of some paragraphs, the same for the same number."""
    words = islice(cycle(WORDS), number * 7, None)
    paragraphs = []
    for at in range(5 + number % 4):
        said = " ".join(islice(words, 30 + (number * 11 + at * 17) % 40)).strip(",.")
        label = f"{SPEAKERS[number % 2 + at % 2]}: " if at else ""
        note = f"{{{2 + at // 2}}}" if at % 2 and at < 6 else ""
        paragraphs.append(f"{label}{said[0].upper()}{said[1:]}.{note}")
    count = 1 + sum("{" in each for each in paragraphs)
    return Written(number, paragraphs, NOTES[:count])


def marked(words: str, mark: Callable[[str], str]) -> str:
    """Some words with the marks of notes as a layout has them."""
    for n in range(1, len(NOTES) + 1):
        words = words.replace(f"{{{n}}}", mark(str(n)))
    return words


def brackets(n: str) -> str:
    return f"[{n}]"


def wrapped(documents: Sequence[Written]) -> str:
    """Wrapped at 72, `[Pg 12]`, notes as `[1]` under a heading."""
    parts = []
    for each in documents:
        blocks = [each.head, *each.paragraphs]
        blocks[2] = blocks[2].replace(" ", f" [Pg {each.number + 100}] ", 1)
        notes = [f"[{n}] {note}" for n, note in enumerate(each.notes, 1)]
        lines = ["\n".join(wrap(marked(b, brackets), 72)) for b in [*blocks, "FOOTNOTES:", *notes]]
        parts.append("\n\n".join(lines))
    return "\n\n\n".join(parts) + "\n"


def raised(documents: Sequence[Written]) -> str:
    """Long lines, raised numbers, `{12}`."""
    parts = []
    for each in documents:
        blocks = [each.head, *each.paragraphs]
        blocks = [marked(block, lambda n: n.translate(SUPERSCRIPT)) for block in blocks]
        blocks[2] = blocks[2].replace(" ", f" {{{each.number + 100}}} ", 1)
        notes = [f"{n}".translate(SUPERSCRIPT) + f" {note}" for n, note in enumerate(each.notes, 1)]
        parts.append("\n\n".join([*blocks, *notes]))
    return "\n\n\n".join(parts) + "\n"


def one_a_line(documents: Sequence[Written]) -> str:
    """A paragraph a line and no blank lines."""
    lines = []
    for each in documents:
        blocks = [each.head, *each.paragraphs]
        blocks[2] = blocks[2].replace(" ", f" [p. {each.number + 100}] ", 1)
        lines += [marked(block, brackets) for block in blocks]
        lines += [f"[{n}] {note}" for n, note in enumerate(each.notes, 1)]
    return "\n".join(lines) + "\n"


def printed(documents: Sequence[Written]) -> str:
    """Pages with form feeds and running heads, and notes at the foot; paragraphs go over pages."""
    pages = []
    for each in documents:
        lines: list[tuple[str, Sequence[str]]] = []  # each line with the notes it refers to
        for at, block in enumerate([each.head, *each.paragraphs]):
            said = [str(n) for n in range(1, len(NOTES) + 1) if f"{{{n}}}" in block]
            own = wrap(marked(block, str), 66, initial_indent="    " if at else "")
            notes = [f"  {n} {each.notes[int(n) - 1]}" for n in said]
            lines += [(line, ()) for line in own[:-1]] + [(own[-1], notes)]
        for begin in range(0, len(lines), 16):
            page = lines[begin : begin + 16]
            notes = [note for _, of_line in page for note in of_line]
            head = [f"{len(pages) + 100}    HARBOR PAPERS", ""] if begin else []
            below = ["", *notes] if notes else []
            pages.append("\n".join([*head, *(line for line, _ in page), *below]))
    return "\n\f".join(pages) + "\n"


LAYOUTS: Mapping[str, Callable[[Sequence[Written]], str]] = {
    "wrapped": wrapped,
    "raised": raised,
    "one_a_line": one_a_line,
    "printed": printed,
}


def volume(layout: str, count: int) -> str:
    """A volume of so many documents in a layout."""
    return LAYOUTS[layout](documents(count))


def documents(count: int) -> list[Written]:
    """So many documents, numbered from 1."""
    return [written(number) for number in range(1, count + 1)]


def with_notes_at_its_end(count: int) -> str:
    """A volume whose notes are numbered through and stand after its last document."""
    parts, notes = [], []
    for each in documents(count):
        words = "\n\n".join([each.head, *each.paragraphs])
        for n, note in enumerate(each.notes, 1):
            notes.append(f"[{len(notes) + 1}] {note}")
            words = words.replace(f"{{{n}}}", f"[{len(notes)}]")
        parts.append(words)
    return "\n\n\n".join([*parts, "NOTES", "\n\n".join(notes)]) + "\n"


def with_notes_that_go_on(count: int) -> str:
    """A volume whose notes are numbered through, and stand after each document."""
    parts, n = [], 0
    for each in documents(count):
        words = "\n\n".join([each.head, *each.paragraphs])
        notes = []
        for at, note in enumerate(each.notes, 1):
            n += 1
            notes.append(f"[{n}] {note}")
            words = words.replace(f"{{{at}}}", f"[{n}]")
        parts.append("\n\n".join([words, "FOOTNOTES:", *notes]))
    return "\n\n\n".join(parts) + "\n"
