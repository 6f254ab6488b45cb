"""Bài thông tin từ đợt: web notice, press bulletin, loudspeaker text, one page for staff and one for citizens."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from directives.document.model import Document
from directives.errors import N_, DirectiveError
from directives.followup.plan import Plan
from directives.org.offices import Office
from directives.org.press import is_press
from directives.results_use.telling import Purpose
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
from workflows.services.results_use.telling_phases import purposes_on, survey_days
from workflows.services.results_use.telling_table import is_outlet
from workflows.services.results_use.used_result import NoResultToUse, used_edition
from workflows.services.templates import pinned
from workflows.services.workspace import Workspace

_REQUEST = "de-nghi-tuyen-truyen.toml"
REQUEST = "de-nghi-tuyen-truyen.docx"
"""Công văn đề nghị: its path among the texts."""
_SURVEY, _RESULT = "dieu-tra", "ket-qua"
#: Tên tệp: of each phase, in their order; the two pages are of the result only.
_NAMES = (
    "thong-bao.docx",
    "trang-tin.html",
    "trang-tin.txt",
    "ban-tin.docx",
    "ban-tin.txt",
    "phat-thanh.docx",
    "phat-thanh.txt",
)
_PAGES = ("trang-can-bo.docx", "trang-nguoi-dan.docx")
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


class UnknownText(DirectiveError):
    """Không có bài này: no text of the campaign has this path."""

    kind = "unknown_text"
    template = N_("There is no such text. Open the list of texts again.")


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
    told = _telling(workspace, campaign_id, unit, day)
    made = [TellingFile(path, make()) for path, make in _makers(told).items()]
    if unit:
        return tuple(made)
    with suppress(NoOutlets):
        made.append(TellingFile(REQUEST, request_file(workspace, campaign_id, told.day, to)))
    return tuple(made)


def write_telling(files: Sequence[TellingFile], folder: Path) -> None:
    """Ghi các bài: below the folder, each whole or not at all."""
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_whole(target, file.content)


def telling_paths(workspace: Workspace, plan: Plan, day: date) -> tuple[str, ...]:
    """Các bài có thể lập: their paths, without making any; none where there is nothing to tell yet."""
    purposes = purposes_on(workspace, plan, day)
    survey = tuple(f"{_SURVEY}/{name}" for name in _NAMES) if Purpose.SURVEY in purposes else ()
    result = tuple(f"{_RESULT}/{name}" for name in (*_NAMES, *_PAGES)) if Purpose.CITIZENS in purposes else ()
    return survey + result


def telling_file(
    workspace: Workspace, campaign_id: str, path: str, unit: str = "", day: date | None = None
) -> TellingFile:
    """Một bài: by its path, the same which ``telling_files`` makes. Raises UnknownText, and as that."""
    make = _makers(_telling(workspace, campaign_id, unit, day)).get(path)
    if make is None:
        raise UnknownText(where=path)
    return TellingFile(path, make())


def request_file(workspace: Workspace, campaign_id: str, day: date, to: Sequence[str] = ()) -> bytes:
    """Tệp công văn đề nghị: as it would be issued. Raises AgainstForm, and as ``request_document``."""
    return _checked(workspace, request_document(workspace, campaign_id, day, to))


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
    told = _telling(workspace, campaign_id, "", day)
    survey, result = told.survey, told.result
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

    @cached_property
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

    @cached_property
    def survey(self) -> dict[str, Any] | None:
        """Facts about the survey, while it is ahead or going on."""
        days = survey_days(self.state.plan, self.day)
        return survey_facts(self.workspace, self.state.plan, days, issuer=self.issuer) if days else None

    @cached_property
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
            issuer=self.issuer,
            running=self.running(found.unit.label),
            about=measured.title,
            unit_name=self.office().full_name if self.unit else "",
            synthetic=bool(measured.synthetic_returns or plan.synthetic_returns),
        )


def _telling(workspace: Workspace, campaign_id: str, unit: str, day: date | None) -> _Telling:
    """Raises NotOfPlan, and NothingToTell, so that what is made of it is never nothing."""
    told = _Telling(workspace, followup_state(workspace, campaign_id), unit, day or workspace.today())
    if unit:
        told.office()
    if told.survey is None and told.result is None:
        raise NothingToTell(where=campaign_id, campaign=campaign_id, day=f"{told.day:%d/%m/%Y}")
    return told


def _makers(told: _Telling) -> dict[str, Callable[[], bytes]]:
    """Cách lập từng bài: by its path; each is made only when it is asked for."""
    found: dict[str, Callable[[], bytes]] = {}
    if told.survey is not None:
        found |= _phase(told, _SURVEY, told.survey, _OF_SURVEY)
    if told.result is not None:
        result = told.result
        found |= _phase(told, _RESULT, result, _OF_RESULT)
        found |= {f"{_RESULT}/{name}": partial(_printed, Path(name).stem, result) for name in _PAGES}
    return found


#: Mẫu: of the notice, of the bulletin and of what is read aloud.
_OF_SURVEY = ("thong-bao-dieu-tra", "ban-tin-dieu-tra", "bai-phat-thanh-dieu-tra")
_OF_RESULT = ("thong-bao-trang-tin", "ban-tin-bao-dai", "bai-phat-thanh")


def _phase(
    told: _Telling, phase: str, facts: dict[str, Any], drafts: tuple[str, str, str]
) -> dict[str, Callable[[], bytes]]:
    notice, bulletin, broadcast = drafts
    issuer = told.issuer

    def page() -> TellingText:
        return replace(_text(bulletin, facts), above=f"{_WEB}{issuer.full_name}")

    def aloud() -> TellingText:
        return read_aloud(_text(broadcast, facts))

    def official() -> bytes:
        plan, day = told.state.plan, told.day
        return _checked(
            told.workspace, _document(told.workspace, plan, f"{notice}.toml", facts, issuer, (), day)
        )

    made: tuple[Callable[[], bytes], ...] = (
        official,
        lambda: as_html(page()).encode(),
        lambda: as_plain(page()).encode(),
        lambda: _printed(bulletin, facts),
        lambda: as_plain(_text(bulletin, facts)).encode(),
        lambda: telling_docx(aloud()),
        lambda: as_plain(aloud()).encode(),
    )
    return {f"{phase}/{name}": make for name, make in zip(_NAMES, made, strict=True)}


def _printed(name: str, facts: dict[str, Any]) -> bytes:
    return telling_docx(_text(name, facts))


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
