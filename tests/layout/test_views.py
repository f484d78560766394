"""Views: the blocks of a text are found once, however many views are made of them."""

from tei_kit.layout import arrange
from tests.layout.views import arranged

WRAPPED = """\
  The committee met at the harbor in the autumn of that year, and it heard the
pilots, who asked for lights at the mole.[1]

  On the next day the dues were read, and the pilots went home to wait for what
the council would say of them.[2]

FOOTNOTES:

[1] The mole was finished in 1871.

[2] See the minutes of the council.
"""


def test_both_views_are_written_from_the_same_blocks(monkeypatch):
    asked = []
    blocks_of = arrange.arrange
    monkeypatch.setattr(arrange, "arrange", lambda parts: asked.append(1) or blocks_of(parts))
    text = arranged(WRAPPED)
    assert "year, and it heard the\npilots" in text.lines.text
    assert "year, and it heard the pilots" in text.source.text
    assert len(asked) == 1
