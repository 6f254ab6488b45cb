"""Giấy tờ giám sát, phúc tra: the sheet of a visit and the sheet of a checker as Word files, from the field book."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from directives.calendar.dates import long_date
from directives.errors import N_, DirectiveError
from sipas_engine.fieldwork.assignment import village_path
from workflows.services.campaign_method import method_of
from workflows.services.field_papers import BY_HAND, assignment_of, named
from workflows.services.paper_from_rows import PaperHead, paper_from_rows
from workflows.services.recheck_forms import recheck_of
from workflows.services.sampled_villages import Respondent
from workflows.services.workspace import Workspace

_OPENING = (
    "Trước hết: Ông/Bà có nhận được phiếu không, có tự tay trả lời không? Không thấy phiếu thì ghi ở cột Kết luận. "
    "Sau đó hỏi lại ba câu ghi ở mỗi dòng:"
)


class UnknownChecker(DirectiveError):
    """Không có người phúc tra này: nobody of this name checks a form of the re-check."""

    kind = "unknown_checker"
    template = N_("{checker} checks no form of the re-check. Checkers: {checkers}.")


def make_visit_sheet(
    workspace: Workspace,
    campaign_id: str,
    head: PaperHead,
    village: str,
    output: Path,
    *,
    time: str = "",
    supervisor: str = "",
) -> int:
    """Phiếu giám sát: of a village with forms, to be filled in by hand; gives the number of its contents.

    Raises UnknownCampaign, UnknownVillage and what making a working paper refuses.
    """
    one = assignment_of(workspace, campaign_id, village)
    details = {
        "dia_ban": ", ".join(reversed(one.village.path)),
        "thoi_gian": time or long_date(head.day),
        "nguoi_giam_sat": supervisor or BY_HAND,
    }
    return paper_from_rows(workspace, "phieu_giam_sat", head, details, None, output)


def make_recheck_paper(
    workspace: Workspace,
    campaign_id: str,
    head: PaperHead,
    checker: str,
    output: Path,
    *,
    time: str = "",
    people: Mapping[str, Respondent] | None = None,
) -> int:
    """Phiếu phúc tra: the forms that ``checker`` asks about again; gives their number.

    Each row says which criteria were drawn for its form, never what stands on it. Names come from ``people`` by
    serial; without them they are written by hand. Raises UnknownCampaign, NoRecheck, UnknownChecker and what making
    a working paper refuses.
    """
    drawn = recheck_of(workspace, campaign_id)
    own = [form for form in drawn.forms if form.checker == checker]
    if not own:
        checkers = ", ".join(sorted({form.checker for form in drawn.forms}))
        raise UnknownChecker(where=checker, checker=checker, checkers=checkers)
    asked = {code for form in own for code in form.questions}
    criteria = method_of(workspace, campaign_id).questions.criteria
    details = {
        "dia_ban": _area([village_path(form.village) for form in own]),
        "thoi_gian": time or long_date(head.day),
        "cau_kiem_tra": [
            _OPENING,
            *(f"{one.code}. {one.name.rstrip('.')}." for one in criteria if one.code in asked),
        ],
        "nguoi_phuc_tra": checker,
    }
    rows = [
        {
            "ma_phieu": form.serial,
            **named(form.serial, village_path(form.village), people),
            **{f"cau_{place}": f"{code}:" for place, code in enumerate(form.questions, start=1)},
        }
        for form in own
    ]
    return paper_from_rows(workspace, "phieu_phuc_tra", head, details, rows, output)


def _area(villages: Sequence[tuple[str, ...]]) -> str:
    """Each commune once, with its villages behind it."""
    communes: dict[tuple[str, ...], list[str]] = {}
    for *commune, village in sorted(set(villages)):
        communes.setdefault(tuple(commune), []).append(village)
    return "; ".join(f"{', '.join(reversed(one))} ({', '.join(own)})" for one, own in communes.items())
