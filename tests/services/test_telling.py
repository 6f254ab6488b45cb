"""Sổ thông tin, tuyên truyền: evidence closes duties, its versions stay, the table names who is missing; the texts."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from directives.checking import check_file
from directives.conversion.errors import FileTooLarge, UnknownFormat
from directives.conversion.sheets import read_sheet
from directives.followup.expansion import UnknownOutlet
from directives.followup.plan_file import parse_plan
from directives.followup.stages import Stage
from directives.results_use.telling import AlreadyWithdrawn, BadTelling, Outlet, Purpose
from directives.results_use.telling_docx import telling_docx
from directives.results_use.telling_rules import telling_rules
from directives.results_use.telling_text import telling_text
from sipas_engine.annexes.printing import printed_rows
from sipas_engine.methods.built_in import built_in
from tests.services.ending_year import clock
from tests.services.returning import CU_JUT, DAK_MIL
from tests.services.returning import ID as MEASURED
from tests.services.telling_desk import ID, PAPER, PLAN, PNG, STATION, TODAY, telling_desk, told
from tests.workspaces import fresh_workspace
from workflows.services.campaign_edition import campaign_edition
from workflows.services.campaign_state import campaign_state
from workflows.services.difficulties import NotOfPlan
from workflows.services.followup_state import followup_state
from workflows.services.record_evidence import Evidence, record_evidence
from workflows.services.remind import remind, reminders_on
from workflows.services.result_annexes import SYNTHETIC_NOTE
from workflows.services.results_use.drafts import result_draft
from workflows.services.results_use.telling import (
    LARGEST_CAPTURE,
    NoReasonToWithdraw,
    UnknownTelling,
    capture_of,
    evidence_shown_by,
    record_telling,
    telling_versions,
    tellings_of,
    withdraw_telling,
)
from workflows.services.results_use.telling_facts import result_facts, told_result
from workflows.services.results_use.telling_table import telling_row, telling_table, telling_workbook
from workflows.services.results_use.telling_texts import (
    NoOutlets,
    NothingToTell,
    TellingFile,
    UnknownText,
    request_document,
    telling_file,
    telling_files,
    telling_paths,
    write_telling,
)
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.unit_door.answers import UnknownFile, Upload
from workflows.services.unit_door.duties import duty_of_unit, history_of_duty
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace


@pytest.fixture(scope="module")
def frozen_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà có kết quả: made once; each test that writes takes a copy."""
    folder = tmp_path_factory.mktemp("tuyen-truyen") / "goc"
    folder.mkdir()
    telling_desk(fresh_workspace(folder), folder).engine.dispose()
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc mới: nothing has begun."""
    workspace = fresh_workspace(tmp_path)
    yield workspace
    workspace.engine.dispose()


@pytest.fixture
def desk(frozen_home: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc: on 15/3/2022."""
    shutil.copytree(frozen_home, tmp_path / "nha")
    workspace = fresh_workspace(tmp_path / "nha", clock(TODAY))
    yield workspace
    workspace.engine.dispose()


def stage(desk: Workspace, step: str, unit: str = CU_JUT) -> Stage:
    """Khâu của nhiệm vụ."""
    return duty_of_unit(desk, ID, unit, step).status.stage


def test_evidence_hands_the_duty_in_and_stands_in_its_history(desk: Workspace) -> None:
    one = record_telling(desk, ID, told(note="  trang chủ "), Upload(PNG, "../../anh.png"))
    assert (one.number, one.told.note, one.told.file_kind) == (1, "trang chủ", "png")
    assert capture_of(desk, ID, 1).content == PNG
    duty = duty_of_unit(desk, ID, CU_JUT, "dang_tin")
    assert duty.status.stage is Stage.SUBMITTED
    (event,) = [event for event in history_of_duty(desk, duty) if event.unit == CU_JUT]
    assert event.payload["file"] == one.told.file
    assert "https://cujut.daknong.gov.vn/tin/12" in str(event.payload["reason"])
    assert stage(desk, "dang_tin", DAK_MIL) is Stage.NOT_SENT
    assert verify_books(desk).problems == []


def test_the_same_once_more_changes_nothing_and_a_correction_is_a_version(desk: Workspace) -> None:
    first = record_telling(desk, ID, told(), Upload(PNG))
    assert record_telling(desk, ID, told(), Upload(PNG)) == first
    mended = record_telling(desk, ID, told(place="https://cujut.daknong.gov.vn/tin/13"), corrects=1)
    assert (mended.number, mended.told.file) == (1, first.told.file)
    assert [one.told.place[-2:] for _, _, one in telling_versions(desk, ID, 1)] == ["12", "13"]
    assert record_telling(desk, ID, mended.told, corrects=1) == mended
    assert len(telling_versions(desk, ID, 1)) == 2
    assert len(tellings_of(desk, ID)) == 1


