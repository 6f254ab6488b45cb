"""Quản trị: an office's own Word templates, and backups."""

from collections import defaultdict
from typing import Annotated

from fastapi import Form, Response, UploadFile
from fastapi.responses import FileResponse

from directives.errors import DirectiveError
from directives.rendering.lint.findings import LintFinding, place_sentences
from doc_templates import all_forms
from portal.messages import Refusal, _, worded
from portal.web.access import Doors
from portal.web.downloads import WORD, download
from portal.web.visit import Visiting
from sipas_engine.errors import SipasError
from workflows.backup_settings import read_backup_settings
from workflows.services.accounts.offices_meant import home_offices, office_meant
from workflows.services.accounts.roles import Act
from workflows.services.administering.backups import backup_file, backups_in
from workflows.services.administering.sent_file import as_file
from workflows.services.jobs.running import ask, jobs_of
from workflows.services.lint_template import LintReport, lint_template
from workflows.services.nightly import last_night
from workflows.services.official_forms import base_form, fields_told, form_of
from workflows.services.templates import add_template, own_template, own_templates
from workflows.settings import read_settings

doors = Doors(prefix="/quan-tri")
Typed = Annotated[str, Form(max_length=300)]


@doors.page("/mau", Act.ADMINISTER)
def templates(visit: Visiting) -> Response:
    """Mẫu Word: every version of each office's own templates, and the official forms."""
    return _templates(visit, {})


@doors.submit("/mau", Act.ADMINISTER)
def take_template(
    visit: Visiting,
    file: UploadFile,
    base: Typed,
    office: Typed = "",
    name: Typed = "",
    note: Typed = "",
    only: Typed = "",
) -> Response:
    """Nhận mẫu: everything that is wrong in it is shown; a sound one is kept as the next version, unless ``only``
    looked at."""
    typed = {"office": office, "name": name, "base": base, "note": note}
    with as_file(file.file.read(), file.filename or "") as sent:
        try:
            report = lint_template(sent, base_form(base, visit.workspace.today()))
            if only or report.errors:
                return _templates(visit, typed, report=report)
            added = add_template(
                visit.workspace,
                sent,
                name=name.strip(),
                office=office_meant(visit.workspace, office),
                base=base,
                note=note,
            )
        except (DirectiveError, SipasError) as refusal:
            return _templates(visit, typed, refusal)
    said = _("Template {name} of {office}: version {version}.")
    return visit.go(
        "/quan-tri/mau", said=said.format(name=added.name, office=added.office, version=added.version)
    )


@doors.page("/mau/{office}/{name}/{version}.docx", Act.ADMINISTER)
def template_file(visit: Visiting, office: str, name: str, version: int) -> Response:
    """Tệp mẫu: a version as it was sent in."""
    found = own_template(visit.workspace, office, name, version)
    return download(found.content, f"{name}-{version}.docx", WORD)


@doors.page("/mau-goc/{regime}/{name}.docx", Act.ADMINISTER)
def official_form(visit: Visiting, regime: str, name: str) -> Response:
    """Mẫu của luật: the Word file from which an office begins its own."""
    form = form_of(f"{regime.upper()}/{name}")
    return download(form.template.read_bytes(), f"{regime}-{name}.docx", WORD)


@doors.page("/mau-goc/{regime}/{name}.txt", Act.ADMINISTER)
def fields_of_form(visit: Visiting, regime: str, name: str) -> Response:
    """Danh sách trường: what the names in that Word file are."""
    return download(
        fields_told(form_of(f"{regime.upper()}/{name}")).encode(), f"{regime}-{name}.txt", "text/plain"
    )


@doors.page("/sao-luu", Act.ADMINISTER)
def backups(visit: Visiting) -> Response:
    """Sao lưu: what is kept, what was tried, how one restores."""
    kept = read_backup_settings(read_settings())
    asked = [job for job in jobs_of(visit.workspace) if job.kind in ("take_backup", "try_backup")]
    return visit.page(
        "administration/backups.html",
        folder=kept.folder,
        keep=kept.keep,
        kept=backups_in(kept.folder),
        night=last_night(kept.folder),
        jobs=asked[:5],
    )


@doors.submit("/sao-luu", Act.ADMINISTER)
def take_backup(visit: Visiting) -> Response:
    """Sao lưu ngay: in the background; others go on writing."""
    settings = read_settings()
    folder = read_backup_settings(settings).folder
    file = folder / f"vanthu-{visit.workspace.now():%Y%m%d-%H%M%S}.tar"
    asked = {"home": str(settings.home), "file": str(file)}
    return visit.go(f"/viec/{ask(visit.workspace, 'take_backup', asked)}")


@doors.submit("/sao-luu/{name}/thu", Act.ADMINISTER)
def try_backup(visit: Visiting, name: str) -> Response:
    """Thử phục hồi: into a folder of its own, which is taken away again."""
    file = backup_file(read_backup_settings(read_settings()).folder, name)
    return visit.go(f"/viec/{ask(visit.workspace, 'try_backup', {'file': str(file)})}")


@doors.page("/sao-luu/{name}", Act.ADMINISTER)
def backup(visit: Visiting, name: str) -> Response:
    """Tải bản sao lưu: to be kept on another machine."""
    file = backup_file(read_backup_settings(read_settings()).folder, name)
    return FileResponse(file, media_type="application/x-tar", filename=name)


def _templates(
    visit: Visiting,
    typed: dict[str, str],
    refusal: Refusal | None = None,
    *,
    report: LintReport | None = None,
) -> Response:
    wrong = refusal is not None or (report is not None and report.errors > 0)
    return visit.page(
        "administration/templates.html",
        status=422 if wrong else 200,
        own=own_templates(visit.workspace),
        forms=[f"{form.regime}/{form.name}".lower() for form in all_forms()],
        typed=defaultdict(str, typed),
        around=home_offices(visit.workspace),
        refusal=worded(refusal) if refusal else None,
        report=report,
        findings=[] if report is None else [_said(one) for one in report.findings],
    )


def _said(finding: LintFinding) -> tuple[str, str, str]:
    """Lời của một lỗi: how grave, where, what."""
    about = {
        name: _(value) if isinstance(value, str) and value else value
        for name, value in finding.fields.items()
    }
    where = ", ".join(_(sentence).format(**fields) for sentence, fields in place_sentences(finding.place))
    return finding.severity.value, where, _(finding.fault.template).format(**about)
