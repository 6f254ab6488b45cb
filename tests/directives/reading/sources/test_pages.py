"""Dòng của trang web: what a browser shows, and nothing else."""

from contextlib import suppress
from pathlib import Path

import pytest

from directives.conversion.errors import RefusedFile
from directives.reading.sources.source import load

HEAD = (
    "<table><tr><td><b>ỦY BAN NHÂN DÂN<br>TỈNH KHÁNH HÒA<br>-------</b></td>"
    "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br/>Độc lập - Tự do - Hạnh phúc</td></tr>"
    "<tr><td>Số: 45/UBND-NC</td><td><i>Khánh Hòa, ngày 05 tháng 3 năm 2026</i></td></tr></table>"
)
LINES = [
    "ỦY BAN NHÂN DÂN", "TỈNH KHÁNH HÒA", "Số: 45/UBND-NC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "Khánh Hòa, ngày 05 tháng 3 năm 2026",
]  # fmt: skip

PAGES = [
    ("<p>Giao Sở&nbsp;N&#7897;i v&#x1EE5; chủ trì.</p>", ["Giao Sở Nội vụ chủ trì."], "entities"),
    (
        "<p>Theo Luật\n số <a href='x'>64/2025/QH15</a>,\n các sở:</p>",
        ["Theo Luật số 64/2025/QH15, các sở:"],
        "line feeds of the file",
    ),
    (
        "<ol><li>Một</li><li>Hai<ol type='a'><li>Nhỏ</li></ol></li><li value='5'>Năm</li></ol>",
        ["1. Một", "2. Hai", "a) Nhỏ", "5. Năm"],
        "numbers which the browser prints",
    ),
    ("<ol start='3' type='I'><li>Ba</li></ol><ul><li>Gạch</li></ul>", ["III. Ba", "- Gạch"], "their kinds"),
    ("<ol><li><p>1. Đã có số</p></li></ol>", ["1. Đã có số"], "a number typed by hand is not doubled"),
    ("<ul style='list-style: none'><li>Không dấu</li></ul>", ["Không dấu"], "lists without signs"),
    (
        "<div style='display:none'>ẩn</div><p hidden>ẩn</p><script>x</script><style>y</style><!-- z -->"
        "<nav>Trang chủ</nav><select><option>chọn</option></select><p>Hiện</p>",
        ["Hiện"],
        "hidden parts",
    ),
    (
        "<table><tr><th>TT</th><th>Việc</th></tr><tr><td>1</td><td>Họp<br>các bên</td></tr></table>",
        ["TT | Việc", "1 | Họp các bên"],
        "a real table",
    ),
    (
        "<table><tr><td><p>Đoạn một.</p><table><tr><td>TT</td><td>Việc</td></tr></table>"
        "<p>Đoạn hai.</p></td></tr></table>",
        ["Đoạn một.", "TT | Việc", "Đoạn hai."],
        "a table that lays out the page",
    ),
    ("<pre>Dòng một.\nDòng hai.</pre>", ["Dòng một.", "Dòng hai."], "text set as it is typed"),
    ("<p>Một <b>đậm<p>Hai</b> lỏng", ["Một đậm", "Hai lỏng"], "tags left open"),
    (
        "<div>Giao Sở Nội</div><div>vụ chủ trì.</div>",
        ["Giao Sở Nội vụ chủ trì."],
        "a page that breaks its sentences",
    ),
]


@pytest.mark.parametrize(("body", "expected", "why"), PAGES, ids=[row[2] for row in PAGES])
def test_a_page_is_read_as_it_is_shown(tmp_path: Path, body: str, expected: list[str], why: str) -> None:
    path = tmp_path / "trang.html"
    path.write_text(
        f"<html><head><title>Tên</title></head><body>{HEAD}{body}</body></html>", encoding="utf-8"
    )
    assert list(load(path).lines) == [*LINES, *expected], why


@pytest.mark.parametrize("depth", [300, 100_000])
def test_a_page_nested_without_end_is_read_or_refused(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "sau.html"
    path.write_text(
        f"<html><body>{HEAD}{'<div><table><tr><td>' * depth}x{'</div>' * depth}</body></html>",
        encoding="utf-8",
    )
    with suppress(RefusedFile):  # an answer too; only a crash or a wait without end is none
        assert list(load(path).lines)[: len(LINES)] == LINES


def test_a_page_in_an_old_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cu.html"
    page = f"<html><body>{HEAD}<p>Giao Sở Nội vụ.</p></body></html>"
    path.write_bytes(page.encode("utf-16"))
    assert list(load(path).lines) == [*LINES, "Giao Sở Nội vụ."]


def test_what_the_file_is_its_content_says(tmp_path: Path) -> None:
    path = tmp_path / "trang.txt"
    path.write_text(f"<!DOCTYPE html><html><body>{HEAD}</body></html>", encoding="utf-8")
    source = load(path)
    assert (source.format, list(source.lines)) == ("html", LINES)
