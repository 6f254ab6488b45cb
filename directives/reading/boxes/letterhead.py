"""Phần đầu văn bản: reads boxes 1 to 5 and 9a: agency, number, place and date, type, subject, addressees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from directives.document.kinds import DocumentType
from directives.errors import N_
from directives.reading.record import DateRead, Doubt, Issuer, NumberRead, Worded
from directives.vocabulary.days import DAY, day_of
from directives.vocabulary.names import type_key
from directives.vocabulary.words import AGENCIES, AUTHORITIES, BASIS, TYPE_WORDS

_STATE = re.compile(
    r"^CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$|^Độc lập\s*[-–]\s*Tự do\s*[-–]\s*Hạnh phúc$"
)
_PORTAL_TITLE = re.compile(rf"^(?:{'|'.join(TYPE_WORDS)})\s+\d+\S*/\S+$")
_GAZETTE_HEADING = "VĂN BẢN QUY PHẠM PHÁP LUẬT"
_NUMBER = re.compile(
    rf"^(?:(?:{'|'.join(TYPE_WORDS)})\s+)?[Ss]ố\s*:\s*"
    r"(?P<number>~~[^~]*~~|\d+[a-zđ]?)?[\s.…_]*(?:/\s*(?P<year>(?:19|20)\d\d)(?=\s*/))?\s*/\s*"
    r"(?P<symbol>[^\W\d_][\w.&]*(?:\s?-\s?[\w.&]+)*)"
)
_PLACE_DATE = re.compile(rf"^(?:(?P<place>[^,/:]{{2,40}}),|,)?\s*(?P<text>{DAY.format('')})\.?$")
_BLANK_DATE = re.compile(
    r"^(?:(?P<place>[^,/:]{2,40}),)?\s*(?P<text>ngày[\s.…_\d]*tháng[\s.…_\d]*năm\s*(?P<year>\d{4})?[\s.…_]*)$"
)
_DISPATCH_SUBJECT = re.compile(r"^(?:V/v|Về việc)\s*:?\s+(?P<subject>.+)$", re.IGNORECASE)
_ADDRESSEES = re.compile(r"^Kính\s+gửi\s*:?\s*(?P<rest>.*)$", re.IGNORECASE)
_DASH = re.compile(r"^[-–+•*]\s*")
_BODY_START = re.compile(
    rf"^(?:{BASIS}|Kính gửi|Điều \d|[IVX]+\.\s|\d+\.\s|Phần |Chương |Ngày |Để |Nhằm |QUYẾT )"
)
_VOWEL = re.compile(r"[^\W\dB-DF-HJ-NP-TV-XZĐ]")  # a letter that is no plain consonant
_MAX_SUBJECT_LINES = 6


@dataclass(frozen=True, slots=True)
class Head:
    """Phần đầu: the fields read, the line where the rest begins, the lines used, and the doubts."""

    doc_type: Worded
    issuer: Issuer | None
    parent: Worded | None
    number: NumberRead | None
    date: DateRead | None
    place: Worded | None
    subject: Worded | None
    addressees: tuple[Worded, ...]
    used: frozenset[int]
    end: int
    notes: tuple[Doubt, ...]


def read_head(lines: Sequence[str]) -> Head:
    """Đọc phần đầu: all fields above the body. Whatever is not printed stays None."""
    notes: list[Doubt] = []
    used = {i for i, line in enumerate(lines[:40]) if _STATE.match(line) or _PORTAL_TITLE.match(line)}
    used |= {i for i, line in enumerate(lines[:5]) if line == _GAZETTE_HEADING}
    number, number_at = _number(lines, notes)
    date, place, date_at = _place_and_date(lines)
    type_text, subject_text, type_at, subject_end = _type_and_subject(lines)
    issuer_text, parent_text, agency_lines = _agencies(lines, number_at, type_at, notes)
    addressees, address_lines = _addressees(lines)
    used |= {i for i in (number_at, date_at) if i is not None} | set(agency_lines) | set(address_lines)
    if type_at is not None:
        used |= set(range(type_at, subject_end))
    authority, authority_at = _authority(lines, subject_end, issuer_text)
    if authority is None and subject_text and issuer_text:
        subject_text, authority = _glued_authority(subject_text, issuer_text)
    if authority_at is not None:
        used.add(authority_at)
    return Head(
        doc_type=_doc_type(type_text, number, bool(addressees) or subject_text is not None, notes),
        issuer=Issuer(issuer_text, agency_name(issuer_text), authority) if issuer_text else None,
        parent=Worded(parent_text, agency_name(parent_text)) if parent_text else None,
        number=number,
        date=date,
        place=place,
        subject=Worded(subject_text, subject_text) if subject_text else None,
        addressees=addressees,
        used=frozenset(used),
        end=max(used, default=-1) + 1,
        notes=tuple(notes),
    )


def agency_name(capitals: str) -> str:
    """Tên cơ quan viết thường: a letterhead's capitals in sentence case, ``ỦY BAN NHÂN DÂN`` as UBND.

    Capital are: the first letter of the kind of agency, of its field and of the word after "và", place names
    after an administrative unit, and abbreviations. Proper names inside a field are not known here: compare
    without regard to case.

    >>> agency_name("ỦY BAN NHÂN DÂN XÃ LONG HỒ"), agency_name("BỘ KẾ HOẠCH VÀ ĐẦU TƯ")
    ('UBND xã Long Hồ', 'Bộ Kế hoạch và Đầu tư')
    """
    words = re.sub(r"^[ỦU][ỶY] BAN NHÂN DÂN(?= )", "UBND", capitals)
    unit = re.search(r" (TỈNH|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU) ", words)
    head, tail = (words[: unit.end()], words[unit.end() :]) if unit else (words, "")
    kind = next((k for k in sorted(AGENCIES, key=len, reverse=True) if head.startswith(f"{k} ")), "")
    field = head[len(kind) + 1 :] if kind else head
    named = field.lower() if kind in ("UBND", "HĐND") else _sentence(field)
    lowered = f"{_sentence(kind)} {named}".strip() + (" " if tail else "")
    return re.sub(r"(?<= và )\w", lambda m: m[0].upper(), lowered) + tail.title()


def _sentence(words: str) -> str:
    """Viết hoa đầu cụm: the first letter capital, the rest small; words without a vowel are abbreviations."""
    kept = [w if w in ("UBND", "HĐND") or not _VOWEL.search(w) else w.lower() for w in words.split(" ")]
    text = " ".join(kept)
    return text if not kept[0] or kept[0].isupper() else text[0].upper() + text[1:]


def _number(lines: Sequence[str], notes: list[Doubt]) -> tuple[NumberRead | None, int | None]:
    for index, line in enumerate(lines[:40]):
        found = _NUMBER.match(line)
        if not found:
            continue
        symbol = re.sub(r"\s", "", found["symbol"])
        number = found["number"]
        if number and number.startswith("~~"):
            notes.append(
                Doubt("number", N_("struck through and not readable: {seen}"), {"seen": number}, index)
            )
            number = None
        if number is None:
            return NumberRead(found[0].strip(), None, symbol, None, bool(found["number"])), index
        if found["year"]:
            number = f"{number}/{found['year']}"
        return NumberRead(found[0].strip(), number, symbol, f"{number}/{symbol}"), index
    return None, None


def _place_and_date(lines: Sequence[str]) -> tuple[DateRead | None, Worded | None, int | None]:
    for index, line in enumerate(lines[:40]):
        found = _PLACE_DATE.match(line)
        blank = None if found else _BLANK_DATE.match(line)
        match = found or blank
        if match is None:
            continue
        place = Worded(match["place"].strip(), match["place"].strip()) if match["place"] else None
        if found:
            day = day_of(found)
            year = int(found["y"] or found["y2"])
            return DateRead(found["text"], day.isoformat() if day else None, year), place, index
        year_text = match["year"]
        return DateRead(match["text"].strip(), None, int(year_text) if year_text else None), place, index
    return None, None, None


def _type_and_subject(lines: Sequence[str]) -> tuple[str | None, str | None, int | None, int]:
    """Tên loại và trích yếu: type, subject, first line and the line after the last."""
    for index, line in enumerate(lines[:40]):
        for word in TYPE_WORDS:
            name = word.upper()
            if line == name:
                subject, end = _subject_lines(lines, index + 1)
                return name, subject, index, end
            if line.startswith(f"{name} ") and line.isupper() and len(line) > len(name) + 10:
                return name, line[len(name) :].strip(), index, index + 1
        dispatch = _DISPATCH_SUBJECT.match(line)
        if dispatch:
            return None, dispatch["subject"].strip(), index, index + 1
        if _ADDRESSEES.match(line):
            break
    return None, None, None, 0


def _subject_lines(lines: Sequence[str], start: int) -> tuple[str | None, int]:
    end = start
    while end < min(len(lines), start + _MAX_SUBJECT_LINES):
        line = lines[end]
        if _BODY_START.match(line) or (end > start and (_is_authority(line) or line[0].isupper())):
            break
        if end == start and _is_authority(line):
            break
        end += 1
    return (" ".join(lines[start:end]) or None), end


def _is_authority(line: str) -> bool:
    return line.isupper() and line.startswith(AUTHORITIES)


def _authority(lines: Sequence[str], start: int, issuer: str | None) -> tuple[str | None, int | None]:
    for index in range(start, min(start + 2, len(lines)) if start else 0):
        if _is_authority(lines[index]):
            same = lines[index] == issuer
            return (None if same else agency_name(lines[index])), index
    return None, None


def _glued_authority(subject: str, issuer: str) -> tuple[str, str | None]:
    """Trích yếu dính thẩm quyền: parts "… NĂM 2015 BỘ TRƯỞNG BỘ TƯ PHÁP" by the issuer's name at its end."""
    for word in AUTHORITIES:
        at = subject.rfind(f" {word} ")
        named = subject[at + len(word) + 2 :]
        if at > 0 and named and issuer.startswith(named):
            return subject[:at].strip(), agency_name(subject[at + 1 :])
    return subject, None


