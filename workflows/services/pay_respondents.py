"""Chi hỗ trợ người trả lời: the signed list of those paid, against the forms that came back, by serial alone."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection

from sipas_engine.fieldwork.payment import PaymentCheck, check_payments
from sipas_engine.fieldwork.sheets import read_paid
from storage import field_records, return_forms
from storage.database import reading
from storage.json_text import canonical
from storage.versioned_records import Content
from workflows.services.counted_forms import counting_batches
from workflows.services.field_book import paid_rows, records, write_field_book
from workflows.services.workspace import Workspace


def keep_payments(workspace: Workspace, campaign_id: str, file: Path, *, correction: bool = False) -> int:
    """Nhận danh sách ký nhận: serial, amount, signed; names of the file are not kept. Gives how many are new.

    A list is known by its rows: sent twice, or under another name, it counts once. A serial that stands in two lists
    was paid twice, and ``payments_against_forms`` says so; with ``correction`` what earlier lists say of the serials
    of this one no longer stands. Raises UnknownCampaign, BadSheet and what reading a table refuses.
    """
    paid: dict[str, list[list[object]]] = defaultdict(list)
    for row in read_paid(file):
        paid[row.serial].append([str(row.amount), row.signed])
    name = sha256(canonical(paid).encode()).hexdigest()

    def checked(connection: Connection) -> Mapping[str, Content]:
        known = field_records.in_force(connection, campaign_id, "payment")
        found: dict[str, Content] = {}
        for serial, rows in paid.items():
            before = {} if correction else cast(Mapping[str, Any], known.get(serial, {}).get("lists", {}))
            found[serial] = {"lists": {**before, name: rows}}
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
