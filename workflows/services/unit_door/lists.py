"""Danh sách của đơn vị: sent by its list maker, told what is wrong in it row by row; names are opened on record."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from directives.errors import N_, DirectiveError
from directives.personal_data import masked_phone
from sipas_engine.sampling.frame import FrameRow
from sipas_engine.sampling.quality import SAYS
from sipas_engine.sampling.states import ListMove
from storage import audit, samples
from storage.database import reading, transaction
from storage.samples import ListKey, StoredList
from workflows.services.campaign_method import ReasonWanted
from workflows.services.campaign_overview import overview_of
from workflows.services.followup_state import running_campaigns
from workflows.services.import_list import ImportedList, chain_of, import_list
from workflows.services.move_list import move_list
from workflows.services.stored_lists import UnknownList, stored_list
from workflows.services.unit_door.answers import Upload
from workflows.services.workspace import Workspace

#: So many people are opened at once; the next ones are another look, with an entry of its own.
PEOPLE_AT_ONCE = 100
_ZIP = b"PK\x03\x04"
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_ODS_WITHIN = 200


class NotYourList(DirectiveError):
    """Không phải danh sách của đơn vị: or there is none of this name; both are answered in the same words."""

    kind = "unknown_own_list"
    template = N_("Your unit has no such list.")


class NotAsked(DirectiveError):
    """Đơn vị không lập danh sách: the unit has no part in this survey."""

    kind = "unknown_survey"
    template = N_("Your unit has no part in such a survey.")


@dataclass(frozen=True, slots=True)
class OwnSurvey:
    """Cuộc điều tra của đơn vị: in which a unit takes part, with the lists that it has sent, the newest first."""

    survey: str
    title: str
    unit: str
    unit_name: str
    lists: tuple[StoredList, ...]


@dataclass(frozen=True, slots=True)
class FaultyRow:
    """Hàng có lỗi: by its row in the file and its STT, with the kinds of what is wrong; no name, no number."""

    row: int
    serial: str
    says: tuple[tuple[str, Mapping[str, object]], ...]


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Người trong danh sách: as shown on a screen; of the telephone number only its ends."""

    position: int
    serial: str
    name: str
    village: str
    phone: str


def own_surveys(workspace: Workspace, units: Sequence[str]) -> tuple[OwnSurvey, ...]:
    """Các cuộc điều tra của đơn vị: the running campaigns about them."""
    found = []
    for campaign in running_campaigns(workspace):
        seen = overview_of(workspace, campaign, workspace.today())
        for unit in seen.units:
            if unit.surveyed and unit.id in units:
                with reading(workspace.engine) as connection:
                    lists = tuple(reversed(samples.lists_of(connection, campaign, unit.id)))
                found.append(OwnSurvey(campaign, seen.plan.title, unit.id, unit.name, lists))
    return tuple(found)


def send_list(workspace: Workspace, survey: str, unit: str, upload: Upload) -> ImportedList:
    """Gửi danh sách: the next version of the unit's list; the file itself is not kept, nor is its name used.

    Raises NotAsked and what ``import_list`` refuses; then nothing is kept.
    """
    if not any((one.survey, one.unit) == (survey, unit) for one in own_surveys(workspace, [unit])):
        raise NotAsked(where=survey)
    with tempfile.TemporaryDirectory(prefix="vanthu-") as folder:
        file = Path(folder) / f"danh-sach{table_suffix(upload.content)}"
        file.write_bytes(upload.content)
        return import_list(workspace, survey, unit, file)


def own_list(workspace: Workspace, key: ListKey) -> StoredList:
    """Danh sách của đơn vị: without its people. Raises NotYourList."""
    try:
        return stored_list(workspace, key)
    except UnknownList as error:  # its words name the lists of other offices
        raise NotYourList(where=key.office) from error


def faulty_rows(stored: StoredList) -> tuple[FaultyRow, ...]:
    """Các hàng có lỗi: in the order of the file, each once."""
    found: dict[int, list[tuple[str, Mapping[str, object]]]] = {}
    serials: dict[int, str] = {}
    for one in sorted(stored.report.findings, key=lambda finding: finding.row):
        said = (SAYS[one.kind], {"others": ", ".join(map(str, one.others))})
        found.setdefault(one.row, []).append(said)
        serials[one.row] = one.serial
    return tuple(FaultyRow(row, serials[row], tuple(says)) for row, says in found.items())


def submit_list(workspace: Workspace, key: ListKey) -> StoredList:
    """Trình danh sách: from now on it waits for the campaign officer. Raises NotYourList, WrongListState."""
    own_list(workspace, key)
    return move_list(workspace, key, ListMove.SUBMIT)


def open_people(workspace: Workspace, key: ListKey, reason: str, first: int = 1) -> tuple[ListedPerson, ...]:
    """Mở danh sách có tên: some people from a place of the list on, with their telephone numbers masked.

    Who looked at which list, at how many rows and why goes into the journal, in the same transaction, without the data
    themselves (Luật 91/2025/QH15, điều 3). Raises ReasonWanted, NotYourList.
    """
    why = " ".join(reason.split())
    if not why:
        raise ReasonWanted(where=str(key))
    with transaction(workspace.engine) as connection:
        if samples.find_list(connection, key) is None:
            raise NotYourList(where=key.office)
        rows = samples.frame_rows(connection, key, with_people=True)[first - 1 :][:PEOPLE_AT_ONCE]
        shown = tuple(_shown(row) for row in rows)
        facts = {"rows": len(shown), "from": first, "reason": why}
        act = audit.Act(workspace.timestamp(), workspace.actor, "list_viewed", str(key), facts)
        audit.append(connection, chain_of(key.survey), act)
    return shown


def table_suffix(content: bytes) -> str:
    """Đuôi tệp bảng: by the content; what it really is the reader finds out in its own process."""
    if not content.startswith(_ZIP):
        return ".csv"
    return ".ods" if _ODS in content[:_ODS_WITHIN] else ".xlsx"


def _shown(row: FrameRow) -> ListedPerson:
    place = row.village or row.commune
    return ListedPerson(row.position, row.serial, row.name, place, masked_phone(row.phone))
