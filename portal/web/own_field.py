"""Thực địa của người xem: which field work somebody may see, and how much of it; the Post and supervisors alike."""

from dataclasses import dataclass

from fastapi import Response

from portal.web.access import allow
from portal.web.visit import Visit
from workflows.services.accounts.roles import ACTS, Act, Person, Role
from workflows.services.unit_door.field import FieldCampaign, Slice, field_campaign, field_campaigns


@dataclass(frozen=True, slots=True)
class OwnField:
    """Thực địa của mình: the office in whose name one works, the campaign, one's slice of it, and its address."""

    unit: str
    found: FieldCampaign
    own: Slice
    address: str

    @property
    def campaign(self) -> str:
        """Mã đợt: of the campaign."""
        return self.found.campaign


def own_field(visit: Visit, act: Act, unit: str, campaign: str, prefix: str) -> OwnField:
    """Mở thực địa: another office's is forbidden before anything is looked up. Raises Forbidden, NotYourField."""
    allow(visit, act, unit)
    found = field_campaign(visit.workspace, campaign, unit)
    return OwnField(unit, found, own_slice(visit.person, unit, act), f"{prefix}/{unit}/{campaign}")


def choose_field(visit: Visit, act: Act, prefix: str, title: str) -> Response:
    """Chọn đợt: of the offices for which one works; the only one is opened at once."""
    units = visit.person.units_for(act)
    found = [(unit, one) for unit in units for one in field_campaigns(visit.workspace, unit)]
    if len(found) == 1:
        unit, only = found[0]
        return visit.go(f"{prefix}/{unit}/{only.campaign}")
    return visit.page("field/index.html", found=found, prefix=prefix, title=title)


def own_slice(person: Person, unit: str, act: Act) -> Slice:
    """Phần việc ở một đơn vị: None for who may do all of it; an interviewer without a slice may do nothing."""
    held = [one for one in person.roles if one.unit == unit and act in ACTS[one.role]]
    if any(not one.slice and one.role is not Role.INTERVIEWER for one in held):
        return None
    return frozenset(one.slice for one in held if one.slice)
