"""Đánh giá năm ở Tam Đường: versions with the hashes of their inputs, a person's choice, four documents that hold."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from directives.checking import check_file
from directives.errors import DirectiveError
from directives.followup.log import EventKind
from directives.results_use.commendation_choices import Choice, Decided
from directives.results_use.scorecard import Known, Verdict, evaluation_as_json
from directives.results_use.scorecard_words import duty_sentences, duty_table, index_sentences, index_table
from storage import audit, followup_records
from storage.database import reading, transaction
from storage.followup import NewEvent
from tests.services import returning
from tests.services.ending_year import clock, ended
from tests.services.evaluation_scene import CHIEF, DECIDED, EVALUATED, GOOD, evaluated, year_gone_by
from tests.services.year_of_use import (
    BAN_BO,
    BAN_GIANG,
    DISTRICT,
    ID,
    KHUN_HA,
    NA_TAM,
    SON_BINH,
    STANDING,
    TA_LENG,
    UNITS,
    on_day,
    year_of_use,
)
from tests.workspaces import fresh_workspace
from workflows.services.record_events import record_events
from workflows.services.results_use.commendation import (
    DecidedAlready,
    IncompleteWords,
    NotEvaluated,
    PassedOverInSilence,
    ReasonWanted,
    UnknownNomination,
    choose,
    commendation_book,
    nominate,
    nominations_of,
    pass_over,
    withdraw_nomination,
)
from workflows.services.results_use.commendation_issue import (
    MeetingUnknown,
    Paper,
    Wanted,
    issue_paper,
    paper_file,
)
from workflows.services.results_use.commendation_papers import (
    Meeting,
    MeetingPassed,
    NobodyChosen,
    OpenChoices,
)
from workflows.services.results_use.evaluation import (
    FutureEvaluation,
    NoEvaluation,
    evaluation_of,
    keep_evaluation,
    kept_evaluations,
)
from workflows.services.start_campaign import read_plan, start_campaign
from workflows.services.workspace import Workspace

MEETING = Meeting(
    "Hội trường Ủy ban nhân dân huyện", datetime(2021, 1, 29, 8), "Chủ tịch Ủy ban nhân dân huyện"
)
PERSON = {
    "name": "Lò Thị Mẫu",
    "post": "Công chức Văn phòng - Thống kê",
    "achievement": "Cả năm không có hồ sơ trễ hạn",
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """Bàn làm việc: the year is over and valued."""
    workspace = evaluated(tmp_path)
    yield workspace
    workspace.engine.dispose()


@pytest.fixture(scope="module")
def valued(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Như trên, dùng chung: for what writes nothing."""
    workspace = evaluated(tmp_path_factory.mktemp("nam"))
    yield workspace
    workspace.engine.dispose()


def chosen(workspace: Workspace) -> None:
    """Người có thẩm quyền đã chọn: two who meet the criteria, one who does not, one individual; one is passed over."""
    choose(workspace, ID, BAN_BO, form="giay_khen", by=CHIEF)
    choose(workspace, ID, BAN_GIANG, form="giay_khen", by=CHIEF)
    choose(workspace, ID, SON_BINH, form="giay_khen", by=CHIEF, reason="tiến bộ nhiều về hồ sơ đất đai")
    pass_over(workspace, ID, NA_TAM, by=CHIEF, reason="đã được khen trong năm về cùng thành tích")
    person = nominate(workspace, ID, BAN_BO, **PERSON)
    choose(workspace, ID, BAN_BO, form="giay_khen", by=CHIEF, nomination=person.number)


def test_the_year_is_valued_by_the_later_result_against_the_used_one(valued: Workspace) -> None:
    (found,) = kept_evaluations(valued, ID)
    assert [one.unit for one in found.cards] == list(UNITS)
    assert (found.year, found.day, found.weights) == (2020, EVALUATED, {})
    card = found.card(BAN_BO)
    assert card is not None
    assert (card.index.value, card.index.level_mean) == (Decimal("83.06"), Decimal("77.56"))
    assert (card.change.verdict, card.change.difference) == (Verdict.BETTER, Decimal("5.53"))
    # Ten steps once or by month and half a year, thirty-nine weeks of checks: counted by hand from the plan.
    assert (card.duties.due, card.duties.on_time, card.reports.due) == (55, 55, 2)
    assert (card.quota, card.checked) == (39, 39)
    behind = found.card(TA_LENG)
    assert behind is not None
    assert (behind.duties.missing, behind.change.verdict, behind.score) == (55, Verdict.WORSE, None)
    said = " ".join((*index_sentences(found), *duty_sentences(found)))
    assert "Có 715 nhiệm vụ đến hạn: 165 xong đúng hạn, 0 xong chậm, 550 quá hạn chưa làm." in said
    assert "Của 9 đơn vị, thay đổi nằm trong sai số chọn mẫu" in said
    assert len(index_table(found).rows) == len(duty_table(found).rows) == 13


