"""Files: those in a folder, where results go, and writing them so that nobody sees half of one."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import sys
import time
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from tei_kit.diagnostics import Place, TeiKitError, diagnose, reason_of
from tei_kit.record import record

if TYPE_CHECKING:
    from hashlib import _Hash

# Windows locks bytes of a file, and other processes cannot read them then. This byte lies behind
# everything that is written to a file that is locked, so that its words stay readable.
LOCKED_BYTE = 2**20
# The error numbers of Windows when another process has the lock.
TAKEN = frozenset({errno.EACCES, errno.EDEADLK})
# Seconds between two tries to take a lock, and seconds after which nobody waits any more.
LOCK_STEP = 0.02
LOCK_PATIENCE = 60.0
# Suffixes of files that people write by hand: texts, settings, TEI, schemas, stylesheets.
KEPT = frozenset(
    {".txt", ".text", ".md", ".markdown", ".htm", ".html", ".docx", ".doc", ".odt", ".rtf", ".pdf"}
    | {".toml", ".xml", ".tei", ".odd", ".rng", ".rnc", ".sch", ".xsd", ".dtd", ".xsl", ".xslt"}
)
# Advice where the system refuses to write a file, by the number of its error.
_REMEDIES: Mapping[int, str] = {
    errno.ENOSPC: "make room there, or name another place, and run again",
    errno.EDQUOT: "make room there, or name another place, and run again",
    errno.EROFS: "name a place that can be written to",
    errno.EACCES: "name a place that can be written to, or have its permissions changed",
    errno.EPERM: "name a place that can be written to, or have its permissions changed",
    errno.EFBIG: "the system allows no larger files here (ulimit -f)",
    errno.ENAMETOOLONG: "name a shorter one",
}
# With this many bytes Python's own SHA-256 loses as much time as it takes to load `hashlib`.
_MANY_BYTES = 2**20


@cache
def _no_character() -> re.Pattern[str]:
    """Halves of surrogate pairs: Python has them for bytes of names that are no characters."""
    return re.compile(r"[\ud800-\udfff]")


class OutputError(TeiKitError):
    """A result cannot be written where it should go."""


@record
class Plan:
    """One input and where its result goes (None is standard output), or why it cannot."""

    source: str
    output: Path | None
    problem: OutputError | None = None


def sha256(data: bytes = b"") -> _Hash:
    """The SHA-256 of some bytes, to which more can be added, as `hashlib.sha256` gives it.

    `hashlib` loads OpenSSL, which takes longer than the tokens of a document do. A program that has
    not loaded it gets Python's own SHA-256 for a few bytes, where Python was built with it.
    """
    if "hashlib" not in sys.modules and len(data) < _MANY_BYTES:
        with contextlib.suppress(ImportError):
            return _own_sha256(data)
    import hashlib

    return hashlib.sha256(data)


def _own_sha256(data: bytes) -> _Hash:
    """The SHA-256 of Python itself, without OpenSSL. Raises ImportError where it was built
    without it."""
    if sys.version_info >= (3, 12):
        from _sha2 import sha256 as own
    else:
        from _sha256 import sha256 as own  # type: ignore[import-not-found, unused-ignore]

    found: _Hash = own(data)
    return found


def xml_files(folder: Path) -> list[str]:
    """The files called *.xml in a folder and those below it, by name; hidden ones are left out.

    Links to folders are not followed. Raises TeiKitError: TK515 for a folder without such files,
    TK101 when one of the folders cannot be read, since its files would be passed over.
    """
    found: list[str] = []
    for parent, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.lower().endswith(".xml") and not name.startswith(".") and not is_special(path):
                found.append(str(path))
    if not found:
        raise TeiKitError(diagnose("TK515", Place(str(folder))))
    return found


def _unreadable(error: OSError) -> NoReturn:
    raise TeiKitError(diagnose("TK101", Place(str(error.filename)), reason=reason_of(error)))


def plan_folder(sources: Sequence[str], folder: Path, suffix: str = ".xml") -> list[Plan]:
    """`NAME.txt` goes to `NAME.xml` in the folder, `-` to `stdin.xml`.

    Two inputs that would go to the same file both have TK603 as their problem.
    """
    outputs = [folder / (_stem(source) + suffix) for source in sources]
    # Some file systems do not tell upper case from lower.
    names = [output.name.casefold() for output in outputs]
    return [
        Plan(source, output, _collision(source, output) if names.count(name) > 1 else None)
        for source, output, name in zip(sources, outputs, names, strict=True)
    ]


def common_folder(sources: Sequence[str]) -> Path | None:
    """The folder that files and folders have in common: of one folder alone, the folder itself;
    None where they have no folder in common, as on several drives.
    """
    paths = [Path(source) for source in sources]
    folders = {os.path.abspath(path if path.is_dir() else path.parent) for path in paths}
    try:
        return Path(os.path.commonpath(folders))
    except ValueError:
        return None


def without_collisions(plans: Sequence[Plan]) -> list[Plan]:
    """The plans; those whose results would go to the same file have TK603 as their problem."""
    names = Counter(str(plan.output).casefold() for plan in plans if plan.output is not None)
    return [
        plan
        if plan.output is None or plan.problem or names[str(plan.output).casefold()] == 1
        else Plan(plan.source, plan.output, _collision(plan.source, plan.output))
        for plan in plans
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


def refuse_other_kind(output: Path, made: str, suffixes: Collection[str]) -> None:
    """Raise OutputError (TK607) when the output is there and its name ends as that of somebody's
    work: with a suffix of KEPT that is not in `suffixes`, the usual suffixes of what is `made`.
    """
    suffix = Path(os.path.realpath(output)).suffix.lower()  # a link may have any name
    if suffix not in KEPT or suffix in suffixes:
        return
    with contextlib.suppress(OSError, ValueError):
        if is_file(output) and output.stat().st_size:
            raise OutputError(diagnose("TK607", Place(str(output)), suffix=suffix, made=made))


def is_file(path: Path) -> bool:
    """Whether there is a regular file; False as well when there cannot be one of such a name."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


