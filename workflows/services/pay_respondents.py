"""Chi hỗ trợ người trả lời: the signed list of those paid, against the forms that came back, by serial alone."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from sipas_engine.fieldwork.payment import PaymentCheck, check_payments
from sipas_engine.fieldwork.sheets import read_paid
from storage import return_forms
from storage.database import reading
from storage.field_records import Content
from workflows.services.counted_forms import counting_batches
from workflows.services.field_book import paid_rows, records, write_field_book
from workflows.services.workspace import Workspace


def keep_payments(workspace: Workspace, campaign_id: str, file: Path) -> int:
    """Nhận danh sách ký nhận: serial, amount, signed; names of the file are not kept. Gives how many are new.

    Raises UnknownCampaign, BadSheet and what reading a table refuses.
    """
    found: dict[str, Content] = {}
    amounts: dict[str, list[str]] = defaultdict(list)
    signed: dict[str, bool] = {}
    for row in read_paid(file):
        amounts[row.serial].append(str(row.amount))
        signed[row.serial] = signed.get(row.serial, True) and row.signed
    for serial, paid in amounts.items():
        found[serial] = {"amounts": paid, "signed": signed[serial]}

    def checked(_: object) -> Mapping[str, Content]:
        return found

    return write_field_book(workspace, campaign_id, "payment", "payments_kept", checked)


def payments_against_forms(workspace: Workspace, campaign_id: str, amount: Decimal) -> PaymentCheck:
    """Đối chiếu ký nhận: every paid serial against the forms of the batches in force, valid or not.

    Raises UnknownCampaign.
    """
    paid = paid_rows(records(workspace, campaign_id, "payment"))
    with reading(workspace.engine) as connection:
        batches = counting_batches(connection, campaign_id)
        received = {serial for _, serial in return_forms.form_ids_of(connection, campaign_id, batches)}
    return check_payments(paid, received, amount)
