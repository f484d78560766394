"""tei_kit: texts of documentary editions to valid TEI P5, and back.

    import tei_kit

    conversion = tei_kit.convert(Path("memorandum.txt"))
    conversion.document     # the turns, lists and notes of the text, as plain dataclasses
    conversion.tree         # its TEI, as an lxml tree
    conversion.diagnostics  # the doubts, with their places
    conversion.to_bytes()   # the file
    conversion.rows()       # who says what, as a table

Each step is a function: `read` makes a `Source`, `tokenize` its tokens, `build` a document of them,
`emit` the TEI. `convert` calls them all, checks the TEI, and gives a `Conversion`. `text_of` gives
the source text of TEI; `validate` compares a document with schemas; `rows` gives a table of TEI or
of diagnostics.

`compare` tells how the text of TEI that anybody made differs from a source, as a `Comparison`;
`graft` puts the mark-up of a tagged copy onto the source's own words, as a `Graft`.

`Metadata` has facts that a text does not state about itself, `Profile` the words that are looked
for in it, `Decisions` (each a `Decision`) the corrections that people made. A `Diagnostic` has a
code, a `Severity`, a place and a sentence.

These modules can be had from here as well: `export` (pages, Markdown, tables), which is also a
function, `report` (what was found in a text), `validation`, and its engines `relaxng`,
`schematron` and `xsd`. `__version__` is the version.

Every error that is raised on purpose is a `TeiKitError`, which carries its diagnostics:

    TeiKitError
      SourceError      the input cannot be read as text
      MetadataError    the metadata, or a date or language that was given, are not right
      ProfileError     a profile cannot be used
      OptionError      an argument has a value that does not exist
      DecisionError    a decision does not fit its text, or cannot be read
      ConversionError  the TEI that was made is not valid, or its text is not the source's
      SchemaError      a schema cannot be used
      GraftError       the mark-up of a copy cannot be put onto the words of a source
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tei_kit._version import __version__

if TYPE_CHECKING:
    from tei_kit import relaxng, report, schematron, validation
    from tei_kit.collation.compare import Comparison, compare
    from tei_kit.collation.graft import Graft, GraftError, graft
    from tei_kit.conversion import Conversion
    from tei_kit.decisions.decision import Decision, DecisionError, Decisions
    from tei_kit.diagnostics import Diagnostic, SchemaError, Severity, TeiKitError
    from tei_kit.document.builder import build
    from tei_kit.export import CallableModule
    from tei_kit.export.tables.table import rows
    from tei_kit.pipeline import ConversionError, convert
    from tei_kit.readers import read
    from tei_kit.settings.metadata import Metadata, MetadataError
    from tei_kit.settings.options import OptionError
    from tei_kit.settings.profile import Profile, ProfileError
    from tei_kit.source.source import Source, SourceError
    from tei_kit.tei.emitter import emit
    from tei_kit.tei.fidelity import text_of
    from tei_kit.tokenizer.section_reader import tokenize
    from tei_kit.validation import xsd
    from tei_kit.validation.engines import validate

    export: CallableModule

__all__ = [
    "Comparison",
    "Conversion",
    "ConversionError",
    "Decision",
    "DecisionError",
    "Decisions",
    "Diagnostic",
    "Graft",
    "GraftError",
    "Metadata",
    "MetadataError",
    "OptionError",
    "Profile",
    "ProfileError",
    "SchemaError",
    "Severity",
    "Source",
    "SourceError",
    "TeiKitError",
    "__version__",
    "build",
    "compare",
    "convert",
    "emit",
    "export",
    "graft",
    "read",
    "relaxng",
    "report",
    "rows",
    "schematron",
    "text_of",
    "tokenize",
    "validate",
    "validation",
    "xsd",
]

# The module of each public name. A module is loaded when a name of it is first used, so that a
# command without XML does not wait for lxml (PEP 562).
_HOMES = {
    "Comparison": "collation.compare",
    "Conversion": "conversion",
    "ConversionError": "pipeline",
    "Decision": "decisions.decision",
    "DecisionError": "decisions.decision",
    "Decisions": "decisions.decision",
    "Diagnostic": "diagnostics",
    "Graft": "collation.graft",
    "GraftError": "collation.graft",
    "Metadata": "settings.metadata",
    "MetadataError": "settings.metadata",
    "OptionError": "settings.options",
    "Profile": "settings.profile",
    "ProfileError": "settings.profile",
    "SchemaError": "diagnostics",
    "Severity": "diagnostics",
    "Source": "source.source",
    "SourceError": "source.source",
    "TeiKitError": "diagnostics",
    "build": "document.builder",
    "compare": "collation.compare",
    "convert": "pipeline",
    "emit": "tei.emitter",
    "graft": "collation.graft",
    "read": "readers",
    "rows": "export.tables.table",
    "text_of": "tei.fidelity",
    "tokenize": "tokenizer.section_reader",
    "validate": "validation.engines",
}
_MODULES = {
    "export": "export",
    "relaxng": "relaxng",
    "report": "report",
    "schematron": "schematron",
    "validation": "validation",
    "xsd": "validation.xsd",
    # names of earlier versions
    "dtd": "validation.dtd",
    "xmlfile": "xml.tree",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"tei_kit.{_HOMES[name]}"), name)
    if name in _MODULES:
        return import_module(f"tei_kit.{_MODULES[name]}")
    raise AttributeError(f"module 'tei_kit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
