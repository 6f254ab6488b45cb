"""Sổ thông tin, tuyên truyền: what a unit or outlet published, with the hash of what shows it; all versions kept."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches

from sqlalchemy import Connection

from directives.conversion.errors import FileTooLarge
from directives.errors import N_, DirectiveError
from directives.followup.log import EventKind, as_log
from directives.followup.plan import ActKind, ResultBook
from directives.followup.stages import Stage
from directives.results_use.telling import (
    LONGEST,
    TellingEvidence,
    Told,
    evidence_as_json,
    evidence_from_json,
    refuse_bad,
)
from directives.results_use.telling_capture import capture_kind
from directives.results_use.telling_rules import telling_rules
from directives.text import normalise
from storage import audit, campaigns, followup_records
from storage.database import reading, transaction
from storage.followup import NewEvent
from workflows.services.difficulties import NotOfPlan
from workflows.services.followup_state import FollowupState, state_in, unknown_campaign
from workflows.services.record_events import record_in
from workflows.services.results_use.close_duty import close_duties
from workflows.services.unit_door.answers import KeptFile, UnknownFile, Upload
from workflows.services.workspace import Workspace

#: What the portal takes in one request; a longer recording is kept by whoever made it.
LARGEST_CAPTURE = 10 * 1024 * 1024
#: Units named when none is like the one asked for.
_SHOWN = 5


class UnknownTelling(DirectiveError):
    """Không có minh chứng này: nothing was recorded under this number, or by another unit."""

    kind = "unknown_telling"
    template = N_("There is no evidence of publishing {number} here. See: vanthu telling show.")


class NoReasonToWithdraw(DirectiveError):
    """Thiếu lý do rút: evidence is withdrawn with a reason, in words."""

    kind = "no_reason_to_withdraw"
    template = N_("Say why the evidence is withdrawn, in 1 to {most} letters.")


def record_telling(
    workspace: Workspace,
    campaign_id: str,
    said: Told,
    capture: Upload | None = None,
    *,
    corrects: int | None = None,
) -> TellingEvidence:
    """Ghi minh chứng: a new number, or with ``corrects`` a new version; the same once more changes nothing.

    It hands in the unit's duties which ask for this book, in the same transaction. A correction without ``capture``
    keeps the file. Raises UnknownCampaign, NotOfPlan, BadTelling, UnknownFormat, MacrosInside, FileTooLarge,
    UnknownTelling, AlreadyWithdrawn, IllegalMove.
    """
    told = _with_capture(_composed(said), capture)
    refuse_bad(told, workspace.today())
    if capture is not None:
        workspace.files.put(capture.content)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        _refuse_foreign(state_in(connection, workspace, campaign_id), told.unit)
        known = _known(connection, campaign_id)
        if corrects is not None:
            before = _own(known, corrects, told.unit)
            if capture is None:
                told = replace(told, file=before.told.file, file_kind=before.told.file_kind)
            one = before.corrected(told)
            act = "telling_corrected"
        else:
            same = next((old for old in known.values() if old.in_force and old.told == told), None)
            if same is not None:
                return same
            one = TellingEvidence(max(known, default=0) + 1, told)
            act = "telling_recorded"
        if _keep(connection, workspace, campaign_id, one):
            _journal(connection, workspace, campaign_id, act, one)
            _hand_in(connection, workspace, campaign_id, one, again=corrects is not None)
    return one


def withdraw_telling(
    workspace: Workspace, campaign_id: str, number: int, reason: str, *, unit: str = ""
) -> TellingEvidence:
    """Rút minh chứng: with the reason; a duty which rested on it alone is open again, until other evidence closes it.

    ``unit``: only what this unit recorded. The same reason again changes nothing. Raises UnknownCampaign,
    UnknownTelling, NoReasonToWithdraw, AlreadyWithdrawn.
    """
    words = _line(reason)
    if not words or len(words) > LONGEST or not words.isprintable():
        raise NoReasonToWithdraw(where=str(number), most=LONGEST)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, f"campaign/{campaign_id}")
        state = state_in(connection, workspace, campaign_id)
        known = _known(connection, campaign_id)
        before = _own(known, number, unit)
        if before.reason == words:
            return before
        one = before.withdrawn(workspace.today(), words)
        _keep(connection, workspace, campaign_id, one)
        _journal(connection, workspace, campaign_id, "telling_withdrawn", one)
        if _send_back(connection, workspace, state, one):
            for other in known.values():
                if other.in_force and other.told.unit == one.told.unit and other.number != number:
                    _hand_in(connection, workspace, campaign_id, other, instead=number)
    return one


def tellings_of(workspace: Workspace, campaign_id: str, unit: str = "") -> tuple[TellingEvidence, ...]:
    """Các minh chứng: by number, withdrawn ones too; of one ``unit``, or of all. Raises UnknownCampaign."""
    with reading(workspace.engine) as connection:
        if campaign_id not in campaigns.all_ids(connection):
            raise unknown_campaign(connection, campaign_id)
        found = _known(connection, campaign_id).values()
    return tuple(one for one in found if not unit or one.told.unit == unit)


def telling_versions(
    workspace: Workspace, campaign_id: str, number: int
) -> tuple[tuple[str, str, TellingEvidence], ...]:
    """Các phiên bản của minh chứng: when, by whom, what, oldest first; empty for an unknown number."""
    with reading(workspace.engine) as connection:
        rows = followup_records.versions(connection, campaign_id, "telling", _key(number))
    return tuple((at, actor, evidence_from_json(content)) for at, actor, content in rows)


def evidence_shown_by(
    workspace: Workspace, campaign_id: str, content: bytes
) -> tuple[str, tuple[TellingEvidence, ...]]:
    """Đối chiếu tệp: its SHA-256, and the versions of evidence whose capture it is. Raises UnknownCampaign."""
    digest = _hash(content)
    found = [
        one
        for number in (evidence.number for evidence in tellings_of(workspace, campaign_id))
        for _, _, one in telling_versions(workspace, campaign_id, number)
        if one.told.file == digest
    ]
    return digest, tuple({one.number: one for one in found}.values())


def capture_of(workspace: Workspace, campaign_id: str, number: int, unit: str = "") -> KeptFile:
    """Tệp của minh chứng: under a name made here. Raises UnknownCampaign, UnknownTelling, UnknownFile."""
    own = {one.number: one for one in tellings_of(workspace, campaign_id, unit)}
    if number not in own:
        raise UnknownTelling(where=str(number), number=number)
    told = own[number].told
    content = workspace.files.get(told.file) if told.file else None
    if content is None:
        raise UnknownFile(where=str(number))
    return KeptFile(f"minh-chung-{number}.{told.file_kind}", content)


def _with_capture(told: Told, capture: Upload | None) -> Told:
    if capture is None:
        return told
    if len(capture.content) > LARGEST_CAPTURE:
        raise FileTooLarge(where=capture.name, size=len(capture.content), limit=LARGEST_CAPTURE)
    kind = capture_kind(capture.content, capture.name)
    return replace(told, file=_hash(capture.content), file_kind=kind)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _hand_in(
    connection: Connection,
    workspace: Workspace,
    campaign_id: str,
    one: TellingEvidence,
    *,
    again: bool = False,
    instead: int = 0,
) -> None:
    """Nộp nhiệm vụ: the evidence itself, a later version of it, or what is left ``instead`` of a withdrawn one."""
    told, entry = one.told, str(one.number)
    if again:
        entry += f"-{len(followup_records.versions(connection, campaign_id, 'telling', _key(one.number)))}"
    if instead:
        entry += f"-thay-{instead}"
    said: dict[str, object] = {
        "telling": one.number,
        "reason": f"{telling_rules().outlets[told.outlet]}: {told.place}",
    }
    if told.file:
        said |= {"file": told.file, "file_name": f"minh-chung-{one.number}.{told.file_kind}"}
    day = workspace.today() if instead else told.day
    close_duties(
        connection,
        workspace,
        campaign_id,
        ResultBook.TELLING,
        told.unit,
        day,
        entry,
        act="telling_counted",
        payload=said,
        again=again or bool(instead),
    )


def _send_back(
    connection: Connection, workspace: Workspace, state: FollowupState, one: TellingEvidence
) -> int:
    """Mở lại nhiệm vụ: of the unit, those handed in by this evidence and not yet accepted."""
    board, unit = state.board(workspace.today()), one.told.unit
    log = as_log(state.events).said
    wanted = []
    for lane in board.lanes:
        step, occurrence = lane.lane.step, lane.lane.occurrence.number
        if step.book is not ResultBook.TELLING or step.act is not ActKind.EVIDENCE:
            continue
        if unit not in lane.lane.owers or board.status(lane, unit).stage is not Stage.SUBMITTED:
            continue
        by = [
            event
            for event in log
            if (event.step, event.unit, event.occurrence) == (step.code, unit, occurrence)
            and event.kind is EventKind.SUBMITTED
        ]
        if by and by[-1].payload.get("telling") == one.number:
            key = f"telling/{step.code}/{unit}/{occurrence}/{one.number}-rut-{len(by)}"
            said = {"reason": one.reason, "telling": one.number}
            today = max(workspace.today(), by[-1].day)
            wanted.append(NewEvent(step.code, unit, occurrence, EventKind.RETURNED, today, said, key))
    return (
        len(record_in(connection, workspace, state.plan.id, wanted, act="telling_counted")) if wanted else 0
    )


def _known(connection: Connection, campaign_id: str) -> Mapping[int, TellingEvidence]:
    records = followup_records.in_force(connection, campaign_id, "telling")
    found = (evidence_from_json(content) for content in records.values())
    return {one.number: one for one in found}


def _own(known: Mapping[int, TellingEvidence], number: int, unit: str) -> TellingEvidence:
    """Of the unit: another's is answered as one that is not there."""
    found = known.get(number)
    if found is None or (unit and found.told.unit != unit):
        raise UnknownTelling(where=str(number), number=number)
    return found


