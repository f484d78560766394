"""The places of labels: candidates that only look like labels are left out, others are added."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tei_kit.record import replace
from tei_kit.tokenizer.families.plays import directions, labels
from tei_kit.tokenizer.families.plays.candidates import COMMA, Candidate, key_of
from tei_kit.tokenizer.families.plays.draft import Draft, Headed
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.plays.labels import Labels
from tei_kit.tokenizer.families.rows import Row

LONGEST_NAME = 4  # words of a name in a list of persons on the stage
# The words after a label: " Ben with a picture".
WITH_NAME = re.compile(r"\s*(?P<name>[^\W\d_]+) (?=[^\W\d_A-ZÀ-ÖØ-Þ])")
# A label without a stop: "Caes You may see", "2 Lepidus is high".
FIRST_WORD = re.compile(r"(?P<name>[^\W\d_]+|\d)[,;]? (?=[^\W\d_])")
NAMES_PARTED = re.compile(r"[.,;:]")
# All stretches between blank lines should begin with a label where this share of them does.
RULE = 0.95
# Candidates in bold are labels where at least this share of the known labels is bold.
STRONG = 0.95
# Candidates elsewhere are no labels where at least this share of the labels has one margin.
UNIFORM = 0.95
# Labels with a margin of their own are indented by at least this many columns. Of the other rows at
# this margin, at least this share begins as labels do.
LEAST_MARGIN, AT_MARGIN = 2, 0.6


def labelled(found: Headed, among: labels.Rows, names: Labels, strong: Mapping[int, int]) -> Draft:
    """The draft of a play with the labels of its rows.

    `strong` maps the beginning of each stretch that the format prints in bold to its end.
    """
    draft = _drafted(found, among, names)
    if _is_rule(draft, among):
        draft = _drafted(found, among, replace(names, is_rule=True))
    draft = _with_strong(_with_margin(draft, among), among, strong)
    for step in STEPS:
        draft = step(draft)
    return draft


def _drafted(found: Headed, among: labels.Rows, names: Labels) -> Draft:
    """The draft with the labels whose names and shapes are known."""
    rows, kinds = found.rows, found.kinds
    taken: dict[int, Candidate] = {}
    for at, row in enumerate(rows):
        if kinds[at] is Kind.TEXT:
            begins = row.blanks > 0 or at == 0 or names.blank < 0.5 or kinds[at - 1] is Kind.HEADING
            among_row = among.candidates(at) if begins or names.blank < 0.9 else ()
            label = None
            if among_row:
                below = rows[at + 1] if at + 1 < len(rows) else None
                is_over = row.blanks > 0 and below is not None and not below.blanks
                label = names.chosen(among_row, begins=begins, is_over=is_over)
            if label and not among.is_division(label):
                taken[at] = label
    for at, label in list(taken.items()):
        if label.shape.separator == COMMA and not _ends_over(among, kinds, taken, at):
            del taken[at]
    return Draft(found.text, rows, kinds, found.heads, taken, names)


def _ends_over(
    among: labels.Rows, kinds: Sequence[Kind], taken: Mapping[int, Candidate], at: int
) -> bool:
    """Whether the speech stands below a row that a label and its direction fill.

    The direction ends with a stop, or a blank line follows it.
    """
    below = at + 1
    if below >= len(kinds) or kinds[below] is not Kind.TEXT or below in taken:
        return False
    return among.ends_with_stop(at) or among.rows[below].blanks > 0


def _with_margin(draft: Draft, among: labels.Rows) -> Draft:
    """Take candidates at the margin of the labels for labels, where little else stands there.

    Where labels are indented, and the rows that go on with a speech are not, no blank line has to
    part them. Where almost nothing but labels stands there, a short name that stands once is a
    label, too.
    """
    usual = _usual_indent(draft)
    if usual < LEAST_MARGIN or not _is_uniform(draft):
        return draft
    free = [
        at
        for at in range(min(draft.labels), len(draft.rows))
        if abs(draft.rows[at].indent - usual) <= 1
        and draft.kinds[at] is Kind.TEXT
        and at not in draft.labels
    ]
    known: dict[int, Candidate] = {}
    alike: dict[int, Candidate] = {}
    for at in free:
        found = among.candidates(at)
        label = draft.names.chosen(found, begins=True)
        if label and not among.is_division(label):
            known[at] = label
        elif label := _alike(draft, at, found):
            alike[at] = label
    others = len(free) - len(known) - len(alike)
    is_rule = others <= (1 - RULE) * len(draft.labels)
    if not (is_rule or len(known) >= AT_MARGIN * len(free)):
        return draft
    return replace(draft, labels={**draft.labels, **known, **(alike if is_rule else {})})


def _alike(draft: Draft, at: int, found: Sequence[Candidate]) -> Candidate | None:
    """A label at the margin of the others that is printed a little differently; else None.

    It is a short name that ends as the other labels do, or a known name or a number without their
    stop: "Caes You may see".
    """
    for label in found:
        if draft.names.ends_alike(label):
            return label
    row, best = draft.rows[at], draft.names.best
    first = FIRST_WORD.match(draft.text, row.start, row.end)
    if first is None or best.alone:
        return None
    name = first["name"]
    if not (name.isdigit() or draft.names.known(name)):
        return None
    shape = best._replace(style="number" if name.isdigit() else best.style, separator="none")
    return Candidate(name, shape, first.end("name"), first.end("name"))


def _with_strong(draft: Draft, among: labels.Rows, strong: Mapping[int, int]) -> Draft:
    """Take candidates in bold for labels where nearly all labels are bold.

    Their names may be spelt in another way (`First Witch` beside `MACBETH`), and count as known.
    """
    rows, taken = draft.rows, dict(draft.labels)
    printed = sum(
        label.name_end <= strong.get(rows[at].start, -1) <= label.end for at, label in taken.items()
    )
    if not strong or printed < STRONG * len(taken):
        return draft
    counts = dict(draft.names.names)
    ends = {label.shape[1:] for label in taken.values()}
    for at, row in enumerate(rows):
        end = strong.get(row.start, -1)
        if draft.kinds[at] is not Kind.TEXT or at in taken or end < 0:
            continue
        for label in among.candidates(at):
            if label.name_end <= end <= label.end and label.shape[1:] in ends:
                taken[at] = label
                key = key_of(label.name)
                counts[key] = max(labels.RECURRENCE, counts.get(key, 0) + 1)
    return replace(draft, labels=taken, names=replace(draft.names, names=counts))


def _is_rule(draft: Draft, among: labels.Rows) -> bool:
    """Whether nearly all stretches between blank lines begin with a label.

    Directions do not count, nor rows before the first label, rows at another margin than the
    labels, or rows that begin, as labels do, with a short name that stands once.
    """
    taken = draft.labels
    if not taken:
        return False
    others = 0
    usual = _usual_indent(draft)
    is_set_off = usual > 1 and _is_uniform(draft)
    for at in range(min(taken), max(taken)):
        row = draft.rows[at]
        if row.blanks and draft.kinds[at] is Kind.TEXT and at not in taken:
            is_beside = row.indent > usual + 1 or (is_set_off and row.indent < usual - 1)
            words = draft.words(at)
            is_alike = any(draft.names.is_alike(each) for each in among.candidates(at))
            others += not (
                is_beside or is_alike or words[0] in directions.OPENING or directions.begins(words)
            )
    return len(taken) >= RULE * (others + len(taken))


def _is_uniform(draft: Draft) -> bool:
    """Whether nearly all labels stand at one margin, or a column beside it."""
    usual = _usual_indent(draft)
    beside = sum(abs(draft.rows[at].indent - usual) <= 1 for at in draft.labels)
    return beside >= UNIFORM * len(draft.labels)


def _usual_indent(draft: Draft) -> int:
    """The indent of most labels, in columns; 0 without labels."""
    counts: dict[int, int] = {}
    for at in draft.labels:
        indent = draft.rows[at].indent
        counts[indent] = counts.get(indent, 0) + 1
    return max(counts, key=lambda indent: counts[indent]) if counts else 0


def _without_indented(draft: Draft) -> Draft:
    """Take back labels that are indented where nearly all labels that recur have one margin.

    Where others are indented, too, only labels in another style are taken back. Where labels are
    the indented rows, a name to their left is taken back that stands once or never at their margin:
    "Thunder."
    """
    rows, names = draft.rows, draft.names
    usual = _usual_indent(draft)
    sure = [at for at, label in draft.labels.items() if names.known(label.name)]
    is_uniform = sum(rows[at].indent == usual for at in sure) >= UNIFORM * len(sure)
    is_set_off = usual >= LEAST_MARGIN and _is_uniform(draft)
    inside = {key_of(draft.labels[at].name) for at in sure if rows[at].indent >= usual - 1}
    dropped: set[int] = set()
    for at, label in draft.labels.items():
        if (
            draft.is_film
            and rows[at].indent > usual
            and _is_over(label, at, draft.kinds, draft.labels)
        ):
            continue  # scripts may indent some dialogue
        is_other = label.shape.style != names.best.style
        is_out = rows[at].indent < usual - 1 and (
            (names.is_rule and not names.known(label.name))
            or (is_set_off and key_of(label.name) not in inside)
        )
        if is_out or (rows[at].indent > usual + 1 and (is_uniform or is_other)):
            dropped.add(at)
    return draft.without_labels(dropped)


def _without_titles(draft: Draft) -> Draft:
    """Take back labels that are titles: they stand alone, right above a heading or a cast.

    A label that repeats the first row of the text is a title, too: "TROILUS AND CRESSIDA".
    """
    names, dropped = draft.names, set()
    title = draft.words(0).rstrip(" .")
    for at, label in draft.labels.items():
        is_once = names.names.get(key_of(label.name), 0) <= labels.RECURRENCE
        if is_once and label.shape.alone and label.name == title:
            dropped.add(at)
        if at + 1 < len(draft.rows) and draft.kinds[at + 1] in (Kind.HEADING, Kind.CAST):
            is_name = names.known(label.name) and label.shape.separator == names.best.separator
            if label.shape.alone and label.direction < 0 and not is_name:
                dropped.add(at)
    return draft.without_labels(dropped)


def _without_places(draft: Draft) -> Draft:
    """Take back labels right under a heading that are a list of names, or a place.

    They have another shape than labels, stand at another margin, or have no speech.
    """
    usual = _usual_indent(draft)
    dropped: set[int] = set()
    for at, label in draft.labels.items():
        shape = label.shape
        if not at or draft.kinds[at - 1] is not Kind.HEADING:
            continue
        is_other = shape.separator == "dash" != draft.names.best.separator and not shape.alone
        says_nothing = shape.alone and at + 1 in draft.labels
        is_set_off = not draft.rows[at].blanks and draft.rows[at].indent != usual
        # "ADA, BEN" under a heading are the persons on the stage.
        says_nothing = says_nothing or (shape.alone and "," in label.name)
        if is_other or says_nothing or is_set_off:
            dropped.add(at)
    return draft.without_labels(dropped)


def _without_lists(draft: Draft) -> Draft:
    """Take back labels before the first speech of a scene that have only names behind them.

    "Franz. The old Moor." lists the persons on the stage; the row above it names the place:
    "Franconia. A hall." Where labels stand in capitals, such names do, too.
    """
    rows, names = draft.rows, draft.names
    if names.best.style not in ("title", "capitals"):
        return draft
    is_capital = names.best.style == "capitals"
    recurring = (name for name, count in names.names.items() if count > 1)
    words = names.listed.union(word for name in recurring for word in name.split())
    begins = False
    above: list[int] = []  # rows with labels whose names stand once
    dropped: set[int] = set()
    for at in range(len(rows)):
        if draft.kinds[at] is Kind.HEADING:
            begins, above = True, []
            continue
        label = draft.labels.get(at)
        if not begins or label is None or not rows[at].blanks:
            continue
        said = draft.text[label.end : rows[at].end]
        is_one_row = at + 1 == len(rows) or rows[at + 1].blanks
        is_list = is_one_row and _are_names(said, words) and (said.isupper() or not is_capital)
        is_told = not is_capital and _tells_of(said, words) and _is_set_apart(rows, at)
        if is_list or is_told:
            dropped.update(above, (at,))
            above = []
        elif names.known(label.name) or _is_over(label, at, draft.kinds, draft.labels):
            begins = False
        else:
            above.append(at)
    return draft.without_labels(dropped)


# The steps that take labels back, in order: each gets the labels that the earlier steps leave.
STEPS: Sequence[Callable[[Draft], Draft]] = (
    _without_indented,
    _without_titles,
    _without_places,
    _without_lists,
)


def _is_over(
    label: Candidate, at: int, kinds: Sequence[Kind], found: Mapping[int, Candidate]
) -> bool:
    """Whether a label stands alone on its row, over a row of text without a label."""
    is_followed = at + 1 < len(kinds) and kinds[at + 1] is Kind.TEXT and at + 1 not in found
    return label.shape.alone and is_followed


def _tells_of(text: str, words: frozenset[str]) -> bool:
    """Whether a text begins with a name of `words`, and goes on small: "Ben with a picture"."""
    match = WITH_NAME.match(text)
    return match is not None and key_of(match["name"]) in words


def _is_set_apart(rows: Sequence[Row], at: int) -> bool:
    """Whether several blank lines follow the stretch that begins with row `at`."""
    below = at + 1
    while below < len(rows) and not rows[below].blanks:
        below += 1
    return below < len(rows) and rows[below].blanks > 1


def _are_names(text: str, words: frozenset[str]) -> bool:
    """Whether a text has only names between stops or commas, each with a last word in `words`."""
    parts = [key_of(part).split() for part in NAMES_PARTED.split(text)]
    named = [part for part in parts if part]
    return bool(named) and all(len(part) <= LONGEST_NAME and part[-1] in words for part in named)
