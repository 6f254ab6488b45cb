"""Chữ để nhận ra: how a line is told for what it is meant to be, rightly written or not."""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from types import MappingProxyType

from directives.checking.seeing.page import MOTTO, STATE_NAME
from directives.document.kinds import DocumentType
from directives.text import ascii_fold
from directives.vocabulary.words import AUTHORITIES, TYPE_WORDS

#: What a copy is called; the last words are those of the circular of 2011.
COPY_LABELS = ("SAO Y", "SAO LỤC", "TRÍCH SAO", "SAO Y BẢN CHÍNH", "SAO Y BẢN SAO")
URGENCIES = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC")
CIRCULATIONS = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ", "TÀI LIỆU THU HỒI")
#: Words typed as a rule: underscores, dashes, dots.
DRAWN_RULE = re.compile(r"^[\s_\-–—.*=]+$")

_ALIKE = 0.75  # a misprinted state name is still the state name: the rules say what is wrong with it
_NUMBER = re.compile(
    r"^S[ốỐ]\s*:?[\s\d.…_]*/|^S[ốỐ]\s*:|^(?:Luật|Bộ luật|Pháp lệnh|Lệnh|Nghị quyết)\s+số\s*:\s*\S*/\S+$"
)
_DATE = re.compile(
    r"\bngày\b.*\bnăm\b|^[^\d,]{2,40},\s*(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}\.?$",
    re.IGNORECASE,
)
_NO_DATE = re.compile(r"^(?:S[ốỐ]|V/v|Căn)\b|^\(")  # whole words: Sốp Cộp is a commune
_DATE_LETTERS = 90
_LETTER_SUBJECT = re.compile(r"^(?:V\s?/\s?v|Về việc)\b", re.IGNORECASE)
_SHORT_SUBJECT = re.compile(r"^V\s?/\s?v\b", re.IGNORECASE)
_ADDRESSEES = re.compile(r"^Kính\s+gửi", re.IGNORECASE)
_BASIS = re.compile(r"^(?:Căn cứ|Theo đề nghị|Theo Tờ trình|Xét đề nghị|Xét Tờ trình)\b")
_RECIPIENTS = re.compile(r"^Nơi\s+(?:nhận|gửi)\s*(?::|$)", re.IGNORECASE)
_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T\.M|K\.T|T\.L)\b\s*\.?\s*[^\W\d_]{2}")
_SMALL_AUTHORITY = re.compile(r"^(?:TM|KT|TL|TUQ)\s?\.\s?[^\W\d_]{2}")
_AUTHORITY_LETTERS = 60
_POSTS = tuple(
    dict.fromkeys(
        (
            *AUTHORITIES, "PHÓ", "THỨ TRƯỞNG", "TRƯỞNG", "QUYỀN", "TỔ TRƯỞNG", "ĐỘI TRƯỞNG", "CHỦ TỌA", "CHỦ TOẠ",
            "THƯ KÝ", "ĐẠI DIỆN", "TỔNG", "PHỤ TRÁCH", "CHÁNH", "VỤ TRƯỞNG", "NGƯỜI", "XÁC NHẬN",
        )
    )
)  # fmt: skip
_ITEM = re.compile(r"^[-–—+•*]")
_URGENCY = re.compile(r"^(?:KHẨN|THƯỢNG KHẨN|H[ỎO][ẢA] TỐC)(?: HẸN GIỜ)?$")
_DECIDING = re.compile(r"^QUYẾT (ĐỊNH|NGHỊ)\s*[:.]*$")
_STATE_WORDS, _MOTTO_WORDS = (
    frozenset(re.findall(r"\w+", ascii_fold(text).casefold())) for text in (STATE_NAME, MOTTO)
)
_THUS = re.compile(r"^THƯ(?: [^\W\d_]+){1,5}$")


def _key(text: str) -> str:
    return "".join(text.upper().split())


_TYPES = MappingProxyType({_key(word): word for word in TYPE_WORDS})
_PLAIN_TYPES = MappingProxyType({_key(ascii_fold(word)): word for word in TYPE_WORDS})
_TYPE_STARTS = tuple((f"{word.upper()} ", word) for word in TYPE_WORDS)
_MOST_TYPE_LETTERS = max(len(word) for word in TYPE_WORDS) * 2 + 4


