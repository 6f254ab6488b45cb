"""Nguồn quét: pages which are pictures are recognised, and what was recognised is to be confirmed by a person."""

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw

from directives.conversion import recognition
from directives.conversion.errors import NoRecognition, SecrecyMark, TooManyPages, UnfitPicture
from directives.conversion.page_words import Page, PageWord
from directives.conversion.recognised_words import lines_of_table, surest, unsure_bands
from directives.reading import read_file
from directives.reading.sources.scan_source import text_of_read_pages
from directives.reading.sources.source import Source, load
from portal.cli.refusals import report
from tests.directives.conversion.pdf_files import Placed, scan_of, text_pages

HEAD: list[Placed] = [
    (110, 70, 12, "SỞ NỘI VỤ TỈNH LÂM ĐỒNG"),
    (300, 70, 12, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (330, 87, 13, "Độc lập - Tự do - Hạnh phúc"),
    (140, 115, 13, "Số: 05/SNV-CCHC"),
    (310, 115, 13, "Lâm Đồng, ngày 05 tháng 3 năm 2026"),
    (110, 135, 12, "V/v đo lường sự hài lòng năm 2026"),
    (160, 180, 14, "Kính gửi: Ủy ban nhân dân xã Minh Tân"),
]
BODY: list[Placed] = [
    (121, 215, 14, "Thực hiện Kế hoạch số 243/KH-BNV ngày 03 tháng 4 năm 2025 của Bộ"),
    (85, 235, 14, "Nội vụ, Sở Nội vụ đề nghị Ủy ban nhân dân xã Minh Tân bố trí người dẫn"),
    (85, 255, 14, "đường cho điều tra viên."),
]
CLOSING: list[Placed] = [
    (85, 320, 12, "Nơi nhận:"),
    (85, 336, 11, "- Như trên;"),
    (85, 350, 11, "- Lưu: VT."),
    (370, 320, 13, "GIÁM ĐỐC"),
    (355, 420, 14, "Nguyễn Văn Mẫu"),
]
LETTER = [*HEAD, *BODY, *CLOSING]


def pictures(*pages: Sequence[Placed], dots: int = 200) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(text_pages(*pages))
    return [page.render(scale=dots / 72).to_pil().convert("RGB") for page in document]


def as_file(folder: Path, content: bytes, name: str = "quet.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def as_picture(folder: Path, pages: list[Image.Image], name: str) -> Path:
    path = folder / name
    more = {"compression": "tiff_lzw", "append_images": pages[1:]} if path.suffix == ".tif" else {}
    pages[0].save(path, dpi=(200, 200), save_all=path.suffix == ".tif", **more)
    return path


def about(source: Source) -> list[tuple[str, object]]:
    return [(doubt.about, doubt.fields.get("seen", doubt.fields.get("pages"))) for doubt in source.notes]


@pytest.mark.tesseract
@pytest.mark.libreoffice  # its fonts
def test_a_scanned_letter_is_read_and_its_number_and_date_are_to_be_confirmed(tmp_path: Path) -> None:
    path = as_file(tmp_path, scan_of(pictures(LETTER)))
    source = load(path)
    assert source.format == "scan"
    assert about(source) == [
        ("lines", "1"),
        ("number", "Số: 05/SNV-CCHC"),
        ("date", "Lâm Đồng, ngày 05 tháng 3 năm 2026"),
    ]
    record = read_file(path)
    assert record.number is not None
    assert record.number.normalized == "05/SNV-CCHC"
    assert record.date is not None
    assert record.date.iso == "2026-03-05"
    assert [item.normalized for item in record.addressees] == ["Ủy ban nhân dân xã Minh Tân"]
    assert record.signature is not None
    assert record.signature.name == "Nguyễn Văn Mẫu"
    assert [(one.type, one.number, one.date) for one in record.citations] == [
        ("Kế hoạch", "243/KH-BNV", "2025-04-03")
    ]


@pytest.mark.tesseract
@pytest.mark.libreoffice
def test_of_a_mixed_file_only_the_scanned_pages_are_recognised(tmp_path: Path) -> None:
    annex = [
        (200.0, 100.0, 14.0, "PHỤ LỤC"),
        (121.0, 140.0, 14.0, "Danh sách các xã được chọn mẫu năm 2026."),
    ]
    mixed = pypdfium2.PdfDocument(text_pages(LETTER))
    mixed.import_pages(pypdfium2.PdfDocument(scan_of(pictures(annex))))
    output = io.BytesIO()
    mixed.save(output)
    source = load(as_file(tmp_path, output.getvalue()))
    assert source.format == "pdf"
    assert about(source) == [("lines", "2")]
    assert source.lines[-2:] == ("PHỤ LỤC", "Danh sách các xã được chọn mẫu năm 2026.")
    assert [place.page for place in source.places[-3:]] == [1, 2, 2]


@pytest.mark.tesseract
@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["quet.png", "quet.jpg", "quet.tif"])
def test_the_picture_of_a_scanned_page_is_read_likewise(tmp_path: Path, name: str) -> None:
    source = load(as_picture(tmp_path, pictures(LETTER), name))
    assert source.format == "scan"
    assert "Số: 05/SNV-CCHC" in source.lines


@pytest.mark.tesseract
@pytest.mark.libreoffice
def test_a_picture_file_of_several_pages_is_read_page_by_page(tmp_path: Path) -> None:
    second = [(121.0, 100.0, 14.0, "Trang sau của văn bản có một dòng chữ.")]
    source = load(as_picture(tmp_path, pictures([*HEAD, *BODY], second), "quet.tif"))
    assert source.lines[-1] == "Trang sau của văn bản có một dòng chữ."
    assert source.places[-1].page == 2


@pytest.mark.tesseract
@pytest.mark.libreoffice
def test_a_red_seal_over_the_name_does_not_hide_it(tmp_path: Path) -> None:
    (sheet,) = pictures(LETTER)
    seal = Image.new("RGB", sheet.size, "white")
    pen = ImageDraw.Draw(seal)
    for radius in range(20, 130, 9):
        box = (1030 - radius, 1150 - radius, 1030 + radius, 1150 + radius)
        pen.ellipse(box, outline=(225, 40, 50), width=4)
    sheet = ImageChops.multiply(sheet, seal)  # ink lets print shine through
    signature = read_file(as_file(tmp_path, scan_of([sheet]))).signature
    assert signature is not None
    assert signature.name == "Nguyễn Văn Mẫu"


@pytest.mark.tesseract
@pytest.mark.libreoffice
def test_a_secrecy_mark_in_red_ink_is_seen(tmp_path: Path) -> None:
    (sheet,) = pictures(LETTER)
    (stamp,) = pictures([(60.0, 60.0, 20.0, "TỐI MẬT")])
    red = Image.new("RGB", stamp.size, (215, 20, 30))
    sheet.paste(red, (250, 250), stamp.convert("L").point(lambda light: 255 - light))
    with pytest.raises(SecrecyMark):
        load(as_file(tmp_path, scan_of([sheet])))


@pytest.mark.libreoffice
def test_without_tesseract_a_scan_is_refused_and_the_packages_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(recognition, "recognition_is_available", lambda: False)
    with pytest.raises(NoRecognition) as caught:
        load(as_file(tmp_path, scan_of(pictures(LETTER, BODY))))
    assert caught.value.fields == {"pages": 2, "total": 2}
    assert report(caught.value, as_json=True) == 3
    assert "tesseract-ocr-vie" in capsys.readouterr().out


def test_of_more_scanned_pages_than_are_granted_none_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "recognition_is_available", lambda: True)
    with pytest.raises(TooManyPages) as caught:
        load(as_file(tmp_path, scan_of([Image.new("L", (60, 80), 200)] * 61)))
    assert caught.value.fields == {"pages": 61, "limit": 60}


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n" + b"rubbish" * 9, b"\xff\xd8\xff\xe0" + b"\x00" * 40, b"II*\x00\x08\x00\x00\x00"],
    ids=["png", "jpg", "tif"],
)
def test_a_broken_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnfitPicture):
        load(as_file(tmp_path, content, "quet.png"))


