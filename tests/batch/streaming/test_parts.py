"""Long letters and debates, which are one division: read in stretches or whole, one TEI."""

import gc
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_kit import pipeline, readers
from tei_kit.batch import unit
from tei_kit.batch.streaming import convert, piece, spool, survey, volume
from tei_kit.batch.streaming.frame import cut
from tei_kit.batch.streaming.stretched import Stretched
from tei_kit.batch.work import Unit
from tei_kit.results.seal import unsealed
from tei_kit.settings.metadata import Metadata
from tei_kit.settings.options import Options
from tei_kit.tokenizer import reading, stretches
from tests.batch.streaming import series, volumes
from tests.batch.streaming.both_ways import FRUS, in_stretches, use_small_windows
from tests.batch.streaming.series import SERIES


@pytest.fixture(autouse=True)
def _small_windows(monkeypatch):
    use_small_windows(monkeypatch)


def whole_of(text, options, monkeypatch):
    """The conversion of a text that is read as a whole."""
    with monkeypatch.context() as patch:
        patch.setattr(reading, "LONG", len(text))
        return pipeline.convert_source(readers.of_text(text, "a.txt"), options)


def assert_streams(text, **given_options):
    """The text is read in stretches both ways, with one result; gives that of `convert`."""
    options = Options(**given_options)
    source = readers.of_text(text, "a.txt")
    assert stretches.read(source, options) is not None
    result = in_stretches(text, options)
    assert result is not None
    alone = pipeline.convert_source(source, options)
    assert result.data == unsealed(alone.to_bytes())
    assert result.found.counts == alone.counts
    assert list(result.found.diagnostics) == list(alone.diagnostics)
    return alone


@pytest.mark.parametrize("name", SERIES)
def test_a_long_text_of_parts_is_in_stretches_what_it_is_as_a_whole(name, monkeypatch):
    text = SERIES[name](40)
    alone = assert_streams(text, certainty=True)
    whole = whole_of(text, Options(certainty=True), monkeypatch)
    assert alone.to_bytes() == whole.to_bytes()
    assert alone.diagnostics == whole.diagnostics


@pytest.mark.parametrize("name", SERIES)
def test_images_of_pages_and_metadata_are_the_same(name):
    metadata = Metadata(facs="{file}_{n:04}.jpg", authors=("A",), date="1971")
    assert_streams(SERIES[name](30), check=False, metadata=metadata)


def test_all_letters_are_in_the_header_and_in_one_division():
    tree = assert_streams(series.bracketed(40)).tree
    assert len(tree.findall(".//{*}correspDesc")) == 40
    assert len(tree.findall("{*}text/{*}body/{*}div")) == 1
    assert len(tree.findall("{*}text/{*}body/{*}div/{*}div[@type='letter']")) == 40


def test_notes_that_go_on_from_letter_to_letter_are_in_order():
    alone = assert_streams(series.raised(40))
    notes = alone.tree.findall(".//{*}note")
    assert [note.get("n") for note in notes] == [str(n) for n in range(1, 55)]
    assert not [each for each in alone.diagnostics if each.code in ("TK203", "TK204")]


def test_a_short_name_is_that_of_the_full_name_in_a_stretch_before():
    text = series.agenda(40)
    for full, short in series.MEMBERS:
        first = text.index(full)
        text = text[: first + len(full)] + text[first + len(full) :].replace(
            f"{full}:", f"{short}:"
        )
    alone = assert_streams(text)
    persons = {name.text for name in alone.tree.iter("{*}persName")}
    assert len(alone.tree.findall(".//{*}person")) == 3
    assert {"Mr. John Hale", "Mrs. Ada Marsh", "Mr. Peter Vale"} == persons
    assert len({turn.get("who") for turn in alone.tree.iter("{*}sp")}) == 3


def test_headings_have_the_depth_that_they_have_from_the_beginning_on():
    tree = assert_streams(series.sittings(30)).tree
    days = tree.findall("{*}text/{*}body/{*}div/{*}div/{*}div/{*}div")
    assert len(days) >= 60
    assert all(day.find("{*}head") is not None for day in days)


def test_notes_at_the_end_of_a_volume_of_letters_are_found_as_a_whole():
    parts, notes = [], []
    for number in range(1, 41):
        first = len(notes) + 1
        blocks = series.letter(number, lambda n: f"[{n}]", first)
        notes += [f"[{first + at}] {note}" for at, note in enumerate(series.notes_of(number))]
        parts.append("\n\n".join(blocks))
    text = "\n\n\n\n".join([*parts, "NOTES", "\n\n".join(notes)]) + "\n"
    assert stretches.read(readers.of_text(text, "a.txt"), Options()) is None
    assert in_stretches(text, Options()) is None


def test_notes_in_brackets_inside_letters_need_no_marks():
    text = series.bare(60).replace("Commission", "Commission [Footnote: A body of five men.]")
    whole = assert_streams(text)
    assert whole.counts.notes == 0
    assert len(whole.tree.findall(".//{*}note")) > 60


