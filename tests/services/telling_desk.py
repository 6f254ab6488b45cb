"""Tuyên truyền thử: two districts and the press of Đắk Nông tell people of the result of the small campaign."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from directives.followup.plan_file import parse_plan
from directives.results_use.telling import Outlet, Purpose, Told
from tests.services.ending_year import clock, ended
from tests.services.returning import CU_JUT, DAK_MIL
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace

ID = "tuyen-truyen-2022"
STATION, PAPER = "dai-ptth-tinh-dak-nong", "bao-dak-nong"
TODAY = date(2022, 3, 15)
PLAN = f"""
id = "{ID}"
title = "Sử dụng kết quả đo lường năm 2021"
province = "67"
question_set = ""
standing_office = "snv-dak-nong"
directive = "300/UBND-NC"
result_of = "thu-2021"
anchors = {{ T0 = 2022-03-01 }}
units = ["{CU_JUT}", "{DAK_MIL}"]
ladder = [{{ after = 1 }}, {{ after = 5, to = "superior" }}]
roles = {{ dai = "{STATION}" }}

[[steps]]
code = "dang_tin"
name = "Đăng kết quả trên Trang thông tin điện tử"
act = "evidence"
book = "telling"
each_unit = true
due = {{ on = 2022-03-18 }}

[[steps]]
code = "phat_song"
name = "Đài, Báo thông tin, tuyên truyền"
act = "evidence"
book = "telling"
owed_by = ["dai", "{PAPER}"]
due = {{ on = 2022-03-25 }}

[[steps]]
code = "loa"
name = "Phát thanh hằng tuần"
act = "check"
book = "telling"
owed_by = ["{DAK_MIL}"]
recurrence = {{ every = "week", first = 2022-03-07, until = 2022-04-01, times = 2 }}
"""
PNG = b"\x89PNG\r\n\x1a\n" + b"anh chup man hinh"


def telling_desk(workspace: Workspace, folder: Path) -> Workspace:
    """Bàn làm việc: the result is frozen, the plan which puts it to use has begun, it is 15/3/2022."""
    desk = replace(ended(workspace, folder), now=clock(TODAY))
    start_campaign(desk, parse_plan(PLAN, file="plan.toml"), {})
    return desk


def told(unit: str = CU_JUT, **other: object) -> Told:
    """Điều đã đăng: on the unit's web page, on the day of the test."""
    usual = Told(unit, Purpose.CITIZENS, Outlet.WEBSITE, TODAY, "https://cujut.daknong.gov.vn/tin/12")
    return replace(usual, **other)  # type: ignore[arg-type]  # fields as a row of the tests names them
