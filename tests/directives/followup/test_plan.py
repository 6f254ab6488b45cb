"""Đọc kế hoạch: a plan is followed as it was written, or refused with everything that is wrong in it."""

from pathlib import Path

import pytest

from directives.followup.plan import ActKind
from directives.followup.plan_file import InvalidPlan, parse_plan, plan_as_json, plan_from_json

PLANS = sorted((Path(__file__).parents[3] / "examples" / "campaigns").glob("*/plan.toml"))

PLAN = """
id = "thu-2026"
title = "Đợt thử"
province = "68"
question_set = "P2023"
anchors = { T0 = 2026-03-02 }
books = [{ issuer = "bnv", series = "CV", year = 2026, last_number = 7 }]
synthetic_returns = { seed = 1, forms_per_unit = 2 }

[[steps]]
code = "mo"
name = "Mở"
act = "field_work"
due = { on = 2026-03-03 }

[[steps]]
code = "gui"
name = "Gửi"
act = "issue"
draft = "gui.toml"
due = { anchor = "T0", working_days = 5 }
after = ["mo"]
"""

#: What is written instead of what, and every sentence which is then said.
HOSTILE: list[tuple[str, str, list[str]]] = [
    ('title = "Đợt thử"\n', "", ["field “title” is missing; add it"]),
    ("[[steps]]", "[steps", ["the file is not TOML: "]),
    (
        "province",
        "provinse",
        ["field “province” is missing; add it", "field “provinse” is not known; did you mean “province”?"],
    ),
    ('after = ["mo"]', 'afer = ["mo"]', ["field “steps[2].afer” is not known; did you mean “after”?"]),
    (
        "working_days = 5",
        "working_day = 5",
        ["field “steps[2].due.working_day” is not known; did you mean “working_days”?"],
    ),
    (
        "working_days = 5",
        'working_days = "5"',
        ['field “steps[2].due.working_days” must be a whole number, not "5"'],
    ),
    (
        "working_days = 5",
        "working_days = 5.0",
        ["field “steps[2].due.working_days” must be a whole number, not 5.0"],
    ),
    (
        'act = "issue"',
        'act = "issues"',
        [
            "field “steps[2].act” is “issues”, which is not in the list: 'issue', 'compute', 'publish', 'synthesise', "
            "'open_next', 'field_work', 'returns', 'evidence', 'report', 'check' or 'appoint'"
        ],
    ),
    (
        "on = 2026-03-03",
        "on = 2026-03-03T08:00:00",
        ["field “steps[1].due.on” must be a date such as 2026-03-05 without quotes, not 2026-03-03 08:00:00"],
    ),
    (
        "T0 = 2026-03-02",
        'T0 = "hôm nay"',
        ["field “anchors.T0” must be a date such as 2026-03-05 without quotes, not hôm nay"],
    ),
    ('after = ["mo"]', 'each_unit = "có"', ['field “steps[2].each_unit” must be true or false, not "có"']),
    ('province = "68"', "province = 68", ["field “province” must be text in quotes, not 68"]),
    ('code = "gui"', 'code = "mo"', ["mo stands twice"]),
    ('after = ["mo"]', 'after = ["gui"]', ["step gui comes after gui, which does not stand before it"]),
    ('after = ["mo"]', 'after = ["dong"]', ["step gui comes after dong, which does not stand before it"]),
    ('anchor = "T0"', 'anchor = "T1"', ["step gui is due from “T1”: no anchor or earlier step"]),
    ('anchor = "T0", ', "", ["step gui is due from “”: no anchor or earlier step"]),
    ('anchor = "T0"', 'anchor = "gui"', ["step gui is due from “gui”: no anchor or earlier step"]),
    (
        'anchor = "T0"',
        'anchor = "T0", on = 2026-03-09',
        ["step gui has a fixed day and an anchor: keep one of them"],
    ),
    ('draft = "gui.toml"\n', "", ["step gui issues a document if and only if it names a draft"]),
    (
        'act = "field_work"',
        'act = "field_work"\ndraft = "x.toml"',
        ["step mo issues a document if and only if it names a draft"],
    ),
    (
        'id = "thu-2026"',
        'id = "../../etc"',
        ["“../../etc” cannot be used as a name: use at most 60 of a–z, 0–9, “-” and “_”"],
    ),
    (
        'id = "thu-2026"',
        f'id = "{"x" * 61}"',
        [f"“{'x' * 61}” cannot be used as a name: use at most 60 of a–z, 0–9, “-” and “_”"],
    ),
    ("last_number = 7", "last_number = -1", ["field “books[1].last_number” is -1; it must be at least 0"]),
    (
        "forms_per_unit = 2",
        "forms_per_unit = 0",
        ["field “synthetic_returns.forms_per_unit” is 0; it must be at least 1"],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), HOSTILE, ids=[row[1][:30] for row in HOSTILE])
def test_every_problem_of_a_plan_is_said(old: str, new: str, expected: list[str]) -> None:
    assert PLAN.count(old) >= 1
    with pytest.raises(InvalidPlan) as refused:
        parse_plan(PLAN.replace(old, new), file="plan.toml")
    said = sorted(problem.template.format(**problem.fields) for problem in refused.value.problems)
    assert len(said) == len(expected)
    for sentence, begun in zip(said, sorted(expected), strict=True):
        assert sentence == begun or (begun.endswith(": ") and sentence.startswith(begun))
    assert refused.value.where.startswith("plan.toml:")


def test_a_plan_without_steps_is_refused() -> None:
    head = PLAN[: PLAN.index("[[steps]]")].replace("books", "steps = []\nbooks")
    with pytest.raises(InvalidPlan) as refused:
        parse_plan(head, file="plan.toml")
    assert [problem.template for problem in refused.value.problems] == ["the plan has no steps"]


def test_all_problems_are_said_at_once() -> None:
    broken = PLAN.replace('code = "gui"', 'code = "Gửi đi"').replace('after = ["mo"]', 'after = ["x", "y"]')
    with pytest.raises(InvalidPlan, match=r"plan\.toml cannot be followed; it has 3 problem"):
        parse_plan(broken, file="plan.toml")


def test_a_well_written_plan_is_read_as_it_stands() -> None:
    plan = parse_plan(PLAN, file="plan.toml")
    assert [(step.code, step.act) for step in plan.steps] == [
        ("mo", ActKind.FIELD_WORK),
        ("gui", ActKind.ISSUE),
    ]
    assert plan.step("gui").after == ("mo",)


@pytest.mark.parametrize("file", PLANS, ids=lambda file: file.parent.name)
def test_an_example_is_kept_with_its_campaign_without_loss(file: Path) -> None:
    plan = parse_plan(file.read_text(encoding="utf-8"), file=file.name)
    assert plan_from_json(plan_as_json(plan)) == plan


def test_the_examples_are_these() -> None:
    assert [file.parent.name for file in PLANS] == [
        "dak-nong-2021",
        "lam-dong-2026",
        "tam-duong-2019",
        "tam-duong-2020-do-luong",
    ]
