"""Where tests find what they read."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
SHARED = ROOT.parent / "shared"  # texts to test against, which stand beside some checkouts
