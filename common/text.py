"""Words as search sees them: the same function for what is indexed and for what is asked.

The recipe was measured over six languages: marks are folded before stemming in French and Spanish, Arabic letters are
unified and vowel signs dropped before stemming, Chinese runs become pairs of characters.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

#: Longer questions are cut: nobody means the two-thousandth word.
MAX_CHARACTERS = 400
MAX_WORDS = 24

_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian", "ar": "arabic"}
_IRREGULAR = {
    "en": {
        "children": "child",
        "kids": "child",
        "kid": "child",
        "men": "man",
        "women": "woman",
        "son": "child",
        "sons": "child",
        "daughter": "child",
        "daughters": "child",
        "boy": "child",
        "boys": "child",
        "girl": "child",
        "girls": "child",
        "mum": "mother",
        "mom": "mother",
        "dad": "father",
        "bought": "buy",
        "sent": "send",
        "stolen": "steal",
        "met": "meet",
        "told": "tell",
        "said": "say",
    },
}
_STOP = {
    "en": "a an and are as at be but by can do does doing did for from has have he her him his how i if in into is it its me my "  # noqa: E501
    "of on or our she should so that the their them there they this to us was we were what when where which who why will with "  # noqa: E501
    "would you your about just am been no not any some get got want wants",
    "fr": "a au aux avec ce ces dans de des du elle en et est il ils je la le les leur ma mais me mes mon ne nous on ou par pas "  # noqa: E501
    "pour qu que qui sa se ses son sur ta te tes ton tu un une vos votre vous comment quoi quel quelle fait faire font dit dire "  # noqa: E501
    "va veut veux veulent vouloir être était suis sont plus rien lui moi toi chez sans ça cela chose quelque quelqu si très ai ont",  # noqa: E501
    "es": "a al con de del el ella en es la las lo los me mi mis no o para pero por que se si su sus te tu un una y como cual",  # noqa: E501
    "ru": "а в во и из к как на не но о об от по с со то у что это я мы вы он она они",
    "ar": "في من على الى إلى عن ما هو هي هذا هذه ذلك التي الذي او أو ثم لا لم لن قد كيف ماذا هل",
}
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي", "ة": "ه"})


def fold(text: str) -> str:
    """Lower case, one form of each letter, no accents, no control or direction marks."""
    text = unicodedata.normalize("NFKC", text.replace("\x00", " ")).casefold()
    text = _ARABIC_MARKS.sub("", text).translate(_ARABIC_LETTERS).replace("ё", "е").replace("’", "'")
    decomposed = unicodedata.normalize("NFD", text)
    kept = [
        char
        for index, char in enumerate(decomposed)
        if unicodedata.category(char) not in ("Mn", "Cf", "Cc") or (char == "\u0306" and decomposed[index - 1] == "и")
    ]
    return unicodedata.normalize("NFC", "".join(kept))


@lru_cache(maxsize=8)
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(fold(_STOP.get(language, "")).split())


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; the word itself in a language without a stemmer."""
    word = _IRREGULAR.get(language, {}).get(word, word)
    name = _STEMMERS.get(language)
    return snowballstemmer.stemmer(name).stemWord(word) if name and len(word) > 2 else word


def words(text: str, language: str, limit: int | None = None, every: bool = False) -> list[str]:
    """Searchable words of a text in order, repeated as often as they stand there; with `every`, small words too."""
    found: list[str] = []
    language = language.split("-")[0]
    for token in _WORD.findall(fold(text)):
        for piece in _split_scripts(token):
            if _CHINESE.fullmatch(piece):
                found += _pairs(piece)
            elif every or (len(piece) > 1 and piece not in _stop_words(language)):
                found.append(stem(piece, language))
        if limit and len(found) >= limit:
            return found[:limit]
    return found


def question(text: str, language: str) -> list[str]:
    """Distinct words of what a reader typed, at most MAX_WORDS; [] when nothing is left."""
    return list(dict.fromkeys(words(text[:MAX_CHARACTERS], language, MAX_WORDS)))


def _split_scripts(token: str) -> list[str]:
    """Chinese runs apart from whatever stands against them."""
    return [piece for piece in re.split(f"({_CHINESE.pattern})", token) if piece]


def _pairs(run: str) -> list[str]:
    if len(run) == 1:
        return [run]
    return [run[index : index + 2] for index in range(len(run) - 1)]
