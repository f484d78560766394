"""Storage of inputs and results: files of this machine, or addresses that fsspec reaches
(`s3://…`).

A result is written completely or not at all. On this machine it is a new file that gets its name
when it is finished; on an object store the name does not exist before the upload is complete.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from tei_kit import files
from tei_kit.diagnostics import Place, diagnose
from tei_kit.results import seal

# A path with a scheme goes to fsspec: "s3://bucket/a.txt". A single letter is a drive of Windows,
# not a scheme.
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
CHUNK = 2**20
# The end of the names of unfinished results.
PART = ".tei-kit-part"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The size and the time of a file; a write changes them. `time` may be an ETag."""

    size: int
    time: str


def is_url(path: str) -> bool:
    """Whether a path is an address for fsspec and not a file of this machine."""
    return URL.match(path) is not None


def join(folder: str, *names: str) -> str:
    """The path of a file or folder below a folder."""
    return (
        "/".join([folder.rstrip("/"), *names]) if is_url(folder) else os.path.join(folder, *names)
    )


def below(path: str, folder: str) -> str:
    """A path relative to its folder, with `/` between its parts; the reverse of `join`."""
    if is_url(folder):
        return path.removeprefix(folder.rstrip("/") + "/")
    return Path(os.path.relpath(path, folder)).as_posix()


def stamp(path: str) -> Stamp:
    """The size and time of a file. Raises OSError."""
    if not is_url(path):
        found = os.stat(path)
        return Stamp(found.st_size, str(found.st_mtime_ns))
    system, inside = _system(path)
    info = system.info(inside)
    time = next((info[k] for k in ("ETag", "etag", "mtime", "created") if k in info), "")
    return Stamp(int(info["size"] or 0), str(time))


def chunks(path: str) -> Iterator[bytes]:
    """The bytes of a file. Raises OSError."""
    with _opened(path) as file:
        while data := file.read(CHUNK):
            yield data


def digest(path: str) -> str:
    """The SHA-256 of a file; "" when the file does not exist or cannot be read."""
    found = hashlib.sha256()
    try:
        for data in chunks(path):
            found.update(data)
    except OSError:
        return ""
    return found.hexdigest()


def refuse_edited(path: str, known: str = "") -> None:
    """Raise OutputError (TK605) for a file that a run may not replace: an edited result, or a file
    that is not a result.

    A file with the SHA-256 `known`, from a manifest, may always be replaced. Raises OSError.
    """
    try:
        if not is_url(path) and not os.path.isfile(path):
            return
        with _opened(path) as file:
            state = seal.state_of(file)
    except FileNotFoundError:
        return
    if state in (seal.State.EDITED, seal.State.OTHER) and not (known and digest(path) == known):
        seal.refuse(state, path)


@contextlib.contextmanager
def writing(path: str) -> Iterator[Callable[[bytes], object]]:
    """A function that writes to a file; the file is written completely or not at all.

    Makes missing folders. Raises OSError, and OutputError (TK604) for a link that leads out of its
    folder.
    """
    if is_url(path):
        system, inside = _system(path)
        if "file" not in system.protocol:
            system.makedirs(inside.rpartition("/")[0], exist_ok=True)
            # An upload that is not committed leaves nothing behind.
            with system.transaction, system.open(inside, "wb") as file:
                yield file.write
            return
        path = inside
    leads_to = files.link_out(Path(path))
    if leads_to is not None:
        raise files.OutputError(diagnose("TK604", Place(path), target=leads_to))
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(target, PART) as file:
        yield file.write


def remove(path: str) -> None:
    """Remove a file if it exists. Raises OSError."""
    if is_url(path):
        system, inside = _system(path)
        if system.exists(inside):
            system.rm_file(inside)
        return
    Path(path).unlink(missing_ok=True)


def remove_unfinished(folder: Path) -> None:
    """Remove unfinished files of killed runs in a folder and its subfolders."""
    for root, _, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(PART):
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(root, name))


def _opened(path: str) -> IO[bytes]:
    if is_url(path):
        system, inside = _system(path)
        opened: IO[bytes] = system.open(inside, "rb")
        return opened
    files.refuse_endless(path)
    return open(path, "rb")


def _system(path: str) -> tuple[Any, str]:
    """The file system of a URL, and the path in it."""
    import fsspec

    return fsspec.core.url_to_fs(path)  # type: ignore[no-any-return]
