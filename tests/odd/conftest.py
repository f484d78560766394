import pytest

from tests.odd.making import Maker


@pytest.fixture
def make(tmp_path):
    return Maker(tmp_path)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path, monkeypatch):
    """No P5 of whoever runs the tests, and no results of other runs."""
    monkeypatch.setenv("TEI_KIT_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TEI_KIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("TEI_KIT_P5", raising=False)
