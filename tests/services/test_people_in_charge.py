"""Người phụ trách: dated, with a document, imported all or none, printed as an annex; phones only if asked."""

import json
from datetime import date
from pathlib import Path

import pytest

from directives.checking import check_file
from directives.conversion.sheets import read_sheet
from directives.followup.people import Appointment, responsible_on
from storage import audit
from storage.database import reading
from tests.services.reminding import COMMUNES, ID, begun
from workflows.services.appoint import Appointed, BadAppointments, Placed, appoint
from workflows.services.appointments import appointments_of
from workflows.services.campaign_status import campaign_status
from workflows.services.followup_state import followup_state
from workflows.services.people_list import UnknownListFormat, people_on, write_people
from workflows.services.read_people import read_people
from workflows.services.workspace import Workspace

DUC, PHU, MIL = COMMUNES
TODAY = date(2026, 10, 5)


def on(day: str) -> date:
    return date.fromisoformat(day)


HELD = (
    Appointment("x", "An", on("2022-01-10")),
    Appointment("x", "Bình", on("2022-02-01"), valid_to=on("2022-02-28")),
    Appointment("x", "Chi", on("2022-01-20"), step="bao_cao"),
    Appointment("y", "Dung", on("2022-01-01")),
)


@pytest.mark.parametrize(
    ("unit", "step", "day", "leader", "reason"),
    [
        ("x", "khac", "2022-01-09", None, "nobody before the first day"),
        ("x", "khac", "2022-01-10", "An", "from the first day on"),
        ("x", "khac", "2022-02-01", "Bình", "who was named later takes over"),
        ("x", "khac", "2022-02-28", "Bình", "to the last day"),
        ("x", "khac", "2022-03-01", "An", "and steps back to who was before"),
        ("x", "bao_cao", "2022-02-15", "Chi", "who was named for the very step goes before"),
        ("z", "khac", "2022-02-15", None, "a unit that named nobody"),
    ],
)
def test_who_answers_on_a_day(unit: str, step: str, day: str, leader: str | None, reason: str) -> None:
    found = responsible_on(HELD, unit, step, on(day))
    assert (found.leader if found else None) == leader, reason


def named(unit: str, leader: str = "Nguyễn Văn An", **more: object) -> Placed:
    return Placed(Appointment(unit, leader, on("2022-01-17"), **more), f"{unit}:1")  # type: ignore[arg-type]


def test_an_appointment_with_its_document_closes_the_duty_once(workspace: Workspace) -> None:
    begun(workspace)
    assert appoint(workspace, ID, [named(DUC, document="05/QĐ-UBND")]) == Appointed(1, (DUC,))
    assert appoint(workspace, ID, [named(DUC, document="05/QĐ-UBND")]) == Appointed(0, ())
    assert appoint(workspace, ID, [named(PHU)]) == Appointed(1, ())  # no document: the duty stays open
    late = [
        one.duty.key.unit
        for one in campaign_status(workspace, ID, TODAY).late
        if one.duty.key.step == "cu_nguoi"
    ]
    assert late == [PHU, MIL]
    assert [event.payload for event in followup_state(workspace, ID).events] == [{"document": "05/QĐ-UBND"}]


def test_a_correction_is_a_new_version_and_a_later_person_another_appointment(workspace: Workspace) -> None:
    begun(workspace)
    appoint(workspace, ID, [named(DUC, "Nguyễn Văn Án")])
    appoint(workspace, ID, [named(DUC, "Nguyễn Văn An")])
    appoint(workspace, ID, [Placed(Appointment(DUC, "Lê Chi", on("2022-03-01")))])
    assert [one.leader for one in appointments_of(workspace, ID)] == ["Nguyễn Văn An", "Lê Chi"]


def test_telephones_never_enter_the_journal_and_are_listed_only_when_asked_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    begun(workspace)
    appoint(workspace, ID, [named(DUC, contact="Bình", phone="0912345678", email="b@x.vn", document="1/QĐ")])
    with reading(workspace.engine) as connection:
        told = [act.payload for act in audit.acts(connection, f"campaign/{ID}")]
    assert "0912345678" not in json.dumps(told)
    assert "Nguyễn Văn An" not in json.dumps(told, ensure_ascii=False)
    people = people_on(workspace, ID, on("2022-02-01"))
    assert [row.person.leader if row.person else "" for row in people.rows] == ["Nguyễn Văn An", "", ""]
    for with_phones in (False, True):
        file = tmp_path / f"{with_phones}.xlsx"
        write_people(workspace, people, file, with_phones=with_phones)
        cells = [cell for row in read_sheet(file, "Người phụ trách").rows for cell in row]
        assert any("0912345678" in cell for cell in cells) is with_phones
        assert cells.count("chưa cử") == 4


