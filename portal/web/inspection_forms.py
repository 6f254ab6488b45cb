"""Phiếu kiểm tra trên trang: what was typed into the form of an inspection, as a draft, and back into its fields."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from starlette.datastructures import FormData

from directives.errors import Problem
from directives.results_use.inspection import Inspection, Verdict
from directives.results_use.inspection_checklist import ChecklistItem
from directives.results_use.inspection_file import (
    InspectionDraft,
    InvalidInspection,
    inspection_draft,
)
from portal.messages import N_, _

#: So many findings may be typed at once, besides those which stand there already.
_BLANKS = 3
_ITEM, _REMARK = "muc-", "ghi_chu-"
_FINDING = ("noi_dung", "cua_muc", "nguoi", "bien_phap", "han")
#: Trường của phiếu -> nhãn trên trang, so that a refusal names what people see.
_LABELS: Mapping[str, str] = {
    "place": N_("Place of the inspection"),
    "began": N_("Began at"),
    "ended": N_("Ended at"),
    "inspectors": N_("Who inspected"),
    "met": N_("Who was met at the one-stop office"),
    "secretary": N_("Who writes the minutes"),
    "what": N_("What the inspection found"),
    "person": N_("Person concerned"),
    "remedy": N_("How it is to be mended"),
    "deadline": N_("By which day"),
}
_FINDING_AT = re.compile(r"findings\[(\d+)\](?:\.(\w+))?")
_LINE_AT = re.compile(r"(\w+)\[(\d+)\]")
#: Kết luận -> lời trên trang.
VERDICTS: Mapping[Verdict, str] = {
    Verdict.PASSED: N_("Kept"),
    Verdict.FAILED: N_("Not kept"),
    Verdict.NOT_LOOKED_AT: N_("Not looked at"),
}


@dataclass(frozen=True, slots=True)
class InspectionForm:
    """Phiếu để điền: the questions, what stands in each field, and how many findings there is room for."""

    items: Sequence[ChecklistItem]
    fields: Mapping[str, str]
    findings: int

    @property
    def verdicts(self) -> Sequence[tuple[str, str]]:
        """Các kết luận: value and words."""
        return [(one.value, _(said)) for one, said in VERDICTS.items()]


def empty_form(items: Sequence[ChecklistItem], day: date) -> InspectionForm:
    """Phiếu trống: of a day."""
    return InspectionForm(items, {"ngay": day.isoformat()}, _BLANKS)


def form_of(items: Sequence[ChecklistItem], one: Inspection) -> InspectionForm:
    """Phiếu để sửa: with what is written down."""
    fields = {
        "ngay": one.day.isoformat(),
        "bat_dau": f"{one.began:%H:%M}",
        "ket_thuc": f"{one.ended:%H:%M}",
        "dia_diem": one.place,
        "doan": "\n".join(map(str, one.inspectors)),
        "duoc_gap": "\n".join(map(str, one.met)),
        "thu_ky": str(one.secretary),
    }
    for answer in one.answers:
        fields |= {_ITEM + answer.code: answer.verdict.value, _REMARK + answer.code: answer.remark}
    for found in one.findings:
        told = (
            found.what,
            found.item,
            str(found.person or ""),
            found.remedy,
            found.deadline.isoformat(),
        )
        fields |= {f"{name}-{found.number}": value for name, value in zip(_FINDING, told, strict=True)}
    return InspectionForm(items, fields, len(one.findings) + _BLANKS)


def typed_again(items: Sequence[ChecklistItem], typed: FormData) -> InspectionForm:
    """Phiếu đã gõ: shown once more with its refusal, nothing lost."""
    fields = {name: value for name, value in typed.multi_items() if isinstance(value, str)}
    return InspectionForm(items, fields, max(_findings_in(fields), _BLANKS))


def day_typed(typed: FormData) -> date | None:
    """Ngày đã gõ: None where it is no day; the draft then says so."""
    try:
        return date.fromisoformat(str(typed.get("ngay", "")))
    except ValueError:
        return None


def draft_typed(typed: FormData, unit: str, by: str, file: str) -> InspectionDraft:
    """Phiếu từ biểu: for one unit, by one office. Raises InvalidInspection naming every wrong field."""
    fields = {name: value.strip() for name, value in typed.multi_items() if isinstance(value, str)}
    answers = {
        name.removeprefix(_ITEM): {
            "verdict": value,
            "remark": fields.get(_REMARK + name.removeprefix(_ITEM), ""),
        }
        for name, value in fields.items()
        if name.startswith(_ITEM)
    }
    said: dict[str, Any] = {
        "unit": unit,
        "by": by,
        "place": fields.get("dia_diem", ""),
        "began": _moment(fields, "bat_dau"),
        "ended": _moment(fields, "ket_thuc"),
        "inspectors": _lines(fields.get("doan", "")),
        "met": _lines(fields.get("duoc_gap", "")),
        "secretary": fields.get("thu_ky", ""),
        "answers": answers,
        "findings": [_finding(fields, number) for number in range(1, _findings_in(fields) + 1)],
    }
    try:
        return inspection_draft(said, file=file)
    except InvalidInspection as error:
        raise InvalidInspection(file, [_on_the_page(one) for one in error.problems]) from error


def _on_the_page(problem: Problem) -> Problem:
    """Chỗ sai trên trang: the label of the field instead of its name in a file."""
    finding, line = _FINDING_AT.fullmatch(problem.where), _LINE_AT.fullmatch(problem.where)
    if finding:
        label = _("Finding {number}").format(number=finding[1])
        if finding[2] in _LABELS:
            label += f": {_(_LABELS[finding[2]])}"
    elif line and line[1] in _LABELS:
        label = f"{_(_LABELS[line[1]])} ({line[2]})"
    else:
        label = _(_LABELS[problem.where]) if problem.where in _LABELS else problem.where
    fields = {**problem.fields, "field": label} if "field" in problem.fields else problem.fields
    return replace(problem, fields=fields, where=label)


def _findings_in(fields: Mapping[str, str]) -> int:
    """The last finding of which anything was typed: one left empty before it is told, for numbers stay."""
    typed = [name.rpartition("-") for name, value in fields.items() if value]
    return max((int(n) for name, _dash, n in typed if name in _FINDING and n.isdigit()), default=0)


def _finding(fields: Mapping[str, str], number: int) -> dict[str, Any]:
    what, item, person, remedy, deadline = (fields.get(f"{name}-{number}", "") for name in _FINDING)
    try:
        day: date | str = date.fromisoformat(deadline)
    except ValueError:
        day = deadline
    return {"what": what, "item": item, "person": person, "remedy": remedy, "deadline": day}


def _moment(fields: Mapping[str, str], name: str) -> Any:
    said = f"{fields.get('ngay', '')} {fields.get(name, '')}".strip()
    try:
        return datetime.strptime(said, "%Y-%m-%d %H:%M")
    except ValueError:
        return said


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
