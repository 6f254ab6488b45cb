"""Sự ngẫu nhiên kiểm lại được: numbers that follow from a seed, the list's hash and a stratum, in any language.

The text ``seed|list hash|stratum`` in UTF-8 (letters composed, NFC) is hashed with SHA-256; the first eight
hexadecimal digits are a whole number d from 0 to 2^32 - 1. For the reserve ``|reserve`` is put behind the text. No
random generator of a programming language is used, so that a supervisor with any tool finds the same number.
"""

import hashlib
import unicodedata

STEPS = 2**32
"""Số mức: eight hexadecimal digits; with lists of up to a million rows all products stay below 2^63."""

RESERVE = "reserve"
"""Dự phòng: the word behind the text from which a reserve is drawn."""


def digest_of(*parts: str) -> str:
    """Dấu vân tay: SHA-256 of the parts joined by ``|``, as 64 hexadecimal digits.

    >>> digest_of("2026", "ab", "Thôn 1")[:8]
    '5b54f198'
    """
    text = unicodedata.normalize("NFC", "|".join(parts))
    return hashlib.sha256(text.encode()).hexdigest()


def chance(*parts: str) -> int:
    """Số ngẫu nhiên d: from 0 to 2^32 - 1, the first eight digits of the parts' digest."""
    return int(digest_of(*parts)[:8], 16)
