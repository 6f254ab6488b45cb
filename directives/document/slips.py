"""Phiếu một cửa: the four slips a one-stop office sends, and what a dossier must say before one is written.

Form and wording are the office's Word forms (``doc_templates/mot_cua``); here stands what must be true of the row of
the export: a refusal names its legal ground, a new day comes after the old one, a telephone can be rung.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Self

from directives.calendar.working_days import WorkingCalendar
from directives.document.kinds import DocumentType
from directives.errors import N_, Problem
from directives.text import comparison_key, without_mark
from doc_templates import FormField


class SlipKind(Enum):
    """Loại phiếu: the value is its key on the command line; ``form`` its Word form, ``type`` whose book it is in."""

    form: str
    type: DocumentType
    subject: str

    BO_SUNG = (
        "bo_sung", "phieu_yeu_cau_bo_sung", DocumentType.PHIEU_BAO, "Hồ sơ mã {code}: đề nghị bổ sung, hoàn thiện"
    )  # fmt: skip
    TU_CHOI = (
        "tu_choi",
        "phieu_tu_choi",
        DocumentType.PHIEU_BAO,
        "Hồ sơ mã {code}: không tiếp nhận, giải quyết",
    )
    XIN_LOI = (
        "xin_loi",
        "phieu_xin_loi",
        DocumentType.PHIEU_BAO,
        "Hồ sơ mã {code}: hẹn lại ngày trả kết quả",
    )
    MOI_NHAN = (
        "moi_nhan", "giay_moi_nhan_ket_qua", DocumentType.GIAY_MOI, "Hồ sơ mã {code}: mời nhận kết quả trước hạn"
    )  # fmt: skip

    def __new__(cls, key: str, form: str, kind: DocumentType, subject: str) -> Self:
        """Thành viên: the key is the value; form, type and subject are read from the member."""
        member = object.__new__(cls)
        member._value_ = key
        member.form = form
        member.type = kind
        member.subject = subject
        return member


#: Columns a row may have besides the questions of the forms.
KIND_COLUMN, APPLICANT_KIND_COLUMN, APPLICANT = "loai_phieu", "doi_tuong", "nguoi_nop"
DOSSIER = "ma_ho_so"
OWN_COLUMNS = (KIND_COLUMN, APPLICANT_KIND_COLUMN, APPLICANT)

_ADDRESS_OF = {"cá nhân": "Ông/Bà ", "công dân": "Ông/Bà ", "tổ chức": "", "doanh nghiệp": "", "cơ quan": ""}

_DOSSIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{2,59}")
_PHONE = re.compile(r"(?:\+84|0)\d{9,10}")
_DAY = re.compile(
    r"(?:\d{1,2}:\d{2}(?::\d{2})?\s+)?(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?")
_PROVISION = re.compile(r"\bđiều\s+\d+", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?:bộ luật|luật|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định|hiến pháp)\b", re.IGNORECASE
)

_MISSING = N_("“{column}” is empty: {asks}")
_NO_CODE = N_("“{value}” is no dossier code: letters, digits and . / _ - only.")
_NO_PHONE = N_("“{value}” is no telephone number: it begins with 0 and has 10 or 11 digits.")
_NO_DAY = N_("“{value}” is no day. Write day/month/year, for example 05/10/2026.")
_NO_GROUND = N_(
    "“{value}” names no provision. A refusal cites its article and document (Điều … Luật, Nghị định …)."
)
_NO_APPLICANT_KIND = N_("“{value}” is neither a person nor an organisation. Write one of: {known}.")
_NOT_LATER = N_("The new day {new} is not later than the day {old} which was promised.")
_NOT_AHEAD = N_("The new day {new} is not after the day of the slip, {day}.")
_NOT_WORKING = N_("{new} is no working day. The next one is {next}.")
_NOT_EARLY = N_("The result of {new} is not earlier than the day {old} which was promised.")
_TOO_LATE = N_("The promised day {old} is not after the day of the invitation, {day}.")
_RECEIVED_LATER = N_("The dossier was received on {new}, after the day of the slip, {day}.")
_NO_TIME_LEFT = N_("The time to complete the dossier ends on {new}, before the day of the slip, {day}.")


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hồ sơ: a row of the export that can become a slip; ``answers`` are the details of its form."""

    code: str
    kind: SlipKind
    addressee: str
    answers: Mapping[str, Any]


