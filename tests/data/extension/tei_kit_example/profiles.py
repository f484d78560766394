"""Where the files of the profiles are."""

from pathlib import Path

HEARING = Path(__file__).parent / "hearing.toml"
