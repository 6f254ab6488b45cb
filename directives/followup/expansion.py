"""Mở rộng kế hoạch: the offices which a plan means, as the organisation was on its day."""

from collections.abc import Iterable, Iterator, Sequence

from directives.errors import N_, DirectiveError
from directives.followup.duties import SURVEYED, PlanUnit, owers_of
from directives.followup.plan import Plan
from directives.org.chart import Snapshot
from directives.org.errors import UnknownOffice
from directives.org.offices import Office, OfficeKind
from directives.org.press import is_press
from directives.org.units import Level, Unit

#: Các cấp: words by which a step is owed by every people's committee of a tier.
LEVELS = ("province", "district", "commune")
#: Sở Nội vụ của mỗi tỉnh: the word by which a step is owed by every province's department of home affairs.
HOME_AFFAIRS = "province_department"
#: All words that name offices by what they are, not by their ids or roles.
GROUPS = (SURVEYED, *LEVELS, HOME_AFFAIRS)


class TierNotThere(DirectiveError):
    """Không có cấp này: a step is owed by a tier which the organisation of the plan's day does not have."""

    kind = "tier_not_there"
    template = N_(
        "The plan has duties of the tier “{tier}”, but on {day} there are: {tiers}. Take a template of these tiers "
        "(vanthu campaign new --list), or change owed_by of: {steps}."
    )


class NobodyOwes(DirectiveError):
    """Không ai phải làm: a step whose owers are no office on the plan's day; it would be forgotten."""

    kind = "nobody_owes"
    template = N_("On {day} no office owes the step(s) {steps} of the plan: correct owed_by or units.")


class UnknownOutlet(UnknownOffice):
    """Không biết báo, đài này: a step is owed by a station or newspaper which the data do not know on that day."""

    kind = "unknown_outlet"
    template = N_(
        "The organisation does not know the station or newspaper {office!r} on {day}. Known are: {known}. For another "
        "one leave it out of owed_by, address it by name (vanthu telling texts --to), and let the office which asked "
        "it record what was broadcast (vanthu telling record)."
    )


def surveyed_offices(plan: Plan, snapshot: Snapshot) -> list[Office]:
    """Địa bàn điều tra: the offices which the plan names, else the people's committee of every commune.

    Raises UnknownUnit for the plan's province, UnknownOffice, IncompleteList.
    """
    if plan.units:
        return [snapshot.office(office_id) for office_id in plan.units]
    return _committees(plan, snapshot, "commune") if plan.is_survey or _names(plan, SURVEYED) else []


def expanded(plan: Plan, snapshot: Snapshot) -> tuple[PlanUnit, ...]:
    """Đơn vị của kế hoạch: every office that owes something, once, the surveyed ones first, then tier by tier.

    A plan that names its units means by a tier only the committees that lie above or below one of them. Raises what
    ``surveyed_offices`` raises, UnknownOffice for a role, UnknownOutlet, TierNotThere, NobodyOwes.
    """
    if plan.province:
        snapshot.unit(plan.province)
    for role in plan.roles.values():
        snapshot.office(role)
    _refuse_tiers(plan, snapshot)
    surveyed = surveyed_offices(plan, snapshot)
    chosen = surveyed if plan.units else ()
    owed = [
        office
        for level in LEVELS
        if _names(plan, level)
        for office in _of_tier(plan, snapshot, level, chosen)
    ]
    if _names(plan, HOME_AFFAIRS):
        owed += _departments(plan, snapshot, chosen)
    words = dict.fromkeys(plan.office(word) for step in plan.steps for word in step.owed_by)
    named = [_named(snapshot, word) for word in words if word not in GROUPS]
    first = {office.id for office in surveyed}
    units = tuple(
        PlanUnit(
            office.id,
            office.short_name,
            group_of(office),
            office.superior or "",
            surveyed=office.id in first,
        )
        for office in _once([*surveyed, *owed, *named])
    )
    if forgotten := [step.code for step in plan.steps if not owers_of(step, plan, units)]:
        raise NobodyOwes(where=forgotten[0], day=snapshot.day.isoformat(), steps=", ".join(forgotten))
    return units


def group_of(office: Office) -> str:
    """Nhóm của cơ quan: its tier for a people's committee and for the nation, else tier and kind of office.

    So a step that is owed by a tier is owed by its committees, not by departments or bodies beside them.
    """
    if office.kind is OfficeKind.PEOPLES_COMMITTEE or office.level is Level.NATION:
        return office.level.value
    return f"{office.level.value}_{office.kind.value}"


def _named(snapshot: Snapshot, office: str) -> Office:
    """An office by its id; of press and television the data know those of some provinces only."""
    try:
        return snapshot.office(office)
    except UnknownOffice as error:
        if not is_press(office):
            raise
        known = sorted(one.id for one in snapshot.offices(kind=OfficeKind.OUTSIDE) if is_press(one.id))
        raise UnknownOutlet(
            where=office, office=office, day=snapshot.day.isoformat(), known=", ".join(known) or "–"
        ) from error


def _refuse_tiers(plan: Plan, snapshot: Snapshot) -> None:
    there = [tier.value for tier in snapshot.levels]
    for level in LEVELS:
        if level not in there and _names(plan, level):
            steps = [step.code for step in plan.steps if level in step.owers]
            raise TierNotThere(
                where=steps[0],
                tier=level,
                day=snapshot.day.isoformat(),
                tiers=", ".join(there),
                steps=", ".join(steps),
            )


def _names(plan: Plan, word: str) -> bool:
    return any(word in step.owers for step in plan.steps)


def _of_tier(plan: Plan, snapshot: Snapshot, level: str, chosen: Sequence[Office]) -> list[Office]:
    """The committees of a tier; of named units only those above and below them, and themselves."""
    if not chosen:
        return _committees(plan, snapshot, level)
    found: list[Office] = []
    for office in chosen:
        above = [unit for unit in _upwards(snapshot, office.unit) if unit.level.value == level]
        for unit in above or [office.unit]:
            found += snapshot.offices(level=level, under=unit, kind=OfficeKind.PEOPLES_COMMITTEE)
    return list(_once(found))


def _departments(plan: Plan, snapshot: Snapshot, chosen: Sequence[Office]) -> list[Office]:
    provinces = _of_tier(plan, snapshot, "province", chosen)
    return [
        department
        for province in provinces
        for department in snapshot.offices(level="province", under=province.unit, kind=OfficeKind.DEPARTMENT)
    ]


def _upwards(snapshot: Snapshot, unit: Unit) -> Iterator[Unit]:
    found: Unit | None = unit
    while found is not None:
        yield found
        found = snapshot.parent(found)


def _committees(plan: Plan, snapshot: Snapshot, level: str) -> list[Office]:
    found = snapshot.offices(
        level=level,
        under=snapshot.unit(plan.province) if plan.province else None,
        kind=OfficeKind.PEOPLES_COMMITTEE,
    )
    return list(found)


def _once(offices: Iterable[Office]) -> Iterable[Office]:
    return {office.id: office for office in offices}.values()
