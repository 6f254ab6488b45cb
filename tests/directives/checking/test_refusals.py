"""Tệp bị từ chối: hostile or foreign files end in a named refusal, not in a reading."""

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from directives.checking import check_file
from directives.conversion.errors import REFUSALS
from directives.reading import read_file

Letter = Callable[..., Path]


def repacked(path: Path, changes: dict[str, bytes]) -> Path:
    """The same package with some members replaced or added."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return path


DOCTYPE = (
    '<?xml version="1.0" encoding="{}"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
)

HOSTILE = [
    ({"word/vbaProject.bin": b"x"}, "macros_inside", "a macro project"),
    ({"word/document.xml": DOCTYPE.format("UTF-8").encode()}, "entities_declared", "an entity"),
    ({"word/styles.xml": DOCTYPE.format("UTF-16").encode("utf-16")}, "entities_declared", "it in UTF-16"),
    ({"word/document.xml": b"<w:document"}, "broken_file", "a cut part"),
    ({"word/media/x.bin": b"\0" * 40_000_000}, "archive_bomb", "a part that unpacks 1:1000"),
    ({f"word/media/{n}.bin": b"" for n in range(1001)}, "archive_bomb", "too many members"),
]


@pytest.mark.parametrize(("changes", "kind", "why"), HOSTILE, ids=[row[2] for row in HOSTILE])
def test_a_hostile_package_is_refused_within_two_seconds(
    write_letter: Letter, changes: dict[str, bytes], kind: str, why: str
) -> None:
    path = repacked(write_letter(), changes)
    started = time.monotonic()
    with pytest.raises(REFUSALS[kind]) as refusal:
        check_file(path)
    assert refusal.value.where == "cong-van.docx"
    assert time.monotonic() - started < 2


FOREIGN: list[tuple[dict[str, Any], str, str]] = [
    ({"stamp": "MẬT"}, "state_secret", "the stamp of the lowest level"),
    ({"stamp": "TUYỆT MẬT"}, "state_secret", "the stamp of the highest level"),
    ({"state_name": "ĐẢNG CỘNG SẢN VIỆT NAM", "motto": ""}, "not_official_document", "a Party document"),
    ({"title": "NGHỊ ĐỊNH", "number": "Số: 30/2020/NĐ-CP"}, "not_official_document", "a decree"),
]


@pytest.mark.parametrize(("changes", "kind", "why"), FOREIGN, ids=[row[2] for row in FOREIGN])
def test_what_other_rules_govern_is_refused(
    write_letter: Letter, changes: dict[str, Any], kind: str, why: str
) -> None:
    with pytest.raises(REFUSALS[kind]):
        check_file(write_letter(**changes))


def test_a_word_that_contains_the_stamp_is_no_stamp(write_letter: Letter) -> None:
    letter = write_letter(body=["Công tác bảo vệ bí mật nhà nước: MẬT là một độ mật./."])
    assert check_file(letter).errors == 0


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENTS = [
    (b"", "unknown_format", "an empty file"),
    (b"PK\x03\x04 no zip", "unknown_format", "a false beginning"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_file", "a password"),
    (OLE + b" old", "unknown_format", "the old binary format"),
    (b"x" * (10 * 1024 * 1024 + 1), "file_too_large", "more than ten mebibytes"),
]


@pytest.mark.parametrize(("content", "kind", "why"), CONTENTS, ids=[row[2] for row in CONTENTS])
def test_what_is_no_docx_is_refused(tmp_path: Path, content: bytes, kind: str, why: str) -> None:
    path = tmp_path / "tep.docx"
    path.write_bytes(content)
    with pytest.raises(REFUSALS[kind]):
        check_file(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(REFUSALS["unreadable_file"]) as refusal:
        read_file(tmp_path / "khong-co.docx")
    assert refusal.value.where == "khong-co.docx"


def test_an_empty_page_is_refused_as_a_scan_or_where_it_is_recognised_as_no_document(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "scan.pdf"
    path.write_bytes(buffer.getvalue())
    with pytest.raises((REFUSALS["no_text_layer"], REFUSALS["not_official_document"])):
        read_file(path)


def test_a_web_page_is_read_without_its_scripts(tmp_path: Path) -> None:
    path = tmp_path / "vb.html"
    path.write_text(
        "<html><head><title>x</title><script>Số: 1/X-Y</script></head><body><p>BỘ NỘI VỤ</p>"
        "<p>Số: <b>12/QĐ-BNV</b></p><p>Hà Nội, ngày 05 tháng 3 năm 2026</p><p>QUYẾT ĐỊNH</p>"
        "<p>Về việc phê duyệt</p></body></html>",
        encoding="utf-8",
    )
    record = read_file(path)
    assert record.number is not None
    assert record.number.normalized == "12/QĐ-BNV"
    assert record.subject is not None
    assert record.subject.text == "Về việc phê duyệt"


def test_a_built_letter_is_read_as_it_was_written(write_letter: Letter) -> None:
    record = read_file(write_letter()).to_json()
    assert record["number"]["normalized"] == "05/UBND-VX"
    assert record["date"]["iso"] == "2026-03-05"
    assert record["issuer"]["text"] == "ỦY BAN NHÂN DÂN XÃ MINH TÂN"
    assert [item["text"] for item in record["addressees"]] == ["Sở Nội vụ", "Văn phòng Ủy ban nhân dân tỉnh"]
    assert record["signature"]["capacities"] == ["TM", "KT"]
    assert record["archive"]["copies"] == 2


def test_checking_and_reading_start_without_scheduler_web_and_database() -> None:
    code = (
        "import sys, directives.checking, directives.reading\n"
        "heavy = {'prefect', 'fastapi', 'sqlalchemy', 'docx', 'lxml', 'pypdfium2', 'pandas', 'polars'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert done.stdout.strip() == "[]"