def test_withdrawing_opens_the_duty_again_until_other_evidence_closes_it(desk: Workspace) -> None:
    record_telling(desk, ID, told())
    record_telling(desk, ID, told(outlet=Outlet.NOTICE_BOARD, place="Bộ phận một cửa"))
    withdraw_telling(desk, ID, 1, "đăng nhầm trang")
    assert stage(desk, "dang_tin") is Stage.SUBMITTED, "the second piece takes its place"
    withdraw_telling(desk, ID, 2, "đã gỡ xuống")
    assert withdraw_telling(desk, ID, 2, "đã gỡ xuống").withdrawn_on == TODAY
    assert stage(desk, "dang_tin") is Stage.RETURNED_FOR_FIX
    with pytest.raises(AlreadyWithdrawn):
        record_telling(desk, ID, told(), corrects=2)
    record_telling(desk, ID, told(place="https://cujut.daknong.gov.vn/tin/14"))
    assert stage(desk, "dang_tin") is Stage.SUBMITTED


def test_a_correction_hands_in_again_what_was_sent_back(desk: Workspace) -> None:
    record_telling(desk, ID, told())
    record_evidence(desk, ID, "return", Evidence("dang_tin", CU_JUT, TODAY, reason="thiếu ảnh chụp"))
    assert stage(desk, "dang_tin") is Stage.RETURNED_FOR_FIX
    record_telling(desk, ID, told(), Upload(PNG), corrects=1)
    assert stage(desk, "dang_tin") is Stage.SUBMITTED


def test_each_broadcast_counts_once_for_its_week(desk: Workspace) -> None:
    radio = told(DAK_MIL, outlet=Outlet.RADIO, place="Loa thôn 1", hour=time(17, 0), day=date(2022, 3, 14))
    record_telling(desk, ID, radio)
    record_telling(desk, ID, replace(radio, note="đọc hai lượt"), corrects=1)
    assert duty_of_unit(desk, ID, DAK_MIL, "loa", 2).counted == 1
    (quota,) = telling_row(desk, ID, DAK_MIL)[1].quotas
    assert (quota.occurrence, quota.found, quota.wanted, quota.short) == (2, 1, 2, 1)
    record_telling(desk, ID, replace(radio, day=TODAY))
    assert telling_row(desk, ID, DAK_MIL)[1].quotas[0].short == 0
    withdraw_telling(desk, ID, 2, "không phát được")
    assert telling_row(desk, ID, DAK_MIL)[1].quotas[0].short == 1


#: What is handed in -> how it is refused, and why.
REFUSED: list[tuple[dict[str, Any], bytes | None, type[Exception], str]] = [
    ({"unit": "ubnd-huyen-khac"}, None, NotOfPlan, "not of the plan"),
    ({"place": "trang huyện"}, None, BadTelling, "no address"),
    ({"day": date(2022, 3, 16)}, None, BadTelling, "tomorrow"),
    ({}, b"MZ\x90 program", UnknownFormat, "no picture"),
    ({}, PNG + bytes(LARGEST_CAPTURE), FileTooLarge, "too large"),
]


