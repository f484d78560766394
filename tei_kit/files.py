"""Files: those in a folder, where results go, and writing them so that nobody sees half of one."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NoReturn

from tei_kit.diagnostics import Place, TeiKitError, diagnose, reason_of
from tei_kit.record import record


class OutputError(TeiKitError):
    """A result cannot be written where it should go."""


@record
class Plan:
    """One input and where its result goes (None is standard output), or why it cannot."""

    source: str
    output: Path | None
    problem: OutputError | None = None


def xml_files(folder: Path) -> list[str]:
    """The files called *.xml in a folder and those below it, by name; hidden ones are left out.

    Links to folders are not followed. Raises TeiKitError: TK515 when there is none, TK101 when one
    of the folders cannot be read, for what is in it would be passed over.
    """
    found: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(".xml") and not name.startswith("."):
                found.append(str(Path(parent, name)))
    if not found:
        raise TeiKitError(diagnose("TK515", Place(str(folder))))
    return found


def _unreadable(error: OSError) -> NoReturn:
    raise TeiKitError(diagnose("TK101", Place(str(error.filename)), reason=reason_of(error)))


def plan_folder(sources: Sequence[str], folder: Path, suffix: str = ".xml") -> list[Plan]:
    """`NAME.txt` goes to `NAME.xml` in the folder, `-` to `stdin.xml`.

    Two inputs that would go to the same file have TK603 as their problem, both of them.
    """
    outputs = [folder / (_stem(source) + suffix) for source in sources]
    # Some file systems do not tell upper case from lower.
    names = [output.name.casefold() for output in outputs]
    return [
        Plan(source, output, _collision(source, output) if names.count(name) > 1 else None)
        for source, output, name in zip(sources, outputs, names, strict=True)
    ]


def _stem(source: str) -> str:
    return "stdin" if source == "-" else Path(source).stem


def _collision(source: str, output: Path) -> OutputError:
    return OutputError(diagnose("TK603", Place(source), output=output))


def refuse_overwrite(source: str, output: Path) -> None:
    """Raise OutputError (TK602) when the output is the input, by whatever name."""
    with contextlib.suppress(OSError, ValueError):
        if os.path.samefile(source, output):
            raise OutputError(diagnose("TK602", Place(source)))


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: to a new file beside it, which then takes its name.

    A symbolic link is followed, so that it stays one; a file that is replaced keeps its
    permissions; a device or a pipe is written to as it is. Raises OutputError (TK601).
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise OutputError(diagnose("TK601", Place(str(path)), reason=reason)) from error


def _replace(target: Path, data: bytes) -> None:
    with replacing(target) as file:
        file.write(data)


@contextlib.contextmanager
def replacing(target: Path, ending: str = ".part") -> Iterator[IO[bytes]]:
    """A new file beside the target, which takes its name when all went well.

    Until then its name begins with a full stop and ends with `ending`. It is not forced to the
    disk: a reader sees the old file or the new one, and only a machine that fails may lose both.
    Raises OSError.
    """
    name = f".{target.name[:40]}.{os.getpid()}.{os.urandom(4).hex()}{ending}"
    temporary = target.with_name(name)
    try:
        with temporary.open("xb") as file:
            yield file
        with contextlib.suppress(OSError):
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises OutputError (TK601)."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = reason_of(error)
        raise OutputError(diagnose("TK601", Place(str(folder)), reason=reason)) from error
