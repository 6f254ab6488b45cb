"""Sổ khắc phục thử: the small campaign of two districts, its result frozen, with a duty that its register closes."""

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from directives.results_use.improvement_entries import WrittenRow
from tests.services.ending_year import ENDING, ended
from tests.services.returning import CODES, CU_JUT, DAK_MIL, ID
from tests.workspaces import fresh_workspace
from workflows.services.followup_state import running_campaigns
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_rows import fill_rows, submit_register
from workflows.services.workspace import Workspace

__all__ = ["CODES", "CU_JUT", "DAK_MIL", "ID"]
#: The clock of the tests stands on 5/10/2026, a Monday.
DEADLINE, SUNDAY = date(2026, 11, 16), date(2026, 11, 15)
PLAN = f"""{ENDING}
[[steps]]
code = "so_khac_phuc"
name = "Ghi sổ khắc phục hạn chế"
act = "evidence"
each_unit = true
due = {{ on = 2026-10-20 }}
book = "improvement"
"""
WORDS: Mapping[str, str] = {
    "cause": "Công chức kiêm nhiệm, chưa được tập huấn",
    "remedy": "Tập huấn kỹ năng hướng dẫn hồ sơ",
    "person": "Lò Thị Mẫu",
    "post": "Phó Chủ tịch",
    "deadline": f"{DEADLINE:%d/%m/%Y}",
    "evidence": "Danh sách tập huấn có chữ ký",
}


def frozen(workspace: Workspace, folder: Path) -> Workspace:
    """Đã chốt kết quả: nobody has made the register yet."""
    return ended(workspace, folder / "dot", PLAN)


def made(workspace: Workspace, folder: Path) -> Workspace:
    """Đã lập sổ: three criteria of each district."""
    ready = workspace if ID in running_campaigns(workspace) else frozen(workspace, folder)
    prefill_register(ready, ID)
    return ready


#: Emptied when the process ends.
_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def copied(folder: Path) -> Workspace:
    """Bản sao đã chốt kết quả: made once in a process."""
    shutil.copytree(_prepared(), folder, dirs_exist_ok=True)
    return fresh_workspace(folder)


@cache
def _prepared() -> Path:
    _KEPT.append(tempfile.TemporaryDirectory(prefix="khac-phuc-"))
    folder = Path(_KEPT[-1].name)
    frozen(fresh_workspace(folder), folder).engine.dispose()
    return folder


def rows(unit: str, words: Mapping[str, str] = WORDS) -> list[WrittenRow]:
    """Các dòng đã viết: the same words for every criterion."""
    return [WrittenRow(unit, code, words) for code in CODES]


def handed_in(workspace: Workspace, folder: Path, *units: str) -> Workspace:
    """Đã nộp sổ: by these units."""
    ready = made(workspace, folder)
    for unit in units:
        fill_rows(ready, ID, rows(unit))
        submit_register(ready, ID, unit)
    return ready
