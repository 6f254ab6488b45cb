"""Nhận phiếu từ thư mục: the file's name is its unit; refused ones say every row; the same forms come once."""

import os
from pathlib import Path

import pytest

from storage import returns
from storage.database import reading
from tests.services.returning import CU_JUT, ID, THUAN_AN, begun, form, forms_file
from tests.services.returning import Row as FormRow
from workflows.services import take_returns as module
from workflows.services.take_returns import take_returns
from workflows.services.watched_folder import Fate, FileTaken
from workflows.services.workspace import Workspace
from workflows.wording import vietnamese

GOOD = [form("A1"), form("A2")]
WRITTEN = 1_000_000.0


def put(folder: Path, name: str, rows: list[FormRow], campaign: str = ID) -> Path:
    """Đặt tệp phiếu: an hour ago."""
    place = folder / campaign
    place.mkdir(parents=True, exist_ok=True)
    file = forms_file(place / name, rows)
    os.utime(file, (WRITTEN, WRITTEN))
    return file


def taken(workspace: Workspace, folder: Path) -> list[FileTaken]:
    """Một lượt nhận."""
    return list(take_returns(workspace, folder, vietnamese(), now=WRITTEN + 3600))


def batches(workspace: Workspace) -> int:
    """Số lô đã nhận."""
    with reading(workspace.engine) as connection:
        return len(returns.batches(connection, ID))


#: Name, forms, campaign; its fate; what the reason names; why.
FILES = [
    (f"{CU_JUT}.csv", GOOD, ID, Fate.DONE, "", "a unit's forms"),
    (f"{CU_JUT}__lan-2.csv", GOOD, ID, Fate.DONE, "", "what follows the unit is free"),
    (f"{CU_JUT}.csv", [form("A1", answers="7 4 4")], ID, Fate.REFUSED, "7", "an answer that is no level"),
    (f"{CU_JUT}.csv", [form("A1", THUAN_AN)], ID, Fate.REFUSED, "Thuận An", "forms of another district"),
    ("ubnd-xa-la.csv", GOOD, ID, Fate.REFUSED, "ubnd-xa-la", "nobody expects forms of this unit"),
    (f"{CU_JUT}.csv", GOOD, "dot-la", Fate.REFUSED, "dot-la", "a folder of no campaign"),
]


@pytest.mark.parametrize(
    ("name", "rows", "campaign", "fate", "named", "reason"), FILES, ids=[r[-1] for r in FILES]
)
def test_every_file_of_forms_has_one_fate(
    workspace: Workspace, tmp_path: Path, name: str, rows: list[FormRow], campaign: str, fate: Fate, named: str,
    reason: str,
) -> None:  # fmt: skip
    begun(workspace, tmp_path / "ke-hoach")
    file = put(tmp_path / "phieu", name, rows, campaign)
    (found,) = taken(workspace, tmp_path / "phieu")
    assert found.fate is fate, (reason, found.said)
    assert not file.exists()
    assert batches(workspace) == int(fate is Fate.DONE)
    if fate is Fate.REFUSED:
        (beside,) = (tmp_path / "phieu" / campaign / "refused").glob("*.loi.txt")
        assert named in beside.read_text(encoding="utf-8")
    assert taken(workspace, tmp_path / "phieu") == []


def test_the_same_forms_come_once_also_when_killed_before_they_are_put_away(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(workspace, tmp_path / "ke-hoach")
    put(tmp_path / "phieu", f"{CU_JUT}.csv", GOOD)
    with monkeypatch.context() as patched:
        patched.setattr(module, "put_away", _killed)
        with pytest.raises(KeyboardInterrupt):
            taken(workspace, tmp_path / "phieu")
    assert [one.fate for one in taken(workspace, tmp_path / "phieu")] == [Fate.DONE]
    put(tmp_path / "phieu", f"{CU_JUT}__lai.csv", GOOD)
    assert [one.fate for one in taken(workspace, tmp_path / "phieu")] == [Fate.DONE]
    assert batches(workspace) == 1


def _killed(*_arguments: object) -> Path:
    raise KeyboardInterrupt
