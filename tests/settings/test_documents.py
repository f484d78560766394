"""The table of documents: what it may hold, and what is said when it is not right."""

import re

import pytest

import tei_kit
from tei_kit.pipeline import convert_source
from tei_kit.settings import documents
from tei_kit.settings.metadata import Identifier, Metadata, MetadataError, Responsible
from tei_kit.settings.options import Options
from tests.places import ROOT

DOCS = (ROOT / "docs" / "metadata.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "texts" / "sub").mkdir(parents=True)
    for name in ("texts/a.txt", "texts/b.txt", "texts/sub/c.txt"):
        (tmp_path / name).write_text(f"Text of {name}.\n")
    return tmp_path


def read(folder, text, **options):
    path = folder / "documents.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(**options))
    return documents.read(path, [folder / "texts"])


def mistakes(folder, text):
    with pytest.raises(MetadataError) as caught:
        read(folder, text)
    assert {d.code for d in caught.value.diagnostics} == {"TK307"}
    return {d.line: d.message for d in caught.value.diagnostics}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_has_the_delimiter_that_its_first_row_has(folder, delimiter):
    table = read(folder, "file,title,date\na.txt,A title,1971\n".replace(",", delimiter))
    row = table.row(str(folder / "texts" / "a.txt"))
    assert row.over(Metadata()) == Metadata(title="A title", date="1971")


def test_files_are_found_from_the_table_and_from_the_sources(folder):
    table = read(folder, "file\ntexts/a.txt\nb.txt\nsub\\c.txt\n")
    assert all(table.row(str(folder / "texts" / name)) for name in ("a.txt", "b.txt", "sub/c.txt"))
    assert table.row(str(folder / "texts" / ".." / "texts" / "a.txt"))
    assert table.row("https://example.org/a.txt") is None


def test_a_cell_fills_its_key_and_an_empty_one_leaves_what_holds_for_all(folder):
    table = read(
        folder,
        "title,file,authors,editor,images,idno:DOI,resp:Typed by,publisher,idno\n"
        '"One, two",a.txt,A; B,C,1.jpg;2.jpg,10.1/2,D;E,,x\n',
    )
    base = Metadata(publisher="P", idnos=(Identifier("URN", "u"),), title="For all")
    assert table.row(str(folder / "texts/a.txt")).over(base) == Metadata(
        title="One, two",
        authors=("A", "B"),
        editors=("C",),
        images=("1.jpg", "2.jpg"),
        publisher="P",
        idno="x",
        idnos=(Identifier("URN", "u"), Identifier("DOI", "10.1/2")),
        responsible=(Responsible("Typed by", ("D", "E")),),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_write_is_read(folder, encoding):
    table = read(folder, "file;title\r\na.txt;Küste\r\n;;\r\n", encoding=encoding)
    assert dict(table.row(str(folder / "texts/a.txt")).values) == {"title": "Küste"}


def test_the_first_line_of_excel_names_the_delimiter(folder):
    table = read(folder, "sep=;\r\nfile;title\r\na.txt;One, two\r\n")
    assert dict(table.row(str(folder / "texts/a.txt")).values) == {"title": "One, two"}


def test_dates_and_languages_that_are_plain_are_taken(folder):
    table = read(folder, "file;date;language\na.txt;31.05.1971;German\n")
    row = table.row(str(folder / "texts/a.txt"))
    assert dict(row.values) == {"date": "1971-05-31", "language": "de"}


def test_a_cell_may_go_over_several_lines_and_lines_are_still_right(folder):
    text = 'file,title\na.txt,"one\ntwo"\nb.txt,x,y\n'
    assert list(mistakes(folder, text)) == [4]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("file,titel\n", 1, "there is no column 'titel' (did you mean 'title'?)"),
        ("file,author,authors\n", 1, "the column 'authors' is there twice"),
        ("file,doi\n", 1, "did you mean 'idno:DOI'?"),
        ("file,xyz\n", 1, "usual columns are file, title, authors"),
        ("title\nx\n", 1, "one of them 'file'"),
        ("", 1, "it has no rows"),
        ("file,title\na.tx,x\n", 2, "there is no file 'a.tx' (did you mean 'a.txt'?)"),
        ("file,title\na.txt,x\n\ntexts/a.txt,y\n", 4, "is named in line 2 already"),
        ("file,title\n,x\n", 2, "the row names no file"),
        ("file,date\na.txt,5.6.71\n", 2, "'5.6.71' in the column 'date': date is a date"),
        ("file,title\na.txt,Paris, May\n", 2, "more cells than there are columns, from 'May' on"),
        ("file,date\na.txt,5/6/1971\n", 2, "'5/6/1971' in the column 'date'"),
        ("file\nc.txt\n", 2, "there is no file 'c.txt' (did you mean 'sub/c.txt'?)"),
        ("file\nother/a.txt\n", 2, "(did you mean 'a.txt'?)"),
        ('file,title\na.txt,"x\nb.txt,y\n', 2, "a quotation mark too few or too many"),
        ("file,idno:\na.txt,x\n", 1, "there is no column 'idno:'"),
        ("file,idno:filename\na.txt,x\n", 2, "cannot have the type filename"),
        (b"file,title\na.txt,x\nb.txt,K\xfcste\n", 3, "it is not UTF-8; save it as CSV"),
        (b"PK\x03\x04rest", 1, "it is a spreadsheet; save it as CSV"),
    ],
)
def test_a_mistake_is_told_with_its_line(folder, text, line, words):
    found = mistakes(folder, text)
    assert words in found[line]


def test_all_mistakes_are_told_at_once(folder):
    found = mistakes(folder, "file,date\nx.txt,1971\na.txt,May\nb.txt,1971\n")
    assert sorted(found) == [2, 3]


def test_a_table_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(MetadataError, match="TK307"):
        documents.read(tmp_path / "none.csv")


def test_each_text_is_converted_with_its_own_metadata(folder):
    table = read(folder, "file,title\na.txt,The first\n")
    options = Options(metadata=Metadata(title="For all", publisher="P"), documents=table)

    def header_of(name):
        conversion = convert_source(tei_kit.read(folder / "texts" / name), options)
        codes = {d.code for d in conversion.diagnostics}
        return conversion.tree.findtext(".//{*}titleStmt/{*}title"), "TK308" in codes

    assert header_of("a.txt") == ("The first", False)
    assert header_of("b.txt") == ("For all", True)


def test_the_example_in_the_documentation_is_right(tmp_path):
    example = re.search(r"```text\n(file,.*?)```", DOCS, re.DOTALL)[1]
    for name in ("memo1.txt", "memo2.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "documents.csv").write_text(example)
    table = documents.read(tmp_path / "documents.csv")
    first = table.row(str(tmp_path / "memo1.txt")).over(Metadata())
    assert first.authors == ("W. Lord", "H. Kissinger")
    assert table.row(str(tmp_path / "memo2.txt")).over(Metadata()).images[1] == "scans/2b.jpg"
