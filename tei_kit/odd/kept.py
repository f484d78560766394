"""The versions of P5 and the ODDs that the user has added once; they are found by their names.

They are kept in the user's data folder. P5 stays the XML that it is: libxml2 reads its 4 MB in
40 ms, which no other form that was tried did faster by much.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Place, TeiKitError, diagnose, reason_of
from tei_kit.odd import user_folders
from tei_kit.odd.companions import companions
from tei_kit.odd.source import edition_of, read_p5
from tei_kit.xml import tree
from tei_kit.xml.names import TEI

CURRENT = "current"
ADDRESS = "https://www.tei-c.org/Vault/P5/{version}/xml/tei/odd/p5subset.xml"
LARGEST = 64 << 20
"""At most this many bytes are taken from an address."""

_P5 = "p5"
_ODDS = "odds"
_SUBSET = "p5subset.xml"
_VERSION = re.compile(
    r"\b \d+ \. \d+ (?: \. \d+ )? [a-z]? (?: -? (?:alpha|beta|dev) )? \b", re.VERBOSE
)
# p5subset.xml, ../p5/p5subset-4.9.xml
_SUBSETS = re.compile(r"(?: ^|/ ) p5subset [\w.-]* \.xml $", re.VERBOSE)
_SAFE = re.compile(r"[\w][\w.+-]{0,80}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept, with its name: `tei_lite`, or the version of P5."""

    name: str
    path: Path
    is_p5: bool


def listed() -> list[Kept]:
    """The versions of P5, the newest first, and the ODDs, by name."""
    base = user_folders.data()
    versions = [p.parent for p in base.glob(f"{_P5}/*/{_SUBSET}")]
    versions.sort(key=lambda path: _age(path.name), reverse=True)
    names = sorted(path.name for path in base.glob(f"{_ODDS}/*"))
    return [
        *(Kept(path.name, path / _SUBSET, True) for path in versions),
        *(Kept(name, path, False) for name in names if (path := odd(name)) is not None),
    ]


def _age(version: str) -> tuple[bool, list[int], str]:
    numbers = (
        [int(number) for number in re.findall(r"\d+", version)] if version[:1].isdigit() else []
    )
    return bool(numbers), numbers, version


def find(version: str) -> Path:
    """The file of a version of P5, or of the newest. Raises TeiKitError (TK902)."""
    versions = [each for each in listed() if each.is_p5]
    for each in versions:
        if version in (CURRENT, each.name):
            return each.path
    raise TeiKitError(diagnose("TK902", Place("p5"), what=label(version)))


def label(version: str) -> str:
    """The words for a version that is missing, with the command that adds it."""
    known = version if version and version != CURRENT else ""
    address = ADDRESS.format(version=known or CURRENT)
    return f"P5{' ' + known if known else ''} is not kept here; add it: tei-kit p5 add {address}"


def odd(name: str) -> Path | None:
    """The file of an ODD that was added, by its name; None when no ODD of the name was added."""
    if not _SAFE.fullmatch(name):
        return None
    path = user_folders.data() / _ODDS / name / f"{name}.odd"
    return path if files.is_file(path) else None


def version_of(path: Path) -> str:
    """The version that a kept file is kept as; its file name for any other."""
    return path.parent.name if path.is_relative_to(user_folders.data() / _P5) else path.name


def edition(stated: str, path: Path) -> str:
    """`P5 4.9.0`: the version in the header of a P5 file, or the version that it is kept as."""
    match = _VERSION.search(stated)
    version = match[0] if match else version_of(path)
    return "P5" if version.endswith(".xml") else f"P5 {version}"


def is_subset(address: str) -> bool:
    """Whether an address is that of P5, of no version in particular."""
    return _SUBSETS.search(address) is not None


