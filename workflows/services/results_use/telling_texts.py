"""Bài thông tin từ đợt: web notice, press bulletin, loudspeaker text, one page for staff and one for citizens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan
from directives.org.offices import Office
from directives.org.press import is_press
from directives.results_use.telling_docx import telling_docx
from directives.results_use.telling_text import TellingText, as_html, as_plain, read_aloud, telling_text
from storage.files import write_whole
from workflows.services.campaign_state import campaign_state, first_day
from workflows.services.difficulties import NotOfPlan
from workflows.services.followup_state import FollowupState, followup_state
from workflows.services.form_gate import refuse_bad_form
from workflows.services.issue import rehearse
from workflows.services.reminder_document import ReminderDesk
from workflows.services.report_draft import Insertions, report_document, reporting_office
from workflows.services.results_use.drafts import result_draft
from workflows.services.results_use.telling_facts import result_facts, survey_facts, told_result
from workflows.services.results_use.telling_phases import survey_days
from workflows.services.results_use.telling_table import is_outlet
from workflows.services.results_use.used_result import NoResultToUse, used_edition
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace

_REQUEST = "de-nghi-tuyen-truyen.toml"
_WEB = "Thông báo trên Trang thông tin điện tử – "


class NothingToTell(DirectiveError):
    """Chưa có gì để thông tin: no survey is ahead on that day and no result is frozen."""

    kind = "nothing_to_tell"
    template = N_(
        "On {day} there is nothing of {campaign} to tell: the plan has no survey ahead (anchors F0 and F1), and no "
        "result is frozen. Freeze the result, or name the campaign which has one as “result_of” in the plan."
    )


class NoOutlets(DirectiveError):
    """Không rõ gửi báo, đài nào: neither the plan nor the organisation of the province names one."""

    kind = "no_outlets"
    template = N_(
        "The plan {campaign} names no station or newspaper, and the organisation knows none of this province. Name "
        "them with --to, or give the plan an office which owes a step (owed_by)."
    )


@dataclass(frozen=True, slots=True)
class TellingFile:
    """Tệp của bài: its path below the folder, ``phase`` ("dieu-tra", "ket-qua"), and its content."""

    path: str
    content: bytes


def telling_files(
    workspace: Workspace, campaign_id: str, unit: str = "", day: date | None = None, to: Sequence[str] = ()
) -> tuple[TellingFile, ...]:
    """Các bài của đợt: for the campaign, or for one of its units with the unit's own figures where they are published.

    Documents are dated ``day``, else today, and not issued. The letter to press and television is made for the
    campaign only, and left out where nobody knows whom to address (see ``request_document``). Raises UnknownCampaign,
    NotOfPlan, NothingToTell, NoReportingOffice, AgainstForm, UnknownOffice.
    """
    on = day or workspace.today()
    state = followup_state(workspace, campaign_id)
    made = tuple(_files(_Telling(workspace, state, unit, on)))
    if not made:
        raise NothingToTell(where=campaign_id, campaign=campaign_id, day=f"{on:%d/%m/%Y}")
    if unit:
        return made
    try:
        letter = request_document(workspace, campaign_id, on, to)
    except NoOutlets:
        return made
    return (*made, TellingFile("de-nghi-tuyen-truyen.docx", _checked(workspace, letter)))


def write_telling(files: Sequence[TellingFile], folder: Path) -> None:
    """Ghi các bài: below the folder, each whole or not at all."""
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, file.content)


def telling_file(
    workspace: Workspace, campaign_id: str, path: str, unit: str = "", day: date | None = None
) -> TellingFile | None:
    """Một bài: by its path, as ``telling_files`` makes it; None where there is none of this path. Raises as that."""
    return next((one for one in telling_files(workspace, campaign_id, unit, day) if one.path == path), None)


def request_document(workspace: Workspace, campaign_id: str, day: date, to: Sequence[str] = ()) -> Document:
    """Công văn đề nghị tuyên truyền: to press and television: those named, else of the plan, else of its province.

    Raises UnknownCampaign, NoReportingOffice, NoOutlets, NothingToTell.
    """
    state = followup_state(workspace, campaign_id)
    plan = state.plan
    office = reporting_office(workspace, plan, "", day)
    addressees = list(to) or _outlets_of(workspace, state, day)
    if not addressees:
        raise NoOutlets(where=campaign_id, campaign=campaign_id)
    told = _Telling(workspace, state, "", day)
    survey, result = told.survey(), told.result()
    if survey is None and result is None:
        raise NothingToTell(where=campaign_id, campaign=campaign_id, day=f"{day:%d/%m/%Y}")
    facts = {
        **(result or {}),
        **(survey or {}),
        "survey_parts": [survey] if survey else [],
        "result_parts": [{}] if result else [],
        "drafting_unit": ReminderDesk(workspace, state, day, ()).drafting_unit,
    }
    return _document(workspace, plan, _REQUEST, facts, office, addressees, day)


@dataclass(frozen=True)
class _Telling:
    """What is told to whom on a day: the campaign's own facts, or a unit's."""

    workspace: Workspace
    state: FollowupState
    unit: str
    day: date

    def issuer(self) -> Office:
        """The unit where it writes letters of its own, else the office that writes to the units."""
        if self.unit:
            office = self.office()
            if office.issues_documents:
                return office
        return reporting_office(self.workspace, self.state.plan, "", self.day)

    def office(self) -> Office:
        known = [one.id for one in self.state.units]
        if self.unit not in known:
            shown = ", ".join(known[:5])
            raise NotOfPlan(where=self.unit, asked=self.unit, campaign=self.state.plan.id, known=shown)
        return self.workspace.chart.on(self.day).office(self.unit)

    def running(self, label: str) -> str:
        """The territory within a sentence (PL.II): "huyện Cư Jút"; what the chart does not know, as it is."""
        snapshot = self.workspace.chart.on(first_day(self.workspace, self.state.plan))
        titles = {unit.title: unit.full_name for unit in snapshot.units.values()}
        return titles.get(label, label)

    def survey(self) -> dict[str, Any] | None:
        """Facts about the survey, while it is ahead or going on."""
        days = survey_days(self.state.plan, self.day)
        return survey_facts(self.workspace, self.state.plan, days, issuer=self.issuer()) if days else None

    def result(self) -> dict[str, Any] | None:
        """Facts about the result, once there is one to put to use."""
        workspace, plan = self.workspace, self.state.plan
        if not plan.result_of and survey_days(plan, self.day):
            return None
        try:
            edition = used_edition(workspace, plan)
        except NoResultToUse:
            return None
        if edition.whole.published is None:
            return None
        measured = campaign_state(workspace, plan.result_of or plan.id).plan
        found = told_result(workspace, plan, edition, self.unit)
        return result_facts(
            found,
            issuer=self.issuer(),
            running=self.running(found.unit.label),
            about=measured.title,
            unit_name=self.office().full_name if self.unit else "",
            synthetic=bool(measured.synthetic_returns or plan.synthetic_returns),
        )


def _files(told: _Telling) -> Iterator[TellingFile]:
    issuer = told.issuer()
    survey, result = told.survey(), told.result()
    if survey:
        yield from _phase(told, "dieu-tra", survey, issuer, _OF_SURVEY)
    if result:
        yield from _phase(told, "ket-qua", result, issuer, _OF_RESULT)
        for name in ("trang-can-bo", "trang-nguoi-dan"):
            yield TellingFile(f"ket-qua/{name}.docx", telling_docx(_text(name, result)))


#: Mẫu: of the notice, of the bulletin and of what is read aloud.
_OF_SURVEY = ("thong-bao-dieu-tra", "ban-tin-dieu-tra", "bai-phat-thanh-dieu-tra")
_OF_RESULT = ("thong-bao-trang-tin", "ban-tin-bao-dai", "bai-phat-thanh")


def _phase(
    told: _Telling, phase: str, facts: dict[str, Any], issuer: Office, drafts: tuple[str, str, str]
) -> Iterator[TellingFile]:
    notice, bulletin, broadcast = drafts
    document = _document(told.workspace, told.state.plan, f"{notice}.toml", facts, issuer, (), told.day)
    yield TellingFile(f"{phase}/thong-bao.docx", _checked(told.workspace, document))
    press = _text(bulletin, facts)
    page = replace(press, above=f"{_WEB}{issuer.full_name}")
    yield TellingFile(f"{phase}/trang-tin.html", as_html(page).encode())
    yield TellingFile(f"{phase}/trang-tin.txt", as_plain(page).encode())
    for name, text in (("ban-tin", press), ("phat-thanh", read_aloud(_text(broadcast, facts)))):
        yield TellingFile(f"{phase}/{name}.docx", telling_docx(text))
        yield TellingFile(f"{phase}/{name}.txt", as_plain(text).encode())


def _text(name: str, facts: dict[str, Any]) -> TellingText:
    return telling_text(result_draft(f"{name}.toml"), facts, file=f"{name}.toml")


def _document(
    workspace: Workspace,
    plan: Plan,
    file: str,
    facts: dict[str, Any],
    office: Office,
    addressees: Sequence[str],
    day: date,
) -> Document:
    return report_document(
        workspace,
        plan,
        result_draft(file),
        facts,
        Insertions({}),
        office=office,
        addressees=addressees,
        day=day,
        file=file,
    )


def _checked(workspace: Workspace, document: Document) -> bytes:
    """The file as it would be issued, without a number being taken. Raises AgainstForm."""
    rehearsal = rehearse(workspace, pinned(workspace.files, document))
    refuse_bad_form(rehearsal)
    return rehearsal.rendered.content


def _outlets_of(workspace: Workspace, state: FollowupState, day: date) -> list[str]:
    """Báo, đài: those of the plan, else those which the organisation knows of its province on that day."""
    snapshot = workspace.chart.on(day)
    found = [unit.id for unit in state.units if is_outlet(unit) and is_press(unit.id)]
    if not found and state.plan.province:
        below = snapshot.offices(level="province", under=snapshot.unit(state.plan.province))
        found = [office.id for office in below if is_press(office.id)]
    return [snapshot.office(office).full_name for office in found]
