"""Bản ghi bước tiếp theo: what was taken, passed on, asked for and left to others, as plain values for JSON."""

from typing import Any

from directives.drafting.belonging import Belonging
from directives.drafting.draft_file import Say, plainly
from directives.drafting.next_step import NextStep
from directives.drafting.tasks import Instruction, Task


def step_record(step: NextStep, say: Say = plainly) -> dict[str, Any]:
    """Dạng JSON: the next step with every reason and doubt worded by ``say``."""
    return {
        "office": step.standpoint.office.id,
        "day": step.day.isoformat(),
        "carries_out": step.citation,
        "time": step.when or None,
        "focal_unit": step.focal.name,
        "ours": [_judged(one, say) for one in (*step.share.ours, *step.share.frame)],
        "not_ours": [_judged(one, say) for one in step.share.others],
        "passed_on": [_instruction(one, say) for one in step.passed_on],
        "requests": [_instruction(one, say) for one in step.requests],
        "own": [_task(one, say) for one in step.own],
        "look": [say(one) for one in step.looks],
    }


def _judged(one: Belonging, say: Say) -> dict[str, Any]:
    return {"ref": one.duty.ref, "text": one.duty.text, "why": say(one.why), "doubtful": one.doubtful}


def _instruction(one: Instruction, say: Say) -> dict[str, Any]:
    tasks = [_task(task, say) for task in one.tasks]
    return {"units": list(one.units), "force": "request" if one.asked else "order", "tasks": tasks}


def _task(task: Task, say: Say) -> dict[str, Any]:
    return {
        "ref": task.duty.ref if task.duty else None,
        "text": task.text,
        "time": task.when or None,
        "why": [say(one) for one in task.why],
        "look": [say(one) for one in task.looks],
    }
