"""Build hook: the pages of the documentation go into the wheel, as pages for a browser when they
were made before it, else as they are written.

`mkdocs build --strict` makes them in build/site; `.ci/run` does so before it builds the wheel. An
installation from a checkout needs no more than the build backend.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SITE = Path("build", "site")
PLACE = "tei_kit/_docs"


class PagesHook(BuildHookInterface):
    """Adds the pages to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Say which files go where, beside those of the package."""
        if self.target_name != "wheel" or version == "editable":
            return
        site = Path(self.root) / SITE
        if (site / "index.html").is_file():
            build_data["force_include"][str(site)] = PLACE
            return
        for page in Path(self.root, "docs").glob("*.md"):
            build_data["force_include"][str(page)] = f"{PLACE}/{page.name}"
