"""One schema element out of the files that a schema is written in.

Inclusions (sch:include, sch:extends/@href; ISO/IEC 19757-3, 5.4.4 and 5.4.5) are put in place; they
name local files only. Rules that stand in a RELAX NG grammar, as TEI's ODD processors write them,
are taken out of it. Schematron 1.5, which ISO Schematron grew from, is renamed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tei_kit.diagnostics import SchemaError, TeiKitError
from tei_kit.record import record
from tei_kit.schematron.vocabulary import FILE, GATHERED, name_of, wrong
from tei_kit.xml import limits, tree
from tei_kit.xml.addresses import split
from tei_kit.xml.names import RNG, SCH, SCH_1_5, XML_ID, XSL

_BINDING_IN_RELAX_NG = "xslt2"  # TEI's convention: TEI Guidelines, 23.5.2
_BINDING_OF_1_5 = "xslt"

# Elements that may stand by themselves in a grammar, and the element that has to be put around them
# in a schema
_WRAPPED = {"rule": "pattern", "diagnostic": "diagnostics", "property": "properties"}
_AT_TOP = {"ns", "let", "pattern", "phase", "diagnostics", "properties", "include"}
_COMMENTS = {"title", "p"}
_DROPPED_OF_1_5 = {"schema": ("ns", "version"), "pattern": ("name",)}


@record
class _Target:
    """The target of an @href: a file, and perhaps the identifier of an element in it."""

    path: Path
    fragment: str

    def canonical(self) -> _Target:
        """The same target, equal to every other way to write it."""
        return _Target(self.path.resolve(), self.fragment)


def assemble(path: Path | str) -> etree._Element:
    """The schema element of a Schematron file, or of the rules in a RELAX NG grammar.

    Raises SchemaError: TK101, TK501 or TK508 for a file that cannot be read as safe XML, TK505 for
    a file that is not a schema or whose inclusions fail.
    """
    root = _parsed(path)
    if str(root.tag).startswith(RNG):
        schema = _taken_from_grammar(Path(path), root)
    else:
        _rename_1_5(root)
        schema = root
    if schema.tag != f"{SCH}schema":
        raise wrong(
            f"its root is {name_of(root)}, not schema of ISO Schematron ({SCH[1:-1]})", root
        )
    _Includer().resolve(schema, ())
    return schema


def has_rules(path: Path | str) -> bool:
    """Whether a RELAX NG grammar, or a file that it includes, holds Schematron rules.

    Raises SchemaError like `assemble`.
    """
    root = _parsed(path)
    if not str(root.tag).startswith(RNG):
        return False
    wanted = [f"{space}{name}" for space in (SCH, SCH_1_5) for name in ("rule", "include")]
    return any(
        next(grammar.iter(*wanted), None) is not None
        for grammar in _grammars(Path(path), root, set())
    )


def _parsed(path: Path | str) -> etree._Element:
    try:
        root = tree.parse(path).getroot()
    except TeiKitError as error:
        raise SchemaError(*error.diagnostics) from error
    root.set(FILE, str(path))
    return root


def _rename_1_5(root: etree._Element) -> None:
    """Turn the elements of Schematron 1.5 into ISO's; elements that ISO dropped have no effect on
    rules.
    """
    for element in root.iter(f"{SCH_1_5}*"):
        local = str(element.tag).removeprefix(SCH_1_5)
        for attribute in _DROPPED_OF_1_5.get(local, ()):
            element.attrib.pop(attribute, "")
        element.tag = f"{SCH}{local}"


# ------------------------------------------------------------------ rules in RELAX NG


def _taken_from_grammar(path: Path, root: etree._Element) -> etree._Element:
    """A schema of all elements of Schematron in a grammar and its included grammars, in order."""
    schema = etree.Element(f"{SCH}schema", nsmap={"sch": SCH[1:-1]})
    schema.set(FILE, str(path))
    prefixes: dict[str, str] = {}
    binding = ""
    only_1_5 = True
    for grammar in _grammars(path, root, set()):
        only_1_5 &= next(grammar.iter(f"{SCH}*"), None) is None
        _rename_1_5(grammar)
        for element in _outermost(grammar):
            file = _file_of(element)
            if element.tag == f"{SCH}schema":
                binding = element.get("queryBinding", binding)
                parts = [*element.iterchildren(f"{SCH}*", f"{XSL}*")]
            else:
                parts = [element]
            for part in parts:
                if part.tag == f"{SCH}ns" and not _is_new(part, prefixes):
                    continue
                for placed in _placed(part):
                    placed.set(FILE, file)
                    schema.append(placed)
    schema.set("queryBinding", binding or (_BINDING_OF_1_5 if only_1_5 else _BINDING_IN_RELAX_NG))
    return schema


def _grammars(path: Path, root: etree._Element, seen: set[Path]) -> Iterator[etree._Element]:
    """The roots of a grammar and of the grammars that it includes or refers to, each once."""
    seen.add(path.resolve())
    yield root
    for reference in [*root.iter(f"{RNG}include", f"{RNG}externalRef")]:
        target = _target(reference, path)
        if target.path.resolve() not in seen:
            yield from _grammars(target.path, _included(target, reference), seen)


def _outermost(grammar: etree._Element) -> list[etree._Element]:
    """The elements of Schematron and XSLT that stand in no other such element."""
    foreign = (SCH, XSL)
    return [
        element
        for element in grammar.iter(f"{SCH}*", f"{XSL}*")
        if not any(str(above.tag).startswith(foreign) for above in element.iterancestors())
    ]


def _placed(element: etree._Element) -> Iterator[etree._Element]:
    """The element as it stands at the top of a schema; nothing for a title or paragraph."""
    local = str(element.tag).removeprefix(SCH)
    if local in _COMMENTS:
        return
    if local in _AT_TOP or str(element.tag).startswith(XSL):
        yield _copy(element)
    elif local in _WRAPPED:
        holder = etree.Element(f"{SCH}{_WRAPPED[local]}", {GATHERED: "true"})
        holder.append(_copy(element))
        yield holder
    else:
        reason = f"{name_of(element)} by itself in a grammar has no context; put it in a rule"
        raise wrong(reason, element)


def _copy(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _is_new(ns: etree._Element, prefixes: dict[str, str]) -> bool:
    """Note the prefix of an ns; False when it was declared before, an error when otherwise."""
    prefix, uri = ns.get("prefix", ""), ns.get("uri", "")
    if prefix not in prefixes:
        prefixes[prefix] = uri
        return True
    if prefixes[prefix] != uri:
        raise wrong(f"the prefix '{prefix}' stands for {prefixes[prefix]} and for {uri}", ns)
    return False


def _file_of(element: etree._Element) -> str:
    holder = next(
        above for above in (element, *element.iterancestors()) if above.get(FILE) is not None
    )
    return holder.get(FILE, "")


# ------------------------------------------------------------------ inclusions


class _Includer:
    """Puts included elements in place, and counts them: a schema must not grow without end."""

    def __init__(self) -> None:
        self._count = 0

    def resolve(self, root: etree._Element, chain: Sequence[_Target]) -> None:
        """Replace the inclusions below an element by the elements that they name."""
        for element in [*root.iter(f"{SCH}include", f"{SCH}extends")]:
            if element.tag == f"{SCH}include":
                self._put(element, [self._loaded(element, chain)])
            elif element.get("href") is not None:
                loaded = self._loaded(element, chain)
                parent = element.getparent()
                if parent is None or loaded.tag != parent.tag:
                    reason = f"extends/@href names {name_of(loaded)}, which cannot be extended here"
                    raise wrong(reason, element)
                children = [*loaded.iterchildren(tag=etree.Element)]
                for child in children:
                    child.set(FILE, _file_of(loaded))
                self._put(element, children)

    def _put(self, element: etree._Element, replacements: Sequence[etree._Element]) -> None:
        parent = element.getparent()
        assert parent is not None  # the root of a schema is not an inclusion
        for replacement in replacements:
            replacement.tail = None
            element.addprevious(replacement)
        parent.remove(element)

    def _loaded(self, element: etree._Element, chain: Sequence[_Target]) -> etree._Element:
        """The element that an inclusion names, its own inclusions put in place."""
        target = _target(element, Path(_file_of(element)))
        self._count += 1
        if target.canonical() in chain:
            raise wrong(
                f"{name_of(element)}/@href '{element.get('href')}' includes itself", element
            )
        if self._count > limits.MOST_RULE_INCLUSIONS or len(chain) > limits.DEEPEST_RULE_INCLUSION:
            most, deepest = limits.MOST_RULE_INCLUSIONS, limits.DEEPEST_RULE_INCLUSION
            reason = f"more than {most} inclusions, or {deepest} deep"
            raise wrong(reason, element)
        root = _included(target, element)
        _rename_1_5(root)
        found = root if not target.fragment else _by_identifier(root, target.fragment)
        if found is None:
            reason = f"there is no element '{target.fragment}' in {target.path.name}"
            raise wrong(reason, element)
        found.set(FILE, str(target.path))
        holder = etree.Element("holder")
        holder.append(found)
        self.resolve(holder, (*chain, target.canonical()))
        return holder[0]


def _target(element: etree._Element, file: Path) -> _Target:
    """The local file that an inclusion names, relative to the file that it stands in."""
    href = (element.get("href") or "").strip()
    if not href:
        raise wrong(f"{name_of(element)} has no @href", element)
    parts = split(href)
    if parts.scheme not in {"", "file"} or parts.netloc not in {"", "localhost"}:
        reason = f"{_label(element)}/@href '{href}' is not a local file; only those are read"
        raise wrong(reason, element)
    path = unquote(parts.path)
    return _Target(file.parent / path if path else file, parts.fragment)


def _included(target: _Target, element: etree._Element) -> etree._Element:
    try:
        return _parsed(target.path)
    except SchemaError as error:
        if [diagnostic.code for diagnostic in error.diagnostics] != ["TK101"]:
            raise
        reason = f"{_label(element)}/@href '{element.get('href')}' names a file that cannot be read"
        raise wrong(reason, element) from error


def _by_identifier(root: etree._Element, identifier: str) -> etree._Element | None:
    names = ("id", XML_ID)
    for element in root.iter(etree.Element):
        if any(element.get(name) == identifier for name in names):
            return element
    return None


def _label(element: etree._Element) -> str:
    return name_of(element).replace(RNG, "rng:")
