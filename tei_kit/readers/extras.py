"""The packages that reading a format needs beside those of every installation."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from tei_kit.diagnostics import Place, diagnose
from tei_kit.source.source import SourceError


def load(module: str, extra: str, what: str, name: str) -> ModuleType:
    """A module of the packages of an extra. Raises SourceError (TK120), which says what to do."""
    try:
        return import_module(module)
    except ImportError as error:
        wanted = f"tei-kit[{extra}]"
        raise SourceError(diagnose("TK120", Place(name), format=what, extra=wanted)) from error
