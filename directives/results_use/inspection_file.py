"""Phiếu kiểm tra: what a person wrote of an inspection, in TOML or in a form, becomes a record, or all its faults."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from directives.document.field_problems import field_problems
from directives.document.strict import FilledText, Strict, Text
from directives.errors import N_, DirectiveError, Problem
from directives.results_use.inspection import Answered, Finding, Inspection, PersonAt, Verdict
from directives.results_use.inspection_checklist import ChecklistItem

_LINE, _WORDS = 300, 2000


class InvalidInspection(DirectiveError):
    """Phiếu kiểm tra sai: everything that is wrong in what was written of an inspection; nothing was kept."""

    kind = "invalid_inspection"
    template = N_("The inspection in {file} has {count} problem(s). Correct them and try again:")

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        super().__init__(
            where=f"{file}:{problems[0].where}", problems=problems, file=file, count=len(problems)
        )


class AnswerDraft(Strict):
    """Trả lời một mục: a verdict and a remark."""

    verdict: Literal["dat", "khong_dat", "khong_kiem_tra"]
    remark: Annotated[Text, Field(max_length=_WORDS)] = ""


class FindingDraft(Strict):
    """Phát hiện ghi trong phiếu: ``person`` as "Họ và tên, chức vụ", or empty where it concerns nobody."""

    item: Annotated[Text, Field(max_length=30)] = ""
    what: Annotated[FilledText, Field(max_length=_WORDS)]
    person: Annotated[Text, Field(max_length=_LINE)] = ""
    remedy: Annotated[FilledText, Field(max_length=_WORDS)]
    deadline: date


class InspectionDraft(Strict):
    """Phiếu kiểm tra đã ghi: people as "Họ và tên, chức vụ"; ``by`` empty: the unit inspected itself.

    ``secretary`` empty: the second inspector, else the first of those who were met.
    """

    unit: FilledText
    by: Text = ""
    place: Annotated[FilledText, Field(max_length=_LINE)]
    began: datetime
    ended: datetime
    inspectors: Annotated[list[Annotated[FilledText, Field(max_length=_LINE)]], Field(min_length=1)]
    met: Annotated[list[Annotated[FilledText, Field(max_length=_LINE)]], Field(min_length=1)]
    secretary: Annotated[Text, Field(max_length=_LINE)] = ""
    answers: dict[str, AnswerDraft]
    findings: list[FindingDraft] = Field(default_factory=list)


_NO_PERSON = N_("“{seen}” names no person with a post; write it as “Full name, post”")
_ENDS_FIRST = N_("the inspection ends at {ended}, not after it began at {began}")
_TWO_DAYS = N_("the inspection began on {first} and ended on {last}: write one inspection for each day")
_ZONE = N_("write the time without a zone, as it is in Việt Nam: 2026-03-05T08:00:00")
_FUTURE = N_("the inspection is dated {day}, after today, {today}")
_UNANSWERED = N_("item {code} has no verdict: {text}")
_NO_ITEM = N_("the checklist of that day has no item {code}; there are: {known}")
_NOTHING = N_("no item was looked at: an inspection looks at one at least")
_SAYS_NOT_WHY = N_("item {code} was not kept: say so in a remark, or add a finding about it")
_PASSED = N_("a finding is about item {code}, which was kept; correct one of them")
_TOO_SOON = N_("the deadline {deadline} is before the day of the inspection, {day}")


def inspection_draft(data: Mapping[str, Any], *, file: str) -> InspectionDraft:
    """Phiếu từ các trường: of a form or a table of TOML. Raises InvalidInspection naming every wrong field."""
    try:
        return InspectionDraft.model_validate(data)
    except ValidationError as error:
        raise InvalidInspection(file, list(field_problems(error, _names_at))) from error


def inspection_of(
    draft: InspectionDraft, number: int, checklist: Sequence[ChecklistItem], today: date, *, file: str
) -> Inspection:
    """Lần kiểm tra từ phiếu: with the questions as they stand in the checklist of its day.

    Raises InvalidInspection with everything that contradicts itself, the checklist or the calendar.
    """
    problems = [*_of_times(draft, today), *_of_answers(draft, checklist), *_of_findings(draft)]
    people = [
        *((f"inspectors[{n}]", said) for n, said in enumerate(draft.inspectors, 1)),
        *((f"met[{n}]", said) for n, said in enumerate(draft.met, 1)),
        *((f"findings[{n}].person", one.person) for n, one in enumerate(draft.findings, 1) if one.person),
        *([("secretary", draft.secretary)] if draft.secretary else []),
    ]
    problems += [Problem(_NO_PERSON, {"seen": said}, at) for at, said in people if person_of(said) is None]
    if problems:
        raise InvalidInspection(file, problems)
    inspectors, met = _people(draft.inspectors), _people(draft.met)
    written_by = person_of(draft.secretary) or (inspectors[1:] + met)[0]
    return Inspection(
        number=number,
        unit=draft.unit,
        by=draft.by or draft.unit,
        place=" ".join(draft.place.split()),
        began=draft.began,
        ended=draft.ended,
        inspectors=inspectors,
        met=met,
        secretary=written_by,
        answers=tuple(_answered(draft, item) for item in checklist),
        findings=tuple(
            Finding(n, one.item, _line(one.what), person_of(one.person), _line(one.remedy), one.deadline)
            for n, one in enumerate(draft.findings, 1)
        ),
    )


def person_of(said: str) -> PersonAt | None:
    """Người và chức vụ: from "Họ và tên, chức vụ"; None where one of the two is missing.

    >>> str(person_of("Nguyễn Văn Mẫu , Phó Chủ tịch"))
    'Nguyễn Văn Mẫu, Phó Chủ tịch'
    >>> person_of("Nguyễn Văn Mẫu") is None
    True
    """
    name, _, post = (part.strip() for part in " ".join(said.split()).partition(","))
    return PersonAt(name, post) if name and post else None


def _people(said: Sequence[str]) -> tuple[PersonAt, ...]:
    return tuple(one for one in map(person_of, said) if one is not None)


def _answered(draft: InspectionDraft, item: ChecklistItem) -> Answered:
    said = draft.answers[item.code]
    return Answered(
        item.code, item.text, item.basis, item.unsettled, Verdict(said.verdict), _line(said.remark)
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _of_times(draft: InspectionDraft, today: date) -> Iterator[Problem]:
    for at, moment in (("began", draft.began), ("ended", draft.ended)):
        if moment.tzinfo is not None:
            yield Problem(_ZONE, {}, at)
            return
    began, ended = draft.began, draft.ended
    if began.date() != ended.date():
        yield Problem(_TWO_DAYS, {"first": f"{began:%d/%m/%Y}", "last": f"{ended:%d/%m/%Y}"}, "ended")
    elif ended <= began:
        yield Problem(_ENDS_FIRST, {"began": f"{began:%H:%M}", "ended": f"{ended:%H:%M}"}, "ended")
    if began.date() > today:
        yield Problem(_FUTURE, {"day": f"{began:%d/%m/%Y}", "today": f"{today:%d/%m/%Y}"}, "began")


def _of_answers(draft: InspectionDraft, checklist: Sequence[ChecklistItem]) -> Iterator[Problem]:
    known = {item.code: item for item in checklist}
    for item in checklist:
        if item.code not in draft.answers:
            yield Problem(_UNANSWERED, {"code": item.code, "text": item.text}, f"answers.{item.code}")
    about = {one.item for one in draft.findings}
    for code, said in draft.answers.items():
        where = f"answers.{code}"
        if code not in known:
            yield Problem(_NO_ITEM, {"code": code, "known": ", ".join(known)}, where)
        elif said.verdict == Verdict.FAILED.value and not said.remark.strip() and code not in about:
            yield Problem(_SAYS_NOT_WHY, {"code": code}, where)
    if draft.answers and all(one.verdict == Verdict.NOT_LOOKED_AT.value for one in draft.answers.values()):
        yield Problem(_NOTHING, {}, "answers")
    for n, one in enumerate(draft.findings, 1):
        if one.item and one.item not in known:
            yield Problem(_NO_ITEM, {"code": one.item, "known": ", ".join(known)}, f"findings[{n}].item")
        elif one.item in draft.answers and draft.answers[one.item].verdict == Verdict.PASSED.value:
            yield Problem(_PASSED, {"code": one.item}, f"findings[{n}].item")


def _of_findings(draft: InspectionDraft) -> Iterator[Problem]:
    day = draft.began.date()
    for n, one in enumerate(draft.findings, 1):
        if one.deadline < day:
            days = {"deadline": f"{one.deadline:%d/%m/%Y}", "day": f"{day:%d/%m/%Y}"}
            yield Problem(_TOO_SOON, days, f"findings[{n}].deadline")


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    first = loc[0] if len(loc) > 1 else ""
    tables: dict[str, type[BaseModel]] = {"answers": AnswerDraft, "findings": FindingDraft}
    return list(tables.get(str(first), InspectionDraft).model_fields)
