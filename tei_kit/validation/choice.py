"""The choice of schemas that judge a document: those that it names, its own DOCTYPE, TEI's, or
ours."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tei_kit.diagnostics import Diagnostic, Place, Severity, TeiKitError, diagnose
from tei_kit.validation import engines
from tei_kit.validation.inputs import Input
from tei_kit.validation.schema_file import Language, SchemaFile
from tei_kit.xml.names import TEI_NAMESPACE

if TYPE_CHECKING:
    from tei_kit.validation.associations import Associations
    from tei_kit.validation.catalog import Catalog

_ROOTS_OF_TEI: Mapping[str, str] = {
    "TEI": "TEI",
    "teiCorpus": "teiCorpus",
    "TEI.2": "TEI",  # TEI P4
    "teiCorpus.2": "teiCorpus",
}
"""The root elements that are meant as TEI whatever their namespace, and their names in TEI P5."""
_HEADER = 1 << 16
# <application ident="tei_kit" version="1.0">
_OUR_MARK = re.compile(rb"<application \s [^>]* ident = [\"'] tei_kit [\"']", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Named:
    """A schema file, and the place where the document names it; None when the caller chose it."""

    file: SchemaFile
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The schemas for a file."""

    schemas: Sequence[Named]
    problems: Sequence[Diagnostic] = ()
    """The mistakes in the ways the file names its schemas."""
    missing: Sequence[str] = ()
    """The paths of schemas that are not there."""
    note: Diagnostic | None = None
    """The note that is told before findings where nobody named the schemas, and they are ours."""
    own_dtd: bool = False
    """Whether the file declares its elements itself, in its DOCTYPE."""


def choose(document: Input, catalog: Catalog | None) -> Choice:
    """The schemas for a document.

    Raises TeiKitError: TK101 when it cannot be read, TK545 when its root is TEI's in another
    namespace.
    """
    from tei_kit.validation import associations, locating  # given schemas do not need it

    source = document.name if document.data is None else document.data
    said = associations.associations_of(source, document.name)
    problems = [*said.problems]
    every: dict[SchemaFile, Named] = {}
    missing: list[str] = []
    for association in said.schemas:
        found = locating.located(association, catalog)
        if found.file is not None:
            every.setdefault(found.file, Named(found.file, association.place))
        if found.problem is not None:
            problems.append(found.problem)
        if found.missing is not None:
            missing.append(str(found.missing))
    # Beside a DTD in a file of its own, the DOCTYPE declares little more than entities.
    has_dtd = any(each.is_doctype for each in said.schemas)
    own_dtd = said.declares_elements and not has_dtd and not every
    if every or own_dtd or any(problem.severity is Severity.ERROR for problem in problems):
        return Choice([*every.values()], problems, missing, own_dtd=own_dtd)
    return _by_root(document, said, problems)


def _by_root(document: Input, said: Associations, problems: Sequence[Diagnostic]) -> Choice:
    """The schemas for a document that names no schema: those of TEI for TEI; other documents get
    none."""
    if said.namespace == TEI_NAMESPACE and (odd := _all_of_tei(document)) is not None:
        return Choice([Named(SchemaFile(odd, Language.ODD))], problems)
    if said.namespace is None or said.namespace == TEI_NAMESPACE:
        ours = [Named(file) for file in engines.bundled()]
        return Choice(ours, problems, note=diagnose("TK543", Place(document.name)))
    written = _ROOTS_OF_TEI.get(said.root)
    if written is None:
        return Choice([], [*problems, diagnose("TK540", Place(document.name))])
    place = said.place or Place(document.name)
    variant = "p4" if said.root != written else "other" if said.namespace else None
    details = {"root": said.root, "written": written, "namespace": said.namespace}
    raise TeiKitError(*problems, diagnose("TK545", place, variant, **details))


def _all_of_tei(document: Input) -> Path | None:
    """The ODD of all of TEI, for a file that tei_kit did not write; None where P5 is not there."""
    if _is_ours(document):
        return None
    from tei_kit.odd import by_name

    return by_name.find(by_name.TEI_ALL)


def _is_ours(document: Input) -> bool:
    """Whether the header of a file says that tei_kit wrote it."""
    try:
        return _OUR_MARK.search(document.head(_HEADER)) is not None
    except OSError:
        return True
