"""Kiểm tra kế hoạch: one row, one contradiction, and the sentence which is said of it."""

import pytest

from directives.followup.plan import Plan
from directives.followup.plan_file import InvalidPlan, parse_plan

PLAN = """
id = "thu"
title = "Thử"
province = "68"
question_set = "P2023"
anchors = { T0 = 2026-03-02, F0 = 2026-04-20, F1 = 2026-05-13 }
roles = { standing_office = "snv-lam-dong" }
ladder = [{ after = -2 }, { after = 1 }, { after = 3, to = "superior" }]
capacity = { sample = 100, investigators = 2, forms_a_day = 5.0 }

[[steps]]
code = "bao"
name = "Báo cáo"
act = "report"
owed_by = ["units", "standing_office"]
due = { anchor = "T0", working_days = 5 }
report = [{ code = "so", name = "Số" }]

[[steps]]
code = "tong"
name = "Tổng hợp"
act = "synthesise"
synthesis_of = "bao"
actor = "standing_office"
addressees = ["Lãnh đạo Sở"]
due = { anchor = "T0", working_days = 8 }

[[steps]]
code = "gui"
name = "Gửi"
act = "issue"
draft = "gui.toml"
urgency = "khan"
due = { anchor = "T0", working_days = 9 }

[[steps]]
code = "phieu"
name = "Phiếu"
act = "returns"
each_unit = true
due = { anchor = "F1" }
"""

GROUPS = "units, province, district, commune, province_department"
NOBODY = f"is neither a role of the plan, nor a group ({GROUPS}), nor an id"
WEEKLY = 'recurrence = { every = "week", first = 2026-04-20, until = 2026-05-13 }'
LATE = "synthetic_returns = { seed = 1, forms_per_unit = 1, late_share = 1.5, late_days = -1 }"
#: What is written instead of what, and every sentence which is then said.
ROWS: list[tuple[str, str, list[str]]] = [
    ('owed_by = ["units", "standing_office"]', 'owed_by = ["so"]', [f"step bao: “so” of owed_by {NOBODY}"]),
    (
        'owed_by = ["units", "standing_office"]',
        'owed_by = ["Sở Nội vụ"]',
        ["step bao: “Sở Nội vụ” of owed_by is a name in words; write a role, a group or an office's id"],
    ),
    ('actor = "standing_office"', 'actor = "post"', [f"step tong: “post” of actor {NOBODY}"]),
    (
        "each_unit = true",
        'each_unit = true\nowed_by = ["units"]',
        ["step phieu has each_unit and owed_by: keep one of them"],
    ),
    ("roles = { ", 'roles = { units = "bnv", ', ["role “units” bears the name of a group: choose another"]),
    (
        "{ after = 1 }",
        "{ after = -2 }",
        ["ladder: rung 2 comes after -2 working days, not later than the rung before it"],
    ),
    (
        'urgency = "khan"',
        'urgency = "gap"',
        ["step gui: urgency “gap” is not known; it is one of khan, thuong_khan, hoa_toc, or empty"],
    ),
    (
        'synthesis_of = "bao"',
        'synthesis_of = "bao"\nurgency = "khan"\nladder = []',
        ["step tong issues nothing, so that its urgency would be printed nowhere"],
    ),
    (
        'report = [{ code = "so", name = "Số" }]',
        "",
        ["step bao is a report and has no fields: write report = [...]"],
    ),
    (
        '[{ code = "so", name = "Số" }]',
        '[{ code = "so", name = "A" }, { code = "so", name = "B" }]',
        ["step bao: report field “so” stands twice"],
    ),
    (
        '{ code = "so", name = "Số" }',
        '{ code = "Số", name = "Số" }',
        ["step bao: report field “Số”: a code is a small letter, then small letters, digits and “_”"],
    ),
    (
        "each_unit = true",
        'each_unit = true\nreport = [{ code = "so", name = "Số" }]',
        ["step phieu has report fields and is no report"],
    ),
    (
        'synthesis_of = "bao"',
        'synthesis_of = "gui"',
        ["step tong sums up “gui”, which is no report step before it"],
    ),
    (
        "each_unit = true",
        'each_unit = true\nsynthesis_of = "bao"',
        ["step phieu names a report to sum up and is no “synthesise”"],
    ),
    (
        'due = { anchor = "F1" }',
        f'due = {{ anchor = "F1" }}\n{WEEKLY}',
        ["step phieu has a due day and a recurrence: keep one of them"],
    ),
    (
        'due = { anchor = "F1" }',
        'due = { anchor = "F1" }\nstanding = true',
        ["step phieu is standing and carries no deadline: leave out due"],
    ),
    ("each_unit = true", "each_unit = true\nlead = -1", ["step phieu: lead is -1; it must be at least 0"]),
    (
        'question_set = "P2023"',
        'question_set = ""',
        ["step phieu: a plan without a question set has no “returns”"],
    ),
    (
        "sample = 100",
        'sample = 0, start = "F9"',
        ["capacity: “F9” is neither an anchor nor a step", "capacity: sample is 0; it must be more than 0"],
    ),
    (
        "sample = 100",
        'sample = 100, start = "F1", end = "F0"',
        ["capacity: its end 2026-04-20 does not come after its start 2026-05-13"],
    ),
    (
        "ladder =",
        f"{LATE}\nladder =",
        [
            "synthetic_returns: late_share is 1.5; it must lie between 0 and 1",
            "synthetic_returns: late_days is -1; it must be at least 0",
        ],
    ),
]


@pytest.mark.parametrize(("old", "new", "said"), ROWS, ids=[row[2][0] for row in ROWS])
def test_every_contradiction_is_said(old: str, new: str, said: list[str]) -> None:
    assert old in PLAN
    with pytest.raises(InvalidPlan) as refused:
        parse_plan(PLAN.replace(old, new), file="plan.toml")
    assert [problem.template.format(**problem.fields) for problem in refused.value.problems] == said


def test_the_plan_itself_can_be_followed() -> None:
    assert isinstance(parse_plan(PLAN, file="plan.toml"), Plan)


def test_all_problems_are_said_at_once() -> None:
    wrong = (
        PLAN.replace('"khan"', '"gap"')
        .replace("each_unit = true", "lead = -1")
        .replace("sample = 100", "sample = 0")
    )
    with pytest.raises(InvalidPlan) as refused:
        parse_plan(wrong, file="plan.toml")
    assert len(refused.value.problems) == 3


def test_a_plan_that_measures_nothing_needs_no_question_set() -> None:
    followed = PLAN.replace('"P2023"', '""').replace('act = "returns"', 'act = "evidence"')
    assert not parse_plan(followed, file="plan.toml").is_survey
