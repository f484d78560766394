"""The seed through LibreOffice: what it makes of our exports, and of the plain text itself."""

import shutil
import subprocess
from collections import Counter

import pytest

import tei_kit
from benchmarks.accuracy import keys
from tei_kit.export import Format, export
from tests.test_fixtures import SEED

pytestmark = pytest.mark.skipif(
    None in map(shutil.which, ("soffice", "pandoc")), reason="LibreOffice or pandoc is missing"
)


@pytest.fixture(scope="module")
def seed():
    return tei_kit.convert(tei_kit.read(SEED))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A function that lets LibreOffice make one format of another."""
    home = tmp_path_factory.mktemp("office")

    def convert(path, to, *options):
        command = ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", *options]
        command += ["--convert-to", to, "--outdir", home / "made", path]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        made = home / "made" / f"{path.stem}.{to.partition(':')[0]}"
        assert made.exists(), done.stderr
        return made

    return convert


@pytest.fixture(scope="module")
def word(seed, tmp_path_factory):
    """The seed as a DOCX file of pandoc, with real footnotes and lists."""
    path = tmp_path_factory.mktemp("word") / "word.docx"
    command = ["pandoc", "-f", "commonmark+footnotes+pipe_tables", "-o", path]
    markdown = export(seed.tree, Format.MD)
    subprocess.run(command, input=markdown, check=True, capture_output=True)
    return path


def same(path, seed):
    made = tei_kit.convert(tei_kit.read(path))
    assert made.counts == seed.counts
    assert Counter(keys(made.tree)) == Counter(keys(seed.tree))
    return True


def test_the_seed_saved_as_html_and_as_docx_is_the_seed(office, word, seed):
    assert same(word, seed)
    assert same(office(word, "html"), seed)
    assert same(office(office(word, "odt"), "docx"), seed)


@pytest.mark.parametrize("to", ["docx", "html"])
def test_the_plain_text_opened_and_saved_is_the_seed(office, seed, to, tmp_path):
    plain = tmp_path / "plain.txt"
    shutil.copy(SEED, plain)
    assert same(office(plain, to, "--infilter=Text (encoded):UTF8"), seed)