@pytest.mark.parametrize(("said", "content", "refusal", "why"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_what_is_refused_leaves_nothing_behind(
    desk: Workspace, said: dict[str, Any], content: bytes | None, refusal: type[Exception], why: str
) -> None:
    before = desk.files.digests()
    with pytest.raises(refusal):
        record_telling(desk, ID, told(**said), Upload(content) if content else None)
    assert tellings_of(desk, ID) == ()
    assert stage(desk, "dang_tin") is Stage.NOT_SENT
    assert desk.files.digests() == before, why


def test_evidence_of_another_unit_is_answered_as_none(desk: Workspace) -> None:
    record_telling(desk, ID, told(), Upload(PNG))
    for act in (
        lambda: withdraw_telling(desk, ID, 1, "x", unit=DAK_MIL),
        lambda: capture_of(desk, ID, 1, DAK_MIL),
        lambda: record_telling(desk, ID, told(DAK_MIL), corrects=1),
        lambda: withdraw_telling(desk, ID, 9, "x"),
    ):
        with pytest.raises(UnknownTelling):
            act()
    with pytest.raises(NoReasonToWithdraw):
        withdraw_telling(desk, ID, 1, " ")
    record_telling(desk, ID, told(note="không có tệp"))
    with pytest.raises(UnknownFile):
        capture_of(desk, ID, 2)


def test_anyone_can_compare_a_file_with_the_hash(desk: Workspace) -> None:
    record_telling(desk, ID, told(), Upload(PNG))
    record_telling(desk, ID, told(), Upload(PNG + b"2"), corrects=1)
    assert [one.number for one in evidence_shown_by(desk, ID, PNG)[1]] == [1], "an earlier version's too"
    assert evidence_shown_by(desk, ID, PNG + b"3")[1] == ()


def test_the_table_names_who_has_not_published_what(desk: Workspace) -> None:
    record_telling(desk, ID, told())
    record_telling(desk, ID, told(STATION, outlet=Outlet.TELEVISION, place="Thời sự", hour=time(18, 30)))
    record_telling(desk, ID, told(DAK_MIL, place="https://dakmil.daknong.gov.vn/1"))
    withdraw_telling(desk, ID, 3, "sai")
    table = telling_table(desk, ID)
    assert table.wanted == (Purpose.STAFF, Purpose.CITIZENS)
    assert {row.unit: row.missing for row in table.rows} == {
        CU_JUT: (Purpose.STAFF,),
        DAK_MIL: (Purpose.STAFF, Purpose.CITIZENS),
        STATION: (),
        PAPER: (Purpose.CITIZENS,),
    }
    assert [row.unit for row in table.missing] == [CU_JUT, DAK_MIL, PAPER]
    assert (table.outlets[Outlet.WEBSITE], table.outlets[Outlet.TELEVISION], table.withdrawn) == (1, 1, 1)
    assert table.told_by(Purpose.CITIZENS) == 2
    earlier = telling_table(desk, ID, date(2022, 3, 14))
    assert all(row.silent for row in earlier.rows), "what was published later does not stand there"


def test_press_and_television_owe_and_hand_in_as_units_do(desk: Workspace) -> None:
    record_telling(desk, ID, told(STATION, outlet=Outlet.TELEVISION, place="Thời sự", hour=time(18, 30)))
    assert stage(desk, "phat_song", STATION) is Stage.SUBMITTED
    assert stage(desk, "phat_song", PAPER) is Stage.NOT_SENT


def test_a_late_station_is_reminded_by_a_numbered_letter(desk: Workspace) -> None:
    late = replace(desk, now=clock(date(2022, 3, 29)))
    actions = [one for one in reminders_on(late, ID, late.today()) if one.recipient == STATION]
    assert actions
    assert remind(late, ID, actions[0], late.today()) == 1


def test_an_unknown_station_is_refused_with_the_way_out(empty: Workspace) -> None:
    plan = parse_plan(PLAN.replace(PAPER, "bao-ca-mau").replace(f'"{ID}"', '"khac"'), file="plan.toml")
    with pytest.raises(UnknownOutlet, match=r"dai-ptth-tinh-dak-nong.*telling record"):
        start_campaign(empty, plan, {})


def test_the_workbook_is_inert_and_the_same_every_time(desk: Workspace, tmp_path: Path) -> None:
    hostile = '=HYPERLINK("http://vi-du.invalid","bấm")'
    record_telling(desk, ID, told(outlet=Outlet.NOTICE_BOARD, place=hostile, note=hostile), Upload(PNG))
    table = telling_table(desk, ID)
    file = tmp_path / "bang.xlsx"
    file.write_bytes(telling_workbook(table))
    assert file.read_bytes() == telling_workbook(table)
    rows = read_sheet(file, "Minh chứng").rows
    assert rows[-1][6] == hostile
    assert rows[-1][-1] == table.rows[0].evidence[0].told.file
    missing = {row[1]: row[-2] for row in read_sheet(file, "Theo đơn vị").rows if len(row) > 3}
    assert missing["UBND huyện Cư Jút"] == "Kết quả, đến cán bộ, công chức, viên chức"


@pytest.fixture(scope="module")
def shared(frozen_home: Path) -> Iterator[Workspace]:
    """Chỉ để đọc."""
    workspace = fresh_workspace(frozen_home, clock(TODAY))
    yield workspace
    workspace.engine.dispose()


@pytest.fixture(scope="module")
def texts(shared: Workspace) -> dict[str, TellingFile]:
    """Các bài của đợt, of a district, and those before the survey."""
    of_unit = {f"huyen/{one.path}": one for one in telling_files(shared, ID, CU_JUT)}
    return {one.path: one for one in telling_files(shared, ID)} | of_unit


def test_every_text_that_is_listed_is_made_and_no_other(
    shared: Workspace, texts: dict[str, TellingFile]
) -> None:
    paths = telling_paths(shared, followup_state(shared, ID).plan, TODAY)
    assert list(paths) == [path for path in texts if path.startswith("ket-qua/")]
    assert telling_file(shared, ID, paths[2], CU_JUT).content == texts[f"huyen/{paths[2]}"].content
    with pytest.raises(UnknownText):
        telling_file(shared, ID, "../../vanthu.db")
    with pytest.raises(NotOfPlan):
        telling_file(shared, ID, paths[2], "ubnd-huyen-khac")


def test_documents_pass_the_check_without_a_warning(texts: dict[str, TellingFile], tmp_path: Path) -> None:
    official = [path for path in texts if path.endswith("thong-bao.docx") or "de-nghi" in path]
    assert len(official) == 3
    write_telling(list(texts.values()), tmp_path / "bai")
    for number, path in enumerate(official):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(texts[path].content)
        assert [(one.rule, one.seen) for one in check_file(file, on=TODAY).findings] == [], path


def test_figures_are_those_the_tables_print(shared: Workspace, texts: dict[str, TellingFile]) -> None:
    edition = campaign_edition(shared, campaign_state(shared, MEASURED))
    cells = {cell for table in edition.tables.values() for row in printed_rows(table) for cell in row}
    weak = {f"{value:.2f}".replace(".", ",") for value in _criteria_of(edition, "Huyện Cư Jút")}
    for path in ("ket-qua/trang-tin.txt", "huyen/ket-qua/trang-tin.txt"):
        shares = set(re.findall(r"(\d+,\d+)%", texts[path].content.decode()))
        assert shares, path
        assert shares <= cells | weak, path


def _criteria_of(edition: Any, name: str) -> list[Any]:
    unit = edition.level_of(name)
    return [round(100 * one.s / one.n + 1e-9, 2) for one in unit.criteria.values() if one.n]


def test_each_text_speaks_to_its_audience(texts: dict[str, TellingFile]) -> None:
    page, spoken = (
        texts[f"huyen/ket-qua/{name}.txt"].content.decode() for name in ("trang-tin", "phat-thanh")
    )
    assert "góp ý, phản ánh" in page
    assert "Số liệu từ phiếu hỏi một phần người dân" in page
    assert not re.search(r"\d", spoken.split("LƯỢT THỨ NHẤT")[1])
    first, second = spoken.split("LƯỢT THỨ NHẤT")[1].split("LƯỢT THỨ HAI")
    assert second.replace("Sau đây, xin nhắc lại thông báo.", "").split() == first.split()
    longest = max(len(sentence.split()) for sentence in re.split(r"[.!?\n]", first))
    assert longest <= 40, "it can be read aloud in one breath or two"


def test_a_withheld_unit_gives_no_figure_of_its_own(shared: Workspace) -> None:
    edition = campaign_edition(shared, campaign_state(shared, MEASURED))
    plan, issuer = followup_state(shared, ID).plan, shared.chart.on(TODAY).office("snv-dak-nong")
    unit = edition.level_of("Huyện Cư Jút")
    few = replace(
        edition.result, units=tuple(replace(u, n_valid=4) if u is unit else u for u in edition.result.units)
    )
    found = told_result(shared, plan, replace(edition, result=few), CU_JUT)
    facts = result_facts(
        found, issuer=issuer, about="x", running="x", unit_name="UBND huyện Cư Jút", synthetic=False
    )
    assert found.is_whole
    assert facts["withheld"] == [
        {
            "text": "Số phiếu của UBND huyện Cư Jút không đủ để công bố số liệu riêng; dưới đây là kết quả chung."
        }
    ]
    assert facts["figure"] == f"{edition.whole.published}".replace(".", ",")


def test_the_letter_goes_to_the_press_of_the_plan_or_to_whom_a_person_names(shared: Workspace) -> None:
    assert list(request_document(shared, ID, TODAY).addressees) == [
        "Đài Phát thanh và Truyền hình tỉnh Đắk Nông",
        "Báo Đắk Nông",
    ]
    assert list(request_document(shared, ID, TODAY, ["Báo Nhân Dân"]).addressees) == ["Báo Nhân Dân"]


def test_before_any_result_there_is_nothing_to_tell(empty: Workspace) -> None:
    plan = PLAN.replace('result_of = "thu-2021"\n', "").replace(f'"{ID}"', '"chua-co"')
    start_campaign(empty, parse_plan(plan, file="plan.toml"), {})
    desk = replace(empty, now=clock(TODAY))
    with pytest.raises(NothingToTell, match="result_of"):
        telling_files(desk, "chua-co")
    assert telling_table(desk, "chua-co").wanted == ()


def test_before_the_survey_people_hear_why_and_when(empty: Workspace) -> None:
    example = Path(__file__).parents[2] / "examples" / "campaigns" / "dak-nong-2021" / "plan.toml"
    start_campaign(empty, *read_plan(example))
    desk = replace(empty, now=clock(date(2021, 12, 10)))
    made = {one.path: one.content for one in telling_files(desk, "dak-nong-2021")}
    said = made["dieu-tra/trang-tin.txt"].decode()
    for words in (
        "từ ngày 12/12/2021 đến ngày 25/12/2021",
        "huyện Cư Jút, huyện Đắk Mil, huyện Đắk R'lấp, thành phố Gia Nghĩa",
        "đầy đủ, trung thực, khách quan",
        "22 tiêu chí",
        "Số liệu tổng hợp (giả lập)",
    ):
        assert words in said
    assert "%" not in said
    assert "de-nghi-tuyen-truyen.docx" in made
    for path in ("dieu-tra/thong-bao.docx", "de-nghi-tuyen-truyen.docx"):
        file = Path(desk.files.folder) / "xem.docx"
        file.write_bytes(made[path])
        assert check_file(file, on=date(2021, 12, 10)).findings == (), path
    assert telling_table(desk, "dak-nong-2021").wanted == (Purpose.SURVEY,)


def test_where_the_province_has_no_known_press_the_letter_wants_names(empty: Workspace) -> None:
    plan = PLAN.replace('result_of = "thu-2021"\n', "").replace('province = "67"', 'province = "66"')
    plan = plan.replace(CU_JUT, "ubnd-tinh-dak-lak").replace(f'"{DAK_MIL}"', '"ubnd-tinh-dak-lak"')
    plan = re.sub(r'\[\[steps\]\]\ncode = "phat_song".*?\n\n', "", plan, flags=re.S)
    plan = plan.replace(f'roles = {{ dai = "{STATION}" }}', "").replace("snv-dak-nong", "snv-dak-lak")
    plan = plan.replace('units = ["ubnd-tinh-dak-lak", "ubnd-tinh-dak-lak"]', 'units = ["ubnd-tinh-dak-lak"]')
    start_campaign(empty, parse_plan(plan, file="plan.toml"), {})
    with pytest.raises(NoOutlets, match="--to"):
        request_document(empty, ID, TODAY)


def at_its_longest(facts: dict[str, Any]) -> dict[str, Any]:
    """Trang dài nhất: the longest criteria and the most elements of any question set, under the longest names."""
    questions = built_in("P2024")
    longest = sorted((one.name for one in questions.criteria), key=len)[-3:]
    compared = ", thấp hơn trung bình các đơn vị cùng cấp 15,73 điểm, chênh lệch chưa vượt sai số chọn mẫu"
    return facts | {
        "about": "Đo lường sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính năm 2024",
        "issuer_name": "Ủy ban nhân dân thành phố Phan Rang - Tháp Chàm",
        "of_title": "Thành phố Phan Rang - Tháp Chàm",
        "weak": [{"name": name, "value": "66,67", "compared": compared} for name in longest],
        "sentences": [{"text": "Xét sai số chọn mẫu, thứ hạng thật nằm trong khoảng từ 1 đến 143." * 2}] * 4,
        "asks": [{"text": one.text} for one in telling_rules().asks[-4:]],
        "elements_box": [{"label": one.name, "text": "79,10%"} for one in questions.elements],
        "synthetic": [{"text": SYNTHETIC_NOTE}],
    }


@pytest.mark.libreoffice
def test_the_two_pages_are_one_page_each(
    shared: Workspace, texts: dict[str, TellingFile], tmp_path: Path
) -> None:
    edition = campaign_edition(shared, campaign_state(shared, MEASURED))
    plan, issuer = followup_state(shared, ID).plan, shared.chart.on(TODAY).office("snv-dak-nong")
    found = told_result(shared, plan, edition, CU_JUT)
    facts = result_facts(found, issuer=issuer, about="x", running="x", unit_name="x", synthetic=True)
    for name in ("trang-can-bo", "trang-nguoi-dan"):
        (tmp_path / f"{name}.docx").write_bytes(texts[f"huyen/ket-qua/{name}.docx"].content)
        longest = telling_text(result_draft(f"{name}.toml"), at_its_longest(facts), file=name)
        (tmp_path / f"{name}-dai.docx").write_bytes(telling_docx(longest))
    files = sorted(tmp_path.glob("*.docx"))
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)]
    subprocess.run(convert, check=True, capture_output=True)
    for file in files:
        pdf = str(file.with_suffix(".pdf"))
        said = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True)
        assert re.search(r"Pages:\s+1\n", said.stdout), file.name
