"""Bản thảo: a draft as a person writes it (TOML), read strictly: nothing is guessed, coerced or dropped."""

import datetime
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from directives.document.kinds import DocumentType, SigningCapacity
from directives.document.model import BodyKind, BodyPart, Provenance
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

    Dates, letterhead, place and symbol that are left out follow from the office and the day (``compose``).
    """

    type: Literal[_TYPE_KEYS]  # type: ignore[valid-type]  # built from the closed list, which mypy cannot see
    issuer: FilledText
    subject: Annotated[FilledText, Field(max_length=500)]
    body: Annotated[list[BodyDraft], Field(min_length=1)]
    recipients: Annotated[list[FilledText], Field(min_length=1)]
    archive: ArchiveDraft
    signature: SignatureDraft
    unit: Text = ""
    symbol: Text = ""
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
        data = tomllib.loads(unicodedata.normalize("NFC", text))
    except OSError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=f"UTF-8, byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise UnreadableDraft(where=path.name, file=path.name, reason=f"TOML: {error}") from error
    return parse_draft(data, file=path.name)


def parse_draft(data: Mapping[str, Any], *, file: str) -> Draft:
    """Kiểm tra bản thảo: a mapping as a Draft. Raises InvalidDraft naming every wrong field of ``file``."""
    try:
        return Draft.model_validate(dict(data))
    except ValidationError as error:
        raise InvalidDraft(file, tuple(_problems(error))) from error


_SENTENCES = {
    "missing": N_("field “{field}” is missing; add it"),
    "extra_forbidden": N_("field “{field}” is not known; did you mean “{nearest}”?"),
    "literal_error": N_("field “{field}” is “{seen}”, which is not in the list: {expected}"),
    "string_type": N_("field “{field}” must be text in quotes, not {seen}"),
    "int_type": N_("field “{field}” must be a whole number, not {seen}"),
    "date_type": N_("field “{field}” must be a date such as 2026-03-05 without quotes, not {seen}"),
    "list_type": N_("field “{field}” must be a list in [ ], not {seen}"),
    "too_short": N_("field “{field}” must not be empty"),
    "string_too_long": N_("field “{field}” is too long: at most {expected} characters"),
    "greater_than_equal": N_("field “{field}” is {seen}; it must be at least {expected}"),
    "blank": N_("field “{field}” is blank; fill it in"),
    "control": N_("field “{field}” holds a control character; type the text again"),
}
_OTHER = N_("field “{field}” does not fit: {seen}")


def _problems(error: ValidationError) -> Iterator[Problem]:
    for row in error.errors(include_url=False):
        where = ".".join(str(part) for part in row["loc"])
        field = str(row["loc"][-1]) if row["loc"] else ""
        context = row.get("ctx", {})
        reason = str(context.get("error", "")) if row["type"] == "value_error" else row["type"]
        expected = next((context[k] for k in ("expected", "max_length", "ge") if k in context), "")
        nearest = get_close_matches(field, _names_at(row["loc"]), n=1, cutoff=0.0)
        yield Problem(
            where=where,
            template=_SENTENCES.get(reason, _OTHER),
            fields={
                "field": where,
                "seen": _shown(row["input"]),
                "expected": expected,
                "nearest": nearest[0] if nearest else "",
            },
        )


def _names_at(loc: tuple[int | str, ...]) -> list[str]:
    """Tên trường ở chỗ đó: the known field names of the table in which the unknown one stands."""
    tables: dict[str, type[BaseModel]] = {
        "signature": SignatureDraft, "authority": AuthorityDraft, "archive": ArchiveDraft,
        "body": BodyDraft, "children": BodyDraft,
    }  # fmt: skip
    inside = [tables[part] for part in loc[:-1] if isinstance(part, str) and part in tables]
    return list((inside[-1] if inside else Draft).model_fields)


def _shown(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
