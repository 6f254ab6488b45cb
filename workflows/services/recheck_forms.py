"""Phúc tra: which returned forms are asked about again, what was said, and how often it differs."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

from sqlalchemy import Connection

from directives.errors import N_, DirectiveError
from sipas_engine.bundle.csv_text import csv_of
from sipas_engine.methods.question_set import QuestionSet
from sipas_engine.recheck.draw import RecheckDraw, ReturnedForm, draw_recheck
from sipas_engine.recheck.results import RecheckRecord, RecheckResult, check_records, recheck_result
from sipas_engine.recheck.sheet import read_recheck_sheet
from sipas_engine.returns.coded import answer_codes
from storage import field_records
from storage.database import reading
from storage.files import write_whole
from storage.versioned_records import Content
from workflows.services.campaign_method import own_method
from workflows.services.campaign_state import campaign_state
from workflows.services.counted_forms import counting_batches, form_states
from workflows.services.field_book import (
    assignments,
    recheck_content,
    recheck_draw_content,
    recheck_draw_of,
    recheck_records,
    village_key,
    write_field_book,
)
from workflows.services.workspace import Workspace

_KEY = "draw"


class RecheckDrawn(DirectiveError):
    """Đã rút mẫu phúc tra: a campaign has one re-check, and this seed or share would give another."""

    kind = "recheck_drawn"
    template = N_(
        "The re-check of {campaign} was drawn already, with seed {seed} and {forms} forms. It is not drawn twice."
    )


class RecheckRecorded(DirectiveError):
    """Đã ghi phúc tra: what people said stands in the book otherwise."""

    kind = "recheck_recorded"
    template = N_(
        "These forms were recorded already, with other content: {serials}. To replace it, say that it is a correction."
    )


class NoRecheck(DirectiveError):
    """Chưa rút mẫu phúc tra: there is nothing to record or to report yet."""

    kind = "no_recheck"
    template = N_("No re-check of {campaign} was drawn yet: vanthu recheck draw.")


def draw_recheck_forms(
    workspace: Workspace, campaign_id: str, checkers: Sequence[str], seed: str, share: Fraction
) -> RecheckDraw:
    """Rút mẫu phúc tra: of the forms in force that were assigned; drawn once, and the same again when asked again.

    Raises UnknownCampaign, CannotRecheck, RecheckDrawn.
    """

    def checked(connection: Connection) -> Mapping[str, Content]:
        known = field_records.in_force(connection, campaign_id, "recheck_draw").get(_KEY)
        if known is not None:
            drawn = recheck_draw_of(known)
            if (drawn.seed, drawn.share) != (seed, share):
                raise RecheckDrawn(
                    where=campaign_id, campaign=campaign_id, seed=drawn.seed, forms=len(drawn.forms)
                )
            return {_KEY: known}
        criteria = own_method(connection, campaign_id).questions.criterion_codes
        forms = _returned(connection, campaign_id)
        return {_KEY: recheck_draw_content(draw_recheck(forms, checkers, criteria, seed, share))}

    write_field_book(workspace, campaign_id, "recheck_draw", "recheck_drawn", checked)
    return recheck_of(workspace, campaign_id)


def recheck_of(workspace: Workspace, campaign_id: str) -> RecheckDraw:
    """Mẫu phúc tra của đợt: raises UnknownCampaign, NoRecheck."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        return _drawn(connection, campaign_id)


def write_recheck_sheet(workspace: Workspace, campaign_id: str, output: Path) -> int:
    """Bảng ghi phúc tra: the drawn forms as a table to be filled in and read back; gives how many there are.

    Raises UnknownCampaign, NoRecheck.
    """
    drawn = recheck_of(workspace, campaign_id)
    rows = [
        {
            "ma_phieu": form.serial,
            "thon": form.village,
            "nguoi_phuc_tra": form.checker,
            "cau_hoi": ", ".join(form.questions),
        }
        for form in drawn.forms
    ]
    by_hand = ["ngay", "cach", "gap_duoc", "thay_phieu", "tu_tra_loi", "cau_1", "cau_2", "cau_3"]
    header = ["ma_phieu", "thon", "nguoi_phuc_tra", "cau_hoi", *by_hand]
    output.parent.mkdir(parents=True, exist_ok=True)
    write_whole(output, csv_of([header, *([row.get(name, "") for name in header] for row in rows)]))
    return len(rows)


