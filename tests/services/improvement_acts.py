"""Các việc của sổ khắc phục: for the table of journaled acts: service, act, what comes before it, the act itself."""

from collections.abc import Callable
from typing import Any

from tests.services.improvement_scene import CU_JUT, ID, frozen, handed_in, made, rows
from workflows.services.results_use.improvement import prefill_register
from workflows.services.results_use.improvement_desk import accept_registers, return_register
from workflows.services.results_use.improvement_rows import add_row, fill_rows, strike_row, submit_register


def result_frozen(desk: Any) -> None:
    """Đã chốt kết quả."""
    frozen(desk.workspace, desk.folder)


def register_made(desk: Any) -> None:
    """Đã lập sổ."""
    made(desk.workspace, desk.folder)


def filled(desk: Any) -> None:
    """Đã ghi đủ sổ của một huyện."""
    register_made(desk)
    fill_rows(desk.workspace, ID, rows(CU_JUT))


def submitted(desk: Any) -> None:
    """Đã nộp sổ."""
    handed_in(desk.workspace, desk.folder, CU_JUT)


def a_struck_row(desk: Any) -> None:
    """Đã gạch một dòng."""
    register_made(desk)
    strike_row(desk.workspace, ID, CU_JUT, "1.1", "không còn thực hiện")


ACTS: list[tuple[str, str, Callable[[Any], object], Callable[[Any], object]]] = [
    (
        "results_use.improvement",
        "improvement_prefilled",
        result_frozen,
        lambda desk: prefill_register(desk.workspace, ID),
    ),
    (
        "results_use.improvement_rows",
        "improvement_filled",
        register_made,
        lambda desk: fill_rows(desk.workspace, ID, rows(CU_JUT)),
    ),
    (
        "results_use.improvement_rows",
        "improvement_submitted",
        filled,
        lambda desk: submit_register(desk.workspace, ID, CU_JUT),
    ),
    (
        "results_use.improvement_rows",
        "improvement_row_struck",
        register_made,
        lambda desk: strike_row(desk.workspace, ID, CU_JUT, "1.1", "không còn thực hiện"),
    ),
    (
        "results_use.improvement_rows",
        "improvement_row_added",
        a_struck_row,
        lambda desk: add_row(desk.workspace, ID, CU_JUT, "1.1", "vẫn còn thực hiện"),
    ),
    (
        "results_use.improvement_desk",
        "improvement_returned",
        submitted,
        lambda desk: return_register(desk.workspace, ID, CU_JUT, "chưa rõ giải pháp"),
    ),
    (
        "results_use.improvement_desk",
        "improvement_accepted",
        submitted,
        lambda desk: accept_registers(desk.workspace, ID, [CU_JUT]),
    ),
]
