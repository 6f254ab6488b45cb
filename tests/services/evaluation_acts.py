"""Các việc đánh giá, khen thưởng: service, act, what comes before it, the act itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tests.services.ending_year import clock, ended
from tests.services.returning import CU_JUT, DAK_MIL, ID
from workflows.services.results_use.commendation import (
    choose,
    nominate,
    note_decision,
    pass_over,
    withdraw_nomination,
)
from workflows.services.results_use.evaluation import keep_evaluation
from workflows.services.workspace import Workspace

_DAY, _BY = date(2022, 2, 1), "Trần Thị Trưởng"


def _then(desk: Any) -> Workspace:
    """The province was there then, and is not today."""
    workspace: Workspace = replace(desk.workspace, now=clock(_DAY))
    return workspace


def frozen(desk: Any) -> None:
    """Đã chốt kết quả: of the small campaign of two districts."""
    ended(desk.workspace, desk.folder / "dot")


def kept(desk: Any) -> None:
    """Chốt đánh giá."""
    keep_evaluation(_then(desk), ID, _DAY)


def valued(desk: Any) -> None:
    """Đã đánh giá."""
    frozen(desk)
    kept(desk)


def nominated(desk: Any) -> None:
    """Giới thiệu cá nhân."""
    nominate(_then(desk), ID, CU_JUT, name="Lê Văn Mẫu", post="Công chức", achievement="Không hồ sơ trễ hạn")


def with_a_nominee(desk: Any) -> None:
    """Đã giới thiệu."""
    valued(desk)
    nominated(desk)


def chosen(desk: Any) -> None:
    """Chọn khen thưởng."""
    choose(_then(desk), ID, CU_JUT, form="bang_khen", by=_BY, reason="nhiều tiến bộ")


def with_a_choice(desk: Any) -> None:
    """Đã chọn."""
    valued(desk)
    chosen(desk)


def decided(desk: Any) -> None:
    """Ghi số quyết định."""
    choice = choose(_then(desk), ID, CU_JUT, form="bang_khen", by=_BY, reason="nhiều tiến bộ")
    note_decision(_then(desk), ID, {choice.key: choice}, "số 01/QĐ-UBND ngày 01/02/2022")


ACTS: list[tuple[str, str, Callable[[Any], object], Callable[[Any], object]]] = [
    ("results_use.evaluation", "evaluation_kept", frozen, kept),
    ("results_use.commendation", "person_nominated", valued, nominated),
    (
        "results_use.commendation",
        "nomination_withdrawn",
        with_a_nominee,
        lambda desk: withdraw_nomination(_then(desk), ID, CU_JUT, 1),
    ),
    ("results_use.commendation", "commendation_chosen", valued, chosen),
    (
        "results_use.commendation",
        "commendation_passed_over",
        valued,
        lambda desk: pass_over(_then(desk), ID, DAK_MIL, by=_BY, reason="đã khen trong năm"),
    ),
    ("results_use.commendation", "commendation_decided", with_a_choice, decided),
]
