"""Các việc theo dõi, đôn đốc: for the table of journaled acts: service, act, what comes before it, the act itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from directives.followup.log import EventKind
from directives.register.arrival_draft import ArrivalCitation, ArrivalDraft
from directives.register.incoming import IncomingDocument
from storage.followup import NewEvent
from storage.incoming import IncomingEntry
from tests.services import ending_year, returning
from tests.services import test_take_documents as watched
from tests.workspaces import NOW
from workflows.services.adopt_days import adopt_days
from workflows.services.advance import advance_day
from workflows.services.approve_edition import approve_edition
from workflows.services.edit_plan import edit_plan
from workflows.services.evidence_arrivals import take_as_evidence
from workflows.services.followup_state import followup_state
from workflows.services.nightly import nightly
from workflows.services.open_next import open_next_by_hand
from workflows.services.project_dues import project_dues
from workflows.services.receive_document import receive_document
from workflows.services.record_events import record_events
from workflows.services.restore import confirm_restored
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.settings import Settings

PLAN = Path(__file__).parents[2] / "examples" / "campaigns" / "dak-nong-2021" / "plan.toml"
ID = "dak-nong-2021"


def started(desk: Any) -> None:
    """Đã mở đợt: the example of Đắk Nông."""
    start_campaign(desk.workspace, *read_plan(PLAN))


def submitted(desk: Any) -> None:
    """Một đơn vị nộp: a district's forms are announced."""
    event = NewEvent(
        "nhan_phieu",
        "ubnd-huyen-cu-jut",
        1,
        EventKind.SUBMITTED,
        date(2021, 12, 28),
        {"document": "01/UBND-NV"},
        "nhan_phieu/ubnd-huyen-cu-jut/1/submitted/1",
    )
    record_events(desk.workspace, ID, [event], act="duty_submitted")


def projected(desk: Any) -> None:
    """Dự kiến hạn: what the calendar makes of the plan's days, told for the first time."""
    project_dues(desk.workspace, ID, date(2021, 12, 1))


def adopted(desk: Any) -> None:
    """Nhận ngày nghỉ: a province's own day off."""
    file = desk.folder / "ngay-nghi.toml"
    file.write_text('[[day]]\ndate = 2026-06-15\nworks = false\nbasis = "123/UBND-NC"\n', encoding="utf-8")
    adopt_days(desk.workspace, file, desk.folder / "lich.toml")


def a_night(desk: Any) -> None:
    """Một đêm: verified and backed up."""
    nightly(desk.workspace, desk.folder, desk.folder / "dem", keep=3)


def restored_home(desk: Any) -> None:
    """Nhà vừa phục hồi: as the mark says."""
    Settings(desk.folder, "").unconfirmed.write_text('{"backup": "a.tar"}', encoding="utf-8")


def confirmed(desk: Any) -> None:
    """Xác nhận: the last numbers were compared."""
    confirm_restored(desk.workspace, Settings(desk.folder, ""))


def awaiting(desk: Any) -> None:
    """Chờ duyệt: the result of the small campaign is frozen."""
    ending_year.ended(desk.workspace, desk.folder / "cuoi-nam")


def awaiting_approval(desk: Any) -> None:
    """Đã chuẩn bị công bố: the edition waits for two people."""
    awaiting(desk)
    advance_day(desk.workspace, returning.ID, ending_year.PUBLISHED)


def approved_by_two(desk: Any) -> None:
    """Đã có hai người duyệt."""
    awaiting_approval(desk)
    for person in (ending_year.AN, ending_year.BINH):
        approve_edition(ending_year.acting(desk.workspace, person), returning.ID)


def endorsed(desk: Any) -> None:
    """Một người đồng ý."""
    approve_edition(ending_year.acting(desk.workspace, ending_year.AN), returning.ID)


def published(desk: Any) -> None:
    """Công bố."""
    advance_day(desk.workspace, returning.ID, ending_year.PUBLISHED)


def opened_next(desk: Any) -> None:
    """Mở đợt năm sau."""
    open_next_by_hand(desk.workspace, returning.ID, ending_year.OPENED)


def plan_edited(desk: Any) -> None:
    """Sửa kế hoạch: another title holds from now on."""
    state = followup_state(desk.workspace, ID)
    plan = replace(state.plan, title="Tên khác")
    edit_plan(desk.workspace, ID, plan, state.drafts, reason="tên gọi", person="Giám đốc")


def answered(desk: Any) -> None:
    """Có văn bản trả lời: our letter was issued, and a commune's answer is in the book."""
    plan = replace(watched.PLAN, steps=(*watched.PLAN.steps, watched.SECOND))
    draft = ending_year.DIRECTIVE.replace("snv-dak-nong", watched.OFFICE)
    start_campaign(desk.workspace, plan, {"giao.toml": draft})
    advance_day(desk.workspace, plan.id, NOW.date())
    _the_answer(desk)


def _the_answer(desk: Any) -> IncomingEntry:
    document = IncomingDocument(
        "UBND xã Đắk Mil", "15/BC-UBND", NOW.date(), "Báo cáo", "kết quả", NOW.date(), "Trần Thị Mẫu"
    )
    return receive_document(desk.workspace, watched.OFFICE, document, idempotency_key="tra-loi")


def proposed(desk: Any) -> None:
    """Đề xuất minh chứng: the answer may close two duties, a person says which."""
    cited = ArrivalCitation(number="01/SNV-CCHC", date=NOW.date())
    draft = ArrivalDraft(office=watched.OFFICE, author="UBND xã Đắk Mil", number="15/BC-UBND", cites=[cited])
    take_as_evidence(desk.workspace, _the_answer(desk), draft, NOW.date())


ACTS: list[tuple[str, str, Callable[[Any], object], Callable[[Any], object]]] = [
    ("record_events", "duty_submitted", started, submitted),
    ("edit_plan", "plan_edited", started, plan_edited),
    ("project_dues", "dues_projected", started, projected),
    ("adopt_days", "days_adopted", lambda desk: None, adopted),
    ("nightly", "nightly", lambda desk: None, a_night),
    ("restore", "restore_confirmed", restored_home, confirmed),
    ("approve_edition", "edition_endorsed", awaiting_approval, endorsed),
    ("publish_step", "result_published", approved_by_two, published),
    ("open_next", "next_campaign_opened", awaiting, opened_next),
    ("evidence_arrivals", "evidence_proposed", answered, proposed),
]
