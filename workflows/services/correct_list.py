"""Sửa danh sách đã rút: a name, an address or a telephone number, with the reason; who was drawn stays drawn."""

from dataclasses import replace

from directives.errors import N_, DirectiveError
from sipas_engine.sampling.cells import read_phone
from sipas_engine.sampling.frame import FrameRow, single_blanks
from sipas_engine.sampling.states import ListState
from storage import audit, samples
from storage.database import transaction
from storage.samples import Correction, ListKey
from workflows.services.import_list import chain_of
from workflows.services.sample_pseudonyms import pseudonym_key
from workflows.services.stored_lists import locked_list
from workflows.services.workspace import Workspace

#: What may be mended once a sample was drawn: nothing by which the draw went.
CORRECTABLE = ("ho_ten", "dia_chi", "dien_thoai", "ghi_chu")


class CannotCorrect(DirectiveError):
    """Không sửa được: not this column, not without a reason, or not before the draw."""

    kind = "cannot_correct"
    template = N_("The list cannot be corrected.")


class NotCorrectable(CannotCorrect):
    """Cột không sửa được: the draw went by it."""

    kind = "not_correctable"
    template = N_(
        "{list}: “{column}” cannot be corrected, for the draw may have gone by it. Columns: {columns}."
    )


class NotDrawnYet(CannotCorrect):
    """Chưa rút thì gửi lại: before the draw a corrected list is taken in as the next version."""

    kind = "not_drawn_yet"
    template = N_(
        "{list} was not drawn yet: take in the corrected list as a whole with “vanthu sample import”."
    )


class NoReasonGiven(CannotCorrect):
    """Thiếu lý do: a list that was drawn changes only with a reason."""

    kind = "no_reason_given"
    template = N_("{list}: say with “--reason” why the list is corrected.")


class NoTelephone(CannotCorrect):
    """Không phải số điện thoại: what shall stand there has no such shape."""

    kind = "no_telephone"
    template = N_(
        "{list}: this is no telephone number. Write ten digits of a mobile or eleven of a landline."
    )


class NoSuchPlace(CannotCorrect):
    """Không có số này: the list has no row of this number."""

    kind = "no_such_place"
    template = N_("{list} has no number {position}; it has {rows} rows.")


def correct_list(
    workspace: Workspace, key: ListKey, position: int, column: str, value: str, reason: str
) -> Correction:
    """Sửa: what stood there is erased, the journal says which column of which place, not the words.

    Raises UnknownList, NotDrawnYet, NotCorrectable, NoReasonGiven, NoTelephone, NoSuchPlace.
    """
    if column not in CORRECTABLE:
        columns = ", ".join(CORRECTABLE)
        raise NotCorrectable(where=column, list=str(key), column=column, columns=columns)
    if not reason.strip():
        raise NoReasonGiven(where="reason", list=str(key))
    text = _text(column, value)
    if text is None:
        raise NoTelephone(where=column, list=str(key))
    secret = pseudonym_key(workspace)
    with transaction(workspace.engine) as connection:
        stored = locked_list(connection, key)
        if stored.state in (ListState.DRAFT, ListState.SUBMITTED, ListState.CHECKED):
            raise NotDrawnYet(where=str(key), list=str(key))
        old = samples.pseudonym_of(connection, key, position)
        if old is None:
            raise NoSuchPlace(where=str(position), list=str(key), position=position, rows=stored.report.rows)
        rows = samples.frame_rows(connection, key, with_people=True)
        mended = _mended(rows[position - 1], column, text)
        done = Correction(position, column, reason, workspace.actor, workspace.timestamp())
        seq = samples.add_correction(connection, key, done)
        samples.replace_person(connection, key, mended, old, secret.pseudonym(key, mended, seq))
        evidence = {"position": position, "column": column}
        act = audit.Act(done.at, workspace.actor, "list_corrected", str(key), evidence)
        audit.append(connection, chain_of(key.survey), act)
    return done


def _text(column: str, value: str) -> str | None:
    """What is to stand there; None where it is no telephone number and should be one."""
    text = single_blanks(value)
    return read_phone(text) if column == "dien_thoai" and text else text


def _mended(row: FrameRow, column: str, value: str) -> FrameRow:
    match column:
        case "ho_ten":
            return replace(row, name=value)
        case "dia_chi":
            return replace(row, address=value)
        case "dien_thoai":
            return replace(row, phone=value)
        case _:
            return replace(row, note=value)
