"""Nhận danh sách: an office's list becomes rows without names and, apart from them, its people; all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.mapping import ListMapping, mapping_of
from sipas_engine.sampling.states import ListState
from storage import audit, samples
from storage.database import reading, transaction
from storage.samples import ListKey, StoredList
from workflows.services.read_list import LoadedList, load_list
from workflows.services.sample_pseudonyms import PseudonymKey, WrongPseudonymKey, key_path, pseudonym_key
from workflows.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImportedList:
    """Danh sách đã nhận: the list as kept, which headings were passed over, and whether it was there before.

    ``refused`` are the headings passed over since no sample needs these personal data.
    """

    stored: StoredList
    passed_over: tuple[str, ...]
    known_before: bool
    refused: tuple[str, ...] = ()


def import_list(
    workspace: Workspace,
    survey: str,
    office: str,
    file: Path,
    *,
    mapping: ListMapping | None = None,
    survey_day: date | None = None,
    extra: Sequence[str] = (),
) -> ImportedList:
    """Nhận danh sách: the next version of the office's list in a survey, in state draft.

    Without a mapping the office's last one is used, where it has one; else headings that are known. ``survey_day``
    (today where none is given) tells who is of age. The same list again is the version that is there. The file itself
    is not kept: it holds dates of birth. Raises UnknownOffice, WrongPseudonymKey and what reading a list refuses;
    then nothing is kept.
    """
    day = workspace.today()
    workspace.chart.on(day).office(office)
    on = survey_day or day
    kept = None if mapping else _kept_mapping(workspace, office)
    loaded = load_list(file, on, mapping or kept, extra)
    key = pseudonym_key(workspace)
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, chain_of(survey))
        if any(mark != key.mark for mark in samples.key_ids(connection)):
            raise WrongPseudonymKey(where=key_path(workspace).name, file=str(key_path(workspace)))
        before = samples.lists_of(connection, survey, office)
        for one in before:
            if (one.list_hash, one.report) == (loaded.list_hash, loaded.read.report):
                return ImportedList(one, loaded.passed_over, True, loaded.refused)
        version = max((one.key.version for one in before), default=0) + 1
        stored = _stored(ListKey(survey, office, version), loaded, key, day, on)
        rows = loaded.read.rows
        samples.add_list(connection, stored, rows, [_name(key, stored.key, row) for row in rows])
        evidence = {
            "rows": len(rows),
            "faulty": len(stored.report.faulty),
            "findings": stored.report.counts,
            "list_hash": stored.list_hash,
        }
        act = audit.Act(workspace.timestamp(), workspace.actor, "list_imported", str(stored.key), evidence)
        audit.append(connection, chain_of(survey), act)
    return ImportedList(stored, loaded.passed_over, False, loaded.refused)


def chain_of(survey: str) -> str:
    """Chuỗi nhật ký: of the lists and samples of one survey."""
    return f"sample/{survey}"


def _name(key: PseudonymKey, list_key: ListKey, row: FrameRow) -> str:
    return key.pseudonym(list_key, row)


def _kept_mapping(workspace: Workspace, office: str) -> ListMapping | None:
    with reading(workspace.engine) as connection:
        table = samples.last_mapping(connection, office)
    return None if table is None else mapping_of(table, file=office)


def _stored(key: ListKey, loaded: LoadedList, secret: PseudonymKey, day: date, on: date) -> StoredList:
    return StoredList(
        key,
        ListState.DRAFT,
        loaded.file,
        loaded.file_sha256,
        loaded.list_hash,
        secret.mark,
        loaded.mapping.as_table(),
        loaded.read.report,
        day,
        on,
        loaded.mapping.synthetic,
    )
