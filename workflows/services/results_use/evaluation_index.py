"""Chỉ số trong đánh giá: a unit's index with its interval, and its change against the year before, as published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from directives.followup.plan import Plan
from directives.org.errors import UnknownOffice
from directives.org.offices import Office, OfficeKind
from directives.results_use.scorecard import IndexChange, IndexFigure, Known, Verdict
from sipas_engine.annexes.edition import Edition
from sipas_engine.annexes.publication import Limits, is_withheld
from sipas_engine.annexes.ranking import PreviousYear
from sipas_engine.comparison.change import REASONS, Change, WhyNot, index_change
from sipas_engine.comparison.change import Verdict as Told
from sipas_engine.index.result import UnitIndex
from sipas_engine.index.rounding import published_value
from storage import campaigns
from storage.database import reading
from workflows.services.campaign_edition import result_of_office
from workflows.services.campaign_state import campaign_state
from workflows.services.last_year import last_year_of
from workflows.services.results_use.used_result import later_edition, used_edition
from workflows.services.workspace import Workspace

_VERDICTS = {
    Told.BETTER: Verdict.BETTER,
    Told.WORSE: Verdict.WORSE,
    Told.NOT_TOLD: Verdict.UNSURE,
    Told.NOT_COMPARABLE: Verdict.INCOMPARABLE,
}
_NO_EARLIER = "kế hoạch không nêu kết quả năm trước của đơn vị"
_NO_INTERVAL = "số năm trước không có khoảng tin cậy"


@dataclass(frozen=True, slots=True)
class EvaluatedResults:
    """Kết quả dùng để đánh giá: the newest edition; the one before it, or at least its figures; hashes of both."""

    workspace: Workspace
    plan: Plan
    newest: Edition
    before: Edition | None
    figures: Mapping[str, Mapping[tuple[str, ...], PreviousYear]]
    inputs: Mapping[str, str]
    _means: dict[str, Decimal | None] = field(default_factory=dict)

    def of(self, unit: str) -> tuple[IndexFigure, IndexChange]:
        """Của một đơn vị: its figure and its change; what is not known is said."""
        found = self._found(self.newest, unit)
        if isinstance(found, WhyNot):
            known = Known.WITHHELD if found is WhyNot.WITHHELD else Known.UNMEASURED
            return IndexFigure(known), IndexChange(Verdict.INCOMPARABLE, reason=REASONS[found])
        return self._figure(found), self._change(unit, found)

    def _figure(self, found: UnitIndex) -> IndexFigure:
        mean = self._mean(found.level)
        low, high = found.interval or (None, None)
        apart = 0
        if mean is not None and low is not None and high is not None:
            apart = -1 if high < mean else 1 if low > mean else 0
        return IndexFigure(
            Known.SHOWN,
            found.published,
            self._rounded(low),
            self._rounded(high),
            found.n_valid,
            found.level,
            mean,
            apart,
        )

    def _change(self, unit: str, found: UnitIndex) -> IndexChange:
        if self.before is not None:
            earlier = self._found(self.before, unit)
            return self._worded(index_change(self.before.result, earlier, self.newest.result, found))
        figure = self.figures.get(found.level, {}).get(found.path)
        if figure is None or found.published is None:
            return IndexChange(Verdict.INCOMPARABLE, reason=_NO_EARLIER)
        difference = found.published - figure.published
        return IndexChange(
            Verdict.INCOMPARABLE, figure.published, difference, reason=_of_figures(figure, difference)
        )

    def _worded(self, change: Change) -> IndexChange:
        low, high = change.interval or (None, None)
        return IndexChange(
            _VERDICTS[change.verdict],
            change.earlier,
            change.difference,
            self._rounded(low),
            self._rounded(high),
            REASONS[change.reason] if change.reason else "",
        )

    def _found(self, edition: Edition, unit: str) -> UnitIndex | WhyNot:
        office = self._office(unit)
        if office is None or office.kind is not OfficeKind.PEOPLES_COMMITTEE:
            return WhyNot.NOT_MEASURED  # another office of the same territory has not its committee's index
        try:
            found = result_of_office(edition, office)
        except KeyError:
            return WhyNot.NOT_MEASURED
        hidden = Limits().suppresses(found.n_valid) or is_withheld(found)
        if hidden:
            return WhyNot.WITHHELD
        return found if found.published is not None else WhyNot.NO_ANSWERS

    def _office(self, unit: str) -> Office | None:
        day = self.plan.anchors.get("T0") or self.workspace.today()
        try:
            return self.workspace.chart.on(day).office(unit)
        except UnknownOffice:
            return None

    def _mean(self, level: str) -> Decimal | None:
        """Trung bình cùng cấp: the plain mean of the published indices of the units shown."""
        if level not in self._means:
            shown = [
                unit.published
                for unit in self.newest.result.level(level)
                if unit.published is not None and not Limits().suppresses(unit.n_valid)
            ]
            self._means[level] = (
                self._rounded(Fraction(sum(shown, Decimal(0))) / len(shown)) if shown else None
            )
        return self._means[level]

    def _rounded(self, value: Fraction | float | None) -> Decimal | None:
        method = self.newest.result.method
        return None if value is None else published_value(Fraction(value), method.decimals, method.rounding)


def evaluated_results(workspace: Workspace, plan: Plan) -> EvaluatedResults:
    """Kết quả của năm: the later edition against the one put to use; before it is frozen, that one alone.

    Raises UnknownCampaign, NoResultToUse.
    """
    used, later = used_edition(workspace, plan), later_edition(workspace, plan)
    named = plan.result_of or plan.id
    inputs = {"result": _hash(workspace, named)}
    if later is not None:
        inputs["later_result"] = _hash(workspace, plan.compared_with)
        return EvaluatedResults(workspace, plan, later, used, {}, inputs)
    figures = last_year_of(campaign_state(workspace, named), used.result)
    return EvaluatedResults(workspace, plan, used, None, figures.figures if figures else {}, inputs)


def _hash(workspace: Workspace, campaign: str) -> str:
    with reading(workspace.engine) as connection:
        frozen = campaigns.frozen_result(connection, campaign)
    return frozen.sha256 if frozen else ""


def _of_figures(figure: PreviousYear, difference: Decimal) -> str:
    """Only published values are known of the year before: a difference may be said, and nothing concluded from it."""
    said = f"{_NO_INTERVAL}; số công bố chênh {difference:+.2f} điểm".replace(".", ",")
    return said + (" (số năm trước là số quy đổi)" if figure.converted else "")
