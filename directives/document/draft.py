"""Bản thảo: a draft as a person writes it (TOML), read strictly: nothing is guessed, coerced or dropped."""

import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from directives.document.body_draft import AnnexDraft, AttachedDraft, BodyDraft
from directives.document.enclosed import ColumnDraft, TableDraft
from directives.document.field_problems import field_problems
from directives.document.kinds import Circulation, DocumentType, SigningCapacity, Urgency
from directives.document.model import Provenance
from directives.document.strict import FilledText, Strict, Text, filled, printable
from directives.document.toml_table import MAX_DEPTH, is_too_deep, toml_table
from directives.errors import N_, DirectiveError, Problem

#: A dispatch is a few pages; a larger file is not a draft.
MAX_DRAFT_BYTES = 2 * 1024 * 1024


class InvalidDraft(DirectiveError):
    """Bản thảo không hợp lệ: every problem found in one draft, all at once."""

    kind = "invalid_draft"
    template = N_("The draft {file} has {count} problem(s). Correct them and try again:")

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            where=f"{file}:{problems[0].where}", problems=problems, file=file, count=len(problems)
        )


class UnreadableDraft(DirectiveError):
    """Không đọc được bản thảo: the file is not there, not UTF-8, too large or not TOML."""

    kind = "unreadable_draft"
    template = N_("The draft {file} cannot be read: {reason}. A draft is a TOML file in UTF-8.")


_TYPE_KEYS = tuple(kind.value for kind in DocumentType)


def answer(value: Any) -> Any:
    """Câu trả lời: a text, several lines or a day; what the form asks is compared later, when it is known."""
    match value:
        case str():
            return printable(value)
        case datetime.date():  # a moment as well
            return value
        case list() if all(isinstance(line, str) for line in value):
            return [filled(line) for line in value]
        case _:
            raise ValueError("answer")


class AuthorityDraft(Strict):
    """Quyền hạn ký trong bản thảo: in which capacity, and ``of`` which body or post one signs."""

    capacity: Literal["TM", "KT", "TL", "TUQ", "Q"]
    of: FilledText

    @property
    def signing_capacity(self) -> SigningCapacity:
        """Quyền hạn: the member of the closed list."""
        return SigningCapacity(self.capacity)


class SignatureDraft(Strict):
    """Chữ ký trong bản thảo: lines above the name; a signer without title in the source has none here."""

    authority: list[AuthorityDraft] = Field(default_factory=list)
    title: Text = ""
    name: Text = ""


class ArchiveDraft(Strict):
    """Lưu trong bản thảo: units that keep the original, copies, drafter's mark."""

    units: Annotated[list[FilledText], Field(min_length=1)]
    copies: Annotated[int, Field(ge=1)] | None = None
    drafter: Text = ""


