"""Runs a schema in a process of its own, which is ended when it takes too long.

For schemas whose functions call themselves: they may do so for ever, and a processor that is busy
cannot be stopped from within.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, Severity, TeiKitError
from tei_kit.schematron.model import Definition
from tei_kit.schematron.vocabulary import wrong
from tei_kit.schematron.xpath.scan import calls
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import XSL

SECONDS = 60
"""How long the rules of such a schema may take for one document."""


def calls_itself(definition: Definition) -> str | None:
    """The name of a function of a schema that calls itself, perhaps through others; or None."""
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
    return None


def _called_in(declaration: etree._Element) -> set[str]:
    values = (
        str(v) for element in declaration.iter(etree.Element) for v in element.attrib.values()
    )
    return {name for value in values for name in calls(value) if ":" in name}


def validate(
    schema: Path, phase: str | None, tree: etree._ElementTree, seconds: int = SECONDS
) -> list[Diagnostic]:
    """What a schema finds in a document. Raises SchemaError, also when it takes too long."""
    question = {
        "schema": str(schema),
        "phase": phase,
        "name": xmlfile.name_of(tree),
        "document": base64.b64encode(etree.tostring(tree.getroot(), with_tail=False)).decode(),
    }
    command = [sys.executable, "-m", __name__]
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
        reason = f"a function of it calls itself, and it took more than {seconds} seconds"
        raise wrong(reason, Place(str(schema))) from None
    except (OSError, ValueError) as error:
        reason = "a function of it calls itself, and the process that ran it ended early"
        raise wrong(reason, Place(str(schema))) from error
    found = [
        Diagnostic(one["code"], Severity(one["severity"]), one["message"], Place(*one["place"]))
        for one in answer["found"]
    ]
    if answer["failed"]:
        raise SchemaError(*found)
    return found


def _answer(question: dict[str, str]) -> dict[str, object]:
    from tei_kit import schematron

    try:
        name, data = question["name"], base64.b64decode(question["document"])
        compiled = schematron.compile(question["schema"], question["phase"] or None, apart=True)
        found: Sequence[Diagnostic] = compiled.validate(xmlfile.parse_bytes(data, name))
        failed = False
    except TeiKitError as error:
        found, failed = error.diagnostics, True
    told = [
        {
            "code": one.code,
            "severity": one.severity.value,
            "message": one.message,
            "place": [one.place.file, one.place.line, one.place.column],
        }
        for one in found
    ]
    return {"found": told, "failed": failed}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer(json.loads(sys.stdin.buffer.read()))))