def test_an_evaluation_is_a_version_and_stands_when_the_year_is_corrected(tmp_path: Path) -> None:
    workspace = year_gone_by(tmp_path)
    first, again = (keep_evaluation(workspace, ID, EVALUATED) for _ in range(2))
    assert (first, first.version) == (again, 1)
    event = NewEvent("thong_tin", TA_LENG, 1, EventKind.SUBMITTED, EVALUATED, {}, "bo-sung")
    record_events(workspace, ID, [event], act="duty_submitted")
    second = keep_evaluation(workspace, ID, EVALUATED, {"index": 60, "duties": 40})
    assert second.version == 2
    assert kept_evaluations(workspace, ID) == (first, second)
    changed = {name for name in first.inputs if first.inputs[name] != second.inputs[name]}
    assert changed == {"log"}
    card = second.card(TA_LENG)
    assert card is not None
    assert (card.duties.late, card.duties.missing, card.score) == (1, 54, Decimal("42.8"))


def test_without_a_later_result_the_used_one_is_shown_and_nothing_is_concluded(tmp_path: Path) -> None:
    workspace = on_day(year_of_use(tmp_path), date(2020, 10, 1))
    found = evaluation_of(workspace, ID, date(2020, 10, 1))
    assert {one.index.known for one in found.cards} == {Known.SHOWN}
    assert {(one.change.verdict, one.change.reason) for one in found.cards} == {
        (Verdict.INCOMPARABLE, "kế hoạch không nêu kết quả năm trước của đơn vị")
    }
    with pytest.raises(FutureEvaluation):
        evaluation_of(workspace, ID, date(2020, 10, 2))
    with pytest.raises(NoEvaluation):
        commendation_book(workspace, ID)


def test_too_few_forms_are_said_and_never_counted_as_nought(tmp_path: Path) -> None:
    workspace = replace(fresh_workspace(tmp_path), now=clock(date(2022, 2, 1)))
    returning.begun(workspace, tmp_path / "dot")
    few = [returning.form(f"A{n}") for n in range(1, 6)]
    many = [returning.form(f"B{n}", returning.THUAN_AN, "5 4 3") for n in range(1, 41)]
    returning.sent(workspace, tmp_path / "dot", few)
    returning.sent(workspace, tmp_path / "dot", many, unit=returning.DAK_MIL, name="hai.csv")
    returning.carried_on(workspace)
    found = evaluation_of(workspace, returning.ID, date(2022, 2, 1), {"index": 100})
    cards = {one.unit: one for one in found.cards}
    few_card = cards[returning.CU_JUT]
    assert (few_card.index.known, few_card.index.value, few_card.score) == (Known.WITHHELD, None, None)
    assert few_card.score_reason == "không có số liệu: Chỉ số hài lòng"
    assert index_table(found).rows[0][2:] == ("–", "–", "–", "–", "không công bố")
    assert any("quá ít phiếu" in one for one in index_sentences(found))


def test_the_program_proposes_and_chooses_nobody(valued: Workspace) -> None:
    book = commendation_book(valued, ID)
    assert {one.unit for one in book.proposals if one.met} == set(GOOD)
    assert (book.choices, book.nominations, book.committee.id, book.standing.id) == (
        {},
        (),
        DISTRICT,
        STANDING,
    )
    for paper in (Paper.SUBMISSION, Paper.DECISION):
        with pytest.raises(NobodyChosen):
            paper_file(valued, ID, Wanted(paper))


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda desk: choose(desk, ID, SON_BINH, form="giay_khen", by=CHIEF), ReasonWanted),
        (lambda desk: pass_over(desk, ID, BAN_BO, by=CHIEF), PassedOverInSilence),
        (lambda desk: choose(desk, ID, STANDING, form="giay_khen", by=CHIEF), NotEvaluated),
        (lambda desk: choose(desk, ID, BAN_BO, form="giay_khen", by=" "), IncompleteWords),
        (lambda desk: choose(desk, ID, BAN_BO, form="giay_khen", by=CHIEF, nomination=7), UnknownNomination),
        (lambda desk: nominate(desk, ID, "ubnd-xa-khac", **PERSON), NotEvaluated),
        (lambda desk: nominate(desk, ID, BAN_BO, **{**PERSON, "name": "\x07"}), IncompleteWords),
        (lambda desk: paper_file(desk, ID, Wanted(Paper.INVITATION)), MeetingUnknown),
        (
            lambda desk: paper_file(
                desk, ID, Wanted(Paper.INVITATION, replace(MEETING, at=datetime(2021, 1, 19, 8)))
            ),
            MeetingPassed,
        ),
    ],
)
def test_what_nobody_can_mean_is_refused(valued: Workspace, act: Any, refusal: type[DirectiveError]) -> None:
    with pytest.raises(refusal):
        act(valued)


