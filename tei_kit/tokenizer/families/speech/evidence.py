"""Evidence: how much speaks for a debate, a record of a court, or an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from tei_kit.record import record
from tei_kit.settings.language import FIRST, Language, alternatives, load
from tei_kit.tokenizer.families.speech.analysis import Analysis, analyze
from tei_kit.tokenizer.families.speech.forms import Forms
from tei_kit.tokenizer.families.speech.labels import Label, Separator
from tei_kit.tokenizer.families.speech.words import known
from tei_kit.tokenizer.families.text import Text

LEAST_TURNS = 3
# At least this share of the text blocks begins with a label.
LEAST_SHARE = 0.02
# The score of any text with turns, before further facts add to it.
BASE = 0.5
# With at least this share of labels that have titles, functions or parties, headings with numbers
# divide a debate. With less, they divide a series of documents.
STRONG = 0.5
# From this many turns on, words such as "I", "you" and "us" have to occur this often per turn.
TALK, ADDRESSED = 10, 0.1
# Questions of readers: at most this share of the answers, and at most this share of the questions,
# says "I" or "you"; an answer has at least this many words on average.
OF_NOBODY, OF_READERS, LONG_ANSWER = 0.2, 0.6, 6
SAMPLE = 200_000  # characters that are counted
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

# A translation table: every ASCII byte that is no letter and no hyphen becomes a space.
TO_SPACES = bytes(n if n >= 128 or chr(n).isalpha() or n == ord("-") else 32 for n in range(256))

# Old plays of any language have Latin headings.
OF_OLD_PLAYS = "la"


@cache
def _of_plays(language: Language) -> re.Pattern[str]:
    """Matches headings and lists of plays: "ACT I", "Erster Akt", "SCENE.--A room", "Personen"."""
    known = (language, load(FIRST), load(OF_OLD_PLAYS))
    parts = alternatives(word for each in known for word in (*each.act, *each.scene))
    ordinals = alternatives(word for each in known for word in each.ordinals)
    cast = alternatives(word for each in known for word in each.cast)
    return re.compile(
        rf"""
        \n[ \t_*=]* (?: (?:{ordinals})[ ](?:{parts})\b
          | (?:{parts}) (?: [ .]{{1,3}}(?:[IVX]+|[0-9]{{1,2}}|{ordinals})\b | [ ]?[.:] | [ ]?-- )
          | (?:{cast}) [.:]{{0,2}} [_*=]* [ \t]* (?=\n) )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


@record
class Facts:
    """The counts of a text."""

    turns: int
    strong: float  # the share of labels with titles, functions or parties
    persons: int
    chair: int
    asked: int  # heads such as Question and Host
    questions: int
    oaths: int
    reactions: int
    is_play: bool


@lru_cache(maxsize=2)
def facts_of(text: Text) -> Facts | None:
    """The counts that the evidence of each family uses; None if no persons speak in turn.

    Memoranda, series of numbered documents and questions of readers also give None.
    """
    analysis = analyze(text)
    labels = list(analysis.speakers.spoken.values())
    is_stated = analysis.speakers.stated > 0
    is_given = bool(labels) and text.given_labels != ""
    are_few = len(labels) < LEAST_TURNS and not is_stated
    if analysis.numbered or (not is_given and (are_few or _is_sparse(analysis))):
        return None
    share = analysis.speakers.strong / len(labels)
    words = known()
    sample = text.source.text[:SAMPLE]
    said = _said(sample)
    ordered = sorted(said)
    oaths = _count(said, ordered, words.oaths)
    questions = sum(label.separator is Separator.QUESTION for label in labels)
    if analysis.headed and share < STRONG and not (oaths and 2 * questions > len(labels)):
        return None
    if not (is_stated or is_given or _is_talk(labels, said, text.language)):
        return None
    if (
        not is_given
        and not analysis.examiners
        and _are_of_readers(text.source.text, labels, text.language)
    ):
        return None
    heads = {label.key for label in labels}
    return Facts(
        turns=len(labels),
        strong=share,
        persons=len(heads),
        chair=sum(any(w in words.chair for w in head.split()) for head in heads),
        asked=sum(head in words.interview for head in heads),
        questions=questions,
        oaths=oaths + 5 * analysis.examiners,
        reactions=_count(said, ordered, words.reactions),
        is_play=len(_of_plays(text.language).findall(f"\n{sample}")) >= 2,
    )


def is_talk(text: Text, labels: Sequence[Label]) -> bool:
    """Whether the labels are those of persons, judged by the first SAMPLE characters of the text,
    and the questions are not those of readers.
    """
    said = _said(text.source.text[:SAMPLE])
    of_readers = _are_of_readers(text.source.text, labels, text.language)
    return _is_talk(labels, said, text.language) and not of_readers


