"""Số, ký hiệu: the key by which two writings of a document's number are one, and what a number says of itself."""

import re
from functools import lru_cache

from directives.text import comparison_key

_NUMBER = re.compile(r"^0*(\d+[\w.]*)((?:[/-]|$).*)$")
_YEAR = re.compile(r"^[\w.]+/((?:19|20)\d\d)/")
#: Letters of the Cyrillic alphabet beside those of ours which their capitals look like.
LOOKALIKES = tuple(zip("авекмнорстух", "abekmhopctyx", strict=True))
_LOOKALIKES = str.maketrans(dict(LOOKALIKES))


@lru_cache(maxsize=65536)
def number_key(text: str) -> str:
    """Khóa số, ký hiệu: "05 /UBND - VX" and "5/ubnd-vx" are one; a title keeps its words.

    >>> number_key("05 /UBND - VX"), number_key("14/2015/QĐ-UBND")
    ('5/ubnd-vx', '14/2015/qđ-ubnd')
    """
    plain = comparison_key(text).translate(_LOOKALIKES).replace("~", "").strip(" .,;:")
    if not plain[:1].isdigit():
        return plain
    whole = "".join(plain.split())
    found = _NUMBER.match(whole)
    return f"{found[1]}{found[2]}" if found else whole


def is_number(key: str) -> bool:
    """Là số: whether the key is a number with symbol, not a title."""
    return key[:1].isdigit()


def symbol_of(key: str) -> str:
    """Ký hiệu trong khóa: without number and year; "59-nq/tw" gives "nq-tw" as numbers of the Party are written.

    >>> symbol_of("14/2015/qđ-ubnd"), symbol_of("59-nq/tw"), symbol_of("64/2025/qh15")
    ('qđ-ubnd', 'nq-tw', 'qh15')
    """
    if not is_number(key):
        return ""
    rest = re.sub(r"^[\d.]+[a-zđ]?(?=[/-])", "", key)
    rest = re.sub(r"^/(?:19|20)\d\d(?=/)", "", rest)
    return rest.lstrip("/-").replace("/", "-")


def year_in_number(key: str) -> int | None:
    """Năm trong số: of normative documents, "14/2015/…"; None for all others."""
    found = _YEAR.match(key)
    return int(found[1]) if found else None
