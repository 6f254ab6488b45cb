"""Giấy tờ của năm sử dụng kết quả: every document which the year of Tam Đường gives, with a label; and their picture.

``python -m tests.services.year_papers docs/pictures`` writes ``sau-cong-bo.png`` anew: first pages side by side. Needs
LibreOffice. All figures in them are synthetic.
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from directives.text import slug
from doc_templates.drawing.contact_sheet import first_pages, sheet_of
from storage.register import Entry
from tests.services.tam_duong_acts import END, play, then_sin_inspection
from tests.services.year_of_use import ID, year_of_use
from workflows.services.books import entries
from workflows.services.issue import make_file
from workflows.services.results_use.inspection_minutes import minutes_file
from workflows.services.results_use.lesson_letter import lesson_letter_file
from workflows.services.results_use.telling_texts import telling_files
from workflows.services.workspace import Workspace

#: Ngày soạn bài thông tin: before the units read it out.
TOLD = date(2020, 4, 24)
#: Ngày gửi Bưu điện bài học của đợt trước: a week before this year's forms are handed out.
TAUGHT, LETTER = date(2020, 9, 28), "bai-hoc.docx"
#: Bài thông tin: by the end of its path, how it is called, and whether it is a document of the law's form.
TELLING = {
    "ket-qua/thong-bao.docx": ("Thông báo trang tin", True),
    "ket-qua/ban-tin.docx": ("Bản tin báo, đài", False),
    "ket-qua/phat-thanh.docx": ("Bài phát thanh", False),
    "ket-qua/trang-can-bo.docx": ("Trang cho cán bộ", False),
    "ket-qua/trang-nguoi-dan.docx": ("Trang cho người dân", False),
    "de-nghi-tuyen-truyen.docx": ("Đề nghị tuyên truyền", True),
    LETTER: ("Bài học gửi Bưu điện", True),
}
#: Văn bản trong sổ: by the series of its book and what its subject says, in this order.
ISSUED = (
    ("Kế hoạch khắc phục", "KH", "khắc phục"),
    ("Đôn đốc", "CV", ""),
    ("Tổng hợp 6 tháng", "BC", "tổng hợp"),
    ("Báo cáo CCHC 6 tháng", "BC", "chỉ số hài lòng về sự phục vụ hành chính 6 tháng"),
    ("Báo cáo CCHC năm", "BC", "chỉ số hài lòng về sự phục vụ hành chính năm"),
    ("Tờ trình khen thưởng", "TTr", ""),
    ("Quyết định khen thưởng", "QĐ", ""),
    ("Giấy mời hội nghị", "GM", ""),
    ("Báo cáo tổng kết", "BC", "tổng kết"),
)


@dataclass(frozen=True, slots=True)
class Year:
    """Năm đã diễn: its workspace on the last day, and what was drafted on the days before the books went on."""

    workspace: Workspace
    drafts: Mapping[str, bytes]

    def papers(self) -> Iterator[tuple[str, bytes, bool]]:
        """Mọi văn bản của năm: label, Word file, and whether it must keep the law's form; one of each kind."""
        for path, (label, formal) in TELLING.items():
            yield label, self.drafts[path], formal
        number = then_sin_inspection(self.workspace)
        yield "Biên bản kiểm tra", minutes_file(self.workspace, ID, number, with_people=False), True
        for label, series, subject in ISSUED:
            yield label, make_file(self.workspace, first_entry(self.workspace, series, subject)).content, True


def played_year(folder: Path) -> Year:
    """Diễn cả năm: with the texts that tell people of the result and the letter to the Post, drafted in their days."""
    workspace = play(year_of_use(folder), TOLD)
    told = telling_files(workspace, ID, to=["Đài Phát thanh - Truyền hình tỉnh Lai Châu"])
    workspace = play(workspace, TAUGHT, TOLD + timedelta(days=1))
    letter = lesson_letter_file(workspace, ID, on=TAUGHT, to="Bưu điện tỉnh Lai Châu")
    drafts = {file.path: file.content for file in told} | {LETTER: letter}
    return Year(play(workspace, END, TAUGHT + timedelta(days=1)), drafts)


def first_entry(workspace: Workspace, series: str, subject: str = "") -> Entry:
    """Văn bản đầu trong sổ: of a series, whose subject says so."""
    found = (
        entry
        for entry in sorted(entries(workspace), key=lambda entry: entry.document.issued_on)
        if entry.book.series == series and subject in entry.document.subject.lower()
    )
    return next(found)


def main() -> None:
    """Vẽ bảng xem: into the folder named on the command line."""
    target = Path(sys.argv[1]) / "sau-cong-bo.png"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = []
        for label, content, _ in played_year(folder / "nha").papers():
            files.append((label, folder / f"{slug(label)}.docx"))
            files[-1][1].write_bytes(content)
        sheet = sheet_of(list(first_pages(files, folder)))
    sheet.quantize(12).save(target, optimize=True)
    print(f"{len(files)} văn bản: {target}")


if __name__ == "__main__":
    main()
