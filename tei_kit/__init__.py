"""tei_kit: plain text of documentary editions to valid TEI P5, and back.

    import tei_kit

    conversion = tei_kit.convert(tei_kit.read("memorandum.txt"))
    conversion.document     # what the text holds, as plain dataclasses
    conversion.tree         # its TEI, as an lxml tree
    conversion.diagnostics  # what was unsure, and where
    conversion.to_bytes()   # the file

Each step is usable alone: `read`, `tokenize`, `build`, `emit`, `validate`, `text_of`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from tei_kit._version import __version__

if TYPE_CHECKING:
    from tei_kit.builder import build
    from tei_kit.diagnostics import Diagnostic, Severity, TeiKitError
    from tei_kit.emitter import emit
    from tei_kit.fidelity import text_of
    from tei_kit.metadata import Metadata
    from tei_kit.pipeline import Conversion, convert
    from tei_kit.readers import read
    from tei_kit.source import Source
    from tei_kit.tokenizer import tokenize
    from tei_kit.validation import validate

__all__ = [
    "Conversion",
    "Diagnostic",
    "Metadata",
    "Severity",
    "Source",
    "TeiKitError",
    "__version__",
    "build",
    "convert",
    "emit",
    "read",
    "text_of",
    "tokenize",
    "validate",
]

# Where each public name lives. They are loaded when they are first used, so that a command that
# needs no XML does not wait for it (PEP 562).
_HOMES = {
    "Conversion": "pipeline",
    "Diagnostic": "diagnostics",
    "Metadata": "metadata",
    "Severity": "diagnostics",
    "Source": "source",
    "TeiKitError": "diagnostics",
    "build": "builder",
    "convert": "pipeline",
    "emit": "emitter",
    "read": "readers",
    "text_of": "fidelity",
    "tokenize": "tokenizer",
    "validate": "validation",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'tei_kit' has no attribute {name!r}")
    return getattr(import_module(f"tei_kit.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