def test_the_list_prints_as_an_annex_that_passes_our_check(workspace: Workspace, tmp_path: Path) -> None:
    begun(workspace)
    file = tmp_path / "danh-sach.docx"
    write_people(workspace, people_on(workspace, ID, on("2022-02-01")), file)
    assert [one for one in check_file(file, on=on("2022-02-01")).findings if one.severity == "error"] == []
    with pytest.raises(UnknownListFormat):
        write_people(workspace, people_on(workspace, ID, on("2022-02-01")), tmp_path / "danh-sach.pdf")


HEAD = "Đơn vị;Lãnh đạo phụ trách;Chức vụ;Cán bộ đầu mối;Điện thoại;Từ ngày;Đến ngày;Văn bản\n"


def test_a_list_is_imported_whole_with_leading_zeros(workspace: Workspace, tmp_path: Path) -> None:
    begun(workspace)
    file = tmp_path / "ds.csv"
    rows = f"{DUC};Nguyễn Văn An;Phó Chủ tịch;Trần Bình;0912345678;17/01/2022;;05/QĐ-UBND\n"
    rows += "UBND phường Nghĩa Phú;Lê Chi;;;;2022-01-18;2022-12-31;\n"
    file.write_text(HEAD + rows, encoding="utf-8-sig")
    units = followup_state(workspace, ID).units
    assert appoint(workspace, ID, read_people(file, units, document="09/QĐ-UBND")) == Appointed(2, (DUC, PHU))
    found = {one.unit: one for one in appointments_of(workspace, ID)}
    assert (found[DUC].phone, found[DUC].document) == ("0912345678", "05/QĐ-UBND")
    assert (found[PHU].valid_to, found[PHU].document) == (on("2022-12-31"), "09/QĐ-UBND")


BAD = """
    xa-khong-co;An;;;;17/01/2022;;            | is no unit of the plan
    {DUC};;;;;17/01/2022;;                     | neither a leader nor a contact
    {DUC};An;;;;31/02/2022;;                   | is no day
    {DUC};An;;;;2022-01-17;2022-01-16;         | is before
    {DUC};An;;;;;;                             | no first day
"""


@pytest.mark.parametrize("row", BAD.strip().splitlines())
def test_a_wrong_row_is_named_and_nothing_is_kept(workspace: Workspace, tmp_path: Path, row: str) -> None:
    text, _, said = row.partition("|")
    begun(workspace)
    file = tmp_path / "ds.csv"
    file.write_text(f"{HEAD}{PHU};Lê Chi;;;;2022-01-18;;\n{text.strip().format(DUC=DUC)}\n", encoding="utf-8")
    with pytest.raises(BadAppointments) as refused:
        appoint(workspace, ID, read_people(file, followup_state(workspace, ID).units))
    assert [one.where for one in refused.value.problems] == ["ds.csv:3"]
    assert said.strip() in refused.value.problems[0].template.format(**refused.value.problems[0].fields)
    assert appointments_of(workspace, ID) == ()


@pytest.mark.parametrize(
    ("appointment", "reason"),
    [
        (Appointment(DUC, "An\nBình", on("2022-01-17")), "a line break"),
        (Appointment(DUC, "A\x00n", on("2022-01-17")), "a control character"),
        (Appointment(DUC, "A" * 201, on("2022-01-17")), "too long for a name"),
        (Appointment(DUC, "An", on("2022-01-17"), step="khong_co"), "no such step"),
        (Appointment("../../etc", "An", on("2022-01-17")), "no such unit"),
    ],
)
def test_hostile_people_are_refused(workspace: Workspace, appointment: Appointment, reason: str) -> None:
    begun(workspace)
    with pytest.raises(BadAppointments):
        appoint(workspace, ID, [Placed(appointment)])
    assert appointments_of(workspace, ID) == (), reason
