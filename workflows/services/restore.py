"""Phục hồi: a backup becomes a home on an empty place, is verified, and waits for a person's confirmation."""

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directives.errors import N_, DirectiveError
from storage import audit
from storage.backup_archive import POSTGRESQL, SQLITE, InvalidBackup, unpack
from storage.database import transaction
from storage.snapshots import Contents, LastNumber, contents_of_copy, fill_postgresql
from workflows.services.backup import contents_from_json
from workflows.services.issue import repair
from workflows.services.verify_books import Verification, verify_books
from workflows.services.workspace import Workspace
from workflows.settings import Settings

CHAIN = "operation"


class HomeNotEmpty(DirectiveError):
    """Nơi phục hồi không trống: what is there would be lost or mixed."""

    kind = "home_not_empty"
    template = N_("{home} is not empty. Restore into a folder which is new or empty.")


class OtherKindOfDatabase(DirectiveError):
    """Khác loại cơ sở dữ liệu: a backup goes back into the kind of database it was taken from."""

    kind = "other_kind_of_database"
    template = N_(
        "This backup is of {kind_of_database}. Restore it without --database for SQLite, with "
        "--database postgresql://… (an empty database) for PostgreSQL."
    )


class NothingToConfirm(DirectiveError):
    """Không có gì để xác nhận: the home was not restored, or was confirmed already."""

    kind = "nothing_to_confirm"
    template = N_("{home} was not restored from a backup, or has been confirmed already.")


@dataclass(frozen=True, slots=True)
class Restored:
    """Đã phục hồi: when the backup was taken, what verification says, the last numbers to be compared."""

    taken_at: str
    verification: Verification
    damaged: tuple[str, ...]
    last_numbers: tuple[LastNumber, ...]


def unpack_backup(archive: Path, settings: Settings) -> dict[str, Any]:
    """Giải nén bản sao lưu: files and database of an empty home, marked as not confirmed; returns the manifest.

    The home appears whole or not at all. Raises HomeNotEmpty, InvalidBackup, OtherKindOfDatabase, CopyFailed,
    MissingDatabaseProgram, OSError.
    """
    home = settings.home
    if home.exists() and any(home.iterdir()):
        raise HomeNotEmpty(where="--home", home=home)
    home.parent.mkdir(parents=True, exist_ok=True)
    staged = home.with_name(f".{home.name}-phuc-hoi")
    shutil.rmtree(staged, ignore_errors=True)  # of a restoring that was cut off
    staged.mkdir(mode=0o700)
    try:
        manifest = unpack(archive, staged)
        contents = _contents(archive, manifest)
        _move_home(staged)
        _fill_database(archive, staged, settings, contents)
        mark = {"backup": archive.name, "taken_at": manifest["taken_at"]}
        (staged / settings.unconfirmed.name).write_text(json.dumps(mark), encoding="utf-8")
        with suppress(FileNotFoundError):
            home.rmdir()
        staged.rename(home)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return manifest


def verify_restored(workspace: Workspace, manifest: Mapping[str, Any]) -> Restored:
    """Kiểm tra sau phục hồi: files whose making was cut off are made, then every book, chain and file is looked at."""
    contents = contents_from_json(manifest)
    repair(workspace)
    verification = verify_books(workspace, contents.chains)
    return Restored(
        str(manifest["taken_at"]), verification, tuple(manifest["damaged"]), tuple(contents.books)
    )


def confirm_restored(workspace: Workspace, settings: Settings) -> str:
    """Xác nhận: a person has compared the last numbers; from now on the home may be written. Returns the backup's name.

    Raises NothingToConfirm.
    """
    try:
        mark = json.loads(settings.unconfirmed.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise NothingToConfirm(where="--home", home=settings.home) from error
    with transaction(workspace.engine) as connection:
        journaled = audit.Act(
            workspace.timestamp(), workspace.actor, "restore_confirmed", str(mark["backup"]), mark
        )
        audit.append(connection, CHAIN, journaled)
    settings.unconfirmed.unlink()
    return str(mark["backup"])


def _contents(archive: Path, manifest: Mapping[str, Any]) -> Contents:
    try:
        if not isinstance(manifest["taken_at"], str) or not isinstance(manifest["damaged"], list):
            raise TypeError
        return contents_from_json(manifest)
    except (KeyError, TypeError, ValueError) as error:
        reason = N_("its manifest is missing or cannot be read")
        raise InvalidBackup(where=archive.name, file=archive.name, reason=reason) from error


def _move_home(staged: Path) -> None:
    """The home's own files lie in a folder of the archive; here they come to where they belong."""
    own = staged / "home"
    if own.exists():
        for file in own.iterdir():
            file.rename(staged / file.name)
        own.rmdir()


def _fill_database(archive: Path, staged: Path, settings: Settings, contents: Contents) -> None:
    copy, dump = staged / SQLITE, staged / POSTGRESQL
    to_sqlite = settings.database_url.startswith("sqlite")
    if copy.exists() == dump.exists():
        reason = N_("its manifest is missing or cannot be read")
        raise InvalidBackup(where=archive.name, file=archive.name, reason=reason)
    if copy.exists() != to_sqlite:
        kind = "SQLite" if copy.exists() else "PostgreSQL"
        raise OtherKindOfDatabase(where="--database", kind_of_database=kind)
    if to_sqlite:
        if contents_of_copy(copy) != contents:
            reason = N_("its database is not the one that its manifest describes")
            raise InvalidBackup(where=archive.name, file=archive.name, reason=reason)
        copy.rename(staged / "vanthu.db")
    else:
        fill_postgresql(settings.database_url, dump)
    shutil.rmtree(staged / "database")
