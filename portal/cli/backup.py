"""Sao lưu và phục hồi: ``backup``, ``restore``."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portal.cli import options
from portal.messages import _
from workflows.settings import Settings, read_settings, sqlite_url

if TYPE_CHECKING:
    from workflows.services.nightly import Night
    from workflows.services.restore import Restored


def commands() -> list[click.Command]:
    """Các lệnh: of this module."""
    return [
        click.Command(
            "backup",
            callback=_backup,
            help=_("Backs up database, files and settings into one file, while others go on working."),
            params=[
                click.Option(
                    ["-o", "--output"],
                    type=options.FILE,
                    help=_("the file to write, or a folder; else that of the nightly backups"),
                ),
                click.Option(
                    ["--nightly", "by_night"],
                    is_flag=True,
                    help=_("verifies everything first and clears old backups away; exit code 1 on problems"),
                ),
                options.as_json(),
            ],
        ),
        click.Command(
            "restore",
            callback=_restore,
            help=_("Restores BACKUP into an empty home and verifies it; read-only until --confirm."),
            params=[
                click.Argument(["backup"], type=options.FILE, required=False),
                click.Option(
                    ["--home"], type=options.FILE, required=True, help=_("the home, a new or empty folder")
                ),
                click.Option(["--database"], help=_("address of an empty PostgreSQL database")),
                click.Option(
                    ["--confirm"],
                    is_flag=True,
                    help=_("the last numbers were compared: opens it for writing"),
                ),
                options.as_json(),
            ],
        ),
    ]


def _backup(output: Path | None, by_night: bool, as_json: bool) -> int:
    from workflows.backup_settings import read_backup_settings
    from workflows.services.backup import take_backup
    from workflows.services.nightly import nightly
    from workflows.wiring import open_workspace

    settings = read_settings()
    kept = read_backup_settings(settings)
    if by_night:
        if output is not None:
            raise click.UsageError(_("--nightly writes where VANTHU_BACKUPS says; leave -o out."))
        return _say_night(nightly(open_workspace(), settings.home, kept.folder, kept.keep), as_json)
    if output is None:
        kept.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = take_backup(open_workspace(), settings.home, output or kept.folder)
    if as_json:
        click.echo(json.dumps(made.to_json(), ensure_ascii=False))
    else:
        said = _("Backed up: {file}. {books} books, {files} files.")
        click.echo(said.format(file=made.file, books=len(made.contents.books), files=made.files))
        _say_damaged(made.damaged)
    return 1 if made.damaged else 0


def _say_night(night: "Night", as_json: bool) -> int:
    if as_json:
        click.echo(json.dumps(night.to_json(), ensure_ascii=False))
    else:
        said = _("Verified: {books} books, {entries} entries, {problems} problems. Backed up: {file}.")
        counted = {"books": night.books, "entries": night.entries, "problems": len(night.problems)}
        click.echo(said.format(**counted, file=night.backup))
        _say_damaged(night.damaged)
    return 0 if night.is_sound else 1


def _say_damaged(damaged: Sequence[str]) -> None:
    for digest in damaged:
        click.echo("  - " + _("missing or damaged, so not in the backup: {file}").format(file=digest))


def _restore(
    backup: Path | None, home: Path, database: str | None, confirm: bool, as_json: bool
) -> int | None:
    from workflows.services.restore import confirm_restored, unpack_backup, verify_restored
    from workflows.wiring import workspace_on

    if confirm == (backup is not None):
        raise click.UsageError(_("Name BACKUP to restore it, or --confirm a home that was restored."))
    home = home.absolute()
    settings = _settings_of(home, database, restoring=not confirm)
    if backup is None:
        name = confirm_restored(workspace_on(settings, "quan-tri"), settings)
        if as_json:
            click.echo(json.dumps({"confirmed": name, "home": str(home)}, ensure_ascii=False))
        else:
            click.echo(_("Confirmed: {home} may be written from now on.").format(home=home))
        return None
    manifest = unpack_backup(backup, settings)
    return _say_restored(verify_restored(workspace_on(settings, "quan-tri"), manifest), settings, as_json)


def _settings_of(home: Path, database: str | None, *, restoring: bool) -> Settings:
    """Thiết lập của nhà được phục hồi: never the database that the environment names, unless it is named here."""
    if database:
        return Settings(home, database)
    return Settings(home, sqlite_url(home)) if restoring else read_settings({"VANTHU_HOME": str(home)})


def _say_restored(restored: "Restored", settings: Settings, as_json: bool) -> int:
    found = restored.verification
    last = [{"book": one.book, "number": one.number} for one in restored.last_numbers]
    problems = [
        {"code": one.code, "book": one.book, "number": one.number, "detail": one.detail}
        for one in found.problems
    ]
    if as_json:
        answer = {
            "home": str(settings.home),
            "taken_at": restored.taken_at,
            "books": found.books,
            "entries": found.entries,
            "problems": problems,
            "damaged": list(restored.damaged),
            "last_numbers": last,
            "confirmed": False,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        said = _(
            "Restored into {home}: the state of {time}; {books} books, {entries} entries, {problems} problems."
        )
        counted = {"books": found.books, "entries": found.entries, "problems": len(problems)}
        click.echo(said.format(home=settings.home, time=restored.taken_at, **counted))
        for problem in problems:
            click.echo("  - {code} {book} {number} {detail}".format(**problem))
        _say_damaged(restored.damaged)
        click.echo(_("Compare the last number of each book with the paper:"))
        for one in last:
            click.echo(f"  {one['book']}: {one['number']}")
        confirm = _("The home is read-only until you type: vanthu restore --home {home} --confirm")
        click.echo(confirm.format(home=settings.home))
    return 1 if problems or restored.damaged else 0
