"""Stylesheets of one's own: what they may import, and that they read nothing while they run."""

import pytest

from tei_kit.diagnostics import TeiKitError
from tei_kit.export.html.page import to_html
from tei_kit.export.html.xslt_engine import BUNDLED
from tests.export.samples import SEED, html, parsed

try:
    import saxonche  # noqa: F401
except ImportError:
    HAS_SAXON = False
else:
    HAS_SAXON = True
needs_saxon = pytest.mark.skipif(not HAS_SAXON, reason="saxonche is not installed")
VERSIONS = ["1.0", pytest.param("3.0", marks=needs_saxon)]

SHEET = """<xsl:stylesheet version="{version}" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0">{body}</xsl:stylesheet>"""
MATCH = '<xsl:template match="/"><a>{}</a></xsl:template>'


@pytest.fixture
def transformed(tmp_path):
    folder = tmp_path / "sheets"
    folder.mkdir()
    (tmp_path / "secret.xml").write_text("<secret>tell nobody</secret>")
    (tmp_path / "secret.txt").write_text("tell nobody")

    def run(body, version="1.0"):
        path = folder / "mine.xsl"
        path.write_text(SHEET.format(version=version, body=body))
        return to_html(parsed(SEED), stylesheet=path).decode()

    run.folder = folder
    run.outside = tmp_path
    return run


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stylesheet_may_import_ours_and_say_what_differs(transformed, version):
    body = (
        '<xsl:import href="tei-kit:page.xsl"/><xsl:template match="tei:stage">'
        '<em class="mine"><xsl:apply-templates/></em></xsl:template>'
    )
    page = html(transformed(body, version))
    assert len(page.xpath("//em[@class='mine']")) == 5
    assert len(page.xpath("//div[starts-with(@class, 'turn')]")) == 128
    assert len(page.xpath("//figure")) == 1


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stylesheet_may_import_files_of_its_folder_and_those_below(transformed, version):
    (transformed.folder / "parts").mkdir()
    part = SHEET.format(version=version, body='<xsl:variable name="word">imported</xsl:variable>')
    (transformed.folder / "parts" / "part.xsl").write_text(part)
    body = '<xsl:import href="parts/part.xsl"/>' + MATCH.format('<xsl:value-of select="$word"/>')
    assert "imported" in transformed(body, version)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    "href",
    ["../other.xsl", "file:///etc/passwd", "http://localhost:1/a.xsl", "tei-kit:../page.py", "/x"],
)
def test_a_stylesheet_may_import_nothing_else(transformed, version, href):
    (transformed.outside / "other.xsl").write_text(SHEET.format(version=version, body=""))
    with pytest.raises(TeiKitError, match=r"mine\.xsl:\d+:1: error TK707 the stylesheet asks for"):
        transformed(f'<xsl:import href="{href}"/>', version)


@pytest.mark.parametrize(
    ("version", "expression"),
    [
        ("1.0", "document('{folder}/secret.xml')"),
        ("1.0", "document('http://localhost:1/')"),
        *(
            pytest.param("3.0", expression, marks=needs_saxon)
            for expression in (
                "doc('{folder}/secret.xml')",
                "document('{folder}/secret.xml')",
                "unparsed-text('{folder}/secret.txt')",
                "collection('{folder}')",
                "doc('http://localhost:1/')",
            )
        ),
    ],
)
def test_a_stylesheet_reads_nothing_while_it_runs(transformed, version, expression):
    select = expression.format(folder=transformed.outside.as_uri())
    with pytest.raises(TeiKitError, match="TK704"):
        transformed(MATCH.format(f'<xsl:copy-of select="{select}"/>'), version)


@needs_saxon
def test_environment_and_properties_are_not_told(transformed, monkeypatch):
    monkeypatch.setenv("SECRET", "tell nobody")
    body = MATCH.format("<xsl:value-of select=\"environment-variable('SECRET')\"/>")
    assert "tell nobody" not in transformed(body, "3.0")


@pytest.mark.parametrize(
    ("version", "body"),
    [
        ("1.0", '<xsl:document href="{out}">x</xsl:document>'),
        pytest.param(
            "3.0", '<xsl:result-document href="{out}">x</xsl:result-document>', marks=needs_saxon
        ),
    ],
)
def test_a_stylesheet_writes_nothing(transformed, version, body):
    target = transformed.outside / "written.txt"
    with pytest.raises(TeiKitError, match=r"TK70[24]"):
        transformed(MATCH.format(body.format(out=target.as_uri())), version)
    assert not target.exists()


@pytest.mark.parametrize("version", VERSIONS)
def test_a_stylesheet_that_is_not_right_is_an_error(transformed, version):
    with pytest.raises(TeiKitError, match=r"mine\.xsl:1:1: error TK702"):
        transformed('<xsl:template match="///"/>', version)


def test_a_stylesheet_that_stops_is_an_error_about_the_document(transformed):
    stop = MATCH.format('<xsl:message terminate="yes">not this one</xsl:message>')
    with pytest.raises(TeiKitError, match=r"\.xml:1:1: error TK704 .*not this one"):
        transformed(stop)


def test_without_saxon_the_exact_command_is_told(transformed, monkeypatch):
    from tei_kit.export.html import xslt_engine

    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(xslt_engine, "import_module", missing)
    with pytest.raises(TeiKitError, match=r"TK703 .*XSLT 2\.0.*pip install 'tei-kit\[saxon\]'"):
        transformed(MATCH.format("x"), "2.0")


@pytest.mark.parametrize("sheet", sorted(BUNDLED.glob("*.xsl")), ids=lambda path: path.name)
def test_our_stylesheets_are_xslt_1(sheet):
    root = parsed(sheet).getroot()
    assert root.get("version") == "1.0"


@pytest.mark.parametrize("version", ["2.0", "3.0"])
@pytest.mark.parametrize(
    "body",
    [
        '<xsl:variable name="s" static="yes" select="doc(\'../secret.xml\')"/>',
        '<xsl:param name="s" static="yes" select="unparsed-text(\'../secret.txt\')"/>',
        '<xsl:param name="s" static=" true " select="collection(\'..\')"/>',
        '<xsl:include _href="../other.xsl"/>',
        '<xsl:variable name="s" static="yes" _select="{{\'do\'}}c(\'../secret.xml\')"/>',
        '<xsl:variable name="s" use-when="doc-available(\'../secret.xml\')" select="1"/>',
        '<xsl:variable name="s"><a xsl:use-when="doc-available(\'../x.xml\')"/></xsl:variable>',
        '<xsl:include xml:base="../" href="other.xsl"/>',
    ],
)
def test_a_stylesheet_reads_nothing_while_it_is_compiled(transformed, version, body):
    (transformed.outside / "other.xsl").write_text(SHEET.format(version=version, body=""))
    with pytest.raises(TeiKitError, match=r"mine\.xsl:\d+:1: error TK707"):
        transformed(body.replace("{{", "{").replace("}}", "}"), version)


@needs_saxon
def test_static_expressions_that_read_nothing_are_run(transformed):
    body = '<xsl:variable name="s" static="yes" select="1 + 1"/>' + MATCH.format(
        '<xsl:text use-when="$s = 2">static</xsl:text>'
    )
    assert "static" in transformed(body, "3.0")
