"""Bắt đầu soạn: a new draft in the portal, filled with what the office, an earlier or an incoming document says.

What is filled in is a proposal for the clerk to look at; nothing of it is checked before the draft is.
"""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from directives.document.copying import citation_of, copy_of
from directives.document.draft import UnreadableDraft
from directives.document.kinds import DocumentType
from directives.document.office_defaults import NO_RULES
from directives.document.redraft import draft_table
from directives.document.toml_table import toml_table
from directives.drafting.draft_file import Say, plainly
from directives.errors import DirectiveError
from directives.org.addressing import REGISTRY, default_recipients
from directives.org.offices import Office
from directives.org.own_issuers import issuing_office
from directives.org.signing import SigningBlock, who_may_sign
from storage.database import reading
from storage.entry_states import Place
from storage.register import Entry
from workflows.services.books import entry
from workflows.services.desk_books import newest
from workflows.services.desk_composing import COPY_OF, NOTES
from workflows.services.desk_drafts import save_new
from workflows.services.desk_pictures import pictures_of_earlier
from workflows.services.draft_next import draft_next
from workflows.services.workspace import Workspace

#: Earlier documents of an office which are looked at for one of the same type.
_LOOKED_AT = 200


def begin_draft(workspace: Workspace, unit: str, document_type: str, form: str = "") -> str:
    """Soạn mới: filled from the office's own file and its last document of the type; gives the draft's id.

    Raises UnreadableDraft for a type which the law does not know.
    """
    kind = kind_of(document_type)
    table: dict[str, Any] = {"type": kind.value, "issuer": unit, "subject": "", "body": []}
    table |= {"form": form} if form else {}
    table |= _of_office(workspace, unit, kind)
    return save_new(workspace, unit, kind.name_vi, table)


def draft_from_earlier(workspace: Workspace, unit: str, place: Place) -> str:
    """Soạn theo văn bản cũ: the words of an issued document, in the name of ``unit``. Raises UnknownEntry."""
    found = entry(workspace, place.book, place.number)
    named, beside = pictures_of_earlier(workspace)
    table = {**draft_table(found.document, named=named), **beside, "issuer": unit}
    if found.document.issuer != unit:
        table = {**table, **_of_office(workspace, unit, found.document.type)}
    return save_new(workspace, unit, found.document.subject, table)


def draft_copy(
    workspace: Workspace, unit: str, place: Place, document_type: str, parts: Sequence[int]
) -> str:
    """Sao văn bản: the draft of a sao y, sao lục or trích sao of an issued document.

    Raises UnknownEntry, and at once what ``copy_of`` would refuse when it is issued.
    """
    found = entry(workspace, place.book, place.number)
    kind = kind_of(document_type)
    copy_of(found.document, replace(found.document, type=kind), parts)
    table: dict[str, Any] = {"type": kind.value, "issuer": unit, "subject": citation_of(found.document)}
    table |= _of_office(workspace, unit, kind)
    table.setdefault("recipients", [])
    book = place.book
    of = {"issuer": book.issuer, "series": book.series, "year": book.year, "number": place.number}
    table[COPY_OF] = {**of, "parts": list(parts)}
    return save_new(workspace, unit, f"{kind.name_vi}: {table['subject']}", table)


def draft_answering(
    workspace: Workspace,
    unit: str,
    file: Path,
    *,
    document_type: str = "cong_van",
    day: date | None = None,
    lead_time: int = 3,
    say: Say = plainly,
) -> str:
    """Soạn văn bản thực hiện: the office's own directive upon an incoming file; what is doubtful is noted beside.

    Raises what ``draft_next`` refuses.
    """
    kind = kind_of(document_type)
    made = draft_next(workspace, file, unit, document_type=kind.value, day=day, lead_time=lead_time, say=say)
    table = toml_table(made.toml)
    known = _of_office(workspace, unit, kind, day)
    signature = table.get("signature", {})
    if "signer" not in table and not signature.get("name") and "signature" in known:
        table["signature"] = known["signature"]
    if known.get("unit"):
        table["unit"] = known["unit"]
        table["archive"] = known["archive"]
    table[NOTES] = [line[1:].strip() for line in made.toml.splitlines() if line.startswith("#")]
    return save_new(workspace, unit, str(table.get("subject", "")), table)


