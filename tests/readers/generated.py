"""HTML, DOCX and Markdown that nobody would write, for tests of what readers keep."""

from hypothesis import strategies as st

from tests.readers.docx_file import docx, levels, p, reference, run

WORDS = st.sampled_from(
    [
        "alpha",
        "beta gamma",
        "1",
        "2. two",
        "Ada:",
        "ADA. ",
        "•",
        "[Page 3]",
        "3 May 1971",
        "é€",
        "(a)",
        "Document 5",
        "12. Letter",
        "x" * 70,
        "&amp;",
        "See note 1",
        "-",
        "* ",
        "Source:",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
ADDRESSES = st.sampled_from(
    ["https://example.org/a", "mailto:x@example.org", "p.html", "#n1", "", "javascript:x"]
)


def element(name, inner, attributes=""):
    return f"<{name}{attributes}>{inner}</{name}>"


# HTML.

NAMES = ["b", "i", "sup", "sub", "span", "q", "cite", "u", "s", "small", "code"]
LOOSE = st.sampled_from(
    [
        "<br>",
        "<br/><br>",
        "<img src='a' alt='A map'>",
        "&nbsp;",
        " ",
        "<a id='pg_4'></a>",
        "<wbr>",
        "<sup><a href='#n1'>1</a></sup>",
        "<sup><a href='#n2'>2</a></sup>",
        "<input value='typed'>",
    ]
)


def _inline(inner):
    return st.one_of(
        st.builds(element, st.sampled_from(NAMES), inner),
        st.builds(lambda words, href: f'<a href="{href}">{words}</a>', inner, ADDRESSES),
        st.builds(lambda words: f"<span lang='de'>{words}</span>", inner),
        st.lists(inner, max_size=3).map("".join),
    )


INLINE = st.recursive(st.one_of(TEXT, TEXT, LOOSE), _inline, max_leaves=5)
BLOCK_NAMES = ["p", "p", "p", "div", "h1", "h2", "h3", "blockquote", "pre", "section", "li", "dd"]


def _table(rows):
    return element("table", "".join(element("tr", "".join(row)) for row in rows))


def _blocks(inner):
    cells = st.builds(element, st.sampled_from(["td", "td", "th"]), inner)
    items = st.lists(st.builds(element, st.just("li"), inner), max_size=3).map("".join)
    terms = st.lists(st.builds(element, st.sampled_from(["dt", "dd"]), inner), max_size=4)
    return st.one_of(
        st.builds(element, st.sampled_from(BLOCK_NAMES), inner),
        st.builds(element, st.sampled_from(["ul", "ol"]), items),
        st.builds(element, st.just("dl"), terms.map("".join)),
        st.lists(st.lists(cells, max_size=3), max_size=3).map(_table),
        st.lists(inner, max_size=3).map("".join),
    )


NOTES = st.lists(
    st.builds(
        lambda n, words: f"<p id='n{n}'><sup>{n}</sup> {words}</p>", st.integers(1, 3), INLINE
    ),
    max_size=3,
).map("".join)
PAGES = st.builds(
    lambda body, notes: f"<html><body><p>Some text.</p>{body}{notes}</body></html>",
    st.lists(
        st.recursive(
            st.builds(element, st.sampled_from(BLOCK_NAMES), INLINE), _blocks, max_leaves=5
        ),
        max_size=5,
    ).map("".join),
    NOTES,
)


# DOCX.


def _escaped(words):
    return words.replace("&amp;", "&amp;").replace("<", "&lt;")


def _field(instruction, result):
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark("begin") + code + mark("separate") + result + mark("end")


PRINTS = st.sampled_from(["", "<w:i/>", "<w:b/>", '<w:vertAlign w:val="superscript"/>'])
WORD_RUNS = st.builds(run, TEXT.map(_escaped), PRINTS)
WORD_LOOSE = st.sampled_from(
    [
        "<w:r><w:br/></w:r>",
        '<w:r><w:br w:type="page"/></w:r>',
        "<w:r><w:tab/></w:r>",
        '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>',
        reference("footnote", 1),
        reference("footnote", 2),
        reference("endnote", 1),
        '<w:bookmarkStart w:id="7" w:name="pg_9"/><w:bookmarkEnd w:id="7"/>',
        "<w:r><mc:AlternateContent><mc:Choice><w:noProof/></mc:Choice>"
        "<mc:Fallback><w:t>😀</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
        "</m:den></m:f></m:oMath>",
    ]
)


def _word_inline(inner):
    joined = st.lists(inner, max_size=3).map("".join)
    return st.one_of(
        joined,
        st.builds(lambda words: f'<w:ins w:author="A">{words}</w:ins>', joined),
        st.builds(
            lambda words: f'<w:fldSimple w:instr="HYPERLINK http://a.org">{words}</w:fldSimple>',
            joined,
        ),
        st.builds(_field, st.sampled_from(['HYPERLINK "http://b.org"', "PAGE"]), joined),
        st.builds(lambda words: f"<w:sdt><w:sdtContent>{words}</w:sdtContent></w:sdt>", joined),
    )


WORD_INLINE = st.recursive(st.one_of(WORD_RUNS, WORD_RUNS, WORD_LOOSE), _word_inline, max_leaves=5)
STYLE_NAMES = st.sampled_from(["", "", "", "H1", "H2", "Quote", "Pre"])
WORD_PARAGRAPHS = st.builds(
    lambda words, style, number, level: p(
        words or "<w:r/>", style=style, number=number, level=level
    ),
    WORD_INLINE,
    STYLE_NAMES,
    st.sampled_from([None, None, None, 1, 2]),
    st.integers(0, 2),
)


def _word_table(rows):
    made = "".join(
        element("w:tr", "".join(element("w:tc", cell or p("")) for cell in row)) for row in rows
    )
    return element("w:tbl", "<w:tblPr/>" + made)


def _word_blocks(inner):
    return st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3).map(_word_table),
        st.builds(lambda words: f"<w:sdt><w:sdtContent>{words}</w:sdtContent></w:sdt>", inner),
    )


