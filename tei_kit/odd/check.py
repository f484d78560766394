"""Whether the grammar that comes out is right by RELAX NG's own rules (specification, chapter 7).

An ODD can say what no grammar may: an attribute twice, data among text, an attribute that is an
identifier in some places only. The engine finds the mistake in the grammar; the message names the
place in the ODD.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from tei_kit import relaxng
from tei_kit.diagnostics import Diagnostic, SchemaError, diagnose
from tei_kit.odd.model import Schema, Spec

# <define name="att.global.attribute.n">
_DEFINE = re.compile(r'\s* <define \s name="(?P<name> [^"]* )">', re.VERBOSE)


def check(schema: Schema, grammar: str) -> list[Diagnostic]:
    """The mistakes of a grammar (TK916), each at the place in the ODD that it comes from."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{schema.ident[:40]}.rng".replace("/", "_").replace("\0", "_")
        path.write_text(grammar, encoding="utf-8", errors="replace")
        try:
            relaxng.compile(path)
        except SchemaError as error:
            return [_diagnostic(schema, grammar, each) for each in error.diagnostics]
    return []


def _diagnostic(schema: Schema, grammar: str, found: Diagnostic) -> Diagnostic:
    name = ""
    for line in reversed(grammar.split("\n")[: found.line]):
        if match := _DEFINE.match(line):
            name = match["name"]
            break
    spec = _spec(schema, name)
    element = schema.element
    if spec is not None and spec.changed_by is not None:
        element = spec.changed_by
    reason = found.message.removeprefix("the schema is not right: ").rstrip(".")
    if name:
        reason = f"{reason} (in the definition of {name})"
    return diagnose("TK916", schema.files.place(element), reason=reason)


def _spec(schema: Schema, name: str) -> Spec | None:
    """The specification of a definition, `att.global` of `att.global.attribute.n`."""
    name = name.removeprefix(schema.prefix)
    while name:
        if name in schema.specs:
            return schema.specs[name]
        name = name.rpartition(".")[0]
    return None
