"""Theo dõi: the campaigns and follow-ups, one of them at a glance, its units as a tree, and one unit of it."""

from datetime import date
from typing import Annotated
from weakref import WeakKeyDictionary

from fastapi import Query, Response
from markupsafe import Markup

from portal.messages import language
from portal.web.access import Doors, Forbidden
from portal.web.charts.duty_heat import heat_rows
from portal.web.charts.timeline import timeline
from portal.web.pages.unit_duties import STATE_WORDS
from portal.web.rendering import Once
from portal.web.visit import Visiting
from workflows.services.accounts.reach import offices_of
from workflows.services.accounts.roles import Act
from workflows.services.campaign_overview import CampaignOverview, overview_of, overviews
from workflows.services.campaign_unit import campaign_unit

doors = Doors(prefix="/theo-doi")

#: Hình và bảng đã vẽ: by branch, what is open above it, the day in its links, and language; they go with the overview
#: they were drawn from.
_drawn: WeakKeyDictionary[CampaignOverview, dict[tuple[str, ...], Markup]] = WeakKeyDictionary()


def opened(
    visit: Visiting, campaign: str, act: Act = Act.SEE_CAMPAIGNS, day: date | None = None
) -> CampaignOverview:
    """Mở một đợt: as it stands today or on another day, for people of an office which runs it.

    Raises UnknownCampaign, Forbidden.
    """
    found = overview_of(visit.workspace, campaign, day or visit.workspace.today())
    if not _within_reach(visit, found, act):
        raise Forbidden(where=visit.request.url.path)
    return found


def may_steer(visit: Visiting, found: CampaignOverview) -> bool:
    """Được điều hành: moves deadlines, reminds, answers."""
    return Act.STEER_CAMPAIGNS in visit.person.acts and _within_reach(visit, found, Act.STEER_CAMPAIGNS)


def _within_reach(visit: Visiting, found: CampaignOverview, act: Act) -> bool:
    offices = offices_of(found.plan)
    return not offices or bool(offices.intersection(visit.person.units_for(act)))


@doors.page("", Act.SEE_CAMPAIGNS)
def campaigns(visit: Visiting) -> Response:
    """Các đợt: those of the person's offices, each with how far it is and who is late."""
    found = overviews(visit.workspace, visit.workspace.today())
    own = [one for one in found if _within_reach(visit, one, Act.SEE_CAMPAIGNS)]
    return visit.page("campaigns/index.html", campaigns=own)


@doors.page("/{campaign}", Act.SEE_CAMPAIGNS)
def campaign(visit: Visiting, campaign: str, ngay: date | None = None) -> Response:
    """Một đợt: figures, timeline and heat map; of thousands of units the provinces first. ``ngay``: as of that day."""
    found = opened(visit, campaign, day=ngay)
    today, steering = visit.workspace.today(), may_steer(visit, found)
    return visit.page(
        "campaigns/campaign.html",
        once=Once(found, (today, steering)),
        found=found,
        today=today,
        steering=steering,
        timeline=_timeline(found),
        rows=_branch(visit, found, found.tree.start),
        opens=any(one in found.tree.children for one in found.tree.children.get(found.tree.start, ())),
    )


@doors.page("/{campaign}/don-vi", Act.SEE_CAMPAIGNS)
def branch(
    visit: Visiting,
    campaign: str,
    cap_tren: Annotated[str, Query(alias="cap-tren")] = "",
    ngay: date | None = None,
) -> Response:
    """Một nhánh của cây: the rows alone for the page which shows them, or a page of their own."""
    found = opened(visit, campaign, day=ngay)
    tree = found.tree
    branches = tree.path(cap_tren)
    rows = _branch(visit, found, cap_tren, " ".join(branches) if visit.by_htmx else "")
    if visit.by_htmx:
        return Response(rows, media_type="text/html")
    return visit.page(
        "campaigns/branch.html",
        found=found,
        steering=may_steer(visit, found),
        above=cap_tren,
        branches=branches,
        rows=rows,
    )


@doors.page("/{campaign}/don-vi/{unit}", Act.SEE_CAMPAIGNS)
def unit(visit: Visiting, campaign: str, unit: str) -> Response:
    """Một đơn vị: its duties in this campaign, with what was reminded of and changed."""
    found = opened(visit, campaign)
    shown, steering = campaign_unit(visit.workspace, found, unit), may_steer(visit, found)
    people = tuple(duty.person for duty in shown.duties)
    return visit.page(
        "campaigns/unit.html",
        once=Once(found, (unit, people, steering)),
        found=found,
        steering=steering,
        shown=shown,
        states=STATE_WORDS,
    )


def _timeline(found: CampaignOverview) -> Markup:
    """Vẽ một lần: what is drawn of an overview stays true as long as the overview does."""
    drawn, key = _drawn.setdefault(found, {}), ("", "timeline", language())
    if key not in drawn:
        is_working_day = found.state.workspace.calendar.is_working_day
        drawn[key] = timeline(found.progress.gantt, found.day, is_working_day)
    return drawn[key]


def _branch(visit: Visiting, found: CampaignOverview, above: str, inside: str = "") -> Markup:
    """Các hàng của một nhánh: ``inside``: the branches which are open above it."""
    other_day = "" if found.day == visit.workspace.today() else found.day.isoformat()
    drawn, key = _drawn.setdefault(found, {}), (above, inside, other_day, language())
    if key not in drawn:
        rows = heat_rows(found.tree.rows(above), found.plan.id, above=inside, day=other_day)
        if above not in found.tree.names:  # whatever a stranger writes into the address is not kept
            return rows
        drawn[key] = rows
    return drawn[key]
