"""Đề nghị sửa phiếu: the draft of a dispatch which returns a refused file, with every row to be mended in its annex."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directives.calendar.dates import short_date
from directives.document.draft import parse_draft
from directives.document.toml_table import toml_table
from directives.drafting.draft_file import Say, plainly
from directives.errors import N_, DirectiveError, Problem
from directives.numbers import whole_number
from directives.org.offices import Office
from storage import return_acts
from storage.database import reading
from storage.files import write_whole
from storage.return_acts import Refusal
from workflows.services.campaign_state import CampaignState
from workflows.services.output_folder import writable_folder
from workflows.services.workspace import Workspace

#: Hạn gửi lại: so many working days after the file was refused.
_DAYS_TO_MEND = 3
#: Who works on the survey in a department of home affairs, where the campaign's own documents do not say.
_USUAL_UNIT = "CCHC"
_HEADINGS = ("TT", "Hàng", "Cột", "Chỗ phải sửa")


class NothingToMend(DirectiveError):
    """Không có gì phải sửa: no file of the unit was refused."""

    kind = "nothing_to_mend"
    template = N_(
        "No file of {unit} was refused in campaign {campaign}, so there is no correction to ask for."
    )


class NoStandingOffice(DirectiveError):
    """Chưa rõ cơ quan đề nghị: neither the plan nor the command says who writes to the units."""

    kind = "no_standing_office"
    template = N_(
        "Who asks {unit} for the correction? Name the office (--issuer), or write standing_office in the plan."
    )


@dataclass(frozen=True, slots=True)
class Correction:
    """Đề nghị sửa phiếu: the office that asks, what it is about, and the draft as TOML."""

    issuer: str
    refusal: Refusal
    text: str


def was_refused(workspace: Workspace, campaign_id: str, unit: str, file: Path) -> bool:
    """Đã trả lại chưa: whether this very file is the unit's last refused one."""
    refusal = _last(workspace, campaign_id, unit)
    if refusal is None or not file.is_file():
        return False
    return refusal.file_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def ask_correction(
    workspace: Workspace,
    state: CampaignState,
    unit_id: str,
    folder: Path,
    *,
    issuer: str = "",
    say: Say = plainly,
) -> Path:
    """Đề nghị sửa phiếu: a draft for ``vanthu issue``, about the unit's file that was refused last.

    A draft about the same file that is there already is left as it is, for it may have been worked on. Raises what
    ``correction_of`` raises.
    """
    drafted = correction_of(workspace, state, unit_id, issuer=issuer, say=say)
    name = f"de-nghi-sua-phieu_{unit_id}_{drafted.refusal.file_sha256[:8]}.toml"
    file = writable_folder(folder) / name
    if not file.exists():
        write_whole(file, drafted.text.encode())
    return file


def correction_of(
    workspace: Workspace, state: CampaignState, unit_id: str, *, issuer: str = "", say: Say = plainly
) -> Correction:
    """Dự thảo đề nghị sửa phiếu: about the unit's file that was refused last.

    Signer, drafting unit and archive are those of the campaign's other documents of the same office. Raises
    NothingToMend, NoStandingOffice, UnknownOffice.
    """
    units = {unit.id: unit for unit in state.units}
    refusal = _last(workspace, state.plan.id, unit_id)
    if refusal is None or unit_id not in units:
        raise NothingToMend(where=unit_id, unit=unit_id, campaign=state.plan.id)
    issuer = issuer or state.plan.standing_office
    if not issuer:
        raise NoStandingOffice(where="standing_office", unit=units[unit_id].short_name)
    office = workspace.chart.on(refusal.day).office(issuer)
    due = workspace.calendar.add_working_days(refusal.day, _DAYS_TO_MEND)
    lines = [
        *_head(state, office, refusal),
        *_house(state, office),
        *_words(state, office, units[unit_id], refusal, due),
        *_annex(units[unit_id], refusal, say),
    ]
    text = "\n".join(lines) + "\n"
    parse_draft(toml_table(text), file=unit_id)
    return Correction(issuer, refusal, text)


def _last(workspace: Workspace, campaign_id: str, unit: str) -> Refusal | None:
    with reading(workspace.engine) as connection:
        found = [r for r in return_acts.refusals(connection, campaign_id) if r.unit == unit]
    return found[-1] if found else None


