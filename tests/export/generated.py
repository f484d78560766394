"""TEI that nobody would write, for tests of what exports keep."""

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        *("alpha", "beta gamma", "1", "2.", "Ada:", "*star*", "_line_", "[x](y)", "é€", "a|b"),
        *("# no", "- no", "> no", "1) no", "&amp;amp;", "&lt;b&gt;", "\\", "`code`", "x" * 40),
        *("^2", "~x~", "<!-- c -->", "", " ", "\n   "),
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def element(name, inner, attributes=""):
    return f"<{name}{attributes}>{inner}</{name}>"


def _with(name, *attributes):
    return st.tuples(st.just(name), st.sampled_from(attributes or ("",)))


ELEMENTS = st.one_of(
    _with("hi", ' rend="italic"', ' rend="superscript"', ' rend="bold italic"', ' rend="x"', ""),
    _with("ref", ' target="https://example.org/a"', ' target="#n1"', ' target="p.html"'),
    _with("note", ' n="1" place="end"', "", ' place="bottom"', ' anchored="false"', ' type="x"'),
    _with("q"),
    _with("foreign", ' xml:lang="de"'),
    _with("emph"),
    _with("date", ' when="1971-05-03"'),
    _with("persName"),
    _with("title", ' level="m"', ""),
    _with("del"),
    _with("add"),
    _with("supplied"),
    _with("unclear"),
    _with("rs"),
    _with("seg"),
    _with("stage"),
)
EMPTY = st.sampled_from(
    [
        *("<lb/>", '<lb break="no"/>', '<pb n="3"/>', "<anchor/>", '<ptr target="https://e.org"/>'),
        *("<choice><sic>wrong</sic><corr>right</corr></choice>", "<gap/>"),
        *("<app><lem>lemma</lem><rdg>other</rdg></app>", '<milestone unit="section"/>'),
        "<choice><abbr>Dr</abbr><expan>Doctor</expan></choice>",
    ]
)
INLINE = st.recursive(
    st.one_of(TEXT, TEXT, EMPTY),
    lambda inner: st.one_of(
        st.builds(lambda of, words: element(of[0], words, of[1]), ELEMENTS, inner),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=5,
)


def _table(rows):
    return element("table", "".join(element("row", "".join(row)) for row in rows))


def _blocks(inner):
    items = st.lists(st.builds(element, st.just("item"), st.one_of(INLINE, inner)), min_size=1)
    terms = st.builds(lambda a, b: f"<label>{a}</label><item>{b}</item>", INLINE, INLINE)
    cells = st.builds(element, st.just("cell"), st.one_of(INLINE, inner))
    rows = st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=3)
    return st.one_of(
        st.builds(element, st.just("list"), items.map("".join)),
        st.builds(element, st.just("list"), terms, st.just(' type="gloss"')),
        rows.map(_table),
        st.builds(element, st.just("quote"), inner),
        st.builds(lambda who, words: f"<sp><speaker>{who}</speaker>{words}</sp>", INLINE, inner),
        st.builds(lambda words: f"<floatingText><body>{words}</body></floatingText>", inner),
        st.lists(inner, min_size=1, max_size=3).map("".join),
    )


PARAGRAPHS = st.one_of(
    st.builds(element, st.sampled_from(["p", "p", "ab"]), INLINE),
    st.builds(lambda words: f"<lg><l>{words}</l><l>more</l></lg>", INLINE),
    st.builds(lambda words: f"<stage>{words}</stage>", INLINE),
    st.builds(
        lambda words: f"<figure><head>{words}</head><figDesc>A map</figDesc></figure>", INLINE
    ),
)
BLOCKS = st.recursive(PARAGRAPHS, _blocks, max_leaves=4)
DIVISIONS = st.recursive(
    BLOCKS,
    lambda inner: st.builds(
        lambda head, words: f"<div><head>{head}</head>{words}</div>", INLINE, inner
    ),
    max_leaves=3,
)
DOCUMENTS = st.builds(
    lambda body, back: (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>'
        "<title>A title</title></titleStmt><publicationStmt><p>None.</p></publicationStmt>"
        "<sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
        f"<text><body>{body}</body>"
        f'<back><div type="notes"><note xml:id="n1" n="1">{back}</note></div></back></text></TEI>'
    ),
    st.lists(DIVISIONS, min_size=1, max_size=4).map("".join),
    INLINE,
)
