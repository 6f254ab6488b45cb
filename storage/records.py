"""Bản ghi: a document as canonical JSON and back, without loss."""

import json

from pydantic import TypeAdapter

from directives.document.model import Document
from directives.errors import N_, DirectiveError
from storage.json_text import canonical

_DOCUMENT = TypeAdapter(Document)


class DamagedRecord(DirectiveError):
    """Bản ghi hỏng: a stored record or file is no longer what was written."""

    kind = "damaged_record"
    template = N_(
        "The record of {entry} is damaged. Restore the last backup, then run “vanthu register verify”."
    )


def record_of(document: Document) -> str:
    """Bản ghi của văn bản: the document as canonical JSON text."""
    return canonical(_DOCUMENT.dump_python(document, mode="json"))


def document_from_record(record: str) -> Document:
    """Văn bản từ bản ghi: the document that was written by ``record_of``; ValueError for any other text."""
    try:
        return _DOCUMENT.validate_python(json.loads(record), strict=False)
    except RecursionError as error:
        raise ValueError("nested without end") from error
