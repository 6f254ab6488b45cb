"""Mẫu trình diễn: made-up lists of the units, drawn and approved, and the interviewers to whom their forms go."""

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from sipas_engine.fieldwork.assignment import Assignment
from sipas_engine.returns.synthetic import FORM_ID_MARK
from sipas_engine.sampling.draw import DrawSettings
from sipas_engine.sampling.mapping import ListMapping
from sipas_engine.sampling.states import ListMove
from storage.samples import ListKey
from workflows.services.assign_villages import assign_sample
from workflows.services.demonstration_plans import FORMS, LATE, UNITS, Year
from workflows.services.draw_list import draw_list
from workflows.services.enlist_investigators import enlist_investigators
from workflows.services.field_book import assignments, records
from workflows.services.import_list import import_list
from workflows.services.move_list import move_list
from workflows.services.workspace import Workspace

#: Điều tra viên của từng đơn vị: one each; the first one, who signs in, has forms which are still at people's homes.
INTERVIEWERS: Mapping[str, str] = {
    unit: f"dtv-{place}"
    for place, unit in enumerate((LATE[3], *(one for one in UNITS if one != LATE[3])), start=1)
}
_PEOPLE, _VILLAGES = 120, 4
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Vũ", "Đỗ", "Hồ", "Ngô", "Dương")
_GIVEN = ("Văn Mẫu", "Thị Ví Dụ", "Văn Thử", "Thị Minh Họa")
_COLUMNS = ("STT", "Họ và tên", "Ngày sinh", "Thôn", "Địa chỉ", "Điện thoại", "Mã hồ sơ")
#: Người chưa đủ tuổi: so that one list has a row which nobody draws.
_TOO_YOUNG, _AGE = (UNITS[0], 25), 14
_CRITERIA = "dia_ban;trung_thuc;khach_quan;phuong_tien"
_CAPACITY = 8
#: Working days from the first day of field work back to the training; each signs the commitment on a day of his own,
#: and is given his commune on it, for forms go to whoever is ready and has the least of them.
_TRAINED = 15
_SEED = "271828"


def draw_samples(workspace: Workspace, year: Year) -> None:
    """Nhận danh sách, rút mẫu: of every unit, by village, approved."""
    with tempfile.TemporaryDirectory() as place:
        for unit in UNITS:
            file = Path(place, "danh-sach-gia-lap.csv")
            _write(file, _COLUMNS, _people(workspace, unit, year))
            mapping = ListMapping(synthetic=True)
            key = import_list(workspace, year.plan.id, unit, file, mapping=mapping).stored.key
            move_list(workspace, key, ListMove.SUBMIT)
            move_list(workspace, key, ListMove.CHECK)
            draw_list(workspace, key, DrawSettings(_SEED, FORMS, by=("thon",)))
            move_list(workspace, key, ListMove.APPROVE)


def give_out(workspace: Workspace, year: Year) -> None:
    """Lập danh sách điều tra viên, giao phiếu: the forms of each unit to the interviewer who lives there."""
    f0, calendar = year.plan.anchors["F0"], workspace.calendar
    trained = calendar.add_working_days(f0, -_TRAINED)
    ready = {
        unit: calendar.add_working_days(trained, place) for place, unit in enumerate(INTERVIEWERS, start=1)
    }
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "dieu-tra-vien.csv")
        _write(file, _ROSTER, _roster(workspace, trained, ready))
        enlist_investigators(workspace, year.plan.id, file)
    for unit, day in ready.items():
        assign_sample(workspace, year.plan.id, ListKey(year.plan.id, unit, 1), _prefix(unit), day)


def villages_of(workspace: Workspace, year: Year) -> Mapping[str, Sequence[Assignment]]:
    """Thôn của từng đơn vị: with their forms and interviewer, in the order of their names."""
    by_person: dict[str, list[Assignment]] = {}
    for one in assignments(records(workspace, year.plan.id, "assignment")):
        by_person.setdefault(one.investigator, []).append(one)
    return {
        unit: sorted(by_person[person], key=lambda one: one.village.path)
        for unit, person in INTERVIEWERS.items()
    }


_ROSTER = ("ma", "ho_ten", "buu_dien", "nang_luc", "tieu_chuan", "tap_huan", "cam_ket")


def _roster(workspace: Workspace, trained: date, ready: Mapping[str, date]) -> Iterable[Sequence[str]]:
    for place, (unit, committed) in enumerate(ready.items()):
        name = f"{_SURNAMES[place]} {_GIVEN[place % len(_GIVEN)]}"
        office = f"Bưu điện {workspace.chart.on(trained).office(unit).unit.name}"
        row = (INTERVIEWERS[unit], name, office, str(_CAPACITY), _CRITERIA)
        yield (*row, f"{trained:%d/%m/%Y}", f"{committed:%d/%m/%Y}")


def _people(workspace: Workspace, unit: str, year: Year) -> Iterable[Sequence[str]]:
    f0 = year.plan.anchors["F0"]
    village = "Tổ dân phố" if workspace.chart.on(f0).office(unit).unit.title.startswith("Phường") else "Thôn"
    for n in range(1, _PEOPLE + 1):
        born = date(1950 + n % 50, 1 + n % 12, 1 + n % 28)
        if (unit, n) == _TOO_YOUNG:
            born = born.replace(year=f0.year - _AGE)
        yield (
            str(n),
            f"{_SURNAMES[n % len(_SURNAMES)]} {_GIVEN[n % len(_GIVEN)]} {n}",
            f"{born:%d/%m/%Y}",
            f"{village} {1 + n % _VILLAGES}",
            f"Số {n} đường Mẫu",
            f"0900{n:06d}",
            f"H36.{_code(unit)}-{n:04d}",
        )


def _prefix(unit: str) -> str:
    """The beginning of a unit's serials; every made-up form has the mark of one."""
    return f"{FORM_ID_MARK}-{_code(unit)}"


def _code(unit: str) -> str:
    return unit.rpartition("-")[2]


def _write(file: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written, lineterminator="\n").writerows([header, *rows])
