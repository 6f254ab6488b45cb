"""Chất lượng danh sách: what is missing, doubled or misshapen, row by row, as an office is told of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sipas_engine.errors import N_
from sipas_engine.sampling.cells import Birth, is_of_age, lost_its_zero, read_birth, read_phone
from sipas_engine.sampling.frame import FrameRow, in_list_order, single_blanks
from sipas_engine.sampling.settings import ListSettings, list_settings

SAYS: Mapping[str, str] = {
    "missing_name": N_("the name is missing"),
    "missing_address": N_("the address is missing"),
    "missing_phone": N_("the telephone number is missing"),
    "phone_lost_zero": N_("the telephone number lost its leading zero"),
    "phone_shape": N_("the telephone number has a wrong shape"),
    "birth_unreadable": N_("the date or year of birth cannot be read"),
    "missing_birth": N_("the year of birth is missing"),
    "birth_serial": N_("the date of birth is a spreadsheet's number, not a date"),
    "age_unsure": N_("perhaps not yet of age: only the year of birth is known"),
    "under_age": N_("under age"),
    "double_person": N_("same name, year of birth and place as row {others}"),
    "double_phone": N_("same telephone number as row {others}"),
}
"""Lời của từng loại lỗi: for the screen; the annex of a letter takes its words from the settings."""


@dataclass(frozen=True, slots=True)
class ListFinding:
    """Lỗi của một hàng: its kind, the row by place in the list, in the file, by STT; ``others`` are rows of the file.

    It holds no name and no telephone number, so it may be journaled and printed.
    """

    kind: str
    position: int
    row: int
    serial: str
    dossier: str = ""
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ListReport:
    """Báo cáo chất lượng: of one office's list; ``faulty`` rows have at least one finding that counts."""

    rows: int
    findings: tuple[ListFinding, ...]
    faulty: tuple[int, ...]
    least_good_share: Fraction

    @property
    def good_share(self) -> Fraction:
        """Tỷ lệ hàng không lỗi: 0 where the list is empty."""
        return Fraction(self.rows - len(self.faulty), self.rows) if self.rows else Fraction(0)

    @property
    def goes_back(self) -> bool:
        """Phải trả lại: whether the share of faultless rows lies below the threshold."""
        return self.good_share < self.least_good_share

    @property
    def counts(self) -> dict[str, int]:
        """Số lỗi theo loại: in the order in which kinds are named."""
        counted = Counter(one.kind for one in self.findings)
        return {kind: counted[kind] for kind in SAYS if counted[kind]}


@dataclass(frozen=True, slots=True)
class ReadList:
    """Danh sách đã đọc: rows in the list's order, and what reading its cells found."""

    rows: tuple[FrameRow, ...]
    report: ListReport

    def barred(self, settings: ListSettings | None = None) -> dict[int, str]:
        """Hàng không vào khung mẫu: positions and the kind of finding that keeps each out."""
        return barred_rows(self.report.findings, settings)


def barred_rows(findings: Sequence[ListFinding], settings: ListSettings | None = None) -> dict[int, str]:
    """Hàng không vào khung mẫu: who is under age, and each later row of one and the same person."""
    kinds = (settings or list_settings()).barred
    found: dict[int, str] = {}
    for one in findings:
        later = one.kind != "double_person" or min(one.others, default=0) < one.row
        if one.kind in kinds and later:
            found.setdefault(one.position, one.kind)
    return found


def read_list(
    records: Sequence[tuple[int, Mapping[str, str]]], on: date, settings: ListSettings | None = None
) -> ReadList:
    """Đọc danh sách: records (row of the file, texts by our names) as rows with findings.

    ``on`` is the day of the survey, by which age is told; the day of birth is forgotten here. Names of other columns
    are kept as ``extra``.
    """
    settings = settings or list_settings()
    births = {row: read_birth(texts.get("nam_sinh", "")) for row, texts in records}
    rows = in_list_order([_row(row, texts, births[row], on, settings) for row, texts in records])
    written = {row: texts.get("nam_sinh") for row, texts in records}
    found = [
        ListFinding(kind, row.position, row.row, row.serial, row.dossier)
        for row in rows
        for kind in _of_cells(row, written[row.row], births[row.row], settings)
    ]
    found += _doubles(rows)
    order = {kind: place for place, kind in enumerate(SAYS)}
    findings = tuple(sorted(found, key=lambda one: (one.position, order[one.kind])))
    shown = tuple(replace(row, phone=read_phone(row.phone) or row.phone) for row in rows)
    return ReadList(shown, report_of(len(rows), findings, settings))


