"""Trường của API: what another program may send, within bounds which every page below relies on."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

from fastapi import Form, Header, Query, UploadFile
from fastapi import Path as InAddress
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

#: Chữ: half letters are refused when a text is read; control characters have no place in a reason or a name.
_PLAIN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f]*$"
Text = Annotated[str, StringConstraints(max_length=4000, pattern=_PLAIN)]
Filled = Annotated[
    str, StringConstraints(min_length=1, max_length=4000, pattern=_PLAIN, strip_whitespace=True)
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_PLAIN)]

OfficeInAddress = Annotated[
    Name, InAddress(description="id of the issuing office", examples=["snv-dak-nong"])
]
SeriesInAddress = Annotated[Name, InAddress(description="series of numbers", examples=["CV"])]
YearInAddress = Annotated[int, InAddress(ge=1945, le=9999)]
NumberInAddress = Annotated[int, InAddress(ge=1, le=9_999_999)]
CampaignInAddress = Annotated[Name, InAddress(description="id of the campaign")]
FormInAddress = Annotated[Name, InAddress(description="serial of the form")]
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="the same key with the same request gives the same answer, and nothing is done twice",
    ),
]
OnDay = Annotated[
    date | None,
    Query(description="as things stood on this day; today when left out"),
    AfterValidator(lambda day: _within(day)),
]
FormText = Annotated[Text, Form()]
FormName = Annotated[Name, Form()]

_FIRST, _LAST = date(1945, 9, 2), date(2200, 12, 31)
#: Đuôi tệp được nhận: what a text says of its kind; Word and PDF files are known by their content.
_SUFFIXES = frozenset({".docx", ".pdf", ".txt", ".md", ".html", ".csv", ".xlsx"})


class Sent(BaseModel):
    """Nội dung gửi đến: unknown fields are refused, since nobody would do what they ask."""

    model_config = ConfigDict(extra="forbid")


class Reason(Sent):
    """Lý do: why something is done; it is kept with the act."""

    reason: Filled = Field(examples=["Ban hành nhầm"])


@contextmanager
def kept_for_reading(upload: UploadFile) -> Iterator[Path]:
    """Tệp tạm: what was sent, under a name of our own; gone afterwards."""
    suffix = Path(upload.filename or "").suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "tep-gui-den" + (suffix if suffix in _SUFFIXES else ""))
        file.write_bytes(upload.file.read())
        yield file


def _within(day: date | None) -> date | None:
    if day is not None and not _FIRST <= day <= _LAST:
        raise ValueError("outside the calendar")
    return day
