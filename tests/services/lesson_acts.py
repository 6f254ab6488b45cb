"""Việc của sổ bài học, báo cáo CCHC: for the table of journaled acts: service, act, what comes before, the act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from directives.results_use.reform_report import ReformPeriod
from tests.services.ending_year import clock
from tests.services.lesson_scene import NEXT, POST, a_year_on, gone_wrong
from workflows.services.results_use.lesson_acts import correct_lesson, write_remedy
from workflows.services.results_use.reform_report import write_reform_text


def taught(desk: Any) -> None:
    """Đợt sau đã mở: with the lessons of the one before."""
    a_year_on(gone_wrong(desk.workspace, desk.folder / "bai-hoc"))


def struck(desk: Any) -> None:
    """Bỏ một bài học."""
    correct_lesson(desk.workspace, NEXT, "rejected.blanks", struck=True, reason="phiếu mẫu cũ")


def reworded(desk: Any) -> None:
    """Sửa một bài học."""
    correct_lesson(desk.workspace, NEXT, "rejected.blanks", text="Lời khác", reason="rõ hơn")


def mended(desk: Any) -> None:
    """Ghi biện pháp khắc phục."""
    workspace = replace(desk.workspace, now=clock(date(2022, 12, 1)))
    write_remedy(workspace, NEXT, "rejected.blanks", unit=POST, text="Đã tập huấn lại")


def paragraph_added(desk: Any) -> None:
    """Viết thêm một đoạn báo cáo."""
    day = desk.workspace.today()
    write_reform_text(desk.workspace, NEXT, ReformPeriod.HALF_YEAR, day, "telling", "Đang đôn đốc.")


ACTS: list[tuple[str, str, Callable[[Any], object], Callable[[Any], object]]] = [
    ("results_use.lesson_acts", "lesson_struck", taught, struck),
    ("results_use.lesson_acts", "lesson_corrected", taught, reworded),
    ("results_use.lesson_acts", "lesson_remedy_written", taught, mended),
    ("results_use.reform_report", "reform_text_written", taught, paragraph_added),
]
