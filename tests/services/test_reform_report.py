"""Báo cáo cải cách hành chính: an empty book says so and is never 0; what is written is told, with who is absent."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from directives.checking import check_file
from directives.followup.report_workbook import WrittenReport
from directives.results_use.reform_report import PartId, ReformPart, ReformPeriod, parts_of, window_of
from directives.results_use.telling import Outlet, Purpose, Told
from storage import audit
from storage.database import reading
from tests.services.year_of_use import ID, TAM_DUONG, UNITS, on_day, year_of_use
from workflows.services.issue import make_file
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.reform_document import issue_reform_report, reform_document, reform_file
from workflows.services.results_use.reform_report import (
    FutureReport,
    NoSuchPart,
    TextNotKept,
    reform_report,
    reform_text_versions,
    report_as_json,
    write_reform_text,
)
from workflows.services.results_use.telling import record_telling
from workflows.services.unit_reports import submit_reports
from workflows.services.workspace import Workspace

DAY = date(2020, 7, 10)
HALF, YEAR = ReformPeriod.HALF_YEAR, ReformPeriod.YEAR
FIGURES = {"tiep_nhan": "120", "qua_han": "2", "xin_loi": "1", "kien_nghi": "5", "da_tra_loi": "4"}


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Năm im lặng: the plan has run for three months and nobody has written anything."""
    desk = year_of_use(tmp_path_factory.mktemp("im-lang"), DAY)
    yield desk
    desk.engine.dispose()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Năm có ghi: the register is prefilled, one unit has published, eleven of thirteen have reported."""
    desk = year_of_use(tmp_path_factory.mktemp("co-ghi"), DAY)
    prefill_register(desk, ID)
    told = Told(TAM_DUONG, Purpose.CITIZENS, Outlet.RADIO, date(2020, 4, 6), "Bản tin sáng", time(6, 30))
    record_telling(desk, ID, told)
    rows = [WrittenReport(unit, FIGURES) for unit in UNITS[:-2]]
    submit_reports(desk, ID, "bao_cao", 1, rows, date(2020, 6, 29))
    yield desk
    desk.engine.dispose()


def part(desk: Workspace, which: PartId, period: ReformPeriod = HALF) -> ReformPart:
    found = reform_report(desk, ID, period, DAY).part(which)
    assert found is not None
    return found


#: Mục -> how many units it names; of an empty book the sentence says that it is empty, and no figure is given.
EMPTY = {
    PartId.REGISTER: 13,
    PartId.TELLING: 13,
    PartId.INSPECTION: 13,
    PartId.OVERDUE: 13,
    PartId.EVALUATION: 0,
}


@pytest.mark.parametrize(("which", "absent"), EMPTY.items(), ids=[one.value for one in EMPTY])
def test_an_empty_book_says_so_and_is_never_nought(silent: Workspace, which: PartId, absent: int) -> None:
    found = part(silent, which, YEAR)
    assert not found.known
    assert found.sentences == (found.rule.nothing,)
    assert found.figures == {}
    assert len(found.absent) == absent
    assert not any(letter.isdigit() for letter in found.sentences[0])


def test_six_months_have_no_yearly_evaluation(silent: Workspace) -> None:
    assert reform_report(silent, ID, HALF, DAY).part(PartId.EVALUATION) is None
    assert [rule.id for rule in parts_of(YEAR)] == list(PartId)


def test_what_is_written_is_told_and_the_absent_are_named(written: Workspace) -> None:
    register = part(written, PartId.REGISTER)
    assert (register.known, register.figures["filled"], len(register.absent)) == (True, 0, 13)
    telling = part(written, PartId.TELLING)
    assert telling.sentences == (
        "1/13 đơn vị đã thông tin, tuyên truyền, với 1 minh chứng: đài phát thanh, loa 1.",
    )
    assert "UBND thị trấn Tam Đường" not in telling.absent
    reports = part(written, PartId.REPORTS)
    assert reports.figures["bao_cao.tiep_nhan"] == "1320", "eleven times 120"
    assert reports.absent == ("UBND xã Nà Tăm", "UBND xã Khun Há")
    said = report_as_json(reform_report(written, ID, HALF, DAY))
    assert said["not_reported"] == ["inspection", "overdue"]


@pytest.mark.parametrize("period", [HALF, YEAR], ids=["half", "year"])
@pytest.mark.parametrize("scene", ["silent", "written"])
def test_every_draft_passes_the_check(
    request: pytest.FixtureRequest, tmp_path: Path, scene: str, period: ReformPeriod
) -> None:
    desk = request.getfixturevalue(scene)
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(reform_file(desk, ID, period, on=DAY))
    assert [one for one in check_file(file, on=DAY).findings if one.severity in ("error", "warning")] == []


def test_the_document_names_every_absent_unit_and_is_called_synthetic(written: Workspace) -> None:
    document = reform_document(written, ID, HALF, on=DAY)
    rows = {row[1]: row for row in document.annexes[-1].rows}
    assert rows["Báo cáo theo biểu"][2:] == ("2", "UBND xã Nà Tăm; UBND xã Khun Há")
    assert document.annexes[0].rows[-1][1:3] == ("Tổng cộng", "1.320")
    assert document.provenance.value == "synthetic"


def test_a_person_adds_text_and_every_version_is_kept(tmp_path: Path) -> None:
    desk = year_of_use(tmp_path, DAY)
    for text in ("Đoạn một", "Đoạn hai", "Đoạn hai"):
        write_reform_text(desk, ID, HALF, DAY, "telling", text)
    assert part(desk, PartId.TELLING).texts[-1] == "Đoạn hai"
    kept = reform_text_versions(desk, ID, HALF, DAY, PartId.TELLING)
    assert [text for _, _, text in kept] == ["Đoạn một", "Đoạn hai"]
    assert part(desk, PartId.TELLING, YEAR).added == "", "the year's report has its own words"
    with reading(desk.engine) as connection:
        acts = [one for one in audit.acts(connection, f"campaign/{ID}") if one.act == "reform_text_written"]
    assert len(acts) == 2
    assert "Đoạn" not in str([one.payload for one in acts])
    first, again = (
        issue_reform_report(desk, ID, HALF),
        issue_reform_report(on_day(desk, date(2020, 7, 13)), ID, HALF),
    )
    assert first.entry.document.number == again.entry.document.number, "once for the half-year"
    assert make_file(desk, first.entry).sha256 == again.sha256
    assert "Đoạn hai" in str(first.entry.document)
    desk.engine.dispose()


@pytest.mark.parametrize(
    ("day", "which", "text", "error"),
    [
        (DAY, "khong_co", "x", NoSuchPart),
        (DAY, "evaluation", "x", NoSuchPart),
        (DAY, "telling", "x" * 4001, TextNotKept),
        (date(2020, 7, 11), "telling", "x", FutureReport),
    ],
)
def test_what_cannot_be_is_refused(
    silent: Workspace, day: date, which: str, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        write_reform_text(silent, ID, HALF, day, which, text)


#: Kỳ, ngày lập, kỳ được báo cáo: a report written in the month after a period is about that period.
WINDOWS = [
    (HALF, date(2020, 6, 10), "6 tháng đầu năm 2020"),
    (HALF, date(2020, 7, 31), "6 tháng đầu năm 2020"),
    (HALF, date(2020, 12, 10), "6 tháng cuối năm 2020"),
    (HALF, date(2021, 1, 15), "6 tháng cuối năm 2020"),
    (YEAR, date(2020, 12, 10), "năm 2020"),
    (YEAR, date(2021, 1, 29), "năm 2020"),
    (YEAR, date(2021, 2, 10), "năm 2021"),
]


@pytest.mark.parametrize(("period", "day", "said"), WINDOWS)
def test_the_period_that_is_reported_on(period: ReformPeriod, day: date, said: str) -> None:
    assert window_of(period, day).in_words == said