def _agencies(
    lines: Sequence[str], number_at: int | None, type_at: int | None, notes: list[Doubt]
) -> tuple[str | None, str | None, list[int]]:
    limit = min(x for x in (number_at, type_at, 15) if x is not None)
    names: list[str] = []
    used = []
    for index, line in enumerate(lines[:limit]):
        letters = [c for c in line if c.isalpha()]
        capitals = bool(letters) and sum(c.isupper() for c in letters) >= 0.9 * len(letters)
        if not capitals or _STATE.match(line) or line == _GAZETTE_HEADING or ":" in line:
            continue
        used.append(index)
        if line in names:
            notes.append(Doubt("issuer", N_("printed twice: {seen}"), {"seen": line}, index))
        elif not names or line.startswith(tuple(f"{word} " for word in AGENCIES)) or line in AGENCIES:
            names.append(line)
        else:
            names[-1] = f"{names[-1]} {line}"
    if len(names) > 2:
        notes.append(
            Doubt(
                "parent", N_("more than two agencies in the letterhead: {seen}"), {"seen": "; ".join(names)}
            )
        )
    return (names[-1] if names else None), (names[-2] if len(names) > 1 else None), used


def _addressees(lines: Sequence[str]) -> tuple[tuple[Worded, ...], list[int]]:
    for index, line in enumerate(lines[:60]):
        found = _ADDRESSEES.match(line)
        if not found:
            continue
        items, used = [], [index]
        if found["rest"]:
            items.append(found["rest"])
        else:
            for below in range(index + 1, len(lines)):
                if not _DASH.match(lines[below]) and (items or _BODY_START.match(lines[below])):
                    break
                items.append(_DASH.sub("", lines[below]))
                used.append(below)
                if lines[below].endswith("."):
                    break
        cleaned = [re.sub(r"[;.,]+$", "", item).strip() for item in items]
        return tuple(Worded(item, item) for item in cleaned if item), used
    return (), []


def _doc_type(
    text: str | None, number: NumberRead | None, looks_like_dispatch: bool, notes: list[Doubt]
) -> Worded:
    if text:
        return Worded(text, type_key(text))
    code = (number.symbol or "").split("-")[0] if number else ""
    named = next((kind for kind in DocumentType if kind.code and kind.code == code), None)
    if named:
        notes.append(
            Doubt("doc_type", N_("no type name is printed; inferred from the symbol {seen}"), {"seen": code})
        )
        return Worded(None, named.value)
    if looks_like_dispatch:
        return Worded(None, DocumentType.CONG_VAN.value)
    notes.append(Doubt("doc_type", N_("neither a type name nor a subject line was found")))
    return Worded(None, None)