def report_of(rows: int, findings: Sequence[ListFinding], settings: ListSettings | None = None) -> ListReport:
    """Lập báo cáo: from findings, just made or kept."""
    settings = settings or list_settings()
    faulty = sorted({one.position for one in findings if one.kind in settings.counted})
    return ListReport(rows, tuple(findings), tuple(faulty), settings.least_good_share)


_TEXTS = {
    "serial": "stt", "name": "ho_ten", "sex": "gioi_tinh", "address": "dia_chi", "village": "thon", "commune": "xa",
    "phone": "dien_thoai", "dossier": "ma_ho_so", "service": "linh_vuc", "result_on": "ngay_tra",
    "party": "doi_tuong", "household": "ma_ho", "note": "ghi_chu",
}  # fmt: skip


def _row(
    number: int, texts: Mapping[str, str], birth: Birth | None, on: date, settings: ListSettings
) -> FrameRow:
    own = {field: single_blanks(texts.get(name, "")) for field, name in _TEXTS.items()}
    known = {*_TEXTS.values(), "nam_sinh"}
    extra = {name: single_blanks(text) for name, text in texts.items() if name not in known}
    person = birth is not None and not _is_organisation(own["party"], settings)
    return FrameRow(
        number,
        number,
        **own,
        birth_year=birth.year if birth and person else None,
        of_age=is_of_age(birth, on, settings.adult_age) if birth and person else None,
        extra=extra,
    )


def _is_organisation(party: str, settings: ListSettings) -> bool:
    return party.casefold() in settings.organisations


def _of_cells(
    row: FrameRow, written: str | None, birth: Birth | None, settings: ListSettings
) -> Iterator[str]:
    """Kinds of finding of one row by itself; a column that the file lacks altogether is missing in every row."""
    if "ho_ten" in settings.required and not row.name:
        yield "missing_name"
    if "dia_chi" in settings.required and not (row.address or row.village):
        yield "missing_address"
    if not row.phone:
        if "dien_thoai" in settings.required:
            yield "missing_phone"
    elif read_phone(row.phone) is None:
        yield "phone_lost_zero" if lost_its_zero(row.phone) else "phone_shape"
    if _is_organisation(row.party, settings):
        return
    if written is not None and not written.strip():
        yield "missing_birth"
    elif written is not None and birth is None:
        yield "birth_unreadable"
    elif birth is not None:
        if birth.from_serial:
            yield "birth_serial"
        if row.of_age is False:
            yield "under_age"
        elif row.of_age is None:
            yield "age_unsure"


def _doubles(rows: Sequence[FrameRow]) -> Iterator[ListFinding]:
    for kind, keys in (
        ("double_person", {row.position: _person(row) for row in rows}),
        ("double_phone", {row.position: read_phone(row.phone) or "" for row in rows}),
    ):
        same: dict[str, list[FrameRow]] = {}
        for row in rows:
            if key := keys[row.position]:
                same.setdefault(key, []).append(row)
        for members in same.values():
            for row in members:
                if others := tuple(one.row for one in members if one is not row):
                    yield ListFinding(kind, row.position, row.row, row.serial, row.dossier, others)


def _person(row: FrameRow) -> str:
    """Who a row is: name, year of birth and village; of a person with several dossiers only one row is drawn."""
    place = row.village or row.address
    if not (row.name and row.birth_year and place):
        return ""
    return "\t".join((row.name, str(row.birth_year), place, row.commune)).casefold()
