"""Dòng lệnh: approving, lessons, the next campaign and what waits for a person, as somebody types them."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command_line import Ended, vanthu
from tests.services import followup_acts
from tests.services.ending_year import OPENED
from tests.services.returning import ID
from tests.services.test_take_documents import DAK_MIL, PLAN
from tests.workspaces import NOW, fresh_workspace
from workflows.services.workspace import Workspace


@dataclass(frozen=True)
class Place:
    """Nơi làm: its books before a command is typed."""

    workspace: Workspace
    folder: Path


@pytest.fixture(scope="module")
def ended_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nhà có kết quả chờ duyệt: made once, copied for each test."""
    folder = tmp_path_factory.mktemp("cho-duyet")
    with at(folder) as place:
        followup_acts.awaiting_approval(place)
    return folder


@contextmanager
def at(folder: Path) -> Iterator[Place]:
    """Bàn làm việc trong nhà của dòng lệnh."""
    (folder / "var").mkdir()
    workspace = fresh_workspace(folder / "var")
    yield Place(workspace, folder)
    workspace.engine.dispose()


@pytest.fixture
def home(ended_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ended_home, tmp_path / "nha"))


def typed(home: Path, *words: str) -> Ended:
    return vanthu(home, "campaign", *words)


def test_two_people_approve_and_a_stranger_cannot(home: Path) -> None:
    refused = typed(home, "approve", ID, "--by", "Người lạ", "--json")
    assert refused.returncode == 2
    assert "người lạ không có quyền công bố" in json.loads(refused.stdout)["error"]["message"]
    first = typed(home, "approve", ID, "--by", "Nguyễn An", "--json")
    assert not json.loads(first.stdout)["approved_by"]
    second = typed(home, "approve", ID, "--by", "Trần Bình")
    assert (second.returncode, second.stderr) == (0, "")
    assert "Bản 1 đã được duyệt" in second.stdout


def test_one_person_against_it_stops_it(home: Path) -> None:
    for name, more in (("Lê Chi", ["--reject", "--reason", "sai tên xã"]), ("Nguyễn An", [])):
        typed(home, "approve", ID, "--by", name, *more)
    last = typed(home, "approve", ID, "--by", "Trần Bình", "--json")
    assert not json.loads(last.stdout)["approved_by"]


def test_lessons_are_told_by_kind(home: Path) -> None:
    told = json.loads(typed(home, "lessons", ID, "--on", OPENED.isoformat(), "--json").stdout)
    sentences = [one for kind in ("late", "imbalances", "rejected", "checks") for one in told[kind]]
    assert len(sentences) >= 4, "each kind says something, if only that nothing is known"
    shown = typed(home, "lessons", ID, "--on", OPENED.isoformat()).stdout
    assert [sentence for sentence in sentences if f"  - {sentence}" not in shown] == []


def test_the_next_campaign_is_opened_once(home: Path) -> None:
    first = json.loads(typed(home, "open-next", ID, "--on", OPENED.isoformat(), "--json").stdout)
    assert (first["opened"], first["anchors"]) == ("thu-2022", {"F1": "2022-12-26"})
    again = json.loads(typed(home, "open-next", ID, "--on", OPENED.isoformat(), "--json").stdout)
    assert again == {"opened": None, "notes": []}


@pytest.mark.parametrize("command", ["approve", "lessons", "open-next", "proposals"])
def test_an_unknown_campaign_is_refused(tmp_path: Path, command: str) -> None:
    more = {"approve": ["--by", "An"], "lessons": ["--on", "2022-02-10"], "open-next": ["--on", "2022-02-10"]}
    refused = typed(tmp_path, command, "khong-co", *more.get(command, []), "--json")
    assert refused.returncode == 2
    assert json.loads(refused.stdout)["error"]["kind"] == "unknown_campaign"


@pytest.fixture
def proposing(tmp_path: Path) -> Path:
    """Nhà có đề xuất: an answer may close two duties of Đắk Mil."""
    with at(tmp_path) as place:
        followup_acts.answered(place)
        followup_acts.proposed(place)
    return tmp_path


#: What a person writes down, of which duty; how many proposals are left; why.
DECISIONS = [
    (("record", "bao_cao", "15/BC-UBND"), 0, "the answer closes the first"),
    (("record", "ke_hoach", "15 / BC-UBND"), 0, "the second, the number typed with blanks"),
    (("record", "bao_cao", "16/BC-UBND"), 1, "another document of the same commune"),
]


@pytest.mark.parametrize(("act", "left", "reason"), DECISIONS, ids=[row[-1] for row in DECISIONS])
def test_what_a_person_has_decided_is_proposed_no_more(
    proposing: Path, act: tuple[str, str, str], left: int, reason: str
) -> None:
    before = typed(proposing, "proposals", PLAN.id, "--json")
    ((_arrival, said),) = json.loads(before.stdout).items()
    assert (said["document"], len(said["duties"])) == ("15/BC-UBND", 2)
    command, step, document = act
    day = NOW.date().isoformat()
    words = [command, PLAN.id, "--step", step, "--unit", DAK_MIL, "--on", day, "--document", document]
    recorded = typed(proposing, *words)
    assert recorded.returncode == 0, recorded.stderr
    assert len(json.loads(typed(proposing, "proposals", PLAN.id, "--json").stdout)) == left, reason
    shown = typed(proposing, "proposals", PLAN.id).stdout
    assert ("15/BC-UBND" in shown) is bool(left)
