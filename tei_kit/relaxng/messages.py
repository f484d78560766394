"""The messages of RELAX NG: a code for each mistake, and the words that fill its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tei_kit.advice.similar import similar_names
from tei_kit.advice.usual import MOST_LISTED
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.relaxng import advising
from tei_kit.relaxng.expectation import Expectation, Standing, Values
from tei_kit.relaxng.names import local_of, namespace_of
from tei_kit.relaxng.quoting import (
    alternatives,
    attributes,
    home_of,
    in_namespace,
    joined,
    one_of,
    quoted,
    shown,
    usual_first,
    with_namespace,
)
from tei_kit.relaxng.remedies import Advisor

_MOST_VALUES = 8

_NUMBERED = frozenset({"cb", "gb", "lb", "milestone", "pb"})
"""Elements of TEI that are empty, and whose number people write inside."""

_VARIANTS: Mapping[Standing, str] = {Standing.LATER: "early", Standing.EARLIER: "late"}


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake before it has its place: a code, the sentence of the code, and the words that fill
    the sentence.
    """

    code: str
    variant: str | None
    details: Mapping[str, object]

    def at(self, place: Place) -> Diagnostic:
        """The diagnostic of the mistake at a place."""
        return diagnose(self.code, place, self.variant, **self.details)


def _mistake(code: str, variant: str | None = None, **details: object) -> Mistake:
    return Mistake(code, variant, details)


def unexpected_element(
    found: str, expectation: Expectation, standing: Standing, advisor: Advisor
) -> Mistake:
    """A child element that is not allowed where it stands."""
    parent = advisor.parent
    home = home_of(expectation.names, found)
    has_namesake = any(local_of(name) == local_of(found) for name in expectation.names)
    element = with_namespace(found) if has_namesake else quoted(found, home)
    details: dict[str, object] = {"element": element}
    if parent is not None:
        details["parent"] = quoted(parent)
    advice = advising.on_element(found, expectation, standing, advisor)
    if advice:
        details["advice"] = advice
    else:
        details["expected"] = _next(expectation, found, parent)
    if standing is Standing.NOWHERE:
        is_told = len(expectation.names) <= MOST_LISTED
        return Mistake("TK520", "advice" if advice else None if is_told else "unknown", details)
    if parent is None:
        return Mistake("TK502", "root-advice" if advice else "root", details)
    if standing in _VARIANTS:
        variant = _VARIANTS[standing]
        return Mistake("TK521", f"{variant}-advice" if advice else variant, details)
    return Mistake("TK502", "advice" if advice else None, details)


def unexpected_text(expectation: Expectation, parent: str, wrappers: Sequence[str]) -> Mistake:
    """Text where text is not allowed; `wrappers` are the elements here that may hold it."""
    if wrappers:
        home = home_of(expectation.names, "")
        into = f"element {alternatives(usual_first(wrappers), '', home)}"
        return _mistake("TK527", "inside", parent=quoted(parent), wrappers=into)
    expected = _next(expectation, "", parent)
    if local_of(parent) in _NUMBERED and not expectation.names:
        expected = f'{expected}, for it is empty; write its number as n="…"'
    return _mistake("TK527", parent=quoted(parent), expected=expected)


def incomplete_element(name: str, expectation: Expectation, completing: Sequence[str]) -> Mistake:
    """An element that ends too early; any element of `completing` would complete it."""
    element = quoted(name)
    home = home_of(expectation.names, "")
    if len(completing) == 1:
        return _mistake("TK522", "missing", element=element, missing=quoted(completing[0], home))
    if completing and not expectation.is_open:
        some = f"element {alternatives(usual_first(completing), '', home)}"
        return _mistake("TK522", "some", element=element, expected=some)
    return _mistake("TK522", element=element, expected=_next(expectation, "", None))


def wrong_value(attribute: str, element: str, value: str, values: Values) -> Mistake:
    """An attribute whose value is not right."""
    name = local_of(attribute)
    details = {
        "value": shown(value),
        "attribute": f'"{name}"',
        "element": quoted(element),
        "expected": _values(values, value),
    }
    instead = _instead(values, value)
    written = f'{name}="{instead}"' if instead else _in_attributes(name, values, value)
    if written:
        return _mistake("TK525", "instead", **details, instead=written)
    return Mistake("TK525", None, details)


