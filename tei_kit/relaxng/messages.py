"""The sentences of validation with RELAX NG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from tei_kit.relaxng.expectation import Expectation, Values
from tei_kit.relaxng.names import XML_NAMESPACE, local_of, namespace_of

_MOST_LISTED = 10
_LONGEST_VALUE = 60
_SIMILARITY = 0.6


def unexpected_element(found: str, expectation: Expectation, parent: str | None) -> str:
    """A child element that may not come there; `parent` is None at the root."""
    home = _home(expectation.names, found)
    return f"expected {_next(expectation, found, parent)}; found {_quoted(found, home)}"


def unexpected_text(expectation: Expectation, parent: str) -> str:
    """Text where there may be none."""
    return f"expected {_next(expectation, '', parent)}; found text"


def incomplete_element(name: str, expectation: Expectation) -> str:
    """An element that ends too early."""
    return f"element {_quoted(name)} is not complete; expected {_next(expectation, '', None)}"


def wrong_value(attribute: str, element: str, value: str, values: Values) -> str:
    """An attribute whose value is not right."""
    where = f"attribute {_quoted(attribute)} of element {_quoted(element)}"
    return f"the value {_shown(value)} of {where} is not right; expected {_values(values, value)}"


def wrong_text(element: str, text: str, values: Values) -> str:
    """An element whose text is not right."""
    expected = _values(values, text)
    return (
        f"the text {_shown(text)} of element {_quoted(element)} is not right; expected {expected}"
    )


def long_text(element: str, limit: int) -> str:
    """An element whose text is too long to be compared with data."""
    return (
        f"the text of element {_quoted(element)} is longer than {limit >> 20} MB, too long to check"
    )


def unknown_attribute(
    attribute: str, element: str, missing: Sequence[Sequence[str]], allowed: Sequence[str]
) -> str:
    """An attribute that may not stand on an element."""
    start = f"attribute {_quoted(attribute, '')} is not allowed on element {_quoted(element)}"
    needed = [name for names in missing for name in names]
    if needed:
        return f"{start}; expected {_alternatives(needed, attribute)}"
    if allowed:
        return f"{start}; it may have {_alternatives(allowed, attribute)}"
    return f"{start}; it may have no other attributes than those given"


def missing_attributes(element: str, missing: Sequence[Sequence[str]]) -> str:
    """An element that lacks attributes."""
    if not missing:
        return f"element {_quoted(element)} lacks an attribute"
    needed = _joined([_alternatives(names, "") for names in missing], "and")
    sort = "attribute" if len(missing) == 1 and len(missing[0]) == 1 else "attributes"
    return f"element {_quoted(element)} lacks the {sort} {needed}"


def repeated_id(name: str, line: int) -> str:
    """An identifier that another element has."""
    return f"the identifier {_shown(name)} is used before, in line {line}"


def unknown_id(name: str) -> str:
    """A reference to an identifier that no element has."""
    return f"no element has the identifier {_shown(name)}"


def too_many(limit: int) -> str:
    """More mistakes than are listed."""
    return f"there are more than {limit} errors; the file is not read further"


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
    """The options that what was found may be a misspelling of."""
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
    local = f'"{local_of(name)}"'
    namespace = namespace_of(name)
    if home is None or namespace in (home, XML_NAMESPACE):
        return local
    return f"{local} {_in_namespace(namespace)}"


def _in_namespace(namespace: str) -> str:
    return f'(namespace "{namespace}")' if namespace else "(no namespace)"


def _shown(text: str) -> str:
    """A value in quotes, on one line and not too long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_VALUE:
        line = line[: _LONGEST_VALUE - 3] + "..."
    return f'"{line}"'
