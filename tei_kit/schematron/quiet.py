"""Standard error closed to a library in C whose messages are told in diagnostics as well."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_STANDARD_ERROR = 2


@contextmanager
def no_standard_error() -> Iterator[None]:
    """Inside, the standard error of the process is dropped.

    Saxon writes there a warning, with places in our stylesheet, for each node at which a context
    cannot be evaluated and so does not match; it offers no other way to leave that out.
    """
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # it is closed
        yield
        return
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, _STANDARD_ERROR)
        finally:
            os.close(nothing)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)