@lru_cache(maxsize=8192)
def likeness(text: str, wanted: str) -> float:
    """Độ giống: 0…1 to the state name or the motto; 0 for what shares too few words with it to be meant for it."""
    if not 0.5 * len(wanted) <= len(text) <= 2.2 * len(wanted):
        return 0.0
    plain = ascii_fold(text).casefold()
    if re.sub(r"\W", "", plain) == re.sub(r"\W", "", ascii_fold(wanted).casefold()):
        return 1.0
    words = _STATE_WORDS if wanted == STATE_NAME else _MOTTO_WORDS
    if 2 * len(words.intersection(re.findall(r"\w+", plain))) < len(words):
        return 0.0
    return SequenceMatcher(None, text.casefold(), wanted.casefold()).ratio()


def is_state_name(text: str) -> bool:
    """Quốc hiệu: whether the words are meant for it, rightly written or not."""
    return likeness(text, STATE_NAME) >= _ALIKE


def is_motto(text: str) -> bool:
    """Tiêu ngữ: whether the words are meant for it, rightly written or not."""
    return likeness(text, MOTTO) >= _ALIKE


def is_place_and_date(text: str) -> bool:
    """Địa danh và thời gian: whether the words look like it, rightly written or not."""
    return len(text) < _DATE_LETTERS and bool(_DATE.search(text)) and not _NO_DATE.match(text)


def is_number(text: str) -> bool:
    """Số, ký hiệu: whether the words look like it, rightly written or not."""
    return bool(_NUMBER.match(text))


def is_letter_subject(text: str, *, in_number_cell: bool) -> bool:
    """Trích yếu công văn: "V/v …" anywhere in the head; "Về việc …" only under the number, in its cell."""
    return bool((_LETTER_SUBJECT if in_number_cell else _SHORT_SUBJECT).match(text))


def is_addressees_label(text: str) -> bool:
    """Kính gửi: a line that begins with it."""
    return bool(_ADDRESSEES.match(text))


def is_recipients_label(text: str) -> bool:
    """Nơi nhận: a line that begins with it."""
    return bool(_RECIPIENTS.match(text))


def is_basis(text: str) -> bool:
    """Căn cứ: a line that begins as a legal basis does."""
    return bool(_BASIS.match(text))


def is_item(text: str) -> bool:
    """Gạch đầu dòng: a line that begins with a dash or the like."""
    return bool(_ITEM.match(text))


def is_authority(text: str) -> bool:
    """Quyền hạn ký: begins with TM., KT., TL., TUQ. or Q., well or badly dotted; the title in capitals or not."""
    if text.isupper():
        return bool(_AUTHORITY.match(text))
    return len(text) < _AUTHORITY_LETTERS and bool(_SMALL_AUTHORITY.match(text))


def is_post(text: str) -> bool:
    """Chức vụ: in capitals, begins as the title of one who signs."""
    return text.isupper() and text.startswith(_POSTS)


def is_urgency(text: str) -> bool:
    """Dấu mức độ khẩn: its words alone on a line."""
    return bool(_URGENCY.match(text.upper()))


def is_circulation(text: str) -> bool:
    """Chỉ dẫn phạm vi lưu hành: its words alone on a line."""
    return text.upper() in CIRCULATIONS


def is_copy_label(text: str) -> bool:
    """Hình thức sao: its words alone on a line."""
    return text.upper() in COPY_LABELS


def is_deciding_word(text: str) -> bool:
    """Lời quyết định: "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:", letter-spaced or without its colon too."""
    return (len(text) < 40 and bool(_DECIDING.match(text.upper()))) or _key(text).rstrip(
        ":"
    ) in _DECIDING_KEYS


_DECIDING_KEYS = frozenset(_key(word) for word in ("QUYẾT ĐỊNH", "QUYẾT NGHỊ"))


def type_of(text: str) -> str | None:
    """Tên loại: the type whose name stands alone on the line, spaced or small or with a lost tone mark; else None.

    >>> type_of("Q U Y Ế T  Đ Ị N H"), type_of("THƯ CẢM ƠN"), type_of("Quyết định số 5")
    ('Quyết định', 'Thư công', None)
    """
    if len(text) > _MOST_TYPE_LETTERS:
        return None
    word = _TYPES.get(_key(text))
    if word is None and text.isupper():
        word = _PLAIN_TYPES.get(_key(ascii_fold(text)))
        if word is None and _THUS.match(text):
            word = DocumentType.THU_CONG.name_vi
    return word


def type_begun(text: str) -> str | None:
    """Tên loại và trích yếu trên một dòng: the type with which a line in capitals begins, as "BÁO CÁO KẾT QUẢ …"."""
    if not text.isupper():
        return None
    return next((word for start, word in _TYPE_STARTS if text.startswith(start)), None)
