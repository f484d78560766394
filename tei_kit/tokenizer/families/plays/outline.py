"""Outline: which rows of a play are headings, labels, the cast or what stands around the play."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto
from types import MappingProxyType

from tei_kit.record import record
from tei_kit.source.hints import HintKind
from tei_kit.tokenizer.families.plays import cast, directions, headings, labels
from tei_kit.tokenizer.families.plays.headings import Heading
from tei_kit.tokenizer.families.plays.labels import Candidate, Labels
from tei_kit.tokenizer.families.rows import Row

# How many rows belong to a heading at the most, with its subtitle.
HEADING_ROWS = 3
# How many labels have to follow the first within this many rows for it to be the play's first.
NEAR, ROWS_NEAR = 2, 60
# How many headings have to end with a word for others to do so.
RECURRING = 3
# Titles of scenes without a word for a scene: how many there are at the least, how long one is at
# the most, and the share of what stands apart that is a heading.
LEAST_TITLES, LONGEST_TITLE, APART = 2, 60, 0.7
LEAST_PLACES = 2  # that scenes of a film are set in
LONGEST_NAME = 4  # words of a name in a list of those who are there
# " Ben with a picture".
WITH_NAME = re.compile(r"\s*(?P<name>[^\W\d_]+) (?=[^\W\d_A-ZÀ-ÖØ-Þ])")
NAMES_PARTED = re.compile(r"[.,;:]")
NAMED = frozenset({"prologue", "epilogue", "interlude"})
DIVISIONS = ("act", "scene")
# The share of the stretches between blank lines that begin with a label where all should.
RULE = 0.95
# The share of the labels that stand in bold where others are known by that.
STRONG = 0.95
# The share of the labels that stand at one margin, where candidates elsewhere are not labels.
UNIFORM = 0.95
# The rows of the longest cast.
LONGEST_CAST = 120
# The share of the labels that may stand before the play and be none.
STRAY = 0.05
# Where an e-text's own words begin after the text.
LICENCE = re.compile(
    r"\*\*\* ?(?:END|START) OF|End of (?:the |this )?Project Gutenberg|"
    r"[*]{3}\s*END\b|Fin de ce Projet|Ende dieses Projekt",
    re.IGNORECASE,
)


NOTHING_STRONG: Mapping[int, int] = MappingProxyType({})


class Kind(Enum):
    """The kinds of rows."""

    TEXT = auto()
    HEADING = auto()
    LABEL = auto()
    CAST = auto()  # the heading of a cast
    LISTED = auto()  # in a cast
    END = auto()  # "FINIS."
    FIXED = auto()  # a block that the format or the layout knows


@record
class Outline:
    """The kinds of the rows of a text; `first` and `last` bound the play (past its last row)."""

    kinds: Sequence[Kind]
    heads: dict[int, Heading]
    labels: dict[int, Candidate]
    names: Labels
    first: int
    last: int
    joined: frozenset[int] = frozenset()  # where rows begin that are parts of a row

    @property
    def is_film(self) -> bool:
        """Whether the play is the script of a film: its scenes begin with where they are set."""
        places = sum(heading.is_place for heading in self.heads.values())
        return places >= LEAST_PLACES and 2 * places >= len(self.heads)


def outline(
    text: str,
    rows: Sequence[Row],
    given: str = "",
    strong: Mapping[int, int] = NOTHING_STRONG,
) -> Outline | None:
    """The outline of a play; None for a text in which no labels recur.

    `given` says how labels end, by the answers of the question `labels` of layout. `strong` says
    which stretches the format prints in bold: where each ends, by where it begins.
    """
    kinds = [Kind.TEXT] * len(rows)
    heads: dict[int, Heading] = {}
    for at, row in enumerate(rows):
        if row.hint is not None and row.hint.kind is not HintKind.HEADING:
            kinds[at] = Kind.FIXED
            continue
        is_below = row.blanks or not at or kinds[at - 1] is Kind.HEADING
        if not (is_below or _stands_alone(rows, at, 1)):
            continue
        if not headings.may_begin(text[row.start : row.end]):
            continue
        found = _heading(text, rows, at, kinds)
        if found:
            kinds[at] = Kind.HEADING
            heads[at] = found
        elif (row.blanks or not at) and headings.begins_cast(text[row.start : row.end]):
            kinds[at] = Kind.CAST
        elif _stands_alone(rows, at, 1) and headings.is_end(text[row.start : row.end]):
            kinds[at] = Kind.END
    _more_headings(text, rows, kinds, heads)
    _drop_casts(kinds)
    _drop_named(text, rows, kinds, heads)
    _list_casts(text, rows, kinds)
    skipped = frozenset(at for at, kind in enumerate(kinds) if kind is not Kind.TEXT)
    among = labels.Rows(text, rows, given)
    names = labels.find(among, skipped, _listed_words(text, rows, kinds))
    if names is None:
        return None
    found_labels = _labels(among, kinds, names)
    if _is_rule(text, among, kinds, found_labels, names):
        names = replace(names, is_rule=True)
        found_labels = _labels(among, kinds, names)
    names = _take_strong(among, kinds, strong, found_labels, names)
    _drop_indented(rows, found_labels, names)
    _drop_before_headings(rows, kinds, found_labels, names)
    _drop_after_headings(rows, kinds, found_labels, names)
    _drop_lists(text, rows, kinds, found_labels, names)
    _take_titles(text, rows, kinds, heads, found_labels, names)
    _take_places(text, rows, kinds, heads, found_labels, names)
    first, last = _bounds(text, rows, kinds, heads, found_labels, names)
    for at in list(found_labels):
        if not first <= at < last:
            del found_labels[at]
        else:
            kinds[at] = Kind.LABEL
    return Outline(kinds, heads, found_labels, names, first, last)


def _listed_words(text: str, rows: Sequence[Row], kinds: Sequence[Kind]) -> frozenset[str]:
    """The words with which the persons of the cast are called, and those under a heading of a
    scene: `GÉRONTE, LISETTE.`
    """
    words: set[str] = set()
    for at, kind in enumerate(kinds):
        row = text[rows[at].start : rows[at].end]
        if kind is Kind.LISTED:
            words.update(labels.key_of(row.partition(",")[0]).split())
        elif kind is Kind.TEXT and at and kinds[at - 1] is Kind.HEADING and "," in row:
            words.update(labels.key_of(row).split() if row.isupper() else ())
    return frozenset(words)


def _labels(among: labels.Rows, kinds: Sequence[Kind], names: Labels) -> dict[int, Candidate]:
    """The rows that begin with a label."""
    rows = among.rows
    found_labels: dict[int, Candidate] = {}
    for at, row in enumerate(rows):
        if kinds[at] is Kind.TEXT:
            begins = row.blanks > 0 or at == 0 or names.blank < 0.5 or kinds[at - 1] is Kind.HEADING
            among_row = among.candidates(at) if begins or names.blank < 0.9 else ()
            label = None
            if among_row:
                below = rows[at + 1] if at + 1 < len(rows) else None
                is_over = row.blanks > 0 and below is not None and not below.blanks
                label = names.chosen(among_row, begins=begins, is_over=is_over)
            if label and not headings.is_division(label.name):
                found_labels[at] = label
    for at, label in list(found_labels.items()):
        if label.shape.separator == labels.COMMA and not _ends_over(among, kinds, found_labels, at):
            del found_labels[at]
    return found_labels


def _ends_over(
    among: labels.Rows, kinds: Sequence[Kind], found: Mapping[int, Candidate], at: int
) -> bool:
    """Whether a direction that ends the row of a label does so over what is said."""
    below = at + 1
    if below >= len(kinds) or kinds[below] is not Kind.TEXT or below in found:
        return False
    return among.ends_with_stop(at) or among.rows[below].blanks > 0


def _take_strong(
    among: labels.Rows,
    kinds: Sequence[Kind],
    strong: Mapping[int, int],
    found: dict[int, Candidate],
    names: Labels,
) -> Labels:
    """Take for labels what the format prints as them, in bold, though they are spelt otherwise.

    `First Witch` beside `MACBETH`. The labels, with the names that are now known.
    """
    rows = among.rows
    printed = sum(
        label.name_end <= strong.get(rows[at].start, -1) <= label.end for at, label in found.items()
    )
    if not strong or printed < STRONG * len(found):
        return names
    counts = dict(names.names)
    ends = {label.shape[1:] for label in found.values()}
    for at, row in enumerate(rows):
        end = strong.get(row.start, -1)
        if kinds[at] is not Kind.TEXT or at in found or end < 0:
            continue
        for label in among.candidates(at):
            if label.name_end <= end <= label.end and label.shape[1:] in ends:
                found[at] = label
                key = labels.key_of(label.name)
                counts[key] = max(labels.RECURRENCE, counts.get(key, 0) + 1)
    return replace(names, names=counts)


def _is_rule(
    text: str,
    among: labels.Rows,
    kinds: Sequence[Kind],
    found: dict[int, Candidate],
    names: Labels,
) -> bool:
    """Whether nearly all that stands between blank lines begins with a label.

    Directions are left aside, and so are all before the first label, rows at another margin than
    labels, and rows that begin as labels do with a short name that stands once.
    """
    if not found:
        return False
    rows = among.rows
    others = 0
    usual = _usual_indent(rows, found)
    is_set_off = usual > 1 and _is_uniform(rows, found)
    for at in range(min(found), max(found)):
        row = rows[at]
        if row.blanks and kinds[at] is Kind.TEXT and at not in found:
            is_beside = row.indent > usual + 1 or (is_set_off and row.indent < usual - 1)
            words = text[row.start : row.end]
            is_alike = any(names.is_alike(each) for each in among.candidates(at))
            others += not (is_beside or is_alike or words[0] in "([" or directions.begins(words))
    return len(found) >= RULE * (others + len(found))


def _is_uniform(rows: Sequence[Row], found: Mapping[int, Candidate]) -> bool:
    """Whether nearly all labels stand at one margin, or a column beside it."""
    usual = _usual_indent(rows, found)
    beside = sum(abs(rows[at].indent - usual) <= 1 for at in found)
    return beside >= UNIFORM * len(found)


def _more_headings(
    text: str, rows: Sequence[Row], kinds: list[Kind], heads: dict[int, Heading]
) -> None:
    """Take rows for headings that end with a word as those do that were found."""
    counts: dict[str, int] = {}
    for at in heads:
        word = headings.last_word_of(text[rows[at].start : rows[at].end])
        counts[word] = counts.get(word, 0) + 1
    recurring = {word for word, count in counts.items() if word and count >= RECURRING}
    if not recurring:
        return
    for at, row in enumerate(rows):
        if (
            kinds[at] is Kind.TEXT
            and row.blanks
            and row.hint is None
            and _stands_alone(rows, at, 1)
        ):
            word = headings.last_word_of(text[row.start : row.end])
            if word in recurring and text[row.start].isupper():
                kinds[at] = Kind.HEADING
                heads[at] = headings.of_last_word(word)


def _drop_casts(kinds: list[Kind]) -> None:
    """Take back headings of casts that recur: they are labels, of somebody called `CAST.`."""
    found = [at for at, kind in enumerate(kinds) if kind is Kind.CAST]
    if len(found) > 2:
        for at in found:
            kinds[at] = Kind.TEXT


def _drop_named(
    text: str, rows: Sequence[Row], kinds: list[Kind], heads: dict[int, Heading]
) -> None:
    """Take back headings that are named and recur: they are labels, `CHORUS`, `CHORUS OF WOMEN`."""
    named: dict[str, list[int]] = {}
    for at, heading in heads.items():
        if heading.kind in NAMED:
            words = labels.key_of(text[rows[at].start : rows[at].end])
            named.setdefault(words.partition(" ")[0], []).append(at)
    for places in named.values():
        if len(places) >= RECURRING:
            for at in places:
                kinds[at] = Kind.TEXT
                del heads[at]


def _usual_indent(rows: Sequence[Row], found: Mapping[int, Candidate]) -> int:
    """The margin at which most labels stand."""
    counts: dict[int, int] = {}
    for at in found:
        counts[rows[at].indent] = counts.get(rows[at].indent, 0) + 1
    return max(counts, key=lambda indent: counts[indent]) if counts else 0


def _drop_indented(rows: Sequence[Row], found: dict[int, Candidate], names: Labels) -> None:
    """Take back labels that are indented where nearly all that recur stand at one margin.

    Where others are indented, too, those that are printed in another way are taken back. Where
    indented stretches begin with labels, a name at the margin that stands once is none.
    """
    usual = _usual_indent(rows, found)
    sure = [at for at, label in found.items() if names.known(label.name)]
    is_uniform = sum(rows[at].indent == usual for at in sure) >= UNIFORM * len(sure)
    for at in list(found):
        is_other = found[at].shape.style != names.best.style
        is_out = rows[at].indent < usual - 1 and names.is_rule and not names.known(found[at].name)
        if is_out or (rows[at].indent > usual + 1 and (is_uniform or is_other)):
            del found[at]


def _list_casts(text: str, rows: Sequence[Row], kinds: list[Kind]) -> None:
    """Find the rows of the casts."""
    for at, kind in enumerate(kinds):
        if kind is not Kind.CAST:
            continue
        last = at + 1
        while last < len(rows) and kinds[last] is Kind.TEXT:
            last += 1
        closed = last < len(rows) and kinds[last] is Kind.HEADING and last - at < LONGEST_CAST
        end = cast.rows_under(text, rows, at, last, closed=closed)
        kinds[at + 1 : end] = [Kind.LISTED] * (end - at - 1)


def _drop_before_headings(
    rows: Sequence[Row], kinds: Sequence[Kind], found: dict[int, Candidate], names: Labels
) -> None:
    """Take back labels that stand once, alone and right above a heading or a cast: titles."""
    for at in list(found):
        if at + 1 < len(rows) and kinds[at + 1] in (Kind.HEADING, Kind.CAST):
            label = found[at]
            is_name = names.known(label.name) and label.shape.separator == names.best.separator
            if label.shape.alone and label.direction < 0 and not is_name:
                del found[at]


def _drop_after_headings(
    rows: Sequence[Row], kinds: Sequence[Kind], found: dict[int, Candidate], names: Labels
) -> None:
    """Take back what looks like a label right under a heading: a list of names, or a place.

    It has another shape than labels, stands at another margin, or has nothing to say.
    """
    usual = _usual_indent(rows, found)
    for at in list(found):
        shape = found[at].shape
        if not at or kinds[at - 1] is not Kind.HEADING:
            continue
        is_other = shape.separator == "dash" != names.best.separator and not shape.alone
        says_nothing = shape.alone and at + 1 in found
        is_set_off = not rows[at].blanks and rows[at].indent != usual
        # "ADA, BEN" under a heading are those who are there.
        says_nothing = says_nothing or (shape.alone and "," in found[at].name)
        if is_other or says_nothing or is_set_off:
            del found[at]


def _drop_lists(
    text: str,
    rows: Sequence[Row],
    kinds: Sequence[Kind],
    found: dict[int, Candidate],
    names: Labels,
) -> None:
    """Take back what looks like a label with names behind it, before a scene's first speech.

    "Franz. The old Moor." says who is there; so does what stands above it: "Franconia. A hall."
    Where labels stand in capitals, such names do, too.
    """
    if names.best.style not in ("title", "capitals"):
        return
    is_capital = names.best.style == "capitals"
    recurring = (name for name, count in names.names.items() if count > 1)
    words = names.listed.union(word for name in recurring for word in name.split())
    begins = False
    above: list[int] = []  # what looks like labels, and are names that stand once
    for at in range(len(rows)):
        if kinds[at] is Kind.HEADING:
            begins, above = True, []
            continue
        label = found.get(at)
        if not begins or label is None or not rows[at].blanks:
            continue
        said = text[label.end : rows[at].end]
        is_one_row = at + 1 == len(rows) or rows[at + 1].blanks
        is_list = is_one_row and _are_names(said, words) and (said.isupper() or not is_capital)
        is_told = not is_capital and _tells_of(said, words) and _is_set_apart(rows, at)
        if is_list or is_told:
            for place in [*above, at]:
                del found[place]
            above = []
        elif names.known(label.name) or _is_over(label, at, kinds, found):
            begins = False
        else:
            above.append(at)


def _is_over(
    label: Candidate, at: int, kinds: Sequence[Kind], found: Mapping[int, Candidate]
) -> bool:
    """Whether a label stands over what is said."""
    is_followed = at + 1 < len(kinds) and kinds[at + 1] is Kind.TEXT and at + 1 not in found
    return label.shape.alone and is_followed


def _tells_of(text: str, words: frozenset[str]) -> bool:
    """Whether words begin with a name, and go on in small letters: "Ben with a picture"."""
    match = WITH_NAME.match(text)
    return match is not None and labels.key_of(match["name"]) in words


def _is_set_apart(rows: Sequence[Row], at: int) -> bool:
    """Whether the stretch that a row begins has more blank lines below it than speeches have."""
    below = at + 1
    while below < len(rows) and not rows[below].blanks:
        below += 1
    return below < len(rows) and rows[below].blanks > 1


def _are_names(text: str, words: frozenset[str]) -> bool:
    """Whether a text is nothing but names, parted by stops or commas, that end with some words."""
    parts = [labels.key_of(part).split() for part in NAMES_PARTED.split(text)]
    named = [part for part in parts if part]
    return bool(named) and all(len(part) <= LONGEST_NAME and part[-1] in words for part in named)


def _take_titles(
    text: str,
    rows: Sequence[Row],
    kinds: list[Kind],
    heads: dict[int, Heading],
    found: dict[int, Candidate],
    names: Labels,
) -> None:
    """Take what looks like a label, and has nothing to say, for the title of a scene.

    It stands alone and but once, below two blank lines or a Roman number: "II", "THE STUDY".
    """
    first = min((at for at, label in found.items() if names.known(label.name)), default=0)
    for at in sorted(found):
        label = found[at]
        is_alone = label.shape.alone and label.direction < 0 and not names.known(label.name)
        if not is_alone or label.shape.separator != "none" or at <= first:
            continue
        if not _says_nothing(text, rows, at, found):
            continue
        above = text[rows[at - 1].start : rows[at - 1].end]
        if kinds[at - 1] is Kind.TEXT and headings.is_numeral(above):
            kinds[at - 1] = Kind.HEADING
            heads[at - 1] = Heading("scene", headings.value_of(above))
        is_under = kinds[at - 1] is Kind.HEADING
        if is_under or rows[at].blanks > 1:
            is_numeral = headings.is_numeral(label.name)
            kinds[at] = Kind.HEADING
            heads[at] = Heading(
                "scene",
                headings.value_of(label.name) if is_numeral else 0,
                is_title=is_under and not is_numeral,
            )
            del found[at]


def _take_places(
    text: str,
    rows: Sequence[Row],
    kinds: list[Kind],
    heads: dict[int, Heading],
    found: Mapping[int, Candidate],
    names: Labels,
) -> None:
    """Take short rows that stand apart for the titles of scenes: "Night", "Before the gate".

    More blank lines stand above them than above speeches, and above little else.
    """
    known_names = [at for at, label in found.items() if names.known(label.name)]
    if not known_names:
        return
    first, last = min(known_names), max(known_names)
    speeches = sorted(rows[at].blanks for at in found)
    usual = speeches[len(speeches) // 2]
    apart = [
        at
        for at in range(first + 1, last)
        if rows[at].blanks > max(1, usual) and rows[at].hint is None
    ]
    places = [at for at in apart if at not in found and _is_title(text, rows, kinds, at)]
    known = sum(kinds[at] is Kind.HEADING for at in apart)
    if len(places) < LEAST_TITLES or len(places) + known < APART * len(apart):
        return
    for at in places:
        kinds[at] = Kind.HEADING
        heads[at] = Heading("scene")


def _is_title(text: str, rows: Sequence[Row], kinds: Sequence[Kind], at: int) -> bool:
    """Whether a row may be a title: it stands alone, is short, and ends as no sentence does."""
    words = text[rows[at].start : rows[at].end]
    is_short = len(words) <= LONGEST_TITLE and words[0].isupper() and words[-1] not in ".,;:!?)]-—"
    is_under = kinds[at - 1] is Kind.HEADING
    return is_short and not is_under and kinds[at] is Kind.TEXT and _stands_alone(rows, at, 1)


def _says_nothing(text: str, rows: Sequence[Row], at: int, found: dict[int, Candidate]) -> bool:
    """Whether nothing but directions in brackets stands between a label and the next."""
    below = at + 1
    while below < len(rows) and below not in found:
        words = text[rows[below].start : rows[below].end]
        if headings.is_numeral(words):
            return True
        if words[0] not in "([" and (rows[below].blanks or below == at + 1):
            return False
        below += 1
    return below < len(rows)


def _heading(text: str, rows: Sequence[Row], at: int, kinds: Sequence[Kind]) -> Heading | None:
    """The heading that a row is: it stands apart from what is before and after it."""
    row = rows[at]
    if not row.blanks and at and kinds[at - 1] is not Kind.HEADING:
        return None
    if row.end - row.start > headings.LONGEST:
        return None
    found = headings.heading_of(text[row.start : row.end])
    if found is None or row.hint is not None:
        return found
    if _stands_alone(rows, at, HEADING_ROWS):
        return found
    following = text[rows[at + 1].start : rows[at + 1].end]
    return found if headings.heading_of(following) else None


def _stands_alone(rows: Sequence[Row], at: int, most: int) -> bool:
    """Whether a blank line follows a row, or at most so many rows that go on with it."""
    for ahead in range(at + 1, min(at + 1 + most, len(rows))):
        if rows[ahead].blanks:
            return True
    return at + most >= len(rows)


def _bounds(
    text: str,
    rows: Sequence[Row],
    kinds: list[Kind],
    heads: Mapping[int, Heading],
    found: dict[int, Candidate],
    names: Labels,
) -> tuple[int, int]:
    """Where the play begins and where it ends.

    It begins with its cast or its first heading before the first label whose name recurs; headings
    of a list of contents follow each other and are none. It ends after its last label, before the
    licence.
    """
    places = [at for at in sorted(found) if names.known(found[at].name)] or sorted(found)
    first_label = places[0] if places else 0
    for at, place in enumerate(places):
        near = places[at + NEAR] if at + NEAR < len(places) else places[-1]
        if near - place <= ROWS_NEAR:
            first_label = place
            break
    _drop_contents(kinds, heads, first_label)
    _drop_listed_again(kinds, heads, first_label)
    begins = [at for at, kind in enumerate(kinds) if kind in (Kind.HEADING, Kind.CAST)]
    first = min([first_label, *begins[:1]])
    if begins and first_label < begins[0]:
        stray = [at for at in places if at < begins[0]]
        if len(stray) <= max(NEAR, STRAY * len(places)):
            first = begins[0]
    if first == first_label:
        first = _with_directions(text, rows, kinds, first)
    elif first and directions.is_transition(text[rows[first - 1].start : rows[first - 1].end]):
        first -= 1  # "FADE IN:"
    last = len(rows)
    for at in range(first_label, len(rows)):
        row = rows[at]
        if text[row.start] in "*EF" and LICENCE.match(text, row.start, row.end):
            last = at
            break
        is_after = places and at > places[int((1 - STRAY) * (len(places) - 1))]
        if is_after and row.blanks and headings.begins_back_matter(text[row.start : row.end]):
            last = at
            break
    return first, last


def _with_directions(text: str, rows: Sequence[Row], kinds: Sequence[Kind], first: int) -> int:
    """The index of the first of the directions right above the first label."""
    while first:
        at = first - 1
        while at and not rows[at].blanks and kinds[at] is Kind.TEXT:
            at -= 1
        words = text[rows[at].start : rows[at].end]
        is_apart = rows[at].indent > rows[first].indent + 2
        begins = directions.begins(words)
        if kinds[at] is not Kind.TEXT or (not at and not begins):  # the first row is the title
            return first
        if words[0] not in "([" and not begins and not is_apart:
            return first
        first = at
    return first


def _drop_contents(kinds: list[Kind], heads: Mapping[int, Heading], first_label: int) -> None:
    """Take back headings that only list: each is followed by another, with nothing between."""
    run: list[int] = []
    for at in range(first_label + 1):
        if kinds[at] is Kind.HEADING and not heads[at].is_place:
            if run and at - run[-1] > 2:
                _drop_run(kinds, run)
                run = []
            run.append(at)
    again = _counted_again(run, heads)
    if len(run) > 3 and (again < len(run) or run[-1] + 3 < first_label):
        for at in run[:again]:
            kinds[at] = Kind.TEXT


def _counted_again(run: Sequence[int], heads: Mapping[int, Heading]) -> int:
    """How many headings of a run stand before the first that counts anew: "ACT I", again.

    Acts may be counted in another way in a list of contents: "ACT I.", and then "FIRST ACT".
    """
    for at in range(1, len(run)):
        one = heads[run[at]]
        before = [heads[each].n for each in run[:at] if heads[each].kind == DIVISIONS[0]]
        is_again = one.n in before if one.n else len(before) > 1 and all(before)
        if one.kind == DIVISIONS[0] and is_again:
            return at
    return len(run)


def _drop_listed_again(kinds: list[Kind], heads: Mapping[int, Heading], first_label: int) -> None:
    """Take back the headings of acts and scenes that a list of contents has before the play.

    The first speech stands under the headings right above it, an act and its scene. Those before
    them, under which nobody speaks, do not count up to them: the play begins to count again.
    """
    divided = [
        at
        for at in range(first_label)
        if kinds[at] is Kind.HEADING
        and heads[at].kind in DIVISIONS
        and not (heads[at].is_title or heads[at].is_place)
    ]
    last = len(divided) - 1
    if last > 0 and [heads[at].kind for at in divided[last - 1 :]] == ["act", "scene"]:
        last -= 1
    listed = divided[: max(0, last)]
    if not listed:
        return
    begins, before = heads[divided[last]], [heads[at] for at in listed]
    repeats = begins.n > 0 and any((h.kind, h.n) == (begins.kind, begins.n) for h in before)
    counts_on = begins.n and begins.n == before[-1].n + 1
    if repeats or (len(listed) > 1 and not counts_on):
        for at in listed:
            kinds[at] = Kind.TEXT


def _drop_run(kinds: list[Kind], run: Sequence[int]) -> None:
    if len(run) > 3:
        for at in run:
            kinds[at] = Kind.TEXT