def test_a_picture_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    output = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(output, "PNG")
    with pytest.raises(UnfitPicture):
        load(as_file(tmp_path, output.getvalue(), "quet.png"))


_COLUMNS = [
    "level", "page_num", "block_num", "par_num", "line_num", "word_num", "left", "top", "width", "height", "conf",
    "text",
]  # fmt: skip


def table(*rows: tuple[int, float, float, float, float, str, str]) -> str:
    """Rows of line, left, top, width, height, surety and text, as tesseract prints them."""
    printed = [
        _COLUMNS,
        *([5, 1, 1, 1, line, 1, *map(int, box), sure, text] for line, *box, sure, text in rows),
    ]
    return "\n".join("\t".join(map(str, row)) for row in printed)


def test_words_of_one_line_stand_on_one_baseline_whatever_hangs_below() -> None:
    (line,) = lines_of_table(
        table(
            (1, 300, 100, 60, 30, "96", "Kế"), (1, 380, 100, 90, 40, "95", "hoạch,"),
            (1, 480, 98, 60, 32, "91", "giao"),
        ),
        dots=300,
    )  # fmt: skip
    assert [word.text for word in line] == ["Kế", "hoạch,", "giao"]
    assert {word.baseline for word in line} == {31.2}
    assert line[0].left == 72.0


