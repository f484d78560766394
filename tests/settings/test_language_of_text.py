"""The language of a text, of short texts above all."""

import pytest

from tei_kit.settings import language_of_text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The ship was in the harbour, and he had not been on it.", "en"),
        ("Das Schiff lag in dem Hafen, und er war nicht auf der Fahrt gewesen.", "de"),
        ("Le navire était dans le port, et il n’y avait pas été.", "fr"),
        ("12. 13. 14.", ""),
        ("Lorem quux zzyx.", ""),
    ],
)
def test_a_language_is_recognized_by_its_commonest_words(text, code):
    assert language_of_text.recognize(text * 3) == code


# Six lines of a letter in each language that has a file.
LETTERS = {
    "en": (
        "Boston, 3 May 1854. My dear Anna, I have had your letter this morning. We are all "
        "well here, and the children send you their love. The ship has not come in yet. "
        "Your affectionate brother, Thomas"
    ),
    "de": (
        "Weimar, den 3. Mai 1854. Liebe Anna! Ich habe heute früh Deinen Brief bekommen. "
        "Wir sind alle gesund, und die Kinder lassen Dich grüßen. Das Schiff ist noch nicht "
        "da. Dein treuer Bruder Thomas"
    ),
    "fr": (
        "Lyon, le 3 mai 1854. Ma chère Anne, J'ai reçu ta lettre ce matin. Nous allons tous "
        "bien ici, et les enfants t'embrassent. Le navire n'est pas encore arrivé. Ton "
        "frère affectionné, Thomas"
    ),
    "es": (
        "Sevilla, 3 de mayo de 1854. Querida Ana: He recibido esta mañana tu carta. Aquí "
        "estamos todos buenos, y los niños te mandan un abrazo. El barco no ha llegado "
        "todavía. Tu hermano que te quiere, Tomás"
    ),
    "it": (
        "Torino, 3 maggio 1854. Cara Anna, Ho ricevuto stamattina la tua lettera. Qui "
        "stiamo tutti bene, e i bambini ti abbracciano. La nave non è ancora arrivata. Il "
        "tuo affezionato fratello Tommaso"
    ),
    "la": (
        "Basileae, 3 Maii 1524. Erasmus Thomae suo s. d. Accepi hodie litteras tuas, quae "
        "mihi gratissimae fuerunt. Nos omnes hic valemus, et amici te salutant. Navis "
        "nondum venit, sed cras eam exspectamus. Vale."
    ),
    "nl": (
        "Leiden, 3 mei 1854. Lieve Anna, Ik heb vanmorgen uw brief ontvangen. Wij zijn hier "
        "allen gezond, en de kinderen groeten u. Het schip is nog niet aangekomen. Uw "
        "liefhebbende broeder Thomas"
    ),
    "sv": (
        "Uppsala den 3 maj 1854. Kära Anna! Jag har i dag fått ditt brev. Vi mår alla bra "
        "här, och barnen hälsar till dig. Skeppet har ännu inte kommit. Din tillgivne bror "
        "Thomas"
    ),
    "fi": (
        "Turussa, 3. toukokuuta 1894. Rakas Anna! Sain kirjeesi tänä aamuna. Me olemme "
        "kaikki terveinä täällä, ja lapset lähettävät sinulle terveisiä. Laiva ei ole vielä "
        "tullut. Veljesi Tuomas"
    ),
    "pl": (
        "Kraków, 3 maja 1854. Kochana Anno! Otrzymałem dziś rano Twój list. Jesteśmy tu "
        "wszyscy zdrowi, a dzieci Cię pozdrawiają. Statek jeszcze nie przypłynął. Twój "
        "kochający brat Tomasz"
    ),
    "cs": (
        "V Praze, 3. května 1854. Milá Anno! Dnes ráno jsem dostal Tvůj dopis. Jsme tu "
        "všichni zdrávi a děti Tě pozdravují. Loď ještě nepřijela. Tvůj bratr Tomáš"
    ),
    "sk": (
        "V Bratislave, 3. mája 1924. Milá Anna! Dnes ráno som dostal Tvoj list. Sme tu "
        "všetci zdraví a deti Ťa pozdravujú. Loď ešte neprišla. Tvoj brat Tomáš"
    ),
    "hu": (
        "Pest, 1854. május 3. Kedves Annám! Ma reggel megkaptam a leveledet. Mi itt "
        "mindnyájan jól vagyunk, és a gyermekek csókolnak. A hajó még nem érkezett meg. "
        "Szerető bátyád Tamás"
    ),
    "ca": (
        "Girona, 3 de maig de 1904. Estimada Anna: Aquest matí he rebut la teva carta. Aquí "
        "estem tots bé, i els nens t'envien una abraçada. El vaixell encara no ha arribat. "
        "El teu germà Tomàs"
    ),
    "pt": (
        "Lisboa, 3 de maio de 1854. Querida Ana, Recebi esta manhã a tua carta. Aqui "
        "estamos todos bem, e as crianças mandam-te um abraço. O navio ainda não chegou. "
        "Teu irmão Tomás"
    ),
    "gl": (
        "Vigo, 3 de maio de 1924. Querida Ana: Recibín esta mañá a túa carta. Aquí estamos "
        "todos ben, e os nenos mándanche unha aperta. O barco aínda non chegou. O teu irmán "
        "Tomé"
    ),
    "ro": (
        "Iași, 3 mai 1884. Dragă Ana, Am primit azi dimineață scrisoarea ta. Suntem cu "
        "toții sănătoși aici, iar copiii te îmbrățișează. Vaporul nu a sosit încă. Fratele "
        "tău Toma"
    ),
    "hr": (
        "Zagreb, 3. svibnja 1894. Draga Ano! Primio sam jutros tvoje pismo. Svi smo ovdje "
        "zdravo, a djeca te pozdravljaju. Brod još nije došao. Tvoj brat Toma"
    ),
    "sl": (
        "V Ljubljani, 3. maja 1894. Draga Ana! Danes zjutraj sem prejel tvoje pismo. Tukaj "
        "smo vsi zdravi in otroci te pozdravljajo. Ladja še ni prišla. Tvoj brat Tomaž"
    ),
    "ru": (
        "Тверь, 3 мая 1894 г. Милая Анна! Сегодня утром я получил твоё письмо. Мы здесь все "
        "здоровы, и дети тебе кланяются. Пароход ещё не пришёл. Твой брат Фома"
    ),
    "uk": (
        "Полтава, 3 травня 1904 р. Дорога Ганно! Сьогодні вранці я одержав твій лист. Ми "
        "тут усі здорові, і діти тебе вітають. Пароплав ще не прийшов. Твій брат Хома"
    ),
    "bg": (
        "Русе, 3 май 1904 г. Драга Ана, Тази сутрин получих писмото ти. Ние всички тук сме "
        "здрави и децата те поздравяват. Корабът още не е дошъл. Твой брат Тома"
    ),
    "sr": (
        "Ниш, 3. маја 1904. Драга Ана, Јутрос сам добио твоје писмо. Сви смо овде здраво, и "
        "деца те поздрављају. Брод још није дошао. Твој брат Тома"
    ),
    "el": (
        "Αθήνα, 3 Μαΐου 1904. Αγαπητή μου Άννα, Έλαβα σήμερα το πρωί το γράμμα σου. Είμαστε "
        "όλοι καλά εδώ, και τα παιδιά σε φιλούν. Το πλοίο δεν ήρθε ακόμη. Ο αδελφός σου "
        "Θωμάς"
    ),
    "tr": (
        "İzmir, 3 Mayıs 1934. Sevgili Ayşe, Mektubunu bu sabah aldım. Biz burada hepimiz "
        "iyiyiz, çocuklar da ellerinden öper. Vapur daha gelmedi. Kardeşin Kemal"
    ),
    "ga": (
        "Gaillimh, 3 Bealtaine 1924. A Áine, a chara, Fuair mé do litir ar maidin. Tá muid "
        "go léir go maith anseo, agus tá na páistí ag cur do thuairisce. Níor tháinig an "
        "bád fós. Mise do dheartháir, Tomás"
    ),
    "cy": (
        "Aberystwyth, 3 Mai 1924. Annwyl Ann, Cefais dy lythyr y bore yma. Yr ydym oll yn "
        "iach yma, ac mae'r plant yn anfon eu cofion. Nid yw'r llong wedi dod eto. Dy "
        "frawd, Tomos"
    ),
    "he": (
        "ירושלים, 3 במאי 1934 חנה היקרה, קיבלתי הבוקר את מכתבך. כולנו בריאים כאן, והילדים "
        "דורשים בשלומך. האונייה עוד לא באה. אחיך תום"
    ),
    "yi": (
        "ווילנע, 3טן מײַ 1924 ליבע חנה, איך האָב הײַנט באַקומען דײַן בריוו. מיר זײַנען אַלע "
        "געזונט, און די קינדער גריסן דיך. די שיף איז נאָך ניט געקומען. דײַן ברודער תום"
    ),
    "ar": (
        "بيروت في 3 أيار 1924 عزيزتي حنة، وصلتني رسالتك هذا الصباح. نحن جميعا بخير هنا، "
        "والأولاد يسلمون عليك. السفينة لم تصل بعد. أخوك توما"
    ),
    "fa": (
        "تهران، ۳ مه ۱۹۲۴ حنا جان عزیزم، نامه تو امروز صبح رسید. ما همه در اینجا خوب هستیم "
        "و بچه‌ها به تو سلام می‌رسانند. کشتی هنوز نیامده است. برادرت توما"
    ),
    "zh": (
        "一九二四年五月三日 安娜吾妹： 今天早上收到你的信。我們這裡大家都好"
        "，孩子們問候你。船還沒有來。 兄 文"
    ),
    "ja": (
        "大正十三年五月三日 安子様 拝啓　今朝お手紙を受け取りました。こちら"
        "は皆元気で、子供たちもよろしくと申しております。船はまだ着きません。"
        " 敬具 太郎"
    ),
    "ko": (
        "1924년 5월 3일 안나에게, 오늘 아침에 네 편지를 받았다"
        ". 우리는 여기 모두 잘 있고, 아이들도 안부를 전한다. 배는"
        " 아직 오지 않았다. 오빠 "
        "올림"
    ),
    "is": (
        "Reykjavík, 3. maí 1904. Kæra Anna mín! Ég fékk bréfið þitt í morgun. Við erum öll "
        "frísk hér, og börnin biðja að heilsa þér. Skipið er ekki komið enn. Þinn bróðir "
        "Tómas"
    ),
    "et": (
        "Tartus, 3. mail 1924. Kallis Anna! Sain täna hommikul sinu kirja. Me oleme siin "
        "kõik terved ja lapsed tervitavad sind. Laev ei ole veel tulnud. Sinu vend Toomas"
    ),
    "lt": (
        "Kaunas, 1924 m. gegužės 3 d. Brangi Ona, Šį rytą gavau tavo laišką. Mes čia visi "
        "sveiki, ir vaikai tave sveikina. Laivas dar neatplaukė. Tavo brolis Tomas"
    ),
    "lv": (
        "Rīgā, 3. maijā 1924. Mīļā Anna! Šorīt saņēmu tavu vēstuli. Mēs te visi esam "
        "veseli, un bērni tevi sveicina. Kuģis vēl nav atnācis. Tavs brālis Toms"
    ),
    "eu": (
        "Bilbo, 1924ko maiatzaren 3a. Ana maitea: Gaur goizean jaso dut zure gutuna. Hemen "
        "denak ondo gaude, eta haurrek besarkada bat bidaltzen dizute. Itsasontzia ez da "
        "oraindik etorri. Zure anaia Tomas"
    ),
}


