"""Guessing a text's language from its script and its commonest small words.

Good enough to choose phrase rules and quotation habits by; it says nothing when it is not sure.
Leaves alone: what cannot be told apart by small words (Croatian and Bosnian, Malay dialects).
Source: the idea of counting function words is old: E. Giguet, "Categorization according to
language" (1995); the word lists are our own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import cache

from textclean.datafiles import read_data

SAMPLE_CHARS = 2500
"""How much of a text is looked at: some 400 words; more changes no answer, only the time."""
FIRST_CHARS = 700
"""How much of it is looked at first: enough when one language leads by far."""
CLEAR_LEAD = 1.4
"""By how much the winner must beat the second to be believed at first look."""
LONG_LINE_CHARS = 80
"""Lines from this length on are read first: shorter ones are menus, as often as not in names."""
LEAST_WORDS = 3
"""Small words of the winner that must be seen. Fewer also stand in other languages' titles."""
LEAST_SHARE = 0.15
"""Share of all words that must be the winner's small words. Running text of the languages listed
has .25 to .55, lists of names and foreign words below .1."""
LEAST_LEAD = 1.08
"""By how much the winner must beat the second. Danish and Norwegian, the closest pair, reach 1.1
on 100 words of running text."""
FOREIGN_SHARE = 0.4
"""Share of the letters that must be of another script than the Latin one for it to decide:
pages in Greek or Hindi quote much English, English pages quote little Greek."""
LONE_WORD_WEIGHT = 2
"""What a word that only one language uses weighs; one shared weighs 1."""

_MARKS = (
    ".,:;!?()\"'\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
    "\N{RIGHT DOUBLE QUOTATION MARK}\N{DEVANAGARI DANDA}\N{ARABIC COMMA}"
)
"""What most often clings to a word. Replacing each costs a quarter of finding words by pattern."""
_SCRIPTS = {
    "ru uk bg sr mk be kk": "\u0400-\u052f",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0590-\u05ff",
    "ar fa ur": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff",
    "hi mr ne": "\u0900-\u097f",
    "ja": "\u3040-\u30ff",
    "ko": "\uac00-\ud7af\u1100-\u11ff",
    "zh": "\u3400-\u9fff\uf900-\ufaff",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "bn": "\u0980-\u09ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff",
    "hy": "\u0530-\u058f",
    "am": "\u1200-\u137f",
    "km": "\u1780-\u17ff",
}
"""Languages by their letters; small words choose where there are several."""
_LEADS = bytes((*range(0xCD, 0xE2), *range(0xE3, 0xF0)))
"""One of these bytes begins the UTF-8 of each of their letters, and none that of a typographer's
mark: so most texts in Latin letters are known at one look."""
OWN_LETTERS = {
    "kk": "\u04d9\u049b\u04a3\u04b1\u04e9",
    "be": "\u045e",
    "mk": "\u0453\u045c\u0455",
    "sr": "\u0452\u045b\u0459\u045a\u045f\u0458",
    "ru": "\u044b\u044d\u0451",
    "uk": "\u0456\u0457\u0454\u0491",
    "bg": "\u044a",
    "ur": "\u0679\u0688\u0691\u06ba\u06d2",
    "fa": "\u067e\u0686\u0698\u06af",
    "ar": "\u0629\u0649\u0643\u064a",
}
"""Letters by which a language shows among those of its script, for texts with few small words.
The first language counts: those after it may have its letters in common with it."""
OWN_LETTER_SHARE = 0.003
"""Least share of the characters that they must make up: running text has .005 to .08."""
LATIN_LETTERS = {
    "pl": "\u0142\u0105\u0119\u017c\u017a\u015b\u0107\u0144",
    "hu": "\u0151\u0171",
    "ro": "\u0103\u0219\u021b\u0163\u015f",
    "tr": "\u011f\u0131\u015f",
    "cs": "\u0159\u011b\u016f",
    "sk": "\u013e\u0155\u013a\u010f\u0165",
    "lv": "\u0137\u013c\u0146\u0123\u0101\u0113\u012b",
    "lt": "\u0117\u0173\u012f",
    "vi": "\u01b0\u01a1\u1ea1\u1ebf\u1ec7\u1ed9",
    "is": "\xf0\xfe",
}
"""The same among the languages in Latin letters. A language counts by the letters that it alone has
or has most of; a language further on may have a letter of one before it."""
LATIN_LETTER_SHARE = 0.012
"""Least share of the characters that they must make up: running text has .015 to .08, a text in
another language with names in it less."""
SPARSE, SPARSE_LETTERS = "fi", "\xe4\xf6"
"""A language with few small words, and letters that it has many of."""
SPARSE_LETTER_SHARE = 0.02
SPARSE_SHARE = 0.05
SPARSE_LEAD = 1.5
"""What such letters and words must make up of a text, and by how much the latter must lead. Finnish
has .04 to .06 of the letters and .06 to .2 of the words; Swedish and German have more words."""
COMMONER = {"ms": "id"}
"""Languages with the same small words as one that is far commoner on the web, and that one: where
nothing tells them apart it is that."""
JAPANESE_KANA_SHARE = 0.1
"""Kana among kana and Han letters above which a text is Japanese: headlines have .2 and more."""


