"""Document by document or as a whole: the same bytes, the same diagnostics, whatever the text."""

import io
import re
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

import tei_kit
from tei_kit import pipeline
from tei_kit.batch.streaming import convert, piece, spool, survey
from tei_kit.batch.streaming.decoding import decoded
from tei_kit.results.seal import unsealed
from tei_kit.settings import profile
from tei_kit.settings.metadata import Metadata
from tei_kit.settings.options import Options
from tei_kit.source import source
from tei_kit.tei import conformance
from tests.places import DATA, ROOT
from tests.strategies import DOCUMENTS

SEED = next((ROOT / "seeds").glob("*.txt"))
# Those of the usual layout, which is the only one that is read gradually.
USUAL = ("letter", "lists", "note_alignment", "reference_without_note", "same_number", "turns")
FIXTURES = [DATA / "texts" / f"{name}.txt" for name in (*USUAL, "two_documents")]
FRUS = profile.load()


def chunks(data, size):
    return [data[i : i + size] for i in range(0, len(data), size)]


def gradually(data, *, step=1 << 20, encoding=None, name="a.txt", **given):
    """The bytes and what was found, by way of a volume that is read `step` bytes at a time.

    None where the layout is not the usual one: such a text is converted as a whole.
    """
    out = io.BytesIO()
    options = Options(profile=FRUS, **{"check": False, **given})
    with survey.read_volume(chunks(data, step), name, FRUS, encoding=encoding) as text:
        if not text.is_usual:
            return None
        found = convert.convert(text, options, out.write)
    return out.getvalue(), found


def assert_same(data, **options):
    """Both ways end alike: the same file, counts and diagnostics, or the same error."""
    asked = ("encoding", "certainty", "ids", "metadata")
    given_options = {k: options[k] for k in asked if k in options}
    try:
        whole = tei_kit.convert(
            data, name="a.txt", check=options.get("check", False), **given_options
        )
    except tei_kit.TeiKitError as error:
        with pytest.raises(type(error), match=f"^{re.escape(str(error))}$"):
            gradually(data, **options)
        return
    result = gradually(data, **options)
    if result is None:
        return
    written, found = result
    assert written == unsealed(whole.to_bytes())
    assert found.counts == whole.counts
    assert list(found.diagnostics) == list(whole.diagnostics)
    assert found.number.total() == len(whole.diagnostics)


# The last line has an indented number, as texts of the usual layout do.
VOLUMES = st.lists(DOCUMENTS, min_size=1, max_size=5).map("\n\n".join).map("{}\n\n  9. End.".format)
# Documents that refer to each other's notes, in any order, with numbers that stand twice.
NOTED = st.lists(
    st.builds(
        "{}. Telegram From the Embassy1\n\nSee footnote {}, Document {}.\n\n  1. See Document {}.\n"
        "  2. See footnote {}, Document {}.".format,
        *[st.integers(1, 6)] * 6,
    ),
    min_size=1,
    max_size=6,
).map("\n\n".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(DOCUMENTS, VOLUMES), st.booleans())
@example(
    "[Page 1]\n\n[Page 2]\n\n12. Memorandum of Conversation1\n\nText1.\n\n  1. a\n\n[Page 3]", True
)
@example("[Page 1]\n\n[Page 2]", False)
@example("== The Harbor ==\n\n12. Memorandum of Conversation1\n\nText1.\n\n  1. a", False)
@example("\ufeff\ufeff\ufeff\n", False)
@example("\ufeff\ufeff\ufeff\ufeffText.\n", False)
def test_document_by_document_gives_the_bytes_of_the_whole(text, certainty):
    assert_same(text.encode(), certainty=certainty)


@settings(max_examples=200, deadline=None)
@given(NOTED)
def test_references_to_notes_of_earlier_and_later_documents_resolve_alike(text):
    assert_same(text.encode())


@settings(max_examples=200, deadline=None)
@given(VOLUMES, st.integers(1, 60), st.integers(1, 100))
def test_where_the_text_is_cut_while_it_is_read_makes_no_difference(text, step, stretch):
    before = survey.STRETCH
    survey.STRETCH = stretch
    try:
        assert_same(text.encode(), step=step)
    finally:
        survey.STRETCH = before


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.binary(max_size=60), st.text(max_size=30).map(lambda t: t.encode("utf-16"))),
    st.integers(1, 7),
    st.sampled_from([None, "utf-16", "latin-1", "shift_jis", "utf-7", "hex", "klingon"]),
)
@example(b"\xff\xfe\x00\x00a\x00\x00\x00", 1, None)
@example(b"a\r\nb\rc\n\rd", 1, None)
@example(b"\xef\xbb\xbf" * 4 + b"a\n", 1, None)
@example(b"one\ntwo caf\xe9\n", 5, None)
def test_bytes_are_decoded_as_from_the_whole_file(data, step, encoding):
    try:
        whole = source.decode(data, "a.txt", encoding).text
    except tei_kit.TeiKitError as error:
        if error.diagnostics[0].code in ("TK104", "TK105"):
            return
        with pytest.raises(tei_kit.TeiKitError, match=f"^{re.escape(str(error))}$"):
            "".join(decoded(chunks(data, step), "a.txt", encoding))
        return
    text = "".join(decoded(chunks(data, step), "a.txt", encoding))
    assert text.translate(source.SPACE_FOR_FORBIDDEN) == whole.translate(source.SPACE_FOR_FORBIDDEN)


