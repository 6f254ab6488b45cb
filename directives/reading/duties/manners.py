"""Cách giao việc: how documents of a type task somebody, and what of them is therefore a duty."""

from dataclasses import dataclass

from directives.reading.record import DutyTime

_LETTERS = frozenset({"cong_van", "chi_thi", "cong_dien", "thong_bao", "huong_dan", "ket_luan", "thong_tri"})
_PLANS = frozenset({"ke_hoach", "chuong_trinh", "phuong_an", "de_an", "du_an"})
_DECISIONS = frozenset({"quyet_dinh", "nghi_quyet"})


@dataclass(frozen=True, slots=True)
class Manner:
    """Cách giao việc: of a letter (every lowest item is a duty), a plan, a decision, or another document.

    In a decision an article tasks somebody by name or sets a time; a normative document rules, and only "Giao …" tasks.
    """

    letter: bool = False
    plan: bool = False
    decision: bool = False

    def makes_duty(
        self, *, addressed: bool, given: bool, answerable: bool, time: DutyTime | None, aside: bool
    ) -> bool:
        """Có là nhiệm vụ: whether such an item is one in a document of this manner.

        ``addressed``: it, or what stands above, names who is to act; ``given``: it begins with "Giao";
        ``answerable``: it names who is responsible;
        ``aside``: it stands below a heading of reasons, aims or facts.
        """
        if aside:
            tasks = self.letter or self.plan or self.decision
            return given or (answerable and tasks) or (time is not None and (self.letter or self.plan))
        if self.letter or self.plan:
            return True
        if self.decision:
            return addressed or (time is not None and not _is_rate(time))
        return given


def manner_of(doc_type: str | None) -> Manner:
    """Cách giao việc theo loại: of a type name folded with "_" ("cong_van", "nghi_quyet")."""
    return Manner(doc_type in _LETTERS, doc_type in _PLANS, doc_type in _DECISIONS)


def _is_rate(time: DutyTime) -> bool:
    """Định mức: a recurrence without a body to act is how often something is paid or held, no deadline."""
    return time.recurrence is not None
