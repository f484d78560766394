"""The folders of the user in which P5, ODDs and compiled results are kept.

They are those of the system (XDG, ~/Library, LOCALAPPDATA); TEI_KIT_DATA and TEI_KIT_CACHE name
others. Neither has to be there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def data() -> Path:
    """The folder in which P5 and ODDs are kept."""
    return _folder("TEI_KIT_DATA", "XDG_DATA_HOME", ".local/share", "Application Support")


def cache() -> Path:
    """The folder for compiled results; everything in it can be made again."""
    return _folder("TEI_KIT_CACHE", "XDG_CACHE_HOME", ".cache", "Caches")


def _folder(own: str, xdg: str, usual: str, mac: str) -> Path:
    if named := os.environ.get(own):
        return Path(named)
    if base := os.environ.get(xdg):
        return Path(base) / "tei-kit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac / "tei-kit"
    if os.name == "nt" and (local := os.environ.get("LOCALAPPDATA")):
        return Path(local) / "tei-kit"
    return Path.home() / usual / "tei-kit"
