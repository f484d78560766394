"""Plays: turns, verse, directions, parts, and who is in the cast."""

from tests.document.check import body, converted
from tests.document.marked_text import read


def inside(marked, **options):
    tree = converted(*read(f"{{division|{marked}}}"), **options)
    return body(tree).removeprefix('<body><div xml:id="part1">').removesuffix("</div></body>")


def whole(marked):
    """The content of the body: of a play that is the whole text no `div` stands around its acts."""
    return body(converted(*read(f"{{division|{marked}}}"))).removeprefix("<body>")[
        : -len("</body>")
    ]


def test_a_turn_goes_on_after_a_direction_and_leaves_the_last_one_outside():
    assert inside(
        "{paragraph|{speaker ANN|ANN.} One.} {stage business|Applause.} {paragraph|Two.}"
        " {stage exit|Exit.}"
    ) == (
        '<sp who="#ann"><speaker>ANN.</speaker><p>One.</p><stage type="business">Applause.</stage>'
        '<p>Two.</p></sp><stage type="exit">Exit.</stage>'
    )


def test_a_direction_or_paragraph_of_depth_one_ends_the_turn():
    assert inside("{paragraph|{speaker ANN|ANN.} One.} {stage^1|Pause.} {paragraph|Two.}") == (
        '<sp who="#ann"><speaker>ANN.</speaker><p>One.</p></sp><stage>Pause.</stage><p>Two.</p>'
    )
    assert inside("{paragraph|{speaker ANN|ANN.} One.} {paragraph^1|Two.}") == (
        '<sp who="#ann"><speaker>ANN.</speaker><p>One.</p></sp><p>Two.</p>'
    )


def test_a_label_alone_before_verse_in_a_group():
    assert inside(
        "{paragraph|{speaker ANN|ANN.} {aside delivery|[sings]}}"
        " {line_group|{line n=1|One,} {stage|pause} {line F|two{form_work lineNum right|2}}}"
    ) == (
        '<sp who="#ann"><speaker>ANN.</speaker><stage type="delivery">[sings]</stage>'
        '<lg><l n="1">One,</l><stage>pause</stage>'
        '<l part="F">two<fw type="lineNum" place="right">2</fw></l></lg></sp>'
    )


def test_a_label_in_the_first_line_of_a_group_and_of_a_bare_line():
    assert inside(
        "{line_group|{line|{speaker ANN|ANN.} One,} {line|two}} {line I|{speaker BOB|BOB.} And.}"
        " {line F|{speaker ANN|ANN.}} {line|Or.}"
    ) == (
        '<sp who="#ann"><speaker>ANN.</speaker><lg><l>One,</l><l>two</l></lg></sp>'
        '<sp who="#bob"><speaker>BOB.</speaker><l part="I">And.</l></sp>'
        '<sp who="#ann"><speaker>ANN.</speaker><l>Or.</l></sp>'
    )


def test_several_who_speak_together():
    assert inside("{paragraph|{speaker ANN\\tBOB|ANN and BOB.} Yes.}").startswith(
        '<sp who="#ann #bob">'
    )


def test_a_label_with_nothing_after_it_but_a_direction_or_nothing():
    assert inside("{paragraph|{speaker ANN|ANN.}} {stage|Exit.} {paragraph^1|So.}") == (
        '<sp who="#ann"><speaker>ANN.</speaker><stage>Exit.</stage></sp><p>So.</p>'
    )
    assert inside("{paragraph|{speaker ANN|ANN.}}") == (
        '<sp who="#ann"><speaker>ANN.</speaker><p/></sp>'
    )


def test_acts_hold_scenes_and_headings_may_be_several():
    assert whole(
        "{subhead^1 act @1|ACT I} {subhead^1 +|The Town} {subhead^2 scene @1|SCENE I}"
        " {paragraph|{speaker ANN|ANN.} One.} {subhead^2 scene @2|SCENE II} {paragraph|Two.}"
        " {subhead^1 epilogue|EPILOGUE} {line|Three.}"
    ) == (
        '<div type="act" n="1"><head>ACT I</head><head>The Town</head>'
        '<div type="scene" n="1"><head>SCENE I</head><sp who="#ann"><speaker>ANN.</speaker>'
        '<p>One.</p></sp></div><div type="scene" n="2"><head>SCENE II</head><p>Two.</p></div>'
        '</div><div type="epilogue"><head>EPILOGUE</head><l>Three.</l></div>'
    )


