"""Tên cơ quan viết thường: what a letterhead prints in capitals, as it is written in running text."""

import re
from functools import cache

from directives.reading.unit_names import UNIT_NOUNS, is_unit
from directives.text import comparison_key
from directives.vocabulary.agencies import agency_names
from directives.vocabulary.syllables import is_syllable
from directives.vocabulary.words import AGENCIES, AUTHORITIES

_COMMITTEE = re.compile(r"(?<!\w)[ỦU][ỶY] BAN NHÂN DÂN(?!\w)", re.IGNORECASE)
_COUNCIL = re.compile(r"(?<!\w)HỘI ĐỒNG NHÂN DÂN(?!\w)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’&.][^\W_]+)*")
_SPACED_AND = re.compile(r"\s+&\s*|\s*&\s+")
_SCHOOL = re.compile(
    r"^TRƯỜNG (?:PHỔ THÔNG DÂN TỘC \w+ )?(?:TIỂU HỌC|MẦM NON|MẪU GIÁO|THCS|THPT|TH|MN|TRUNG HỌC \w+(?: \w+)?) "
)
_LONGEST_UNIT = 4  # words of a unit's name
_NO_NAMES = ("ủy", "đoàn", "đội", "hội")  # Huyện ủy, Tỉnh đoàn
_OF_FIELDS = ("BỘ", "SỞ", "PHÒNG", "CỤC", "VỤ", "TRUNG TÂM")  # "Sở Văn hóa, Thể thao và Du lịch"


def agency_name(capitals: str, *, short: bool = True) -> str:
    """Tên cơ quan viết thường: a letterhead's capitals in sentence case, ``ỦY BAN NHÂN DÂN`` as UBND if ``short``.

    Known names are written as they are known. Otherwise capital are: the first letter of the kind of agency, of its
    field, of the word after "và" or a comma, names of administrative units, and abbreviations. Proper names inside a
    field are not known here: compare without regard to case.

    >>> agency_name("ỦY BAN NHÂN DÂN XÃ LONG HỒ"), agency_name("BỘ KẾ HOẠCH VÀ ĐẦU TƯ")
    ('UBND xã Long Hồ', 'Bộ Kế hoạch và Đầu tư')
    """
    text = " ".join(_SPACED_AND.sub(" & ", capitals).split())
    if short:
        text = _COUNCIL.sub("HĐND", _COMMITTEE.sub("UBND", text))
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.islower() for letter in letters) > 0.3 * len(letters):
        return text  # printed in running letters already
    words = list(_WORD.finditer(text))
    shown = [_small(word[0]) for word in words]
    keys = tuple(comparison_key(word[0]) for word in words)
    for place in _capitals(text, words):
        shown[place] = _capital(words[place][0])
    place = 0
    while place < len(words):
        size = _unit_size(keys, place, [word[0] for word in words])
        for n in range(place, place + size):
            shown[n] = words[n][0].capitalize()
        place += max(size, 1)
    place = 0
    while place < len(keys):
        known = (row for row in _known().get(keys[place], ()) if keys[place : place + len(row[0])] == row[0])
        _, written = next(known, ((), ()))
        shown[place : place + len(written)] = written
        place += max(len(written), 1)
    pieces, end = [], 0
    for word, said in zip(words, shown, strict=True):
        pieces += [text[end : word.start()], said]
        end = word.end()
    return _first_large("".join([*pieces, text[end:]]))


def _capitals(text: str, words: list[re.Match[str]]) -> set[int]:
    """Chữ đầu viết hoa: places of the words that begin a kind, a field or another part of the name."""
    places = {0}
    kind = next((k for k in sorted(AGENCIES, key=len, reverse=True) if text.startswith(f"{k} ")), "")
    if kind and kind not in ("UBND", "HĐND"):
        places.add(len(kind.split()))
    school = _SCHOOL.match(text)
    if school is not None:
        places.update(n for n, word in enumerate(words) if word.start() >= school.end())
    for n, word in enumerate(words[1:], 1):
        between = text[words[n - 1].end() : word.start()]
        parted = kind in _OF_FIELDS and ("," in between or "-" in between)
        if parted or words[n - 1][0] == "VÀ" or "&" in between:
            places.add(n)
    return {place for place in places if place < len(words)}


def _unit_size(keys: tuple[str, ...], place: int, words: list[str]) -> int:
    """Tên đơn vị: how many words from ``place`` on are the name of a unit, told by the noun before it or known."""
    after_noun = any(
        keys[max(place - len(noun.split()), 0) : place] == tuple(noun.split()) for noun in UNIT_NOUNS
    )
    longest = min(_LONGEST_UNIT, len(words) - place)
    if after_noun and keys[place] in _NO_NAMES:
        return 0
    for size in range(longest, 0 if after_noun else 1, -1):
        if is_unit(" ".join(words[place : place + size]), large=not after_noun):
            return size
    return longest if after_noun else 0


def _small(word: str) -> str:
    """Chữ nhỏ: a syllable in small letters; what is none is an abbreviation and stays."""
    return word.lower() if is_syllable(word) and word not in ("UBND", "HĐND") else word


def _capital(word: str) -> str:
    return _first_large(_small(word))


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _known() -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Tên đã biết: by the first word, longest first, as keys and as written."""
    rows: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    titles = (word.capitalize() for word in AUTHORITIES)
    for name in sorted((*agency_names(), *titles), key=len, reverse=True):
        words = tuple(_WORD.findall(name))
        rows.setdefault(comparison_key(words[0]), []).append((tuple(map(comparison_key, words)), words))
    return {key: tuple(row) for key, row in rows.items()}