def add(given: str, version: str | None = None) -> Kept:
    """Keep a p5subset.xml or an ODD, given its path or its address.

    An address is fetched; nothing else in the package ever fetches anything. With an ODD the files
    that it names are kept, which have to be in its folder or below. Raises TeiKitError: TK101 or
    TK918 when it cannot be read, TK501 or TK508 when it is not safe XML, TK915 when it is neither,
    TK601 when it cannot be written.
    """
    is_address = given.startswith(("http://", "https://"))
    data = _fetched(given) if is_address else _read(Path(given))
    root = tree.parse_bytes(data, given).getroot()
    schema = next(root.iter(f"{TEI}schemaSpec"), None)
    if schema is not None:
        name = version or schema.get("ident") or Path(given).stem
        others = {} if is_address else _others(Path(given), _named(name, given))
        shutil.rmtree(user_folders.data() / _ODDS / _named(name, given), ignore_errors=True)
        for path, content in others.items():
            _keep(_ODDS, name, path, content, given)
        return _keep(_ODDS, name, f"{name}.odd", data, given)
    read_p5(given, data)
    name = version or _version(edition_of(root), given) or _digest(data)
    return _keep(_P5, name, _SUBSET, data, given)


def remove(name: str) -> Kept:
    """Forget a version of P5 or an ODD. Raises TeiKitError (TK919) when it is not kept."""
    for each in listed():
        if each.name == name:
            shutil.rmtree(each.path.parent, ignore_errors=True)
            return each
    names = ", ".join(each.name for each in listed()) or "nothing"
    raise TeiKitError(diagnose("TK919", Place(name), name=name, names=names))


def _others(odd: Path, name: str) -> dict[str, bytes]:
    """The files that an ODD names, by their paths from its folder."""
    folder = odd.resolve().parent
    found: dict[str, bytes] = {}
    for path in companions(odd):
        resolved = path.resolve()
        if is_subset(path.name) and not resolved.is_relative_to(folder):
            continue  # P5, which is kept by its version
        relative = resolved.relative_to(folder) if resolved.is_relative_to(folder) else None
        if relative is None or relative.as_posix() == f"{name}.odd":
            where = "is not in its folder or below" if relative is None else "has the same name"
            reason = f"it needs {path}, which {where}; name the ODD by its path instead"
            raise TeiKitError(diagnose("TK918", Place(str(odd)), reason=reason))
        found[relative.as_posix()] = _read(path)
    return found


def _keep(kind: str, name: str, file: str, data: bytes, given: str) -> Kept:
    target = user_folders.data() / kind / _named(name, given)
    files.write(target / file, data)
    return Kept(target.name, target / file, kind == _P5)


def _named(name: str, given: str) -> str:
    if not _SAFE.fullmatch(name):
        raise TeiKitError(diagnose("TK918", Place(given), reason=f"'{name}' cannot be a name"))
    return name


def _version(edition: str, given: str) -> str:
    """The version in the edition of the header, in a file VERSION beside it, or in its address."""
    beside = Path(given).parent / "VERSION"
    told = beside.read_text("utf-8", "replace") if files.is_file(beside) else ""
    for text in (edition, told, given):
        if match := _VERSION.search(text):
            return match[0]
    return ""


def _digest(data: bytes) -> str:
    return f"undated-{hashlib.sha256(data).hexdigest()[:8]}"


def _read(path: Path) -> bytes:
    try:
        return files.bytes_of(path)
    except (OSError, ValueError) as error:
        raise TeiKitError(diagnose("TK101", Place(str(path)), reason=reason_of(error))) from error


def _fetched(address: str) -> bytes:
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    request = Request(address, headers={"User-Agent": "tei-kit"})
    try:
        with urlopen(request, timeout=60) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        is_unreached = isinstance(error, URLError) and not isinstance(error, HTTPError)
        cause = error.reason if isinstance(error, URLError) else error
        reason = reason_of(cause) if isinstance(cause, Exception) else str(cause)
        if is_unreached:
            reason = f"the address cannot be reached ({reason}); download it, and give the file"
        raise TeiKitError(diagnose("TK918", Place(address), reason=reason)) from error
    if len(data) > LARGEST:
        reason = f"it is larger than {LARGEST >> 20} MB"
        raise TeiKitError(diagnose("TK918", Place(address), reason=reason))
    return data
