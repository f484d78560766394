"""Long texts in any layout: read in stretches or in memory, the TEI is the same."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tei_kit
from tei_kit import pipeline, readers
from tei_kit.batch import unit
from tei_kit.batch.streaming import convert, piece, spool, survey, volume
from tei_kit.batch.streaming.stretched import Stretched
from tei_kit.batch.work import Unit
from tei_kit.layout import usual
from tei_kit.results.seal import unsealed
from tei_kit.settings.metadata import Metadata
from tei_kit.settings.options import Options
from tei_kit.tokenizer import reading, stretches
from tei_kit.xml.names import XML_ID
from tests.batch.streaming import volumes
from tests.batch.streaming.both_ways import FRUS, in_stretches, use_small_windows
from tests.places import DATA
from tests.strategies import DOCUMENTS


@pytest.fixture(autouse=True)
def _small_windows(monkeypatch):
    use_small_windows(monkeypatch)


def assert_same(text, **given_options):
    """Both ways end alike; gives what `convert` made, or None where the text is read whole."""
    options = Options(**{"check": False, **given_options})
    source = readers.of_text(text, "a.txt")
    alone = stretches.read(source, options)
    result = in_stretches(text, options)
    arranged = pipeline.infer.infer(source, options.words, options.fixed_layout)
    is_doubtful = any(each.code in ("TK108", "TK109") for each in source.diagnostics)
    is_read_so = reading.is_long(len(source.text)) and not arranged.is_usual and not is_doubtful
    assert (result is not None) == (is_read_so and alone is not None)
    whole = pipeline.convert_source(source, options)
    if result is None:
        return None
    found = result.found
    assert result.data == unsealed(whole.to_bytes())
    assert found.counts == whole.counts
    assert list(found.diagnostics) == list(whole.diagnostics)
    assert found.number.total() == len(whole.diagnostics)
    return whole


@pytest.mark.parametrize("layout", volumes.LAYOUTS)
def test_a_long_volume_in_any_layout_is_the_same_in_stretches(layout):
    whole = assert_same(volumes.volume(layout, 40), check=True, certainty=True)
    assert whole is not None
    assert whole.counts.notes == 150
    assert whole.counts.turns >= 90


@pytest.mark.parametrize("layout", volumes.LAYOUTS)
def test_identifiers_of_parts_and_metadata_are_the_same(layout):
    metadata = Metadata(facs="{file}_{n:04}.jpg", authors=("A",), date="1971")
    assert assert_same(volumes.volume(layout, 12), ids=True, metadata=metadata) is not None


@pytest.mark.parametrize("layout", ["wrapped", "raised", "one_a_line"])
def test_the_documents_of_a_long_volume_are_what_they_are_in_a_short_one(layout, monkeypatch):
    text = volumes.volume(layout, 40)
    long = tei_kit.convert(text, check=False)
    monkeypatch.setattr(reading, "LONG", len(text))
    short = tei_kit.convert(text, check=False)
    assert unsealed(long.to_bytes()) == unsealed(short.to_bytes())


def test_layouts_that_change_within_a_volume_are_the_same_in_stretches():
    parts = [volumes.volume(layout, 8) for layout in volumes.LAYOUTS]
    assert_same("\n\n\n".join([*parts, *parts]))


def test_answers_that_somebody_gives_hold_in_every_stretch():
    text = volumes.volume("wrapped", 20)
    whole = assert_same(text, layout=(("notes", "none"),))
    assert whole is not None
    assert whole.counts.notes == 0


def test_notes_at_the_end_of_a_volume_are_referred_to_from_all_its_documents():
    text = volumes.with_notes_at_its_end(40)
    assert assert_same(text) is None
    tree = tei_kit.convert(text, check=False).tree
    notes = tree.findall(".//{*}body//{*}note")
    assert len(notes) == 150
    targets = {ref.get("target") for ref in tree.iter("{*}ref")}
    alone = [note for note in notes if note.get("anchored")]
    assert all(f"#{note.get(XML_ID)}" in targets for note in alone)


def test_notes_that_are_numbered_through_a_volume_go_on_over_the_ends_of_stretches():
    whole = assert_same(volumes.with_notes_that_go_on(40), check=True)
    assert whole is not None
    assert whole.counts.notes == 150
    assert not whole.tree.findall(".//{*}note[@cert]")


def test_a_text_of_one_document_is_read_as_a_whole():
    one = volumes.wrapped(volumes.documents(1)).partition("FOOTNOTES")[0]
    assert assert_same("\n\n".join([one, *[one.partition("\n\n")[2]] * 60])) is None


@pytest.mark.parametrize("name", ["play", "court", "debate_own_line_de"])
def test_other_families_are_read_as_a_whole(name):
    text = (DATA / "texts" / f"{name}.txt").read_text(encoding="utf-8")
    assert assert_same("\n\n".join([text] * 12)) is None


def test_a_short_text_is_not_read_in_stretches(monkeypatch):
    monkeypatch.setattr(stretches, "read", lambda *_: pytest.fail("the text is short"))
    text = volumes.volume("wrapped", 1)
    assert tei_kit.convert(text, check=False).counts.documents == 1
    assert in_stretches(text, Options()) is None


def test_stretches_are_the_text_and_know_their_places():
    text = volumes.volume("printed", 20)
    source = readers.of_text(text, "a.txt")
    long = stretches.Long(source.name, [source.text], source.form_feeds)
    found = list(stretches.Stretches(long, Options()))
    lines = source.text.split("\n")
    assert len(found) > 2
    assert "".join(stretch.text.text for stretch in found) == source.text
    for stretch in found:
        own = stretch.reading.source
        for token in stretch.reading.tokens:
            assert 0 <= token.start <= token.end <= len(own.text)
            words = own.text[token.start : token.end]
            if words.strip() and not words[0].isspace():
                line = lines[own.place(token.start).line - 1]
                assert words.split()[0] in line


BREAKS = ["\n\n", "\n\n\n", "\n", "\n\f", "\n\n\n\n"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.builds(volumes.volume, st.sampled_from([*volumes.LAYOUTS]), st.integers(1, 6)),
            DOCUMENTS,
        ),
        min_size=2,
        max_size=4,
    ),
    st.sampled_from(BREAKS),
    st.sampled_from([3_000, 6_000]),
)
def test_whatever_stands_in_a_volume_both_ways_are_the_same(parts, parted, window):
    before, stretches.WINDOW = stretches.WINDOW, window
    try:
        assert_same(f"Begin.{parted}{parted.join(parts)}")
    finally:
        stretches.WINDOW = before


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b,", "", "  1. Note.", "word[1]", "* x"]), max_size=30),
    st.lists(st.integers(1, 9), min_size=1, max_size=9),
)
def test_the_evidence_of_a_layout_is_the_same_in_parts_that_end_with_lines(lines, sizes):
    text = "\n".join(lines)
    whole, parts = usual.Evidence(), usual.Evidence()
    whole.add(text)
    rest = lines
    at = 0
    while rest:
        size = sizes[at % len(sizes)]
        part, rest = rest[:size], rest[size:]
        while rest and not rest[0]:  # not between the line ends of blank lines
            part, rest = [*part, rest[0]], rest[1:]
        parts.add("\n".join(part) + ("\n" if rest else ""))
        at += 1
    assert parts.is_usual == whole.is_usual
    assert parts.is_other == whole.is_other


def a_unit(folder: Path, text: str) -> Unit:
    path = folder / "a.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return Unit(str(path), str(folder / "a.xml"), path.stat().st_size)


def test_a_batch_reads_a_long_text_in_stretches(tmp_path, monkeypatch):
    work = a_unit(tmp_path, volumes.volume("wrapped", 30))
    monkeypatch.setattr(unit._Work, "_whole", lambda _: pytest.fail("the text is read whole"))
    record = unit.convert(work, Options())
    assert record.status == "done"
    expected = pipeline.convert_source(readers.read(Path(work.input)), Options())
    assert unsealed(Path(work.output).read_bytes()) == unsealed(expected.to_bytes())


def test_a_batch_reads_a_text_as_a_whole_that_cannot_be_read_in_stretches(tmp_path):
    work = a_unit(tmp_path, volumes.with_notes_at_its_end(30))
    record = unit.convert(work, Options())
    assert record.status == "done"
    assert record.counts["notes"] == 113
    expected = pipeline.convert_source(readers.read(Path(work.input)), Options())
    assert Path(work.output).read_bytes() == expected.to_bytes()


def test_a_text_that_breaks_a_promise_in_stretches_is_read_as_a_whole(tmp_path, monkeypatch):
    work = a_unit(tmp_path, volumes.volume("wrapped", 30))
    monkeypatch.delenv(pipeline.STRICT, raising=False)

    def fails(*_: object) -> None:
        raise pipeline.ConversionError

    monkeypatch.setattr(convert._Conversion, "check", fails)
    record = unit.convert(work, Options())
    assert record.status == "done"
    expected = pipeline.convert_source(readers.read(Path(work.input)), Options())
    assert Path(work.output).read_bytes() == expected.to_bytes()


@pytest.mark.parametrize("layout", ["wrapped", "one_a_line"])
def test_memory_does_not_grow_with_the_number_of_documents(layout, monkeypatch):
    monkeypatch.setattr(convert, "KEPT_DIAGNOSTICS", 10)
    monkeypatch.setattr(piece, "IN_MEMORY", 20_000)
    monkeypatch.setattr(spool, "IN_MEMORY", 20_000)
    monkeypatch.setattr(spool, "COPIED", 20_000)
    monkeypatch.setattr(survey, "STRETCH", 20_000)
    monkeypatch.setattr(survey, "LONGEST", 20_000)
    monkeypatch.setattr(volume, "READ", 20_000)

    def peak(count):
        written = [volumes.written(n) for n in range(1, 9)]
        one = volumes.LAYOUTS[layout](written).encode()
        parts = (b"".join([one, b"" if layout == "one_a_line" else b"\n\n"]) for _ in range(count))
        options = Options(check=False)
        tracemalloc.start()
        with survey.read_volume(parts, "a.txt", FRUS) as text:
            assert text.is_long
            with Stretched(text, options, None) as stretched:
                convert.convert(text, options, lambda _: None, None, stretched)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2)  # what is kept for all texts
    # 240 documents more, of 2,000 bytes each, leave their identifiers.
    assert (peak(40) - peak(10)) / 240 < 1_500
