"""Tên gọi: recognises persons' names and makes keys of type names."""

import unicodedata

from directives.vocabulary.words import SURNAMES


def is_name(line: str) -> bool:
    """Họ và tên: two to five capitalised words, the first a surname.

    >>> is_name("Nguyễn Thị Thu Hương"), is_name("Như trên")
    (True, False)
    """
    words = line.split()
    capitalised = all(word[0].isupper() and (word[1:].islower() or len(word) == 1) for word in words)
    return 2 <= len(words) <= 5 and words[0] in SURNAMES and capitalised


def folded(name: str) -> str:
    """Khóa không dấu: a type's name as a key, for example ``nghi_quyet``."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace(" ", "_")
