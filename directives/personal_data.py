"""Dữ liệu cá nhân: how it is shown to people who need not know all of it."""

import re

_DIGIT = re.compile(r"[0-9]")
_FIRST, _LAST = 2, 3
_FULL = 10


def masked_phone(text: str) -> str:
    """Số điện thoại đã che: its first two and last three digits; of a text with fewer digits none but the last two.

    Luật 91/2025/QH15, điều 3: data are shown no further than their purpose needs.

    >>> masked_phone("0912345678"), masked_phone("02633 812 345"), masked_phone("0912"), masked_phone("")
    ('09xx xxx 678', '02xx xxxx 345', 'xx12', '')
    """
    digits = "".join(_DIGIT.findall(text))
    if not digits:
        return ""
    if len(digits) < _FULL:
        return "x" * (len(digits) - 2) + digits[-2:]
    hidden = "x" * (len(digits) - _FIRST - _LAST)
    return f"{digits[:_FIRST]}{hidden[:2]} {hidden[2:]} {digits[-_LAST:]}"
