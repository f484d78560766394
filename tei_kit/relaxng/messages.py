"""The messages of RELAX NG: a code for each mistake, and what fills its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tei_kit.advice import habits, usual, wording
from tei_kit.advice.habits import Habit
from tei_kit.advice.similar import similar_names
from tei_kit.advice.usual import LIKELIEST, MOST_LISTED
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.relaxng.expectation import Expectation, Standing, Values
from tei_kit.relaxng.names import expanded, local_of, namespace_of
from tei_kit.relaxng.remedies import Advisor
from tei_kit.xml.names import (
    TEI_NAMESPACE,
    XHTML_NAMESPACE,
    XINCLUDE_NAMESPACE,
    XML_NAMESPACE,
)

_MOST_VALUES = 8
_LONGEST_VALUE = 60
_OF_TEI = ("", TEI_NAMESPACE, XHTML_NAMESPACE)

_ASIDES = ("note", "figure")
"""Elements that may hold nearly everything, and are seldom meant."""
_NUMBERED = frozenset({"cb", "gb", "lb", "milestone", "pb"})
"""Elements of TEI that are empty, and whose number people write inside."""
_OF_THE_PARENT = "take its own xmlns away, so that it is in the namespace of the element around it"

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
    home = _home(expectation.names, found)
    has_namesake = any(local_of(name) == local_of(found) for name in expectation.names)
    element = _with_namespace(found) if has_namesake else _quoted(found, home)
    details: dict[str, object] = {"element": element}
    if parent is not None:
        details["parent"] = _quoted(parent)
    advice = _advice(found, expectation, standing, advisor)
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
        home = _home(expectation.names, "")
        into = f"element {_alternatives(_usual_first(wrappers), '', home)}"
        return _mistake("TK527", "inside", parent=_quoted(parent), wrappers=into)
    expected = _next(expectation, "", parent)
    if local_of(parent) in _NUMBERED and not expectation.names:
        expected = f'{expected}, for it is empty; write its number as n="…"'
    return _mistake("TK527", parent=_quoted(parent), expected=expected)


def incomplete_element(name: str, expectation: Expectation, completing: Sequence[str]) -> Mistake:
    """An element that ends too early; any element of `completing` would complete it."""
    element = _quoted(name)
    home = _home(expectation.names, "")
    if len(completing) == 1:
        return _mistake("TK522", "missing", element=element, missing=_quoted(completing[0], home))
    if completing and not expectation.is_open:
        some = f"element {_alternatives(_usual_first(completing), '', home)}"
        return _mistake("TK522", "some", element=element, expected=some)
    return _mistake("TK522", element=element, expected=_next(expectation, "", None))


def wrong_value(attribute: str, element: str, value: str, values: Values) -> Mistake:
    """An attribute whose value is not right."""
    name = local_of(attribute)
    details = {
        "value": _shown(value),
        "attribute": f'"{name}"',
        "element": _quoted(element),
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
        "TK526", text=_shown(text), element=_quoted(element), expected=_values(values, text)
    )


def long_text(element: str, limit: int) -> Mistake:
    """An element whose text is too long to be compared with data; the limit is in characters."""
    return _mistake("TK531", element=_quoted(element), limit=limit >> 20)


def unknown_attribute(
    attribute: str, element: str, missing: Sequence[Sequence[str]], allowed: Sequence[str]
) -> Mistake:
    """An attribute that is not allowed on an element."""
    details = {"attribute": _quoted(attribute, ""), "element": _quoted(element)}
    needed = [name for names in missing for name in names]
    advice = _advice_on_attribute(attribute, element, (*needed, *allowed))
    if advice:
        return _mistake("TK523", "habit", **details, advice=advice)
    if needed:
        return _mistake("TK523", "instead", **details, allowed=_attributes(needed, attribute))
    if allowed:
        return _mistake("TK523", **details, allowed=_attributes(allowed, attribute))
    return _mistake("TK523", "complete", **details)


def missing_attributes(element: str, missing: Sequence[Sequence[str]]) -> Mistake:
    """An element that lacks attributes."""
    name = _quoted(element)
    if not missing:
        return _mistake("TK524", "unnamed", element=name)
    needed = _joined([_attributes(names, "") for names in missing], "and")
    is_single = len(missing) == 1 and len(missing[0]) == 1
    return _mistake("TK524", None if is_single else "several", element=name, missing=needed)


def repeated_id(name: str, line: int) -> Mistake:
    """An identifier that another element has already."""
    return _mistake("TK528", identifier=_shown(name), line=line)


def unknown_id(name: str) -> Mistake:
    """A reference to an identifier that does not exist."""
    return _mistake("TK529", identifier=_shown(name))


def too_many(limit: int) -> Mistake:
    """The note that more mistakes were found than are listed."""
    return _mistake("TK530", limit=limit)


# Advice


def _advice(found: str, expectation: Expectation, standing: Standing, advisor: Advisor) -> str:
    """The advice on an element that is not allowed; "" when the expected names tell it."""
    return (
        _on_inclusion(found)
        or _on_namespace(found, expectation, advisor)
        or _on_habit(found, expectation, standing, advisor)
        or _BY_STANDING[standing](found, expectation, advisor)
    )


def _on_inclusion(found: str) -> str:
    """The advice on an element that stands for what another file holds."""
    if found != expanded(XINCLUDE_NAMESPACE, "include"):
        return ""
    return "with --xinclude, what it includes is put in first"


def _on_namespace(found: str, expectation: Expectation, advisor: Advisor) -> str:
    """The advice on an element that is right but for its namespace."""
    namesake = next((n for n in expectation.names if local_of(n) == local_of(found)), None)
    if namesake is None or found in expectation.names:
        return ""
    home = namespace_of(namesake)
    if advisor.parent is not None:
        is_own = namespace_of(advisor.parent) == home and expectation.names
        return _OF_THE_PARENT if is_own and home != namespace_of(found) else ""
    if not home:
        return "it has to be in no namespace; take xmlns away"
    return f'{"write" if namespace_of(found) else "add"} xmlns="{home}" in its tag'


def _on_habit(found: str, expectation: Expectation, standing: Standing, advisor: Advisor) -> str:
    """The advice on an element of HTML, of TEI P4, or one that people make up."""
    if namespace_of(found) not in _OF_TEI:
        return ""
    local_names = {*map(local_of, expectation.names)}
    for habit in habits.elements(local_of(found), local_names):
        advice = _of_habit(habit, found, expectation, standing, advisor)
        if advice:
            return advice
    return ""


def _of_habit(
    habit: Habit, found: str, expectation: Expectation, standing: Standing, advisor: Advisor
) -> str:
    meant = expanded(TEI_NAMESPACE, habit.name)
    is_expected = meant in expectation.names
    if not (is_expected or (standing is Standing.NOWHERE and advisor.knows(meant))):
        return ""
    written = habit.written
    if advisor.parent is None and not namespace_of(found):
        written = f'{written.rstrip(">")} xmlns="{TEI_NAMESPACE}">'
    source = f"for <{local_of(found)}> of {habit.of} " if habit.of else ""
    advice = f"{source}write {written}"
    where = "" if is_expected else _where(meant, advisor)
    return f"{advice}, and {where}" if where else advice


def _on_unknown(found: str, expectation: Expectation, _advisor: Advisor) -> str:
    """The advice on an element that the schema does not have: names that are spelt like it."""
    home = _home(expectation.names, found)
    by_local = {local_of(name): name for name in expectation.names}
    similar = similar_names(tuple(by_local), local_of(found))
    if not similar or namespace_of(found) not in (home, "") or local_of(found) in by_local:
        return ""
    names = _joined([_quoted(by_local[local], home) for local in similar], "or")
    return f"perhaps {names} is meant"


def _on_early(found: str, expectation: Expectation, advisor: Advisor) -> str:
    """The advice on an element that comes before others that have to come first."""
    missing = advisor.missing_before(found)
    if not missing:
        return ""
    home = _home(expectation.names, found)
    if len(missing) == 1:
        return f"the required element {_quoted(missing[0], home)} is missing before it"
    return f"element {_alternatives(missing, '', home)} has to come before it"


def _on_late(found: str, expectation: Expectation, advisor: Advisor) -> str:
    """The advice on an element that comes after others that have to come last."""
    if found == advisor.parent and advisor.ancestor(found) is not None:
        return _where(found, advisor)
    if advisor.parent is not None and advisor.stands_before(found):
        told = f"it stands there already, and {_quoted(advisor.parent)} takes one; join the two"
        if not expectation.names:
            return told
        names = _alternatives(expectation.names, found, _home(expectation.names, found))
        return f"{told}, or go on with element {names}"
    if len(expectation.names) <= MOST_LISTED or advisor.parent is None:
        return ""
    wrappers = [
        name for name in _usual_first(advisor.wrappers(found)) if local_of(name) not in _ASIDES
    ][:1]
    own = " of its own" if wrappers and wrappers[0] == advisor.parent else ""
    into = f", or put it into a {_quoted(wrappers[0])}{own}" if wrappers else ""
    return f"move it up, towards the beginning of {_quoted(advisor.parent)}{into}"


def _on_misplaced(found: str, expectation: Expectation, advisor: Advisor) -> str:
    """The advice on an element that may stand in others only."""
    if advisor.parent is None:
        return ""
    is_narrow = 0 < len(expectation.names) <= LIKELIEST and not expectation.takes_text
    if is_narrow and not advisor.wrappers(found) and advisor.ancestor(found) is None:
        return ""  # the names of what may stand here say more
    return _where(found, advisor)


def _where(name: str, advisor: Advisor) -> str:
    """Where an element may stand that may not stand here."""
    parent, ancestor = advisor.parent, advisor.ancestor(name)
    wrappers = _usual_first(advisor.wrappers(name))
    if name == parent and wrappers and not advisor.expected.takes_text:
        return f"put it into {_quoted(wrappers[0])}"  # a list in a list belongs into an item
    if parent is not None and ancestor is not None:
        end = f"end {_quoted(parent)} before it, so that it stands in {_quoted(ancestor)}"
        if 0 < len(wrappers) <= LIKELIEST:
            return f"{end}, or put it into {_alternatives(wrappers, '', namespace_of(name))}"
        return end
    if wrappers:
        return f"put it into {_alternatives(wrappers, '', namespace_of(name))}"
    holders = _usual_first(advisor.holders(name))
    if holders:
        return f"it may stand in {_alternatives(holders, '', namespace_of(name))}"
    return ""


_BY_STANDING: Mapping[Standing, Callable[[str, Expectation, Advisor], str]] = {
    Standing.NOWHERE: _on_unknown,
    Standing.ELSEWHERE: _on_misplaced,
    Standing.LATER: _on_early,
    Standing.EARLIER: _on_late,
}


def _advice_on_attribute(attribute: str, element: str, allowed: Sequence[str]) -> str:
    if namespace_of(element) not in _OF_TEI or namespace_of(attribute):
        return ""
    return wording.on_attribute(attribute, local_of(element), [*map(local_of, allowed)])


# Expected names and values


def _next(expectation: Expectation, found: str, parent: str | None) -> str:
    parts = []
    if expectation.takes_text:
        parts.append("text")
    if expectation.names:
        home = _home(expectation.names, found)
        names = f"element {_alternatives(expectation.names, found, home)}"
        is_elsewhere = found and namespace_of(found) != home
        parts.append(f"{names} {_in_namespace(home)}" if is_elsewhere else names)
    if expectation.is_open:
        parts.append("an element of another name" if expectation.names else "another element")
    if expectation.may_end and parent is not None:
        parts.append(f"the end of {_quoted(parent)}")
    return ", or ".join(parts) if parts else "nothing"


def _values(values: Values, found: str) -> str:
    from tei_kit.advice import values as datatypes  # only a mistake needs it

    parts = []
    texts = [text for text in values.texts if text or not values.types]
    if texts:
        similar = similar_names(texts, found)
        parts.append(_one_of(texts, similar, _shown, _MOST_VALUES))
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


def _attributes(names: Sequence[str], found: str) -> str:
    """Names of attributes in quotes, the most similar first."""
    by_local = {local_of(name): name for name in names}
    first = similar_names(tuple(by_local), found)
    if len(names) > MOST_LISTED:
        first += usual.attributes_first(by_local)
    return _one_of([*by_local], first, lambda name: _quoted(by_local[name], ""), MOST_LISTED)


def _alternatives(names: Sequence[str], found: str, home: str = "") -> str:
    """Names of elements in quotes, the most similar first; `home` is the namespace that goes
    unsaid."""
    by_local = {local_of(name): name for name in names}
    first = [by_local[local] for local in similar_names(tuple(by_local), local_of(found))]
    if len(names) > MOST_LISTED:
        first += _usual_first(names)
    return _one_of(names, first, lambda name: _quoted(name, home), MOST_LISTED)


def _usual_first(names: Sequence[str]) -> list[str]:
    by_local = {local_of(name): name for name in names}
    return [by_local[local] for local in usual.elements_first(by_local)]


def _one_of(
    options: Sequence[str], first: Sequence[str], show: Callable[[str], str], most: int
) -> str:
    """`"p", "ab" or "list"`, not too many."""
    shown = list(dict.fromkeys(show(option) for option in (*first, *options)))
    if len(shown) > most:
        shown = [*shown[:LIKELIEST], f"{len(shown) - LIKELIEST} others"]
    return _joined(shown, "or")


def _joined(parts: Sequence[str], word: str) -> str:
    """`a, b or c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _home(names: Sequence[str], found: str) -> str:
    """The namespace of most names, which need not be said for each."""
    spoken = [namespace for name in names if (namespace := namespace_of(name)) != XML_NAMESPACE]
    return Counter(spoken).most_common(1)[0][0] if spoken else namespace_of(found)


def _quoted(name: str, home: str | None = None) -> str:
    """A name in quotes, with its namespace unless that is `home` or `home` is None."""
    if home is None or namespace_of(name) in (home, XML_NAMESPACE):
        return f'"{local_of(name)}"'
    return _with_namespace(name)


def _with_namespace(name: str) -> str:
    return f'"{local_of(name)}" {_in_namespace(namespace_of(name))}'


def _in_namespace(namespace: str) -> str:
    return f'(namespace "{namespace}")' if namespace else "(no namespace)"


def _shown(text: str) -> str:
    """A value in quotes, on one line and not too long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_VALUE:
        line = line[: _LONGEST_VALUE - 3] + "..."
    return f'"{line}"'
