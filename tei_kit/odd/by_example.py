"""ODD by example: the smallest customization that the TEI files of a folder need.

It takes the elements that occur, drops the attributes that occur on none of them, and brings in the
classes of attributes that are used and belong to other modules. With `values` the values of @type
and @rend of each element become closed lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.odd import kept
from tei_kit.odd.by_name import given_p5
from tei_kit.odd.model import Attribute, Spec
from tei_kit.odd.source import P5Source, read_p5
from tei_kit.odd.vocabulary import Kind
from tei_kit.relaxng.names import SEPARATOR, local_of, namespace_of
from tei_kit.xml.events import EventParser
from tei_kit.xml.names import TEI, TEI_NAMESPACE

LISTED = ("type", "rend")
"""The attributes whose values are listed."""
MOST_VALUES = 200

_ALWAYS = ("tei",)


@dataclass(frozen=True, slots=True)
class ByExample:
    """The text of an ODD, and the elements and attributes of the files that P5 does not have."""

    text: str
    diagnostics: Sequence[Diagnostic]


@dataclass(slots=True)
class _Use:
    """The occurrences of an element, its attributes, and the values that some of these have."""

    attributes: set[str] = field(default_factory=set)
    values: dict[str, dict[str, None]] = field(default_factory=dict)
    first: Place | None = None


def write(folder: Path, p5: Path | None = None, *, values: bool = False) -> ByExample:
    """The ODD that the files called *.xml of a folder need, or of one file.

    Raises TeiKitError: TK515 when there is no such file, TK902 when there is no P5, and the code of
    a file that cannot be read.
    """
    source = read_p5(p5 or given_p5() or kept.find(kept.CURRENT))
    uses: dict[str, _Use] = {}
    roots: dict[str, None] = {}
    others = frozenset(
        f"{element.get('ns')}{SEPARATOR}{element.get('ident')}"
        for element in source.root.iter(f"{TEI}elementSpec")
        if element.get("ns") is not None
    )
    for path in _paths(folder):
        _read(path, uses, roots, others)
    problems: list[Diagnostic] = []
    specs: dict[str, Spec] = {}
    for name, use in uses.items():
        spec = source.spec(name)
        if spec is None or spec.kind is not Kind.ELEMENT:
            assert use.first is not None
            problems.append(diagnose("TK925", use.first, what=f"element <{name}>"))
        else:
            specs[name] = spec
    writer = _Writer(source, specs, uses, values)
    return ByExample(writer.text(list(roots), folder), [*problems, *writer.problems])


def _paths(folder: Path) -> list[str]:
    if folder.is_file():
        return [str(folder)]
    from tei_kit.files import xml_files

    return xml_files(folder)


def _read(path: str, uses: dict[str, _Use], roots: dict[str, None], others: frozenset[str]) -> None:
    """Note the elements of TEI in a file, their attributes and values.

    `others` are the elements of TEI that are in another namespace, as egXML is.
    """
    events = EventParser(path)
    depth = 0

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if namespace_of(tag) != TEI_NAMESPACE and tag not in others:
            return
        name = local_of(tag)
        if depth == 1:
            roots.setdefault(name)
        use = uses.get(name)
        if use is None:
            parser = events.parser
            place = Place(path, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
            use = uses[name] = _Use(first=place)
        for key, value in attributes.items():
            use.attributes.add(local_of(key))
            if key in LISTED:
                known = use.values.setdefault(key, {})
                if len(known) <= MOST_VALUES:
                    known.setdefault(value)

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    events.parser.StartElementHandler = start
    events.parser.EndElementHandler = end
    events.parse_file(path)


class _Writer:
    def __init__(
        self,
        source: P5Source,
        specs: Mapping[str, Spec],
        uses: Mapping[str, _Use],
        values: bool,
    ) -> None:
        self._source = source
        self._specs = specs
        self._uses = uses
        self._values = values
        self.problems: list[Diagnostic] = []

    def text(self, roots: Sequence[str], folder: Path) -> str:
        modules = self._modules()
        needed = self._used_classes()
        lines = [f'      <moduleRef key="{module}"/>' for module in _ALWAYS]
        lines += [
            f"      <moduleRef key={quoteattr(module)}\n"
            f"                 include={quoteattr(' '.join(names))}/>"
            for module, names in modules.items()
        ]
        brought = {*_ALWAYS, *modules}
        lines += [
            f"      <classRef key={quoteattr(ident)}/>"
            for ident, spec in needed.items()
            if spec.module not in brought
        ]
        lines += self._class_changes(needed, brought)
        for name in sorted(self._specs, key=str.lower):
            lines += self._element_change(self._specs[name])
        start = " ".join(root for root in roots if root in self._specs) or "TEI"
        body = "\n".join(lines)
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{TEI_NAMESPACE}" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>What {escape(folder.resolve().name)} needs of TEI</title></titleStmt>
      <publicationStmt><p>Not published.</p></publicationStmt>
      <sourceDesc><p>Made from the files of the project by tei-kit odd --from.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text><body>
    <p>This customization holds what the files have: their elements, and the attributes that they
      use.</p>
    <schemaSpec ident="{_ident(folder)}" start="{escape(start)}">
{body}
    </schemaSpec>
  </body></text>
</TEI>
"""

    def _modules(self) -> dict[str, list[str]]:
        modules: dict[str, list[str]] = {}
        for name, spec in sorted(self._specs.items(), key=lambda item: item[0].lower()):
            modules.setdefault(spec.module, []).append(name)
        return dict(sorted(modules.items()))

    # ------------------------------------------------------------------ classes

    def _classes(self, spec: Spec, through: tuple[str, ...] = ()) -> Iterator[Spec]:
        """The classes of attributes that a specification belongs to in P5, at any distance."""
        for member in spec.memberships:
            class_ = self._source.spec(member.key)
            if class_ is None or not class_.is_attribute_class or class_.ident in through:
                continue
            yield class_
            yield from self._classes(class_, (*through, class_.ident))

    def _used_classes(self) -> dict[str, Spec]:
        """The classes whose attributes the elements have, and the classes by which they come to
        them."""
        needed: dict[str, Spec] = {}
        for name, spec in self._specs.items():
            used = set(self._uses[name].attributes)
            own = {attribute.ident for attribute in spec.attributes.attributes()}
            found: set[str] = set()
            for class_ in self._classes(spec):
                idents = {attribute.ident for attribute in class_.attributes.attributes()}
                if idents & used:
                    needed[class_.ident] = class_
                    found |= idents & used
            for missing in sorted(used - own - found):
                if missing.startswith("xmlns"):
                    continue
                place = self._uses[name].first
                assert place is not None
                what = f"attribute {missing} of <{name}>"
                self.problems.append(diagnose("TK925", place, what=what))
        return needed

    def _class_changes(self, needed: Mapping[str, Spec], brought: set[str]) -> list[str]:
        """Classes without the attributes that no element uses."""
        all_classes: dict[str, Spec] = {}
        users: dict[str, set[str]] = {}
        for name, spec in self._specs.items():
            for class_ in self._classes(spec):
                all_classes[class_.ident] = class_
                users.setdefault(class_.ident, set()).update(self._uses[name].attributes)
        lines: list[str] = []
        for ident, class_ in sorted(all_classes.items()):
            is_there = ident in needed or class_.module in brought
            if not is_there:
                continue
            unused = [
                attribute.ident
                for attribute in class_.attributes.attributes()
                if attribute.ident not in users[ident]
            ]
            passes_on = any(above.ident in needed for above in self._classes(class_))
            if ident not in needed and not passes_on:
                lines.append(f'      <classSpec ident="{ident}" type="atts" mode="delete"/>')
            elif unused:
                lines.append(f'      <classSpec ident="{ident}" type="atts" mode="change">')
                lines.append("        <attList>")
                lines += [f'          <attDef ident="{name}" mode="delete"/>' for name in unused]
                lines += ["        </attList>", "      </classSpec>"]
        return lines

    # ------------------------------------------------------------------ elements

    def _element_change(self, spec: Spec) -> list[str]:
        """An element without the attributes of its own that it never has, with lists of values."""
        use = self._uses[spec.ident]
        changes: list[str] = []
        for attribute in spec.attributes.attributes():
            is_own = attribute.mode is None or attribute.mode.value == "add"
            if is_own and attribute.ident not in use.attributes and attribute.usage != "req":
                changes.append(f'          <attDef ident="{attribute.ident}" mode="delete"/>')
        if self._values:
            for name, values in sorted(use.values.items()):
                changes += self._list(spec, name, list(values))
        if not changes:
            return []
        return [
            f'      <elementSpec ident="{spec.ident}" mode="change">',
            "        <attList>",
            *changes,
            "        </attList>",
            "      </elementSpec>",
        ]

    def _list(self, spec: Spec, name: str, values: Sequence[str]) -> list[str]:
        attribute = self._attribute(spec, name)
        if attribute is None or len(values) > MOST_VALUES:
            return []
        is_several = (
            attribute.datatype is not None and attribute.datatype.get("maxOccurs", "1") != "1"
        )
        words = [word for value in values for word in value.split()] if is_several else values
        items = [word.strip() for word in dict.fromkeys(words) if word.strip()]
        if not items or any(" " in item for item in items):
            return []
        return [
            f'          <attDef ident="{name}" mode="change">',
            '            <valList type="closed" mode="replace">',
            *(f"              <valItem ident={quoteattr(item)}/>" for item in sorted(items)),
            "            </valList>",
            "          </attDef>",
        ]

    def _attribute(self, spec: Spec, name: str) -> Attribute | None:
        for holder in (spec, *self._classes(spec)):
            for attribute in holder.attributes.attributes():
                if attribute.ident == name and attribute.datatype is not None:
                    return attribute
        return None


def _ident(folder: Path) -> str:
    name = "".join(
        c if (c.isalnum() and c.isascii()) or c in "_-" else "_" for c in folder.resolve().stem
    )
    return name if name[:1].isalpha() else f"schema_{name}"
