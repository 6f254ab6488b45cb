"""Dòng của tệp Word: boxes, tables, automatic numbers, old fonts and revisions of files made by Word's own means."""

from pathlib import Path

import pytest
from docx.document import Document

from directives.conversion.errors import SecrecyMark
from directives.reading import read_file
from directives.reading.sources.places import Place
from directives.reading.sources.source import Source, load
from tests.directives.reading.sources.word_documents import (
    a_document,
    a_table,
    as_inserted,
    saved,
    with_box,
    with_font,
)

HEAD = [
    "UBND TỈNH ĐẮK NÔNG", "SỞ NỘI VỤ", "Số: 12/KH-SNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "Đắk Nông, ngày 05 tháng 3 năm 2026", "KẾ HOẠCH", "Đo lường sự hài lòng năm 2026",
]  # fmt: skip


@pytest.fixture
def document() -> Document:
    return a_document()


def source_of(document: Document, folder: Path) -> Source:
    path = folder / "ke-hoach.docx"
    path.write_bytes(saved(document))
    return load(path)


def body_of(document: Document, folder: Path) -> list[str]:
    lines = list(source_of(document, folder).lines)
    assert lines[: len(HEAD)] == HEAD
    return lines[len(HEAD) :]


def test_boxes_side_by_side_are_read_left_column_first(document: Document, tmp_path: Path) -> None:
    a_table(
        document,
        (("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Thị Thu Hương"),),
    )
    assert body_of(document, tmp_path) == [
        "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Nguyễn Thị Thu Hương",
    ]  # fmt: skip


def test_a_real_table_is_read_row_by_row(document: Document, tmp_path: Path) -> None:
    a_table(
        document,
        (("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian"),
         ("1", "Tuyên truyền", "Sở Nội vụ\nBáo Đắk Nông", "Quý I/2026"),
         ("2", "Điều tra", "", "Trước ngày 30/6/2026")),
    )  # fmt: skip
    assert body_of(document, tmp_path) == [
        "TT | Nội dung | Đơn vị chủ trì | Thời gian",
        "1 | Tuyên truyền | Sở Nội vụ Báo Đắk Nông | Quý I/2026",
        "2 | Điều tra | | Trước ngày 30/6/2026",
    ]


def test_cells_merged_across_columns_are_one_cell(document: Document, tmp_path: Path) -> None:
    a_table(document, (("I", "Tuyên truyền", ""), ("1", "Báo", "Quý I")))
    row = document.tables[-1].rows[0]
    row.cells[1].merge(row.cells[2])
    assert body_of(document, tmp_path) == ["I | Tuyên truyền", "1 | Báo | Quý I"]


def test_cells_merged_downwards_are_said_in_every_row(document: Document, tmp_path: Path) -> None:
    a_table(
        document,
        (
            ("TT", "Việc", "Chủ trì"),
            ("1", "Họp", "Sở Nội vụ"),
            ("2", "Báo cáo", ""),
            ("3", "Khảo sát", "Bưu điện"),
        ),
    )
    table = document.tables[-1]
    table.cell(1, 2).merge(table.cell(2, 2))
    assert body_of(document, tmp_path) == [
        "TT | Việc | Chủ trì", "1 | Họp | Sở Nội vụ", "2 | Báo cáo | Sở Nội vụ", "3 | Khảo sát | Bưu điện",
    ]  # fmt: skip


def test_a_wide_cell_leaves_the_columns_behind_it_in_place(document: Document, tmp_path: Path) -> None:
    a_table(document, (("TT", "Việc", "Mã", "Hạn"), ("1", "Họp", "", "Quý I")))
    row = document.tables[-1].rows[1]
    row.cells[1].merge(row.cells[2])
    assert body_of(document, tmp_path) == ["TT | Việc | Mã | Hạn", "1 | Họp | | Quý I"]


def test_a_table_within_a_cell_is_read_within_it(document: Document, tmp_path: Path) -> None:
    a_table(document, (("TT", "Việc"), ("1", "Gồm:")))
    a_table(document.tables[-1].cell(1, 1), (("a", "Họp"), ("b", "Báo cáo")))
    assert body_of(document, tmp_path) == ["TT | Việc", "1 | Gồm: a | Họp b | Báo cáo"]


def test_what_word_numbers_by_itself_stands_in_the_text(document: Document, tmp_path: Path) -> None:
    for text in ("Mục đích", "Yêu cầu"):
        document.add_paragraph(text, style="List Number")
        document.add_paragraph("Bảo đảm khách quan", style="List Bullet")
    assert body_of(document, tmp_path) == [
        "1. Mục đích", "- Bảo đảm khách quan", "2. Yêu cầu", "- Bảo đảm khách quan",
    ]  # fmt: skip
    assert not source_of(document, tmp_path).notes


