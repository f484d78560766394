"""Validation of files: which schemas, which engine, many files, one result each."""

from tei_kit.validation.engines import Schema, compile_schemas, validate

__all__ = ["Schema", "compile_schemas", "validate"]
