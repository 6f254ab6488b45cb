"""Nhận văn bản từ thư mục: every file once, whatever its name; what is refused says why; half-written ones wait."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from directives.followup.log import EventKind
from directives.followup.plan import ActKind, Due, Plan, Step
from directives.register.incoming import IncomingBookKey
from storage import incoming
from storage.database import reading
from tests.services.ending_year import DIRECTIVE
from tests.services.sending_desk import dispatch_at
from tests.services.test_arrivals import LETTER
from tests.workspaces import NOW
from workflows.services import take_documents as module
from workflows.services.advance import advance_day
from workflows.services.audit_head import audit_head
from workflows.services.evidence_arrivals import evidence_proposals
from workflows.services.followup_state import followup_state
from workflows.services.start_campaign import start_campaign
from workflows.services.take_documents import take_documents
from workflows.services.watched_folder import Fate, FileTaken
from workflows.services.workspace import Workspace
from workflows.wording import vietnamese

OFFICE, DAK_MIL = "snv-lam-dong", "ubnd-xa-dak-mil-24670"
BOOK = IncomingBookKey(OFFICE, 2026)
WRITTEN = 1_000_000.0
UNNUMBERED = LETTER.replace("Số: 712/UBND-NC", "Số:      /UBND-NC")


def put(folder: Path, name: str, content: str = LETTER, *, at: float = WRITTEN, office: str = OFFICE) -> Path:
    """Đặt một tệp: into the folder of an office, last written at this second."""
    file = folder / office / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    os.utime(file, (at, at))
    return file


def taken(workspace: Workspace, folder: Path, now: float = WRITTEN + 60) -> list[FileTaken]:
    """Một lượt nhận."""
    return list(take_documents(workspace, dispatch_at(folder.parent), folder, vietnamese(), now=now))


def numbers(workspace: Workspace) -> list[int]:
    """Các số đến đã cấp."""
    with reading(workspace.engine) as connection:
        return [entry.number for entry in incoming.entries(connection, BOOK)]


#: Name, content, seconds since it was written; its fate; where it lies then; why.
FILES = [
    ("cv712.txt", LETTER, 60, Fate.DONE, "done", "a whole letter that reads without a doubt"),
    ("cv712.txt", LETTER, 5, Fate.WAITING, "", "somebody is still writing to it"),
    ("cv712.txt.part", LETTER, 60, Fate.WAITING, "", "a half copied file by its name"),
    ("cv712.txt", LETTER, -3600, Fate.DONE, "done", "the clock of the sender is an hour ahead"),
    ("trong.txt", "", 60, Fate.REFUSED, "refused", "nothing in it"),
    ("anh.docx", "khong phai docx", 60, Fate.REFUSED, "refused", "not what its name says"),
    ("goi.edxml", "<x/>", 60, Fate.REFUSED, "refused", "no package"),
    ("mat.txt", LETTER.replace("Số: 712", "MẬT\nSố: 712"), 60, Fate.REFUSED, "refused", "a state secret"),
    ("thieu-so.txt", UNNUMBERED, 60, Fate.TO_CONFIRM, "confirm", "a number nobody can read"),
    ("a\n\u202etxt.exe.txt", LETTER, 60, Fate.DONE, "done", "a name that plays with the screen"),
    ("x" * 240 + ".txt", LETTER, 60, Fate.DONE, "done", "the longest name there is"),
]


@pytest.mark.parametrize(
    ("name", "content", "age", "fate", "place", "reason"), FILES, ids=[r[-1] for r in FILES]
)
def test_every_file_has_one_fate(
    workspace: Workspace,
    tmp_path: Path,
    name: str,
    content: str,
    age: int,
    fate: Fate,
    place: str,
    reason: str,
) -> None:
    den = tmp_path / "den"
    file = put(den, name, content)
    (found,) = taken(workspace, den, WRITTEN + age)
    assert found.fate is fate, (reason, found.said)
    assert file.exists() is (fate is Fate.WAITING)
    assert numbers(workspace) == ([1] if fate is Fate.DONE else [])
    if place:
        names = sorted(one.name for one in (den / OFFICE / place).iterdir())
        assert len(names) == (1 if fate is Fate.DONE else 2), (
            "a reason, or an arrival to confirm, lies beside it"
        )
        assert all(one.isprintable() for one in names)
    if fate is Fate.REFUSED:
        (reason_file,) = (den / OFFICE / "refused").glob("*.loi.txt")
        assert reason_file.read_text(encoding="utf-8").strip() == found.said
        assert found.said, "in Vietnamese, and not empty"
    again = taken(workspace, den, WRITTEN + age)
    assert [one.fate for one in again] == ([Fate.WAITING] if fate is Fate.WAITING else [])


def test_the_same_file_under_other_names_is_one_arrival(workspace: Workspace, tmp_path: Path) -> None:
    den = tmp_path / "den"
    put(den, "a.txt")
    put(den, "b.txt")
    assert {one.said for one in taken(workspace, den)} == {"snv-lam-dong/ĐẾN/2026/1"}
    put(den, "c.txt")
    assert [one.fate for one in taken(workspace, den)] == [Fate.DONE]
    assert numbers(workspace) == [1]


def test_the_same_doubtful_file_is_laid_aside_once(workspace: Workspace, tmp_path: Path) -> None:
    den = tmp_path / "den"
    put(den, "a.txt", UNNUMBERED)
    put(den, "b.txt", UNNUMBERED)
    taken(workspace, den)
    assert len(list((den / OFFICE / "confirm").glob("*.toml"))) == 1
    assert len(list((den / OFFICE / "done").iterdir())) == 1


def test_killed_before_the_file_was_moved_it_is_entered_once(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    den = tmp_path / "den"
    file = put(den, "a.txt")
    with monkeypatch.context() as patched:
        patched.setattr(module, "put_away", _killed)
        with pytest.raises(KeyboardInterrupt):
            taken(workspace, den)
    assert file.exists()
    head = audit_head(workspace)
    assert [one.fate for one in taken(workspace, den)] == [Fate.DONE]
    assert audit_head(workspace) == head, "the second run writes nothing more into the books"
    assert numbers(workspace) == [1]


def _killed(*_arguments: object) -> Path:
    raise KeyboardInterrupt


def test_links_loose_files_and_unknown_offices_are_refused(workspace: Workspace, tmp_path: Path) -> None:
    den = tmp_path / "den"
    secret = tmp_path / "rieng.txt"
    secret.write_text(LETTER, encoding="utf-8")
    (den / OFFICE).mkdir(parents=True)
    (den / OFFICE / "lien-ket.txt").symlink_to(secret)
    (den / "roi.txt").write_text(LETTER, encoding="utf-8")
    put(den, "a.txt", office="so-khong-co")
    now = max((den / OFFICE / "lien-ket.txt").lstat().st_mtime, WRITTEN) + 60
    found = taken(workspace, den, now)
    assert [one.fate for one in found] == [Fate.REFUSED] * 3
    assert "không nằm trong thư mục của cơ quan nào" in found[0].said
    assert secret.exists()
    assert numbers(workspace) == []


# --- evidence of duties

PLAN = Plan(
    "theo-doi",
    "Theo dõi chỉ đạo",
    "68",
    "",
    {"T0": NOW.date()},
    (
        Step("giao", "Giao việc", ActKind.ISSUE, Due(anchor="T0"), draft="giao.toml"),
        Step("bao_cao", "Báo cáo", ActKind.EVIDENCE, Due(anchor="T0", working_days=5), owed_by=(DAK_MIL,)),
    ),
)
SECOND = Step("ke_hoach", "Kế hoạch", ActKind.EVIDENCE, Due(anchor="T0", working_days=9), owed_by=(DAK_MIL,))
ANSWER = """ỦY BAN NHÂN DÂN
XÃ {sender}
Số: 15/BC-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{sender_name}, ngày 05 tháng 10 năm 2026
BÁO CÁO
Kết quả thực hiện điều tra xã hội học
Thực hiện Công văn số {cited} của Sở Nội vụ, Ủy ban nhân dân xã báo cáo như sau:
1. Đã phối hợp phát, thu phiếu đúng thời gian.
Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Thị Mẫu
"""
OURS = "01/SNV-CCHC ngày 05/10/2026"

#: What is cited, who sends, further step; submitted steps, proposals; why.
EVIDENCE = [
    (OURS, "ĐẮK MIL", (), ["bao_cao"], 0, "our directive, and one open duty"),
    (OURS, "ĐẮK MIL", (SECOND,), [], 1, "two open duties: a person says which"),
    (OURS, "ĐỨC LẬP", (), [], 1, "a commune that owes nothing"),
    ("02/SNV-CCHC ngày 05/10/2026", "ĐẮK MIL", (), [], 0, "another number"),
    ("01/SNV-CCHC ngày 04/10/2025", "ĐẮK MIL", (), [], 0, "the same number of another year"),
]


@pytest.mark.parametrize(
    ("cited", "sender", "more", "submitted", "proposals", "reason"), EVIDENCE, ids=[r[-1] for r in EVIDENCE]
)
def test_an_answer_closes_the_duty_only_where_that_is_certain(
    workspace: Workspace,
    tmp_path: Path,
    cited: str,
    sender: str,
    more: tuple[Step, ...],
    submitted: list[str],
    proposals: int,
    reason: str,
) -> None:
    plan = replace(PLAN, steps=(*PLAN.steps, *more))
    draft = DIRECTIVE.replace("snv-dak-nong", OFFICE).replace("các huyện", "các xã")
    start_campaign(workspace, plan, {"giao.toml": draft})
    advance_day(workspace, plan.id, NOW.date())
    answer = ANSWER.format(sender=sender, sender_name=sender.title(), cited=cited)
    for name in ("a.txt", "b.txt"):  # twice: nothing is said twice
        put(tmp_path / "den", name, answer)
        (found,) = taken(workspace, tmp_path / "den")
        assert found.fate is Fate.DONE, found.said
    events = followup_state(workspace, plan.id).events
    assert [event.step for event in events if event.kind is EventKind.SUBMITTED] == submitted, reason
    assert len(evidence_proposals(workspace, plan.id)) == proposals
