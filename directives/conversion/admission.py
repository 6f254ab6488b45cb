"""Tiếp nhận: which texts are let in at all: no state secrets, nothing whose form other laws fix."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from directives.conversion.errors import (
    GazettePage,
    NormativeDocument,
    NotOfficialDocument,
    PartyDocument,
    SecrecyMark,
)
from directives.rulebook.neighbours import law_of
from directives.vocabulary.words import NORMATIVE_TYPES

_URGENT = r"(?:THƯỢNG\s+KHẨN|KHẨN|H[ỎO][ẢA]\s+TỐC)"
_LEVEL = r"(TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT|T\s*U\s*Y\s*Ệ\s*T\s+M\s*Ậ\s*T|T\s*Ố\s*I\s+M\s*Ậ\s*T|M\s*Ậ\s*T)"
_SECRECY = re.compile(
    rf"^\W*(?:{_URGENT}\W+)?(?:(?:DẤU\s+|CHỈ\s+)?(?:ĐỘ|MỨC ĐỘ|MỨC)\s+MẬT\s*:?\s*)?{_LEVEL}(?:\W+{_URGENT})?\W*$"
)
_BRACKETED = re.compile(
    r"^\W*[(\[]\s*(?:độ\s+mật\s*:?\s*)?(tuyệt\s+mật|tối\s+mật|mật)\s*[)\]]\W*$", re.IGNORECASE
)
_HEAD_LINES = 30  # a stamp stands in the head of page 1 (PL.I-IV, box 10a); deeper it is a word of a table
_SIGNS = (
    re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM", re.IGNORECASE),
    re.compile(r"(?:^|\s)Số\s*:?\s*\S*\s*/\s*\S", re.IGNORECASE),
    re.compile(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm\s*\d{4}", re.IGNORECASE),
    re.compile(r"^(?:Kính\s+gửi|Nơi\s+nhận)\s*:", re.IGNORECASE),
)
_SIGNS_NEEDED = 2
_PARTY = re.compile(r"(?:^|\t|\s{3,})ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM\s*$")
_PARTY_NUMBER = re.compile(r"^Số\s*:?\s*\d*\s*-\s*[A-ZĐ][A-ZĐa-z]{0,4}/[A-ZĐ]")
_YEAR_IN_NUMBER = re.compile(
    r"^(?:(?:Bộ luật|Luật|Pháp lệnh|Lệnh|Nghị quyết)\s+)?[Ss][ốỐ]\s*:?[\s\d.…_]*/\s*(?:19|20)\d\d\s*/\s*"
    r"(?P<symbol>[^\W\d_]+\d*)"
)
#: First group of the symbol of what may be a normative document; other codes there are a slip of the pen (F-42).
_NORMATIVE_CODES = frozenset({"NĐ", "TT", "TTLT", "NQLT", "QĐ", "NQ", "CT", "L", "LCTN", "PL"})
_GAZETTE = re.compile(r"CÔNG\s+BÁO\s*/\s*Số\s[\d\s+]+")
_NORMATIVE_BODY = re.compile(r"^(?:UBTV)?QH\d+$")


def refuse_secrets(lines: Sequence[str], stamps: Iterable[str] = ()) -> None:
    """Từ chối mật: raises SecrecyMark for one in the head or among ``stamps`` (text boxes, page margins)."""
    for line in (*lines[:_HEAD_LINES], *stamps):
        mark = secrecy_mark(line)
        if mark:
            raise SecrecyMark(mark=mark)


def secrecy_mark(line: str) -> str:
    """Dấu độ mật: the words of the stamp which alone stand on a line, an urgency beside them or not; else empty."""
    mark = _SECRECY.match(line.strip()) or _BRACKETED.match(line)
    return " ".join(mark[1].split()) if mark else ""


def refuse_strangers(lines: Sequence[str], day: date | None = None) -> None:
    """Từ chối văn bản lạ: raises NotOfficialDocument unless at least two signs of one are seen.

    Signs: the state name, a number line, a date in words, Kính gửi or Nơi nhận. Documents of the Party have their
    own rules (their state name is the Party's, their number is joined by a hyphen): PartyDocument names them.
    """
    head = [line.strip() for line in lines[:_HEAD_LINES]]
    state_name = any(_SIGNS[0].search(line) for line in head)
    if not state_name and any(_PARTY.search(line) or _PARTY_NUMBER.match(line) for line in head):
        raise PartyDocument(law=law_of("party", day))
    seen = sum(any(sign.search(line) for line in lines) for sign in _SIGNS)
    if seen < _SIGNS_NEEDED:
        raise NotOfficialDocument(
            reason="no state name, number line, date in words, addressee or recipients were found"
        )


def refuse_gazette(margins: Iterable[str]) -> None:
    """Từ chối trang Công báo: raises GazettePage where a running head names the gazette and its issue."""
    for line in margins:
        found = _GAZETTE.search(line)
        if found:
            raise GazettePage(sign=found[0])


def refuse_normative(type_word: str | None, number: str, day: date | None = None) -> None:
    """Từ chối văn bản quy phạm pháp luật: raises NormativeDocument, told by the printed type or the year in the number.

    A year in the number of a plan or a letter is a mistake to be found (F-42), not another kind of document.
    """
    if type_word in NORMATIVE_TYPES:
        raise NormativeDocument(sign=type_word, law=law_of("normative", day))
    year = _YEAR_IN_NUMBER.match(number)
    if year is None or type_word not in (None, "Quyết định", "Nghị quyết", "Chỉ thị"):
        return
    code = year["symbol"]
    if code in _NORMATIVE_CODES or _NORMATIVE_BODY.match(code):
        raise NormativeDocument(sign=number, law=law_of("normative", day))
