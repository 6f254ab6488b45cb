"""Giám sát, phúc tra của một người: visits to villages, and the drawn forms which one checker asks about again."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from sipas_engine.recheck.draw import RecheckForm
from sipas_engine.recheck.results import RecheckRecord
from sipas_engine.recheck.sheet import read_recheck_sheet
from sipas_engine.recheck.visits import Content, FindingAnswer, Visit
from storage import field_records
from storage.database import reading
from workflows.services.campaign_method import own_method
from workflows.services.field_book import assignments, finding_answers, recheck_records, visits
from workflows.services.recheck_forms import NoRecheck, recheck_of, record_rechecked
from workflows.services.supervise import record_visit, villages_to_visit
from workflows.services.unit_door.answers import Upload
from workflows.services.unit_door.field import NotYourField, Slice
from workflows.services.unit_door.lists import table_suffix
from workflows.services.workspace import Workspace

#: Ít nhất một phần mười số thôn của mỗi xã được giám sát, as the command draws by default.
VISITED_SHARE = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Phiếu phải hỏi lại: a drawn form with the wording of its control questions, and what was recorded of it."""

    form: RecheckForm
    questions: tuple[tuple[str, str], ...]
    recorded: RecheckRecord | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Phát hiện khi giám sát: what was not as it must be in a village, and what was said about it, if anything."""

    visit: Visit
    content: Content
    answer: FindingAnswer | None


def visited_villages(workspace: Workspace, campaign: str) -> tuple[tuple[str, ...], ...]:
    """Các thôn có phiếu: that may be visited."""
    with reading(workspace.engine) as connection:
        assigned = assignments(field_records.in_force(connection, campaign, "assignment"))
    return tuple(sorted(one.village.path for one in assigned))


def drawn_villages(workspace: Workspace, campaign: str, seed: str) -> Sequence[tuple[str, ...]]:
    """Thôn được rút để giám sát: by a seed, so that anyone can draw them again; none without one."""
    return villages_to_visit(workspace, campaign, seed, VISITED_SHARE) if seed else ()


def visits_of(workspace: Workspace, campaign: str, supervisor: str) -> tuple[Visit, ...]:
    """Phiếu giám sát đã ghi: by one supervising office, the newest first."""
    with reading(workspace.engine) as connection:
        found = visits(field_records.in_force(connection, campaign, "visit"))
    own = [one for one in found if one.supervisor == supervisor]
    return tuple(sorted(own, key=lambda one: (one.day, one.id), reverse=True))


def findings_of(workspace: Workspace, campaign: str, own: Slice) -> tuple[Finding, ...]:
    """Phát hiện của mọi cơ quan giám sát: in the villages of these investigators, the oldest first."""
    with reading(workspace.engine) as connection:
        known = visits(field_records.in_force(connection, campaign, "visit"))
        given = finding_answers(field_records.in_force(connection, campaign, "answer"))
        assigned = assignments(field_records.in_force(connection, campaign, "assignment"))
    seen = {one.village.path for one in assigned if own is None or one.investigator in own}
    answers = {(one.visit, one.content): one for one in given}
    return tuple(
        Finding(visit, content, answers.get((visit.id, content)))
        for visit in sorted(known, key=lambda one: (one.day, one.id))
        if visit.village in seen
        for content in visit.findings
    )


def keep_visit(workspace: Workspace, campaign: str, visit: Visit) -> bool:
    """Ghi phiếu giám sát: gives whether it is new. Raises UnknownVillage, VisitRecorded."""
    return record_visit(workspace, campaign, visit)


def forms_to_ask(workspace: Workspace, campaign: str, own: Slice) -> tuple[AskedAgain, ...]:
    """Phiếu phải hỏi lại: those of these checkers; empty while nothing was drawn."""
    try:
        drawn = recheck_of(workspace, campaign)
    except NoRecheck:
        return ()
    with reading(workspace.engine) as connection:
        known = {
            one.serial: one
            for one in recheck_records(field_records.in_force(connection, campaign, "recheck"))
        }
        names = {one.code: one.name for one in own_method(connection, campaign).questions.criteria}
    return tuple(
        AskedAgain(form, tuple((code, names[code]) for code in form.questions), known.get(form.serial))
        for form in drawn.forms
        if own is None or form.checker in own
    )


def levels_of(workspace: Workspace, campaign: str) -> tuple[int, ...]:
    """Các mức trả lời: of the campaign's questions."""
    with reading(workspace.engine) as connection:
        return tuple(own_method(connection, campaign).questions.levels())


def record_answers(
    workspace: Workspace,
    campaign: str,
    own: Slice,
    records: Sequence[RecheckRecord],
    *,
    correction: bool = False,
) -> int:
    """Ghi kết quả hỏi lại: of one's own forms only. Raises NotYourField, NoRecheck, BadRecheck, RecheckRecorded."""
    checkers = {form.serial: form.checker for form in recheck_of(workspace, campaign).forms}
    if own is not None and any(checkers.get(one.serial) not in own for one in records):
        raise NotYourField(where=campaign)
    return record_rechecked(workspace, campaign, records, correction=correction)


def record_sheet(
    workspace: Workspace, campaign: str, own: Slice, upload: Upload, *, correction: bool = False
) -> int:
    """Ghi bảng phúc tra: a filled-in sheet, taken whole or refused whole. Raises what ``record_answers`` raises."""
    drawn = recheck_of(workspace, campaign)
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder) / f"phuc-tra{table_suffix(upload.content)}"
        file.write_bytes(upload.content)
        records = read_recheck_sheet(file, drawn)
    return record_answers(workspace, campaign, own, records, correction=correction)
