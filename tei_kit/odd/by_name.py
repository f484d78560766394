"""ODDs that are found by a name or by the address of the schema that the TEI makes of them."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tei_kit import files
from tei_kit.diagnostics import TeiKitError
from tei_kit.odd import kept, user_folders
from tei_kit.odd.source import P5Source, read_p5
from tei_kit.xml.names import TEI_NAMESPACE

TEI_ALL = "tei_all"

# https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng, and as it is in the Vault
_ADDRESS = re.compile(
    r"""https?:// (?: www\. )? tei-c\.org (?: \. uk )? /
        (?: release | Vault/P5/ [^/]+ ) /
        (?: xml/tei/ )? custom/ (?: schema/ (?: relaxng | xsd | dtd ) | odd ) /
        (?P<name> [\w.-]+? ) (?: \.compiled )? \. (?: rng | rnc | xsd | dtd | odd )""",
    re.VERBOSE,
)
_NAME = re.compile(r"[A-Za-z][\w-]*")


def given_p5() -> Path | None:
    """The P5 file that TEI_KIT_P5 names, which stands for every version."""
    named = os.environ.get("TEI_KIT_P5")
    return Path(named) if named else None


def find(name: str, p5: Path | None = None) -> Path | None:
    """The ODD of a name: one that was added, or tei_all where P5 is there; None for others."""
    if not _NAME.fullmatch(name):
        return None
    found = kept.odd(name)
    if found is not None or name != TEI_ALL:
        return found
    return tei_all(p5)


def of_address(address: str, p5: Path | None = None) -> Path | None:
    """The ODD of an address such as TEI files name their schema by; None for others."""
    match = _ADDRESS.fullmatch(address)
    return None if match is None else find(match["name"], p5)


@dataclass(frozen=True, slots=True)
class OfTei:
    """A schema of the TEI that an address names: its ODD, None while it is not there, and the
    address of the ODD to add then.
    """

    odd: Path | None
    to_add: str


def of_tei(address: str) -> OfTei | None:
    """The schema of the TEI that an address names; None for other addresses."""
    match = _ADDRESS.fullmatch(address)
    return None if match is None else OfTei(find(match["name"]), _to_add(match["name"]))


def is_known_address(address: str) -> bool:
    """Whether an address is one of a schema of the TEI."""
    return _ADDRESS.fullmatch(address) is not None


def _to_add(name: str) -> str:
    """The address of the ODD that has to be added before the schema of a name is known."""
    if name == TEI_ALL:
        return kept.ADDRESS.format(version=kept.CURRENT)
    return f"https://www.tei-c.org/Vault/P5/current/xml/tei/custom/odd/{name}.odd"


def tei_all(p5: Path | None = None) -> Path | None:
    """A new ODD with all modules of P5; None where there is no P5."""
    try:
        path = p5 or given_p5() or kept.find(kept.CURRENT)
        status = path.stat()
    except (TeiKitError, OSError):
        return None
    state = f"{path.absolute()}\0{status.st_size}\0{status.st_mtime_ns}"
    mark = hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    target = user_folders.cache() / "odd" / "names" / mark / f"{TEI_ALL}.odd"
    if not target.is_file():
        try:
            text = all_modules(read_p5(path))
            files.make_folder(target.parent)
            files.write(target, text.encode())
        except TeiKitError:
            return None
    return target


def all_modules(source: P5Source) -> str:
    """The text of an ODD that takes every module of a source."""
    modules = source.module_idents()
    lines = "\n".join(f"      <moduleRef key={quoteattr(module)}/>" for module in modules)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{TEI_NAMESPACE}" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>TEI with all modules</title></titleStmt>
      <publicationStmt><p>Written by tei-kit.</p></publicationStmt>
      <sourceDesc><p>It takes all modules of P5 {source.edition}.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text><body>
    <schemaSpec ident="{TEI_ALL}" start="TEI teiCorpus">
{lines}
    </schemaSpec>
  </body></text>
</TEI>
"""
