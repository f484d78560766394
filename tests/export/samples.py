"""The documents that the tests of exports share, and how to make small ones."""

from lxml import etree

from tei_kit.xml import tree
from tests.places import DATA, ROOT, SHARED

(SEED,) = (ROOT / "output").glob("*.xml")
EVERY = DATA / "texts" / "every_element.xml"
FOREIGN = DATA / "export" / "foreign.xml"
PARLIAMENT = DATA / "export" / "parliament.xml"
ALL = [SEED, EVERY, FOREIGN, PARLIAMENT]
TEI_ALL = SHARED / "tei" / "tei_all.rng"

DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>{title}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>
</sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""


def document(body, title="A title"):
    """A small TEI document with a body."""
    return tree.parse_bytes(DOCUMENT.format(title=title, body=body).encode(), "small.xml")


def parsed(path):
    return tree.parse(path)


def html(data):
    """A page, parsed as a browser would."""
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
