"""The source that an ODD customizes: the specifications of P5, or those of another ODD."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from lxml import etree

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.odd.files import INCLUDE, Files
from tei_kit.odd.model import Schema, Spec
from tei_kit.odd.specs import read_spec
from tei_kit.odd.vocabulary import SPECS, Kind
from tei_kit.xml import tree
from tei_kit.xml.names import TEI


class Source(Protocol):
    """Specifications by ident, and the modules that they belong to."""

    name: str
    edition: str

    def spec(self, ident: str) -> Spec | None:
        """The specification of an ident; None when the source has no such ident."""

    def members(self, module: str) -> list[str]:
        """The idents of a module's specifications, in order; empty when there is no module."""

    def module(self, ident: str) -> Spec | None:
        """The declaration of a module, where there is one."""

    def idents(self) -> Iterator[str]:
        """All idents, in order."""


class P5Source:
    """The specifications in a p5subset.xml, each read when it is asked for.

    840 specifications are indexed in some milliseconds; to read them all takes a tenth of a second.
    """

    def __init__(
        self, root: etree._Element, name: str, edition: str, inputs: Sequence[Path] = ()
    ) -> None:
        self.name = name
        self.edition = edition
        self.root = root
        self.inputs = inputs
        """The files that it was read from."""
        self._elements: dict[str, etree._Element] = {}
        self._members: dict[str, list[str]] = {}
        self._modules: dict[str, etree._Element] = {}
        self._read: dict[str, Spec] = {}
        for element in root.iter(*SPECS):
            ident = element.get("ident", "")
            if SPECS[str(element.tag)] is Kind.MODULE:
                self._modules.setdefault(ident, element)
            elif ident not in self._elements:
                self._elements[ident] = element
                self._members.setdefault(element.get("module", ""), []).append(ident)

    def spec(self, ident: str) -> Spec | None:
        spec = self._read.get(ident)
        if spec is None and ident in self._elements:
            spec = self._read[ident] = read_spec(self._elements[ident])
        return spec

    def members(self, module: str) -> list[str]:
        return self._members.get(module, [])

    def module(self, ident: str) -> Spec | None:
        return read_spec(self._modules[ident]) if ident in self._modules else None

    def idents(self) -> Iterator[str]:
        return iter(self._elements)

    def module_idents(self) -> list[str]:
        """The modules that are declared, in order."""
        return list(self._modules)


class OddSource:
    """The specifications of an ODD, customized as it says, for another ODD to build on."""

    def __init__(self, schema: Schema, name: str) -> None:
        self.name = name
        self.edition = schema.edition
        self._specs: Mapping[str, Spec] = schema.specs
        self._members: dict[str, list[str]] = {}
        for spec in schema.specs.values():
            self._members.setdefault(spec.module, []).append(spec.ident)
        self._modules = {module.ident: module for module in schema.modules}

    def spec(self, ident: str) -> Spec | None:
        return self._specs.get(ident)

    def members(self, module: str) -> list[str]:
        return self._members.get(module, [])

    def module(self, ident: str) -> Spec | None:
        return self._modules.get(ident)

    def idents(self) -> Iterator[str]:
        return iter(self._specs)


def read_p5(path: Path | str, data: bytes | None = None) -> P5Source:
    """The specifications in a p5subset.xml, or in a source that brings in its modules by XInclude.

    Raises TeiKitError: TK101, TK501 or TK508 when the file cannot be read as safe XML, TK909 for an
    inclusion that does not work out, TK915 when it holds no specification.
    """
    parsed = tree.parse(path) if data is None else tree.parse_bytes(data, str(path))
    root = parsed.getroot()
    inputs = [Path(path)]
    if next(root.iter(*SPECS), None) is None and next(root.iter(INCLUDE), None) is not None:
        files = Files()
        root = files.read(path).root
        inputs = [Path(each) for each in files.paths]
    source = P5Source(root, f"P5 ({Path(path).name})", edition_of(root), inputs)
    if next(source.idents(), None) is None:
        raise TeiKitError(diagnose("TK915", Place(str(path))))
    return source


def edition_of(root: etree._Element) -> str:
    """The edition in the header of a TEI file, on one line; empty without an edition."""
    edition = root.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}editionStmt/{TEI}edition")
    if edition is None:
        return ""
    return " ".join("".join(map(str, edition.itertext(etree.Element))).split())
