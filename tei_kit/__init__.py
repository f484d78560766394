"""tei_kit: texts of documentary editions to valid TEI P5, and back.

    import tei_kit

    conversion = tei_kit.convert(tei_kit.read("memorandum.txt"))
    conversion.document     # what the text holds, as plain dataclasses
    conversion.tree         # its TEI, as an lxml tree
    conversion.diagnostics  # what was unsure, and where
    conversion.to_bytes()   # the file

Each step is usable alone: `read`, `tokenize`, `build`, `emit`, `validate`, `text_of`. The modules
`relaxng`, `schematron`, `xsd`, `validation`, `export` and `report` can be had from here as well.

What goes wrong on purpose is a TeiKitError, which carries its diagnostics:

    TeiKitError
      SourceError      the input cannot be read as text
      MetadataError    the metadata, or a date or language that was given, are not right
      ProfileError     a profile cannot be used
      ConversionError  the TEI that was made is not valid, or its text is not the source's
      SchemaError      a schema cannot be used
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tei_kit._version import __version__

if TYPE_CHECKING:
    from tei_kit import export, relaxng, report, schematron, validation
    from tei_kit.diagnostics import Diagnostic, SchemaError, Severity, TeiKitError
    from tei_kit.document.builder import build
    from tei_kit.pipeline import Conversion, ConversionError, convert
    from tei_kit.readers import read
    from tei_kit.settings.metadata import Metadata, MetadataError
    from tei_kit.settings.profile import Profile, ProfileError
    from tei_kit.source.source import Source, SourceError
    from tei_kit.tei.emitter import emit
    from tei_kit.tei.fidelity import text_of
    from tei_kit.tokenizer.section_reader import tokenize
    from tei_kit.validation import xsd
    from tei_kit.validation.engines import validate

__all__ = [
    "Conversion",
    "ConversionError",
    "Diagnostic",
    "Metadata",
    "MetadataError",
    "Profile",
    "ProfileError",
    "SchemaError",
    "Severity",
    "Source",
    "SourceError",
    "TeiKitError",
    "__version__",
    "build",
    "convert",
    "emit",
    "export",
    "read",
    "relaxng",
    "report",
    "schematron",
    "text_of",
    "tokenize",
    "validate",
    "validation",
    "xsd",
]

# Where each public name lives. They are loaded when they are first used, so that a command that
# needs no XML does not wait for it (PEP 562).
_HOMES = {
    "Conversion": "pipeline",
    "ConversionError": "pipeline",
    "Diagnostic": "diagnostics",
    "Metadata": "settings.metadata",
    "MetadataError": "settings.metadata",
    "Profile": "settings.profile",
    "ProfileError": "settings.profile",
    "SchemaError": "diagnostics",
    "Severity": "diagnostics",
    "Source": "source.source",
    "SourceError": "source.source",
    "TeiKitError": "diagnostics",
    "build": "document.builder",
    "convert": "pipeline",
    "emit": "tei.emitter",
    "read": "readers",
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
