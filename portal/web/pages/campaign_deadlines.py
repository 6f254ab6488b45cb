"""Đổi hạn: a document moves a deadline or an anchor, suspends duties or lets them go on."""

from datetime import date
from typing import Annotated, Any

from fastapi import Form, Query, Response

from directives.errors import DirectiveError
from directives.followup.grounds import Roll
from directives.followup.log import ANY
from directives.followup.stages import EVENT_WORDS
from portal.messages import N_, _, worded
from portal.web.access import Doors
from portal.web.pages.campaigns import may_steer, opened
from portal.web.refusals import status_of
from portal.web.rendering import day as shown
from portal.web.typed_numbers import is_whole
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.move_deadline import Changed, Scope, extend, extend_anchor
from workflows.services.suspend_duties import resume, suspend

doors = Doors(prefix="/theo-doi/{campaign}/doi-han")

MOVE, ANCHOR, SUSPEND, RESUME = "gia-han", "doi-moc", "tam-dung", "tiep-tuc"
_KINDS = {
    MOVE: N_("Move the deadline of a step"),
    ANCHOR: N_("Move an anchor with every deadline counted from it"),
    SUSPEND: N_("Suspend duties"),
    RESUME: N_("Let suspended duties go on"),
}


class NoNewDay(DirectiveError):
    """Chưa có ngày mới: a deadline is moved to a day."""

    kind = "no_new_day"
    template = N_("Say to which day the deadline is moved.")


class GroundWanted(DirectiveError):
    """Thiếu căn cứ: as people read it beside the form."""

    kind = "no_ground"
    template = N_("A deadline changes only by a document and on a ground: fill in both.")


class DayOffChosen(DirectiveError):
    """Rơi vào ngày nghỉ: as people read it beside the form."""

    kind = "deadline_on_day_off"
    template = N_(
        "{day} is no working day. The nearest are {before} and {after}: name one of them, or choose what to do with "
        "a day off."
    )


class PeriodWanted(DirectiveError):
    """Chưa nói kỳ nào: as people read it beside the form."""

    kind = "which_period"
    template = N_("Step {step} comes again each period: say which period.")


#: What a service says in the words of the command line is said in those of the form.
_ON_THE_FORM = {one.kind: one for one in (GroundWanted, DayOffChosen, PeriodWanted)}


@doors.page("", Act.SEE_CAMPAIGNS)
def deadlines(
    visit: Visiting, campaign: str, buoc: str = "", don_vi: Annotated[str, Query(alias="don-vi")] = ANY
) -> Response:
    """Các thay đổi đã có, và biểu mẫu: filled with the step and unit from which one came."""
    return _page(visit, campaign, {"buoc": buoc, "don_vi": don_vi})


@doors.submit("", Act.STEER_CAMPAIGNS)
def change(
    visit: Visiting,
    campaign: str,
    viec: Annotated[str, Form()],
    van_ban: Annotated[str, Form()] = "",
    can_cu: Annotated[str, Form()] = "",
    buoc: Annotated[str, Form()] = ANY,
    moc: Annotated[str, Form()] = "",
    don_vi: Annotated[str, Form()] = ANY,
    ky: Annotated[str, Form()] = "",
    den: Annotated[str, Form()] = "",
    lui: Annotated[str, Form()] = Roll.REFUSE.value,
) -> Response:
    """Đổi: what was typed is kept when it is refused."""
    opened(visit, campaign, Act.STEER_CAMPAIGNS)
    typed = {"viec": viec, "van_ban": van_ban, "can_cu": can_cu, "buoc": buoc, "moc": moc}
    typed |= {"don_vi": don_vi, "ky": ky, "den": den, "lui": lui}
    scope = Scope(buoc or ANY, don_vi.strip() or ANY, int(ky) if is_whole(ky) else None)
    said = (van_ban, can_cu)
    try:
        match viec:
            case "tam-dung":
                changed = suspend(visit.workspace, campaign, scope, said)
            case "tiep-tuc":
                changed = resume(visit.workspace, campaign, scope, said)
            case "doi-moc":
                changed = extend_anchor(visit.workspace, campaign, moc, _day(den), said, roll=_roll(lui))
            case _:
                changed = extend(visit.workspace, campaign, scope, _day(den), said, roll=_roll(lui))
    except DirectiveError as refusal:
        said_here = _ON_THE_FORM.get(refusal.kind)
        fields: dict[str, Any] = dict(refusal.fields)
        reworded = said_here(where=refusal.where, **fields) if said_here else refusal
        return _page(visit, campaign, typed, reworded)
    return visit.go(visit.request.url.path, said=_told(changed))


def _page(
    visit: Visiting, campaign: str, typed: dict[str, str], refusal: DirectiveError | None = None
) -> Response:
    found = opened(visit, campaign)
    return visit.page(
        "campaigns/deadlines.html",
        status=status_of(refusal) if refusal else 200,
        found=found,
        steering=may_steer(visit, found),
        typed=typed,
        refusal=worded(refusal) if refusal else None,
        kinds=_KINDS,
        rolls={
            Roll.REFUSE: N_("Refuse it"),
            Roll.BACK: N_("The working day before"),
            Roll.FORWARD: N_("The next working day"),
        },
        any=ANY,
        event_words=EVENT_WORDS,
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise NoNewDay(where="den") from error


def _roll(written: str) -> Roll:
    return Roll(written) if written in {one.value for one in Roll} else Roll.REFUSE


def _told(changed: Changed) -> str:
    document = changed.ground.document
    if not changed.is_new:
        return _("Nothing changed: {document} was written down before.").format(document=document)
    if changed.day:
        return _("The deadline is {day} now.").format(day=shown(changed.day))
    return _("Written down: {document}.").format(document=document)
