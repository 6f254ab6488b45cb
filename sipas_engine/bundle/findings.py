"""Sai khác: one thing in a bundle that does not agree with its manifest, its sums or its own counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sipas_engine.errors import Problem

FindingKind = Literal["manifest", "hash", "missing", "extra", "form", "sum", "withheld", "figure"]
"""Loại sai khác: manifest or hash not as sealed; file missing or not listed; not in its form; sums; groups; figures."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Sai khác: in which file, row and column, said by a sentence with fields.

    ``row`` counts as a person does in that file (the head is row 1), None where there is none; ``found`` and
    ``expected`` are what stands there and what was recomputed, where that can be said.
    """

    kind: FindingKind
    file: str
    template: str
    fields: Mapping[str, object] = field(default_factory=dict)
    row: int | None = None
    column: str = ""
    found: str | None = None
    expected: str | None = None

    @property
    def where(self) -> str:
        """Chỗ sai: ``file:row:column``, as far as it goes."""
        return ":".join(
            [self.file, *([str(self.row)] if self.row else []), *([self.column] if self.column else [])]
        )

    @property
    def problem(self) -> Problem:
        """Câu báo: the sentence with its place, to be worded at the door."""
        own = {"file": self.file, "row": self.row or "", "column": self.column}
        shown = {"found": self.found, "expected": self.expected}
        return Problem(self.template, {**own, **shown, **self.fields}, self.where)
