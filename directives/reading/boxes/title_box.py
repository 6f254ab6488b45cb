"""Tên loại và trích yếu: reads boxes 5a and 5b: the type's name and what the document is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directives.reading.boxes.agencies import is_state_name
from directives.reading.boxes.agency_name import agency_name
from directives.reading.boxes.number_box import number_at_start
from directives.reading.boxes.pieces import Piece, mostly_capitals, opens_body
from directives.reading.lexicon import Lexicon
from directives.vocabulary.words import AUTHORITIES, TYPE_WORDS, UPPER

#: Types of the Party's documents and others outside the decree's list, beside those of ``TYPE_WORDS``.
_OTHER_TYPES = (
    "Kết luận",
    "Thông tri",
    "Lời kêu gọi",
    "Quy trình",
    "Nội quy",
    "Chiến lược",
    "Hiến pháp",
    "Phiếu trình",
    "Sắc lệnh",
)
_TYPES = tuple(sorted((word.upper() for word in (*TYPE_WORDS, *_OTHER_TYPES)), key=len, reverse=True))
_TYPE = re.compile(
    rf"^(?P<type>{'|'.join(_TYPES)})(?P<urgent>\s+(?:KHẨN|HỎA TỐC|THƯỢNG KHẨN))?(?:\s+(?P<rest>\S.*))?$"
)
_LETTER = re.compile(r"^THƯ (?:CẢM ƠN|KHEN|CHÚC MỪNG|CHÚC TẾT|CHIA BUỒN|THĂM HỎI|MỜI|CÔNG)(?!\w)")
_SPACED = re.compile(rf"^(?:[{UPPER}]\s){{3,}}[{UPPER}]$")
_DISPATCH = re.compile(r"^(?:V\s?/\s?[vV]|Vv|Về việc|Về(?=\s*:))\s*[:.]?\s*(?P<subject>\S.*)?$")
_NO_SUBJECT = re.compile(r"^(?:Kính gửi|ĐIỆN\s*:|[-+*•]\s)")
_OPEN_END = re.compile(
    r"(?:\s(?:của|và|về|các|tại|cho|với|là|đến|từ|số|theo|ngày|tháng|năm|trên|trong|cho|do|có|thuộc|đối)|[,\-–(])$"
)
_SENTENCE = re.compile(r"[.;:]$|\./\.?$")
_MOST_LINES = 9
_LONGEST = 1500  # letters of a subject
_WRAPPED = 45  # a line this long was broken by the page's width


@dataclass(frozen=True, slots=True)
class Title:
    """Tên loại, trích yếu: as printed; ``authority``: the office glued to the subject; pieces ``start`` to ``end``."""

    type_text: str | None
    subject: str | None
    start: int | None
    end: int
    used: frozenset[int] = frozenset()


def read_title(pieces: Sequence[Piece], boxed: frozenset[int], words: Lexicon) -> Title:
    """Đọc tên loại, trích yếu: the first type or "V/v" among the pieces; ``boxed`` are pieces of other boxes."""
    for index, piece in enumerate(pieces):
        if index in boxed:
            continue
        text = piece.text.replace(" ", "") if _SPACED.match(piece.text) else piece.text
        if _LETTER.match(text) and mostly_capitals(text):
            return Title(text, None, index, index + 1, frozenset({index}))
        found = _TYPE.match(text)
        if found is not None and _is_title(found, text):
            return _with_type(pieces, index, found, boxed, words)
        dispatch = _DISPATCH.match(text)
        if dispatch is not None:
            first = [dispatch["subject"]] if dispatch["subject"] else []
            subject, end, used = _subject(pieces, index + 1, first, boxed, words)
            return Title(None, subject, index, end, used | {index})
        if re.match(r"Kính\s*gửi", text, re.IGNORECASE):
            break
    return Title(None, None, None, 0)


def untyped_subject(pieces: Sequence[Piece], start: int, boxed: frozenset[int]) -> Title:
    """Trích yếu không có tên loại: capitals right below the date, where a portal lost the line above them."""
    lines: list[str] = []
    end = start
    if start < len(pieces) and start not in boxed and is_authority(pieces[start].text):
        return Title(None, None, start, start)  # the subject was lost as well
    while (
        end < len(pieces)
        and end not in boxed
        and not is_authority(pieces[end].text)
        and mostly_capitals(pieces[end].text)
        and _whole(pieces[end].text)
    ):
        lines.append(pieces[end].text)
        end += 1
    subject = " ".join(lines) if sum(map(len, lines)) > 15 else None
    used = frozenset(range(start, end)) if subject else frozenset()
    return Title(None, subject, start if subject else None, end if subject else 0, used)


def deciding_authority(
    pieces: Sequence[Piece], title: Title, issuer: str | None
) -> tuple[str | None, str | None, int | None]:
    """Thẩm quyền ban hành: subject, the office above the legal bases, and its piece.

    The office is a person's; the issuing agency itself, printed there once more, decides nothing else.
    """
    subject = title.subject
    for index in range(title.end, min(title.end + 2, len(pieces)) if title.start is not None else 0):
        if is_authority(pieces[index].text):
            name = pieces[index].text
            below = pieces[index + 1].text if index + 1 < len(pieces) else ""
            if is_authority(below) or (
                mostly_capitals(below) and not _TYPE.match(below) and not below.endswith(":")
            ):
                return subject, _office(f"{name} {below}", issuer), index + 1
            return subject, _office(name, issuer), index
    if subject and title.type_text:
        for word in AUTHORITIES:
            at = subject.rfind(f" {word} ")
            named = subject[at + len(word) + 2 :]
            if at > 0 and named and issuer and _same_body(named, issuer):
                return subject[:at].strip(), _office(subject[at + 1 :], issuer), None
    return subject, None, None


def is_authority(line: str) -> bool:
    """Dòng thẩm quyền: an office or body in capitals, as it stands above the legal bases."""
    return (
        mostly_capitals(line)
        and line.upper().startswith(AUTHORITIES)
        and len(line) < 120
        and not line.endswith(":")
    )


def _office(name: str, issuer: str | None) -> str | None:
    bodies = ("CHÍNH PHỦ", "ỦY BAN", "UỶ BAN", "HỘI ĐỒNG", "QUỐC HỘI", "UBND", "HĐND")
    if name.upper().startswith(bodies):
        same = issuer is not None and _same_body(name, issuer)
        return None if same else agency_name(name)
    return agency_name(name)


def _same_body(named: str, issuer: str) -> bool:
    a, b = agency_name(named).casefold(), agency_name(issuer).casefold()
    return a.startswith(b) or b.startswith(a)


def _is_title(found: re.Match[str], text: str) -> bool:
    """Là tên loại: alone on its line, or before a subject in capitals or after "về"."""
    rest = found["rest"]
    if rest is None:
        return True
    return (mostly_capitals(rest) and len(rest) > 10 and not rest.endswith(":")) or rest.lower().startswith(
        ("về ", "ban hành", "phê duyệt")
    )


def _with_type(
    pieces: Sequence[Piece], index: int, found: re.Match[str], boxed: frozenset[int], words: Lexicon
) -> Title:
    first = [found["rest"]] if found["rest"] else []
    subject, end, used = _subject(pieces, index + 1, first, boxed, words)
    return Title(found["type"], subject, index, end, used | {index})


def _subject(
    pieces: Sequence[Piece], start: int, first: list[str], boxed: frozenset[int], words: Lexicon
) -> tuple[str | None, int, frozenset[int]]:
    """Các dòng trích yếu: up to nine, with the pieces of a column beside it left out; the piece behind the last."""
    lines = list(first)
    used: set[int] = set()
    end = start
    for index in range(start, min(len(pieces), start + _MOST_LINES + 6)):
        text = pieces[index].text
        if index in boxed or is_state_name(text):
            continue
        if len(lines) >= _MOST_LINES or not _goes_on(lines, text, words):
            break
        lines.append(text)
        used.add(index)
        end = index + 1
    return " ".join(lines) or None, max(end, start), frozenset(used)


def _goes_on(lines: list[str], text: str, words: Lexicon) -> bool:
    if (
        opens_body(text, words)
        or _NO_SUBJECT.match(text)
        or is_authority(text)
        or number_at_start(text)
        or not _whole(text)
    ):
        return False
    if not lines:
        return len(text) < _LONGEST and not text.startswith("(")
    last = lines[-1]
    if mostly_capitals(last) and len(last) > 3:
        return mostly_capitals(text) and not text.startswith("(")
    if mostly_capitals(text) and len(text) > 12:
        return False
    if _SENTENCE.search(last):
        return False
    if text[0].islower() or text[0].isdigit() or _OPEN_END.search(last):
        return True
    return text[0] in '“"' and len(last) > _WRAPPED


def _whole(text: str) -> bool:
    """Dòng chữ: not a table's frame, not a stamp in brackets."""
    return any(letter.isalpha() for letter in text)
