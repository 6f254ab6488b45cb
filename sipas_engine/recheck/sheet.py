"""Đọc phiếu phúc tra: the filled-in sheet of the re-check, one row a form, read strictly."""

from datetime import date
from pathlib import Path

from sipas_engine.errors import N_
from sipas_engine.fieldwork.sheet import SheetReader
from sipas_engine.recheck.draw import CONTROL_QUESTIONS, RecheckDraw
from sipas_engine.recheck.results import RecheckRecord, Way

_WAYS: dict[str, Way] = {"đến nhà": "visit", "trực tiếp": "visit", "điện thoại": "phone"}
_ANSWERS = tuple(f"cau_{number}" for number in range(1, CONTROL_QUESTIONS + 1))


def read_recheck_sheet(path: Path, drawn: RecheckDraw) -> tuple[RecheckRecord, ...]:
    """Đọc phiếu phúc tra: one row a drawn form, with what was found and the levels given now.

    Columns: ``ma_phieu, nguoi_phuc_tra, ngay, cach`` (đến nhà, điện thoại), ``gap_duoc, thay_phieu, tu_tra_loi`` (có,
    không), ``cau_1`` to ``cau_3``: the level given now to the k-th control question drawn for that form, empty for
    none. Raises BadSheet with every bad cell, and what reading a table raises.
    """
    questions = {form.serial: form.questions for form in drawn.forms}
    required = (
        "ma_phieu",
        "nguoi_phuc_tra",
        "ngay",
        "cach",
        "gap_duoc",
        "thay_phieu",
        "tu_tra_loi",
        *_ANSWERS,
    )
    reader = SheetReader(path, required)
    found = []
    for row in reader.rows():
        serial, checker = reader.text(row, "ma_phieu"), reader.text(row, "nguoi_phuc_tra")
        reader.text(row, "ngay")
        reader.text(row, "gap_duoc")
        way = _WAYS.get(reader.text(row, "cach").casefold())
        if way is None and row.cells["cach"]:
            said = N_("Row {row}, column {column} has {value!r}; one of {known} is wanted.")
            reader.report(row, "cach", said, known=", ".join(_WAYS))
        if serial and serial not in questions:
            reader.report(
                row, "ma_phieu", N_("Row {row}, column {column}: {value!r} is not in the re-check.")
            )
        answers = {
            criterion: reader.number(row, column) if row.cells[column] else None
            for criterion, column in zip(questions.get(serial, ()), _ANSWERS, strict=False)
        }
        found.append(
            RecheckRecord(
                serial=serial,
                checker=checker,
                day=reader.day(row, "ngay") or date.min,
                way=way or "visit",
                met=reader.claim(row, "gap_duoc") is True,
                saw_form=reader.claim(row, "thay_phieu"),
                own_hand=reader.claim(row, "tu_tra_loi"),
                answers=answers,
            )
        )
    reader.refuse()
    return tuple(found)
