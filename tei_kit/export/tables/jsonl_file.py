"""The rows of a table as JSON Lines: one object a line, with the names of the columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from lxml import etree

from tei_kit import files
from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.tables.read_tei import read_contents
from tei_kit.export.tables.rows import Row, Table, columns, rows_of

# Characters that JSON writes as they are, and that some readers take for line ends: U+2028, U+2029,
# U+0085.
LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def to_jsonl(rows: Iterable[Row], table: Table) -> bytes:
    """A table as JSON Lines. Lists become arrays, truth values true or false; texts are written as
    they are.
    """
    names = columns(table)
    lines = (
        json.dumps({name: getattr(row, name) for name in names}, ensure_ascii=False) for row in rows
    )
    whole = "".join(f"{LINE_ENDS.sub(_escape, line)}\n" for line in lines)
    return files.as_text(whole).encode("utf-8")


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _export_rows(rows: Sequence[Row], options: ExportOptions) -> bytes:
    return to_jsonl(rows, options.table)


def _export_document(tree: etree._ElementTree, options: ExportOptions) -> bytes:
    return _export_rows(rows_of(read_contents(tree), options.table), options)


EXPORTER = Exporter(".jsonl", _export_document, _export_rows)