def guess_language(*parts: str) -> str:
    """Return the primary tag of the language a text is written in, or '' if unsure.

    The text is given whole or in its parts, between which lines end.

    >>> guess_language("The cat sat on the mat and it was not amused by what it saw.")
    'en'
    >>> guess_language("Der Hund ist nicht mehr da, und die Katze hat das auch gesehen.")
    'de'
    >>> guess_language("Szko\u0142y zamkni\u0119te w ca\u0142ej Polsce")
    'pl'
    >>> guess_language("42")
    ''
    """
    sample = _sample(parts)
    if not sample.isascii():
        counts = _count_letters(sample)
        found = sum(counts.values())
        if found and found >= FOREIGN_SHARE * sum(map(str.isalpha, sample)):
            return _by_script(sample, counts)
    if len(sample) > FIRST_CHARS:
        clear = _by_words(sample[:FIRST_CHARS], (), CLEAR_LEAD)
        if clear:
            return clear
    return _by_words(sample, (), LEAST_LEAD) or _by_latin_letters(sample) or _of_few_words(sample)


def likelier_languages(text: str, language: str) -> list[str]:
    """Return the languages that a few words are likelier of than of the one given.

    They have two small words more; that takes less than to say which language it is.

    >>> likelier_languages("Das ist ja wunderbar, mein Freund", "en")
    ['de']
    >>> likelier_languages("What a wonderful day, my friend", "en")
    []
    """
    counts = Counter(
        speaker
        for word in text.lower().replace(",", " ").split()
        for speaker in _speakers().get(word.strip(_MARKS), ())
    )
    return [name for name, count in counts.items() if count >= counts[language] + 2]


def _sample(parts: Sequence[str]) -> str:
    """Return the beginning of a text, or of its long lines where it has enough of them."""
    lines = []
    chars = 0
    for part in parts:
        for line in part.split("\n"):
            if len(line) >= LONG_LINE_CHARS:
                lines.append(line)
                chars += len(line)
                if chars >= SAMPLE_CHARS:
                    return "\n".join(lines)[:SAMPLE_CHARS]
    text = "\n".join(parts)
    if len(text) <= SAMPLE_CHARS or chars < FIRST_CHARS:
        return text[:SAMPLE_CHARS]
    return "\n".join(lines)


def _count_letters(sample: str) -> dict[str, int]:
    """Return how many letters of each script other than the Latin one stand in the sample."""
    data = sample.encode(errors="surrogatepass")
    if len(data.translate(None, _LEADS)) == len(data):
        return {}
    # No regular expression: to compile a class takes .1 ms for every thousand letters in it.
    starts, scripts = _script_starts()
    counts = dict.fromkeys(_SCRIPTS, 0)
    for letter, count in Counter(sample).items():
        last, languages = scripts[bisect_right(starts, letter) - 1]
        if letter <= last:
            counts[languages] += count
    return counts


