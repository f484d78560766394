"""The declarations of an ODD in order: its schemaSpec with all that it refers to (Guidelines 22.8).

`read` finds the schemaSpec of a file. `declarations` gives its content; specGrps, and the parts
that specGrpRefs name, are put in place.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tei_kit.diagnostics import TeiKitError
from tei_kit.odd.files import Files, OddFile
from tei_kit.odd.pointers import by_identifier
from tei_kit.odd.problems import Problems
from tei_kit.odd.specs import mode_of
from tei_kit.odd.vocabulary import REFERENCES, SPECS, Mode
from tei_kit.xml.names import TEI

_DECLARATIONS = frozenset({*SPECS, *REFERENCES, f"{TEI}moduleRef", f"{TEI}constraintSpec"})
_GROUP = f"{TEI}specGrp"
_GROUP_REFERENCE = f"{TEI}specGrpRef"
_SCHEMA = f"{TEI}schemaSpec"


def schema_element(file: OddFile, problems: Problems, ident: str | None) -> etree._Element:
    """The schemaSpec of a file: the first, or that with the ident. Raises OddError (TK901)."""
    found = [*file.root.iter(_SCHEMA)]
    if ident is not None:
        found = [element for element in found if element.get("ident") == ident]
    if not found:
        which = "no schemaSpec" if ident is None else f"no schemaSpec with the ident '{ident}'"
        problems.at(file.root, "TK901", reason=f"there is {which} in it")
        raise problems.error()
    return found[0]


def declarations(
    schema: etree._Element, files: Files, problems: Problems
) -> Iterator[etree._Element]:
    """The references and specifications of a schemaSpec, in order; mistakes are noted.

    Changes that stand beside the schemaSpec, in no specGrp, are part of it: the TEI Stylesheets
    take them so, and projects rely on it. They are told.
    """
    yield from _inside(schema, files, problems, ())
    beside = [*_beside(schema.getroottree().getroot())]
    if beside:
        problems.at(beside[0], "TK926", count=len(beside))
    yield from beside


def _beside(root: etree._Element) -> Iterator[etree._Element]:
    """The specifications in a mode of change that stand in no schemaSpec and no specGrp."""
    for element in root.iter(*SPECS):
        if mode_of(element) in (None, Mode.ADD):
            continue
        if next(element.iterancestors(_SCHEMA, _GROUP), None) is None:
            yield element


def _inside(
    holder: etree._Element, files: Files, problems: Problems, chain: tuple[etree._Element, ...]
) -> Iterator[etree._Element]:
    for child in holder.iterchildren(etree.Element):
        if child.tag in _DECLARATIONS:
            yield child
        elif child.tag == _GROUP:
            yield from _inside(child, files, problems, chain)
        elif child.tag == _GROUP_REFERENCE:
            group = _target(child, files, problems)
            if group is None:
                continue
            if group in chain or group is holder:
                problems.at(child, "TK909", reason="the specGrp refers to itself")
                continue
            yield from _inside(group, files, problems, (*chain, group))


def _target(reference: etree._Element, files: Files, problems: Problems) -> etree._Element | None:
    """The specGrp that a specGrpRef names; None, and a problem noted, when there is no such
    specGrp."""
    target = (reference.get("target") or "").strip()
    address, hash_, fragment = target.partition("#")
    root: etree._Element | None = reference.getroottree().getroot()
    if address:
        path = files.beside(reference, address)
        if path is None:
            reason = f"{address} is not on this machine; keep a copy beside the ODD"
            problems.at(reference, "TK909", reason=reason)
            return None
        try:
            root = files.read(path).root
        except TeiKitError as error:
            problems.add(*error.diagnostics)
            problems.at(reference, "TK909", reason=f"{address} cannot be used")
            return None
    elif not hash_:
        problems.at(reference, "TK909", reason="specGrpRef has no @target such as #core")
        return None
    if root is None:
        return None
    found = by_identifier(root, fragment) if fragment else _only_group(root)
    if found is None or found.tag != _GROUP:
        problems.at(reference, "TK922", target=target)
        return None
    return found


def _only_group(root: etree._Element) -> etree._Element | None:
    return root if root.tag == _GROUP else next(root.iter(_GROUP), None)
