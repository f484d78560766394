"""Labels of speakers: which shapes recur in a play, with which names.

A shape is established when several names recur with it; then what has the shape counts even if it
stands once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import directions, endings, foreign, headings, names
from tei_kit.tokenizer.families.plays.candidates import (
    COMMA,
    Candidate,
    Shape,
    candidates,
    key_of,
    style_of,
)
from tei_kit.tokenizer.families.plays.spelling import folded
from tei_kit.tokenizer.families.rows import Row

RECURRENCE = 2
# The words of a name between signs, without a stop, that neither recurs nor is in the cast, are
# fewer than this.
UNMARKED_WORDS = 3
# The words of a name between signs of which some are small: `_L. Pisonis uxor._`.
SMALL_WORDS = 4
# The words of a name alone on its row, before a direction.
LONGEST_ALONE = 4
BLANK_BEFORE = 0.9  # the share of the labels with a blank line before them
SHORT = 16  # of a name that does not recur, in small letters before a stop
# How many names recur at the least, and how often numbers do that are labels.
LEAST_NAMES = 2
LEAST_MASS = 4
# The share of the stretches between blank lines that begin with labels where labels do so.
BEGUN = 0.2
# How many rows without a blank line before them are looked at, and how many labels they may
# have for each label with one.
SAMPLE, INSIDE = 300, 0.12


@record
class Labels:
    """The labels of a play: its shapes, its names with how often each is said."""

    best: Shape
    shapes: frozenset[Shape]
    names: Mapping[str, int]
    alone: frozenset[str]  # the styles in which labels stand on rows of their own
    blank: float  # the share of the labels that have a blank line before them
    count: int  # how many labels of established shapes there are
    listed: frozenset[str] = frozenset()  # the words of the cast
    is_rule: bool = False  # whether nearly every stretch between blank lines begins with one
    others: frozenset[str] = frozenset()  # `First Witch`, beside labels in capitals

    def known(self, name: str) -> bool:
        """Whether a name recurs, or each of several names: `Jack and Algernon`."""
        key = key_of(name)
        if self.names.get(key, 0) >= RECURRENCE:
            return True
        if " " not in key:
            return False
        words = key.split()
        joined = [at for at, word in enumerate(words) if at and word in names.conjunctions()]
        if len(joined) != 1:
            return False
        pair = (" ".join(words[: joined[0]]), " ".join(words[joined[0] + 1 :]))
        return all(self.names.get(each, 0) >= RECURRENCE for each in pair)

    def chosen(
        self, candidates: Sequence[Candidate], *, begins: bool, is_over: bool = False
    ) -> Candidate | None:
        """The label of a row among its candidates.

        `begins` says that it may begin a block, and `is_over` that the block goes on in the row
        below.
        """
        best: Candidate | None = None
        for found in candidates:
            if self._is_set_off(found) or self._is_direction(found):
                continue
            if found.shape.separator == "colon" and endings.is_note(found.name):
                continue
            is_known = self.known(found.name)
            if self._is_other(found):
                first = key_of(found.name).partition(" ")[0]
                is_counted = first in names.ordinals()
                taken = begins and (is_over or is_counted or not self.best.alone)
            elif found.shape.separator == COMMA:
                key = key_of(found.name)
                is_known = is_known or key in names.everybody() or self._is_listed(key)
                taken = begins and is_known and self._is_over(found)
            elif self._has_shape(found, is_over=is_over):
                taken = is_known or (begins and self._is_like(found, is_over=is_over))
            else:
                taken = begins and is_known and self._fits(found)
            if not taken:
                continue
            if best is None or self._is_better(found, best):
                best = found
        return best

    def _is_direction(self, found: Candidate) -> bool:
        """Whether a name is a word of directions, and no name that recurs all the same."""
        recurs = not found.shape.alone and self.names.get(key_of(found.name), 0) >= RECURRENCE
        return not recurs and directions.is_word(found.name)

    def _is_listed(self, key: str) -> bool:
        """Whether all words of a name stand in the cast, or under the heading of a scene."""
        words = key.split()
        return bool(words) and self.listed.issuperset(words)

    def _is_over(self, found: Candidate) -> bool:
        """Whether labels stand over what is said, printed as a candidate is."""
        style = found.shape.style
        return any(shape.alone and shape.style == style for shape in self.shapes)

    def _is_other(self, found: Candidate) -> bool:
        """Whether a name in small letters is a label that is printed as those in capitals are."""
        if found.direction >= 0 or found.shape.style != "title" or not self.others:
            return False
        return found.shape[1:] == self.best[1:] and key_of(found.name) in self.others

    def _is_set_off(self, found: Candidate) -> bool:
        """Whether a name between signs is a direction, as it stands alone and labels do not."""
        shape = found.shape
        is_alone = shape.style.startswith("sign") and shape.alone and not self.best.alone
        return is_alone and found.direction < 0 and not style_of(found.name)

    def _has_shape(self, found: Candidate, *, is_over: bool) -> bool:
        """Whether labels have the shape of a candidate; its direction may go on in other rows."""
        if found.shape in self.shapes or found.direction < 0:
            return found.shape in self.shapes
        if found.shape.style.startswith("sign"):
            return found.shape._replace(alone=not found.shape.alone) in self.shapes
        # "THE CROWD [shouting at him]" over what they say: the direction fills the row by chance.
        if is_over and found.shape.alone and found.shape._replace(alone=False) in self.shapes:
            return True
        # "A MAN (sitting down, with a bottle of wine and some bread in his\nhands):"
        is_open = found.end == found.name_end and found.shape.style == "capitals"
        return is_open and self.best.style == "capitals"

    def _is_like(self, found: Candidate, *, is_over: bool) -> bool:
        """Whether a name that does not recur may be one: in capitals, or as names are."""
        if found.shape.style == "title":
            if found.shape.separator == "stop":
                words = key_of(found.name).split()
                named = [word for word in words if word not in names.conjunctions()]
                if (
                    all(word in self.listed for word in named)
                    or " ".join(words) in names.everybody()
                ):
                    return True
                is_alone = found.shape.alone and self.best.alone
                if is_alone and len(words) <= LONGEST_ALONE and (found.direction >= 0 or is_over):
                    return True  # "Ada (rising)." on a row of its own, or "Ada." over what she says
                return self.is_rule and self.is_alike(found)
            return len(found.name.split()) <= 5
        if found.shape.style == "capitals":
            letters = sum(map(str.isalpha, found.name))
            return letters > 1 or found.name.isdigit()
        if found.shape.style.startswith("sign"):
            return self._is_named(found)
        return True

    def is_alike(self, found: Candidate) -> bool:
        """Whether a candidate has a short name, and the shape of labels."""
        is_short = len(found.name) <= SHORT and found.name.count(" ") < 2
        return is_short and found.shape in self.shapes

    def ends_alike(self, found: Candidate) -> bool:
        """Whether a candidate has a short name that ends as labels do, however it is spelt."""
        is_short = len(found.name) <= SHORT and found.name.count(" ") < 2
        is_word = directions.is_word(found.name)
        return is_short and found.shape[1:] == self.best[1:] and not is_word

    def _is_named(self, found: Candidate) -> bool:
        """Whether a name between signs that does not recur may be one: `_The Old Man._`.

        Headings and directions stand between signs, too; so a name without a stop is short.
        """
        if directions.is_word(found.name):
            return False
        if not style_of(found.name):
            is_alone = found.shape.alone and found.direction < 0
            return not is_alone and found.name.count(" ") < SMALL_WORDS
        if found.shape.separator == "none":
            words = key_of(found.name).split()
            return all(word in self.listed for word in words) or len(words) < UNMARKED_WORDS
        return True

    def _fits(self, found: Candidate) -> bool:
        """Whether a known name with another separator is the same label."""
        if all(shape.style != found.shape.style for shape in self.shapes):
            return False
        return found.shape.separator not in ("none", "wide") or found.shape.style == "capitals"

    def _is_better(self, found: Candidate, best: Candidate) -> bool:
        """Whether a longer candidate is the label: it recurs, or the shorter is only a title."""
        if self.known(found.name):
            return best.shape.separator != "dash" or found.shape.separator != "dash"
        words = best.name.split()
        return not self.known(best.name) or (
            words[-1].casefold().strip(".") in names.ABBREVIATED_TITLES
            and found.shape.style == best.shape.style
        )


@record
class _Seen:
    """A candidate where it stands."""

    candidate: Candidate
    begins: bool


def _ends_as(shape: Shape, given: str) -> bool:
    """Whether a label of a shape ends as somebody said."""
    if given in ("line", "alone"):
        return shape.alone
    if given == "marked":
        return shape.style.startswith("sign")
    return shape.separator == {"tab": "wide"}.get(given, given)


class Rows:
    """The rows of a text, with the candidates of each, which are looked for once.

    Where somebody said how labels end (`given`, an answer of the question `labels` of layout),
    there are no other candidates. `others` are words of directions and divisions in languages that
    the text is not in.
    """

    def __init__(
        self,
        text: str,
        rows: Sequence[Row],
        given: str = "",
        others: frozenset[str] = foreign.NOTHING,
    ) -> None:
        self._text = text
        self._given = given
        self._others = others
        self.rows = rows
        self._found: dict[int, list[Candidate]] = {}

    def ends_with_stop(self, at: int) -> bool:
        """Whether the row of an index ends with a full stop."""
        return self._text[self.rows[at].end - 1] == "."

    def is_direction(self, found: Candidate) -> bool:
        """Whether a candidate is a word of directions in the language of the text."""
        return directions.is_word(found.name) and not self._is_foreign(found)

    def is_division(self, found: Candidate) -> bool:
        """Whether a candidate is the word for an act or a scene in the language of the text."""
        return headings.is_division(found.name) and not self._is_foreign(found)

    def _is_foreign(self, found: Candidate) -> bool:
        return not found.shape.alone and folded(found.name) in self._others

    def candidates(self, at: int) -> list[Candidate]:
        """Candidates for a label at the beginning of the row of an index."""
        found = self._found.get(at)
        if found is None:
            row = self.rows[at]
            found = candidates(self._text, row.start, row.end)
            if self._given:
                found = [each for each in found if _ends_as(each.shape, self._given)]
            self._found[at] = found
        return found


def find(
    among: Rows,
    skipped: frozenset[int] = frozenset(),
    listed: frozenset[str] = frozenset(),
    *,
    is_monologue: bool = False,
) -> Labels | None:
    """The labels of a text, by what recurs at the beginning of its rows; None without any.

    `listed` are the words of the names in the cast, which names them once more. `is_monologue`
    says that the cast has one person, whose name need not recur.
    """
    rows = among.rows
    first = [at for at, row in enumerate(rows) if (row.blanks or not at) and at not in skipped]
    if is_monologue:
        return _find(among, first, listed, least=1)
    found = _find(among, first, listed)
    if found is not None and found.count >= BEGUN * len(first):
        others = [at for at in range(len(rows)) if not rows[at].blanks and at not in skipped]
        sample = others[:: max(1, len(others) // SAMPLE)]
        inside = sum(_stands_in(found, among.candidates(at)) for at in sample)
        if inside * len(others) < INSIDE * found.count * len(sample):
            return found
    # Labels stand in rows without blank lines between them, or nowhere.
    return _find(among, [at for at in range(len(rows)) if at not in skipped], listed)


def _stands_in(labels: Labels, found: Sequence[Candidate]) -> bool:
    """Whether a row begins with a label that recurs, in an established shape."""
    return any(each.shape in labels.shapes and labels.known(each.name) for each in found)


def _find(
    among: Rows, places: Sequence[int], listed: frozenset[str], least: int = LEAST_NAMES
) -> Labels | None:
    """The labels of a text by what recurs at the beginning of some of its rows.

    So many names recur at the least, in the mean twice.
    """
    seen: list[_Seen] = []
    shapes: defaultdict[Shape, Counter[str]] = defaultdict(Counter)
    for at in places:
        begins = among.rows[at].blanks > 0 or at == 0
        found = among.candidates(at)
        for each in found:
            if among.is_direction(each) or each.shape.separator == COMMA:
                continue
            seen.append(_Seen(each, begins))
            shapes[each.shape][key_of(each.name)] += 1
    if listed:
        for counts in shapes.values():
            counts.update([name for name in counts if listed.issuperset(name.split())])
    mass = {shape: _mass(counts) for shape, counts in shapes.items()}
    named = [shape for shape in mass if shape.style != "number" and shape.separator != "direction"]
    if not named:
        return None
    best = max(named, key=lambda shape: (mass[shape], shape.style == "capitals"))
    together: Counter[str] = Counter()
    for shape, counts in shapes.items():
        if (shape.style, shape.separator) == (best.style, best.separator):
            together.update(counts)
    if _mass(together) < least * RECURRENCE or len(_recurring(together)) < least:
        return None
    return _labels(seen, shapes, mass, best, listed)


def _mass(counts: Counter[str]) -> int:
    return sum(_recurring(counts).values())


def _recurring(counts: Counter[str]) -> dict[str, int]:
    return {name: n for name, n in counts.items() if n >= RECURRENCE}


def _labels(
    seen: Sequence[_Seen],
    shapes: Mapping[Shape, Counter[str]],
    mass: Mapping[Shape, int],
    best: Shape,
    listed: frozenset[str],
) -> Labels:
    """The labels, given the shape with the most names that recur, and those related to it."""
    names = dict(shapes[best])
    taken = {best}
    alike = [s for s in shapes if (s.style, s.separator) == (best.style, best.separator)]
    known = _recurring(sum((shapes[shape] for shape in alike), Counter()))
    for shape, counts in sorted(shapes.items(), key=lambda item: -mass[item[0]]):
        if shape == best or sum(counts.values()) < 1:
            continue
        total = sum(counts.values())
        if shape.style != best.style and shape.separator in ("none", "wide"):
            continue
        if shape.separator == "direction":
            continue  # taken where the name is known
        if shape.style != best.style and shape.alone != best.alone and not mass[shape]:
            continue  # "The Lord. The heavenly host.", a list of those who are there
        if shape.style == "number" and (shape.separator, shape.alone) == (
            best.separator,
            best.alone,
        ):
            if mass[shape] >= LEAST_MASS:
                taken.add(shape)
                names.update(counts)
            continue
        shared = sum(n for name, n in counts.items() if name in known)
        is_same = shape.style == best.style and shape.separator == best.separator
        is_like = shape.style == best.style and mass[shape] >= 0.15 * mass[best]
        if (
            shared >= 0.5 * total
            or (is_same and shared >= 0.2 * total)
            or (is_like and shared >= 0.2 * total)
        ):
            taken.add(shape)
            for name, n in counts.items():
                names[name] = names.get(name, 0) + n
    ours = [each for each in seen if each.candidate.shape in taken]
    sure = [e for e in ours if names.get(key_of(e.candidate.name), 0) >= RECURRENCE]
    blank = sum(each.begins for each in sure) / max(1, len(sure))
    alone = frozenset(shape.style for shape in taken if shape.alone)
    others = _others(seen, best, shapes) if blank >= BLANK_BEFORE else frozenset[str]()
    for name in others:
        names[name] = max(RECURRENCE, shapes[best._replace(style="title")][name])
    return Labels(best, frozenset(taken), names, alone, blank, len(sure), listed, others=others)


def _others(
    seen: Sequence[_Seen], best: Shape, shapes: Mapping[Shape, Counter[str]]
) -> frozenset[str]:
    """Names in small letters that stand as those in capitals do, after blank lines.

    They recur, or begin with an ordinal: `First Witch`, `Servant`.
    """
    shape = best._replace(style="title")
    if best.style != "capitals" or best.separator not in ("none", "wide") or shape not in shapes:
        return frozenset()
    begun = Counter(
        key_of(each.candidate.name)
        for each in seen
        if each.begins and each.candidate.shape == shape and each.candidate.direction < 0
    )
    return frozenset(
        name
        for name, count in begun.items()
        if count == shapes[shape][name]
        and name.count(" ") < UNMARKED_WORDS
        and (count >= RECURRENCE or name.partition(" ")[0] in names.ordinals())
    )
