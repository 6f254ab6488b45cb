"""Cơ quan của năm sau: which offices of the new day stand in the place of a plan's offices, by the succession."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from directives.errors import N_, DirectiveError, Problem
from directives.followup.next_year import names_districts
from directives.followup.plan import Plan
from directives.org.errors import UnknownOffice
from directives.org.offices import Office
from workflows.services.campaign_state import CampaignState, first_day
from workflows.services.workspace import Workspace


class DistrictsGone(DirectiveError):
    """Không còn cấp huyện: a plan with districts cannot be carried into a year without them."""

    kind = "districts_gone"
    template = N_(
        "Campaign {campaign} has tasks of districts, and there are none on {day}: who takes them over is for people to "
        "say. Write the next plan from a two-tier one (“vanthu campaign new”) with the id {next}, and start it."
    )


class ProvinceEnded(DirectiveError):
    """Tỉnh đã sáp nhập: a province's own campaign ends with it; the new province decides on its own."""

    kind = "province_ended"
    template = N_(
        "The province of campaign {campaign} no longer exists on {day}; it went into {successors}. Write a plan of the "
        "new province with the id {next}, and start it."
    )


class OfficeWithoutHeir(DirectiveError):
    """Cơ quan không có nơi kế thừa: an office of the plan ended, and the data name none in its place."""

    kind = "office_without_heir"
    template = N_(
        "{office} of campaign {campaign} no longer exists on {day}, and no successor is known. Write a plan with the "
        "id {next} by hand, and start it."
    )


_MERGED = N_("{old} went into {new}.")
_DIVIDED = N_(
    "{old} was divided among {new}; its figures stand for each of them. Compare with the resolution."
)


@dataclass(frozen=True, slots=True)
class NextOffices:
    """Cơ quan của năm sau: ids of the new day by those of the old one, and what is to be said of it."""

    heirs: dict[str, tuple[str, ...]]
    notes: tuple[Problem, ...] = ()

    def of(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Kế thừa: the offices of the new day in the place of these, each once, in their order."""
        return tuple(dict.fromkeys(heir for one in ids for heir in self.heirs[one]))

    def one(self, office: str) -> str:
        """Cơ quan kế thừa: the first of them; an empty id stays empty."""
        return self.heirs[office][0] if office else ""


def next_offices(workspace: Workspace, state: CampaignState, day: date, next_id: str) -> NextOffices:
    """Cơ quan trên ngày đầu của đợt sau: of every office the plan names or surveys.

    Raises DistrictsGone, ProvinceEnded, OfficeWithoutHeir, each with the way out.
    """
    plan = state.plan
    old = workspace.chart.on(first_day(workspace, plan))
    new = workspace.chart.on(day)
    named = dict.fromkeys([*(unit.id for unit in state.units), *_named(plan)])
    offices = {one: old.office(one) for one in named}
    levels = {level.value for level in new.levels}
    if "district" not in levels and (
        names_districts(plan) or any(office.level.value == "district" for office in offices.values())
    ):
        raise DistrictsGone(where=plan.id, campaign=plan.id, day=day, next=next_id)
    if plan.province and plan.province not in new.units:
        codes = [one.code for one in workspace.chart.successors(old.unit(plan.province))]
        names = ", ".join(new.units[code].full_name for code in codes if code in new.units)
        raise ProvinceEnded(
            where=plan.province, successors=names or "–", campaign=plan.id, day=day, next=next_id
        )
    heirs: dict[str, tuple[str, ...]] = {}
    notes: list[Problem] = []
    for one, office in offices.items():
        found = tuple(_heirs(workspace, office, day))
        if not found:
            raise OfficeWithoutHeir(
                where=one, office=office.full_name, campaign=plan.id, day=day, next=next_id
            )
        heirs[one] = tuple(heir.id for heir in found)
        if heirs[one] != (one,):
            said = {"old": office.full_name, "new": "; ".join(heir.full_name for heir in found)}
            notes.append(Problem(_DIVIDED if len(found) > 1 else _MERGED, said, one))
    return NextOffices(heirs, tuple(notes))


def _named(plan: Plan) -> Iterator[str]:
    """Ids that stand in the plan itself: its standing office and those of its roles."""
    yield from (office for office in (plan.standing_office, *plan.roles.values()) if office)


def _heirs(workspace: Workspace, office: Office, day: date) -> Iterator[Office]:
    """Its own office within one regime; across a change of tiers those of its kind in the units that took over.

    A commune that became a ward has the same code and another office: that one is its heir.
    """
    new = workspace.chart.on(day)
    within = office.unit.regime == new.regime.name
    codes = [one.code for one in workspace.chart.successors(office.unit)]
    if within or not codes:
        with suppress(UnknownOffice):
            yield new.office(office.id)
            return
        codes = [office.unit.code] if within else []
    for code in codes:
        unit = new.units.get(code)
        if unit is not None and unit.level is office.level:
            for heir in new.offices(level=unit.level.value, under=unit, kind=office.kind):
                if heir.unit == unit and heir.abbreviation == office.abbreviation:
                    yield heir
