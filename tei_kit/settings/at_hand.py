"""At hand: settings that every conversion needs, without TOML to be read.

Made by `python docs/generate.py` of the default profile and of the files of languages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# fmt: off
# ruff: noqa: E501  (letters of Chinese are two columns wide)
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
{'ar': 'أن أنا أنت أنتم أو أي أيضا أين إذا إلى إليك إليكم إن الآن التي الذي اليوم بعد بل به '
       'بها بين تلك ثم جدا حتى ذلك سوف على عليك عليه عليها عن عند غير فإن في فيه قال قبل قد '
       'كان كانت كل كما كيف لا لك لكم لكن لم لماذا لن لنا له لها لي ليس ما ماذا متى مع من منه '
       'نحن هذا هذه هم هنا هناك هو هي و وقد ولا وما وهو يا يكون',
 'bg': 'а аз ако бе без беше бях бяха в ваш вече ви вие винаги все всички ги го господин '
       'госпожа да днес до е един една за защо и или им има имам как какво като кога когато '
       'което които кой който която къде ме между мен много моето може мой моя му на над наш '
       'не ни ние никога нищо но няма от още по под преди през при с са само свой се сега си '
       'след тази така там твой те тези ти то това този той трябва тук тя че ще ѝ',
 'ca': 'a ab abans així això al allà als altra altre amb aquest aquesta aquests aquí ara bé '
       'cada com de del dels després doncs el ell els em en ens era es estem estic està et fer '
       'fins ha han havia hi ho i jo la les li mai meu meva molt més ni no nosaltres on pel '
       'pels per perquè però pot puc quan que qui què res sempre sense ser seu seva si són '
       'també tenim teu teva tinc tot tu té un una us va vaig vam van vostè vós y és',
 'cs': 'a aby ale až bude budou budu by bych byl byla byli bylo být co do ho i jak jako je '
       'jeho jejich její jen ještě ji jsem jsi jsme jsou jste já jí k kde když ke která které '
       'který mají mi moje mu má mám mě můj na nad ne nebo nejsem není než nám nás o od po pod '
       'pro protože proč při s se sebe si ta tak také tam ten teď to toho tom tu tvůj ty této '
       'tím u už v ve velmi vám vás váš však z za zde ze že',
 'cy': 'a ac am ar arall arni arno beth bob bod bydd byddai chi chwi cyn da dan dau dim does '
       'dros dweud dy ef ei eich ein eu fawr fe fel felly fod fy gan gellir gwneud gyda heb '
       'hefyd hi hwy hyn i iawn ichwi iddi iddo iddynt imi inni iti lle mae meddai mi na nawr '
       'neu nhw ni nid o oedd oes ohono ond os pam pan pob pwy rhai rhwng roedd sut sy sydd ti '
       'un wedi wrth y ydy ydyw yma yn yno yr yw',
 'da': 'af alle altid at blev bliver blot da de dem den der deres det dig din du efter eller '
       'en er et for fra før gør ham han hans har havde have hendes her hun hvad hvem hvis '
       'hvor hvorfor i igen ikke ja jeg jo kan kun kunne lidt maa man med meget men mere mig '
       'min mod må naar nej nogen noget nu når og også om op os over paa på saa sammen selv '
       'sig sin skal skulle som så til ud uden under var ved vel vi vil ville vores være været',
 'de': 'aber alle alles als also am an auch auf aus bei beim bey bin bis bist da damit dann '
       'das dass daß dein deine deinen dem den denn der des dich die diese diesem diesen '
       'dieser dieses dir doch du durch ein eine einem einen einer er es etwas euch euer frau '
       'für ganz gegen gut habe haben hast hat hatte hatten her herr heute hier hin hätte ich '
       'ihm ihn ihr ihre ihrem ihren ihrer im immer in ins ist ja jener jetzt kann kein keine '
       'können man mehr mein meine meinem meinen meiner mich mir mit muss muß nach nein nicht '
       'nichts nie noch nun nur ob oder ohne schon sehr sei seid sein seine seinem seinen '
       'seiner selbst seyn sich sie sind so soll sondern soviel um und uns unser unsere unter '
       'viel vom von vor war waren was weil weiß welche welcher wenn wer werden wie wieder '
       'will wir wird wo wohl worden wurde wären würde zu zum zur zwischen über',
 'el': 'ένα ένας έχει έχω ή ήταν αλλά αν από αυτή αυτό για γιατί δεν διὰ δὲ δὲν είμαι είναι '
       'είσαι εγώ εδώ εκεί εσύ εἰς εἶναι η θα θὰ και κατά καὶ μα μας με μετά μια μου μὲ να ναι '
       'νὰ ο οι οἱ ποιος πολύ που πριν πως πώς σήμερα σαν σας σε σου στη στην στο τα τη την '
       'της τι τις το τον του τους τοὺς τοῦ των τώρα τὰ τὴν τὸ τὸν τῆς τῇ τῶν τῷ χωρίς ως όλα '
       'όμως όπως όταν ότι όχι ἀπὸ ἐν ἡ ὁ ὅτι',
 'en': 'a about after against all also an and another any are as at back be because been '
       'before being between both but by came can come could day did do down each even first '
       'for from get go good great had has have he her here him his how i if in into is it its '
       'just know last life like little long made make man many may me men might more most '
       'much must my never new no not now of off old on one only or other our out over own '
       'people right said same see she should since so some state still such take than that '
       'the their them then there these they this those three through time to too two under up '
       'us used very was way we well were what when where which while who will with work world '
       'would year years you your',
 'es': 'a ahora ahí al allí aquí así aunque años bien cada como con cosa cual cuando cuanto de '
       'del desde después donde dos días el ella ellos en entre era es esa ese eso esta estaba '
       'este estoy está fue fueron ha había hace han hasta hay hombre hoy la las le lo los me '
       'mi mismo mucha mucho mujer muy más nada ni no nos nuestra nuestro nunca o otra otro '
       'otros para parte pero por porque puede que quien qué se ser señor señora si siempre '
       'sin sino sobre somos son soy su sus sólo también tan te tengo tiempo tiene todo todos '
       'tu tus un una uno usted vez vida vuestra y ya yo él',
 'et': 'aga alati all ei enne et hea head härra hästi ilma ja jaoks juba ka kes koos kui kuid '
       'kuidas kus kõik ma me meie miks millal mind minu mis mitte mu nad nende nii ning nüüd '
       'oled olen oli olid olnud oma on peale pole proua pärast sa seal seda see selle selles '
       'sellest sest siin siis sind sinu ta te teda teie tema täna veel väga või ära üle',
 'eu': 'andre arte bai baina baino barik bat batean bere beste beti da dago daude dela dira du '
       'duela dut edo egin ere eta ez gabe gainean gara gaur gu gure guztiak haiek han haren '
       'hau hemen hor hori hura inoiz izan jaun naiz ni nire noiz nola non nor ona ondo orain '
       'oso zara zegoen zen zer zu zuen zure',
 'fa': 'آقا آقای آن آنها از است است؟ اما او اگر ایشان این با باشد باید بر برای به بود بوده بی '
       'تا تو خانم خود دارد دارم در دیگر را شد شده شما ما من می نمی نه نیز نیست هر هست هم همه '
       'هیچ و ولی پس چند چنین چه چون کرد کرده کند کنم کنید که یا یک',
 'fi': 'aina ei eivät emme en ennen ette että he heidän hyvin hän hänelle hänen ja jo joka jos '
       'jälkeen kaikki kanssa koska kuin kuinka kun kyllä me meidän miksi mikä minua minulle '
       'minun minä missä miten mitä mukaan mutta myös niin niitä nyt nämä oikein ole olemme '
       'olen olet oli olisi ollut on ovat paljon se sekä sen siellä siitä sille sinulle sinun '
       'sinä sitten sitä tai te teidän tuo tämä tämän tänne täällä vai vain vielä voi',
 'fr': 'ah ai alors après au aux avait avant avec avez avoir avons bien c car ce cela ces cet '
       'cette ceux chez comme d dans de depuis des dit donc dont du elle elles en encore entre '
       'es est et eux faire fait faut fut ici il ils j jamais je jour l la le les leur lui là '
       'm ma mais mes moi mon même n ne ni non nos notre nous oh on ont ou oui où par pas peu '
       'peut plus point pour qu quand que quel quelle qui quoi rien s sa sans se sera serait '
       'ses si sommes son sont sous suis sur ta te tes toi ton toujours tous tout toute toutes '
       'très tu un une vos votre vous y à étaient était été êtes être',
 'ga': 'a ach ag againn againne agam agat agus aige air an ann anois anseo ansin aon ar as atá '
       'ba beidh bheadh bheith bhfuil bhur bhí cad chun conas cé daoibh de dhá do dom duine '
       'duit dá dó dúinn dúirt eile faoi féin gach gan ghabh go gur i iad idir is le leis lá '
       'maith mar mo muid má mé mór na nach nuair ní níl nó orm ort raibh roimh sa san seo '
       'siad sibh sin sinn sé sí tar tá tú uile ár é í ó',
 'gl': 'a agora alí ao aos aquilo aquí as ata ben cal cando como con da das de desde do dos e '
       'el ela elas eles en era esa ese esta este está están eu foi hai hoxe iso isto lle lles '
       'mais me meu miña moi máis na nada nas nin no non nos nosa noso nunca nós o onde os ou '
       'para pero pola polo por que quen se sempre sen ser seu si sobre son súa tamén te ten '
       'teu teño ti todo todos túa un unha vós xa á ás é',
 'he': 'אבל או אותה אותו אותי אותך אז אחד אחרי אחת איך אין אל אלה אם אנחנו אני אשר את אתה אתם '
       'בה בו בין גם הוא היא היה היו היום הייתה הם הנה ואני והוא ולא זאת זה זו ידי יותר יש כאן '
       'כי כך כל כמו כן לא לה להם לו לי לך לכם למה לנו לפני מאוד מה מי עד עוד עכשיו על עם רק '
       'של שלה שלו שלי שלך שלנו שם',
 'hr': 'a ako ali bez bi bila bili bilo bio biti da danas do dobro ga gdje hoće hoćete i ih '
       'ili im iz ja je jedan jedna jer jest joj još kad kada kako kao koja koje kojega koji '
       'li me mene mi moj moja moje može mu na nam nas naš ne nego neka nije nisam nisu ništa '
       'o od on ona oni ova ovaj ovdje ovo pa po poslije pri prije s sa sada sam samo se si '
       'smo ste su sve svi svoj svoju ta taj tamo te tebe ti tko to treba tvoj u uvijek vam '
       'vas vaš već vi vrlo za će ćemo ću što',
 'hu': 'a aki akkor amely az azt be csak de egy el előtt engem ez fel ha hogy hol hát igen is '
       'itt jó kell ki között le legyen lehet lesz majd meg mely melyet mert mi mind minden '
       'mint mit miért most már még nagyon ne nekem neki nekünk nem nincs oly ott pedig s sem '
       'sok szerint talán te ti téged ugyan után vagy vagyok vagyunk van vannak vele volna '
       'volt által én és így ön önök úgy ő',
 'is': 'af alla allir allt að ef eftir eins ekkert ekki en engin er eða frá fyrir getur hafa '
       'hafði hann hans hef hefur hennar hvað hver hvernig hér hún inn með mig minn mitt mjög '
       'má mér mín nú og okkar sem skal svo til um undir upp var vel vera verið vil við yfir '
       'yðar á ég í út þar þau það þegar þeir þess þig þinn þið því þær þér þú',
 'it': 'a abbia agli al alla anche ancora anzi avere aveva bene che chi ci come con cosa così '
       'da dai dal dalla dei del della delle di dopo dove e ed egli ella era essere essi fatto '
       'fra già gli ha hanno ho i il in io la le lei lo loro lui ma mai me mi mia mio molto ne '
       'nel nella niente no noi non nostra nostro nulla o oggi ogni ora per perché però più '
       'poi posso prima può quale quando quanto quel quella quello questa questo qui se sei '
       'sempre senza si sia siamo siete signor signora sono stata stato su sua sul sulla suo '
       'sì tanto te ti tra tutto un una vi voglio voi vostra vostro è',
 'ja': 'あ い う か が き く け こ さ し す そ た だ つ て で と な に の は ま も よ ら り る れ を ん',
 'ko': '같은 거기 것 과 그 그녀는 그는 그러나 그런 그리고 나 나는 내 내가 너 네 누구 는 당신 도 또 또는 로 를 무슨 및 수 아니 않는 어디 어떤 언제 '
       '없는 없다 에 에서 여기 예 오늘 와 왜 우리 우리는 으로 은 을 의 이 이런 있는 있다 저 저는 제가 지금 하고 하는 하지만 한 할',
 'la': 'a ab ac ad an ante apud atque aut autem cum de ea eam ego eius enim eo eos erat ergo '
       'esse esset est et etiam eum ex fuit haec hic hoc iam id igitur illa ille in inter ipsa '
       'ipse ita me meus mihi ne nec neque nihil nobis non nos noster nostri nunc omnes omnia '
       'per post pro qua quae quam que quem qui quia quid quidem quo quod quoniam rem res se '
       'sed si sibi sic sit sub suis sunt suus tam tamen te tibi tu tum tuus ubi uestri ut vel '
       'vero vester vobis vos',
 'lt': 'apie ar arba aš be bet bus buvo būti dabar dar esi esu gali gerai iki ir iš jai jam '
       'jau jei jeigu ji jie jis jo jos jums jūs jūsų jų kad kada kai kaip kas kodėl kur labai '
       'man mane mano mes mums mūsų ne nei niekas nuo nėra o per po ponas ponia prie prieš '
       'reikia su ta tai taip tas tau tave tavo ten tie tik tu už viena vienas visi viskas yra '
       'čia į ši šiandien šis',
 'lv': 'ar arī bet bez bija būs būt es esi esmu ir ja jau jo jums jūs jūsu ka kad kas kundze '
       'kungs kur kā kāpēc labi lai līdz man mana mani mans mums mēs mūs mūsu nav ne nekad '
       'neko no par pie pirms pēc savu tagad tas tavs tev tevi tikai tu tur tā un uz vai vajag '
       'var vienmēr visi viss viņa viņam viņi viņš vēl ļoti šeit šis šo šodien šī',
 'nl': 'aan al alle als altijd ben bent bij daar dan dat de den der des deze die dit door een '
       'en er geen goed haar had heb hebben heeft hem hen het hier hij hun iets ik in is je '
       'jij jullie kan kunnen maar me meer met mij mijn moet naar niet niets nog nooit nu of '
       'om onder ons onze ook op over te tegen toen tot u uit uw van veel voor waar was wat we '
       'weer wel werd wie wij worden wordt zal ze zeer zich zijn zo zoo zou',
 'no': 'alle alltid at av bare ble blir da de deg dem den der dere deres det din du eller en '
       'er et etter for fra fru før gjennom gjør ha hadde ham han hans har havde hennes her '
       'hun hva hvem hvis hvor hvorfor i igjen ikke ja jeg jo kan kun kunne litt man med meg '
       'men mer min mot mye må nei noe noen nå når og også om opp oss over på sammen seg selv '
       'sin skal skulle som så til under ut uten var ved vel vi vil ville vår våre vårt være '
       'vært å',
 'pl': 'a aby ale bardzo bo być był była było będzie będę ci ciebie cię co czy dla do dziś gdy '
       'gdzie go i ich iż ja jak jako jego jej jest jestem jeszcze już kiedy która które który '
       'ku lub ma mam mi mieć mnie moja moje moją może mu my mój na nam nas nic nich nie niech '
       'nim nią o od on ona oni oraz pan pani po pod przez przy się sobie są ta tak te tego '
       'tej ten teraz też to tobie twój ty tylko tym u w was więc wszystko wy z za zawsze ze '
       'że żeby',
 'pt': 'a ali ao aos aquele aqui aquilo as até bem com como da das de dele deles depois do dos '
       'e ela elas ele eles em entre então era essa essas esse esses estamos este estou está '
       'estão eu foi foram havia há isso isto já lhe lhes mais mas me mesmo meu meus minha '
       'minhas muita muito na nada nas nem no nos nossa nosso num numa não nós o os ou para '
       'pela pelas pelo pelos por qual quando que quem se seja sem sempre senhor ser será seu '
       'seus somos sou sr sua suas são só também te tem tenho ter teu tinha tu tua têm um uma '
       'você vocês vos à às é',
 'ro': 'a această acest acestui acolo acum ai aici am are astfel atunci au așa bine ca care ce '
       'cine cu cum când că către dacă dar de deja din doamna doamne doar domnul domnule '
       'dumneata dumneavoastră după ea ei el era este eu fi fie foarte fost fără iar la le lui '
       'mai mea mei meu mi mult mă ne nici niciodată noastră noi nostru nu numai o pe pentru '
       'peste poate prin puțin până sa sau se sub sunt să său ta te toate tot totdeauna toți '
       'trebuie tu tău un unde voi vostru vreau vă îi îl în încă între își şi și ți',
 'ru': 'а без более большой будет буду будут бы был была были было быть в вам вамъ вас ваш '
       'ваша весь во вот время все всего всех всё въ вы где глаз говорить год да даже два дело '
       'день для до другой его ее ей ему если есть еще ещё её же жизнь за здесь знать и из или '
       'им их к как какой какъ ко когда который кто къ ли меня мне мнѣ может мои мой мочь моя '
       'моё мы на надо нам нас наш наша не него нельзя нет неё ни них ничто но ну о об один '
       'она они онъ от очень первый по под потом при раз рука с сам самый свой своё себя '
       'сегодня сказать со стать съ так такой такъ там твой тебе тебя тебѣ тем теперь того '
       'тоже только том тот тута ты у уже хорошо чего чем что что-то чтобы эти это этого этой '
       'этом этот я я-то',
 'sk': 'a aby aj ako ale alebo až bez bol bola boli bolo bude budem budú by byť dnes do ešte '
       'ho i ich ja je jeho jej ju k kde keď ktorá ktoré ktorý ku len ma medzi mi moja moje mu '
       'my má mám máme môj môže na nad naš než nie nikdy nič nám nás náš o od on ona oni pani '
       'po pod pre pred pretože prečo pri pán s sa sebe si sme som ste sú tak tam ten teraz '
       'tiež to toho tom treba tu tvoj ty tá tú tým u už v veľmi vo vy vám vás váš však vždy z '
       'za zo čo že',
 'sl': 'ali ampak bi bil bila bili bilo biti bo bodo bom brez da danes do en ena ga gospa '
       'gospod hočem ima imam imamo in iz jaz je jih jim jo kadar kaj kako kakor kar kdo ker '
       'ki kje ko kot lahko me med mi moj moja moje mora mu na nad naj nam nas naš ne ni '
       'nikoli niso nič od on ona oni pa po pod pred pri s samo se sem si smo so sta ste svoj '
       'svoje ta tako tam te tega ti to toda treba tu tudi tvoj v vam vas vaš vedno več vi vse '
       'vsi z za zdaj zelo če še že',
 'sr': 'а ако али без би била било био бити вам вас ваш већ ви врло га где да данас до добро '
       'за и из или им их кад када како као ко која које који ли ме мене ми може мој моја му '
       'на нам нас наш не него ништа није о ова овај овде ово од он она они па по после пре с '
       'са сада сам само све сви свој се си смо сте су та тамо тај твој те ти то треба у увек '
       'што ја је један јер још јој ће ћу',
 'sv': 'af aldrig alla alltid att av bara blev blir de dem den denna deras det detta dig din '
       'du där då efter ej eller en er ett från för ha hade hafva han hans har henne hennes '
       'hon honom hur här i icke igen inte ja jag kan kunde man med men mer mig min mot mycket '
       'må nej ni nu när någon något och också om oss på sade sedan sig sin själv skall skulle '
       'som så till under upp ut utan vad var vi vid vill ville voro vår våra vårt ännu är äro '
       'över',
 'tr': 'ama ancak artık bana ben beni benim bey bile bir biz bize bizim bu bugün bunu böyle da '
       'daha de değil diye doğru eder ederim edilen efendim en etti evet fakat gene gibi göre '
       'hanım hayır hem her hiç idi iki ile ise için kadar kendi ki kim mi mu mü mı nasıl ne '
       'neden nerede niçin o olacak olan olarak oldu olduğu olduğunu olsun olur ona onlar onun '
       'sana sen seni senin siz size sizin sonra var vardır ve ya yalnız yine yok çok önce '
       'öyle üzere şey şimdi şu',
 'uk': 'а або але б без би бо був буде була були було бути в вам вас ваш вже ви вона вони все '
       'всі всіх від він де для до добре дуже же з за завжди й його йому коли мене мені ми '
       'може моя моє між мій на над нам нас наш не нема немає ні ніколи перед по при про під '
       'після свого своє свій сьогодні та так також там твоя твій тебе тепер ти то тобі тому '
       'треба тут тільки у хто це цей цього ця через чи ще що щоб щось я як яка яке який якщо '
       'які є і із їх її',
 'yi': 'אַ אַז אַלע אַן אָבער אויך אויף און אונדז איז איך אין איר בין געווען דאָ דאָס דאָרט דו '
       'די דער האָב האָבן האָט וואָס ווי וועט וועל זי זיי זיין זיך זײ זײַן יאָ מיט מיר מען '
       'נאָר ניט ניין נישט עס ער פֿון פון צו קיין שוין װאָס',
 'zh': '上 下 不 与 个 中 为 么 之 乎 也 了 事 于 人 从 他 以 们 会 何 作 你 來 個 們 其 则 到 則 去 又 发 只 可 后 吾 和 国 國 在 地 多 '
       '大 天 她 好 子 学 學 家 对 對 小 就 当 後 得 從 心 想 成 我 所 把 故 文 於 无 时 是 時 曰 會 有 来 此 汝 沒 没 為 焉 無 然 生 當 '
       '發 的 看 着 矣 者 而 能 自 與 若 著 裡 要 說 说 起 过 还 这 這 過 還 那 都 里 麼'}
# The letters of each language beyond those of English.
LETTERS: Mapping[str, str] = \
{'ar': 'ء-ي ً-ْ ٱ',
 'bg': 'а-щ ъ ь ю я ѫ ѣ',
 'ca': 'à è é í ï ó ò ú ü ç ·',
 'cs': 'á č ď é ě í ň ó ř š ť ú ů ý ž',
 'cy': 'â ê î ô û ŵ ŷ ï ë',
 'da': 'æ ø å é ö ä',
 'de': 'ä ö ü ß é',
 'el': 'α-ω ά έ ή ί ό ύ ώ ϊ ϋ ΐ ΰ ἀ-῾',
 'en': 'é æ œ ï ö',
 'es': 'á é í ó ú ü ñ ç',
 'et': 'ä ö õ ü š ž',
 'eu': 'ñ ü',
 'fa': 'ء-ي پ چ ژ ک گ ی ۀ',
 'fi': 'ä ö å',
 'fr': 'à â æ ç é è ê ë î ï ô œ ù û ü ÿ',
 'ga': 'á é í ó ú ḃ ċ ḋ ḟ ġ ṁ ṗ ṡ ṫ',
 'gl': 'á é í ó ú ñ ü ï',
 'he': 'א-ת ְ-ׇ',
 'hr': 'č ć đ š ž',
 'hu': 'á é í ó ö ő ú ü ű',
 'is': 'á é í ó ú ý ð þ æ ö',
 'it': 'à è é ì í î ò ó ù ú',
 'ja': 'ぁ-ゖ ァ-ヺ ー 々 㐀-䶿 一-鿿',
 'ko': '가-힣',
 'la': 'æ œ ē ā ō ī ū ë ę',
 'lt': 'ą č ę ė į š ų ū ž',
 'lv': 'ā č ē ģ ī ķ ļ ņ š ū ž',
 'nl': 'ë ï é è ö ü ij',
 'no': 'æ ø å é ò ô ö ä',
 'pl': 'ą ć ę ł ń ó ś ź ż',
 'pt': 'á à â ã ç é ê í ó ô õ ú ü è',
 'ro': 'ă â î ș ț ş ţ',
 'ru': 'а-я ё ѣ і ѳ ѵ',
 'sk': 'á ä č ď é í ľ ĺ ň ó ô ŕ š ť ú ý ž',
 'sl': 'č š ž',
 'sr': 'а-и ј к-л љ м-н њ о-т ћ у-ц џ ч ш ђ',
 'sv': 'å ä ö é à ü',
 'tr': 'â ç ğ ı î ö ş û ü',
 'uk': 'а-щ ь ю я ґ є і ї',
 'yi': 'א-ת ְ-ׇ װ ױ ײ',
 'zh': '㐀-䶿 一-鿿'}
# The words of any language for the keys that texts of the usual layout are read with.
OF_ANY: Mapping[str, Sequence[str]] = \
{'page_words': ('صفحة', 'ص', 'страница', 'стр', 'pàgina', 'pàg', 'strana', 'str', 'tudalen',
                'tud', 'td', 'side', 's', 'seite', 'blatt', 'bl', 'σελ', 'σελίδα', 'page',
                'pages', 'pg', 'p', 'pp', 'pb', 'fol', 'folio', 'f', 'col', 'column', 'página',
                'pag', 'sivu', 'leathanach', 'lch', 'עמוד', "עמ'", 'עמ', 'דף', 'stranica',
                'oldal', 'lap', 'pagina', '頁', 'ページ', 'blz', 'strona', 'fila', 'с', 'л', 'лист',
                'stran', 'страна', 'sida', 'sayfa', 'sahife', 'сторінка', 'стор', 'арк', '页'),
 'note_words': ('حاشية', 'ملاحظة', 'هامش', 'бележка', 'nota', 'pozn', 'poznámka', 'nodyn',
                'note', 'anm', 'fodnote', 'fußnote', 'fussnote', 'anmerkung', 'σημείωση',
                'footnote', 'foot-note', 'endnote', 'annotation', 'fn', 'märkus', 'viite',
                'nóta', 'הערה', 'bilješka', 'napomena', 'jegyzet', 'athugasemd', '注', '註', '訳注',
                '脚注', '주', '역주', 'adnotatio', 'annotatio', 'noot', 'voetnoot', 'opmerking',
                'fotnote', 'przypis', 'notă', 'примечание', 'сноска', 'прим', 'opomba',
                'напомена', 'примедба', 'fotnot', 'dipnot', 'примітка', 'виноска', '注释', '註釋'),
 'note_headings': ('حواشي', 'الحواشي', 'هوامش', 'الهوامش', 'ملاحظات', 'бележки', 'notes',
                   'poznámky', 'vysvětlivky', 'nodiadau', 'noter', 'fußnoten', 'anmerkungen',
                   'anmerkungen zum text', 'σημειώσεις', 'footnotes', 'endnotes', 'annotations',
                   'references', 'notes and references', 'notas', 'märkused', 'viitteet',
                   'muistutukset', 'selitykset', 'notes de bas de page', 'nótaí', 'הערות',
                   'bilješke', 'napomene', 'jegyzetek', 'athugasemdir', 'note', 'nota', '注釈',
                   '註釈', '訳注', '脚注', 'notae', 'adnotationes', 'annotationes', 'noten',
                   'przypisy', 'objaśnienia', 'uwagi', 'примечания', 'сноски', 'комментарии',
                   'примечанія', 'vysvetlivky', 'opombe', 'напомене', 'белешке', 'fotnoter',
                   'notlar', 'dipnotlar', 'примітки', 'виноски', '注释', '註釋', '注釋', '附注'),
 'particles': ('de', 'del', "d'", 'd’', 'la', 'i', 'ap', 'ab', 'af', 'von', 'der', 'den', 'des',
               'zu', 'vom', 'zum', 'zur', 'und', 'v.', 'ντε', 'φον', 'of', 'the', 'el', 'y',
               'du', 'le', 'et', 'nic', 'mac', 'mhic', 'uí', 'di', 'della', 'da', 'van', 'ten',
               'ter', 'te', "'t", '’t', 'v.d.', 'av', 'do', 'dos', 'e', 'фон', 'де'),
 'signed': ('توقيع', 'signat', 'firmat', 'podepsán', 'podpis', 'underskrevet', 'sign', 'gez',
            'gezeichnet', 'sig', 'υπογραφή', 'υπογρ', 'υπ', 'signed', 'sgd', 'sd', 'firmado',
            'rubricado', 'fdo', 'firmas', 'allekirjoittanut', 'signé', 'signature', 'חתום',
            'potpis', 'potpisan', 'aláírva', 's. k.', 'firmato', 'subscripsi', 'subscripsit',
            'manu propria', 'm. p.', 'm.p', 'getekend', 'geteekend', 'get', 'podpisano', 'podp',
            'assinado', 'semnat', 'подписал', 'подп', 'подпись', 'подписали', 'podpísaný',
            'podpisan', 'underskrivet', 'undertecknad', 'imza', 'підпис', 'підписав'),
 'no_names': ('انتهى', 'النهاية', 'صورة', 'fi', 'teló', 'còpia', 'konec', 'opona', 'opis',
              'diwedd', 'llen', 'slut', 'afskrift', 'tæppe', 'genpart', 'ende', 'vorhang',
              'abschrift', 'nichts', 'keine', 'verbalnote', 'auszug', 'τέλος', 'αυλαία',
              'αντίγραφο', 'none', 'agreed', 'approved', 'adopted', 'carried', 'noted', 'yes',
              'no', 'nil', 'end', 'finis', 'amen', 'curtain', 'enclosure', 'enclosures',
              'inclosure', 'inclosures', 'attachment', 'attachments', 'annex', 'annexes',
              'secret', 'confidential', 'restricted', 'unclassified', 'official', 'copy',
              'telegram', 'note', 'notes', 'footnote', 'footnotes', 'contents', 'index',
              'appendix', 'adieu', 'farewell', 'translation', 'draft', 'continued', 'over',
              'ps', 'p.s', 'p s', 'p. s', 'the end', 'top secret', 'true copy', 'nothing',
              'memorandum', 'extract', 'extracts', 'circular', 'duplicate', 'triplicate',
              'private', 'personal', 'private and confidential', 'very confidential',
              'no answer', 'priority', 'niact', 'immediate', 'most immediate', 'urgent',
              'routine', 'eyes only', 'pro memoria', 'aide memoire', 'aide-memoire',
              'note verbale', 'fin', 'exeunt omnes', 'to be continued', 'ends',
              'end of document', 'not to be printed', 'most secret', 'strictly private',
              'verbatim', 'seal', 'locus sigilli', 'copia', 'nada', 'telón', 'rúbrica',
              'traslado', 'loppu', 'esirippu', 'jäljennös', 'rideau', 'copie', 'rien', 'néant',
              'aide-mémoire', 'copie conforme', 'extrait', 'suite', 'críoch', 'סוף', 'מסך',
              'העתק', 'kraj', 'svršetak', 'zastor', 'prijepis', 'vége', 'függöny', 'másolat',
              'fine', 'niente', 'nulla', 'telone', 'sipario', 'vale', 'valete', 'einde', 'doek',
              'afschrift', 'slot', 'slutt', 'avskrift', 'teppe', 'gjenpart', 'koniec', 'odpis',
              'kurtyna', 'kopia', 'fim', 'pano', 'cópia', 'sfârșit', 'cortina', 'конец',
              'занавес', 'копия', 'секретно', 'совершенно секретно', 'выписка', 'prepis',
              'ridå', 'bitti', 'кінець', 'завіса', 'копія'),
 'illustrations': ('il·lustració', 'gravat', 'ilustrace', 'obrázek', 'vyobrazení',
                   'illustration', 'billede', 'abbildung', 'abbildungen', 'bild', 'tafel',
                   'zeichnung', 'εικόνα', 'εικονογράφηση', 'illustrations', 'picture',
                   'decoration', 'frontispiece', 'image', 'plate', 'ilustración', 'ilustracion',
                   'kuva', 'kuvitus', 'gravure', 'planche', 'vignette', 'איור', 'תמונה',
                   'slika', 'ilustracija', 'kép', 'illusztráció', 'illustrazione', '挿絵', '挿画',
                   '図', 'illustratie', 'afbeelding', 'illustrasjon', 'bilde', 'ilustracja',
                   'rycina', 'obraz', 'ilustração', 'gravura', 'estampa', 'иллюстрация',
                   'рисунок', 'картинка', 'ілюстрація', 'малюнок', '插图', '插圖', '图'),
 'printed_music': ('noder', 'musik', 'noten', 'notenbeispiel', 'music', 'musical notation',
                   'musical score', 'musique', 'partition', 'musica', 'muziek', 'noter', 'nuty',
                   'música')}
# fmt: on
