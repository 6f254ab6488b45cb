"""Hai đợt trình diễn: this year's campaign of Lâm Đồng, just after its field work, and that of the year before."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

import examples
from directives.followup.plan import ActKind, Plan, SyntheticReturns
from workflows.services.new_plan import PlanRequest, new_plan
from workflows.services.workspace import Workspace

PROVINCE, OFFICE, COMMITTEE = "68", "snv-lam-dong", "ubnd-tinh-lam-dong"
POST, FRONT, VETERANS = "buu-dien-tinh-lam-dong", "mttq-tinh-lam-dong", "hoi-ccb-tinh-lam-dong"
#: Các xã, phường của hai đợt: of all three parts of the province.
UNITS = (
    *(
        "ubnd-phuong-xuan-huong-da-lat-24781",
        "ubnd-phuong-lam-vien-da-lat-24778",
        "ubnd-phuong-1-bao-loc-24823",
    ),
    *("ubnd-phuong-bac-gia-nghia-24611", "ubnd-phuong-phan-thiet-22945", "ubnd-phuong-la-gi-23235"),
    *("ubnd-xa-cu-jut-24640", "ubnd-xa-dak-mil-24670", "ubnd-xa-duc-trong-24958", "ubnd-xa-di-linh-25000"),
    *("ubnd-xa-don-duong-24931", "ubnd-xa-bac-binh-23005"),
)
#: Đơn vị chậm: their forms had to come yesterday.
LATE = (*UNITS[3:5], *UNITS[7:9])
#: Việc không ai làm: so that this morning something is late, of several rungs.
LEFT_UNDONE = frozenset(
    {
        *(("cu_dau_moi", UNITS[5]), ("thong_bao", UNITS[7]), ("thong_bao", UNITS[10])),
        *(("giam_sat", FRONT), ("phuc_tra", FRONT), ("phuc_tra", VETERANS), ("lam_sach", OFFICE)),
    }
)
#: The end of field work lies so many working days before this morning: returns were due the day before.
_SINCE_FIELD_WORK, _FIELD_WORK, _PREPARATION = 6, 20, 30
#: Phiếu của một đơn vị: so many make its sample.
FORMS = 40

#: A whole number of weeks; the years of the two field works then differ by one.
_A_YEAR = timedelta(days=364)
_EARLIER = "nam-truoc.toml"
#: Người mở lại việc nhận phiếu: by account, as the portal asks.
_REOPENS = "chuyen-vien"


@dataclass(frozen=True, slots=True)
class Year:
    """Đợt của một năm: its plan with the drafts; ``how`` its people act, and what is ``left`` undone.

    Where its people act ``seldom``, they do so only on days on which something is due or reminded of.
    """

    plan: Plan
    drafts: Mapping[str, str]
    how: SyntheticReturns
    left: frozenset[tuple[str, str]] = frozenset()
    seldom: bool = False

    @property
    def begins(self) -> date:
        """Ngày mở đợt: that of the Ministry's request."""
        return self.plan.anchors["T0"]


def two_years(workspace: Workspace, morning: date) -> tuple[Year, Year]:
    """Hai đợt: last year's, which runs by itself, and this year's, whose field work is just over this ``morning``.

    The forms of this year are awaited from people, so that units may be late with them.
    """
    f1 = workspace.calendar.add_working_days(morning, -_SINCE_FIELD_WORK)
    before = workspace.calendar.roll_back(f1 - _A_YEAR)
    this_year = _year(workspace, f1, seed=2)
    last_year = _year(workspace, before, seed=1)
    awaited = replace(this_year.plan, synthetic_returns=None)
    return last_year, replace(this_year, plan=awaited, left=LEFT_UNDONE)


def _year(workspace: Workspace, f1: date, *, seed: int) -> Year:
    f0 = workspace.calendar.add_working_days(f1, -_FIELD_WORK)
    t0 = workspace.calendar.add_working_days(f0, -_PREPARATION)
    how = SyntheticReturns(seed, FORMS)
    named = f"lam-dong-{f1.year}"
    made = new_plan(workspace, PlanRequest(named, t0, f0, f1, province=PROVINCE, units=UNITS, synthetic=how))
    steps = tuple(step for step in made.plan.steps if step.act is not ActKind.OPEN_NEXT)
    drafts = {**made.drafts, _EARLIER: _year_before(t0.year)}
    named_in_it = (*made.plan.returns.may_reopen, _REOPENS)
    returns = replace(made.plan.returns, may_reopen=named_in_it)
    return Year(replace(made.plan, steps=steps, last_year=_EARLIER, returns=returns), drafts, how)


def _year_before(year: int) -> str:
    """Số liệu năm trước: made-up figures of the old units which went into those of the demonstration."""
    source = examples.FOLDER / "campaigns" / "lam-dong-2026" / "nam-truoc.toml"
    kept = [
        line
        for line in source.read_text(encoding="utf-8").splitlines()
        if "into = " not in line or any(f'"{unit}"' in line for unit in UNITS)
    ]
    told = {"name = ": year - 1, "this_name = ": year}
    named = [
        next((f'{head}"Năm {one}"' for head, one in told.items() if line.startswith(head)), line)
        for line in kept
    ]
    return "\n".join(named)