class What(StrEnum):
    """The kinds of things that may stand at a path."""

    FILE = "file"
    FOLDER = "folder"
    IRREGULAR = "irregular"
    MISSING = "missing"


def what_is(path: Path) -> What:
    """The kind of thing at a path; MISSING as well where no file can have such a name."""
    try:
        if path.is_file():
            return What.FILE
        if path.is_dir():
            return What.FOLDER
        return What.IRREGULAR if path.exists() else What.MISSING
    except (OSError, ValueError):
        return What.MISSING


def below_here(path: Path) -> Path:
    """A path without ".." and links in its folder, relative to the current folder when it lies
    below that.
    """
    full, here = path.parent.resolve() / path.name, Path.cwd()
    return full.relative_to(here) if full.is_relative_to(here) else full


def as_text(name: str) -> str:
    """The name of a file as a text can hold it: bytes of it that are no characters are U+FFFD."""
    return _no_character().sub("\ufffd", name)


def as_address(path: str) -> str:
    """The path of a file as an address states it (RFC 3986), byte by byte."""
    from urllib.parse import quote  # few commands need it

    return quote(os.fsencode(path) if _no_character().search(path) else path)


def is_special(path: Path) -> bool:
    """Whether there is something of the name that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def refuse_endless(path: Path | str) -> None:
    """Raise OSError for a path that may never end: a device, or a pipe that stands among files. A
    pipe that a shell passes on (`<(...)`, /dev/stdin) is read."""
    mode = os.stat(path).st_mode
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise OSError(errno.EINVAL, "it is a device and not a file")
    if stat.S_ISFIFO(mode) and not str(path).startswith(("/dev/", "/proc/")):
        raise OSError(errno.EINVAL, "it is a pipe and not a file; give - and pass it on")


def bytes_of(path: Path | str) -> bytes:
    """The bytes of a file that somebody named. Raises OSError, also for a file without an end,
    and ValueError for words that can be no name."""
    refuse_endless(path)
    return Path(path).read_bytes()


class Guard:
    """Knows the files that a call reads, and refuses to have any of them written to.

    A file is known by its place on the disk and not by its name, so that neither a link nor another
    spelling hides one.
    """

    def __init__(self, reads: Iterable[Path | str]) -> None:
        self._known: dict[tuple[int, int], str] = {}
        self.also(reads)

    def also(self, reads: Iterable[Path | str]) -> None:
        """Know further files."""
        for name in reads:
            identity = _identity(name)
            if identity is not None:
                self._known.setdefault(identity, str(name))

    def check(self, output: Path, within: Path | None = None) -> None:
        """Raise OutputError: TK602 when the output is a file that is read, TK604 when it is a link
        to a file outside its folder, or when links lead out of `within`, the folder of all results.
        """
        identity = _identity(output)
        read = None if identity is None else self._known.get(identity)
        if read is not None:
            raise OutputError(diagnose("TK602", Place(read), "by", output=output))
        target = link_out(output) or (link_out_of(within, output) if within else None)
        if target is not None:
            raise OutputError(diagnose("TK604", Place(str(output)), target=target))


def _identity(name: Path | str) -> tuple[int, int] | None:
    """The identity of a regular file; None for anything else, and for a missing file."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def link_out(output: Path) -> Path | None:
    """The target of an output that is a link to a place outside its folder; None for other outputs.

    A device or a pipe (/dev/stdout) may be anywhere.
    """
    try:
        if not output.is_symlink() or (output.exists() and not output.is_file()):
            return None
        target = output.resolve()
        return None if target.is_relative_to(output.parent.resolve()) else target
    except (OSError, RuntimeError, ValueError):
        return None


