"""Dự thảo bước tiếp theo: from the incoming file to the issued document, which its own check finds without error."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from directives.checking.checker import CheckReport, examine_file
from directives.drafting.errors import NothingFallsTo
from directives.org.working_rules import OwnIssuer, WorkingRules
from directives.reading import Record, read_file
from tests.directives.drafting.incoming_letters import path_of
from tests.workspaces import VIETNAM, workspace_at
from workflows.services.draft_next import NextDraft, draft_next
from workflows.services.issue_draft import issue_draft
from workflows.services.workspace import Workspace

CU_JUT = "ubnd-huyen-cu-jut"


def committee(office: str, name: str, under: str) -> WorkingRules:
    """Tệp của cơ quan: of a unit above, which adds a committee that the chart does not hold on that day."""
    kind, own = name.split(" ", 1)
    row = OwnIssuer(
        office, f"Ủy ban nhân dân {kind} {own}", ("ỦY BAN NHÂN DÂN", name.upper()), "UBND", "CHỦ TỊCH", under,
        date(2020, 1, 1), "thử", deputy="PHÓ CHỦ TỊCH", collective="ỦY BAN NHÂN DÂN",
    )  # fmt: skip
    return WorkingRules(under, issuers=(row,))


OWN = {
    "ubnd-phuong-an-phu": committee("ubnd-phuong-an-phu", "phường An Phú", "ubnd-thi-xa-an-khe"),
    "ubnd-xa-ho-thau": committee("ubnd-xa-ho-thau", "xã Hồ Thầu", "ubnd-huyen-tam-duong"),
}


def desk(folder: Path, day: str) -> Workspace:
    """Bàn làm việc: new, on that day."""
    noon = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=VIETNAM)
    return replace(workspace_at(f"sqlite:///{folder / 'so.db'}", folder, lambda: noon), rules=OWN)


def issued(
    folder: Path, name: str, office: str, day: str, kind: str
) -> tuple[NextDraft, CheckReport, Record]:
    """Dự thảo, phát hành, kiểm tra, đọc lại: the whole way of one letter."""
    workspace = desk(folder, day)
    made = draft_next(workspace, path_of(name), office, document_type=kind, day=date.fromisoformat(day))
    draft = folder / "bước tiếp.toml"
    draft.write_text(made.toml, encoding="utf-8")
    file = issue_draft(workspace, draft, folder / "ra").path
    return made, examine_file(file)[1], read_file(file)


@pytest.mark.parametrize("kind", ["cong_van", "ke_hoach"])
def test_the_dak_nong_letter_becomes_a_districts_own_document_with_the_window(
    tmp_path: Path, kind: str
) -> None:
    made, report, record = issued(tmp_path, "dak-nong-2021-1848", CU_JUT, "2021-12-10", kind)
    assert (report.errors, report.warnings) == (0, 0), report.to_json()
    assert [(c.number, c.date, c.issuer) for c in record.citations] == [
        ("1848/SNV-CCHCVTLT", "2021-12-10", "Sở Nội vụ tỉnh Đắk Nông")
    ]
    windows = [
        (duty.time.start, duty.time.until, duty.addressees) for duty in record.obligations if duty.time
    ]
    assert ("2021-12-12", "2021-12-25", ("Phòng Nội vụ",)) in windows
    assert {(start, until) for start, until, _who in windows} == {("2021-12-12", "2021-12-25")}
    asked = {name for duty in record.obligations if duty.force == "request" for name in duty.addressees}
    assert {"Bưu điện huyện", "Hội Cựu chiến binh huyện"} <= asked
    assert made.step.when == "từ ngày 12 đến ngày 25/12/2021"


@pytest.mark.parametrize("kind", ["cong_van", "ke_hoach"])
@pytest.mark.parametrize(
    ("name", "office", "day"),
    [
        ("tuyen-quang-2020-1049", "ubnd-huyen-son-duong", "2020-04-16"),
        ("tuyen-quang-2020-1049", "snv-tuyen-quang", "2020-04-16"),
        ("an-khe-2021-1085", "ubnd-phuong-an-phu", "2021-08-05"),
        ("tam-duong-2020-345", "ubnd-xa-ho-thau", "2020-04-02"),
        ("bo-2026", "ubnd-tinh-lam-dong", "2026-03-04"),
        ("tinh-2026", "snv-lam-dong", "2026-03-10"),
        ("tinh-2026", "ubnd-phuong-2-bao-loc-24820", "2026-03-10"),
    ],
)
def test_every_levels_draft_is_issued_and_its_check_has_no_error(
    tmp_path: Path, name: str, office: str, day: str, kind: str
) -> None:
    made, report, record = issued(tmp_path, name, office, day, kind)
    assert report.errors == 0, report.to_json()
    assert record.issuer
    assert made.step.incoming.number in {one.number for one in record.citations}


def test_ministry_province_ward_each_carries_out_the_one_above(tmp_path: Path) -> None:
    """The chain of two tiers: what the province issues upon the ministry's letter is what the ward drafts upon."""
    workspace = desk(tmp_path, "2026-03-04")
    draft = tmp_path / "tinh.toml"
    province = draft_next(workspace, path_of("bo-2026"), "ubnd-tinh-lam-dong", day=date(2026, 3, 4))
    draft.write_text(province.toml, encoding="utf-8")
    file = issue_draft(workspace, draft, tmp_path / "ra").path
    ward = draft_next(workspace, file, "ubnd-phuong-2-bao-loc-24820", day=date(2026, 3, 6))
    assert ward.step.incoming.number == "01/UBND-NC"
    deadlines = [task.when for one in ward.step.passed_on for task in one.tasks if task.when]
    assert "trước ngày 07 tháng 4 năm 2026" in deadlines  # the ministry's 15th, the province's 10th
    assert "từ ngày 20/4/2026 đến ngày 30/5/2026" in deadlines


def test_the_draft_is_dated_today_only_in_its_reckoning(tmp_path: Path) -> None:
    made = draft_next(desk(tmp_path, "2021-12-13"), path_of("dak-nong-2021-1848"), CU_JUT)
    assert made.step.day == date(2021, 12, 13)
    assert "\ndate = " not in made.toml


def test_a_letter_that_asks_nothing_of_the_office_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingFallsTo) as refused:
        draft_next(
            desk(tmp_path, "2020-04-16"), path_of("tuyen-quang-2020-1049"), "pnv-huyen-son-duong",
            day=date(2020, 4, 16),
        )  # fmt: skip
    assert len(refused.value.problems) >= 4
