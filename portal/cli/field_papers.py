"""Giấy tờ thực địa: daily sheet, minutes, receipts, sheets of visits and re-checks as Word files."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _

if TYPE_CHECKING:
    from workflows.services.paper_from_rows import PaperHead
    from workflows.services.sampled_villages import Respondent
    from workflows.services.workspace import Workspace


def fieldwork_commands() -> list[click.Command]:
    """Các lệnh của ``fieldwork``: sheet, minutes, receipts."""
    campaign = click.Argument(["campaign"])
    return [
        click.Command(
            "sheet",
            callback=_sheet,
            help=_("Makes the sheet of what was handed out and taken back in every village up to a day."),
            params=[
                campaign,
                *_head(_("the day up to which it tells, also that of the paper")),
                *_signer(),
                click.Option(["--prepared-by"], default="", help=_("who made the sheet")),
                options.output(_("the sheet, a .docx file")),
            ],
        ),
        click.Command(
            "minutes",
            callback=_minutes,
            help=_("Makes the minutes of the hand-over of one day, by investigator."),
            params=[
                campaign,
                *_head(_("the day of the hand-over")),
                click.Option(
                    ["--time", "time"], required=True, help=_("when, for example “08 giờ 00 phút ngày …”")
                ),
                click.Option(["--place"], required=True, help=_("where the forms were handed over")),
                click.Option(["--giver"], required=True, help=_("who gives: office and its person")),
                click.Option(["--taker"], required=True, help=_("who takes: office and its person")),
                click.Option(["--giver-name"], default="", help=_("the name under “BÊN GIAO”")),
                click.Option(["--taker-name"], default="", help=_("the name under “BÊN NHẬN”")),
                options.output(_("the minutes, a .docx file")),
            ],
        ),
        click.Command(
            "receipts",
            callback=_receipts,
            help=_("Makes the list which respondents of a village sign for their money."),
            params=[
                campaign,
                _village(),
                *_head(_("the day of the paper")),
                click.Option(
                    ["--amount"],
                    type=click.IntRange(min=1),
                    required=True,
                    help=_("what each is paid, in đồng"),
                ),
                *_signer(),
                *_names(),
                options.output(_("the list, a .docx file")),
            ],
        ),
    ]


def visit_commands() -> list[click.Command]:
    """Các lệnh của ``visits``: sheet."""
    return [
        click.Command(
            "sheet",
            callback=_visit_sheet,
            help=_("Makes the sheet which is filled in on a visit to a village."),
            params=[
                click.Argument(["campaign"]),
                _village(),
                *_head(_("the day of the visit")),
                click.Option(["--time", "time"], default="", help=_("when; else the day")),
                click.Option(["--by"], default="", help=_("who visits; else room for a hand")),
                options.output(_("the sheet, a .docx file")),
            ],
        )
    ]


def recheck_commands() -> list[click.Command]:
    """Các lệnh của ``recheck``: paper."""
    return [
        click.Command(
            "paper",
            callback=_recheck_paper,
            help=_("Makes the sheet of one checker: his forms and what is asked again."),
            params=[
                click.Argument(["campaign"]),
                click.Option(["--checker"], required=True, help=_("whose sheet it is")),
                *_head(_("the day of the paper")),
                click.Option(["--time", "time"], default="", help=_("when; else the day")),
                *_names(),
                options.output(_("the sheet, a .docx file")),
            ],
        )
    ]


def _head(day: str) -> list[click.Option]:
    return [
        click.Option(["--issuer"], required=True, help=_("the office that writes, for example snv-lam-dong")),
        click.Option(["--subject"], required=True, help=_("what the survey is called")),
        click.Option(["--on"], type=options.DAY, required=True, help=day),
        click.Option(["--synthetic"], is_flag=True, help=_("marks the paper as made of synthetic data")),
    ]


def _signer() -> list[click.Option]:
    return [
        click.Option(["--signer-title"], default="", help=_("who signs: the title")),
        click.Option(["--signer-name"], default="", help=_("who signs: the name")),
    ]


def _village() -> click.Option:
    return click.Option(["--village"], required=True, help=_("the village after its commune: Xã A / Thôn 1"))


def _names() -> list[click.Option]:
    return [
        click.Option(
            ["--names", "listed"], help=_("prints names and addresses from this list, survey/office/version")
        ),
        click.Option(["--code"], default="", help=_("what the codes of the forms begin with, as LD-26")),
    ]


def _people(workspace: "Workspace", listed: str | None, code: str) -> "Mapping[str, Respondent] | None":
    from workflows.services.sampled_villages import respondents
    from workflows.services.stored_lists import list_key

    if listed is None:
        return None
    if not code:
        raise click.UsageError(_("“--names” needs “--code”: what the codes of the forms begin with."))
    return respondents(workspace, list_key(listed), code)


def _sheet(
    campaign: str,
    issuer: str,
    subject: str,
    on: datetime,
    synthetic: bool,
    signer_title: str,
    signer_name: str,
    prepared_by: str,
    output: Path,
) -> None:
    from workflows.services.field_papers import make_day_sheet
    from workflows.wiring import open_workspace

    head = _paper_head(issuer, subject, on, synthetic, signer_title, signer_name)
    rows = make_day_sheet(open_workspace(), campaign, head, on.date(), output, prepared_by=prepared_by)
    _say_written(output, rows)


def _minutes(
    campaign: str,
    issuer: str,
    subject: str,
    on: datetime,
    synthetic: bool,
    output: Path,
    **said: str,
) -> None:
    from workflows.services.field_papers import HandOver, make_hand_over_minutes
    from workflows.wiring import open_workspace

    head = _paper_head(issuer, subject, on, synthetic)
    forms = make_hand_over_minutes(open_workspace(), campaign, head, on.date(), HandOver(**said), output)
    click.echo(_("Written: {file}, {count} forms.").format(file=output, count=forms))


def _receipts(
    campaign: str,
    village: str,
    issuer: str,
    subject: str,
    on: datetime,
    synthetic: bool,
    amount: int,
    signer_title: str,
    signer_name: str,
    listed: str | None,
    code: str,
    output: Path,
) -> None:
    from workflows.services.field_papers import make_receipts
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    head = _paper_head(issuer, subject, on, synthetic, signer_title, signer_name)
    people = _people(workspace, listed, code)
    _say_written(output, make_receipts(workspace, campaign, head, village, amount, output, people=people))


def _visit_sheet(
    campaign: str,
    village: str,
    issuer: str,
    subject: str,
    on: datetime,
    synthetic: bool,
    time: str,
    by: str,
    output: Path,
) -> None:
    from workflows.services.check_papers import make_visit_sheet
    from workflows.wiring import open_workspace

    head = _paper_head(issuer, subject, on, synthetic)
    make_visit_sheet(open_workspace(), campaign, head, village, output, time=time, supervisor=by)
    click.echo(_("Written: {file}.").format(file=output))


def _recheck_paper(
    campaign: str,
    checker: str,
    issuer: str,
    subject: str,
    on: datetime,
    synthetic: bool,
    time: str,
    listed: str | None,
    code: str,
    output: Path,
) -> None:
    from workflows.services.check_papers import make_recheck_paper
    from workflows.wiring import open_workspace

    workspace = open_workspace()
    head = _paper_head(issuer, subject, on, synthetic)
    people = _people(workspace, listed, code)
    forms = make_recheck_paper(workspace, campaign, head, checker, output, time=time, people=people)
    click.echo(_("Written: {file}, {count} forms.").format(file=output, count=forms))


def _say_written(output: Path, rows: int) -> None:
    click.echo(_("Written: {file}, {count} rows.").format(file=output, count=rows))


def _paper_head(
    issuer: str, subject: str, on: datetime, synthetic: bool, title: str = "", name: str = ""
) -> "PaperHead":
    from workflows.services.paper_from_rows import PaperHead

    return PaperHead(issuer, subject, on.date(), title, name, synthetic)
