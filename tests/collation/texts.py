"""Texts and TEI of the tests of the collation."""

from lxml import etree

LETTER = """Weimar, 4 May 1832.

Dear Sir,

The colour of the “new” flag was discussed at the meeting.1 The
President said that he had no objection, and the Secre-
tary agreed.

He will write to you himself.

[Page 12]

Yours sincerely,
J. Smith

1. Not printed.
"""


def tei(body, header="<teiHeader/>"):
    """A tree of TEI with a body."""
    text = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'
    )
    return etree.ElementTree(etree.fromstring(text.encode("utf-8")))


def body_of(tree):
    """The markup of the body of a tree, without namespace declarations."""
    body = tree.find(".//{*}body")
    text = etree.tostring(body, encoding="unicode", with_tail=False)
    return text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")[len("<body>") : -len("</body>")]
