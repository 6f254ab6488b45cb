"""Bài đọc: figures, dates and abbreviations as a reader at a loudspeaker says them; how long the reading takes."""

import re
from decimal import ROUND_UP, Decimal

from directives.number_words import LARGEST, in_words
from directives.results_use.telling_rules import telling_rules

_WHOLE = r"\d{1,3}(?:\.\d{3})+|\d+"
_DATE = re.compile(r"(?:(ngày)\s+)?\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_FRACTION = re.compile(rf"({_WHOLE}),(\d+)")
_OF = re.compile(r"(?<=\d)\s*/\s*(?=\d)")
_NUMBER = re.compile(_WHOLE)
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_FIRST_DAYS = 10
_MONTHS, _DAYS = 12, 31
#: Two digits after the comma are read as a number, more one by one.
_READ_TOGETHER = 2


def spoken(text: str) -> str:
    """Lời đọc: numbers in words, "%" as "phần trăm", dates by day, month and year, known abbreviations in full.

    >>> spoken("đạt 84,50% tại 4 xã"), spoken("ngày 05/4/2012")
    ('đạt tám mươi bốn phẩy năm phần trăm tại bốn xã', 'ngày mồng năm tháng tư năm hai nghìn không trăm mười hai')
    """
    for short, said in telling_rules().spoken_words.items():
        text = re.sub(rf"\b{short}\b", said, text)
    text = _DATE.sub(_date, text).replace("%", " phần trăm")
    text = _GLUED.sub(" ", text)
    text = _FRACTION.sub(lambda found: _number(found[1]) + _decimals(found[2]), text)
    text = _NUMBER.sub(lambda found: _number(found[0]), _OF.sub(" trên ", text))
    return re.sub(r"[ \t]{2,}", " ", text)


def syllables(text: str) -> int:
    """Số tiếng: what a reader says one after the other, numbers already in words."""
    return sum(any(letter.isalnum() for letter in word) for word in text.split())


def reading_seconds(text: str) -> int:
    """Thời gian đọc: in seconds, to the next ten, at the pace of the rules."""
    tens = Decimal(syllables(text) * 6) / telling_rules().syllables_a_minute
    return int(tens.quantize(Decimal(1), ROUND_UP)) * 10


def duration(seconds: int) -> str:
    """Thời lượng: as minutes and seconds.

    >>> duration(100), duration(50), duration(120)
    ('1 phút 40 giây', '50 giây', '2 phút')
    """
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} phút"] if minutes else []
    return " ".join([*parts, *([f"{rest} giây"] if rest or not minutes else [])])


def _date(found: "re.Match[str]") -> str:
    day, month, year = int(found[2]), int(found[3]), int(found[4])
    if not (1 <= day <= _DAYS and 1 <= month <= _MONTHS):
        return found[0].replace("/", " ")
    first = "mồng " if day <= _FIRST_DAYS else ""
    months = "tư" if month == 4 else in_words(month)
    return f"ngày {first}{in_words(day)} tháng {months} năm {in_words(year)}"


def _number(written: str) -> str:
    digits = written.replace(".", "")
    return in_words(int(digits)) if len(digits) <= len(str(LARGEST)) else _one_by_one(digits)


def _decimals(digits: str) -> str:
    kept = "".join(str(int(digit)) for digit in digits).rstrip("0")
    if not kept:
        return ""
    together = len(kept) <= _READ_TOGETHER and not kept.startswith("0")
    return f" phẩy {in_words(int(kept)) if together else _one_by_one(kept)}"


def _one_by_one(digits: str) -> str:
    return " ".join(in_words(int(digit)) for digit in digits)