def _head(state: CampaignState, office: Office, refusal: Refusal) -> Iterator[str]:
    yield f"# Đề nghị sửa tệp phiếu {_printable(refusal.file_name)}, trả lại ngày {short_date(refusal.day)}."
    yield "# Đọc lại, sửa nếu cần, rồi: vanthu issue TỆP-NÀY --out THƯ-MỤC"
    if state.plan.synthetic_returns is not None:
        yield 'provenance = "synthetic"'
    yield 'type = "cong_van"'
    yield f"issuer = {_quoted(office.id)}"
    yield "# Ngày trả lại tệp; bỏ dòng này thì văn bản mang ngày phát hành."
    yield f"date = {refusal.day.isoformat()}"
    yield f"subject = {_quoted(f'sửa và gửi lại phiếu điều tra của đợt “{state.plan.title}”')}"


def _house(state: CampaignState, office: Office) -> Iterator[str]:
    """Drafting unit, archive and signature as in the campaign's other documents of the office."""
    own = _own_draft(state, office.id)
    if "unit" not in own:
        yield "# Cần xem: ký hiệu đơn vị soạn thảo."
    yield f"unit = {_quoted(str(own.get('unit', _USUAL_UNIT)))}"
    archive = own.get("archive", {})
    units = archive.get("units", ["VT"]) if isinstance(archive, dict) else ["VT"]
    yield 'recipients = ["Như trên"]'
    yield f"archive = {{ units = {_array(units)} }}"
    signature = own.get("signature")
    if not isinstance(signature, dict):
        name = {"title": office.head_title, "name": ""}
        collective = [{"capacity": "TM", "of": office.collective}] if office.collective else []
        signature = {**name, **({"authority": collective} if collective else {})}
    yield f"signature = {_inline(signature)}"


def _own_draft(state: CampaignState, office: str) -> Mapping[str, Any]:
    for step in state.plan.steps:
        draft = toml_table(state.drafts[step.draft]) if step.draft else {}
        if draft.get("issuer") == office and draft.get("type") == "cong_van":
            return draft
    return {}


def _words(state: CampaignState, office: Office, unit: Office, refusal: Refusal, due: date) -> Iterator[str]:
    count, day = whole_number(refusal.problems), short_date(refusal.day)
    yield f"addressees = {_array([unit.full_name])}"
    for text in (
        f"Ngày {day}, {office.full_name} nhận tệp phiếu “{_printable(refusal.file_name)}” của {unit.full_name} "
        f"gửi về theo đợt “{state.plan.title}”. Tệp có {count} chỗ phải sửa, nêu tại Phụ lục kèm theo, nên chưa phiếu "
        "nào trong tệp được tính.",
        f"{office.full_name} đề nghị {unit.full_name} đối chiếu từng chỗ với phiếu giấy, sửa đúng như phiếu và gửi lại "
        f"toàn bộ tệp trước ngày {short_date(due)}. Câu người dân bỏ trống thì để trống, không tự điền thay./.",
    ):
        yield from ("", "[[body]]", 'kind = "paragraph"', f"text = {_quoted(text)}")


def _annex(unit: Office, refusal: Refusal, say: Say) -> Iterator[str]:
    problems = [Problem(one["template"], one["fields"], one["where"]) for one in refusal.listed]
    yield from ("", "[[annexes]]")
    yield f"title = {_quoted(f'Những chỗ phải sửa trong tệp phiếu của {unit.short_name}')}"
    yield "columns = ["
    for heading, width in zip(_HEADINGS, (0.5, 0.8, 1.2, 6.0), strict=True):
        yield f"  {{ name = {_quoted(heading)}, numeric = false, width = {width} }},"
    yield "]"
    yield "rows = ["
    for number, problem in enumerate(problems, start=1):
        row = (str(number), _field(problem, "row"), _field(problem, "column"), say(problem))
        yield f"  {_array(row)},"
    yield "]"
    yield f"notes = {_array([f'Mã của tệp (SHA-256): {refusal.file_sha256}.'])}"


def _field(problem: Problem, name: str) -> str:
    return str(problem.fields.get(name, "–")) or "–"


def _inline(value: object) -> str:
    """A value as TOML on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_inline(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return _quoted(str(value))


def _array(values: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, values)) + "]"


def _quoted(text: str) -> str:
    """A basic string of TOML; the escapes of JSON are among those of TOML."""
    return json.dumps(_printable(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _printable(text: str) -> str:
    """On one line, without characters that act on the screen: the words come from a foreign file."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
