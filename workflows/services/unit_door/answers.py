"""Trả lời nhiệm vụ: a unit acknowledges a duty, hands in document, file and report, asks for an extension."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from directives.conversion.document_kind import document_kind
from directives.errors import N_, DirectiveError
from directives.followup.difficulties import Difficulty
from directives.followup.log import Event
from directives.followup.plan import ActKind, FieldKind
from directives.followup.report_workbook import WrittenReport
from directives.text import normalise
from storage import return_acts
from storage.database import reading
from storage.return_acts import Refusal
from workflows.services.difficulties import difficulties_of_unit, raise_difficulty
from workflows.services.record_evidence import Evidence, Recorded, record_evidence
from workflows.services.unit_door.duties import UnitAct, UnitDuty, history_of_duty
from workflows.services.unit_reports import UnitReport, report_of, submit_reports
from workflows.services.workspace import Workspace

#: Việc chỉ ghi một sự kiện -> the word by which ``record_evidence`` knows it.
_SAID: Mapping[UnitAct, str] = {UnitAct.ACKNOWLEDGE: "seen", UnitAct.BEGIN: "begin"}
#: A number and symbol, a remark: longer texts belong into the document.
_LONGEST = 2000
_EXTENSION = "Đề nghị gia hạn từ ngày {due:%d/%m/%Y} đến ngày {to:%d/%m/%Y}. Lý do: {reason}"


class NotNow(DirectiveError):
    """Không làm được lúc này: the duty does not stand where the unit may do this."""

    kind = "not_now"
    template = N_(
        "This cannot be done with the duty “{duty}” now. Open the duty again to see what may be done."
    )


class NothingHandedIn(DirectiveError):
    """Chưa nộp gì: neither a document's number, nor a file, nor words."""

    kind = "nothing_handed_in"
    template = N_("Give the number and symbol of the document, or a file, or say in words what was done.")


class TextTooLong(DirectiveError):
    """Chữ quá dài: more than fits into the log of a duty."""

    kind = "text_too_long"
    template = N_("At most {most} letters, without control characters. Put more into the document.")


class BadExtension(DirectiveError):
    """Ngày gia hạn sai: no working day after the deadline."""

    kind = "bad_extension"
    template = N_("{day} cannot be the new deadline: choose a working day after {due}.")


class UnknownFile(DirectiveError):
    """Không có tệp này: the unit handed in no such file with this duty."""

    kind = "unknown_file"
    template = N_("There is no such file with this duty.")


