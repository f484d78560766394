"""Lists: the nesting of items, their numbers, and the labels above lists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from tei_kit.conventions import DEEPEST, marker_number
from tei_kit.layout import blocks
from tei_kit.layout.blocks import Block, Shape
from tei_kit.settings.profile import Profile
from tei_kit.tokenizer import sections

# "1. ", "(2) ", "3) ", "(a) ", "b. ", "(iv) " at the beginning of an item.
COUNTER = re.compile(
    r"""
    \(? (?: (?P<digits>[0-9]{1,3}) | (?P<letter>[a-z]) | (?P<capital>[A-Z]) ) [.)] (?=\s)
    """,
    re.VERBOSE,
)
# "PARTICIPANTS", "Also Present:", "[SUBJECT]".
LABEL_WORDS = re.compile(r"\[?(?P<words>[^\W_][^\n\]:]*?)[\s:.\]]*$")
LABEL_LENGTH = 60
SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to", "with"}
)


# The shapes of blocks in a list: items, and page marks and numbers in the margin between them.
IN_LISTS = frozenset({Shape.ITEM, Shape.PAGE, Shape.FORM_WORK})


def end_of(body: Sequence[Block], at: int, text: str) -> int:
    """The index after the last block of the list that begins at `at`.

    A blank line, other text or another bullet ends a list.
    """
    end = at + 1
    while end < len(body):
        block = body[end]
        gap = text.count("\n", body[end - 1].end, block.start)
        if gap > 1 or block.shape not in IN_LISTS:
            break
        end += 1
    items = [i for i in range(at, end) if body[i].shape is Shape.ITEM]
    other = other_bullet([body[i] for i in items], text)
    end = end if other is None else items[other]
    while body[end - 1].shape is not Shape.ITEM:
        end -= 1
    return end


def depths(items: Sequence[Block]) -> list[int]:
    """The depth of each item of a list, from 0, by its indentation.

    An item is at most one level deeper than the item before it, whatever its indentation, and never
    deeper than `DEEPEST`.
    """
    levels: list[int] = []
    result: list[int] = []
    for item in items:
        while levels and item.indent < levels[-1]:
            levels.pop()
        if not levels or item.indent > levels[-1]:
            levels.append(item.indent)
        result.append(min(len(levels) - 1, DEEPEST))
    return result


def other_bullet(items: Sequence[Block], text: str) -> int | None:
    """The index of the first item whose bullet differs from that of its list; None without one."""
    bullets: list[str] = []
    for i, (item, depth) in enumerate(zip(items, depths(items), strict=True)):
        del bullets[depth + 1 :]
        bullet = blocks.bullet(item, text)
        if len(bullets) == depth:
            bullets.append(bullet)
        elif bullets[depth] != bullet:
            return i
    return None


def counts(items: Sequence[Block], depth: Sequence[int], text: str, profile: Profile) -> list[str]:
    """The number that each item gives itself (`n`); "" for the items of a list that does not count.

    A list counts when its items say First, Second, …, or 1., 2., …, or (a), (b), …, from the
    first item to the last, and there is more than one. An item also counts when the format states
    its marker.
    """
    result = [marker_number(blocks.marker(item)) for item in items]
    for group in _siblings(depth):
        said = [_said(items[i], text, profile) for i in group]
        if len(group) > 1 and said == list(range(1, len(group) + 1)):
            for number, i in enumerate(group, 1):
                result[i] = str(number)
    return result


def _siblings(depth: Sequence[int]) -> list[list[int]]:
    """The indexes of the items of each list: the same depth, with nothing shallower between."""
    open_groups: list[list[int]] = []
    groups: list[list[int]] = []
    for i, level in enumerate(depth):
        del open_groups[level + 1 :]
        if len(open_groups) == level:
            open_groups.append([])
            groups.append(open_groups[-1])
        open_groups[level].append(i)
    return groups


@cache
def _ordinals(profile: Profile) -> Mapping[str, int]:
    return {word.casefold(): n for n, word in enumerate(profile.lists_ordinals, 1)}


def _said(item: Block, text: str, profile: Profile) -> int:
    """The number that an item begins with, 0 for an item without a number."""
    match = COUNTER.match(text, item.body, item.end)
    if match is None:
        first = text[item.body : min(item.end, item.body + 20)].split(maxsplit=1)[:1]
        return _ordinals(profile).get(first[0].rstrip(",.:;").casefold(), 0) if first else 0
    if match["digits"]:
        return int(match["digits"])
    return ord((match["letter"] or match["capital"]).lower()) - ord("a") + 1


@cache
def _labels(profile: Profile) -> Mapping[str, str]:
    return {label.casefold(): kind for label, kind in profile.labels.items()}


def label_kind(block: Block, text: str, profile: Profile) -> str | None:
    """The @type of a list, from the paragraph right before it.

    "" for a heading that the profile does not know, None for a paragraph that is not a heading. A
    heading is short, on one line, and known, in capitals, or with a capital on each word.
    """
    if block.end - block.start > LABEL_LENGTH:
        return None
    match = LABEL_WORDS.match(text, block.start, block.end)
    if match is None or "\n" in match[0]:
        return None
    words = match["words"]
    kind = _labels(profile).get(words.casefold().rstrip("0123456789"))
    if kind is not None:
        return kind
    if any(c.isdigit() or c == "/" for c in words) or sections.begins_as_heading(words, profile):
        return None
    return "" if words.isupper() or _is_titled(words, match[0]) else None


def _is_titled(words: str, line: str) -> bool:
    ends_sentence = line.rstrip().endswith((".", ",", ";", "?", "!"))
    capitals = all(w[0].isupper() or w in SMALL_WORDS for w in words.split() if w[0].isalpha())
    return capitals and not ends_sentence
