"""Sao lưu và phục hồi: what comes back is what was there, and no archive can do more than be unpacked."""

import gzip
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from itertools import count
from pathlib import Path

import psycopg
import pytest

from storage import audit
from storage.anchors import anchors
from storage.backup_archive import InvalidBackup
from storage.database import ReadOnlyDatabase, reading, reading_only
from storage.snapshots import CopyFailed
from tests.documents import a_document
from tests.storage.killed import forked, how_it_ended
from tests.workspaces import workspace_at
from workflows.services.backup import BackupExists, take_backup
from workflows.services.issue import issue_document
from workflows.services.nightly import nightly
from workflows.services.restore import (
    HomeNotEmpty,
    NothingToConfirm,
    OtherKindOfDatabase,
    Restored,
    confirm_restored,
    unpack_backup,
    verify_restored,
)
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace
from workflows.settings import Settings

OWN = {"co-quan/so-noi-vu.toml": "x = 1\n", "lich.toml": "", "khoa-bi-danh": "ab" * 32}
_databases = count(1)


@pytest.fixture
def home(workspace: Workspace) -> Path:
    """Nhà: with files of its own, and with others that are nobody's business."""
    folder = workspace.files.folder.parent
    for name, text in {**OWN, "secrets/prefect": "bí mật", "logs/worker-1.log": "dài"}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def elsewhere(workspace: Workspace, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """Nơi phục hồi: an empty home with an empty database of the same kind."""
    home = tmp_path / "moi"
    if workspace.engine.dialect.name == "sqlite":
        yield Settings(home, f"sqlite:///{home / 'vanthu.db'}")
        return
    server, name = request.getfixturevalue("postgresql_url"), f"phuc_hoi_{next(_databases)}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield Settings(home, server.removesuffix("postgres") + name)


def restored(archive: Path, settings: Settings) -> tuple[Workspace, Restored]:
    """Phục hồi: unpacked, opened and verified."""
    manifest = unpack_backup(archive, settings)
    desk = workspace_at(settings.database_url, settings.home)
    return desk, verify_restored(desk, manifest)


def test_what_comes_back_is_what_was_there(
    workspace: Workspace, home: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    numbers = [issue_document(workspace, a_document()).entry.number for _ in range(3)]
    made = take_backup(workspace, home, tmp_path / "ngày.tar")
    desk, found = restored(made.file, elsewhere)
    assert numbers == [1, 2, 3]
    assert (found.verification.entries, found.verification.problems, found.damaged) == (3, [], ())
    assert [(one.book, one.number) for one in found.last_numbers] == [("ubnd-tinh-lam-dong/CV/2026", 3)]
    with reading(workspace.engine) as before, reading(desk.engine) as after:
        assert anchors(before) == anchors(after)
    assert set(desk.files.digests()) == set(workspace.files.digests())
    assert {name: (elsewhere.home / name).read_text(encoding="utf-8") for name in OWN} == OWN
    assert not (elsewhere.home / "secrets").exists(), "Prefect's password is made anew"
    assert issue_document(desk, a_document()).entry.number == 4
    desk.engine.dispose()


def test_the_same_books_give_the_same_bytes(workspace: Workspace, home: Path, tmp_path: Path) -> None:
    if workspace.engine.dialect.name != "sqlite":
        pytest.skip("pg_dump writes the time into its file")
    issue_document(workspace, a_document())
    first, second = (take_backup(workspace, home, tmp_path / f"{n}.tar").file for n in (1, 2))
    assert first.read_bytes() == second.read_bytes()
    assert first.stat().st_mode & 0o077 == 0, "names and telephone numbers are in it"


@pytest.mark.parametrize("times", [3, pytest.param(200, marks=pytest.mark.slow)])
def test_a_backup_while_sixteen_write_is_contiguous_up_to_its_point(
    workspace: Workspace, home: Path, elsewhere: Settings, tmp_path: Path, times: int
) -> None:
    url = workspace.engine.url.render_as_string(hide_password=False)
    hears, tells = os.pipe()

    def write() -> None:
        desk = workspace_at(url, home)
        for turn in range(times):
            key = f"{os.getpid()}/{turn}"
            number = issue_document(desk, a_document(), idempotency_key=key).entry.number
            os.write(tells, f"{number}\n".encode())

    issue_document(workspace, a_document())
    workspace.engine.dispose()  # no connection goes into the children
    writers = [forked(write) for _ in range(16)]
    acknowledged = {int(line) for line in os.read(hears, 64 * times).split()}
    made = take_backup(workspace, home, tmp_path / "giua-chung.tar")
    assert [how_it_ended(writer) for writer in writers] == [0] * 16
    os.close(tells)
    os.close(hears)
    desk, found = restored(made.file, elsewhere)
    assert found.verification.problems == []
    (last,) = found.last_numbers
    assert found.verification.entries == last.number, "no gap"
    assert max(acknowledged) <= last.number <= 16 * times + 1
    assert verify_books(workspace).entries == 16 * times + 1, "nobody was turned away"
    desk.engine.dispose()


def test_a_restored_home_is_read_only_until_confirmed(
    workspace: Workspace, home: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    issue_document(workspace, a_document())
    desk, _ = restored(take_backup(workspace, home, tmp_path / "a.tar").file, elsewhere)
    assert elsewhere.unconfirmed.exists()
    closed = Workspace(
        reading_only(desk.engine, elsewhere.home), desk.files, desk.chart, desk.calendar, desk.now, "văn thư"
    )
    assert verify_books(closed).entries == 1
    with pytest.raises(ReadOnlyDatabase):
        issue_document(closed, a_document())
    assert confirm_restored(desk, elsewhere) == "a.tar"
    with pytest.raises(NothingToConfirm):
        confirm_restored(desk, elsewhere)
    with reading(desk.engine) as connection:
        assert [act.act for act in audit.acts(connection, "operation")] == ["restore_confirmed"]
    assert issue_document(desk, a_document()).entry.number == 2
    desk.engine.dispose()


def test_a_damaged_file_is_named_and_not_taken_along(
    workspace: Workspace, home: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    kept = issue_document(workspace, a_document()).sha256
    (workspace.files.folder / kept[:2] / kept).write_bytes(b"")
    made = take_backup(workspace, home, tmp_path / "a.tar")
    desk, found = restored(made.file, elsewhere)
    assert made.damaged == found.damaged == (kept,)
    assert [problem.code for problem in found.verification.problems] == ["missing_file"]
    desk.engine.dispose()


def test_nothing_is_overwritten(
    workspace: Workspace, home: Path, elsewhere: Settings, tmp_path: Path
) -> None:
    made = take_backup(workspace, home, tmp_path / "a.tar")
    with pytest.raises(BackupExists):
        take_backup(workspace, home, tmp_path / "a.tar")
    elsewhere.home.mkdir()
    (elsewhere.home / "của ai đó").touch()
    with pytest.raises(HomeNotEmpty):
        unpack_backup(made.file, elsewhere)
    other = f"sqlite:///{tmp_path}/x.db" if "postgresql" in elsewhere.database_url else "postgresql://x/y"
    with pytest.raises(OtherKindOfDatabase):
        unpack_backup(made.file, Settings(tmp_path / "trống", other))
    if "postgresql" in elsewhere.database_url:
        full = workspace.engine.url.render_as_string(hide_password=False)
        with pytest.raises(CopyFailed):
            unpack_backup(made.file, Settings(tmp_path / "trống", full))
    assert not (tmp_path / "trống").exists()


def _with(name: str, **what: object) -> Callable[[tarfile.TarFile, list[tarfile.TarInfo]], None]:
    """Thêm một phần: what somebody put into the archive."""

    def add(tar: tarfile.TarFile, _members: list[tarfile.TarInfo]) -> None:
        member = tarfile.TarInfo(name)
        for field, value in what.items():
            setattr(member, field, value)
        tar.addfile(member, io.BytesIO(b"x" * member.size))

    return add


DIGEST = sha256(b"").hexdigest()


@pytest.mark.parametrize(
    ("add", "reason"),
    [
        (_with("../ngoai.toml"), "a path out of the folder"),
        (_with("/tmp/vanthu-ngoai"), "an absolute path"),
        (_with("home/co-quan/../../../ngoai.toml"), "a path that climbs"),
        (_with("home/.bashrc"), "a file that is none of ours"),
        (_with("home/secrets"), "the folder of secrets"),
        (_with("home/lich.toml", type=tarfile.SYMTYPE, linkname="/etc/passwd"), "a link"),
        (_with("home/lich.toml", type=tarfile.LNKTYPE, linkname="manifest.json"), "a hard link"),
        (_with("home/lich.toml", type=tarfile.CHRTYPE, devmajor=1, devminor=3), "a device"),
        (_with("home/lich.toml", type=tarfile.FIFOTYPE), "a pipe which would wait for ever"),
        (_with("files/00", type=tarfile.DIRTYPE), "a folder"),
        (_with("database/vanthu.db", size=4), "a member twice"),
        (_with("home/don-thu.toml", size=4), "a member that is not listed"),
        (_with(f"files/{DIGEST[:2]}/{DIGEST}", size=4), "a file that is not what its name says"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_archive_is_refused_and_leaves_nothing(
    backup: bytes, tmp_path: Path, add: Callable[..., None], reason: str
) -> None:
    archive = tmp_path / "la.tar"
    archive.write_bytes(backup)
    with tarfile.open(archive, "a:") as tar:
        add(tar, tar.getmembers())
    _refused(archive, tmp_path, reason)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda whole: b"", "nothing in it"),
        (lambda whole: whole[: len(whole) // 2], "cut off"),
        (lambda whole: whole[:-20480] + b"\0" * 20480, "without its manifest"),
        (lambda whole: whole.replace(b"SQLite format 3", b"SQLite format 4"), "changed"),
        (gzip.compress, "compressed, as a bomb would be"),
        (lambda whole: b"PK\x03\x04" + whole, "another kind of archive"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_no_whole_backup_is_refused(
    backup: bytes, tmp_path: Path, content: Callable[[bytes], bytes], reason: str
) -> None:
    archive = tmp_path / "la.tar"
    archive.write_bytes(content(backup))
    _refused(archive, tmp_path, reason)


def test_a_database_that_its_manifest_does_not_describe_is_refused(backup: bytes, tmp_path: Path) -> None:
    """Somebody who changes the database and lists it anew still has the counts and heads against him."""
    (tmp_path / "a.tar").write_bytes(backup)
    with tarfile.open(tmp_path / "a.tar") as tar:
        parts = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]  # files
    database = tmp_path / "x.db"
    database.write_bytes(parts["database/vanthu.db"])
    with closing(sqlite3.connect(database)) as store, store:
        store.execute("update book set last_number = 7")
    changed = database.read_bytes()
    manifest = json.loads(parts["manifest.json"])
    manifest["members"]["database/vanthu.db"] = {"size": len(changed), "sha256": sha256(changed).hexdigest()}
    parts |= {"database/vanthu.db": changed, "manifest.json": json.dumps(manifest).encode()}
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    _refused(tmp_path / "b.tar", tmp_path, "the last number was changed")


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Một bản sao lưu: of a book with one document."""
    home = tmp_path_factory.mktemp("nha")
    desk = workspace_at(f"sqlite:///{home / 'vanthu.db'}", home)
    issue_document(desk, a_document())
    made = take_backup(desk, home, home / "a.tar")
    desk.engine.dispose()
    return made.file.read_bytes()


def _refused(archive: Path, tmp_path: Path, reason: str) -> None:
    home = tmp_path / "nha-moi"
    with pytest.raises(InvalidBackup):
        unpack_backup(archive, Settings(home, f"sqlite:///{home / 'vanthu.db'}"))
    assert not home.exists(), reason
    assert not list(tmp_path.glob(".nha-moi*")), reason
    assert not (tmp_path / "ngoai.toml").exists()
    assert not Path("/tmp/vanthu-ngoai").exists()


def test_a_night_keeps_the_newest_and_writes_down_what_it_found(
    workspace: Workspace, home: Path, tmp_path: Path
) -> None:
    issue_document(workspace, a_document())
    folder = tmp_path / "dem"
    folder.mkdir()
    for day in ("20260101-020000", "20260102-020000"):
        (folder / f"vanthu-{day}.tar").touch()
    night = nightly(workspace, home, folder, keep=2)
    assert (night.is_sound, night.entries, night.cleared) == (True, 1, 1)
    assert sorted(file.name for file in folder.glob("*.tar")) == [
        "vanthu-20260102-020000.tar",
        night.backup.name,
    ]
    with reading(workspace.engine) as connection:
        (act,) = audit.acts(connection, "operation")
    assert (act.act, act.subject, act.payload) == ("nightly", "2026-10-05", night.to_json())


def test_a_night_that_finds_something_says_so_and_clears_nothing_away(
    workspace: Workspace, home: Path, tmp_path: Path
) -> None:
    kept = issue_document(workspace, a_document()).sha256
    (workspace.files.folder / kept[:2] / kept).unlink()
    folder = tmp_path / "dem"
    folder.mkdir()
    (folder / "vanthu-20260101-020000.tar").touch()
    night = nightly(workspace, home, folder, keep=1)
    assert not night.is_sound
    assert [problem.code for problem in night.problems] == ["missing_file"]
    assert (folder / "vanthu-20260101-020000.tar").exists(), "the last sound backup may be among the old ones"


def test_a_journal_cut_off_since_the_last_night_is_found(
    workspace: Workspace, home: Path, tmp_path: Path
) -> None:
    """The chain that is left is whole; only what was written down beside the backups tells."""
    folder = tmp_path / "dem"
    head = {"chain": "ubnd-tinh-lam-dong/CV/2026", "seq": 99, "hash": "0" * 64}
    folder.mkdir()
    (folder / "moc-nhat-ky.json").write_text(json.dumps({"taken_at": "", "chains": [head]}), encoding="utf-8")
    night = nightly(workspace, home, folder, keep=1)
    assert [problem.code for problem in night.problems] == ["cut_off_audit_chain"]
