"""Việc của sổ tuyên truyền: for the table of journaled acts: service, act, what comes before it, the act itself."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.services.ending_year import clock
from tests.services.telling_desk import ID, PNG, TODAY, telling_desk, told
from workflows.services.results_use.telling import record_telling, withdraw_telling
from workflows.services.unit_door.answers import Upload
from workflows.services.workspace import Workspace


def on_the_day(desk: Any) -> Workspace:
    """Trong ngày ghi sổ."""
    workspace: Workspace = replace(desk.workspace, now=clock(TODAY))
    return workspace


def begun(desk: Any) -> None:
    """Đã có kết quả và kế hoạch sử dụng."""
    telling_desk(desk.workspace, desk.folder / "tuyen-truyen")


def recorded(desk: Any) -> None:
    """Ghi minh chứng."""
    record_telling(on_the_day(desk), ID, told(), Upload(PNG))


def already(desk: Any) -> None:
    """Đã có một minh chứng."""
    begun(desk)
    recorded(desk)


def corrected(desk: Any) -> None:
    """Sửa minh chứng."""
    record_telling(on_the_day(desk), ID, told(note="trang chủ"), corrects=1)


def withdrawn(desk: Any) -> None:
    """Rút minh chứng."""
    withdraw_telling(on_the_day(desk), ID, 1, "đăng nhầm trang")


ACTS: list[tuple[str, str, Callable[[Any], object], Callable[[Any], object]]] = [
    ("results_use.telling", "telling_recorded", begun, recorded),
    ("results_use.telling", "telling_corrected", already, corrected),
    ("results_use.telling", "telling_withdrawn", already, withdrawn),
]
