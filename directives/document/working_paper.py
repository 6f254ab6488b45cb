"""Biểu mẫu nghiệp vụ: lists, minutes and sheets of the field work: signed, but without number and register."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from directives.document.details import details_of
from directives.document.draft import SignatureDraft, answer, read_draft_table
from directives.document.field_problems import field_problems
from directives.document.model import Authority, BodyTable, Detail, Letterhead, Provenance, Signature
from directives.document.strict import FilledText, Strict, Text
from directives.errors import N_, DirectiveError
from directives.org.chart import OrganisationChart
from doc_templates import Form


class InvalidPaper(DirectiveError):
    """Biểu mẫu ghi sai: every problem found in what was written for one working paper, all at once."""

    kind = "invalid_paper"
    template = N_("The working paper {file} has {count} problem(s). Correct them and try again:")


class PaperTable(Strict):
    """Số liệu của biểu mẫu: the file beside the draft, and what its columns are where headings differ.

    ``columns`` is the form's name of a column to its heading in the file; ``left_out`` are headings of the file
    which are not to be printed. Nothing is left out that is not named.
    """

    file: FilledText
    sheet: Text = ""
    head_row: Annotated[int, Field(ge=1)] = 1
    columns: dict[str, FilledText] = Field(default_factory=dict)
    left_out: list[FilledText] = Field(default_factory=list)


class PaperDraft(Strict):
    """Bản ghi biểu mẫu: what a person says of a working paper, in TOML; the table comes from a file."""

    form: FilledText
    issuer: FilledText
    subject: Annotated[FilledText, Field(max_length=500)]
    date: datetime.date | None = None
    signature: SignatureDraft = Field(default_factory=SignatureDraft)
    details: dict[str, Annotated[Any, AfterValidator(answer)]] = Field(default_factory=dict)
    table: PaperTable | None = None
    provenance: Literal["real", "reconstructed", "synthetic"] = "real"


@dataclass(frozen=True, slots=True)
class WorkingPaper:
    """Biểu mẫu nghiệp vụ: everything its Word form prints; ``totals`` is the last row of the table, maybe empty."""

    letterhead: Letterhead
    issuer_name: str
    place_name: str
    day: datetime.date
    subject: str
    table: BodyTable
    totals: tuple[str, ...]
    signature: Signature
    details: tuple[Detail, ...]
    provenance: Provenance


def read_paper(path: Path) -> PaperDraft:
    """Đọc bản ghi biểu mẫu: raises UnreadableDraft, InvalidPaper naming every wrong field."""
    try:
        return PaperDraft.model_validate(read_draft_table(path))
    except ValidationError as error:
        problems = tuple(field_problems(error, _names_at))
        where = f"{path.name}:{problems[0].where}"
        raise InvalidPaper(where=where, problems=problems, file=path.name, count=len(problems)) from error


def compose_paper(
    draft: PaperDraft,
    form: Form,
    table: BodyTable,
    totals: tuple[str, ...],
    chart: OrganisationChart,
    today: datetime.date,
    *,
    reckoned: Mapping[str, str] | None = None,
) -> WorkingPaper:
    """Lập biểu mẫu: the draft with the organisation of its day; ``reckoned`` answers what the draft leaves open.

    Raises UnknownOffice, UnansweredForm.
    """
    day = draft.date or today
    office = chart.on(day).office(draft.issuer)
    return WorkingPaper(
        Letterhead(office.parent_lines, office.name_lines),
        office.full_name,
        office.place_name,
        day,
        draft.subject,
        table,
        totals,
        Signature(
            tuple(Authority(one.signing_capacity, one.of) for one in draft.signature.authority),
            draft.signature.title,
            draft.signature.name,
        ),
        details_of({**(reckoned or {}), **draft.details}, form),
        Provenance(draft.provenance),
    )


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    tables: dict[str, type[BaseModel]] = {"signature": SignatureDraft, "table": PaperTable}
    inside = [tables[part] for part in loc[:-1] if isinstance(part, str) and part in tables]
    return list((inside[-1] if inside else PaperDraft).model_fields)