def test_a_list_waits_until_nobody_is_passed_over_in_silence(desk: Workspace) -> None:
    choose(desk, ID, BAN_BO, form="giay_khen", by=CHIEF)
    with pytest.raises(OpenChoices) as refused:
        issue_paper(desk, ID, Wanted(Paper.DECISION))
    assert {one.where for one in refused.value.problems} == {BAN_GIANG, NA_TAM}


def test_the_same_choice_again_changes_nothing_and_another_is_a_version(desk: Workspace) -> None:
    first = choose(desk, ID, BAN_BO, form="giay_khen", by=CHIEF)
    assert choose(on_day(desk, date(2021, 1, 21)), ID, BAN_BO, form="giay_khen", by=CHIEF) == first
    second = pass_over(desk, ID, BAN_BO, by=CHIEF, reason="để năm sau")
    with reading(desk.engine) as connection:
        kept = followup_records.versions(connection, ID, "commendation", first.key)
    assert [content["decided"] for *_, content in kept] == [Decided.CHOSEN.value, Decided.PASSED_OVER.value]
    assert commendation_book(desk, ID).choice(BAN_BO) == second


def test_a_nomination_can_be_withdrawn_and_takes_its_choice_along(desk: Workspace) -> None:
    first = nominate(desk, ID, BAN_BO, **PERSON)
    assert nominate(desk, ID, BAN_BO, **PERSON) == first
    choose(desk, ID, BAN_BO, form="giay_khen", by=CHIEF, nomination=first.number)
    with pytest.raises(UnknownNomination):
        withdraw_nomination(desk, ID, KHUN_HA, first.number)
    withdraw_nomination(desk, ID, BAN_BO, first.number)
    assert nominations_of(desk, ID, BAN_BO) == ()
    assert commendation_book(desk, ID).chosen == ()


def test_names_and_reasons_stay_out_of_the_journal(desk: Workspace) -> None:
    chosen(desk)
    with reading(desk.engine) as connection:
        told = json.dumps(
            [dict(act.payload) for act in audit.acts(connection, f"campaign/{ID}")], ensure_ascii=False
        )
    assert BAN_BO in told
    for word in (PERSON["name"], CHIEF, "tiến bộ", "Thống kê"):
        assert word not in told


def findings(content: bytes, folder: Path, day: date) -> list[tuple[str, str]]:
    """Kết quả kiểm tra thể thức: every rule that was broken."""
    file = folder / "van-ban.docx"
    file.write_bytes(content)
    return [(one.rule, one.seen) for one in check_file(file, on=day).findings]


def test_four_documents_hold_and_are_issued_once(desk: Workspace, tmp_path: Path) -> None:
    chosen(desk)
    tasks = ("Tiếp tục khắc phục các tiêu chí còn hạn chế",)
    for paper, number in (
        (Paper.SUBMISSION, "01/TTr-PNV"),
        (Paper.DECISION, "01/QĐ-UBND"),
        (Paper.INVITATION, "01/GM-UBND"),
        (Paper.SUMMARY, "01/BC-PNV"),
    ):
        issued = issue_paper(desk, ID, Wanted(paper, MEETING, tasks))
        assert findings(issued.content, tmp_path, DECIDED) == []
        assert str(issued.entry.document.number) == number
        if paper is not Paper.DECISION:  # whose list waits no more
            assert issue_paper(desk, ID, Wanted(paper, MEETING, tasks)).entry == issued.entry
    book = commendation_book(desk, ID)
    assert {one.document for one in book.chosen} == {"số 01/QĐ-UBND ngày 20/01/2021"}
    assert len(book.chosen) == 4
    with pytest.raises(NobodyChosen):
        issue_paper(desk, ID, Wanted(Paper.DECISION))
    with pytest.raises(DecidedAlready):
        pass_over(desk, ID, BAN_BO, by=CHIEF, reason="nghĩ lại")


