"""Lần chốt: what was published stays and can be computed again; what comes later waits for the next cut."""

from pathlib import Path

import pytest
from sqlalchemy import text

from sipas_engine.errors import SipasError
from sipas_engine.from_file import index_from_file
from sipas_engine.index.as_json import result_as_json
from sipas_engine.methods.method_table import BadMethodTable
from sipas_engine.methods.question_file import BadQuestionSet, UnreadableQuestionSet
from storage import guards
from storage.database import transaction
from storage.records import DamagedRecord
from tests.services.returning import (
    CHIEF,
    COMPUTED,
    CU_JUT,
    DAK_MIL,
    DUE,
    ID,
    KNIA,
    LATE,
    PLAN,
    QUESTIONS,
    TAM_THANG,
    THUAN_AN,
    begun,
    carried_on,
    form,
    sent,
)
from workflows.services.campaign_method import MethodInUse, ReasonWanted, change_method, method_of
from workflows.services.campaign_state import campaign_state
from workflows.services.close_returns import (
    MayNotReopen,
    NotClosed,
    ReturnsClosed,
    close_returns,
    reopen_returns,
)
from workflows.services.compute_result import index_of
from workflows.services.cut_forms import forms_csv
from workflows.services.cuts import NoSuchCut, NothingChanged, cut_now, cut_of, cuts, forms_of_cut, recompute
from workflows.services.decide_forms import (
    BadEdit,
    Decided,
    RejectedFormEdited,
    UnknownForm,
    UnknownRejection,
    edit_form,
    forms_in_question,
    keep_form,
    reject_form,
)
from workflows.services.returns_received import returns_by_unit
from workflows.services.verify_books import verify_books
from workflows.services.workspace import Workspace

CU_JUT_FORMS = [
    form("P1", KNIA, "4 5 2"),
    form("P2", KNIA, "3 4 4"),
    form("P3", TAM_THANG, "5 5 ."),
    form("P4", TAM_THANG, "1 2 45"),
    form("P5", TAM_THANG, "4 4 4", status="rejected", reason="never_seen"),
]
DAK_MIL_FORMS = [form("M1", THUAN_AN, "4 4 4"), form("M2", THUAN_AN, "2 KB 5"), form("M3", THUAN_AN, "5 4 3")]
#: Quyết định thử: by whom, when and why.
SAID = Decided("P1", "Lê Văn Lý", DUE, "phúc tra ngày 27/12")


