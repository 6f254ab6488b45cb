"""Tệp gửi lên: what came with a form, as bytes; the sender's name for it is never a path."""

from collections.abc import AsyncIterator

from fastapi import UploadFile
from starlette.datastructures import FormData
from starlette.datastructures import UploadFile as Sent

from directives.text import shown_name
from portal.web.visit import Visiting
from workflows.services.unit_door.answers import Upload

_LONGEST_NAME = 120
#: Fields and files of the longest form: the villages of one Post office on one day.
_MOST_FIELDS, _MOST_FILES = 5000, 20


def upload_of(sent: UploadFile | Sent | None) -> Upload | None:
    """Tệp đã chọn: None where the field was left empty."""
    if sent is None or not sent.filename:
        return None
    return Upload(sent.file.read(), shown_name(sent.filename)[:_LONGEST_NAME])


async def typed(visit: Visiting) -> AsyncIterator[FormData]:
    """Biểu đã điền: all fields of a form whose names the page itself makes; its files are closed afterwards."""
    async with visit.request.form(max_fields=_MOST_FIELDS, max_files=_MOST_FILES) as form:
        yield form
