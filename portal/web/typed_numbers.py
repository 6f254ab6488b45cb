"""Số đã gõ: whole numbers out of a form, whatever was put into it."""

#: More digits than anything that is counted here has; Python itself refuses to read thousands of them.
_MOST_DIGITS = 9


def whole(written: object, otherwise: int = 0) -> int:
    """Số nguyên: what was written, or ``otherwise`` where that is no whole number of at most nine digits.

    >>> whole("12"), whole("²"), whole("9" * 5000, otherwise=-1)
    (12, 0, -1)
    """
    return int(str(written)) if is_whole(written) else otherwise


def is_whole(written: object) -> bool:
    """Là số nguyên: digits alone, and not too many of them."""
    return isinstance(written, str) and written.isdecimal() and len(written) <= _MOST_DIGITS