def _is_talk(labels: Sequence[Label], said: Counter[str], language: Language) -> bool:
    """Whether the labels are those of persons by their form, or the text often says I, you or us.

    Dictionaries, catalogues and forecasts seldom use these words after their headwords.
    """
    strong = sum(label.is_strong for label in labels)
    asked = any(label.separator is Separator.QUESTION for label in labels)
    if not language.addresses or asked or len(labels) < TALK or strong >= STRONG * len(labels):
        return True
    return sum(said[word] for word in language.addresses) >= ADDRESSED * len(labels)


def _are_of_readers(text: str, labels: Sequence[Label], language: Language) -> bool:
    """Whether the questions are those of readers, as in a list of FAQs: "Q: How do I apply?".

    Q and A alternate, and hardly any answer says "I" or "we". In interviews and courts, the persons
    who answer speak of themselves, or are asked "Did you", or answer in a word.
    """
    ordered = sorted(labels, key=_start)
    asked = [label for label in ordered if label.head.casefold() == ordered[0].head.casefold()]
    if not language.addresses or not all(map(_is_question, ordered)):
        return False
    if any(a.head.casefold() == b.head.casefold() for a, b in pairwise(ordered)):
        return False
    ends = [label.start for label in ordered[1:]] + [len(text)]
    said = [text[label.end : end].casefold() for label, end in zip(ordered, ends, strict=True)]
    personal = [not _words_of(words).isdisjoint(language.addresses) for words in said]
    questions, answers = personal[::2], personal[1::2]
    length = sum(len(words.split()) for words in said[1::2])
    return (
        2 * len(asked) >= len(ordered)
        and length >= LONG_ANSWER * len(answers)
        and sum(answers) <= OF_NOBODY * len(answers)
        and sum(questions) <= OF_READERS * len(questions)
    )


def _is_question(label: Label) -> bool:
    """Whether a label is Q or A, or a word for them: Question, Answer."""
    if label.separator is Separator.QUESTION:
        return True
    return label.head.casefold() in known().interview


def _words_of(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(WORD.findall(text))


def _start(label: Label) -> int:
    return label.start


def _said(text: str) -> Counter[str]:
    """The words of a text in lower case, and how often each occurs."""
    spaced = text.casefold().encode(errors="surrogatepass").translate(TO_SPACES)
    counts = Counter(spaced.decode(errors="surrogatepass").split())
    for each in [each for each in counts if not each.isalpha()]:
        count = counts.pop(each)
        for word in WORD.findall(each):
            counts[word] += count
    return counts


def _count(said: Counter[str], ordered: Sequence[str], kind: Forms) -> int:
    """How often words of a kind occur in `said`; `ordered` has the words of `said`, sorted."""
    return sum(said[word] for word in kind.among(ordered))


def _is_sparse(analysis: Analysis) -> bool:
    """Whether there are so few labels that the text only quotes a conversation."""
    return len(analysis.speakers.spoken) < LEAST_SHARE * len(analysis.blocks)


def debate(text: Text) -> float:
    """The evidence for a debate, 0 to 1: titles, functions and parties in labels, a chair,
    applause.
    """
    facts = facts_of(text)
    if facts is None or facts.is_play:
        return 0.0
    score = BASE + 0.2 * facts.strong + 0.15 * (facts.chair > 0) + 0.1 * (facts.reactions > 2)
    if facts.strong < 0.3 or facts.questions or facts.asked:
        return 0.8 * BASE
    return min(1.0, score)


def court(text: Text) -> float:
    """The evidence for a record of a court, 0 to 1: questions and answers, words of oaths, lines
    that name the examiner.
    """
    facts = facts_of(text)
    if facts is None or facts.is_play:
        return 0.0
    share = facts.oaths / max(1, facts.turns)
    if not facts.oaths or share < 0.2:
        return 0.0
    return min(1.0, BASE + 0.2 * (facts.questions > 1) + min(0.3, 0.2 * share))


def interview(text: Text) -> float:
    """The evidence for an interview, 0 to 1: few persons without titles, or questions without
    names.
    """
    facts = facts_of(text)
    if facts is None or facts.is_play:
        return 0.0
    few = facts.persons <= max(6, facts.turns // 10)
    score = BASE + 0.15 * (facts.questions > 1 or facts.asked > 0) + 0.1 * few
    return score if facts.strong < 0.6 or facts.questions or facts.asked else 0.8 * BASE
