"""Đợt nhỏ trên cổng thử: a campaign of two districts whose forms came, for the pages of returns and results."""

from collections.abc import Sequence
from pathlib import Path

from tests.services import returning
from tests.services.returning import form, sent
from workflows.services.close_returns import reopen_returns
from workflows.services.jobs.running import run_waiting
from workflows.services.workspace import Workspace

#: What a spreadsheet program would take for a formula, in every place where somebody's words are published.
FORMULA = '=HYPERLINK("http://vi-du.invalid","bấm")'
EARLIER = f"""
name = "Năm 2020"
this_name = "Năm 2021"
[[units]]
unit = "Huyện Cư Jút"
into = "{returning.CU_JUT}"
published = "78.12"
rank = 1
[[units]]
unit = "Huyện Đắk Mil"
into = "{returning.DAK_MIL}"
published = "74.50"
rank = 2
"""
#: A commune with so few forms that nothing of it may be published, and one that would give it away.
FEW, BESIDE = 5, 18


def returned(workspace: Workspace, folder: Path, *, frozen: bool = True, hostile: bool = True) -> None:
    """Đợt đã nhận phiếu: of three communes, one of them with few forms; frozen or not yet.

    A ``hostile`` one has markup and formulas in its title and among the names of its questions.
    """
    plan = returning.PLAN.replace("question_set", 'last_year = "nam-truoc.toml"\nquestion_set', 1)
    questions = returning.QUESTIONS
    if hostile:
        plan = plan.replace("Đợt thử năm 2021", "Đợt thử <b>năm</b> 2021")
        questions = questions.replace('name = "Kết quả"', f"name = '{FORMULA}'")
        questions = questions.replace('name = "Hai"', 'name = "@SUM(A1)"')
    (folder / "dot").mkdir(parents=True, exist_ok=True)
    (folder / "dot" / "nam-truoc.toml").write_text(EARLIER, encoding="utf-8")
    returning.begun(workspace, folder / "dot", plan, questions)
    answers = ("4 5 4", "5 5 3", "2 4 .", "4 45 KB", "3 3 5")
    rows = [form(f"K{n}", returning.KNIA, answers[n % 5]) for n in range(FEW)]
    rows += [form(f"T{n}", returning.TAM_THANG, answers[n % 3]) for n in range(BESIDE)]
    sent(workspace, folder, rows, unit=returning.CU_JUT, name="cu-jut.csv")
    sent(
        workspace,
        folder,
        [form(f"M{n}", returning.THUAN_AN, answers[n % 4]) for n in range(30)],
        unit=returning.DAK_MIL,
    )
    if frozen:
        returning.carried_on(workspace)


def opened_again(workspace: Workspace) -> None:
    """Mở lại nhận phiếu: for late files, after the result was frozen."""
    reopen_returns(workspace, returning.ID, returning.LATE, reason="Phiếu đến muộn", person=returning.CHIEF)


def worked_off(workspace: Workspace) -> None:
    """Làm hết việc nền: as the portal's own thread would."""
    while run_waiting(workspace):
        pass


def bad_rows() -> Sequence[str]:
    """Tệp có hàng sai: a level that is not asked, words for a number, a serial twice, a place left empty."""
    return [
        "form_id,province,district,commune,phone,1.1,1.2,2.1",
        "A1,Tỉnh Đắk Nông,Huyện Cư Jút,Xã Cư Knia,0912345678,4,5,4",
        "A2,Tỉnh Đắk Nông,Huyện Cư Jút,Xã Cư Knia,0912345678,7,5,4",
        "A3,Tỉnh Đắk Nông,Huyện Cư Jút,Xã Cư Knia,0912345678,4,<b>tốt</b>,4",
        "A1,Tỉnh Đắk Nông,Huyện Cư Jút,Xã Cư Knia,0912345678,4,5,4",
        "A5,Tỉnh Đắk Nông,Huyện Cư Jút,,0912345678,4,5,4",
    ]
