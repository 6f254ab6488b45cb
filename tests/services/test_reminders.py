"""Đôn đốc: numbered dispatches, one a day to each recipient, exactly once whatever is killed between them."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from directives.checking import check_file
from directives.document.model import Document
from directives.followup.actions import Action
from directives.followup.log import EventKind
from directives.followup.people import Appointment
from directives.followup.plan_file import parse_plan
from storage import audit, campaigns, register
from storage.database import reading
from tests.services.reminding import COMMUNES, ID, PLAN, begun, handed_in
from tests.workspaces import workspace_at
from workflows.services.appoint import Placed, appoint
from workflows.services.books import entries
from workflows.services.followup_state import followup_state
from workflows.services.issue_many import RefusedRequests
from workflows.services.next_actions import next_actions
from workflows.services.remind import NoStandingOffice, remind, remind_all, reminders_on
from workflows.services.start_campaign import start_campaign
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

LATE, SUPERIOR, TET, CHAIRMAN = (date(2022, *day) for day in ((1, 26), (1, 28), (2, 2), (2, 8)))
DUC, PHU, MIL = COMMUNES


def dispatches(workspace: Workspace) -> list[Document]:
    """Công văn đôn đốc đã cấp số: in order."""
    return [entry.document for entry in entries(workspace)]


def shown(workspace: Workspace) -> list[str]:
    """Tóm tắt: number, day, addressee, and how many duties the annex lists."""
    return [
        f"{one.number} {one.issued_on} {one.addressees[0]} {len(one.annexes[0].rows) if one.annexes else 1}"
        for one in dispatches(workspace)
    ]


def words(document: Document) -> str:
    return "\n".join(part.text for part in document.body)


UNITS_LETTERS = [
    "01/SNV-CCHC 2022-01-26 Ủy ban nhân dân phường Nghĩa Đức 1",
    "02/SNV-CCHC 2022-01-26 Ủy ban nhân dân phường Nghĩa Phú 1",
    "03/SNV-CCHC 2022-01-26 Ủy ban nhân dân thị trấn Đắk Mil 1",
]


def test_the_ladder_is_climbed_once_over_tet(workspace: Workspace) -> None:
    begun(workspace)
    counts = [remind_all(workspace, ID, day) for day in (date(2022, 1, 25), LATE, LATE, SUPERIOR)]
    assert counts == [0, 3, 0, 3]
    handed_in(workspace, MIL, "2022-01-28")
    assert [remind_all(workspace, ID, day) for day in (TET, date(2022, 2, 7), CHAIRMAN, CHAIRMAN)] == [
        0,
        0,
        2,
        0,
    ]
    assert shown(workspace) == [
        *UNITS_LETTERS,
        "04/SNV-CCHC 2022-01-28 Ủy ban nhân dân thành phố Gia Nghĩa 2",
        "05/SNV-CCHC 2022-01-28 Ủy ban nhân dân huyện Đắk Mil 1",
        "06/SNV-CCHC 2022-02-08 Đồng chí Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông 2",
    ]
    assert verify_books(workspace).problems == []


def test_after_three_days_off_over_the_deadline_one_catch_up_reminder_says_the_right_days(
    workspace: Workspace,
) -> None:
    begun(workspace)
    assert remind_all(workspace, ID, date(2022, 1, 27)) == 3
    assert len(dispatches(workspace)) == 3
    assert "hạn ngày 25/01/2022, đã chậm 2 ngày làm việc" in words(dispatches(workspace)[0])
    remind_all(workspace, ID, CHAIRMAN)  # the machine was off again; the superior's rung is passed over
    found = dispatches(workspace)[3:]
    assert [one.addressees for one in found] == [("Đồng chí Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông",)]
    assert [row[3:5] for row in found[0].annexes[0].rows] == [("25/01/2022", "5")] * 3
    assert remind_all(workspace, ID, date(2022, 6, 1)) == 0


def test_a_reminder_addresses_who_answers_for_the_duty_and_says_who_has_named_nobody(
    workspace: Workspace,
) -> None:
    begun(workspace)
    known = Appointment(
        DUC, "Nguyễn Văn An", date(2022, 1, 17), "Phó Chủ tịch", "Trần Thị Bình", phone="0900"
    )
    appoint(workspace, ID, [Placed(known)])
    remind_all(workspace, ID, LATE)
    named, unnamed, _ = dispatches(workspace)
    assert named.addressees[1] == "Đồng chí Nguyễn Văn An, Phó Chủ tịch (lãnh đạo phụ trách)"
    assert named.recipients == ("Như trên", "Đ/c Trần Thị Bình, cán bộ đầu mối (t/h)")
    assert "chưa cử" not in words(named)
    assert "đến nay đơn vị chưa cử" in words(unnamed)
    remind_all(workspace, ID, SUPERIOR)
    rows = dispatches(workspace)[3].annexes[0].rows
    assert [row[5:] for row in rows] == [("Nguyễn Văn An, Phó Chủ tịch", "Trần Thị Bình"), ("chưa cử",) * 2]
    assert "0900" not in str(dispatches(workspace))


def test_what_was_sent_back_for_correction_is_reminded_of_and_says_so(workspace: Workspace) -> None:
    begun(workspace)
    handed_in(workspace, DUC, "2022-01-24")
    handed_in(workspace, DUC, "2022-01-25", EventKind.RETURNED)
    remind_all(workspace, ID, LATE)
    assert "bị trả lại để bổ sung, chỉnh sửa" in words(dispatches(workspace)[0])


def test_every_dispatch_passes_our_own_check(workspace: Workspace, tmp_path: Path) -> None:
    begun(workspace)
    for day in (LATE, SUPERIOR, CHAIRMAN):
        remind_all(workspace, ID, day)
    seen = []
    for entry in entries(workspace)[2:]:
        with reading(workspace.engine) as connection:
            content = workspace.files.get(
                register.file_of(connection, entry.book, entry.number, "docx") or ""
            )
        assert content is not None
        file = tmp_path / f"{entry.number}.docx"
        file.write_bytes(content)
        seen.append(list(check_file(file, on=entry.document.issued_on).findings))
    assert seen == [[]] * 4


def test_a_new_duty_of_the_same_day_waits_for_tomorrow(workspace: Workspace) -> None:
    """One dispatch a day: what is sent back in the afternoon is in the next day's reminder."""
    second = '[[steps]]\ncode = "ke_hoach"\nname = "Kế hoạch"\nact = "evidence"\neach_unit = true\n'
    begun(workspace, f"{PLAN}\n{second}due = {{ on = 2022-01-25 }}\n")
    for unit in COMMUNES:
        handed_in(workspace, unit, "2022-01-25", step="ke_hoach")
    remind_all(workspace, ID, LATE)
    handed_in(workspace, DUC, "2022-01-26", EventKind.RETURNED, step="ke_hoach")
    assert (remind_all(workspace, ID, LATE), shown(workspace)) == (0, UNITS_LETTERS)
    assert remind_all(workspace, ID, date(2022, 1, 27)) == 1
    assert "Kế hoạch: hạn ngày 25/01/2022, đã chậm 2 ngày làm việc" in words(dispatches(workspace)[3])


