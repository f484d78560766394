"""Addresses (URIs) of local files."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit


def local_path(uri: str) -> Path | None:
    """The path that a file: address stands for (RFC 8089); None for every other address."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"}:
        return None
    if os.name == "nt":
        from urllib.request import url2pathname  # it loads a client for HTTP, too

        return Path(url2pathname(parts.path))
    return Path(unquote(parts.path))
