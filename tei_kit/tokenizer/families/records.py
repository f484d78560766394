"""Records: labels that recur in one order, as the fields of records do."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

# The least share of labels that follow the label before them as its most frequent successor.
PERIODIC = 0.85
# The least fields of a record. Labels of two persons who speak in turn, and of a third who speaks
# seldom, are not fields.
LEAST_FIELDS = 3
TWO = 0.75  # the largest share of the two most frequent labels
# The largest share of labels in pairs that follow each other, as persons who speak in turn do.
IN_TURN = 0.5
# With this number of fields, two records are enough, if both have all fields in the same order.
MANY_FIELDS = 4


def are_fields(keys: Sequence[str], *, records: int = 2) -> bool:
    """Whether labels, in the order of the text, are the fields of records: Name, Size, Price.

    With few fields there must be more than `records` records: a few persons may speak in turn, too.
    """
    counts = Counter(keys)
    if len(counts) >= MANY_FIELDS and _repeats(keys, len(counts)):
        return True
    if len(counts) < LEAST_FIELDS or len(keys) <= records * len(counts):
        return False
    if sum(count for _, count in counts.most_common(2)) > TWO * len(keys):
        return False
    after: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for above, below in pairwise(keys):
        after[above][below] += 1
    next_of = {key: following.most_common(1)[0][0] for key, following in after.items()}
    in_turn = sum(counts[key] for key, below in next_of.items() if next_of.get(below) == key)
    if in_turn > IN_TURN * len(keys):
        return False
    same = sum(following.most_common(1)[0][1] for following in after.values())
    return same >= PERIODIC * (len(keys) - 1)


def _repeats(keys: Sequence[str], fields: int) -> bool:
    """Whether the same labels come in the same order, at least twice."""
    first = list(keys[:fields])
    if len(keys) < 2 * fields or len(set(first)) < fields:
        return False
    return all(key == first[at % fields] for at, key in enumerate(keys))
