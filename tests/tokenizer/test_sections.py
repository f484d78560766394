"""Where documents begin in a text."""

from tei_kit import pipeline

MEMO = "12. Memorandum of Conversation[1]\n\n[1] Source: Archives.\n\n{}\n\n[{}] In March.\n"


def heads(text):
    tree = pipeline.convert(text.encode()).tree
    return ["".join(head.itertext()).split("[")[0] for head in tree.iter("{*}head")]


def test_notes_below_the_paragraphs_that_refer_to_them_end_no_document():
    words = "MEMORANDUM ON THE HARBOR\n\nThe harbor was shut.[2] Nobody wrote of it."
    assert len(heads(MEMO.format(words, 2))) == 1
    numbered = "1441. The harbor was shut.[2] Nobody wrote of it, as far as we know."
    assert len(heads(MEMO.format(numbered, 2))) == 1
