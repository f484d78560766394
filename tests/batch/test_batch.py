"""`tei-kit batch`: what a run makes of folders, and what the next one does not do again."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from lxml import etree

import tei_kit
from tei_kit.batch import inputs
from tei_kit.batch import run as batch
from tei_kit.batch import unit as units
from tei_kit.batch.work import Record, Unchanged, Unit
from tei_kit.diagnostics import TeiKitError
from tei_kit.settings import profile
from tei_kit.settings.metadata import Metadata
from tei_kit.settings.options import Options
from tests.batch.tools import MEMO, command, make_inputs, manifest, results, run, unfinished
from tests.places import ROOT

TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all.rng"
NS = {"t": "http://www.tei-c.org/ns/1.0"}


class Watching(batch.Nobody):
    """Remembers what was said."""

    def __init__(self):
        self.results = {}
        self.codes = []

    def done(self, unit, result):
        self.results[unit.input] = result

    def notes(self, diagnostics):
        self.codes += [d.code for d in diagnostics]


def do(source, out, **words):
    """A run in this process with one worker; how it went, and what the watcher saw."""
    watching = Watching()
    given = [str(s) for s in (source if isinstance(source, list) else [source])]
    summary = batch.run(batch.Job(given, str(out), **words), watching)
    return summary, watching


def converted(watching):
    return sorted(Path(i).name for i, r in watching.results.items() if isinstance(r, Record))


@pytest.fixture
def texts(tmp_path):
    return make_inputs(tmp_path / "in", 4)


def test_the_folders_are_mirrored_and_each_result_is_what_convert_makes(texts, tmp_path):
    result = run(texts, "--out", tmp_path / "out", "--jobs", 2)
    assert result.returncode == 0, result.stderr
    assert "4 files converted" in result.stderr
    made = results(tmp_path / "out")
    assert list(made) == [
        "volume 0/003 é.xml",
        "volume 1/001 é.xml",
        "volume 1/004 é.xml",
        "volume 2/002 é.xml",
    ]
    for name, data in made.items():
        text = (texts / name).with_suffix(".txt").read_bytes()
        assert data == tei_kit.convert(text, name=f"{Path(name).stem}.txt").to_bytes()
    assert unfinished(tmp_path / "out") == []


PAGE = "<h1>{n}. Memorandum</h1><p>We met, and <i>agreed</i>.</p>"


def test_inputs_of_all_formats_are_taken_and_each_becomes_what_convert_makes(texts, tmp_path):
    (texts / "page.html").write_text(PAGE.format(n=91))
    (texts / "letter.md").write_text("# 92. Letter\n\nAll is *well*.\n")
    (texts / "minutes.docx").write_bytes(b"not a DOCX file")
    (texts / "notes.pdf").write_bytes(b"of no format that is read")
    summary, watching = do(texts, tmp_path / "out")
    assert (summary.done, summary.failed) == (6, 1)
    for name in ("page.html", "letter.md"):
        expected = tei_kit.convert(tei_kit.read(texts / name)).to_bytes()
        assert (tmp_path / "out" / name).with_suffix(".xml").read_bytes() == expected
    failed = watching.results[str(texts / "minutes.docx")]
    assert [d.code for d in failed.diagnostics] == ["TK122"]


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"{\\rtf1 We met.}", b"PK\x03\x04"])
def test_a_text_that_is_no_text_is_refused_as_convert_refuses_it(tmp_path, data):
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.txt"
    path.write_bytes(data)
    with pytest.raises(TeiKitError) as refused:
        tei_kit.read(path)
    summary, watching = do(tmp_path / "in", tmp_path / "out")
    assert summary.failed == 1
    assert watching.results[str(path)].diagnostics == [*refused.value.diagnostics]


def test_only_inputs_of_the_formats_that_are_asked_for_are_taken(texts, tmp_path):
    (texts / "page.html").write_text(PAGE.format(n=91))
    (texts / "page.txt").write_text("91. Memorandum\n\nWe met.\n")
    both = run(texts, "--out", tmp_path / "both")
    assert both.returncode == 1
    assert "TK802" in both.stderr
    one = run(texts, "--out", tmp_path / "one", "--from", "html")
    assert one.returncode == 0, one.stderr
    assert list(results(tmp_path / "one")) == ["page.xml"]
    none = run(texts, "--out", tmp_path / "none", "--from", "docx")
    assert "files are taken that end in .docx, .docm" in none.stderr


def test_the_manifest_says_what_became_of_each_input(texts, tmp_path):
    (texts / "bad.txt").write_bytes(b"caf\xe9 is latin-1")
    summary, _ = do(texts, tmp_path / "out")
    assert (summary.done, summary.failed, summary.is_complete) == (4, 1, False)
    records = manifest(tmp_path / "out")
    assert [r["input"] for r in records] == sorted(r["input"] for r in records)
    bad = next(r for r in records if r["input"].endswith("bad.txt"))
    assert bad["status"] == "failed"
    assert bad["outputs"] == []
    assert bad["diagnostics"][0]["code"] == "TK102"
    good = next(r for r in records if "003" in r["input"])
    text = (texts / "volume 0" / "003 é.txt").read_bytes()
    whole = tei_kit.convert(text)
    assert good["size"] == len(text)
    assert good["counts"]["documents"] == 4 == len(whole.document.divisions)
    assert sum(good["found"].values()) == len(whole.diagnostics)
    assert good["outputs"][0]["path"] == "volume 0/003 é.xml"


def test_the_exit_code_says_that_an_input_failed_and_the_rest_is_done(texts, tmp_path):
    (texts / "bad.txt").write_bytes(b"caf\xe9 is latin-1")
    (texts / "empty.txt").write_bytes(b"")
    result = run(texts, "--out", tmp_path / "out")
    assert result.returncode == 1
    assert "bad.txt:1:4: error TK102" in result.stderr
    assert "empty.txt:1:1: error TK104" in result.stderr
    assert "4 files converted" in result.stderr
    assert "2 failed" in result.stderr


def test_a_second_run_does_only_what_is_new_changed_or_failed(texts, tmp_path):
    out = tmp_path / "out"
    (texts / "bad.txt").write_bytes(b"caf\xe9")
    do(texts, out)
    before = results(out)
    _, again = do(texts, out)
    assert converted(again) == ["bad.txt"]
    (texts / "bad.txt").write_text("café", encoding="utf-8")
    (texts / "new.txt").write_text("New text.")
    changed = texts / "volume 1" / "001 é.txt"
    changed.write_text(MEMO.format(n=77), encoding="utf-8")
    os.utime(changed, (1, 1))  # times do not matter
    _, third = do(texts, out)
    assert converted(third) == ["001 é.txt", "bad.txt", "new.txt"]
    after = results(out)
    assert after["volume 0/003 é.xml"] == before["volume 0/003 é.xml"]
    assert manifest(out) == manifest(do(texts, tmp_path / "fresh")[0].manifest.parent)


def test_results_that_were_lost_or_are_empty_are_made_again(texts, tmp_path):
    out = tmp_path / "out"
    do(texts, out)
    before = results(out)
    (out / "volume 1" / "001 é.xml").unlink()
    (out / "volume 0" / "003 é.xml").write_bytes(b"")
    _, again = do(texts, out)
    assert converted(again) == ["001 é.txt", "003 é.txt"]
    assert results(out) == before


def test_other_options_or_another_version_do_all_again(texts, tmp_path, monkeypatch):
    out = tmp_path / "out"
    do(texts, out)
    options = Options(metadata=Metadata(publisher="An Archive"))
    assert len(converted(do(texts, out, options=options)[1])) == 4
    assert len(converted(do(texts, out, options=options)[1])) == 0
    unit = Unit("a.txt", "a.xml", 0)
    before = units.fingerprint(unit, options)
    assert units.fingerprint(unit, Options(metadata=Metadata(publisher="An Archive"))) == before
    # The worker is a process of its own: a new version asks it to do the unit by the fingerprint.
    monkeypatch.setattr(units, "__version__", "99")
    assert units.fingerprint(unit, options) != before


def test_large_files_come_first(texts, tmp_path):
    (texts / "small.txt").write_text("Text.")
    (texts / "large.txt").write_text("Text. " * 20_000)
    _, watching = do(texts, tmp_path / "out", jobs=1)
    order = [Path(name).name for name in watching.results]
    assert order[0] == "large.txt"
    assert order[-1] == "small.txt"


def test_split_writes_a_file_for_each_document(texts, tmp_path):
    result = run(texts, "--out", tmp_path / "out", "--split")
    assert result.returncode == 0, result.stderr
    made = results(tmp_path / "out")
    assert [name for name in made if "003" in name] == [
        f"volume 0/003 é/d{n}.xml" for n in (3, 4, 5, 6)
    ]
    paths = [str(tmp_path / "out" / name) for name in made]
    check = [sys.executable, "-m", "tei_kit", "validate", *paths]
    validated = subprocess.run(check, capture_output=True, text=True)
    assert validated.returncode == 0, validated.stdout


def test_documents_that_a_text_no_longer_has_lose_their_files(texts, tmp_path):
    out = tmp_path / "out"
    do(texts, out, options=Options(split=True))
    (texts / "volume 0" / "003 é.txt").write_text(MEMO.format(n=3), encoding="utf-8")
    do(texts, out, options=Options(split=True))
    assert [name for name in results(out) if "003" in name] == ["volume 0/003 é/d3.xml"]
    do(texts, out)  # and no longer split
    assert results(out) == results(do(texts, tmp_path / "fresh")[0].manifest.parent)


@pytest.mark.parametrize("family", ["play", "court"])
def test_a_family_with_one_cast_is_converted_as_a_whole(tmp_path, family):
    (tmp_path / "in").mkdir()
    text = "ACT I\n\nHAMLET. Who is there?\n\nGHOST. I am.\n\nACT II\n\nHAMLET. Well.\n"
    (tmp_path / "in" / "a.txt").write_text(text)
    options = Options(profile=profile.load(family))
    do(tmp_path / "in", tmp_path / "out", options=options)
    whole = tei_kit.convert(text, name="a.txt", profile=options.profile)
    assert results(tmp_path / "out") == {"a.xml": whole.to_bytes()}
    do(tmp_path / "in", tmp_path / "split", options=Options(profile=options.profile, split=True))
    assert len(results(tmp_path / "split")) == len(whole.document.divisions)


def test_a_corpus_holds_every_result_under_identifiers_of_its_own(texts, tmp_path):
    corpus = tmp_path / "out" / "corpus.xml"
    result = run(texts, "--out", tmp_path / "out", "--corpus", corpus)
    assert result.returncode == 0, result.stderr
    root = etree.parse(corpus).getroot()
    assert root.tag == f"{{{NS['t']}}}teiCorpus"
    assert len(root.findall("t:TEI", NS)) == 4
    identifiers = root.xpath("//@xml:id")
    assert len(identifiers) == len(set(identifiers))
    pointers = {p[1:] for p in root.xpath("//@who | //@corresp | //@ref", namespaces=NS)}
    assert pointers <= set(identifiers)
    inside = root.xpath("//t:ref[starts-with(@target, '#_003')]", namespaces=NS)
    assert inside
    text = "".join(root.xpath("//t:body//text()", namespaces=NS))
    assert text.count("The number is") == sum(t.count("The number is") for t in read_all(texts))


def test_results_of_like_names_have_identifiers_of_their_own_in_a_corpus(tmp_path):
    for name in ("x/a", "y/a", "z/a_2"):
        path = tmp_path / "in" / f"{name}.txt"
        path.parent.mkdir(parents=True)
        path.write_text(f"12. Minutes\n\nOf {name}.\n", encoding="utf-8")
    corpus = tmp_path / "out" / "corpus.xml"
    result = run(tmp_path / "in", "--out", tmp_path / "out", "--corpus", corpus)
    assert result.returncode == 0, result.stderr
    identifiers = etree.parse(corpus).getroot().xpath("//@xml:id")
    assert len(identifiers) == len(set(identifiers)) >= 3


def read_all(folder):
    return [path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")]


def test_a_corpus_can_include_the_results_instead(tmp_path):
    source = tmp_path / "in" / "of two"
    source.mkdir(parents=True)
    for n in (1, 2):
        (source / f"{n}.txt").write_text(f"{n}. Memorandum\n\nText {n}.", encoding="utf-8")
    corpus = tmp_path / "corpus.xml"
    do(source.parent, tmp_path / "out", corpus=corpus, xinclude=True)
    tree = etree.parse(corpus)
    tree.xinclude()
    assert tree.getroot().xpath("count(t:TEI)", namespaces=NS) == 2
    (source / "3.txt").write_text("1. Memorandum\n\nText 3.", encoding="utf-8")
    do(source.parent, tmp_path / "out", corpus=corpus, xinclude=True)
    identifiers = included(corpus).getroot().xpath("//@xml:id")
    assert {"of_two_1.d1", "of_two_2.d2", "of_two_3.d1"} <= set(identifiers)
    assert len(identifiers) == len(set(identifiers))


def included(path):
    tree = etree.parse(path)
    tree.xinclude()
    return tree


@pytest.mark.parametrize("xinclude", [False, True])
def test_a_corpus_is_what_our_schema_allows_and_every_export_reads_all_of_it(tmp_path, xinclude):
    from tei_kit import export, rows

    (tmp_path / "in" / "a").mkdir(parents=True)
    texts = [MEMO.format(n=n) for n in (1, 1)]
    (tmp_path / "in" / "1.txt").write_text(texts[0], encoding="utf-8")
    (tmp_path / "in" / "a" / "1.txt").write_text(texts[1], encoding="utf-8")
    corpus = tmp_path / "out" / "corpus.xml"
    do(tmp_path / "in", tmp_path / "out", corpus=corpus, xinclude=xinclude)
    words = [["--xinclude"], []][not xinclude]
    result = subprocess.run(
        [sys.executable, "-m", "tei_kit", "validate", *words, corpus],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    text = export(corpus, "txt").decode("utf-8")
    assert "".join(text.split()) == "".join("".join(texts).split())
    assert len(rows(corpus, "turns")) == 2 * len(rows(tmp_path / "out" / "1.xml", "turns")) > 0
    for target in ("html", "md", "csv", "tei-simple"):
        said = b"The number is"
        one = export(tmp_path / "out" / "1.xml", target).count(said)
        assert export(corpus, target).count(said) == 2 * one > 0


def test_files_of_single_documents_cannot_be_included_under_one_identifier(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "1.txt").write_text("1. Memorandum\n\nText.", encoding="utf-8")
    out, options = tmp_path / "out", Options(split=True)
    with pytest.raises(TeiKitError, match=r"TK814 the identifier 'd1' .*; leave out --xinclude"):
        do(tmp_path / "in", out, options=options, corpus=tmp_path / "corpus.xml", xinclude=True)


@pytest.mark.skipif(not TEI_ALL.exists(), reason="tei_all.rng is not beside the checkout")
@pytest.mark.parametrize("xinclude", [False, True])
def test_a_corpus_is_valid_against_tei_all(tmp_path, xinclude):
    (tmp_path / "in").mkdir()
    for n in (1, 2):
        (tmp_path / "in" / f"{n}.txt").write_text(MEMO.format(n=n).replace("[Page 2]", ""))
    (tmp_path / "in" / "2.txt").write_text("2. Memorandum\n\nText.")
    corpus = tmp_path / "corpus.xml"
    do(tmp_path / "in", tmp_path / "out", corpus=corpus, xinclude=xinclude)
    tree = etree.parse(corpus)
    tree.xinclude()
    for element in tree.iter():  # tei_all does not know what XInclude adds
        element.attrib.pop("{http://www.w3.org/XML/1998/namespace}base", None)
    tree.write(tmp_path / "whole.xml")
    if shutil.which("jing") is None:
        pytest.skip("jing is not installed")
    checked = subprocess.run(
        ["jing", str(TEI_ALL), str(tmp_path / "whole.xml")], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout


def test_results_of_inputs_that_are_gone_are_kept_and_pruned_when_asked(texts, tmp_path):
    out = tmp_path / "out"
    do(texts, out)
    (texts / "volume 1" / "001 é.txt").unlink()
    _, watching = do(texts, out)
    assert watching.codes == ["TK812"]
    assert "volume 1/001 é.xml" in results(out)
    _, watching = do(texts, out, prune=True)
    assert watching.codes == []
    assert results(out) == results(do(texts, tmp_path / "fresh")[0].manifest.parent)
    assert manifest(out) == manifest(tmp_path / "fresh")


def test_what_is_not_there_or_holds_no_texts_is_an_error(tmp_path):
    result = run(tmp_path / "none", "--out", tmp_path / "out")
    assert result.returncode == 1
    assert "none:1:1: error TK801 no file or folder has this name" in result.stderr
    (tmp_path / "empty").mkdir()
    result = run(tmp_path / "empty", "--out", tmp_path / "out")
    assert result.returncode == 1
    assert "error TK813 no input was found; files are taken that end in .txt" in result.stderr


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path):
    (tmp_path / "notes").write_text("Some text.")
    do(tmp_path / "notes", tmp_path / "out")
    assert list(results(tmp_path / "out")) == ["notes.xml"]


def test_an_output_folder_inside_the_source_is_not_read(tmp_path):
    (tmp_path / "a.txt").write_text("Some text.")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "b.txt").write_text("No source.")
    do(tmp_path, tmp_path / "out")
    assert list(results(tmp_path / "out")) == ["a.xml"]


def test_names_that_other_systems_do_not_tell_apart_collide(tmp_path):
    names = ["é.txt", unicodedata.normalize("NFD", "é.txt"), "A.txt", "a.txt", "b.txt"]
    for name in names:
        (tmp_path / name).write_text("Text.")
    found = inputs.find([str(tmp_path)], str(tmp_path / "out"), split=False)
    assert [Path(u.input).name for u in found.units] == ["b.txt"]
    assert {r.diagnostic.code for r in found.refused} == {"TK802"}
    assert "'" + str(tmp_path / "a.txt") + "'" in found.refused[0].diagnostic.message


def test_wrong_words_are_wrong_usage(texts, tmp_path):
    for words in (["--date", "May"], ["--profile", "nobody"], ["--meta", "none.toml"], ["-j", "0"]):
        assert run(texts, "--out", tmp_path / "out", *words).returncode == 2
    assert not (tmp_path / "out").exists()


def test_a_plain_log_says_how_far_the_run_is(texts, tmp_path, capsys, monkeypatch):
    from tei_kit.cli import progress

    monkeypatch.setattr(progress, "INTERVAL", 0.0)
    with progress.watcher(quiet=False) as watching:
        batch.run(batch.Job([str(texts)], str(tmp_path / "out")), watching)
        batch.run(batch.Job([str(texts)], str(tmp_path / "out")), watching)
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("1 of 4 files, ")
    assert "MB/s, 0 failed" in said[0]
    assert said[-1].endswith("4 unchanged")


def test_a_bar_is_shown_on_a_terminal(texts, tmp_path):
    import pty

    main, other = pty.openpty()
    with subprocess.Popen(
        command(texts, "--out", tmp_path / "out"),
        stderr=other,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(other)
        shown = b""
        try:
            while data := os.read(main, 4096):
                shown += data
        except OSError:  # the other end was closed
            pass
    os.close(main)
    assert process.returncode == 0
    assert b"of 4 files" in shown
    assert b"4 files converted" in shown


def test_a_unit_that_did_not_change_says_so(texts, tmp_path):
    do(texts, tmp_path / "out")
    _, again = do(texts, tmp_path / "out")
    assert {type(result) for result in again.results.values()} == {Unchanged}


def test_a_record_holds_the_gravest_diagnostics_and_counts_all(tmp_path):
    pages = "\n\n".join(f"[Page {n}]\n\nText." for n in range(900, 1, -3))
    (tmp_path / "a.txt").write_text(pages)
    do(tmp_path, tmp_path / "out")
    (record,) = manifest(tmp_path / "out")
    assert record["found"]["warning"] > len(record["diagnostics"]) == 200
    assert {d["severity"] for d in record["diagnostics"]} == {"warning"}
    assert json.dumps(record).isascii()


def test_a_corpus_of_no_results_is_not_written(tmp_path):
    folder = tmp_path / "src"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"Not UTF-8: \xff\xfe\xfa\n")
    out = tmp_path / "out"
    assert run(folder, "--out", out, "--corpus", out / "corpus.xml").returncode == 1
    assert not (out / "corpus.xml").exists()