def test_the_decision_is_the_chairmans_and_names_who_was_chosen(desk: Workspace) -> None:
    chosen(desk)
    submission = issue_paper(desk, ID, Wanted(Paper.SUBMISSION)).entry.document
    decision = issue_paper(desk, ID, Wanted(Paper.DECISION)).entry.document
    assert decision.issuer == DISTRICT
    assert decision.deciding_authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN TAM ĐƯỜNG"
    assert decision.provenance.value == "synthetic"  # the surveys are
    assert decision.legal_bases[1:] == (
        "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số điều của Luật "
        "Thi đua, khen thưởng ngày 14 tháng 6 năm 2005 và ngày 16 tháng 11 năm 2013",
        "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một "
        "số điều của Luật Thi đua, khen thưởng",
        f"Theo đề nghị của Trưởng phòng Nội vụ huyện Tam Đường tại Tờ trình số {submission.number} "
        "ngày 20 tháng 01 năm 2021",
    )
    units, people = decision.annexes
    assert [row[1] for row in units.rows] == ["UBND xã Sơn Bình", "UBND xã Bản Giang", "UBND xã Bản Bo"]
    assert [row[1:4] for row in people.rows] == [
        ("Lò Thị Mẫu", "Công chức Văn phòng - Thống kê, UBND xã Bản Bo", "Cả năm không có hồ sơ trễ hạn")
    ]
    reasons = [part.text for clause in submission.body for part in clause.children]
    assert any("UBND xã Sơn Bình chưa đạt tiêu chí" in one for one in reasons)
    assert any("UBND xã Nà Tăm đạt mọi tiêu chí nhưng không được đề nghị" in one for one in reasons)


def test_a_decision_that_was_numbered_and_not_noted_is_noted_by_the_next_run(desk: Workspace) -> None:
    chosen(desk)
    numbered = issue_paper(desk, ID, Wanted(Paper.DECISION)).entry
    with transaction(desk.engine) as connection:  # as if it had been cut off between the two
        for key, one in commendation_book(desk, ID).choices.items():
            content = {**_as_kept(one), "document": ""}
            followup_records.add(connection, ID, "commendation", {key: content}, desk.timestamp(), "thu")
    assert issue_paper(desk, ID, Wanted(Paper.DECISION)).entry == numbered
    assert all(one.document for one in commendation_book(desk, ID).chosen)


def _as_kept(one: Choice) -> dict[str, object]:
    from directives.results_use.commendation_choices import choice_as_json

    return choice_as_json(one)


@pytest.mark.parametrize(
    "paper",
    [
        Paper.DECISION,
        pytest.param(Paper.SUBMISSION, marks=pytest.mark.slow),
        pytest.param(Paper.INVITATION, marks=pytest.mark.slow),
        pytest.param(Paper.SUMMARY, marks=pytest.mark.slow),
    ],
)
def test_under_the_older_law_of_form_the_documents_hold_too(
    tmp_path: Path, valued: Workspace, paper: Paper
) -> None:
    """Khánh Sơn summed 2016 up on 27/02/2017; its plan of 2017 is valued a year later, under Thông tư 01/2011."""
    plan, drafts = read_plan(
        Path(__file__).parents[2] / "examples" / "followup" / "khanh-son-2017" / "plan.toml"
    )
    day = date(2018, 2, 27)
    workspace = replace(fresh_workspace(tmp_path), now=clock(day))
    start_campaign(workspace, plan, drafts)
    (model,) = kept_evaluations(valued, ID)
    card = next(one for one in model.cards if one.unit == BAN_BO)
    cards = tuple(replace(card, unit=unit, name=unit) for unit in plan.units[:3])
    content = evaluation_as_json(
        replace(model, campaign=plan.id, title=plan.title, day=day, year=2017, cards=cards)
    )
    with transaction(workspace.engine) as connection:
        followup_records.add(
            connection, plan.id, "evaluation", {"year": content}, workspace.timestamp(), "thu"
        )
    for unit in plan.units[:3]:
        choose(workspace, plan.id, unit, form="giay_khen", by=CHIEF)
    meeting = replace(MEETING, at=datetime(2018, 3, 5, 8))
    assert findings(paper_file(workspace, plan.id, Wanted(paper, meeting)), tmp_path, day) == []


def test_a_province_gives_the_form_of_its_own_level(tmp_path: Path) -> None:
    workspace = ended(replace(fresh_workspace(tmp_path), now=clock(date(2022, 2, 1))), tmp_path / "dot")
    keep_evaluation(workspace, returning.ID, date(2022, 2, 1))
    book = commendation_book(workspace, returning.ID)
    assert [one.code for one in book.forms] == ["bang_khen"]
    assert [(one.unit, [unmet.code for unmet in one.unmet]) for one in book.proposals] == [
        (returning.CU_JUT, []),
        (returning.DAK_MIL, ["khong_thap"]),
    ]
