"""Nhận tệp edXML: whatever a foreign file is, a new document, a change of one or a status, is done and answered."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from directives.conversion.child import read_bytes
from directives.exchange.arrivals import withdrawal_of
from directives.exchange.code_lists import REPLACE, UPDATE, WITHDRAW, WITHDRAWAL_ASKED
from directives.exchange.deliveries import Delivery
from directives.exchange.message import StatusMessage
from directives.exchange.reader import ReadMessage
from directives.exchange.rules import ERROR
from workflows.services.carriers import Dispatch
from workflows.services.record_receipt import take_status_message
from workflows.services.revise_by_package import (
    replace_by_package,
    update_by_package,
    withdraw_by_package,
)
from workflows.services.take_package import Package, PackageAnswer, enter_package, open_package
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Taken:
    """Kết quả nhận tệp: the answer to a package, or the delivery of ours of which a status told."""

    answer: PackageAnswer | None = None
    delivery: Delivery | None = None


_REVISIONS = {WITHDRAW: withdraw_by_package, UPDATE: update_by_package, REPLACE: replace_by_package}


def take_edxml(
    workspace: Workspace,
    dispatch: Dispatch,
    file: Path,
    office: str,
    out: Path,
    *,
    decline: str = "",
    staff: str = "",
) -> Taken:
    """Nhận tệp edXML: may be repeated. ``decline`` is why a withdrawal or change is not agreed to.

    Raises UnknownOffice, NoAgencyCode, NotWritable, NoDocumentInPackage, UnknownStatus and the refusals of files.
    """
    opened = open_package(workspace, dispatch, file, office)
    if isinstance(opened, ReadMessage):
        message = opened.message
        if not isinstance(message, StatusMessage) or message.code != WITHDRAWAL_ASKED:
            return Taken(delivery=take_status_message(workspace, dispatch, file))
        digest = sha256(read_bytes(file)).hexdigest()
        asked = Package(office, digest, withdrawal_of(message))
        return Taken(withdraw_by_package(workspace, dispatch, asked, out, decline=decline, staff=staff))
    revise = _REVISIONS.get(opened.message.business.type)
    unfit = any(one.level == ERROR for one in opened.findings)
    if revise is None or unfit:
        return Taken(enter_package(workspace, dispatch, opened, out, staff=staff))
    return Taken(revise(workspace, dispatch, opened, out, decline=decline, staff=staff))
