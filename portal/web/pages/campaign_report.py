"""Việc tiếp theo, báo cáo tiến độ: what is to be done today, and the progress as files or as an issued report."""

from dataclasses import replace
from typing import Annotated

from fastapi import Path as InAddress
from fastapi import Response

from directives.followup.actions import ActionKind
from portal.messages import N_, _
from portal.web.access import Doors
from portal.web.downloads import WORD, WORKBOOK, download
from portal.web.pages.campaigns import may_steer, opened
from portal.web.rendering import Once
from portal.web.visit import Visiting
from workflows.services.accounts.roles import Act
from workflows.services.handed_in import handed_in_lately
from workflows.services.jobs.running import ask
from workflows.services.next_actions import next_actions
from workflows.services.progress import with_more
from workflows.services.progress_files import progress_content
from workflows.services.progress_report import issue_progress_report

doors = Doors(prefix="/theo-doi/{campaign}")

KINDS = {
    ActionKind.ISSUE: N_("Draft, number and send"),
    ActionKind.COMPUTE: N_("Compute and freeze"),
    ActionKind.PUBLISH: N_("Publish the result"),
    ActionKind.SYNTHESISE: N_("Draw the reports together"),
    ActionKind.OPEN: N_("Open the next campaign"),
    ActionKind.CLOSE: N_("Close the field work"),
    ActionKind.REMIND: N_("Remind the unit"),
    ActionKind.ESCALATE: N_("Report to the superior"),
    ActionKind.ANSWER: N_("Answer a difficulty"),
}
#: Tệp tải về: its name in the address, its ending, the picture, its media type.
_FILES = {
    "bao-cao.docx": ("docx", "", WORD),
    "bang-so-lieu.xlsx": ("xlsx", "", WORKBOOK),
    "dong-thoi-gian.png": ("png", "gantt", "image/png"),
    "don-vi.png": ("png", "units", "image/png"),
}


@doors.page("/viec", Act.SEE_CAMPAIGNS)
def todo(visit: Visiting, campaign: str) -> Response:
    """Việc tiếp theo: acts of the machine, reminders, answers that are late."""
    found = opened(visit, campaign)
    actions = next_actions(visit.workspace, campaign, found.day)
    return visit.page(
        "campaigns/todo.html",
        found=found,
        steering=may_steer(visit, found),
        actions=actions,
        kinds=KINDS,
        handed_in=handed_in_lately(found),
    )


@doors.submit("/viec", Act.STEER_CAMPAIGNS)
def advance(visit: Visiting, campaign: str) -> Response:
    """Tiến hành: everything that is due today, in the background, each act once."""
    found = opened(visit, campaign, Act.STEER_CAMPAIGNS)
    asked = {"campaign": campaign, "day": found.day.isoformat()}
    return visit.go(f"/viec/{ask(visit.workspace, 'advance_campaign', asked)}")


@doors.page("/bao-cao", Act.SEE_CAMPAIGNS)
def report(visit: Visiting, campaign: str) -> Response:
    """Báo cáo tiến độ: expected by today against done, by step; files to download; issuing it."""
    found = opened(visit, campaign)
    steering = may_steer(visit, found)
    return visit.page(
        "campaigns/report.html",
        once=Once(found, (steering,)),
        found=found,
        steering=steering,
        progress=found.progress,
    )


@doors.page("/bao-cao/{file}", Act.SEE_CAMPAIGNS)
def report_file(
    visit: Visiting,
    campaign: str,
    file: Annotated[str, InAddress(pattern="|".join(map(r"^{}$".format, _FILES)))],
) -> Response:
    """Tải tệp tiến độ: of today, without a number being taken."""
    found = opened(visit, campaign)
    ending, picture, kind = _FILES[file]
    progress = with_more(visit.workspace, replace(found.progress))
    content = progress_content(visit.workspace, progress, ending, picture)
    stem, _dot, last = file.rpartition(".")
    return download(content, f"{stem}-{campaign}-{found.day.isoformat()}.{last}", kind)


@doors.submit("/bao-cao", Act.STEER_CAMPAIGNS)
def issue_report(visit: Visiting, campaign: str) -> Response:
    """Phát hành báo cáo tiến độ: once a day."""
    found = opened(visit, campaign, Act.STEER_CAMPAIGNS)
    issued = issue_progress_report(visit.workspace, with_more(visit.workspace, found.progress))
    said = _("Issued: {number}.").format(number=issued.entry.document.number)
    return visit.go(f"/theo-doi/{campaign}/bao-cao", said=said)
