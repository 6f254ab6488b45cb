"""Phát hành theo yêu cầu: another program sends a draft; nothing of this machine's folders enters it."""

import tempfile
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from directives.document.draft import UnreadableDraft, parse_draft
from directives.document.toml_table import toml_table
from storage.register import Entry
from workflows.services.accounts.answer_once import Answer, answer_once
from workflows.services.drafts import composed
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import issue_document, make_file
from workflows.services.workspace import Workspace

#: By what name a draft that came without a file is called in refusals.
NAME = "draft"


def issue_request(workspace: Workspace, key: str, asked: Mapping[str, Any] | str) -> Answer:
    """Phát hành theo yêu cầu: a draft becomes a numbered document, once under its key.

    Gives issuer, series, year, number, symbol, date and SHA-256. Raises KeyUsedOtherwise, UnreadableDraft,
    InvalidDraft, AgainstForm and what composing and numbering refuse; a refusal takes no number.
    """

    def issue(name: str) -> Answer:
        draft = parse_draft(table_of(asked), file=NAME)
        with tempfile.TemporaryDirectory() as folder:  # empty: a draft may name files beside it only
            document = composed(workspace, draft, Path(folder, NAME))
        issued = issue_document(workspace, document, idempotency_key=name, gate=refuse_bad_form)
        return {**placed(issued.entry), "sha256": issued.sha256}

    return answer_once(workspace, key, {"draft": asked}, issue)


def table_of(asked: Mapping[str, Any] | str) -> dict[str, Any]:
    """Bảng của bản thảo: of a table in JSON, or of TOML as it stands in a file. Raises UnreadableDraft.

    JSON has no days: the field of a draft which is one comes as text there.
    """
    if isinstance(asked, str):
        try:
            return toml_table(asked)
        except tomllib.TOMLDecodeError as error:
            raise UnreadableDraft(where=NAME, file=NAME, reason=f"TOML: {error}") from error
    try:
        return {**asked, "date": date.fromisoformat(asked["date"])}
    except (KeyError, TypeError, ValueError):
        return dict(asked)


def placed(found: Entry) -> dict[str, Any]:
    """Vị trí và số: where a document stands in the books, and what it bears."""
    return {
        "issuer": found.book.issuer,
        "series": found.book.series,
        "year": found.book.year,
        "number": found.number,
        "symbol": found.document.number.symbol,
        "date": found.document.issued_on.isoformat(),
    }


def issued_file(workspace: Workspace, found: Entry) -> bytes:
    """Tệp đã phát hành: the Word file of an entry. Raises DamagedRecord."""
    return make_file(workspace, found).content
