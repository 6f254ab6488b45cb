"""Âm tiết: whether a written word can be a syllable of Vietnamese, by which a wrong reading of bytes is told.

The grammar is that of the written language, with the finals and beginnings of place names from the minority
languages (Đắk Lắk, Krông Nô) added. It is strict about what a wrong encoding gives: "xă" or "Nôòi" are none.
"""

import re
import unicodedata

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_SYLLABLE = re.compile(
    """
    (?:ngh|ng|nh|kh|ph|th|tr|ch|gh|gi|qu|kr|kl|pl|pr|br|bl|dr|[bcdđghklmnprstvx])?
    (?:
        (?:uyê|iê|yê|uô|ươ|oă|uâ|ă|â) (?:ch|nh|ng|[cmnptkuiy])
      | (?:uya|uê|uy|oa|oe|uơ|ia|ya|ua|ưa|[aeêioôơuưy]) (?:ch|nh|ng|[cmnptk])?
      | oo(?:ng|c) | (?:oa|[aoôơuư]) i | (?:oa|u?â|a) y | (?:oa|a|e|oe) o | (?:ê|i|ư|a|oa|uy) u
    )
    """,
    re.VERBOSE,
)


def is_syllable(word: str) -> bool:
    """Có phải âm tiết: whether the word is written as a Vietnamese syllable, with one tone mark at most.

    >>> [is_syllable(word) for word in ("Nội", "Xã", "Đắk", "Lý", "xă", "Nôòi", "Hµ", "Néi")]
    [True, True, True, True, False, False, False, False]
    """
    letters = unicodedata.normalize("NFD", word.lower())
    tones = sum(letter in _TONES for letter in letters)
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None
