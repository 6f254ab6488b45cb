"""Vai trò và quyền: what each role may do; what is not written here is refused."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from directives.errors import N_


class Role(StrEnum):
    """Vai trò: for what a person was let in; each holds at one unit and, where named, for one slice of the work."""

    ADMIN = "admin"
    CLERK = "clerk"
    MONITOR = "monitor"
    PUBLISHER = "publisher"
    LIST_MAKER = "list_maker"
    POST = "post_coordinator"
    INTERVIEWER = "interviewer"
    SUPERVISOR = "supervisor"
    UNIT = "unit"
    INSPECTOR = "inspector"


class Act(StrEnum):
    """Việc được làm: what a door asks for before it opens."""

    #: Anybody who is signed in: one's own page, password, signing out.
    BE_SIGNED_IN = "be_signed_in"
    READ_BOOKS = "read_books"
    WRITE = "write"
    ISSUE = "issue"
    KEEP_BOOKS = "keep_books"
    RECEIVE = "receive"
    CHECK_FORM = "check_form"
    SEE_CAMPAIGNS = "see_campaigns"
    STEER_CAMPAIGNS = "steer_campaigns"
    DO_DUTIES = "do_duties"
    KEEP_LISTS = "keep_lists"
    SEE_FIELD = "see_field"
    REPORT_FIELD = "report_field"
    SUPERVISE = "supervise"
    TAKE_RETURNS = "take_returns"
    JUDGE_FORMS = "judge_forms"
    SEE_RESULTS = "see_results"
    PREPARE_RESULT = "prepare_result"
    APPROVE_RESULT = "approve_result"
    #: Inspect one-stop offices of a campaign; see what was decided about persons afterwards.
    INSPECT = "inspect"
    SEE_HANDLING = "see_handling"
    ADMINISTER = "administer"


_OFFICE = frozenset({Act.BE_SIGNED_IN, Act.CHECK_FORM})

#: Vai trò nào được làm việc nào.
ACTS: Mapping[Role, frozenset[Act]] = {
    Role.ADMIN: _OFFICE | {Act.ADMINISTER},
    Role.CLERK: _OFFICE
    | {Act.READ_BOOKS, Act.WRITE, Act.ISSUE, Act.KEEP_BOOKS, Act.RECEIVE, Act.SEE_CAMPAIGNS},
    Role.MONITOR: _OFFICE
    | {
        *(Act.READ_BOOKS, Act.WRITE, Act.ISSUE, Act.SEE_CAMPAIGNS, Act.STEER_CAMPAIGNS, Act.SEE_FIELD),
        *(Act.TAKE_RETURNS, Act.JUDGE_FORMS, Act.SEE_RESULTS, Act.PREPARE_RESULT),
    },
    Role.PUBLISHER: _OFFICE | {Act.SEE_CAMPAIGNS, Act.SEE_RESULTS, Act.APPROVE_RESULT},
    Role.LIST_MAKER: _OFFICE | {Act.DO_DUTIES, Act.KEEP_LISTS},
    Role.POST: _OFFICE | {Act.DO_DUTIES, Act.SEE_FIELD, Act.REPORT_FIELD},
    Role.INTERVIEWER: frozenset({Act.BE_SIGNED_IN, Act.REPORT_FIELD}),
    Role.SUPERVISOR: _OFFICE | {Act.DO_DUTIES, Act.SEE_FIELD, Act.SUPERVISE},
    Role.UNIT: _OFFICE | {Act.DO_DUTIES},
    Role.INSPECTOR: _OFFICE | {Act.SEE_CAMPAIGNS, Act.INSPECT, Act.SEE_HANDLING},
}

ROLE_WORDS: Mapping[Role, str] = {
    Role.ADMIN: N_("administrator"),
    Role.CLERK: N_("office clerk"),
    Role.MONITOR: N_("campaign officer"),
    Role.PUBLISHER: N_("approver of results"),
    Role.LIST_MAKER: N_("maker of survey lists"),
    Role.POST: N_("coordinator of the Post"),
    Role.INTERVIEWER: N_("interviewer"),
    Role.SUPERVISOR: N_("supervisor (Front, Veterans)"),
    Role.UNIT: N_("officer of a unit"),
    Role.INSPECTOR: N_("inspector of public service"),
}


@dataclass(frozen=True, slots=True)
class HeldRole:
    """Vai trò đang giữ: at which unit, and of which slice of the work ("": all of it)."""

    role: Role
    unit: str
    slice: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Người đang làm việc: account and name of who is signed in, and the roles held at this very moment."""

    account: str
    full_name: str
    roles: Sequence[HeldRole] = ()

    def may(self, act: Act, unit: str | None = None) -> bool:
        """Được làm: whether any role allows an act; at this unit, when one is named."""
        return any(act in ACTS[one.role] and unit in (None, one.unit) for one in self.roles)

    def units_for(self, act: Act) -> Sequence[str]:
        """Các đơn vị được làm: where this person may do an act, in the order in which the roles were given."""
        return list(dict.fromkeys(one.unit for one in self.roles if act in ACTS[one.role] and one.unit))

    def slices_for(self, act: Act) -> Collection[str]:
        """Các phần việc: of which an act may be done; empty when nothing limits it."""
        held = [one.slice for one in self.roles if act in ACTS[one.role]]
        return () if "" in held else frozenset(held)

    @property
    def acts(self) -> frozenset[Act]:
        """Mọi việc được làm: by all roles together."""
        return _acts_of(frozenset(one.role for one in self.roles))


@cache
def _acts_of(roles: frozenset[Role]) -> frozenset[Act]:
    """Every page asks this once for each door of its menu, and there are few sets of roles."""
    return frozenset(act for role in roles for act in ACTS[role])
