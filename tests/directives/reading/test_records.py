"""Bản ghi: what the reader makes of real public documents, as tables."""

from pathlib import Path
from typing import Any

import pytest

from directives.reading import read_file
from directives.reading.reader import read_source
from directives.reading.sources.source import Source

DOCUMENTS = Path(__file__).parents[2] / "reading_set" / "documents"


def record_of(name: str) -> dict[str, Any]:
    return read_file(DOCUMENTS / name).to_json()


LETTERS = [
    # file, number, date, place, issuer, parent, addressees, first citation, last recipient, archive, signer
    ("an-khe-2021-1085", "1085/UBND-NV", "2021-08-04", "An Khê", "UBND thị xã An Khê", None, 5,
     "844/UBND-NC", 3, ["VT", "NV"], "Nguyễn Hùng Vỹ"),
    ("tuyen-quang-2020-1049", "1049/UBND-NC", "2020-04-14", "Tuyên Quang", "UBND tỉnh Tuyên Quang", None, 5,
     "243/KH-BNV", 7, ["VT", "NC"], "Nguyễn Thế Giang"),
    ("tam-duong-2020-345", "345/UBND-NV", "2020-03-31", "Tam Đường", "UBND huyện Tam Đường", None, 2,
     "3088/UBND-KSTT", 3, ["VT"], "Từ Hữu Hà"),
    ("dak-nong-2021-1848", "1848/SNV-CCHCVTLT", "2021-12-10", "Đắk Nông", "Sở Nội vụ", "UBND tỉnh Đắk Nông",
     7, "7137/UBND-NCKSTT", 3, ["VT", "CCHCVTLT"], "Nguyễn Thị Thu Hương"),
    ("khanh-son-2017-unnumbered", None, "2017-04-10", "Khánh Sơn", "UBND huyện Khánh Sơn", None, 3,
     "14/2015/QĐ-UBND", 1, ["VT", "NV"], "Đinh Ngọc Bình"),
]  # fmt: skip


@pytest.mark.parametrize("row", LETTERS, ids=[row[0] for row in LETTERS])
def test_a_letter_is_read_field_by_field(row: tuple[Any, ...]) -> None:
    name, number, day, place, issuer, parent, addressees, citation, recipients, archive, signer = row
    read = record_of(f"{name}.txt")
    assert read["doc_type"] == {"text": None, "normalized": "cong_van"}
    assert read["number"]["normalized"] == number
    assert read["date"]["iso"] == day
    assert read["place"]["normalized"] == place
    assert (read["issuer"] or {}).get("normalized") == issuer
    assert (read["parent"] or {}).get("normalized") == parent
    assert len(read["addressees"]) == addressees
    assert read["citations"][0]["number"] == citation
    assert len(read["recipients"]) == recipients
    assert read["archive"]["units"] == archive
    assert read["signature"]["name"] == signer


DUTIES = [
    # file, ref, addressees, opening words
    ("an-khe-2021-1085", "2", ["Bưu điện thị xã"], "Có biện pháp khắc phục"),
    ("an-khe-2021-1085", "3.-2", ["Phòng Nội vụ"], "Làm đầu mối liên lạc"),
    ("tuyen-quang-2020-1049", "2", ["Sở Nội vụ"], "Giao Sở Nội vụ làm đầu mối"),
    ("tam-duong-2020-345", "6", ["các cơ quan, đơn vị, địa phương"], "Tiếp tục quan tâm đầu tư"),
    ("dak-nong-2021-1848", "4", ["Đài Phát thanh và Truyền hình tỉnh", "Báo Đắk Nông"], "Kịp thời thông tin"),
    ("dak-nong-2021-1848", "end", ["lãnh đạo các cơ quan, đơn vị"], "Do thời gian tổ chức điều tra"),
    (
        "khanh-son-2017-unnumbered",
        "5",
        ["các cơ quan chuyên môn", "UBND", "Trạm Y tế các xã, thị trấn"],
        "Quán triệt toàn thể",
    ),
]


@pytest.mark.parametrize(("name", "ref", "addressees", "opening"), DUTIES)
def test_a_duty_is_found_with_its_place_and_addressees(
    name: str, ref: str, addressees: list[str], opening: str
) -> None:
    duty = next(duty for duty in record_of(f"{name}.txt")["obligations"] if duty["ref"] == ref)
    assert duty["addressees"] == addressees
    assert duty["text"].startswith(opening)


def test_a_struck_through_number_is_noted_and_not_guessed() -> None:
    read = record_of("khanh-son-2017-unnumbered.txt")
    assert read["number"]["number"] is None
    assert read["number"]["symbol"] == "UBND-NV"
    assert any(note.startswith("number:") for note in read["notes"])


def test_the_window_named_in_the_closing_request_is_its_time() -> None:
    closing = record_of("dak-nong-2021-1848.txt")["obligations"][-1]
    assert closing["ref"] == "end"
    assert (closing["time"]["from"], closing["time"]["until"]) == ("2021-12-12", "2021-12-25")


def test_every_key_of_the_contract_is_there() -> None:
    assert set(record_of("long-ho-2026-189.txt")) == {
        "doc_type", "issuer", "parent", "number", "date", "place", "subject", "addressees", "citations",
        "proposed_by", "effective", "repeals_or_replaces", "implementers", "obligations", "signature",
        "recipients", "archive", "understood", "notes",
    }  # fmt: skip


LINES = [
    # what a document says of another one is not said of itself
    ("Luật hải quan được Quốc hội thông qua ngày 23/6/2014 và có hiệu lực từ ngày 01/01/2015.", None, None),
    ("Nghị quyết này được Quốc hội thông qua ngày 23/6/2014.", "2014-06-23", None),
    ("Quyết định này có hiệu lực kể từ ngày 01/01/2015.", None, "2015-01-01"),
]


@pytest.mark.parametrize(("line", "adopted", "effective"), LINES)
def test_only_its_own_dates_are_taken(line: str, adopted: str | None, effective: str | None) -> None:
    head = ("BỘ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/QĐ-BNV", "QUYẾT ĐỊNH", "Về việc này")
    record = read_source(Source("vb.txt", "txt", (*head, "Điều 1. " + line, line), ()))
    assert (record.date.iso if record.date else None) == adopted
    assert (record.effective.date if record.effective else None) == effective
