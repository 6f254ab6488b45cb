"""Phòng chuyển thử: real carriers on folders and a mail server of the test's own; documents ready to go."""

from pathlib import Path

from directives.exchange.address_book import AddressBook, Route
from directives.exchange.deliveries import Channel, Delivery
from directives.org.agency_codes import load_agency_codes
from directives.register.books import BookKey
from directives.text import comparison_key
from storage.database import reading
from storage.tables import audit_entry
from tests.documents import a_document
from workflows.services.carriers import Carrier, Dispatch, FolderCarrier, SmtpCarrier
from workflows.services.issue import issue_document
from workflows.services.plan_deliveries import plan_deliveries
from workflows.services.sending_status import deliveries_of
from workflows.services.workspace import Workspace

BOOK = BookKey("ubnd-tinh-lam-dong", "CV", 2026)
SENDER = "van-thu@lamdong.example"
ROUTES = {
    "Bộ Nội vụ": Route(Channel.EDXML, "000.00.00.G09"),
    "Sở Nội vụ": Route(Channel.EMAIL, "snv@example.vn"),
    "Bưu điện tỉnh": Route(Channel.PAPER, "Số 2 Lê Đại Hành, Đà Lạt", 2),
}


def dispatch_at(folder: Path, port: int = 0) -> Dispatch:
    """Phòng chuyển: letters go to this mail server, or into a folder without one."""
    letters: Carrier = FolderCarrier(folder / "email", ".eml")
    if port:
        letters = SmtpCarrier("127.0.0.1", port, "none", SENDER)
    carriers: dict[Channel, Carrier] = {
        Channel.EDXML: FolderCarrier(folder / "edxml", ".edxml"),
        Channel.EMAIL: letters,
    }
    book = AddressBook({comparison_key(name): route for name, route in ROUTES.items()})
    return Dispatch(load_agency_codes(), book, carriers, SENDER)


def issued(workspace: Workspace, dispatch: Dispatch, *recipients: str) -> int:
    """Văn bản đã cấp số: to these recipients, its deliveries planned; its number."""
    document = a_document(addressees=["Sở Nội vụ"], recipients=list(recipients) or ["Bộ Nội vụ (b/c)"])
    number = issue_document(workspace, document).entry.number
    plan_deliveries(workspace, dispatch)
    return number


def rows(workspace: Workspace, number: int = 1) -> dict[str, Delivery]:
    """Các chuyển giao: of a document, by the receiver's name."""
    return {one.recipient.name: one for one in deliveries_of(workspace, BOOK, number)}


def acts(workspace: Workspace) -> list[str]:
    """Các việc đã ghi nhật ký: about sending, in order."""
    with reading(workspace.engine) as connection:
        found = connection.execute(audit_entry.select().order_by(audit_entry.c.seq)).all()
    return [row.act for row in found if row.act not in ("number_given", "file_made")]
