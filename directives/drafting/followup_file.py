"""Tệp kế hoạch theo dõi: a follow-up as the TOML plan which ``followup start`` takes, doubts as comments in place."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from directives.drafting.draft_file import Say, plainly
from directives.drafting.followup_plan import FollowedDuty, FollowupDraft
from directives.errors import Problem
from directives.followup.plan import ActKind, Due
from directives.followup.recurrence import Recurrence

_LOOK = "# cần xem: "


def followup_toml(draft: FollowupDraft, plan_id: str, *, say: Say = plainly) -> str:
    """Kế hoạch TOML: for a person to look at and complete; ``say`` words what is doubtful."""
    return "\n".join(_lines(draft, plan_id, say)) + "\n"


def _lines(draft: FollowupDraft, plan_id: str, say: Say) -> Iterator[str]:
    yield "# Bản thảo kế hoạch theo dõi: đọc lại các dòng “cần xem”, bổ sung hạn, người nhận, rồi mới bắt đầu."
    yield from _looks(draft.looks, say)
    yield f"id = {_text(plan_id)}"
    yield f"title = {_text(draft.title)}"
    yield 'province = ""'
    yield 'question_set = ""'
    yield f"standing_office = {_text(draft.office.id)}"
    yield f"directive = {_text(draft.directive)}"
    yield f"anchors = {{ T0 = {draft.day} }}"
    yield "units = ["
    yield from (f"  {_text(unit)}," for unit in draft.units)
    yield "]"
    yield 'ladder = [{ after = 1, to = "unit" }, { after = 5, to = "superior" }]'
    for duty in draft.duties:
        yield ""
        yield from _looks(duty.looks, say)
        yield "[[steps]]"
        yield from _step(duty, all_units=draft.units)


def _step(duty: FollowedDuty, *, all_units: Sequence[str]) -> Iterator[str]:
    yield f"code = {_text(duty.code)}"
    yield f"name = {_text(duty.name)}"
    yield f"act = {_text(duty.act.value)}"
    if duty.units == tuple(all_units):
        yield "each_unit = true"
    else:
        yield f"owed_by = [{', '.join(map(_text, duty.units))}]"
    if duty.due is not None:
        yield f"due = {_due(duty.due)}"
    elif duty.recurrence is not None:
        yield f"recurrence = {_recurrence(duty.recurrence)}"
    else:
        yield "standing = true"
    if duty.report_to:
        yield f"evidence = {_text(f'báo cáo gửi {duty.report_to}')}"
    if duty.act is ActKind.REPORT:
        yield 'report = [{ code = "ket_qua", name = "Kết quả thực hiện", kind = "text" }]'
    yield f"basis = {_text(duty.basis)}"


def _due(due: Due) -> str:
    return f"{{ on = {due.on}{', before = true' if due.before else ''} }}"


def _recurrence(again: Recurrence) -> str:
    said: dict[str, str | date | int | bool] = {
        "every": _text(again.every.value),
        "first": again.first,
        "until": again.until,
    }
    said |= {"times": again.times} if again.times > 1 or again.at_most else {}
    for name in ("at_most", "due_day", "due_months_after", "weekday"):
        said |= {name: value} if (value := getattr(again, name)) else {}
    said |= {"before": "true"} if again.before else {}
    return "{ " + ", ".join(f"{name} = {value}" for name, value in said.items()) + " }"


def _looks(looks: Sequence[Problem], say: Say) -> Iterator[str]:
    for look in looks:
        yield _LOOK + " ".join(say(look).split())


def _text(said: str) -> str:
    """A basic string of TOML: JSON's escapes are TOML's."""
    return json.dumps(said, ensure_ascii=False).replace("\x7f", "\\u007f")
