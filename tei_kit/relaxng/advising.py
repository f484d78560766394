"""Advice on elements and attributes that are not allowed, for the messages of RELAX NG."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tei_kit.advice import habits, wording
from tei_kit.advice.habits import Habit
from tei_kit.advice.similar import similar_names
from tei_kit.advice.usual import LIKELIEST, MOST_LISTED
from tei_kit.relaxng.expectation import Expectation, Standing
from tei_kit.relaxng.names import expanded, local_of, namespace_of
from tei_kit.relaxng.quoting import alternatives, home_of, joined, quoted, usual_first
from tei_kit.relaxng.remedies import Advisor
from tei_kit.xml.names import TEI_NAMESPACE, XHTML_NAMESPACE, XINCLUDE_NAMESPACE

_OF_TEI = ("", TEI_NAMESPACE, XHTML_NAMESPACE)
_ASIDES = ("note", "figure")
"""Elements that may hold nearly everything, and are seldom meant."""
_OF_THE_PARENT = "take its own xmlns away, so that it is in the namespace of the element around it"


def on_element(found: str, expectation: Expectation, standing: Standing, advisor: Advisor) -> str:
    """The advice on an element that is not allowed; "" when the expected names tell it."""
    return (
        _on_inclusion(found)
        or _on_namespace(found, expectation, advisor)
        or _on_habit(found, expectation, standing, advisor)
        or _BY_STANDING[standing](found, expectation, advisor)
    )


def _on_inclusion(found: str) -> str:
    """The advice on an element that stands for the content of another file."""
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
    home = home_of(expectation.names, found)
    by_local = {local_of(name): name for name in expectation.names}
    similar = similar_names(tuple(by_local), local_of(found))
    if not similar or namespace_of(found) not in (home, "") or local_of(found) in by_local:
        return ""
    names = joined([quoted(by_local[local], home) for local in similar], "or")
    return f"perhaps {names} is meant"


def _on_early(found: str, expectation: Expectation, advisor: Advisor) -> str:
    """The advice on an element that comes before others that have to come first."""
    missing = advisor.missing_before(found)
    if not missing:
        return ""
    home = home_of(expectation.names, found)
    if len(missing) == 1:
        return f"the required element {quoted(missing[0], home)} is missing before it"
    return f"element {alternatives(missing, '', home)} has to come before it"


def _on_late(found: str, expectation: Expectation, advisor: Advisor) -> str:
    """The advice on an element that comes after others that have to come last."""
    if found == advisor.parent and advisor.ancestor(found) is not None:
        return _where(found, advisor)
    if advisor.parent is not None and advisor.stands_before(found):
        told = f"it stands there already, and {quoted(advisor.parent)} takes one; join the two"
        if not expectation.names:
            return told
        names = alternatives(expectation.names, found, home_of(expectation.names, found))
        return f"{told}, or go on with element {names}"
    if len(expectation.names) <= MOST_LISTED or advisor.parent is None:
        return ""
    wrappers = [
        name for name in usual_first(advisor.wrappers(found)) if local_of(name) not in _ASIDES
    ][:1]
    own = " of its own" if wrappers and wrappers[0] == advisor.parent else ""
    into = f", or put it into a {quoted(wrappers[0])}{own}" if wrappers else ""
    return f"move it up, towards the beginning of {quoted(advisor.parent)}{into}"


def _on_misplaced(found: str, expectation: Expectation, advisor: Advisor) -> str:
    """The advice on an element that may stand in others only."""
    if advisor.parent is None:
        return ""
    is_narrow = 0 < len(expectation.names) <= LIKELIEST and not expectation.takes_text
    if is_narrow and not advisor.wrappers(found) and advisor.ancestor(found) is None:
        return ""  # the names of what may stand here say more
    return _where(found, advisor)


def _where(name: str, advisor: Advisor) -> str:
    """The places of an element that may not stand here, in words."""
    parent, ancestor = advisor.parent, advisor.ancestor(name)
    wrappers = usual_first(advisor.wrappers(name))
    if name == parent and wrappers and not advisor.expected.takes_text:
        return f"put it into {quoted(wrappers[0])}"  # a list in a list belongs into an item
    if parent is not None and ancestor is not None:
        end = f"end {quoted(parent)} before it, so that it stands in {quoted(ancestor)}"
        if 0 < len(wrappers) <= LIKELIEST:
            return f"{end}, or put it into {alternatives(wrappers, '', namespace_of(name))}"
        return end
    if wrappers:
        return f"put it into {alternatives(wrappers, '', namespace_of(name))}"
    holders = usual_first(advisor.holders(name))
    if holders:
        return f"it may stand in {alternatives(holders, '', namespace_of(name))}"
    return ""


_BY_STANDING: Mapping[Standing, Callable[[str, Expectation, Advisor], str]] = {
    Standing.NOWHERE: _on_unknown,
    Standing.ELSEWHERE: _on_misplaced,
    Standing.LATER: _on_early,
    Standing.EARLIER: _on_late,
}


def on_attribute(attribute: str, element: str, allowed: Sequence[str]) -> str:
    """The advice on an attribute of an element that does not take it; "" without any."""
    if namespace_of(element) not in _OF_TEI or namespace_of(attribute):
        return ""
    return wording.on_attribute(attribute, local_of(element), [*map(local_of, allowed)])