@pytest.mark.parametrize("code", LETTERS)
def test_a_letter_of_six_lines_tells_its_language(code):
    assert language_of_text.recognize(LETTERS[code]) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "ANNA. Hvad vil du her? PETER. Jeg vil tale med dig. Er din fader hjemme? ANNA. "
            "Nej, han er gået ud. Han kommer ikke før i aften. PETER. Så venter jeg.",
            "da",
        ),
        (
            "ANNA. Hva vil du her? PETER. Jeg vil snakke med deg. Er faren din hjemme? ANNA. "
            "Nei, han har gått ut. Han kommer ikke før i kveld. PETER. Da venter jeg.",
            "no",
        ),
        (
            "ANNA. Vad vill du här? PETER. Jag vill tala med dig. Är din far hemma? ANNA. "
            "Nej, han har gått ut. Han kommer inte förrän i kväll. PETER. Då väntar jag.",
            "sv",
        ),
        (
            "ANA. ¿Qué quieres aquí? PEDRO. Quiero hablar contigo. ¿Está tu padre en casa? "
            "ANA. No, ha salido. No vuelve hasta la noche. PEDRO. Pues le espero.",
            "es",
        ),
        (
            "ANA. Que queres aqui? PEDRO. Quero falar contigo. O teu pai está em casa? ANA. "
            "Não, saiu. Não volta antes da noite. PEDRO. Então fico à espera dele.",
            "pt",
        ),
        (
            "ANNA. Què vols aquí? PERE. Vull parlar amb tu. Que hi és el teu pare? ANNA. No, "
            "ha sortit. No tornarà fins al vespre. PERE. Doncs l'espero.",
            "ca",
        ),
        (
            "АННА. Что тебе здесь надо? ПЁТР. Я хочу поговорить с тобой. Отец твой дома? "
            "АННА. Нет, он ушёл. Он не придёт раньше вечера. ПЁТР. Так я подожду.",
            "ru",
        ),
        (
            "ГАННА. Чого тобі тут треба? ПЕТРО. Я хочу поговорити з тобою. Чи батько твій "
            "дома? ГАННА. Ні, він пішов. Він не прийде раніше вечора. ПЕТРО. То я почекаю.",
            "uk",
        ),
        (
            "ANA. Što hoćeš ovdje? PETAR. Hoću da govorim s tobom. Je li ti otac kod kuće? "
            "ANA. Nije, izašao je. Neće doći prije večeri. PETAR. Onda ću čekati.",
            "hr",
        ),
        (
            "ANA. Kaj hočeš tukaj? PETER. Govoriti hočem s teboj. Ali je tvoj oče doma? ANA. "
            "Ne, odšel je. Ne bo ga pred večerom. PETER. Potem bom počakal.",
            "sl",
        ),
        (
            "ANNA. Co tu chceš? PETR. Chci s tebou mluvit. Je tvůj otec doma? ANNA. Není, "
            "odešel. Nevrátí se před večerem. PETR. Tak počkám.",
            "cs",
        ),
        (
            "ANNA. Czego tu chcesz? PIOTR. Chcę z tobą pomówić. Czy ojciec jest w domu? ANNA. "
            "Nie, wyszedł. Nie wróci przed wieczorem. PIOTR. To poczekam.",
            "pl",
        ),
    ],
)
def test_four_speeches_are_not_taken_for_those_of_a_language_that_is_near(text, code):
    assert language_of_text.recognize(text) == code


def test_what_danish_and_norwegian_have_in_common_is_in_neither():
    text = "Anna er her. Vi har det godt, og skibet er i Bergen. Din bror Thomas"
    assert language_of_text.recognize(text) == ""
