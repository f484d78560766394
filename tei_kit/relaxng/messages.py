"""The messages of RELAX NG: a code for each mistake, and what fills its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.relaxng.expectation import Expectation, Standing, Values
from tei_kit.relaxng.names import local_of, namespace_of
from tei_kit.xml.names import XML_NAMESPACE

_MOST_LISTED = 10
_LONGEST_VALUE = 60
_SIMILARITY = 0.6

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
    found: str, expectation: Expectation, parent: str | None, standing: Standing
) -> Mistake:
    """A child element that is not allowed there; `parent` is None at the root."""
    home = _home(expectation.names, found)
    has_namesake = any(local_of(name) == local_of(found) for name in expectation.names)
    element = _with_namespace(found) if has_namesake else _quoted(found, home)
    expected = _next(expectation, found, parent)
    if standing is Standing.NOWHERE:
        return _mistake("TK520", element=element, expected=expected)
    if parent is None:
        return _mistake("TK502", "root", element=element, expected=expected)
    details = {"element": element, "parent": _quoted(parent), "expected": expected}
    if standing is Standing.ELSEWHERE:
        return Mistake("TK502", None, details)
    return Mistake("TK521", _VARIANTS[standing], details)


def unexpected_text(expectation: Expectation, parent: str) -> Mistake:
    """Text where text is not allowed."""
    return _mistake("TK527", parent=_quoted(parent), expected=_next(expectation, "", parent))


def incomplete_element(name: str, expectation: Expectation) -> Mistake:
    """An element that ends too early."""
    return _mistake("TK522", element=_quoted(name), expected=_next(expectation, "", None))


def wrong_value(attribute: str, element: str, value: str, values: Values) -> Mistake:
    """An attribute whose value is not right."""
    return _mistake(
        "TK525",
        value=_shown(value),
        attribute=_quoted(attribute),
        element=_quoted(element),
        expected=_values(values, value),
    )


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
    if needed:
        return _mistake("TK523", "instead", **details, allowed=_alternatives(needed, attribute))
    if allowed:
        return _mistake("TK523", **details, allowed=_alternatives(allowed, attribute))
    return _mistake("TK523", "complete", **details)


def missing_attributes(element: str, missing: Sequence[Sequence[str]]) -> Mistake:
    """An element that lacks attributes."""
    name = _quoted(element)
    if not missing:
        return _mistake("TK524", "unnamed", element=name)
    needed = _joined([_alternatives(names, "") for names in missing], "and")
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
    parts = []
    if values.texts:
        parts.append(_one_of(values.texts, _similar(values.texts, found), _shown))
    if values.types:
        parts.append(f"a value of type {' or '.join(values.types[:_MOST_LISTED])}")
    expected = " or ".join(parts) or "no text"
    return f"{expected} (several are separated by spaces)" if values.is_list else expected


def _alternatives(names: Sequence[str], found: str, home: str = "") -> str:
    """Names in quotes, the most similar first; `home` is the namespace that goes unsaid."""
    by_local = {local_of(name): name for name in names}
    similar = [by_local[local] for local in _similar(tuple(by_local), local_of(found))]
    return _one_of(names, similar, lambda name: _quoted(name, home))


def _one_of(options: Sequence[str], first: Sequence[str], show: Callable[[str], str]) -> str:
    """`"p", "ab" or "list"`, not too many."""
    shown = list(dict.fromkeys(show(option) for option in (*first, *options)))
    if len(shown) > _MOST_LISTED + 1:
        shown = [*shown[:_MOST_LISTED], f"{len(shown) - _MOST_LISTED} others"]
    return _joined(shown, "or")


def _joined(parts: Sequence[str], word: str) -> str:
    """`a, b or c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _similar(options: Sequence[str], found: str) -> list[str]:
    """The options that are spelt like the name that was found."""
    if not found:
        return []
    from difflib import get_close_matches  # only a mistake needs it

    return get_close_matches(found[:_LONGEST_VALUE], options, n=3, cutoff=_SIMILARITY)


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
