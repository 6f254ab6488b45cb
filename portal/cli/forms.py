"""Phiếu hỏi: the group ``forms``: on paper, in Kobo and ODK, back from there."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from sipas_engine.forms.questionnaire import Questionnaire
    from workflows.services.print_forms import SerialToPrint


def commands() -> list[click.Command]:
    """Các lệnh: the group ``forms``."""
    group = click.Group("forms", help=_("The questionnaire on paper, in Kobo or ODK, and back from there."))
    for command in (_print_command(), _xlsform_command(), _from_kobo_command()):
        group.add_command(command)
    return [group]


def asked() -> list[click.Parameter]:
    """Tùy chọn bộ câu hỏi: a file of one's own, or a built-in set; and the day the form is for."""
    return [
        click.Option(["--questions"], type=options.FILE, help=_("the question set, a TOML file")),
        click.Option(["--method"], help=_("a built-in question set, for example P2023")),
        click.Option(
            ["--on"],
            type=options.DAY,
            help=_("what is asked on this day, for example 2024-10-01; else what still is"),
        ),
    ]


def questionnaire_asked(
    questions: Path | None, method: str | None, campaign: str, on: datetime | None
) -> "Questionnaire":
    """Phiếu hỏi được chọn: of a file, a built-in set, or else the campaign's own. Raises UsageError for two or none."""
    from workflows.services.forms_questions import campaign_questionnaire, questionnaire_for
    from workflows.wiring import open_workspace

    day = on.date() if on else None
    if questions is not None and method is not None:
        raise click.UsageError(_("Give one of “--questions” and “--method”."))
    if questions is not None or method is not None:
        return questionnaire_for(questions, method or "", day)
    if not campaign:
        raise click.UsageError(_("Give one of “--questions” and “--method”, or a “--campaign”."))
    return campaign_questionnaire(open_workspace(), campaign, day)


def _print_command() -> click.Command:
    return click.Command(
        "print",
        callback=_print,
        help=_("Prints numbered questionnaires into one PDF (needs LibreOffice) or Word file."),
        params=[
            *asked(),
            click.Option(
                ["--list", "listed"], type=options.FILE, help=_("the drawn sample: a form for each row")
            ),
            click.Option(
                ["--from", "first"], type=click.IntRange(min=1), default=1, help=_("the first number")
            ),
            click.Option(["--count"], type=click.IntRange(min=1, max=20_000), help=_("how many forms")),
            click.Option(["--prefix"], default="", help=_("what stands before the number, for example LD-")),
            click.Option(["--place"], default="", help=_("unit and village printed on the forms of a block")),
            click.Option(
                ["--campaign"],
                default="",
                help=_("the campaign: named in the square code; its own question set"),
            ),
            click.Option(
                ["--agency"], multiple=True, help=_("a line of the head: who asks; may be repeated")
            ),
            click.Option(["--title"], help=_("the title of the form")),
            click.Option(["--subtitle"], help=_("the line below the title")),
            click.Option(["--specimen"], is_flag=True, help=_("marks every form as a specimen")),
            options.output(_("the file to write: .pdf or .docx")),
            options.as_json(),
        ],
    )


def _print(
    questions: Path | None,
    method: str | None,
    on: datetime | None,
    listed: Path | None,
    first: int,
    count: int | None,
    prefix: str,
    place: str,
    campaign: str,
    agency: tuple[str, ...],
    title: str | None,
    subtitle: str | None,
    specimen: bool,
    output: Path,
    as_json: bool,
) -> None:
    from workflows.services.print_forms import print_forms
    from workflows.services.questionnaire_wording import SUBTITLE, TITLE, FormsHead

    questionnaire = questionnaire_asked(questions, method, campaign, on)
    head = FormsHead(
        campaign=campaign,
        agency_lines=agency,
        title=TITLE if title is None else title,
        subtitle=SUBTITLE if subtitle is None else subtitle,
        specimen=specimen,
    )
    done = print_forms(questionnaire, head, _serials(listed, first, count, prefix, place), output)
    if as_json:
        answer = {
            "file": str(done.file), "forms": done.forms, "pages_each": done.pages or None,
            "version": done.version, "first": done.serials[0], "last": done.serials[1],
        }  # fmt: skip
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    said = _("Written: {file}: {forms} forms, {first} to {last}, version {version}.")
    click.echo(
        said.format(
            file=done.file,
            forms=done.forms,
            first=done.serials[0],
            last=done.serials[1],
            version=done.version,
        )
    )


def _serials(
    listed: Path | None, first: int, count: int | None, prefix: str, place: str
) -> "list[SerialToPrint]":
    from workflows.services.forms_questions import listed_serials, numbered_serials

    if (listed is None) == (count is None):
        raise click.UsageError(_("Give one of “--list” and “--count”."))
    if listed is not None:
        return listed_serials(listed)
    return numbered_serials(prefix, first, count or 0, place)


def _xlsform_command() -> click.Command:
    return click.Command(
        "xlsform",
        callback=_xlsform,
        help=_("Writes the questionnaire as an XLSForm for Kobo or ODK, checked by pyxform."),
        params=[
            *asked(),
            click.Option(
                ["--campaign"],
                default="",
                help=_("the campaign: part of the form's name; its own question set"),
            ),
            click.Option(["--dont-know"], is_flag=True, help=_("offers “Không biết” beside the levels")),
            options.output(_("the file to write: .xlsx")),
            options.as_json(),
        ],
    )


def _xlsform(
    questions: Path | None,
    method: str | None,
    on: datetime | None,
    campaign: str,
    dont_know: bool,
    output: Path,
    as_json: bool,
) -> None:
    from workflows.services.phone_forms import write_xlsform

    questionnaire = questionnaire_asked(questions, method, campaign, on)
    asked = write_xlsform(questionnaire, output, campaign=campaign, dont_know=dont_know)
    if as_json:
        answer = {"file": str(output), "version": questionnaire.version, "questions": asked}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        said = _("Written: {file}: {count} questions, accepted by pyxform, version {version}.")
        click.echo(said.format(file=output, count=asked, version=questionnaire.version))


def _from_kobo_command() -> click.Command:
    return click.Command(
        "from-kobo",
        callback=_from_kobo,
        help=_("Turns the CSV export of Kobo or ODK Central into a file of forms, or refuses it."),
        params=[
            click.Argument(["export"], type=options.FILE),
            *asked(),
            click.Option(["--campaign"], default="", help=_("the campaign whose question set was asked")),
            options.output(_("the file of forms to write: .csv")),
            options.as_json(),
        ],
    )


def _from_kobo(
    export: Path,
    questions: Path | None,
    method: str | None,
    on: datetime | None,
    campaign: str,
    output: Path,
    as_json: bool,
) -> None:
    from workflows.services.phone_forms import take_export

    taken = take_export(export, questionnaire_asked(questions, method, campaign, on), output)
    if as_json:
        answer = {
            "file": str(output), "forms": len(taken.forms), "repeated": list(taken.repeated),
            "columns_left_out": list(taken.left_out),
        }  # fmt: skip
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(_("Written: {file}: {forms} forms.").format(file=output, forms=len(taken.forms)))
    if taken.repeated:
        said = _("{count} submissions came twice, word for word, and count once: {names}")
        click.echo(said.format(count=len(taken.repeated), names=", ".join(taken.repeated)), err=True)
    if taken.left_out:
        click.echo(
            _("Columns not asked by this form: {names}").format(names=", ".join(taken.left_out)), err=True
        )
