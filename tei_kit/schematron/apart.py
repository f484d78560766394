"""Runs a schema in a process of its own, which is ended when it takes too long.

It is for schemas whose functions call themselves, or whose expressions go through a document again
and again: they may do so for ever, and a busy processor cannot be stopped from within.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, Severity
from tei_kit.schematron.loops import goes_far
from tei_kit.schematron.model import Definition
from tei_kit.schematron.vocabulary import wrong
from tei_kit.schematron.xpath.scan import calls, without_strings
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import XSL

# The program of that process. It imports this package, and so is named and not imported here.
PROCESS = "tei_kit.schematron.apart_process"
SECONDS = 60
"""The time that the rules of such a schema may take for one document."""


# "function($f) {", "my:f#1", "f:a(?, 1)": a function as a value, which may be given to itself
_FUNCTION_ITEM = re.compile(r"\bfunction\s*\(|[\w-]\#\d|\bfunction-lookup\s*\(|[(,]\s*\?\s*[,)]")


def may_not_end(definition: Definition) -> bool:
    """Whether nobody can say how long the rules of a schema take."""
    if calls_itself(definition) is not None:
        return True
    return any(goes_far(expression) for expression in _expressions(definition))


def calls_itself(definition: Definition) -> str | None:
    """The name of a function of a schema that calls itself, perhaps through others; or None.

    A function that is the value of an expression may be given to itself; then the expression is
    taken for its name.
    """
    called = {
        declaration.get("name", ""): _called_in(declaration)
        for declaration in definition.declarations
        if declaration.tag == f"{XSL}function"
    }
    for name in called:
        seen: set[str] = set()
        waiting = [*called[name]]
        while waiting:
            one = waiting.pop()
            if one == name:
                return name
            if one not in seen:
                seen.add(one)
                waiting += called.get(one, ())
    items = (e for e in _expressions(definition) if _FUNCTION_ITEM.search(without_strings(e)))
    return next(items, None)


def _expressions(definition: Definition) -> Iterator[str]:
    """All expressions of a schema, and the attributes of its declarations and messages."""
    rules = [rule for pattern in definition.patterns for rule in pattern.rules]
    checks = [check for rule in rules for check in rule.checks]
    parts = [part for check in checks for part in check.message]
    lets = [*definition.lets, *(let for rule in rules for let in rule.lets)]
    written = (
        *definition.declarations,
        *(let.content for let in lets),
        *(part.instruction for part in parts),
    )
    yield from (let.expression for let in lets)
    yield from (rule.context for rule in rules)
    yield from (check.test for check in checks)
    yield from (part.expression for part in parts)
    yield from (pattern.documents for pattern in definition.patterns)
    for element in written:
        if element is not None:
            for inner in element.iter(etree.Element):
                yield from map(str, inner.attrib.values())


def _called_in(declaration: etree._Element) -> set[str]:
    values = (
        str(v) for element in declaration.iter(etree.Element) for v in element.attrib.values()
    )
    return {name for value in values for name in calls(value) if ":" in name}


def validate(
    schema: Path, phase: str | None, tree: etree._ElementTree, seconds: int = SECONDS
) -> list[Diagnostic]:
    """The findings of a schema in a document. Raises SchemaError, also when it takes too long."""
    import base64  # hardly any schema needs a process
    import json
    import subprocess
    import sys

    question = {
        "schema": str(schema),
        "phase": phase,
        "name": xmlfile.name_of(tree),
        "document": base64.b64encode(etree.tostring(tree.getroot(), with_tail=False)).decode(),
    }
    command = [sys.executable, "-m", PROCESS]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        reason = (
            f"its rules took more than {seconds} seconds for a document; a function of it calls "
            "itself, or an expression has loops inside loops"
        )
        raise wrong(reason, Place(str(schema))) from None
    except (OSError, ValueError) as error:
        reason = "the process that ran its rules ended early"
        raise wrong(reason, Place(str(schema))) from error
    found = [
        Diagnostic(one["code"], Severity(one["severity"]), one["message"], Place(*one["place"]))
        for one in answer["found"]
    ]
    if answer["failed"]:
        raise SchemaError(*found)
    return found
