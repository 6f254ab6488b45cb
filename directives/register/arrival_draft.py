"""Phiếu đăng ký đọc sẵn: what was read of an incoming file, as a TOML that the clerk confirms instead of typing.

The clerk fills in what is blank, or says under ``absent`` that the document really lacks it, and takes out of
``doubtful`` what was looked at. Until then it is not entered; nothing is guessed on the way.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from directives.document.draft import read_draft_table
from directives.document.field_problems import field_problems
from directives.document.kinds import Urgency
from directives.document.strict import FilledText, Strict, Text
from directives.errors import N_, DirectiveError, Problem
from directives.register.incoming import IncomingDocument

#: What may really be missing on a document; author, type and subject may not.
_MAY_LACK = ("number", "dated", "signer")
_NEEDED = ("author", "type", "subject")


class InvalidArrivalDraft(DirectiveError):
    """Phiếu đăng ký ghi sai: every problem found in it, all at once."""

    kind = "invalid_arrival_draft"
    template = N_("The arrival {file} has {count} problem(s). Correct them and try again:")


class UnconfirmedArrival(DirectiveError):
    """Chưa xác nhận: fields are blank or doubtful, and nobody has said yet what they are."""

    kind = "unconfirmed_arrival"
    template = N_("The arrival {file} is not confirmed yet. Look at the document, then:")


class ArrivalCitation(Strict):
    """Văn bản được dẫn trong văn bản đến: as it was read, or as the clerk corrected it."""

    type: Text = ""
    number: FilledText
    date: datetime.date | None = None
    issuer: Text = ""
    role: Literal["basis", "cited", ""] = ""


class ArrivalDuty(Strict):
    """Nhiệm vụ trong văn bản đến: who must do what; ``time`` in the document's words, beside it as days.

    ``by`` is the last day; ``since`` and ``until`` bound a period.
    """

    text: FilledText
    ref: Text = ""
    addressees: list[FilledText] = Field(default_factory=list)
    kind: Text = ""
    evidence: Text = ""
    force: Text = ""
    time: Text = ""
    by: datetime.date | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    condition: Text = ""
    report_to: Text = ""


class ArrivalDraft(Strict):
    """Phiếu đăng ký đọc sẵn: one incoming document before it gets its number of arrival.

    ``file`` and ``sha256`` say what was read; ``received_on`` left out is today. ``absent`` names the fields which
    the document itself lacks, ``doubtful`` those which nobody has looked at yet.
    """

    office: FilledText
    file: Text = ""
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | Literal[""] = ""
    author: Text = ""
    number: Text = ""
    dated: datetime.date | Literal[""] = ""
    type: Text = ""
    subject: Text = ""
    signer: Text = ""
    urgency: Literal["", "khan", "thuong_khan", "hoa_toc"] = ""
    received_on: datetime.date | Literal[""] = ""
    receiver: Text = ""
    note: Text = ""
    absent: list[Literal["number", "dated", "signer"]] = Field(default_factory=list)
    doubtful: list[FilledText] = Field(default_factory=list)
    addressees: list[FilledText] = Field(default_factory=list)
    cites: list[ArrivalCitation] = Field(default_factory=list)
    duties: list[ArrivalDuty] = Field(default_factory=list)

    def open_points(self) -> Iterator[Problem]:
        """Chỗ chưa rõ: what the clerk still has to fill in, to say, or to look at."""
        for name in _NEEDED:
            if not getattr(self, name).strip():
                yield Problem(_FILL_IN, {"field": name}, name)
        for name in _MAY_LACK:
            blank = not str(getattr(self, name)).strip()
            if blank and name not in self.absent:
                yield Problem(_BLANK, {"field": name}, name)
            if not blank and name in self.absent:
                yield Problem(_NOT_ABSENT, {"field": name}, name)
        for name in self.doubtful:
            yield Problem(_DOUBTFUL, {"field": name}, name)

    def document(self, today: datetime.date, *, place: str) -> IncomingDocument:
        """Văn bản đến: as confirmed. Raises UnconfirmedArrival with every open point; ``place`` names the TOML."""
        if problems := tuple(self.open_points()):
            raise UnconfirmedArrival(where=f"{place}:{problems[0].where}", problems=problems, file=place)
        return IncomingDocument(
            author=self.author,
            number_and_symbol=self.number,
            dated=self.dated or None,
            type_name=self.type,
            subject=self.subject,
            arrived_on=self.received_on or today,
            signer=self.signer,
            file_name=self.file and Path(self.file).name,
            urgency=Urgency[self.urgency.upper()] if self.urgency else None,
        )

    def entered(self) -> Mapping[str, object]:
        """Nội dung kèm dòng đăng ký: addressees, citations and duties as they were confirmed, plain values."""
        return self.model_dump(mode="json", include={"addressees", "cites", "duties"})


def read_arrival_draft(path: Path) -> ArrivalDraft:
    """Đọc phiếu đăng ký: raises UnreadableDraft, InvalidArrivalDraft naming every wrong field."""
    return parse_arrival_draft(read_draft_table(path), file=path.name)


def parse_arrival_draft(table: Mapping[str, object], *, file: str) -> ArrivalDraft:
    """Kiểm tra phiếu đăng ký: a table as a value. Raises InvalidArrivalDraft."""
    try:
        return ArrivalDraft.model_validate(dict(table))
    except ValidationError as error:
        problems = tuple(field_problems(error, _names_at))
        where = f"{file}:{problems[0].where}"
        raise InvalidArrivalDraft(where=where, problems=problems, file=file, count=len(problems)) from error


def _names_at(loc: tuple[int | str, ...]) -> Sequence[str]:
    tables: dict[str, type[BaseModel]] = {"cites": ArrivalCitation, "duties": ArrivalDuty}
    inside = [tables[part] for part in loc[:-1] if isinstance(part, str) and part in tables]
    return list((inside[-1] if inside else ArrivalDraft).model_fields)


_FILL_IN = N_("fill in “{field}”: no document is entered without it")
_BLANK = N_("fill in “{field}”, or add it to “absent” when the document really has none")
_NOT_ABSENT = N_("“{field}” is filled in and stands in “absent” as well; take one of them out")
_DOUBTFUL = N_("compare “{field}” with the document, then take it out of “doubtful”")