def test_line_breaks_within_a_paragraph_part_boxes_and_join_sentences(
    document: Document, tmp_path: Path
) -> None:
    document.add_paragraph("Nơi nhận:\n- Như trên;\n- Lưu: VT.")
    document.add_paragraph("Giao Sở Nội\nvụ chủ trì.")
    assert body_of(document, tmp_path) == [
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "Giao Sở Nội vụ chủ trì.",
    ]


def test_a_text_box_stands_before_the_paragraph_it_hangs_on(document: Document, tmp_path: Path) -> None:
    with_box(document.add_paragraph("Kính gửi:"), "LƯU HÀNH NỘI BỘ")
    document.add_paragraph("- Các sở, ban, ngành.")
    assert body_of(document, tmp_path) == ["LƯU HÀNH NỘI BỘ", "Kính gửi:", "- Các sở, ban, ngành."]


def test_a_secrecy_mark_in_a_text_box_is_refused(document: Document, tmp_path: Path) -> None:
    with_box(document.add_paragraph("Kính gửi: Sở Nội vụ."), "MẬT")
    with pytest.raises(SecrecyMark):
        source_of(document, tmp_path)


def test_headers_and_footers_are_no_lines(document: Document, tmp_path: Path) -> None:
    document.sections[0].header.paragraphs[0].text = "2"
    document.sections[0].footer.paragraphs[0].text = "Phần mềm soạn thảo"
    assert body_of(document, tmp_path) == []


OLD = [
    # runs (text, font), the line, fonts named in the notes, why
    (
        [("C¸c së, ban, ngµnh thùc hiÖn", ".VnTime"), (" kÕ ho¹ch nµy.", ".VnTime")],
        "Các sở, ban, ngành thực hiện kế hoạch này.",
        {".VnTime"},
        "TCVN3",
    ),
    (
        [("chñ t\u00adch tØnh", ".VnTime"), (" ñy ban nh©n d©n", ".VnTimeH")],
        "chủ tưch tỉnh ỦY BAN NHÂN DÂN",
        {".VnTime", ".VnTimeH"},
        "the soft hyphen is the letter ư; the capital face",
    ),
    (
        [("Caùc sôû", "VNI-Times"), (", ban, ngành", "Times New Roman")],
        "Các sở, ban, ngành",
        {"VNI-Times"},
        "VNI beside Unicode",
    ),
    (
        [("Các sở, ban, ngành có", ".VnTime")],
        "Các sở, ban, ngành có",
        set(),
        "Unicode under the old font's name",
    ),
]


@pytest.mark.parametrize(("runs", "line", "fonts", "why"), OLD, ids=[row[3] for row in OLD])
def test_runs_in_old_fonts_are_turned_into_unicode_and_noted(
    document: Document, tmp_path: Path, runs: list[tuple[str, str]], line: str, fonts: set[str], why: str
) -> None:
    paragraph = document.add_paragraph()
    for text, font in runs:
        with_font(paragraph, text, font)
    source = source_of(document, tmp_path)
    assert source.lines[-1] == line, why
    assert {doubt.fields["font"] for doubt in source.notes} == fonts
    assert {doubt.line for doubt in source.notes} <= {len(HEAD)}


def test_revisions_are_read_as_inserted_and_noted(document: Document, tmp_path: Path) -> None:
    as_inserted(document.add_paragraph("Giao Sở Nội vụ"), " chủ trì")
    source = source_of(document, tmp_path)
    assert source.lines[-1] == "Giao Sở Nội vụ chủ trì"
    assert [doubt.fields for doubt in source.notes] == [{"count": 1}]


def test_places_count_the_paragraphs_of_the_file(document: Document, tmp_path: Path) -> None:
    document.add_paragraph("Giao Sở Nội vụ chủ trì.")
    source = source_of(document, tmp_path)
    assert len(source.places) == len(source.lines)
    assert source.places[0] == Place(0, 1)
    assert source.places[-1] == Place(0, 9)  # six in the table's cells, type, subject, and this one


def test_a_word_file_gives_the_record_of_what_it_prints(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(saved(document))
    record = read_file(path)
    read = record.issuer, record.parent, record.number, record.date
    assert [getattr(one, "text", None) for one in read] == [
        "SỞ NỘI VỤ", "UBND TỈNH ĐẮK NÔNG", "Số: 12/KH-SNV", "ngày 05 tháng 3 năm 2026",
    ]  # fmt: skip
