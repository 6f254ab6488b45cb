"""Giấy tờ thực địa: daily sheet, hand-over minutes and receipts as Word files, made from the field book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directives.calendar.dates import long_date, short_date
from directives.errors import N_, DirectiveError
from sipas_engine.fieldwork.assignment import Assignment, village_path
from sipas_engine.fieldwork.daily import DailyRow, FieldCounts, counts_by_village
from sipas_engine.fieldwork.serial_ranges import serial_ranges
from workflows.services.field_book import assignments, daily_rows, investigators, records, village_key
from workflows.services.paper_from_rows import PaperHead, paper_from_rows
from workflows.services.sampled_villages import Respondent
from workflows.services.supervise import UnknownVillage
from workflows.services.workspace import Workspace

BY_HAND = "…" * 14
"""Chỗ viết tay: where a paper leaves room for a name that the engine does not know or may not print."""


class NothingToPrint(DirectiveError):
    """Không có gì để lập giấy tờ: the field book holds nothing yet for this paper."""

    kind = "nothing_to_print"
    template = N_(
        "The field book of {campaign} has nothing for this paper on {day}. Days that it has: {days}."
    )


@dataclass(frozen=True, slots=True)
class HandOver:
    """Buổi bàn giao: when and where, who gives and who takes, with the names that are to stand under it."""

    time: str
    place: str
    giver: str
    taker: str
    giver_name: str = ""
    taker_name: str = ""


def make_day_sheet(
    workspace: Workspace, campaign_id: str, head: PaperHead, day: date, output: Path, *, prepared_by: str = ""
) -> int:
    """Bảng theo dõi phát, thu phiếu: every village and what was reported up to ``day``; gives the number of villages.

    Raises UnknownCampaign, NothingToPrint and what making a working paper refuses.
    """
    assigned = assignments(records(workspace, campaign_id, "assignment"))
    reported = [row for row in daily_rows(records(workspace, campaign_id, "day")) if row.day <= day]
    if not assigned:
        raise NothingToPrint(where=campaign_id, campaign=campaign_id, day=day.isoformat(), days="–")
    names = investigator_names(workspace, campaign_id)
    sums = counts_by_village(reported)
    rows = [_day_row(one, sums, reported, names) for one in assigned]
    first = min((row.day for row in reported), default=day)
    details = {
        "dia_ban": area_of(assigned),
        "ky_theo_doi": f"từ {long_date(first)} đến {long_date(day)}" if first < day else long_date(day),
        "nguoi_lap": prepared_by,
    }
    return paper_from_rows(workspace, "theo_doi_phat_thu", head, details, rows, output)


def make_hand_over_minutes(
    workspace: Workspace, campaign_id: str, head: PaperHead, day: date, meeting: HandOver, output: Path
) -> int:
    """Biên bản bàn giao phiếu: of the forms handed over on ``day``, by investigator; gives the number of forms.

    Raises UnknownCampaign, NothingToPrint and what making a working paper refuses.
    """
    book = records(workspace, campaign_id, "hand_over")
    by_person: dict[str, list[str]] = {}
    for serial, row in book.items():
        if row["day"] == day.isoformat():
            by_person.setdefault(str(row["investigator"]), []).append(serial)
    if not by_person:
        days = ", ".join(sorted({str(row["day"]) for row in book.values()})) or "–"
        raise NothingToPrint(where=campaign_id, campaign=campaign_id, day=day.isoformat(), days=days)
    names = investigator_names(workspace, campaign_id)
    rows = [
        {"dieu_tra_vien": names.get(who, who), "ma_phieu": serial_ranges(own), "so_phieu": str(len(own))}
        for who, own in sorted(by_person.items())
    ]
    details = {
        "thoi_gian": meeting.time,
        "dia_diem": meeting.place,
        "ben_giao": meeting.giver,
        "ben_nhan": meeting.taker,
        "dai_dien_ben_giao": meeting.giver_name,
        "dai_dien_ben_nhan": meeting.taker_name,
    }
    paper_from_rows(workspace, "bien_ban_ban_giao", head, details, rows, output)
    return sum(map(len, by_person.values()))


def make_receipts(
    workspace: Workspace,
    campaign_id: str,
    head: PaperHead,
    village: str,
    amount: int,
    output: Path,
    *,
    people: Mapping[str, Respondent] | None = None,
) -> int:
    """Danh sách ký nhận kinh phí: of one village, to be signed; gives the number of forms.

    Forms of the sample, and those of the reserve that were handed over. Names come from ``people`` by serial; without
    them they are written by hand. Raises UnknownCampaign, UnknownVillage and what making a working paper refuses.
    """
    one = assignment_of(workspace, campaign_id, village)
    over = records(workspace, campaign_id, "hand_over")
    serials = [*one.village.serials, *(serial for serial in one.village.reserve if serial in over)]
    rows = [
        {**named(serial, one.village.path, people), "ma_phieu": serial, "so_tien": str(amount)}
        for serial in serials
    ]
    details = {"dia_ban": ", ".join(reversed(one.village.path)), "noi_dung_chi": "hỗ trợ người trả lời phiếu"}
    return paper_from_rows(workspace, "ky_nhan_kinh_phi", head, details, rows, output)


def named(serial: str, place: Sequence[str], people: Mapping[str, Respondent] | None) -> dict[str, str]:
    """Tên và địa chỉ: of who answers a form where they are known; else dots to write on, and the village."""
    known = (people or {}).get(serial)
    return {
        "ho_ten": (known.name if known else "") or BY_HAND,
        "dia_chi": (known.address if known else "") or ", ".join(reversed(place)),
    }


def assignment_of(workspace: Workspace, campaign_id: str, village: str) -> Assignment:
    """Phân công của thôn: ``village`` as it is written, ``Xã A / Thôn 1``. Raises UnknownCampaign, UnknownVillage."""
    path = village_path(village)
    for one in assignments(records(workspace, campaign_id, "assignment")):
        if one.village.path == path:
            return one
    raise UnknownVillage(where=village, village=village_key(path))


def investigator_names(workspace: Workspace, campaign_id: str) -> dict[str, str]:
    """Tên điều tra viên: by id, as papers write them; the id stays with the name, for names repeat."""
    found = investigators(records(workspace, campaign_id, "investigator"))
    return {person.id: f"{person.name} ({person.id})" for person in found}


def area_of(assigned: Sequence[Assignment]) -> str:
    """Địa bàn: the one commune by its name, or how many there are."""
    communes = {one.village.commune for one in assigned}
    if len(communes) == 1:
        return ", ".join(reversed(next(iter(communes))))
    return f"{len(communes)} xã, phường ghi trong bảng"


def _day_row(
    one: Assignment,
    sums: Mapping[tuple[str, tuple[str, ...]], FieldCounts],
    reported: Sequence[DailyRow],
    names: Mapping[str, str],
) -> dict[str, str]:
    key = (one.investigator, one.village.path)
    counts = sums.get(key, FieldCounts())
    last = max((row.day for row in reported if (row.investigator, row.village) == key), default=None)
    return {
        "dieu_tra_vien": names.get(one.investigator, one.investigator),
        "thon": village_key(one.village.path),
        "so_giao": str(len(one.village.serials)),
        "so_phat": str(counts.handed_out),
        "so_thu": str(counts.back),
        "thay_the": str(counts.replaced),
        "tu_choi": str(counts.refused),
        "sai_dia_chi": str(counts.wrong_address),
        "ngay": short_date(last) if last else "chưa báo",
    }
