"""Theo dõi mọi văn bản: each directive of the reading set gives a plan that can be started, or says why not."""

from datetime import date
from pathlib import Path

import pytest

from directives.drafting.followup_plan import FollowedDuty, NoDuties
from directives.followup.plan import ActKind, Due
from directives.followup.plan_file import parse_plan
from directives.followup.recurrence import Every
from storage.database import reading
from storage.followup import units_of
from tests.workspaces import workspace_at
from workflows.services.follow_directive import NewFollowup, follow_directive
from workflows.services.start_campaign import start_campaign
from workflows.services.workspace import Workspace

DOCUMENTS = Path(__file__).parents[1] / "reading_set" / "documents"

#: Document, who follows it, from when; dated duties, recurring ones, those without a deadline; what it is.
PLANS = [
    (
        "an-khe-2021-1085.txt",
        "ubnd-tinh-gia-lai",
        "2021-06-01",
        0,
        0,
        3,
        "a town's letter, seen by the province",
    ),
    ("chinh-phu-2026-15.pdf", "ubnd-tinh-lam-dong", "2026-03-01", 0, 0, 6, "Điều 3.3 for the provinces"),
    ("dak-nong-2021-1848.txt", "ubnd-huyen-cu-jut", "2021-11-29", 0, 0, 4, "the districts that were drawn"),
    (
        "khanh-son-2017-unnumbered.txt",
        "ubnd-xa-son-lam-22720",
        "2017-04-10",
        0,
        4,
        5,
        "week, month, quarter, half",
    ),
    (
        "long-ho-2026-189.txt",
        "ubnd-tinh-lam-dong",
        "2026-08-01",
        0,
        0,
        3,
        "a plan that names nobody: doubtful",
    ),
    (
        "long-ho-gdtx-2026-24.txt",
        "ubnd-tinh-lam-dong",
        "2026-08-01",
        0,
        0,
        5,
        "targets and tasks, nobody named",
    ),
    ("thu-tuong-2026-892.pdf", "ubnd-tinh-lam-dong", "2026-06-01", 0, 1, 2, "hàng năm for the provinces"),
    ("tuyen-quang-2020-1049.txt", "snv-tuyen-quang", "2020-04-21", 0, 0, 5, "định kỳ without a period"),
    ("ubtvqh-2025-1687.txt", "chinh-phu", "2025-06-16", 1, 0, 3, "trước ngày 30/9/2025"),
    ("ubtvqh-2025-78.pdf", "chinh-phu", "2025-06-16", 0, 0, 2, "the Government reports, with no day"),
]
#: Document, who asks, how many duties were read in it; why nothing is to be followed.
NOTHING = [
    ("bkhdt-2022-1373.pdf", "ubnd-tinh-dak-nong", "2022-09-01", 0, "a decision that orders nothing"),
    ("btc-2014-19046.txt", "ubnd-tinh-dak-nong", "2014-12-31", 44, "for the customs offices"),
    ("btp-2015-173.txt", "ubnd-tinh-dak-nong", "2015-06-01", 0, "an answer to a question"),
    ("chinh-phu-2020-30-nghi-dinh.docx", "ubnd-tinh-dak-nong", "2020-03-05", 0, "a decree of rules"),
    ("chinh-phu-2026-25.pdf", "ubnd-tinh-lam-dong", "2026-03-01", 1, "a provision, no task"),
    (
        "tam-duong-2020-345.txt",
        "ubnd-huyen-tam-duong",
        "2020-03-31",
        7,
        "the district's own letter to others",
    ),
    ("tuyen-quang-2010-1056.txt", "ubnd-tinh-tuyen-quang", "2010-07-01", 14, "for departments and districts"),
    (
        "ubtvqh-2022-25.pdf",
        "ubnd-tinh-dak-nong",
        "2022-09-01",
        2,
        "for courts and committees of the Assembly",
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("theo-doi")
    return workspace_at(f"sqlite:///{folder / 'vanthu.db'}", folder)


def made(desk: Workspace, file: str, office: str, day: str, *units: str) -> NewFollowup:
    return follow_directive(desk, DOCUMENTS / file, office, day=date.fromisoformat(day), units=units)


def duty(found: NewFollowup, code: str) -> FollowedDuty:
    return next(one for one in found.draft.duties if one.code == code)


@pytest.mark.slow
@pytest.mark.parametrize(("file", "office", "day", "dated", "recurring", "without", "what"), PLANS)
def test_a_directive_gives_a_plan(
    desk: Workspace, file: str, office: str, day: str, dated: int, recurring: int, without: int, what: str
) -> None:
    duties = made(desk, file, office, day).draft.duties
    counted = (sum(one.due is not None for one in duties), sum(one.recurrence is not None for one in duties))
    assert (*counted, len(duties) - sum(counted)) == (dated, recurring, without), what


@pytest.mark.slow
@pytest.mark.parametrize(("file", "office", "day", "count", "why"), NOTHING)
def test_a_document_that_gives_nothing_to_follow_says_so(
    desk: Workspace, file: str, office: str, day: str, count: int, why: str
) -> None:
    with pytest.raises(NoDuties) as refused:
        made(desk, file, office, day)
    assert refused.value.fields["count"] == count, why


def test_every_text_of_the_reading_set_stands_in_one_of_the_tables() -> None:
    named = {row[0] for row in (*PLANS, *NOTHING)}
    there = {file.name for file in DOCUMENTS.iterdir() if "scan" not in file.name}
    assert named == there, "a scan has to be recognised first"


def test_khanh_sons_letter_makes_what_it_says(desk: Workspace) -> None:
    found = made(
        desk, "khanh-son-2017-unnumbered.txt", "pnv-huyen-khanh-son", "2017-04-10", "ubnd-xa-son-lam-22720"
    )
    weekly, monthly = duty(found, "nv-4-b"), duty(found, "nv-3")
    assert weekly.recurrence is not None
    assert (weekly.act, weekly.recurrence.every, weekly.recurrence.times, weekly.recurrence.at_most) == (
        ActKind.CHECK,
        Every.WEEK,
        1,
        2,
    )
    assert monthly.recurrence is not None
    assert monthly.recurrence.every is Every.MONTH
    assert duty(found, "nv-3-b").act is ActKind.REPORT
    assert duty(found, "nv-2").looks == (), "thường xuyên liên tục: it goes on, and nothing is doubtful"
    assert any("names none" in look.template for look in weekly.looks), "the letter names no weekday"


def test_before_a_day_means_the_day_before_it(desk: Workspace) -> None:
    found = made(desk, "ubtvqh-2025-1687.txt", "chinh-phu", "2025-06-16")
    (dated,) = (one for one in found.draft.duties if one.due)
    assert dated.due == Due(on=date(2025, 9, 30), before=True)
    assert "# cần xem: “trước ngày 30 tháng 9 năm 2025”" in found.toml


def test_what_is_written_can_be_read_and_started(desk: Workspace) -> None:
    found = made(
        desk,
        "khanh-son-2017-unnumbered.txt",
        "pnv-huyen-khanh-son",
        "2017-04-10",
        "ubnd-xa-son-lam-22720",
        "ptckh-huyen-khanh-son",
    )
    plan = parse_plan(found.toml, file="plan.toml")
    assert [step.code for step in plan.steps] == [one.code for one in found.draft.duties]
    assert start_campaign(desk, plan, {})
    with reading(desk.engine) as connection:
        units = units_of(connection, plan.id)
    assert [unit.id for unit in units] == ["ubnd-xa-son-lam-22720", "ptckh-huyen-khanh-son"]
