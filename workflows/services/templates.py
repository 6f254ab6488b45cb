"""Mẫu Word của văn bản: the office's own ones and the law's, and the very bytes which a document was made with.

A document names its template by hash from the moment it gets its number (``Document.template``), and the file
store keeps the bytes. So a template that is changed later, the office's or the program's, changes no document.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from directives.document.draft import Draft
from directives.document.forms import official_form
from directives.document.model import Document
from directives.document.office_form import OfficeForm, office_form
from directives.errors import N_, DirectiveError, Problem
from directives.rendering.docx_template import compiled_form
from directives.rendering.lint.findings import Severity, locator
from directives.rendering.render import RenderedDocument, render
from directives.rulebook.regimes import DayWithoutRegime, regime_on
from storage import audit, office_templates
from storage.database import reading, transaction
from storage.files import FileStore
from storage.office_templates import OfficeTemplate
from workflows.services.enclosures import pictures_of
from workflows.services.lint_template import lint_template
from workflows.services.official_forms import base_form, form_of
from workflows.services.workspace import Workspace

_NAME = re.compile(r"[a-z][a-z0-9_-]{1,59}")


class UnfitTemplate(DirectiveError):
    """Mẫu chưa đạt: the lint found errors, so the template was not taken."""

    kind = "unfit_template"
    template = N_(
        "The template {file} was not taken ({count} error(s)); “vanthu template lint” shows them in full:"
    )


class BadTemplateName(DirectiveError):
    """Tên mẫu không hợp lệ: a name is written in drafts and commands."""

    kind = "bad_template_name"
    template = N_(
        "“{name}” cannot name a template. Use small letters without marks, digits, - and _: cong-van-so."
    )


class UnknownTemplate(DirectiveError):
    """Không có mẫu riêng này: the office has none of this name or version."""

    kind = "unknown_template"
    template = N_("{office} has no template “{name}”. Its templates: {known}.")


class LostTemplate(DirectiveError):
    """Mất tệp mẫu: the file store no longer has the template which a document is bound to."""

    kind = "lost_template"
    template = N_("The template {sha256} is no longer in the file store. Restore the last backup.")


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """Mẫu riêng đã mở: one version, its form and its bytes."""

    version: OfficeTemplate
    form: OfficeForm
    content: bytes


def add_template(
    workspace: Workspace, file: Path, *, name: str, office: str, base: str, note: str = ""
) -> OfficeTemplate:
    """Thêm mẫu riêng: linted, kept, and written into the journal; a further one of the same name is a new version.

    The same file again is the same version. Raises UnfitTemplate, BadTemplateName, UnknownOffice, UnknownForm.
    """
    if not _NAME.fullmatch(name):
        raise BadTemplateName(where="--name", name=name)
    owner = workspace.chart.on(workspace.today()).office(office).id
    form = base_form(base, workspace.today())
    report = lint_template(file, form)
    wrong = [one for one in report.findings if one.severity is Severity.ERROR]
    if wrong:
        problems = [Problem(one.fault.template, one.fields, locator(one.place)) for one in wrong]
        raise UnfitTemplate(where=file.name, problems=problems, file=file.name, count=len(wrong))
    sha256 = workspace.files.put(report.content)
    chain = f"templates/{owner}"
    with transaction(workspace.engine) as connection:
        audit.stand_in_line(connection, chain)  # two who add at once make two versions
        known = office_templates.versions(connection, owner, name)
        if known and known[-1].sha256 == sha256 and known[-1].base == f"{form.regime}/{form.name}":
            return known[-1]
        at = workspace.timestamp()
        added = OfficeTemplate(owner, name, len(known) + 1, sha256, f"{form.regime}/{form.name}", at, note)
        office_templates.add(connection, added)
        facts = {"version": added.version, "sha256": sha256, "base": added.base}
        act = audit.Act(at, workspace.actor, "template_added", f"{owner}/{name}", facts)
        audit.append(connection, chain, act)
    return added


def own_templates(workspace: Workspace, office: str | None = None) -> Sequence[OfficeTemplate]:
    """Các mẫu riêng: every version of one office or of all."""
    with reading(workspace.engine) as connection:
        return office_templates.versions(connection, office)


def own_template(workspace: Workspace, office: str, name: str, version: int = 0) -> OwnTemplate:
    """Mẫu riêng theo tên: its newest version, or the one asked for. Raises UnknownTemplate, LostTemplate."""
    with reading(workspace.engine) as connection:
        of_office = office_templates.versions(connection, office)
    found = [one for one in of_office if one.name == name and version in (0, one.version)]
    if not found:
        known = ", ".join(dict.fromkeys(one.name for one in of_office)) or "–"
        raise UnknownTemplate(where="form", office=office, name=name, known=known)
    return _opened(workspace.files, found[-1])


def own_form(workspace: Workspace, read: Draft) -> OwnTemplate | None:
    """Mẫu riêng của bản thảo: the issuer's own template of the name in the draft; None for an official form.

    One that was made for the law of another time is not meant.
    """
    if not read.form:
        return None
    regime = ""
    with suppress(DayWithoutRegime):
        regime = regime_on(read.date or workspace.today()).id
    with reading(workspace.engine) as connection:
        found = office_templates.versions(connection, read.issuer, read.form)
    fitting = [one for one in found if one.base.partition("/")[0] == regime]
    return _opened(workspace.files, fitting[-1]) if fitting else None


def pinned(files: FileStore, document: Document) -> Document:
    """Ghim mẫu: the document bound to the bytes of its template, which the file store keeps from now on.

    Raises NoOfficialForm, UnknownForm, DayWithoutRegime.
    """
    if document.template:
        return document
    main = document.copied or document
    if main.template:
        return document.pinned(main.template)
    form = official_form(main.type, main.issued_on, main.form)
    return document.pinned(_kept(files, form.template, form.template.stat().st_mtime_ns))


def rendered(files: FileStore, document: Document) -> RenderedDocument:
    """Dựng văn bản: with its pinned template, or the law's of today, and its pictures from the file store.

    Raises LostTemplate, LostPicture and what ``render`` refuses.
    """
    template = _content(files, document.template) if document.template else None
    return render(document, template, pictures_of(document, files))


@lru_cache(maxsize=256)
def _kept(files: FileStore, template: Path, _edited: int) -> str:
    """Cất mẫu một lần: in each process, so that a batch does not read the same file again and again."""
    return files.put(template.read_bytes())


@lru_cache(maxsize=64)
def _content(files: FileStore, sha256: str) -> bytes:
    content = files.get(sha256)
    if content is None:
        raise LostTemplate(where=sha256, sha256=sha256)
    return content


def _opened(files: FileStore, version: OfficeTemplate) -> OwnTemplate:
    base = form_of(version.base)
    content = _content(files, version.sha256)
    names = compiled_form(content, file=version.name).names
    return OwnTemplate(version, office_form(base, version.name, names), content)
