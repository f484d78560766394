"""At hand: settings that every conversion needs, without TOML to be read.

Made by `python docs/generate.py` of the default profile and of the files of languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# fmt: off
# The fields of the default profile.
DEFAULT_PROFILE: Mapping[str, Any] = \
{'name': 'frus',
 'family': 'memorandum',
 'division': 'document',
 'page_marker': '[Page {n}]',
 'heads': ('{n}. ', 'No. {n} '),
 'head_words': ('Action Memorandum', 'Address', 'Airgram', 'Aide-Mémoire', 'Annex', 'Article',
                'Attachment', 'Backchannel', 'Briefing', 'Circular', 'Contact Report',
                'Conversation', 'Dispatch', 'Despatch', 'Diary', 'Draft', 'Editorial Note',
                'Executive', 'Information Memorandum', 'Instruction', 'Intelligence', 'Letter',
                'Memorandum', 'Message', 'Minutes', 'National Intelligence',
                'National Security', 'Note', 'Notes', 'Paper', 'Preliminary', 'Proposed',
                'Record', 'Report', 'Research', 'Special', 'Statement', 'Study', 'Summary',
                'Talking', 'Telegram', 'Telephone', 'Transcript'),
 'heads_anywhere': False,
 'asides': ('()',),
 'labels': {'Participants': 'participants',
            'Present': 'participants',
            'Also Present': 'participants',
            'Those Present': 'participants',
            'Persons Present': 'participants',
            'Attendees': 'participants',
            'Attendance': 'participants',
            'In Attendance': 'participants',
            'Subject': 'subject',
            'Subjects': 'subject'},
 'speakers_colon': True,
 'speakers_capitals_stop': False,
 'speakers_always': (),
 'speakers_one_cast': False,
 'speakers_honorifics': ('Mr', 'Mrs', 'Miss', 'Ms', 'Messrs', 'Dr', 'Prof', 'Professor', 'Sir',
                         'Lord', 'Lady', 'Madame', 'Ambassador', 'Amb', 'Minister', 'Secretary',
                         'Under Secretary', 'Assistant Secretary', 'Deputy', 'President',
                         'Vice President', 'Premier', 'Chairman', 'Chancellor', 'Governor',
                         'Senator', 'Congressman', 'Judge', 'Justice', 'Director',
                         'Prime Minister', 'Foreign Minister', 'General', 'Gen',
                         'Major General', 'Maj. Gen', 'Lieutenant General', 'Lt. Gen',
                         'Brigadier General', 'Brig. Gen', 'Admiral', 'Adm', 'Rear Admiral',
                         'Vice Admiral', 'Colonel', 'Col', 'Lieutenant Colonel', 'Lt. Col',
                         'Major', 'Maj', 'Captain', 'Capt', 'Commander', 'King', 'Queen',
                         'Prince', 'Princess', 'Pope', 'Cardinal', 'Father', 'The Honorable',
                         'Hon', 'His Excellency', 'H.E'),
 'speakers_not_speakers': ('Action', 'Action Requested', 'Alternative', 'Approved',
                           'Assigned To', 'Authority', 'Background', 'Best Regards', 'CC',
                           'Classification', 'Comment', 'Comments', 'Conclusion', 'Conclusions',
                           'Copies To', 'Copy To', 'Date', 'Dear', 'Discussion', 'Distribution',
                           'Document', 'Drafted By', 'Enclosure', 'Enclosures', 'Evaluation',
                           'Example', 'Fact', 'For', 'From', 'In', 'Info', 'Information',
                           'Issue', 'Issues', 'Location', 'Memorandum', 'My Dear', 'Note',
                           'NOTE', 'Notes', 'Objective', 'Objectives', 'Option', 'Page', 'Part',
                           'Participants', 'Per', 'Persons', 'Phase', 'Place', 'Policy',
                           'Position', 'Present', 'Problem', 'Proposal', 'Purpose', 'Re',
                           'Reason', 'Recommendation', 'Recommendations', 'Ref', 'Reference',
                           'References', 'Reftel', 'Refs', 'Repeated', 'Responsibility',
                           'Section', 'Source', 'Status', 'Step', 'Subj', 'Subject', 'Subjects',
                           'Summary', 'Support', 'Supporting', 'Tab', 'Target', 'Target Date',
                           'The Following', 'Time', 'Timing', 'Title', 'To', 'Topic', 'Topics',
                           'Via'),
 'speakers_roles': ('Interpreter', 'Interpreters', 'Official', 'Officials', 'Notetaker',
                    'Note Taker', 'Stenographer', 'Translator', 'Aide', 'Secretary', 'Officer',
                    'Officers', 'Staff', 'Members', 'Member', 'Delegation', 'Representative',
                    'Representatives', 'Ambassador', 'Minister', 'Chairman', 'President',
                    'King', 'Pope'),
 'lists_ordinals': ('First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth',
                    'Ninth', 'Tenth', 'Eleventh', 'Twelfth'),
 'dates_months': ('January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
                  'September', 'October', 'November', 'December'),
 'dates_undated': ('undated', 'n.d.'),
 'references_document': ('Document', 'Documents'),
 'references_note': ('footnote', 'footnotes'),
 'references_elsewhere': ('volume', 'vol.', 'vols.', 'volumes', 'ibid.', 'Foreign Relations,',
                          'Part 1', 'Part 2', 'Part 3'),
 'references_near': {'above': 0, 'below': 0, 'supra': -1, 'infra': 1},
 'source_prefix': 'Source:',
 'source_classifications': ('Top Secret', 'Secret', 'Confidential', 'Restricted',
                            'Unclassified', 'Limited Official Use', 'Official Use Only',
                            'Administratively Confidential', 'Personal', 'Sensitive',
                            'Eyes Only', 'No classification marking'),
 'layout': {},
 'decision': ()}
# The commonest words of each language.
COMMON: Mapping[str, str] = \
{'ca': 'a ab al als amb aquest aquesta com de del dels doncs el ell els en es fer fins ha hi '
       'ho i jo la les molt més ni no per perquè però quan que què res sense ser seu seva si '
       'són també tot tu un una va y és',
 'cs': 'a ale by byl bylo být co do jak jako je jen jsem jsme jsou jste já když mi mě na ne '
       'nebo o od pro s se si ta tak ten to tu ty už v ve z za že',
 'da': 'af at de den der det dig du en er et for fra ham han har havde her hun hvad i ikke ja '
       'jeg kan med men mig nej nu og om paa på saa sig skal som så til var vi vil være',
 'de': 'aber alles als am an auch auf aus bei bis da dann das dass daß dein dem den denn der '
       'des dich die dir doch du durch ein eine einem einen einer er es euch frau für ganz gut '
       'haben hat herr hier ich ihm ihn ihr ihre im immer in ist ja jetzt kann kein keine man '
       'mehr mein meine mich mir mit nach nein nicht noch nur oder schon sei sein seine sich '
       'sie sind so um und uns von vor war was wenn wer werden wie wieder wir wird wo wurde zu '
       'zum zur über',
 'el': 'ένα αλλά από αυτή αυτό για δεν διὰ δὲ δὲν είναι εγώ εσύ εἰς εἶναι η θα θὰ και κατά καὶ '
       'μας με μια μου μὲ να ναι νὰ ο οι οἱ που πως σας σε σου στην στο τα τη την της τι τις '
       'το τον του τους τοὺς τοῦ των τὰ τὴν τὸ τὸν τῆς τῇ τῶν τῷ ως ότι όχι ἀπὸ ἐν ἡ ὁ ὅτι',
 'en': 'a about after against all also an and another any are as at back be because been '
       'before being between both but by came can come could day did do down each even first '
       'for from get go good great had has have he her here him his how i if in into is it its '
       'just know last life like little long made make man many may me men might more most '
       'much must my never new no not now of off old on one only or other our out over own '
       'people right said same see she should since so some state still such take than that '
       'the their them then there these they this those three through time to too two under up '
       'us used very was way we well were what when where which while who will with work world '
       'would year years you your',
 'es': 'a ahora al así aunque años bien cada como con cuando de del desde después donde dos el '
       'en entre era es esa ese eso esta este está fue ha había hace han hasta hay la las le '
       'lo los me mi mismo muy más ni no nos o otra otro otros para parte pero por porque '
       'puede que qué se ser señor señora si sin sobre son su sus sólo también te tiempo tiene '
       'todo todos un una uno usted vez vida y ya yo él',
 'fi': 'ei en että he hän hänen ja jo joka jos kanssa kuin kun kyllä me mikä minun minä mitä '
       'mutta niin nyt ole olen oli on se sen siitä sinun sinä sitten tai te tämä vai vielä',
 'fr': 'ah ai au aux avec avoir bien c ce ces cette comme d dans de des dit du elle en est et '
       'faire fait il j je l la le les leur lui m ma mais mes moi mon même n ne non nous oh on '
       'ont ou oui par pas plus pour qu que qui s sa se ses si son sont sur te toi tout très '
       'tu un une vos votre vous y à était été être',
 'he': 'אבל או אל אם אני את אתה גם הוא היא הם זה יש כי כל לא מה על עם של',
 'hu': 'a az csak de egy el ez fel ha hogy is itt kell ki majd meg mely mi minden mint mit '
       'most már még ne nem oly ott s sem te vagy van volt én és így úgy',
 'it': 'a al alla anche bene che chi ci come con cosa così da dal dei del della delle di e ed '
       'era essere fatto gli ha hanno ho i il in io la le lei lo ma mi mia mio nel no non o '
       'ora per più poi quella questo qui se si signor signora sono su sua suo sì tutto un una '
       'è',
 'la': 'a ab ac ad atque aut autem cum de ego eius enim esse est et etiam ex haec hoc iam id '
       'illa ille in ita me mihi ne nec nihil non nos nunc per pro qua quae quam quem qui quid '
       'quidem quo quod rem res se sed si sibi suis sunt tamen te tibi tu tum ut vos',
 'nl': 'aan als bij dan dat de deze die door een en er geen haar had heeft hem het hij ik in '
       'is je kan maar met mijn naar niet nog of om ook op over te u uit van voor wat we wel '
       'werd wij ze zijn zo',
 'no': 'at av de deg den der det du en er et for fra fru ham han har havde her hun hva i ikke '
       'ja jeg kan med meg men nei nå og om på seg skal som så til var vi vil være å',
 'pl': 'a ale bardzo bo być był była było ci cię co czy dla do gdy go i ich ja jak jego jej '
       'jest jestem jeszcze już która które który mi mnie może mu my mój na nam nie o od on '
       'ona oni oraz pan pani po przez się sobie są tak tego tej to twój ty tylko tym w wy z '
       'za ze że',
 'pt': 'a ao aos as até com como da das de depois do dos e ela ele eles em entre era essa esse '
       'está estão eu foi foram há isso já lhe mais mas me mesmo meu minha muito na nas nem no '
       'nos num não o os ou para pela pelo por quando que quem se sem senhor ser seu seus sr '
       'sua suas só também tem ter tinha um uma você à é',
 'ru': 'а большой бы был была было быть в вас весь во вот время вы где глаз говорить год да '
       'даже два дело день для до другой его если есть ещё её же жизнь за знать и из или их к '
       'как какой когда который кто меня мой мочь мы на нас наш не нет ни ничто но ну о один '
       'она они от очень первый по под потом раз рука с сам самый свой своё себя сказать стать '
       'так такой там только тот тута ты у уже чем что чтобы это этот я',
 'sv': 'att av de den det dig du en ett för han har hon i inte ja jag kan med men mig nej och '
       'om på sig som så till var vi är',
 'zh': '不 了 人 和 在 我 是 有 的 这'}
# The words of any language for the keys that texts of the usual layout are read with.
OF_ANY: Mapping[str, Sequence[str]] = \
{'page_words': ('pàgina', 'pàg', 'strana', 'str', 'side', 's', 'seite', 'blatt', 'bl', 'σελ',
                'σελίδα', 'page', 'pages', 'pg', 'p', 'pp', 'pb', 'fol', 'folio', 'f', 'col',
                'column', 'página', 'pag', 'sivu', 'oldal', 'lap', 'pagina', 'blz', 'strona',
                'с', 'стр', 'страница', 'sida'),
 'note_words': ('nota', 'pozn', 'note', 'anm', 'fodnote', 'fußnote', 'fussnote', 'anmerkung',
                'σημείωση', 'footnote', 'foot-note', 'endnote', 'annotation', 'fn', 'viite',
                'jegyzet', 'adnotatio', 'noot', 'voetnoot', 'opmerking', 'fotnote', 'przypis',
                'примечание', 'сноска', 'fotnot'),
 'note_headings': ('noter', 'fußnoten', 'anmerkungen', 'anmerkungen zum text', 'σημειώσεις',
                   'footnotes', 'notes', 'endnotes', 'annotations', 'references',
                   'notes and references', 'notas', 'viitteet', 'notes de bas de page', 'note',
                   'nota', 'notae', 'noten', 'przypisy', 'примечания', 'сноски', 'fotnoter'),
 'particles': ('af', 'von', 'der', 'den', 'des', 'zu', 'vom', 'zum', 'zur', 'und', 'v.', 'of',
               'the', 'de', 'del', 'la', 'el', 'y', 'du', 'le', 'et', "d'", 'd’', 'di', 'della',
               'da', 'van', 'ten', 'ter', 'te', 'av', 'do', 'dos', 'e'),
 'signed': ('gez', 'gezeichnet', 'sig', 'signed', 'sgd', 'sd', 'firmado', 'signé', 'firmato',
            'getekend', 'geteekend', 'get', 'assinado', 'подписал', 'подп'),
 'no_names': ('ende', 'vorhang', 'abschrift', 'nichts', 'keine', 'verbalnote', 'auszug', 'none',
              'agreed', 'approved', 'adopted', 'carried', 'noted', 'yes', 'no', 'nil', 'end',
              'finis', 'amen', 'curtain', 'enclosure', 'enclosures', 'inclosure', 'inclosures',
              'attachment', 'attachments', 'annex', 'annexes', 'secret', 'confidential',
              'restricted', 'unclassified', 'official', 'copy', 'telegram', 'note', 'notes',
              'footnote', 'footnotes', 'contents', 'index', 'appendix', 'adieu', 'farewell',
              'translation', 'draft', 'continued', 'over', 'ps', 'p.s', 'p s', 'p. s',
              'the end', 'top secret', 'true copy', 'nothing', 'memorandum', 'extract',
              'extracts', 'circular', 'duplicate', 'triplicate', 'private', 'personal',
              'private and confidential', 'very confidential', 'no answer', 'priority', 'niact',
              'immediate', 'most immediate', 'urgent', 'routine', 'eyes only', 'pro memoria',
              'aide memoire', 'aide-memoire', 'note verbale', 'copia', 'nada', 'telón', 'fin',
              'rideau', 'copie', 'rien', 'néant', 'aide-mémoire', 'fine', 'niente', 'nulla',
              'vale', 'valete', 'einde', 'doek'),
 'illustrations': ('abbildung', 'illustration', 'illustrations', 'picture', 'decoration',
                   'frontispiece', 'image', 'plate', 'ilustración', 'ilustracion', 'gravure',
                   'illustrazione', 'illustratie', 'afbeelding', 'ilustração'),
 'printed_music': ('musik', 'music', 'musical notation', 'musical score', 'musique',
                   'partition')}
# fmt: on
