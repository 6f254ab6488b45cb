"""Phiếu và danh sách: ``slips`` of a one-stop office in batch, ``list`` for the working papers of the field work."""

import json
from datetime import datetime
from pathlib import Path

import click

from portal.cli import options
from portal.messages import N_, _

_STAGES = {"rehearse": N_("Checked: {done} of {total}"), "issue": N_("Issued: {done} of {total}")}
#: The kinds of slip; kept here so that help needs no engine. A test holds them against the engine's own.
KINDS = ("bo_sung", "tu_choi", "xin_loi", "moi_nhan")


def commands() -> list[click.Command]:
    """Các lệnh: slips and list."""
    return [
        click.Command(
            "slips",
            callback=_slips,
            help=_(
                "Issues a slip for every dossier of EXPORT (xlsx, csv) that needs one: request to complete it, "
                "refusal, apology with a new date, invitation to an early result."
            ),
            params=[
                click.Argument(["export"], type=options.FILE),
                click.Option(
                    ["--map", "mapping"],
                    type=options.FILE,
                    required=True,
                    help=_("the TOML file which says what the columns of the export are"),
                ),
                click.Option(
                    ["--kind"],
                    type=click.Choice(KINDS),
                    help=_("only slips of this kind; else by the export's column"),
                ),
                click.Option(["--out"], type=options.FILE, required=True, help=_("the folder for the files")),
                click.Option(
                    ["--on"],
                    type=options.DAY,
                    help=_("the day of the slips; today, unless a stopped run of an earlier day is taken up"),
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "list",
            callback=_list,
            help=_(
                "Writes a working paper (list, minutes, sheet of the field work) from PAPER, a TOML file, and a table "
                "of data; it takes no number."
            ),
            params=[
                click.Argument(["paper"], type=options.FILE),
                click.Option(
                    ["--data"],
                    type=options.FILE,
                    help=_("the xlsx or csv with the rows; else the file PAPER names"),
                ),
                options.output(_("the Word file to write")),
            ],
        ),
    ]


def _slips(
    export: Path, mapping: Path, kind: str | None, out: Path, on: datetime | None, as_json: bool
) -> None:
    from directives.document.slips import SlipKind
    from workflows.services.slips import make_slips
    from workflows.wiring import open_workspace

    run = make_slips(
        open_workspace(),
        export,
        mapping,
        out,
        kind=SlipKind[kind.upper()] if kind else None,
        day=on.date() if on else None,
        progress=_say,
    )
    known = sum(slip.known_before for slip in run.slips)
    if as_json:
        slips = [
            {
                "dossier": slip.dossier.code,
                "kind": slip.dossier.kind.value,
                "number": slip.entry.number,
                "symbol": slip.entry.document.number.symbol,
                "file": str(slip.path),
                "known_before": slip.known_before,
            }
            for slip in run.slips
        ]
        click.echo(json.dumps({"slips": slips, "passed_over": run.passed_over}, ensure_ascii=False))
    else:
        said = _(
            "{count} slips, of which {known} were made before; {passed} rows ask for none. Folder: {folder}"
        )
        numbers = {"count": len(run.slips), "known": known, "passed": run.passed_over}
        click.echo(said.format(**numbers, folder=out))


def _list(paper: Path, data: Path | None, output: Path) -> None:
    from workflows.services.working_papers import make_paper
    from workflows.wiring import open_workspace

    rows = make_paper(open_workspace(), paper, output, data=data)
    click.echo(_("Written: {file} ({rows} rows)").format(file=output, rows=rows), err=True)


def _say(stage: str, done: int, total: int) -> None:
    click.echo(_(_STAGES[stage]).format(done=done, total=total), err=True)
