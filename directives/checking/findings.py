"""Lỗi thể thức: findings as values: what was seen, where, and what the law wants instead."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Chỗ: where in a document; ``element`` is the name of the box or matter (``number``, ``paper``, ``body``…).

    ``paragraph`` and ``section`` count from 1, ``start`` and ``end`` are letters within the paragraph's text;
    ``sheet`` is a printed page (of a PDF). ``entry`` names a register row. None = not about such a thing.
    """

    element: str
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None
    section: int | None = None
    sheet: int | None = None
    entry: str | None = None

    @property
    def where(self) -> str:
        """Chỗ bằng một từ: "paragraph:12", "section:1", "page:3", "entry:15/QĐ-UBND" or "document"."""
        if self.entry is not None:
            return f"entry:{self.entry}"
        if self.paragraph is not None:
            return f"paragraph:{self.paragraph}"
        if self.sheet is not None:
            return f"page:{self.sheet}"
        return f"section:{self.section}" if self.section is not None else "document"

    @property
    def order(self) -> tuple[int, int, int, int]:
        """Thứ tự đọc: the document as a whole, its sections, then its paragraphs as a reader comes to them."""
        kind = (
            2
            if self.paragraph is not None or self.sheet is not None
            else 1
            if self.section is not None
            else 0
        )
        return kind, self.sheet or 0, self.paragraph or self.section or 0, self.start or 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Lỗi thể thức: one thing seen that the law wants otherwise; a value, never raised.

    ``message`` says the rule and ``mend`` how to put it right, both for the clerk; ``repairable``: the program can.
    """

    rule: str
    severity: str  # error or warning
    where: str
    seen: str
    expected: str
    clause: str
    message: str
    mend: str
    repairable: bool
    place: Place

    def said(self, message: str, mend: str) -> "Finding":
        """Cùng lỗi bằng lời khác: the same finding in another language's sentences."""
        return replace(self, message=message, mend=mend)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Quy tắc không xét được: a rule that could not be judged on this document, and why."""

    rule: str
    reason: str