@pytest.fixture
def desk(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Phiếu đã về đủ: nothing is computed yet."""
    begun(workspace, tmp_path / "dot")
    sent(workspace, tmp_path, CU_JUT_FORMS)
    sent(workspace, tmp_path, DAK_MIL_FORMS, unit=DAK_MIL, name="mil.csv")
    return workspace


@pytest.fixture
def closed(desk: Workspace) -> Workspace:
    """Đã chốt lần đầu: by the plan's own step."""
    carried_on(desk)
    return desk


def by(form_id: str, note: str = "xem lại phiếu giấy") -> Decided:
    """Người quyết định: of these tests."""
    return Decided(form_id, "Lê Văn Lý", LATE, note)


def opened(desk: Workspace) -> Workspace:
    """Mở lại: by whom the plan names."""
    reopen_returns(desk, ID, LATE, reason="phiếu gửi muộn", person=CHIEF)
    return desk


def province(desk: Workspace, version: int | None = None) -> tuple[int, str]:
    """Chỉ số toàn tỉnh của một lần chốt: valid forms and the printed figure."""
    (unit,) = cut_of(desk, ID, version).result.level("province")
    return unit.n_valid, str(unit.published)


def test_a_late_form_enters_the_next_cut_and_the_first_stays_as_it_was(
    closed: Workspace, tmp_path: Path
) -> None:
    first = cut_of(closed, ID)
    opened(closed)
    sent(closed, tmp_path, [form("P6", KNIA, "1 1 1")], day=LATE, name="muon.csv")
    assert cut_of(closed, ID) == first, "nothing is computed yet"
    assert index_of(closed, campaign_state(closed, ID).plan) == first.result
    assert recompute(closed, ID, LATE, reason="phiếu gửi muộn", person=CHIEF) == 2
    assert cut_of(closed, ID, 1) == first
    assert (province(closed, 1)[0], province(closed, 2)[0]) == (7, 8)
    assert province(closed, 1) != province(closed, 2)
    assert [(one.version, one.computed_on, one.person) for one in cuts(closed, ID)] == [
        (1, COMPUTED, "thu-nghiem"),
        (2, LATE, CHIEF),
    ]
    assert verify_books(closed).problems == []


def test_a_cut_says_everything_that_went_into_it(closed: Workspace) -> None:
    cut = cut_of(closed, ID)
    assert [(one.unit, one.form_id, one.reason) for one in cut.rejected] == [(CU_JUT, "P5", "never_seen")]
    assert {batch.unit: batch.forms for batch in cut.batches} == {CU_JUT: 5, DAK_MIL: 3}
    assert (cut.undecided, cut.version, cut.computed_on) == (1, 1, COMPUTED)
    assert cut.questions_text == QUESTIONS
    assert cut.method.metric == "F1"
    assert cut.program
    assert int(cut.counts.n_valid.sum()) == 7


def test_anyone_computes_the_same_from_the_forms_of_a_cut(closed: Workspace, tmp_path: Path) -> None:
    tiers = ("province", "district", "commune")
    (tmp_path / "phieu.csv").write_bytes(forms_csv(forms_of_cut(closed, ID), tiers))
    cut = cut_of(closed, ID)
    found = index_from_file(tmp_path / "phieu.csv", cut.questions, tiers, parts=True)
    assert [(u.path, u.sipas, u.rank, u.n_forms) for u in found.units] == [
        (u.path, u.sipas, u.rank, u.n_forms) for u in cut.result.units
    ]
    assert result_as_json(found)["national"] == result_as_json(cut.result)["national"]


def test_after_closing_forms_and_decisions_change_only_after_reopening(
    closed: Workspace, tmp_path: Path
) -> None:
    acts = [
        lambda: sent(closed, tmp_path, [form("P6")], day=LATE, name="muon.csv"),
        lambda: reject_form(closed, ID, by("P1"), "never_seen"),
        lambda: keep_form(closed, ID, by("P5")),
        lambda: edit_form(closed, ID, by("P1"), {"1.1": "5"}),
    ]
    for act in acts:
        with pytest.raises(ReturnsClosed):
            act()
    opened(closed)
    for act in acts[1:3]:
        assert act()
    with pytest.raises(RejectedFormEdited):
        acts[3]()
    assert sent(closed, tmp_path, [form("P6")], day=LATE, name="muon.csv").batch.forms == 1


WHO = [
    ("Người lạ", "phiếu muộn", MayNotReopen, "the plan does not name them"),
    ("", "phiếu muộn", ReasonWanted, "nobody"),
    (CHIEF, "  ", ReasonWanted, "no reason"),
]


@pytest.mark.parametrize(("person", "reason", "refusal", "why"), WHO, ids=[row[-1] for row in WHO])
def test_only_a_person_named_in_the_plan_opens_again_and_says_why(
    closed: Workspace, person: str, reason: str, refusal: type[Exception], why: str
) -> None:
    with pytest.raises(refusal):
        reopen_returns(closed, ID, LATE, reason=reason, person=person)
    with pytest.raises(ReturnsClosed):
        reject_form(closed, ID, by("P1"), "never_seen")


def test_closing_and_opening_go_by_turns(desk: Workspace) -> None:
    with pytest.raises(NotClosed):
        opened(desk)
    assert close_returns(desk, ID, DUE, reason="hết hạn", person="Lê Văn Lý")
    assert not close_returns(desk, ID, DUE, reason="hết hạn", person="Lê Văn Lý")
    opened(desk)
    assert reject_form(desk, ID, SAID, "never_seen")


def test_a_new_cut_closes_the_returns_again(closed: Workspace) -> None:
    opened(closed)
    reject_form(closed, ID, by("P1"), "one_hand")
    recompute(closed, ID, LATE, reason="loại một phiếu", person=CHIEF)
    with pytest.raises(ReturnsClosed):
        reject_form(closed, ID, by("P2"), "one_hand")


def test_without_a_change_nothing_is_frozen_again(closed: Workspace) -> None:
    with pytest.raises(NothingChanged):
        recompute(closed, ID, LATE, reason="thử", person=CHIEF)
    assert len(cuts(closed, ID)) == 1


def test_the_first_cut_is_that_of_the_plan(desk: Workspace) -> None:
    with pytest.raises(NoSuchCut):
        recompute(desk, ID, LATE, reason="sớm", person=CHIEF)
    with pytest.raises(NoSuchCut):
        cut_of(desk, ID)
    assert cut_now(desk, ID, LATE).version == 0


def test_a_form_that_is_rejected_or_kept_counts_so_from_the_next_cut_on(
    closed: Workspace, tmp_path: Path
) -> None:
    opened(closed)
    assert reject_form(
        closed, ID, by("P1"), "Phúc tra cho biết người được hỏi không thấy phiếu", replaced_by="D1"
    )
    assert not reject_form(closed, ID, by("P1"), "never_seen", replaced_by="D1"), "said before"
    assert keep_form(closed, ID, by("P5"))
    recompute(closed, ID, LATE, reason="sau phúc tra", person=CHIEF)
    same = [
        *(row for row in CU_JUT_FORMS if row[0] not in ("P1", "P5")),
        form("P5", TAM_THANG, "4 4 4"),
        form("P1", KNIA, "4 5 2", status="rejected", reason="never_seen"),
    ]
    sent_otherwise = _computed_from(tmp_path, [*same, *DAK_MIL_FORMS], closed)
    assert [u.sipas for u in cut_of(closed, ID).result.units] == sent_otherwise
    row = returns_by_unit(closed, ID)[0]
    assert (row.forms, row.valid, row.rejected, row.replaced) == (5, 4, {"never_seen": 1}, 1)
    assert [(r.form_id, r.reason) for r in cut_of(closed, ID).rejected] == [("P1", "never_seen")]


def test_answers_keyed_in_again_count_and_what_came_is_kept(closed: Workspace, tmp_path: Path) -> None:
    before = province(closed)
    opened(closed)
    assert edit_form(closed, ID, by("P2"), {"1.1": "5"}).version == 1
    assert edit_form(closed, ID, by("P2"), {"2.1": "", "1.2": "KB"}).version == 2
    recompute(closed, ID, LATE, reason="nhập nhầm", person=CHIEF)
    rows = [form("P2", KNIA, "5 KB .") if row[0] == "P2" else row for row in CU_JUT_FORMS]
    assert [u.sipas for u in cut_of(closed, ID).result.units] == _computed_from(
        tmp_path, [*rows, *DAK_MIL_FORMS], closed
    )
    assert province(closed, 1) == before
    (state,) = [s for s in forms_in_question(closed, ID) if s.edit]
    assert (state.form.answers, state.answers) == ("344", "570")


def test_a_decision_stands_over_a_correction_of_the_batch(desk: Workspace, tmp_path: Path) -> None:
    reject_form(desk, ID, SAID, "never_seen")
    sent(
        desk, tmp_path, [*CU_JUT_FORMS[:2], form("P3", TAM_THANG, "5 5 5")], corrects=["all"], name="sua.csv"
    )
    assert {s.form.form_id for s in forms_in_question(desk, ID) if s.reason} == {"P1"}


def _computed_from(tmp_path: Path, rows: list, desk: Workspace) -> list:  # type: ignore[type-arg]  # rows of forms
    from tests.services.returning import forms_file

    tiers = ("province", "district", "commune")
    file = forms_file(tmp_path / "dung.csv", rows)
    return [u.sipas for u in index_from_file(file, method_of(desk, ID).questions, tiers).units]


ACTS = [
    (lambda d: reject_form(d, ID, by("P99"), "never_seen"), UnknownForm, "no such form"),
    (lambda d: reject_form(d, ID, by("P1"), "xấu"), UnknownRejection, "a reason of no list"),
    (lambda d: reject_form(d, ID, Decided("P1", " ", DUE), "never_seen"), ReasonWanted, "nobody decides"),
    (lambda d: keep_form(d, ID, Decided("P1", "Lý", DUE)), ReasonWanted, "kept without a reason"),
    (lambda d: edit_form(d, ID, by("P1"), {"9.9": "4"}), BadEdit, "a criterion nobody asks"),
    (lambda d: edit_form(d, ID, by("P1"), {"1.1": "6"}), BadEdit, "an answer beyond the scale"),
    (lambda d: edit_form(d, ID, by("P5"), {"1.1": "4"}), RejectedFormEdited, "a rejected form"),
]


@pytest.mark.parametrize(("act", "refusal", "reason"), ACTS, ids=[row[-1] for row in ACTS])
def test_what_cannot_be_decided_is_refused(desk: Workspace, act, refusal, reason: str) -> None:  # type: ignore[no-untyped-def]  # rows
    with pytest.raises(refusal):
        act(desk)
    assert [s for s in forms_in_question(desk, ID) if s.decision or s.edit] == []


def test_a_changed_count_is_found(closed: Workspace) -> None:
    with transaction(closed.engine) as connection:
        guards.remove(connection)
        connection.execute(
            text("UPDATE return_count SET count = count + 1 WHERE criterion = '1.1' AND answer = 4")
        )
        guards.install(connection)
    with pytest.raises(DamagedRecord):
        cut_of(closed, ID)


METHOD = (
    'question_set = "bo-cau-hoi.toml"\nmethod = { metric = "F1z", aggregate = "pooled", satisfied = [5] }'
)


def test_a_campaign_owns_its_questions_and_method(workspace: Workspace, tmp_path: Path) -> None:
    begun(workspace, tmp_path / "dot", PLAN.replace('question_set = "bo-cau-hoi.toml"', METHOD))
    own = method_of(workspace, ID)
    assert (own.method.metric, own.method.aggregate, own.questions.satisfied) == ("F1z", "pooled", (5,))
    (tmp_path / "dot" / "bo-cau-hoi.toml").unlink()
    sent(workspace, tmp_path, CU_JUT_FORMS)
    sent(workspace, tmp_path, DAK_MIL_FORMS, unit=DAK_MIL, name="mil.csv")
    carried_on(workspace)
    cut = cut_of(workspace, ID)
    assert (cut.method, cut.questions) == (own.method, own.questions)
    assert cut.result.method.metric == "F1z"


def test_the_method_may_change_until_the_first_form_comes(workspace: Workspace, tmp_path: Path) -> None:
    begun(workspace, tmp_path / "dot")
    other = QUESTIONS.replace("Ba", "Câu ba")
    changed = change_method(
        workspace, ID, questions=other, method={"metric": "F1m"}, file="q.toml", reason="góp ý", person=CHIEF
    )
    assert (changed, changed.method.metric) == (method_of(workspace, ID), "F1m")
    assert change_method(workspace, ID, questions=other, file="q.toml", reason="lại", person=CHIEF) == changed
    sent(workspace, tmp_path, CU_JUT_FORMS)
    with pytest.raises(MethodInUse):
        change_method(workspace, ID, method={}, file="m.toml", reason="đổi ý", person=CHIEF)
    assert method_of(workspace, ID) == changed


WRONG = [
    ({"questions": "code = "}, UnreadableQuestionSet, "no TOML"),
    ({"questions": QUESTIONS.replace('"2.1"', '"1.1"')}, BadQuestionSet, "a code twice"),
    ({"method": {"metric": "F9", "x": 1}}, BadMethodTable, "no such metric, no such setting"),
    ({"method": {"satisfied": [6]}}, BadQuestionSet, "a level beyond the scale"),
]


@pytest.mark.parametrize(("what", "refusal", "reason"), WRONG, ids=[row[-1] for row in WRONG])
def test_a_wrong_method_changes_nothing(
    workspace: Workspace,
    tmp_path: Path,
    what: dict,
    refusal: type[SipasError],
    reason: str,  # type: ignore[type-arg]  # rows
) -> None:
    begun(workspace, tmp_path / "dot")
    before = method_of(workspace, ID)
    with pytest.raises(refusal):
        change_method(workspace, ID, **what, file="sai.toml", reason="thử", person=CHIEF)
    assert method_of(workspace, ID) == before