def test_several_at_once_send_each_reminder_once(database_url: str, tmp_path: Path) -> None:
    desks = [workspace_at(database_url, tmp_path) for _ in range(3)]
    begun(desks[0])
    action = reminders_on(desks[0], ID, LATE)[0]
    jobs: list[Callable[[], int]] = [
        lambda: remind_all(desks[0], ID, LATE),
        lambda: remind_all(desks[1], ID, LATE),
        lambda: remind(desks[2], ID, action, LATE),
    ]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda job: job(), jobs))
    assert sorted(one.partition(" ")[2] for one in shown(desks[0])) == sorted(
        one.partition(" ")[2] for one in UNITS_LETTERS
    )
    assert remind_all(desks[0], ID, LATE) == 0
    assert verify_books(desks[0]).problems == []
    for desk in desks:
        desk.engine.dispose()


@pytest.mark.parametrize("stops", range(4))
def test_one_killed_between_number_and_fact_leaves_nothing_half(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, stops: int
) -> None:
    begun(workspace)
    real, left = campaigns.add_fact, stops

    class Gone(BaseException):
        pass

    def counted(*what: object) -> bool:
        nonlocal left
        if left == 0:
            raise Gone
        left -= 1
        return real(*what)  # type: ignore[arg-type]  # passed on as they came

    with monkeypatch.context() as patched:
        patched.setattr(campaigns, "add_fact", counted)
        if stops < 3:
            with pytest.raises(Gone):
                remind_all(workspace, ID, LATE)
    reminded = [event for event in followup_state(workspace, ID).events if event.kind is EventKind.REMINDED]
    assert len(reminded) == len(dispatches(workspace))
    remind_all(workspace, ID, LATE)
    assert shown(workspace) == UNITS_LETTERS
    assert verify_books(workspace).problems == []


