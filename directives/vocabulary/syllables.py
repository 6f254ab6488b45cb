"""Âm tiết: tells what can be a syllable of Vietnamese from what no Vietnamese word can be."""

import unicodedata
from functools import lru_cache
from importlib.resources import files

_ONSETS = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_RHYMES = frozenset((files(__package__) / "data" / "rhymes.txt").read_text(encoding="utf-8").split())
_STOPS = ("c", "ch", "p", "t")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_OF_STOPS = frozenset("\u0301\u0323")  # sắc and nặng


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Là âm tiết: whether a word, in capitals or not, is built as syllables of Vietnamese are.

    A syllable that ends in -c, -ch, -p, -t bears sắc or nặng; no syllable bears two tones. Whether a word of that
    form exists is not known here.

    >>> is_syllable("bưu"), is_syllable("Bru"), is_syllable("cấp"), is_syllable("cp"), is_syllable("câp")
    (True, False, True, False, False)
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in letters if sign in _TONES]
    plain = unicodedata.normalize("NFC", "".join(sign for sign in letters if sign not in _TONES))
    if len(tones) > 1 or (plain.endswith(_STOPS) and (not tones or tones[0] not in _OF_STOPS)):
        return False
    return any(plain.startswith(onset) and plain[len(onset) :] in _RHYMES for onset in _ONSETS)