def test_a_title_page_and_a_cast_stand_before_the_body_and_the_cast_names_the_persons():
    tree = converted(
        *read(
            "{division|{front|{title_part main|THE PLAY} {title_part sub|or, So}"
            " {title_part author|By A.} {cast|{label|PERSONS}"
            " {cast_item|{cast_role ANN|ANN}, {cast_description|a queen}}"
            " {cast_group|{cast_item^1|{cast_role BOB|BOB}} {cast_item^1|{cast_role CAL|CAL}}"
            " {cast_description|her sons}}}} {subhead^1 act|ACT I}"
            " {paragraph|{speaker ANN|ANN.} Sons!} {paragraph|{speaker BOB\\tCAL|BOTH.} Yes.}}"
        )
    )
    assert body(tree, ".//{*}text") == (
        '<text><front><titlePage><docTitle><titlePart type="main">THE PLAY</titlePart>'
        '<titlePart type="sub">or, So</titlePart></docTitle><docAuthor>By A.</docAuthor>'
        '</titlePage><castList><head>PERSONS</head><castItem corresp="#ann"><role>ANN</role>, '
        "<roleDesc>a queen</roleDesc></castItem><castGroup>"
        '<castItem corresp="#bob"><role>BOB</role></castItem>'
        '<castItem corresp="#cal"><role>CAL</role></castItem>'
        "<roleDesc>her sons</roleDesc></castGroup></castList></front>"
        '<body><div type="act"><head>ACT I</head>'
        '<sp who="#ann"><speaker>ANN.</speaker><p>Sons!</p></sp>'
        '<sp who="#bob #cal"><speaker>BOTH.</speaker><p>Yes.</p></sp></div></body></text>'
    )
    assert '<person xml:id="ann"><persName>ANN</persName><note>a queen</note></person>' in body(
        tree, ".//{*}listPerson"
    )


def test_notes_of_an_act_count_anew_after_those_of_the_cast():
    made = inside(
        "{front|{title_part main|THE PLAY} {cast|{cast_item|{cast_role ANN|ANN}}"
        " {note 1@bottom|{note_number|1.} Of the cast.}}} {paragraph|So.}"
        " {subhead^1 act|ACT I{note_reference 1>a|1}} {paragraph|One.}"
        " {note 1<a|{note_number|1.} Of the act.}"
    )
    assert (
        '<head>ACT I<note n="1" xml:id="part1fn1_2" place="end">Of the act.</note></head>' in made
    )
    assert "cert" not in made


def test_a_front_after_a_heading_is_a_division():
    assert inside(
        "{paragraph|So.} {front|{title_part main|THE PLAY} {cast|{cast_item|{cast_role ANN|ANN}}}}"
        " {paragraph|More.} {subhead^1 act|ACT I} {paragraph|One.}"
    ) == (
        '<p>So.</p><div type="front"><head>THE PLAY</head><castList><castItem corresp="#ann">'
        "<role>ANN</role></castItem></castList></div><div><p>More.</p></div>"
        '<div type="act"><head>ACT I</head><p>One.</p></div>'
    )


def test_a_quotation_in_a_turn():
    assert inside(
        "{paragraph|{speaker ANN|ANN.} One:} {quote|Words.} {quote|{line|Verse.}} {paragraph|So.}"
    ) == (
        '<sp who="#ann"><speaker>ANN.</speaker><p>One:</p><quote>Words.</quote>'
        "<quote><l>Verse.</l></quote><p>So.</p></sp>"
    )


def test_a_time_stamp():
    assert inside("{paragraph|{time 14:05:00|14:05} {time PT12M3S|[12:03]} {time 99|x} So.}") == (
        '<p><time when="14:05:00">14:05</time> <time dur="PT12M3S">[12:03]</time> '
        "<time>x</time> So.</p>"
    )


def test_a_label_alone_in_a_group_with_a_page_break_says_nothing():
    assert inside("{line_group|{line I|{speaker ANN|ANN:} } {page_break 8|[Page 8]}}") == (
        '<sp who="#ann"><speaker>ANN:</speaker><pb n="8" xml:id="pg_8"/><p/></sp>'
    )


def test_a_play_with_a_heading_of_its_own_is_a_division():
    assert whole("{head|THE PLAY} {subhead^1 act|ACT I} {paragraph|{speaker ANN|ANN.} One.}") == (
        '<div type="document" xml:id="part1"><head>THE PLAY</head><div type="act">'
        '<head>ACT I</head><sp who="#ann"><speaker>ANN.</speaker><p>One.</p></sp></div></div>'
    )


def test_a_text_in_sections_stays_in_its_division():
    assert whole("{subhead^1 section|ONE} {paragraph|Two.}").startswith('<div xml:id="part1">')


def test_what_is_seen_before_the_first_act_stands_in_the_body():
    assert whole("{stage|A hall.} {subhead^1 act|ACT I} {paragraph|{speaker ANN|ANN.} One.}") == (
        '<stage>A hall.</stage><div type="act"><head>ACT I</head><sp who="#ann">'
        "<speaker>ANN.</speaker><p>One.</p></sp></div>"
    )