def link_out_of(folder: Path, output: Path) -> Path | None:
    """The target of an output below a folder, where a link leads out of the folder: the output
    or a folder on the way is a link. None without such a link.
    """
    try:
        target = output.resolve()
        return None if target.is_relative_to(folder.resolve()) else target
    except (OSError, RuntimeError, ValueError):
        return None


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: to a new file beside it, which then takes its name.

    Folders that are not there are made. A symbolic link is followed, so that it stays one; a file
    that is replaced keeps its permissions; a device or a pipe is written to as it is. Raises
    OutputError (TK601).
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, data)
    except (OSError, ValueError) as error:
        reason = _why_not_written(error)
        raise OutputError(diagnose("TK601", Place(str(path)), reason=reason)) from error


def _why_not_written(error: Exception) -> str:
    """The reason why a file or a folder could not be written, and what to do."""
    if isinstance(error, FileNotFoundError):
        above = Path(str(error.filename))
        while not above.is_dir() and above != above.parent:
            above = above.parent
        return f"no folder or file can be made in {above}"
    remedy = _REMEDIES.get(error.errno or 0) if isinstance(error, OSError) else None
    return reason_of(error) + (f"; {remedy}" if remedy else "")


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
        reason = _why_not_written(error)
        raise OutputError(diagnose("TK601", Place(str(folder)), reason=reason)) from error


def lock(descriptor: int) -> bool:
    """Take the lock of an open file, which ends when it is closed; false when another has it."""
    try:
        import fcntl
    except ImportError:
        return _lock_on_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_on_windows(descriptor: int) -> bool:
    """The same as `lock`, with the C library of Windows, which locks from the current position
    on."""
    import msvcrt

    os.lseek(descriptor, LOCKED_BYTE, os.SEEK_SET)
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError as error:
        if error.errno not in TAKEN:
            raise
        return False
    return True


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Within the `with` block nobody else is `alone` with this file; it may be read and written.

    Others wait. The lock is a file of the system's temporary folder, so that nothing is left beside
    the file. Raises OutputError (TK601) when it takes too long.
    """
    import hashlib  # only a file that is changed needs them
    import tempfile

    name = hashlib.sha256(os.path.realpath(path).encode("utf-8", "surrogatepass")).hexdigest()
    user = os.getuid() if hasattr(os, "getuid") else ""
    folder = Path(tempfile.gettempdir(), f"tei-kit-locks-{user}")
    end = time.monotonic() + LOCK_PATIENCE
    with contextlib.ExitStack() as open_files:
        file = None
        with contextlib.suppress(OSError):  # without a temporary folder there is no lock
            folder.mkdir(mode=0o700, exist_ok=True)
            file = open_files.enter_context(open(folder / name[:32], "a+b", buffering=0))
        while file is not None and not lock(file.fileno()):
            if time.monotonic() > end:
                reason = "another program has been writing it for a minute"
                raise OutputError(diagnose("TK601", Place(str(path)), reason=reason))
            time.sleep(LOCK_STEP)
        yield
