"""Finding the source that an ODD's @source names: a version of P5 that is kept, or a file beside
the ODD."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import TeiKitError, diagnose
from tei_kit.files import is_file
from tei_kit.odd import by_name, kept
from tei_kit.odd.files import Files
from tei_kit.odd.model import Schema
from tei_kit.odd.source import OddSource, P5Source, Source, edition_of, read_p5
from tei_kit.xml.names import TEI

# tei:4.9.0, tei:current; https://www.tei-c.org/Vault/P5/4.7.0/xml/tei/odd/p5subset.xml
_PRIVATE = re.compile(r"tei: (?P<version> [\w.-]+ )", re.VERBOSE)
_VAULT = re.compile(r"/P5/ (?P<version> current | \d+ (?: \. \d+ )* \w* )(?= /|$ )", re.VERBOSE)

Resolve = Callable[[Path, Files, tuple[Path, ...]], Schema]


class Sources:
    """Loads sources, each once.

    `p5` is a file that stands for every version of P5 that is asked for (`--p5`, TEI_KIT_P5).
    `resolve` compiles an ODD that is the source of another.
    """

    def __init__(self, p5: Path | None, resolve: Resolve) -> None:
        self._p5 = p5
        self._resolve = resolve
        self._loaded: dict[Path, Source] = {}
        self.used: dict[Path, None] = {}
        """The P5 files that were loaded."""

    def default(self) -> P5Source:
        """P5: the file that was given, or the newest version that is kept. Raises TK902."""
        return self.version("current")

    def version(self, version: str) -> P5Source:
        """A version of P5. Raises TeiKitError (TK902) when it is not kept."""
        return self._load_p5(self._p5 or by_name.given_p5() or kept.find(version))

    def named(self, element: etree._Element, files: Files, chain: tuple[Path, ...]) -> Source:
        """The source that the @source of an element names; P5 when the element has no @source.

        Raises TeiKitError: TK902 at the element when a version is not kept or a file is not there,
        and the mistakes in a file that is there.
        """
        address = (element.get("source") or "").strip()
        place = files.place(element)
        match = _PRIVATE.fullmatch(address)
        if match is None and not by_name.is_known_address(address):
            match = _VAULT.search(address)
        try:
            if not address:
                return self.default()
            if match:
                return self.version(match["version"])
        except TeiKitError as error:
            raise TeiKitError(
                *(
                    diagnose("TK902", place, what=kept.label(match["version"] if match else ""))
                    if d.code == "TK902"
                    else d
                    for d in error.diagnostics
                )
            ) from error
        path = by_name.of_address(address) or files.beside(element, address)
        if path is None or not is_file(path):
            if kept.is_subset(address):
                return self.default()  # P5 of no version in particular, wherever it once was
            raise TeiKitError(diagnose("TK917", place, address=address))
        return self._load_odd(path, files, chain, element)

    def _load_p5(self, path: Path) -> P5Source:
        loaded = self._loaded.get(path)
        if not isinstance(loaded, P5Source):
            loaded = self._loaded[path] = read_p5(path)
            loaded.edition = kept.edition(loaded.edition, path)
        self.used.update(dict.fromkeys(loaded.inputs or [path]))
        return loaded

    def _load_odd(
        self, path: Path, files: Files, chain: tuple[Path, ...], element: etree._Element
    ) -> Source:
        key = path.resolve()
        if key in chain:
            reason = f"{path.name} is its own source"
            raise TeiKitError(diagnose("TK901", files.place(element), reason=reason))
        if key not in self._loaded:
            root = files.read(path).root
            if next(root.iter(f"{TEI}schemaSpec"), None) is None:
                self._loaded[key] = P5Source(root, path.name, edition_of(root))
            else:
                schema = self._resolve(path, files, (*chain, key))
                self._loaded[key] = OddSource(schema, path.name)
        return self._loaded[key]
