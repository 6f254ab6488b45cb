"""Giám sát, phúc tra trong báo cáo: what was recorded is said with its figures, what was not is said to be missing."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from sipas_engine.recheck.visits import FindingAnswer, Visit
from tests.services.field_desk import SERIALS, WARD, field_workspace, sent_back
from tests.services.test_campaign import LAM_DONG
from workflows.services.campaign_settings import chosen_settings
from workflows.services.campaign_state import campaign_state
from workflows.services.field_facts import NO_RECHECK, NO_VISITS, check_sentences
from workflows.services.recheck_forms import draw_recheck_forms
from workflows.services.supervise import answer_finding, record_visit
from workflows.services.workspace import Workspace

DAY = date(2026, 4, 8)
VISIT = Visit(
    "GS-1",
    (WARD, "Tổ 1"),
    DAY,
    "Lê Thị Giám",
    {"right_list": True, "into_hand": False, "no_hints": False, "sealed": True},
)


@pytest.fixture
def field(tmp_path: Path) -> Workspace:
    return field_workspace(tmp_path)


def test_a_report_says_honestly_that_nothing_was_recorded(field: Workspace) -> None:
    assert check_sentences(field, LAM_DONG) == [NO_VISITS, NO_RECHECK]


def test_visits_findings_and_what_is_not_answered_are_counted(field: Workspace) -> None:
    record_visit(field, LAM_DONG, VISIT)
    answer = FindingAnswer("GS-1", "into_hand", DAY, "dtv-1", "Đã phát lại tận tay")
    answer_finding(field, LAM_DONG, answer)
    assert check_sentences(field, LAM_DONG)[0] == (
        "Giám sát 1 lần tại 1 thôn, tổ dân phố; có 2 phát hiện, còn 1 phát hiện chưa được trả lời."
    )


def test_a_drawn_recheck_is_told_and_its_share_stands_among_the_settings(
    field: Workspace, tmp_path: Path
) -> None:
    sent_back(field, tmp_path, dict.fromkeys(SERIALS, 4))
    draw_recheck_forms(field, LAM_DONG, ["dtv-1", "dtv-2"], "hat-giong", Fraction(1, 4))
    assert check_sentences(field, LAM_DONG)[1].startswith("Phúc tra: rút 4 phiếu, đã hỏi lại 0 phiếu;")
    chosen = chosen_settings(field, campaign_state(field, LAM_DONG))
    assert chosen == {"max_missing_share": "20%", "recheck_share": "25%"}
