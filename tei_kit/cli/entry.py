"""The start of the program. It imports nothing that lies on a disk, so Ctrl-C has its sentence from
the first moment on. A request to end (SIGTERM) counts as Ctrl-C.
"""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130
GARBAGE_THRESHOLD = 100_000
"""The number of new objects after which Python looks for garbage.

Modules and documents are not garbage, and with Python's own threshold of 700 they are walked over
and over while they grow.
"""


def main() -> None:
    """Run `tei-kit`, and end with 130 where Ctrl-C came, also while it was starting or ending."""
    try:
        gc.set_threshold(GARBAGE_THRESHOLD)  # before all else is loaded, which takes longest
        _listen()
        from tei_kit.cli.main import main as program

        program()
    except KeyboardInterrupt:
        from tei_kit.cli.terminal import echo_stopped

        echo_stopped()
        _end_interrupted()
    except SystemExit as error:
        if error.code == INTERRUPTED:
            _end_interrupted()
        if error.code in (0, 1, 2) and _is_alone() and _is_written():
            _end(error.code)
        raise


def _listen() -> None:
    """Have requests to end, of a scheduler or of a terminal that closes, raise KeyboardInterrupt.

    They would end the process at once and leave half-written files beside their places. A signal
    that is ignored (below nohup) stays so.
    """
    import _signal  # type: ignore[import-not-found] # `signal` makes classes of it, which takes a while

    def stop(number: int, _frame: object) -> None:
        raise KeyboardInterrupt("SIGTERM" if number == _signal.SIGTERM else "the end of a terminal")

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(_signal, name, None)  # Windows has no SIGHUP
        if number is not None and _signal.getsignal(number) == _signal.SIG_DFL:
            _signal.signal(number, stop)


def _end_interrupted() -> None:
    """End with 130, after what has to be done at the end; another Ctrl-C changes nothing.

    While the interpreter ends it gives the signal back to the system, and a second Ctrl-C would
    kill it.
    """
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end(INTERRUPTED)


def _end(code: int) -> None:
    """End the process after what has to be done at the end.

    The interpreter would free all objects one by one, which takes as long as reading a document;
    the system frees them at once.
    """
    import atexit
    import os

    atexit._run_exitfuncs()
    _is_written()
    os._exit(code)


def _is_alone() -> bool:
    """Whether nothing but the command waits for the end: no other thread, profiler or debugger, and
    nobody who asked for a prompt after the program.
    """
    threading = sys.modules.get("threading")
    is_single = threading is None or threading.active_count() == 1
    return is_single and not (sys.getprofile() or sys.gettrace() or sys.flags.inspect)


def _is_written() -> bool:
    """Whether the standard streams took all that was printed; those that are closed did not."""
    is_written = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # closed, or a pipe that nobody reads
            is_written = False
    return is_written


if __name__ == "__main__":
    main()
