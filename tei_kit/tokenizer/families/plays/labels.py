"""Labels of speakers: the shapes and names that recur in a play.

A shape is established when several names recur with it; then a name with this shape counts even if
it stands once.
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

RECURRENCE = 2  # a name recurs that stands at least this often
# A name between signs without a stop, which neither recurs nor is in the cast, has fewer words.
UNMARKED_WORDS = 3
# Words of a name between signs that has small words, at the most: `_L. Pisonis uxor._`.
SMALL_WORDS = 4
# Words of a name alone on its row, or before a direction, at the most.
LONGEST_ALONE = 4
BLANK_BEFORE = 0.9  # the share of the labels with a blank line before them, at the least
SHORT = 16  # characters of a name in small letters that does not recur, at the most
# At least this many names recur; numbers are labels where they recur, all together, this often.
LEAST_NAMES = 2
LEAST_MASS = 4
# Labels stand after blank lines where at least this share of the stretches begins with one.
BEGUN = 0.2
# The size of the sample of rows without a blank line before them, and the most labels that such
# rows may have for each label after a blank line.
SAMPLE, INSIDE = 300, 0.12


@record
class Labels:
    """The labels of a play: their shapes, and their names with the count of each."""

    best: Shape  # the shape of the most labels whose names recur
    shapes: frozenset[Shape]
    names: Mapping[str, int]  # by `key_of`
    alone: frozenset[str]  # the styles in which labels stand on rows of their own
    blank: float  # the share of the labels that have a blank line before them
    count: int  # the number of labels with established shapes whose names recur
    listed: frozenset[str] = frozenset()  # the words of the cast
    is_rule: bool = False  # whether nearly every stretch between blank lines begins with a label
    others: frozenset[str] = frozenset()  # names in small letters beside labels in capitals

    def known(self, name: str) -> bool:
        """Whether a name recurs, or each of two joined names: `Jack and Algernon`."""
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
        """The label of a row among its candidates; None if none of them is a label.

        `begins` says that the row may begin a block, and `is_over` that the block goes on in the
        row below.
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
        """Whether a name is a word of directions, and does not recur as a label."""
        recurs = not found.shape.alone and self.names.get(key_of(found.name), 0) >= RECURRENCE
        return not recurs and directions.is_word(found.name)

    def _is_listed(self, key: str) -> bool:
        """Whether all words of a name stand in the cast, or under the heading of a scene."""
        words = key.split()
        return bool(words) and self.listed.issuperset(words)

    def _is_over(self, found: Candidate) -> bool:
        """Whether labels in the style of a candidate stand alone over their speech."""
        style = found.shape.style
        return any(shape.alone and shape.style == style for shape in self.shapes)

    def _is_other(self, found: Candidate) -> bool:
        """Whether a candidate is one of the names in small letters beside labels in capitals."""
        if found.direction >= 0 or found.shape.style != "title" or not self.others:
            return False
        return found.shape[1:] == self.best[1:] and key_of(found.name) in self.others

    def _is_set_off(self, found: Candidate) -> bool:
        """Whether a name between signs is a direction: it stands alone, and labels do not."""
        shape = found.shape
        is_alone = shape.style.startswith("sign") and shape.alone and not self.best.alone
        return is_alone and found.direction < 0 and not style_of(found.name)

    def _has_shape(self, found: Candidate, *, is_over: bool) -> bool:
        """Whether labels have the shape of a candidate; its direction may go on in other rows."""
        if found.shape in self.shapes or found.direction < 0:
            return found.shape in self.shapes
        if found.shape.style.startswith("sign"):
            return found.shape._replace(alone=not found.shape.alone) in self.shapes
        # "THE CROWD [shouting at him]" over their speech: the direction fills the row by chance.
        if is_over and found.shape.alone and found.shape._replace(alone=False) in self.shapes:
            return True
        # "A MAN (sitting down, with a bottle of wine and some bread in his\nhands):"
        is_open = found.end == found.name_end and found.shape.style == "capitals"
        return is_open and self.best.style == "capitals"

    def _is_like(self, found: Candidate, *, is_over: bool) -> bool:
        """Whether a name that does not recur may be a label, by its style and its words."""
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
                    return True  # "Ada (rising)." on a row of its own, or "Ada." over her speech
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
        """Whether a candidate has a short name that ends as labels do, in any style."""
        is_short = len(found.name) <= SHORT and found.name.count(" ") < 2
        is_word = directions.is_word(found.name)
        return is_short and found.shape[1:] == self.best[1:] and not is_word

    def _is_named(self, found: Candidate) -> bool:
        """Whether a name between signs that does not recur may be a label: `_The Old Man._`.

        Headings and directions stand between signs, too; so a name without a stop has to be short.
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
        """Whether a known name with another separator may be a label."""
        if all(shape.style != found.shape.style for shape in self.shapes):
            return False
        return found.shape.separator not in ("none", "wide") or found.shape.style == "capitals"

    def _is_better(self, found: Candidate, best: Candidate) -> bool:
        """Whether a longer candidate is the label: it recurs, or the shorter does not.

        A short title of the same style is no whole name, either: "MRS." of "MRS. GREY."
        """
        if self.known(found.name):
            return best.shape.separator != "dash" or found.shape.separator != "dash"
        words = best.name.split()
        return not self.known(best.name) or (
            words[-1].casefold().strip(".") in names.ABBREVIATED_TITLES
            and found.shape.style == best.shape.style
        )


@record
class _Seen:
    """A candidate; `begins` says that a blank line stands before its row."""

    candidate: Candidate
    begins: bool


def _ends_as(shape: Shape, given: str) -> bool:
    """Whether a shape fits `given`, an answer of the question `labels` of layout."""
    if given in ("line", "alone"):
        return shape.alone
    if given == "marked":
        return shape.style.startswith("sign")
    return shape.separator == {"tab": "wide"}.get(given, given)


class Rows:
    """The rows of a text with their candidates, which are looked for only once.

    `given` is an answer of the question `labels` of layout, or "". Only candidates that end as it
    says are found. `others` are words of directions and divisions that other languages have, and
    the language of the text has not.
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
        """Whether row `at` ends with a full stop."""
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
        """Candidates for a label at the beginning of row `at`."""
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
    """The labels of a text, by the names that recur at the beginning of rows; None without labels.

    The rows in `skipped` are left out. `listed` are the words of the names in the cast; a name of
    these words counts once more. `is_monologue` says that the cast has one person; then one name
    that recurs is enough.
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
    """Whether some candidate of a row has an established shape and a name that recurs."""
    return any(each.shape in labels.shapes and labels.known(each.name) for each in found)


def _find(
    among: Rows, places: Sequence[int], listed: frozenset[str], least: int = LEAST_NAMES
) -> Labels | None:
    """The labels of a text, by the names that recur at the beginning of the rows `places`.

    At least `least` names have to recur in the best shape; else there are no labels (None).
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
    """The labels with the best shape and the shapes related to it.

    `mass` counts the labels of each shape whose names recur; `best` has the most of them.
    """
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
            continue  # `chosen` takes such candidates where the name is known
        if shape.style != best.style and shape.alone != best.alone and not mass[shape]:
            continue  # "The Lord. The heavenly host.", a list of the persons on the stage
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
    """Names in small letters that stand where those in capitals do, after blank lines.

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