class Draft(Strict):
    """Bản thảo: what a person says of a document before it is checked, numbered and signed.

    ``form`` names a Word form other than the type's own, ``details`` answer what the form asks. Dates,
    letterhead, place and symbol that are left out follow from the office and the day (``compose``); signature,
    recipients and archive from the office's own file, by the ``signer`` named and the ``unit`` that drafts.
    """

    type: Literal[_TYPE_KEYS]  # type: ignore[valid-type]  # built from the closed list, which mypy cannot see
    issuer: FilledText
    subject: Annotated[FilledText, Field(max_length=500)]
    body: list[BodyDraft] = Field(default_factory=list)
    form: Text = ""
    annexes: list[AnnexDraft] = Field(default_factory=list)
    attached: list[AttachedDraft] = Field(default_factory=list)
    details: dict[str, Annotated[Any, AfterValidator(answer)]] = Field(default_factory=dict)
    recipients: list[FilledText] = Field(default_factory=list)
    archive: ArchiveDraft | None = None
    signature: SignatureDraft | None = None
    signer: Text = ""
    unit: Annotated[Text, Field(max_length=60)] = ""
    symbol: Annotated[Text, Field(max_length=100)] = ""
    date: datetime.date | None = None
    addressees: list[FilledText] = Field(default_factory=list)
    deciding_authority: Text = ""
    legal_bases: list[FilledText] = Field(default_factory=list)
    provenance: Literal["real", "reconstructed", "synthetic"] = "real"
    carries_out: list[FilledText] = Field(default_factory=list)
    urgency: Literal["khan", "thuong_khan", "hoa_toc"] | None = None
    circulation: Literal["xem_xong_tra_lai", "luu_hanh_noi_bo"] | None = None
    contact: Annotated[Text, Field(max_length=200)] = ""
    drafter_mark: Annotated[Text, Field(max_length=40)] = ""
    electronic: bool = False

    @property
    def named_files(self) -> Iterator[tuple[str, TableDraft]]:
        """Tệp được nêu: every part of the body and annex that takes something from a file, by its place."""
        yield from _named_files("body", self.body)
        for number, annex in enumerate(self.annexes, 1):
            if annex.file:
                yield f"annexes[{number}]", annex
            yield from _named_files(f"annexes[{number}].body", annex.body)
        for number, text in enumerate(self.attached, 1):
            yield from _named_files(f"attached[{number}].body", text.body)

    @property
    def document_type(self) -> DocumentType:
        """Tên loại: the member of the closed list."""
        return DocumentType[str(self.type).upper()]

    @property
    def source(self) -> Provenance:
        """Nguồn gốc: the member of the closed list."""
        return Provenance(self.provenance)

    @property
    def urgency_level(self) -> Urgency | None:
        """Mức độ khẩn: the member of the closed list, None where there is no hurry."""
        return Urgency[self.urgency.upper()] if self.urgency else None

    @property
    def circulation_limit(self) -> Circulation | None:
        """Phạm vi lưu hành: the member of the closed list, None where it is not limited."""
        return Circulation[self.circulation.upper()] if self.circulation else None


def _named_files(place: str, parts: Sequence[BodyDraft]) -> Iterator[tuple[str, BodyDraft]]:
    for number, part in enumerate(parts, 1):
        if part.file:
            yield f"{place}[{number}]", part
        yield from _named_files(f"{place}[{number}].children", part.children)


def read_draft(path: Path) -> Draft:
    """Đọc bản thảo: a draft file as a value. Raises UnreadableDraft or InvalidDraft."""
    return parse_draft(read_draft_table(path), file=path.name)


def read_draft_table(path: Path) -> dict[str, Any]:
    """Đọc bảng của bản thảo: what a draft file says, before any field of it is judged. Raises UnreadableDraft."""
    try:
        if path.stat().st_size > MAX_DRAFT_BYTES:
            raise UnreadableDraft(where=path.name, file=path.name, reason="> 2 MiB")
        return toml_table(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=f"UTF-8, byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=f"TOML: {error}") from error


def parse_draft(data: Mapping[str, Any], *, file: str) -> Draft:
    """Kiểm tra bản thảo: a mapping as a Draft. Raises InvalidDraft naming every wrong field of ``file``."""
    if is_too_deep(data):
        raise InvalidDraft(file, (Problem(_TOO_DEEP, {"expected": MAX_DEPTH}),))
    try:
        return Draft.model_validate(dict(data))
    except ValidationError as error:
        raise InvalidDraft(file, tuple(field_problems(error, _names_at))) from error


_TOO_DEEP = N_("lists and tables stand in each other more than {expected} levels deep")


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    """Tên trường ở chỗ đó: the known field names of the table in which the unknown one stands."""
    tables: dict[str, type[BaseModel]] = {
        "signature": SignatureDraft, "authority": AuthorityDraft, "archive": ArchiveDraft,
        "body": BodyDraft, "children": BodyDraft, "annexes": AnnexDraft, "columns": ColumnDraft,
        "attached": AttachedDraft,
    }  # fmt: skip
    inside = [tables[part] for part in loc[:-1] if isinstance(part, str) and part in tables]
    return list((inside[-1] if inside else Draft).model_fields)
