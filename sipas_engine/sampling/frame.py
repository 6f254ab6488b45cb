"""Danh sách tổng thể: rows of people or dossiers from which a sample is drawn, and the hash that names a list."""

import hashlib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

HASHED = (
    "xa", "thon", "dia_chi", "ho_ten", "gioi_tinh", "dien_thoai",
    "ma_ho_so", "linh_vuc", "ngay_tra", "doi_tuong", "ma_ho",
)  # fmt: skip
"""Mục được băm: the columns whose texts make the list's hash, in this order."""


@dataclass(frozen=True, slots=True)
class FrameRow:
    """Hàng của danh sách: one person, household member or dossier; texts as written, blanks made single.

    ``position`` counts from 1 in the list's order, ``row`` is the row of the file, ``serial`` the list's own number.
    Of the date of birth there is only the year, and whether the person is of age on the day of the survey: None
    where the list does not say it for certain. ``extra`` are columns named for strata alone.
    """

    position: int
    row: int
    serial: str = ""
    name: str = ""
    birth_year: int | None = None
    of_age: bool | None = None
    sex: str = ""
    address: str = ""
    village: str = ""
    commune: str = ""
    phone: str = ""
    dossier: str = ""
    service: str = ""
    result_on: str = ""
    party: str = ""
    household: str = ""
    note: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def value(self, column: str) -> str:
        """Giá trị của mục: by the name a column has in mappings and forms; empty where the list has none."""
        own = _FIELD_OF.get(column)
        return str(getattr(self, own)) if own else self.extra.get(column, "")

    @property
    def place(self) -> str:
        """Nơi ở: address, village and commune, as far as the list has them."""
        return ", ".join(dict.fromkeys(filter(None, (self.address, self.village, self.commune))))


_FIELD_OF = {
    "stt": "serial",
    "ho_ten": "name",
    "gioi_tinh": "sex",
    "dia_chi": "address",
    "thon": "village",
    "xa": "commune",
    "dien_thoai": "phone",
    "ma_ho_so": "dossier",
    "linh_vuc": "service",
    "ngay_tra": "result_on",
    "doi_tuong": "party",
    "ma_ho": "household",
    "ghi_chu": "note",
}


def in_list_order(rows: Sequence[FrameRow]) -> tuple[FrameRow, ...]:
    """Thứ tự của danh sách: by the list's own numbers (STT) where every row has another whole number, else as filed.

    A systematic draw depends on the order, so a list sorted anew in a spreadsheet must give the same sample; its
    printed numbers are what a supervisor counts by.
    """
    serials = [row.serial for row in rows]
    numbered = all(one.isascii() and one.isdigit() for one in serials) and len(set(map(int, serials))) == len(
        rows
    )
    ordered = sorted(rows, key=lambda row: int(row.serial)) if numbered else list(rows)
    return tuple(replace(row, position=place) for place, row in enumerate(ordered, start=1))


def list_hash(rows: Sequence[FrameRow]) -> str:
    """Dấu vân tay của danh sách: SHA-256 of its canonical text, 64 hexadecimal digits.

    One line a row in the order of the list: the ``HASHED`` columns, then ``name=value`` of the extra columns by name,
    then 1, 0 or ? for of age, parted by tabs; letters composed (NFC), blanks single; every line ends in a line feed.
    Neither the file's format, nor STT, notes and dates of birth enter it.
    """
    digest = hashlib.sha256()
    for row in rows:
        digest.update(canonical_line(row).encode())
    return digest.hexdigest()


def canonical_line(row: FrameRow) -> str:
    """Dòng chuẩn: a row as the hash reads it."""
    extra = [f"{name}={value}" for name, value in sorted(row.extra.items())]
    age = {True: "1", False: "0", None: "?"}[row.of_age]
    texts = [*(row.value(column) for column in HASHED), *extra, age]
    return "\t".join(map(single_blanks, texts)) + "\n"


def single_blanks(text: str) -> str:
    """Chữ gọn: composed letters, blanks of every kind single, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())