def test_dirt_is_left_out_and_letters_never_are() -> None:
    (line,) = lines_of_table(
        table((1, 0, 0, 9, 9, "20", "¬"), (1, 20, 0, 9, 9, "3", "Điều"), (1, 40, 0, 9, 9, "90", "-")), 300
    )
    assert [word.text for word in line] == ["Điều", "-"]


def test_no_line_begins_with_a_sign_that_none_begins_with() -> None:
    rows = table((1, 0, 0, 9, 9, "80", ":"), (1, 20, 0, 9, 9, "80", "_đ)"), (1, 40, 0, 9, 9, "90", "Giao:"))
    (line,) = lines_of_table(rows, 300)
    assert [word.text for word in line] == ["đ)", "Giao:"]


@pytest.mark.parametrize(
    ("seen", "spelt"),
    [
        ("NGHỊ QUYÉT", "NGHỊ QUYẾT"),
        ("QUYẾT ĐINH:", "QUYẾT ĐỊNH:"),
        ("CỘNG HOÀ XÃ HÔI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("TÍNH LẦM ĐÔNG", "TÍNH LẦM ĐÔNG"),
        ("Nghị quyêt", "Nghị quyêt"),
    ],
)
def test_set_phrases_in_capitals_are_spelt_as_ever_and_nothing_else_is_touched(seen: str, spelt: str) -> None:
    words = (PageWord(word, 60.0 * at, 60.0 * at + 55, 200.0, 14) for at, word in enumerate(seen.split()))
    page = Page(1, 595, 842, tuple(words), recognised=True)
    assert [line.text for line in text_of_read_pages([page]).lines] == [spelt]


def seen(*words: tuple[str, int], baseline: float = 100.0) -> tuple[PageWord, ...]:
    return tuple(
        PageWord(text, 50.0 * place, 50.0 * place + 45, baseline, 14.0, sure)
        for place, (text, sure) in enumerate(words)
    )


SURER = [
    ("a sure line stays as it is",
     [seen(("Điều", 90), ("1.", 88))], [seen(("Điều", 99), ("l.", 99))], "Điều 1."),
    ("an unsure line is taken from the surer look",
     [seen(("Điều", 90), ("T-", 0))], [seen(("Điều", 91), ("1.", 89))], "Điều 1."),
    ("an unsure line stays when the second look is no surer",
     [seen(("số", 30), ("7", 20))], [seen(("sô", 10), ("1", 5))], "số 7"),
    ("dirt which the second look does not see", [seen(("iil", 3), ("ơ", 1))], [], ""),
    ("a piece of a line is no better line",
     [seen(("Sở", 90), ("Nội", 20), ("vụ", 90))], [seen(("kẻ", 99))], "Sở Nội vụ"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "text"), [row[1:] for row in SURER], ids=[row[0] for row in SURER]
)
def test_of_two_looks_the_surer_counts(
    first: list[tuple[PageWord, ...]], second: list[tuple[PageWord, ...]], text: str
) -> None:
    assert " ".join(word.text for word in surest(first, second)) == text


def test_only_unsure_lines_are_looked_at_again() -> None:
    bands = unsure_bands([seen(("Sở", 90)), seen(("Nội", 20), baseline=200.0)])
    ((top, bottom),) = bands
    assert top < 200 < bottom
    assert bottom - top < 80
