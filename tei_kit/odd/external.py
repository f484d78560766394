"""A RELAX NG grammar of another vocabulary, which a moduleRef brings in (Guidelines 22.8).

Its definitions become part of the schema under their names, with the @prefix of the moduleRef in
front. The definitions in the moduleRef's content replace those of the same name; with @combine they
are added to them, or to definitions of the schema itself: so `tei_model.graphicLike` comes to have
`svg` as one more option.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import TeiKitError
from tei_kit.odd.model import ExternalGrammar
from tei_kit.odd.patterns import EMPTY, Choice, Interleave, Pattern, Ref, choice, group
from tei_kit.odd.problems import Problems
from tei_kit.odd.relax import RelaxReader, components
from tei_kit.xml import tree
from tei_kit.xml.names import RNG


@dataclass(frozen=True, slots=True)
class Addition:
    """A definition that is added to another of the same name, wherever that stands."""

    name: str
    pattern: Pattern
    is_choice: bool

    def to(self, known: Pattern) -> Pattern:
        """The other definition together with this one."""
        kind = Choice if self.is_choice else Interleave
        return kind((known, self.pattern))


@dataclass(frozen=True, slots=True)
class External:
    """The declarations that a moduleRef with a URL brings."""

    definitions: Mapping[str, Pattern]
    additions: Sequence[Addition]


def read_external(external: ExternalGrammar, problems: Problems) -> External:
    """The definitions of a grammar, of those it includes, and of the moduleRef itself.

    A grammar that cannot be read is noted among the problems (TK909).
    """
    return _Reader(external, problems).read()


class _Reader:
    def __init__(self, external: ExternalGrammar, problems: Problems) -> None:
        self._external = external
        self._problems = problems
        self._found: dict[str, list[Pattern]] = {}
        self._interleaved: set[str] = set()
        self._seen: set[Path] = set()

    def read(self) -> External:
        self._grammar(self._external.root, Path(self._external.path), frozenset())
        additions: list[Addition] = []
        own = self._external.replacements
        reader = RelaxReader(self._refer_from_content, lambda _element: None, "")
        for element in () if own is None else _defines(own):
            name = self._meant(element.get("name", "").strip())
            combine = element.get("combine")
            if combine is None:
                self._found[name] = [_definition(element, reader)]
                self._interleaved.discard(name)
            else:
                additions.append(Addition(name, _definition(element, reader), combine == "choice"))
        found: dict[str, Pattern] = {}
        for name, parts in self._found.items():
            is_interleaved = len(parts) > 1 and name in self._interleaved
            found[name] = Interleave(tuple(parts)) if is_interleaved else choice(parts)
        return External(found, additions)

    def _grammar(self, root: etree._Element, path: Path, without: frozenset[str]) -> None:
        self._seen.add(path.resolve())
        self._components(root, path, without)

    def _components(self, holder: etree._Element, path: Path, without: frozenset[str]) -> None:
        reader = RelaxReader(self._refer, lambda _element: None, "")
        for element in components(holder):
            name = self._external.prefix + element.get("name", "").strip()
            if element.tag == f"{RNG}define" and name not in without:
                self._found.setdefault(name, []).append(_definition(element, reader))
                if element.get("combine") == "interleave":
                    self._interleaved.add(name)
            elif element.tag == f"{RNG}include":
                self._include(element, path, without)

    def _include(self, element: etree._Element, path: Path, without: frozenset[str]) -> None:
        target = path.parent / element.get("href", "")
        if target.resolve() in self._seen:
            return
        try:
            root = tree.parse(target).getroot()
        except TeiKitError as error:
            reason = f"{element.get('href')} cannot be read ({error.diagnostics[0].message})"
            self._problems.at(self._external.element, "TK909", reason=reason)
            return
        own = {self._external.prefix + each.get("name", "").strip() for each in _defines(element)}
        self._grammar(root, target, without | own)
        self._components(element, path, without)

    def _refer(self, element: etree._Element) -> Pattern:
        return Ref(self._external.prefix + element.get("name", "").strip())

    def _refer_from_content(self, element: etree._Element) -> Pattern:
        return Ref(self._meant(element.get("name", "").strip()))

    def _meant(self, name: str) -> str:
        """The definition that a name in the moduleRef's content stands for.

        It is a name of the whole schema, `svg_svg` or `tei_p`; the prefix may be left out.
        """
        prefixed = self._external.prefix + name
        return prefixed if name not in self._found and prefixed in self._found else name


def _defines(holder: etree._Element) -> list[etree._Element]:
    return [element for element in components(holder) if element.tag == f"{RNG}define"]


def _definition(element: etree._Element, reader: RelaxReader) -> Pattern:
    parts = reader.all(element)
    return group(parts) if parts else EMPTY
