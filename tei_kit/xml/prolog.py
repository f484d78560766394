"""Reading the beginning of an XML file with expat, in time that grows with its length alone."""

from __future__ import annotations

import io
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


class _EntityFoundError(Exception):
    """Stops expat at the first entity declaration."""


class _PrologEndedError(Exception):
    """Stops expat at the root element."""


def declares_entities(data: bytes) -> bool | None:
    """Whether the prolog declares an entity; None when expat cannot read the prolog."""

    def at_entity(*_declaration: object) -> None:
        raise _EntityFoundError

    def at_element(*_element: object) -> None:
        raise _PrologEndedError

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = at_entity
    parser.StartElementHandler = at_element
    try:
        feed(parser, io.BytesIO(data).read)
    except _EntityFoundError:
        return True
    except _PrologEndedError:
        return False
    except (expat.ExpatError, LookupError, ValueError):
        return None
    return None
