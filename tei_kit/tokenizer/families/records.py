"""Records: labels that come in one order again and again, as the fields of records do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

# The share of the labels that the label before decides on.
PERIODIC = 0.85
# Two persons speak in turn, and a third but seldom; of the fields of a record there are more.
LEAST_FIELDS = 3
TWO = 0.75  # the share of the labels that two may have


def are_fields(keys: Sequence[str], *, records: int = 2) -> bool:
    """Whether labels, in the order of the text, are the fields of records: Name, Size, Price.

    There must be more than so many `records`: a few persons may speak in turn, too.
    """
    counts = Counter(keys)
    if len(counts) < LEAST_FIELDS or len(keys) <= records * len(counts):
        return False
    if sum(count for _, count in counts.most_common(2)) > TWO * len(keys):
        return False
    after: dict[str, Counter[str]] = {}
    for above, below in pairwise(keys):
        after.setdefault(above, Counter())[below] += 1
    same = sum(following.most_common(1)[0][1] for following in after.values())
    return same >= PERIODIC * (len(keys) - 1)