@dataclass(frozen=True, slots=True)
class Upload:
    """Tệp gửi lên: its bytes; ``name`` is what the sender calls it, only ever shown, never a path."""

    content: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Tệp đã nộp: its content and the name under which it is given back, made here."""

    name: str
    content: bytes


def tell(workspace: Workspace, duty: UnitDuty, act: UnitAct) -> None:
    """Xác nhận, bắt đầu: that the unit has received the duty or is at work; said again it changes nothing.

    Raises IllegalMove.
    """
    if act in duty.acts:
        record_evidence(workspace, duty.campaign, _SAID[act], _evidence(workspace, duty))


def hand_in(
    workspace: Workspace, duty: UnitDuty, *, document: str, note: str, file: Upload | None = None
) -> Recorded:
    """Nộp minh chứng: a document's number, a file, words, at least one of them; for a check one more is counted.

    Raises NotNow, NothingHandedIn, TextTooLong, UnknownFormat, MacrosInside, IllegalMove.
    """
    act = UnitAct.COUNT if UnitAct.COUNT in duty.acts else UnitAct.HAND_IN
    _require(duty, act)
    number, words = _line(document), _line(note)
    if not (number or words or file):
        raise NothingHandedIn(where=duty.step.code)
    kept = {"file": "", "file_name": ""}
    if file is not None:
        kind = document_kind(file.content, duty.step.code)
        kept = {"file": workspace.files.put(file.content), "file_name": f"{duty.step.code}.{kind}"}
    said = _evidence(workspace, duty, document=number, reason=words, **kept)
    return record_evidence(workspace, duty.campaign, "count" if act is UnitAct.COUNT else "record", said)


def report(
    workspace: Workspace, duty: UnitDuty, written: Mapping[str, str], files: Mapping[str, Upload]
) -> None:
    """Nộp báo cáo: the fields of the form as typed, and its files; whole or not at all.

    Raises NotNow, UnknownFormat, MacrosInside, BadReport naming every field, IllegalMove.
    """
    _require(duty, UnitAct.REPORT)
    of_files = {one.code for one in duty.step.report if one.kind is FieldKind.FILE}
    values = {code: text for code, text in written.items() if code not in of_files}
    with tempfile.TemporaryDirectory(prefix="vanthu-") as name:
        folder = Path(name)
        for place, code in enumerate(code for code in files if code in of_files):
            kind = document_kind(files[code].content, code)
            values[code] = f"tep-{place + 1}.{kind}"
            (folder / values[code]).write_bytes(files[code].content)
        one = WrittenReport(duty.unit.id, values)
        submit_reports(
            workspace,
            duty.campaign,
            duty.step.code,
            duty.occurrence.number,
            (one,),
            workspace.today(),
            file=duty.step.name,
            folder=folder,
        )


def ask_extension(workspace: Workspace, duty: UnitDuty, to: date, reason: str) -> Difficulty:
    """Đề nghị gia hạn: kept as a difficulty, which the campaign officer answers and, by a document, grants.

    The deadline itself is not touched. Raises NotNow, BadExtension, BadWords.
    """
    _require(duty, UnitAct.ASK_EXTENSION)
    due = duty.status.duty.due
    if due is None or to <= due or not workspace.calendar.is_working_day(to):
        shown = f"{due:%d/%m/%Y}" if due else "–"
        raise BadExtension(where="to", day=f"{to:%d/%m/%Y}", due=shown)
    return tell_difficulty(workspace, duty, reason and _EXTENSION.format(due=due, to=to, reason=reason))


def tell_difficulty(workspace: Workspace, duty: UnitDuty, text: str) -> Difficulty:
    """Nêu vướng mắc: of this duty; the same words again are the same difficulty. Raises NotNow, BadWords."""
    _require(duty, UnitAct.RAISE_DIFFICULTY)
    return raise_difficulty(workspace, duty.campaign, unit=duty.unit.id, step=duty.step.code, text=text)


def difficulties_of_duty(workspace: Workspace, duty: UnitDuty) -> tuple[Difficulty, ...]:
    """Vướng mắc của nhiệm vụ: those which this unit raised, with their answers."""
    raised = difficulties_of_unit(workspace, duty.campaign, duty.unit.id)
    return tuple(one for one in raised if one.step == duty.step.code)


def report_of_duty(workspace: Workspace, duty: UnitDuty) -> UnitReport | None:
    """Báo cáo đã nộp: the unit's last one for this period, None where there is none."""
    return report_of(workspace, duty.campaign, duty.step.code, (duty.unit.id, duty.occurrence.number))


def refused_file_of(workspace: Workspace, duty: UnitDuty) -> Refusal | None:
    """Tệp phiếu bị trả lại: the unit's last one, as long as its forms are awaited; None where none was refused."""
    if duty.step.act is not ActKind.RETURNS or not duty.open:
        return None
    with reading(workspace.engine) as connection:
        refused = return_acts.refusals(connection, duty.campaign)
    return next((one for one in reversed(refused) if one.unit == duty.unit.id), None)


def file_of_duty(workspace: Workspace, duty: UnitDuty, digest: str) -> KeptFile:
    """Tệp của nhiệm vụ: that the unit handed in itself. Raises UnknownFile for any other."""
    names = {
        str(event.payload["file"]): str(event.payload.get("file_name", ""))
        for event in _own(history_of_duty(workspace, duty), duty)
        if "file" in event.payload
    }
    found = report_of_duty(workspace, duty)
    if found is not None:
        names |= {digest: found.values.names.get(code, "") for code, digest in found.values.files.items()}
    content = workspace.files.get(digest) if digest in names else None
    if content is None:
        raise UnknownFile(where=duty.step.code)
    return KeptFile(names[digest], content)


def _own(events: tuple[Event, ...], duty: UnitDuty) -> tuple[Event, ...]:
    return tuple(event for event in events if event.unit == duty.unit.id)


def _evidence(workspace: Workspace, duty: UnitDuty, **said: str) -> Evidence:
    return Evidence(duty.step.code, duty.unit.id, workspace.today(), duty.occurrence.number, **said)


def _require(duty: UnitDuty, act: UnitAct) -> None:
    if act not in duty.acts:
        raise NotNow(where=duty.step.code, duty=duty.step.name)


def _line(text: str) -> str:
    """Composed, without control characters, not longer than the log takes. Raises TextTooLong."""
    said = " ".join(normalise(text).split())
    if len(said) > _LONGEST or not said.isprintable():
        raise TextTooLong(where="", most=_LONGEST)
    return said
