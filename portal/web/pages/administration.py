"""Quản trị: where it begins, the organisation with its signers on a day, and the journal."""

from collections.abc import Sequence
from datetime import date

from fastapi import Response, UploadFile

from directives.document.kinds import DocumentType
from directives.errors import DirectiveError
from portal.messages import N_, Refusal, _, worded
from portal.web.access import Doors
from portal.web.act_words import ACT_WORDS
from portal.web.downloads import download
from portal.web.visit import Visiting
from sipas_engine.errors import SipasError
from storage.journal import Sought
from workflows.services.accounts.roles import Act
from workflows.services.administering.journal import journal_page
from workflows.services.administering.office_rules import adopt_rules, offices_on, rules_file
from workflows.services.audit_head import audit_head
from workflows.settings import read_settings

doors = Doors(prefix="/quan-tri")

#: Các phần: address, name, what is done there.
_PARTS = (
    ("nguoi-dung", N_("People and roles"), N_("Accounts, what each may do and where, one-time links.")),
    ("co-quan", N_("Organisation and signers"), N_("Who signs on which day, units inside, recipients.")),
    ("so", N_("Series of numbers"), N_("How an office groups its documents into books, from a year on.")),
    ("mau", N_("Word templates"), N_("An office's own templates: checked, kept, every version.")),
    ("ngay-nghi", N_("Days off"), N_("Holidays and make-up days as they were announced.")),
    ("bo-cau-hoi", N_("Question sets"), N_("What the forms of each period ask; check a file of your own.")),
    ("sao-luu", N_("Backup and restore"), N_("Take a backup, try it, how it is restored.")),
    ("nhat-ky", N_("Journal"), N_("Who did what and when, in chains which cannot be changed unseen.")),
)
_RANKS = {
    "head": N_("Head of the office"),
    "acting": N_("Acting head (Q.)"),
    "in_charge": N_("In charge of the office"),
    "deputy": N_("Deputy (KT.)"),
    "unit_head": N_("Head of a unit inside"),
    "unit_deputy": N_("Deputy head of a unit inside"),
}


@doors.page("", Act.ADMINISTER)
def administration(visit: Visiting) -> Response:
    """Quản trị: its parts."""
    return visit.page("administration/index.html", parts=_PARTS)


@doors.page("/co-quan", Act.ADMINISTER)
def organisation(visit: Visiting, ngay: str = "") -> Response:
    """Tổ chức: every office with a file of its own, as it is on a day."""
    return _organisation(visit, ngay)


@doors.submit("/co-quan", Act.ADMINISTER)
def adopt_working_rules(visit: Visiting, file: UploadFile) -> Response:
    """Nhận quy chế mới: of one office; what is wrong in it is shown row by row, and nothing is changed."""
    try:
        rules = adopt_rules(visit.workspace, read_settings().offices, file.file.read(), file.filename or "")
    except (DirectiveError, SipasError) as refusal:
        return _organisation(visit, "", refusal)
    said = _("The working rules of {office} hold from now on.").format(office=rules.office)
    return visit.go("/quan-tri/co-quan", said=said)


@doors.page("/co-quan/{office}/quy-che.toml", Act.ADMINISTER)
def working_rules(visit: Visiting, office: str) -> Response:
    """Tệp quy chế: as it holds now, to be edited and sent in again."""
    content = rules_file(read_settings().offices, office).read_bytes()
    return download(content, f"{office}.toml", "application/toml")


@doors.page("/nhat-ky", Act.ADMINISTER)
def journal(
    visit: Visiting,
    viec: str = "",
    nguoi: str = "",
    chuoi: str = "",
    doi_tuong: str = "",
    tu: str = "",
    den: str = "",
    trang: int = 1,
) -> Response:
    """Nhật ký: by act, person, chain, subject and day; the newest first."""
    sought = Sought(chuoi.strip(), viec, nguoi.strip(), doi_tuong.strip(), _iso(tu), _iso(den))
    page = journal_page(visit.workspace, sought, min(trang, 1_000_000))
    asked = {"viec": viec, "nguoi": nguoi, "chuoi": chuoi, "doi_tuong": doi_tuong, "tu": tu, "den": den}
    return visit.page("administration/journal.html", found=page, sought=sought, asked=asked, words=ACT_WORDS)


@doors.page("/nhat-ky/moc.json", Act.ADMINISTER)
def journal_head(visit: Visiting) -> Response:
    """Mốc nhật ký: to be kept elsewhere, so that a cut-off end is seen."""
    name = f"moc-nhat-ky-{visit.workspace.today()}.json"
    return download(audit_head(visit.workspace).encode(), name, "application/json")


def _organisation(visit: Visiting, asked: str, refusal: Refusal | None = None) -> Response:
    day = _day(asked) or visit.workspace.today()
    offices = offices_on(visit.workspace, read_settings().offices, day)
    wording = worded(refusal) if refusal else None
    return visit.page(
        "administration/organisation.html",
        status=422 if refusal else 200,
        day=day,
        offices=offices,
        ranks=_RANKS,
        type_names=_type_names,
        refusal=wording,
    )


def _type_names(keys: Sequence[str]) -> str:
    """Tên các loại văn bản: none named means every type."""
    names = [kind.name_vi for kind in DocumentType if kind.value in keys]
    return ", ".join(names) or _("every type of document")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _iso(text: str) -> str:
    return str(_day(text) or "")
