"""Câu: where a sentence, an item or a quotation begins, so that a capital says nothing about the word itself."""

import re

#: What numbers an item or an article: "1.", "1.2.", "2 -", "a)", "IV.", "Điều 3.", "Bước 1:".
MARKER = re.compile(
    r"^[\s\-–—+•*|]*(?:(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,5})(?:[.)/]|\s?[-–])|[a-zđA-ZĐ]{1,2}(?:\.\d+)?[.)/](?=\s)|"
    r"\(\d{1,2}\)|(?:Điều|Chương|Phần|Mục)\s[\dIVXLC]{1,4}[.:]?)?\s*"
)
_ENDS = ".?!…:;|•–—-+*/“”\"'‘’«»[{"
_LETTER = re.compile(r"[^\W\d_]")


def begins_sentence(text: str, at: int, *, brackets: bool = True) -> bool:
    """Đầu câu: whether a capital may stand at this letter for the sake of the sentence alone.

    So it may behind a full stop, a colon, a semicolon, a dash or a quotation mark, and at the head of a line. A
    bracket counts as such a place unless ``brackets`` is false.

    >>> begins_sentence("1. Khoản 2", 3), begins_sentence("theo Khoản 2", 5)
    (True, False)
    """
    before = text[:at].rstrip()
    if not before or before[-1] in _ENDS:
        return True
    if before[-1] == "(":
        return brackets
    marker = MARKER.match(text)
    return marker is not None and marker.end() >= at


def word_before(text: str, at: int) -> str:
    """Từ đứng trước: in small letters, without the marks behind it; empty where none stands directly before.

    >>> word_before("của nhân dân", 4), word_before("quản lý, nhân dân", 9)
    ('của', '')
    """
    before = text[:at]
    if not before.endswith((" ", "\t")):
        return ""
    words = before.rsplit(None, 1)
    last = words[-1] if words else ""
    return last.lower() if last and last[-1].isalnum() else ""


def word_behind(text: str, at: int) -> str:
    """Từ đứng sau: in small letters; empty where a mark or the end stands there.

    >>> word_behind("Nam Bộ binh", 6)
    'binh'
    """
    behind = text[at:]
    if not behind.startswith((" ", "\t")):
        return ""
    found = re.match(r"\s+([^\W_]+)", behind)
    return found[1].lower() if found else ""


def capitalised(words: str) -> str:
    """Viết hoa chữ đầu: the first letter in its large form, the others as they are.

    >>> capitalised("khoản 1")
    'Khoản 1'
    """
    first = _LETTER.search(words)
    if first is None:
        return words
    return words[: first.start()] + first[0].upper() + words[first.end() :]