def test_a_duty_reminded_of_by_another_dispatch_meanwhile_takes_no_number(workspace: Workspace) -> None:
    """Máy khác đã đôn đốc: what was planned for today was sent by a machine whose clock is a day ahead."""
    begun(workspace)
    planned: Action = reminders_on(workspace, ID, LATE)[0]
    assert remind_all(workspace, ID, date(2022, 1, 27)) == 3
    with pytest.raises(RefusedRequests):
        remind(workspace, ID, planned, LATE)  # its book has gone on: nothing is dated back
    tomorrow = Action(planned.kind, planned.keys, recipient=DUC, key="ra-soat/remind/x/2022-01-27")
    assert remind(workspace, ID, tomorrow, date(2022, 1, 27)) == 0
    assert len(dispatches(workspace)) == 3


def test_an_own_draft_of_a_rung_wins(workspace: Workspace) -> None:
    own = 'subject = "nhắc nộp"\n[[body]]\nkind = "paragraph"\ntext = "Đề nghị {{ recipient.short_name }} nộp"\n'
    plan = parse_plan(PLAN.replace("{ after = 1 }", '{ after = 1, draft = "nhac.toml" }'), file="plan.toml")
    start_campaign(workspace, plan, {"nhac.toml": own})
    remind_all(workspace, ID, LATE)
    found = dispatches(workspace)[0]
    assert (found.subject, words(found)) == ("nhắc nộp", "Đề nghị UBND phường Nghĩa Đức nộp")


def test_a_plan_that_reminds_names_who_signs(workspace: Workspace) -> None:
    begun(workspace, PLAN.replace('standing_office = "snv-dak-nong"\n', ""))
    with pytest.raises(NoStandingOffice):
        remind_all(workspace, ID, LATE)
    assert dispatches(workspace) == []


def test_what_is_next_is_listed_and_nothing_done(workspace: Workspace) -> None:
    begun(workspace)
    found = next_actions(workspace, ID, SUPERIOR)
    assert [(one.action.kind.value, one.action.recipient, len(one.duties)) for one in found] == [
        ("escalate", "ubnd-thanh-pho-gia-nghia", 2),
        ("escalate", "ubnd-huyen-dak-mil", 1),
    ]
    assert [duty.working_days_late for duty in found[0].duties] == [3, 3]
    assert dispatches(workspace) == []


def test_each_dispatch_is_one_entry_of_the_journal(workspace: Workspace) -> None:
    begun(workspace)
    with reading(workspace.engine) as connection:
        before = audit.count(connection)
    remind_all(workspace, ID, LATE)
    with reading(workspace.engine) as connection:
        after = audit.count(connection)
    assert after - before == 2 * 3  # number given, file made
