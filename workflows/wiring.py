"""Đấu nối: the one place where real adapters are chosen."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from directives.calendar.working_days import load_calendar
from directives.document.kinds import DocumentType
from directives.exchange.address_book import read_address_book
from directives.exchange.deliveries import Channel
from directives.org.agency_codes import AgencyCodes, load_agency_codes
from directives.org.loading import load_chart
from directives.org.rules_file import read_all_working_rules
from directives.register.petition_kinds import PetitionKinds, load_petition_kinds
from storage.database import open_database
from storage.files import FileStore
from workflows.sending_settings import read_sending_settings
from workflows.services.carriers import Carrier, Dispatch, FolderCarrier, SmtpCarrier
from workflows.services.issue import repair
from workflows.services.workspace import Workspace
from workflows.settings import Settings, read_settings

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@cache
def _opened(settings: Settings, actor: str) -> Workspace:
    workspace = Workspace(
        engine=open_database(settings.database_url),
        files=FileStore(settings.files),
        chart=load_chart(),
        calendar=load_calendar(),
        now=lambda: datetime.now(_VIETNAM),
        actor=actor,
        rules=read_all_working_rules(settings.offices, {kind.value for kind in DocumentType}),
    )
    repair(workspace)
    return workspace


def open_workspace(actor: str = "van-thu") -> Workspace:
    """Mở bàn làm việc: on the settings of the environment; what a crash cut off is made good first.

    Raises DatabaseUnavailable, InvalidWorkingRules.
    """
    return _opened(read_settings(), actor)


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


def agency_codes() -> AgencyCodes:
    """Danh bạ mã cơ quan: of the environment, without opening a database. Raises InvalidAgencyCodes."""
    return load_agency_codes(read_sending_settings(read_settings()).agency_codes)


def petition_kinds() -> PetitionKinds:
    """Các loại đơn: those of the law, with the file don-thu.toml of the home on top where there is one.

    Raises UnreadableDraft, InvalidPetitionKinds.
    """
    own = read_settings().petition_kinds
    return load_petition_kinds(own if own.exists() else None)
