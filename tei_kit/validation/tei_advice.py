"""Advice on usual mistakes in TEI, at the end of messages of XML Schema and DTDs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tei_kit.advice import habits, wording
from tei_kit.diagnostics import Diagnostic
from tei_kit.xml.names import TEI_NAMESPACE, XHTML_NAMESPACE

_OF_TEI = ("", TEI_NAMESPACE, XHTML_NAMESPACE)


def with_advice(diagnostic: Diagnostic, advice: str) -> Diagnostic:
    """A diagnostic whose sentence says what to do, too; "" changes nothing."""
    if not advice:
        return diagnostic
    return replace(diagnostic, message=f"{diagnostic.message.rstrip('.')}; {advice}.")


def on_element(tag: str, expected: Sequence[str], known: Collection[str]) -> str:
    """The advice on an element, by its name in James Clark's notation.

    `expected` and `known` are local names of elements of TEI; `known` is empty where the schema is
    not one of TEI.
    """
    namespace, _, local = tag.rpartition("}")
    if not known or namespace.lstrip("{") not in _OF_TEI:
        return ""
    return wording.on_element(local, expected, known)


def is_meant(attribute: str, element: str, missing: str) -> bool:
    """Whether people write an attribute for another, which is missing: `src` for `"url"`."""
    habit = habits.attribute(attribute, element)
    return habit is not None and habit.name == missing.strip('"')


def in_tei(name: str) -> str:
    """The name of the element of TEI that people mean by a name; "" when they mean no other."""
    habit = habits.element(name)
    return "" if habit is None else habit.name