def record_recheck(workspace: Workspace, campaign_id: str, file: Path, *, correction: bool = False) -> int:
    """Ghi phiếu phúc tra: the filled-in sheet, whole; gives how many records are new or corrected.

    A sheet may hold a part of the drawn forms; those that are missing stay to be asked about. With ``correction`` its
    rows take the place of what was recorded, which stays as an earlier version. Raises UnknownCampaign, NoRecheck,
    BadSheet, BadRecheck, RecheckRecorded.
    """
    drawn = recheck_of(workspace, campaign_id)
    return record_rechecked(workspace, campaign_id, read_recheck_sheet(file, drawn), correction=correction)


def record_rechecked(
    workspace: Workspace, campaign_id: str, given: Sequence[RecheckRecord], *, correction: bool = False
) -> int:
    """Ghi kết quả phúc tra: records that were read or typed, all of them or none; see ``record_recheck``."""
    drawn = recheck_of(workspace, campaign_id)

    def checked(connection: Connection) -> Mapping[str, Content]:
        check_records(given, drawn, own_method(connection, campaign_id).questions.scale)
        known = field_records.in_force(connection, campaign_id, "recheck")
        found = {record.serial: recheck_content(record) for record in given}
        changed = [serial for serial, content in found.items() if known.get(serial, content) != content]
        if changed and not correction:
            raise RecheckRecorded(where=changed[0], serials=", ".join(changed[:5]))
        return found

    return write_field_book(workspace, campaign_id, "recheck", "recheck_recorded", checked)


def recheck_report(workspace: Workspace, campaign_id: str) -> RecheckResult:
    """Kết quả phúc tra: discrepancies by kind of question, investigator and criterion. Raises NoRecheck."""
    campaign_state(workspace, campaign_id)
    with reading(workspace.engine) as connection:
        drawn = _drawn(connection, campaign_id)
        given = recheck_records(field_records.in_force(connection, campaign_id, "recheck"))
        questions = own_method(connection, campaign_id).questions
        ticked = _ticked(connection, campaign_id, [form.serial for form in drawn.forms], questions)
    return recheck_result(drawn, given, ticked)


def _drawn(connection: Connection, campaign_id: str) -> RecheckDraw:
    found = field_records.in_force(connection, campaign_id, "recheck_draw").get(_KEY)
    if found is None:
        raise NoRecheck(where=campaign_id, campaign=campaign_id)
    return recheck_draw_of(found)


def _returned(connection: Connection, campaign_id: str) -> list[ReturnedForm]:
    """Forms in force, with who handed them out and where: by the hand-over, else as they were assigned."""
    assigned = assignments(field_records.in_force(connection, campaign_id, "assignment"))
    place = {serial: one for one in assigned for serial in one.village.all_serials}
    over = field_records.in_force(connection, campaign_id, "hand_over")
    batches = counting_batches(connection, campaign_id)
    serials = sorted({state.form.form_id for state in form_states(connection, campaign_id, batches)})
    return [
        ReturnedForm(
            serial,
            str(over[serial]["investigator"]) if serial in over else place[serial].investigator,
            village_key(place[serial].village.path),
        )
        for serial in serials
        if serial in place
    ]


def _ticked(
    connection: Connection, campaign_id: str, serials: Sequence[str], questions: QuestionSet
) -> dict[str, dict[str, int | None]]:
    """The levels that stand on the forms; None where there is none (blank, double tick, don't know)."""
    states = form_states(connection, campaign_id, counting_batches(connection, campaign_id), serials)
    if not states:
        return {}
    codes = answer_codes([state.answers for state in states]).tolist()
    levels = set(questions.levels())
    return {
        state.form.form_id: {
            criterion: code if code in levels else None
            for criterion, code in zip(questions.criterion_codes, row, strict=True)
        }
        for state, row in zip(states, codes, strict=True)
    }