def _by_script(sample: str, counts: dict[str, int]) -> str:
    kana, han = counts["ja"], counts["zh"]
    if kana >= JAPANESE_KANA_SHARE * (kana + han):
        counts = {**counts, "ja": kana + han, "zh": 0}
    languages = max(counts, key=counts.__getitem__).split()
    if len(languages) == 1:
        return languages[0]
    return _by_words(sample, languages, LEAST_LEAD) or _by_own_letters(sample, languages)


def _by_own_letters(sample: str, languages: Collection[str]) -> str:
    """Return the language whose own letters stand in a sample of a script that it shares."""
    letters = Counter(sample.lower())
    least = OWN_LETTER_SHARE * len(sample)
    for language, own in OWN_LETTERS.items():
        if language in languages and sum(letters[letter] for letter in own) >= least:
            return language
    return ""


def _by_latin_letters(sample: str) -> str:
    """Return the language whose own letters a sample in Latin letters is full of."""
    if sample.isascii():
        return ""
    letters = Counter(sample.lower())
    shares = {
        language: sum(letters[letter] for letter in own) / len(sample)
        for language, own in LATIN_LETTERS.items()
    }
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= LATIN_LETTER_SHARE else ""


def _by_words(
    sample: str, languages: Collection[str], lead: float, share: float = LEAST_SHARE
) -> str:
    """Return the language with most small words, of those given if any are."""
    sample = sample.lower()
    for mark in _MARKS:
        sample = sample.replace(mark, " ")
    words = sample.split()
    # Words that the same languages use count as one.
    small = Counter(filter(None, map(_speakers().get, words)))
    scores: defaultdict[str, int] = defaultdict(int)
    for known, times in small.items():
        weight = times * (LONE_WORD_WEIGHT if len(known) == 1 else 1)
        for language in known:
            scores[language] += weight
    if languages:
        scores = defaultdict(int, {name: scores[name] for name in languages})
    best = max(scores, key=scores.__getitem__, default="")
    found = sum([times for known, times in small.items() if best in known])
    if found < max(LEAST_WORDS, share * len(words)):
        return ""
    if COMMONER.get(best, best) in scores and scores[COMMONER.get(best, best)] == scores[best]:
        best = COMMONER.get(best, best)
    near = {best} | {name for name, other in COMMONER.items() if other == best}
    second = max([score for name, score in scores.items() if name not in near], default=0)
    return best if scores[best] >= lead * second else ""


def _of_few_words(sample: str) -> str:
    """Return the language that has endings where others have small words, by these and letters."""
    found = ""
    if sum(map(sample.lower().count, SPARSE_LETTERS)) >= SPARSE_LETTER_SHARE * len(sample):
        found = _by_words(sample, (), SPARSE_LEAD, SPARSE_SHARE)
    return found if found == SPARSE else ""


@cache
def _script_starts() -> tuple[list[str], list[tuple[str, str]]]:
    """Return the first letter of each run of letters, and its last one with its languages."""
    runs = sorted(
        (letters[at], letters[at + 2], languages)
        for languages, letters in _SCRIPTS.items()
        for at in range(0, len(letters), 3)
    )
    return (
        ["", *(first for first, _, _ in runs)],
        [("", ""), *((last, languages) for _, last, languages in runs)],
    )


@cache
def small_words(language: str) -> frozenset[str]:
    """Return the commonest small words of a language, in small letters."""
    return frozenset(word for word, known in _speakers().items() if language in known)


@cache
def _speakers() -> dict[str, tuple[str, ...]]:
    """Return the languages that use each small word."""
    speakers: dict[str, tuple[str, ...]] = {}
    lines = read_data("stopwords.txt").splitlines()
    for line in lines:
        if not line.startswith("#"):
            language, *words = line.split()
            for word in set(words):
                speakers[word] = (*speakers.get(word, ()), language)
    return speakers
