"""The first promise for every format: what it shows is the TEI's text, whatever it shows."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

import tei_kit
from tei_kit.readers import flow_to_source
from tei_kit.readers.flow import (
    LINE_BREAK,
    NEW_PAGE,
    RENDITIONS,
    Cell,
    Flow,
    Heading,
    Item,
    Note,
    Paragraph,
    Preformatted,
    Row,
    Run,
    Table,
)
from tests.strategies import CHARACTERS, PIECES

KEYS = st.sampled_from(["a", "b", "c", "d", "no such note"])
TEXTS = st.one_of(PIECES, st.text(CHARACTERS, max_size=12), st.just(LINE_BREAK), st.just(" "))
RUNS = st.lists(
    st.one_of(
        st.builds(
            Run,
            TEXTS,
            st.sampled_from(["", "", *RENDITIONS]),
            target=st.sampled_from(["", "", "https://example.org/a"]),
            language=st.sampled_from(["", "", "", "de"]),
            is_quoted=st.sampled_from([False, False, True]),
        ),
        st.builds(lambda key: Run("1", note=key), KEYS),
        st.just(Run("", page=NEW_PAGE)),
        st.builds(
            lambda n, shown: Run(f"[Page {n}]" if shown else "", page=n),
            st.sampled_from(["5", "6", "iv", "x y"]),
            st.booleans(),
        ),
    ),
    max_size=5,
)
LINES = st.integers(0, 9)
PARAGRAPHS = st.builds(Paragraph, RUNS, LINES, st.sampled_from([0, 0, 0, 1, 2]))
MARKERS = st.sampled_from(["•", "◦", "1.", "2.", "(a)", "iv)", "Article I.", "–", "", "1.2"])
ITEMS = st.builds(
    Item, st.integers(0, 14), MARKERS, st.lists(RUNS, max_size=3), LINES, st.booleans()
)


def tables(content):
    cells = st.builds(
        Cell, st.lists(content, max_size=3), st.integers(0, 2), st.integers(0, 2), st.booleans()
    )
    rows = st.lists(st.builds(Row, st.lists(cells, min_size=1, max_size=3), st.booleans()))
    return st.builds(Table, rows.filter(bool), LINES)


TABLES = st.recursive(PARAGRAPHS, lambda inner: st.one_of(PARAGRAPHS, tables(inner)), max_leaves=6)
BLOCKS = st.lists(
    st.one_of(
        PARAGRAPHS,
        st.builds(Heading, st.integers(0, 4), RUNS, LINES),
        ITEMS,
        TABLES,
        st.builds(Preformatted, st.lists(PARAGRAPHS, max_size=4), LINES),
    ),
    max_size=10,
)
LABELS = st.sampled_from(["1", "2", "3", "*", "i", "10", "1", "no label", "²"])
NOTES = st.dictionaries(
    KEYS.filter(lambda key: len(key) == 1),
    st.builds(Note, LABELS, st.lists(RUNS, max_size=3), LINES, st.sampled_from(["", "bottom"])),
    max_size=4,
)


def squeezed(text):
    return "".join(text.split())


@settings(max_examples=500, deadline=None)
@given(BLOCKS, NOTES)
@example(
    [Paragraph([Run("1", note="a")]), Heading(1, [Run("\xa0")]), Paragraph([Run("1", note="a")])],
    {"a": Note("1", [[Run("One.")], [Run("Two.")]])},
)
@example(
    [Heading(level, [Run("12. Memorandum of Conversation")]) for level in (0, 1)]
    + [Paragraph([Run("The discussion began.")])],
    {},
)
@example(
    [Preformatted([Paragraph([Run("12. Memorandum of Conversation1"), Run("\r")])])],
    {"a": Note("1", [[Run("1", note="a")]])},
)
def test_any_flow_becomes_valid_tei_that_reads_back(blocks, notes):
    blocks = [Paragraph([Run("Some text.")]), *blocks]
    source = flow_to_source.write(Flow(blocks, notes), "a.html", "HTML")
    conversion = tei_kit.convert(source)
    assert squeezed(tei_kit.text_of(conversion.tree)) == squeezed(source.text)
    assert [source.place(hint.start).line > 0 for hint in source.hints].count(False) == 0