def _keep(connection: Connection, workspace: Workspace, campaign_id: str, one: TellingEvidence) -> int:
    records = {_key(one.number): evidence_as_json(one)}
    at, actor = workspace.timestamp(), workspace.actor
    return followup_records.add(connection, campaign_id, "telling", records, at, actor)


def _journal(
    connection: Connection, workspace: Workspace, campaign_id: str, act: str, one: TellingEvidence
) -> None:
    """Ghi nhật ký: which evidence of whom and its hash; notes, which may name people, stay in the record."""
    told = one.told
    said = {
        "number": one.number,
        "unit": told.unit,
        "purpose": told.purpose.value,
        "outlet": told.outlet.value,
        "on": told.day.isoformat(),
        "file": told.file,
    }
    entry = audit.Act(workspace.timestamp(), workspace.actor, act, campaign_id, said)
    audit.append(connection, f"campaign/{campaign_id}", entry)


def _refuse_foreign(state: FollowupState, unit: str) -> None:
    units = [one.id for one in state.units]
    if unit not in units:
        shown = get_close_matches(unit, units) or units[:_SHOWN]
        raise NotOfPlan(where=unit, asked=unit, campaign=state.plan.id, known=", ".join(shown))


def _composed(told: Told) -> Told:
    """In composed letters, without blanks at the ends; a file is only what is uploaded with it."""
    return replace(told, place=_line(told.place), note=_line(told.note), file="", file_kind="")


def _line(text: str) -> str:
    return normalise(text).strip()


def _key(number: int) -> str:
    return f"{number:06d}"