@pytest.mark.parametrize("path", [SEED, *FIXTURES], ids=lambda p: p.stem)
def test_the_fixtures_are_the_same_with_all_checks(path):
    assert_same(path.read_bytes(), check=True, certainty=True)


@pytest.mark.parametrize("text", ["<html><p>We met.</p></html>", "<TEI/>\n\nWe met."])
def test_a_text_that_looks_like_markup_has_the_same_warning(text):
    assert_same(text.encode())


def test_a_volume_of_all_fixtures_is_the_same_and_valid():
    text = "\n\n".join(p.read_text(encoding="utf-8") for p in [SEED, *FIXTURES, SEED])
    assert_same(text.encode(), check=True, step=1000)


def test_identifiers_and_images_of_pages_are_the_same():
    text = "\n\n".join(p.read_text(encoding="utf-8") for p in [SEED, *FIXTURES, SEED])
    metadata = Metadata(facs="{file}_{n:04}.jpg", authors=("A",), date="1971")
    assert convert.can(Options(metadata=metadata))
    assert_same(text.encode(), check=True, step=1000, ids=True, metadata=metadata)


def test_pages_that_have_to_be_counted_are_counted_in_the_whole_text():
    assert not convert.can(Options(metadata=Metadata(facs="{i}.jpg")))
    assert not convert.can(Options(metadata=Metadata(images=("1.jpg",))))


def test_what_a_profile_says_of_words_is_looked_for_in_the_whole_text():
    assert not convert.can(Options(profile=replace(FRUS, decision=({"text": "Hale"},))))


def test_a_document_that_is_split_off_has_the_images_that_its_pages_have_in_the_whole():
    text = "\n\n".join(p.read_text(encoding="utf-8") for p in [SEED, *FIXTURES])
    options = Options(profile=FRUS, metadata=Metadata(facs="{i}.jpg"), ids=True)
    whole = pipeline.convert_source(source.from_text(text, "a.txt"), options)
    *singles, _ = convert.split_whole(whole, options)
    trees = [etree.fromstring(single.data) for single in singles]
    split = [page.get("facs") for tree in trees for page in tree.iter("{*}pb")]
    assert split == [page.get("facs") for page in whole.tree.iter("{*}pb")]
    assert split[-1] == f"{len(split)}.jpg"


def test_every_document_of_a_split_volume_is_valid_alone_and_reads_back_as_its_part():
    data = ("\n\n".join(p.read_text(encoding="utf-8") for p in [SEED, *FIXTURES, SEED])).encode()
    options = Options(profile=FRUS, metadata=Metadata(publisher="P"))
    with survey.read_volume([data], "a.txt", FRUS) as text:
        *singles, found = convert.split(text, options)
    assert len({single.identifier for single in singles}) == len(singles)
    assert found.counts == tei_kit.convert(data, profile=FRUS, check=False).counts
    read_back = ""
    for single in singles:
        tree = etree.ElementTree(etree.fromstring(single.data))
        assert conformance.errors(tree) == []
        read_back += tei_kit.text_of(tree)
    assert read_back.split() == data.decode().split()


def test_a_conversion_that_breaks_a_promise_writes_nothing(monkeypatch):
    from tei_kit.tei import emitter

    def forgets(markup, division):
        markup.line("div")
        markup.end("div")

    monkeypatch.setattr(emitter, "write_division", forgets)
    out = io.BytesIO()
    options = Options(profile=FRUS)
    with (
        survey.read_volume([b"Some text."], "a.txt", FRUS) as text,
        pytest.raises(pipeline.ConversionError, match="TK401"),
    ):
        convert.convert(text, options, out.write)
    assert out.getvalue() == b""


def test_memory_does_not_grow_with_the_number_of_documents():
    document = (
        "{}. Memorandum of Conversation1\n\n" + "Some words.1 " * 100 + "\n\n  1. A note.\n\n"
    )

    def peak(count):
        data = (document.format(n).encode() for n in range(1, count + 1))
        options = Options(profile=FRUS, check=False)
        tracemalloc.start()
        with survey.read_volume(data, "a.txt", FRUS) as text:
            convert.convert(text, options, lambda _: None)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    before = piece.IN_MEMORY, spool.IN_MEMORY, survey.STRETCH
    piece.IN_MEMORY = spool.IN_MEMORY = survey.STRETCH = 100_000
    try:
        small, large = peak(500), peak(2000)
    finally:
        piece.IN_MEMORY, spool.IN_MEMORY, survey.STRETCH = before
    # A document of 1,300 bytes leaves identifiers, and where it begins.
    assert (large - small) / 1500 < 1300