def test_identifiers_of_units_are_counted_in_the_whole_division():
    text = series.bracketed(30)
    options = Options(ids=True)
    assert in_stretches(text, options) is None
    assert stretches.read(readers.of_text(text, "a.txt"), options) is not None


def test_times_make_one_timeline_of_the_whole_text():
    text = series.agenda(40).replace("Mr. Hale: ", "Mr. Hale: (10:15) ")
    tree = pipeline.convert_source(readers.of_text(text, "a.txt"), Options()).tree
    if tree.find(".//{*}timeline") is not None:
        assert in_stretches(text, Options()) is None


@pytest.mark.parametrize("name", SERIES)
def test_a_batch_writes_a_long_text_of_parts_as_convert_does(name, tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(SERIES[name](30), encoding="utf-8", newline="")
    work = Unit(str(path), str(tmp_path / "a.xml"), path.stat().st_size)
    monkeypatch.setattr(unit._Work, "_whole", lambda _: pytest.fail("the text is read whole"))
    record = unit.convert(work, Options())
    assert record.status == "done"
    alone = pipeline.convert_source(readers.read(Path(work.input)), Options())
    assert unsealed(Path(work.output).read_bytes()) == unsealed(alone.to_bytes())


def a_series(name, count):
    return SERIES[name](count)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.builds(a_series, st.sampled_from([*SERIES]), st.integers(1, 9)),
            st.builds(volumes.volume, st.sampled_from([*volumes.LAYOUTS]), st.integers(1, 3)),
        ),
        min_size=2,
        max_size=4,
    ),
    st.sampled_from(["\n\n", "\n\n\n\n", "\n", "\n\f"]),
    st.sampled_from([3_000, 6_000, 9_000]),
)
def test_whatever_parts_stand_in_a_text_both_ways_are_the_same(parts, parted, window):
    before, stretches.WINDOW = stretches.WINDOW, window
    try:
        text = parted.join(parts)
        result = in_stretches(text, Options())
        if result is not None:
            alone = pipeline.convert_source(readers.of_text(text, "a.txt"), Options())
            assert result.data == unsealed(alone.to_bytes())
            assert result.found.counts == alone.counts
            assert list(result.found.diagnostics) == list(alone.diagnostics)
    finally:
        stretches.WINDOW = before


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([*SERIES]), st.integers(12, 40), st.sampled_from([5_000, 8_000, 13_000]))
def test_a_series_in_windows_of_any_size_is_that_of_the_whole(name, count, window):
    before = stretches.WINDOW, reading.LONG
    text = SERIES[name](count)
    source = readers.of_text(text, "a.txt")
    try:
        stretches.WINDOW = window
        alone = pipeline.convert_source(source, Options(check=False))
        reading.LONG = len(text)
        whole = pipeline.convert_source(source, Options(check=False))
    finally:
        stretches.WINDOW, reading.LONG = before
    assert alone.to_bytes() == whole.to_bytes()


@pytest.mark.parametrize("name", ["bracketed", "agenda"])
def test_memory_does_not_grow_with_the_number_of_parts(name, monkeypatch):
    monkeypatch.setattr(convert, "KEPT_DIAGNOSTICS", 10)
    for module, constant in ((piece, "IN_MEMORY"), (spool, "IN_MEMORY"), (spool, "COPIED")):
        monkeypatch.setattr(module, constant, 20_000)
    for module, constant in ((survey, "STRETCH"), (survey, "LONGEST"), (volume, "READ")):
        monkeypatch.setattr(module, constant, 20_000)

    def peak(count):
        data = SERIES[name](count).encode()
        parts = (data[at : at + 20_000] for at in range(0, len(data), 20_000))
        options = Options(check=False)
        gc.collect()
        tracemalloc.start()
        with (
            survey.read_volume(parts, "a.txt", FRUS) as text,
            Stretched(text, options, None) as stretched,
        ):
            convert.convert(text, options, lambda _: None, None, stretched)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(200)  # what is kept for all texts
    few, many = peak(100), peak(200)
    assert (many - few) / 100 < 1_500  # a part of some 1,000 bytes leaves its identifiers


def test_a_division_is_cut_after_its_start_tags_and_before_its_end_tags():
    division = '\n<div n="1">\n <div>\n  <p>a\nb</p>\n </div>\n</div>'
    assert cut(division, 2, at_start=True, at_end=True).inside == "\n  <p>a\nb</p>"
    assert cut(division, 2, at_start=False, at_end=True).after == "\n </div>\n</div>"
    assert cut(division, 2, at_start=False, at_end=False).inside == division


def test_a_text_without_a_heading_is_told_where_its_words_begin():
    alone = assert_streams("\f\n" + series.raised(20))
    assert [each.place.line for each in alone.diagnostics if each.code == "TK207"] == [2]
