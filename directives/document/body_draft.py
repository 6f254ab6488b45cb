"""Nội dung trong bản thảo: the parts of a body, the annexes and the attached texts, as a person writes them."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from directives.document.enclosed import NOTHING, Enclosed, TableDraft, enclosure
from directives.document.kinds import DocumentType
from directives.document.model import Annex, AttachedText, BodyKind, BodyPart, Picture
from directives.document.strict import FilledText, Strict, Text


class BodyDraft(TableDraft):
    """Phần nội dung trong bản thảo: see ``directives.document.model.BodyPart``.

    A table takes the fields of ``TableDraft``; a picture takes ``file``, ``width_mm`` and ``alternative``.
    """

    kind: Literal[
        "paragraph", "part", "chapter", "division", "subdivision", "section", "article", "clause", "point",
        "dash", "table", "picture",
    ]  # fmt: skip
    title: Text = ""
    text: Text = ""
    width_mm: Annotated[float, Field(ge=5)] | None = None
    alternative: Text = ""
    children: list["BodyDraft"] = Field(default_factory=list)

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "BodyDraft":
        fit = _OF_KIND.get(self.kind, frozenset())
        if unfit := self.model_fields_set & frozenset().union(*_OF_KIND.values()) - fit:
            raise PydanticCustomError("not_of_kind", "not_of_kind", {"expected": ", ".join(sorted(unfit))})
        if self.kind in TITLED and not self.title:
            raise PydanticCustomError("without_title", "without_title")
        if self.kind == "picture" and not (self.file and self.width_mm):
            raise PydanticCustomError("picture_source", "picture_source")
        if self.kind == "table":
            self.refuse_without_table()
        return self

    def part(self, place: str = "", enclosed: Enclosed = NOTHING) -> BodyPart:
        """Phần nội dung: as a plain value; ``enclosed`` are the files read for the draft, by their places.

        Raises UnreadEnclosure.
        """
        return BodyPart(
            BodyKind(self.kind),
            self.text,
            self.title,
            body_of(self.children, f"{place}.children", enclosed),
            self.table(place, enclosed) if self.kind == "table" else None,
            enclosure(enclosed, place, self.file, Picture) if self.kind == "picture" else None,
        )


_OF_KIND = {
    "table": frozenset(TableDraft.model_fields),
    "picture": frozenset({"file", "width_mm", "alternative"}),
}

#: What must bear a title (PL.I-II.6d). The same clause asks it of điều; most decisions do without.
TITLED = frozenset({"part", "chapter", "division", "subdivision"})


def body_of(parts: Sequence[BodyDraft], place: str, enclosed: Enclosed = NOTHING) -> tuple[BodyPart, ...]:
    """Nội dung: parts as plain values; ``place`` names their list in the draft. Raises UnreadEnclosure."""
    return tuple(part.part(f"{place}[{number}]", enclosed) for number, part in enumerate(parts, 1))


class AnnexDraft(TableDraft):
    """Phụ lục trong bản thảo: a table, or a text of its own ``body``, with title and notes."""

    title: FilledText
    notes: list[FilledText] = Field(default_factory=list)
    landscape: bool = False
    body: list[BodyDraft] = Field(default_factory=list)

    @model_validator(mode="after")
    def _has_a_table_or_a_text(self) -> "AnnexDraft":
        if not self.body or self.model_fields_set & set(TableDraft.model_fields):
            self.refuse_without_table()
        return self

    def annex(self, place: str, enclosed: Enclosed) -> Annex:
        """Phụ lục: as a plain value. Raises UnreadEnclosure when its file was not read."""
        body = body_of(self.body, f"{place}.body", enclosed)
        if not (self.file or self.rows):
            return Annex(self.title, notes=tuple(self.notes), landscape=self.landscape, body=body)
        table = self.table(place, enclosed, landscape=self.landscape)
        return Annex(self.title, table.columns, table.rows, tuple(self.notes), self.landscape, body)


_TYPE_KEYS = tuple(kind.value for kind in DocumentType)


class AttachedDraft(Strict):
    """Văn bản kèm theo trong bản thảo: the regulation or plan which a decision issues."""

    type: Literal[_TYPE_KEYS]  # type: ignore[valid-type]  # built from the closed list, which mypy cannot see
    subject: Annotated[FilledText, Field(max_length=500)]
    body: Annotated[list[BodyDraft], Field(min_length=1)]

    def text(self, place: str, enclosed: Enclosed) -> AttachedText:
        """Văn bản kèm theo: as a plain value. Raises UnreadEnclosure."""
        kind = DocumentType[str(self.type).upper()]
        return AttachedText(kind, self.subject, body_of(self.body, f"{place}.body", enclosed))
