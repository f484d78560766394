"""Records: labels that come in one order again and again, as the fields of records do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

# The share of the labels that the label before decides on.
PERIODIC = 0.85
# Two persons speak in turn; of the fields of a record there are more.
LEAST_FIELDS = 3


def are_fields(keys: Sequence[str]) -> bool:
    """Whether labels, in the order of the text, are the fields of records: Name, Size, Price."""
    if len(set(keys)) < LEAST_FIELDS or len(keys) < 2 * len(set(keys)):
        return False
    after: dict[str, Counter[str]] = {}
    for above, below in pairwise(keys):
        after.setdefault(above, Counter())[below] += 1
    # What stands once is followed by one thing, whatever the text is.
    often = [counts for counts in after.values() if counts.total() > 1]
    same = sum(counts.most_common(1)[0][1] for counts in often)
    return bool(often) and same >= PERIODIC * sum(counts.total() for counts in often)
