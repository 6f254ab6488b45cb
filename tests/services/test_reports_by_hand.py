"""Báo cáo cộng tay: half-year figures of twelve units against a table written by hand; two absent, one figure mended.

The sums below were added up on paper. Hồ Thầu first wrote 1810 for 181, was sent its report back, and mended it: both
versions are kept. Nà Tăm and Khun Há handed in nothing: they are named and count for nothing, not for 0.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directives.followup.report_workbook import WrittenReport
from directives.results_use.reform_report import PartId, ReformPeriod
from portal.cli.campaign_reports import sum_as_json
from tests.portal.web.offices import portal_desk
from tests.services.year_of_use import HO_THAU, ID, KHUN_HA, NA_TAM, on_day, year_of_use
from workflows.services.accounts.roles import Role
from workflows.services.followup_state import followup_state
from workflows.services.report_sums import report_sum
from workflows.services.results_use.reform_report import reform_report, report_as_json
from workflows.services.synthesise_step import summed_for, synthesis_document
from workflows.services.unit_reports import report_versions, reports_of, return_report, submit_reports
from workflows.services.workspace import Workspace

CODES = ("tiep_nhan", "qua_han", "xin_loi", "kien_nghi", "da_tra_loi")
#: Đơn vị: files received, overdue, apologies sent, petitions received, answered. "." is a field nobody filled in.
BY_HAND = """
    ubnd-thi-tran-tam-duong-03390   412  7  7  21  20
    ubnd-xa-then-sin-03394          133  0  0   4   4
    ubnd-xa-ta-leng-03400            97  2  1   3   3
    ubnd-xa-giang-ma-03405          148  1  1   6   5
    ubnd-xa-ho-thau-03406           181  3  2   8   8
    ubnd-xa-binh-lu-03412           265  4  4  12  11
    ubnd-xa-son-binh-03413          119  0  0   2   2
    ubnd-xa-nung-nang-03415          88  1  0   1   1
    ubnd-xa-ban-giang-03418         140  2  2   5   5
    ubnd-xa-ban-hon-03421            76  0  0   3   2
    ubnd-xa-ban-bo-03424            203  5  3   9   9
"""
#: Cộng tay: 412+133+97+148+181+265+119+88+140+76+203; 7+0+2+1+3+4+0+1+2+0+5; 7+0+1+1+2+4+0+0+2+0+3;
#: 21+4+3+6+8+12+2+1+5+3+9; 20+4+3+5+8+11+2+1+5+2+9.
TOTAL = ("1862", "25", "20", "74", "70")
ROWS = [line.split() for line in BY_HAND.strip().splitlines()]
ABSENT = ["UBND xã Nà Tăm", "UBND xã Khun Há"]
WRONG, REASON = "1810", "Số hồ sơ gấp mười lần quý trước"
SENT, BACK, MENDED, SUMMED = date(2020, 6, 26), date(2020, 6, 29), date(2020, 6, 30), date(2020, 7, 10)


def handed_in(desk: Workspace) -> Workspace:
    """Đã nộp: eleven units report, one figure is wrong, sent back and mended; the clock stands behind all of it."""
    first = [
        WrittenReport(
            unit, dict(zip(CODES, (WRONG if unit == HO_THAU else figures[0], *figures[1:]), strict=True))
        )
        for unit, *figures in ROWS
    ]
    submit_reports(on_day(desk, SENT), ID, "bao_cao", 1, first, SENT)
    return_report(on_day(desk, BACK), ID, "bao_cao", HO_THAU, 1, REASON, BACK)
    own = next(figures for unit, *figures in ROWS if unit == HO_THAU)
    again = [WrittenReport(HO_THAU, dict(zip(CODES, own, strict=True)))]
    submit_reports(on_day(desk, MENDED), ID, "bao_cao", 1, again, MENDED)
    return on_day(desk, SUMMED)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà đã nhận báo cáo: a home of the portal as well."""
    folder = tmp_path_factory.mktemp("cong-tay")
    handed_in(year_of_use(folder)).engine.dispose()
    return folder


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Workspace]:
    from tests.workspaces import workspace_at

    found = on_day(workspace_at(f"sqlite:///{home / 'vanthu.db'}", home), SUMMED)
    yield found
    found.engine.dispose()


def test_the_sum_is_that_of_the_table(desk: Workspace) -> None:
    found = report_sum(desk, ID, "bao_cao", 1)
    assert tuple(str(found.totals.figures[code]) for code in CODES) == TOTAL
    told = json.loads(json.dumps(sum_as_json(found)))
    assert tuple(told["figures"][code] for code in CODES) == TOTAL
    assert (told["owed"], told["handed_in"], told["absent"]) == (13, 11, ABSENT)


def test_the_synthesis_prints_the_table_and_names_the_absent(desk: Workspace) -> None:
    state = followup_state(desk, ID)
    step = state.plan.step("tong_hop")
    found = summed_for(state, step, 1)
    document = synthesis_document(state, step, 1, found, SUMMED)
    rows = document.annexes[0].rows
    printed = {row[1]: row[2:7] for row in rows}
    names = {unit.id: unit.name for unit in state.units}
    assert {names[unit]: tuple(figures) for unit, *figures in ROWS} == {
        name: printed[name] for name in printed if name not in ("Tổng cộng", *ABSENT)
    }
    assert printed["Tổng cộng"] == ("1.862", *TOTAL[1:])
    for name in ABSENT:
        assert printed[name] == ("–",) * 5
    said = str(document)
    assert f"Chưa gửi báo cáo (2): {'; '.join(ABSENT)}." in said
    assert "Đã nhận 11 trong số 13 báo cáo" in said


def test_the_reform_report_says_the_same(desk: Workspace) -> None:
    found = reform_report(desk, ID, ReformPeriod.HALF_YEAR, SUMMED)
    part = found.part(PartId.REPORTS)
    assert part is not None
    assert tuple(part.figures[f"bao_cao.{code}"] for code in CODES) == TOTAL
    assert part.absent == tuple(ABSENT)
    told = next(
        one for one in json.loads(json.dumps(report_as_json(found)))["parts"] if one["part"] == "reports"
    )
    assert told["absent"] == ABSENT


def test_the_wrong_figure_and_the_mended_one_are_both_kept_with_the_reason(desk: Workspace) -> None:
    versions = report_versions(desk, ID, "bao_cao", (HO_THAU, 1))
    assert [(str(one.values.figures["tiep_nhan"]), one.state, one.reason) for one in versions] == [
        (WRONG, "submitted", ""),
        (WRONG, "returned", REASON),
        ("181", "submitted", ""),
    ]
    assert {(NA_TAM, 1), (KHUN_HA, 1)}.isdisjoint(reports_of(desk, ID, "bao_cao"))


def test_the_officers_page_shows_every_version(home: Path) -> None:
    with portal_desk(home) as made:
        page = (
            made.a(Role.MONITOR, "pnv-huyen-tam-duong").get(f"/theo-doi/{ID}/don-vi/{HO_THAU}/bao_cao/1").text
        )
    for said in ("1.810", "181", REASON, "Mọi phiên bản của báo cáo (3)"):
        assert said in page
