"""The process that `apart` starts: it runs a schema on one document, and ends when it is killed.

Standard input has the question as JSON: the path of the schema, its phase, and the document.
Standard output gets the diagnostics as JSON.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Sequence

from tei_kit import schematron
from tei_kit.diagnostics import Diagnostic, TeiKitError
from tei_kit.xml import tree as xmlfile


def _answer(question: dict[str, str]) -> dict[str, object]:
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
