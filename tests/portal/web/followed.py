"""Kế hoạch được theo dõi: every commune of Lâm Đồng owes a report; some are late on the day of the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from directives.followup.log import EventKind
from directives.followup.plan_file import parse_plan
from storage.followup import NewEvent
from tests.portal.web.offices import PortalDesk, portal_desk
from workflows.rehearsal import begin_rehearsal
from workflows.services.followup_state import followup_state
from workflows.services.record_events import record_events
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace
from workflows.settings import read_settings

ID = "ra-soat-2026"
#: A Monday, three working days after the reports were due.
NOW = "2026-10-05T08:30"
#: Ba đơn vị chậm: all others have handed in their reports.
LATE = ("ubnd-phuong-1-bao-loc-24823", "ubnd-phuong-2-bao-loc-24820", "ubnd-phuong-b-lao-24829")
PLAN = f"""
id = "{ID}"
title = "Rà soát thủ tục hành chính năm 2026, tỉnh Lâm Đồng (minh họa)"
province = "68"
question_set = "P2023"
standing_office = "snv-lam-dong"
anchors = {{ T0 = 2026-09-01 }}
ladder = [{{ after = 1 }}, {{ after = 5, to = "superior" }}]

[[steps]]
code = "bao_cao"
name = "Báo cáo kết quả rà soát thủ tục hành chính"
act = "evidence"
owed_by = ["commune"]
evidence = "báo cáo bằng văn bản"
due = {{ on = 2026-09-30 }}

[[steps]]
code = "khac_phuc"
name = "Khắc phục thiếu sót, báo cáo kết quả"
act = "evidence"
owed_by = ["commune"]
due = {{ anchor = "T0", working_days = 60 }}
"""


def begun(workspace: Workspace, late: tuple[str, ...] = LATE) -> None:
    """Đã mở: the plan is running, and whoever is not late has handed in."""
    plan = parse_plan(PLAN, file="plan.toml")
    assert start_campaign(workspace, plan, {})
    units = [unit.id for unit in followup_state(workspace, ID).units]
    on = date(2026, 9, 29)
    events = [
        NewEvent("bao_cao", unit, 1, EventKind.SUBMITTED, on, {"document": "12/UBND-NV"}, f"bao_cao/{unit}/1")
        for unit in units
        if unit not in late
    ]
    record_events(workspace, ID, events, act="duty_submitted")


@contextmanager
def followed(home: Path) -> Iterator[PortalDesk]:
    """Cổng theo dõi: a rehearsal's home on the day of the tests, with the plan running."""
    home.mkdir(parents=True)
    with patch.dict(os.environ, {"VANTHU_HOME": str(home)}):
        begin_rehearsal(read_settings())
    with portal_desk(home, VANTHU_REHEARSAL_NOW=NOW) as desk:
        begun(desk.workspace)
        yield desk
