"""Cột của sổ văn bản đến: the ten columns of the book and the seven of the follow-up book (PL.IV of the decree)."""

from datetime import date

from directives.register.incoming import Handling, IncomingDocument
from directives.register.search import folded

INCOMING_COLUMNS = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)

FOLLOW_UP_COLUMNS = (
    "Số đến",
    "Tên loại, số và ký hiệu, ngày tháng và tác giả văn bản",
    "Đơn vị hoặc người nhận",
    "Thời hạn giải quyết",
    "Tiến độ giải quyết",
    "Số, ký hiệu văn bản trả lời",
    "Ghi chú",
)


def incoming_cells(number: int, document: IncomingDocument, handling: Handling) -> tuple[str, ...]:
    """Dòng văn bản đến: the ten cells as text, in the order of ``INCOMING_COLUMNS``."""
    return (
        _day(document.arrived_on),
        f"{number:02d}",
        document.author,
        document.number_and_symbol,
        _day(document.dated),
        f"{document.type_name}: {document.subject}",
        handling.receiver,
        _day(handling.transferred_on),
        handling.receipt,
        handling.note,
    )


def follow_up_cells(
    number: int, document: IncomingDocument, handling: Handling, reply: str
) -> tuple[str, ...]:
    """Dòng theo dõi giải quyết: the seven cells as text; ``reply`` is number and symbol of the answer."""
    dated = f" ngày {_day(document.dated)}" if document.dated else ""
    named = f"{document.type_name} {document.number_and_symbol}".strip()
    return (
        f"{number:02d}",
        f"{named}{dated} của {document.author}",
        _who(handling),
        _day(handling.due_on),
        _how_far(handling),
        reply,
        handling.note,
    )


def words_of_arrival(number: int, document: IncomingDocument, handling: Handling) -> tuple[str, ...]:
    """Chữ của dòng: what is searched of an incoming document, as it is written."""
    return (
        f"{number:02d}",
        document.author,
        document.number_and_symbol,
        document.type_name,
        document.subject,
        document.signer,
        handling.receiver,
        handling.co_operating,
        handling.note,
    )


def searched_arrival(number: int, document: IncomingDocument, handling: Handling) -> str:
    """Chữ để tìm: of an incoming document, folded."""
    return folded(*words_of_arrival(number, document, handling))


def _who(handling: Handling) -> str:
    """Chủ trì và phối hợp: column 3 of the follow-up book."""
    helping = f"phối hợp: {handling.co_operating}" if handling.co_operating else ""
    return "; ".join(part for part in (handling.receiver, helping) if part)


def _how_far(handling: Handling) -> str:
    """Tiến độ: as it was noted, and the day on which it was finished."""
    done = f"xong ngày {_day(handling.finished_on)}" if handling.finished_on else ""
    return "; ".join(part for part in (handling.progress, done) if part)


def _day(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
