"""Việc ban đêm: the register, the journal and the publications are verified and backed up, at two o'clock."""

from prefect import flow, task

from workflows.backup_settings import read_backup_settings
from workflows.flows.business_events import announce
from workflows.services.nightly import Night
from workflows.services.nightly import nightly as verify_and_back_up
from workflows.settings import read_settings
from workflows.wiring import open_workspace


class BooksDamaged(Exception):
    """Sổ sách có lỗi: the night's verification found something; the journal and the event say what."""


@task(name="xac-minh-va-sao-luu", task_run_name="Xác minh và sao lưu")
def night_of_today() -> Night:
    """Xác minh và sao lưu: of the home of the environment."""
    settings = read_settings()
    backups = read_backup_settings(settings)
    return verify_and_back_up(open_workspace("he-thong"), settings.home, backups.folder, backups.keep)


@flow(name="nightly", flow_run_name="viec-ban-dem")
async def nightly() -> str:
    """Việc ban đêm: returns the name of the backup. Raises BooksDamaged, so that the run is seen as failed."""
    night = night_of_today()
    if not night.is_sound:
        announce("vanthu.books.damaged", "books", **night.to_json())
        raise BooksDamaged(f"{len(night.problems)} problems, {len(night.damaged)} damaged files")
    return night.backup.name
