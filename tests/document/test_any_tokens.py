"""Any tokens, over any view of a file, become valid TEI that reads back as the file."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tei_kit.document.printing import LEAVES
from tei_kit.tokenizer.tokens import TokenKind
from tests.document.check import converted
from tests.document.marked_text import arranged, read

SIGN = TokenKind.NOTE_NUMBER
WORDS = st.sampled_from(
    ["one", "Two", "3", "so.", "A. B.", "é", "-", "*", "\x07", "x\u200by", "]]>", "&", "a\u2028b"]
)
INLINE = st.recursive(
    st.one_of(
        WORDS,
        WORDS,
        st.sampled_from(
            [
                "{page_break 3|[Page 3]}",
                "{page_break 4|}",
                "{page_break 2|- 2 -}",
                "{page_break|}",
                "{page_break x y|none}",
                "ne{hyphen|-}go",
                "ne{hyphen|\xad}{form_work footer bottom|Foot}{page_break 5|}go",
                "long-{line_break no|}term",
                "{line_break n=5|}",
                "{form_work header top right|Head {page_break 6|6}}",
                "{form_work lineNum left|10}",
                "{date 1971-05-31|May 31}",
                "{date 1971-05/1971-06|May}",
                "{date|February 30}",
                "{place|Rome}",
                "{time 14:05:00|14:05}",
                "{note_reference 1|1}",
                "{note_reference 2|[2]}",
                "{note_reference *|*}",
                "{note 1@inline|{note_number|[Note:} so{note_number|]}}",
                "{note@margin|aside}",
                "{note 2@bottom|{note_number|2.} {inner|p} {inner|q {page_break 7|7}}}",
                "{unresolved 9|x9}",
                "{person|Ann}",
            ]
        ),
    ),
    lambda inside: st.lists(inside, min_size=1, max_size=3).map(
        lambda parts: f"{{emphasis italic|it {' '.join(parts)} is}}"
    ),
    max_leaves=4,
)
TEXT = st.lists(INLINE, min_size=1, max_size=5).map(" ".join)
SOME = st.one_of(st.just(""), TEXT)


def block(kind, text=TEXT):
    return text.map(lambda inside: f"{{{kind}|{inside}}}")


SPEAKERS = st.sampled_from(
    ["{speaker ANN|ANN:} ", "{speaker ANN\\tBOB|ANN, BOB.} ", "{speaker BOB|BOB.} {aside|(so.)}"]
)
SPOKEN = st.tuples(SPEAKERS, SOME).map("".join)
LINES = st.one_of(block("line"), block("line F n=2"), block("stage exit"), block("line I", SPOKEN))
FLOATING = st.sampled_from(
    [
        "{page_break 8|[Page 8]}",
        "{page_break 9|}",
        "{form_work pageNum bottom|9}",
        "{line_break|}",
        "{note 1@bottom|{note_number|1.} Foot.}",
        "{note 1|{note_number|1.} End.}",
        "{note 2|{note_number|[2]} End, too.}",
        "{note *|{note_number|*} Star.}",
        "{note|Unnumbered.}",
    ]
)


def container(kind, inside, label=""):
    return st.lists(st.one_of(inside, inside, FLOATING), min_size=1, max_size=4).map(
        lambda parts: f"{{{kind}|{label}{' '.join(parts)}}}"
    )


ITEMS = st.one_of(
    TEXT.map(lambda text: f"{{item|{{bullet|•}} {text}}}"),
    TEXT.map(lambda text: f"{{item^1|{{bullet|•}} {text}}}"),
)
CAST_ITEMS = st.sampled_from(
    [
        "{cast_item|{cast_role ANN|ANN}, {cast_description|queen}, {cast_actor|X. Y.}}",
        "{cast_item|{cast_role BOB|BOB} and {cast_role CAL|CAL}{page_break 1|}}",
        "{cast_item|Lords}",
    ]
)
SIMPLE = st.one_of(
    block("paragraph"),
    block("paragraph", SPOKEN),
    block("paragraph^1"),
    TEXT.map(lambda text: f"{{paragraph|{{salute|Sir,}} {text}}}"),
    LINES,
    container("line_group", LINES),
    block("stage", SPOKEN),
    block("stage"),
    block("stage^1 business"),
    container("list", ITEMS, "{item|{bullet|•} first} "),
    container("list subject", ITEMS, "{label|SUBJECT} {item|{bullet|•} x} "),
    block("dateline"),
    block("salute"),
    block("signed"),
    st.sampled_from(["{close|Yours, {signed|A. B.}.}", "{close|Yours,}", "{close|{signed|A}}"]),
    st.sampled_from(["{address|To C.{line_break|\n}Paris}", "{address|Here}"]),
    block("trailer"),
    container("cast", CAST_ITEMS, "{label|PERSONS}"),
    container("cast", container("cast_group", CAST_ITEMS)),
    st.just(
        "{table|{row label|{cell 1 2|a}{cell 1 1 label|b}}{row|{cell 1 1|{inner|c} {inner|d}}}}"
    ),
    FLOATING,
)
BLOCKS = st.one_of(
    SIMPLE,
    SIMPLE,
    SIMPLE,
    container("quote", SIMPLE),
    block("quote"),
    container("postscript", SIMPLE),
    block("postscript"),
    container("epigraph", SIMPLE),
    block("subhead^1 act @1"),
    block("subhead^1 letter @2"),
    block("subhead^1 +"),
    block("subhead^2 scene"),
    block("subhead^2"),
    block("subhead^1 notes"),
)
TITLES = st.one_of(
    block("title_part main"),
    block("title_part author"),
    block("title_part imprint"),
    SIMPLE,
    block("subhead^1"),
)
FRONTS = container("front", TITLES)


@st.composite
def divisions(draw, is_first):
    parts = [draw(FRONTS)] if is_first and draw(st.booleans()) else []
    number = draw(st.sampled_from(["", " 1", " 2"]))
    if draw(st.booleans()):
        parts.append(draw(block("head")))
    parts += draw(
        st.lists(st.one_of(BLOCKS, BLOCKS, BLOCKS, BLOCKS, FRONTS), min_size=1, max_size=7)
    )
    return f"{{division{number}|{' '.join(parts)}}}"


@st.composite
def documents(draw):
    count = draw(st.integers(1, 3))
    marked = " ".join(draw(divisions(is_first=not i)) for i in range(count))
    assume(any(word in marked for word in ("one", "Two", "so")))
    source, tokens = read(marked)
    notes = [token.start for token in tokens if token.kind is TokenKind.NOTE]
    targets = st.sampled_from([-1, *notes])
    return source, [
        replace(token, target=draw(targets)) if token.kind is TokenKind.NOTE_REFERENCE else token
        for token in tokens
    ]


@st.composite
def views(draw):
    """Tokens, and a file that has some of the notes elsewhere, perhaps in two stretches."""
    source, tokens = draw(documents())
    text = source.text
    moving = []
    for token in tokens:
        if token.kind is TokenKind.NOTE and draw(st.booleans()):
            signs = [t for t in tokens if t.kind is SIGN and token.start <= t.start < token.end]
            begin = signs[0].end if signs else token.start
            end = signs[1].start if len(signs) > 1 else token.end
            middle = draw(st.integers(begin, end)) if draw(st.booleans()) else token.end
            parts = [(token.start, middle), (middle, token.end)]
            moving.append([part for part in parts if part[0] < part[1]])
    spans = [part for parts in moving for part in parts]
    whole = [(t.start, t.end) for t in tokens if t.kind in LEAVES or t.kind is TokenKind.NOTE]
    places = [at for at in range(len(text) + 1) if not any(s < at < e for s, e in whole)]
    goals = [sorted(draw(st.sampled_from(places)) for _ in parts) for parts in moving]
    pieces = []
    cuts = sorted({0, len(text), *(e for s in spans for e in s), *(g for gs in goals for g in gs)})
    for start, end in pairwise(cuts):
        pieces += [
            part
            for parts, wanted in zip(moving, goals, strict=True)
            for part, goal in zip(parts, wanted, strict=True)
            if goal == start
        ]
        if not any(s <= start < e for s, e in spans):
            pieces.append((start, end))
    pieces += [
        part
        for parts, wanted in zip(moving, goals, strict=True)
        for part, goal in zip(parts, wanted, strict=True)
        if goal == len(text)
    ]
    return arranged(source, pieces), tokens


SETTINGS = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SETTINGS
@given(documents())
def test_any_tokens_become_valid_tei_that_reads_back(document):
    converted(*document, certainty=True)


@SETTINGS
@given(views())
def test_any_view_of_a_file_reads_back_as_the_file(view):
    source, tokens = view
    if source.file.text.strip():
        converted(source, tokens)
