"""Bài học thử: a small campaign in which things went wrong, all counted by hand, and the one of the next year.

Two districts of Đắk Nông. 2021: 50 forms are asked of Cư Jút and 45 of Đắk Mil; 40 come from each; four of Cư Jút
are set aside. Of three visits two saw no sealed forms. Đắk Mil sends its list five working days late.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from directives.followup.log import EventKind
from sipas_engine.fieldwork.assignment import Assignment, Village
from storage import field_records
from storage.database import transaction
from storage.followup import NewEvent
from tests.services.ending_year import DIRECTIVE, ENDING, OPENED, clock
from tests.services.returning import (
    CHIEF,
    CU_JUT,
    DAK_MIL,
    DUE,
    ID,
    KNIA,
    THUAN_AN,
    begun,
    carried_on,
    form,
    forms_file,
    sent,
)
from workflows.services.accept_returns import accept_returns
from workflows.services.campaign_state import campaign_state
from workflows.services.decide_forms import Decided, reject_form
from workflows.services.field_book import assignment_content, village_key
from workflows.services.open_next import open_next_by_hand
from workflows.services.record_events import record_events
from workflows.services.workspace import Workspace

NEXT = "thu-2022"
POST = "buu-dien-tinh-dak-nong"
LIST_DUE, LIST_CAME = date(2021, 12, 13), date(2021, 12, 20)
ROLES = f'roles = {{ post = "{POST}" }}\nanchors = {{ T0 = 2021-11-29, F0 = 2021-12-20, F1 = 2021-12-25 }}'
LIST = f"""
[[steps]]
code = "danh_sach"
name = "Gửi danh sách"
act = "evidence"
owed_by = ["{CU_JUT}", "{DAK_MIL}"]
due = {{ on = {LIST_DUE} }}

[[steps]]
code = "so_phoi_hop\""""
PLAN = ENDING.replace("anchors = { F1 = 2021-12-25 }", ROLES, 1).replace(
    '\n[[steps]]\ncode = "so_phoi_hop"', LIST, 1
)
#: Commune, forms given to its investigator.
ASKED = {"Xã Cư Knia": 50, "Xã Thuận An": 45}


def gone_wrong(workspace: Workspace, folder: Path) -> Workspace:
    """Đợt có tồn tại: its result is frozen, and its books say what went wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "giao.toml").write_text(DIRECTIVE, encoding="utf-8")
    begun(workspace, folder, PLAN)
    sent(workspace, folder, [form(f"A{n}") for n in range(1, 41)])
    rows = [form(f"B{n}", THUAN_AN, "5 4 3") for n in range(1, 41)]
    sent(workspace, folder, rows, unit=DAK_MIL, name="hai.csv")
    for number in range(1, 5):
        reject_form(workspace, ID, Decided(f"A{number}", CHIEF, DUE, unit=CU_JUT), "blanks")
    carried_on(workspace)
    desk = replace(workspace, public=folder / "cong-bo")
    said = [
        NewEvent(
            "danh_sach", unit, 1, EventKind.SUBMITTED, day, {"document": "1/UBND-NV"}, f"danh_sach/{unit}"
        )
        for unit, day in ((CU_JUT, LIST_DUE), (DAK_MIL, LIST_CAME))
    ]
    record_events(desk, ID, said, act="duty_submitted")
    _assigned(desk, ID, ASKED)
    with transaction(desk.engine) as connection:
        visits = {f"V{n}": _visit(sealed=n == 3) for n in (1, 2, 3)}
        field_records.add(connection, ID, "visit", visits, desk.timestamp(), desk.actor)
    return desk


def _assigned(desk: Workspace, campaign: str, asked: Mapping[str, int]) -> None:
    assigned = {}
    for commune, forms in asked.items():
        village = Village((commune, "Thôn 1"), tuple(f"{commune}-{n}" for n in range(forms)), ())
        assigned[village_key(village.path)] = assignment_content(Assignment("dtv-1", village))
    with transaction(desk.engine) as connection:
        field_records.add(connection, campaign, "assignment", assigned, desk.timestamp(), desk.actor)


def went_better(desk: Workspace, folder: Path) -> Workspace:
    """Năm sau: 198 of 200 forms of Cư Jút and 39 of 40 of Đắk Mil came, none is set aside; the list came in time."""
    folder.mkdir(parents=True, exist_ok=True)
    later = replace(desk, now=clock(date(2022, 12, 28)))
    _assigned(later, NEXT, {"Xã Cư Knia": 200, "Xã Thuận An": 40})
    event = NewEvent(
        "danh_sach", DAK_MIL, 1, EventKind.SUBMITTED, date(2022, 12, 12), {}, "danh_sach/dak-mil"
    )
    record_events(later, NEXT, [event], act="duty_submitted")
    for unit, place, count in ((CU_JUT, KNIA, 198), (DAK_MIL, THUAN_AN, 39)):
        file = forms_file(folder / f"{unit}.csv", [form(f"{unit}-{n}", place) for n in range(count)])
        accept_returns(later, campaign_state(later, NEXT), unit, file, date(2022, 12, 28))
    return later


def _visit(*, sealed: bool) -> dict[str, object]:
    fulfilled = {"right_list": True, "into_hand": True, "no_hints": True, "sealed": sealed}
    village = village_key(("Xã Cư Knia", "Thôn 1"))
    return {
        "village": village,
        "day": "2021-12-22",
        "supervisor": "Mặt trận",
        "fulfilled": fulfilled,
        "remark": "",
        "proposal": "",
    }


def a_year_on(desk: Workspace, day: date = OPENED) -> Workspace:
    """Đợt năm sau đã mở: the clock stands on a day of the new year."""
    later = replace(desk, now=clock(day))
    open_next_by_hand(later, ID, day)
    return later
