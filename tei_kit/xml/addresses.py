"""Addresses (URIs) of local files."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

_WRONG = "wrong"


def split(uri: str) -> SplitResult:
    """The parts of an address; of one that is not right (`http://[::1`) the scheme is `wrong`, so
    that it is taken for no local file."""
    try:
        return urlsplit(uri)
    except ValueError:
        return SplitResult(_WRONG, "", uri, "", "")


def is_wrong(uri: str) -> bool:
    """Whether an address breaks the rules of addresses, as `http://[::1` does."""
    return split(uri).scheme == _WRONG


def local_path(uri: str) -> Path | None:
    """The path that a file: address stands for (RFC 8089); None for every other address."""
    parts = split(uri)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        return None
    if os.name == "nt":
        from urllib.request import url2pathname  # it loads a client for HTTP, too

        return Path(url2pathname(parts.path))
    return Path(unquote(parts.path))