def wrong_text(element: str, text: str, values: Values) -> Mistake:
    """An element whose text is not right."""
    return _mistake(
        "TK526", text=shown(text), element=quoted(element), expected=_values(values, text)
    )


def long_text(element: str, limit: int) -> Mistake:
    """An element whose text is too long to be compared with data; the limit is in characters."""
    return _mistake("TK531", element=quoted(element), limit=limit >> 20)


def unknown_attribute(
    attribute: str, element: str, missing: Sequence[Sequence[str]], allowed: Sequence[str]
) -> Mistake:
    """An attribute that is not allowed on an element."""
    details = {"attribute": quoted(attribute, ""), "element": quoted(element)}
    needed = [name for names in missing for name in names]
    advice = advising.on_attribute(attribute, element, (*needed, *allowed))
    if advice:
        return _mistake("TK523", "habit", **details, advice=advice)
    if needed:
        return _mistake("TK523", "instead", **details, allowed=attributes(needed, attribute))
    if allowed:
        return _mistake("TK523", **details, allowed=attributes(allowed, attribute))
    return _mistake("TK523", "complete", **details)


def missing_attributes(element: str, missing: Sequence[Sequence[str]]) -> Mistake:
    """An element that lacks attributes."""
    name = quoted(element)
    if not missing:
        return _mistake("TK524", "unnamed", element=name)
    needed = joined([attributes(names, "") for names in missing], "and")
    is_single = len(missing) == 1 and len(missing[0]) == 1
    return _mistake("TK524", None if is_single else "several", element=name, missing=needed)


def repeated_id(name: str, line: int) -> Mistake:
    """An identifier that another element has already."""
    return _mistake("TK528", identifier=shown(name), line=line)


def unknown_id(name: str) -> Mistake:
    """A reference to an identifier that does not exist."""
    return _mistake("TK529", identifier=shown(name))


def too_many(limit: int) -> Mistake:
    """The note that more mistakes were found than are listed."""
    return _mistake("TK530", limit=limit)


# Expected names and values


def _next(expectation: Expectation, found: str, parent: str | None) -> str:
    parts = []
    if expectation.takes_text:
        parts.append("text")
    if expectation.names:
        home = home_of(expectation.names, found)
        names = f"element {alternatives(expectation.names, found, home)}"
        is_elsewhere = found and namespace_of(found) != home
        parts.append(f"{names} {in_namespace(home)}" if is_elsewhere else names)
    if expectation.is_open:
        parts.append("an element of another name" if expectation.names else "another element")
    if expectation.may_end and parent is not None:
        parts.append(f"the end of {quoted(parent)}")
    return ", or ".join(parts) if parts else "nothing"


def _values(values: Values, found: str) -> str:
    from tei_kit.advice import values as datatypes  # only a mistake needs it

    parts = []
    texts = [text for text in values.texts if text or not values.types]
    if texts:
        similar = similar_names(texts, found)
        parts.append(one_of(texts, similar, shown, _MOST_VALUES))
    words = datatypes.advice(values.types, found).expected
    if words:
        parts.append(words)
    expected = " or ".join(parts) or "no text"
    return f"{expected} (several are separated by spaces)" if values.is_list else expected


def _instead(values: Values, found: str) -> str:
    """The value that was most likely meant; "" when that is not plain."""
    from tei_kit.advice import values as datatypes  # only a mistake needs it

    if values.is_list:
        return ""
    same = [text for text in values.texts if text.lower() == found.strip().lower()]
    return same[0] if same else datatypes.advice(values.types, found).instead


def _in_attributes(name: str, values: Values, found: str) -> str:
    """Several attributes in place of a date that is not one date: `from="1971" to="1972"`."""
    if name != "when" or "date" not in values.types:
        return ""
    from tei_kit.advice.dates import in_attributes  # only a mistake needs it

    return in_attributes(found)
