"""Phiếu giám sát: a supervision visit to a village while forms are handed out, and findings to be answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Literal

from sipas_engine.sampling.chance import digest_of

Content = Literal["right_list", "into_hand", "no_hints", "sealed"]
"""Nội dung giám sát: đúng danh sách; phát tận tay; không gợi ý trả lời; phiếu niêm phong."""

CONTENTS: dict[Content, str] = {
    "right_list": "Phát đúng người trong danh sách",
    "into_hand": "Phát tận tay người trả lời",
    "no_hints": "Không gợi ý câu trả lời",
    "sealed": "Phiếu đã trả lời được niêm phong",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """Phiếu giám sát: who looked where and when; ``fulfilled`` says of each content whether it was so."""

    id: str
    village: tuple[str, ...]
    day: date
    supervisor: str
    fulfilled: dict[Content, bool]
    remark: str = ""
    proposal: str = ""

    @property
    def findings(self) -> tuple[Content, ...]:
        """Phát hiện: the contents that were not fulfilled, each of which must be answered."""
        return tuple(content for content, ok in self.fulfilled.items() if not ok)


@dataclass(frozen=True, slots=True)
class FindingAnswer:
    """Trả lời phát hiện: what was done about one finding of a visit, by whom and when."""

    visit: str
    content: Content
    day: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """Phát hiện chưa trả lời: of which visit, and for how many days it has been waiting."""

    visit: str
    village: tuple[str, ...]
    content: Content
    days: int


def draw_visits(
    villages: Sequence[tuple[str, ...]], seed: str, share: Fraction = Fraction(1, 10)
) -> tuple[tuple[str, ...], ...]:
    """Rút thôn giám sát: of each commune the share of its villages, rounded up, by SHA-256 of ``seed|path``."""
    communes: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for village in sorted(set(villages)):
        communes.setdefault(village[:-1], []).append(village)

    def lot(village: tuple[str, ...]) -> str:
        return digest_of(seed, *village)

    return tuple(
        sorted(
            village for own in communes.values() for village in sorted(own, key=lot)[: ceil(share * len(own))]
        )
    )


def open_findings(
    visits: Sequence[Visit], answers: Sequence[FindingAnswer], day: date
) -> tuple[OpenFinding, ...]:
    """Phát hiện chưa trả lời: longest waiting first."""
    answered = {(answer.visit, answer.content) for answer in answers if answer.day <= day}
    found = [
        OpenFinding(visit.id, visit.village, content, (day - visit.day).days)
        for visit in visits
        if visit.day <= day
        for content in visit.findings
        if (visit.id, content) not in answered
    ]
    return tuple(sorted(found, key=lambda one: (-one.days, one.visit, one.content)))
