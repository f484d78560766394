"""Candidates: the possible labels at the beginning of a block, one for each sign at their ends."""

from __future__ import annotations

import re

from tei_kit.record import replace
from tei_kit.tokenizer.families.speech.heads import head_of
from tei_kit.tokenizer.families.speech.labels import Label, Separator
from tei_kit.tokenizer.families.speech.walk import LATIN, LONGEST, Walk
from tei_kit.tokenizer.families.speech.words import known

SIGNS = "*_=[«"
# "**Vale:**", "_Vale._", "*VALE*:"
MARKED = re.compile(
    r"(?P<sign>[*_=]{1,3})(?P<name>[^\W\d_][^*_=\n]{0,110}?)(?P=sign)(?P<after>\s?[.:—]|\.?--)?(?=\s|\Z)"
)
# "[MAYOR HOLT]", "[Ms. Vale]:", "[The Chair:]". `_is_done` excludes directions ("[Laughter]").
BRACKETED = re.compile(r"\[(?P<name>[^\W\d_][^\[\]\n]{0,60})\][ ]?(?:[:.]|\.?--?|—)?(?=\s)")
# "«Ada» Where is the boat?"
QUOTED = re.compile(r"«[ ]?(?P<name>[^\W\d_][^«»\n]{0,60}?)[ ]?»(?:[.:]|\.?--|—)?(?=[ \t]+\S)")
# "太郎「おや、もう帰るのか」": a name; the rest of its line stands in quotation marks.
BEFORE_QUOTE = re.compile(
    r"(?P<name>[^\W\d_]{1,12})(?:（[^（）\n]{1,20}）)?(?=[「『][^\n]*[」』][ \t]*(?:\n|\Z))"
)
QUOTES = "「『"
# "○安倍晋三君　", "○議長（山田一郎君）　": labels of the Japanese parliament, which end with a
# wide space.
CIRCLES = "○●◯"
CIRCLED = re.compile(
    r"""
    [○●◯][ \u3000]? (?P<name>[^\s（()）○●◯]{1,30}?)
    (?:[（(](?P<person>[^\s（()）]{1,30}?)君?[）)])? (?P<title>君)? (?=\u3000{1,2}\S)
    """,
    re.VERBOSE,
)
SHAPES = {"[": BRACKETED, "«": QUOTED}
PARTY = re.compile(r"[^a-zß-öø-ÿ ]{1,14}")
# "Q.", "A:", "Q"; "Q. 126.", "Q2:" with the number of a question.
QUESTION = re.compile(
    r"""
    (?P<name>[QA])
    (?: \.?[ ]?(?P<n>[0-9]{1,4})[.:)]{1,2}(?=[ ][^\W_]|[ ]["“'‘(¿])
    | (?!\.?\s?[0-9]{1,3}[.:)])(?P<sign>[.:]{0,2}(?=[\s–—-])|[.:](?=\w)) )
    """,
    re.VERBOSE,
)


def read(text: str, start: int, end: int) -> list[Label]:
    """The possible labels at the beginning of `text[start:end]`, one for each sign that may end it.

    Their places are indices into `text`. The list is empty if no label can begin there.
    """
    first = text[start]
    if first in SIGNS:
        return _marked(text, start, end)
    if first in CIRCLES:
        return _circled(text, start, end)
    if not first.isalpha() or first.islower():
        return []
    found: list[Label] = []
    question = QUESTION.match(text, start, end) if first in "QA" else None
    if question:
        name = question["name"]
        words = (name.casefold(),)
        label = Label(start, question.end(), Separator.QUESTION, name, "n", words)
        found.append(replace(label, number=question["n"]) if question["n"] else label)
    if first > LATIN and any(sign in text[start : start + LONGEST] for sign in QUOTES):
        found += _before_quote(text, start, end)
    return found + Walk(text, start, min(end, start + LONGEST), end).labels()


def _marked(text: str, start: int, end: int) -> list[Label]:
    """The label between signs of print, brackets or quotation marks: `**Vale:**`, `[VALE]`."""
    match = SHAPES.get(text[start], MARKED).match(text, start, end)
    if match is None:
        return []
    if text[start] == "«" and text[match.end() : end].lstrip()[:1].islower():
        return []  # "«Yes» said she"
    named = read_words(match["name"].rstrip(":. "))
    if named is None or (text[start] == "[" and _is_done(named)):
        return []
    separator = Separator.BRACKETED if text[start] == "[" else Separator.MARKED
    return [replace(named, start=start, end=match.end(), separator=separator)]


def _before_quote(text: str, start: int, end: int) -> list[Label]:
    """The name before a speech in quotation marks that ends with its line."""
    match = BEFORE_QUOTE.match(text, start, end)
    if match is None:
        return []
    name = match["name"]
    return [Label(*match.span(), Separator.MARKED, name, "n", (name.casefold(),))]


def _circled(text: str, start: int, end: int) -> list[Label]:
    """The label after a circle: a person with a title, or an office and a person in brackets."""
    match = CIRCLED.match(text, start, end)
    if match is None:
        return []
    name, person = match["name"], match["person"]
    if person is None and match["title"] is None:
        return []
    kinds = "tn" if person is None else "fn"
    inside = (person,) if person else ()
    head = f"{name}{match['title'] or ''}"
    said = Separator.MARKED
    has_function = person is not None
    return [
        Label(
            *match.span(), said, head, kinds, (person or name,), (), "", inside, False, has_function
        )
    ]


def _is_done(label: Label) -> bool:
    """Whether a word of a label is a reaction: `[Laughter]`."""
    return any(word.casefold() in known().reactions for word in label.head.split())


def stated(text: str, start: int, end: int) -> Label:
    """The label `text[start:end]` of a text whose format marks it as a label."""
    head = " ".join(text[start:end].split())
    made = head_of(head)
    name = made.name or (() if made.kinds else tuple(head.casefold().split()))
    return Label(start, end, Separator.LINE, head, made.kinds or "n", name, made.titles)


def read_words(words: str) -> Label | None:
    """The label that `words`, without a sign at their end, make; None if they cannot be a label."""
    found = [each for each in read(words + ":", 0, len(words) + 1) if each.separator == "colon"]
    return found[0] if found and found[0].end == len(words) + 1 else None


def person_in_brackets(label: Label) -> Label | None:
    """The name in the brackets after a function, as a label: `The Minister (Mr. Hale)`.

    None if the label itself has a name, or no function, or no name in its brackets.
    """
    if label.name or not label.has_function:
        return None
    for inside in label.brackets:
        if inside[:1].islower() or PARTY.fullmatch(inside) or any(c.isdigit() for c in inside):
            continue
        named = read_words(inside)
        if named and named.name:
            return named
    return None
