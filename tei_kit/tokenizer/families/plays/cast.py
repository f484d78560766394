"""Casts: the lists of the persons of plays, with the description of each person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tei_kit.record import record
from tei_kit.settings import language as languages
from tei_kit.settings.language import alternatives
from tei_kit.tokenizer.families.plays import bracket_use, names
from tei_kit.tokenizer.families.plays.division_words import of_all
from tei_kit.tokenizer.families.plays.spelling import WORD, folded
from tei_kit.tokenizer.families.rows import Row
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
SIGNS = "_=*"
BULLETS = "*•·-–—"
# Signs that end a name in a cast.
NAME_ENDS = re.compile(r"[,;:(\[|]|\s{2,}|\s*(?:--+|[—–])|\.\s*\Z|[ ]-[ ]")
# The actor of a person, behind dots or in a second column: "Nora ...... Emma Vernon".
ACTOR = re.compile(
    r"""
    (?: [ ]? \.{2,} [ ]? | (?:[ ]\.){3,} [ ] | (?<=[.,\w)])[ ]{4,} )
    (?P<name>
        (?: [^\W\d_]\. | [^\W\d_][^\W\d_]+[.]? ) (?: [ ]? [^\W\d_][\w.'’-]* ){0,4}
    ) [ ]* \Z
    """,
    re.VERBOSE,
)
# A cast names actors where at least this many, and this share, of its persons have an actor.
LEAST_ACTORS, ACTED = 3, 0.5
# A voice of an opera, in the place where other casts name the actor: "Tenor".
VOICE = re.compile(
    r"""
    (?: mezzo | dram(?:atic|atischer|\.) | lyric | lyrischer | hoher | tiefer )? [ -]?
    (?: sopran[oi]? | soprani?st | alt[oi]? | contralto | mezzo[- ]?sopran[oi]? | tenor[ei]?
    | ténor | bariton[eo]? | baryton | barítono | ba(?:ss|ß)[oi]? | basse | bajo | bas | treble
    | countertenor )
    [.]?
    """,
    re.VERBOSE | re.IGNORECASE,
)
BRACE = " \t\u00a0{}|"
BRACES = re.compile("[{}|]")
# The share of the rows that are indented where headings stand over groups of persons, and the share
# of these rows that begin with capitals.
GROUPED, NAMED = 0.6, 0.9
PART = re.compile(r"\S+")
# The signs between the persons of a list: ", ", ", and ".
# "a" is left out: it means "and" in Czech, but is an article in English: "Apemantus a Cynic".
_CONJUNCTIONS = [
    word
    for word in languages.of_any("conjunctions")
    if len(word) > 1 or word not in languages.of_any("articles")
]
_AND = rf"(?:{alternatives(_CONJUNCTIONS)})"
LISTED = re.compile(rf",\s+{_AND}\s+|,\s+|\s+{_AND}\s+")
LEAST_LISTED, FEW_WORDS = 3, 4  # persons of a list at the least; words of each at the most
OPEN = 50  # characters of an item that goes on in the row below, at the least
PARTICLES = frozenset(languages.of_any("particles"))
LONGEST = 160  # characters of a row of a cast
# The setting of the stage below a cast: a sentence in brackets, on one row.
SENTENCE_IN_BRACKETS = re.compile(r"\([^()]*[.!](?:[ ][^()]*)?[.!]\)|\([^()]{12,}[.!]\)")
# At most this many blank lines stand between two persons.
MOST_BLANKS = 2
# Rows of a cast with blank lines between its persons and no heading below it, at the most.
MOST_OPEN = 30
# Between two names: "GUIDERIUS and ARVIRAGUS".
_CAPITAL_AND = _AND.upper().replace("(?:", "(?:&|")
JOINED = re.compile(rf",?\s+(?:{_AND}|{_CAPITAL_AND})\s+")
AND = re.compile(rf",\s+(?:{_CAPITAL_AND}\s+)?|\s+{_CAPITAL_AND}\s+")


@record
class Entry:
    """A person of a cast: the name, and all that the cast says of the person.

    Two entries are never equal, also where their names are.
    """

    name: str
    words: Sequence[str]  # of the name, folded
    said: Sequence[str]  # of the description
    others: frozenset[str] = frozenset()  # persons of their own: "Poet, Painter, and Merchant"

    __eq__ = object.__eq__
    __hash__ = object.__hash__


@record
class _Group:
    """Persons that a brace holds together, and the descriptions of them all.

    `items` and `descriptions` are stretches of the text: (start, end).
    """

    start: int
    end: int
    items: Sequence[tuple[int, int]]
    descriptions: Sequence[tuple[int, int]]


@record
class Cast:
    """The tokens of a cast, and its persons."""

    tokens: Sequence[Token]
    entries: Sequence[Entry]


@cache
def _settings() -> tuple[str, ...]:
    return tuple(dict.fromkeys(of_all("settings")))


def is_setting(text: str) -> bool:
    """Whether a row tells the place or time of a play: "Ort der Handlung: …", "Scene.--Paris"."""
    plain = folded(text.strip(SIGNS + "([ "))[:40]
    for words in _settings():
        if plain.startswith(words):
            rest = plain[len(words) :]
            if (
                " " in words
                or rest[:1] in (".", ":", ",", "-", "—")
                or rest.startswith((" :", " --"))
            ):
                return True
    return False


def looks_like_item(text: str) -> bool:
    """Whether a row may be a person of a cast: it is short, and begins as a name does."""
    plain = text.lstrip(SIGNS + BULLETS + "([ ")
    if text[0] in "*†" and not text.startswith("* ") and "*" not in text.lstrip("*"):
        return False  # a note
    if len(text) > LONGEST or not plain or is_setting(text):
        return False
    return not plain[0].islower() or plain.split(" ", 1)[0] in PARTICLES


def is_set(text: str, row: Row) -> bool:
    """Whether a row below a cast describes the stage: "(A kitchen. A door at the back.)"."""
    return row.blanks > 0 and SENTENCE_IN_BRACKETS.fullmatch(text, row.start, row.end) is not None


def rows_under(text: str, rows: Sequence[Row], at: int, last: int, *, closed: bool) -> int:
    """The index past the last row of the cast whose heading is row `at`.

    The cast ends before row `last` at the latest; `closed` says that a heading stands there.
    Without that heading, a cast without blank lines between persons ends with the first blank line.
    """
    end = at + 1
    tight = at + 2 < last and not rows[at + 2].blanks
    last = _before_speeches(text, rows, at, last, tight=tight)
    while end < last:
        row = rows[end]
        words = text[row.start : row.end]
        if row.hint is not None or words[0] == "[" or is_setting(words):
            break
        is_italic = words[0] == "_" != text[rows[at + 1].start]
        if is_italic and bracket_use.is_set_off(text, [row]):
            break  # "_A room in the castle._"
        if is_set(text, row):
            break
        if end > at + 1 and row.blanks:
            if row.blanks > MOST_BLANKS and row.blanks > rows[at + 1].blanks:
                break
            if not closed and (tight or end > at + MOST_OPEN):
                break
        if not looks_like_item(words) and (row.blanks or end == at + 1):
            break
        end += 1
    return end


def _before_speeches(text: str, rows: Sequence[Row], at: int, last: int, *, tight: bool) -> int:
    """The index of the row below a cast where a person of it speaks; `last` without such a row.

    The name stands again there, alone over another row. For a cast without blank lines between
    persons (`tight`), it is the index of the row after the first blank line.
    """
    names: set[str] = set()
    for end in range(at + 1, last):
        row = rows[end]
        words = NAME_ENDS.split(text[row.start : row.end], maxsplit=1)[0].strip(" .:")
        is_over = end + 1 < len(rows) and not rows[end + 1].blanks and row.blanks > 0
        if words in names and is_over and text[row.start : row.end].strip(" .:") == words:
            blank = next((each for each in range(at + 2, end) if rows[each].blanks), end)
            return blank if tight else end
        names.update(JOINED.split(words))
    return last


def read(text: str, heading: Row, rows: Sequence[Row]) -> Cast:
    """The cast under a heading.

    Rows that go on with an item are indented or begin with a small letter.
    """
    groups = _groups(text, rows)
    items = _items(text, rows, groups)
    end = rows[-1].end if rows else heading.end
    tokens = [
        Token(K.CAST, heading.start, end),
        Token(K.LABEL, heading.start, heading.end),
        *(Token(K.CAST_GROUP, group.start, group.end) for group in groups),
    ]
    of_item = {start: group for group in groups for start, _ in group.items}
    entries: list[Entry] = []
    actors = _actors(text, items)
    # "EVERYMAN      STRENGTH": two columns of persons
    is_of_roles = bool(actors) and all(
        match["name"].isupper() and text[start : match.start()].isupper()
        for start, match in actors.items()
    )
    for start, stop in items:
        tokens.append(Token(K.CAST_ITEM, start, stop))
        actor = actors.get(start)
        behind = actor.start() if actor else stop
        inside = _inside(text, start, behind)
        if actor and inside:
            inside.append(_actor(actor, is_role=is_of_roles))
        for token in inside:
            tokens.append(token)
            if token.kind is K.CAST_ROLE:
                rest = text[token.end : max(token.end, behind)] + _said_of(text, of_item.get(start))
                words = tuple(WORD.findall(folded(token.value)))
                said = tuple(WORD.findall(folded(rest)))
                entries.append(Entry(token.value, words, said, _others(text[token.start : stop])))
    for group in groups:
        tokens += [Token(K.CAST_DESCRIPTION, a, b) for a, b in group.descriptions]
    return Cast(sorted(tokens, key=lambda token: token.start), entries)


def _items(text: str, rows: Sequence[Row], groups: Sequence[_Group]) -> list[tuple[int, int]]:
    """The stretches (start, end) of the items of a cast, also of those in groups, in order."""
    items: list[tuple[int, int]] = []
    base = _base(text, rows)
    described = {at for group in groups for at in range(group.start, group.end)}
    is_below_item = False  # the last row belongs to the last item
    for row in rows:
        if row.start in described:
            is_below_item = False
            continue
        goes_on = (
            not row.blanks
            and is_below_item
            and (
                _is_small(text, row)
                or row.indent > base + 1
                or (_is_open(text[items[-1][0] : items[-1][1]]) and not _is_named(text, row))
            )
        )
        if goes_on:
            items[-1] = (items[-1][0], row.end)
        else:
            items.append((row.start, row.end))
            is_below_item = True
    return sorted([*items, *(item for group in groups for item in group.items)])


def _actor(found: re.Match[str], *, is_role: bool) -> Token:
    """The token of a name in the second column: an actor, a voice, or a further person."""
    start, end = found.span("name")
    if is_role:
        return Token(K.CAST_ROLE, start, end, found["name"])
    is_voice = VOICE.fullmatch(found["name"]) is not None
    return Token(K.CAST_DESCRIPTION if is_voice else K.CAST_ACTOR, start, end)


def _said_of(text: str, group: _Group | None) -> str:
    """The description that a cast gives of all persons of a group."""
    return "".join(f" {text[a:b]}" for a, b in group.descriptions) if group else ""


def _groups(text: str, rows: Sequence[Row]) -> list[_Group]:
    """The groups of persons that a brace holds together: rows in sequence, each with a brace."""
    found: list[_Group] = []
    run: list[Row] = []
    for row in [*rows, None]:
        has_brace = row is not None and BRACES.search(text, row.start, row.end) is not None
        if row is not None and has_brace and (not row.blanks or not run):
            run.append(row)
            continue
        group = _group(text, run) if len(run) > 1 else None
        found += [group] if group else []
        run = [row] if row is not None and has_brace else []
    return found


def _group(text: str, rows: Sequence[Row]) -> _Group | None:
    """The group of some rows with braces; None where fewer than two of them have a name.

    Names stand before `}`, and after `{`. The description of them all stands on the other side.
    """
    items: list[tuple[int, int]] = []
    descriptions: list[tuple[int, int]] = []
    for row in rows:
        match = BRACES.search(text, row.start, row.end)
        assert match is not None
        is_before = match[0] != "{"
        brace = match.end() if is_before else match.start()
        before, after = (row.start, brace), (brace, row.end)
        named, said = (before, after) if is_before else (after, before)
        if text[slice(*named)].strip(BRACE):
            items.append(named)
        elif items:
            items[-1] = (items[-1][0], max(items[-1][1], named[1]))
        begin, end = said
        while begin < end and text[begin] in BRACE:
            begin += 1
        while begin < end and text[end - 1] in BRACE:
            end -= 1
        if begin < end:
            descriptions.append((begin, end))
    is_whole = bool(items) and min([*items, *descriptions])[0] == rows[0].start
    if len(items) < 2 or not is_whole:
        return None
    return _Group(rows[0].start, rows[-1].end, items, descriptions)


def _base(text: str, rows: Sequence[Row]) -> int:
    """The column at which persons begin.

    It is the least indent. Where headings like MEN stand over groups, it is the usual indent of
    the rows below them.
    """
    least = min((row.indent for row in rows), default=0)
    deep = [row for row in rows if row.indent > least + 1]
    indents = [row.indent for row in deep]
    if not deep or len(deep) < GROUPED * len(rows):
        return least
    usual = max(sorted(set(indents)), key=indents.count)
    begun = sum(text[row.start].isupper() for row in deep if row.indent == usual)
    count = indents.count(usual)
    return usual if begun >= NAMED * count and count >= GROUPED * len(rows) else least


def _actors(text: str, items: Sequence[tuple[int, int]]) -> dict[int, re.Match[str]]:
    """The matches of actors, by the beginning of the item; empty where few items have actors."""
    found = {start: ACTOR.search(text, start + 1, stop) for start, stop in items}
    actors = {start: match for start, match in found.items() if match}
    return actors if len(actors) >= max(LEAST_ACTORS, ACTED * len(items)) else {}


def _others(item: str) -> frozenset[str]:
    """The persons after the first in an item that lists several: "Poet, Painter, and Merchant".

    Each person has a few words and begins with a capital; a conjunction stands before the last.
    """
    parts = [part for part in LISTED.split(item.strip(SIGNS + " .")) if part]
    listed = [
        [word for word in WORD.findall(part) if word.casefold() not in names.articles()]
        for part in parts
    ]
    if len(parts) < LEAST_LISTED or not _last_joined().search(item):
        return frozenset()
    if not all(0 < len(words) <= FEW_WORDS and words[0][0].isupper() for words in listed):
        return frozenset()
    return frozenset(folded(" ".join(words)) for words in listed[1:])


@cache
def _last_joined() -> re.Pattern[str]:
    words = "|".join(sorted(names.conjunctions()))
    return re.compile(rf"\s(?:{words})\s", re.IGNORECASE)


def _is_open(item: str) -> bool:
    """Whether an item goes on in the row below: its end shows it, as in "Lords, Ladies, and"."""
    last = item.rsplit(None, 1)[-1]
    is_list = item.endswith(",") and item.count(",") >= LEAST_LISTED
    return len(item) >= OPEN and (is_list or last in names.small())


def _is_named(text: str, row: Row) -> bool:
    """Whether a row begins with a name in capitals."""
    first = WORD.search(text, row.start, row.end)
    return first is not None and first[0].isupper() and len(first[0]) > 1


def _is_small(text: str, row: Row) -> bool:
    """Whether a row begins with a small letter, and not with the particle of a name."""
    first = text[row.start : row.end].split(" ", 1)[0]
    return first[0].islower() and first not in PARTICLES


def _inside(text: str, start: int, end: int) -> list[Token]:
    """The roles of an item, and its description."""
    begin = start
    while begin < end and text[begin] in SIGNS + BULLETS + BRACE:
        begin += 1
    stop = _name_end(text, begin, end)
    roles = _joined(text, begin, stop)
    if len(roles) == 1 and text[begin:stop].isupper():
        roles = _several(text, begin, stop, end)
        stop = roles[-1][1]
    tokens = [
        Token(K.CAST_ROLE, a, b, " ".join(text[a:b].strip(SIGNS + " .").split()))
        for a, b in roles
        if text[a:b].strip(SIGNS + " .")
    ]
    rest = stop
    while rest < end and not text[rest].isalnum():
        if text[rest] in "([" and 0 < text.find(")]"[text[rest] == "["], rest) < end - 2:
            break  # "HALLA (pronounced Hadla), a widow"
        rest += 1
    if rest < end and tokens:
        tail = end
        while tail > rest and text[tail - 1] in " .)]" + SIGNS:
            tail -= 1
        if tail > rest:
            tokens.append(Token(K.CAST_DESCRIPTION, rest, tail))
    return tokens


def _joined(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """The stretches of two joined names ("GUIDERIUS and ARVIRAGUS"), or of the only name."""
    found = list(JOINED.finditer(text, begin, stop))
    if len(found) != 1:
        return [(begin, stop)]
    first, second = (begin, found[0].start()), (found[0].end(), stop)
    is_two = all(text[a].isupper() and " " not in text[a:b].strip() for a, b in (first, second))
    return [first, second] if is_two else [(begin, stop)]


def _several(text: str, begin: int, stop: int, end: int) -> list[tuple[int, int]]:
    """The stretches of the names in capitals in an item: "SARA, SUSAN, AND HONOR, girls"."""
    found = [(begin, stop)]
    at = stop
    while True:
        match = AND.match(text, at, end)
        if match is None:
            return found
        following = _name_end(text, match.end(), end)
        name = text[match.end() : following]
        if not name.isupper() or len(name) < 3:
            return found
        found.append((match.end(), following))
        at = following


def _name_end(text: str, begin: int, end: int) -> int:
    """The end of the name at the beginning of an item."""
    match = NAME_ENDS.search(text, begin + 1, end)
    limit = match.start() if match else end
    stop = begin
    seen_name = False
    capitals = False
    for part in PART.finditer(text, begin, limit):
        word = part[0].strip(".,_=*()")
        if not word:
            continue
        folded_word = word.casefold()
        if seen_name and word[0].islower() and folded_word not in names.small():
            break
        if seen_name and capitals and not word.isupper() and folded_word not in names.small():
            break
        if word[0].isupper() or not word[0].islower():
            if folded_word not in names.articles() or seen_name:
                if not seen_name:
                    capitals = word.isupper() and len(word) > 1
                seen_name = True
            stop = part.end()
        elif not seen_name:
            stop = part.end()
    while stop > begin and text[stop - 1] in "_=*., }":
        stop -= 1
    return stop if stop > begin else limit
