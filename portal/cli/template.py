"""Mẫu Word: ``template``: lint, new, add, list, show: the office's own Word templates."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from directives.rendering.lint.findings import LintFinding
    from workflows.services.lint_template import LintReport


def commands() -> list[click.Command]:
    """Các lệnh: the group template."""
    file = click.Argument(["file"], type=options.FILE)
    office = click.Option(["--office"], required=True, help=_("the office, for example snv-dak-nong"))
    base = click.Option(
        ["--from", "base"], required=True, help=_("the official form below it, for example nd30/cong_van")
    )
    group = click.Group("template", help=_("The office's own Word templates."))
    group.add_command(
        click.Command(
            "lint",
            callback=_lint,
            help=_(
                "All errors of the Word template FILE, each with its place; exit code 1 when there is one."
            ),
            params=[
                file,
                click.Option(
                    ["--form"], default="", help=_("the official form it was made from: nd30/cong_van")
                ),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "new",
            callback=_new,
            help=_("Begins a template: a copy of an official form, and beside it the list of fields."),
            params=[base, options.output(_("the Word file to write"))],
        )
    )
    group.add_command(
        click.Command(
            "add",
            callback=_add,
            help=_("Takes the template FILE for an office; one more of the same name is a new version."),
            params=[
                file,
                click.Option(["--name"], required=True, help=_("the name by which drafts ask for it")),
                office,
                base,
                click.Option(["--note"], default="", help=_("what is different in this version")),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "list",
            callback=_list,
            help=_("The official forms with what they ask, and the offices' own templates."),
            params=[
                click.Option(["--office"], default=None, help=_("only this office's own ones")),
                options.as_json(),
            ],
        )
    )
    group.add_command(
        click.Command(
            "show",
            callback=_show,
            help=_("What an office's own template asks for, and its versions."),
            params=[
                click.Argument(["name"]),
                office,
                click.Option(
                    ["--version"], type=int, default=0, help=_("this version; the newest without it")
                ),
                click.Option(["-o", "--output"], type=options.FILE, help=_("writes the Word file there")),
                options.as_json(),
            ],
        )
    )
    return [group]


def _lint(file: Path, form: str, as_json: bool) -> int:
    from workflows.services.lint_template import lint_template
    from workflows.services.official_forms import base_form

    report = lint_template(file, base_form(form, _today()) if form else None)
    if as_json:
        click.echo(json.dumps(_report(report), ensure_ascii=False))
    else:
        said = _("{errors} errors, {warnings} warnings")
        click.echo(f"{report.file}: " + said.format(errors=report.errors, warnings=report.warnings))
        for finding in report.findings:
            click.echo(f"  [{finding.fault.kind}] {_where(finding)}:")
            click.echo("    " + _message(finding))
    return 1 if report.errors else 0


def _report(report: "LintReport") -> dict[str, Any]:
    from directives.rendering.lint.findings import locator

    return {
        "file": report.file,
        "errors": report.errors,
        "warnings": report.warnings,
        "fields": sorted(report.names),
        "findings": [
            {
                "kind": one.fault.kind,
                "severity": one.severity.value,
                "where": locator(one.place),
                "place": _where(one),
                "message": _message(one),
            }
            for one in report.findings
        ],
    }


def _where(finding: "LintFinding") -> str:
    from directives.rendering.lint.findings import place_sentences

    return ", ".join(_(sentence).format(**about) for sentence, about in place_sentences(finding.place))


def _message(finding: "LintFinding") -> str:
    about = {
        name: _(value) if isinstance(value, str) and value else value
        for name, value in finding.fields.items()
    }
    return _(finding.fault.template).format(**about)


def _new(base: str, output: Path) -> None:
    from workflows.services.official_forms import begin_template

    for written in begin_template(base, output, _today()):
        click.echo(_("Written: {file}").format(file=written), err=True)


def _today() -> date:
    from directives.calendar.dates import VIETNAM

    return datetime.now(VIETNAM).date()


def _add(file: Path, name: str, office: str, base: str, note: str, as_json: bool) -> None:
    from workflows.services.templates import add_template
    from workflows.wiring import open_workspace

    added = add_template(open_workspace(), file, name=name, office=office, base=base, note=note)
    if as_json:
        answer = {
            "name": added.name,
            "office": added.office,
            "version": added.version,
            "sha256": added.sha256,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        said = _('Template {name} of {office}: version {version}. In a draft: form = "{name}"')
        click.echo(said.format(name=added.name, office=added.office, version=added.version))


def _list(office: str | None, as_json: bool) -> None:
    from doc_templates import all_forms
    from workflows.services.templates import own_templates
    from workflows.wiring import open_workspace

    own = own_templates(open_workspace(), office)
    if as_json:
        official = [
            {
                "form": f"{form.regime}/{form.name}".lower(),
                "asks": {name: field.asks for name, field in form.questions.items()},
            }
            for form in all_forms()
        ]
        answer = {"official": official, "own": [_version(one) for one in own]}
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(_("Official forms:"))
    for form in all_forms():
        click.echo(f"  {form.regime}/{form.name}".lower())
        for name, field in form.questions.items():
            click.echo(f"      {name}: {field.asks}")
    click.echo(_("Own templates:"))
    for one in own:
        said = _("version {version} of {day}, from {base}")
        about = said.format(version=one.version, day=one.added_at[:10], base=one.base.lower())
        click.echo(f"  {one.office} {one.name}: {about}" + (f" ({one.note})" if one.note else ""))


def _version(one: Any) -> dict[str, object]:
    return {
        "office": one.office,
        "name": one.name,
        "version": one.version,
        "sha256": one.sha256,
        "base": one.base,
        "added_at": one.added_at,
        "note": one.note,
    }


def _show(name: str, office: str, version: int, output: Path | None, as_json: bool) -> None:
    from workflows.services.templates import own_template, own_templates
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    template = own_template(workspace, office, name, version)
    if output is not None:
        output.write_bytes(template.content)
    versions = [_version(one) for one in own_templates(workspace, office) if one.name == name]
    fields = {field.name: field.asks or field.says for field in template.form.fields.values()}
    if as_json:
        click.echo(
            json.dumps(
                {**_version(template.version), "fields": fields, "versions": versions}, ensure_ascii=False
            )
        )
        return
    click.echo(
        f"{name} {template.version.version} ({template.version.base.lower()}) {template.version.sha256}"
    )
    for field_name, says in fields.items():
        click.echo(f"  {field_name}: {says}")
    click.echo(_("Versions: {versions}").format(versions=", ".join(str(one["version"]) for one in versions)))
