"""Giám sát và phúc tra nhìn từ nơi nhận phiếu: findings, the drawn forms, how often answers differ."""

from fractions import Fraction
from typing import Annotated

from fastapi import Form, Response

from portal.messages import _
from portal.web.access import Doors, allow_campaign
from portal.web.visit import Visit, Visiting
from sipas_engine.recheck.draw import RecheckDraw
from sipas_engine.recheck.results import RecheckResult
from sipas_engine.recheck.visits import CONTENTS, Content, FindingAnswer
from workflows.services.accounts.roles import Act
from workflows.services.recheck_forms import NoRecheck, draw_recheck_forms, recheck_of, recheck_report
from workflows.services.returns_desk import returns_desk
from workflows.services.supervise import answer_finding, waiting_findings

doors = Doors(prefix="/phieu")


@doors.page("/{campaign}/giam-sat", Act.TAKE_RETURNS)
def supervision(visit: Visiting, campaign: str) -> Response:
    """Giám sát và phúc tra: what waits for an answer, and how often people say something else when asked again."""
    allow_campaign(visit, Act.TAKE_RETURNS, campaign)
    desk = returns_desk(visit.workspace, campaign)
    drawn, report = _asked_again(visit, campaign)
    return visit.page(
        "returns/supervision.html",
        desk=desk,
        plan=desk.plan,
        findings=waiting_findings(visit.workspace, campaign, visit.workspace.today()),
        contents=CONTENTS,
        drawn=drawn,
        report=report,
    )


@doors.submit("/{campaign}/giam-sat/tra-loi", Act.JUDGE_FORMS)
def answer(
    visit: Visiting,
    campaign: str,
    finding_of: Annotated[str, Form()],
    content: Annotated[Content, Form()],
    text: Annotated[str, Form(min_length=1)],
) -> Response:
    """Trả lời một phát hiện: what was done about it."""
    allow_campaign(visit, Act.JUDGE_FORMS, campaign)
    day = visit.workspace.today()
    given = FindingAnswer(finding_of, content, day, visit.person.full_name, text.strip())
    answer_finding(visit.workspace, campaign, given)
    return visit.go(f"/phieu/{campaign}/giam-sat", said=_("The answer is kept."))


@doors.submit("/{campaign}/giam-sat/rut", Act.JUDGE_FORMS)
def draw(
    visit: Visiting,
    campaign: str,
    checkers: Annotated[str, Form()],
    seed: Annotated[str, Form(min_length=1, max_length=100)],
    percent: Annotated[int, Form(ge=1, le=100)] = 5,
) -> Response:
    """Rút mẫu phúc tra: once; whoever has the seed can draw it again."""
    allow_campaign(visit, Act.JUDGE_FORMS, campaign)
    people = [name.strip() for name in checkers.splitlines() if name.strip()]
    drawn = draw_recheck_forms(visit.workspace, campaign, people, seed, Fraction(percent, 100))
    said = _("Drawn: {count} forms to be asked about again.").format(count=len(drawn.forms))
    return visit.go(f"/phieu/{campaign}/giam-sat", said=said)


def _asked_again(visit: Visit, campaign: str) -> tuple[RecheckDraw | None, RecheckResult | None]:
    """What was drawn and what came of it; nothing before the draw."""
    try:
        return recheck_of(visit.workspace, campaign), recheck_report(visit.workspace, campaign)
    except NoRecheck:
        return None, None
