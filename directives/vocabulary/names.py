"""Tên gọi: recognises persons' names and makes keys of type names."""

from directives.text import slug
from directives.vocabulary.words import SURNAMES


def is_name(line: str) -> bool:
    """Họ và tên: two to five capitalised words, the first a surname.

    >>> is_name("Nguyễn Thị Thu Hương"), is_name("Như trên")
    (True, False)
    """
    words = line.split()
    capitalised = all(word[0].isupper() and (word[1:].islower() or len(word) == 1) for word in words)
    return 2 <= len(words) <= 5 and words[0] in SURNAMES and capitalised


def type_key(name: str) -> str:
    """Khóa tên loại: a type's full name as records and drafts write it.

    >>> type_key("Nghị quyết")
    'nghi_quyet'
    """
    return slug(name).replace("-", "_")
