"""Which language a text seems to be in, by its script and small words; English if unsure."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

ENGLISH = "en"
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_MOST_WORDS = 120
# So many more of a language's small words than of English ones make it that language.
_LEAD = 2
_SHORT = 4
_SCRIPTS: Mapping[str, str] = {
    "ARABIC": "ar", "HEBREW": "he", "CYRILLIC": "ru", "GREEK": "el", "DEVANAGARI": "hi",
    "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "GURMUKHI": "pa", "GUJARATI": "gu",
    "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh",
}  # fmt: skip
# Words that are frequent in one language and are none of the usual English ones.
_SMALL: Mapping[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        ENGLISH: """
            the a an and or but is am are was were be been i im my me you your he she it we they
            this that to of in on for with at from by not no do did have has had got get so what
            how can could will would if as just been who when why there all out up about job
            interview rejected offer application yes hi hello thanks help""",
        "es": """
            el la los las un una y que de en por para con como estoy soy está es fue muy pero mi mis
            me te se lo su del al qué cómo tengo hola gracias trabajo entrevista empleo ayer hoy
            no dieron nunca también ya más han he ha puedo quiero busco alguien sabe""",
        "fr": """
            le la les un une et que de des du en pour avec je tu il elle nous vous ils est suis été
            pas ne mais mon ma mes ce cette qui sur au aux dans bonjour merci travail entretien
            emploi hier très plus j'ai c'est comment aujourd'hui cherche""",
        "de": """
            der die das den dem ein eine einen und ist bin war ich du er sie wir ihr nicht kein aber
            mit für auf zu im am von bei nach mein meine mir mich habe hat wie was auch sehr noch
            heute gestern danke hallo arbeit bewerbung vorstellungsgespräch absage wurde suche""",
        "pt": """
            o os as um uma e que de do da dos das em no na por para com como estou sou é foi muito
            mas meu minha me não eu você ele ela olá obrigado obrigada trabalho entrevista emprego
            ontem hoje também já mais tenho fui passei consegui""",
        "it": """
            il lo la gli le un una e che di del della in per con come sono è ho ha non ma mio mia mi
            ti si ciao grazie lavoro colloquio ieri oggi molto anche più sto cerco questo""",
        "nl": """
            de het een en ik jij je hij zij wij niet geen maar met voor op van naar mijn heb heeft
            hebt ben was hoe wat ook zeer nog vandaag gisteren dank hallo werk sollicitatie baan""",
        "tl": """
            ako ikaw siya kami tayo sila ang ng mga sa na pa rin din ay ko mo niya natin hindi oo
            wala may ano paano bakit kung kasi pero lang naman ba yung trabaho salamat gagawin
            natanggap natatanggap""",
        "pl": """
            i w z na do nie się jest jestem to że ale jak mam moja mój pracy pracę dzień dobry
            dziękuję wczoraj dzisiaj bardzo już co czy rozmowa rozmowę""",
        "tr": """
            ve bir bu ben sen biz çok ama için ile değil var yok ne iş mülakat dün bugün
            teşekkürler merhaba oldum""",
        "id": """
            saya aku kamu dia kami yang dan di ke dari untuk dengan tidak bukan ada ini itu sudah
            belum apa bagaimana kerja wawancara kemarin terima kasih lamaran""",
        "hi": """
            main mein mujhe mera meri hai hain tha thi ho nahi nahin kya kaise kyun aur lekin se ko
            ka ki ke bhi bahut naukri kar raha rahi gaya yaar""",
        "sw": """
            mimi wewe yeye sisi na ya wa kwa ni si kazi sana leo jana asante habari nina sina nataka
            lakini""",
    }.items()
}


def of(text: str) -> str:
    """Name the language of a text by its two letters."""
    words = [word.casefold() for word in _WORD.findall(text)[:_MOST_WORDS]]
    return _by_script(words) or _by_words(words)


def _by_script(words: list[str]) -> str | None:
    """Tell the language by its letters, where most words are written in others than ours."""
    names = (unicodedata.name(letter, "").split(maxsplit=1) for letter in "".join(words))
    scripts = Counter(_SCRIPTS[name[0]] for name in names if name and name[0] in _SCRIPTS)
    if not scripts or 2 * scripts.total() <= len("".join(words)):
        return None
    # Japanese is written with Chinese signs, too; its own tell.
    return "ja" if scripts["ja"] else scripts.most_common(1)[0][0]


def _by_words(words: list[str]) -> str:
    counts = Counter(code for word in words for code, small in _SMALL.items() if word in small)
    del counts[ENGLISH]
    best = max(counts, key=lambda code: (counts[code], code), default=ENGLISH)
    # "No" and "me" are words of both, and speak for neither.
    english = sum(word in _SMALL[ENGLISH] and word not in _SMALL[best] for word in words)
    lead = 1 if len(words) <= _SHORT else _LEAD
    return best if counts[best] >= english + lead and 4 * counts[best] >= len(words) else ENGLISH
