"""Số bằng chữ: whole numbers in Vietnamese words, as receipts for money demand."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu", " tỷ")
_GROUP = 1000
#: Beyond a thousand billions nobody pays in a list of the field work.
LARGEST = 10**12 - 1


def in_words(number: int) -> str:
    """Đọc số: from 0 up to ``LARGEST``; raises ValueError for any other number.

    >>> in_words(0), in_words(15), in_words(21), in_words(105)
    ('không', 'mười lăm', 'hai mươi mốt', 'một trăm linh năm')
    >>> in_words(1_050_000)
    'một triệu không trăm năm mươi nghìn'
    """
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{number} is not between 0 and {LARGEST}")
    groups = []
    while number:
        number, group = divmod(number, _GROUP)
        groups.append(group)
    words = [
        _group(group, leading=place == len(groups) - 1) + _SCALES[place]
        for place, group in enumerate(groups)
        if group
    ]
    return " ".join(reversed(words)) or _DIGITS[0]


def _group(group: int, *, leading: bool) -> str:
    """Ba chữ số: hundreds are read out as "không trăm" unless they stand at the very front."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [] if leading and not hundreds else [f"{_DIGITS[hundreds]} trăm"]
    if tens > 1:
        words.append(f"{_DIGITS[tens]} mươi")
    elif tens == 1:
        words.append("mười")
    elif units and words:
        words.append("linh")
    if units:
        words.append(_unit(units, tens))
    return " ".join(words)


def _unit(unit: int, tens: int) -> str:
    if unit == 1 and tens > 1:
        return "mốt"
    if unit == 5 and tens:
        return "lăm"
    return _DIGITS[unit]
