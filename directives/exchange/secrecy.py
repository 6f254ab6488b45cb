"""Dấu độ mật: state secrets are not exchanged this way (Luật 117/2025/QH15); how a mark is recognised in a text."""

import re

_LEVEL = r"(tuyệt\s+mật|tối\s+mật|mật)"
_MARKS = (
    re.compile(rf"[(\[]\s*(?:độ\s+mật\s*:?\s*)?{_LEVEL}\s*[)\]]", re.IGNORECASE),
    re.compile(rf"\bđộ\s+mật\s*:\s*{_LEVEL}\b", re.IGNORECASE),
    # alone on its line, or in front of it; in capitals, for "mật" is a word of the language too
    re.compile(r"^\W*(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)\W*(?:$|[-–:.,;])", re.MULTILINE),
)


def secrecy_mark_in(text: str) -> str:
    """Dấu mật trong một đoạn chữ: the mark as written; empty when there is none.

    >>> secrecy_mark_in("(Mật) Kế hoạch tác chiến"), secrecy_mark_in("Bảo vệ BÍ MẬT nhà nước")
    ('Mật', '')
    """
    found = (mark.search(text) for mark in _MARKS)
    return next((" ".join(match[1].split()) for match in found if match), "")
