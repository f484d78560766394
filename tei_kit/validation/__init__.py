"""Validation of files: their schemas, the engines of the schemas, and a result for each file."""

from tei_kit.validation.engines import Schema, compile_schemas, validate

__all__ = ["Schema", "compile_schemas", "validate"]
