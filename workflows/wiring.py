"""Đấu nối: the one place where real adapters are chosen."""

import os
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from directives.calendar.working_days import WorkingCalendar, load_calendar
from directives.document.kinds import DocumentType
from directives.exchange.address_book import read_address_book
from directives.exchange.deliveries import Channel
from directives.org.agency_codes import AgencyCodes, load_agency_codes
from directives.org.loading import load_chart
from directives.org.rules_file import read_all_working_rules
from directives.register.petition_kinds import PetitionKinds, load_petition_kinds
from storage import outbox
from storage.database import open_database, reading, reading_only
from storage.files import FileStore
from storage.passing_files import PassingFiles
from workflows.rehearsal import clock_of
from workflows.sending_settings import read_sending_settings
from workflows.services.carriers import Carrier, Dispatch, FolderCarrier, SmtpCarrier
from workflows.services.workspace import Workspace
from workflows.settings import Settings, read_settings

if TYPE_CHECKING:
    from directives.document.office_defaults import AllWorkingRules

if TYPE_CHECKING:
    from workflows.services.desk_tables import TableDesk
    from workflows.services.form_desk import FormDesk

#: In whose name what a crash cut off is made good.
_REPAIRER = "van-thu"


@cache
def _opened(settings: Settings) -> Workspace:
    """One for all who act: each has the same connections to the database."""
    workspace = workspace_on(settings, _REPAIRER)
    if settings.unconfirmed.exists():
        return replace(workspace, engine=reading_only(workspace.engine, settings.home))
    with reading(workspace.engine) as connection:
        cut_off = outbox.waiting(connection, outbox.RENDER)
    if cut_off:
        # What makes Word files is slow to load, and seldom wanted here.
        from workflows.services.issue import repair

        repair(workspace)
    return workspace


def workspace_on(settings: Settings, actor: str) -> Workspace:
    """Bàn làm việc của một nhà: on these settings; nothing is repaired, and a restored home may be written.

    For restoring and confirming only; everybody else opens by ``open_workspace``. Raises as that does.
    """
    return Workspace(
        engine=open_database(settings.database_url),
        files=FileStore(settings.files),
        chart=load_chart(),
        calendar=load_calendar(),
        now=clock_of(settings, {}),
        actor=actor,
        rules=read_all_working_rules(settings.offices, {kind.value for kind in DocumentType}),
        public=settings.public,
    )


def open_workspace(actor: str = _REPAIRER) -> Workspace:
    """Mở bàn làm việc: on the settings of the environment; what a crash cut off is made good first.

    The calendar is that of the home's own list of days as it is now, and so are the offices' own files: a long-running
    worker sees what was adopted.
    The clock is the machine's; only a home made for rehearsing may have it set. A restored home which nobody has
    confirmed is opened for reading only. Raises DatabaseUnavailable, InvalidWorkingRules, InvalidDayList,
    NotARehearsal, InvalidRehearsalTime.
    """
    settings = read_settings()
    clock = clock_of(settings, os.environ)
    calendar, rules = _calendar(settings.calendar), _rules(settings.offices)
    return replace(_opened(settings), actor=actor, calendar=calendar, rules=rules, now=clock)


def _calendar(local: Path) -> WorkingCalendar:
    return _calendar_of(local, _stamp(local.stat()) if local.exists() else None)


@lru_cache(maxsize=8)
def _calendar_of(local: Path, _stamp: tuple[int, int, int] | None) -> WorkingCalendar:
    """Kept while the file is the same, with the years it has counted."""
    return load_calendar(local)


def _rules(folder: Path) -> "AllWorkingRules":
    stamps = tuple((file.name, *_stamp(file.stat())) for file in sorted(folder.glob("*.toml")))
    return _rules_of(folder, stamps)


@lru_cache(maxsize=8)
def _rules_of(folder: Path, _stamps: tuple[tuple[object, ...], ...]) -> "AllWorkingRules":
    """Kept while the files are the same."""
    return read_all_working_rules(folder, {kind.value for kind in DocumentType})


def _stamp(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_mtime_ns, state.st_size, state.st_ino


def open_dispatch() -> Dispatch:
    """Mở phòng chuyển văn bản: carriers, agency codes and address book of the environment.

    edXML packages go into the folder of outgoing files; so do letters when no mail server is set. Raises
    InvalidMailServer, InvalidAgencyCodes, InvalidAddressBook.
    """
    settings = read_sending_settings(read_settings())
    codes = load_agency_codes(settings.agency_codes)
    mail = settings.mail
    letters = (
        FolderCarrier(settings.outgoing / "email", ".eml")
        if mail is None
        else SmtpCarrier(mail.host, mail.port, mail.security, mail.sender, mail.user, mail.password)
    )
    carriers: dict[Channel, Carrier] = {
        Channel.EDXML: FolderCarrier(settings.outgoing / "edxml", ".edxml"),
        Channel.EMAIL: letters,
    }
    return Dispatch(codes, read_address_book(settings.address_book, codes), carriers, settings.sender)


def open_form_desk(workspace: Workspace) -> "FormDesk":
    """Mở bàn kiểm tra thể thức: for the person of this workspace."""
    # What judges the form of files is slow to load, and few acts look at it.
    from workflows.services.form_desk import FormDesk

    return FormDesk(workspace, PassingFiles(read_settings().passing))


def open_table_desk(workspace: Workspace) -> "TableDesk":
    """Mở bàn đọc bảng: for the person of this workspace."""
    # What reads tables is slow to load, and few acts want one.
    from workflows.services.desk_tables import TableDesk

    return TableDesk(workspace, PassingFiles(read_settings().passing))


def agency_codes() -> AgencyCodes:
    """Danh bạ mã cơ quan: of the environment, without opening a database. Raises InvalidAgencyCodes."""
    return load_agency_codes(read_sending_settings(read_settings()).agency_codes)


def petition_kinds() -> PetitionKinds:
    """Các loại đơn: those of the law, with the file don-thu.toml of the home on top where there is one.

    Raises UnreadableDraft, InvalidPetitionKinds.
    """
    own = read_settings().petition_kinds
    return load_petition_kinds(own if own.exists() else None)
