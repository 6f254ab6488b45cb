"""Tên gọi: recognises persons' names and makes keys of type names."""

import re

from directives.text import slug
from directives.vocabulary.words import SURNAMES

#: A word of a name: a capital in front, after an apostrophe too (K'Ré, H'Yim).
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_]*(?:['’][^\W\d_]+)?")


def is_name(line: str) -> bool:
    """Họ và tên: two to five capitalised words, the first a surname.

    >>> is_name("Nguyễn Thị Thu Hương"), is_name("Điểu K'Ré"), is_name("Như trên")
    (True, True, False)
    """
    words = line.split()
    return 2 <= len(words) <= 5 and words[0] in SURNAMES and all(map(is_name_word, words))


def is_name_word(word: str) -> bool:
    """Chữ của tên: a capital, then small letters; behind an apostrophe either."""
    if not _NAME_WORD.fullmatch(word) or not word[0].isupper():
        return False
    head, *behind = re.split("['’]", word)
    return (head[1:].islower() or len(head) == 1) and all(
        part[1:].islower() or len(part) == 1 for part in behind
    )


def type_key(name: str) -> str:
    """Khóa tên loại: a type's full name as records and drafts write it.

    >>> type_key("Nghị quyết")
    'nghi_quyet'
    """
    return slug(name).replace("-", "_")
