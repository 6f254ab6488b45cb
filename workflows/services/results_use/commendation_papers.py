"""Văn bản khen thưởng, tổng kết: submission, decision with its list, invitation, summary, from what was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from directives.calendar.dates import long_date, short_date
from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.followup.legal_bases import legal_bases_on
from directives.numbers import whole_number
from directives.org.offices import Office, OfficeKind
from directives.results_use.commendation import criteria_on, laws_on
from directives.results_use.commendation_choices import Decided, open_points
from directives.results_use.scorecard_words import (
    duty_sentences,
    duty_table,
    index_sentences,
    index_table,
    notes_of,
)
from storage import campaigns, register
from storage.database import reading
from workflows.services.report_draft import Insertions, report_document
from workflows.services.results_use.commendation_lists import Papers, how_many, list_facts, lists_of, parted
from workflows.services.results_use.drafts import result_draft
from workflows.services.workspace import Workspace

SUBMISSION, DECISION = "to-trinh-khen-thuong.toml", "quyet-dinh-khen-thuong.toml"
INVITATION, SUMMARY = "giay-moi-hoi-nghi.toml", "bao-cao-tong-ket.toml"


class NobodyChosen(DirectiveError):
    """Chưa chọn ai: a list without a name is no list; the program chooses nobody."""

    kind = "nobody_chosen"
    template = N_(
        "Nobody who waits for a decision was chosen in {campaign}. The program proposes and never awards: choose "
        "units or individuals first."
    )


class OpenChoices(DirectiveError):
    """Còn điểm chưa quyết định: units that meet the criteria and were met with silence, or the other way round."""

    kind = "open_choices"
    template = N_("The list of {campaign} cannot go out; {count} point(s) are open:")


class OwnCommittee(DirectiveError):
    """Tự quyết định: the standing office is the committee itself, and submits nothing to itself."""

    kind = "own_committee"
    template = N_(
        "{office} runs the plan itself and decides itself: issue the decision, no submission is needed."
    )


class MeetingPassed(DirectiveError):
    """Hội nghị đã qua: nobody is invited to yesterday."""

    kind = "meeting_passed"
    template = N_("The conference would be on {at}, which is over. Give a later time.")


@dataclass(frozen=True, slots=True)
class Meeting:
    """Hội nghị tổng kết: place, time and who presides, as a person says them."""

    place: str
    at: datetime
    chair: str


def submission_document(papers: Papers) -> Document:
    """Tờ trình: the standing office to its committee.

    Raises OwnCommittee, NobodyChosen, OpenChoices, and what drafting refuses.
    """
    if papers.office.id == papers.book.committee.id:
        raise OwnCommittee(where=papers.plan.id, office=papers.office.full_name)
    _refuse_unready(papers)
    facts = {
        **_facts(papers, papers.office),
        **list_facts(papers),
        "criteria": [{"text": one.name} for one in criteria_on(papers.evaluation.day)],
        "result_sentences": _texts(_results(papers)),
        "reason_sentences": _texts(_reasons(papers)),
    }
    return _document(
        papers, SUBMISSION, facts, papers.office, [papers.book.committee.full_name], lists_of(papers)
    )


def decision_document(papers: Papers, submission: str = "") -> Document:
    """Quyết định: by the chairman of the committee; ``submission`` is number and day of the paper it follows.

    Raises NobodyChosen, OpenChoices, NoLegalBasis, and what drafting refuses.
    """
    _refuse_unready(papers)
    head = _capacity(papers.office)
    bases = [
        f"Căn cứ {legal_bases_on(papers.day).local_government}",
        *(f"Căn cứ {one.text}" for one in laws_on(papers.day) if one.settled),
        f"Theo đề nghị của {head}" + (f" tại Tờ trình {submission}" if submission else ""),
    ]
    facts = {
        **_facts(papers, papers.book.committee),
        **list_facts(papers),
        "executors": f"Chánh Văn phòng {papers.book.committee.full_name}, {head}",
    }
    given = {"legal_bases": bases}
    return _document(papers, DECISION, facts, papers.book.committee, [], lists_of(papers), given)


def invitation_document(papers: Papers, meeting: Meeting) -> Document:
    """Giấy mời: the committee to all units of the plan. Raises MeetingPassed, and what drafting refuses."""
    if meeting.at.date() < papers.day:
        raise MeetingPassed(where="at", at=f"{meeting.at:%H:%M %d/%m/%Y}")
    year = str(papers.evaluation.year)
    given = {
        "details": {
            "cuoc_hop": "Hội nghị tổng kết việc sử dụng kết quả đo lường sự hài lòng của người dân, tổ chức "
            f"năm {year}",
            "chu_tri": meeting.chair,
            "dia_diem": meeting.place,
            "thoi_gian": meeting.at,
        }
    }
    awarded = [one for one in papers.book.chosen if one.document]
    facts = {
        **_facts(papers, papers.book.committee),
        "award_sentences": _texts(
            [f"Hội nghị công bố và trao khen thưởng cho {how_many(awarded)}."] if awarded else []
        ),
    }
    invited = [f"Lãnh đạo {name}" for name in _gathered(papers)]
    return _document(papers, INVITATION, facts, papers.book.committee, invited, Insertions({}), given)


def summary_document(papers: Papers, tasks: tuple[str, ...] = ()) -> Document:
    """Báo cáo tổng kết: the year as valued; ``tasks`` of the time to come are a person's words, none by the program.

    Raises what drafting refuses.
    """
    found = papers.evaluation
    day_note, interval_note, weight_note = notes_of(found)
    facts = {
        **_facts(papers, papers.office),
        "index_sentences": _texts(index_sentences(found)),
        "duty_sentences": _texts(duty_sentences(found)),
        "award_sentences": _texts(_awards(papers)),
        "next_parts": [{}] if tasks else [],
        "next_tasks": [
            {"text": text.rstrip(".; ") + (";" if place < len(tasks) else ".")}
            for place, text in enumerate(tasks, start=1)
        ],
        "interval_note": interval_note,
        "day_note": day_note,
        "weight_note": weight_note,
    }
    tables = Insertions({"index": index_table(found), "duties": duty_table(found)})
    return _document(papers, SUMMARY, facts, papers.office, [papers.book.committee.full_name], tables)


def submission_cited(workspace: Workspace, key: str) -> str:
    """Tờ trình đã phát hành: "số … ngày …" of the one that was numbered under this key; empty before."""
    with reading(workspace.engine) as connection:
        entry = register.by_idempotency_key(connection, key)
    if entry is None:
        return ""
    document = entry.document
    return f"số {document.number} {long_date(document.issued_on)}"


def _document(
    papers: Papers,
    template: str,
    facts: Mapping[str, Any],
    office: Office,
    addressees: list[str],
    tables: Insertions,
    given: Mapping[str, Any] | None = None,
) -> Document:
    return report_document(
        papers.workspace,
        papers.plan,
        result_draft(template),
        facts,
        tables,
        office=office,
        addressees=addressees,
        day=papers.day,
        file=template,
        given=given,
    )


def _refuse_unready(papers: Papers) -> None:
    campaign = papers.plan.id
    if not papers.waiting:
        raise NobodyChosen(where=campaign, campaign=campaign)
    problems = open_points(papers.book.proposals, papers.book.choices)
    if problems:
        raise OpenChoices(where=campaign, problems=problems, campaign=campaign, count=len(problems))


def _facts(papers: Papers, issuer: Office) -> dict[str, Any]:
    committee = papers.book.committee
    return {
        "issuer": issuer.id,
        "issuer_name": issuer.full_name,
        "about": papers.plan.title,
        "year": str(papers.evaluation.year),
        "day": short_date(papers.evaluation.day),
        "standing_name": papers.office.full_name,
        "committee_name": committee.full_name,
        "committee_capitals": committee.full_name.upper(),
        "committee_head": committee.head_title,
        "committee_head_name": committee.head_title.capitalize(),
        "provenance": "synthetic" if _is_synthetic(papers) else "real",
    }


def _is_synthetic(papers: Papers) -> bool:
    """Số liệu giả lập: of the plan itself, or of a survey whose result it uses."""
    plan = papers.plan
    named = [plan.result_of, plan.compared_with]
    with reading(papers.workspace.engine) as connection:
        used = [campaigns.find(connection, one) for one in named if one]
    return any(one.synthetic_returns for one in (plan, *(found[0] for found in used if found)))


def _results(papers: Papers) -> list[str]:
    met = [one for one in papers.book.proposals if one.met]
    said = [
        f"Đã xét {whole_number(len(papers.book.proposals))} đơn vị; {whole_number(len(met))} đơn vị đạt mọi tiêu chí."
    ]
    if met:
        said.append(f"Đơn vị đạt mọi tiêu chí: {'; '.join(one.name for one in met)}.")
    return said


def _reasons(papers: Papers) -> list[str]:
    """Who was chosen against the criteria, or passed over in spite of them, and why: a committee is told."""
    said = []
    for one in papers.book.proposals:
        choice = papers.book.choice(one.unit)
        if choice is None or not choice.reason or choice.document:
            continue
        if choice.decided is Decided.CHOSEN and not one.met:
            unmet = "; ".join(f"{_lowered(lacking.name)} ({lacking.figure})" for lacking in one.unmet)
            said.append(f"{one.name} chưa đạt tiêu chí: {unmet}. Lý do vẫn đề nghị: {_ended(choice.reason)}")
        if choice.decided is Decided.PASSED_OVER and one.met:
            said.append(
                f"{one.name} đạt mọi tiêu chí nhưng không được đề nghị. Lý do: {_ended(choice.reason)}"
            )
    return said


def _awards(papers: Papers) -> list[str]:
    awarded = [one for one in papers.book.chosen if one.document]
    if not awarded:
        return ["Đến ngày báo cáo chưa có quyết định khen thưởng."]
    said = []
    for document in dict.fromkeys(one.document for one in awarded):
        units, people = parted(tuple(one for one in awarded if one.document == document))
        names = [papers.book.name(one.unit) for one in units]
        names += [f"ông (bà) {papers.nominated[one.nomination].name}" for one in people]
        said.append(f"Theo Quyết định {document}, được khen thưởng: {'; '.join(names)}.")
    return said


def _gathered(papers: Papers) -> list[str]:
    """Committees of one kind under one name, as invitations write them; every other unit by its own."""
    chart = papers.workspace.chart.on(papers.day)
    others, kinds = [papers.office.full_name], set[str]()
    for card in papers.evaluation.cards:
        office = chart.office(card.unit)
        if office.kind is OfficeKind.PEOPLES_COMMITTEE:
            kinds.add(office.unit.kind.lower())
        else:
            others.append(office.full_name)
    return [*others, *([f"Ủy ban nhân dân các {', '.join(sorted(kinds, reverse=True))}"] if kinds else [])]


def _capacity(office: Office) -> str:
    """Trưởng Phòng Nội vụ: the head of the office, as one is called in a sentence."""
    return f"{office.head_title.capitalize()} {office.full_name}".replace(
        "Trưởng phòng Phòng", "Trưởng phòng"
    )


def _texts(said: Any) -> list[dict[str, str]]:
    return [{"text": text} for text in said]


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
