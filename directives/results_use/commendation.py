"""Đề xuất khen thưởng: who meets the stated criteria, by criterion and figure. Nothing is awarded by the program."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from directives.errors import N_, DirectiveError
from directives.numbers import percentage, whole_number
from directives.results_use.scorecard import Known, Scorecard, Verdict


class NoSuchForm(DirectiveError):
    """Không có hình thức này: the committee of this level may not give it on this day."""

    kind = "no_such_form"
    template = N_(
        "“{form}” is no form of commendation which {office} may give on {day}. It may give: {known}."
    )


@dataclass(frozen=True, slots=True)
class Criterion:
    """Tiêu chí khen thưởng: what a unit must show; ``at_most`` bounds what is counted."""

    code: str
    name: str
    rule: str
    first_day: date
    last_day: date | None = None
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class AwardForm:
    """Hình thức khen thưởng: which the chairman of a committee of ``level`` gives, and on what basis."""

    code: str
    name: str
    level: str
    first_day: date
    basis: str
    settled: bool
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class AwardLaw:
    """Căn cứ khen thưởng: a law or decree; one that is not ``settled`` is never printed."""

    text: str
    number: str
    first_day: date
    settled: bool
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Tiêu chí đã xét: whether a unit meets it, and the figure that says so, in Vietnamese."""

    code: str
    name: str
    met: bool
    figure: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Đề xuất: a unit with every criterion; ``met`` only when it meets them all."""

    unit: str
    name: str
    judged: tuple[Judged, ...]

    @property
    def met(self) -> bool:
        """Đạt: every criterion."""
        return all(one.met for one in self.judged)

    @property
    def unmet(self) -> tuple[Judged, ...]:
        """Chưa đạt: the criteria which it does not meet."""
        return tuple(one for one in self.judged if not one.met)


def criteria_on(day: date) -> tuple[Criterion, ...]:
    """Tiêu chí của một ngày: in the order in which they are printed."""
    return tuple(Criterion(**row) for row in _on("criterion", day))


def laws_on(day: date) -> tuple[AwardLaw, ...]:
    """Căn cứ của một ngày: those in force, the settled ones and the others."""
    return tuple(AwardLaw(**row) for row in _on("law", day))


def forms_on(day: date, level: str) -> tuple[AwardForm, ...]:
    """Hình thức của một cấp trong một ngày: none for an office that is no committee of a territory."""
    return tuple(AwardForm(**row) for row in _on("form", day) if row["level"] == level)


def form_of(code: str, day: date, level: str, office: str) -> AwardForm:
    """Hình thức theo mã: raises NoSuchForm where the committee of this level may not give it."""
    known = forms_on(day, level)
    for one in known:
        if one.code == code:
            return one
    raise NoSuchForm(
        where=code,
        form=code,
        office=office,
        day=f"{day:%d/%m/%Y}",
        known=", ".join(f"{one.code} ({one.name})" for one in known) or "–",
    )


def proposed(cards: Sequence[Scorecard], criteria: Sequence[Criterion]) -> tuple[Proposal, ...]:
    """Xét tiêu chí: all units in their order, those who meet every criterion and the others; no list is cut."""
    return tuple(
        Proposal(card.unit, card.name, tuple(_judged(card, one) for one in criteria)) for card in cards
    )


def _judged(card: Scorecard, criterion: Criterion) -> Judged:
    met, figure = _RULES[criterion.rule](card, criterion.at_most)
    return Judged(criterion.code, criterion.name, met, figure)


def _published(card: Scorecard, _most: int) -> tuple[bool, str]:
    if card.index.known is Known.SHOWN:
        return card.index.value is not None, _percent(card.index.value)
    return False, NOT_SHOWN[card.index.known]


def _not_below(card: Scorecard, _most: int) -> tuple[bool, str]:
    index = card.index
    if index.value is None or index.level_mean is None:
        return False, NOT_SHOWN.get(index.known, _NONE)
    said = f"{_percent(index.value)}, trung bình cùng cấp {_percent(index.level_mean)}"
    if index.value >= index.level_mean:
        return True, said
    if index.low is None or index.high is None:
        return False, f"{said}; không có khoảng tin cậy để xét sai số"
    interval = f"khoảng tin cậy {interval_words(index.low, index.high)}"
    return index.apart >= 0, f"{said}; {interval}{'' if index.apart < 0 else ', trong sai số'}"


def _not_fallen(card: Scorecard, _most: int) -> tuple[bool, str]:
    # What cannot be compared is no fall; a unit without any index is held back by the criterion of publication.
    return card.change.verdict is not Verdict.WORSE, change_words(card)


def _late(card: Scorecard, most: int) -> tuple[bool, str]:
    return card.duties.late <= most, f"{whole_number(card.duties.late)} nhiệm vụ xong chậm"


def _missing(card: Scorecard, most: int) -> tuple[bool, str]:
    return card.duties.missing <= most, f"{whole_number(card.duties.missing)} nhiệm vụ quá hạn chưa làm"


def _reports(card: Scorecard, most: int) -> tuple[bool, str]:
    said = f"thiếu {whole_number(card.reports.missing)} trên {whole_number(card.reports.due)} báo cáo đến hạn"
    return card.reports.missing <= most, said


def _checks(card: Scorecard, _most: int) -> tuple[bool, str]:
    if not card.quota:
        return True, "không phải kiểm tra lần nào"
    said = f"{whole_number(card.checked)} trên {whole_number(card.quota)} lần"
    return card.checked >= card.quota, said


_NONE = "không có số liệu"
NOT_SHOWN: Mapping[Known, str] = {
    Known.WITHHELD: "không công bố: quá ít phiếu",
    Known.UNMEASURED: "không được đo lường",
}
"""Vì sao không có số liệu: said in the place of a figure, which is never a 0."""
_RULES = {
    "published": _published,
    "not_below_level": _not_below,
    "not_fallen": _not_fallen,
    "late_at_most": _late,
    "missing_at_most": _missing,
    "reports_missing_at_most": _reports,
    "checks_met": _checks,
}


def change_words(card: Scorecard) -> str:
    """Thay đổi bằng lời: the difference with its interval and what may be concluded from it."""
    change = card.change
    if change.verdict is Verdict.INCOMPARABLE or change.difference is None:
        return f"không so sánh được: {change.reason or _NONE}"
    said = f"{signed(change.difference)} điểm phần trăm"
    if change.low is not None and change.high is not None:
        said += f" (khoảng tin cậy từ {signed(change.low)} đến {signed(change.high)})"
    concluded = {
        Verdict.BETTER: "tăng rõ",
        Verdict.WORSE: "giảm rõ",
        Verdict.UNSURE: "chưa đủ để kết luận là tăng hay giảm",
    }[change.verdict]
    return f"{said}: {concluded}" + (f" ({change.reason})" if change.reason else "")


def signed(value: Decimal) -> str:
    """Số có dấu: "+1,20" or "-0,50"; nothing stands before a zero."""
    said = percentage(value).removesuffix("%")
    return f"+{said}" if value > 0 else said


def interval_words(low: Decimal, high: Decimal) -> str:
    """Khoảng tin cậy bằng lời: both ends in percent."""
    return f"từ {_percent(low)} đến {_percent(high)}"


def _percent(value: Decimal | None) -> str:
    return _NONE if value is None else percentage(value)


def _on(kind: str, day: date) -> list[dict[str, Any]]:
    return [row for row in _rows()[kind] if row["first_day"] <= day <= row.get("last_day", day)]


@cache
def _rows() -> dict[str, list[dict[str, Any]]]:
    """Rows of our own data; a test reads every one of them."""
    data = files("directives.results_use").joinpath("data", "commendation.toml")
    return tomllib.loads(data.read_text(encoding="utf-8"))
