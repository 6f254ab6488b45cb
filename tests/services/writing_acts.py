"""Các việc soạn thảo: for the table of journaled acts: service, act, what comes before it, the act itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from workflows.services.desk_drafts import DeskDraft, drafts_of, save, save_new
from workflows.services.desk_steps import (
    approve_draft,
    drop_draft,
    issue_desk_draft,
    return_draft,
    submit_draft,
)

OFFICE = "snv-lam-dong"
LETTER: dict[str, Any] = {
    "type": "cong_van",
    "issuer": OFFICE,
    "unit": "CCHC",
    "date": date(2026, 10, 5),
    "subject": "phối hợp phát, thu phiếu điều tra xã hội học năm 2026",
    "addressees": ["Bưu điện tỉnh Lâm Đồng"],
    "recipients": ["Như trên"],
    "archive": {"units": ["VT", "CCHC"]},
    "signature": {"title": "GIÁM ĐỐC", "name": "Nguyễn Văn An"},
    "body": [{"kind": "paragraph", "text": "Sở Nội vụ đề nghị Bưu điện tỉnh phối hợp thực hiện."}],
}


def begun(desk: Any) -> None:
    """Bản thảo mới: of a letter."""
    save_new(desk.workspace, OFFICE, "phối hợp", LETTER)


def submitted(desk: Any) -> None:
    """Đã trình: of who wrote it."""
    begun(desk)
    submit_draft(desk.workspace, one(desk).id, one(desk).revision)


def one(desk: Any) -> DeskDraft:
    """Bản thảo đang mở: the only one."""
    return drafts_of(desk.workspace, OFFICE)[0]


def _on_it(do: Callable[..., object], *more: object) -> Callable[[Any], object]:
    return lambda desk: do(desk.workspace, one(desk).id, one(desk).revision, *more)


def _by_another(do: Callable[..., object], *more: object) -> Callable[[Any], object]:
    def act(desk: Any) -> object:
        other = replace(desk.workspace, actor="lanh-dao")
        return do(other, one(desk).id, one(desk).revision, *more)

    return act


ACTS: list[tuple[str, str, Callable[[Any], object], Callable[[Any], object]]] = [
    ("desk_drafts", "draft_begun", lambda desk: None, begun),
    ("desk_drafts", "draft_saved", begun, _on_it(save, "phối hợp", {**LETTER, "subject": "khác"})),
    ("desk_drafts", "draft_submitted", begun, _on_it(submit_draft)),
    ("desk_drafts", "draft_approved", submitted, _by_another(approve_draft)),
    ("desk_drafts", "draft_returned", submitted, _by_another(return_draft, "Sửa trích yếu")),
    ("desk_drafts", "draft_dropped", begun, _on_it(drop_draft, "Không gửi nữa")),
    ("desk_drafts", "draft_issued", begun, _on_it(issue_desk_draft, None)),
]
