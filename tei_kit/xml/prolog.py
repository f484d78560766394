"""Reading the beginning of an XML file with expat, in time that grows with its length alone."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from tei_kit.xml import limits

_STEP = 1 << 12


def feed(parser: expat.XMLParserType, read: Callable[[int], bytes]) -> bool:
    """Feed a parser until a handler stops it by raising, or the input ends; True then.

    False when a tag, comment or instruction is longer than the limit. Raises the errors of the
    parser and its handlers. `read` gives at most the number of bytes that it is asked for, and b""
    at the end.
    """
    step, fed = _STEP, 0
    while data := read(step):
        parser.Parse(data, False)
        fed += len(data)
        # expat looks at an unfinished token from its beginning each time it is fed.
        waiting = fed - max(parser.CurrentByteIndex, 0)
        if waiting > limits.LONGEST_TOKEN_AT_BEGINNING:
            return False
        step = max(_STEP, waiting)
    return True
