"""Validation of files: their schemas, the engines of the schemas, and a result for each file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei_kit.validation.engines import Schema, compile_schemas, validate

__all__ = ["Schema", "compile_schemas", "validate"]


def __getattr__(name: str) -> object:
    if name in __all__:  # a conversion needs none of them (PEP 562)
        return getattr(import_module("tei_kit.validation.engines"), name)
    raise AttributeError(f"module 'tei_kit.validation' has no attribute {name!r}")
