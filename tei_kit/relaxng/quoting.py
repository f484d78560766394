"""Names and values in the messages of RELAX NG: in quotes, with their namespaces, in lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from tei_kit.advice import usual
from tei_kit.advice.similar import similar_names
from tei_kit.advice.usual import LIKELIEST, MOST_LISTED
from tei_kit.relaxng.names import local_of, namespace_of
from tei_kit.xml.names import XML_NAMESPACE

_LONGEST_VALUE = 60


def attributes(names: Sequence[str], found: str) -> str:
    """Names of attributes in quotes, the most similar first."""
    by_local = {local_of(name): name for name in names}
    first = similar_names(tuple(by_local), found)
    if len(names) > MOST_LISTED:
        first += usual.attributes_first(by_local)
    return one_of([*by_local], first, lambda name: quoted(by_local[name], ""), MOST_LISTED)


def alternatives(names: Sequence[str], found: str, home: str = "") -> str:
    """Names of elements in quotes, the most similar first; `home` is the namespace that goes
    unsaid."""
    by_local = {local_of(name): name for name in names}
    first = [by_local[local] for local in similar_names(tuple(by_local), local_of(found))]
    if len(names) > MOST_LISTED:
        first += usual_first(names)
    return one_of(names, first, lambda name: quoted(name, home), MOST_LISTED)


def usual_first(names: Sequence[str]) -> list[str]:
    """Names of elements, those that are used most before the others."""
    by_local = {local_of(name): name for name in names}
    return [by_local[local] for local in usual.elements_first(by_local)]


def one_of(
    options: Sequence[str], first: Sequence[str], show: Callable[[str], str], most: int
) -> str:
    """`"p", "ab" or "list"`, not too many."""
    shown = list(dict.fromkeys(show(option) for option in (*first, *options)))
    if len(shown) > most:
        shown = [*shown[:LIKELIEST], f"{len(shown) - LIKELIEST} others"]
    return joined(shown, "or")


def joined(parts: Sequence[str], word: str) -> str:
    """`a, b or c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def home_of(names: Sequence[str], found: str) -> str:
    """The namespace of most names, which need not be said for each."""
    spoken = [namespace for name in names if (namespace := namespace_of(name)) != XML_NAMESPACE]
    return Counter(spoken).most_common(1)[0][0] if spoken else namespace_of(found)


def quoted(name: str, home: str | None = None) -> str:
    """A name in quotes, with its namespace unless that is `home` or `home` is None."""
    if home is None or namespace_of(name) in (home, XML_NAMESPACE):
        return f'"{local_of(name)}"'
    return with_namespace(name)


def with_namespace(name: str) -> str:
    """A name in quotes, with its namespace."""
    return f'"{local_of(name)}" {in_namespace(namespace_of(name))}'


def in_namespace(namespace: str) -> str:
    """`(namespace "http://www.tei-c.org/ns/1.0")`."""
    return f'(namespace "{namespace}")' if namespace else "(no namespace)"


def shown(text: str) -> str:
    """A value in quotes, on one line and not too long."""
    line = " ".join(text.split())
    if len(line) > _LONGEST_VALUE:
        line = line[: _LONGEST_VALUE - 3] + "..."
    return f'"{line}"'
