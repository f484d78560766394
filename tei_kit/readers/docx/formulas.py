"""Formulas of a DOCX file (OMML) as text that keeps their meaning: `1/2` and not `12`."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_kit.readers.docx.styles import W
from tei_kit.readers.flow import Run

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Raised and lowered parts of an element.
RAISED = {f"{M}sup": "superscript", f"{M}sub": "subscript"}
DEEPEST = 60


def runs(formula: etree._Element, depth: int = 0) -> Iterator[Run]:
    """The text of a formula: fractions with a stroke, exponents raised, roots with their sign."""
    for part in formula:
        if part.tag in (f"{M}t", f"{W}t"):
            yield Run(part.text or "")
        elif depth > DEEPEST:
            yield Run("".join(t.text or "" for t in part.iter(f"{M}t", f"{W}t")))
        elif part.tag == f"{M}f":
            yield from _grouped(part.find(f"{M}num"), depth)
            yield Run("/")
            yield from _grouped(part.find(f"{M}den"), depth)
        elif part.tag == f"{M}rad":
            degree = part.find(f"{M}deg")
            if degree is not None:
                yield from _printed(degree, "superscript", depth)
            yield Run("√")
            yield from _grouped(part.find(f"{M}e"), depth)
        elif part.tag in RAISED:
            yield from _printed(part, RAISED[part.tag], depth)
        elif part.tag == f"{M}d":
            yield from _in_brackets(part, depth)
        elif part.tag == f"{M}nary":
            sign = part.find(f"{M}naryPr/{M}chr")
            yield Run("∫" if sign is None else sign.get(f"{M}val", "∫"))
            yield from runs(part, depth + 1)
        else:
            yield from runs(part, depth + 1)


def _printed(part: etree._Element, rend: str, depth: int) -> Iterator[Run]:
    yield Run("".join(run.text for run in runs(part, depth + 1)), rend)


def _grouped(part: etree._Element | None, depth: int) -> Iterator[Run]:
    """A part of a fraction, in brackets if it is more than one number or word."""
    found = [] if part is None else list(runs(part, depth + 1))
    text = "".join(run.text for run in found).strip()
    is_one = text.isalnum() or len(text) < 2
    yield from found if is_one else [Run("("), *found, Run(")")]


def _in_brackets(part: etree._Element, depth: int) -> Iterator[Run]:
    def sign(name: str, usual: str) -> Run:
        found = part.find(f"{M}dPr/{M}{name}")
        return Run(usual if found is None else found.get(f"{M}val", usual))

    yield sign("begChr", "(")
    for at, inner in enumerate(part.iterchildren(f"{M}e")):
        if at:
            yield sign("sepChr", "|")
        yield from runs(inner, depth + 1)
    yield sign("endChr", ")")
