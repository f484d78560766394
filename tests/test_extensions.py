"""Packages of others: they add readers, exporters and profiles by entry points."""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

import tei_kit
from tei_kit import export, extensions, readers
from tei_kit.export import formats as export_formats
from tei_kit.readers import formats
from tei_kit.settings import profile
from tests.places import DATA

EXAMPLE = DATA / "extension"
TEI = "{http://www.tei-c.org/ns/1.0}"
TURNS = "LEE\tGood morning.\nPARK\tGood day to you.\n"
TEXT = f"7. Talk\n{3 * TURNS}"


def wheel(folder, package, entry_points, modules=(), version="1.0"):
    """The wheel of a package: its modules, and the metadata that says what it adds."""
    path = folder / f"{package}-{version}-py3-none-any.whl"
    metadata = f"{package}-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as made:
        for module in modules:
            made.write(module, module.relative_to(EXAMPLE))
        made.writestr(
            f"{metadata}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n"
        )
        made.writestr(f"{metadata}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n")
        made.writestr(f"{metadata}/entry_points.txt", entry_points)
        made.writestr(f"{metadata}/RECORD", "")
    return path


def installed(folder, *wheels):
    """A folder in which wheels are installed, which a wheel allows by unpacking it."""
    for each in wheels:
        shutil.unpack_archive(each, folder, "zip")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder of packages with the example package in it."""
    folder = tmp_path_factory.mktemp("wheels")
    modules = [path for path in sorted(EXAMPLE.rglob("tei_kit_example/*.*")) if path.is_file()]
    entry_points = (EXAMPLE / "entry_points.txt").read_text()
    made = wheel(folder, "tei_kit_example", entry_points, modules)
    return installed(tmp_path_factory.mktemp("site"), made)


def broken(folder, *packages):
    """A folder of packages without modules: pairs of a name and what each adds."""
    wheels = [wheel(folder, name, entry_points) for name, entry_points in packages]
    return installed(folder / "site", *wheels)


def run(site, *arguments, **options):
    paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.run(
        [sys.executable, "-m", "tei_kit", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        **options,
    )


@pytest.fixture
def here(site, monkeypatch):
    """The example package is installed in this process."""
    yield from use(site, monkeypatch)


def use(site, monkeypatch):
    monkeypatch.syspath_prepend(site)
    caches = (extensions._entry_points, profile.load)
    for cache in caches:
        cache.cache_clear()
    yield site
    for cache in caches:
        cache.cache_clear()
    for name in [name for name in sys.modules if name.startswith("tei_kit_example")]:
        del sys.modules[name]


# ------------------------------------------------------------------ the command line


def test_a_file_is_read_by_the_suffix_that_a_package_adds(site, tmp_path):
    (tmp_path / "talk.turns").write_text(TEXT)
    result = run(site, "convert", tmp_path / "talk.turns", "-o", tmp_path / "talk.xml")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "talk.xml").read_text().count("<speaker>") == 6


def test_standard_input_is_read_in_a_format_that_a_package_adds(site):
    result = run(site, "convert", "--from", "turns", "-", input=TEXT)
    assert "<speaker>LEE:</speaker>" in result.stdout, result.stderr
    tokens = run(site, "tokens", "--json", "--from", "turns", "-", input=TEXT)
    assert any("LEE" in str(token) for token in json.loads(tokens.stdout))


def test_a_batch_takes_the_files_of_a_format_that_a_package_adds(site, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "talk.turns").write_text(TEXT)
    (tmp_path / "texts" / "other.txt").write_text("Text.\n")
    every = run(site, "batch", tmp_path / "texts", "--out", tmp_path / "all")
    assert "2 files converted" in every.stderr, every.stderr
    one = run(site, "batch", "--from", "turns", tmp_path / "texts", "--out", tmp_path / "one")
    assert "1 file converted" in one.stderr
    without = run(tmp_path, "batch", tmp_path / "texts", "--out", tmp_path / "without")
    assert "1 file converted" in without.stderr


def test_a_batch_converts_again_what_a_new_version_of_a_package_reads(tmp_path):
    modules = [path for path in sorted(EXAMPLE.rglob("tei_kit_example/*.*")) if path.is_file()]
    entry_points = (EXAMPLE / "entry_points.txt").read_text()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "talk.turns").write_text(TEXT)
    command = ("batch", tmp_path / "texts", "--out", tmp_path / "tei")
    for version in ("1.0", "1.1"):
        made = wheel(tmp_path, "tei_kit_example", entry_points, modules, version)
        packages = installed(tmp_path / version, made)
        assert "1 file converted" in run(packages, *command).stderr
        assert "0 files converted" in run(packages, *command).stderr


def test_documents_are_exported_to_a_format_that_a_package_adds(site, tmp_path):
    (tmp_path / "tei").mkdir()
    for number in (1, 2):
        source = tei_kit.read(tmp_path / "a.txt") if number > 2 else f"{number}. Talk\n\nText.\n"
        data = tei_kit.convert(source).to_bytes()
        (tmp_path / "tei" / f"{number}.xml").write_bytes(data)
    one = run(site, "export", tmp_path / "tei" / "1.xml", "--to", "outline")
    assert one.stdout == "1. Talk\n", one.stderr
    both = run(site, "export", tmp_path / "tei", "--to", "outline", "-o", tmp_path / "out")
    assert both.returncode == 0, both.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "1.outline.txt",
        "2.outline.txt",
    ]
    table = run(site, "export", tmp_path / "tei", "--to", "bars", "--what", "documents")
    assert table.stdout.splitlines()[0].startswith("file | document | n")
    assert len(table.stdout.splitlines()) == 3


def test_a_profile_that_a_package_adds_is_found_by_its_name(site, tmp_path):
    text = "Q. Where?\n\n<page 2>\n\nA. Here.\n"
    result = run(site, "convert", "--profile", "hearing", "-", input=text)
    assert '<pb n="2"' in result.stdout, result.stderr
    (tmp_path / "mine.toml").write_text('extends = "hearing"\nname = "mine"\n')
    result = run(site, "convert", "--profile", tmp_path / "mine.toml", "-", input=text)
    assert '<pb n="2"' in result.stdout, result.stderr


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("convert", "|turns]"),
        ("convert", "hearing|FILE.toml]"),
        ("batch", "|turns]"),
        ("export", "[html|md|txt|csv|jsonl|tei-simple|bars|outline]"),
    ],
)
def test_the_help_shows_what_packages_add(site, command, shown):
    told = "".join(run(site, command, "--help").stdout.split())
    assert shown in told


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("convert", "--from", "pdf", "-"), "'pdf' is not one of 'txt', 'html'"),
        (("export", "a.xml", "--to", "pdf"), "'tei-simple', 'bars', 'outline'"),
        (("convert", "--profile", "pdf", "-"), ", hearing."),
    ],
)
def test_the_message_on_an_unknown_name_shows_what_packages_add(site, arguments, shown):
    result = run(site, *arguments, input="Text.")
    assert result.returncode == 2
    assert shown in result.stderr


# ------------------------------------------------------------------ from Python


def test_python_reads_exports_and_loads_what_a_package_adds(here, tmp_path):
    conversion = tei_kit.convert(TEXT, format="turns")
    assert len(conversion.tree.findall(f".//{TEI}sp")) == 6
    assert export.export(conversion.tree, "outline") == b"7. Talk\n"
    (tmp_path / "talk.turns").write_text(TEXT)
    assert readers.read(tmp_path / "talk.turns").text == conversion.source.text
    found = profile.find("hearing")
    assert (found.name, found.page_marker) == ("hearing", "<page {n}>")
    assert list(found.speakers_always) == list(profile.load("court").speakers_always)


def test_the_names_of_ours_come_first(tmp_path, monkeypatch):
    adds = "[tei_kit.readers]\ntxt = nothing:X\n[tei_kit.profiles]\nplay = nothing:X\n"
    for _ in use(broken(tmp_path, ("other", adds)), monkeypatch):
        assert formats.names() == ["txt", "html", "docx", "md", "wiki", "org", "vtt"]
        assert readers.decode(b"Text.", "a.txt", format="txt").text == "Text."
        assert profile.load("play").name == "play"


# ------------------------------------------------------------------ what goes wrong


def test_a_module_that_cannot_be_imported_is_an_error_that_names_the_package(tmp_path):
    site = broken(tmp_path, ("tei_kit_gone", "[tei_kit.readers]\ngone = tei_kit_gone.reader:R\n"))
    (tmp_path / "a.gone").write_text("Text.")
    result = run(site, "convert", tmp_path / "a.gone")
    assert result.returncode == 1
    assert (
        "error TK133 'gone', which the package tei_kit_gone adds to tei_kit.readers, cannot be"
        in (result.stderr)
    )
    assert "ModuleNotFoundError: No module named 'tei_kit_gone'" in result.stderr
    assert "Traceback" not in result.stderr
    (tmp_path / "a.txt").write_text("Text.")
    assert run(site, "convert", tmp_path / "a.txt").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert", "--from", "gone", "-"),
        ("convert", "--profile", "gone", "-"),
        ("export", "a.xml", "--to", "gone"),
    ],
)
def test_an_object_of_another_kind_is_an_error_that_names_the_package(tmp_path, arguments):
    adds = "".join(f"[{group.value}]\ngone = json:dumps\n" for group in extensions.Group)
    result = run(broken(tmp_path, ("tei_kit_wrong", adds)), *arguments, input="Text.")
    assert result.returncode == 1
    assert "TK133" in result.stderr
    assert "the package tei_kit_wrong adds" in result.stderr
    assert "json:dumps is of the type function, and not" in result.stderr


def test_a_name_that_two_packages_add_is_an_error_that_names_both(tmp_path):
    adds = ["[tei_kit.profiles]\nhearing = one:FILE\n", "[tei_kit.profiles]\nhearing = two:FILE\n"]
    site = broken(tmp_path, ("one", adds[0]), ("two", adds[1]))
    result = run(site, "convert", "--profile", "hearing", "-", input="Text.")
    assert "the package one and two adds" in result.stderr
    assert "both add it; uninstall one of them" in result.stderr


# ------------------------------------------------------------------ our own tables


def test_every_row_of_our_tables_has_its_object():
    assert all(each.reader().called for each in formats.FORMATS)
    assert all(export_formats.exporter_of(name).suffix for name in export_formats.Format)
    assert list(export_formats.MODULES) == list(export_formats.Format)
    assert sum(len(each.suffixes) for each in formats.FORMATS) == len(formats.BY_SUFFIX)


def test_the_metadata_of_packages_is_not_looked_at_for_names_of_ours(site, tmp_path):
    (tmp_path / "a.html").write_text("<p>Text.</p>")
    code = (
        "import sys; from tei_kit.cli.main import main\n"
        "try: main()\n"
        "finally: print('importlib.metadata' in sys.modules, file=sys.stderr)"
    )
    for arguments in (["convert", "-q"], ["convert", "-q", "--from", "html"], ["tokens"]):
        command = [sys.executable, "-c", code, *arguments, tmp_path / "a.html"]
        assert subprocess.run(command, capture_output=True, text=True).stderr == "False\n"
