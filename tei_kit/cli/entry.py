"""The start of the program, which imports nothing, so that Ctrl-C has its sentence from the first
moment on.
"""

from __future__ import annotations

import sys

INTERRUPTED = 130


def main() -> None:
    """Run `tei-kit`, and end with 130 where Ctrl-C came, also while it was starting or ending."""
    try:
        from tei_kit.cli.main import main as program

        program()
    except KeyboardInterrupt:
        from tei_kit.cli.terminal import echo_stopped

        echo_stopped()
        _end_interrupted()
    except SystemExit as error:
        if error.code == INTERRUPTED:
            _end_interrupted()
        raise


def _end_interrupted() -> None:
    """End with 130, after what has to be done at the end; another Ctrl-C changes nothing.

    While the interpreter ends it gives the signal back to the system, and a second Ctrl-C would
    kill it.
    """
    import atexit
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # closed, or a pipe that nobody reads
            continue
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
