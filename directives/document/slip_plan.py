"""Tệp ghép cột: which column of a one-stop office's export says what, and what all its slips share (TOML)."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError

from directives.document.draft import ArchiveDraft, SignatureDraft, read_draft_table
from directives.document.field_problems import field_problems
from directives.document.slips import OWN_COLUMNS, Dossier, SlipKind
from directives.document.strict import FilledText, Strict, Text
from directives.errors import N_, DirectiveError, Problem
from directives.text import comparison_key
from doc_templates import FormField, form_named

_KEYS = tuple(kind.value for kind in SlipKind)


class InvalidSlipPlan(DirectiveError):
    """Tệp ghép cột không hợp lệ: every problem found in it, all at once."""

    kind = "invalid_slip_plan"
    template = N_("The mapping file {file} has {count} problem(s). Correct them and try again:")


class SlipPlan(Strict):
    """Tệp ghép cột: ``columns`` is our name to the heading in the export, ``answers`` what every slip says alike.

    ``kinds`` says what the words of the column ``loai_phieu`` mean, where the export has it.
    """

    issuer: FilledText
    signature: SignatureDraft
    archive: ArchiveDraft
    recipients: Annotated[list[FilledText], Field(min_length=1)] = Field(default_factory=lambda: ["Như trên"])
    sheet: Text = ""
    head_row: Annotated[int, Field(ge=1)] = 1
    columns: dict[str, FilledText]
    answers: dict[str, FilledText] = Field(default_factory=dict)
    kinds: dict[str, Literal[_KEYS]] = Field(default_factory=dict)  # type: ignore[valid-type]  # a closed list
    provenance: Literal["real", "reconstructed", "synthetic"] = "real"

    def kind_of(self, word: str) -> SlipKind | None:
        """Loại phiếu theo chữ trong tệp: by ``kinds``, or the key itself; None for any other word."""
        known = {comparison_key(said): key for said, key in self.kinds.items()} | {key: key for key in _KEYS}
        key = known.get(comparison_key(word))
        return SlipKind[key.upper()] if key else None

    def draft_of(self, dossier: Dossier) -> dict[str, Any]:
        """Bản thảo của phiếu: as a person would have written it."""
        return {
            "type": dossier.kind.type.value,
            "form": dossier.kind.form,
            "issuer": self.issuer,
            "subject": dossier.kind.subject.format(code=dossier.code),
            "addressees": [dossier.addressee],
            "recipients": list(self.recipients),
            "archive": self.archive.model_dump(),
            "signature": self.signature.model_dump(),
            "details": dict(dossier.answers),
            "provenance": self.provenance,
        }


def questions_of(kind: SlipKind, regime: str) -> Mapping[str, FormField]:
    """Câu hỏi của phiếu: what its Word form asks; nothing where the regime has no such form."""
    form = form_named(regime, kind.form)
    return form.questions if form else {}


def read_slip_plan(path: Path, regime: str) -> SlipPlan:
    """Đọc tệp ghép cột: raises UnreadableDraft, InvalidSlipPlan naming every wrong field."""
    data = read_draft_table(path)
    try:
        plan = SlipPlan.model_validate(data)
    except ValidationError as error:
        raise _invalid(path.name, list(field_problems(error, _names_at))) from error
    if problems := list(_unknown_names(plan, regime)):
        raise _invalid(path.name, problems)
    return plan


_UNKNOWN = N_("field “{field}” is not known; did you mean “{nearest}”?")


def _unknown_names(plan: SlipPlan, regime: str) -> Iterator[Problem]:
    asked = {name for kind in SlipKind for name in questions_of(kind, regime)}
    for table, names, known in (
        ("columns", plan.columns, asked | set(OWN_COLUMNS)),
        ("answers", plan.answers, asked),
    ):
        for name in names:
            if name not in known:
                where = f"{table}.{name}"
                nearest = next(iter(get_close_matches(name, sorted(known), n=1)), ", ".join(sorted(known)))
                yield Problem(_UNKNOWN, {"field": where, "nearest": nearest}, where)


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    tables: dict[str, type[BaseModel]] = {"signature": SignatureDraft, "archive": ArchiveDraft}
    inside = [tables[part] for part in loc[:-1] if isinstance(part, str) and part in tables]
    return list((inside[-1] if inside else SlipPlan).model_fields)


def _invalid(file: str, problems: list[Problem]) -> InvalidSlipPlan:
    return InvalidSlipPlan(
        where=f"{file}:{problems[0].where}", problems=problems, file=file, count=len(problems)
    )