WORD_BODIES = st.lists(st.recursive(WORD_PARAGRAPHS, _word_blocks, max_leaves=4), max_size=5)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (
        ("H1", "heading 1"),
        ("H2", "heading 2"),
        ("Quote", "Quote"),
        ("Pre", "Plain Text"),
    )
)
SIGNS = (("bullet", "·"), ("bullet", "o"), ("bullet", "-"))
COUNTED = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("decimal", "%3"))
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{levels(*SIGNS)}'
    f'</w:abstractNum><w:abstractNum w:abstractNumId="2">{levels(*COUNTED)}'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
)


def _file(body, first, second):
    return docx(
        p("Some text.") + "".join(body),
        styles=STYLES,
        numbering=NUMBERING,
        footnotes=f'<w:footnote w:id="1">{p(first)}</w:footnote><w:footnote w:id="2">{p(second)}'
        "</w:footnote>",
        endnotes=f'<w:endnote w:id="1">{p("At the end.")}</w:endnote>',
    )


# Places of comments: behind words, with a range over others, twice, and one that nobody wrote.
COMMENT_MARKS = st.sampled_from(
    [
        '<w:r><w:commentReference w:id="1"/></w:r>',
        '<w:commentRangeStart w:id="2"/>',
        '<w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>',
        '<w:r><w:commentReference w:id="9"/></w:r>',
    ]
)
COMMENTS = (
    f'<w:comment w:id="1" w:author="Ada B" w:date="2024-05-01T10:30:00Z">{p("Which?")}</w:comment>'
    f'<w:comment w:id="2" w:author="Ada B">{p("One ", run("it", "<w:i/>"))}{p("Two")}</w:comment>'
    f'<w:comment w:id="3">{p("Nowhere")}</w:comment>'
)


def _commented(body, marks):
    """A body in which comments are marked, and the marks at the runs whose numbers are given."""
    parts = "".join(body).split("<w:r>")
    for number, mark in marks:
        at = number % len(parts)
        if at:
            parts[at] = parts[at].replace("</w:r>", f"</w:r>{mark}", 1)
    return docx(
        p("Some text.") + "<w:r>".join(parts),
        styles=STYLES,
        numbering=NUMBERING,
        comments=COMMENTS,
        footnotes=f'<w:footnote w:id="1">{p("A note.")}</w:footnote>',
    )


COMMENTED = st.builds(
    _commented, WORD_BODIES, st.lists(st.tuples(st.integers(0, 30), COMMENT_MARKS), max_size=4)
)
FILES = st.builds(_file, WORD_BODIES, WORD_INLINE, WORD_RUNS)


# Markdown.

MARKS = st.sampled_from(
    [
        "*it*",
        "**bold**",
        "`code`",
        "[link](https://example.org/a)",
        "<https://example.org/b>",
        "[^1]",
        "[^2]",
        "^[in *place*]",
        "  \n",
        "\\\n",
        "~~gone~~",
        "![map](a.png)",
        "<br>",
        "<sup>2</sup>",
        "&mdash;",
        "\\*",
    ]
)
LINES = st.lists(st.one_of(TEXT, MARKS), min_size=1, max_size=4).map(" ".join)
STARTS = st.sampled_from(
    [
        "",
        "",
        "",
        "# ",
        "## ",
        "> ",
        "> > ",
        "- ",
        "  - ",
        "1. ",
        "7) ",
        ": ",
        "    ",
        "* [ ] ",
        "\t",
    ]
)
PARTS = st.one_of(
    st.builds(lambda start, line: start + line, STARTS, LINES),
    st.builds(lambda a, b: f"| {a} | b |\n|---|:-:|\n| {b} | |", TEXT, TEXT),
    st.builds(lambda line: f"```\n{line}\n```", LINES),
    st.builds(lambda n, line: f"[^{n}]: {line}", st.integers(1, 3), LINES),
    st.builds(lambda line: f"<div><p>{line}</p></div>", LINES),
    st.just("---"),
)
MARKDOWN = st.builds(
    lambda parts, gap: "Some text.\n\n" + gap.join(parts),
    st.lists(PARTS, max_size=6),
    st.sampled_from(["\n\n", "\n\n", "\n"]),
)
