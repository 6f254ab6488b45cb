"""Cột của sổ đơn thư: the ten columns of the book of petitions as it is printed."""

from datetime import date

from directives.register.petition_kinds import PetitionKind
from directives.register.petitions import Petition, Petitioner, PetitionStanding, PetitionState
from directives.register.printed import columns_of

PETITION_COLUMNS = (
    "Số đơn",
    "Ngày nhận",
    "Họ tên, địa chỉ người gửi",
    "Loại đơn",
    "Nội dung đơn",
    "Người xử lý",
    "Thời hạn",
    "Kết quả xử lý",
    "Văn bản trả lời",
    "Ghi chú",
)
PRINTED_PETITIONS = columns_of(PETITION_COLUMNS, (1, 2, 3.4, 1.8, 4.4, 2.2, 2, 3, 2.4, 2.2))

_RESULTS = {
    PetitionState.RECEIVED: "Chờ phân loại",
    PetitionState.ACCEPTED: "Đã thụ lý",
    PetitionState.TRANSFERRED: "Đã chuyển",
    PetitionState.GUIDED: "Đã trả lại, hướng dẫn gửi",
    PetitionState.ANSWERED: "Đã trả lời",
    PetitionState.FILED: "Lưu đơn",
}


def petition_cells(
    number: int,
    petition: Petition,
    kind: PetitionKind,
    standing: PetitionStanding,
    sender: Petitioner,
    reply: str,
) -> tuple[str, ...]:
    """Dòng sổ đơn: the ten cells as text; ``sender`` as the reader of the book may see him or her."""
    people = f"{petition.people} người ký" if petition.people > 1 else ""
    passed_on = f"{petition.sent_by_body} chuyển đến" if petition.sent_by_body else ""
    result = " ".join(part for part in (_RESULTS[standing.state], standing.transferred_to) if part)
    return (
        f"{number:02d}",
        _day(petition.received_on),
        ", ".join(part for part in (sender.name or "Không nêu tên", sender.address) if part),
        kind.name,
        petition.subject,
        standing.assigned_to,
        _day(standing.due_on),
        result,
        reply,
        "; ".join(part for part in (passed_on, people) if part),
    )


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
