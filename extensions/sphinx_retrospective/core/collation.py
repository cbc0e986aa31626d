"""The order of names: as in a dictionary of a language, and not by the numbers that their letters have in Unicode."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

#: Letters that a language has after others, where they are no variants of these: each line begins with the letter that
#: the others follow. From the tailorings of CLDR (https://cldr.unicode.org, collation/*.xml), in the usual order.
_LETTERS_AFTER: Final = {
    "az": ("c ç", "e ə", "g ğ", "h x ı", "k q", "o ö", "s ş", "u ü"),
    "cs": ("c č", "r ř", "s š", "z ž"),
    "da": ("z æ ø å",),
    "es": ("n ñ",),
    "et": ("s š z ž", "w õ ä ö ü"),
    "fi": ("z å ä ö",),
    "fo": ("z æ ø å",),
    "hr": ("c č ć", "d đ", "s š", "z ž"),
    "hu": ("o ö", "u ü"),
    "is": ("a á", "d ð", "e é", "i í", "o ó", "u ú", "y ý", "z þ æ ö å"),
    "lt": ("c č", "s š", "z ž"),
    "lv": ("c č", "g ģ", "k ķ", "l ļ", "n ņ", "s š", "z ž"),
    "nb": ("z æ ø å",),
    "nn": ("z æ ø å",),
    "no": ("z æ ø å",),
    "pl": ("a ą", "c ć", "e ę", "l ł", "n ń", "o ó", "s ś", "z ź ż"),
    "ro": ("a ă â", "i î", "s ș", "t ț"),
    "sk": ("a ä", "c č", "o ô", "s š", "z ž"),
    "sl": ("c č", "s š", "z ž"),
    "sq": ("c ç", "e ë"),
    "sv": ("z å ä ö",),
    "tr": ("c ç", "g ğ", "h ı", "o ö", "s ş", "u ü"),
    "uk": ("г ґ",),
}
#: Letters that decomposition leaves whole, and what they are listed among.
_AMONG: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ß": "ss", "þ": "th", "ı": "i"}
)


def collation_key(text: str, language: str) -> tuple[str, ...]:
    """Return what *text* is sorted by among others in *language*.

    Letters come before their accents and their case, and names that begin with neither letter nor digit come first.
    A compromise: digraphs, such as the Czech ``ch``, are two letters, and scripts other than Latin are in the order
    that Unicode has them in, which for most of them is that of their alphabet.

    Args:
        text: any name.
        language: a code such as ``sv`` or ``pt_BR``.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    letters = folded.translate(_letters_of(_code(language)))
    base = "".join(each for each in unicodedata.normalize("NFKD", letters) if unicodedata.category(each) != "Mn")
    return base.translate(_AMONG), folded, text


def is_own_letter(letter: str, language: str) -> bool:
    """Tell whether a letter with an accent is a letter of its own in *language*, and no variant of another."""
    return len(letter) == 1 and ord(letter.casefold()[:1] or " ") in _letters_of(_code(language))


def _code(language: str) -> str:
    return language.replace("-", "_").partition("_")[0].lower()


@cache
def _letters_of(language: str) -> dict[int, str]:
    """Return what stands for each letter that is one of its own: the letter before it, and a sign that comes after all.

    These signs are in a private area of Unicode, after every letter.
    """
    letters: dict[int, str] = {}
    for line in _LETTERS_AFTER.get(language, ()):
        first, *others = line.split()
        letters |= {ord(letter): f"{first}\ue000{chr(0xE001 + place)}" for place, letter in enumerate(others)}
    return letters
