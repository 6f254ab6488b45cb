"""Bảng nhập phiếu: ``returns template``."""

import json
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options
from portal.cli.forms import asked, questionnaire_asked
from portal.messages import _


def commands() -> list[click.Command]:
    """Các lệnh: of this module, for the group ``returns``."""
    return [
        click.Command(
            "template",
            callback=_template,
            help=_("Writes the workbook, with drop-downs, in which an office types its forms."),
            params=[
                *asked(),
                click.Option(["--campaign"], default="", help=_("the campaign: its question set, its units")),
                click.Option(["--unit"], help=_("the unit of the campaign that will fill it in")),
                click.Option(["--province"], multiple=True, help=_("a province to choose from")),
                click.Option(["--district"], multiple=True, help=_("a district to choose from")),
                click.Option(["--commune"], multiple=True, help=_("a commune to choose from")),
                click.Option(
                    ["--rows"],
                    type=click.IntRange(min=1, max=20_000),
                    default=1000,
                    show_default=True,
                    help=_("room for so many forms"),
                ),
                options.output(_("the workbook to write: .xlsx")),
                options.as_json(),
            ],
        )
    ]


def _template(
    questions: Path | None,
    method: str | None,
    on: datetime | None,
    campaign: str,
    unit: str | None,
    province: tuple[str, ...],
    district: tuple[str, ...],
    commune: tuple[str, ...],
    rows: int,
    output: Path,
    as_json: bool,
) -> None:
    from sipas_engine.forms.return_workbook import Office
    from workflows.services.return_template import office_of, write_return_template
    from workflows.wiring import open_workspace

    questionnaire = questionnaire_asked(questions, method, campaign, on)
    if unit is None:
        office = Office(province=province, districts=district, communes=commune)
    elif campaign:
        office = office_of(open_workspace(), campaign, unit)
    else:
        raise click.UsageError(_("“--unit” needs “--campaign”."))
    write_return_template(questionnaire, office, output, rows)
    if as_json:
        answer = {"file": str(output), "version": questionnaire.version, "rows": rows}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(_("Written: {file}").format(file=output))
