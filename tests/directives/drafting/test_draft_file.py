"""Tệp bản thảo: whatever goes in, what comes out is a draft that ``vanthu issue`` reads, with its doubts beside it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives.document.draft import Draft, parse_draft
from directives.document.toml_table import toml_table
from directives.drafting.draft_file import draft_toml
from directives.drafting.next_step import next_step
from directives.errors import Problem
from directives.org.working_rules import PostHolder, Rank, WorkingRules
from directives.reading.record import DutyTime
from tests.directives.drafting.incoming_letters import by, duty, incoming, letter
from tests.directives.drafting.test_next_step import CU_JUT, step_of
from tests.workspaces import calendar, chart

#: letter, office, day of the draft
CASES = [
    ("dak-nong-2021-1848", "ubnd-huyen-cu-jut", "2021-12-10"),
    ("dak-nong-2021-1848", "ubnd-huyen-dak-glong", "2021-12-13"),
    ("dak-nong-2021-1848", "ubnd-thanh-pho-gia-nghia", "2021-12-10"),
    ("tuyen-quang-2020-1049", "ubnd-huyen-son-duong", "2020-04-16"),
    ("tuyen-quang-2020-1049", "snv-tuyen-quang", "2020-04-16"),
    ("bo-2026", "ubnd-tinh-lam-dong", "2026-03-04"),
    ("bo-2026", "ubnd-thanh-pho-ha-noi", "2026-03-04"),
    ("tinh-2026", "snv-lam-dong", "2026-03-10"),
    ("tinh-2026", "ubnd-phuong-2-bao-loc-24820", "2026-03-10"),
    ("tinh-2026", "ubnd-dac-khu-phu-quy-23272", "2026-03-10"),
]


def drafted(toml: str) -> Draft:
    """Bản thảo: as ``vanthu issue`` reads it."""
    return parse_draft(toml_table(toml), file="thu.toml")


@pytest.mark.parametrize("document_type", ["cong_van", "ke_hoach"])
@pytest.mark.parametrize(("name", "office", "day"), CASES)
@pytest.mark.parametrize("lead_time", [0, 3, 20])
def test_every_combination_is_a_draft(
    name: str, office: str, day: str, document_type: str, lead_time: int
) -> None:
    step = step_of(incoming(name), office, day, lead_time=lead_time)
    draft = drafted(draft_toml(step, document_type=document_type))
    assert (draft.type, draft.issuer, str(draft.date)) == (document_type, office, day)
    assert draft.carries_out == [step.incoming.number]
    said = " ".join([*draft.legal_bases, *(part.text for part in draft.body)])
    assert step.citation in said
    words = _words(draft)
    for one in (*step.passed_on, *step.requests):
        for task in one.tasks:
            assert task.text in words


def _words(draft: Draft) -> str:
    found, parts = [], list(draft.body)
    while parts:
        part = parts.pop()
        found += [part.title, part.text]
        parts += part.children
    return "\n".join(found)


@pytest.mark.parametrize(
    ("name", "office", "day", "bases"),
    [
        ("tuyen-quang-2020-1049", "ubnd-huyen-son-duong", "2020-04-16",
         ["Căn cứ Kế hoạch số 243/KH-BNV ngày 03/4/2020 của Bộ Nội vụ về đo lường sự hài lòng của người dân, tổ chức "
          "đối với sự phục vụ của cơ quan hành chính nhà nước năm 2020"]),
        ("bo-2026", "ubnd-tinh-lam-dong", "2026-03-04",
         ["Thực hiện Quyết định số 1001/QĐ-BNV ngày 11 tháng 12 năm 2023 của Bộ trưởng Bộ Nội vụ phê duyệt Phương pháp "
          "đo lường sự hài lòng của người dân"]),
    ],
)  # fmt: skip
def test_a_plan_rests_on_what_the_incoming_document_carries_out_and_on_that_itself(
    name: str, office: str, day: str, bases: list[str]
) -> None:
    step = step_of(incoming(name), office, day)
    draft = drafted(draft_toml(step, document_type="ke_hoach"))
    assert draft.legal_bases == [*bases, f"Căn cứ {step.citation}"]


def test_the_doubts_stand_where_they_belong() -> None:
    toml = draft_toml(step_of(incoming("bo-2026"), "ubnd-tinh-lam-dong", "2026-03-04"))
    lines = toml.splitlines()
    place = next(i for i, line in enumerate(lines) if "trước ngày 10 tháng 4 năm 2026" in line)
    above = "\n".join(lines[place - 5 : place])
    assert "# cần xem: the superior's time is 15/4/2026; moved up by 3 working days" in above


def test_every_duty_of_the_incoming_document_is_named_with_its_reason() -> None:
    step = step_of(incoming("dak-nong-2021-1848"))
    head = draft_toml(step, say=lambda problem: f"<{len(problem.fields)}>").split("\n\n")[0]
    assert len(re.findall(r"^# [\d.e][^:\n]*: .* – <1>$", head, re.MULTILINE)) == len(step.share.duties)


def test_without_a_day_the_draft_takes_the_day_of_issue() -> None:
    toml = draft_toml(step_of(incoming("dak-nong-2021-1848")), dated=False)
    assert drafted(toml).date is None
    assert "deadlines were set for 10/12/2021" in toml


def test_the_signer_comes_from_the_offices_own_file() -> None:
    people = tuple(
        PostHolder(name, name, rank, date(2020, 1, 1))
        for name, rank in (("Trần Văn An", Rank.HEAD), ("Lê Thị Bình", Rank.DEPUTY))
    )
    rules = WorkingRules(CU_JUT, people=people)
    toml = draft_toml(step_of(incoming("dak-nong-2021-1848"), rules=rules), rules=rules)
    assert (drafted(toml).signer, drafted(toml).signature) == ("Trần Văn An", None)
    assert "who else may sign: Lê Thị Bình" in toml


def test_nobody_is_invented_to_sign() -> None:
    signature = drafted(draft_toml(step_of(incoming("dak-nong-2021-1848")))).signature
    assert signature
    assert (signature.title, signature.name) == ("CHỦ TỊCH", "")


_TIMES = st.one_of(
    st.none(),
    st.builds(by, st.dates(date(2021, 1, 1), date(2030, 1, 1)).map(str), st.text(max_size=20)),
    st.builds(lambda words: DutyTime(words, recurrence={"freq": "weekly"}), st.text(max_size=20)),
)
_DUTIES = st.builds(
    lambda text, who, time, kind: duty(text, *who, time=time, kind=kind),
    st.text(min_size=1, max_size=60).filter(str.strip),
    st.lists(st.sampled_from(["UBND các huyện", "Bưu điện tỉnh", "các cơ quan, đơn vị", '"""\n# x = ['])),
    _TIMES,
    st.sampled_from(["task", "report", "request", "closing", "schedule"]),
)


@given(st.lists(_DUTIES, min_size=1, max_size=4), st.sampled_from(["cong_van", "ke_hoach"]))
def test_no_words_of_a_stranger_break_the_draft(duties: list[object], document_type: str) -> None:
    sure = duty("Rà soát danh sách", "UBND các huyện")
    found = next_step(
        letter(sure, *duties),  # type: ignore[arg-type]  # built above
        CU_JUT, chart=chart(), calendar=calendar(), day=date(2021, 12, 10),
    )  # fmt: skip
    draft = drafted(draft_toml(found, document_type=document_type, say=_said))
    assert draft.body[0].kind == "paragraph"


def _said(problem: Problem) -> str:
    return problem.template.format(**problem.fields) + "\r\n[[body]]\x07"
