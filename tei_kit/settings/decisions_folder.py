"""The folder of a project in which decisions about its texts are kept."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DecisionsFolder:
    """A folder for decisions, in which the folders of the sources are mirrored."""

    path: Path
    sources: tuple[Path, ...] = ()

    def own(self, text: Path) -> Path:
        """The folder for decisions about a text, whether it is there or not."""
        below = self._below(text)
        return self.path if below is None else Path(os.path.normpath(self.path / below))

    def places(self, text: Path) -> list[Path]:
        """The folders in which decisions about a text may be, the likeliest first.

        The folder itself is one of them unless a text of the same name stands right in a source.
        """
        own = self.own(text)
        if own == self.path:
            return [own]
        name = glob.escape(text.stem)
        has_namesake = any(next(each.glob(f"{name}.*"), None) for each in self.sources)
        return [own] if has_namesake else [own, self.path]

    def _below(self, text: Path) -> str | None:
        """The folder of a text from the first of the sources that it lies in."""
        folder = os.path.realpath(text.parent)
        for source in self.sources:
            below = os.path.relpath(folder, os.path.realpath(source))
            if source.is_dir() and below.split(os.sep)[0] != os.pardir:
                return below
        return None
