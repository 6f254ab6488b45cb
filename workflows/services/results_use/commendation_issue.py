"""Ra văn bản khen thưởng: drafts as files, or issued with a number, each once for what it says."""

from dataclasses import dataclass
from enum import StrEnum

from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.followup.plan import ResultBook
from directives.results_use.commendation_choices import choice_as_json
from storage.json_text import canonical, sha256_of
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import Issued, issue_document, rehearse
from workflows.services.results_use.close_duty import close_by_document
from workflows.services.results_use.commendation import commendation_book, note_decision
from workflows.services.results_use.commendation_lists import Papers, papers_of
from workflows.services.results_use.commendation_papers import (
    Meeting,
    decision_document,
    invitation_document,
    submission_cited,
    submission_document,
    summary_document,
)
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace


class Paper(StrEnum):
    """Văn bản của tổng kết năm: what can be drafted or issued."""

    SUBMISSION = "submission"  # tờ trình đề nghị khen thưởng
    DECISION = "decision"  # quyết định khen thưởng
    INVITATION = "invitation"  # giấy mời hội nghị tổng kết
    SUMMARY = "summary"  # báo cáo tổng kết


FILE_NAMES = {
    Paper.SUBMISSION: "to-trinh-khen-thuong.docx",
    Paper.DECISION: "quyet-dinh-khen-thuong.docx",
    Paper.INVITATION: "giay-moi-hoi-nghi.docx",
    Paper.SUMMARY: "bao-cao-tong-ket.docx",
}
"""Tên tệp: under which a draft is written."""


class MeetingUnknown(DirectiveError):
    """Chưa biết hội nghị: where, when and under whom people meet is for a person to say."""

    kind = "meeting_unknown"
    template = N_("An invitation needs the place, the time and who presides.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Văn bản cần ra: which one, with what only a person can say: the conference, the tasks of the time to come."""

    paper: Paper
    meeting: Meeting | None = None
    tasks: tuple[str, ...] = ()


def paper_file(workspace: Workspace, campaign: str, wanted: Wanted) -> bytes:
    """Tệp dự thảo: dated today; takes no number.

    Raises UnknownCampaign, NoEvaluation, MeetingUnknown, AgainstForm and what the documents refuse.
    """
    papers = papers_of(workspace, commendation_book(workspace, campaign))
    found = rehearse(workspace, pinned(workspace.files, _drafted(papers, wanted)))
    refuse_bad_form(found)
    return found.rendered.content


def issue_paper(workspace: Workspace, campaign: str, wanted: Wanted) -> Issued:
    """Phát hành: the same list, conference or version once; a decision is noted at the choices which it awards.

    Raises as ``paper_file``.
    """
    papers = papers_of(workspace, commendation_book(workspace, campaign))
    document, waiting = _drafted(papers, wanted), papers.waiting
    issued = issue_document(
        workspace,
        document,
        idempotency_key=_key(papers, wanted),
        note=papers.plan.title,
        gate=refuse_bad_form,
    )
    if wanted.paper is Paper.SUBMISSION:
        standing = papers.plan.office(papers.plan.standing_office)
        close_by_document(workspace, campaign, ResultBook.COMMENDATION, standing, issued)
    if wanted.paper is Paper.DECISION:
        given = issued.entry.document
        said = f"số {given.number} ngày {given.issued_on:%d/%m/%Y}"
        note_decision(workspace, campaign, {one.key: one for one in waiting}, said)
    return issued


def _drafted(papers: Papers, wanted: Wanted) -> Document:
    match wanted.paper:
        case Paper.SUBMISSION:
            return submission_document(papers)
        case Paper.DECISION:
            submitted = _key(papers, Wanted(Paper.SUBMISSION))
            return decision_document(papers, submission_cited(papers.workspace, submitted))
        case Paper.INVITATION:
            if wanted.meeting is None:
                raise MeetingUnknown(where=papers.plan.id)
            return invitation_document(papers, wanted.meeting)
        case Paper.SUMMARY:
            return summary_document(papers, wanted.tasks)


def _key(papers: Papers, wanted: Wanted) -> str:
    """Khóa phát hành: what the paper rests on, so that the same is never numbered twice."""
    meeting = wanted.meeting
    rests_on: list[object]
    match wanted.paper:
        case Paper.SUBMISSION | Paper.DECISION:
            rests_on = [choice_as_json(one) for one in papers.waiting]
        case Paper.INVITATION:
            rests_on = [meeting.place, meeting.at.isoformat(), meeting.chair] if meeting else []
        case Paper.SUMMARY:
            awarded = sorted({one.document for one in papers.book.chosen})
            rests_on = [papers.evaluation.version, awarded, list(wanted.tasks)]
    said = sha256_of(canonical([wanted.paper.value, rests_on]))
    return f"{papers.plan.id}/evaluation/{wanted.paper.value}/{said}"
