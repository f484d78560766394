"""The settings of a project: where they are found, what they may hold, what is said otherwise."""

import os
import pickle
import re
import subprocess
import sys

import pytest

from tei_kit.settings import project
from tei_kit.settings.choice import Choice
from tei_kit.settings.held import DEFAULTS, held
from tei_kit.settings.metadata import MetadataError
from tei_kit.settings.options import OptionError, of_words
from tei_kit.settings.project import KINDS, NO_PROJECT, ProjectError
from tests.places import ROOT

DOCS = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
FAMILIES = ("play", "letter")
CHOICES = {
    "notes": Choice("notes", "", "", "", "", {"none": "No notes.", "brackets": "`[1]`"}),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that we are in, with a text two folders below it."""
    (tmp_path / "texts" / "sub").mkdir(parents=True)
    (tmp_path / "texts" / "sub" / "a.txt").write_text("A text.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, text, name="tei-kit.toml"):
    (folder / name).write_text(text, encoding="utf-8")


def mistakes(folder, text, name="tei-kit.toml"):
    write(folder, text, name)
    with pytest.raises(ProjectError) as caught:
        project.find([str(folder)])
    assert {d.code for d in caught.value.diagnostics} == {"TK318"}
    return [(d.line, d.message) for d in caught.value.diagnostics]


# ------------------------------------------------------------------ where it is


def test_it_is_found_above_the_inputs(folder):
    write(folder, 'output = "tei"')
    for inputs in (["texts/sub/a.txt"], ["texts"], [str(folder / "texts" / "sub")], ["-"], []):
        assert str(project.find(inputs).output) == "tei"


def test_the_nearest_one_holds(folder):
    write(folder, 'language = "en"')
    write(folder / "texts", 'language = "fr"')
    assert project.find(["texts/sub/a.txt"]).language == "fr"


def test_a_table_of_pyproject_does_as_well_but_tei_kit_toml_holds(folder):
    write(folder, "[tool.other]\nx = 1", "pyproject.toml")
    assert project.find([]) is NO_PROJECT
    write(
        folder,
        '[project]\nname = "x"\n[tool.tei-kit]\nlanguage = "fr"\n[tool.tei-kit.metadata]\n'
        'title = "T"\n',
        "pyproject.toml",
    )
    found = project.find([])
    assert (found.language, found.facts.title, found.table) == ("fr", "T", "tool.tei-kit")
    assert found.place("language").line == 4
    assert found.place("metadata.title").line == 6
    write(folder, 'language = "en"')
    assert project.find([]).language == "en"


def test_it_is_not_looked_for_above_a_repository(folder):
    write(folder, 'language = "en"')
    (folder / "texts" / ".git").mkdir()
    assert project.find(["texts/sub/a.txt"]) is NO_PROJECT


def test_inputs_of_two_projects_are_refused(folder):
    write(folder / "texts", 'language = "fr"')
    (folder / "b.txt").write_text("x")
    with pytest.raises(ProjectError, match=r"several projects \(texts/tei-kit.toml and none\)"):
        project.find(["texts/sub/a.txt", "b.txt"])


def test_another_file_can_be_given(folder):
    write(folder, 'language = "en"')
    write(folder, 'language = "fr"', "other.toml")
    assert project.find(["texts"], folder / "other.toml").language == "fr"


def test_paths_are_from_the_folder_of_the_file(folder, monkeypatch):
    (folder / "odd").mkdir()
    write(folder / "odd", "", "my.odd")
    write(folder, 'sources = ["texts"]\nodd = "odd/my.odd"\nschemas = ["tei_all", "odd/my.odd"]')
    monkeypatch.chdir(folder / "texts")
    found = project.find(["sub/a.txt"])
    assert found.sources == (folder / "texts",)
    assert found.odd == folder / "odd" / "my.odd"
    assert found.schemas == ("tei_all", str(folder / "odd" / "my.odd"))


def test_without_settings_nothing_but_names_is_looked_at(folder):
    code = (
        "import sys; from tei_kit.settings import project; project.find(['texts/sub/a.txt']);"
        "print([m for m in ('tomllib', 'difflib', 'csv') if m in sys.modules])"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env)
    assert run.stdout == "[]\n", run.stderr


# ------------------------------------------------------------------ what it may hold


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\nprofil = "play"', 2, "there is no key 'profil' (did you mean 'profile'?)"),
        ('schema = "a.rng"', 1, "did you mean 'schemas'?"),
        ('meta = "a.toml"', 1, "did you mean 'metadata'?"),
        ('publisher = "P"', 1, "it is a key of the table [metadata]"),
        ('xyz = "P"', 1, "usual keys are sources, output"),
        ('sources = "texts"', 1, "sources is a list of texts"),
        ("ids = 1", 1, "ids is true or false"),
        ('language = "english!"', 1, "language is a language tag"),
        ("layout = 3", 1, "layout is a table of answers"),
        ("metadata = 3", 1, "metadata is the name of a file, or the table [metadata]"),
        ('documents = "none.csv"', 1, "documents: there is no file 'none.csv'"),
        ('schemas = ["tei_all", "none.rng"]', 1, "schemas: there is no file 'none.rng'"),
        ('profile = "none.toml"', 1, "profile: there is no file 'none.toml'"),
    ],
)
def test_a_mistake_is_told_with_its_line(folder, text, line, words):
    ((at, message),) = mistakes(folder, text)
    assert at == line
    assert words in message


def test_all_mistakes_are_told_at_once(folder):
    assert [line for line, _ in mistakes(folder, "ids = 1\ncert = 2\n")] == [1, 2]
    assert mistakes(folder, "ids = = 1\n")[0][0] == 1


def test_a_mistake_in_the_metadata_has_its_line(folder):
    write(folder, 'ids = true\n[metadata]\ntitle = "T"\npublsher = "x"\n')
    with pytest.raises(MetadataError, match=r"tei-kit.toml:4:1: .*did you mean 'publisher'"):
        project.find([])


def test_it_makes_the_options_and_the_command_line_counts_before_it(folder):
    write(
        folder,
        'family = "letter"\nlanguage = "fr"\nids = true\ncert = true\nencoding = "latin-1"\n'
        '[layout]\nnotes = "brackets"\n[metadata]\npublisher = "P"\ntitle = "T"\n',
    )
    write(folder, 'title = "M"', "meta.toml")
    found = project.find([])
    options = of_words(project=found, families=FAMILIES, choices=CHOICES)
    assert (options.family, options.stated_language) == ("letter", "fr")
    assert (options.ids, options.certainty, options.encoding) == (True, True, "latin-1")
    assert options.fixed_layout == {"notes": "brackets"}
    said = of_words(
        project=found,
        families=FAMILIES,
        choices=CHOICES,
        profile="play",
        language="de",
        ids=False,
        certainty=False,
        encoding="utf-8",
        layout=["notes=none"],
        meta="meta.toml",
    )
    assert (said.family, said.stated_language) == ("play", "de")
    assert (said.ids, said.certainty, said.encoding) == (False, False, "utf-8")
    assert said.fixed_layout == {"notes": "none"}
    assert (said.metadata.publisher, said.metadata.title) == ("P", "M")


def test_a_family_or_an_answer_that_does_not_exist_is_told_at_its_line(folder):
    write(folder, '\nfamily = "poem"')
    with pytest.raises(ProjectError, match=r"tei-kit.toml:2:1: .*family is one of play, letter"):
        of_words(project=project.find([]), families=FAMILIES)
    write(folder, '[layout]\nnotes = "x"')
    with pytest.raises(OptionError, match=r"tei-kit.toml:2:1: .*none, brackets"):
        of_words(project=project.find([]), choices=CHOICES)


def test_the_language_of_a_row_counts_before_that_of_the_project(folder):
    write(folder, "file,language\ntexts/sub/a.txt,it\n", "documents.csv")
    write(folder, 'language = "fr"\ndocuments = "documents.csv"')
    options = of_words(project=project.find([]))
    assert options.of("texts/sub/a.txt").stated_language == "it"
    assert options.of("texts/b.txt").stated_language == "fr"
    assert pickle.loads(pickle.dumps(options)).of("texts/sub/a.txt").stated_language == "it"


# ------------------------------------------------------------------ what is shown


def test_each_setting_is_shown_with_its_place_and_what_is_not_set_with_what_holds(folder):
    write(folder, "file,title\ntexts/sub/a.txt,The title\n", "documents.csv")
    write(folder, 'documents = "documents.csv"\n[metadata]\npublisher = "P"\n')
    found = {each.key: each for each in held(project.find([]), "texts/sub/a.txt")}
    assert (found["documents"].value, found["documents"].place.line) == ("documents.csv", 1)
    assert (found["metadata.publisher"].value, found["metadata.publisher"].place.line) == ("P", 3)
    title = found["metadata.title"]
    assert (title.value, title.place.file, title.place.line) == ("The title", "documents.csv", 2)
    assert found["profile"].value is None
    assert found["profile"].otherwise == "recognized from the text"


def test_every_key_has_what_holds_otherwise_and_is_documented():
    assert set(DEFAULTS) == set(KINDS)
    documented = set(re.findall(r"^\| `([\w-]+)` \|", DOCS, re.MULTILINE))
    assert documented == set(KINDS)


def test_the_example_in_the_documentation_is_read(folder):
    example = re.search(r"```toml\n(.*?)```", DOCS, re.DOTALL)[1]
    write(folder, "file\n", "documents.csv")
    write(folder, example)
    found = project.find([])
    assert found.facts.publisher == "The archive"
    assert found.layout == (("notes", "brackets"),)
