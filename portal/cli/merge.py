"""Trộn văn bản: ``merge``: one draft and a list become many numbered documents."""

import json
from pathlib import Path

import click

from portal.cli import options
from portal.messages import N_, _

_STAGES = {"rehearse": N_("Checked: {done} of {total}"), "issue": N_("Issued: {done} of {total}")}


def commands() -> list[click.Command]:
    """Các lệnh: merge."""
    return [
        click.Command(
            "merge",
            callback=_merge,
            help=_("Issues DRAFT, a TOML file, to everybody of a list: one number for all, or one for each."),
            params=[
                click.Argument(["draft"], type=options.FILE),
                click.Option(["--list", "list_file"], type=options.FILE, help=_("the list, csv or xlsx")),
                click.Option(
                    ["--offices"],
                    type=click.Choice(["province", "district", "commune"]),
                    help=_("instead of a list: every people's committee of this level"),
                ),
                click.Option(["--under"], default="", help=_("only those of this province, by its code")),
                click.Option(
                    ["--numbers"],
                    type=click.Choice(["one", "each"]),
                    required=True,
                    help=_("one number for all, or one for each row"),
                ),
                click.Option(["--out"], type=options.FILE, required=True, help=_("the folder for the files")),
                click.Option(
                    ["--key"], default="", help=_("another key issues the same words to the same list again")
                ),
                options.as_json(),
            ],
        )
    ]


def _merge(
    draft: Path,
    list_file: Path | None,
    offices: str | None,
    under: str,
    numbers: str,
    out: Path,
    key: str,
    as_json: bool,
) -> None:
    from workflows.services.merge import Numbers, merge, rows_of_list, rows_of_offices
    from workflows.wiring import open_workspace

    if (list_file is None) == (offices is None):
        raise click.UsageError(_("Name either a list (--list) or a level of offices (--offices)."))
    workspace = open_workspace()
    rows = rows_of_list(list_file) if list_file else rows_of_offices(workspace, offices or "", under)
    merged = merge(workspace, draft, rows, Numbers(numbers), out, key=key, progress=_say)
    known = sum(one.issued.known_before for one in merged)
    if as_json:
        documents = [
            {
                "number": one.issued.entry.number,
                "symbol": one.issued.entry.document.number.symbol,
                "date": one.issued.entry.document.issued_on.isoformat(),
                "issuer": one.issued.entry.book.issuer,
                "files": [str(file) for file in one.files],
                "sha256": one.issued.sha256,
                "known_before": one.issued.known_before,
            }
            for one in merged
        ]
        click.echo(json.dumps({"documents": documents}, ensure_ascii=False))
    else:
        said = _("{count} documents, of which {known} had their numbers already. Folder: {folder}")
        click.echo(said.format(count=len(merged), known=known, folder=out))


def _say(stage: str, done: int, total: int) -> None:
    click.echo(_(_STAGES[stage]).format(done=done, total=total), err=True)
