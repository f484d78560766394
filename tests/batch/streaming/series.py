"""Series: letters, diaries and sittings, whose texts are one division with many parts."""

from collections.abc import Callable, Mapping
from itertools import cycle, islice
from textwrap import wrap

from tests.batch.streaming.volumes import SUPERSCRIPT, WORDS

PLACES = ("Paris", "London", "Bristol", "Leeds")
NAMES = ("Miss Webb", "Mr. Penn", "Mrs. Marsh", "Dr. Vale")
MONTHS = ("January", "March", "May", "July", "October")
MEMBERS = (
    ("Mr. John Hale (Leeds, North)", "Mr. Hale"),
    ("Mrs. Ada Marsh (Dover)", "Mrs. Marsh"),
    ("Mr. Peter Vale (Bristol, East)", "Mr. Vale"),
)
TOPICS = ("Harbor Dues", "Pilots and Lights", "The Post to the Islands", "Wages of Seamen")


def sentence(number: int, at: int, length: int = 30) -> str:
    """Some words that are the same for the same numbers."""
    words = islice(cycle(WORDS), number * 7 + at * 5, None)
    said = " ".join(islice(words, length + (number * 11 + at * 17) % 40)).strip(",.")
    return f"{said[0].upper()}{said[1:]}."


def letter(number: int, mark: Callable[[int], str], first_note: int = 1) -> list[str]:
    """The paragraphs of a letter: its heading, place and date, greeting, text, close, name."""
    name = NAMES[number % len(NAMES)]
    day = f"{PLACES[number % len(PLACES)]}, {number % 27 + 1} {MONTHS[number % 5]} 1819."
    texts = [sentence(number, at) for at in range(2 + number % 3)]
    if number % 3:
        texts[0] = texts[0][:-1] + f",{mark(first_note)} as I hear."
        texts[-1] += mark(first_note + 1)
    head = f"LETTER {number}"
    return [
        head,
        f"To {name}",
        day,
        f"My dear {name.split()[-1]},",
        *texts,
        "Yours truly,",
        "A. B.",
    ]


def notes_of(number: int) -> list[str]:
    """The notes of a letter."""
    return (
        ["The report is not printed.", f"See the letter before, of {number}."] if number % 3 else []
    )


def bracketed(count: int) -> str:
    """Letters wrapped at 72, with a page now and then, and notes as `[1]` after each letter."""
    parts = []
    for number in range(1, count + 1):
        blocks = letter(number, lambda n: f"[{n}]")
        blocks[4] = blocks[4].replace(" ", f" [Pg {number + 10}] ", 1)
        blocks += [f"[{n}] {note}" for n, note in enumerate(notes_of(number), 1)]
        parts.append("\n\n".join("\n".join(wrap(block, 72)) for block in blocks))
    return "\n\n\n\n".join(parts) + "\n"


def raised(count: int) -> str:
    """Letters in long lines, with raised numbers that go on from letter to letter."""
    parts, note = [], 1
    for number in range(1, count + 1):
        blocks = letter(number, lambda n: str(n).translate(SUPERSCRIPT), note)
        own = notes_of(number)
        blocks += [f"{note + at}".translate(SUPERSCRIPT) + f" {e}" for at, e in enumerate(own)]
        note += len(own)
        parts.append("\n\n".join(blocks))
    return "\n\n\n\n".join(parts) + "\n"


def bare(count: int) -> str:
    """Letters without notes and pages, a title above the first."""
    parts = ["\n\n".join(letter(number, lambda _: "")) for number in range(1, count + 1)]
    return "\n\n\n\n".join(["THE LETTERS OF A. B.", *parts]) + "\n"


def diary(count: int) -> str:
    """The days of a diary, each below its date."""
    parts = []
    for number in range(1, count + 1):
        month, day = MONTHS[number // 28 % 5], number % 28 + 1
        texts = [sentence(number, at, 40) for at in range(2)]
        parts.append("\n\n".join([f"{day} {month} {1819 + number // 140}", *texts]))
    return "\n\n\n".join(parts) + "\n"


def _turns(number: int) -> list[str]:
    found = []
    for at in range(4 + number % 3):
        full, short = MEMBERS[(number + at) % len(MEMBERS)]
        label = full if (number * 5 + at) % 11 == 0 else short
        found.append(f"{label}: {sentence(number, at)}")
        if at % 3 == 2:
            found.append(sentence(number, at + 9))
    return found


def sittings(count: int) -> str:
    """The sittings of a house, wrapped, with topics; the title of the volume stands above."""
    parts = ["OFFICIAL REPORT", "Session 1819"]
    for number in range(1, count + 1):
        parts += [
            f"{MONTHS[number % 5].upper()} {number % 27 + 1}, 1819",
            "The House met at ten o'clock.",
        ]
        for at in range(2):
            parts += [TOPICS[(number + at) % len(TOPICS)], *_turns(number * 2 + at)]
    return "\n\n".join("\n".join(wrap(part, 72)) for part in parts) + "\n"


def agenda(count: int) -> str:
    """A debate with topics in one style, a paragraph a line."""
    parts = []
    for number in range(1, count + 1):
        parts += [TOPICS[number % len(TOPICS)].upper(), *_turns(number)]
    return "\n\n".join(parts) + "\n"


LETTERS: Mapping[str, Callable[[int], str]] = {
    "bracketed": bracketed,
    "raised": raised,
    "bare": bare,
    "diary": diary,
}
DEBATES: Mapping[str, Callable[[int], str]] = {"sittings": sittings, "agenda": agenda}
SERIES = {**LETTERS, **DEBATES}
