"""The XML files in a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from tei_kit.diagnostics import Place, TeiKitError, diagnose, reason_of


def xml_files(folder: Path) -> list[str]:
    """The files called *.xml in a folder and those below it, by name; hidden ones are left out.

    Links to folders are not followed. Raises TeiKitError: TK515 when there is none, TK101 when one
    of the folders cannot be read, for what is in it would be passed over.
    """
    found: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(".xml") and not name.startswith("."):
                found.append(str(Path(parent, name)))
    if not found:
        raise TeiKitError(diagnose("TK515", Place(str(folder))))
    return found


def _unreadable(error: OSError) -> NoReturn:
    raise TeiKitError(diagnose("TK101", Place(str(error.filename)), reason=reason_of(error)))
