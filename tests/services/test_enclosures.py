"""Tệp kèm bản thảo: tables and pictures come from the draft's own folder, all that is wrong is said at once."""

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from directives.conversion.errors import UnfitPicture
from directives.conversion.picture_reader import read_picture
from directives.document.compose import compose
from directives.document.draft import InvalidDraft, parse_draft
from directives.document.enclosed import UnreadEnclosure
from directives.document.model import Document
from storage.files import FileStore
from tests.documents import DRAFT
from tests.workspaces import NOW, chart
from workflows.services.enclosures import enclosed_in, pictures_of

CSV = "TT;Tên;Số phiếu\n1;Xã An;1.234\n2;Xã Bình;20\n"


def png(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">L", len(content)) + name + content + struct.pack(">L", zlib.crc32(name + content))
        )

    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"".join(b"\0" + b"\xff" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    frame = struct.pack(">BHH", 8, height, width) + b"\x01\x01\x11\x00"
    app = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0" + bytes(9)
    return b"\xff\xd8" + app + b"\xff\xc0" + struct.pack(">H", 2 + len(frame)) + frame + b"\xff\xd9"


def composed(folder: Path, *body: dict[str, Any], **what: Any) -> Document:
    (folder / "bang.csv").write_text(CSV, encoding="utf-8")
    draft = parse_draft({**DRAFT, "body": [*DRAFT["body"], *body], **what}, file="thu.toml")
    enclosed = enclosed_in(draft, folder, FileStore(folder / "kho"), file="thu.toml")
    return compose(draft, chart(), NOW.date(), enclosed=enclosed)


def said(error: InvalidDraft) -> list[str]:
    return [f"{one.where}: {one.template.format(**one.fields)}" for one in error.problems]


def test_a_table_of_the_body_takes_the_columns_that_are_named(tmp_path: Path) -> None:
    part = {
        "kind": "table",
        "title": "Bảng 1",
        "file": "bang.csv",
        "columns": ["Tên", {"name": "Số phiếu", "heading": "Phiếu"}],
    }
    table = composed(tmp_path, part).body[-1].table
    assert table is not None
    assert [column.heading for column in table.columns] == ["Tên", "Phiếu"]
    assert table.rows == (("Xã An", "1.234"), ("Xã Bình", "20"))


def test_an_annex_takes_its_table_from_a_file(tmp_path: Path) -> None:
    annex = {"title": "Danh sách", "file": "bang.csv", "landscape": True, "notes": ["Ghi chú."]}
    (made,) = composed(tmp_path, annexes=[annex]).annexes
    assert (made.title, made.landscape, made.notes) == ("Danh sách", True, ("Ghi chú.",))
    assert made.rows[1] == ("2", "Xã Bình", "20")


def test_a_small_table_can_be_written_out(tmp_path: Path) -> None:
    part = {"kind": "table", "columns": ["Tên", "Số"], "rows": [["An", "1"]]}
    table = composed(tmp_path, part).body[-1].table
    assert table is not None
    assert table.rows == (("An", "1"),)


def test_a_picture_is_kept_by_its_hash_and_found_again(tmp_path: Path) -> None:
    (tmp_path / "hinh.png").write_bytes(png(40, 20))
    part = {"kind": "picture", "file": "hinh.png", "width_mm": 80.0, "alternative": "Sơ đồ"}
    document = composed(tmp_path, part)
    picture = document.body[-1].picture
    assert picture is not None
    assert (picture.width, picture.alternative) == (80, "Sơ đồ")
    assert pictures_of(document, FileStore(tmp_path / "kho")) == {picture.sha256: png(40, 20)}


ELSEWHERE = ["../bang.csv", "/etc/hostname", "con/../../bang.csv", "trong/ra.csv", "a\0b.csv", "n" * 300]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_file_outside_the_folder_is_never_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "bang.csv").write_text(CSV, encoding="utf-8")
    inner = tmp_path / "con"
    (inner / "trong").mkdir(parents=True)
    (inner / "trong" / "ra.csv").symlink_to(tmp_path / "bang.csv")
    with pytest.raises(InvalidDraft):
        composed(inner, {"kind": "table", "file": name})


def test_everything_wrong_in_all_files_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "hinh.png").write_bytes(b"GIF89a")
    with pytest.raises(InvalidDraft) as refused:
        composed(
            tmp_path,
            {"kind": "table", "file": "bang.csv", "columns": ["Tên", "Số phiêu"]},
            {"kind": "picture", "file": "hinh.png", "width_mm": 80.0},
            {"kind": "table", "file": "../x.csv"},
            {"kind": "table", "file": "khong-co.csv"},
        )
    starts = [one.partition(": ")[0] for one in said(refused.value)]
    assert starts == ["body[2]:bang.csv", "body[3]:hinh.png", "body[4]", "body[5]:khong-co.csv"]


WRONG = [
    ({"kind": "table"}, "“body[2]”: a table takes either a file or rows of its own; give one of them"),
    ({"kind": "table", "columns": ["A", "B"], "rows": [["1"]]},
     "“body[2]”: a row has another number of cells than there are columns: 2 ≠ 1 (1)"),
    ({"kind": "picture", "file": "x.png"}, "“body[2]”: a picture needs the fields “file” and “width_mm”"),
    ({"kind": "paragraph", "file": "x.csv"}, "“body[2]”: a part of this kind does not take file"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "sentence"), WRONG, ids=[row[1][11:40] for row in WRONG])
def test_a_part_has_what_its_kind_needs(tmp_path: Path, part: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidDraft) as refused:
        composed(tmp_path, part)
    assert [one.template.format(**one.fields) for one in refused.value.problems] == [sentence]


def test_a_draft_that_is_no_file_cannot_name_one() -> None:
    draft = parse_draft({**DRAFT, "annexes": [{"title": "A", "file": "bang.csv"}]}, file="thu.toml")
    with pytest.raises(UnreadEnclosure, match=r"bang\.csv"):
        compose(draft, chart(), NOW.date())


SIZES = [
    (png(40, 20), {"type": "png", "width": 40, "height": 20}),
    (jpeg(33, 44), {"type": "jpeg", "width": 33, "height": 44}),
]


@pytest.mark.parametrize(("content", "told"), SIZES, ids=["png", "jpeg"])
def test_a_picture_tells_its_size_by_its_content(content: bytes, told: dict[str, Any]) -> None:
    assert read_picture(content) == told


UNFIT = [
    (b"GIF89a", "another kind"),
    (b"<svg/>", "a drawing that may hold code"),
    (png(40, 20)[:-20], "png cut off"),
    (png(40, 20).replace(b"IDAT", b"IDAX", 1), "png changed"),
    (jpeg(33, 44)[:20], "jpeg cut off"),
    (jpeg(60_000, 60_000), "more dots than paper shows"),
    (png(1, 1)[:8], "nothing but a signature"),
]


@pytest.mark.parametrize(("content", "why"), UNFIT, ids=[row[1] for row in UNFIT])
def test_a_picture_that_is_none_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(UnfitPicture):
        read_picture(content)
