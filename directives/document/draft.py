"""Bản thảo: a draft as a person writes it (TOML), read strictly: nothing is guessed, coerced or dropped."""

import datetime
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from directives.document.field_problems import field_problems
from directives.document.kinds import DocumentType, SigningCapacity
from directives.document.model import BodyKind, BodyPart, Provenance
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


def _printable(text: str) -> str:
    if any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in text):
        raise ValueError("control")
    return text


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return _printable(text)


#: A text that may be left out but not filled with control characters; a text that must say something.
Text = Annotated[str, AfterValidator(_printable)]
FilledText = Annotated[str, AfterValidator(_filled)]

_TYPE_KEYS = tuple(kind.value for kind in DocumentType)


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _answer(value: Any) -> Any:
    """Câu trả lời: a text, several lines or a day; what the form asks is compared later, when it is known."""
    match value:
        case str():
            return _printable(value)
        case datetime.datetime():
            raise ValueError("answer")
        case datetime.date():
            return value
        case list() if all(isinstance(line, str) for line in value):
            return [_filled(line) for line in value]
        case _:
            raise ValueError("answer")


class AuthorityDraft(_Strict):
    """Quyền hạn ký trong bản thảo: in which capacity, and ``of`` which body or post one signs."""

    capacity: Literal["TM", "KT", "TL", "TUQ", "Q"]
    of: FilledText

    @property
    def signing_capacity(self) -> SigningCapacity:
        """Quyền hạn: the member of the closed list."""
        return SigningCapacity(self.capacity)


class SignatureDraft(_Strict):
    """Chữ ký trong bản thảo: lines above the name; a signer without title in the source has none here."""

    authority: list[AuthorityDraft] = Field(default_factory=list)
    title: Text = ""
    name: Text = ""


class ArchiveDraft(_Strict):
    """Lưu trong bản thảo: units that keep the original, copies, drafter's mark."""

    units: Annotated[list[FilledText], Field(min_length=1)]
    copies: Annotated[int, Field(ge=1)] | None = None
    drafter: Text = ""


class BodyDraft(_Strict):
    """Phần nội dung trong bản thảo: see ``directives.document.model.BodyPart``."""

    kind: Literal["paragraph", "section", "article", "clause", "point", "dash"]
    title: Text = ""
    text: Text = ""
    children: list["BodyDraft"] = Field(default_factory=list)

    def part(self) -> BodyPart:
        """Phần nội dung: as a plain value."""
        children = tuple(child.part() for child in self.children)
        return BodyPart(BodyKind(self.kind), self.text, self.title, children)


class Draft(_Strict):
    """Bản thảo: what a person says of a document before it is checked, numbered and signed.

    ``form`` names a Word form other than the type's own, ``details`` answer what the form asks. Dates,
    letterhead, place and symbol that are left out follow from the office and the day (``compose``).
    """

    type: Literal[_TYPE_KEYS]  # type: ignore[valid-type]  # built from the closed list, which mypy cannot see
    issuer: FilledText
    subject: Annotated[FilledText, Field(max_length=500)]
    body: list[BodyDraft] = Field(default_factory=list)
    form: Text = ""
    details: dict[str, Annotated[Any, AfterValidator(_answer)]] = Field(default_factory=dict)
    recipients: Annotated[list[FilledText], Field(min_length=1)]
    archive: ArchiveDraft
    signature: SignatureDraft
    unit: Annotated[Text, Field(max_length=60)] = ""
    symbol: Annotated[Text, Field(max_length=100)] = ""
    date: datetime.date | None = None
    addressees: list[FilledText] = Field(default_factory=list)
    deciding_authority: Text = ""
    legal_bases: list[FilledText] = Field(default_factory=list)
    provenance: Literal["real", "reconstructed", "synthetic"] = "real"
    carries_out: list[FilledText] = Field(default_factory=list)

    @property
    def document_type(self) -> DocumentType:
        """Tên loại: the member of the closed list."""
        return DocumentType[str(self.type).upper()]

    @property
    def source(self) -> Provenance:
        """Nguồn gốc: the member of the closed list."""
        return Provenance(self.provenance)


def read_draft(path: Path) -> Draft:
    """Đọc bản thảo: a draft file as a value. Raises UnreadableDraft or InvalidDraft."""
    try:
        if path.stat().st_size > MAX_DRAFT_BYTES:
            raise UnreadableDraft(where=path.name, file=path.name, reason="> 2 MiB")
        text = path.read_text(encoding="utf-8-sig")
        data = toml_table(text)
    except OSError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=f"UTF-8, byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=f"TOML: {error}") from error
    return parse_draft(data, file=path.name)


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
        "body": BodyDraft, "children": BodyDraft,
    }  # fmt: skip
    inside = [tables[part] for part in loc[:-1] if isinstance(part, str) and part in tables]
    return list((inside[-1] if inside else Draft).model_fields)
