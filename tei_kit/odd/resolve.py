"""An ODD -> a Schema: modules and references brought in, specifications changed as it says.

The order is that of Guidelines 22.8 and 22.9: specifications that moduleRefs bring (module tei
first, then core, then the others, since the members of classes follow each other so), those that
elementRef and its like bring, new specifications, and then deletions, replacements and changes in
the order of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import TeiKitError
from tei_kit.odd import merge, read
from tei_kit.odd.files import Files
from tei_kit.odd.inheritance import inherited
from tei_kit.odd.model import Change, ExternalGrammar, Schema, Spec
from tei_kit.odd.problems import Problems
from tei_kit.odd.source import Source
from tei_kit.odd.sources import Sources
from tei_kit.odd.specs import read_spec
from tei_kit.odd.vocabulary import REFERENCES, SPECS, Kind, Mode
from tei_kit.xml.names import RNG, TEI, TEI_NAMESPACE

_FIRST_MODULES = ("tei", "core")
_MODES = frozenset({"", *(mode.value for mode in Mode)})


def resolve(
    path: Path,
    p5: Path | None = None,
    ident: str | None = None,
    sources: Sources | None = None,
) -> Schema:
    """The schema of an ODD file; `ident` names one of several schemaSpecs.

    Mistakes that leave something to compile are in its `problems`. Raises OddError for others: no
    schemaSpec, no P5 to build on, a file that cannot be read.
    """

    def again(path: Path, files: Files, chain: tuple[Path, ...]) -> Schema:
        return _resolve(path, files, sources or loading, None, chain)

    loading = sources or Sources(p5, again)
    return _resolve(path, Files(), loading, ident, (_absolute(path),))


def _absolute(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError):
        return path


def _resolve(
    path: Path, files: Files, sources: Sources, ident: str | None, chain: tuple[Path, ...]
) -> Schema:
    problems = Problems(files)
    try:
        file = files.read(path)
        element = read.schema_element(file, problems, ident)
        builder = _Builder(element, files, sources, problems, chain)
        return builder.schema(file.root)
    except TeiKitError as error:
        problems.add(*error.diagnostics)
        raise problems.error() from error


@dataclass(slots=True)
class _Builder:
    element: etree._Element
    files: Files
    sources: Sources
    problems: Problems
    chain: tuple[Path, ...]
    specs: dict[str, Spec] = field(default_factory=dict)
    modules: dict[str, Spec] = field(default_factory=dict)
    grammars: list[ExternalGrammar] = field(default_factory=list)
    constraints: list[etree._Element] = field(default_factory=list)
    used: dict[int, Source] = field(default_factory=dict)
    deleted: list[Spec] = field(default_factory=list)

    def schema(self, root: etree._Element) -> Schema:
        declared = [*read.declarations(self.element, self.files, self.problems)]
        own = [(element, read_spec(element)) for element in declared if element.tag in SPECS]
        for element in _module_order(declared):
            self._module(element)
        filtered: dict[str, etree._Element] = {}
        for element in declared:
            if element.tag in REFERENCES:
                self._reference(element)
                if element.get("include") or element.get("except"):
                    filtered[element.get("key", "")] = element
            elif element.tag == f"{TEI}constraintSpec":
                self.constraints.append(element)
        self._filter_attributes(filtered)
        # A compiled ODD has all specifications; those that once replaced others stand alone.
        is_compiled = not self.used
        for element, spec in own:
            if is_compiled and spec.mode is Mode.REPLACE:
                spec = replace(spec, mode=None)
            self._new(element, spec)
        for element, spec in own:
            self._change(element, spec)
        known = frozenset(
            {*self.specs, *(ident for source in self.used.values() for ident in source.idents())}
        )
        for element, spec in own:
            self._check(element, spec, known)
        start = self.element.get("start")
        schema = Schema(
            self.element.get("ident", "schema"),
            self.element,
            _title(root, self.element),
            self.specs,
            list(self.modules.values()),
            [],
            self.element.get("ns", TEI_NAMESPACE),
            self.element.get("prefix", ""),
            _split(self.element.get("defaultExceptions")),
            self.grammars,
            self.constraints,
            known,
            [],
            [*self.files.paths, *map(str, self.sources.used)],
            self.files,
            self.deleted,
            self._elsewhere,
            self.element.get("targetLang"),
            next((source.edition for source in self.used.values() if source.edition), ""),
        )
        return _finished(schema, self._start(start), self.problems)

    def _elsewhere(self) -> Iterator[Spec]:
        for source in self.used.values():
            for ident in source.idents():
                spec = None if ident in self.specs else source.spec(ident)
                if spec is not None:
                    yield spec

    # ------------------------------------------------------------------ bringing in

    def _source(self, element: etree._Element) -> Source:
        named = element if element.get("source") else self.element
        source = self.sources.named(named, self.files, self.chain)
        self.used[id(source)] = source
        return source

    def _module(self, element: etree._Element) -> None:
        if element.get("url"):
            self._external(element)
            return
        key = (element.get("key") or "").strip()
        if not key:
            self.problems.at(element, "TK910", reason="moduleRef has neither @key nor @url")
            return
        source = self._source(element)
        members = source.members(key)
        declaration = source.module(key)
        if declaration is not None:
            self.modules[key] = declaration
        if not members and declaration is None:
            self.problems.at(element, "TK904", what=f"module '{key}'", source=source.name, hint="")
            return
        include, exclude = (_split(element.get(name)) for name in ("include", "except"))
        for name, words in (("include", include), ("except", exclude)):
            self._check_names(element, name, words or (), key, source)
        for ident in members:
            spec = source.spec(ident)
            if spec is None:
                continue
            if spec.kind is Kind.ELEMENT and (
                (include is not None and ident not in include)
                or (include is None and exclude is not None and ident in exclude)
            ):
                continue
            self.specs.setdefault(ident, _kept(spec))

    def _check_names(
        self,
        element: etree._Element,
        attribute: str,
        words: Sequence[str],
        module: str,
        source: Source,
    ) -> None:
        for word in words:
            spec = source.spec(word)
            if spec is not None and spec.module == module:
                continue
            hint = ""
            if spec is not None:
                hint = f"; it is in the module {spec.module}"
            elif close := get_close_matches(word, source.members(module), 1):
                hint = f"; is {close[0]} meant?"
            self.problems.at(
                element, "TK903", attribute=attribute, module=module, ident=word, hint=hint
            )

    def _reference(self, element: etree._Element) -> None:
        kind = REFERENCES[str(element.tag)]
        key = (element.get("key") or "").strip()
        if not key:
            if not element.get("name"):
                reason = f"{kind.value.removesuffix('Spec')}Ref has no @key"
                self.problems.at(element, "TK910", reason=reason)
            return
        source = self._source(element)
        spec = source.spec(key)
        if spec is None or spec.kind is not kind:
            hint = _meant(key, source.idents())
            self.problems.at(
                element, "TK904", what=f"{kind.noun} '{key}'", source=source.name, hint=hint
            )
            return
        self.specs.setdefault(key, _kept(spec))

    def _filter_attributes(self, references: Mapping[str, etree._Element]) -> None:
        for key, element in references.items():
            spec = self.specs.get(key)
            if spec is None or not spec.is_attribute_class:
                continue
            idents = {attribute.ident for attribute in spec.attributes.attributes()}
            include, exclude = (_split(element.get(name)) for name in ("include", "except"))
            for word in (*(include or ()), *(exclude or ())):
                if word not in idents:
                    self.problems.at(element, "TK911", ident=word, holder=key)
            keep = idents & {*include} if include is not None else idents - {*(exclude or ())}
            self.specs[key] = merge.with_attributes(spec, frozenset(keep))

    def _external(self, element: etree._Element) -> None:
        url = element.get("url", "")
        path = self.files.beside(element, url)
        if path is None:
            reason = f"{url} is not on this machine; keep a copy beside the ODD"
            self.problems.at(element, "TK909", reason=reason)
            return
        try:
            root = self.files.read(path).root
        except TeiKitError as error:
            self.problems.add(*error.diagnostics)
            self.problems.at(element, "TK909", reason=f"{url} cannot be used")
            return
        if root.tag != f"{RNG}grammar":
            self.problems.at(element, "TK909", reason=f"{url} is no RELAX NG grammar")
            return
        self.grammars.append(
            ExternalGrammar(
                element, root, str(path), element.get("prefix", ""), element.find(f"{TEI}content")
            )
        )

    # ------------------------------------------------------------------ changing

    def _new(self, element: etree._Element, spec: Spec) -> None:
        if element.get("mode", "") not in _MODES:
            reason = f"@mode is add, change, delete or replace, not '{element.get('mode')}'"
            self.problems.at(element, "TK910", reason=reason)
        if not spec.ident:
            self.problems.at(element, "TK910", reason=f"{spec.kind} has no @ident")
            return
        if spec.mode not in (None, Mode.ADD):
            return
        if spec.kind is Kind.MODULE:
            self.modules[spec.ident] = spec
            return
        if spec.ident in self.specs:
            self.problems.at(element, "TK912", what=f"{spec.kind.noun} '{spec.ident}'")
        module = f"derived-module-{self.element.get('ident', 'schema')}"
        self.specs[spec.ident] = merge.added(spec, module)

    def _change(self, element: etree._Element, spec: Spec) -> None:
        if spec.mode in (None, Mode.ADD) or spec.kind is Kind.MODULE or not spec.ident:
            return
        base = self.specs.get(spec.ident)
        if base is None or base.kind is not spec.kind:
            self._without_effect(element, spec)
        elif spec.mode is Mode.DELETE:
            self.deleted.append(self.specs.pop(spec.ident))
        elif spec.mode is Mode.REPLACE:
            self.specs[spec.ident] = merge.replaced(base, spec)
        else:
            self._check_values(spec, base)
            self.specs[spec.ident] = merge.changed(base, spec)

    def _without_effect(self, element: etree._Element, spec: Spec) -> None:
        what = f"{spec.kind.noun} '{spec.ident}'"
        source = self._source(element)
        if source.spec(spec.ident) is not None or spec.mode is Mode.DELETE:
            self.problems.at(element, "TK906", mode=spec.mode, what=what)
        else:
            hint = _meant(spec.ident, source.idents())
            self.problems.at(
                element, "TK905", mode=spec.mode, what=what, source=source.name, hint=hint
            )

    # ------------------------------------------------------------------ checking

    def _check(self, element: etree._Element, spec: Spec, known: frozenset[str]) -> None:
        """Check the references of a specification of this ODD."""
        if spec.mode is Mode.DELETE or spec.kind is Kind.MODULE:
            return
        for member in spec.memberships:
            if member.mode is Mode.DELETE:
                continue
            if member.key in self.specs and self.specs[member.key].kind is Kind.CLASS:
                continue
            if member.key in known:
                self.problems.at(member.element, "TK907", key=member.key)
            else:
                hint = _meant(member.key, known)
                self.problems.at(member.element, "TK908", key=member.key, hint=hint)
        for reference in element.iter(*REFERENCES):
            key = reference.get("key")
            if key is None or key in known:
                continue
            what = f"{REFERENCES[str(reference.tag)].noun} '{key}'"
            hint = _meant(key, known)
            if self.used:
                source = "this ODD nor in its source"
                self.problems.at(reference, "TK904", what=what, source=source, hint=hint)
            else:  # a compiled ODD may name parts that were left out of it
                self.problems.at(reference, "TK924", what=what, hint=hint)
        current = self.specs.get(spec.ident)
        is_changed = spec.mode in (Mode.CHANGE, Mode.REPLACE)
        if is_changed and current is not None and current.kind is Kind.ELEMENT:
            self._check_attributes(spec, current)

    def _check_values(self, spec: Spec, base: Spec) -> None:
        """A list of values that takes the place of another should say so."""
        unsaid = [
            attribute
            for attribute in spec.attributes.attributes()
            if attribute.mode is Mode.CHANGE
            and attribute.values is not None
            and attribute.values.element.get("mode") is None
        ]
        if not unsaid:
            return
        there = {each.ident for each in base.attributes.attributes() if each.values is not None}
        if base.kind is Kind.ELEMENT:
            of_classes = [one.attribute for one in inherited(base, self.specs)]
            there |= {each.ident for each in of_classes if each.values is not None}
        for attribute in unsaid:
            if attribute.ident in there and attribute.values is not None:
                self.problems.at(
                    attribute.values.element, "TK927", ident=attribute.ident, holder=spec.ident
                )

    def _check_attributes(self, spec: Spec, current: Spec) -> None:
        """Attributes that are changed or deleted should be there, by themselves or by a class."""
        if not any(a.mode in (Mode.CHANGE, Mode.DELETE) for a in spec.attributes.attributes()):
            return
        there = {one.attribute.ident for one in inherited(current, self.specs)}
        base: Spec | None = current.base
        while base is not None:
            there |= {attribute.ident for attribute in base.attributes.attributes()}
            base = base.base
        for attribute in spec.attributes.attributes():
            if attribute.mode in (Mode.CHANGE, Mode.DELETE) and attribute.ident not in there:
                self.problems.at(
                    attribute.element, "TK911", ident=attribute.ident, holder=spec.ident
                )

    def _start(self, start: str | None) -> list[str]:
        elements = {s.ident for s in self.specs.values() if s.kind is Kind.ELEMENT}
        if start is None:
            return [ident for ident in ("TEI", "teiCorpus") if ident in elements]
        wanted = start.split()
        for ident in wanted:
            if ident not in self.specs:
                self.problems.at(self.element, "TK913", ident=ident)
        return [ident for ident in wanted if ident in self.specs]


def _finished(schema: Schema, start: list[str], problems: Problems) -> Schema:
    return replace(schema, start=start, problems=problems.found())


def _module_order(declared: Sequence[etree._Element]) -> list[etree._Element]:
    modules = [element for element in declared if element.tag == f"{TEI}moduleRef"]
    first = [m for key in _FIRST_MODULES for m in modules if m.get("key") == key]
    return [*first, *(m for m in modules if m.get("key") not in _FIRST_MODULES)]


def _kept(spec: Spec) -> Spec:
    """A specification as the customization finds it: a source's changes are not the
    customization's."""
    if spec.change is Change.KEPT:
        return spec
    return replace(spec, change=Change.KEPT, base=None)


def _split(words: str | None) -> tuple[str, ...] | None:
    return None if words is None or not words.strip() else tuple(words.split())


def _meant(word: str, names: Iterable[str]) -> str:
    close = get_close_matches(word, [*names], 1)
    return f"; is {close[0]} meant?" if close else ""


def _title(root: etree._Element, schema: etree._Element) -> str:
    title = root.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}titleStmt/{TEI}title")
    text = "" if title is None else " ".join("".join(map(str, title.itertext())).split())
    return text or schema.get("ident", "")