def draft_answering_bytes(
    workspace: Workspace,
    unit: str,
    content: bytes,
    ending: str,
    *,
    document_type: str = "cong_van",
    day: date | None = None,
    say: Say = plainly,
) -> str:
    """Soạn theo tệp tải lên: like ``draft_answering``; ``ending`` is one of a known kind, never a client's name."""
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder) / f"van-ban-den{ending}"
        file.write_bytes(content)
        return draft_answering(workspace, unit, file, document_type=document_type, day=day, say=say)


def kind_of(document_type: str) -> DocumentType:
    """Tên loại: by its key. Raises UnreadableDraft for one which is not in the list of the law."""
    try:
        return DocumentType[document_type.upper()]
    except KeyError as error:
        raise UnreadableDraft(where="type", file="type", reason=document_type[:40]) from error


def office_of(workspace: Workspace, unit: str, day: date | None = None) -> Office:
    """Cơ quan ban hành: of the chart or of its own file, on a day. Raises UnknownOffice."""
    rules = workspace.rules.get(unit)
    return issuing_office(workspace.chart.on(day or workspace.today()), unit, rules)


def signers_of(
    workspace: Workspace, unit: str, kind: DocumentType, deciding: str = "", day: date | None = None
) -> Sequence[SigningBlock]:
    """Những người được ký: by the office's own file; nobody where it keeps none."""
    rules = workspace.rules.get(unit)
    if rules is None:
        return ()
    on = day or workspace.today()
    with suppress(DirectiveError):
        office = office_of(workspace, unit, on)
        return who_may_sign(office, rules, document_type=kind.value, deciding_authority=deciding, day=on)
    return ()


def _of_office(
    workspace: Workspace, unit: str, kind: DocumentType, day: date | None = None
) -> dict[str, Any]:
    """Điền sẵn: signer, recipients and archive of the office's file, else those of its last such document."""
    on = day or workspace.today()
    earlier = _last(workspace, unit, kind)
    table: dict[str, Any] = {}
    if earlier is not None:
        table = draft_table(earlier.document, with_body=False)
        table = {name: table[name] for name in table if name not in ("type", "issuer", "form", "contact")}
    signers = signers_of(workspace, unit, kind, table.get("deciding_authority", ""), on)
    if signers:
        table.pop("signature", None)
        table["signer"] = signers[0].name
    usual = default_recipients(
        workspace.rules.get(unit) or NO_RULES.get(unit),
        kind.value,
        on,
        addressed=kind is DocumentType.CONG_VAN,
    )
    if len(usual) > 1 or "recipients" not in table:
        table["recipients"] = list(usual)
    table.setdefault("archive", {"units": [REGISTRY]})
    if "signer" not in table and "signature" not in table:
        table["signature"] = _signature(workspace, unit, on)
    return table


def _signature(workspace: Workspace, unit: str, day: date) -> dict[str, Any]:
    """Khối chữ ký chưa có tên: the head's title, on behalf of the body where there is one."""
    with suppress(DirectiveError):
        office = office_of(workspace, unit, day)
        authority = [{"capacity": "TM", "of": office.collective}] if office.collective else []
        return {"title": office.head_title, "name": ""} | ({"authority": authority} if authority else {})
    return {"name": ""}


def _last(workspace: Workspace, unit: str, kind: DocumentType) -> Entry | None:
    with reading(workspace.engine) as connection:
        looked_at = islice(newest(connection, unit), _LOOKED_AT)
        return next((one for one in looked_at if one.document.type is kind), None)
