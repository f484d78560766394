"""Text: what the TEI of others says, in lines that a person can read."""

import pytest
from lxml import etree

from tei_kit.export.text import to_text
from tests.export.samples import document


def text_of(body):
    return to_text(document(body)).decode("utf-8").strip()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>the<note>teh in the copy</note> man</p>", "the[1] man\n\n[1] teh in the copy"),
        ("<p>a<note n='*'>star</note> b<note>next</note></p>", "a[*] b[1]\n\n[*] star\n\n[1] next"),
        ("<p><choice><abbr>Dr</abbr><expan>Doctor</expan></choice> Who</p>", "Doctor Who"),
        ("<p><choice><reg>two</reg><orig>tuo</orig></choice></p>", "two"),
        ("<p><choice><orig>tuo</orig><corr>two</corr></choice></p>", "two"),
        ("<p><choice><unclear>a</unclear><unclear>o</unclear></choice>n</p>", "an"),
        (
            "<p><persName><forename>A</forename><genName>II</genName>, king</persName></p>",
            "A II, king",
        ),
        ("<p>Sing <q><l>one</l><l>two</l></q> all</p>", "Sing one\ntwo\n all"),
        ("<p>In 1948<castList><castItem><role>A</role></castItem></castList></p>", "In 1948\nA"),
        ("<p><app><lem>lemma</lem><rdg>reading</rdg></app>.</p>", "lemma."),
        ("<p><app><rdg>first</rdg><rdg>second</rdg></app>.</p>", "first."),
        ("<p><app><rdgGrp><rdg>a</rdg><rdg>b</rdg></rdgGrp></app></p>", "a"),
        ("<p><subst><del>old</del><add>new</add></subst> words</p>", "new words"),
        ("<p>a<lb/>b di<lb break='no'/>vided</p>", "a\nb divided"),
        ("<p><persName><forename>A</forename><surname>B</surname></persName></p>", "A B"),
        ("<p><hi>un</hi><hi rend='bold'>important</hi></p>", "unimportant"),
        ("<p><persName><hi>S</hi><hi>mith</hi></persName></p>", "Smith"),
        (
            "<listBibl><biblStruct><monogr><author>A</author><title>T</title><imprint>"
            "<date>1900</date></imprint></monogr></biblStruct><bibl>Other</bibl></listBibl>",
            "A T 1900 \n\nOther",
        ),
        (
            "<entry><form><orth>dog</orth><pron>dɒg</pron></form><sense><def>an animal</def>"
            "</sense></entry>",
            "dog dɒg an animal",
        ),
        ("<div1><head>A</head><p>b</p></div1><div1><p>c</p></div1>", "A\n\nb\n\nc"),
        ("<p>see <ref target='#n'>2</ref></p><note xml:id='n' n='2'>two</note>", "see 2\n\n2. two"),
    ],
)
def test_no_word_sticks_to_another_and_one_reading_is_taken(body, text):
    assert text_of(body) == text


def test_the_texts_of_a_corpus_follow_each_other():
    one = etree.tostring(document("<p>One.</p>")).decode()
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{one}{one.replace("One", "Two")}'
    tree = etree.ElementTree(etree.fromstring(f"{corpus}</teiCorpus>"))
    assert to_text(tree).decode().split() == ["One.", "Two."]


def test_terms_of_an_index_and_interpretations_are_no_text():
    body = "<p>In<index><term>ink</term></index> <interp>sad</interp><gap> </gap> and</p>"
    assert text_of(body) == "In […] and"