def dossier_of(
    kind: SlipKind,
    texts: Mapping[str, str],
    questions: Mapping[str, FormField],
    day: date,
    calendar: WorkingCalendar,
) -> tuple[Dossier | None, list[Problem]]:
    """Hồ sơ của một hàng: ``texts`` by the names of the questions, and everything wrong with them.

    ``where`` of a problem is the name of the column. ``day`` is the day of the slip.
    """
    problems: list[Problem] = []
    answers: dict[str, Any] = {}
    for name, field in questions.items():
        text = texts.get(name, "")
        if not text and field.required:
            problems.append(Problem(_MISSING, {"column": name, "asks": field.asks}, name))
        elif text:
            answer = _answer(text, field)
            problems += [Problem(_NO_DAY, {"value": text}, name)] if answer is None else []
            answers[name] = answer
    problems += _of_texts(texts)
    days = {name: answer for name, answer in answers.items() if isinstance(answer, date)}
    problems += _of_days(kind, days, day, calendar)
    if not texts.get(APPLICANT) and APPLICANT not in questions:
        problems.append(
            Problem(_MISSING, {"column": APPLICANT, "asks": N_("Whose dossier is it?")}, APPLICANT)
        )
    address, problem = _address(texts)
    problems += problem
    if problems:
        return None, problems
    return Dossier(texts[DOSSIER], kind, address, answers), []


def is_dossier_code(text: str) -> bool:
    """Là mã hồ sơ: letters, digits and . / _ - only, so that no name of a person passes for one."""
    return _DOSSIER.fullmatch(text) is not None


def day_of(text: str) -> date | None:
    """Ngày: written day/month/year or year-month-day, a time beside it left out; None for anything else.

    >>> day_of("05/10/2026 08:30"), day_of("2026-10-05"), day_of("31/02/2026")
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 5), None)
    """
    found = _DAY.fullmatch(text) or _ISO_DAY.fullmatch(text)
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def _answer(text: str, field: FormField) -> Any:
    match field.kind:
        case "day":
            return day_of(text)
        case "lines":
            items = [without_mark(item) for item in re.split(r"[\n;]", text) if item.strip(" ;.-")]
            items = [item.lstrip("-+• ").strip() for item in items]
            return [f"{item}{'.' if last else ';'}" for last, item in _with_last(items)]
        case _:
            return " ".join(text.split())


def _with_last(items: list[str]) -> Iterator[tuple[bool, str]]:
    for place, item in enumerate(items, start=1):
        yield place == len(items), item


def _of_texts(texts: Mapping[str, str]) -> Iterator[Problem]:
    if (code := texts.get(DOSSIER, "")) and not _DOSSIER.fullmatch(code):
        yield Problem(_NO_CODE, {"value": code}, DOSSIER)
    if (phone := texts.get("dien_thoai", "")) and not _PHONE.fullmatch(re.sub(r"[\s.()-]", "", phone)):
        yield Problem(_NO_PHONE, {"value": phone}, "dien_thoai")
    if (ground := texts.get("can_cu", "")) and not (_PROVISION.search(ground) and _LAW.search(ground)):
        yield Problem(_NO_GROUND, {"value": ground}, "can_cu")


def _of_days(
    kind: SlipKind, days: Mapping[str, date], day: date, calendar: WorkingCalendar
) -> Iterator[Problem]:
    """Lỗi về ngày: only between days that are there; what is missing was said already."""
    received, promised, new = days.get("ngay_nhan"), days.get("ngay_hen"), days.get("ngay_hen_moi")
    ready, until = days.get("ngay_co_ket_qua"), days.get("han_bo_sung")
    if received and received > day:
        yield _days(_RECEIVED_LATER, "ngay_nhan", new=received, day=day)
    if until and until < day:
        yield _days(_NO_TIME_LEFT, "han_bo_sung", new=until, day=day)
    if new and promised and new <= promised:
        yield _days(_NOT_LATER, "ngay_hen_moi", new=new, old=promised)
    if new and new <= day:
        yield _days(_NOT_AHEAD, "ngay_hen_moi", new=new, day=day)
    if new and not calendar.is_working_day(new):
        yield _days(_NOT_WORKING, "ngay_hen_moi", new=new, next=calendar.roll_forward(new))
    if kind is SlipKind.MOI_NHAN and promised:
        if ready and ready >= promised:
            yield _days(_NOT_EARLY, "ngay_co_ket_qua", new=ready, old=promised)
        if promised <= day:
            yield _days(_TOO_LATE, "ngay_hen", old=promised, day=day)


def _days(sentence: str, where: str, **days: date) -> Problem:
    return Problem(sentence, {name: f"{day:%d/%m/%Y}" for name, day in days.items()}, where)


def _address(texts: Mapping[str, str]) -> tuple[str, list[Problem]]:
    """Kính gửi: a person as Ông/Bà, an organisation by its name."""
    applicant, word = " ".join(texts.get(APPLICANT, "").split()), texts.get(APPLICANT_KIND_COLUMN, "")
    address = _ADDRESS_OF.get(comparison_key(word), "") if word else ""
    if word and comparison_key(word) not in _ADDRESS_OF:
        fields = {"value": word, "known": ", ".join(_ADDRESS_OF)}
        return "", [Problem(_NO_APPLICANT_KIND, fields, APPLICANT_KIND_COLUMN)]
    return address + applicant, []
