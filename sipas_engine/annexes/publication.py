"""Giới hạn công bố: which groups are too small to be shown, or to be shown without a word of caution."""

from dataclasses import dataclass

from sipas_engine.index.result import UnitIndex

FEW_MARK = "(*)"
SUPPRESSED_MARK = "(**)"
WITHHELD_MARK = "(***)"
WITHHELD_NOTE = f"{WITHHELD_MARK} Không công bố để không suy ra được số liệu của đơn vị có quá ít phiếu."


@dataclass(frozen=True, slots=True)
class Limits:
    """Giới hạn công bố: settings of a table.

    A group with fewer than ``min_n`` forms (or answers) is marked as uncertain. In a ``public`` table the
    values of a group below ``suppress_below`` are left out, so that nobody's answers can be guessed.
    """

    min_n: int = 30
    suppress_below: int = 10
    public: bool = True

    def suppresses(self, n: int) -> bool:
        """Không công bố: whether a group of n is left out of a public table."""
        return self.public and n < self.suppress_below

    def mark(self, n: int) -> str | None:
        """Dấu chú thích: the footnote mark of a group of n, None for one large enough."""
        if self.suppresses(n):
            return SUPPRESSED_MARK
        return FEW_MARK if n < self.min_n else None

    def note(self, sizes: "list[int]") -> str:
        """Chú thích: what the marks mean, for those that occur among groups of these sizes."""
        marks = {self.mark(n) for n in sizes}
        sentences = []
        if FEW_MARK in marks:
            sentences.append(f"{FEW_MARK} Dưới {self.min_n} phiếu: số liệu chỉ để tham khảo.")
        if SUPPRESSED_MARK in marks:
            sentences.append(f"{SUPPRESSED_MARK} Dưới {self.suppress_below} phiếu: không công bố số liệu.")
        return " ".join(sentences)


def is_withheld(unit: UnitIndex) -> bool:
    """Đã che số liệu: a unit with valid forms of which not one answer is left, not even a blank."""
    answers = unit.criteria.values()
    return unit.n_valid > 0 and not any(
        one.blank or one.double or one.dont_know or any(one.counts) for one in answers
    )
