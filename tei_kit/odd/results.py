"""Grammar and rules of ODDs, kept by the digest of all files that went into them.

An entry is a folder in the user's cache, named by the ODD's path and the options. Its manifest
lists every file that went in with its digest; as long as these are the same, nothing is compiled.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_kit import files
from tei_kit._version import __version__
from tei_kit.diagnostics import Diagnostic, Place, Severity, TeiKitError
from tei_kit.odd import user_folders
from tei_kit.odd.vocabulary import Kind

_FORM = "2"
_MANIFEST = "manifest.json"
GRAMMAR = "schema.rng"
PLAIN = "plain.rng"
RULES = "rules.sch"


@dataclass(frozen=True, slots=True)
class Results:
    """A compiled ODD: the files of the grammar and the rules, and the mistakes that were found."""

    grammar: Path
    plain: Path
    """The grammar without the descriptions, which validation does not use."""
    rules: Path | None
    diagnostics: Sequence[Diagnostic]
    glosses: Mapping[str, str]
    """A sentence on each element."""
    inputs: Sequence[str] = ()
    """The files that went in."""


def results(
    odd: Path, p5: Path | None = None, ident: str | None = None, language: str | None = None
) -> Results:
    """The grammar and the rules of an ODD, compiled only when something has changed.

    When nothing can be kept (a cache that cannot be written), they are made in a folder of this
    process. Raises OddError.
    """
    folder = user_folders.cache() / "odd" / _key(odd, p5, ident, language)
    found = _kept(folder)
    return found if found is not None else _made(folder, odd, p5, ident, language)


def _key(*parts: object) -> str:
    own = os.environ.get("TEI_KIT_P5", ""), os.environ.get("TEI_KIT_DATA", "")
    resolved = [str(Path(p).absolute()) if isinstance(p, Path) else str(p) for p in parts]
    text = "\0".join([__version__, _FORM, _code(), *resolved, *own])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _code() -> str:
    """The time of the last change of the compiler itself, for those who change it."""
    newest = max(path.stat().st_mtime_ns for path in Path(__file__).parent.glob("*.py"))
    return str(newest)


def digest(path: str | Path) -> str:
    """The digest of a file; empty when it cannot be read."""
    try:
        return _digest(Path(path).read_bytes())
    except (OSError, ValueError):
        return ""


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _kept(folder: Path) -> Results | None:
    try:
        manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
        inputs, found = manifest["inputs"], manifest["diagnostics"]
        if any(digest(path) != was for path, was in inputs):
            return None
        rules = folder / RULES if manifest["has_rules"] else None
        grammar, plain = folder / GRAMMAR, folder / PLAIN
        if any(digest(folder / name) != was for name, was in manifest["files"].items()):
            return None
        diagnostics = [
            Diagnostic(code, Severity(severity), message, Place(file, line, column))
            for code, severity, message, file, line, column in found
        ]
        names = [str(path) for path, _ in inputs]
        return Results(grammar, plain, rules, diagnostics, manifest["glosses"], names)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _made(
    folder: Path, odd: Path, p5: Path | None, ident: str | None, language: str | None
) -> Results:
    from tei_kit.odd import rules as writing
    from tei_kit.odd.compiler import Options, compile  # noqa: A004
    from tei_kit.odd.wording import Wording

    compiled = compile(odd, Options(p5, ident, language))
    inputs = [[path, digest(path)] for path in compiled.schema.inputs]
    rules = compiled.to_sch()
    entry = {
        GRAMMAR: compiled.to_rng().encode(),
        PLAIN: compiled.to_plain_rng().encode(),
        RULES: rules,
    }
    wording = Wording(compiled.language)
    glosses = {
        spec.name: wording.sentence(spec.description)
        for spec in [*compiled.schema.elsewhere(), *compiled.schema.specs.values()]
        if spec.kind is Kind.ELEMENT
    }
    manifest = {
        "inputs": inputs,
        "files": {name: _digest(data) for name, data in entry.items()},
        "has_rules": writing.has_rules(rules),
        "diagnostics": [
            [d.code, str(d.severity), d.message, d.place.file, d.place.line, d.place.column]
            for d in compiled.diagnostics
        ],
        "glosses": glosses,
    }
    try:
        _write(folder, entry, manifest)
    except TeiKitError:
        import atexit
        import shutil
        import tempfile

        folder = Path(tempfile.mkdtemp(prefix="tei-kit-odd-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        _write(folder, entry, manifest)
    has_rules = folder / RULES if manifest["has_rules"] else None
    return Results(
        folder / GRAMMAR,
        folder / PLAIN,
        has_rules,
        compiled.diagnostics,
        glosses,
        compiled.schema.inputs,
    )


def _write(folder: Path, entry: Mapping[str, bytes], manifest: Mapping[str, object]) -> None:
    files.make_folder(folder)
    for name, data in entry.items():
        files.write(folder / name, data)
    files.write(folder / _MANIFEST, json.dumps(manifest, ensure_ascii=False).encode())
