"""Giấy tờ của mẫu: the minutes of the draw and the two lists as Word files, made from the draw that is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from directives.org.chart import Snapshot
from sipas_engine.sampling.codes import form_codes
from sipas_engine.sampling.draw import StratumDraw
from sipas_engine.sampling.systematic import Interval, Systematic
from storage.samples import ListKey
from workflows.services.paper_from_rows import PaperHead, paper_from_rows
from workflows.services.sample_sheet import serials_csv, texts_of
from workflows.services.stored_lists import DrawnList, drawn_list
from workflows.services.workspace import Workspace

_BY_STRATUM = "theo từng đơn vị trong bảng"
_NOT_THERE = "(danh sách không có)"
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Meeting:
    """Buổi chọn mẫu: when and where the sample was drawn, and who was there, one line a person."""

    time: str
    place: str
    members: tuple[str, ...]
    ended: str = ""


def make_minutes(
    workspace: Workspace, keys: Sequence[ListKey], head: PaperHead, meeting: Meeting, output: Path
) -> int:
    """Biên bản chọn mẫu: of one draw or of several held together; gives the number of rows of its table.

    Raises UnknownList, NothingDrawn and what making a working paper refuses.
    """
    found = [drawn_list(workspace, key) for key in keys]
    snapshot = workspace.chart.on(head.day)
    pairs = [(one, stratum) for one in found for stratum in one.kept.drawn.strata]
    first = pairs[0][1].main
    alone = len(pairs) == 1
    details = {
        "thoi_gian": meeting.time,
        "dia_diem": meeting.place,
        "thanh_phan": list(meeting.members),
        "khung_mau": _grouped(sum(one.kept.drawn.frame_size for one in found)),
        "co_mau": _grouped(sum(len(one.kept.drawn.main) for one in found)),
        "khoang_cach": shown_interval(first) if alone else _BY_STRATUM,
        "so_bat_dau": shown_start(first) if alone else _BY_STRATUM,
        "hat_giong": "; ".join(dict.fromkeys(map(_seed, found))),
        "ket_thuc": meeting.ended,
    }
    rows = [_minutes_row(snapshot, one, stratum, alone=alone) for one, stratum in pairs]
    return _made(workspace, "bien_ban_chon_mau", head, details, found, rows, output)


def make_sample_list(
    workspace: Workspace, key: ListKey, head: PaperHead, prefix: str, output: Path, *, reserve: bool
) -> int:
    """Danh sách chính thức hoặc dự phòng: with the codes of the forms; gives the number of people.

    Raises UnknownList, NothingDrawn and what making a working paper refuses.
    """
    found = drawn_list(workspace, key, with_people=True)
    drawn = found.kept.drawn
    codes = form_codes(drawn, prefix)
    alone = len(drawn.strata) == 1
    first = drawn.strata[0].reserve if reserve else drawn.strata[0].main
    details = {
        "loai_danh_sach": "dự phòng" if reserve else "chính thức",
        "dia_ban": workspace.chart.on(head.day).office(key.office).unit.title,
        "khoang_cach": shown_interval(first) if alone else "theo từng đơn vị, ghi tại biên bản chọn mẫu",
        "so_bat_dau": shown_start(first) if alone else "theo từng đơn vị, ghi tại biên bản chọn mẫu",
        "nguoi_lap": "",
    }
    positions = drawn.reserve if reserve else drawn.main
    rows = [_person_row(found, position, codes[position]) for position in positions]
    return _made(workspace, "danh_sach_mau", head, details, [found], rows, output)


def serials_of(workspace: Workspace, key: ListKey, prefix: str, *, reserve: bool) -> bytes:
    """Mã phiếu để in: serials and villages of the sample or its reserve, as csv. Raises UnknownList, NothingDrawn."""
    found = drawn_list(workspace, key)
    drawn = found.kept.drawn
    positions = drawn.reserve if reserve else drawn.main
    return serials_csv([found.rows[one - 1] for one in positions], form_codes(drawn, prefix))


def shown_interval(drawn: Systematic) -> str:
    """Khoảng cách k: exact where it is whole, else as N/n with its decimals."""
    if drawn.k.denominator == 1:
        return str(drawn.k)
    return f"{drawn.frame_size}/{drawn.sample_size}\u00a0≈\u00a0{decimals(drawn.k)}"


def shown_start(drawn: Systematic) -> str:
    """Số bắt đầu r: its decimals; the exact fraction follows from the seed and the list's hash."""
    return str(drawn.r) if drawn.interval is Interval.WHOLE or drawn.r.denominator == 1 else decimals(drawn.r)


def decimals(value: Fraction) -> str:
    """Số thập phân: six decimals, cut and not rounded, decimal comma.

    >>> decimals(Fraction(1000, 286))
    '3,496503'
    """
    whole, rest = divmod(value.numerator * 10**_DECIMALS // value.denominator, 10**_DECIMALS)
    return f"{whole},{rest:0{_DECIMALS}d}"


def _minutes_row(
    snapshot: Snapshot, found: DrawnList, stratum: StratumDraw, *, alone: bool
) -> dict[str, str]:
    office = snapshot.office(found.stored.key.office)
    note = (
        ""
        if alone
        else f"k\u00a0=\u00a0{shown_interval(stratum.main)}; r\u00a0=\u00a0{shown_start(stratum.main)}"
    )
    return {
        "don_vi": ": ".join(filter(None, (office.unit.title, stratum.stratum))),
        "khung": str(stratum.main.frame_size),
        "chinh_thuc": str(len(stratum.main_positions)),
        "du_phong": str(len(stratum.reserve_positions)),
        "ghi_chu": note,
    }


def _person_row(found: DrawnList, position: int, code: str) -> dict[str, str]:
    texts = texts_of(found.rows[position - 1])
    names = ("nam_sinh", "gioi_tinh", "dien_thoai", "ma_ho_so", "linh_vuc", "ngay_tra", "doi_tuong")
    return {
        "ma_phieu": code,
        "so_khung": str(position),
        "ho_ten": texts["ho_ten"] or _NOT_THERE,
        "dia_chi": texts["dia_chi"] or _NOT_THERE,
        **{name: texts[name] for name in names},
        "ghi_chu": texts["ghi_chu"],
    }


def _made(
    workspace: Workspace,
    form: str,
    head: PaperHead,
    details: Mapping[str, object],
    found: Sequence[DrawnList],
    rows: Sequence[Mapping[str, str]],
    output: Path,
) -> int:
    """The paper, marked as made up when one of its lists is."""
    synthetic = head.synthetic or any(one.stored.synthetic for one in found)
    return paper_from_rows(workspace, form, replace(head, synthetic=synthetic), details, rows, output)


def _seed(found: DrawnList) -> str:
    drawn = found.kept.drawn
    return f"{drawn.settings.seed} (dấu vân tay SHA-256 của danh sách: {_parted(drawn.list_hash)})"


def _parted(digits: str) -> str:
    """A hash in four parts, which a line can break between and an eye can compare."""
    return " ".join(digits[start : start + 16] for start in range(0, len(digits), 16))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
