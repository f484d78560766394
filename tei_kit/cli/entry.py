"""The start of the program, which imports nothing, so that Ctrl-C has its sentence from the first
moment on.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run `tei-kit`, and end with 130 where Ctrl-C came while it was starting or ending."""
    try:
        from tei_kit.cli.main import main as program

        program()
    except KeyboardInterrupt:
        from tei_kit.cli.terminal import INTERRUPTED, echo_stopped

        echo_stopped()
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
